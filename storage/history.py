"""Remembers the life of a record: its changes, and the words that support it.

Changes are only ever added, and adding one twice adds nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlmodel import Session, col, delete, select

from parsers.model import Change, Evidence
from storage.model import Attachment
from storage.statements import add_new, change, every
from storage.tables.history import AttachmentRow, ChangeRow


def append(session: Session, changes: Sequence[Change]) -> int:
    """Add changes in order and return how many are new."""
    return add_new(session, [ChangeRow.of(change) for change in changes])


def of(session: Session, record_id: str) -> list[Change]:
    """Return all changes of one record, the first first."""
    statement = select(ChangeRow).where(ChangeRow.record == record_id)
    order = (col(ChangeRow.seen_at), col(ChangeRow.id))
    return [row.value for row in every(session, statement.order_by(*order))]


def between(session: Session, since: datetime, until: datetime) -> list[Change]:
    """Return the changes of all records seen in [``since``, ``until``), in order."""
    at = col(ChangeRow.seen_at)
    statement = select(ChangeRow).where(at >= since, at < until)
    return [row.value for row in every(session, statement.order_by(at, col(ChangeRow.id)))]


def attach(
    session: Session, record_id: str, article_id: str, evidence: Evidence, rule: str
) -> bool:
    """Keep that a span of an article supports a record; False if that was known."""
    attachment = Attachment(record_id, article_id, evidence, rule)
    return add_new(session, [AttachmentRow.of(attachment)]) == 1


def replace_support(
    session: Session,
    record_id: str,
    support: Sequence[Attachment],
    articles: Collection[str] | None = None,
) -> None:
    """Let a record be supported by these words and no others, or by no others of ``articles``."""
    old = delete(AttachmentRow).where(col(AttachmentRow.record) == record_id)
    if articles is not None:
        old = old.where(col(AttachmentRow.article).in_(sorted(articles)))
    change(session, old)
    add_new(session, [AttachmentRow.of(one) for one in support])


def attachments(session: Session, record_id: str) -> list[Attachment]:
    """Return the words that support a record, by article and place in it."""
    statement = select(AttachmentRow).where(AttachmentRow.record == record_id)
    order = (col(AttachmentRow.article), col(AttachmentRow.start), col(AttachmentRow.end))
    return [row.value for row in every(session, statement.order_by(*order))]


def records_of(session: Session, article_id: str) -> list[str]:
    """Return the ids of the records that an article supports, sorted."""
    statement = select(AttachmentRow.record).where(AttachmentRow.article == article_id)
    return every(session, statement.distinct().order_by(col(AttachmentRow.record)))
