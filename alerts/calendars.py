"""Writes meetings as an iCalendar (RFC 5545), for a mail's attachment and for a calendar's feed.

Only days that are known become events. A meeting keeps its UID for life, and every change
of its record raises its SEQUENCE, so that a calendar moves the event it has and adds none.
Nobody is invited: METHOD:PUBLISH tells, and asks for no answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import quote

from icalendar import Calendar, Event

from alerts.headlines import meeting_title
from alerts.model import Alert
from alerts.untrusted import SUMMARY_LIMIT, clean, link
from alerts.wording import NOT_ANNOUNCED, Names, counted, is_official, states, where
from parsers.model import MeetingRecord, Precision, Status

PRODUCT = "-//Minilateral Watch//Meetings//EN"
NAME = "Minilateral Watch: meetings"
REFRESH = timedelta(hours=6)  # how often a subscriber should ask; days of meetings move slowly
SECOND = 2  # newsrooms that together confirm a date

_EXACT = frozenset({Precision.DAY, Precision.RANGE})
_OFF = frozenset({Status.POSTPONED, Status.CANCELLED})


@dataclass(frozen=True, slots=True)
class Occasion:
    """A meeting, with what an alert quotes of it and where that was read.

    ``is_announced`` says that an official notice is among the sources.
    """

    record: MeetingRecord
    sentence: str = ""
    url: str = ""
    is_announced: bool = False


def occasions(alerts: Iterable[Alert]) -> tuple[Occasion, ...]:
    """Return the meetings with known days that alerts tell of, each once in its latest state."""
    latest: dict[str, Occasion] = {}
    for alert in alerts:
        if alert.meeting is None or not is_dated(alert.meeting):
            continue
        known = latest.get(alert.meeting.id)
        if known is None or known.record.revision < alert.meeting.revision:
            latest[alert.meeting.id] = _occasion(alert, alert.meeting)
    return tuple(latest.values())


def is_dated(record: MeetingRecord) -> bool:
    """Say whether a meeting has days; a month or a year is none that a calendar could show."""
    return record.when.start is not None and record.when.precision in _EXACT


def calendar(
    told: Iterable[Occasion],
    names: Names,
    *,
    domain: str,
    at: datetime,
    public_url: str | None = None,
) -> bytes:
    """Return one calendar of the meetings that have days, CRLF between lines of 75 octets at most.

    ``domain`` ends the UIDs. ``at`` is when it is made: of two events with the same SEQUENCE
    the later is the better. Meetings without days are left out.
    """
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", NAME)
    made.add("name", NAME)  # RFC 7986 section 5.1
    made.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", f"PT{REFRESH // timedelta(hours=1)}H")
    for one in told:
        start = one.record.when.start
        if start and is_dated(one.record):
            event = _event(one, names, domain, public_url)
            event.add("dtstamp", at)
            event.add("dtstart", start)
            event.add("dtend", (one.record.when.end or start) + timedelta(days=1))
            made.add_component(event)
    written: bytes = made.to_ical()
    return written


def status(record: MeetingRecord, *, is_announced: bool = False) -> str:
    """Return CANCELLED for what is off on its days, CONFIRMED for what is sure, else TENTATIVE.

    A postponed meeting does not take place on the days that it had. A scheduled one is sure
    by an official notice, or by a second newsroom.
    """
    if record.status in _OFF:
        return "CANCELLED"
    is_sure = is_announced or len(record.newsrooms) >= SECOND
    if record.status is Status.HELD or (record.status is Status.SCHEDULED and is_sure):
        return "CONFIRMED"
    return "TENTATIVE"


def _occasion(alert: Alert, record: MeetingRecord) -> Occasion:
    links = [url for source in alert.sources if (url := link(source.url))]
    return Occasion(
        record,
        sentence=alert.sentence,
        url=links[0] if links else "",
        is_announced=any(map(is_official, alert.sources)),
    )


def _event(told: Occasion, names: Names, domain: str, public_url: str | None) -> Event:
    record = told.record
    made = Event()
    made.add("uid", f"meeting-{record.id}@{domain}")
    made.add("sequence", record.revision)
    made.add("summary", meeting_title(record, names))
    made.add("status", status(record, is_announced=told.is_announced))
    made.add("transp", "TRANSPARENT")
    place = where(record.place, record.format, names)
    if place != NOT_ANNOUNCED:
        made.add("location", place)
    made.add("description", _description(told, names))
    url = f"{public_url}/records/{quote(record.id)}" if public_url else told.url
    if url:
        made.add("url", url)
    return made


def _description(told: Occasion, names: Names) -> str:
    record = told.record
    standing = str(record.status or "reported")
    lines = (
        f"{standing.capitalize()}: {states(record.participants, names)}.",
        clean(told.sentence, SUMMARY_LIMIT),
        f"Told by {counted(len(record.newsrooms), 'newsroom')}." if record.newsrooms else "",
    )
    return "\n".join(line for line in lines if line)
