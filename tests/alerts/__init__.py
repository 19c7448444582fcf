"""Tests of the second floor: what is news, for whom, in what words, by which way."""
