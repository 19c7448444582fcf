"""What a headline is about and a lead tells is surer than what is told deep in a text."""

from __future__ import annotations

import pytest

from parsers.meetings.confidence import ALERT_FROM, STORE_FROM
from parsers.meetings.prominence import LEAD
from parsers.model import Meeting
from tests.parsers.claims import meetings, states

FILLER = "The harvest was good this year, and prices of maize and beans fell in most markets. " * 5
TOLD = "Officials of Kenya, Uganda and Rwanda will hold talks in Kigali on Monday. "
OTHERS = "Fiji and Tonga agree on fish"
THEIRS = "Kenya, Uganda and Rwanda to talk about maize"


def _claim(text: str, title: str, wanted: str = "KE-RW-UG") -> Meeting:
    (found,) = [claim for claim in meetings(text, title) if states(claim) == wanted]
    return found


def test_the_place_in_the_text_is_weighed() -> None:
    """The same sentence in the lead, deep in a text, and deep in a text about others."""
    assert len(FILLER) > LEAD
    lead = _claim(TOLD + FILLER, THEIRS)
    deep = _claim(FILLER + TOLD, THEIRS)
    apart = _claim(FILLER + TOLD, OTHERS)
    assert lead.confidence > deep.confidence > apart.confidence
    assert "foremost" in lead.features
    assert "apart" in apart.features
    assert not {"foremost", "apart"} & deep.features.keys()


def test_what_is_told_by_the_way_is_kept_and_waits() -> None:
    """It is evidence, and nobody is told before a second newsroom has it."""
    undated = TOLD.replace(" on Monday", "")
    apart = _claim(FILLER + undated, OTHERS)
    lead = _claim(undated + FILLER, THEIRS)
    assert STORE_FROM <= apart.confidence < ALERT_FROM <= lead.confidence


@pytest.mark.parametrize("title", ["", "Harvest report"])
def test_a_headline_without_states_says_nothing(title: str) -> None:
    """Only a headline that names states can be about others."""
    found = _claim(FILLER + TOLD, title)
    assert not {"foremost", "apart"} & found.features.keys()


def test_a_grouping_in_the_headline_names_its_members() -> None:
    """The headline names whom a grouping stands for."""
    text = "Envoys of Australia, India, Japan and the United States met in Tokyo on Monday."
    assert "foremost" in _claim(text, "Quad envoys meet", "AU-IN-JP-US").features


def test_a_long_list_is_less_sure() -> None:
    """Of seven states and more it is often a roster."""
    names = "Kenya, Uganda, Rwanda, Burundi, Tanzania, Zambia and Malawi"
    found = _claim(
        f"The presidents of {names} met in Arusha on Monday.", "", "BI-KE-MW-RW-TZ-UG-ZM"
    )
    assert "large" in found.features


def test_history_and_meetings_of_two_are_left_as_they_are() -> None:
    """They are told by the way as a rule."""
    told = FILLER + "The presidents of Kenya and Uganda met in Kampala on Monday. "
    past = "The presidents of Kenya, Uganda and Rwanda met in Arusha in 2009."
    for claim in meetings(told + past, OTHERS):
        assert not {"foremost", "apart", "large"} & claim.features.keys()
