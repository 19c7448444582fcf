"""What the flows run on: settings, the watchlist, the web, and the count of outcomes."""
