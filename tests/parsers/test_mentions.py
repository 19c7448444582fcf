"""Which texts name some states together: by any of their names, in one passage."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.lexicon import load
from parsers.records.mentions import TEXT_MAX, mentions, narrowest

LEXICON = load()
DAY = date(2022, 5, 5)


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("Officials of Japan and the Philippines spoke", "JP PH"),
        ("Omani and Indian envoys", "IN OM"),
        ("Talks in Tokyo with Macron", "FR JP"),
        ("The AUKUS partners", "AU GB US"),
        ("The Japan Times has a new cook", ""),
        ("A baker at the terminus", ""),
    ],
)
def test_states_are_named_in_many_ways(text: str, states: str) -> None:
    """By name, people, town, leader or club; a newspaper is no state."""
    assert " ".join(sorted({state for _, state in mentions(text, DAY, LEXICON)})) == states


def test_the_narrowest_passage_counts() -> None:
    """States named far apart once and together once are together."""
    text = f"Japan. {'Rain fell. ' * 100}Oman and Japan met. {'Rain fell. ' * 100}Oman."
    found = mentions(text, DAY, LEXICON)
    assert narrowest(found, ("JP", "OM")) == len("Oman and ")
    assert narrowest(found, ("JP",)) == 0
    assert narrowest(found, ("JP", "KR")) is None
    assert narrowest([], ("JP", "KR")) is None


def test_the_end_of_an_endless_text_is_not_searched() -> None:
    """What stands beyond the limit names nobody."""
    text = f"Japan{' ' * TEXT_MAX}Oman"
    assert [state for _, state in mentions(text, DAY, LEXICON)] == ["JP"]


@given(st.lists(st.sampled_from("ABC"), max_size=12))
def test_the_narrowest_is_what_trying_all_finds(letters: list[str]) -> None:
    """The shortest stretch with all of three, as found by trying every stretch."""
    found = list(enumerate(letters))
    stretches = [
        last - first
        for first in range(len(letters))
        for last in range(first, len(letters))
        if set(letters[first : last + 1]) == set("ABC")
    ]
    assert narrowest(found, "ABC") == min(stretches, default=None)
    assert all(before <= after for (before, _), (after, _) in pairwise(found))
