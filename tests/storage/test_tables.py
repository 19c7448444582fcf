"""Row → value → row is identity, through both databases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import select

from alerts.model import Alert, Delivery
from parsers.copies.edges import Edge
from parsers.model import Change, Entry, GroupingRecord, Meeting, MeetingRecord
from parsers.records.rulings import Decision
from parsers.records.set_reports import MembershipReport, SetReport
from storage.database import transaction
from storage.model import (
    Attempt,
    EntryOutcome,
    FeedSource,
    Run,
    StoredArticle,
    Verdict,
    Waiting,
)
from storage.statements import add_new, every, first, upsert
from storage.tables.articles import ArticleRow, EntryRow
from storage.tables.decisions import DecisionRow
from storage.tables.feeds import FeedRow
from storage.tables.groupings import GroupingClaimRow, GroupingRow, MembershipClaimRow
from storage.tables.history import ChangeRow
from storage.tables.meetings import MeetingClaimRow, MeetingRow
from storage.tables.outbox import AlertRow, AttemptRow, DeliveryRow, WaitingRow
from storage.tables.rows import Row, cells
from storage.tables.runs import RunRow
from storage.tables.stories import EdgeRow
from tests.storage import builders as make
from tests.storage.values import any_of

R = TypeVar("R", bound=Row)

ROWS: dict[type, Callable[[Any], Any]] = {
    FeedSource: FeedRow.of,
    StoredArticle: lambda value: ArticleRow.of(value, run="r"),
    MeetingRecord: MeetingRow.of,
    GroupingRecord: GroupingRow.of,
    Change: ChangeRow.of,
    Alert: AlertRow.of,
    Waiting: WaitingRow.of,
    Run: RunRow.of,
    Meeting: lambda value: MeetingClaimRow.of(
        "talks", 0, value, told_at=make.NOW, seen_at=make.NOW
    ),
    SetReport: GroupingClaimRow.of,
    MembershipReport: MembershipClaimRow.of,
    Decision: DecisionRow.of,
    Edge: EdgeRow.of,
    Delivery: lambda value: DeliveryRow.of(value, alerts=value.alerts, now=make.NOW),
    Entry: lambda value: EntryRow.of(
        value,
        outcome=EntryOutcome.NO_TEXT,
        verdict=Verdict.LIVE,
        article=None,
        run="r",
        now=make.NOW,
    ),
}


def values(kind: type) -> st.SearchStrategy[Any]:
    """Return a strategy for all values of a kind; a former set is one of states."""
    if kind is not SetReport:
        return any_of(kind)
    former = st.sampled_from([(), ("DK", "SE"), ("FJ", "TO", "WS")])
    return st.builds(lambda value, was: replace(value, former=was), any_of(kind), former)


def there_and_back(engine: Engine, row: R) -> R:
    """Keep a row, and return what the database gives back."""
    with make.scratch(engine) as session:
        if isinstance(row, MeetingClaimRow | GroupingClaimRow | MembershipClaimRow):
            make.keep_article(session, make.article(row.article))
        if isinstance(row, EdgeRow):
            for end in {row.first, row.second}:
                make.keep_article(session, make.article(end))
        add_new(session, [row])
        found = first(session, select(type(row)))
        assert found is not None
        session.expunge(found)
        return found


@pytest.mark.parametrize("kind", ROWS, ids=lambda kind: kind.__name__)
@make.ON_ONE_DATABASE
@given(data=st.data())
def test_a_value_survives_its_row(engine: Engine, kind: type, data: st.DataObject) -> None:
    """Kept and found again, a value equals itself, and so does the row made of it."""
    value = data.draw(values(kind))
    found = there_and_back(engine, ROWS[kind](value))
    assert value == found.value
    assert cells(ROWS[kind](value)) == cells(ROWS[kind](found.value))


@pytest.mark.parametrize("turned", [False, True])
def test_a_proof_keeps_its_direction(engine: Engine, turned: bool) -> None:  # noqa: FBT001 - a case
    """The pair is kept in order, and which side was judged is not lost."""
    one = make.edge(*(("b", "a") if turned else ("a", "b")), evidence={"shared": 3, "of": 0.5})
    with transaction(engine) as session:
        make.keep_article(session, make.article("a"))
        make.keep_article(session, make.article("b"))
        upsert(session, [EdgeRow.of(one)])
        (found,) = every(session, select(EdgeRow))
        assert one == found.value
        upsert(session, [EdgeRow.of(replace(one, left=one.right, right=one.left))])
        assert len(session.exec(select(EdgeRow)).all()) == 1


def test_an_attempt_is_numbered_by_the_database(engine: Engine) -> None:
    """A row without a serial number gets one, in order."""
    with transaction(engine) as session:
        upsert(session, [DeliveryRow.of(make.delivery(), alerts=(), now=make.NOW)])
        one = Attempt("d1", make.NOW, make.delivery().state, "", "")
        rows = [AttemptRow.of(replace(one, detail=word)) for word in ("first", "second")]
        for row in rows:
            assert "id" not in cells(row)
            session.add(row)
        session.flush()
        assert [row.detail for row in sorted(rows, key=lambda row: row.id or 0)] == [
            "first",
            "second",
        ]
