"""Puts into plain text what was read, found and sent, and how the feeds do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlmodel import Session

from alerts.model import DeliveryState
from alerts.untrusted import TITLE_LIMIT, clean
from flows.runtime.wiring import House
from storage import articles, feeds, groupings, meetings, outbox, runs, stories, ways
from storage import waiting as news
from storage.database import reading
from storage.model import FeedSource, FeedState, Run

RUNS_SHOWN = 6
ALERTS_SHOWN = 10
ALERTS_SINCE = timedelta(days=7)


class FeedLine(NamedTuple):
    """What there is to say of one feed, in words."""

    feed: str
    state: str
    last_answer: str
    next: str
    said: str


def status_of(house: House, now: datetime) -> str:
    """Return the state of the house in some twenty lines."""
    with reading(house.engine) as session:
        return "\n".join(_lines(house, session, now))


def _lines(house: House, session: Session, now: datetime) -> Iterator[str]:
    states = feeds.health(session)
    failing = sum(state.failing_since is not None for state in states)
    yield f"feeds      {len(states)} enabled, {failing} failing"
    counts = articles.counts(session)
    yield f"articles   {counts['articles']} in {stories.count(session)} stories"
    held = len(meetings.all(session)), len(groupings.everything(session))
    yield f"records    {held[0]} meetings, {held[1]} groupings"
    waiting = ", ".join(f"{n} {word}" for word, n in outbox.counts(session).items())
    yield f"messages   {waiting}"
    yield f"waiting    {_waiting(session)}"
    yield from _troubles(session)
    yield from _closed(session, now)
    yield ""
    for run in runs.recent(session, limit=RUNS_SHOWN):
        yield _run(run)
    yield ""
    told = outbox.alerts_between(session, now - ALERTS_SINCE, now + timedelta(seconds=1))
    yield f"alerts of the last {ALERTS_SINCE.days} days: {len(told)}"
    for alert in told[-ALERTS_SHOWN:]:
        who = ", ".join(house.lexicon.state_name(code) for code in alert.members)
        yield f"  {alert.id[:10]}  {alert.raised_at:%Y-%m-%d}  {alert.reason.value:<13} {who}"


def _waiting(session: Session) -> str:
    """Say of how many records there is news that is not told yet, and when the first is due."""
    rows = news.everything(session)
    if not rows:
        return "no news"
    return f"news of {len(rows)} record(s), the first until {rows[0].until:%Y-%m-%d %H:%M}"


def _troubles(session: Session) -> Iterator[str]:
    """Name the messages that did not go out at the first attempt, with the last reason."""
    for delivery in outbox.deliveries(session):
        if delivery.state is DeliveryState.SENT or not delivery.attempts:
            continue
        tried = outbox.attempts(session, delivery.id)
        said = tried[-1].detail if tried else "no answer yet"
        words = f"{delivery.state} after {delivery.attempts} attempt(s): {said}"
        yield f"  {delivery.id}  to {delivery.recipient}: {words}"


def _closed(session: Session, now: datetime) -> Iterator[str]:
    """Name the ways that nothing goes by, and who is written to no more."""
    for way in ways.troubled(session, now):
        yield f"  {way.name} is closed until {_short(way.until)}: {clean(way.detail, TITLE_LIMIT)}"
    for one in ways.refused(session):
        if one.is_final:
            yield f"  {one.recipient} takes no mail since {_short(one.since)}: {clean(one.detail)}"


def _run(run: Run) -> str:
    figures = ", ".join(f"{count} {word}" for word, count in run.counts.items())
    return f"{run.started_at:%Y-%m-%d %H:%M}  {run.verb:<9} {run.status.value:<8} {figures}"


def feed_table(house: House, now: datetime, *, only_failing: bool = False) -> Iterator[str]:
    """Put the feeds into columns below a heading, for people and for ``cut`` alike."""
    heading = FeedLine("feed", "state", "last answer", "next", "said")
    rows = [heading, *feed_lines(house, now, only_failing=only_failing)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(heading) - 1)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, [*widths, 0], strict=True)]
        yield "  ".join(cells).rstrip()


def feed_lines(house: House, now: datetime, *, only_failing: bool = False) -> Iterator[FeedLine]:
    """Return a line of words for each configured feed, in the order of the configuration."""
    with reading(house.engine) as session:
        states = {state.source.slug: state for state in feeds.health(session)}
        said = {slug: _said(session, slug) for slug in states}
    for source in house.watchlist.feeds:
        state = states.get(source.slug) if source.enabled else None
        if only_failing and (state is None or state.failing_since is None):
            continue
        yield _feed_line(source, state, said.get(source.slug, ""), now)


def _said(session: Session, slug: str) -> str:
    polls = feeds.last_polls(session, slug, 1)
    return f"{polls[0].outcome} {polls[0].detail}".strip() if polls else ""


def _feed_line(
    source: FeedSource,
    state: FeedState | None,
    said: str,
    now: datetime,
) -> FeedLine:
    if not source.enabled:
        return FeedLine(source.slug, "disabled", "", "", source.note)
    if state is None or not said:
        return FeedLine(source.slug, "not asked yet", "never", "due", source.note)
    word = f"failing since {_short(state.failing_since)}" if state.failing_since else "ok"
    at = state.next_due_at
    due = "due" if at is None or at <= now else _short(at)
    return FeedLine(source.slug, word, _short(state.last_success_at), due, said)


def _short(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%M}" if at else "never"
