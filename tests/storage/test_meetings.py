"""Meetings: claims, the look-up of what might be the same one, and the life of a record."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import Session

from parsers.model import (
    Change,
    ChangeKind,
    Evidence,
    Meeting,
    MeetingRecord,
    Precision,
    Status,
    When,
)
from storage import meetings
from storage.database import transaction
from tests.storage import builders as make
from tests.storage.builders import NOW

MAY = date(2031, 5, 5)
DAY = timedelta(days=1)
STATES = ("AU", "DK", "FI", "JP", "KR", "SE", "US")


def near(session: Session, claim: Meeting, published: date | None = None) -> list[str]:
    """Return the ids of the records near a claim."""
    return [record.id for record in meetings.near(session, claim, published)]


def keep(session: Session, *records: MeetingRecord) -> None:
    """Keep records without any change."""
    for record in records:
        meetings.keep(session, record, [])


def test_claims_are_replaced_by_a_new_reading(engine: Engine) -> None:
    """An article's claims come back in order, and a second reading takes the first one's place."""
    first = [make.claim("DK", "FI", "SE", on=MAY), make.claim("JP", "KR", "US")]
    with transaction(engine) as session:
        make.keep_article(session, make.article())
        meetings.keep_claims(session, "talks", first)
        assert first == meetings.claims(session, "talks")
        meetings.keep_claims(session, "talks", first[1:])
        assert first[1:] == meetings.claims(session, "talks")


def test_near_finds_the_same_states(engine: Engine) -> None:
    """Two states meet two states, and no third one stands near."""
    with transaction(engine) as session:
        keep(session, make.meeting("pair", "FI", "SE"), make.meeting("trio", "DK", "FI", "SE"))
        assert near(session, make.claim("SE", "FI")) == ["pair"]
        assert near(session, make.claim("DK", "SE")) == []


def test_near_finds_the_same_name_however_written(engine: Engine) -> None:
    """A grouping's name leads to its meetings whatever its case and spaces, also beyond ASCII."""
    with transaction(engine) as session:
        keep(session, make.meeting("one", "DK", "SE", grouping="Öresund  Trio"))
        assert near(session, make.claim("JP", "US", grouping="öresund trio")) == ["one"]
        assert near(session, make.claim("JP", "US", grouping="Oresund Trio")) == []
        assert near(session, make.claim("JP", "US")) == []


def test_near_finds_larger_and_smaller_sets(engine: Engine) -> None:
    """A core of three states leads to sets around and within it, never to mere overlaps."""
    with transaction(engine) as session:
        keep(
            session,
            make.meeting("pair", "JP", "US"),
            make.meeting("trio", "JP", "KR", "US"),
            make.meeting("quad", "AU", "JP", "KR", "US"),
            make.meeting("other", "AU", "JP", "US"),
        )
        assert near(session, make.claim("JP", "KR", "US")) == ["quad", "trio"]
        assert near(session, make.claim("AU", "JP", "KR", "US")) == ["other", "quad", "trio"]
        assert near(session, make.claim("DK", "JP", "KR")) == []


@pytest.mark.parametrize(
    ("days", "is_near"), [(0, True), (400, True), (401, False), (-400, True), (-401, False)]
)
def test_near_reaches_so_far_in_time(engine: Engine, days: int, is_near: bool) -> None:  # noqa: FBT001 - a case
    """Dates further apart than a year and some weeks are two meetings, also by publication."""
    with transaction(engine) as session:
        keep(session, make.meeting("one", "DK", "FI", "SE", on=MAY + days * DAY))
        assert (near(session, make.claim("DK", "FI", "SE", on=MAY)) == ["one"]) is is_near
        assert (near(session, make.claim("DK", "FI", "SE"), MAY) == ["one"]) is is_near
        assert near(session, make.claim("DK", "FI", "SE")) == ["one"]


def test_near_keeps_records_without_a_date(engine: Engine) -> None:
    """What has no date can be near any, and a date at the rim of the calendar is no fault."""
    with transaction(engine) as session:
        keep(session, make.meeting("undated", "DK", "FI", "SE"))
        for day in (date.min, MAY, date.max):
            assert near(session, make.claim("DK", "FI", "SE", on=day)) == ["undated"]


@make.ON_ONE_DATABASE
@given(
    sets=st.lists(st.sets(st.sampled_from(STATES), min_size=2), min_size=1, max_size=6),
    wanted=st.sets(st.sampled_from(STATES), min_size=2),
)
def test_near_is_what_the_definition_says(
    engine: Engine, sets: list[set[str]], wanted: set[str]
) -> None:
    """The look-up by index agrees with comparing the sets one by one."""
    with make.scratch(engine) as session:
        keep(session, *(make.meeting(f"m{n}", *states) for n, states in enumerate(sets)))
        expected = [
            f"m{n}"
            for n, states in enumerate(sets)
            if states == wanted
            or (min(len(states), len(wanted)) >= 3 and (states <= wanted or wanted <= states))
        ]
        assert near(session, make.claim(*wanted)) == expected


def test_a_record_is_overwritten_and_its_changes_added(engine: Engine) -> None:
    """The record is what was kept last; its history grows, and a rerun adds nothing."""
    before = make.meeting("one", "DK", "SE", on=MAY)
    after = make.meeting("one", "DK", "FI", "SE", on=MAY + DAY, revision=2)
    created = Change("one", ChangeKind.CREATED, "", "DK SE", "talks", "will_meet", NOW)
    moved = Change("one", ChangeKind.DATE, "2031-05-05", "2031-05-06", "talks", "moved", NOW)
    with transaction(engine) as session:
        meetings.keep(session, before, [created])
        for seen in (NOW, NOW + DAY):
            again = Change(
                "one", ChangeKind.DATE, moved.before, moved.after, "talks", "moved", seen
            )
            meetings.keep(session, after, [created, again])
        assert meetings.get(session, "one") == after
        assert meetings.history(session, "one") == [created, moved]
        assert near(session, make.claim("AU", "DK", "FI", "SE")) == ["one"]
        assert meetings.all(session) == [after]
        assert meetings.get(session, "two") is None


def test_evidence_is_attached_once(engine: Engine) -> None:
    """A span of an article supports a record once; another span is another support."""
    with transaction(engine) as session:
        make.keep_article(session, make.article())
        keep(session, make.meeting("one", "DK", "SE"))
        words = Evidence(0, 5, "Words")
        assert meetings.attach(session, "one", "talks", words, "will_meet")
        assert not meetings.attach(session, "one", "talks", words, "will_meet")
        assert meetings.attach(session, "one", "talks", Evidence(6, 11, "about"), "met")
        found = meetings.attachments(session, "one")
        assert [(one.evidence.text, one.rule) for one in found] == [
            ("Words", "will_meet"),
            ("about", "met"),
        ]


def test_upcoming_is_what_can_still_be_expected(engine: Engine) -> None:
    """Meetings of the window come by date; what is off, past, vague or history does not."""
    ranged = When(MAY - 3 * DAY, MAY, Precision.RANGE)
    month = When(date(2031, 5, 1), date(2031, 5, 31), Precision.MONTH)
    year = When(date(2031, 1, 1), date(2031, 12, 31), Precision.YEAR)
    kept = {
        "undecided": make.meeting("undecided", "DK", "SE", on=MAY + DAY, status=None),
        "under_way": make.meeting("under_way", "DK", "SE", when=ranged),
        "some_day": make.meeting("some_day", "DK", "SE", when=month),
        "last": make.meeting("last", "DK", "SE", on=MAY + 6 * DAY),
        "after": make.meeting("after", "DK", "SE", on=MAY + 7 * DAY),
        "before": make.meeting("before", "DK", "SE", on=MAY - DAY),
        "vague": make.meeting("vague", "DK", "SE", when=year),
        "off": make.meeting("off", "DK", "SE", on=MAY, status=Status.CANCELLED),
        "later": make.meeting("later", "DK", "SE", on=MAY, status=Status.POSTPONED),
        "told": make.meeting("told", "DK", "SE", on=MAY, is_background=True),
        "undated": make.meeting("undated", "DK", "SE"),
    }
    with transaction(engine) as session:
        keep(session, *kept.values())
        found = [record.id for record in meetings.upcoming(session, MAY, MAY + 7 * DAY)]
        assert found == ["some_day", "under_way", "undecided", "last"]


def test_recent_goes_by_last_word(engine: Engine) -> None:
    """The window is half open and the latest comes first."""
    with transaction(engine) as session:
        for hours in (0, 1, 2):
            seen = NOW + timedelta(hours=hours)
            keep(session, make.meeting(f"m{hours}", "DK", "SE", last_seen=seen))
        found = meetings.recent(session, NOW, NOW + timedelta(hours=2))
        assert [record.id for record in found] == ["m1", "m0"]
