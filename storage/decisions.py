"""Remembers what people decided of records and stories; a decision is undone, never deleted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, update
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from parsers.records.rulings import Decision, DecisionKind
from parsers.records.story_rulings import RULINGS
from storage.statements import IDS, add_new, batches, change, every, first
from storage.tables.decisions import AnchorRow, DecisionRow


def keep(session: Session, decision: Decision) -> None:
    """Keep a decision and what it bears on."""
    add_new(session, [DecisionRow.of(decision)])
    anchored = [AnchorRow(article=one, decision=decision.id) for one in decision.articles]
    add_new(session, anchored)


def undo(session: Session, decision_id: str, now: datetime) -> Decision | None:
    """Undo a decision and return it; None where there is none that holds."""
    wanted = select(DecisionRow).where(DecisionRow.id == decision_id)
    row = first(session, wanted.where(col(DecisionRow.undone_at).is_(None)))
    if row is None:
        return None
    value = row.value
    mine = col(DecisionRow.id) == decision_id
    change(session, update(DecisionRow).where(mine).values(undone_at=now))
    return value


def of_articles(session: Session, articles: Iterable[str]) -> list[Decision]:
    """Return the decisions that hold and bear on reports of these articles, the first first."""
    return _bearing(session, articles, ~_OF_STORIES)


def of_stories(session: Session, articles: Iterable[str]) -> list[Decision]:
    """Return the decisions that hold and say of which story these articles are, the first first."""
    return _bearing(session, articles, _OF_STORIES)


def of_all_stories(session: Session) -> list[Decision]:
    """Return every decision of stories that holds, the first first."""
    return [row.value for row in every(session, _holding().where(_OF_STORIES))]


def of_record(session: Session, record_id: str, kind: DecisionKind) -> list[Decision]:
    """Return the decisions of one kind that hold of a record, the first first."""
    wanted = _holding().where(DecisionRow.record == record_id, DecisionRow.kind == kind.value)
    return [row.value for row in every(session, wanted)]


def everything(session: Session) -> list[tuple[Decision, datetime | None]]:
    """Return all decisions, the first first, each with when it was undone."""
    rows = every(session, select(DecisionRow).order_by(*_ORDER))
    return [(row.value, row.undone_at) for row in rows]


_ORDER = (col(DecisionRow.made_at), col(DecisionRow.id))
_OF_STORIES = col(DecisionRow.kind).in_([kind.value for kind in RULINGS])


def _bearing(
    session: Session, articles: Iterable[str], which: ColumnElement[bool]
) -> list[Decision]:
    found: dict[str, Decision] = {}
    for some in batches(sorted(set(articles)), IDS):
        bearing = select(AnchorRow.decision).where(col(AnchorRow.article).in_(some))
        rows = every(session, _holding().where(which, col(DecisionRow.id).in_(bearing)))
        found.update((row.id, row.value) for row in rows)
    return sorted(found.values(), key=lambda one: (one.made_at, one.id))


def _holding() -> SelectOfScalar[DecisionRow]:
    return select(DecisionRow).where(col(DecisionRow.undone_at).is_(None)).order_by(*_ORDER)
