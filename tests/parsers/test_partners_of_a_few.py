"""A few who meet with one more; what is done year by year; who says it and on which day."""

from __future__ import annotations

from datetime import date

import pytest

from tests.parsers.claims import meetings, only, who


@pytest.mark.parametrize(
    ("text", "sets"),
    [
        (
            (
                "Representatives of three European states - Germany, Britain and France - met in "
                "Geneva on Tuesday with Iran in an effort to avert sanctions."
            ),
            "DE-FR-GB-IR",
        ),
        (
            "The three Baltic prime ministers met in Vilnius on Tuesday with Ukraine.",
            "EE-LT-LV-UA",
        ),
        (
            (
                "Foreign ministers from the E3 - France, Britain, and Germany - held a meeting "
                "with Iranian Foreign Minister Abbas Araqchi in Geneva on Tuesday."
            ),
            "DE-FR-GB-IR",
        ),
        (
            (
                "The three Baltic prime ministers met in Vilnius on Tuesday, with Ukraine on the "
                "agenda."
            ),
            "EE-LT-LV",
        ),
        (
            "Foreign ministers from the E3 urged Iran on Tuesday to return to its promises.",
            "",
        ),
    ],
)
def test_a_few_meet_with_one_more(text: str, sets: str) -> None:
    """Who is met by those whom a number counts, or a name, is there; a topic is not."""
    assert who(text) == sets


@pytest.mark.parametrize(
    "text",
    [
        (
            "Meetings of the prime ministers of Estonia, Latvia and Lithuania are held at "
            "least twice every year."
        ),
        (
            "The summer meetings of the presidents of Fiji, Tonga and Samoa are always hosted "
            "by the country in the chair."
        ),
        "The presidents of Fiji, Tonga and Samoa meet three times a year.",
    ],
)
def test_what_is_done_year_by_year_is_no_meeting(text: str) -> None:
    """A custom has no day."""
    assert who(text) == ""


def test_one_of_the_yearly_meetings_is_told() -> None:
    """The custom hides no meeting that has its day."""
    text = "The prime ministers of Estonia, Latvia and Lithuania, who meet three times a year, met "
    assert who(f"{text}in Riga on Tuesday.") == "EE-LT-LV"


def test_the_day_of_the_speaker_is_not_the_meetings() -> None:
    """Who says it stands behind the verb, and then the day on which he did."""
    found = meetings(
        "The foreign ministers of China, Pakistan and Nepal will head delegations to attend the "
        "dialogue in Beijing, said Chinese Foreign Ministry spokesperson Hua Chunying last "
        "Thursday.",
    )
    assert [(str(one.status), one.when.start) for one in found] == [("scheduled", None)]


def test_a_call_and_the_meeting_that_it_is_about_are_two() -> None:
    """What was said after a virtual meeting is of another that is yet to be."""
    found = meetings(
        "The ministers of Serbia, Albania and Greece will meet in early June, they said. The three "
        "ministers spoke after a virtual meeting on Thursday.",
    )
    assert [(str(one.status), str(one.format)) for one in found] == [
        ("scheduled", "unknown"),
        ("held", "virtual"),
    ]


def test_who_meets_here_meets_in_person() -> None:
    """The reporter's own town is a place, though no name is given."""
    text = "The defence ministers of Fiji, Tonga and Samoa held a meeting here on Tuesday."
    assert str(only(text).format) == "in_person"


def test_a_named_summit_takes_place() -> None:
    """A short name in brackets parts no meeting from its day."""
    found = only(
        "Canada's prime minister will travel to Mexico City for the North American Leaders' Summit "
        "(NALS) taking place on June 10.",
    )
    assert found.when.start == date(2024, 6, 10)
