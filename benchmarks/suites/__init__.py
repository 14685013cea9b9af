"""Suites of airspeed velocity: `asv run` follows the speed of weakties from commit to commit.

Each file is a part of the package. Networks are small, and new for every sample, because a network
remembers what was computed on it; the first call of all, which compiles, is made in `setup`.
"""
