"""How far along a meeting is and on which day: by tense, by what governs it, by the day itself."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.parsers.claims import FRIDAY, meetings, states

WHO = "KE-RW-UG"
FIELDS = ("status", "day", "city")
DATA = Path(__file__).parent / "data" / "course.toml"
CASES = tomllib.loads(DATA.read_text(encoding="utf-8"))["case"]


def told(text: str, title: str = "") -> list[tuple[str, str | None, str | None]]:
    """Return the status, the first day and the city of each meeting of the three, history apart."""
    return [
        (
            str(one.status),
            one.when.start.isoformat() if one.when.start else None,
            one.place.city,
        )
        for one in meetings(text, title, FRIDAY)
        if states(one) == WHO and not one.is_background
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["text"])[:60])
def test_how_far_along_when_and_where(case: Mapping[str, str]) -> None:
    """Status, day and city of the one meeting that a text tells of."""
    (found,) = told(case["text"])
    read = dict(zip(FIELDS, found, strict=True))
    assert {field: read[field] for field in FIELDS if field in case} == {
        field: case[field] for field in FIELDS if field in case
    }


def test_lines_of_a_page_tell_of_nothing() -> None:
    """Headlines of other articles between two paragraphs are not the article's own."""
    text = (
        "The trade ministers of Kenya, Rwanda and Uganda met in Kigali on Thursday.\n\n"
        "Also Read Kenya, Rwanda, Uganda summit in Nairobi called off today\n\n"
        "Related: Presidents of Kenya, Rwanda and Uganda to meet in Entebbe on June 3\n\n"
        "They agreed on a joint tax office."
    )
    assert told(text) == [("held", "2024-05-09", "Kigali")]


def test_a_related_matter_is_read() -> None:
    """A sentence that begins with such a word goes on about its own matter."""
    text = (
        "Related talks of the trade ministers of Kenya, Rwanda and Uganda opened in Kigali today."
    )
    assert [found[0] for found in told(text)] == ["held"]


def test_a_call_on_a_screen_and_by_telephone_is_one() -> None:
    """A spokesman who calls the virtual meeting a call gives it no level, and is not another."""
    text = (
        "The presidents of Kenya, Rwanda and Uganda will hold a virtual meeting, the palace said. "
        "Communications Minister Ann Owor told reporters that the trilateral phone call is to take "
        "place on May 14."
    )
    assert [found[:2] for found in told(text)] == [("scheduled", "2024-05-14")]


def test_a_session_of_today_and_the_summit_it_prepares_are_two() -> None:
    """What has one day and no word of a plan is not the summit of "later this year"."""
    text = (
        "Catching up is what Friday's meeting in Kampala of the foreign ministers of Kenya, Rwanda "
        "and Uganda was about. They laid the groundwork for a summit in Kigali later this year of "
        "the presidents of Kenya, Rwanda and Uganda."
    )
    assert sorted(found[0] for found in told(text)) == ["held", "scheduled"]
