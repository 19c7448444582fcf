"""Counts what became of each item: one outcome word per item, nothing uncounted.

A tally is a value: adding makes a new one, so parts of a run count on their own and
are merged at the end. It never judges whether an outcome is good.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Tally:
    """How many items had each outcome; no count is zero or less."""

    counts: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def of(cls, outcomes: Iterable[str]) -> Tally:
        """Count outcome words, one per item."""
        return cls(_largest_first(Counter(outcomes)))

    def add(self, outcome: str, times: int = 1) -> Tally:
        """Return this tally with ``times`` more items of one outcome; zero changes nothing."""
        if times < 0:
            raise ValueError(f"{outcome}: an item cannot be uncounted ({times})")
        return self + Tally({outcome: times} if times else {})

    def __add__(self, other: Tally) -> Tally:
        return Tally(_largest_first(Counter(self.counts) + Counter(other.counts)))

    def __getitem__(self, outcome: str) -> int:
        return self.counts.get(outcome, 0)

    @property
    def total(self) -> int:
        """The number of items."""
        return sum(self.counts.values())

    def as_dict(self) -> dict[str, int]:
        """Return the counts as an ordinary dict, the largest first."""
        return dict(self.counts)

    def line(self) -> str:
        """Say it in one line, the largest first, as in ``12: 9 stored, 2 known, 1 no_link``."""
        if not self.counts:
            return "0"
        return f"{self.total}: " + ", ".join(f"{n} {word}" for word, n in self.counts.items())


def merged(tallies: Iterable[Tally]) -> Tally:
    """Return the sum of all tallies."""
    counts: Counter[str] = Counter()
    for tally in tallies:
        counts.update(tally.counts)
    return Tally(_largest_first(counts))


def _largest_first(counts: Mapping[str, int]) -> Mapping[str, int]:
    """Order by count, then by word, so that equal tallies read the same."""
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return MappingProxyType({str(word): count for word, count in ordered})
