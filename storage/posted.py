"""Finds messages for people who look them over: what was sent, what waits, and what was said."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session, col, select

from alerts.model import DeliveryState
from storage.model import Posted
from storage.statements import every
from storage.tables.outbox import DeliveryRow


def latest(
    session: Session,
    *,
    states: Collection[DeliveryState] = (),
    recipient: str | None = None,
    since: datetime | None = None,
    limit: int,
) -> list[Posted]:
    """Return the ``limit`` deliveries composed last, the first of them first.

    In any of ``states``, for one recipient, composed at or after ``since``, where given.
    """
    statement = select(DeliveryRow)
    if states:
        statement = statement.where(col(DeliveryRow.state).in_([one.value for one in states]))
    if recipient is not None:
        statement = statement.where(DeliveryRow.recipient == recipient)
    if since is not None:
        statement = statement.where(col(DeliveryRow.composed_at) >= since)
    order = (col(DeliveryRow.composed_at).desc(), col(DeliveryRow.id).desc())
    rows = every(session, statement.order_by(*order).limit(limit))
    return [row.posted for row in reversed(rows)]


def beginning(session: Session, prefix: str) -> list[Posted]:
    """Return the deliveries whose id begins with ``prefix``, a wildcard as itself, by id."""
    is_it = col(DeliveryRow.id).startswith(prefix, autoescape=True)
    rows = every(session, select(DeliveryRow).where(is_it).order_by(col(DeliveryRow.id)))
    return [row.posted for row in rows]
