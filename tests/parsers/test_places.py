"""Where a meeting is: the place its words govern, its host's home, or the dateline's city."""

from __future__ import annotations

import pytest

from tests.parsers.claims import only

LEADERS = "The leaders of Fiji, Tonga and Samoa"


@pytest.mark.parametrize(
    ("text", "city", "country"),
    [
        (f"{LEADERS} met in Nadi.", "Nadi", "FJ"),
        ("Lao, Thai and Chinese ministers met in the Lao town of Pakse.", "Pakse", "LA"),
        ("Danish, Icelandic and Norwegian leaders will gather in Reykjavik.", "Reykjavik", "IS"),
        ("The defence ministers of France, Italy and Spain met near Marseille.", "Marseille", "FR"),
        ("Leaders of Estonia, Latvia and Poland met in the nearby Vilnius.", "Vilnius", "LT"),
        (f"In Suva, {LEADERS[0].lower()}{LEADERS[1:]} held a summit.", "Suva", "FJ"),
        ("The presidents of Peru, Chile and Ecuador met in Bolivia.", None, "BO"),
        ("The leaders of Brunei, Malaysia and Thailand met in Singapore.", "Singapore", "SG"),
        ("Qatar hosted the foreign ministers of Oman, Iran and Iraq.", None, "QA"),
        ("Singapore hosted the defence ministers of Brunei, Malaysia and Laos.", "Singapore", "SG"),
    ],
)  # fmt: skip
def test_the_governed_place_nearest_the_meeting(text: str, city: str | None, country: str) -> None:
    """A place is said by "in", "at" or "near", or it is the home of who hosts."""
    place = only(text).place
    assert (place.city, place.country) == (city, country)


@pytest.mark.parametrize(
    "text",
    [
        f"{LEADERS} met because floods in Honiara had cut a cable.",
        f"{LEADERS} met on Monday, and in Paris a strike began; trains in Lyon stood still.",
        f"{LEADERS} met, wrote the Sydney Morning Herald.",
        f"{LEADERS} spoke by video with each other from Apia.",
        f"{LEADERS} met after an idea of Wellington.",
        f"{LEADERS} met, as Canberra had hoped.",
    ],
)
def test_other_places_are_not_where_it_is(text: str) -> None:
    """Causes, newspapers, capitals that hope and rooms of a call say no place."""
    assert only(text).place.city not in {"Honiara", "Sydney", "Apia", "Wellington", "Canberra"}


def test_here_is_where_the_text_was_written() -> None:
    """The words "Here" means the dateline's city, written in capitals or not."""
    text = f"NADI, May 9 (Pacific News) - {LEADERS} met here on Wednesday."
    assert only(text).place.city == "Nadi"


def test_a_lead_at_home_places_the_meeting() -> None:
    """The lead of a text written in a participant's city tells of a meeting there."""
    assert only(f"SUVA (Islands Wire) - {LEADERS} met on Wednesday.").place.city == "Suva"


def test_a_lead_from_elsewhere_does_not() -> None:
    """A correspondent abroad says nothing of where it was."""
    assert only(f"LONDON (Islands Wire) - {LEADERS} met on Wednesday.").place.city is None


def test_a_dateline_takes_no_part() -> None:
    """The state of a dateline's city is no participant."""
    assert only(f"TOKYO, May 9 (Kyodo) - {LEADERS} met on Wednesday.").participants == (
        "FJ",
        "TO",
        "WS",
    )
