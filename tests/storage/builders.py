"""Values for storage tests, each with a default for what a test does not speak of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

from hypothesis import HealthCheck, settings
from sqlalchemy import Engine
from sqlmodel import Session

from alerts.model import Alert, ChannelKind, Delivery, Reason
from parsers.copies.edges import Edge, Tier
from parsers.model import (
    Article,
    Credit,
    Entry,
    Evidence,
    Format,
    GroupingRecord,
    GroupingStanding,
    Level,
    Meeting,
    MeetingRecord,
    Place,
    Precision,
    Status,
    When,
    content_id,
)
from parsers.records.rulings import Anchor, Decision, DecisionKind
from storage import articles
from storage.model import EntryOutcome, FeedSource, Poll, PollOutcome, Verdict

# For a property that runs many times within one test, and so on one database: use `scratch`.
ON_ONE_DATABASE = settings(
    deadline=None, max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
NOW = datetime(2031, 4, 7, 6, 30, tzinfo=UTC)


@contextmanager
def scratch(engine: Engine) -> Iterator[Session]:
    """Yield a session whose writes are taken back at the end."""
    with Session(engine) as session:
        yield session
        session.rollback()


def source(slug: str = "harbour", **fields: object) -> FeedSource:
    """Return a feed."""
    given = {"slug": slug, "name": slug.title(), "url": f"https://{slug}.example/rss"} | fields
    return FeedSource(**given)  # type: ignore[arg-type]


def poll(feed: str = "harbour", *, at: datetime = NOW, **fields: object) -> Poll:
    """Return a poll that went well."""
    given = {"run": "ingest-1", "outcome": PollOutcome.OK} | fields
    return Poll(feed=feed, at=at, **given)  # type: ignore[arg-type]


def entry(name: str = "talks", feed: str = "harbour", **fields: object) -> Entry:
    """Return a feed entry."""
    url = f"https://{feed}.example/{name}"
    given = {"url": url, "title": name.title()} | fields
    return Entry(id=content_id(feed, name), feed=feed, **given)  # type: ignore[arg-type]


def article(name: str = "talks", *, hours: float | None = 0, **fields: object) -> Article:
    """Return an article, published ``hours`` after NOW, or without a date."""
    url = f"https://harbour.example/{name}"
    given = {
        "url": url,
        "feed": "harbour",
        "outlet": "harbour.example",
        "title": name.title(),
        "text": f"Words about {name}.",
        "published_at": None if hours is None else NOW + timedelta(hours=hours),
    } | fields
    return Article(id=name, **given)  # type: ignore[arg-type]


def keep_article(
    session: Session,
    one: Article,
    *,
    newsroom: str = "harbour.example",
    credit: Credit | None = None,
    now: datetime = NOW,
) -> bool:
    """Keep an article as the ingest flow would."""
    return articles.keep(
        session,
        entry(one.id, published_at=one.published_at),
        one,
        outcome=EntryOutcome.STORED,
        verdict=Verdict.LIVE,
        newsroom=newsroom,
        credit=credit or Credit(),
        run="ingest-1",
        now=now,
    )


def edge(left: str, right: str, **fields: object) -> Edge:
    """Return the proof that two articles are copies."""
    given = {"tier": Tier.NEAR, "score": 0.9, "version": "1"} | fields
    return Edge(left=left, right=right, **given)  # type: ignore[arg-type]


def story_decision(
    kind: DecisionKind, left: Iterable[str], right: Iterable[str] = (), *, day: int = 0
) -> Decision:
    """Return what a person decided of stories, some days after NOW."""
    sides = [tuple(Anchor(one, ()) for one in sorted(side)) for side in (left, right)]
    named = "-".join(anchor.article for side in sides for anchor in side)
    made_at = NOW + timedelta(days=day)
    return Decision(f"{kind}-{named}-{day}", kind, sides[0][0].article, made_at, *sides)


def claim(*states: str, on: date | None = None, **fields: object) -> Meeting:
    """Return one article's claim of a meeting."""
    when = When(on, on, Precision.DAY, "on the day") if on else When()
    given = {
        "level": Level.FOREIGN_MINISTERS,
        "format": Format.IN_PERSON,
        "place": Place("Lund", "SE"),
        "when": when,
        "status": Status.SCHEDULED,
        "is_background": False,
        "grouping": None,
        "officials": (),
        "evidence": Evidence(0, 5, "Words"),
        "rule": "will_meet",
    } | fields
    return Meeting(participants=tuple(sorted(states)), **given)  # type: ignore[arg-type]


def meeting(name: str, *states: str, on: date | None = None, **fields: object) -> MeetingRecord:
    """Return a meeting record."""
    when = When(on, on, Precision.DAY, "on the day") if on else When()
    given = {
        "level": Level.FOREIGN_MINISTERS,
        "format": Format.IN_PERSON,
        "place": Place("Lund", "SE"),
        "when": when,
        "status": Status.SCHEDULED,
        "grouping": None,
        "first_seen": NOW,
        "last_seen": NOW,
        "confidence": 0.8,
    } | fields
    return MeetingRecord(id=name, participants=tuple(sorted(states)), **given)  # type: ignore[arg-type]


def grouping(name: str, *states: str, **fields: object) -> GroupingRecord:
    """Return a grouping record."""
    given = {
        "names": (name.title(),),
        "levels": (Level.LEADERS,),
        "standing": GroupingStanding.CANDIDATE,
        "first_seen": NOW,
        "last_seen": NOW,
    } | fields
    return GroupingRecord(id=name, members=tuple(sorted(states)), **given)  # type: ignore[arg-type]


def alert(name: str = "a1", *, at: datetime = NOW, **fields: object) -> Alert:
    """Return an alert."""
    given = {
        "reason": Reason.NEW_MEETING,
        "record": "m1",
        "members": ("DK", "FI", "SE"),
        "name": None,
        "level": Level.LEADERS,
        "confidence": 0.8,
        "newsrooms": 1,
        "copies": 0,
        "rules": ("north",),
    } | fields
    return Alert(id=name, raised_at=at, **given)  # type: ignore[arg-type]


def delivery(name: str = "d1", recipient: str = "desk", **fields: object) -> Delivery:
    """Return a composed delivery."""
    given = {
        "key": f"key-{name}",
        "channel": ChannelKind.EMAIL,
        "address": "desk@example.org",
        "secret": "",
        "subject": "One meeting",
        "payload": "Subject: One meeting\r\n\r\nWords.\r\n",
    } | fields
    return Delivery(id=name, recipient=recipient, **given)  # type: ignore[arg-type]
