"""How people meet: on a screen, by telephone or in a room; and what says nothing of it."""

from __future__ import annotations

import pytest

from parsers.model import Format
from parsers.words.formats import formats_agree
from tests.parsers.claims import meetings

LEADERS = "The leaders of Fiji, Tonga and Samoa"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{LEADERS} met by video link on Monday.", Format.VIRTUAL),
        (f"{LEADERS} held a video teleconference on Monday.", Format.VIRTUAL),
        (f"{LEADERS} met via Zoom.", Format.VIRTUAL),
        (f"{LEADERS} held their talks in a virtual format.", Format.VIRTUAL),
        (f"{LEADERS} held a virtual summit hosted by Fiji.", Format.VIRTUAL),
        (f"{LEADERS} spoke by telephone on Monday.", Format.PHONE),
        (f"{LEADERS} had a conference call on Monday.", Format.PHONE),
        (f"{LEADERS} met face to face.", Format.IN_PERSON),
        (f"{LEADERS} met on the sidelines of a forum.", Format.IN_PERSON),
        (f"{LEADERS} met for dinner on Monday.", Format.IN_PERSON),
        (f"{LEADERS} met in Suva, an online statement said.", Format.IN_PERSON),
        (f"{LEADERS} met on Monday, a statement posted online said.", Format.UNKNOWN),
        (f"{LEADERS} met on Monday, an online briefing was told.", Format.UNKNOWN),
        (f"{LEADERS} met on Monday after a phone call last week.", Format.UNKNOWN),
        (f"{LEADERS} met on Monday. The UN chief sent a video message.", Format.UNKNOWN),
        (f"{LEADERS} met by video on the sidelines of a forum.", Format.VIRTUAL),
    ],
)
def test_how_they_met(text: str, expected: Format) -> None:
    """A word at the meeting says how; what is posted online or sent by video does not."""
    assert meetings(text)[0].format is expected


def test_a_call_is_no_visit() -> None:
    """Only a call and a meeting in one room gainsay each other."""
    assert not formats_agree(Format.PHONE, Format.IN_PERSON)
    assert formats_agree(Format.VIRTUAL, Format.UNKNOWN)
