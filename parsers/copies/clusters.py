"""Which articles are one story: what ties them, what a person ruled, and where a chain is cut.

Stories are computed from the whole set of edges, never from the order in which they came: equal
sets of edges and rulings give equal stories. Nothing here reads a text or keeps anything.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

from parsers.copies.edges import Edge, Relation, Tier

# A story of more articles than this is looked at for a place where it hangs on a single proof.
LARGE = 50
# So many articles on each side of such a proof are two stories, not a story and a straggler.
HALF = 5
# A weak proof joins nothing alone: so many articles of one side must be tied to the other.
WEAK_TIES = 2

TIERS = list(Tier)


class RulingKind(StrEnum):
    """What a person says of articles: one text, not one text, or a story that is complete."""

    MERGE = "merge"
    SPLIT = "split"
    PIN = "pin"


@dataclass(frozen=True, slots=True)
class Ruling:
    """That each of ``left`` is, or is not, one text with each of ``right``.

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
    """The story of each article, and the proofs at which too large a cluster was cut."""

    stories: dict[str, str]
    cut: tuple[Edge, ...] = ()


def partition(
    published: Mapping[str, datetime | None],
    edges: Iterable[Edge],
    rulings: Sequence[Ruling] = (),
) -> Partition:
    """Return the stories of the articles in ``published``, whatever the order of ``edges``.

    A story's id is the id of its member with the smallest (instant, id); an unknown instant is
    the last. Edges and rulings that leave ``published`` are not followed.
    """
    known = [edge for edge in edges if edge.left in published and edge.right in published]
    strong = sorted((e for e in known if e.relation is Relation.COPY), key=_strength)
    weak = sorted((e for e in known if e.relation is Relation.WEAK), key=_strength)
    ruled = _Ruled.of(published, rulings)
    cut = _cuts(strong, ruled)
    forest = _Forest(published, ruled)
    for pair in ruled.required:
        forest.unite(*pair)
    for edge in strong:
        if edge not in cut:
            forest.unite(edge.left, edge.right)
    for edge in list(_doubled(weak, forest)):
        forest.unite(edge.left, edge.right)
    return Partition(forest.stories(), tuple(cut))


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


def _doubled(weak: Sequence[Edge], forest: _Forest) -> Iterator[Edge]:
    """Yield the weak proofs between stories of which one is tied by several of its members.

    The stories are those of the strong proofs alone, so that one weak tie never leans on another.
    """
    ends: dict[tuple[str, str], tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for edge in weak:
        at = forest.root(edge.left), forest.root(edge.right)
        one, other = ends[min(at), max(at)]
        (one if at[0] <= at[1] else other).add(edge.left)
        (other if at[0] <= at[1] else one).add(edge.right)
    for edge in weak:
        at = forest.root(edge.left), forest.root(edge.right)
        if max(map(len, ends[min(at), max(at)])) >= WEAK_TIES:
            yield edge


def _cuts(strong: Sequence[Edge], ruled: _Ruled) -> list[Edge]:
    """Return the rewritten proofs on which alone a large cluster hangs together."""
    graph = _Graph()
    for pair in ruled.required:
        graph.add(*pair)
    for edge in strong:
        graph.add(edge.left, edge.right)
    sides = graph.bridges()
    return [
        edge
        for edge in strong
        if edge.tier is Tier.REWRITTEN
        and min(sides.get((edge.left, edge.right), (0, 0))) >= HALF
        and sum(sides[edge.left, edge.right]) > LARGE
    ]


@dataclass(slots=True)
class _Graph:
    """Articles and how many proofs tie each pair, for finding the pairs that hold all together."""

    ties: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def add(self, one: str, other: str) -> None:
        """Tie two articles once more."""
        self.ties[one][other] += 1
        self.ties[other][one] += 1

    def bridges(self) -> dict[tuple[str, str], tuple[int, int]]:
        """Return each pair without which its cluster falls apart, both ways round.

        The value is how many articles stand on either side. Tarjan 1974, without recursion.
        """
        found: dict[tuple[str, str], tuple[int, int]] = {}
        seen: dict[str, int] = {}
        for start in self.ties:
            if start not in seen:
                found |= self._bridges_from(start, seen)
        return found

    def _bridges_from(
        self, start: str, seen: dict[str, int]
    ) -> dict[tuple[str, str], tuple[int, int]]:
        """Walk one cluster in depth; ``seen`` numbers the articles in the order of the walk."""
        above: dict[str, str | None] = {start: None}
        walked: list[str] = []
        stack: list[tuple[str, str | None]] = [(start, None)]
        while stack:
            article, parent = stack.pop()
            if article in seen:
                continue
            seen[article], above[article] = len(seen), parent
            walked.append(article)
            stack += [(other, article) for other in self.ties[article] if other not in seen]
        return self._hanging(walked, above, seen)

    def _hanging(
        self, walked: Sequence[str], above: Mapping[str, str | None], seen: Mapping[str, int]
    ) -> dict[tuple[str, str], tuple[int, int]]:
        """Return the ties whose lower end reaches nothing above it but by them."""
        size = dict.fromkeys(walked, 1)
        low = {article: seen[article] for article in walked}
        found: dict[tuple[str, str], tuple[int, int]] = {}
        for article in reversed(walked):
            parent = above[article]
            for other, times in self.ties[article].items():
                if other != parent or times > 1:
                    low[article] = min(low[article], seen[other])
            if parent is None:
                continue
            size[parent] += size[article]
            low[parent] = min(low[parent], low[article])
            if low[article] == seen[article]:
                below, rest = size[article], len(walked) - size[article]
                found[article, parent], found[parent, article] = (below, rest), (rest, below)
        return found
