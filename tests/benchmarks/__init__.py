"""Tests of the benchmarks: that they count rightly what they print."""
