"""Reads the past of the feeds: the feed as it stands, then the older pages some servers keep.

WordPress serves older entries of any feed at ``?paged=2`` and on; every other server
answers with the same entries again or with an error, and both end the walk. What is
found is history: it is kept and read, and nobody is told.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import httpx

from flows.runtime.answers import Cause, Fetched, FetchFailure, FetchRequest
from flows.runtime.tally import Tally, merged
from flows.runtime.web import open_web
from flows.runtime.wiring import House
from flows.steps.ingest import Round, feed_of, take
from flows.steps.sparing import sparing
from parsers.errors import FeedUnreadableError
from parsers.model import Entry
from storage import articles
from storage.database import reading
from storage.model import FeedState, Verdict

PAGES_MAX = 200  # 2,000 posts at WordPress' usual ten a page
UNAVAILABLE = "feed_unavailable"
BEYOND_THE_LAST = frozenset({Cause.NOT_FOUND, Cause.GONE, Cause.CLIENT_ERROR})


@dataclass(frozen=True, slots=True)
class Window:
    """Whole UTC days from ``since`` to ``until``, both included."""

    since: date
    until: date

    def __post_init__(self) -> None:
        if self.until < self.since:
            raise ValueError(f"until ({self.until}) is before since ({self.since}); swap them")

    def holds(self, at: datetime) -> bool:
        """Tell whether an instant (UTC) lies in the window."""
        return self.since <= at.date() <= self.until

    def is_before(self, entries: Sequence[Entry]) -> bool:
        """Tell whether all dated entries are older than the window."""
        dated = [entry.published_at.date() for entry in entries if entry.published_at]
        return bool(dated) and max(dated) < self.since


@dataclass(frozen=True, slots=True)
class Past:
    """What the walks of one run share; ``verdict`` is how the finds are kept."""

    round: Round
    window: Window
    verdict: Verdict

    def fate(self, entry: Entry) -> str | None:
        """Return the word for why an entry is passed over, None for one to be taken."""
        if entry.published_at is None:
            return "no_date"
        if not self.window.holds(entry.published_at):
            return "outside_window"
        age_says = Verdict.of(entry.published_at, self.round.now)
        if self.verdict is Verdict.HISTORY and age_says is Verdict.LIVE:
            return "left_to_ingest"
        return None


async def backfill(
    house: House,
    run: str,
    states: Sequence[FeedState],
    window: Window,
    now: datetime,
    *,
    live: bool = False,
) -> Tally:
    """Walk the given feeds back to the window's first day and count what became of each entry.

    ``live`` lets the finds alert. Without it, what is still news at ``now`` is left to the next
    poll: kept as history it would never be told.
    """
    async with open_web(house.settings) as web:
        past = Past(Round(house, web, run, now), window, Verdict.LIVE if live else Verdict.HISTORY)
        return merged(await asyncio.gather(*(_spared(past, state) for state in states)))


async def _spared(past: Past, state: FeedState) -> Tally:
    with sparing("feed", state.source.slug):
        return await _walk(past, state)
    return Tally.of([UNAVAILABLE])


async def _walk(past: Past, state: FeedState) -> Tally:
    tally = Tally()
    seen: set[str] = set()
    for page in range(1, PAGES_MAX + 1):
        entries = await _page(past.round, state, page)
        if entries is None:
            return tally.add(UNAVAILABLE if page == 1 else "page_unavailable")
        fresh = [entry for entry in entries if entry.id not in seen]
        if not fresh:
            return tally
        seen.update(entry.id for entry in fresh)
        tally += await _take_all(past, fresh)
        if past.window.is_before(fresh):
            return tally
    return tally.add("page_limit_reached")


async def _page(round_: Round, state: FeedState, page: int) -> tuple[Entry, ...] | None:
    """Return the entries of one page, none beyond the last; None where it cannot be had."""
    url = httpx.URL(state.source.url)
    if page > 1:
        url = url.copy_set_param("paged", str(page))
    limit = round_.house.settings.feed_max_bytes
    answer = await round_.web.fetch(FetchRequest(str(url), max_bytes=limit))
    if isinstance(answer, FetchFailure) and page > 1 and answer.cause in BEYOND_THE_LAST:
        return ()
    if not isinstance(answer, Fetched):
        return None
    try:
        found = await feed_of(state, answer, round_.now)
    except FeedUnreadableError:
        return None if page == 1 else ()
    return found.entries


async def _take_all(past: Past, entries: Sequence[Entry]) -> Tally:
    wanted = [entry for entry in entries if past.fate(entry) is None]
    with reading(past.round.house.engine) as session:
        unseen = articles.unseen(session, wanted)
    outcomes = await asyncio.gather(*(take(past.round, entry, past.verdict) for entry in unseen))
    passed_over = Tally.of(fate for entry in entries if (fate := past.fate(entry)) is not None)
    taken = Tally.of(outcome.value for outcome in outcomes)
    return (taken + passed_over).add("known", len(wanted) - len(unseen))
