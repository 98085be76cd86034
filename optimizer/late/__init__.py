"""Late and dearer projects: which one hurts the plan most, which target breaks first, what stock could cover."""
