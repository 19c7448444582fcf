"""Rebuilds in an empty database what was held at an instant; of the first it only reads.

A record that was touched by nothing since is as it is now; any other is as it was remembered,
and its reports are of the records that they then were of. What was read, decided or told later
is left out. Sets of states that were told of since are made anew, by whoever knows the
lexicon, from the claims that are kept here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, false, literal, null
from sqlmodel import Session, and_, col, func, not_, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from parsers.copies.clusters import partition
from parsers.copies.edges import Edge
from parsers.model import Change, ChangeKind, MeetingRecord
from parsers.records.groupings import grouping_id as set_id
from parsers.records.rulings import Decision
from parsers.records.story_rulings import ruling_of
from storage import decisions, meetings, originals
from storage.model import Attachment, Verdict
from storage.statements import IDS, add_new, batches, every, table_of
from storage.tables.articles import ArticleRow, ReadingRow
from storage.tables.decisions import AnchorRow, DecisionRow
from storage.tables.fingerprints import FingerprintRow, PostingRow
from storage.tables.groupings import (
    GroupingClaimRow,
    GroupingRow,
    GroupingStateRow,
    MembershipClaimRow,
)
from storage.tables.history import AttachmentRow, ChangeRow
from storage.tables.meetings import (
    MeetingClaimRow,
    MeetingRow,
    MeetingStateRow,
    ParticipantRow,
    states_of_key,
)
from storage.tables.outbox import AlertRow, SlotRow
from storage.tables.rows import Row
from storage.tables.runs import RunRow
from storage.tables.stories import EdgeRow, StoryMemberRow

TELLING = ("detect", "digest")  # the verbs that tell what has waited
ROWS = 1_000  # how many rows are carried over at a time
Cells = dict[str, Any]
Span = tuple[datetime, datetime]
_ALWAYS = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Arrival:
    """When an article was read for the first time, and its place in the batches of that run."""

    at: datetime
    article: str


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision that a person made, or took back, at an instant."""

    at: datetime
    decision: Decision
    is_undone: bool


def arrivals(session: Session, since: datetime, until: datetime) -> list[Arrival]:
    """Return the articles first read in [``since``, ``until``), in the order of reading."""
    first = func.min(col(ReadingRow.read_at)).label("first")
    read = select(col(ReadingRow.article), first).group_by(col(ReadingRow.article)).subquery()
    at = col(ArticleRow.published_at)
    statement = (
        select(read.c.first, ArticleRow.id)
        .join(read, read.c.article == ArticleRow.id)
        .where(read.c.first >= since, read.c.first < until)
        .order_by(read.c.first, at.asc().nulls_last(), col(ArticleRow.id))
    )
    return [Arrival(instant, article) for instant, article in session.exec(statement).all()]


def rulings(session: Session, since: datetime, until: datetime) -> list[Ruling]:
    """Return the decisions made or undone in [``since``, ``until``), in the order of time."""
    made, undone = col(DecisionRow.made_at), col(DecisionRow.undone_at)
    within = or_(and_(made >= since, made < until), and_(undone >= since, undone < until))
    found = []
    for row in every(session, select(DecisionRow).where(within)):
        for at, is_undone in ((row.made_at, False), (row.undone_at, True)):
            if at is not None and since <= at < until:
                found.append(Ruling(at, row.value, is_undone))
    return sorted(found, key=lambda one: (one.at, one.is_undone, one.decision.id))


def runs_of(session: Session, verb: str, since: datetime, until: datetime) -> list[datetime]:
    """Return when runs of a verb began in [``since``, ``until``), the first first."""
    at = col(RunRow.started_at)
    statement = select(RunRow.started_at).where(RunRow.verb == verb, at >= since, at < until)
    return every(session, statement.order_by(at))


def last_run(session: Session, at: datetime) -> datetime | None:
    """Return when articles were last read, or something that waited told, before an instant."""
    read = select(func.max(ReadingRow.read_at)).where(col(ReadingRow.read_at) < at)
    begun = col(RunRow.started_at)
    run = select(func.max(RunRow.started_at)).where(begun < at, col(RunRow.verb).in_(TELLING))
    found = [one for one in (*session.exec(read).all(), *session.exec(run).all()) if one]
    return max(found, default=None)


def untold(session: Session, since: datetime, at: datetime) -> list[Change]:
    """Return what changed in [``since``, ``at``) by news and was not told before ``at``, in order.

    Some of it waited for a second newsroom; most of it nobody asked for.
    """
    seen, told = col(ChangeRow.seen_at), col(AlertRow.raised_at)
    is_told = exists().where(col(AlertRow.record) == ChangeRow.record, told >= seen, told < at)
    news = select(ArticleRow.id).where(ArticleRow.verdict != Verdict.HISTORY.value)
    statement = select(ChangeRow).where(
        seen >= since, seen < at, ~is_told, col(ChangeRow.article).in_(news)
    )
    return [row.value for row in every(session, statement.order_by(seen, col(ChangeRow.id)))]


def rebuild(
    source: Session, target: Session, at: datetime, comparable: Sequence[Span] = ()
) -> None:
    """Fill an empty database with what ``source`` held before ``at``.

    Articles have their texts, and what finds them as copies, where they were published in
    ``comparable``; those of an unknown date have them where that is not empty.
    """
    before = _read_before(at)
    _articles(source, target, before, comparable)
    _decisions(source, target, at)
    _stories(source, target, before)
    _meetings(source, target, at)
    _claims(source, target, at)
    _sets(source, target, at)
    _carry(source, target, ChangeRow, col(ChangeRow.seen_at) < at)
    _mergers(target)
    _carry(source, target, AlertRow, col(AlertRow.raised_at) < at)
    _carry(source, target, SlotRow, col(SlotRow.taken_at) < at, _unsent)


def carry_articles(source: Session, target: Session, ids: Iterable[str]) -> None:
    """Let articles arrive that ``source`` holds."""
    _carry(source, target, ArticleRow, col(ArticleRow.id).in_(sorted(ids)))


def proofs(source: Session, target: Session, article_id: str) -> list[Edge]:
    """Return the proofs that tie an article to others which have arrived in ``target``."""
    ends = or_(col(EdgeRow.first) == article_id, col(EdgeRow.second) == article_id)
    edges = [row.value for row in every(source, select(EdgeRow).where(ends))]
    others = {end for edge in edges for end in (edge.left, edge.right)}
    there = set(every(target, select(ArticleRow.id).where(col(ArticleRow.id).in_(others))))
    return [edge for edge in edges if {edge.left, edge.right} <= there]


def sets_told_since(source: Session, target: Session, at: datetime) -> set[tuple[str, ...]]:
    """Return the sets of states that were claimed before ``at`` and told of since."""
    touched = set(every(source, _sets_touched(at)))
    later = ~col(GroupingClaimRow.article).in_(_read_before(at))
    claimed = set(every(source, select(GroupingClaimRow.states).where(later).distinct()))
    keys = {
        *every(target, select(GroupingClaimRow.states).distinct()),
        *target.exec(select(MembershipClaimRow.states).distinct()).all(),
    }
    sets = {key: states_of_key(key) for key in keys if key}
    return {one for key, one in sets.items() if key in claimed or set_id(one) in touched}


def spans(session: Session, articles: Iterable[str], margin: timedelta) -> list[Span]:
    """Return the times so near to the publication of some articles, without overlaps.

    All of time where one of them has no date.
    """
    published: list[datetime] = []
    for some in batches(sorted(articles), IDS):
        dates = select(ArticleRow.published_at).where(col(ArticleRow.id).in_(some))
        for at in session.exec(dates).all():
            if at is None:
                return [_ALWAYS]
            published.append(at)
    found: list[Span] = []
    for at in sorted(published):
        start, end = at - margin, at + margin
        if found and start <= found[-1][1]:
            start = found.pop()[0]
        found.append((start, end))
    return found


def _read_before(at: datetime) -> SelectOfScalar[str]:
    return select(ReadingRow.article).where(col(ReadingRow.read_at) < at)


def _sets_touched(at: datetime) -> SelectOfScalar[str]:
    return select(GroupingStateRow.record).where(col(GroupingStateRow.seen_at) >= at).distinct()


def _sets(source: Session, target: Session, at: datetime) -> None:
    """Carry over what was claimed of sets, and those of which nothing was told since."""
    before = _read_before(at)
    _carry(source, target, GroupingClaimRow, col(GroupingClaimRow.article).in_(before))
    _carry(source, target, MembershipClaimRow, col(MembershipClaimRow.article).in_(before))
    later = select(GroupingClaimRow.states).where(~col(GroupingClaimRow.article).in_(before))
    is_still = and_(
        ~col(GroupingRow.states).in_(later), ~col(GroupingRow.id).in_(_sets_touched(at))
    )
    _carry(source, target, GroupingRow, is_still)
    support = col(AttachmentRow.record).in_(select(GroupingRow.id).where(is_still))
    _carry(source, target, AttachmentRow, support)
    _carry(source, target, GroupingStateRow, col(GroupingStateRow.seen_at) < at)


def _articles(
    source: Session, target: Session, before: SelectOfScalar[str], comparable: Sequence[Span]
) -> None:
    at = col(ArticleRow.published_at)
    within = or_(false(), *(and_(at >= start, at <= end) for start, end in comparable))
    near = or_(within, at.is_(None)) if comparable else false()
    read = col(ArticleRow.id).in_(before)
    _carry(source, target, ArticleRow, and_(read, near))
    _carry(source, target, ArticleRow, and_(read, not_(near)), _untold)
    marked = select(ArticleRow.id).where(read, near)
    if comparable:
        kept = col(FingerprintRow.article).in_(marked)
        numbers = select(FingerprintRow.number).where(kept)
        _carry(source, target, FingerprintRow, kept)
        _carry(source, target, PostingRow, col(PostingRow.number).in_(numbers))


def _untold(name: str, column: ColumnElement[Any]) -> ColumnElement[Any]:
    """Leave the text of an article behind."""
    return literal("").label(name) if name == "text" else column


def _unsent(name: str, column: ColumnElement[Any]) -> ColumnElement[Any]:
    """Leave the message of a day behind."""
    return null().label(name) if name == "delivery" else column


def _carry(
    source: Session,
    target: Session,
    kind: type[Row],
    which: ColumnElement[bool],
    changed: Callable[[str, ColumnElement[Any]], ColumnElement[Any]] | None = None,
) -> None:
    columns = [changed(c.name, c) if changed else c for c in table_of(kind).columns]
    for rows in _rows(source, Select(*columns).where(which)):
        _insert(target, kind, rows)


def _rows(source: Session, statement: Select[Any]) -> Iterator[list[Cells]]:
    streamed = source.connection().execute(statement.execution_options(yield_per=ROWS))
    for some in streamed.mappings().partitions(ROWS):
        yield [dict(row) for row in some]


def _insert(target: Session, kind: type[Row], rows: Sequence[Cells]) -> None:
    """Insert rows as one statement for each of many, which is compiled once."""
    if rows:
        target.connection().execute(table_of(kind).insert(), rows)


def _stories(source: Session, target: Session, before: SelectOfScalar[str]) -> None:
    """Carry over the proofs, and put every article into the story that all ties make."""
    both = and_(col(EdgeRow.first).in_(before), col(EdgeRow.second).in_(before))
    _carry(source, target, EdgeRow, both)
    published = dict(target.exec(select(ArticleRow.id, ArticleRow.published_at)).all())
    edges = [row.value for row in every(target, select(EdgeRow))]
    ruled = [ruling_of(one) for one in decisions.of_all_stories(target)]
    told = sorted(partition(published, edges, ruled).stories.items())
    _insert(target, StoryMemberRow, [{"article": one, "story": story} for one, story in told])
    sizes = Counter(story for _, story in told)
    copied = {article: story for article, story in told if sizes[story] > 1}
    originals.keep(target, copied, originals.members_of(target, sorted(copied)), edges)


def _touched(at: datetime) -> SelectOfScalar[str]:
    return select(MeetingStateRow.record).where(col(MeetingStateRow.seen_at) >= at)


def _meetings(source: Session, target: Session, at: datetime) -> None:
    """Carry over the meetings as they were held, with the words that support the untouched."""
    touched = _touched(at)
    for kind, record in (
        (MeetingRow, col(MeetingRow.id)),
        (ParticipantRow, col(ParticipantRow.meeting)),
        (AttachmentRow, col(AttachmentRow.record)),
    ):
        untouched = and_(~record.in_(touched), record.in_(select(MeetingRow.id)))
        _carry(source, target, kind, untouched)
    for one in _held(source, at):
        meetings.keep(target, one)


def _held(source: Session, at: datetime) -> list[MeetingRecord]:
    """Return the meetings that were touched since, as they were held before."""
    newest = (
        select(func.max(MeetingStateRow.id))
        .where(col(MeetingStateRow.seen_at) < at, col(MeetingStateRow.record).in_(_touched(at)))
        .group_by(col(MeetingStateRow.record))
    )
    rows = every(source, select(MeetingStateRow).where(col(MeetingStateRow.id).in_(newest)))
    return [value for row in rows if (value := row.value) is not None]


def _claims(source: Session, target: Session, at: datetime) -> None:
    """Carry over what was claimed, each claim with the record that it then was of."""
    record, article = col(MeetingClaimRow.record), col(MeetingClaimRow.article)
    read = article.in_(_read_before(at))
    is_moved = or_(record.is_(None), record.in_(_touched(at)))
    _carry(source, target, MeetingClaimRow, and_(read, not_(is_moved)))
    told_by: dict[str, list[MeetingRecord]] = {}
    for one in _held(source, at):
        for told in one.sources:
            told_by.setdefault(told, []).append(one)
    moved = select(MeetingClaimRow).where(read, is_moved)
    rows = every(source, moved.order_by(article, col(MeetingClaimRow.ordinal)))
    source.expunge_all()  # they are changed for the other database, not for this one
    taken: set[tuple[str, str]] = set()
    for row in rows:
        row.record = _record_of(row, told_by.get(row.article, ()), taken)
        row.seen_at = min(row.seen_at, at)
        taken.add((row.article, row.record or ""))
    add_new(target, rows)
    add_new(target, [_support(row, row.record) for row in rows if row.record is not None])


def _support(row: MeetingClaimRow, record: str) -> AttachmentRow:
    claim = row.value
    return AttachmentRow.of(Attachment(record, row.article, claim.evidence, claim.rule))


def _record_of(
    row: MeetingClaimRow, records: Sequence[MeetingRecord], taken: set[tuple[str, str]]
) -> str | None:
    """Return which of the records that rest on its article a claim was of, or None.

    It is most often of the same one today. Where it is not, the states tell, and that no other
    claim of the article is of it.
    """
    states = set(row.states.split("-"))

    def unlikeness(record: MeetingRecord) -> tuple[bool, int, bool, str]:
        apart = len(states ^ set(record.participants))
        return record.id != row.record, apart, (row.article, record.id) in taken, record.id

    best = min(records, key=unlikeness, default=None)
    if best is None or (unlikeness(best)[0] and unlikeness(best)[1] > 1):
        return None
    return best.id


def _mergers(target: Session) -> None:
    """Note which meetings had gone on as others, by the changes that say so."""
    merged = col(ChangeRow.kind) == ChangeKind.MERGED.value
    for row in every(target, select(ChangeRow).where(merged).order_by(col(ChangeRow.id))):
        meetings.merge(target, row.record, row.after)


def _decisions(source: Session, target: Session, at: datetime) -> None:
    """Carry over what people had decided; what they took back later still holds."""
    made = col(DecisionRow.made_at) < at
    rows = every(source, select(DecisionRow).where(made))
    source.expunge_all()  # as above
    for row in rows:
        row.undone_at = None if row.undone_at is None or row.undone_at >= at else row.undone_at
    add_new(target, rows)
    mine = col(AnchorRow.decision).in_(select(DecisionRow.id).where(made))
    _carry(source, target, AnchorRow, mine)
