"""What stands around a name says whose it is and at which level."""

from __future__ import annotations

import pytest

from parsers.actors.titles import NO_TITLES, Titles
from parsers.actors.wider_titles import after_who, gapped, name_behind, of_aide, with_body
from parsers.lexicon import load
from parsers.model import Level
from parsers.scenes.appositions import Appositions
from parsers.scenes.cast import Cast
from parsers.scenes.scenes import document
from parsers.words.items import Item, rows
from parsers.words.statelists import state_list
from tests.parsers.claims import FRIDAY, only, states

ELSE = "met Foreign Minister Ana Rojas of Peru and Foreign Minister Amina Yusuf of Chad in Doha."
NAMED = [
    ("Pavel Orlov, who is Russia's special envoy,", "Pavel Orlov RU officials"),
    ("Pavel Orlov, who is now the Russian deputy foreign minister,", "Pavel Orlov RU officials"),
    ("Secretary of the Russian Security Council Pavel Orlov", "Pavel Orlov RU nsa"),
    ("Secretary of Iran's Supreme National Security Council Reza Karimi", "Reza Karimi IR nsa"),
    (
        "The secretary-general of the French foreign ministry, Luc Berton,",
        "Luc Berton FR officials",
    ),
    (
        "Helen Marsh, secretary of Australia's department of foreign affairs and trade,",
        "Helen Marsh AU officials",
    ),
    ("Udo Brandt, state secretary at the German Foreign Office,", "Udo Brandt DE officials"),
    ("White House National Security Adviser Karen Hollis", "Karen Hollis US nsa"),
    ("The Russian president's special envoy Pavel Orlov", "Pavel Orlov RU officials"),
    ("Pavel Orlov, the Russian president's special envoy,", "Pavel Orlov RU officials"),
    ("Russian President Oleg Danilin's special envoy Pavel Orlov", "Pavel Orlov RU officials"),
    ("UAE President His Highness Sheikh Saif bin Rashid", "Saif bin Rashid AE leaders"),
    ("The Prime Minister of Vanuatu, the Honourable Joe Naupa,", "Joe Naupa VU leaders"),
    (
        "Kazakh Deputy Prime Minister - Minister of Foreign Affairs Nurlan Abenov",
        "Nurlan Abenov KZ ",
    ),
    ("Kuwaiti Foreign Minister Sheikh Jaber Al-Khaled Al-Sabah", "Jaber Al-Khaled Al-Sabah KW "),
    ("Israeli Foreign Minister Yoav Bar-Lev", "Yoav Bar-Lev IL "),
    ("The U.S. Under Secretary for Arms Control James A. Whitfield", "James A. Whitfield US "),
]


@pytest.mark.parametrize(("sentence", "expected"), NAMED)
def test_who_is_named_in_many_forms_is_read(sentence: str, expected: str) -> None:
    """Name, state and level come from what stands around the name."""
    found = document("", f"{sentence} {ELSE}", FRIDAY, load()).scenes[0].actors
    told = [
        f"{actor.person.name} {actor.state} {'+'.join(sorted(one.value for one in actor.levels))}"
        for actor in found
        if actor.person
    ]
    assert told[0].startswith(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Kenyan side was led by Peter Kip, the Omani side by Said Harib.", {"Said Harib"}),
        ("Peter Kip led the Kenyan side, Said Harib the Omani delegation.", {"Said Harib"}),
        ("Peter Kip represented Kenya, Said Harib Oman and Jan Nowak Poland.", {"Said Harib"}),
        ("They were Peter Kip, Said Harib and Jan Nowak.", {"Said Harib", "Jan Nowak"}),
        ("Peter Kip received his Omani opposite number Said Harib.", {"Said Harib"}),
    ],
)  # fmt: skip
def test_lists_of_those_who_met_are_paired(text: str, expected: set[str]) -> None:
    """Names that follow the order or the sides of the states are of those states."""
    meeting = only(f"The foreign ministers of Kenya, Oman and Poland met in Doha on Monday. {text}")
    assert states(meeting) == "KE-OM-PL"
    assert expected <= {official.name for official in meeting.officials}


@pytest.mark.parametrize(
    "sentence",
    [
        "Sergei Orlov, who is ill, spoke.",
        "Russia's president's dog barked.",
        "White House officials spoke.",
        "The secretary of the chess club, Luc Berton, spoke.",
        "The foreign ministry's car was seen.",
        "Paris-Berlin trains run late.",
        "The Kenyan side of the lake is calm.",
        "Ana Rojas, a student at the German school, spoke.",
        "They were tired, Ana Rojas said.",
        "In Kuwait-Basra traffic Sheikh Road was shut.",
    ],
)
def test_others_have_no_office(sentence: str) -> None:
    """Who holds no office of a state is given none."""
    actors = document("", sentence, FRIDAY, load()).scenes[0].actors
    assert not [actor for actor in actors if actor.person and actor.levels]


def items(sentence: str) -> tuple[Item, ...]:
    """Return the items of a sentence."""
    (row,) = rows("", sentence, load())
    return row.items


def test_words_between_a_name_and_its_title_are_stepped_over() -> None:
    """The helpers say where the next part begins, or that there is none."""
    assert after_who(items("who is now minister"), 0) == 3
    assert after_who(items("minister"), 0) == 0
    assert name_behind(items("Ana Rojas spoke"), 0) == 0
    assert name_behind(items("spoke"), 0) is None
    titles = Titles(frozenset({Level.MINISTERS_OTHER}), "secretary", 1, "")
    assert with_body(items("chess club"), titles, 0, load()) is titles
    assert with_body(items("Security Council"), titles, 0, load()).levels == {Level.NSA}
    assert of_aide(items("spoke"), 0, lambda _items, _at: titles) is NO_TITLES
    told = items("Ana Rojas Peru")
    assert gapped(told, 0, state_list(told, 1, {})) is None
    assert issubclass(Cast, Appositions)
