"""Gathers alerts into one digest: folds, orders, caps, and counts what is left out.

One record is told once: what happened to it several times within the window is
told under its weightiest reason with its latest state.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from alerts.model import (
    Alert,
    Cadence,
    Coverage,
    Digest,
    Purpose,
    Reason,
    Recipient,
    Section,
)
from alerts.outcomes import SECTIONS, outcome_of
from alerts.rules import ORDER, is_current
from parsers.model import MeetingRecord, Status, content_id

CARDS = 8  # full cards: fifteen pass the 102 KB at which Gmail cuts a message
ROWS = 40  # compact rows below them
LOOK_AHEAD = timedelta(days=14)
UPCOMING = 12  # rows of the calendar; more is a list nobody reads

_OVER = frozenset({Status.HELD, Status.POSTPONED, Status.CANCELLED})


def compose(
    alerts: Iterable[Alert],
    recipient: Recipient,
    *,
    since: datetime,
    until: datetime,
    upcoming: Iterable[MeetingRecord],
    coverage: Coverage,
) -> Digest:
    """Return what ``recipient`` is told of the window [``since``, ``until``).

    ``upcoming`` may hold any records: kept are those that start within 14 local
    days of ``until`` and are not over. The id depends on recipient, window and
    alerts, so composing twice is harmless.
    """
    given = tuple(alerts)
    ordered = sorted(fold(given), key=_rank)
    told = ordered[: CARDS + ROWS]
    ids = sorted({alert.id for alert in given})
    window = (since.isoformat(), until.isoformat())
    return Digest(
        id=content_id("digest", recipient.name, *window, *ids),
        recipient=recipient,
        since=since,
        until=until,
        sections=_sections(told),
        upcoming=_ahead(upcoming, recipient, until),
        coverage=coverage,
        left_out=len(ordered) - len(told),
        purpose=Purpose.ALERT if recipient.cadence is Cadence.INSTANT else Purpose.DIGEST,
    )


def fold(alerts: Iterable[Alert]) -> list[Alert]:
    """Return one alert per record, and a new grouping together with its first meeting."""
    by_record: defaultdict[str, list[Alert]] = defaultdict(list)
    for alert in alerts:
        by_record[alert.record].append(alert)
    return _with_first_meetings([_latest(same) for same in by_record.values()])


def _latest(same: Sequence[Alert]) -> Alert:
    last = max(same, key=lambda alert: (alert.raised_at, alert.id))
    state = last.meeting or last.grouping
    current = [alert for alert in same if is_current(alert.reason, state)] or [last]
    main = min(current, key=lambda alert: (ORDER.index(alert.reason), -alert.raised_at.timestamp()))
    return replace(
        main,
        meeting=last.meeting or main.meeting,
        grouping=last.grouping or main.grouping,
        confidence=last.confidence,
        newsrooms=max(alert.newsrooms for alert in same),
        copies=max(alert.copies for alert in same),
        raised_at=last.raised_at,
        rules=tuple(sorted({rule for alert in same for rule in alert.rules})),
        sources=last.sources or main.sources,
    )


def _with_first_meetings(alerts: list[Alert]) -> list[Alert]:
    latest = {alert.record: alert for alert in alerts if alert.meeting and not alert.grouping}
    firsts = {
        alert.members: alert
        for alert in sorted(latest.values(), key=_rank, reverse=True)
        if alert.reason is Reason.NEW_MEETING
    }
    joined = [_with_meeting(alert, latest, firsts) for alert in alerts]
    carried = {alert.meeting.id for alert in joined if alert.grouping and alert.meeting}
    return [
        alert
        for alert in joined
        if alert.reason is not Reason.NEW_MEETING or alert.record not in carried
    ]


def _with_meeting(
    alert: Alert, latest: Mapping[str, Alert], firsts: Mapping[tuple[str, ...], Alert]
) -> Alert:
    if alert.grouping is None:
        return alert
    if alert.meeting:
        now = latest.get(alert.meeting.id)
        return _joined(alert, now) if now else alert
    first = firsts.get(alert.members) if alert.reason is Reason.NEW_GROUPING else None
    return _joined(alert, first) if first else alert


def _joined(grouping: Alert, meeting: Alert) -> Alert:
    known = {source.url for source in grouping.sources}
    more = tuple(source for source in meeting.sources if source.url not in known)
    return replace(
        grouping,
        meeting=meeting.meeting,
        level=grouping.level or meeting.level,
        sentence=grouping.sentence or meeting.sentence,
        sources=grouping.sources + more,
        newsrooms=max(grouping.newsrooms, meeting.newsrooms),
        copies=max(grouping.copies, meeting.copies),
    )


def _rank(alert: Alert) -> tuple[int, int, float, float, str]:
    return (
        SECTIONS.index(outcome_of(alert).section),
        ORDER.index(alert.reason),
        -alert.confidence,
        -alert.raised_at.timestamp(),
        alert.id,
    )


def _sections(ordered: Sequence[Alert]) -> tuple[Section, ...]:
    grouped = groupby(ordered, key=lambda alert: outcome_of(alert).section)
    return tuple(Section(title, tuple(alerts)) for title, alerts in grouped)


def _ahead(
    records: Iterable[MeetingRecord], recipient: Recipient, until: datetime
) -> tuple[MeetingRecord, ...]:
    today = until.astimezone(ZoneInfo(recipient.zone)).date()
    dated = [
        (record.when.start, record.id, record)
        for record in records
        if record.when.start
        and today <= (record.when.end or record.when.start)
        and record.when.start <= today + LOOK_AHEAD
        and record.status not in _OVER
        and not record.is_background
    ]
    return tuple(record for _, _, record in sorted(dated, key=lambda row: row[:2]))[:UPCOMING]
