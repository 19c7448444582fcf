"""Meetings: claims, the look-up of what might be the same one, and the life of a record."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import Engine
from sqlmodel import Session

from parsers.model import (
    Change,
    ChangeKind,
    Evidence,
    MeetingRecord,
    Precision,
    Status,
    When,
)
from storage import history, identities, meetings
from storage.database import transaction
from storage.model import Attachment
from tests.storage import builders as make
from tests.storage.builders import NOW

MAY = date(2031, 5, 5)
DAY = timedelta(days=1)
STATES = ("AU", "DK", "FI", "JP", "KR", "SE", "US")


def keep(session: Session, *records: MeetingRecord) -> None:
    """Keep records without any change."""
    for record in records:
        meetings.keep(session, record, [])


def test_a_record_is_overwritten_and_its_changes_added(engine: Engine) -> None:
    """The record is what was kept last; its history grows, and a rerun adds nothing."""
    before = make.meeting("one", "DK", "SE", on=MAY)
    after = make.meeting("one", "DK", "FI", "SE", on=MAY + DAY, revision=2)
    created = Change("one", ChangeKind.CREATED, "", "DK SE", "talks", "will_meet", NOW, NOW)
    moved = Change("one", ChangeKind.DATE, "2031-05-05", "2031-05-06", "talks", "moved", NOW)
    with transaction(engine) as session:
        meetings.keep(session, before, [created])
        for _ in range(2):
            meetings.keep(session, after, [created, moved])
        assert meetings.get(session, "one") == after
        assert meetings.many(session, ["one", "two"]) == {"one": after}
        assert meetings.history(session, "one") == [created, moved]
        assert meetings.all(session) == [after]
        assert meetings.get(session, "two") is None


def test_a_meeting_that_is_withdrawn_leaves_its_history(engine: Engine) -> None:
    """The record and its words go, and what was done to it stays."""
    gone = Change("one", ChangeKind.MERGED, "", "two", "talks", "merged", NOW)
    with transaction(engine) as session:
        make.keep_article(session, make.article())
        keep(session, make.meeting("one", "DK", "SE"), make.meeting("two", "DK", "SE"))
        words = Attachment("one", "talks", Evidence(0, 5, "Words"), "met")
        history.replace_support(session, "one", [words])
        assert meetings.attachments(session, "one") == [words]
        meetings.withdraw(session, "one", [gone])
        assert [record.id for record in meetings.all(session)] == ["two"]
        assert meetings.attachments(session, "one") == []
        assert meetings.history(session, "one") == [gone]


def test_a_merger_leads_to_the_one_that_goes_on(engine: Engine) -> None:
    """Also over several mergers; the old ids lead to the meeting that holds."""
    with transaction(engine) as session:
        keep(session, make.meeting("aa3", "DK", "SE"))
        meetings.merge(session, "aa1", "aa2")
        meetings.merge(session, "aa2", "aa3")
        assert meetings.successor(session, "aa1") == "aa3"
        assert meetings.predecessors(session, "aa3") == ["aa1", "aa2"]
        assert meetings.predecessors(session, "aa2") == []
        assert meetings.successor(session, "aa3") is None
        assert identities.find(session, "aa1") == (identities.Kind.MEETING, "aa1")


def test_what_is_held_again_is_no_other_any_more(engine: Engine) -> None:
    """A meeting that was found to be another, and then to be one of its own after all."""
    with transaction(engine) as session:
        keep(session, make.meeting("aa2", "DK", "SE"))
        meetings.merge(session, "aa1", "aa2")
        keep(session, make.meeting("aa1", "DK", "SE"))
        assert meetings.successor(session, "aa1") is None
        assert meetings.predecessors(session, "aa2") == []


def test_what_was_held_is_remembered(engine: Engine) -> None:
    """Each instant has its state of every meeting, those that ended since included."""
    plan = make.meeting("one", "DK", "SE", on=MAY)
    held = make.meeting("one", "DK", "SE", on=MAY, status=Status.HELD)
    other = make.meeting("two", "JP", "US")
    with transaction(engine) as session:
        meetings.remember(session, "one", plan, NOW)
        meetings.remember(session, "two", other, NOW)
        meetings.remember(session, "two", None, NOW + DAY)
        meetings.remember(session, "one", held, NOW + 2 * DAY)
        assert meetings.held_at(session, NOW - DAY) == []
        assert meetings.held_at(session, NOW) == [plan, other]
        assert meetings.held_at(session, NOW + DAY) == [plan]
        assert meetings.held_at(session, NOW + 3 * DAY) == [held]
        assert meetings.states_of(session, "one") == [(NOW, plan), (NOW + 2 * DAY, held)]
        assert meetings.states_of(session, "two") == [(NOW, other), (NOW + DAY, None)]


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


def test_meetings_of_sets_are_found_by_set(engine: Engine) -> None:
    """Exactly these states, in any order, by first day; a set without meetings is left out."""
    late, early = make.meeting("late", "DK", "SE", on=MAY + DAY), make.meeting("a", "SE", "DK")
    other = make.meeting("other", "DK", "FI", "SE", on=MAY)
    with transaction(engine) as session:
        keep(session, early, late, other, make.meeting("else", "JP", "KR", on=MAY))
        found = meetings.of_states(session, [("SE", "DK"), ("DK", "FI", "SE"), ("AU", "US")])
        assert found == {("DK", "SE"): [late, early], ("DK", "FI", "SE"): [other]}
        assert meetings.of_states(session, []) == {}


def test_many_sets_are_asked_at_once(engine: Engine) -> None:
    """More sets than one statement can name."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    sets = [(f"{a}{b}", f"{b}{c}") for a in letters for b in letters for c in letters[:9]]
    with transaction(engine) as session:
        keep(session, make.meeting("one", "ZZ", "ZI", on=MAY))
        assert list(meetings.of_states(session, sets)) == [("ZI", "ZZ")]


def test_meetings_that_share_states_are_found_near_some_days(engine: Engine) -> None:
    """At least so many of the states, and a day in the window; the first day comes first."""
    month = When(MAY, MAY + 30 * DAY, Precision.MONTH)
    with transaction(engine) as session:
        keep(
            session,
            make.meeting("two", "DK", "SE", on=MAY + DAY),
            make.meeting("three", "DK", "FI", "SE", on=MAY),
            make.meeting("one", "DK", "JP", on=MAY),
            make.meeting("month", "FI", "SE", when=month),
            make.meeting("far", "DK", "SE", on=MAY + 60 * DAY),
            make.meeting("open", "DK", "SE"),
        )

        def shared(first: date, last: date, at_least: int) -> str:
            states = ("DK", "FI", "SE")
            found = meetings.sharing(session, states, first, last, at_least=at_least)
            return " ".join(record.id for record in found)

        assert shared(MAY, MAY + DAY, 2) == "month three two"
        assert shared(MAY, MAY + DAY, 3) == "three"
        assert shared(MAY + 20 * DAY, MAY + 21 * DAY, 2) == "month"
        assert shared(MAY + 40 * DAY, MAY + 60 * DAY, 1) == "far"
        assert shared(MAY - 9 * DAY, MAY - DAY, 1) == ""
