"""A sample newsroom on this machine's loopback, and five days of it played through the real flows."""
