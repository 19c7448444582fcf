"""What long reports tell beside their news: tours, visits, rounds to come, history in between."""

from __future__ import annotations

import pytest

from parsers.model import Level, Status
from parsers.scenes.scenes import latest_year
from tests.parsers.claims import meetings, only, who


@pytest.mark.parametrize(
    ("text", "sets"),
    [
        (
            (
                "The heads of the Central Asian states held their second consultative meeting in "
                "Tashkent on May 7."
            ),
            "KG-KZ-TJ-TM-UZ",
        ),
        (
            (
                "The foreign ministers of Peru, Chile and Bolivia recommended a joint customs "
                "post. "
                "For two days the chief diplomats of the Alliance of Sahel States had met in Gao."
            ),
            "BF-ML-NE",
        ),
        (
            (
                "The foreign ministers of Peru, Chile and Bolivia met in Arica on Tuesday. "
                "The three "
                "presidents are to meet in La Paz; the date is not known."
            ),
            "BO-CL-PE BO-CL-PE",
        ),
        (
            (
                "The presidents of Kenya, Uganda and Rwanda met in Kigali on Tuesday. "
                "President Ruto "
                "of Kenya then spoke with President Kagame of Rwanda. Kenya will be host of next "
                "year's summit."
            ),
            "KE-RW KE-RW-UG KE-RW-UG",
        ),
        (
            (
                "The leaders of Fiji, Tonga and Samoa will come to Apia in June to meet in "
                "person. "
                '"We are ready," he told the others when the leaders met virtually on Wednesday.'
            ),
            "FJ-TO-WS FJ-TO-WS",
        ),
        (
            (
                "They were glad that a round of talks between the E3+3 and Iran has been "
                "announced for "
                "May 15 in Geneva."
            ),
            "CN-DE-FR-GB-IR-RU-US",
        ),
    ],
)
def test_what_a_long_report_tells(text: str, sets: str) -> None:
    """Heads of states, what had been held, plans without a day and calls are meetings."""
    assert who(text) == sets


@pytest.mark.parametrize(
    "text",
    [
        (
            "Premier Ana Brnabic of Serbia came to Oslo for talks with Premier Jonas Gahr Store "
            "of Norway on a tour of three nations which takes her on to Ghana and Peru."
        ),
        (
            "In Rome President Ruto of Kenya met with President Mattarella of Italy and "
            "President "
            "Macron of France, each on his own."
        ),
        (
            "There will also be meetings with powers that vie for the region, among them Brazil, "
            "Chile and Peru."
        ),
        (
            "Foreign Minister Winston Peters of New Zealand and Foreign Minister Penny Wong of "
            "Australia met in Suva on the eve of French President Emmanuel Macron's return."
        ),
        (
            "President Muizzu of the Maldives has signed trade pacts with China and Turkey, and "
            "begun talks with India on an investment treaty."
        ),
        "The quarrel of the three neighbours goes on, though water began to gather in the lake.",
    ],
)
def test_what_is_no_meeting_of_three(text: str) -> None:
    """Tours, talks one by one, examples, occasions and pacts make no set of three."""
    assert [m for m in meetings(text) if len(m.participants) > 2] == []


def test_a_summit_told_as_history_stays_history() -> None:
    """The words on it that follow are not of the news."""
    text = (
        "The presidents of Angola, Rwanda, Uganda and Kenya met in Luanda on Tuesday. President "
        "Lourenco of Angola said the summit followed on from a tripartite one which Angola, "
        "Rwanda and Uganda "
        "had held in Goma in 2019. At that summit the three countries spoke of their borders."
    )
    assert who(text) == "AO-KE-RW-UG"


def test_heads_of_states_are_leaders() -> None:
    """No other title has to stand there."""
    found = only("The heads of the Nordic countries gathered in Oslo for a meeting on May 7.")
    assert (found.level, found.status) == (Level.LEADERS, Status.HELD)


def test_two_states_behind_a_date_hold_a_two_plus_two() -> None:
    """The date parts them from nothing."""
    found = only("On 18 May 2024 India and Japan will hold their third 2+2 dialogue in Tokyo.")
    assert (found.participants, found.level) == (("IN", "JP"), Level.TWO_PLUS_TWO)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Held in 2013. The next session is to be held in Conakry in 2014.", 2013),
        ("The next session will be held in Conakry in 2014.", 2014),
        ("They met in 2019 and hope to be carbon neutral by 2045.", 2019),
    ],
)
def test_a_year_to_come_is_not_the_present(text: str, year: int) -> None:
    """It counts only where no other year is named."""
    assert latest_year(text) == year
