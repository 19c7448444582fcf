"""Who meets beside those told: other people of one set, guests, lists that go on, absent ones."""

from __future__ import annotations

import pytest

from tests.parsers.claims import meetings, states, who

THREE = "KE-RW-UG"
LEADERS = "The presidents of Kenya, Uganda and Rwanda will meet in Kampala on Friday. "
MINISTERS = "The foreign ministers of Kenya, Uganda and Rwanda met in Kampala on Monday. "


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        (LEADERS + "Their foreign ministers will meet on Thursday.", "foreign_ministers leaders"),
        (
            LEADERS + "The foreign ministers will meet on Thursday, before the presidents.",
            "foreign_ministers leaders",
        ),
        (
            MINISTERS + "Their leaders will hold a summit in Kigali in June.",
            "foreign_ministers leaders",
        ),
        (
            MINISTERS + "The three countries' defence ministers are to meet next week in Nairobi.",
            "defence_ministers foreign_ministers",
        ),
        (MINISTERS + "The ministers met for three hours.", "foreign_ministers"),
        (MINISTERS + "The foreign ministers will see each other again.", "foreign_ministers"),
    ],
)
def test_other_people_of_a_set_meet_by_themselves(text: str, levels: str) -> None:
    """A level of its own makes a meeting of its own, a mere repetition does not."""
    found = meetings(text)
    assert {states(meeting) for meeting in found} == {THREE}
    assert " ".join(sorted(str(meeting.level) for meeting in found)) == levels


@pytest.mark.parametrize(
    "text",
    [
        (
            "President Ruto of Kenya hosts a summit in Nairobi on Friday. He will be joined by "
            "Uganda's Yoweri Museveni and Paul Kagame of Rwanda."
        ),
        (
            "Kenya will host a summit in Nairobi on Friday. President Ruto will be joined by "
            "Ugandan President Yoweri Museveni and Rwandan President Paul Kagame."
        ),
        (
            "Leaders gathered in Nairobi on Monday. Around the table were President William "
            "Ruto of Kenya, Uganda's Yoweri Museveni and Paul Kagame of Rwanda."
        ),
        (
            "Kenya's foreign minister was host in Nairobi on Monday to his colleagues from "
            "Uganda and Rwanda."
        ),
        "Kenya's foreign minister played host to his Ugandan and Rwandan counterparts on Monday.",
        (
            "Kenyan Foreign Minister Musalia Mudavadi spoke after seeing his colleagues from "
            "Uganda and Rwanda in Nairobi on Monday."
        ),
    ],
)
def test_guests_make_up_the_set(text: str) -> None:
    """They join, sit around the table, or are received."""
    assert who(text) == THREE


@pytest.mark.parametrize(
    ("text", "states"),
    [
        (
            (
                "The foreign ministers of four countries - Chile, Peru, Mexico and Colombia - "
                "and of Ecuador met in Lima on Monday."
            ),
            "CL-CO-EC-MX-PE",
        ),
        (
            (
                "The presidents of the four states (Chile, Peru, Mexico and Colombia) and "
                "Ecuador met in Lima on Monday."
            ),
            "CL-CO-EC-MX-PE",
        ),
        (
            "The envoys of Egypt, the United Arab Emirates (UAE) and Bahrain met in Cairo.",
            "AE-BH-EG",
        ),
        (
            (
                "The leaders of Kenya, Uganda, Rwanda, Burundi and Tanzania met in Nairobi on "
                "Monday. William Ruto of Kenya, Ugandan President Yoweri Museveni and Rwandan "
                "President Paul Kagame were among those attending."
            ),
            "BI-KE-RW-TZ-UG",
        ),
        (
            (
                "With Rwanda no longer on board, Kenyan President William Ruto and Ugandan "
                "President Yoweri Museveni spoke by phone on Monday."
            ),
            "KE-UG",
        ),
        ("Kenya, Uganda and Rwanda called for talks between the rebels and the army.", ""),
        ("The foreign ministers of Kenya, Uganda and Rwanda asked for talks at once.", ""),
    ],
)
def test_lists_that_go_on_and_those_that_are_none(text: str, states: str) -> None:
    """An apposition ends no list, a part is not the whole, and a demand is no meeting."""
    assert who(text) == states


HELD = "The foreign ministers of Peru, Chile and Mexico met in Lima on Thursday, May 9. "


@pytest.mark.parametrize(
    ("aside", "sets"),
    [
        ("Last month the ministers of Kenya, Uganda and Rwanda met in Nairobi.", "CL-MX-PE"),
        ("On April 3 the ministers of Kenya, Uganda and Rwanda met in Nairobi.", "CL-MX-PE"),
        (
            "On Friday the ministers of Kenya, Uganda and Rwanda meet in Nairobi.",
            "CL-MX-PE KE-RW-UG",
        ),
        (
            "On Wednesday the ministers of Kenya, Uganda and Rwanda met in Nairobi.",
            "CL-MX-PE KE-RW-UG",
        ),
    ],
)
def test_a_meeting_of_days_ago_is_history_beside_a_newer_one(aside: str, sets: str) -> None:
    """Told further down, of another set, and over for days."""
    filler = "They spoke of trade. A statement was issued. It names no date. "
    assert who(HELD + filler + aside) == sets
