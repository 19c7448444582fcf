"""States named alone: read where the grammar says that they meet, left where it says another."""

from __future__ import annotations

import pytest

from tests.parsers.claims import meetings, who

PLACES = "Brazil, Chile, Peru and Mexico"
THEY = "BR-CL-MX-PE"


@pytest.mark.parametrize(
    "text",
    [
        "{} met in Geneva on Monday.",
        "{} will meet in Geneva on Monday.",
        "{} are expected to meet in Geneva next week.",
        "{} opened a new round of talks in Geneva on Monday.",
        "On Monday {} met in Geneva.",
        "At a meeting in Geneva on Monday, {} agreed to work together.",
        "The ministry said {} had met in Geneva on Monday.",
        "There are plans for {} to meet in Geneva next month.",
        "A summit of {} will open in Geneva on Monday.",
        "The talks in Geneva on Monday brought together {}.",
        "The meeting in Geneva on Monday was attended by {}.",
        "Delegations from {} sat down together in Geneva on Monday.",
        "The meeting was held in Geneva on Monday with the participation of {}.",
    ],
)
def test_states_that_are_said_to_meet_need_nobody_in_office(text: str) -> None:
    """The verb or the meeting word has them for its own, be they more than three."""
    assert who(text.format(PLACES)) == THEY


@pytest.mark.parametrize(
    "text",
    [
        "Talks on trade with {} dominated the week.",
        "Talks on air services may begin with {}.",
        "Exports to {} rose ahead of talks in Geneva.",
        "Protests against the talks were held in {}.",
        "Phone calls between {} get cheaper; talks among firms are over.",
        "Prices in {} fell after talks in Geneva.",
        "A report read at a meeting in Geneva compared {} with each other.",
        "The meeting in Geneva dealt with {}.",
        "Ahead of the talks in Geneva, reporters asked about {}.",
        "No discussions on a summit with {} were under way, the palace said.",
    ],
)
def test_states_beside_a_meeting_word_are_not_said_to_meet(text: str) -> None:
    """A topic, a market, a place, or whom somebody else would talk to."""
    assert who(text.format(PLACES)) == ""


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("Saudi Arabia will host talks on Sudan with Egypt and the UAE on Monday.", "AE-EG-SA"),
        ("Japan held talks on piracy with India and Kenya in Tokyo on Monday.", "IN-JP-KE"),
        ("Kenya and its neighbours Uganda and Rwanda held talks on Monday.", "KE-RW-UG"),
        ("Peru and its allies Chile and Mexico are to meet in Lima on Monday.", "CL-MX-PE"),
        ("Kenya-Uganda-Rwanda trilateral talks were held in Nairobi on Monday.", "KE-RW-UG"),
        ("Officials from the foreign ministries of Peru, Chile and Mexico met.", "CL-MX-PE"),
    ],
)
def test_a_topic_or_kinship_does_not_part_a_set(text: str, states: str) -> None:
    """What stands between those who meet leaves them together."""
    assert who(text) == states


def test_who_wants_to_meet_again_after_a_call_made_that_call() -> None:
    """Two meetings of the same states: one told as done, one wished for."""
    found = meetings(
        "Chile, Peru, Mexico and Brazil want to meet again in Lima after a videoconference of "
        "their foreign ministers on Tuesday, a statement said.",
    )
    assert sorted(str(meeting.status) for meeting in found) == ["held", "proposed"]
