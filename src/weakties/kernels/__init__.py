"""Arithmetic compiled by numba: arrays in, arrays out; no ids, no defaults, no warnings."""
