"""Judges the records that a batch of articles touched, and queues what is news.

One alert per record at most, sets of states first: an alert of a new set carries the
meeting at which it met, which is then not told a second time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlmodel import Session

from alerts.model import Alert, Skip, Source
from alerts.novelty import grouping_id, untold, with_meeting
from alerts.rules import Context, Record, audience, judge
from flows.runtime.wiring import House
from parsers.model import Change, ChangeKind, GroupingKind, GroupingRecord, MeetingRecord
from parsers.records.groupings import nearest
from parsers.records.meetings import is_stale
from parsers.records.rulings import DecisionKind
from storage import articles, decisions, groupings, history, meetings, outbox, stories
from storage.model import Attachment, StoredArticle

# A mute without a day ends with one of these.
TURNS = frozenset({ChangeKind.STATUS, ChangeKind.DATE, ChangeKind.LEVEL, ChangeKind.NAME})
SOURCES_MAX = 6  # an alert names so many articles; the rest is counted


@dataclass(frozen=True, slots=True)
class Touch:
    """One record as an article left it, and what changed there; ``is_news`` of no archive."""

    record: Record
    changes: tuple[Change, ...]
    is_news: bool


@dataclass(frozen=True, slots=True)
class Judgement:
    """One record as a pass judged it: on what news, in which light, and what came of it.

    ``context`` is None for what was not looked at closely, as news of an archive.
    """

    record: Record
    verdict: Alert | Skip
    news: tuple[Change, ...] = ()
    context: Context | None = None


@dataclass(slots=True)
class Pass:
    """What one batch has touched so far: records as they now are, with their news."""

    meetings: dict[str, MeetingRecord] = field(default_factory=dict)
    groupings: dict[str, GroupingRecord] = field(default_factory=dict)
    news: dict[str, list[Change]] = field(default_factory=dict)

    def add(self, touches: Sequence[Touch]) -> None:
        """Remember what an article did; a change told by an archive is no news."""
        for touch in touches:
            if isinstance(touch.record, MeetingRecord):
                self.meetings[touch.record.id] = touch.record
            else:
                self.groupings[touch.record.id] = touch.record
            if touch.is_news:
                self.news.setdefault(touch.record.id, []).extend(touch.changes)


def tell(session: Session, house: House, made: Pass, now: datetime) -> tuple[Judgement, ...]:
    """Judge every touched record once, queue what is news, and say why the rest is not told."""
    return tuple(_queued(session, house, one) for one in _judgements(session, house, made, now))


def _queued(session: Session, house: House, one: Judgement) -> Judgement:
    """Keep an alert with its place in each queue; one that was raised before is told already."""
    if isinstance(one.verdict, Skip):
        return one
    names = [who.name for who in audience(one.verdict, house.watchlist.recipients)]
    is_new = outbox.raise_alert(session, one.verdict, names)
    return one if is_new else replace(one, verdict=Skip("told", one.record.id))


def _judgements(session: Session, house: House, made: Pass, now: datetime) -> Iterator[Judgement]:
    """Judge lazily: what is raised of a set must be kept before its meeting is looked at."""
    met = [m for m in made.meetings.values() if m.kind is not GroupingKind.BILATERAL]
    for group in made.groupings.values():
        one = _judged(session, house, group, made.news.get(group.id), now)
        if isinstance(one.verdict, Alert):
            one = replace(one, verdict=with_meeting(one.verdict, met))
        yield one
    for record in made.meetings.values():
        news = made.news.get(record.id)
        if news is None:
            yield Judgement(record, Skip("history", record.id))
            continue
        former = meetings.predecessors(session, record.id)
        about = (record.id, *former, grouping_id(record.participants))
        told = [alert for one in about for alert in outbox.alerts_of(session, one)]
        yield _judged(session, house, record, untold(record, news, told, now, former), now)


def _judged(
    session: Session,
    house: House,
    record: Record,
    news: Sequence[Change] | None,
    now: datetime,
) -> Judgement:
    """Judge one record; ``news`` is None where an archive alone told of it."""
    if news is None or (isinstance(record, MeetingRecord) and is_stale(record, now)):
        return Judgement(record, Skip("history", record.id), tuple(news or ()))
    context = context_of(session, house, record, news, now)
    rules, names = house.watchlist.rules, house.lexicon.state_name
    verdict = judge(record, news, rules, context, now, names=names)
    return Judgement(record, verdict, tuple(news), context)


def context_of(
    session: Session, house: House, record: Record, news: Sequence[Change], now: datetime
) -> Context:
    """Return what an alert of a record needs beside it: who says so, and in which words."""
    writers = stories.writers(session, record.sources)
    told_by = articles.many(session, record.sources)
    return Context(
        sentence=_sentence(session, record, told_by, news),
        sources=_sources(session, told_by),
        newsrooms=len(writers.newsrooms),
        copies=writers.copies,
        nearest=_nearest(house, record),
        is_known=bool(decisions.of_record(session, record.id, DecisionKind.KNOWN)),
        is_muted=_is_muted(session, record, now),
    )


def _is_muted(session: Session, record: Record, now: datetime) -> bool:
    """Tell whether a person muted a record: until a day, or till it next changed its status."""
    names = (record.id, *meetings.predecessors(session, record.id))
    mutes = [one for name in names for one in decisions.of_record(session, name, DecisionKind.MUTE)]
    if any(mute.until is not None and now.date() <= mute.until for mute in mutes):
        return True
    turned = [one.seen_at for one in history.of(session, record.id) if one.kind in TURNS]
    last = max(turned, default=None)
    return any(mute.until is None and (last is None or last < mute.made_at) for mute in mutes)


def _sentence(
    session: Session,
    record: Record,
    told_by: Sequence[StoredArticle],
    news: Sequence[Change],
) -> str:
    """Quote who brought the news, or the latest article; a body rather than a headline."""
    kept = meetings if isinstance(record, MeetingRecord) else groupings
    age = {stored.article.id: index for index, stored in enumerate(sorted(told_by, key=_told_at))}
    brought = {change.article for change in news}

    def weight(attached: Attachment) -> tuple[bool, bool, int]:
        is_body = attached.evidence.end > 0
        return is_body, attached.article in brought, age.get(attached.article, -1)

    best = max(kept.attachments(session, record.id), key=weight, default=None)
    return best.evidence.text if best else ""


def _sources(session: Session, told_by: Sequence[StoredArticle]) -> tuple[Source, ...]:
    """One source per story, the latest story first, copies counted on it."""
    found: dict[str, list[StoredArticle]] = {}
    for stored in sorted(told_by, key=_told_at):
        story = stories.story_of(session, stored.article.id) or stored.article.id
        found.setdefault(story, []).append(stored)
    latest_first = sorted(found.values(), key=lambda copies: _told_at(copies[0]), reverse=True)
    return tuple(_source(copies[0], len(copies) - 1) for copies in latest_first[:SOURCES_MAX])


def _source(first: StoredArticle, copies: int) -> Source:
    article = first.article
    return Source(article.title, article.url, first.newsroom, article.published_at, copies)


def _told_at(stored: StoredArticle) -> tuple[datetime, str]:
    return stored.article.published_at or stored.fetched_at, stored.article.id


def _nearest(house: House, record: Record) -> tuple[str, ...]:
    if isinstance(record, MeetingRecord):
        return ()
    known = [
        (known.name, known.states)
        for known in house.lexicon.groupings.values()
        if known.kind == GroupingKind.MINILATERAL.value and known.id != record.known
    ]
    return nearest(record.members, known)
