"""A rumour of a meeting that the text denies is no news of it; an offer or a delay is."""

from __future__ import annotations

import pytest

from parsers.meetings.confidence import ALERT_FROM
from tests.parsers.claims import meetings, states

RUMOUR = (
    "A newspaper had written that the foreign ministers of Egypt, Iran and Saudi Arabia would"
    " gather in Muscat this week."
)
THREE = "EG-IR-SA"
TITLES = "the foreign ministers of Egypt, Iran and Saudi Arabia"


def told(text: str, title: str = "") -> list[str]:
    """Return the sets of three that a text tells surely enough for somebody to hear of them."""
    return [
        states(meeting)
        for meeting in meetings(text, title)
        if meeting.confidence >= ALERT_FROM
        and len(meeting.participants) > 1 + 1
        and not meeting.is_background
    ]


@pytest.mark.parametrize(
    "denial",
    [
        f"Cairo denied on Thursday that {TITLES} were to meet.",
        f"There is no plan for a meeting of {TITLES}, a spokesman said.",
        f"No meeting of {TITLES} is planned, a spokesman said on Thursday.",
        f"Egypt's foreign ministry dismissed reports of a meeting of {TITLES} as baseless.",
        f"A spokesman said he was not aware of any meeting of {TITLES}.",
        f"Reports of a meeting of {TITLES} were false, Cairo said.",
    ],
)
def test_a_rumour_that_the_lead_denies_alerts_nobody(denial: str) -> None:
    """What a newspaper had written is taken back by whoever is said to meet."""
    assert told(f"{denial} {RUMOUR}") == []


@pytest.mark.parametrize(
    "opening",
    [
        "The talks have been in the making for weeks.",
        f"Cairo confirmed on Thursday that {TITLES} were to meet.",
        "Egypt denied on Thursday that it had closed its border with Libya.",
        "Egypt said on Thursday there is no plan for a meeting with Israel and Qatar.",
        f"Unless the fighting ends there will be no meeting of {TITLES}, Cairo said.",
        f"Cairo denied that a meeting of {TITLES} had been called off.",
    ],
)
def test_a_meeting_that_is_not_denied_is_told(opening: str) -> None:
    """Another denial, a condition, or the denial that a meeting is off leave it standing."""
    assert THREE in told(f"{opening} {RUMOUR}")


def test_what_was_held_on_a_day_was_held() -> None:
    """That no further meeting is planned takes back none that was."""
    text = f"No new meeting of {TITLES} is planned. T{TITLES[1:]} met on Tuesday in Muscat."
    assert told(text) == [THREE]
