"""Remembers the writer of every story of several articles, in step with its members.

Whoever changes the members of a story calls ``keep`` in the same transaction. A lone article
is its own newsroom's and has no row here. Who wrote a story is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Row as RowOf
from sqlalchemy import Select
from sqlmodel import Session, col, delete, func

from parsers.copies.edges import Edge
from parsers.copies.originals import Member, original
from parsers.model import Credit
from parsers.press.newsrooms import Basis, basis_of
from storage.statements import IDS, batches, change, upsert
from storage.tables.articles import ArticleRow
from storage.tables.stories import StoryRow


def members_of(session: Session, ids: Sequence[str]) -> list[Member]:
    """Return what each of these articles tells of its writer by itself, by id."""
    row = ArticleRow
    length = func.coalesce(col(row.length), func.length(row.text)).label("length")
    columns = [
        col(one)
        for one in (
            row.id, row.outlet, row.newsroom, row.publisher, row.basis, row.published_at,
            row.agency, row.credit_role, row.credit_city, row.credit_evidence,
        )
    ]  # fmt: skip
    found: list[Member] = []
    for some in batches(sorted(ids), IDS):
        asked: Select[Any] = Select(*columns, length).where(col(row.id).in_(some))
        told = session.connection().execute(asked.order_by(col(row.id)))
        found += (_member(one) for one in told)
    return found


def _member(row: RowOf[Any]) -> Member:
    credit = Credit(row.agency, row.credit_role, row.credit_city, row.credit_evidence)
    basis = Basis(row.basis) if row.basis else basis_of(row.newsroom, credit)
    return Member(
        id=row.id,
        publisher=row.publisher or (row.newsroom if basis is Basis.OUTLET else row.outlet),
        newsroom=row.newsroom,
        basis=basis,
        credit=credit,
        published_at=row.published_at,
        length=row.length,
    )


def keep(
    session: Session,
    stories: Mapping[str, str],
    members: Iterable[Member],
    edges: Iterable[Edge],
) -> None:
    """Keep the original of each story of several that articles now make up.

    ``stories`` has the story of each article; what was kept of stories that these articles
    made up before, and do no more, is forgotten.
    """
    told: dict[str, list[Member]] = {}
    proofs: dict[str, list[Edge]] = {}
    for one in members:
        told.setdefault(stories[one.id], []).append(one)
    for edge in edges:
        story = stories.get(edge.left)
        if story is not None and story == stories.get(edge.right):
            proofs.setdefault(story, []).append(edge)
    rows = [
        StoryRow.of(story, original(pile, proofs.get(story, ())))
        for story, pile in sorted(told.items())
        if len(pile) > 1
    ]
    gone = sorted({*stories, *stories.values()} - {row.id for row in rows})
    for some in batches(gone, IDS):
        change(session, delete(StoryRow).where(col(StoryRow.id).in_(some)))
    upsert(session, rows)
