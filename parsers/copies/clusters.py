"""Which articles are one story: what ties them, what a person ruled, and which tie is not enough.

Stories are computed from the whole set of edges, never from the order in which they came: equal
sets of edges and rulings give equal stories. Nothing here reads a text or keeps anything.

Who is taken for the copy of one article by mistake is seldom taken for that of its copies too. So
the more articles two heaps have, the more of their pairs must be tied before they are one story:
a large story never hangs on a single loose proof.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from parsers.copies.edges import Edge, Relation, Tier

# Two heaps are one story if so many of the pairs between them are copies, though rewritten ones.
SUPPORT = 0.33

TIERS = list(Tier)


class RulingKind(StrEnum):
    """What a person says of articles: one text, not one text, or a story that is complete."""

    MERGE = "merge"
    SPLIT = "split"
    PIN = "pin"


@dataclass(frozen=True, slots=True)
class Ruling:
    """That each of ``left`` is, or is not, one text with each of ``right``.

    A merger names all articles of both stories, as they stood when it was made.
    A pin says that ``left`` is one story and that nothing else ever joins it, until a later
    merger or pin takes in one of its articles; ``right`` is empty. Of two rulings on one pair of
    articles the later holds.
    """

    kind: RulingKind
    left: frozenset[str]
    right: frozenset[str]
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Partition:
    """The story of each article, and the proofs of copies that were not enough for one story."""

    stories: dict[str, str]
    refused: tuple[Edge, ...] = ()


def partition(
    published: Mapping[str, datetime | None],
    edges: Iterable[Edge],
    rulings: Sequence[Ruling] = (),
) -> Partition:
    """Return the stories of the articles in ``published``, whatever the order of ``edges``.

    A story's id is the id of its member with the smallest (instant, id); an unknown instant is
    the last. Edges and rulings that leave ``published`` are not followed.
    """
    known = (one for one in edges if one.left in published and one.right in published)
    copies = sorted((one for one in known if one.relation is Relation.COPY), key=_strength)
    forest = _Forest(published, _Ruled.of(published, rulings))
    for edge in copies:
        forest.tie(edge)
    for pair in forest.ruled.required:
        forest.unite(*pair)
    for edge in copies:
        if edge.tier is not Tier.REWRITTEN or forest.support(edge) >= SUPPORT:
            forest.unite(edge.left, edge.right)
    stories = forest.stories()
    return Partition(stories, tuple(e for e in copies if stories[e.left] != stories[e.right]))


def _strength(edge: Edge) -> tuple[int, float, str, str]:
    """Return the sort key of a proof: the strictest tier, then the highest score, comes first."""
    return TIERS.index(edge.tier), -edge.score, edge.left, edge.right


@dataclass(frozen=True, slots=True)
class _Ruled:
    """What rulings say of pairs: joined in any case, never joined, and the pin of an article."""

    required: list[tuple[str, str]]
    barred: Mapping[str, set[str]]
    pins: Mapping[str, int]

    @classmethod
    def of(cls, published: Mapping[str, datetime | None], rulings: Sequence[Ruling]) -> _Ruled:
        """Settle which ruling holds of each pair: the latest; of one instant, a split."""
        ordered = sorted(rulings, key=lambda one: (one.made_at, one.kind, sorted(one.left)))
        said: dict[tuple[str, str], RulingKind] = {}
        pins: dict[str, int] = {}
        for number, ruling in enumerate(ordered):
            for pair in _pairs(ruling):
                if pair[0] in published and pair[1] in published:
                    said[pair] = ruling.kind
            if ruling.kind is not RulingKind.SPLIT:
                ended = {pins.get(article) for article in ruling.left | ruling.right}
                pins = {article: pin for article, pin in pins.items() if pin not in ended}
            if ruling.kind is RulingKind.PIN:
                pins |= dict.fromkeys(ruling.left, number)
        barred: dict[str, set[str]] = defaultdict(set)
        for (one, other), kind in said.items():
            if kind is RulingKind.SPLIT:
                barred[one].add(other)
                barred[other].add(one)
        return cls(
            [pair for pair, kind in said.items() if kind is not RulingKind.SPLIT], barred, pins
        )


def _pairs(ruling: Ruling) -> Iterator[tuple[str, str]]:
    """Yield the pairs of articles that a ruling speaks of, the smaller id first."""
    others = ruling.left if ruling.kind is RulingKind.PIN else ruling.right
    for one in sorted(ruling.left):
        for other in sorted(others):
            if one != other:
                yield min(one, other), max(one, other)


class _Forest:
    """Disjoint sets of articles that refuse to be united against a ruling."""

    def __init__(self, published: Mapping[str, datetime | None], ruled: _Ruled) -> None:
        self.published = published
        self.ruled = ruled
        self.parent = {article: article for article in published}
        self.members = {article: {article} for article in published}
        self.ties: dict[str, Counter[str]] = {article: Counter() for article in published}

    def tie(self, edge: Edge) -> None:
        """Count one tie between two sets."""
        self.ties[edge.left][edge.right] += 1
        self.ties[edge.right][edge.left] += 1

    def support(self, edge: Edge) -> float:
        """Return the share of the pairs between the sets of ``edge`` that is tied."""
        one, other = self.root(edge.left), self.root(edge.right)
        return self.ties[one][other] / (len(self.members[one]) * len(self.members[other]))

    def root(self, article: str) -> str:
        """Return the first member of an article's set, shortening the way to it."""
        while self.parent[article] != article:
            self.parent[article] = self.parent[self.parent[article]]
            article = self.parent[article]
        return article

    def unite(self, one: str, other: str) -> None:
        """Make one set of two, unless a ruling keeps any of their members apart."""
        early, late = sorted((self.root(one), self.root(other)), key=self._age)
        if early == late or self._is_barred(early, late):
            return
        self.parent[late] = early
        self.members[early] |= self.members.pop(late)
        for third, count in self.ties.pop(late).items():
            del self.ties[third][late]
            if third != early:
                self.ties[third][early] += count
                self.ties[early][third] += count

    def stories(self) -> dict[str, str]:
        """Return the first member of every article's set."""
        return {article: self.root(article) for article in self.parent}

    def _is_barred(self, one: str, other: str) -> bool:
        if self.ruled.pins and self._pins(one) != self._pins(other):
            return True
        there = self.members[other]
        return any(not there.isdisjoint(self.ruled.barred.get(m, ())) for m in self.members[one])

    def _pins(self, root: str) -> set[int]:
        pins = self.ruled.pins
        return {pins[member] for member in self.members[root] if member in pins}

    def _age(self, article: str) -> tuple[datetime, str]:
        return self.published[article] or datetime.max.replace(tzinfo=UTC), article
