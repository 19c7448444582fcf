"""The first floor reads: the same bytes give the same facts; no network, clock, database or Prefect."""
