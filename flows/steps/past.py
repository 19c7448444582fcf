"""Judges a window of the past again, in a database of its own that is thrown away.

What was held before the window is rebuilt from what is kept; then each run of the window is
gone through anew, at its instant, with its batches, by the very steps that detect takes.
Nothing is queued for anybody, and the house's own database is only read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from sqlmodel import Session

from flows.runtime.wiring import House, open_database
from flows.steps.assembling import hold
from flows.steps.bearing import impose, revoke
from flows.steps.detect import (
    BATCH,
    BatchReport,
    Understand,
    Understood,
    take,
    tell_late,
)
from flows.steps.digest import tell_waiting
from flows.steps.judging import Judgement, Pass, Touch, tell
from parsers.copies.stories import WINDOW
from parsers.model import Reading
from parsers.records.set_reports import JOINING
from storage import articles, groupings, meetings, past, reports, set_reports, stories
from storage.database import reading, transaction
from storage.model import StoredArticle
from storage.past import Arrival, Ruling

UTC_ZONE = ZoneInfo("UTC")
DAY = timedelta(days=1)
WAITED = timedelta(days=1)  # news waits no longer for others than this, see alerts.waits
# What comes first of what happened at one instant.
RULED_BEFORE, READ, LATE, DIGEST, RULED_AFTER = range(5)


@dataclass(frozen=True, slots=True)
class Window:
    """The UTC days that are judged again, both included."""

    since: date
    until: date

    def __post_init__(self) -> None:
        if self.until < self.since:
            raise ValueError(f"{self.since} to {self.until}: ends before it begins.")

    @property
    def start(self) -> datetime:
        """The first instant of the window."""
        return datetime.combine(self.since, time(), UTC_ZONE)

    @property
    def end(self) -> datetime:
        """The first instant after the window."""
        return datetime.combine(self.until + DAY, time(), UTC_ZONE)


@dataclass(frozen=True, slots=True)
class Round:
    """What came of one step of a run when it was taken again, at its instant."""

    now: datetime
    report: BatchReport


@dataclass(frozen=True, slots=True)
class Event:
    """What happened at an instant: a decision, articles that were read, or what had waited told."""

    at: datetime
    order: int
    what: Ruling | tuple[str, ...] | Callable[[House, datetime], tuple[Judgement, ...]]


@contextmanager
def rebuilt(house: House, window: Window, *, is_read: bool) -> Iterator[House]:
    """Yield a house that holds what ours held before a window, on a database that ends with it.

    Where the window ``is_read`` anew, its articles can be compared with those from before.
    """
    with TemporaryDirectory(prefix="minilateral-past-") as folder:
        engine = open_database(f"sqlite:///{Path(folder) / 'past.sqlite'}")
        try:
            there = replace(house, engine=engine)
            with reading(house.engine) as source, transaction(engine) as target:
                near = _near(source, window) if is_read else ()
                past.rebuild(source, target, window.start, near)
                told = past.sets_told_since(source, target, window.start)
                hold(target, house.lexicon, told)
            _let_wait(house, there, window.start)
            yield there
        finally:
            engine.dispose()


def _near(source: Session, window: Window) -> list[past.Span]:
    """Return when an article was published that one of the window may be a copy of."""
    arrived = past.arrivals(source, window.start, window.end)
    return past.spans(source, [one.article for one in arrived], WINDOW)


def relived(
    house: House, there: House, window: Window, understand: Understand | None = None
) -> Iterator[Round]:
    """Go through the runs of a window anew, in a house that was rebuilt as of its beginning.

    Articles are read, unless ``understand`` says what they say. What people decided bears from
    the instant at which they did.
    """
    for event in _events(house, window):
        if isinstance(event.what, Ruling):
            _rule(there, event.what)
        elif isinstance(event.what, tuple):
            batch = _arrive(house, there, event.what)
            yield Round(event.at, take(there, batch, event.at, understand))
        else:
            yield Round(event.at, BatchReport(0, (), event.what(there, event.at)))


def remembered(house: House) -> Understand:
    """Return how an article is understood without reading it: by what is kept of its reading."""

    def understand(there: House, stored: StoredArticle) -> Understood | None:
        identity = stored.article.id
        with reading(house.engine) as source, transaction(there.engine) as session:
            met = tuple(reports.claims(source, identity))
            told = set_reports.of_articles(source, [identity])
            sets = tuple(one.claim for one in told if one.ordinal < JOINING)
            moves = tuple(one.claim for one in set_reports.moves_of(source, identity))
            edges = past.proofs(source, session, identity)
            stories.join(session, identity, edges)
        found = Reading(bool(met or sets), sets, met, memberships=moves)
        return Understood(found, tuple(edges))

    return understand


def _events(house: House, window: Window) -> list[Event]:
    """Put what happened in a window in the order of time.

    Of one instant a decision comes first, unless it is about what was read then; and what has
    waited is told last, as by detect and then by digest.
    """
    span = window.start, window.end
    with reading(house.engine) as session:
        arrived, ruled = past.arrivals(session, *span), past.rulings(session, *span)
        runs = {*past.runs_of(session, "detect", *span), *(one.at for one in arrived)}
        digests = past.runs_of(session, "digest", *span)
    found = [Event(at, LATE, tell_late) for at in runs]
    found += [Event(at, DIGEST, tell_waiting) for at in digests]
    for at, some in groupby(arrived, _instant):
        ids = tuple(one.article for one in some)
        found += [Event(at, READ, ids[i : i + BATCH]) for i in range(0, len(ids), BATCH)]
    read_at = {one.article: one.at for one in arrived}
    for one in ruled:
        sides = (*one.decision.left, *one.decision.right)
        is_later = any(read_at.get(anchor.article) == one.at for anchor in sides)
        found.append(Event(one.at, RULED_AFTER if is_later else RULED_BEFORE, one))
    return sorted(found, key=lambda event: (event.at, event.order))


def _instant(arrival: Arrival) -> datetime:
    return arrival.at


def _rule(there: House, ruling: Ruling) -> None:
    with transaction(there.engine) as session:
        if ruling.is_undone:
            revoke(session, there.lexicon, ruling.decision.id, ruling.at)
        else:
            impose(session, there.lexicon, ruling.decision, ruling.at)


def _arrive(house: House, there: House, ids: Sequence[str]) -> list[StoredArticle]:
    with reading(house.engine) as source, transaction(there.engine) as target:
        past.carry_articles(source, target, ids)
        return articles.many(target, ids)


def _let_wait(house: House, there: House, at: datetime) -> None:
    """Let wait what waited then: what changed shortly before and was not told is judged again.

    What had waited its time by the last run is told, or is no news.
    """
    with reading(house.engine) as session:
        last = past.last_run(session, at)
    with transaction(there.engine) as session:
        changes = past.untold(session, (last or at) - WAITED, at)
        for now, some in groupby(changes, lambda change: change.seen_at):
            made = Pass()
            for change in some:
                record = meetings.get(session, change.record) or groupings.get(
                    session, change.record
                )
                if record is not None:
                    made.add([Touch(record, (change,), is_news=True)])
            tell(session, there, made, now)
