"""Remembers what keeps messages back: closed ways, addresses that take no mail, and pauses.

A way is a channel with the name of its secret: one mail server, one Slack webhook. It is closed
for as long as its server asked, or because it is set up wrongly; then one message every quarter
of an hour tries whether it is open again. An address that is refused for good is written to no
more until it changes or somebody says that it works.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_
from sqlmodel import Session, col, delete, select

from alerts.model import Delivery, DeliveryState, Fault, Receipt
from storage.model import ClosedWay, Refused
from storage.statements import change, every, first, upsert
from storage.tables.outbox import DeliveryRow
from storage.tables.ways import ClosedWayRow, PauseRow, RefusedRow

# A way that is set up wrongly is tried again so much later: somebody may have mended it.
PROBE_AFTER = timedelta(minutes=15)
# RFC 3463: this mailbox does not exist. Other refusals of an address may be a mistake of a day.
NO_SUCH_MAILBOX = "5.1.1"
# So many refusals of other kinds in a row, and an address is written to no more.
MOST_REFUSALS = 3


def note(session: Session, delivery: Delivery, receipt: Receipt) -> None:
    """Keep what an attempt says of its way and of its address."""
    if receipt.state is DeliveryState.SENT:
        _open(session, delivery)
        forgive(session, delivery.recipient)
    elif receipt.fault is Fault.CONFIGURATION:
        _close(session, delivery, receipt, receipt.at + PROBE_AFTER)
    elif receipt.not_before is not None:
        _close(session, delivery, receipt, receipt.not_before)
    elif receipt.fault is Fault.ADDRESS:
        _refuse(session, delivery, receipt)


def closed(session: Session, now: datetime) -> list[ClosedWay]:
    """Return the ways by which nothing goes at ``now``."""
    return [way for way in _known(session) if way.until > now]


def troubled(session: Session, now: datetime) -> list[ClosedWay]:
    """Return the ways that are closed at ``now``, or faulty and only due for a trial."""
    return [way for way in _known(session) if way.is_faulty or way.until > now]


def goes_by(way: ClosedWay) -> ColumnElement[bool]:
    """Return the condition that a delivery goes by this way."""
    is_same = (col(DeliveryRow.channel) == way.channel.value, col(DeliveryRow.secret) == way.secret)
    return and_(*is_same)


def refused(session: Session) -> list[Refused]:
    """Return the addresses that were refused, by recipient."""
    order = (col(RefusedRow.recipient), col(RefusedRow.address))
    return [row.value for row in every(session, select(RefusedRow).order_by(*order))]


def is_refused(session: Session, recipient: str, address: str) -> bool:
    """Say whether a recipient is written to no more under this address."""
    mine = (RefusedRow.recipient == recipient, RefusedRow.address == address)
    row = first(session, select(RefusedRow).where(*mine))
    return row is not None and row.is_final


def reopen(session: Session, channel: str, secret: str) -> bool:
    """Let messages go by a way again; False where it was not closed."""
    mine = (col(ClosedWayRow.channel) == channel, col(ClosedWayRow.secret) == secret)
    return change(session, delete(ClosedWayRow).where(*mine)) > 0


def forgive(session: Session, recipient: str) -> bool:
    """Write to a recipient's addresses again; False where none was refused."""
    return change(session, delete(RefusedRow).where(col(RefusedRow.recipient) == recipient)) > 0


def pause(session: Session, recipient: str, until: date, *, now: datetime, editor: str) -> None:
    """Tell a recipient nothing before the local day ``until``; an earlier pause is replaced."""
    row = PauseRow(recipient=recipient, until=until, made_at=now, editor=editor)
    upsert(session, [row])


def resume(session: Session, recipient: str) -> bool:
    """End a recipient's pause; False where there is none."""
    mine = col(PauseRow.recipient) == recipient
    return change(session, delete(PauseRow).where(mine)) > 0


def pauses(session: Session) -> dict[str, date]:
    """Return up to which day recipients are told nothing, by name."""
    return {row.recipient: row.until for row in every(session, select(PauseRow))}


def _known(session: Session) -> list[ClosedWay]:
    order = (col(ClosedWayRow.channel), col(ClosedWayRow.secret))
    return [row.value for row in every(session, select(ClosedWayRow).order_by(*order))]


def _open(session: Session, delivery: Delivery) -> None:
    reopen(session, delivery.channel.value, delivery.secret)


def _close(session: Session, delivery: Delivery, receipt: Receipt, until: datetime) -> None:
    """Close a way; one that was faulty before has been so since then."""
    mine = (
        ClosedWayRow.channel == delivery.channel.value,
        ClosedWayRow.secret == delivery.secret,
    )
    row = first(session, select(ClosedWayRow).where(*mine))
    is_faulty = receipt.fault is Fault.CONFIGURATION
    since = row.since if row is not None and row.is_faulty and is_faulty else receipt.at
    way = ClosedWay(delivery.channel, delivery.secret, until, since, is_faulty, receipt.detail)
    upsert(session, [ClosedWayRow.of(way)])


def _refuse(session: Session, delivery: Delivery, receipt: Receipt) -> None:
    mine = (
        RefusedRow.recipient == delivery.recipient,
        RefusedRow.address == delivery.address,
    )
    row = first(session, select(RefusedRow).where(*mine))
    times = 1 + (row.times if row else 0)
    is_final = NO_SUCH_MAILBOX in receipt.detail or not delivery.address or times >= MOST_REFUSALS
    since = row.since if row else receipt.at
    value = Refused(delivery.recipient, delivery.address, times, is_final, since, receipt.detail)
    upsert(session, [RefusedRow.of(value)])
