"""Which steps in the life of a set of states are news, and who of its former set came or went."""

from __future__ import annotations

from collections.abc import Callable

from alerts.model import Reason
from parsers.model import Change, ChangeKind, GroupingRecord, GroupingStanding, Level
from parsers.records.groupings import CONFIRMED_WITHIN, is_higher, is_news


def set_reason(change: Change, record: GroupingRecord) -> Reason | None:
    """Return why a step of a set is news; None for one that is known, or taken back."""
    read = _REASONS.get(change.kind)
    return read(change, record) if read else None


def joined(record: GroupingRecord) -> tuple[str, ...]:
    """Return who joined the former set, sorted."""
    return tuple(sorted(set(record.members) - set(record.former))) if record.former else ()


def left(record: GroupingRecord) -> tuple[str, ...]:
    """Return who left the former set, sorted."""
    return tuple(sorted(set(record.former) - set(record.members)))


def _created(change: Change, record: GroupingRecord) -> Reason | None:
    return Reason.NEW_GROUPING if _is_new(record) and is_news(record, change) else None


def _confirmed(change: Change, record: GroupingRecord) -> Reason | None:
    is_confirmed = change.after == GroupingStanding.CONFIRMED and _is_new(record)
    return Reason.CONFIRMED if is_confirmed and is_news(record, change, CONFIRMED_WITHIN) else None


def _is_new(record: GroupingRecord) -> bool:
    """A set that the lexicon knew is none, nor is one whose name or member it has long known."""
    return record.standing is not GroupingStanding.KNOWN


def _level(change: Change, _record: GroupingRecord) -> Reason | None:
    if not change.after:
        return None
    before = [Level(change.before)] if change.before else []
    return Reason.NEW_LEVEL if is_higher(Level(change.after), before) else None


def _name(change: Change, _record: GroupingRecord) -> Reason | None:
    return Reason.NEW_NAME if change.after else None


def _members(change: Change, record: GroupingRecord) -> Reason | None:
    return Reason.PARTICIPANTS if change.after and _is_new(record) else None


_REASONS: dict[ChangeKind, Callable[[Change, GroupingRecord], Reason | None]] = {
    ChangeKind.CREATED: _created,
    ChangeKind.CONFIRMED: _confirmed,
    ChangeKind.LEVEL: _level,
    ChangeKind.NAME: _name,
    ChangeKind.JOINED: _members,
    ChangeKind.LEFT: _members,
}
