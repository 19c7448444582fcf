"""A sample newsroom on loopback, and five days of it played through the real flows."""
