"""Measures of a partition: pairs, adjusted Rand index, B-cubed, and who was taken for whom."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

from tests.quality.copies.sets import Copy

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Scores:
    """How a set was folded; shares are from 0 to 1.

    ``merged`` counts events of which independent reports share a story. ``alone`` is the share
    of all pairs of copies that are joined by themselves, with no help of a third, ``by_damage``
    the same by what was done to both. ``rivals`` counts pairs of independent reports of one
    event, ``taken`` those of them that were judged to be copies.
    """

    texts: int
    precision: float
    recall: float
    ari: float
    b3: float
    merged: int
    events: int
    alone: float
    rivals: int
    taken: int
    by_damage: Mapping[Pair, float]


def scores(copies: Sequence[Copy], stories: Mapping[str, str], joined: Iterable[Pair]) -> Scores:
    """Return the measures of ``stories``, and of the pairs that were ``joined`` directly."""
    pairs = {(min(pair), max(pair)) for pair in joined}
    told: dict[Pair, list[bool]] = defaultdict(list)
    rivals: list[bool] = []
    for one, other in _within(copies):
        low, high = sorted((one.article.id, other.article.id))
        is_joined = (low, high) in pairs
        if one.original == other.original:
            told[_damages(one, other)].append(is_joined)
        else:
            rivals.append(is_joined)
    every = [is_joined for found in told.values() for is_joined in found]
    precision, recall, ari = _of_pairs(copies, stories)
    return Scores(
        texts=len(copies),
        precision=precision,
        recall=recall,
        ari=ari,
        b3=_b_cubed(copies, stories),
        merged=_merged(copies, stories),
        events=len({copy.event for copy in copies if copy.event}),
        alone=_mean(every),
        rivals=len(rivals),
        taken=sum(rivals),
        by_damage={damages: _mean(found) for damages, found in sorted(told.items())},
    )


def _within(copies: Sequence[Copy]) -> Iterable[tuple[Copy, Copy]]:
    """Return the pairs of texts of one event; where events are not told, those of one original."""
    groups: dict[str, list[Copy]] = defaultdict(list)
    for copy in copies:
        groups[copy.event or f"{copy.part}:{copy.original}"].append(copy)
    return (pair for group in groups.values() for pair in combinations(group, 2))


def _damages(one: Copy, other: Copy) -> Pair:
    low, high = sorted((one.damage, other.damage))
    return low, high


def _mean(values: Sequence[bool]) -> float:
    return sum(values) / len(values) if values else 1.0


def _of_pairs(copies: Sequence[Copy], stories: Mapping[str, str]) -> tuple[float, float, float]:
    """Return precision and recall of pairs, and the adjusted Rand index (Hubert, Arabie 1985)."""
    gold = Counter(copy.original for copy in copies)
    found = Counter(stories[copy.article.id] for copy in copies)
    both = Counter((copy.original, stories[copy.article.id]) for copy in copies)
    right, wanted, made = (
        sum(comb(n, 2) for n in counts.values()) for counts in (both, gold, found)
    )
    chance = wanted * made / comb(len(copies), 2) if len(copies) > 1 else 0.0
    mean = (wanted + made) / 2
    ari = (right - chance) / (mean - chance) if mean != chance else 1.0
    return right / made if made else 1.0, right / wanted if wanted else 1.0, ari


def _b_cubed(copies: Sequence[Copy], stories: Mapping[str, str]) -> float:
    """Return the F-measure of B-cubed (Bagga, Baldwin 1998)."""
    gold = Counter(copy.original for copy in copies)
    found = Counter(stories[copy.article.id] for copy in copies)
    both = Counter((copy.original, stories[copy.article.id]) for copy in copies)
    precision = sum(n * n / found[story] for (_, story), n in both.items()) / len(copies)
    recall = sum(n * n / gold[original] for (original, _), n in both.items()) / len(copies)
    return 2 * precision * recall / (precision + recall)


def _merged(copies: Sequence[Copy], stories: Mapping[str, str]) -> int:
    """Return the number of events of which reports of two originals share a story."""
    told: dict[Pair, set[str]] = defaultdict(set)
    for copy in copies:
        if copy.event:
            told[copy.event, stories[copy.article.id]].add(copy.original)
    return len({event for (event, _), originals in told.items() if len(originals) > 1})
