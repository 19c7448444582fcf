"""How far along a meeting is, its level, whether it is history or new: short texts of many styles.

`progress.toml` grew with the rules, and all of it holds. `progress_closed.toml` was written before
them and is only measured, so that its share tells what other texts may expect.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from parsers.model import Meeting
from tests.parsers.claims import FRIDAY, groupings, meetings, states

DATA = Path(__file__).parent / "data"
FOUND = 0.8  # of the closed texts, in which there is a meeting of the states to be read
FIELDS = ("status", "level", "background", "new")
Case = Mapping[str, Any]


def cases(name: str) -> list[Case]:
    """Return the cases of a file."""
    with (DATA / name).open("rb") as file:
        return list(tomllib.load(file)["case"])


def said(case: Case) -> dict[str, object]:
    """Return what is read of the states of a case; empty where nothing is."""
    told = (case["text"], case.get("title", ""), case.get("day", FRIDAY))
    found = [meeting for meeting in meetings(*told) if states(meeting) == case["who"]]
    clubs = [club.is_new for club in groupings(*told) if "-".join(club.members) == case["who"]]
    meeting = min(found, key=lambda one: one.is_background, default=None)
    read: dict[str, object] = {"new": clubs[0]} if clubs else {}
    return read | (_fields(meeting) if meeting else {})


def _fields(meeting: Meeting) -> dict[str, object]:
    return {
        "status": str(meeting.status),
        "level": str(meeting.level or "none"),
        "background": meeting.is_background,
    }


def wanted(case: Case) -> dict[str, object]:
    """Return what a case expects."""
    return {field: case[field] for field in FIELDS if field in case}


@pytest.mark.parametrize("case", cases("progress.toml"), ids=lambda case: str(case["text"])[:60])
def test_what_a_text_says_of_its_meeting(case: Case) -> None:
    """Each field that a case names is read so."""
    read = said(case)
    assert {field: read.get(field) for field in wanted(case)} == wanted(case)


@pytest.mark.parametrize(
    ("field", "share"), [("status", 0.88), ("level", 0.92), ("background", 0.8), ("new", 0.75)]
)
def test_texts_written_before_the_rules(field: str, share: float) -> None:
    """So many of the closed texts in which the meeting is found at all are read rightly."""
    closed = [case for case in cases("progress_closed.toml") if field in case]
    read = [(said(case), case) for case in closed]
    right = [found[field] == case[field] for found, case in read if field in found]
    assert len(right) >= FOUND * len(closed)
    assert sum(right) / len(right) >= share


def test_there_are_cases_enough() -> None:
    """The texts written before the rules are at least a quarter of all."""
    grown, closed = len(cases("progress.toml")), len(cases("progress_closed.toml"))
    assert grown + closed >= 150
    assert closed * 3 >= grown
