"""A generated stream: made-up meetings as newsrooms tell them over days, and what becomes of it."""
