"""Remembers by which edition of what is known of publishers the articles have their newsrooms.

It hands out what that is found by, and keeps what was found; it never finds it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Select, bindparam, update
from sqlmodel import Session, col, delete, select

from parsers.model import Credit
from parsers.press.newsrooms import Attribution, Basis, Imprint
from storage.statements import add_new, change, first, table_of
from storage.tables.articles import ArticleRow
from storage.tables.stories import EditionRow


@dataclass(frozen=True, slots=True)
class Noted:
    """An article's imprint and credit, and who was noted to have written it, if anybody was."""

    article: str
    imprint: Imprint
    credit: Credit
    attribution: Attribution | None


def edition(session: Session) -> str | None:
    """Return by which edition all articles have their newsrooms; None where none is noted."""
    return first(session, select(EditionRow.edition))


def settle(session: Session, name: str) -> None:
    """Note that all articles have their newsrooms by this edition."""
    change(session, delete(EditionRow))
    add_new(session, [EditionRow(edition=name)])


def noted(session: Session, after: str, limit: int) -> list[Noted]:
    """Return some articles, by id, without their texts; ``after`` is the last one seen."""
    row = ArticleRow
    columns = (
        row.id, row.url, row.outlet, row.feed, row.source, row.source_url,
        row.agency, row.credit_role, row.credit_city, row.credit_evidence,
        row.newsroom, row.publisher, row.basis,
    )  # fmt: skip
    asked: Select[tuple[object, ...]] = Select(*(col(one) for one in columns))
    asked = asked.where(col(row.id) > after).order_by(col(row.id)).limit(limit)
    return [
        Noted(
            one.id,
            Imprint(one.url, one.outlet, one.feed, one.source, one.source_url or ""),
            Credit(one.agency, one.credit_role, one.credit_city, one.credit_evidence),
            Attribution(one.newsroom, one.publisher, Basis(one.basis))
            if one.publisher and one.basis
            else None,
        )
        for one in session.connection().execute(asked)
    ]


def attribute(session: Session, found: Mapping[str, Attribution]) -> None:
    """Note who wrote these articles."""
    table = table_of(ArticleRow)
    statement = update(table).where(table.c.id == bindparam("article"))
    rows = [
        {
            "article": article,
            "newsroom": one.newsroom,
            "publisher": one.publisher,
            "basis": one.basis.value,
        }
        for article, one in sorted(found.items())
    ]
    if rows:
        session.connection().execute(statement, rows)
