"""Records settle as reports arrive: the same in every order, mended when a reading is mended."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from flows.runtime.wiring import House
from flows.steps.explain import explain
from flows.steps.settling import resettle, settle
from parsers.model import ChangeKind, Evidence, Format, Level, Meeting, MeetingRecord, Place, Status
from parsers.records.telling import Telling
from storage import meetings, reports
from storage.database import transaction
from tests.parsers.told import MOVED, TOLD, UNDATED, claim, day
from tests.storage import builders as make

HELD = {"status": Status.HELD}
# Six articles of one meeting that is put off, and of another level's in the same week.
STREAM: dict[str, tuple[float, tuple[Meeting, ...]]] = {
    "first": (0, (claim(),)),
    "vague": (0.5, (claim(place=Place(), **UNDATED),)),
    "both": (1, (claim(), claim(level=Level.LEADERS, when=day(5, 22)))),
    "off": (3, (claim(status=Status.POSTPONED),)),
    "anew": (5, (claim(when=day(6, 4), features=MOVED),)),
    "summit": (12.3, (claim(level=Level.LEADERS, when=day(5, 22), **HELD),)),
    "done": (26, (claim(when=day(6, 4), format=Format.IN_PERSON, **HELD),)),
}
Arrival = tuple[str, tuple[float, tuple[Meeting, ...]]]


@pytest.fixture
def engine(house: House) -> Engine:
    """Return the database of an empty house."""
    return house.engine


def arrive(session: Session, arrival: Arrival, now: datetime) -> None:
    """Keep an article's claims and settle what is around them, as detection does."""
    name, (after, claims) = arrival
    told = TOLD + timedelta(days=after)
    if name not in {r.telling.article for r in reports.published(session, now).reports}:
        one = make.article(name, published_at=told)
        make.keep_article(session, one, newsroom=f"{name}.example", now=now)
    telling = Telling(name, f"{name}.example", told, now)
    lost = reports.keep(session, name, claims, told_at=told, seen_at=now)
    for report in reports.of_article(session, name):
        settle(session, report, telling)
    for record in lost:
        resettle(session, record, telling)


def settled(engine: Engine, arrivals: Sequence[Arrival]) -> list[MeetingRecord]:
    """Return the records that articles leave, arriving an hour apart; nothing is kept."""
    with make.scratch(engine) as session:
        for hours, arrival in enumerate(arrivals):
            arrive(session, arrival, TOLD + timedelta(days=60, hours=hours))
        return meetings.all(session)


def contents(records: Sequence[MeetingRecord]) -> list[tuple[object, ...]]:
    """Return what is held, without ids and numbers that tell of the order of arrival."""
    return [
        (r.participants, r.level, r.when, r.status, r.place, r.format, r.sources, r.confidence)
        for r in records
    ]


def test_a_stream_leaves_one_record_for_each_meeting(engine: Engine) -> None:
    """Announced, put off, dated anew and held is one; the leaders' is another."""
    leaders, ministers = settled(engine, list(STREAM.items()))
    assert (leaders.level, leaders.status, leaders.sources) == (
        Level.LEADERS,
        Status.HELD,
        ("both", "summit"),
    )
    assert (ministers.status, ministers.when.start) == (Status.HELD, day(6, 4).start)
    assert len(ministers.sources) == 6


def test_the_order_of_arrival_does_not_count(engine: Engine) -> None:
    """Fifty orders of the same articles leave the same records."""
    random = Random(3)  # noqa: S311 - orders, not secrets
    expected = contents(settled(engine, list(STREAM.items())))
    for _ in range(50):
        shuffled = random.sample(list(STREAM.items()), len(STREAM))
        assert contents(settled(engine, shuffled)) == expected


def test_two_records_that_prove_to_be_one_are_merged(house: House, engine: Engine) -> None:
    """What ties them arrives last: the one seen first goes on, and says where the other went."""
    arrivals = STREAM | {"anew": (5, (claim(when=day(6, 4), place=Place("Athens", "GR")),))}
    with transaction(engine) as session:
        for hour, name in enumerate(("first", "anew", "off")):
            arrive(session, (name, arrivals[name]), TOLD + timedelta(days=9, hours=hour))
            if name == "anew":
                first, anew = meetings.all(session)
        (record,) = meetings.all(session)
        assert record.id == first.id
        assert record.sources == ("anew", "first", "off")
        (gone,) = [c for c in meetings.history(session, anew.id) if c.kind is ChangeKind.MERGED]
        assert (gone.after, gone.article) == (record.id, "off")
        assert {one.article for one in meetings.attachments(session, record.id)} == {
            "anew",
            "first",
            "off",
        }
        assert meetings.states_of(session, anew.id)[-1][1] is None
        assert meetings.predecessors(session, record.id) == [anew.id]
    told = explain(house, anew.id)
    assert told is not None
    assert f"meeting {anew.id} was found to be {first.id}" in told
    (fields,) = re.findall("^  (.*) by article anew$", told, re.MULTILINE)
    assert "when" in fields.split(", ")


def test_explain_names_the_meetings_that_were_nearly_taken_for_it(
    house: House, engine: Engine
) -> None:
    """Of the same states and the same weeks, with what speaks against each."""
    with transaction(engine) as session:
        for arrival in STREAM.items():
            arrive(session, arrival, TOLD + timedelta(days=30))
        leaders, ministers = meetings.all(session)
    told = explain(house, leaders.id)
    assert told is not None
    after = told.partition(f"not the meeting {ministers.id} (")[2].splitlines()
    assert set(after[1].strip().removeprefix("because of: ").split(", ")) == {
        "level",
        "time",
        "one article tells of both",
    }


def test_a_reading_that_is_mended_mends_the_record(engine: Engine) -> None:
    """An article read anew takes back what it claimed, and its record loses that voice."""
    when = TOLD + timedelta(days=2)
    with transaction(engine) as session:
        arrive(session, ("first", STREAM["first"]), when)
        arrive(session, ("wrong", (1, (claim(when=day(5, 21), level=None),))), when)
        (before,) = meetings.all(session)
        assert before.when == day(5, 21)
        arrive(session, ("wrong", (1, (claim(participants=("BG", "GR")),))), when)
        pair, trio = sorted(meetings.all(session), key=lambda one: len(one.participants))
        assert trio.id == before.id
        assert (trio.when.start, trio.sources) == (day(5, 20).start, ("first",))
        assert pair.sources == ("wrong",)


def test_a_record_that_nobody_tells_of_is_withdrawn(engine: Engine) -> None:
    """Its history stays, and says that it ended."""
    with transaction(engine) as session:
        arrive(session, ("first", STREAM["first"]), TOLD)
        (before,) = meetings.all(session)
        arrive(session, ("first", (0, ())), TOLD + timedelta(days=1))
        assert meetings.all(session) == []
        assert [c.kind for c in meetings.history(session, before.id)] == [
            ChangeKind.CREATED,
            ChangeKind.WITHDRAWN,
        ]
        assert meetings.held_at(session, TOLD) == [before]
        assert meetings.held_at(session, TOLD + timedelta(days=1)) == []


def test_an_article_that_claims_a_meeting_twice_supports_it_twice(engine: Engine) -> None:
    """Both of its claims are of the record, also where the second adds nothing to it."""
    twice = (claim(), claim(evidence=Evidence(5, 9, "Also")))
    with transaction(engine) as session:
        arrive(session, ("first", (0, twice)), TOLD)
        (record,) = meetings.all(session)
        assert len(reports.of_record(session, record.id)) == 2
        words = [one.evidence.text for one in meetings.attachments(session, record.id)]
        assert words == ["Told", "Also"]


def test_reading_the_same_again_changes_nothing(engine: Engine) -> None:
    """A rerun leaves every record, change and state as it was."""
    with transaction(engine) as session:
        for arrival in STREAM.items():
            arrive(session, arrival, TOLD + timedelta(days=30))
        before = meetings.all(session)
        states = [meetings.states_of(session, one.id) for one in before]
        lives = [meetings.history(session, one.id) for one in before]
        for arrival in STREAM.items():
            arrive(session, arrival, TOLD + timedelta(days=31))
        assert meetings.all(session) == before
        assert [meetings.states_of(session, one.id) for one in before] == states
        assert [meetings.history(session, one.id) for one in before] == lives
