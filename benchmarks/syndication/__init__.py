"""What it costs to find copies among news, how well they are found, and how both grow."""
