"""Meetings told by the way in news of another are background; what is news beside it is not."""

from __future__ import annotations

from datetime import date

import pytest

from parsers.lexicon import load
from parsers.reading import read

DAY = date(2023, 6, 14)
LEAD = (
    "The foreign ministers of Chile, Peru and Ecuador will meet in Lima on Friday. Fishing is the "
    "main subject. Boats have been seized this year. Crews were sent home. "
)


def news(text: str) -> list[str]:
    """Return the sets of states whose meetings a text reports as news."""
    found = read("", text, DAY, load()).meetings
    return sorted("-".join(m.participants) for m in found if m.is_in_scope and not m.is_background)


@pytest.mark.parametrize(
    "aside",
    [
        "The presidents of Kenya, Uganda and Rwanda met in Kigali over the same question.",
        "The prime ministers of Estonia, Latvia and Lithuania held talks in Riga about fish.",
        "The ministers of Chile, Peru and Colombia met in Bogota to draw up a list of ships.",
        "Leaders of Fiji, Samoa and Tonga gathered in Apia and agreed on a ban.",
        "In Rabat the ministers of Morocco, Spain and Portugal met about tuna.",
    ],
)
def test_an_undated_meeting_further_down_is_background(aside: str) -> None:
    """It is kept, and is no news."""
    assert news(LEAD + aside) == ["CL-EC-PE"]
    assert len(read("", LEAD + aside, DAY, load()).meetings) > 1


@pytest.mark.parametrize(
    ("further", "states"),
    [
        ("On Tuesday the presidents of Kenya, Uganda and Rwanda met in Kigali.", "KE-RW-UG"),
        ("The premiers of Estonia, Latvia and Lithuania will meet in Riga.", "EE-LT-LV"),
        ("Leaders of Fiji, Samoa and Tonga will gather in Apia next week.", "FJ-TO-WS"),
        ("The talks of the leaders of Fiji, Samoa and Tonga in Apia were called off.", "FJ-TO-WS"),
        ("Yesterday the ministers of Morocco, Spain and Portugal met in Rabat.", "ES-MA-PT"),
    ],
)
def test_a_second_piece_of_news_is_none(further: str, states: str) -> None:
    """What has a day near by, or is yet to come, is news wherever it stands."""
    assert news(LEAD + further) == ["CL-EC-PE", states]


def test_without_a_meeting_in_the_lead_nothing_is_told_by_the_way() -> None:
    """A text may come late to its news."""
    lead = "Rain fell on the harbour. Boats stayed in. Crews played cards. Nets were mended. "
    aside = "The presidents of Kenya, Uganda and Rwanda met in Kigali about fish."
    assert news(lead + aside) == ["KE-RW-UG"]


def test_beside_a_journey_of_two_others_are_news() -> None:
    """A 2+2 is often one stop of several."""
    text = (
        "The foreign and defence ministers of India and the United States will hold a 2+2 in "
        "Delhi on Friday. Ships are the subject. Drones are another. Funds are a third. The trip "
        "comes after the leaders of Australia, India, Japan and the United States met online."
    )
    assert "AU-IN-JP-US" in news(text)


def test_the_lead_itself_may_tell_of_two() -> None:
    """Two meetings in the first sentences are both news."""
    text = (
        "The foreign ministers of Chile, Peru and Ecuador will meet in Lima on Friday. The "
        "presidents of Kenya, Uganda and Rwanda met in Kigali about fish."
    )
    assert news(text) == ["CL-EC-PE", "KE-RW-UG"]
