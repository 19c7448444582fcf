"""Remembers groupings: what we hold of each set, what we held before, and how that changed.

A set of states is the identity; two records of one set cannot be kept. What single articles
claim is kept by storage.set_reports.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session, col, delete, func, select

from parsers.model import Change, GroupingRecord, GroupingStanding
from storage import history as lives
from storage.codec import encode
from storage.model import Attachment
from storage.statements import IDS, add_new, batches, change, every, first, upsert
from storage.tables.groupings import GroupingRow, GroupingStateRow
from storage.tables.meetings import states_key


def by_members(session: Session, members: Iterable[str]) -> GroupingRecord | None:
    """Return what we hold of exactly this set of states, or None."""
    key = states_key(tuple(members))
    row = first(session, select(GroupingRow).where(GroupingRow.states == key))
    return None if row is None else row.value


def get(session: Session, record_id: str) -> GroupingRecord | None:
    """Return one record, or None."""
    row = first(session, select(GroupingRow).where(GroupingRow.id == record_id))
    return None if row is None else row.value


def many(session: Session, ids: Iterable[str]) -> list[GroupingRecord]:
    """Return the records that we hold among ``ids``, by id."""
    found: list[GroupingRecord] = []
    for some in batches(sorted(set(ids)), IDS):
        statement = select(GroupingRow).where(col(GroupingRow.id).in_(some))
        found += [row.value for row in every(session, statement.order_by(col(GroupingRow.id)))]
    return found


def everything(session: Session) -> list[GroupingRecord]:
    """Return all groupings that we hold, by their states."""
    statement = select(GroupingRow).order_by(col(GroupingRow.states))
    return [row.value for row in every(session, statement)]


def known_sets(session: Session) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return the names and the states of each set that is more than a candidate, by states."""
    is_known = col(GroupingRow.standing) != GroupingStanding.CANDIDATE.value
    statement = select(GroupingRow.names, GroupingRow.members).where(is_known)
    rows = session.exec(statement.order_by(col(GroupingRow.states))).all()
    return [(tuple(names), tuple(members)) for names, members in rows]


def keep(session: Session, record: GroupingRecord, changes: Sequence[Change] = ()) -> None:
    """Keep a record as it now is, and the changes that led there."""
    upsert(session, [GroupingRow.of(record)])
    lives.append(session, changes)


def withdraw(session: Session, record_id: str, changes: Sequence[Change] = ()) -> None:
    """Hold a set no more, for no article tells of it; its history stays."""
    change(session, delete(GroupingRow).where(col(GroupingRow.id) == record_id))
    lives.replace_support(session, record_id, ())
    lives.append(session, changes)


def remember(session: Session, record_id: str, state: GroupingRecord | None, at: datetime) -> None:
    """Add what is held of a set from ``at`` on; None where it is held no more.

    Without the articles, of which a set that often meets has thousands: the claims know them.
    """
    held = None if state is None else encode(replace(state, sources=()))
    add_new(session, [GroupingStateRow(record=record_id, seen_at=at, state=held)])


def held_at(session: Session, at: datetime) -> list[GroupingRecord]:
    """Return the sets as we held them at an instant, in the order of ``everything``."""
    newest = (
        select(func.max(GroupingStateRow.id))
        .where(col(GroupingStateRow.seen_at) <= at)
        .group_by(col(GroupingStateRow.record))
    )
    rows = every(session, select(GroupingStateRow).where(col(GroupingStateRow.id).in_(newest)))
    held = (value for row in rows if (value := row.value) is not None)
    return sorted(held, key=lambda record: states_key(record.members))


def states_of(session: Session, record_id: str) -> list[tuple[datetime, GroupingRecord | None]]:
    """Return all that was ever held of a set, each with the instant from which on."""
    statement = select(GroupingStateRow).where(GroupingStateRow.record == record_id)
    rows = every(session, statement.order_by(col(GroupingStateRow.id)))
    return [(row.seen_at, row.value) for row in rows]


def attachments(session: Session, record_id: str) -> list[Attachment]:
    """Return the words of articles that support a grouping."""
    return lives.attachments(session, record_id)


def history(session: Session, record_id: str) -> list[Change]:
    """Return all changes of one grouping, the first first."""
    return lives.of(session, record_id)
