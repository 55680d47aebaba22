"""Benchmarks: measured by hand, never asserted."""
