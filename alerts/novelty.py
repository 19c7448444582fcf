"""What is still to be told of a record: how it differs from what its readers were last told.

An alert holds the meeting as it then was. What changed since and changed back is nothing
to tell, however often it did; and a record nobody was told of is new to the reader.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from alerts.model import Alert, Reason, Recipient
from parsers.model import Change, ChangeKind, MeetingRecord
from parsers.records.meetings import differences

# These alerts of a set of states carry its first meeting, which is then not told beside them.
CARRIES_MEETING = frozenset({Reason.NEW_GROUPING, Reason.NEW_LEVEL})
# Of what a person said himself nobody is told.
_SET_BY_PERSON = {
    ChangeKind.STATUS: "status",
    ChangeKind.DATE: "when",
    ChangeKind.PLACE: "place",
    ChangeKind.PARTICIPANTS: "participants",
}


def about(names: Collection[str], told: Sequence[Alert]) -> tuple[Alert, ...]:
    """Return the alerts that told of meetings, the latest last.

    ``names`` are the ids of the meetings, of what they were and of what they echo; ``told``
    the alerts about these, or about their sets of states with a meeting in them.
    """
    own = {
        alert.id: alert for alert in told if alert.meeting is not None and alert.meeting.id in names
    }
    return tuple(sorted(own.values(), key=_age))


def _age(alert: Alert) -> tuple[datetime, int, str]:
    """Order alerts by time; those of one run, which acts at one instant, by what they hold."""
    return alert.raised_at, alert.meeting.revision if alert.meeting else 0, alert.id


def untold(
    record: MeetingRecord, changes: Sequence[Change], told: Sequence[Alert], now: datetime
) -> tuple[Change, ...]:
    """Return the changes of a meeting to be judged, by what ``told`` of it, the latest last.

    ``changes`` are those that were not told yet. One never told of counts as created.
    """
    if told:
        return tuple(_since(told[-1], record, changes, now))
    if any(c.kind is ChangeKind.CREATED for c in changes):
        return tuple(changes)
    return (as_new(record, now), *changes)


def unechoed(
    record: MeetingRecord, changes: Sequence[Change], echoed: Sequence[Alert]
) -> tuple[Change, ...]:
    """Return ``changes`` without an outcome that was told of the same meeting's echo last."""
    known = echoed[-1].meeting.status if echoed and echoed[-1].meeting else None
    is_known = known is not None and known is record.status
    return tuple(c for c in changes if not (is_known and c.kind is ChangeKind.STATUS))


def as_new(record: MeetingRecord, now: datetime) -> Change:
    """Return the change that makes a meeting new to those who never heard of it."""
    status = str(record.status or "")
    return Change(record.id, ChangeKind.CREATED, "", status, "", "untold", now)


def _since(
    last: Alert, record: MeetingRecord, changes: Sequence[Change], now: datetime
) -> Iterator[Change]:
    """Yield how a meeting differs from what was last told; each by the article that brought it."""
    brought = {change.kind: change for change in changes}
    for kind, before, after in differences(last.meeting or record, record):
        if _SET_BY_PERSON.get(kind) in record.corrected:
            continue
        step = Change(record.id, kind, before, after, "", "untold", now)
        by = brought.get(kind, step)
        yield replace(by, record=record.id, before=before, after=after)


def newcomers(
    told: Sequence[Alert], recipients: Sequence[Recipient], heard: Collection[str]
) -> list[Recipient]:
    """Return who follows none of the rules under which a meeting was told, in the given order.

    ``heard`` are the names of those to whom it was told, whatever their rules are called now.
    """
    rules = {rule for alert in told for rule in alert.rules}
    return [who for who in recipients if rules.isdisjoint(who.rules) and who.name not in heard]


def with_meeting(alert: Alert, meetings: Sequence[MeetingRecord]) -> Alert:
    """Let an alert about a set of states carry its own meeting: at its level, the most certain."""
    own = [m for m in meetings if m.participants == alert.members and not m.is_background]
    if alert.reason not in CARRIES_MEETING or not own:
        return alert
    best = max(own, key=lambda m: (m.level is alert.level, m.confidence, m.id))
    return replace(alert, meeting=best, level=alert.level or best.level)
