"""Words at a meeting that give its level, whoever speaks of it; and words that seem to."""

from __future__ import annotations

import pytest

from tests.parsers.claims import only


@pytest.mark.parametrize(
    ("text", "level"),
    [
        (
            (
                "Apia will host the next presidential summit of Fiji, Tonga and Samoa in June, "
                "Foreign Minister Ana Toga told reporters."
            ),
            "leaders",
        ),
        (
            (
                "The foreign ministers of Ghana, Togo and Benin agreed on Monday to prepare a "
                "meeting of their presidents in Accra."
            ),
            "leaders",
        ),
        (
            (
                "An energy ministerial conference of Cyprus, Greece and Israel, in which a senior "
                "official of the bank takes part, opened in Nicosia."
            ),
            "ministers_other",
        ),
        (
            (
                "The three-way committee of Iran, Iraq and Oman held its meeting on Monday at the "
                "level of joint secretary in Basra, officials said."
            ),
            "officials",
        ),
        (
            "The defence ministers and army chiefs of Chad, Niger and Libya met in Sebha.",
            "defence_ministers",
        ),
        (
            (
                "Foreign ministers and the top security and intelligence officials of Peru, "
                "Chile and Bolivia will gather in Lima."
            ),
            "foreign_ministers",
        ),
        (
            "Nordic ministers responsible for defence held a meeting in Turku on Monday.",
            "defence_ministers",
        ),
        (
            "The security advisers to the presidents of Kenya, Uganda and Rwanda met in Entebbe.",
            "nsa",
        ),
        (
            "The aides to the prime ministers of Laos, Thailand and Cambodia held talks in Pakse.",
            "officials",
        ),
        (
            (
                "The defence ministers of Fiji and Tonga and Samoa's Minister for Foreign Affairs "
                "held a trilateral meeting in Suva."
            ),
            "defence_ministers",
        ),
        ("Ministers of Oman, Kenya and India will hold trilateral talks.", "ministers_other"),
        (
            (
                "Negotiators of Chad, Sudan and Libya opened three-way talks in Geneva. President "
                "Adam of Chad and President Musa of Sudan accuse each other of raids."
            ),
            "officials",
        ),
    ],
)
def test_words_at_the_meeting_give_its_level(text: str, level: str) -> None:
    """An adjective, "of their presidents", "at the level of" and company of ministers tell it."""
    assert only(text).level == level


@pytest.mark.parametrize(
    ("text", "level"),
    [
        (
            "The presidents of Fiji, Tonga and Samoa met in Suva's President Hotel on Monday.",
            "leaders",
        ),
        (
            "The foreign ministers of Peru, Chile and Bolivia met in the President Hotel, Lima.",
            "foreign_ministers",
        ),
        (
            (
                "The leaders of Ghana, Togo and Benin held a summit; a working group of "
                "directors will follow it up."
            ),
            "leaders",
        ),
        (
            (
                "The presidents of Kenya, Uganda and Rwanda held a summit in Kigali, a "
                "spokesman of the foreign ministry said."
            ),
            "leaders",
        ),
        (
            (
                "Senior officials of Oman, Kenya and India held talks in Muscat to prepare a "
                "presidential visit."
            ),
            "officials",
        ),
        (
            (
                "The foreign ministers of Laos, Thailand and Cambodia met and called for a "
                "presidential election in the region's youngest republic."
            ),
            "foreign_ministers",
        ),
    ],
)
def test_other_words_leave_the_level_to_those_who_meet(text: str, level: str) -> None:
    """Hotels, elections, visits and working groups to come change nothing."""
    assert only(text).level == level
