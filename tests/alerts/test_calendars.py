"""Calendars, read back by an independent reader: what a subscriber's program would make of them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from icalendar import Calendar, Component

from alerts.calendars import Occasion, calendar, occasions, status
from parsers.model import Format, MeetingRecord, Place, Precision, Status, When
from parsers.records.meetings import revised
from parsers.records.telling import Telling
from tests.alerts.builders import NOW, alert, days, grouping_alert, meeting, names, source

DOMAIN = "watch.example.org"


def written(*records: MeetingRecord, **options: object) -> bytes:
    """Write the calendar of these meetings."""
    values: dict[str, object] = {"domain": DOMAIN, "at": NOW}
    return calendar(map(Occasion, records), names, **{**values, **options})


def events(made: bytes) -> list[Component]:
    """Read a calendar back and return all that it holds."""
    return list(Calendar.from_ical(made).subcomponents)


def test_an_event_has_what_a_calendar_needs() -> None:
    """Whole days with an exclusive end, a stable id, and no claim on anybody's time."""
    made = written(meeting(when=days(date(2026, 3, 30), date(2026, 4, 1)), revision=4))
    whole = Calendar.from_ical(made)
    assert (whole["VERSION"], whole["METHOD"]) == ("2.0", "PUBLISH")
    assert whole["REFRESH-INTERVAL"].dt == timedelta(hours=6)
    (event,) = whole.subcomponents
    assert event.name == "VEVENT"
    assert event["UID"] == f"meeting-m1@{DOMAIN}"
    assert event["SEQUENCE"] == 4
    assert event["DTSTAMP"].dt == NOW
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2026, 3, 30), date(2026, 4, 2))
    assert event["DTSTART"].params["VALUE"] == "DATE"
    assert event["TRANSP"] == "TRANSPARENT"
    assert event["LOCATION"] == "Tokyo, Japan"
    assert event["SUMMARY"] == "Japan, Philippines and United States national security advisers"
    assert event["DESCRIPTION"] == "Scheduled: Japan, Philippines and United States."
    assert "URL" not in event


def test_lines_are_folded_and_end_as_the_rfc_asks() -> None:
    """At most 75 octets a line, CRLF at each end, in any script."""
    made = written(meeting(grouping="\u6f22" * 60, place=Place("\u6771\u4eac" * 25, "JP")))
    assert all(len(line) <= 75 for line in made.split(b"\r\n"))
    assert b"\n" not in made.replace(b"\r\n", b"")
    assert str(events(made)[0]["SUMMARY"]).startswith("\u6f22" * 59)


@pytest.mark.parametrize(
    "when",
    [
        When(),
        When(date(2026, 3, 1), date(2026, 3, 31), Precision.MONTH, "in March"),
        When(date(2026, 1, 1), date(2026, 12, 31), Precision.YEAR, "this year"),
    ],
    ids=["none", "month", "year"],
)
def test_vague_days_are_no_event(when: When) -> None:
    """A month-long bar in a calendar would say what nobody knows."""
    assert events(written(meeting(when=when))) == []
    assert occasions([alert(meeting=meeting(when=when))]) == ()


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"status": Status.PROPOSED}, "TENTATIVE"),
        ({"status": Status.EXPECTED, "newsrooms": ("a", "b")}, "TENTATIVE"),
        ({"status": None}, "TENTATIVE"),
        ({"status": Status.SCHEDULED, "newsrooms": ("a",)}, "TENTATIVE"),
        ({"status": Status.SCHEDULED, "newsrooms": ("a", "b")}, "CONFIRMED"),
        ({"status": Status.HELD, "newsrooms": ("a",)}, "CONFIRMED"),
        ({"status": Status.POSTPONED}, "CANCELLED"),
        ({"status": Status.CANCELLED, "newsrooms": ("a", "b")}, "CANCELLED"),
    ],
)
def test_status(fields: dict[str, object], expected: str) -> None:
    """What is not sure is tentative; what is off on its days is cancelled."""
    assert events(written(meeting(**fields)))[0]["STATUS"] == expected


def test_an_official_notice_confirms() -> None:
    """One ministry's word is enough for a scheduled meeting."""
    official = source("mfa.gov.xx", url="https://www.mfa.gov.xx/press.html")
    (told,) = occasions([alert(sources=(official,))])
    assert status(told.record, is_announced=told.is_announced) == "CONFIRMED"
    assert status(told.record) == "TENTATIVE"


def test_the_sequence_rises_with_every_change() -> None:
    """Day, place and status each move the same event, as the records count their changes."""
    states = [
        meeting(),
        meeting(when=days(date(2026, 3, 19))),
        meeting(when=days(date(2026, 3, 19)), place=Place("Osaka", "JP")),
        meeting(when=days(date(2026, 3, 19)), place=Place("Osaka", "JP"), status=Status.CANCELLED),
        meeting(when=days(date(2026, 3, 19)), place=Place("Osaka", "JP"), status=Status.CANCELLED),
    ]
    told, before = [], None
    for number, state in enumerate(states):
        at = NOW + timedelta(hours=number)
        telling = Telling(f"a{number}", "harbour.example", at, at)
        before, _ = revised(before, state, telling, "rule")
        told += events(written(before))
    assert [event["SEQUENCE"] for event in told] == [0, 1, 2, 3, 3]
    assert {str(event["UID"]) for event in told} == {f"meeting-m1@{DOMAIN}"}


def test_where_nobody_travels() -> None:
    """A call has no place, and a place that is not known has no line."""
    online = meeting(format=Format.VIRTUAL, place=Place())
    assert events(written(online))[0]["LOCATION"] == "online"
    assert "LOCATION" not in events(written(meeting(place=Place())))[0]


def test_alerts_of_one_meeting_are_one_event() -> None:
    """Its latest state counts; a grouping without a meeting adds none."""
    moved = meeting(when=days(date(2026, 3, 19)), revision=2)
    told = occasions([alert(meeting=moved), alert(meeting=meeting(revision=1)), grouping_alert()])
    assert [one.record for one in told] == [moved]


def test_an_event_says_what_was_read_and_where() -> None:
    """The quoted sentence, and the record's page where there is one, else the first source."""
    told = occasions([alert(meeting=meeting(newsrooms=("a", "b")))])
    (event,) = events(calendar(told, names, domain=DOMAIN, at=NOW))
    assert event["DESCRIPTION"].split("\n")[1:] == [alert().sentence, "Told by 2 newsrooms."]
    assert event["URL"] == source().url
    made = calendar(told, names, domain=DOMAIN, at=NOW, public_url="https://watch.example.org")
    assert events(made)[0]["URL"] == "https://watch.example.org/records/m1"


@pytest.mark.parametrize(
    "text",
    [
        "Quad\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\nEND:VALARM",
        "Quad\nEND:VEVENT\nBEGIN:VEVENT\nUID:x",
        "Quad\u2028ATTACH:https://evil.example/x",
        "Quad\x85METHOD:REQUEST",
        "Quad;X=1:\\nBEGIN:VALARM",
        "\x00\x1b[2J\u202eQuad",
        "Z" + "\u0301" * 200,
        "lone \ud800 surrogate",
        "x" * 5000,
    ],
)
def test_hostile_words_add_no_component(text: str) -> None:
    """Title, place and sentence stay values: one event, its own properties, no alarm."""
    place = Place(text, "JP")
    plain = events(calendar(occasions([alert()]), names, domain=DOMAIN, at=NOW))
    told = occasions([alert(meeting=meeting(grouping=text, place=place), sentence=text)])
    made = calendar(told, names, domain=DOMAIN, at=NOW)
    whole = Calendar.from_ical(made)
    (event,) = whole.subcomponents
    assert event.subcomponents == []
    assert set(event) == set(plain[0])
    assert (whole["METHOD"], event["UID"]) == ("PUBLISH", f"meeting-m1@{DOMAIN}")
    assert not {"\n", "\x00", "\x1b", "\u202e"} & {*event["SUMMARY"], *event["LOCATION"]}
