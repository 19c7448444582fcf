"""Every item is counted under one word, and parts of a run add up to the whole."""

from __future__ import annotations

from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.runtime.tally import Tally, merged

WORDS = st.sampled_from(["stored", "duplicate", "no_link", "too_old", "timed_out"])
OUTCOMES = st.lists(WORDS, max_size=30)


class Outcome(StrEnum):
    """The kind of word that the floors below count by."""

    STORED = "stored"


def test_counts_one_word_per_item() -> None:
    """Each item counts once, the commonest outcome first, equal ones by the alphabet."""
    tally = Tally.of(["no_link", "stored", "duplicate", "stored"])
    assert list(tally.as_dict().items()) == [("stored", 2), ("duplicate", 1), ("no_link", 1)]
    assert tally.total == 4
    assert tally["stored"] == 2
    assert tally["never"] == 0


def test_reads_as_one_line() -> None:
    """The line names the total and every outcome; an empty tally is a plain zero."""
    assert Tally.of(["stored"] * 9 + ["no_link"]).line() == "10: 9 stored, 1 no_link"
    assert Tally().line() == "0"


def test_adding_makes_a_new_tally() -> None:
    """A tally that was handed on does not change under its reader."""
    first = Tally.of(["stored"])
    second = first.add("stored").add("no_link", 3).add("too_old", 0)
    assert first.as_dict() == {"stored": 1}
    assert second.as_dict() == {"no_link": 3, "stored": 2}


def test_nothing_is_uncounted() -> None:
    """A negative count is a mistake of the caller, and is told."""
    with pytest.raises(ValueError, match="uncounted"):
        Tally().add("stored", -1)


def test_words_of_an_enumeration_are_plain_words() -> None:
    """An outcome given as an enumeration's member counts with the same word as text."""
    tally = Tally.of([Outcome.STORED, "stored"])
    assert tally.as_dict() == {"stored": 2}
    assert tally.line() == "2: 2 stored"
    assert all(type(word) is str for word in tally.add(Outcome.STORED).as_dict())


@given(st.lists(OUTCOMES, max_size=6))
def test_parts_add_up(parts: list[list[str]]) -> None:
    """However a run is cut into parts, and in any order, the sum is the same."""
    whole = Tally.of(word for part in parts for word in part)
    assert merged(Tally.of(part) for part in parts) == whole
    assert merged(Tally.of(part) for part in reversed(parts)) == whole
    assert sum((Tally.of(part) for part in parts), Tally()) == whole
    assert whole.total == sum(len(part) for part in parts)
