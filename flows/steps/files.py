"""Writes what others fetch by themselves: an Atom feed of alerts, and a calendar of meetings.

Each file is whole at any moment: it is written beside the old one and takes its place.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from pathlib import Path

from alerts.atom import feed
from alerts.calendars import Occasion, calendar
from alerts.model import Alert
from flows.runtime.tally import Tally
from flows.runtime.wiring import House
from flows.steps.sparing import sparing
from parsers.model import MeetingRecord
from storage import meetings, outbox
from storage.database import reading

ATOM, CALENDAR = "alerts.atom", "meetings.ics"
WRITTEN, NOT_WRITTEN = "files", "files_not_written"
PAST = timedelta(days=30)  # what is older is neither news nor a date that anybody looks up
AHEAD = timedelta(days=400)  # a year, and the summit that is dated early


def write_files(house: House, now: datetime) -> Tally:
    """Write both files where the settings name a folder for them, and return how many were.

    A file that cannot be written is named in the log, and the old one stays.
    """
    folder = house.settings.files_dir
    if folder is None:
        return Tally.of([])
    with reading(house.engine) as session:
        told = outbox.alerts_between(session, now - PAST, now + timedelta(microseconds=1))
        ahead = meetings.upcoming(session, (now - PAST).date(), (now + AHEAD).date())
        ids = [alert.meeting.id for alert in told if alert.meeting]
        lately = meetings.many(session, ids).values()
    made = {
        ATOM: feed(
            told,
            house.lexicon.state_name,
            domain=house.mail_domain,
            at=now,
            public_url=house.settings.public_url,
        ),
        CALENDAR: _calendar(house, [*ahead, *lately], told, now),
    }
    return Tally.of(_written(folder / name, content) for name, content in made.items())


def _calendar(
    house: House, records: list[MeetingRecord], told: list[Alert], now: datetime
) -> bytes:
    """Return the meetings ahead, and those told of lately, so that what is off is seen to be."""
    sentences = {alert.meeting.id: alert.sentence for alert in told if alert.meeting}
    shown = {
        record.id: Occasion(record, sentences.get(record.id, ""))
        for record in records
        if record.is_in_scope and not record.is_dismissed and not record.is_background
    }
    return calendar(
        shown.values(),
        house.lexicon.state_name,
        domain=house.mail_domain,
        at=now,
        public_url=house.settings.public_url,
    )


def _written(path: Path, content: bytes) -> str:
    with sparing("file", path.name):
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        try:
            beside.write_bytes(content)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
        return WRITTEN
    return NOT_WRITTEN
