"""What we hold, and what a claim does to it: one name for all that keeps records.

Is it a meeting we hold (parsers.records.matching), what does it change there
(parsers.records.meetings), and what is new of a set of states (parsers.records.groupings).
"""

from __future__ import annotations

from parsers.records.groupings import grouping_after, nearest
from parsers.records.matching import Match, best_match, match
from parsers.records.meetings import founded, is_stale, updated
from parsers.records.telling import Telling

__all__ = [
    "Match",
    "Telling",
    "best_match",
    "founded",
    "grouping_after",
    "is_stale",
    "match",
    "nearest",
    "updated",
]
