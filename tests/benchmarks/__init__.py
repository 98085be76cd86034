"""Yardsticks of speed: run as `python -m tests.benchmarks.<name>`, not collected by pytest. See README.md."""
