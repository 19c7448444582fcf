"""Outside meetings beside our records: the same, the same with a wrong field, or another one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from parsers.lexicon import load
from parsers.model import Level, MeetingRecord, Place, Precision, Status, When
from parsers.outside.entries import OutsideMeeting
from parsers.records.auditing import (
    Match,
    Outcome,
    compared,
    matched,
    nearest_days,
    news_days,
    reading_days,
)
from tests.storage import builders as make

LEXICON = load()
MAY = date(2026, 5, 20)
STATES = ("BG", "GR", "RS")
LISTED = OutsideMeeting(2, STATES, MAY, MAY, Place("Sofia", "BG"), Level.FOREIGN_MINISTERS)


def days(first: date, last: date | None = None) -> When:
    """Return some days."""
    return When(first, last or first, Precision.RANGE if last else Precision.DAY)


def record(name: str = "ours", *states: str, **fields: object) -> MeetingRecord:
    """Return a record of the listed meeting, but for ``fields``."""
    given = {"place": Place("Sofia", "BG"), "status": Status.HELD, "when": days(MAY)} | fields
    return make.meeting(name, *(states or STATES), **given)


def later(number: int) -> When:
    """Return a day some days after the listed one."""
    return days(MAY + timedelta(days=number))


def differing(ours: MeetingRecord, listed: OutsideMeeting = LISTED) -> list[str] | None:
    """Return the fields that differ, None of another meeting."""
    found = compared(listed, ours, LEXICON)
    return None if found is None else [one.field for one in found]


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"when": later(2)},
        {"when": days(MAY - timedelta(days=4), MAY - timedelta(days=1))},
        {"when": days(date(2026, 5, 1), date(2026, 5, 31))},
        {"level": None, "place": Place()},
        {"level": Level.TWO_PLUS_TWO},
        {"place": Place(None, "BG")},
        {"place": Place("SOFIA", "BG")},
        {"status": Status.SCHEDULED},
    ],
)
def test_a_record_of_the_same_agrees(fields: dict[str, object]) -> None:
    """Same states, days that overlap or nearly, level and place as far as both are known."""
    assert differing(record(**fields)) == []


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"when": later(6)}, ["date"]),
        ({"when": later(-10)}, ["date"]),
        ({"when": days(date(2026, 1, 1), date(2026, 12, 31))}, ["date"]),
        ({"level": Level.LEADERS}, ["level"]),
        ({"place": Place("Athens", "GR")}, ["place"]),
        ({"place": Place("Plovdiv", "BG")}, ["city"]),
        ({"status": Status.CANCELLED}, ["status"]),
        ({"status": Status.POSTPONED, "when": later(5)}, ["date", "status"]),
    ],
)
def test_one_field_may_be_wrong(fields: dict[str, object], wrong: list[str]) -> None:
    """It is named; that a meeting is off is wrong beside any other field."""
    assert differing(record(**fields)) == wrong


@pytest.mark.parametrize(
    "fields",
    [
        {"when": later(11)},
        {"when": days(date(2025, 1, 1), date(2025, 12, 31))},
        {"when": later(5), "level": Level.LEADERS},
        {"level": Level.LEADERS, "place": Place("Athens", "GR")},
    ],
)
def test_two_wrong_fields_are_another_meeting(fields: dict[str, object]) -> None:
    """So is one on other days."""
    assert differing(record(**fields)) is None


@pytest.mark.parametrize(
    ("states", "wrong"),
    [
        (("BG", "GR"), ["states"]),
        (("BG", "GR", "RO", "RS"), ["states"]),
        (("BG", "GR", "RO"), None),
        (("BG", "RO"), None),
    ],
)
def test_states_may_be_nearly_the_same(states: tuple[str, ...], wrong: list[str] | None) -> None:
    """One more or one less of a few; what is exchanged makes another set."""
    assert differing(record("ours", *states)) == wrong


def test_two_names_of_a_city_are_one() -> None:
    """Kiev is Kyiv."""
    listed = replace(LISTED, place=Place("Kyiv", "UA"))
    assert differing(record(place=Place("Kiev", "UA")), listed) == []


def test_a_record_without_a_day_is_near_its_news() -> None:
    """It is wrong in its day alone, where it was told of in time."""
    undated = record(when=When(), status=Status.SCHEDULED)
    seen = undated.last_seen.date()
    near = replace(LISTED, start=seen + timedelta(days=60), end=seen + timedelta(days=61))
    far = replace(LISTED, start=seen + timedelta(days=160), end=seen + timedelta(days=160))
    assert differing(undated, near) == ["date"]
    assert differing(undated, far) is None
    held = replace(undated, status=Status.HELD)
    assert differing(held, near) is None


@pytest.mark.parametrize(
    ("theirs", "ours", "is_wrong"),
    [
        (None, None, False),
        (Status.HELD, Status.SCHEDULED, True),
        (Status.SCHEDULED, Status.HELD, False),
        (Status.SCHEDULED, Status.PROPOSED, False),
        (Status.CANCELLED, Status.CANCELLED, False),
        (Status.CANCELLED, Status.HELD, True),
        (Status.SCHEDULED, Status.CANCELLED, True),
    ],
)
def test_a_list_may_be_older_than_we(
    theirs: Status | None, ours: Status | None, *, is_wrong: bool
) -> None:
    """A plan of theirs may be held by now; what they hold to be held we must not plan."""
    found = differing(record(status=ours), replace(LISTED, status=theirs))
    assert found == (["status"] if is_wrong else [])


def chosen(*pairs: tuple[OutsideMeeting, list[MeetingRecord]]) -> list[str]:
    """Return the record of each meeting and what it makes of it."""
    found = matched(pairs, LEXICON)
    return [f"{one.record.id} {one.outcome}" if one else "none" for one in found]


def test_the_likeliest_record_is_taken() -> None:
    """One that agrees in all, then the nearest; none where none is of the meeting."""
    right, late = record("right"), record("late", when=later(2))
    wrong = record("wrong", level=Level.LEADERS)
    assert chosen((LISTED, [wrong, late, right])) == ["right held"]
    assert chosen((LISTED, [wrong])) == ["wrong held_wrongly"]
    assert chosen((LISTED, [record("far", when=later(40))]), (LISTED, [])) == ["none", "none"]


def test_what_is_right_for_one_is_not_wrong_for_another() -> None:
    """A meeting of two beside that of three is not held by the record of three."""
    pair = replace(LISTED, line=3, participants=("BG", "GR"))
    three = record("three")
    assert chosen((LISTED, [three]), (pair, [three])) == ["three held", "none"]
    assert chosen((pair, [three])) == ["three held_wrongly"]
    assert chosen((LISTED, [three]), (LISTED, [three])) == ["three held", "three held"]


def test_evidence_is_not_held() -> None:
    """History, what a person dismissed, and what is too unsure is missed, with its record."""
    doubts = {
        "told as history": record(is_background=True),
        "dismissed by a person": record(is_dismissed=True, is_background=True),
        "0.69": record(confidence=0.69),
    }
    for words, one in doubts.items():
        assert chosen((LISTED, [one])) == ["ours missed"]
        assert Match(one, ()).doubt == words
    assert Match(record(confidence=0.7), ()).outcome is Outcome.HELD
    sure_but_wrong = record("sure", level=Level.LEADERS)
    assert chosen((LISTED, [sure_but_wrong, record(confidence=0.5)])) == ["ours missed"]


def test_news_comes_out_around_the_days() -> None:
    """Two weeks before to a week after, and never after today."""
    day = timedelta(days=1)
    assert news_days(LISTED, MAY + 100 * day) == (MAY - 14 * day, MAY + 7 * day)
    assert news_days(LISTED, MAY + 3 * day) == (MAY - 14 * day, MAY + 3 * day)
    assert news_days(LISTED, MAY - 30 * day) == (MAY - 44 * day, MAY - 30 * day)
    assert reading_days(LISTED, MAY + 100 * day) == (MAY - 2 * day, MAY + 7 * day)
    assert reading_days(LISTED, MAY - 30 * day) == (MAY - 44 * day, MAY - 30 * day)


def test_the_nearest_other_days_are_named() -> None:
    """Of the same states, within two months."""
    near, far = record("near", when=later(30)), record("far", when=later(-50))
    other = record("other", "BG", "GR", when=later(12))
    assert nearest_days(LISTED, [far, near, other, record("open", when=When())]) == near
    assert nearest_days(LISTED, [record("late", when=later(90))]) is None
