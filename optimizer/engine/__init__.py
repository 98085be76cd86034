"""Many cases at once: jobs, where they are solved, what is kept of them, and who waits for whom."""
