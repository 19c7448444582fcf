"""Who speaks at his own meeting takes part in it, and who only looks on does not."""

from __future__ import annotations

import pytest

from tests.parsers.claims import who


@pytest.mark.parametrize(
    ("text", "sets"),
    [
        (
            (
                "At a meeting with his counterparts from Kenya and Tanzania in Kampala on "
                "Thursday, Ugandan Foreign Minister Jeje Odongo said the border would reopen."
            ),
            "KE-TZ-UG",
        ),
        (
            (
                "During the meeting with the foreign ministers of Turkey and Russia in Astana on "
                "Friday, Iranian Foreign Minister Mohammad Javad Zarif added that it went well."
            ),
            "IR-RU-TR",
        ),
        (
            (
                "Following a meeting with the defence ministers of Latvia and Estonia in Vilnius "
                "on Monday, Lithuanian Defence Minister Arvydas Anusauskas told reporters that a "
                "plan had been drawn up."
            ),
            "EE-LT-LV",
        ),
        (
            (
                "After talks in Lima with the presidents of Chile and Ecuador, Peruvian President "
                "Dina Boluarte said a road would be built."
            ),
            "CL-EC-PE",
        ),
    ],
)
def test_who_speaks_at_a_meeting_with_others_is_there(text: str, sets: str) -> None:
    """The sentence opens with the meeting and goes on with what one of those there says."""
    assert who(text) == sets


@pytest.mark.parametrize(
    ("text", "sets"),
    [
        (
            (
                "After a meeting of the defence ministers of Latvia and Estonia in Riga on "
                "Monday, Lithuanian Defence Minister Arvydas Anusauskas told reporters that a "
                "plan had been drawn up."
            ),
            "EE-LV",
        ),
        (
            (
                "After talks between the foreign ministers of Chile and Ecuador in Quito, Peruvian "
                "Foreign Minister Javier Gonzalez said the border would stay open."
            ),
            "CL-EC",
        ),
        (
            (
                "After a meeting with the presidents of Chile and Ecuador in Quito, the Peruvian "
                "writer Mario Prado said a film would be made."
            ),
            "",
        ),
    ],
)
def test_who_comments_on_a_meeting_of_others_is_not(text: str, sets: str) -> None:
    """Talks "of" or "between" others are theirs, and no writer meets for his state."""
    assert who(text) == sets


@pytest.mark.parametrize(
    "text",
    [
        (
            "The presidents of Togo, Benin and Ghana met in Lome on Monday in the presence of the "
            "Nigerian foreign minister."
        ),
        (
            "The foreign ministers of Togo, Benin and Ghana held talks in Lome on Monday, observed "
            "by the Nigerian foreign minister."
        ),
        (
            "Togo, Benin and Ghana want a deal. On Sunday the three countries held talks in Lome "
            "in the virtual presence of Nigerian officials."
        ),
    ],
)
def test_who_looks_on_does_not_take_part(text: str) -> None:
    """Whoever watches others meet is none of them."""
    assert who(text) == "BJ-GH-TG"


def test_those_in_whose_presence_a_summit_is_held_hold_it() -> None:
    """Where nobody else is named, who is present is who meets."""
    text = "The summit was held in Lome on Monday in the presence of the presidents of Togo, Benin "
    assert who(f"{text}and Ghana.") == "BJ-GH-TG"


@pytest.mark.parametrize(
    ("text", "sets"),
    [
        (
            (
                "Sudan, Egypt and Ethiopia want a deal on the dam. On Sunday the three countries "
                "held a new round of talks in Cairo."
            ),
            "EG-ET-SD",
        ),
        (
            (
                "Bolivia, Peru and Chile share the river. The three nations will resume "
                "negotiations in La Paz on Monday."
            ),
            "BO-CL-PE",
        ),
        (
            (
                "Kenya, Uganda and Tanzania share the lake. The three countries had met in the "
                "cup before."
            ),
            "",
        ),
        (
            (
                "Kenya, Uganda and Tanzania share the lake. The three countries hold huge stocks "
                "of fish."
            ),
            "",
        ),
    ],
)
def test_countries_that_hold_talks_do_it_by_officials(text: str, sets: str) -> None:
    """A counted set that talks is of states, whoever speaks for them."""
    assert who(text) == sets
