"""Builds the values of the second floor with sensible defaults; all texts are invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from alerts.digests import compose
from alerts.model import (
    Alert,
    ChannelKind,
    Coverage,
    Delivery,
    Digest,
    Reason,
    Recipient,
    Rule,
    Source,
)
from parsers.model import (
    Change,
    ChangeKind,
    Format,
    GroupingRecord,
    GroupingStanding,
    Level,
    MeetingRecord,
    Official,
    Place,
    Precision,
    Status,
    When,
)

NOW = datetime(2026, 3, 3, 22, 0, tzinfo=UTC)

NAMES = {
    "AU": "Australia",
    "GB": "United Kingdom",
    "ID": "Indonesia",
    "IN": "India",
    "JP": "Japan",
    "KR": "South Korea",
    "PH": "Philippines",
    "US": "United States",
}


def names(code: str) -> str:
    """Return a state's name, or its code."""
    return NAMES.get(code, code)


def days(start: date, end: date | None = None, precision: Precision | None = None) -> When:
    """Return an interval of days."""
    last = end or start
    exact = Precision.DAY if start == last else Precision.RANGE
    return When(start, last, precision or exact)


def meeting(**fields: object) -> MeetingRecord:
    """Return a record of a trilateral meeting planned in Tokyo."""
    values: dict[str, object] = {
        "id": "m1",
        "participants": ("JP", "PH", "US"),
        "level": Level.NSA,
        "format": Format.IN_PERSON,
        "place": Place("Tokyo", "JP"),
        "when": days(date(2026, 3, 12)),
        "status": Status.SCHEDULED,
        "grouping": None,
        "first_seen": NOW - timedelta(days=1),
        "last_seen": NOW,
        "confidence": 0.8,
    }
    return MeetingRecord(**{**values, **fields})


def grouping(**fields: object) -> GroupingRecord:
    """Return a record of an unnamed trio."""
    values: dict[str, object] = {
        "id": "g1",
        "members": ("AU", "ID", "IN"),
        "names": (),
        "levels": (Level.FOREIGN_MINISTERS,),
        "standing": GroupingStanding.CANDIDATE,
        "first_seen": NOW - timedelta(hours=2),
        "last_seen": NOW,
    }
    return GroupingRecord(**{**values, **fields})


def change(kind: ChangeKind, before: str = "", after: str = "", **fields: object) -> Change:
    """Return one step in the life of the meeting."""
    values: dict[str, object] = {"record": "m1", "article": "a1", "rule": "r1", "seen_at": NOW}
    return Change(kind=kind, before=before, after=after, **{**values, **fields})


def source(newsroom: str = "harbour.example", **fields: object) -> Source:
    """Return one article that supports an alert."""
    values: dict[str, object] = {
        "title": "Security advisers of three countries to meet in Tokyo",
        "url": f"https://news.{newsroom}/2026/advisers",
        "published_at": NOW - timedelta(hours=3),
    }
    return Source(newsroom=newsroom, **{**values, **fields})


def alert(**fields: object) -> Alert:
    """Return an alert about the planned meeting."""
    record = fields.pop("meeting", meeting())
    values: dict[str, object] = {
        "id": "alert-1",
        "reason": Reason.NEW_MEETING,
        "record": record.id if record else "g1",
        "members": record.participants if record else ("AU", "ID", "IN"),
        "name": None,
        "level": record.level if record else None,
        "raised_at": NOW,
        "confidence": 0.8,
        "newsrooms": 2,
        "copies": 3,
        "rules": ("indo-pacific",),
        "meeting": record,
        "sentence": "The advisers will meet in Tokyo on 12 March, officials said.",
        "sources": (source(), source("delta.example")),
    }
    return Alert(**{**values, **fields})


def grouping_alert(**fields: object) -> Alert:
    """Return an alert about the new trio."""
    record = fields.pop("grouping", grouping())
    values: dict[str, object] = {
        "id": "alert-g",
        "reason": Reason.NEW_GROUPING,
        "record": record.id,
        "members": record.members,
        "level": Level.FOREIGN_MINISTERS,
        "meeting": None,
        "grouping": record,
        "nearest": ("Quad without JP, US",),
        "sentence": "The three ministers agreed to meet every year, a first for the trio.",
    }
    return alert(**{**values, **fields})


def recipient(**fields: object) -> Recipient:
    """Return a reader in Tokyo who gets a daily mail."""
    values: dict[str, object] = {
        "name": "desk",
        "channel": ChannelKind.EMAIL,
        "rules": ("indo-pacific",),
        "address": "desk@example.org",
        "at": time(7, 0),
        "zone": "Asia/Tokyo",
    }
    return Recipient(**{**values, **fields})


def rule(**fields: object) -> Rule:
    """Return a rule without conditions."""
    return Rule(**{"name": "everything", **fields})


def coverage(**fields: object) -> Coverage:
    """Return the coverage of a day on which two feeds could not be read."""
    values: dict[str, object] = {
        "feeds": 33,
        "read": 31,
        "articles": 1204,
        "stories": 811,
        "failing": (("Harbour Times", NOW - timedelta(days=2)), ("Delta Wire", NOW)),
        "dropped": {"background": 12, "confidence": 4},
    }
    return Coverage(**{**values, **fields})


def digest(*alerts: Alert, **fields: object) -> Digest:
    """Return the digest of one day with ``alerts``."""
    values: dict[str, object] = {
        "since": NOW - timedelta(days=1),
        "until": NOW,
        "upcoming": (),
        "coverage": coverage(),
    }
    who = fields.pop("recipient", recipient())
    return compose(alerts, who, **{**values, **fields})


def many(count: int) -> list[Alert]:
    """Return ``count`` alerts about different meetings, all with full cards."""
    return [
        alert(
            id=f"alert-{at}",
            record=f"m{at}",
            meeting=meeting(id=f"m{at}"),
            confidence=0.5 + at / 2000,
            sentence=f"Item {at}: " + "the advisers spoke of sea lanes, cables and ports. " * 7,
        )
        for at in range(count)
    ]


def delivery(payload: str = "{}", **fields: object) -> Delivery:
    """Return a delivery to the desk."""
    values: dict[str, object] = {
        "id": "d1",
        "key": "k1",
        "recipient": "desk",
        "channel": ChannelKind.EMAIL,
        "address": "desk@example.org",
        "secret": "",
        "subject": "News",
    }
    return Delivery(payload=payload, **{**values, **fields})


def sample() -> Digest:
    """Return a day with one of each kind of news and three meetings ahead."""
    held = meeting(
        id="m3",
        participants=("JP", "KR", "US"),
        place=Place("Seoul", "KR"),
        when=days(date(2026, 3, 3)),
        status=Status.HELD,
        officials=(Official("Aiko Mori", "national security adviser", "JP"),),
    )
    moved = meeting(
        id="m2",
        participants=("JP", "PH"),
        level=Level.TWO_PLUS_TWO,
        when=days(date(2026, 3, 19)),
    )
    off = meeting(
        id="m4",
        participants=("AU", "IN", "JP", "US"),
        level=Level.LEADERS,
        grouping="Quad",
        place=Place("New Delhi", "IN"),
        when=days(date(2026, 3, 17), date(2026, 3, 18)),
        status=Status.CANCELLED,
    )
    official = source("mfa.gov.xx", url="https://www.mfa.gov.xx/press/2026-03-03.html")
    outlets = ("coast", "isles", "straits", "gulf")
    more = tuple(source(f"{name}.example", copies=2) for name in outlets)
    return digest(
        grouping_alert(sources=(*more, official), newsrooms=5, copies=14),
        alert(
            id="alert-2",
            reason=Reason.MOVED,
            meeting=moved,
            before="Thursday 12 March 2026",
            after="Thursday 19 March 2026",
            sentence="The talks will take place a week later because of the storm, Manila said.",
        ),
        alert(
            id="alert-3",
            reason=Reason.HELD,
            meeting=held,
            before="scheduled",
            after="held",
            newsrooms=3,
            copies=14,
            sentence="The advisers agreed on a working group on undersea cables.",
        ),
        alert(
            id="alert-4",
            reason=Reason.CANCELLED,
            meeting=off,
            name="Quad",
            before="scheduled",
            after="cancelled",
            newsrooms=1,
            copies=0,
            sentence="The summit will not take place, the host said without naming a new date.",
        ),
        upcoming=(
            meeting(id="u1", when=days(date(2026, 3, 9)), place=Place("Canberra", "AU")),
            replace(moved, id="u2"),
            meeting(
                id="u3",
                when=days(date(2026, 3, 16), date(2026, 3, 17)),
                grouping="AUKUS",
                participants=("AU", "GB", "US"),
                level=Level.DEFENCE_MINISTERS,
                place=Place(),
            ),
        ),
    )
