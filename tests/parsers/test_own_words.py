"""Who speaks of his own meeting was there, and a capital may stand for whoever came from it."""

from __future__ import annotations

import pytest

from parsers.actors.metonyms import capital_list
from parsers.lexicon import load
from parsers.words.items import rows
from tests.parsers.claims import who


def sets(text: str) -> list[str]:
    """Return the sets of three states and more that a text claims."""
    return [one for one in who(text).split() if one.count("-") > 1]


@pytest.mark.parametrize(
    ("text", "states"),
    [
        (
            (
                '"I met today with my colleagues from Nepal and Bhutan here in Dhaka," '
                "Bangladesh's Foreign Minister Masud Rahman said."
            ),
            "BD-BT-NP",
        ),
        (
            (
                '"I have just had talks with my German and Polish counterparts," French Foreign '
                "Minister Jean Dupont said on Thursday."
            ),
            "DE-FR-PL",
        ),
        (
            (
                "Today I met with my Italian and Croatian colleagues in Koper, Slovenia's foreign "
                "minister wrote."
            ),
            "HR-IT-SI",
        ),
        (
            (
                '"Tomorrow I will receive my colleagues from Ghana and Togo," Benin\'s defence '
                "minister, Paul Adjovi, told journalists."
            ),
            "BJ-GH-TG",
        ),
        (
            (
                "Secretary of State Antony Blinken met his counterparts from Seoul and Tokyo in "
                "New York on Thursday."
            ),
            "JP-KR-US",
        ),
        ("Officials from Washington, Seoul and Tokyo held talks in Busan on Thursday.", "JP-KR-US"),
        (
            (
                "Egypt's foreign minister received his counterparts from Amman and Baghdad in "
                "Cairo on Thursday."
            ),
            "EG-IQ-JO",
        ),
    ],
)
def test_whoever_speaks_of_his_own_meeting_was_there(text: str, states: str) -> None:
    """The words "my colleagues" mean those of the speaker, by state or by capital."""
    assert sets(text) == [states]


@pytest.mark.parametrize(
    "text",
    [
        # A spokesman, an analyst and a reader of news were not there.
        '"They held talks with the German and Polish ministers," an official in Lima said.',
        '"I read of the talks of my friends," a professor in Ghana said of Mali and Togo.',
        # Each is met on his own.
        '"I met my colleagues from Peru and Chile separately," Bolivia\'s foreign minister said.',
        # Where somebody is posted, lives or comes from by train.
        "France has called home its ambassadors from Lima and Quito after a meeting on Thursday.",
        "Officials from Paris and Lyon held talks on Thursday.",
        "The minister met his counterpart in Tokyo on Thursday and went on to Seoul.",
        "Fans from Rome, Madrid and Paris held talks with the club on Thursday.",
    ],
)
def test_others_words_and_other_towns_make_no_set(text: str) -> None:
    """Who only reports is no party, and a town is where somebody is."""
    assert sets(text) == []


def test_a_run_of_capitals_is_a_list_of_states() -> None:
    """Each capital of a run stands for its state; a town that is none ends it."""
    lexicon = load()
    (row,) = rows("", "Officials from Tokyo, Seoul and Lyon met.", lexicon)
    found = capital_list(row.items, 2, lexicon.states)
    assert [code for code, _ in found.codes] == ["JP", "KR"]
