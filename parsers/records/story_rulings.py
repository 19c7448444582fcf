"""What a person decides of stories: as rulings on articles, and as labelled pairs of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations, product

from parsers.copies.clusters import Ruling, RulingKind
from parsers.records.rulings import Anchor, Decision, DecisionKind

RULINGS: Mapping[DecisionKind, RulingKind] = {
    DecisionKind.STORY_MERGE: RulingKind.MERGE,
    DecisionKind.STORY_SPLIT: RulingKind.SPLIT,
    DecisionKind.STORY_PIN: RulingKind.PIN,
}


@dataclass(frozen=True, slots=True)
class Labelled:
    """That a person called two articles copies of one text, or no copies.

    It ``holds`` while the decision is not undone and no later one says otherwise of the pair.
    """

    decision: Decision
    undone_at: datetime | None
    left: str
    right: str
    is_copy: bool
    holds: bool


def is_of_story(decision: Decision) -> bool:
    """Tell whether a decision is of stories, not of records."""
    return decision.kind in RULINGS


def ruling_of(decision: Decision) -> Ruling:
    """Return what a decision of stories says of articles."""
    left, right = _named(decision.left), _named(decision.right)
    return Ruling(RULINGS[decision.kind], left, right, decision.made_at)


def labelled(made: Sequence[tuple[Decision, datetime | None]]) -> Iterator[Labelled]:
    """Yield the pairs of each decision of stories, in the order of ``made``.

    Each decision comes with when it was undone, or None. Of decisions that hold, the last of
    those on a pair is the one that the stories follow.
    """
    own = [(one, undone_at) for one, undone_at in made if is_of_story(one)]
    last: dict[tuple[str, str], str] = {}
    for one in sorted((one for one, undone_at in own if undone_at is None), key=_place):
        last |= dict.fromkeys(_pairs(ruling_of(one)), one.id)
    for one, undone_at in own:
        is_copy = one.kind is not DecisionKind.STORY_SPLIT
        for pair in _pairs(ruling_of(one)):
            yield Labelled(one, undone_at, *pair, is_copy, last.get(pair) == one.id)


def _place(decision: Decision) -> tuple[datetime, RulingKind, list[str]]:
    """Return the place of a decision among others, as ``parsers.copies.clusters`` orders them."""
    ruling = ruling_of(decision)
    return ruling.made_at, ruling.kind, sorted(ruling.left)


def _pairs(ruling: Ruling) -> list[tuple[str, str]]:
    """Return the pairs that a ruling speaks of, each in order, sorted."""
    left, right = sorted(ruling.left), sorted(ruling.right)
    found = combinations(left, 2) if ruling.kind is RulingKind.PIN else product(left, right)
    return sorted({(min(pair), max(pair)) for pair in found if pair[0] != pair[1]})


def _named(anchors: Sequence[Anchor]) -> frozenset[str]:
    return frozenset(anchor.article for anchor in anchors)
