"""Puts into plain text what a story rests on: its articles, every proof, and what joins nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from alerts.proofs import SHORT, headline, reasons
from alerts.untrusted import LABEL_LIMIT, clean
from flows.steps.explain_original import original_lines
from parsers.copies.edges import Edge, Relation
from parsers.model import Article
from parsers.records.rulings import Decision, DecisionKind
from storage import articles, decisions, stories, ties
from storage.model import StoredArticle

SAID: Mapping[DecisionKind, str] = {
    DecisionKind.STORY_MERGE: "are one text",
    DecisionKind.STORY_SPLIT: "are no copies of each other",
    DecisionKind.STORY_PIN: "are one story, complete as it is",
}


@dataclass(frozen=True, slots=True)
class Around:
    """A story with all that is known of its articles and others, and what people ruled of them."""

    members: frozenset[str]
    told: Mapping[str, StoredArticle]
    stories: Mapping[str, str]
    edges: Sequence[Edge]
    ruled: Sequence[Decision]

    @property
    def inside(self) -> list[Edge]:
        """The proofs of copies between articles of the story, the surest first."""
        own = [one for one in self._copies if {one.left, one.right} <= self.members]
        return sorted(own, key=lambda edge: -edge.score)

    @property
    def refused(self) -> list[Edge]:
        """The proofs of copies among other stories, which do not join them."""
        return [one for one in self._copies if not {one.left, one.right} <= self.members]

    @property
    def relations(self) -> list[Edge]:
        """What articles of the story are to each other and to others, but for copies."""
        return [edge for edge in self.edges if edge.relation is not Relation.COPY]

    @property
    def _copies(self) -> list[Edge]:
        return [edge for edge in self.edges if edge.relation is Relation.COPY]

    def beyond(self, edge: Edge) -> str:
        """Return the story at the other end of a proof, or that of both ends."""
        ends = [end for end in (edge.left, edge.right) if end not in self.members]
        end = ends[0] if ends else edge.left
        return self.stories.get(end, end)

    def why_refused(self, edge: Edge) -> str:
        """Say why a proof does not join two stories."""
        ends = frozenset(self.stories.get(end, end) for end in (edge.left, edge.right))
        for one in sorted(self.ruled, key=lambda ruled: ruled.made_at, reverse=True):
            if self._keeps_apart(one, ends):
                return f"does not join: ruled on {one.made_at:%Y-%m-%d} ({one.id[:SHORT]})"
        return "does not join: too few of the articles of the two stories are tied"

    def _keeps_apart(self, one: Decision, ends: frozenset[str]) -> bool:
        """Tell whether a decision bars what joins two stories: a split of both, a pin of one."""
        left, right = (
            {self.stories.get(anchor.article) for anchor in side} for side in (one.left, one.right)
        )
        if one.kind is DecisionKind.STORY_PIN:
            return bool(left & ends)
        is_between = bool(left & ends) and bool(right & ends) and ends <= left | right
        return one.kind is DecisionKind.STORY_SPLIT and is_between


def story_lines(session: Session, identity: str) -> Iterator[str]:
    """Yield what there is to say of the story of an article."""
    story = stories.story_of(session, identity) or identity
    members = stories.members(session, story)
    around = _around(session, members)
    yield f"story {story}: {len(members)} article(s)"
    for member in members:
        yield f"  {_printed(around.told[member.id])}"
    yield from original_lines(session, story)
    yield from ruling_lines(decisions.of_stories(session, around.members))
    yield from _proofs("joined by", around.inside, around)
    yield from _others("alike, and not joined", around.refused, around)
    yield from _others("beside it", around.relations, around)
    if len(members) > 1:
        first, second = (member.id[:SHORT] for member in members[:2])
        yield f"`minilateral compare {first} {second}` shows two of them side by side"


def ruling_lines(ruled: Sequence[Decision]) -> Iterator[str]:
    """Yield what people decided of articles, the first first."""
    for one in ruled:
        by = clean(one.by, LABEL_LIMIT) or "a person"
        named = (
            " ".join(a.article[:SHORT] for a in side) for side in (one.left, one.right) if side
        )
        note = f": {clean(one.note)}" if one.note else ""
        at = f"{one.made_at:%Y-%m-%d %H:%M}"
        said = f"ruled {at} by {by}: {' | '.join(named)} {SAID[one.kind]}"
        yield f"  {said}{note} (decision {one.id[:SHORT]})"


def proof_lines(edge: Edge, told: Mapping[str, StoredArticle]) -> Iterator[str]:
    """Yield what two articles are to each other, with its proof."""
    both = [told[end].article for end in (edge.left, edge.right)]
    yield f"  {headline(edge)}"
    yield from (f"    {reason}" for reason in reasons(edge, *both))


def _around(session: Session, members: Sequence[Article]) -> Around:
    own = frozenset(member.id for member in members)
    edges = ties.at(session, own)
    ends = own.union(*({edge.left, edge.right} for edge in edges))
    ruled = ties.around(session, own).decisions
    named = ends.union(*(one.articles for one in ruled))
    told = {stored.article.id: stored for stored in articles.many(session, sorted(ends))}
    return Around(own, told, stories.of_articles(session, named), edges, ruled)


def _proofs(title: str, edges: Sequence[Edge], around: Around) -> Iterator[str]:
    if edges:
        yield f"{title}:"
    for edge in edges:
        yield from proof_lines(edge, around.told)


def _others(title: str, edges: Sequence[Edge], around: Around) -> Iterator[str]:
    """Yield what ties a story to others: of each, and of each relation, the surest proof."""
    piles: dict[tuple[str, Relation], list[Edge]] = {}
    for edge in sorted(edges, key=lambda one: -one.score):
        piles.setdefault((around.beyond(edge), edge.relation), []).append(edge)
    if piles:
        yield f"{title}:"
    for (story, relation), pile in piles.items():
        yield from proof_lines(pile[0], around.told)
        if relation is Relation.COPY:
            yield f"    {around.why_refused(pile[0])}"
        yield from (
            f"    of story {story}: {_printed(around.told[end])}"
            for end in {pile[0].left, pile[0].right} - around.members
        )
        if len(pile) > 1:
            yield f"    and {len(pile) - 1} more such between articles of the two stories"


def _printed(stored: StoredArticle) -> str:
    """Say what an article is: id, time, outlet, who wrote it if that is another, and title."""
    article = stored.article
    at = f"{article.published_at:%Y-%m-%d %H:%M}" if article.published_at else "undated"
    outlet, writer = (clean(one, LABEL_LIMIT) for one in (article.outlet, stored.newsroom))
    by = f" (text: {writer})" if writer != outlet else ""
    return f"{article.id}  {at}  {outlet}{by}  {clean(article.title)}"
