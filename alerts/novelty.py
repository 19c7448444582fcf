"""What is still to be told of a record, given what was told before.

An alert is raised once per change; a record nobody was told of is new to the
reader, however often it changed before.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from alerts.model import Alert, Reason
from parsers.model import Change, ChangeKind, MeetingRecord, content_id

# These alerts of a set of states carry its first meeting, which is then not told beside them.
CARRIES_MEETING = frozenset({Reason.NEW_GROUPING, Reason.NEW_LEVEL})


def untold(
    record: MeetingRecord,
    changes: Sequence[Change],
    told: Sequence[Alert],
    now: datetime,
    former: Collection[str] = (),
) -> tuple[Change, ...]:
    """Return the changes of a meeting to be judged; one never told of counts as created.

    ``told`` are the alerts about the record, or about its set of states with the record in
    them; ``former`` the ids of the records that became it.
    """
    names = {record.id, *former}
    if any(_is_about(alert, names) for alert in told):
        return tuple(c for c in changes if c.kind is not ChangeKind.CREATED)
    if any(c.kind is ChangeKind.CREATED for c in changes):
        return tuple(changes)
    first = Change(record.id, ChangeKind.CREATED, "", str(record.status or ""), "", "untold", now)
    return (first, *changes)


def _is_about(alert: Alert, names: Collection[str]) -> bool:
    return alert.record in names or (alert.meeting is not None and alert.meeting.id in names)


def grouping_id(members: Sequence[str]) -> str:
    """Return the id of the record that holds a set of states."""
    return content_id("grouping", ",".join(sorted(members)))


def with_meeting(alert: Alert, meetings: Sequence[MeetingRecord]) -> Alert:
    """Let an alert about a set of states carry its own meeting, the most certain one."""
    own = [m for m in meetings if m.participants == alert.members and not m.is_background]
    if alert.reason not in CARRIES_MEETING or not own:
        return alert
    best = max(own, key=lambda m: (m.confidence, m.id))
    return replace(alert, meeting=best, level=alert.level or best.level)
