"""The third floor, on SQLite and on PostgreSQL."""
