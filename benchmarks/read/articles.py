"""The articles on which the reader is timed: mostly news that is no diplomacy, as in any feed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.prose import Printed, Topic, article, topics

DIPLOMACY = Path(__file__).with_name("diplomacy.toml")
ORDINARY = Path(__file__).parents[1] / "quality" / "unrelated" / "patterns.toml"
WORDS = 600
ONE_IN = 3  # articles are diplomatic


def mixture(number: int, words: int = WORDS) -> Iterator[Printed]:
    """Yield so many articles of about so many words, every third of them diplomatic."""
    ordinary, diplomatic = topics(ORDINARY), topics(DIPLOMACY)
    for seed in range(number):
        kinds: list[Topic] = ordinary if seed % ONE_IN else diplomatic
        yield article(kinds[seed // ONE_IN % len(kinds)], seed, words)
