"""Which days of a text are the meeting's: near ones, new ones, not the speaker's or another's."""

from __future__ import annotations

from datetime import date

import pytest

from tests.parsers.claims import days, meetings, only

X = "The foreign ministers of Serbia, Greece and Bulgaria"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{X} met in Sofia on Monday.", "2024-05-06"),
        (f"{X} will meet in Sofia on May 20.", "2024-05-20"),
        (f"{X} will meet in Sofia from June 3 to 5.", "2024-06-03/2024-06-05"),
        (f"{X} will meet in Sofia in June.", "2024-06-01/2024-06-30"),
        (f"{X} will meet in Sofia later this year.", "2024-05-10/2024-12-31"),
        (f"On Tuesday, {X[0].lower()}{X[1:]} met in Sofia.", "2024-05-07"),
        (f"{X} met in Sofia.", ""),
    ],
)
def test_a_day_of_the_clause_is_the_meetings(text: str, expected: str) -> None:
    """The time in the clause that tells of a meeting is when it is."""
    assert days(only(text).when) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "The meeting of the foreign ministers of Serbia, Greece and Bulgaria was moved "
                "from May 20 to May 27."
            ),
            "2024-05-27",
        ),
        (
            (
                "The meeting of the foreign ministers of Serbia, Greece and Bulgaria, originally "
                "set for May 20, will now take place on June 4."
            ),
            "2024-06-04",
        ),
        (f"{X} will meet on June 4 instead of May 20, he said on Thursday.", "2024-06-04"),
        (f"{X}, who were to meet on May 20, will now gather on June 4.", "2024-06-04"),
        (f"{X} will meet on June 4, not as previously planned on May 20.", "2024-06-04"),
        (
            (
                "The talks of the leaders of Fiji, Tonga and Samoa have been rescheduled from "
                "Thursday to Friday."
            ),
            "2024-05-17",
        ),
    ],
)
def test_the_day_it_was_to_be_is_left_out(text: str, expected: str) -> None:
    """Of a meeting that is moved the new day counts."""
    assert days(only(text).when) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "A spokesman said on Thursday that the foreign ministers of Serbia, Greece and "
                "Bulgaria would meet on June 4."
            ),
            "2024-06-04",
        ),
        (f"{X}, allies since 2012, met on Monday.", "2024-05-06"),
        (
            (
                "The leaders of Fiji, Tonga and Samoa will meet in Nadi on July 2, a week before "
                "the NATO summit on July 9."
            ),
            "2024-07-02",
        ),
        (f'{X} met in Sofia. "On June 30 we vote," said one.', ""),
        (f"{X} met and praised the treaty of 1998.", ""),
        ("Oman proposed on Monday a meeting of the ministers of Oman, Kenya and India.", ""),
    ],
)
def test_other_days_are_not_the_meetings(text: str, expected: str) -> None:
    """Days of speech, history, other summits, quotes and proposals are not the meeting's."""
    assert days(only(text).when) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{X} met in Sofia. The session took place on Tuesday.", "2024-05-07"),
        (f"{X} met in Sofia. They had arrived on Tuesday.", "2024-05-07"),
        (f"It rained on Tuesday. {X} met in Sofia.", "2024-05-07"),
        (f"8 May 2024. {X} met in Sofia.", "2024-05-08"),
        (f"{X} met in Sofia. Peru held a vote on Tuesday.", ""),
        (f"{X} met in Sofia. The summit of the leaders of Fiji and Tonga is on Sunday.", ""),
        (f"{X} will meet in Sofia. They had arrived on Tuesday.", ""),
    ],
)
def test_a_held_meetings_day_may_stand_next_to_it(text: str, expected: str) -> None:
    """A neighbour without states and meetings of its own dates a report, never a plan."""
    found = [days(m.when) for m in meetings(text) if m.participants == ("BG", "GR", "RS")]
    assert found == [expected]


def test_without_a_day_of_publication_relative_days_stay_open() -> None:
    """The words "On Monday" says nothing where nobody knows of which week."""
    assert days(only(f"{X} met in Sofia on Monday.", published=None).when) == ""


def test_a_text_that_opens_with_its_day_needs_no_other() -> None:
    """A statement's own date is the day that "on Monday" counts from."""
    text = f"SOFIA, 8 May 2024 - {X} met in Sofia on Monday."
    assert only(text, published=None).when.start == date(2024, 5, 6)
