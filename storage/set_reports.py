"""Remembers set reports: what each article claims of sets of states, and of who joined them.

It finds the reports of a set and of a name; what they make of a record it never decides.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, update
from sqlmodel import Session, and_, col, delete, func, select

from parsers.model import Change, ChangeKind
from parsers.records.membership import Line
from parsers.records.set_reports import MembershipReport, SetReport, Told, told_by
from storage.statements import IDS, add_new, batches, change, every
from storage.tables.groupings import GroupingClaimRow, MembershipClaimRow
from storage.tables.meetings import name_key, states_key

_ORDER = (col(GroupingClaimRow.article), col(GroupingClaimRow.ordinal))
_MOVES = (col(MembershipClaimRow.article), col(MembershipClaimRow.ordinal))


def keep(
    session: Session,
    article_id: str,
    reports: Sequence[SetReport],
    memberships: Sequence[MembershipReport] = (),
) -> None:
    """Keep what an article says of sets, in place of what an earlier reading said.

    What was said before stays seen when it was.
    """
    rows = [GroupingClaimRow.of(report) for report in reports]
    moves = [MembershipClaimRow.of(report) for report in memberships]
    claimed = {row.states: row.seen_at for row in _of_articles(session, [article_id])}
    moved = {row.name_key: row.seen_at for row in _moves_of(session, [article_id])}
    for row in rows:
        row.seen_at = claimed.get(row.states, row.seen_at)
    for move in moves:
        move.seen_at = moved.get(move.name_key, move.seen_at)
    change(session, delete(GroupingClaimRow).where(col(GroupingClaimRow.article) == article_id))
    mine = col(MembershipClaimRow.article) == article_id
    change(session, delete(MembershipClaimRow).where(mine))
    add_new(session, rows)
    add_new(session, moves)


def written_by(session: Session, articles: Collection[str], newsroom: str) -> None:
    """Note which newsroom wrote these articles, now that all are known to be copies of one."""
    for some in batches(sorted(articles), IDS):
        mine = update(GroupingClaimRow).where(col(GroupingClaimRow.article).in_(some))
        change(session, mine.values(newsroom=newsroom))
        moves = update(MembershipClaimRow).where(col(MembershipClaimRow.article).in_(some))
        change(session, moves.values(newsroom=newsroom))


def of_articles(session: Session, articles: Collection[str]) -> list[SetReport]:
    """Return the set reports of articles, those by which states joined or left included."""
    wanted = sorted(articles)
    moves = (row.of_set for row in _moves_of(session, wanted) if row.states is not None)
    return [*(row.value for row in _of_articles(session, wanted)), *moves]


def moves_of(session: Session, article_id: str) -> list[MembershipReport]:
    """Return what an article says of who joined or left, in its order."""
    return [row.value for row in _moves_of(session, [article_id])]


def told(session: Session, members: Iterable[str]) -> Told:
    """Return what was told of exactly this set: who told it, and who said each thing first.

    However many reports there are, only the first of those that say the same are read, and
    the last of all.
    """
    key = states_key(tuple(members))
    own = and_(col(GroupingClaimRow.states) == key, col(GroupingClaimRow.counts))
    moves = [row.of_set for row in _moves(session, col(MembershipClaimRow.states) == key)]
    told_of = told_by([*_telling(session, own), *moves])
    sources = every(session, select(GroupingClaimRow.article).where(own))
    newsrooms = every(session, select(GroupingClaimRow.newsroom).where(own).distinct())
    return Told(
        told_of.reports,
        tuple(sorted({*sources, *told_of.sources})),
        tuple(sorted({*newsrooms, *told_of.newsrooms})),
    )


def saying(session: Session, members: Iterable[str], step: Change) -> set[str]:
    """Return the articles that give a set the name or the level of a step, or its new members."""
    key, row = states_key(tuple(members)), GroupingClaimRow
    said = {
        ChangeKind.NAME: col(row.name_key) == name_key(step.after),
        ChangeKind.LEVEL: col(row.level) == step.after,
    }.get(step.kind, col(row.former).is_not(None))
    own = and_(col(row.states) == key, col(row.counts), said)
    found = set(every(session, select(row.article).where(own)))
    if step.kind in {ChangeKind.JOINED, ChangeKind.LEFT}:
        moves = _moves(session, col(MembershipClaimRow.states) == key)
        found |= {move.article for move in moves}
    return found


def published(session: Session, until: datetime) -> list[SetReport]:
    """Return all set reports published before an instant, without those of joining."""
    return [row.value for row in _claims(session, col(GroupingClaimRow.told_at) < until)]


def memberships(session: Session, until: datetime) -> list[MembershipReport]:
    """Return all reports of joining and leaving that were published before an instant."""
    return [row.value for row in _moves(session, col(MembershipClaimRow.told_at) < until)]


def of_name(session: Session, key: str) -> tuple[list[SetReport], list[MembershipReport]]:
    """Return the reports that give a name to a set, and those of who joined or left it."""
    rows = _claims(session, col(GroupingClaimRow.name_key) == key)
    moves = _moves(session, col(MembershipClaimRow.name_key) == key)
    naming = [report for report in (row.value for row in rows) if report.is_naming]
    return naming, [row.value for row in moves]


def names_of(session: Session, articles: Collection[str]) -> set[str]:
    """Return the keys of the names that articles give to sets, or that states join and leave."""
    wanted = sorted(articles)
    given = {row.name_key for row in _of_articles(session, wanted) if row.value.is_naming}
    return {key for key in given if key} | {row.name_key for row in _moves_of(session, wanted)}


def pass_on(session: Session, line: Line) -> None:
    """Note what the reports of a name have made of its sets."""
    for (article, place), step in sorted(line.steps.items(), key=lambda one: one[0]):
        mine = and_(_MOVES[0] == article, _MOVES[1] == place)
        states = states_key(tuple(step.after)) if step else None
        former = states_key(tuple(step.before)) if step else None
        change(session, update(MembershipClaimRow).where(mine).values(states=states, former=former))
    for (article, place), members in sorted(line.former.items()):
        mine = and_(_ORDER[0] == article, _ORDER[1] == place)
        former = states_key(members) or None
        change(session, update(GroupingClaimRow).where(mine).values(former=former))


def _telling(session: Session, own: ColumnElement[bool]) -> list[SetReport]:
    """Return the first of the reports that say the same, with all of its instant, and the last."""
    row = GroupingClaimRow
    at = col(row.told_at)
    alike = (col(row.name_key), col(row.level), col(row.known), col(row.acts), col(row.former))
    firsts = session.exec(select(func.min(at)).where(own).group_by(*alike)).all()
    last = session.exec(select(func.max(at)).where(own)).one()
    instants = {instant for instant in (*firsts, last) if instant is not None}
    return [one.value for one in _claims(session, and_(own, at.in_(instants)))]


def _claims(session: Session, which: ColumnElement[bool]) -> list[GroupingClaimRow]:
    return every(session, select(GroupingClaimRow).where(which).order_by(*_ORDER))


def _moves(session: Session, which: ColumnElement[bool]) -> list[MembershipClaimRow]:
    return every(session, select(MembershipClaimRow).where(which).order_by(*_MOVES))


def _of_articles(session: Session, articles: Sequence[str]) -> list[GroupingClaimRow]:
    return _claims(session, _ORDER[0].in_(articles))


def _moves_of(session: Session, articles: Sequence[str]) -> list[MembershipClaimRow]:
    return _moves(session, _MOVES[0].in_(articles))
