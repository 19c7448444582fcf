"""How fast the reader is, how much memory it takes, and whether long texts stall it."""
