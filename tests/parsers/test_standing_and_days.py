"""How far along a meeting is and on which days: short texts of many styles, read in full."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.parsers.claims import days, meetings, states

DATA = Path(__file__).parent / "data" / "standing_and_days.toml"
CASES: list[dict[str, Any]] = tomllib.loads(DATA.read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['states']}: {case['text'][:50]}")
def test_a_text_tells_how_far_along_a_meeting_is_and_when(case: dict[str, Any]) -> None:
    """A meeting of the states that is no history stands so, on these days."""
    published: date | None = case.get("published")
    found = [
        (meeting.status, days(meeting.when))
        for meeting in meetings(case["text"], case.get("title", ""), published)
        if states(meeting) == case["states"] and not meeting.is_background
    ]
    assert (case["status"], case["days"]) in found
