"""What days a meeting is given by a sentence or two: two families of cases, each nearly whole."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from parsers.model import Precision, When
from tests.parsers.claims import meetings

DATA = Path(__file__).parent / "data"
SHARE = 0.95
SHOWN = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}


def shown(when: When) -> str:
    """Return days as the cases write them: as exactly as they are known."""
    if when.start is None or when.precision is None:
        return ""
    if when.precision is Precision.RANGE:
        return f"{when.start}/{when.end}"
    return when.start.isoformat()[: SHOWN[when.precision]]


def read(case: dict[str, Any]) -> str:
    """Return the days of the first meeting of the case's states, or what stands for it."""
    published: date | None = case.get("published")
    states = tuple(sorted(case["states"].split("-")))
    found = [
        meeting
        for meeting in meetings(case["text"], case.get("title", ""), published)
        if meeting.participants == states
    ]
    return shown(found[0].when) if found else "no such meeting"


@pytest.mark.parametrize("name", ["days_in_context_1", "days_in_context_2"])
def test_a_meeting_has_the_days_its_context_gives(name: str) -> None:
    """Of the cases of a family at least 19 in 20 have exactly their days and precision."""
    cases = tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))["case"]
    wrong = {
        case["name"]: f"{got or 'undated'}, not {case['days'] or 'undated'}"
        for case in cases
        if (got := read(case)) != case["days"]
    }
    assert len(cases) > 1 / (1 - SHARE)
    assert len(wrong) <= len(cases) * (1 - SHARE), wrong
