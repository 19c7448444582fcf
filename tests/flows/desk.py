"""A house whose articles are given with what they say: for tests of what is told, and when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from alerts.model import Alert, Reason, Recipient, Rule
from flows.runtime.rows import FeedKind
from flows.runtime.settings import Settings
from flows.runtime.tally import Tally
from flows.runtime.watchlist import Watchlist
from flows.runtime.wiring import House, open_database
from flows.steps.detect import Understood, detect, take
from flows.steps.judging import counted
from parsers.lexicon import load
from parsers.model import Credit, Grouping, Meeting, MeetingRecord, Reading
from storage import articles, meetings, outbox, waiting
from storage.database import reading, transaction
from storage.model import EntryOutcome, FeedSource, StoredArticle, Verdict, Waiting
from tests.parsers.told import TOLD
from tests.storage import builders as make

PAPERS, MINISTRY = "papers", "ministry"
FEEDS = (
    FeedSource(PAPERS, "Papers", "https://papers.example/rss", kind=FeedKind.MEDIA.value),
    FeedSource(
        MINISTRY, "Ministry", "https://ministry.example/rss", kind=FeedKind.GOVERNMENT.value
    ),
)
EVERYTHING = Rule("everything", min_confidence=0.0)


def at(hours: float) -> datetime:
    """Return an instant some hours after the first article."""
    return TOLD + timedelta(hours=hours)


@dataclass(frozen=True, slots=True)
class Printed:
    """One article: who printed it, how many hours after the first, and what it says."""

    newsroom: str
    hours: float
    claims: tuple[Meeting, ...] = ()
    sets: tuple[Grouping, ...] = ()
    feed: str = PAPERS
    verdict: Verdict = Verdict.LIVE


@dataclass(slots=True)
class Desk:
    """A house, the articles that it was given, and how many of its skips had which reason."""

    house: House
    given: dict[str, Printed] = field(default_factory=dict)
    skips: Tally = field(default_factory=Tally)

    def prints(
        self, newsroom: str, hours: float, *claims: Meeting, **fields: object
    ) -> list[Alert]:
        """Let one article arrive, and return what is told at once."""
        return self.arrive([Printed(newsroom, hours, claims, **fields)])  # type: ignore[arg-type]

    def arrive(self, batch: Sequence[Printed]) -> list[Alert]:
        """Let some articles be read together, when the last of them was printed."""
        now = at(max(one.hours for one in batch))
        stored = [self._keep(one, now) for one in batch]
        judged = take(self.house, stored, now, self._understood).judgements
        raised, skips = counted(judged)
        self.skips += skips
        return list(raised)

    def runs(self, hours: float) -> list[Alert]:
        """Detect where nothing new was printed, and return what is told."""
        report = detect(self.house, at(hours))
        self.skips += report.skips
        return list(report.alerts)

    def waits(self) -> list[Waiting]:
        """Return the news that waits, what is due first first."""
        with reading(self.house.engine) as session:
            return waiting.everything(session)

    def records(self) -> list[MeetingRecord]:
        """Return the meetings that are held."""
        with reading(self.house.engine) as session:
            return meetings.all(session)

    def told(self) -> list[Alert]:
        """Return all alerts, the first first."""
        with reading(self.house.engine) as session:
            return outbox.alerts_between(session, at(-1000), at(9000))

    def follow(self, *recipients: Recipient) -> None:
        """Let these recipients listen."""
        watchlist = replace(self.house.watchlist, recipients=recipients)
        self.house = replace(self.house, watchlist=watchlist)

    def _keep(self, one: Printed, now: datetime) -> StoredArticle:
        name = f"a{len(self.given):03}"
        self.given[name] = one
        printed = make.article(
            name, feed=one.feed, url=f"https://{one.newsroom}/{name}", outlet=one.newsroom,
            published_at=at(one.hours), text=f"What {one.newsroom} has as number {name}.",
        )  # fmt: skip
        with transaction(self.house.engine) as session:
            articles.keep(
                session, make.entry(name, published_at=at(one.hours)), printed,
                outcome=EntryOutcome.STORED, verdict=one.verdict, newsroom=one.newsroom,
                credit=Credit(), run="ingest-1", now=now,
            )  # fmt: skip
            return articles.many(session, [name])[0]

    def _understood(self, _house: House, stored: StoredArticle) -> Understood:
        one = self.given[stored.article.id]
        return Understood(Reading(bool(one.claims), one.sets, one.claims), ())


def reasons(alerts: Sequence[Alert]) -> list[Reason]:
    """Return why somebody is told."""
    return [alert.reason for alert in alerts]


@contextmanager
def opened_desk(
    folder: Path, *, wait: float = 90, rules: Sequence[Rule] = (EVERYTHING,)
) -> Iterator[Desk]:
    """Open a desk on a database of its own; ``wait`` is in minutes."""
    url = f"sqlite:///{folder / 'desk.sqlite'}"
    given = {"database_url": url, "smtp_sender": "watch@watch.example"}
    engine = open_database(url)
    watchlist = Watchlist(FEEDS, tuple(rules), (), timedelta(minutes=wait))
    try:
        yield Desk(House(Settings.model_validate(given), watchlist, engine, load()))
    finally:
        engine.dispose()
