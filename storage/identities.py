"""Finds what an id, or the first digits of one, stands for."""

from __future__ import annotations

from enum import StrEnum

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from storage.statements import every, first
from storage.tables.articles import ArticleRow
from storage.tables.groupings import GroupingRow, GroupingStateRow
from storage.tables.meetings import MeetingRow, MergerRow
from storage.tables.outbox import AlertRow


class Kind(StrEnum):
    """What can be asked about; an article's id asks for its story."""

    ALERT = "alert"
    MEETING = "meeting"
    GROUPING = "grouping"
    STORY = "story"


def find(session: Session, prefix: str) -> tuple[Kind, str] | None:
    """Return the kind and whole id of the first thing whose id begins so, or None.

    Alerts come before the records they are about. ``%`` and ``_`` stand for themselves.
    """
    wanted = prefix.strip().lower()
    for kind, statement in _statements(wanted):
        found = first(session, statement) if wanted else None
        if found is not None:
            return kind, found
    return None


def articles(session: Session, prefix: str) -> list[str]:
    """Return the ids of articles that begin so, two at most: one is meant, or it is not clear."""
    wanted = prefix.strip().lower()
    begins = col(ArticleRow.id).startswith(wanted, autoescape=True)
    statement = select(ArticleRow.id).where(begins).order_by(ArticleRow.id).limit(2)
    found = every(session, statement) if wanted else []
    return [wanted] if wanted in found else found


def _statements(prefix: str) -> tuple[tuple[Kind, SelectOfScalar[str]], ...]:
    tables = (
        (Kind.ALERT, AlertRow.id),
        (Kind.MEETING, MeetingRow.id),
        (Kind.MEETING, MergerRow.record),
        (Kind.GROUPING, GroupingRow.id),
        (Kind.GROUPING, GroupingStateRow.record),
        (Kind.STORY, ArticleRow.id),
    )
    return tuple(
        (
            kind,
            select(column).where(col(column).startswith(prefix, autoescape=True)).order_by(column),
        )
        for kind, column in tables
    )
