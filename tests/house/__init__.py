"""Tests of the house itself: floors, tree, sizes, packaging, and what stands in its documents."""
