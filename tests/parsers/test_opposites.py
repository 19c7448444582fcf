"""Two texts side by side: nothing is lost, order is kept, and words that differ are found."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.copies.opposites import (
    MOST_SENTENCES,
    Opposite,
    Run,
    differences,
    left_out,
    opposites,
)
from parsers.text import sentences

WORDS = st.sampled_from("The minister of Kenya met in Lund . said Oman! rain 12 \n Why?".split(" "))
TEXTS = st.lists(WORDS, max_size=40).map(" ".join)

ORIGINAL = (
    "The foreign ministers of Kenya and Oman met in Lund on Monday. They agreed on a hotline for "
    "ships. “It will ring,” one said. A brass band played in the rain."
)
REWORDED = (
    "LUND - On Monday, the foreign ministers of Oman and Kenya met in Lund. Fishermen looked on. "
    "A hotline for ships was agreed. “It will ring,” one said."
)


def common(text: str) -> Run:
    """Return words that both have."""
    return Run(text, is_own=False)


def own(text: str) -> Run:
    """Return words that one alone has."""
    return Run(text, is_own=True)


def test_matched_sentences_stand_opposite_each_other() -> None:
    """Also when reworded, and speech too; what only one has stands alone, in its place."""
    found = [(bool(row.left), bool(row.right)) for row in opposites(ORIGINAL, REWORDED)]
    assert found == [(True, True), (False, True), (True, True), (True, True), (True, False)]
    rows = opposites(ORIGINAL, REWORDED)
    assert rows[1] == Opposite(None, "Fishermen looked on.")
    assert rows[2].left == "They agreed on a hotline for ships."
    assert rows[3].left == rows[3].right == "“It will ring,” one said."


def test_the_heaviest_pairs_are_taken() -> None:
    """A sentence that comes again stands opposite the one that is likest, not the first."""
    again = "Kenya and Oman met. Kenya and Oman met in the harbour of Lund."
    assert opposites("Kenya and Oman met in the harbour of Lund.", again) == [
        Opposite(None, "Kenya and Oman met."),
        Opposite(
            "Kenya and Oman met in the harbour of Lund.",
            "Kenya and Oman met in the harbour of Lund.",
        ),
    ]


@pytest.mark.parametrize(("left", "right"), [("", ""), ("", "Yes."), ("Yes.", ""), ("...", "...")])
def test_texts_of_hardly_a_word_are_no_fault(left: str, right: str) -> None:
    """Nothing comes of nothing, and a full stop is its own equal."""
    found = opposites(left, right)
    assert [row.left for row in found if row.left] == ([left] if left else [])
    assert [row.right for row in found if row.right] == ([right] if right else [])


@given(left=TEXTS, right=TEXTS)
def test_every_sentence_stands_once_and_in_order(left: str, right: str) -> None:
    """On both sides, whatever they are; a text beside itself differs in nothing."""
    rows = opposites(left, right)
    assert [row.left for row in rows if row.left is not None] == [s.text for s in sentences(left)]
    assert [row.right for row in rows if row.right is not None] == [
        s.text for s in sentences(right)
    ]
    assert all(row.left == row.right for row in opposites(left, left))
    assert all(row.left is not None or row.right is not None for row in rows)


def test_words_that_differ_are_found() -> None:
    """Case and punctuation make no difference; what was put in, left out or changed does."""
    left, right = differences("Kenya met, in Lund, today", "kenya met in the town of Lund")
    assert left == [common("Kenya met, in"), common("Lund,"), own("today")]
    assert right == [common("kenya met in"), own("the town of"), common("Lund")]


@given(left=TEXTS, right=TEXTS)
def test_the_runs_are_the_words(left: str, right: str) -> None:
    """Put together they are the sentence, and what is not marked is the same on both sides."""
    one, other = differences(left, right)
    assert " ".join(run.text for run in one) == " ".join(left.split())
    assert " ".join(run.text for run in other) == " ".join(right.split())
    both = [" ".join(run.text for run in side if not run.is_own) for side in (one, other)]
    assert len(both[0].split()) == len(both[1].split())


def test_a_text_without_end_is_cut_and_counted() -> None:
    """So many sentences are shown, and no hostile text keeps a reader waiting."""
    text = " ".join(f"The minister of Lund spoke {number} times." for number in range(5_000))
    begun = time.perf_counter()
    rows = opposites(text, text)
    assert len(rows) == MOST_SENTENCES
    assert left_out(text) == 5_000 - MOST_SENTENCES
    assert left_out(ORIGINAL) == 0
    assert opposites("word " * 500_000, "other " * 500_000)
    assert time.perf_counter() - begun < 20
