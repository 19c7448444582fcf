"""When a recipient is told: the slots of a cadence, quiet hours, and what to make of silence.

A slot is one local day, or for the hourly cadence one hour of UTC, in which a recipient gets at
most one digest. No slot is lost or doubled when clocks change or a zone skips a day.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from alerts.model import Alert, Cadence, Coverage, Reason, Recipient, Slot

# A digest that is later than this is stale beside the next one, and joins it.
GRACE = {
    Cadence.HOURLY: timedelta(hours=1),
    Cadence.DAILY: timedelta(hours=12),
    Cadence.WEEKDAYS: timedelta(hours=12),
    Cadence.WEEKLY: timedelta(days=3),
}
# After so long without a word from us a reader cannot tell silence from breakage.
HEARTBEAT = timedelta(days=7)
# What is called off so shortly before it is to begin breaks quiet hours, for who allows it.
SHORTLY = timedelta(hours=24)
# So few feeds may well have nothing new for a day.
FEW_FEEDS = 5
SATURDAY = 5

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_UTC = ZoneInfo("UTC")
_CALLED_OFF = frozenset({Reason.CANCELLED, Reason.POSTPONED, Reason.MOVED})


def due_slot(recipient: Recipient, now: datetime) -> Slot | None:
    """Return the digest that is due for ``recipient`` at ``now``, else None.

    A slot is due from its local time on and for the cadence's grace after it; what is later
    joins the next slot. A local time that the clock skips in spring falls after the gap. Raises
    ``zoneinfo.ZoneInfoNotFoundError`` for an unknown zone.
    """
    if recipient.cadence is Cadence.INSTANT:
        return None
    if recipient.cadence is Cadence.HOURLY:
        hour = now.astimezone(_UTC).replace(minute=0, second=0, microsecond=0)
        return Slot(recipient.name, f"{hour:%Y-%m-%dT%HZ}", hour)
    zone = ZoneInfo(recipient.zone)
    for day in _days_up_to(now.astimezone(zone).date(), recipient):
        due_at = _instant(recipient.at, day, zone)
        if due_at <= now:
            is_due = now - due_at < GRACE[recipient.cadence]
            return Slot(recipient.name, day.isoformat(), due_at) if is_due else None
    return None


def next_due(recipient: Recipient, now: datetime) -> datetime | None:
    """Return when the next digest of ``recipient`` falls due; None where there is no such time."""
    if recipient.cadence is Cadence.INSTANT:
        return None
    if recipient.cadence is Cadence.HOURLY:
        return now.astimezone(_UTC).replace(minute=0, second=0, microsecond=0) + _HOUR
    zone = ZoneInfo(recipient.zone)
    first = max(now.astimezone(zone).date(), recipient.paused_until or date.min)
    days = _of_cadence((first + number * _DAY for number in range(9)), recipient)
    instants = (_instant(recipient.at, day, zone) for day in days)
    return next((one for one in instants if one > now), None)


def is_quiet(recipient: Recipient, now: datetime) -> bool:
    """Say whether ``now`` lies in the quiet hours of ``recipient``, which may span midnight."""
    if recipient.quiet is None:
        return False
    since, until = recipient.quiet
    local = now.astimezone(ZoneInfo(recipient.zone)).time()
    if since <= until:
        return since <= local < until
    return local >= since or local < until


def is_paused(recipient: Recipient, now: datetime) -> bool:
    """Say whether ``recipient`` is told nothing yet: up to the local day on which it ends."""
    until = recipient.paused_until
    return until is not None and now.astimezone(ZoneInfo(recipient.zone)).date() < until


def wakes(alerts: Iterable[Alert], now: datetime) -> bool:
    """Say whether news is worth breaking quiet hours: a meeting of tomorrow that is called off."""
    return any(_is_called_off_shortly(alert, now) for alert in alerts)


def is_worrying(coverage: Coverage) -> bool:
    """Say whether silence may be breakage: half of the feeds, or all articles, are wanting."""
    if coverage.feeds and 2 * coverage.read < coverage.feeds:
        return True
    return coverage.feeds > FEW_FEEDS and coverage.articles == 0


def is_heartbeat_due(told_at: datetime | None, now: datetime) -> bool:
    """Say whether a recipient who last had a message ``told_at`` should get a sign of life."""
    return told_at is not None and now - told_at >= HEARTBEAT


def _days_up_to(today: date, recipient: Recipient) -> Iterable[date]:
    """Yield the days of the cadence, the latest first, as far back as any grace reaches."""
    return _of_cadence((today - number * _DAY for number in range(8)), recipient)


def _of_cadence(days: Iterable[date], recipient: Recipient) -> Iterable[date]:
    """Yield those of some days on which a digest may fall due."""
    if recipient.cadence is Cadence.WEEKDAYS:
        return (day for day in days if day.weekday() < SATURDAY)
    if recipient.cadence is Cadence.WEEKLY:
        return (day for day in days if day.weekday() == recipient.weekday)
    return days


def _instant(at: time, day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, at, zone).astimezone(_UTC)


def _is_called_off_shortly(alert: Alert, now: datetime) -> bool:
    if alert.reason not in _CALLED_OFF or alert.meeting is None:
        return False
    day = alert.meeting.when.start
    return day is not None and now.date() <= day <= (now + SHORTLY).date()
