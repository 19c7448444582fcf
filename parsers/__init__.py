"""The first floor reads: same bytes, same facts; no network, clock, database or Prefect."""
