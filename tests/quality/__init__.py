"""The development set with its labels, and the score of the reader on it."""
