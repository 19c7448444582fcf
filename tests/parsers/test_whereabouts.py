"""Where a meeting is that its own sentence leaves open: beside it, on a trip, at the top."""

from __future__ import annotations

import pytest

from parsers.model import Format
from tests.parsers.claims import days, meetings, only

TRIO = "The foreign ministers of Iran, Iraq and Syria held talks on Monday."


@pytest.mark.parametrize(
    "text",
    [
        f"{TRIO} The meeting in Muscat lasted three hours.",
        f"{TRIO} The talks, which took place in Muscat, were the first of their kind.",
        f"After talks in Muscat the ministers were silent. {TRIO}",
        f"{TRIO} They signed a paper in Muscat.",
        f"MUSCAT (Gulf Wire) - {TRIO.removesuffix('.')} here.",
        f"Iraqi Foreign Minister Fuad Hussein arrived in Muscat on Sunday. {TRIO}",
    ],
)
def test_a_place_told_elsewhere(text: str) -> None:
    """A neighbouring sentence, the dateline's "here" or a stay places a meeting in person."""
    meeting = next(m for m in meetings(text) if len(m.participants) > 2)
    assert (meeting.place.city, meeting.place.country) == ("Muscat", "OM")
    assert meeting.format is Format.IN_PERSON


@pytest.mark.parametrize(
    "text",
    [
        f"{TRIO} A bomb went off in Baghdad.",
        f"{TRIO} They last met in Damascus.",
        f"{TRIO} The foreign minister of Turkey held talks in Ankara.",
        f"{TRIO} They will meet again in Doha.",
        f"{TRIO} Will the talks in Doha go on?",
        f"The Turkish foreign minister arrived in Doha. {TRIO}",
        f"LONDON (Gulf Wire) - {TRIO}",
    ],
)
def test_a_place_of_something_else(text: str) -> None:
    """Bombs, the last and the next meeting, others' trips and agency desks place nothing."""
    meeting = next(m for m in meetings(text) if len(m.participants) > 2)
    assert meeting.place.city is None


def test_a_trip_gives_place_and_days() -> None:
    """What is told on a journey has its city and its days."""
    text = (
        "Japanese Foreign Minister Yoko Kamikawa travelled to Lima, Peru, from 6 to 7 May 2024. "
        "She met Peruvian Foreign Minister Javier González-Olaechea."
    )
    meeting = next(m for m in meetings(text) if set(m.participants) == {"JP", "PE"})
    assert (meeting.place.city, meeting.place.country) == ("Lima", "PE")
    assert days(meeting.when) == "2024-05-06/2024-05-07"


def test_of_several_stops_the_hosts_own() -> None:
    """On a tour of three states each host is met at home."""
    text = (
        "Japanese Foreign Minister Yoko Kamikawa will travel to Fiji, Tonga and Samoa next week. "
        "She will meet Tonga's Prime Minister Siaosi Sovaleni."
    )
    meeting = next(m for m in meetings(text) if set(m.participants) == {"JP", "TO"})
    assert meeting.place.country == "TO"


def test_a_plan_lends_a_report_nothing() -> None:
    """Where somebody will go says nothing of where he met before."""
    text = (
        "Iraqi Foreign Minister Fuad Hussein will travel to Muscat next week. "
        "He held talks with the foreign ministers of Iran and Syria on Monday."
    )
    meeting = next(m for m in meetings(text) if len(m.participants) > 2)
    assert meeting.place.city is None


def test_the_screen_is_told_beside() -> None:
    """A meeting by video has no place, though the sentence beside it says how."""
    meeting = only(f"{TRIO} The talks were held by video conference.")
    assert meeting.format is Format.VIRTUAL
    assert meeting.place.country is None


def test_a_host_elsewhere_is_not_at_home() -> None:
    """Who gives a meeting abroad is no place; at home, where nothing else is said, he is."""
    abroad = f"{TRIO} The meeting in New York was hosted by Oman."
    assert only(abroad).place.city == "New York"
    home = "Oman hosted the foreign ministers of Iran, Iraq and Syria on Monday."
    assert meetings(home)[0].place.country == "OM"
