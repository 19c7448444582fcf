"""Claims of one article: one for one meeting, two for two."""

from __future__ import annotations

import pytest

from tests.parsers.claims import days, meetings, states

THREE = "The foreign ministers of Serbia, Greece and Bulgaria"


def told(text: str) -> list[str]:
    """Return each claim as states, status, days and city."""
    return [
        " ".join(filter(None, (states(m), str(m.status), days(m.when), m.place.city)))
        for m in meetings(text)
    ]


@pytest.mark.parametrize(
    "text",
    [
        (
            f"{THREE} met in Sofia on Monday. The three ministers signed a declaration. Their "
            "meeting lasted four hours."
        ),
        f"{THREE} met on Monday. The talks were held in Sofia.",
        f"{THREE} met in Sofia. {THREE} met on Monday.",
        f"{THREE} met in Sofia. The session took place on Monday.",
        f"{THREE} held talks in Sofia on Monday. It was the first meeting of the three.",
        f"On Monday, Sofia saw a trilateral. {THREE} met in Sofia on Monday.",
    ],
)
def test_sentences_on_one_meeting_are_one_claim(text: str) -> None:
    """Sentences add the fields that the first lacks."""
    assert told(text) == ["BG-GR-RS held 2024-05-06 Sofia"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                f"{THREE} met in Sofia on Monday. The next meeting of the three will be held in "
                "Athens in November."
            ),
            [
                "BG-GR-RS held 2024-05-06 Sofia",
                "BG-GR-RS scheduled 2024-11-01/2024-11-30 Athens",
            ],
        ),
        (
            (
                f"{THREE} met in Sofia on Monday. The three ministers will meet again in Athens in "
                "October."
            ),
            [
                "BG-GR-RS held 2024-05-06 Sofia",
                "BG-GR-RS scheduled 2024-10-01/2024-10-31 Athens",
            ],
        ),
        (
            (
                f"{THREE} met in Sofia on Monday. The defence ministers of Serbia, Greece and "
                "Bulgaria will meet in Belgrade on May 30."
            ),
            ["BG-GR-RS held 2024-05-06 Sofia", "BG-GR-RS scheduled 2024-05-30 Belgrade"],
        ),
        (
            (
                "The leaders of Fiji, Tonga and Samoa spoke by phone on Monday. The leaders of "
                "Fiji, Tonga and Samoa will meet in Nadi on June 20."
            ),
            ["FJ-TO-WS held 2024-05-06", "FJ-TO-WS scheduled 2024-06-20 Nadi"],
        ),
        (
            f"{THREE} met in Sofia on Monday. The leaders of Fiji, Tonga and Samoa met in Nadi.",
            ["BG-GR-RS held 2024-05-06 Sofia", "FJ-TO-WS held Nadi"],
        ),
        (
            (
                f"{THREE} will meet in Sofia on May 20. In 2009 the foreign ministers of Serbia, "
                "Greece and Bulgaria met in Athens."
            ),
            ["BG-GR-RS scheduled 2024-05-20 Sofia", "BG-GR-RS held 2009-01-01/2009-12-31 Athens"],
        ),
    ],
)
def test_two_meetings_stay_two(text: str, expected: list[str]) -> None:
    """Another time, level, format or era is another meeting."""
    found = [line.replace(" 2009-01-01/2009-12-31", "") for line in told(text)]
    assert found == [line.replace(" 2009-01-01/2009-12-31", "") for line in expected]


@pytest.mark.parametrize(
    "text",
    [
        f"{THREE} met in Sofia on Monday. They may meet again.",
        f"{THREE} met in Sofia on Monday. The next meeting of the three is not yet fixed.",
        f"{THREE} met in Sofia on Monday. The three have met often.",
        f"{THREE} met in Sofia on Monday. Their talks were frank.",
    ],
)
def test_a_next_meeting_without_time_or_place_is_none(text: str) -> None:
    """The words "They may meet again" tells of nothing that could be held."""
    assert told(text)[0] == "BG-GR-RS held 2024-05-06 Sofia"
    assert all("scheduled" not in line for line in told(text))


def test_a_cancelled_meeting_is_off_whatever_else_is_said() -> None:
    """One sentence that a meeting is off outweighs those that planned it."""
    text = f"{THREE} were to meet in Sofia on May 20. The meeting of the three was called off."
    assert told(text)[0].startswith("BG-GR-RS cancelled")


def test_a_headline_adds_to_the_sentence() -> None:
    """The headline's date or name fills what the text leaves open, and makes no second claim."""
    found = meetings(f"{THREE} will meet in Sofia.", "Balkan foreign ministers to meet on 20 May")
    assert [states(meeting) for meeting in found] == ["BG-GR-RS"]
