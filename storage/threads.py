"""Remembers where a recipient was first told of a meeting, so that what follows can stand there."""

from __future__ import annotations

from collections.abc import Iterable

from sqlmodel import Session, col, select

from alerts.model import Alert, DeliveryState, Recipient
from storage.statements import every
from storage.tables.outbox import AlertRow, DeliveryRow, QueueRow


def root(session: Session, recipient: Recipient, record: str) -> str:
    """Return the reference of the first message that told this recipient of one record alone.

    Empty where there is none, or where the recipient has moved to another address since.
    """
    its = (
        select(QueueRow.delivery)
        .join(AlertRow, col(AlertRow.id) == QueueRow.alert)
        .where(QueueRow.recipient == recipient.name, AlertRow.record == record)
    )
    arrived = (
        col(DeliveryRow.id).in_(its),
        DeliveryRow.state == DeliveryState.SENT.value,
        DeliveryRow.channel == recipient.channel.value,
        DeliveryRow.address == recipient.address,
        DeliveryRow.reference != "",
    )
    order = (col(DeliveryRow.composed_at), col(DeliveryRow.id))
    for row in every(session, select(DeliveryRow).where(*arrived).order_by(*order)):
        if _is_of(_alerts(session, row.alerts), record):
            return row.reference
    return ""


def _alerts(session: Session, ids: Iterable[str]) -> list[Alert]:
    statement = select(AlertRow).where(col(AlertRow.id).in_(list(ids)))
    return [row.value for row in every(session, statement)]


def _is_of(alerts: Iterable[Alert], record: str) -> bool:
    """Whether a message tells of one record, or of it and of the set that it makes new."""
    told = list(alerts)
    meetings = {alert.record for alert in told if alert.grouping is None or alert.record == record}
    return meetings == {record} and len({alert.members for alert in told}) == 1
