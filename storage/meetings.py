"""Remembers meetings: what we hold of each, what we held before, and how that changed.

What single articles claim is kept by storage.reports.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, update
from sqlmodel import Session, col, delete, func, or_, select

from parsers.model import Change, MeetingRecord, Precision, Status
from storage import history as lives
from storage.codec import encode
from storage.model import Attachment
from storage.statements import IDS, add_new, batches, change, every, first, upsert
from storage.tables.meetings import (
    MeetingRow,
    MeetingStateRow,
    MergerRow,
    ParticipantRow,
    states_key,
)

# A date that is known to the year alone is no news of what comes up.
_TOO_VAGUE = Precision.YEAR
_NOT_COMING = (Status.CANCELLED, Status.POSTPONED)
_LONGEST = timedelta(days=92)  # what is dated to more than a quarter is near no day


def keep(session: Session, record: MeetingRecord, changes: Sequence[Change] = ()) -> None:
    """Keep a record as it now is, and the changes that led there; it is no other any more."""
    upsert(session, [MeetingRow.of(record)])
    change(session, delete(MergerRow).where(col(MergerRow.record) == record.id))
    change(session, delete(ParticipantRow).where(col(ParticipantRow.meeting) == record.id))
    states = sorted(set(record.participants))
    add_new(session, [ParticipantRow(state=state, meeting=record.id) for state in states])
    lives.append(session, changes)


def withdraw(session: Session, record_id: str, changes: Sequence[Change] = ()) -> None:
    """Hold a meeting no more: no article tells of it, or it was found to be another one."""
    change(session, delete(MeetingRow).where(col(MeetingRow.id) == record_id))
    lives.replace_support(session, record_id, ())
    lives.append(session, changes)


def merge(session: Session, record_id: str, successor: str) -> None:
    """Note that a meeting that ended goes on as another, and so do all that had become it."""
    before = col(MergerRow.successor) == record_id
    change(session, update(MergerRow).where(before).values(successor=successor))
    upsert(session, [MergerRow(record=record_id, successor=successor)])


def predecessors(session: Session, record_id: str) -> list[str]:
    """Return the ids of the meetings that became this one, sorted."""
    statement = select(MergerRow.record).where(MergerRow.successor == record_id)
    return every(session, statement.order_by(col(MergerRow.record)))


def successor(session: Session, record_id: str) -> str | None:
    """Return the id under which a meeting that ended goes on, or None."""
    return first(session, select(MergerRow.successor).where(MergerRow.record == record_id))


def remember(session: Session, record_id: str, state: MeetingRecord | None, at: datetime) -> None:
    """Add what is held of a meeting from ``at`` on; None where it is held no more."""
    row = MeetingStateRow(
        record=record_id, seen_at=at, state=None if state is None else encode(state)
    )
    add_new(session, [row])


def held_at(session: Session, at: datetime) -> list[MeetingRecord]:
    """Return the meetings as we held them at an instant, in the order of ``all``."""
    newest = (
        select(func.max(MeetingStateRow.id))
        .where(col(MeetingStateRow.seen_at) <= at)
        .group_by(col(MeetingStateRow.record))
    )
    rows = every(session, select(MeetingStateRow).where(col(MeetingStateRow.id).in_(newest)))
    return sorted((value for row in rows if (value := row.value) is not None), key=by_day)


def states_of(session: Session, record_id: str) -> list[tuple[datetime, MeetingRecord | None]]:
    """Return all that was ever held of a meeting, each with the instant from which on."""
    statement = select(MeetingStateRow).where(MeetingStateRow.record == record_id)
    rows = every(session, statement.order_by(col(MeetingStateRow.id)))
    return [(row.seen_at, row.value) for row in rows]


def attachments(session: Session, record_id: str) -> list[Attachment]:
    """Return the words of articles that support a meeting."""
    return lives.attachments(session, record_id)


def get(session: Session, record_id: str) -> MeetingRecord | None:
    """Return one record, or None."""
    row = first(session, select(MeetingRow).where(MeetingRow.id == record_id))
    return None if row is None else row.value


def many(session: Session, ids: Iterable[str]) -> dict[str, MeetingRecord]:
    """Return the records that we hold among ``ids``, by id."""
    found: dict[str, MeetingRecord] = {}
    for some in batches(sorted(set(ids)), IDS):
        rows = every(session, select(MeetingRow).where(col(MeetingRow.id).in_(some)))
        found.update((row.id, row.value) for row in rows)
    return found


def history(session: Session, record_id: str) -> list[Change]:
    """Return all changes of one meeting, the first first."""
    return lives.of(session, record_id)


def upcoming(session: Session, since: date, until: date) -> list[MeetingRecord]:
    """Return meetings with a day in [``since``, ``until``) that are still to be expected.

    The soonest come first. Background, dismissed, cancelled and postponed ones are left
    out, and those whose date is known to the year alone.
    """
    starts, ends = col(MeetingRow.start_on), _ends()
    status, precision = col(MeetingRow.status), col(MeetingRow.precision)
    statement = select(MeetingRow).where(
        starts < until,
        ends >= since,
        ~col(MeetingRow.is_background),
        ~col(MeetingRow.is_dismissed),
        or_(status.is_(None), status.not_in(_NOT_COMING)),
        or_(precision.is_(None), precision != _TOO_VAGUE),
    )
    return [row.value for row in every(session, statement.order_by(starts, col(MeetingRow.id)))]


def recent(session: Session, since: datetime, until: datetime) -> list[MeetingRecord]:
    """Return meetings last heard of in [``since``, ``until``), the latest first."""
    at = col(MeetingRow.last_seen)
    statement = select(MeetingRow).where(at >= since, at < until)
    return [row.value for row in every(session, statement.order_by(at.desc(), col(MeetingRow.id)))]


def all(session: Session) -> list[MeetingRecord]:  # noqa: A001 - read as ``meetings.all``
    """Return every meeting that we hold, by first day; those without a date come last."""
    order = (col(MeetingRow.start_on).asc().nulls_last(), col(MeetingRow.id))
    return [row.value for row in every(session, select(MeetingRow).order_by(*order))]


def by_day(record: MeetingRecord) -> tuple[bool, date, str]:
    """Return what puts meetings in the order of their first days, those without one last."""
    start = record.when.start
    return start is None, start or date.max, record.id


def _ends() -> ColumnElement[date]:
    return func.coalesce(col(MeetingRow.end_on), col(MeetingRow.start_on))


def of_states(
    session: Session, sets: Iterable[Iterable[str]]
) -> dict[tuple[str, ...], list[MeetingRecord]]:
    """Return the meetings of exactly these sets of states, by set and by first day."""
    keys = sorted({states_key(tuple(states)) for states in sets})
    found: dict[tuple[str, ...], list[MeetingRecord]] = {}
    for some in batches(keys, IDS):
        for row in every(session, select(MeetingRow).where(col(MeetingRow.states).in_(some))):
            found.setdefault(row.value.participants, []).append(row.value)
    return {states: sorted(records, key=by_day) for states, records in found.items()}


def sharing(
    session: Session, states: Sequence[str], first: date, last: date, *, at_least: int
) -> list[MeetingRecord]:
    """Return the meetings with a day in [``first``, ``last``] that share states, by first day.

    ``at_least`` is how many of ``states`` must take part. Those of more than a
    quarter of a year are not found.
    """
    starts = col(MeetingRow.start_on)
    near = select(MeetingRow).where(
        starts >= first - _LONGEST, starts <= last, _ends() >= first, col(MeetingRow.size) > 1
    )
    taking_part = (
        select(func.count())
        .select_from(ParticipantRow)
        .where(col(ParticipantRow.meeting) == MeetingRow.id, col(ParticipantRow.state).in_(states))
        .scalar_subquery()
    )
    rows = every(session, near.where(taking_part >= at_least))
    return sorted((row.value for row in rows), key=by_day)
