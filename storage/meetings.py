"""Remembers meetings: what articles claim, what we hold of each, and how that changed.

It finds the records that might be the same real meeting; whether one is, it never decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement
from sqlmodel import Session, and_, col, delete, func, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from parsers.model import Change, Evidence, Meeting, MeetingRecord, Precision, Status
from storage import history as lives
from storage.model import Attachment
from storage.statements import add_new, change, every, first, upsert
from storage.tables.meetings import (
    MeetingClaimRow,
    MeetingRow,
    ParticipantRow,
    name_key,
    states_key,
)

# A yearly summit is announced up to a year ahead and may slip by some weeks; further apart
# than this, two dates are two meetings.
REACH = timedelta(days=400)
# Fewer states than this are too common a core to look for in larger sets.
SMALLEST_CORE = 3
# A date that is known to the year alone is no news of what comes up.
_TOO_VAGUE = Precision.YEAR
_NOT_COMING = (Status.CANCELLED, Status.POSTPONED)


def keep_claims(session: Session, article_id: str, claims: Sequence[Meeting]) -> None:
    """Keep what an article says of meetings, in place of what an earlier reading said."""
    change(session, delete(MeetingClaimRow).where(col(MeetingClaimRow.article) == article_id))
    rows = [MeetingClaimRow.of(article_id, index, claim) for index, claim in enumerate(claims)]
    add_new(session, rows)


def claims(session: Session, article_id: str) -> list[Meeting]:
    """Return what an article says of meetings, in its order."""
    statement = select(MeetingClaimRow).where(MeetingClaimRow.article == article_id)
    return [row.value for row in every(session, statement.order_by(col(MeetingClaimRow.ordinal)))]


def near(session: Session, claim: Meeting, published: date | None) -> list[MeetingRecord]:
    """Return the records that might be the meeting of this claim, by id.

    These have the same states, or the same grouping's name, or (from three states
    on) a larger or smaller set around the same core; and no date further than
    REACH from the claim's, or from the day it was published where it has none.
    """
    ways: list[ColumnElement[bool]] = [col(MeetingRow.states) == states_key(claim.participants)]
    if claim.grouping is not None:
        ways.append(col(MeetingRow.grouping_key) == name_key(claim.grouping))
    if len(claim.participants) >= SMALLEST_CORE:
        ways.append(col(MeetingRow.id).in_(_around(claim.participants)))
    statement = select(MeetingRow).where(or_(*ways), *_within_reach(claim, published))
    return [row.value for row in every(session, statement.order_by(col(MeetingRow.id)))]


def keep(session: Session, record: MeetingRecord, changes: Sequence[Change] = ()) -> None:
    """Keep a record as it now is, and the changes that led there."""
    upsert(session, [MeetingRow.of(record)])
    change(session, delete(ParticipantRow).where(col(ParticipantRow.meeting) == record.id))
    states = sorted(set(record.participants))
    add_new(session, [ParticipantRow(state=state, meeting=record.id) for state in states])
    lives.append(session, changes)


def attach(
    session: Session, record_id: str, article_id: str, evidence: Evidence, rule: str
) -> bool:
    """Keep that a span of an article supports a meeting; False if that was known."""
    return lives.attach(session, record_id, article_id, evidence, rule)


def attachments(session: Session, record_id: str) -> list[Attachment]:
    """Return the words of articles that support a meeting."""
    return lives.attachments(session, record_id)


def get(session: Session, record_id: str) -> MeetingRecord | None:
    """Return one record, or None."""
    row = first(session, select(MeetingRow).where(MeetingRow.id == record_id))
    return None if row is None else row.value


def history(session: Session, record_id: str) -> list[Change]:
    """Return all changes of one meeting, the first first."""
    return lives.of(session, record_id)


def upcoming(session: Session, since: date, until: date) -> list[MeetingRecord]:
    """Return meetings with a day in [``since``, ``until``) that are still to be expected.

    The soonest come first. Background, cancelled and postponed ones are left out, and
    those whose date is known to the year alone.
    """
    starts, ends = col(MeetingRow.start_on), _ends()
    status, precision = col(MeetingRow.status), col(MeetingRow.precision)
    statement = select(MeetingRow).where(
        starts < until,
        ends >= since,
        ~col(MeetingRow.is_background),
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


def _around(states: tuple[str, ...]) -> SelectOfScalar[str]:
    wanted = set(states)
    shared = func.count()
    size = col(MeetingRow.size)
    is_smaller = and_(shared == size, size >= SMALLEST_CORE)
    return (
        select(ParticipantRow.meeting)
        .join(MeetingRow, col(MeetingRow.id) == ParticipantRow.meeting)
        .where(col(ParticipantRow.state).in_(wanted))
        .group_by(col(ParticipantRow.meeting), size)
        .having(or_(shared == len(wanted), is_smaller))
    )


def _within_reach(claim: Meeting, published: date | None) -> list[ColumnElement[bool]]:
    start, end = claim.when.start or published, claim.when.end or claim.when.start or published
    if start is None or end is None:
        return []
    starts = col(MeetingRow.start_on)
    is_near = and_(starts <= _later(end, REACH), _ends() >= _later(start, -REACH))
    return [or_(starts.is_(None), is_near)]


def _ends() -> ColumnElement[date]:
    return func.coalesce(col(MeetingRow.end_on), col(MeetingRow.start_on))


def _later(day: date, span: timedelta) -> date:
    # A hostile text may date a meeting at the rim of the calendar.
    try:
        return day + span
    except OverflowError:
        return date.max if span > timedelta(0) else date.min
