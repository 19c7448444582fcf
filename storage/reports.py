"""Remembers reports: what each article claims of meetings, and of which record each claim is.

It finds the reports that might be about the same meetings; which are, it never decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, update
from sqlmodel import Session, and_, col, delete, or_, select

from parsers.model import Meeting
from parsers.records.reports import Key, Report
from parsers.records.telling import Telling
from storage import stories
from storage.columns import Among
from storage.statements import IDS, add_new, batches, change, every
from storage.tables.meetings import MeetingClaimRow, states_key

_ORDER = (col(MeetingClaimRow.article), col(MeetingClaimRow.ordinal))
_OF_RECORDS = select(MeetingClaimRow).where(
    Among(col(MeetingClaimRow.record), "records"),
)
_NEAR = select(MeetingClaimRow).where(
    Among(col(MeetingClaimRow.states), "states"),
    col(MeetingClaimRow.latest_on) >= bindparam("first"),
    col(MeetingClaimRow.earliest_on) <= bindparam("last"),
)


@dataclass(frozen=True, slots=True)
class Held:
    """Reports, by article, and the records that some of them are of."""

    reports: tuple[Report, ...]
    records: Mapping[Key, str]


def keep(
    session: Session,
    article_id: str,
    claims: Sequence[Meeting],
    *,
    told_at: datetime,
    seen_at: datetime,
) -> set[str]:
    """Keep what an article says of meetings, in place of what an earlier reading said.

    A claim of the same states stays with its record. Returns the ids of the records that
    lose a report.
    """
    before = _of_article(session, article_id)
    rows = [
        MeetingClaimRow.of(article_id, index, claim, told_at=told_at, seen_at=seen_at)
        for index, claim in enumerate(claims)
    ]
    left = list(before)
    for row in rows:
        known = next((one for one in left if one.states == row.states), None)
        if known is not None:
            left.remove(known)
            row.record, row.seen_at = known.record, known.seen_at
    change(session, delete(MeetingClaimRow).where(col(MeetingClaimRow.article) == article_id))
    add_new(session, rows)
    return {row.record for row in left if row.record is not None}


def claims(session: Session, article_id: str) -> list[Meeting]:
    """Return what an article says of meetings, in its order."""
    return [row.value for row in _of_article(session, article_id)]


def of_article(session: Session, article_id: str) -> list[Report]:
    """Return the reports of an article, in its order."""
    return list(_read(session, _of_article(session, article_id)).reports)


def of_record(session: Session, record_id: str) -> list[Report]:
    """Return the reports of a meeting, by article."""
    statement = select(MeetingClaimRow).where(MeetingClaimRow.record == record_id)
    return list(_read(session, every(session, statement.order_by(*_ORDER))).reports)


def around(session: Session, sets: Iterable[Sequence[str]], first: date, last: date) -> Held:
    """Return the reports of meetings of these sets of states that can lie in [``first``, ``last``].

    With a report come all others of its record, wherever they lie.
    """
    keys = sorted({states_key(tuple(states)) for states in sets})
    near = every(session, _NEAR, states=keys, first=first, last=last)
    records = sorted({row.record for row in near if row.record is not None})
    found = {(row.article, row.ordinal): row for row in near}
    beside = every(session, _OF_RECORDS, records=records)
    found.update(((row.article, row.ordinal), row) for row in beside)
    return _read(session, [found[key] for key in sorted(found)])


def with_articles(session: Session, held: Held, articles: Iterable[str]) -> Held:
    """Return ``held`` with the reports of more articles, and all others of their records."""
    wanted = sorted(articles)
    found = {report.key for report in held.reports}
    more: dict[Key, MeetingClaimRow] = {}
    for some in batches(wanted, IDS):
        named = select(MeetingClaimRow.record).where(col(MeetingClaimRow.article).in_(some))
        rows = every(session, select(MeetingClaimRow).where(col(MeetingClaimRow.record).in_(named)))
        more.update({key: row for row in rows if (key := (row.article, row.ordinal)) not in found})
    added = _read(session, [more[key] for key in sorted(more)])
    return Held((*held.reports, *added.reports), {**held.records, **added.records})


def published(session: Session, until: datetime) -> Held:
    """Return all reports published before an instant, each with the record it is now of."""
    statement = select(MeetingClaimRow).where(col(MeetingClaimRow.told_at) < until)
    return _read(session, every(session, statement.order_by(*_ORDER)))


def assign(session: Session, record_id: str, keys: Iterable[Key]) -> None:
    """Note that these reports are of one record."""
    article, ordinal = col(MeetingClaimRow.article), col(MeetingClaimRow.ordinal)
    for some in batches(sorted(keys), IDS // 10):
        mine = or_(*(and_(article == name, ordinal == place) for name, place in some))
        change(session, update(MeetingClaimRow).where(mine).values(record=record_id))


def _of_article(session: Session, article_id: str) -> list[MeetingClaimRow]:
    statement = select(MeetingClaimRow).where(MeetingClaimRow.article == article_id)
    return every(session, statement.order_by(col(MeetingClaimRow.ordinal)))


def _read(session: Session, rows: Sequence[MeetingClaimRow]) -> Held:
    writers: dict[str, str] = {}
    for some in batches(sorted({row.article for row in rows}), IDS):
        writers |= stories.newsrooms(session, some)
    reports = tuple(_report(row, writers) for row in rows)
    of = {(row.article, row.ordinal): row.record for row in rows if row.record is not None}
    return Held(reports, of)


def _report(row: MeetingClaimRow, writers: Mapping[str, str]) -> Report:
    telling = Telling(row.article, writers[row.article], row.told_at, row.seen_at)
    return Report(row.value, telling, row.ordinal)
