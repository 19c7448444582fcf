"""Remembers what is to be told, to whom, and what became of it.

An alert and its places in the queue are written in the transaction that finds it.
A delivery is claimed under a lease, begun, sent by others, and settled; one that was
begun and never settled is ``unknown`` and waits for a person. It sends nothing.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, not_
from sqlmodel import Session, col, func, or_, select, update

from alerts.model import Alert, Delivery, DeliveryState, Fault, Receipt, Slot
from storage import ways
from storage.errors import RowRefusedError
from storage.model import Attempt, Lease, Recovery
from storage.statements import add_new, change, every, first
from storage.tables.outbox import AlertRow, AttemptRow, DeliveryRow, QueueRow, SlotRow

# Minutes to wait after the first, second, ... failed attempt; the last one holds from then on.
# A short fault (greylisting, a restart) passes within the first three, a long one costs little.
BACKOFF_MINUTES = (1, 5, 15, 60, 240)
# A digest of the day before yesterday is no news, and twelve attempts are all that fit before.
GIVE_UP_AFTER = timedelta(hours=48)
GIVE_UP_ATTEMPTS = 12
# A message of unknown outcome is looked into so much later: a slow server has settled it by then.
SETTLE_AFTER = timedelta(minutes=10)
LOST_SENDER = "lost the sender ended before the answer came"

_SETTLED = {DeliveryState.SENT, DeliveryState.FAILED, DeliveryState.UNKNOWN, DeliveryState.DEAD}
_RESOLVABLE = (DeliveryState.UNKNOWN, DeliveryState.DEAD, DeliveryState.PENDING)
_RESOLUTIONS = {DeliveryState.SENT, DeliveryState.PENDING, DeliveryState.DEAD}


def raise_alert(session: Session, alert: Alert, recipients: Sequence[str]) -> bool:
    """Keep an alert and queue it for each recipient; False, and nothing queued, if it was known."""
    if not add_new(session, [AlertRow.of(alert)]):
        return False
    names = dict.fromkeys(recipients)
    add_new(session, [QueueRow(alert=alert.id, recipient=name) for name in names])
    return True


def get_alert(session: Session, alert_id: str) -> Alert | None:
    """Return one alert, or None."""
    row = first(session, select(AlertRow).where(AlertRow.id == alert_id))
    return None if row is None else row.value


def alerts_between(session: Session, since: datetime, until: datetime) -> list[Alert]:
    """Return the alerts raised in [``since``, ``until``), in the order of time."""
    at = col(AlertRow.raised_at)
    statement = select(AlertRow).where(at >= since, at < until).order_by(at, col(AlertRow.id))
    return [row.value for row in every(session, statement)]


def alerts_of(session: Session, record_id: str) -> list[Alert]:
    """Return the alerts about one record, in the order of time."""
    statement = select(AlertRow).where(AlertRow.record == record_id)
    order = (col(AlertRow.raised_at), col(AlertRow.id))
    return [row.value for row in every(session, statement.order_by(*order))]


def hearers(session: Session, alert_ids: Sequence[str]) -> set[str]:
    """Return the names of those for whom one of these alerts was queued, be it sent or not."""
    wanted = select(QueueRow.recipient).where(col(QueueRow.alert).in_(alert_ids))
    return set(every(session, wanted.distinct()))


def queued(session: Session, recipient: str) -> list[Alert]:
    """Return what a recipient is still to hear, in the order of time."""
    statement = (
        select(AlertRow)
        .join(QueueRow, col(QueueRow.alert) == AlertRow.id)
        .where(QueueRow.recipient == recipient, col(QueueRow.delivery).is_(None))
    )
    order = (col(AlertRow.raised_at), col(AlertRow.id))
    return [row.value for row in every(session, statement.order_by(*order))]


def compose(
    session: Session,
    delivery: Delivery,
    alert_ids: Sequence[str],
    *,
    slot: Slot | None,
    now: datetime,
) -> bool:
    """Keep a composed delivery, take its alerts from the queue and its slot from the day.

    All of it or nothing: returns False where the delivery was there, its slot is taken,
    or one of its alerts is not queued for the recipient any more.
    """
    with session.begin_nested() as attempt:
        is_kept = (
            _keep_delivery(session, delivery, alert_ids, now)
            and (slot is None or _keep_slot(session, slot, delivery.id, now))
            and _take_from_queue(session, delivery, alert_ids)
        )
        if not is_kept:
            attempt.rollback()
    return is_kept


def keep(session: Session, delivery: Delivery, now: datetime) -> bool:
    """Keep a delivery that takes nothing from a queue; False if it was there."""
    return _keep_delivery(session, delivery, delivery.alerts, now)


def take_slot(session: Session, slot: Slot, now: datetime) -> bool:
    """Settle a day's digest that has nothing to say; False if the day was settled already."""
    return _keep_slot(session, slot, None, now)


def slot_taken(session: Session, slot: Slot) -> bool:
    """Whether the digest of this day or hour is composed, or settled as empty."""
    mine = (SlotRow.recipient == slot.recipient, SlotRow.mark == slot.mark)
    return first(session, select(SlotRow).where(*mine)) is not None


def told_at(session: Session, recipient: str) -> datetime | None:
    """Return when a message was last composed for a recipient, or their first digest settled.

    None for somebody who is new.
    """
    composed = select(func.max(DeliveryRow.composed_at)).where(DeliveryRow.recipient == recipient)
    first_slot = select(func.min(SlotRow.taken_at)).where(SlotRow.recipient == recipient)
    return first(session, composed) or first(session, first_slot)


def claim(session: Session, *, now: datetime, limit: int, lease: timedelta) -> list[Lease]:
    """Lease up to ``limit`` deliveries that are due, the longest waiting first.

    Each is leased to one claimer alone, until ``now + lease``. Claiming counts as an
    attempt, so that a delivery which kills its sender is given up in the end. What goes by
    a closed way is passed over.
    """
    is_open = [not_(ways.goes_by(way)) for way in ways.closed(session, now)]
    return _leased(session, [_is_due(now), *is_open], limit, now + lease)


def claim_one(
    session: Session, delivery_id: str, *, now: datetime, lease: timedelta
) -> Lease | None:
    """Lease one delivery that waits, even if not due; None where it does not wait."""
    found = _leased(session, [col(DeliveryRow.id) == delivery_id], 1, now + lease)
    return found[0] if found else None


def _leased(
    session: Session, which: Sequence[ColumnElement[bool]], limit: int, until: datetime
) -> list[Lease]:
    token = secrets.token_hex(16)
    order = (col(DeliveryRow.composed_at), col(DeliveryRow.id))
    due = (
        select(DeliveryRow.id)
        .where(DeliveryRow.state == DeliveryState.PENDING.value, *which)
        .order_by(*order)
        .limit(limit)
        .with_for_update(skip_locked=True)  # SQLite has one writer and leaves this out
        .cte("due")
    )
    statement = (
        update(DeliveryRow)
        .where(col(DeliveryRow.id).in_(select(due.c.id)))
        .values(
            state=DeliveryState.LEASED.value,
            attempts=col(DeliveryRow.attempts) + 1,
            lease_token=token,
            lease_until=until,
            send_started_at=None,
        )
        .returning(col(DeliveryRow.id))
    )
    ids = session.connection().execute(statement).scalars().all()
    mine = select(DeliveryRow).where(col(DeliveryRow.id).in_(ids)).order_by(*order)
    return [Lease(row.value, token, until) for row in every(session, mine)]


def begin(session: Session, lease: Lease, now: datetime) -> bool:
    """Note that the send begins now; False if the lease is lost or has run out.

    Commit this before the first byte is sent: it is how a lost answer is told from
    a send that never was.
    """
    is_valid = (col(DeliveryRow.send_started_at).is_(None), col(DeliveryRow.lease_until) > now)
    statement = update(DeliveryRow).where(*_held(lease, DeliveryState.LEASED), *is_valid)
    return change(session, statement.values(send_started_at=now)) == 1


def release(session: Session, lease: Lease) -> None:
    """Give back what was leased and not begun: its way was closed meanwhile."""
    back = {
        "state": DeliveryState.PENDING.value,
        "attempts": col(DeliveryRow.attempts) - 1,
        "lease_token": None,
        "lease_until": None,
    }
    is_ours = (*_held(lease, DeliveryState.LEASED), col(DeliveryRow.send_started_at).is_(None))
    change(session, update(DeliveryRow).where(*is_ours).values(**back))


def settle(session: Session, lease: Lease, receipt: Receipt) -> bool:
    """Keep what became of an attempt; False if the lease is not ours any more.

    A failed attempt is pending again after its back-off, or dead after GIVE_UP_AFTER or
    GIVE_UP_ATTEMPTS; one by a way that is set up wrongly does not count. A late answer still
    settles what has become unknown meanwhile. What it says of way and address is kept too.
    """
    if receipt.state not in _SETTLED:
        reason = f"{receipt.state} is no end of an attempt"
        raise RowRefusedError(receipt.delivery, reason, "Give what became of the attempt.")
    held = _held(lease, DeliveryState.LEASED, DeliveryState.UNKNOWN)
    row = first(session, select(DeliveryRow).where(*held))
    if row is None:
        return False
    state, not_before = _after(row, receipt)
    changes = {
        "state": state.value,
        "not_before": not_before,
        "attempts": row.attempts - (receipt.fault is Fault.CONFIGURATION),
        "settled_at": receipt.at,
        "detail": receipt.detail,
        "reference": receipt.reference,
        "lease_token": None,
        "lease_until": None,
    }
    delivery = row.value
    if not change(session, update(DeliveryRow).where(*held).values(**changes)):
        return False
    _note(session, receipt)
    ways.note(session, delivery, receipt)
    return True


def recover(session: Session, now: datetime) -> Recovery:
    """End the leases that ran out: a send that had begun is unknown, any other pending again."""
    ran_out = (
        col(DeliveryRow.state) == DeliveryState.LEASED.value,
        col(DeliveryRow.lease_until) <= now,
    )
    begun = col(DeliveryRow.send_started_at).is_not(None)
    # The token stays with an unknown delivery, so that a late answer can still settle it.
    lost = {"state": DeliveryState.UNKNOWN.value, "not_before": now + SETTLE_AFTER}
    unbegun = {"state": DeliveryState.PENDING.value, "lease_until": None, "lease_token": None}
    given_up = update(DeliveryRow).where(*ran_out, begun).values(**lost, lease_until=None)
    unknown = session.connection().execute(given_up.returning(col(DeliveryRow.id))).scalars().all()
    for one in unknown:
        _note(session, Receipt(one, DeliveryState.UNKNOWN, now, LOST_SENDER))
    pending = change(session, update(DeliveryRow).where(*ran_out, ~begun).values(**unbegun))
    return Recovery(pending=pending, unknown=len(unknown))


def doubtful(session: Session, now: datetime) -> list[Delivery]:
    """Return the deliveries of unknown outcome that it is time to look into, the oldest first."""
    at = col(DeliveryRow.not_before)
    is_doubtful = (DeliveryRow.state == DeliveryState.UNKNOWN.value, at <= now)
    order = (col(DeliveryRow.composed_at), col(DeliveryRow.id))
    return [
        row.value
        for row in every(session, select(DeliveryRow).where(*is_doubtful).order_by(*order))
    ]


def clear_up(session: Session, receipt: Receipt) -> bool:
    """Keep what looking into an unknown outcome found; False if it is not unknown any more.

    ``sent``: it arrived. ``pending``: it did not, or may be sent twice without harm. Anything
    else: nobody can tell, and it waits for a person.
    """
    is_unknown = (
        col(DeliveryRow.id) == receipt.delivery,
        col(DeliveryRow.state) == DeliveryState.UNKNOWN.value,
    )
    is_told = receipt.state in {DeliveryState.SENT, DeliveryState.PENDING}
    state = receipt.state if is_told else DeliveryState.UNKNOWN
    changes: dict[str, object] = {"state": state.value, "not_before": None}
    if is_told:
        changes |= {"settled_at": receipt.at, "lease_token": None, "send_started_at": None}
    if receipt.reference:
        changes |= {"reference": receipt.reference}
    if not change(session, update(DeliveryRow).where(*is_unknown).values(**changes)):
        return False
    _note(session, replace(receipt, state=state))
    return True


def resolve(
    session: Session, delivery_id: str, state: DeliveryState, *, now: datetime, detail: str
) -> bool:
    """Keep what a person decided of a waiting, unknown or dead delivery.

    ``state`` is ``sent``, ``dead`` or ``pending``; the last tries it anew from the first
    attempt. Returns False for a delivery that is under way, sent, or not there.
    """
    if state not in _RESOLUTIONS:
        remedy = "Choose sent, pending or dead."
        raise RowRefusedError(delivery_id, f"{state} cannot be decided by hand", remedy)
    changes: dict[str, object] = {"state": state.value, "settled_at": now, "lease_token": None}
    if state is DeliveryState.PENDING:
        changes |= {"attempts": 0, "not_before": None, "composed_at": now, "send_started_at": None}
    is_open = (col(DeliveryRow.id) == delivery_id, col(DeliveryRow.state).in_(_RESOLVABLE))
    if not change(session, update(DeliveryRow).where(*is_open).values(**changes)):
        return False
    _note(session, Receipt(delivery_id, state, now, detail))
    return True


def deliveries(session: Session, state: DeliveryState | None = None) -> list[Delivery]:
    """Return the deliveries in one state, or all, the first composed first."""
    statement = select(DeliveryRow)
    if state is not None:
        statement = statement.where(DeliveryRow.state == state.value)
    order = (col(DeliveryRow.composed_at), col(DeliveryRow.id))
    return [row.value for row in every(session, statement.order_by(*order))]


def get_delivery(session: Session, delivery_id: str) -> Delivery | None:
    """Return one delivery, or None."""
    row = first(session, select(DeliveryRow).where(DeliveryRow.id == delivery_id))
    return None if row is None else row.value


def attempts(session: Session, delivery_id: str) -> list[Attempt]:
    """Return what became of each attempt to deliver, the first first."""
    statement = select(AttemptRow).where(AttemptRow.delivery == delivery_id)
    return [row.value for row in every(session, statement.order_by(col(AttemptRow.id)))]


def counts(session: Session) -> dict[str, int]:
    """Return how many deliveries stand in each state, and how many alerts wait as ``queued``."""
    state = col(DeliveryRow.state)
    by_state = session.exec(select(state, func.count()).group_by(state).order_by(state)).all()
    waits = select(func.count()).select_from(QueueRow).where(col(QueueRow.delivery).is_(None))
    return dict(by_state) | {"queued": session.exec(waits).one()}


def _keep_delivery(
    session: Session, delivery: Delivery, alert_ids: Sequence[str], now: datetime
) -> bool:
    return add_new(session, [DeliveryRow.of(delivery, alerts=tuple(alert_ids), now=now)]) == 1


def _keep_slot(session: Session, slot: Slot, delivery: str | None, now: datetime) -> bool:
    return add_new(session, [SlotRow.of(slot, delivery=delivery, now=now)]) == 1


def _take_from_queue(session: Session, delivery: Delivery, alert_ids: Sequence[str]) -> bool:
    statement = update(QueueRow).where(
        col(QueueRow.recipient) == delivery.recipient,
        col(QueueRow.alert).in_(alert_ids),
        col(QueueRow.delivery).is_(None),
    )
    return change(session, statement.values(delivery=delivery.id)) == len(set(alert_ids))


def _is_due(now: datetime) -> ColumnElement[bool]:
    at = col(DeliveryRow.not_before)
    return or_(at.is_(None), at <= now)


def _held(lease: Lease, *states: DeliveryState) -> tuple[ColumnElement[bool], ...]:
    return (
        col(DeliveryRow.id) == lease.delivery.id,
        col(DeliveryRow.lease_token) == lease.token,
        col(DeliveryRow.state).in_([state.value for state in states]),
    )


def _after(row: DeliveryRow, receipt: Receipt) -> tuple[DeliveryState, datetime | None]:
    """Return the state that an attempt leads to, and when to look at it again at the earliest."""
    if receipt.state is DeliveryState.UNKNOWN:
        return receipt.state, receipt.at + SETTLE_AFTER
    if receipt.state is not DeliveryState.FAILED:
        return receipt.state, row.not_before
    if row.attempts >= GIVE_UP_ATTEMPTS or receipt.at - row.composed_at >= GIVE_UP_AFTER:
        return DeliveryState.DEAD, row.not_before
    if receipt.fault is Fault.CONFIGURATION:
        return DeliveryState.PENDING, row.not_before
    wait = timedelta(minutes=BACKOFF_MINUTES[min(row.attempts, len(BACKOFF_MINUTES)) - 1])
    return DeliveryState.PENDING, max(receipt.at + wait, receipt.not_before or receipt.at)


def _note(session: Session, receipt: Receipt) -> None:
    attempt = Attempt(
        receipt.delivery, receipt.at, receipt.state, receipt.detail, receipt.reference
    )
    add_new(session, [AttemptRow.of(attempt)])
