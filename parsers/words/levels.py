"""How senior a meeting is: the order of levels, and the words that name one outright.

Whose level counts at a meeting is asked in parsers.meetings.fields.
"""

from __future__ import annotations

from collections.abc import Iterable

from parsers.model import Level
from parsers.words.phrases import phrases

# Most senior first; a 2+2 is a format of two of these and has no rank of its own.
RANK = (
    Level.LEADERS,
    Level.FOREIGN_MINISTERS,
    Level.DEFENCE_MINISTERS,
    Level.NSA,
    Level.MINISTERS_OTHER,
    Level.OFFICIALS,
)
SENIORITY = {level: rank for rank, level in enumerate(Level)}
PARTS_OF_TWO_PLUS_TWO = frozenset({Level.FOREIGN_MINISTERS, Level.DEFENCE_MINISTERS})

TWO_PLUS_TWO = phrases(
    r"""
    (?<![\w+])(?:2\s?\+\s?2|2 plus 2|two[- ]plus[- ]two)(?![\w+])
    aukmin|ausmin
    foreign and defen[cs]e (?:ministers?|ministerial|secretar\w+|chiefs|policy talks)
    defen[cs]e and foreign (?:ministers?|ministerial|secretar\w+|policy talks)
    """,
)
SUMMIT = phrases("summits?")
HEADS = phrases(
    r"heads of (?:all )?(?:the )?(?:[\w-]+ ){0,3}(?:states|countries|republics|nations)"
)


def highest(levels: Iterable[Level]) -> Level | None:
    """Return the most senior level, None of none."""
    present = set(levels)
    return next((level for level in RANK if level in present), None)


def lowest(levels: Iterable[Level | None]) -> Level | None:
    """Return the least senior level of some; one that is not known counts as the most senior."""
    return min(levels, key=lambda level: -SENIORITY[level] if level else 0)


def levels_agree(left: Level | None, right: Level | None) -> bool:
    """Tell whether two words on one meeting's level can both be true.

    An unknown level agrees with any, a 2+2 with the ministers who are its halves.
    """
    if left is None or right is None or left is right:
        return True
    pair = {left, right}
    return Level.TWO_PLUS_TWO in pair and bool(pair & PARTS_OF_TWO_PLUS_TWO)


def says_two_plus_two(clause: str) -> bool:
    """Tell whether a lower-case clause names the format of foreign and defence ministers."""
    return TWO_PLUS_TWO.search(clause) is not None


def says_summit(clause: str) -> bool:
    """Tell whether lower-case words name a summit, where leaders meet unless others are said to."""
    return SUMMIT.search(clause) is not None


def says_heads(clause: str) -> bool:
    """Tell whether a lower-case clause speaks of "the heads of the Gulf states"."""
    return HEADS.search(clause) is not None
