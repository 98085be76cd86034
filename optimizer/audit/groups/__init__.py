"""The checks, one concept a file: what the plan says against what is known."""
