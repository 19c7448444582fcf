"""A temporary house that has read news of some trips, and of others on purpose not.

In two months of each year no feed is read at all; of the other trips some have no article.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlmodel import Session

from benchmarks.quality.travels.records import Trip
from benchmarks.quality.travels.remarks import TRAVELLER, Told, told_by
from benchmarks.quality.travels.wording import told
from flows.runtime.settings import Settings
from flows.runtime.watchlist import Watchlist
from flows.runtime.wiring import House
from flows.steps.detect import detect
from parsers.lexicon import Lexicon
from parsers.model import Article, Credit, Entry, content_id
from storage import articles, database, feeds
from storage.model import EntryOutcome, FeedSource, Poll, PollOutcome, Verdict

ONE_IN = 8  # trips whose article is left out
SILENT_MONTHS = (6, 7)  # of each year, in which no feed was read
ASKED_EVERY = timedelta(days=5)
FEED = FeedSource("travels", "Travels", "https://travels.example/feed.xml")
LEVELS = {"secretary": "foreign_ministers", "president": "leaders"}
NOON = time(12)
COLUMNS = ("who", "start", "end", "city", "country", "level", "title")


class Staged(StrEnum):
    """What was done about the article of a trip."""

    STORED = "article stored"
    LEFT_OUT = "article left out"
    SILENT = "in a time when no feed was read"


@dataclass(frozen=True, slots=True)
class Case:
    """One trip with what its remark tells of, and what was done about its article."""

    trip: Trip
    tells: Told
    staged: Staged


def sample(trips: Sequence[Trip], most: int, lexicon: Lexicon) -> list[Case]:
    """Return some trips evenly over the years, those of the traveller's own land left out."""
    abroad = [trip for trip in trips if trip.host != TRAVELLER]
    step = max(1, len(abroad) // max(1, most))
    return [Case(t, told_by(t, lexicon), _staged(t)) for t in abroad[::step][:most]]


def _staged(trip: Trip) -> Staged:
    if trip.start.month in SILENT_MONTHS:
        return Staged.SILENT
    seed = int(hashlib.sha256(f"audit {trip.id}".encode()).hexdigest(), 16)
    return Staged.LEFT_OUT if seed % ONE_IN == 0 else Staged.STORED


def as_list(cases: Sequence[Case], lexicon: Lexicon) -> bytes:
    """Return the trips as a CSV table, in the words of whoever keeps such a list."""
    page = io.StringIO()
    rows = csv.writer(page)
    rows.writerow(COLUMNS)
    for trip in (case.trip for case in cases):
        rows.writerow((
            f"United States; {lexicon.state_name(trip.host)}",
            trip.start,
            trip.end,
            trip.cities[0] if len(trip.cities) == 1 else "",
            trip.host,
            LEVELS[trip.role],
            f"{trip.name}: {trip.remark}",
        ))  # fmt: skip
    return page.getvalue().encode()


@contextmanager
def read_house(cases: Sequence[Case], lexicon: Lexicon) -> Iterator[House]:
    """Yield a house that has stored and read the articles of the trips, each on its day."""
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'audit.sqlite'}"
        engine = database.connect(url)
        database.upgrade(engine)
        settings = Settings.model_validate({"database_url": url})
        house = House(settings, Watchlist((), (), ()), engine, lexicon)
        try:
            _store(house, cases)
            detect(house, _latest(cases))
            yield house
        finally:
            engine.dispose()


def _store(house: House, cases: Sequence[Case]) -> None:
    with database.transaction(house.engine) as session:
        _ask(session, cases)
        for case in cases:
            if case.staged is not Staged.STORED:
                continue
            entry, article = _printed(case.trip, house.lexicon)
            articles.keep(
                session,
                entry,
                article,
                outcome=EntryOutcome.STORED,
                verdict=Verdict.HISTORY,
                newsroom=article.outlet,
                credit=Credit(),
                run="benchmark",
                now=_instant(case.trip),
            )


def _ask(session: Session, cases: Sequence[Case]) -> None:
    """Keep that the feed answered all the time, but for the silent months and what follows."""
    at, end = _instant(cases[0].trip) - timedelta(days=30), _latest(cases)
    feeds.sync(session, [FEED], at)
    while at < end:
        if (at - timedelta(days=10)).month not in SILENT_MONTHS:
            feeds.keep_poll(session, Poll(FEED.slug, "benchmark", at, PollOutcome.OK))
        at += ASKED_EVERY


def _printed(trip: Trip, lexicon: Lexicon) -> tuple[Entry, Article]:
    story = told(trip, lexicon.state_name(trip.host))
    url = f"https://travels.example/{trip.id}"
    at = datetime.combine(story.published, NOON, UTC)
    identity = content_id(url)
    article = Article(
        identity, url, FEED.slug, "travels.example", story.title, story.text, "en", at
    )
    return Entry(identity, FEED.slug, url, story.title, published_at=at), article


def _instant(trip: Trip) -> datetime:
    return datetime.combine(trip.end, NOON, UTC) + timedelta(days=7)


def _latest(cases: Sequence[Case]) -> datetime:
    return max((_instant(case.trip) for case in cases), default=datetime(2001, 1, 1, tzinfo=UTC))
