"""The verbs without Prefect: each asks storage, calls a pure function, and tells storage."""
