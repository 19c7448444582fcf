"""What is called off is cancelled, or where a later day is spoken of, put off."""

from __future__ import annotations

import pytest

from parsers.meetings.called_off import WAS_TO_BE
from parsers.model import Status
from tests.parsers.claims import meetings

OFF = "Monday's summit of the leaders of Zambia, Malawi and Mozambique has been called off."


@pytest.mark.parametrize(
    "after",
    [
        "A new date will be announced.",
        "It will be held at a later date, an aide said.",
        "Both sides are looking for new dates.",
        "The three asked for it to be rescheduled in June.",
        "The postponement was requested by Lusaka.",
    ],
)
def test_what_has_a_later_day_is_put_off(after: str) -> None:
    """A later day, though not known yet, makes of a meeting called off one put off."""
    assert [one.status for one in meetings(f"{OFF} {after}")] == [Status.POSTPONED]


@pytest.mark.parametrize(
    "after",
    [
        "",
        "No new date was given.",
        "Whether it will be rescheduled is unclear.",
        "It had already been postponed once.",
        "An earlier try in March was first delayed, then forgotten.",
        "Ghana and Togo postponed a summit of their own.",
    ],
)
def test_what_has_none_stays_called_off(after: str) -> None:
    """That it was put off before, or that another meeting is, says nothing of this one."""
    assert Status.CANCELLED in [one.status for one in meetings(f"{OFF} {after}")]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (
            (
                "The finance ministers of Peru, Chile and Bolivia will not meet in Lima. They "
                "were to gather there on May 20."
            ),
            Status.CANCELLED,
        ),
        (
            (
                "Chile said the summit did not take place. President Boric was to meet the "
                "presidents of Peru and Bolivia in Arica on Thursday."
            ),
            Status.CANCELLED,
        ),
        (
            (
                "The talks were to open at ten. The foreign ministers of Peru, Chile and Bolivia "
                "were to meet in Lima on May 20, a spokesman said."
            ),
            Status.SCHEDULED,
        ),
    ],
)
def test_what_was_to_be_is_off_where_a_sentence_beside_says_so(text: str, status: Status) -> None:
    """Who "were to meet" has a plan, unless it is said beside it that they did not."""
    assert status in [one.status for one in meetings(text)]


def test_the_past_of_a_plan_is_known_by_its_verb() -> None:
    """Who "was to host" is told of looking back, who "is to host" is not."""
    assert WAS_TO_BE.search("the president was originally due to host them")
    assert not WAS_TO_BE.search("the president is due to host them")
