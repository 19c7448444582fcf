"""Draws by chance: one of several by weight, a value between quantiles, an invented person."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Mapping, Sequence
from itertools import accumulate
from random import Random
from typing import TypeVar

from parsers.model import Level, Official

Value = TypeVar("Value")

# Confidence of the reader's claims at the ends and at every tenth, measured as in
# tests.quality.stream.faults.
RIGHT = (0.45, 0.81, 0.9, 0.924, 0.95, 0.97, 0.978, 0.984, 0.987, 0.99, 0.994)
WRONG_SET = (0.45, 0.62, 0.78, 0.84, 0.86, 0.878, 0.9, 0.92, 0.945, 0.959, 0.986)
MADE_UP = (0.44, 0.565, 0.65, 0.7, 0.76, 0.82, 0.87, 0.91, 0.94, 0.97, 0.978)

OFFICES = {
    Level.LEADERS: ("President",),
    Level.FOREIGN_MINISTERS: ("Foreign Minister",),
    Level.DEFENCE_MINISTERS: ("Defence Minister",),
    Level.TWO_PLUS_TWO: ("Foreign Minister", "Defence Minister"),
    Level.NSA: ("National Security Adviser",),
    Level.MINISTERS_OTHER: ("Trade Minister",),
    Level.OFFICIALS: ("Deputy Foreign Minister",),
}
_FIRST = "Ada Bela Cora Dino Elin Femi Goran Hana Ivo Jana Karim Lea Milo Nadia Omar Pia".split()
_FAMILY = "Abar Belond Carvi Dorsa Elvik Fandar Gorel Hastin Ivarro Jelen Kordas Lomen".split()


def pick(rng: Random, shares: Mapping[Value, float]) -> Value:
    """Draw a value; shares need not add up to one."""
    totals = list(accumulate(shares.values()))
    at = bisect(totals, rng.random() * totals[-1], hi=len(totals) - 1)
    return list(shares)[at]


def between(rng: Random, quantiles: Sequence[float]) -> float:
    """Draw a number that lies below each quantile as often as it should."""
    at = rng.random() * (len(quantiles) - 1)
    low = quantiles[int(at)]
    return round(low + (quantiles[int(at) + 1] - low) * (at - int(at)), 3)


def people(states: Sequence[str], level: Level) -> tuple[Official, ...]:
    """Return who holds the offices of a level; the same person each time."""
    return tuple(_person(state, office) for state in states for office in OFFICES[level])


def _person(state: str, office: str) -> Official:
    rng = Random(f"person {state} {office}")  # noqa: S311 -- a repeatable draw, no secret
    return Official(f"{rng.choice(_FIRST)} {rng.choice(_FAMILY)}", office, state)
