"""Remembers news that waits to be told; how long it waits, it never decides.

One row for each record with such news, written in the transaction that found it.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlmodel import Session, col, delete, select

from storage.model import Waiting
from storage.statements import IDS, batches, change, every, hold, upsert
from storage.tables.outbox import WaitingRow


def alone(session: Session) -> None:
    """Wait until nobody else judges, and be alone in it until the transaction ends."""
    hold(session, "judging")


def keep(session: Session, one: Waiting) -> None:
    """Let a record's news wait; what waited of it before is replaced."""
    upsert(session, [WaitingRow.of(one)])


def everything(session: Session) -> list[Waiting]:
    """Return all news that waits, what is due first first."""
    order = (col(WaitingRow.due_at), col(WaitingRow.record))
    return [row.value for row in every(session, select(WaitingRow).order_by(*order))]


def drop(session: Session, records: Iterable[str]) -> None:
    """Let no news of these records wait any more: it was told, or is no news now."""
    for some in batches(sorted(set(records)), IDS):
        change(session, delete(WaitingRow).where(col(WaitingRow.record).in_(some)))
