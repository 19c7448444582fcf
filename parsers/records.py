"""What we hold, and what a claim does to it: one name for all that keeps records.

Is it a meeting we hold (parsers.matching), what does it change there
(parsers.meeting_records), and what is new of a set of states (parsers.grouping_records).
"""

from __future__ import annotations

from parsers.grouping_records import grouping_after, nearest
from parsers.matching import Match, best_match, match
from parsers.meeting_records import founded, is_stale, updated
from parsers.telling import Telling

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
