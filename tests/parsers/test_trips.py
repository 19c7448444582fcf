"""Short texts of trips with the meetings told on them, from two files of cases.

Each open case holds; of the closed ones, which were written first, a share must.
"""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from parsers.lexicon.keys import fold
from tests.parsers.claims import days, meetings, states

DATA = Path(__file__).parent / "data"
SHARE_OF_CLOSED = 0.8
Case = tuple[str, str, date, list[str]]


def cases(name: str, *, limit: bool = False) -> list[Case]:
    """Return headline, text, day and meetings of each case of a file, those of its limits apart."""
    rows = tomllib.loads((DATA / name).read_text(encoding="utf-8"))["case"]
    kept = (row for row in rows if row.get("limit", False) is limit)
    return [(row.get("title", ""), row["text"], row["published"], row["told"]) for row in kept]


def told(title: str, text: str, published: date) -> list[str]:
    """Return the meetings that a text claims, each as in ``KE-TG Lome/TG 2024-05-07 held``."""
    found = (one for one in meetings(text, title, published) if not one.is_background)
    return sorted(
        f"{states(one)} {fold(one.place.city or '.')}/{one.place.country or '.'} {days(one.when)}"
        f" {one.status}"
        for one in found
    )


@pytest.mark.parametrize(("title", "text", "published", "expected"), cases("trips.toml"))
def test_what_is_told_on_a_trip(
    title: str, text: str, published: date, expected: list[str]
) -> None:
    """Hosts, others, forums and errands; tours of several stops; journeys that are private."""
    assert told(title, text, published) == sorted(map(fold, expected))


@pytest.mark.parametrize(
    ("title", "text", "published", "expected"), cases("trips.toml", limit=True)
)
def test_what_is_not_read_yet(title: str, text: str, published: date, expected: list[str]) -> None:
    """Days or places may lack there, and meetings; nobody is read to meet who does not."""
    found = {line.split()[0] for line in told(title, text, published)}
    assert found <= {line.split()[0] for line in expected}


def test_the_closed_cases() -> None:
    """Most texts nobody looked at while the reader was written are read right."""
    found = cases("trips_closed.toml")
    right = sum(told(*case[:3]) == sorted(map(fold, case[3])) for case in found)
    assert right >= SHARE_OF_CLOSED * len(found)
