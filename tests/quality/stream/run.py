"""Plays the stream through the house: articles come in, are joined, kept, judged and told.

All but reading is what the product does; what is read is given. Clusters of claims are also
scored without any database, for a function that makes them.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import groupby
from pathlib import Path

from alerts.model import Alert, Rule
from flows.runtime.settings import Settings
from flows.runtime.watchlist import Watchlist
from flows.runtime.wiring import House, open_database
from flows.steps.detect import catch_up, keep_reading
from flows.steps.judging import Judgement, Pass, counted, tell
from parsers.copies.edges import Edge, Tier
from parsers.lexicon import load
from parsers.model import (
    Article,
    Credit,
    Entry,
    Grouping,
    GroupingKind,
    Level,
    Meeting,
    Reading,
    content_id,
)
from parsers.records.gathering import gathered
from parsers.records.reports import Report as Claimed
from parsers.records.telling import Telling
from storage import articles, meetings, stories
from storage import reports as reports_kept
from storage.database import reading, transaction
from storage.model import EntryOutcome, StoredArticle, Verdict
from tests.quality.stream.scoring import BCubed, Clusters, b_cubed, scored
from tests.quality.stream.values import Mention, Report

EVERY = timedelta(minutes=15)  # as prefect.yaml has it
RULES = (Rule("all-minilaterals"), Rule("two-plus-twos", levels=(Level.TWO_PLUS_TWO,)))
EPOCH, NEVER = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
UNNAMED_CONFIDENCE = 0.7


@dataclass(frozen=True, slots=True)
class Raised:
    """An alert, when it was raised, and the claims that stood behind it then."""

    at: datetime
    alert: Alert
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Played:
    """What became of a stream: which claims share a record in the end, and what was told.

    ``strays`` are claims that the records and their evidence do not agree on.
    """

    clusters: Clusters
    raised: tuple[Raised, ...]
    skips: Counter[str]
    strays: int = 0


def score(reports: Sequence[Report], cluster: Callable[[Sequence[Report]], Clusters]) -> BCubed:
    """Score a function that puts claims together, without any database."""
    return b_cubed(cluster(reports), scored(reports))


def gathered_by_house(reports: Sequence[Report]) -> Clusters:
    """Return the claims as the house gathers them, all at once and without a database."""
    writers = {report.id: report.newsroom for report in reports}
    claims: list[Claimed] = []
    for report in reports:
        at, seen = report.published_at or report.arrives_at, report.arrives_at
        telling = Telling(report.id, writers.get(report.story, report.newsroom), at, seen)
        for number, told in enumerate(report.tells):
            claims.append(Claimed(told.claim, telling, number))
    return [frozenset(claimed.key for claimed in pile) for pile in gathered(claims)]


def play(reports: Sequence[Report]) -> Played:
    """Play all articles through a house of its own, as they come in."""
    with _house() as house:
        raised: list[Raised] = []
        skips: Counter[str] = Counter()
        arrived: dict[str, list[str]] = {}
        for now, batch in (*batches(reports), (NEVER, [])):
            for due, judgements in catch_up(house, now):
                skips.update(_told(house, judgements, due, raised))
            stored = [_keep(house, report, arrived, now) for report in batch]
            judgements = _judged(house, list(zip(stored, batch, strict=True)), now)
            skips.update(_told(house, judgements, now, raised))
        return Played(_clusters(house), tuple(raised), skips, _strays(house))


def batches(reports: Iterable[Report]) -> Iterator[tuple[datetime, list[Report]]]:
    """Yield what came in between two runs, with the instant of the later one."""

    def number(report: Report) -> int:
        return (report.arrives_at - EPOCH) // EVERY + 1

    for at, batch in groupby(sorted(reports, key=lambda r: (number(r), r.id)), key=number):
        yield EPOCH + at * EVERY, list(batch)


@contextmanager
def _house() -> Iterator[House]:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'stream.sqlite'}"
        settings = Settings.model_validate({"database_url": url})
        engine = open_database(url)
        try:
            yield House(settings, Watchlist((), RULES, ()), engine, load())
        finally:
            engine.dispose()


def _keep(
    house: House, report: Report, arrived: dict[str, list[str]], now: datetime
) -> StoredArticle:
    """Keep an article and its ties to the copies that came in before."""
    stored = _stored(report, now)
    article = stored.article
    entry = Entry(content_id("entry", report.id), "stream", article.url, article.title)
    others = arrived.setdefault(report.story, [])
    edges = [_edge(report.id, other) for other in others]
    with transaction(house.engine) as session:
        articles.keep(
            session,
            entry,
            article,
            outcome=EntryOutcome.STORED,
            verdict=stored.verdict,
            newsroom=stored.newsroom,
            credit=stored.credit,
            run="stream",
            now=now,
        )
        stories.join(session, report.id, edges)
    others.append(report.id)
    return stored


def _edge(one: str, other: str) -> Edge:
    return Edge(min(one, other), max(one, other), Tier.NEAR, 0.95, "stream")


def _stored(report: Report, now: datetime) -> StoredArticle:
    outlet = report.newsroom if report.agency is None else "wire.example"
    article = Article(
        id=report.id,
        url=f"https://{outlet}/{report.id}".replace(" ", "-"),
        feed="stream",
        outlet=outlet,
        title=report.text.partition("\n")[0],
        text=report.text,
        published_at=report.published_at,
    )
    credit = Credit(report.agency, "reprint") if report.agency else Credit()
    return StoredArticle(
        article, Verdict.of(report.published_at, now), now, report.newsroom, credit
    )


def _judged(
    house: House, batch: Sequence[tuple[StoredArticle, Report]], now: datetime
) -> tuple[Judgement, ...]:
    made = Pass()
    with transaction(house.engine) as session:
        for stored, report in batch:
            made.add(keep_reading(session, house, stored, reading_of(report), now))
        return tell(session, house, made, now)


def _told(
    house: House, judgements: Sequence[Judgement], now: datetime, raised: list[Raised]
) -> dict[str, int]:
    """Add what was raised, and count what was not."""
    alerts, skips = counted(judgements)
    raised += [Raised(now, alert, _behind(house, alert)) for alert in alerts]
    return skips.as_dict()


def reading_of(report: Report) -> Reading:
    """Return what the reader hands on: the claims, and the sets of states that act in them."""
    claims = tuple(told.claim for told in report.tells)
    acting = {claim.participants: claim for claim in reversed(claims) if _acts(claim)}
    sets = tuple(_grouping(claim) for claim in acting.values())
    return Reading(bool(sets), sets, claims)


def _acts(claim: Meeting) -> bool:
    return claim.kind is GroupingKind.MINILATERAL and not claim.is_background


def _grouping(claim: Meeting) -> Grouping:
    known = load().grouping_by_states(claim.participants)
    return Grouping(
        members=claim.participants,
        name=claim.grouping,
        is_new=False,
        evidence=claim.evidence,
        rule="met",
        known=known[0].id if known else None,
        level=claim.level,
        confidence=UNNAMED_CONFIDENCE,
    )


def _behind(house: House, alert: Alert) -> tuple[Mention, ...]:
    if alert.meeting is None:
        return ()
    with reading(house.engine) as session:
        return tuple(one.key for one in reports_kept.of_record(session, alert.meeting.id))


def _clusters(house: House) -> Clusters:
    found: dict[str, set[Mention]] = {}
    with reading(house.engine) as session:
        held = reports_kept.published(session, NEVER).records
    for mention, record in held.items():
        found.setdefault(record, set()).add(mention)
    return [frozenset(found[record]) for record in sorted(found)]


def _strays(house: House) -> int:
    """Count claims that are of one record while their words support another, or none."""
    with reading(house.engine) as session:
        held = reports_kept.published(session, NEVER)
        words = {
            (record.id, one.article, one.evidence)
            for record in meetings.all(session)
            for one in meetings.attachments(session, record.id)
        }
    own = {
        (held.records.get(one.key), one.telling.article, one.claim.evidence) for one in held.reports
    }
    return len({(article, evidence) for _, article, evidence in words ^ own})
