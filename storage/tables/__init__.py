"""The tables of the house: one row class for each value, with a conversion both ways."""

from storage.tables import (
    articles,
    decisions,
    feeds,
    fingerprints,
    groupings,
    history,
    meetings,
    outbox,
    runs,
    source_lines,
    stories,
    ways,
)
from storage.tables.rows import Row

METADATA = Row.metadata

__all__ = [
    "METADATA",
    "articles",
    "decisions",
    "feeds",
    "fingerprints",
    "groupings",
    "history",
    "meetings",
    "outbox",
    "runs",
    "source_lines",
    "stories",
    "ways",
]
