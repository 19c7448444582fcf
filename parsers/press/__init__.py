"""What comes in: feeds and pages, their addresses and dates, and who wrote them."""
