"""The rhythm of meetings: how even, when next, how long overdue, and when a level rose."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.model import Format, Level, MeetingRecord, Precision, Status, When
from parsers.records.cadence import Raised, Rhythm, by_level, level_raised, rhythm
from tests.storage import builders as make

FIRST = date(2024, 1, 10)
DAY = timedelta(days=1)
SUMMIT = {"level": Level.LEADERS}
OFF = {"status": Status.CANCELLED}


def on(after: int, **fields: object) -> MeetingRecord:
    """Return a meeting that was held some days after the first."""
    given = {"status": Status.HELD} | fields
    return make.meeting(f"m{after}", "BG", "GR", "RS", on=FIRST + after * DAY, **given)


def at(*days: int) -> list[MeetingRecord]:
    """Return meetings that were held on these days after the first."""
    return [on(day) for day in days]


def today(after: int) -> date:
    """Return a day some days after the first meeting."""
    return FIRST + after * DAY


def test_even_meetings_have_a_rhythm() -> None:
    """The median interval and how far the others lie from it; the next is due around it."""
    found = rhythm(at(0, 100, 190, 300), today(320))
    assert found == Rhythm(
        occasions=4,
        last=today(300),
        interval=100.0,
        spread=10.0,
        is_even=True,
        due=(today(375), today(425)),
    )


@pytest.mark.parametrize(("after", "days"), [(425, 0), (426, 1), (500, 75)])
def test_who_is_late_is_overdue(after: int, days: int) -> None:
    """Beyond the interval and a quarter of it, where that is more than two spreads."""
    assert rhythm(at(0, 100, 190, 300), today(after)).overdue == days


def test_a_wide_spread_gives_more_slack() -> None:
    """Two spreads, where these are more than a quarter of the interval."""
    found = rhythm(at(0, 80, 180, 300), today(320))
    assert (found.interval, found.spread) == (100.0, 20.0)
    assert found.due == (today(360), today(440))


def test_two_meetings_tell_nothing() -> None:
    """Nor do none; the last one is known all the same."""
    assert rhythm(at(0, 100), today(900)) == Rhythm(2, last=today(100))
    assert rhythm([], today(0)) == Rhythm(0)


def test_uneven_meetings_have_no_rhythm() -> None:
    """That is said, and nobody is overdue."""
    found = rhythm(at(0, 20, 300, 340, 800), today(2000))
    assert (found.is_even, found.due, found.overdue) == (False, None, 0)
    assert found.interval is not None


def test_one_long_gap_is_no_irregularity() -> None:
    """A year without meetings in the middle leaves the rhythm as it was."""
    found = rhythm(at(0, 100, 200, 600, 700, 800), today(810))
    assert (found.interval, found.spread, found.is_even) == (100.0, 0.0, True)


@pytest.mark.parametrize(
    "more",
    [
        [on(100, place=make.Place("Lund", "SE"))],
        [on(102, **SUMMIT)],
        [on(150, **OFF)],
        [on(150, status=Status.PROPOSED)],
        [on(150, status=Status.SCHEDULED), on(301, status=Status.SCHEDULED)],
        [on(150, format=Format.PHONE)],
        [on(150, format=Format.VIRTUAL), on(250, format=Format.VIRTUAL)],
        [on(150, confidence=0.6)],
        [on(150, is_dismissed=True)],
        [make.meeting("open", "BG", "GR", "RS", status=Status.HELD)],
        [on(0, when=When(FIRST, FIRST + 364 * DAY, Precision.YEAR))],
    ],
)
def test_what_is_no_occasion_does_not_count(more: list[MeetingRecord]) -> None:
    """Doubles, the same days at another level, what is off or a mere plan, calls, guesses."""
    assert rhythm([*at(0, 100, 200, 300), *more], today(310)) == rhythm(
        at(0, 100, 200, 300), today(310)
    )


def test_history_counts() -> None:
    """A meeting told as history took place all the same."""
    found = rhythm([on(0, is_background=True), *at(100, 200)], today(210))
    assert found.occasions == 3


def test_meetings_on_a_screen_count_where_there_are_no_others() -> None:
    """Who always meets at a distance has a rhythm too."""
    found = rhythm([on(day, format=Format.VIRTUAL) for day in (0, 30, 60)], today(61))
    assert (found.occasions, found.interval) == (3, 30.0)


def test_a_month_counts_as_its_middle() -> None:
    """What is known to the month is near enough for a yearly rhythm."""
    month = When(date(2025, 1, 1), date(2025, 1, 31), Precision.MONTH)
    found = rhythm([*at(0, 732), on(366, when=month)], today(740))
    assert found.interval == 366.0


def test_a_plan_for_a_day_to_come_is_the_next() -> None:
    """It counts for the rhythm, and nobody with a plan is overdue."""
    plan = on(500, status=Status.SCHEDULED)
    found = rhythm([*at(0, 100, 200), plan], today(450))
    assert (found.last, found.planned, found.overdue) == (today(200), today(500), 0)
    assert rhythm(at(0, 100, 200), today(450)).overdue > 0


def test_a_plan_of_which_nothing_was_heard_is_named() -> None:
    """Who is overdue may have met unreported; a plan from before the last meeting tells nothing."""
    plans = [on(day, status=Status.SCHEDULED) for day in (150, 290, 310)]
    found = rhythm([*at(0, 100, 200), *plans], today(450))
    assert found.overdue > 0
    assert found.unheard == today(310)
    assert rhythm([*at(0, 100, 200), *plans], today(205)).unheard is None
    gone = on(310, status=Status.SCHEDULED, is_dismissed=True)
    assert rhythm([*at(0, 100, 200), gone], today(450)).unheard is None


def test_the_past_is_asked_as_it_was() -> None:
    """What took place after the day that is asked about does not count."""
    assert rhythm(at(0, 100, 200, 600), today(210)) == rhythm(at(0, 100, 200), today(210))


def test_the_rim_of_the_calendar_is_no_rhythm() -> None:
    """A meeting in the last year that a calendar has is due at no time."""
    far = [on(0, when=When(day, day, Precision.DAY)) for day in (
        date(9000, 1, 1), date(9400, 1, 1), date(9800, 1, 1),
    )]  # fmt: skip
    assert rhythm(far, date(9999, 12, 31)).due is None


def test_each_level_has_its_own_rhythm() -> None:
    """Leaders meet yearly and ministers oftener; the most senior comes first."""
    leaders = [on(day, **SUMMIT) for day in (0, 365, 730)]
    found = by_level([*at(100, 200, 300), *leaders, on(50, level=None)], today(800))
    assert list(found) == [Level.LEADERS, Level.FOREIGN_MINISTERS]
    assert [one.interval for one in found.values()] == [365.0, 100.0]


def raised(records: Iterable[MeetingRecord], *known: Level) -> str | None:
    """Return the level and the day of the latest rise."""
    found = level_raised(records, today(500), known)
    return f"{found.before} {found.level} {(found.on - FIRST).days}" if found else None


def test_a_higher_level_than_before_is_a_rise() -> None:
    """The first at that level; the second is none, and a lower one neither."""
    ministers = [on(0, level=Level.OFFICIALS), on(50)]
    assert raised(ministers) == "officials foreign_ministers 50"
    assert raised([*ministers, on(100, **SUMMIT)]) == "foreign_ministers leaders 100"
    assert raised([*ministers, on(100, **SUMMIT), on(200, **SUMMIT), on(300)]) == (
        "foreign_ministers leaders 100"
    )
    assert level_raised([on(0), on(50, **SUMMIT)], today(60)) == Raised(
        Level.LEADERS, Level.FOREIGN_MINISTERS, today(50), "m50"
    )


@pytest.mark.parametrize(
    "records",
    [
        [],
        [on(0, **SUMMIT)],
        [on(0), on(0, **SUMMIT), on(1, **SUMMIT)],
        [on(0), on(3, **SUMMIT)],
        [on(0), on(50, level=Level.TWO_PLUS_TWO)],
        [on(0), on(50, level=Level.LEADERS, status=Status.CANCELLED)],
        [on(0), on(50, level=Level.LEADERS, status=Status.PROPOSED)],
        [on(0, level=None), on(50, **SUMMIT)],
    ],
)
def test_what_is_no_rise(records: list[MeetingRecord]) -> None:
    """Nothing before it, the same occasion, an equal level, or a meeting that was not held."""
    assert raised(records) is None


def test_what_was_known_before_is_no_rise() -> None:
    """A club that met at the top before we read of it does not rise."""
    assert raised([on(0), on(50, **SUMMIT)], Level.LEADERS) is None
    assert raised([on(50, **SUMMIT)], Level.OFFICIALS) == "officials leaders 50"


@given(st.lists(st.integers(0, 4000), max_size=12), st.integers(0, 5000))
def test_the_order_of_records_does_not_count(days: list[int], after: int) -> None:
    """The same meetings have the same rhythm, and who is overdue has a rhythm."""
    found = rhythm(at(*days), today(after))
    assert found == rhythm(at(*reversed(days)), today(after))
    assert not found.overdue or (found.is_even and found.planned is None)
