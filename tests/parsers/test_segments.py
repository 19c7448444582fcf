"""A sentence that tells of two meetings is cut, and what is only talked of is told of others."""

from __future__ import annotations

import pytest

from tests.parsers.claims import who


@pytest.mark.parametrize(
    ("text", "sets"),
    [
        (
            (
                "Japan's prime minister, the Chinese premier and the South Korean president will "
                "discuss the results of the Kenyan president's meeting with Ethiopia's leader."
            ),
            "ET-KE",
        ),
        (
            (
                "Greece's, Egypt's and France's leaders meet in Cairo in June. The summit will "
                "take place days after Greece, Cyprus and Israel sign the pact in Athens."
            ),
            "EG-FR-GR",
        ),
        (
            (
                "The presidents of Iran, Russia and Iraq met in Basra on Monday. Russia's "
                "president said in a meeting with his Turkish counterpart that the next summit of "
                "the three will be held in Sochi in August."
            ),
            "IQ-IR-RU IQ-IR-RU RU-TR",
        ),
        (
            (
                "The ministers of Oman, Iraq and Kuwait met in Muscat. They welcomed the start of "
                "discussions on an accord following a summit between the two countries in April."
            ),
            "IQ-KW-OM",
        ),
        (
            (
                "The presidents of Kenya, Uganda and Rwanda will meet in Kigali on May 18. At a "
                "press conference in Nairobi the minister said arrangements are under way to "
                "schedule the trilateral summit."
            ),
            "KE-RW-UG",
        ),
        (
            (
                "The presidents of Kenya, Uganda and Rwanda will meet in Kigali on May 18. They "
                "will go over the results of the meetings held by ministers of the three countries."
            ),
            "KE-RW-UG",
        ),
    ],
)
def test_what_is_told_of_others_makes_no_meeting_of_these(text: str, sets: str) -> None:
    """Results of others' talks, what comes before, and what is welcomed stay apart."""
    assert who(text) == sets


@pytest.mark.parametrize(
    ("text", "sets"),
    [
        ("The heads of defence of Japan, Chile and Peru met in Lima on Monday.", "CL-JP-PE"),
        ("The ministers responsible for fisheries of Ghana, Togo and Benin met.", "BJ-GH-TG"),
        ("The cabinet secretaries for foreign affairs of Kenya, Uganda and Chad met.", "KE-TD-UG"),
        ("The chiefs of army staff of Mali, Niger and Chad met in Bamako.", "ML-NE-TD"),
        ("The leaders of the opposition of Ghana, Togo and Benin met in Lome.", ""),
        ("The leaders of the armed groups of Mali, Chad and Niger met in Lome.", ""),
        ("The directors of the museums of Ghana, Togo and Benin met in Lome.", ""),
        ("The presidents of the parliaments of Ghana, Togo and Benin met in Lome.", ""),
    ],
)
def test_a_title_may_say_its_field_before_its_states(text: str, sets: str) -> None:
    """The field of those in office stands between title and states; a body's head is no office."""
    assert who(text) == sets
