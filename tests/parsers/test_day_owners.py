"""Which days of a sentence are not its meeting's: those of votes, pacts, deeds, other bodies."""

from __future__ import annotations

import pytest

from tests.parsers.claims import days, meetings, only

X = "The foreign ministers of Serbia, Greece and Bulgaria"


@pytest.mark.parametrize(
    "told",
    [
        "spoke about the European elections on June 9",
        "spoke about the June 9 vote",
        "praised the treaty signed on March 3",
        "discussed the ruling that was handed down on May 2",
        "condemned the attack of May 4",
        "condemned an attack which was carried out on Tuesday",
        "called for calm after the raid on Tuesday",
        "prepared the summit of NATO, which begins on July 9",
        "praised the ship's captain, who was freed on Tuesday",
    ],
)
def test_what_has_a_day_of_its_own_gives_the_meeting_none(told: str) -> None:
    """A vote, a pact, a ruling, an attack, another body's summit keep their days."""
    assert days(only(f"{X} met in Sofia and {told}.").when) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{X} met in Sofia and praised the treaty on Tuesday.", "2024-05-07"),
        (f"{X} met on Tuesday and praised the treaty of March 3.", "2024-05-07"),
        (f"{X}, whose pact dates from May 2, met on Tuesday.", "2024-05-07"),
        (f"{X} met on Tuesday, two months before the NATO summit on July 9.", "2024-05-07"),
        (f"{X} will meet on June 4 at the session which is held in Sofia.", "2024-06-04"),
        (f"{X} will meet at the session which is held in Sofia on June 4.", "2024-06-04"),
        (f"Ahead of a visit to Sofia on June 9, {X[0].lower()}{X[1:]} met on Tuesday.",
         "2024-05-07"),
        (f"Ahead of their meeting on May 14, {X[0].lower()}{X[1:]} called for calm.",
         "2024-05-14"),
    ],
)  # fmt: skip
def test_a_day_of_the_meeting_stays_its_own(text: str, expected: str) -> None:
    """The nearness of a treaty or another summit takes no day away that is the meeting's."""
    assert days(only(text).when) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Oman on Monday invited the foreign ministers of Oman, Kenya and India to talks.", ""),
        ("Oman on Monday invited the ministers of Oman, Kenya and India to talks next week.",
         "2024-05-13/2024-05-19"),
        ("On Monday the ministers of Oman, Kenya and India agreed to hold a summit on May 20.",
         "2024-05-20"),
        ("The foreign ministers of Oman, Kenya and India agreed on Monday to meet on May 20.",
         "2024-05-20"),
        ("The meeting of the foreign ministers of Oman, Kenya and India was cancelled on Monday.",
         ""),
    ],
)  # fmt: skip
def test_the_day_of_a_deed_is_not_the_meetings(text: str, expected: str) -> None:
    """Days of inviting, agreeing and cancelling are not those of the meeting."""
    assert [days(m.when) for m in meetings(text)][:1] == [expected]


def test_a_year_of_a_pact_makes_no_history() -> None:
    """A meeting at which an old pact is recalled is news; one of an old year is not."""
    news = only(f"{X} met in Sofia and recalled the declaration of 1 July 2022.")
    past = only(f"{X} met in Sofia in 2022.")
    assert (news.is_background, past.is_background) == (False, True)
