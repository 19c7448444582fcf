"""Words are found whole, in any case and with any accents; parts of words are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.phrases import is_told

TEXT = "Ministers in Bogotá praised KENYA'S under-sea cables, the U.S. said."


@pytest.mark.parametrize(
    "phrase",
    ["bogota", "BOGOTÁ", "kenya", "Kenya's", "under-sea cables", "under sea  cables", "US", "said"],
)
def test_a_word_or_phrase_is_found(phrase: str) -> None:
    """Case, accents, hyphens and who owns a thing make no difference."""
    assert is_told([phrase], [TEXT])
    assert is_told(["nothing", phrase], ["another text", TEXT])


@pytest.mark.parametrize(
    "phrase", ["cable", "Bog", "cables under-sea", "ministers praised", "?", ""]
)
def test_parts_and_other_orders_are_not(phrase: str) -> None:
    """Whole words side by side; what holds no word is in no text."""
    assert not is_told([phrase], [TEXT])


def test_words_do_not_run_on_into_the_next_text() -> None:
    """A headline's end and a sentence's beginning make no phrase."""
    assert not is_told(["rare earths"], ["So rare", "earths are dug"])


def test_scripts_without_spaces_are_searched_as_they_are() -> None:
    """There a word has no edges."""
    assert is_told(["海底"], ["三か国は海底ケーブルを話し合った"])
    assert not is_told(["海底"], ["三か国は海の底を話し合った"])


def test_nothing_is_sought_in_vain() -> None:
    """Without phrases, or without texts, nothing is found."""
    assert not is_told([], [TEXT])
    assert not is_told(["cables"], [])


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_will_do(phrase: str, text: str) -> None:
    """What a feed sends never breaks it, and a text holds itself where it holds a word."""
    assert is_told([phrase], [text, phrase]) in {True, False}
    assert is_told([f"x{phrase}"], [f"x{phrase}"])
