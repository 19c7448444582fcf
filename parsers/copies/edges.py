"""What two articles are to each other, and how that was found."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Tier(StrEnum):
    """How two articles were found to be copies of one text."""

    EXACT = "exact"
    NEAR = "near"
    REWRITTEN = "rewritten"


class Relation(StrEnum):
    """What one article is to another; of these a copy alone joins its story.

    Possible: likely a copy, with too little to prove it. Derived: in part taken over; statement:
    both print what a third said; update: the same writer's next version; round-up: one of several
    stories in one text.
    """

    COPY = "copy"
    POSSIBLE = "possible"
    DERIVED = "derived"
    STATEMENT = "statement"
    UPDATE = "update"
    ROUND_UP = "round_up"


@dataclass(frozen=True, slots=True)
class Edge:
    """What two articles are to each other, with the proof.

    ``matches`` are numbers of sentences, left and right, that say the same in order; ``terms``
    are the rarest words that both have.
    """

    left: str
    right: str
    tier: Tier
    score: float
    version: str
    evidence: dict[str, float | int | str] = field(default_factory=dict)
    relation: Relation = Relation.COPY
    matches: tuple[tuple[int, int], ...] = ()
    terms: tuple[str, ...] = ()
