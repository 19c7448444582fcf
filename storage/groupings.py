"""Remembers groupings: what articles claim, what we hold of each set, and how that changed.

A set of states is the identity; two records of one set cannot be kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlmodel import Session, col, delete, select

from parsers.model import Change, Evidence, Grouping, GroupingRecord
from storage import history as lives
from storage.model import Attachment
from storage.statements import add_new, change, every, first, upsert
from storage.tables.groupings import GroupingClaimRow, GroupingRow
from storage.tables.meetings import states_key


def keep_claims(session: Session, article_id: str, claims: Sequence[Grouping]) -> None:
    """Keep what an article says of groupings, in place of what an earlier reading said."""
    change(session, delete(GroupingClaimRow).where(col(GroupingClaimRow.article) == article_id))
    rows = [GroupingClaimRow.of(article_id, index, claim) for index, claim in enumerate(claims)]
    add_new(session, rows)


def claims(session: Session, article_id: str) -> list[Grouping]:
    """Return what an article says of groupings, in its order."""
    statement = select(GroupingClaimRow).where(GroupingClaimRow.article == article_id)
    return [row.value for row in every(session, statement.order_by(col(GroupingClaimRow.ordinal)))]


def by_members(session: Session, members: Iterable[str]) -> GroupingRecord | None:
    """Return what we hold of exactly this set of states, or None."""
    key = states_key(tuple(members))
    row = first(session, select(GroupingRow).where(GroupingRow.states == key))
    return None if row is None else row.value


def get(session: Session, record_id: str) -> GroupingRecord | None:
    """Return one record, or None."""
    row = first(session, select(GroupingRow).where(GroupingRow.id == record_id))
    return None if row is None else row.value


def everything(session: Session) -> list[GroupingRecord]:
    """Return all groupings that we hold, by their states."""
    statement = select(GroupingRow).order_by(col(GroupingRow.states))
    return [row.value for row in every(session, statement)]


def keep(session: Session, record: GroupingRecord, changes: Sequence[Change] = ()) -> None:
    """Keep a record as it now is, and the changes that led there."""
    upsert(session, [GroupingRow.of(record)])
    lives.append(session, changes)


def attach(
    session: Session, record_id: str, article_id: str, evidence: Evidence, rule: str
) -> bool:
    """Keep that a span of an article supports a grouping; False if that was known."""
    return lives.attach(session, record_id, article_id, evidence, rule)


def attachments(session: Session, record_id: str) -> list[Attachment]:
    """Return the words of articles that support a grouping."""
    return lives.attachments(session, record_id)


def history(session: Session, record_id: str) -> list[Change]:
    """Return all changes of one grouping, the first first."""
    return lives.of(session, record_id)
