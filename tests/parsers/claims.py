"""What a text is read to claim, in one short line for each meeting or grouping."""

from __future__ import annotations

from datetime import date

from parsers.lexicon import load
from parsers.model import Grouping, Meeting, When
from parsers.reading import read

FRIDAY = date(2024, 5, 10)
"""The day on which the sample texts were published, unless a test says otherwise."""


def meetings(text: str, title: str = "", published: date | None = FRIDAY) -> list[Meeting]:
    """Return all meetings that a text claims, history included."""
    return list(read(title, text, published, load()).meetings)


def groupings(text: str, title: str = "", published: date | None = FRIDAY) -> list[Grouping]:
    """Return all groupings that a text claims."""
    return list(read(title, text, published, load()).groupings)


def states(meeting: Meeting) -> str:
    """Return the states of a meeting as in ``DE-FR-PL``."""
    return "-".join(meeting.participants)


def who(text: str, title: str = "", published: date | None = FRIDAY) -> str:
    """Return the state sets of the meetings that are no history, sorted, one blank between."""
    found = meetings(text, title, published)
    return " ".join(sorted(states(meeting) for meeting in found if not meeting.is_background))


def only(text: str, title: str = "", published: date | None = FRIDAY) -> Meeting:
    """Return the one meeting that a text claims."""
    (meeting,) = meetings(text, title, published)
    return meeting


def days(when: When) -> str:
    """Return days as ``2024-05-10``, ``2024-05-10/2024-05-12``, or nothing."""
    if when.start is None or when.end is None:
        return ""
    if when.start == when.end:
        return when.start.isoformat()
    return f"{when.start.isoformat()}/{when.end.isoformat()}"
