"""The round after the one told is a meeting of its own; that of somebody else is none."""

from __future__ import annotations

import pytest

from parsers.model import Status
from tests.parsers.claims import meetings, who

MET = "The foreign ministers of Kenya, Uganda and Rwanda met in Kigali on Monday."
SET = "KE-RW-UG"


@pytest.mark.parametrize(
    "text",
    [
        "The next round will be held in Uganda next year.",
        "They agreed to meet again in Nairobi in July.",
        '"The next meeting is to be hosted by Uganda next year," the ministry said.',
        "It was agreed that Nairobi would host the third round.",
        "The three ministers will take up the matter again in Entebbe in late June.",
        "A follow-up meeting at expert level is planned for June in Nairobi.",
        "Another meeting in this format is scheduled for the second half of June in Mombasa.",
        "Uganda is to host the next one in Kampala.",
        "Kampala will be the venue of the next gathering, in 2025.",
        "The next meeting of the steering committee will be held in February 2025 in Kampala.",
        "Technical teams from the three countries will discuss the corridor in Mombasa on May 20.",
        "The heads of the energy departments of the three countries will meet in June.",
        "Ugandan officials expect one more round in Kampala next week.",
        "The same three-way format should be repeated in Nairobi next year.",
    ],
)
def test_a_further_round_is_a_second_meeting(text: str) -> None:
    """What is to come after the meeting told is of the same states, and not yet held."""
    found = [one for one in meetings(f"{MET} {text}") if not one.is_background]
    assert ["-".join(one.participants) for one in found] == [SET, SET]
    assert [one.status is Status.HELD for one in found] == [True, False]


def test_what_follows_in_one_sentence_is_a_second_meeting() -> None:
    """A round that is to be followed by another is told twice in one sentence."""
    text = (
        "Ministers of Peru, Chile and Bolivia are to meet in Lima on June 9, to be followed by a "
        '"technical" round in Arica on June 21-22.'
    )
    assert who(text) == "BO-CL-PE BO-CL-PE"


@pytest.mark.parametrize(
    "text",
    [
        "The next summit of the African Union will be held in Addis Ababa in July.",
        "The next G20 summit will take place in Rio de Janeiro in November.",
        "The second session, on trade, was held in the afternoon.",
        "Uganda's parliament will meet again next week to vote on the budget.",
        "The next round of the exercise will be held in Mombasa in August.",
        "The board of the commission will hold its next meeting in Nairobi in June.",
        (
            "The next round of talks between the rebels and the government of Sudan will be held "
            "in Jeddah next week."
        ),
        "The teams will meet again in the final in Nairobi on Sunday.",
        "Farmers will meet again next week to talk about prices.",
        "The central bank's next meeting is on June 19.",
        "He asked for help with the second T9K summit, to be held in Nairobi in June.",
        "Nobody has said when they will meet again.",
        "Kenya will hold its next general election in 2027.",
        "The secretariat was set up in line with what earlier minister-level meetings had decided.",
    ],
)
def test_the_round_of_somebody_else_is_none_of_theirs(text: str) -> None:
    """A body, a court or a team meets again on its own account."""
    assert who(f"{MET} {text}") == SET


@pytest.mark.parametrize(
    ("text", "sets"),
    [
        (
            (
                "The leaders of Oman, Iraq and Kuwait will meet in Muscat in August. The meeting "
                "follows a first one of the three countries in Basra in April, when roads were "
                "discussed."
            ),
            "IQ-KW-OM",
        ),
        (
            (
                "The presidents of Ghana, Togo and Benin meet in Lome on Friday. The summit comes "
                "after the leaders of Ghana, Togo and Nigeria agreed in Accra in April to patrol."
            ),
            "BJ-GH-TG",
        ),
    ],
)
def test_the_round_before_is_history(text: str, sets: str) -> None:
    """What a meeting follows, weeks ago, is background."""
    assert who(text) == sets


def test_one_meeting_is_not_in_two_cities() -> None:
    """The town of the newsroom is no second place of a meeting on the same days."""
    text = (
        "SEOUL, May 9 -- The environment ministers of South Korea, China and Japan will meet this "
        "weekend on fine dust, the ministry here said Thursday. The 21st Tripartite Environment "
        "Ministers Meeting takes place in Kitakyushu, Japan, on Saturday and Sunday."
    )
    assert who(text) == "CN-JP-KR"
