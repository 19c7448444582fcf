"""The tests: they mirror the floors; ``house`` holds the law and ``quality`` the reader's score."""
