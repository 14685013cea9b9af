"""Measurements that the documentation reports; run each with `python -m benchmarks.<name>`."""
