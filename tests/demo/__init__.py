"""The sample newsroom, its server and the sinks."""
