"""What the reader is worth beside the tests: its speed, and its quality on other people's facts."""
