"""Short texts of many regions with the place of their meeting, from two files of cases.

Each open case holds; of the closed ones, which were written first, a share must.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from parsers.lexicon.keys import fold
from tests.parsers.claims import meetings

DATA = Path(__file__).parent / "data"
SHARE_OF_CLOSED = 0.85


def cases(name: str) -> list[tuple[str, str, str]]:
    """Return the text, the city and the state of each case of a file."""
    rows = tomllib.loads((DATA / name).read_text(encoding="utf-8"))["case"]
    return [(row["text"], row["city"], row["country"]) for row in rows]


def where(text: str) -> tuple[str, str]:
    """Return city and state of the largest meeting that a text claims, empty where untold."""
    told = [meeting for meeting in meetings(text) if not meeting.is_background]
    largest = max(told, key=lambda meeting: len(meeting.participants), default=None)
    if largest is None:
        return "no meeting", ""
    return fold(largest.place.city or ""), largest.place.country or ""


@pytest.mark.parametrize(("text", "city", "country"), cases("places.toml"))
def test_where_a_meeting_is(text: str, city: str, country: str) -> None:
    """Towns, capitals by description, buildings, forums, trips, datelines; and what is none."""
    assert where(text) == (fold(city), country)


def test_the_closed_cases() -> None:
    """Most texts nobody looked at while the reader was written are read right."""
    found = cases("places_closed.toml")
    right = sum(where(text) == (fold(city), country) for text, city, country in found)
    assert right >= SHARE_OF_CLOSED * len(found)
