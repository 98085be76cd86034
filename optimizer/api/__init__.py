"""What `import optimizer` offers: the same pieces as the commands, for Python."""
