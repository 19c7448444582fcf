"""Finds all by which articles can be of one story: the proofs between them, and what people ruled.

It walks from some articles to every other that a proof or a ruling ties to them, however far.
What follows from the ties is decided by ``parsers.copies.clusters``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, or_, select

from parsers.copies.clusters import Partition, partition
from parsers.copies.edges import Edge, Relation
from parsers.records.rulings import Decision
from parsers.records.story_rulings import ruling_of
from storage import decisions
from storage.statements import IDS, batches, every
from storage.tables.articles import ArticleRow
from storage.tables.stories import EdgeRow


@dataclass(frozen=True, slots=True)
class Ties:
    """Articles that we hold with when they were published, and what ties them."""

    published: Mapping[str, datetime | None]
    edges: Sequence[Edge]
    decisions: Sequence[Decision]

    def partition(self, without: str | None = None) -> Partition:
        """Return which of the articles are one story, one of them left out if need be."""
        published = {one: at for one, at in self.published.items() if one != without}
        return partition(published, self.edges, [ruling_of(one) for one in self.decisions])


def around(session: Session, seeds: Iterable[str]) -> Ties:
    """Return everything that some articles are tied to, through others, and by what.

    The walk goes through articles that were ruled on and that we do not hold, or not yet: a
    ruling bears on the others whether they are there or not.
    """
    edges: dict[tuple[str, str], Edge] = {}
    known: set[str] = set()
    frontier = set(seeds)
    ruled: dict[str, Decision] = {}
    while frontier:
        walked = _walked(session, frontier, edges)
        found = decisions.of_stories(session, walked)
        known |= walked
        ruled.update((one.id, one) for one in found)
        frontier = {article for one in found for article in one.articles} - known
    return Ties(_published(session, sorted(known)), list(edges.values()), list(ruled.values()))


def at(session: Session, articles: Iterable[str]) -> list[Edge]:
    """Return all that is known of these articles and others, by pair; also what joins nothing."""
    rows = _rows(session, sorted(set(articles)))
    distinct = {(row.first, row.second): row.value for row in rows}
    return [distinct[pair] for pair in sorted(distinct)]


def touches(articles: Sequence[str]) -> ColumnElement[bool]:
    """Return the condition that a proof is about one of these articles."""
    return or_(col(EdgeRow.first).in_(articles), col(EdgeRow.second).in_(articles))


def _walked(session: Session, frontier: set[str], found: dict[tuple[str, str], Edge]) -> set[str]:
    """Return these articles and all that proofs tie to them, a round of neighbours at a time.

    The proofs themselves go into ``found``.
    """
    known: set[str] = set()
    while frontier:
        known |= frontier
        rows = _rows(session, sorted(frontier), _IS_COPY)
        found.update(((row.first, row.second), row.value) for row in rows)
        frontier = {end for row in rows for end in (row.first, row.second)} - known
    return known


_IS_COPY = col(EdgeRow.relation) == Relation.COPY.value


def _rows(session: Session, articles: Sequence[str], *which: ColumnElement[bool]) -> list[EdgeRow]:
    rows: list[EdgeRow] = []
    for some in batches(articles, IDS):
        rows += every(session, select(EdgeRow).where(touches(some), *which))
    return rows


def _published(session: Session, ids: Sequence[str]) -> dict[str, datetime | None]:
    published: dict[str, datetime | None] = {}
    for some in batches(ids, IDS):
        statement = select(ArticleRow.id, ArticleRow.published_at)
        published.update(session.exec(statement.where(col(ArticleRow.id).in_(some))).all())
    return published
