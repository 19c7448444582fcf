"""The files that others subscribe to: whole at any moment, and written anew with each digest."""

from __future__ import annotations

import stat
from datetime import date, timedelta
from pathlib import Path

import feedparser
import pytest
from icalendar import Calendar

from flows.runtime.wiring import House, opened
from flows.steps.files import ATOM, CALENDAR, write_files
from parsers.model import MeetingRecord, Precision, Status, When
from storage import meetings, outbox
from storage.database import transaction
from tests.alerts import builders as make
from tests.flows.houses import NOW, RULES, Command, furnish

HALL = {"SMTP_SENDER": "Watch <watch@watch.example>", "FILES_DIR": "public/files"}


def kept(house: House, *records: MeetingRecord) -> None:
    """Keep meetings."""
    with transaction(house.engine) as session:
        for record in records:
            meetings.keep(session, record)


def told(house: House, number: int = 1, **fields: object) -> None:
    """Raise an alert."""
    alert = make.alert(id=f"alert-{number}", raised_at=NOW, rules=("all-minilaterals",), **fields)
    with transaction(house.engine) as session:
        assert outbox.raise_alert(session, alert, [])


def test_both_files_are_written(home: Path) -> None:
    """The feed has the alerts, the calendar the dated meetings and what is off of those told."""
    furnish(home, rules=RULES, settings=HALL)
    whole_month = When(date(2026, 3, 1), date(2026, 3, 31), Precision.MONTH)
    off = make.meeting(id="m2", status=Status.CANCELLED, revision=1)
    with opened() as house:
        kept(
            house,
            make.meeting(newsrooms=("a", "b")),
            off,
            make.meeting(id="m3", when=whole_month),
            make.meeting(id="m4", participants=("JP", "US")),
            make.meeting(id="m5", is_dismissed=True),
        )
        told(house, 1)
        told(house, 2, meeting=off, sentence="The talks are off, Tokyo said.")
        assert write_files(house, NOW).as_dict() == {"files": 2}
    feed = feedparser.parse((home / "public/files" / ATOM).read_bytes())
    assert {entry.id for entry in feed.entries} == {
        "tag:watch.example,2026:alert/alert-1",
        "tag:watch.example,2026:alert/alert-2",
    }
    read = Calendar.from_ical((home / "public/files" / CALENDAR).read_bytes())
    shown = {str(one["UID"]): str(one["STATUS"]) for one in read.walk("VEVENT")}
    assert shown == {
        "meeting-m1@watch.example": "CONFIRMED",
        "meeting-m2@watch.example": "CANCELLED",
    }


def test_a_file_takes_the_place_of_the_old_one(home: Path) -> None:
    """Nothing else is left in the folder, and others may read what is there."""
    furnish(home, rules=RULES, settings=HALL)
    with opened() as house:
        write_files(house, NOW)
        told(house)
        write_files(house, NOW + timedelta(minutes=15))
    folder = home / "public/files"
    assert {path.name for path in folder.iterdir()} == {ATOM, CALENDAR}
    assert (folder / ATOM).read_bytes().count(b"<entry>") == 1
    assert (folder / ATOM).stat().st_mode & stat.S_IROTH


def test_a_file_that_cannot_be_written_leaves_the_old_one(
    home: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The other file is written all the same, and the log names the one that was not."""
    furnish(home, rules=RULES, settings=HALL)
    with opened() as house:
        write_files(house, NOW)
        (home / "public/files" / ATOM).unlink()
        (home / "public/files" / ATOM).mkdir()
        assert write_files(house, NOW).as_dict() == {"files": 1, "files_not_written": 1}
    assert f"kind=file id={ATOM}" in caplog.text
    assert len(list((home / "public/files").iterdir())) == 2


def test_without_a_folder_nothing_is_written(home: Path) -> None:
    """Nobody asked for files."""
    furnish(home, rules=RULES)
    with opened() as house:
        assert write_files(house, NOW).total == 0


def test_the_command_writes_them(home: Path, minilateral: Command) -> None:
    """Each digest run does, whether anybody is written to or not."""
    furnish(home, rules=RULES, settings=HALL)
    assert "2 files" in minilateral("digest").output
    assert (home / "public/files" / CALENDAR).exists()
