"""A sentence cut into labelled items: every character once, names joined, places in context."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.lexicon import load
from parsers.words.items import LONGEST_SENTENCE, ItemKind, Row, places_of, rows


def row(sentence: str) -> Row:
    """Return the one row of a sentence."""
    (found,) = rows("", sentence, load())
    return found


def kinds(sentence: str) -> list[tuple[str, str]]:
    """Return the text and kind of each item that is no plain word or mark."""
    plain = {ItemKind.WORD, ItemKind.PUNCTUATION}
    return [(item.text, item.kind.value) for item in row(sentence).items if item.kind not in plain]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Kenya's foreign minister met Oman's.",
            [
                ("Kenya", "state"),
                ("'s", "possessive"),
                ("foreign minister", "office"),
                ("Oman", "state"),
                ("'s", "possessive"),
            ],
        ),
        ("The ministers’ plan", [("ministers", "office"), ("’", "possessive")]),
        ("They call it 'ESFICE' now", [("ESFICE", "name")]),
        ("Fiji & Tonga", [("Fiji", "state"), ("&", "conjunction"), ("Tonga", "state")]),
        ("Fiji plus Tonga", [("Fiji", "state"), ("plus", "conjunction"), ("Tonga", "state")]),
        ("on 12 May 2024", [("12", "number"), ("2024", "number")]),
        ("an Emirati named Khalid bin Saqr", [("Emirati", "demonym"), ("Khalid bin Saqr", "name")]),
        ("by A. K. Mensah-Adjei today", [("K. Mensah-Adjei", "name")]),
        ("the Lao city of Vientiane", [("Lao", "demonym"), ("Vientiane", "city")]),
        ("the Visegrad Group", [("Visegrad Group", "grouping")]),
    ],
)  # fmt: skip
def test_items_are_labelled(sentence: str, expected: list[tuple[str, str]]) -> None:
    """States, offices, names, numbers, conjunctions and possessives are told apart."""
    assert kinds(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "word", "kind"),
    [
        ("Talks went on in Austin.", "Austin", "city"),
        ("US Secretary of Defense Austin met them.", "Austin", "person"),
        ("Monday was quiet.", "Monday", "word"),
        ("Leaders spoke.", "Leaders", "office"),
        ("However, nothing came.", "However", "word"),
        ("Rojas came.", "Rojas", "name"),
    ],
)
def test_a_word_is_what_its_place_makes_it(sentence: str, word: str, kind: str) -> None:
    """A surname after "in" is a city; weekdays and openers are no names."""
    assert next(i.kind.value for i in row(sentence).items if i.text.startswith(word)) == kind


def test_lower_case_keeps_every_position() -> None:
    """A capital dotted I has two characters in lower case; the row keeps one."""
    found = row("In İzmir the İstanbul talks ended.")
    assert len(found.text) == len(found.sentence.text)
    assert found.text.endswith("talks ended.")


def test_a_text_that_repeats_its_headline_begins_behind_it() -> None:
    """The first row of the body holds nothing of the headline."""
    found = rows("Fiji wins", "Fiji wins By Ana Rojas SUVA - It rained.", load())
    assert [(r.is_headline, r.sentence.text.strip()) for r in found] == [
        (True, "Fiji wins"),
        (False, "By Ana Rojas SUVA - It rained."),
    ]


def test_what_is_too_long_for_a_sentence_is_cut_at_spaces() -> None:
    """Lists without a stop are cut, and nothing of them is lost."""
    text = "Japan, Fiji, Oman, " * 400
    found = rows("", text, load())
    assert max(len(r.sentence.text) for r in found) <= LONGEST_SENTENCE
    assert "".join(r.sentence.text for r in found).split() == text.split()


def test_a_headline_of_two_sentences_is_two_rows() -> None:
    """Each row holds only the terms of its own sentence."""
    found = rows("Fiji votes. Tonga waits.", "", load())
    assert [[i.text for i in r.items if i.kind is ItemKind.STATE] for r in found] == [
        ["Fiji"],
        ["Tonga"],
    ]


PIECES = st.lists(
    st.sampled_from(
        [
            *("Kenya", "Kenyan", "'s", "’", "foreign minister", "S.", "Rojas", "bin", "and", ","),
            *("-", "U.S.", "U.S.'s", "İ", "2024", "Quad", "“", "\n", ".", "Bo", "in", "\u200b"),
        ]
    ),
    max_size=20,
).map(" ".join)


@given(PIECES | st.text(max_size=80), PIECES)
def test_spans_lie_in_their_text(text: str, title: str) -> None:
    """Every item's span holds its words, in order and without overlap, whatever the text."""
    for found in rows(title, text, load()):
        source = title if found.is_headline else text
        end = found.sentence.start
        for item in found.items:
            assert end <= item.start < item.end <= found.sentence.end
            end = item.end
            if item.kind is not ItemKind.NAME and item.kind is not ItemKind.PERSON:
                assert source[item.start : item.end] == item.text


def test_places_of_a_kind() -> None:
    """They are in order, and none where nothing of the kind stands."""
    items = rows("", "Kenya met Peru and the minister of Oman.", load())[0].items
    assert [items[at].text for at in places_of(ItemKind.STATE, items)] == ["Kenya", "Peru", "Oman"]
    assert places_of(ItemKind.GROUPING, items) == []
