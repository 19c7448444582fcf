"""Titles with their ranks and fields are one item, and end where the name begins."""

from __future__ import annotations

import pytest

from parsers.lexicon import load
from parsers.model import Level
from parsers.words.field_words import FIELD_ADJECTIVES, FIELD_NOUNS
from parsers.words.items import Item, ItemKind, rows
from parsers.words.title_fields import (
    FIELDS_OF_THEIR_OWN,
    OFFICIAL,
    OFFICIALS,
    with_whole_titles,
)

WHOLE = [
    ("Pakistan's Additional Foreign Secretary", "Asad Khokhar"),
    ("Kenya's Foreign Affairs Principal Secretary", "Peter Kiprotich"),
    ("Vietnamese Minister of Planning and Investment", "Nguyen Van Dung"),
    ("Uzbekistan's Minister of Investment, Industry and Trade", "Laziz Umarov"),
    ("Cypriot Energy, Commerce and Industry Minister", "Maria Christofi"),
    ("Azerbaijan's Minister of Digital Development and Transport", "Rashad Guli"),
    ("Iran's Deputy Foreign Minister for Legal and International Affairs", "Ali Rezaei"),
    ("Japan's Director-General of Asian and Oceanian Affairs", "Kenji Morimura"),
    ("Tunisia's Minister of Foreign Affairs, Migration and Tunisians Abroad", "Slim Jaziri"),
    ("The British Director General (Security Policy)", "Paul Whitcombe"),
    ("German Foreign Ministry Political Director", "Sabine Kessler"),
    ("Indonesian Director General for Asia-Pacific and African Affairs", "Bambang Sarno"),
    ("India's Special Envoy for Syria", "Raghav Menon"),
    ("Mali's Minister of Defence and Veterans Affairs General", "Oumar Keita"),
    ("Brazil's Secretary for Asia and the Pacific", "Ana Prado"),
]
LEFT = [
    ("The foreign minister, trade and security were on the agenda.", "foreign minister"),
    ("The prime minister, for defence cooperation, came late.", "prime minister"),
    ("A minister of Kenya spoke.", "minister"),
    ("The trade minister and energy experts met.", "trade minister"),
    ("Agreed on trade, the energy minister left.", "energy minister"),
    ("The special envoys for Kenya, Uganda and Chad met.", "special envoys"),
    ("The president for peace talks came.", "president"),
    ("The first foreign minister to come was late.", "foreign minister"),
    ("The secretary of the French foreign ministry spoke.", "secretary"),
    ("The foreign ministers of Asian states met.", "foreign ministers"),
    ("Ministers of the Andean Community met.", "Ministers"),
    ("The trade ministers of East Asia met.", "trade ministers"),
]


def offices(sentence: str) -> list[Item]:
    """Return the titles of a sentence."""
    (row,) = rows("", sentence, load())
    return [item for item in row.items if item.kind is ItemKind.OFFICE]


@pytest.mark.parametrize(("title", "name"), WHOLE)
def test_a_title_ends_where_the_name_begins(title: str, name: str) -> None:
    """One title stands before a name that holds no word of its field."""
    sentence = f"{title} {name} spoke."
    (row,) = rows("", sentence, load())
    people = {ItemKind.NAME, ItemKind.PERSON}
    assert [item.text for item in row.items if item.kind in people] == [name]
    assert len(offices(sentence)) == 1


@pytest.mark.parametrize(("sentence", "title"), LEFT)
def test_other_words_are_no_field(sentence: str, title: str) -> None:
    """What else stands beside a title is not made part of it."""
    assert title in [item.text for item in offices(sentence)]


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Kenya's Deputy Water Minister", Level.OFFICIALS),
        ("Kenya's deputy health minister", Level.OFFICIALS),
        ("India's Special Secretary", Level.OFFICIALS),
        ("the deputy water ministers", Level.OFFICIALS),
        ("India's Deputy NSA", Level.OFFICIALS),
        ("Kenya's Acting Trade Minister", Level.MINISTERS_OTHER),
        ("Kenya's Deputy Prime Minister", Level.MINISTERS_OTHER),
        ("Kenya's Minister for National Defence", Level.DEFENCE_MINISTERS),
        ("Chad's Minister for African Integration and Foreign Affairs", Level.FOREIGN_MINISTERS),
        ("Mali's Minister of Foreign Affairs and Malians Abroad", Level.FOREIGN_MINISTERS),
    ],
)  # fmt: skip
def test_a_whole_title_has_its_level(title: str, level: Level) -> None:
    """A deputy is an official, an acting minister a minister of his field."""
    known = load().offices
    (office,) = offices(f"{title} came to Doha.")
    assert known[office.values[0]].level is level


def test_the_offices_that_stand_for_others_are_in_the_lexicon() -> None:
    """Each id that a whole title can be given is one of an office."""
    ids = {*OFFICIAL, *OFFICIALS}
    for _, one, several in FIELDS_OF_THEIR_OWN:
        ids |= {*one, *several}
    assert ids <= load().offices.keys()


def test_no_title_leaves_a_sentence_as_it_is() -> None:
    """Without a title nothing is looked at, and no word is both a noun and an adjective alone."""
    (row,) = rows("", "Kenya and Chad met.", load())
    assert with_whole_titles(row.items, row.sentence) is row.items
    assert "affairs" in FIELD_NOUNS - FIELD_ADJECTIVES
