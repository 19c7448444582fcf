"""Reads stored articles into stories, claims and records, and has their news judged.

Plain functions: no Prefect. Reading costs time and is done outside of any
transaction; what comes of a batch is kept in one, alerts and queue included.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial

from sqlmodel import Session

from alerts.model import Alert
from flows.runtime.tally import Tally
from flows.runtime.wiring import House
from flows.steps.assembling import around, assemble
from flows.steps.attribution import attribute
from flows.steps.folding import fold
from flows.steps.judging import Judgement, Pass, Touch, counted, figures, tell
from flows.steps.settling import Settled, resettle, settle
from flows.steps.sparing import sparing
from parsers.copies.edges import Edge
from parsers.copies.stories import VERSION as COPIES_VERSION
from parsers.model import Grouping, Level, Meeting, Reading
from parsers.reading import READER_VERSION, read
from parsers.records.reports import Report
from parsers.records.set_reports import NAMING, MembershipReport, SetReport
from parsers.records.telling import Telling
from storage import articles, reports, set_reports, stories, waiting
from storage.database import reading as looking
from storage.database import transaction
from storage.model import LATE_FOR, StoredArticle, Verdict

BATCH = 100  # articles kept in one transaction; reading them takes about a second
UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class DetectReport:
    """What one run made of the articles it read; ``unreadable`` ones are put aside for good."""

    articles: int = 0
    unreadable: int = 0
    copies: int = 0
    relevant: int = 0
    alerts: tuple[Alert, ...] = ()
    skips: Tally = field(default_factory=Tally)

    @property
    def is_failure(self) -> bool:
        """True where there was something to read and none of it could be."""
        return 0 < self.articles == self.unreadable

    def as_counts(self) -> dict[str, int]:
        """Return the figures of the run table."""
        told = {"articles": self.articles, "copies": self.copies, "relevant": self.relevant}
        lost = {UNREADABLE: self.unreadable} if self.unreadable else {}
        return told | lost | {"alerts": len(self.alerts)} | figures(self.skips)


@dataclass(frozen=True, slots=True)
class Understood:
    """What an article says, and the proofs that it copies others."""

    found: Reading
    edges: tuple[Edge, ...]


# How an article is understood: it ties its copies in the house's database, and says what it found.
Understand = Callable[[House, StoredArticle], Understood | None]


@dataclass(frozen=True, slots=True)
class BatchReport:
    """What came of one batch: its size, what was understood, and each record as it was judged."""

    articles: int
    understood: tuple[Understood, ...]
    judgements: tuple[Judgement, ...]

    def summary(self) -> DetectReport:
        """Return the figures of the batch, with its alerts."""
        alerts, skips = counted(self.judgements)
        return DetectReport(
            articles=self.articles,
            unreadable=self.articles - len(self.understood),
            copies=sum(bool(one.edges) for one in self.understood),
            relevant=sum(one.found.is_relevant for one in self.understood),
            alerts=alerts,
            skips=skips,
        )


def detect(house: House, now: datetime) -> DetectReport:
    """Read every unread article, batch by batch, then tell what has waited its time.

    Articles from an archive tell nobody. What is stored is first brought in step with what is
    known of publishers.
    """
    attribute(house)
    report = DetectReport()
    version = reader_version(house)
    while True:
        with looking(house.engine) as session:
            batch = articles.unread(session, version, BATCH)
        if not batch:
            late = BatchReport(0, (), tell_late(house, now))
            return _added(report, late.summary())
        report = _added(report, take(house, batch, now).summary())


def tell_late(house: House, now: datetime) -> tuple[Judgement, ...]:
    """Judge what has waited its time, as every run does when there is nothing left to read."""
    with transaction(house.engine) as session:
        return tell(session, house, Pass(), now)


def catch_up(house: House, until: datetime) -> Iterator[tuple[datetime, tuple[Judgement, ...]]]:
    """Tell what is due before an instant, as runs in between would have, and yield when it was.

    Whoever lives through a stretch of time again, or makes one up, has no runs without articles.
    """
    while True:
        with looking(house.engine) as session:
            at = next((row.until for row in waiting.everything(session)), until)
        if at >= until:
            return
        with transaction(house.engine) as session:
            judgements = tell(session, house, Pass(), at)
        yield at, judgements


def reader_version(house: House) -> str:
    """Return by what articles are read: the reader, the rules of copies, an editor's lexicon.

    Other rules, or a changed ``config/lexicon.toml``, so have the stored articles read anew.
    Refreshed holders do not: they are a prior, and hold for what is read from then on.
    """
    edition = house.lexicon.edition
    version = f"{READER_VERSION}/{COPIES_VERSION}"
    return f"{version}+{edition}" if edition else version


def take(
    house: House,
    batch: Sequence[StoredArticle],
    now: datetime,
    understand: Understand | None = None,
) -> BatchReport:
    """Understand a batch, keep what comes of it in one transaction, and judge what it touched.

    Articles are read, unless ``understand`` knows already what they say.
    """
    by = understand or partial(_understood, now=now)
    understood = [(stored, by(house, stored)) for stored in batch]
    made = Pass()
    kept: list[Understood] = []
    with transaction(house.engine) as session:
        for stored, one in understood:
            touches = _kept(session, house, stored, one.found, now) if one else None
            if one is not None and touches is not None:
                made.add(touches)
                kept.append(one)
            # Also what broke the reader: it must not stand before the others for ever.
            articles.mark_read(session, stored.article.id, reader_version(house), now)
        judgements = tell(session, house, made, now)
    return BatchReport(len(batch), tuple(kept), judgements)


def _understood(house: House, stored: StoredArticle, *, now: datetime) -> Understood | None:
    article = stored.article
    with sparing("article", article.id):
        edges = fold(house, stored, now)
        published = article.published_at.date() if article.published_at else None
        return Understood(read(article.title, article.text, published, house.lexicon), edges)
    return None


def _kept(
    session: Session,
    house: House,
    stored: StoredArticle,
    found: Reading,
    now: datetime,
) -> list[Touch] | None:
    """Keep what one article says, all of it or nothing; None where it cannot be kept."""
    with sparing("article", stored.article.id), session.begin_nested():
        return keep_reading(session, house, stored, found, now)
    return None


def keep_reading(
    session: Session,
    house: House,
    stored: StoredArticle,
    found: Reading,
    now: datetime,
) -> list[Touch]:
    """Keep what one article says, and what that does to records; return those it touched."""
    article = stored.article
    telling = telling_of(session, stored, now)
    at = telling.published_at
    lost = reports.keep(session, article.id, found.meetings, told_at=at, seen_at=now)
    is_news = _is_news(stored, now)
    touches: list[Touch] = []
    for report in reports.of_article(session, article.id):
        settled = settle(session, report, telling, among=house.lexicon.states)
        touches += _touches(settled, report, is_news=is_news)
    for record in sorted(lost):
        for one in resettle(session, record, telling):
            touches.append(Touch(one.record, one.changes, is_news))
    return touches + keep_groupings(session, house, found, telling, is_news=is_news)


def keep_groupings(
    session: Session, house: House, found: Reading, telling: Telling, *, is_news: bool
) -> list[Touch]:
    """Keep what an article says of sets of states; return those it touched.

    It is news only of a set that acts in it.
    """
    before = around(session, telling.article)
    told = [
        SetReport(
            _at_its_level(group, found.meetings), telling, place, _acts(group, found.meetings)
        )
        for place, group in enumerate(found.groupings)
    ]
    moves = [MembershipReport(one, telling, at) for at, one in enumerate(found.memberships)]
    set_reports.keep(session, telling.article, told, moves)
    assembled = assemble(session, house.lexicon, before, telling)
    return [Touch(one.record, one.changes, is_news and one.acts) for one in assembled]


def telling_of(session: Session, stored: StoredArticle, now: datetime) -> Telling:
    """Return who tells what an article says, when it came out, and that it is read now."""
    published = stored.article.published_at or stored.fetched_at
    return Telling(stored.article.id, _writer(session, stored), published, now)


def _writer(session: Session, stored: StoredArticle) -> str:
    """Return the newsroom behind an article: that of its story, so that copies count once."""
    newsrooms = stories.writers(session, [stored.article.id]).newsrooms
    return newsrooms[0] if newsrooms else stored.newsroom


def _is_news(stored: StoredArticle, now: datetime) -> bool:
    """Tell whether an article may alert: none from an archive, none read anew weeks later."""
    return stored.verdict is not Verdict.HISTORY and now - stored.fetched_at <= LATE_FOR


def _acts(group: Grouping, found: Sequence[Meeting]) -> bool:
    """Tell whether an article has a set do something: meet, be founded, take a name."""
    has_met = any(
        set(group.members) <= set(meeting.participants) and not meeting.is_background
        for meeting in found
    )
    return has_met or group.is_new or group.rule == NAMING


def _at_its_level(group: Grouping, found: Sequence[Meeting]) -> Grouping:
    """Give a set the most senior level at which the article has it meet."""
    met = [m.level for m in found if m.participants == group.members and not m.is_background]
    levels = [level for level in (group.level, *met) if level is not None]
    return replace(group, level=min(levels, key=list(Level).index, default=None))


def _touches(settled: Sequence[Settled], report: Report, *, is_news: bool) -> list[Touch]:
    """What was settled around a report is news, but for the meeting that it tells as history."""
    return [
        Touch(one.record, one.changes, is_news and not _is_history(one, report)) for one in settled
    ]


def _is_history(settled: Settled, report: Report) -> bool:
    return report.claim.is_background and report in settled.reports


def _added(left: DetectReport, right: DetectReport) -> DetectReport:
    return DetectReport(
        articles=left.articles + right.articles,
        unreadable=left.unreadable + right.unreadable,
        copies=left.copies + right.copies,
        relevant=left.relevant + right.relevant,
        alerts=left.alerts + right.alerts,
        skips=left.skips + right.skips,
    )
