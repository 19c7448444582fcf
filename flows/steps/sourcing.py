"""Gathers what an alert needs beside the record: who says so, in which words, near to what.

Ask storage alone: what is news, and how long it waits, is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from alerts.model import Source
from alerts.rules import Context, Record
from alerts.waits import Backing
from flows.runtime.rows import FeedKind
from flows.runtime.wiring import House
from flows.steps.assembling import known_sets
from parsers.model import Article, Change, ChangeKind, GroupingRecord, MeetingRecord
from parsers.records.meetings import saying
from parsers.records.nearness import nearest
from parsers.records.rulings import DecisionKind
from storage import (
    articles,
    decisions,
    groupings,
    history,
    meetings,
    reports,
    set_reports,
    stories,
)
from storage.model import Attachment, StoredArticle

# A mute without a day ends with one of these.
TURNS = frozenset({ChangeKind.STATUS, ChangeKind.DATE, ChangeKind.LEVEL, ChangeKind.NAME})
SAID_OF_SETS = frozenset({ChangeKind.NAME, ChangeKind.LEVEL, ChangeKind.JOINED, ChangeKind.LEFT})
SOURCES_MAX = 6  # an alert names so many articles; the rest is counted


def context_of(
    session: Session,
    house: House,
    record: Record,
    news: Sequence[Change],
    now: datetime,
    *,
    previous: str = "",
) -> Context:
    """Return in which light a record is judged; ``previous`` is the alert that last told of it."""
    supporting = _attachments(session, record)
    writers = stories.writers(session, record.sources)
    told_by = articles.many(session, record.sources)
    return Context(
        sentence=_sentence(supporting, told_by, news),
        sources=_sources(session, told_by),
        newsrooms=len(writers.newsrooms),
        copies=writers.copies,
        nearest=_nearest(session, house, record),
        is_known=bool(decisions.of_record(session, record.id, DecisionKind.KNOWN)),
        is_muted=_is_muted(session, record, now),
        texts=_texts(supporting, told_by),
        aliases=_aliases(house, record),
        previous=previous,
    )


def backing_of(
    session: Session,
    house: House,
    record: Record,
    change: Change | None,
    beside: Sequence[MeetingRecord] = (),
) -> Backing:
    """Return who stands behind what changed; ``beside`` are meetings of a new set of states."""
    if isinstance(record, MeetingRecord):
        behind = _saying(session, record, change)
    else:
        behind = _naming(session, record, change) | {a for m in beside for a in m.sources}
    told_by = articles.many(session, behind)
    official = {feed.slug for feed in house.watchlist.feeds if feed.kind == FeedKind.GOVERNMENT}
    return Backing(
        newsrooms=len(stories.writers(session, behind).newsrooms),
        is_official=any(stored.article.feed in official for stored in told_by),
    )


def _saying(session: Session, record: MeetingRecord, change: Change | None) -> set[str]:
    """Return the articles that say of a meeting what changed, or those that brought it."""
    if change is None:
        return set(record.sources)
    found = saying(record, change.kind, reports.of_record(session, record.id))
    return {report.telling.article for report in found} or {change.article}


def _naming(session: Session, record: GroupingRecord, change: Change | None) -> set[str]:
    """Return the articles that say of a set of states what is new: a name, a level, a member."""
    if change is None or change.kind not in SAID_OF_SETS:
        return set(record.sources)
    return set_reports.saying(session, record.members, change) or {change.article}


def _attachments(session: Session, record: Record) -> list[Attachment]:
    if isinstance(record, MeetingRecord):
        return meetings.attachments(session, record.id)
    return groupings.attachments(session, record.id)


def _texts(supporting: Sequence[Attachment], told_by: Sequence[StoredArticle]) -> tuple[str, ...]:
    """Return the sentences that tell of a record, and the titles of their articles."""
    titles = (stored.article.title for stored in told_by)
    return tuple(dict.fromkeys((*(one.evidence.text for one in supporting), *titles)))


def _aliases(house: House, record: Record) -> tuple[str, ...]:
    """Return the other names of a grouping that the lexicon knows, and its id there."""
    known = house.lexicon.groupings
    if isinstance(record, GroupingRecord):
        found = [known[record.known]] if record.known in known else []
    else:
        found = [one for one in known.values() if one.name == record.grouping]
    return tuple(name for one in found for name in (one.id, one.name, *one.aliases))


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
    supporting: Sequence[Attachment],
    told_by: Sequence[StoredArticle],
    news: Sequence[Change],
) -> str:
    """Quote who brought the news, or the latest article; a body rather than a headline."""
    age = {stored.article.id: index for index, stored in enumerate(sorted(told_by, key=_told_at))}
    brought = {change.article for change in news}

    def weight(attached: Attachment) -> tuple[bool, bool, int]:
        is_body = attached.evidence.end > 0
        return is_body, attached.article in brought, age.get(attached.article, -1)

    best = max(supporting, key=weight, default=None)
    return best.evidence.text if best else ""


def _sources(session: Session, told_by: Sequence[StoredArticle]) -> tuple[Source, ...]:
    """One source per story, the latest story first, copies counted on it."""
    found: dict[str, list[StoredArticle]] = {}
    writers = stories.newsrooms(session, [stored.article.id for stored in told_by])
    for stored in sorted(told_by, key=_told_at):
        story = stories.story_of(session, stored.article.id) or stored.article.id
        found.setdefault(story, []).append(stored)
    latest_first = sorted(found.values(), key=lambda copies: _told_at(copies[0]), reverse=True)
    return tuple(
        _source(copies[0].article, writers[copies[0].article.id], len(copies) - 1)
        for copies in latest_first[:SOURCES_MAX]
    )


def _source(article: Article, writer: str, copies: int) -> Source:
    return Source(article.title, article.url, writer, article.published_at, copies)


def _told_at(stored: StoredArticle) -> tuple[datetime, str]:
    return stored.article.published_at or stored.fetched_at, stored.article.id


def _nearest(session: Session, house: House, record: Record) -> tuple[str, ...]:
    if isinstance(record, MeetingRecord):
        return ()
    return nearest(record.members, known_sets(session, house.lexicon, record))
