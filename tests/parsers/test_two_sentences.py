"""What one sentence leaves to the next: who met, who came, and whose ministers they were."""

from __future__ import annotations

import pytest

from tests.parsers.claims import who

TITLE = "Ministers talk trade"
THREE = "KE-RW-UG"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Kenya, Uganda, Rwanda discuss trade",
            "Their foreign ministers met in Nairobi on Monday and agreed to lift tariffs.",
        ),
        (
            TITLE,
            (
                "Kenyan Foreign Minister Musalia Mudavadi will travel to Kampala on Friday. "
                "The trip includes a trilateral meeting with Uganda and Rwanda."
            ),
        ),
        (
            TITLE,
            (
                "A trilateral meeting of foreign ministers took place in Nairobi on Monday. "
                "Kenya, Uganda and Rwanda took part."
            ),
        ),
        (
            TITLE,
            (
                "A meeting of foreign ministers took place in Nairobi on Monday. Taking part were "
                "Musalia Mudavadi of Kenya, Jeje Odongo of Uganda and Vincent Biruta of Rwanda."
            ),
        ),
        (
            TITLE,
            (
                "Kenyan Foreign Minister Musalia Mudavadi chaired the meeting in Nairobi on "
                "Monday. Ugandan Foreign Minister Jeje Odongo and Rwandan Foreign Minister "
                "Vincent Biruta also took part."
            ),
        ),
        (
            TITLE,
            (
                "Kenyan Foreign Minister Musalia Mudavadi hosted trilateral talks in Nairobi on "
                "Monday with Jeje Odongo, the Ugandan foreign minister. Rwandan Foreign "
                "Minister Vincent Biruta took part as well."
            ),
        ),
        (
            TITLE,
            (
                "The foreign ministers of Kenya, Uganda and Rwanda agreed on Monday to lift "
                "tariffs. The agreement was reached at a meeting in Nairobi."
            ),
        ),
        (
            TITLE,
            (
                "The meeting of foreign ministers will be held in Nairobi on Monday. Kenya, Uganda "
                "and Rwanda are sending their ministers."
            ),
        ),
        (TITLE, "A three-way meeting of Kenya, Uganda and Rwanda is planned for June."),
        (TITLE, "Kenya has invited Uganda and Rwanda to a summit in Nairobi on Friday."),
        (
            TITLE,
            (
                "The Kenyan, Ugandan and Rwandan governments are arranging a meeting of their "
                "foreign ministers in Kampala on Friday."
            ),
        ),
    ],
)
def test_what_one_sentence_leaves_out_another_tells(title: str, text: str) -> None:
    """The set is in the headline, in the sentence before, or in the one behind."""
    assert who(text, title) == THREE


@pytest.mark.parametrize(
    "text",
    [
        "No three-way meeting of Kenya, Uganda and Rwanda is planned for June.",
        "Kenya, Uganda and Rwanda should hold a summit. Their leaders have met for less.",
        "A concert took place in Nairobi on Monday. Kenya, Uganda and Rwanda took part.",
        "Kenya has invited Uganda and Rwanda to a football tournament in Nairobi on Friday.",
        "At the talks tripartite cooperation of Kenya, Uganda and Rwanda came up.",
        "The price of tea was fixed at a meeting in Nairobi. Kenya, Uganda and Rwanda grow it.",
        "The verdict came after a meeting in Nairobi. Kenya, Uganda and Rwanda have such courts.",
    ],
)
def test_a_set_beside_another_event_does_not_meet(text: str) -> None:
    """Denied, only wished for in a letter, or of other people."""
    assert who(text, TITLE) == ""


def test_a_number_at_the_head_of_a_sentence_is_of_those_before() -> None:
    """The four at the head are not the two whom the same sentence names later."""
    text = (
        "President William Ruto of Kenya and his Somali counterpart Hassan Sheikh Mohamud came "
        "face to face in Djibouti on Friday. They were brought together by Djibouti's President "
        "Ismail Omar Guelleh at a meeting which Ethiopian Prime Minister Abiy Ahmed attended too. "
        "The four leaders met for an hour before the President of Burundi, Evariste Ndayishimiye, "
        "and Uganda's Yoweri Museveni flew in."
    )
    assert "DJ-ET-KE-SO" in who(text, "Leaders talk").split()


@pytest.mark.parametrize(
    ("text", "sets"),
    [
        (
            (
                "The premiers of Chile, Peru and Mexico meet in Lima on Thursday, May 16. The "
                "premiers of Chile, Peru, Mexico and Colombia meet in Lima on Friday, May 17."
            ),
            "CL-CO-MX-PE CL-MX-PE",
        ),
        (
            (
                "The foreign ministers of Peru, Chile and Mexico are expected to hold a call "
                "soon on the deal which former President Donald Trump walked out of."
            ),
            "CL-MX-PE",
        ),
    ],
)
def test_neither_a_wider_meeting_nor_a_former_president_hides_one(text: str, sets: str) -> None:
    """Some meet on one day and all on the next, and a plan is no history."""
    assert who(text, TITLE) == sets
