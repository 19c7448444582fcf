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


@pytest.mark.parametrize(
    "text",
    [
        "Ethiopia's minister rejected the claim that he had agreed to meet with Egypt and Sudan.",
        "The Kremlin dismissed calls for talks of the United States, Russia and China.",
        "Asked about a meeting of India, China and Pakistan, he said no such plan existed.",
        "A meeting of the leaders of Serbia, Kosovo and Albania is unlikely, a diplomat said.",
        "Hopes that Japan, China and South Korea might hold a summit this year have faded.",
        "A summit of the leaders of Russia, India and China has been talked about for years.",
        "Reporters asked whether the presidents of Russia, Ukraine and the US would sit down.",
        "One day, the leaders of Israel, Jordan and Egypt will meet in Jericho over coffee.",
        "A meeting of the leaders of Fiji, Tonga and Samoa is not on anyone's agenda.",
        "The minister said China, India and Japan had to talk to each other.",
        "A summit of India, China and Russia could be the next step, some analysts believe.",
    ],
)
def test_what_is_doubted_or_turned_down_is_no_meeting(text: str) -> None:
    """A claim rejected, a hope gone, a guess of those who look on."""
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The leaders of Serbia, Kosovo and Albania met, and a second meeting is not unlikely.",
        "The leaders of Serbia, Kosovo and Albania met on Tuesday, analysts said.",
        "The leaders of Serbia, Kosovo and Albania will meet in June, reporters were told.",
        "Hopes are high for talks of the leaders of Serbia, Kosovo and Albania on Monday.",
        "The leaders of Serbia, Kosovo and Albania met on Tuesday and rejected calls for a vote.",
        "One day after the vote the leaders of Serbia, Kosovo and Albania met.",
        "After years of talk the leaders of Serbia, Kosovo and Albania met on Tuesday.",
    ],
)
def test_what_took_place_or_is_planned_is_told(text: str) -> None:
    """The same words beside a meeting that was held or is to be leave it standing."""
    assert told(text) == ["AL-RS-XK"]


@pytest.mark.parametrize(
    "text",
    [
        "Vietnam's President To Lam received the ambassadors of Cuba, Laos and Cambodia.",
        "The ambassadors of Britain, Canada and Australia met Bangladesh's adviser in Dhaka.",
        "Russia's deputy minister received the ambassadors of Egypt, Jordan and Iraq on Monday.",
    ],
)
def test_ambassadors_who_call_on_their_host_alert_nobody(text: str) -> None:
    """They serve where they are; three of them beside each other are no meeting of states."""
    assert told(text) == []


def test_ambassadors_may_meet_as_three() -> None:
    """Where the words count them as one set they are one."""
    text = "The ambassadors of Britain, Canada and Australia held a trilateral meeting in Dhaka."
    assert told(text) == ["AU-CA-GB"]
