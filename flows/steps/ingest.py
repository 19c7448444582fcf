"""Reads the feeds that are due, and the pages their entries lead to, into the database.

Plain functions: no Prefect. What a feed or a page can do wrong ends as a counted
word, and never stops another.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from flows.runtime.answers import (
    ACCEPT_PAGE,
    Fetched,
    FetchFailure,
    FetchRequest,
    FetchResult,
    NotModified,
)
from flows.runtime.intervals import next_poll
from flows.runtime.tally import Tally, merged
from flows.runtime.web import Web, open_web
from flows.runtime.wiring import House
from flows.steps.sparing import sparing
from parsers.errors import FeedUnreadableError, PageUnreadableError
from parsers.model import Article, Credit, Entry
from parsers.press.feeds import FeedReading, read_feed
from parsers.press.newsrooms import Attribution, Basis, Imprint, Newsrooms
from parsers.press.pages import article_of_feed, read_page
from parsers.press.wire import credit
from storage import articles, feeds
from storage.database import reading, transaction
from storage.model import EntryOutcome, FeedState, Poll, PollOutcome, Verdict

logger = logging.getLogger(__name__)

# A feed's text shorter than this says too little to be an article of its own. In characters.
FEED_TEXT_MIN = 40

NEW = frozenset({EntryOutcome.STORED, EntryOutcome.STORED_FROM_FEED})
BROKE_THE_READER = "broke the reader; the log has the details"


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What one run read: feeds by poll outcome, entries by what became of them.

    ``failed`` holds the slugs of the feeds that did not answer with a feed.
    """

    feeds: Tally = field(default_factory=Tally)
    entries: Tally = field(default_factory=Tally)
    failed: tuple[str, ...] = ()

    @property
    def is_failure(self) -> bool:
        """True where feeds were asked and none answered."""
        return bool(self.failed) and len(self.failed) == self.feeds.total

    @property
    def is_partial(self) -> bool:
        """True where some feeds answered and some did not."""
        return bool(self.failed) and not self.is_failure

    def as_counts(self) -> dict[str, int]:
        """Return the figures of the run table."""
        polled = {f"feeds_{word}": count for word, count in self.feeds.as_dict().items()}
        return polled | self.entries.as_dict()


@dataclass(frozen=True, slots=True)
class Round:
    """What the reading of every feed of one run shares; ``web`` is open."""

    house: House
    web: Web
    run: str
    now: datetime


@dataclass(frozen=True, slots=True)
class Taken:
    """What an entry led to: an article with its writer, or the word for why there is none."""

    outcome: EntryOutcome
    article: Article | None = None
    credit: Credit = field(default_factory=Credit)
    written: Attribution | None = None


def due(
    house: House,
    now: datetime,
    *,
    slugs: Collection[str] | None = None,
    force: bool = False,
) -> list[FeedState]:
    """Make the kept feeds those of the configuration and return the ones to ask."""
    with transaction(house.engine) as session:
        feeds.sync(session, house.watchlist.feeds, now)
        return feeds.due(session, now, slugs=slugs, force=force)


async def ingest(
    house: House,
    run: str,
    states: Sequence[FeedState],
    now: datetime,
) -> IngestReport:
    """Ask all given feeds at once, within the limits of politeness, and keep what they bring."""
    async with open_web(house.settings) as web:
        return await ask(Round(house, web, run, now), states)


async def ask(round_: Round, states: Sequence[FeedState]) -> IngestReport:
    """Ask one batch of feeds; all batches of a run share its web, and so its politeness."""
    return report_of(await asyncio.gather(*(_poll(round_, state) for state in states)))


def report_of(reports: Sequence[IngestReport]) -> IngestReport:
    """Add up the reports of several feeds or batches."""
    return IngestReport(
        merged(report.feeds for report in reports),
        merged(report.entries for report in reports),
        tuple(slug for report in reports for slug in report.failed),
    )


async def _poll(round_: Round, state: FeedState) -> IngestReport:
    source = state.source
    limit = round_.house.settings.feed_max_bytes
    answer = await round_.web.fetch(
        FetchRequest(source.url, state.etag, state.last_modified, limit)
    )
    with sparing("feed", source.slug):
        return await _settled(round_, state, answer)
    return _keep_failure(round_, state, PollOutcome.NOT_A_FEED, BROKE_THE_READER)


async def _settled(round_: Round, state: FeedState, answer: FetchResult) -> IngestReport:
    """Keep what a feed's server answered, and what it led to."""
    if isinstance(answer, NotModified):
        return _keep_unchanged(round_, state, answer)
    if isinstance(answer, FetchFailure):
        outcome = PollOutcome(answer.outcome.value)
        return _keep_failure(round_, state, outcome, answer.detail, answer)
    try:
        found = await feed_of(state, answer, round_.now)
    except FeedUnreadableError as error:
        return _keep_failure(round_, state, PollOutcome.NOT_A_FEED, str(error), answer)
    return await _keep_entries(round_, state, answer, found)


async def feed_of(state: FeedState, answer: Fetched, now: datetime) -> FeedReading:
    """Read what a feed's server answered, beside the loop; raises FeedUnreadableError."""
    read = partial(
        read_feed,
        feed=state.source.slug,
        url=answer.url,
        content_type=answer.content_type,
        country=state.source.country,
        now=now,
    )
    return await asyncio.to_thread(read, answer.body)


def _keep_unchanged(round_: Round, state: FeedState, answer: NotModified) -> IngestReport:
    poll = Poll(
        feed=state.source.slug,
        run=round_.run,
        at=round_.now,
        outcome=PollOutcome.NOT_MODIFIED,
        http_status=answer.status,
        etag=answer.etag,
        last_modified=answer.last_modified,
        next_due_at=next_poll(round_.now, 0),
    )
    _keep_poll(round_, poll)
    return IngestReport(Tally.of([poll.outcome.value]))


def _keep_failure(
    round_: Round,
    state: FeedState,
    outcome: PollOutcome,
    detail: str,
    answer: Fetched | FetchFailure | None = None,
) -> IngestReport:
    wait = answer.retry_after if isinstance(answer, FetchFailure) else None
    poll = Poll(
        feed=state.source.slug,
        run=round_.run,
        at=round_.now,
        outcome=outcome,
        http_status=answer.status if answer else None,
        detail=detail,
        next_due_at=next_poll(round_.now, state.failures + 1, wait),
    )
    _keep_poll(round_, poll)
    return IngestReport(Tally.of([outcome.value]), failed=(state.source.slug,))


async def _keep_entries(
    round_: Round, state: FeedState, answer: Fetched, found: FeedReading
) -> IngestReport:
    with reading(round_.house.engine) as session:
        unseen = articles.unseen(session, found.entries)
    outcomes = await asyncio.gather(*(take(round_, entry) for entry in unseen))
    dropped = Tally.of(reason for _, reason in found.dropped)
    # Validators are kept only when every entry is settled, so that the rest is asked for again.
    is_whole = not any(outcome.is_passing for outcome in outcomes)
    poll = Poll(
        feed=state.source.slug,
        run=round_.run,
        at=round_.now,
        outcome=PollOutcome.OK,
        http_status=answer.status,
        entries=len(found.entries),
        new=sum(outcome in NEW for outcome in outcomes),
        dropped=dropped.as_dict(),
        detail="malformed, read as far as it goes" if found.is_malformed else "",
        etag=answer.etag if is_whole else None,
        last_modified=answer.last_modified if is_whole else None,
        next_due_at=next_poll(round_.now, 0),
    )
    _keep_poll(round_, poll)
    entries = Tally.of(outcome.value for outcome in outcomes) + dropped
    known = len(found.entries) - len(unseen)
    return IngestReport(Tally.of([poll.outcome.value]), entries.add("known", known))


async def take(round_: Round, entry: Entry, verdict: Verdict | None = None) -> EntryOutcome:
    """Fetch one entry's page, keep its article, and return what became of it.

    ``verdict`` replaces the one that the article's age gives.
    """
    limit = round_.house.settings.page_max_bytes
    request = FetchRequest(entry.url, max_bytes=limit, accept=ACCEPT_PAGE)
    answer = await round_.web.fetch(request)
    known = round_.house.watchlist.newsrooms
    taken = await asyncio.to_thread(_taken, entry, answer, known, round_.now)
    with sparing("entry", entry.id):
        return _keep_article(round_, entry, taken, verdict)
    return EntryOutcome.NOT_A_PAGE


def _taken(entry: Entry, answer: FetchResult, known: Newsrooms, now: datetime) -> Taken:
    """Read the page; where it cannot be had or read, make do with the feed's own text."""
    for source in (_from_page, _from_feed):
        with sparing("entry", entry.id):
            try:
                found = source(entry, answer, now)
            except PageUnreadableError as error:
                logger.info("page_unreadable entry=%s reason=%s", entry.id, error.reason)
                continue
            if found is not None:
                return _credited(*found, known)
    if isinstance(answer, FetchFailure):
        return Taken(EntryOutcome(answer.outcome.value))
    return Taken(EntryOutcome.NOT_A_PAGE)


def _from_page(
    entry: Entry, answer: FetchResult, now: datetime
) -> tuple[EntryOutcome, Article] | None:
    if not isinstance(answer, Fetched):
        return None
    page = read_page(
        answer.body, url=answer.url, entry=entry, content_type=answer.content_type, now=now
    )
    return EntryOutcome.STORED, page


def _from_feed(
    entry: Entry, _answer: FetchResult, _now: datetime
) -> tuple[EntryOutcome, Article] | None:
    if len(entry.summary) + len(entry.title) < FEED_TEXT_MIN:
        return None
    return EntryOutcome.STORED_FROM_FEED, article_of_feed(entry)


def _credited(outcome: EntryOutcome, article: Article, known: Newsrooms) -> Taken:
    claimed = credit(article)
    written = known.attribution(Imprint.of(article), claimed)
    return Taken(outcome, article, claimed, written)


def _keep_article(
    round_: Round, entry: Entry, taken: Taken, verdict: Verdict | None
) -> EntryOutcome:
    written = taken.written or Attribution("", "", Basis.OUTLET)
    dated = (taken.article.published_at if taken.article else None) or entry.published_at
    with transaction(round_.house.engine) as session:
        is_new = articles.keep(
            session,
            entry,
            taken.article,
            outcome=taken.outcome,
            verdict=verdict or Verdict.of(dated, round_.now),
            newsroom=written.newsroom,
            credit=taken.credit,
            publisher=written.publisher,
            basis=written.basis,
            run=round_.run,
            now=round_.now,
        )
    return taken.outcome if is_new or taken.article is None else EntryOutcome.DUPLICATE


def _keep_poll(round_: Round, poll: Poll) -> None:
    with transaction(round_.house.engine) as session:
        feeds.keep_poll(session, poll)
