"""Whether a report is about a meeting known from others: states, level, format, time, place."""

from __future__ import annotations

import pytest

from parsers.model import Format, Level, Place, Status, When
from parsers.records.matching import Comparison, compare, is_twice_told, profile_of
from tests.parsers.told import MONTH, MOVED, UNDATED, day, report


def compared(ours: dict[str, object], *theirs: dict[str, object], after: float = 0) -> Comparison:
    """Compare a report with the meeting of others, which were told ``after`` days earlier."""
    others = [report(f"other{n}", **fields) for n, fields in enumerate(theirs or ({},))]  # type: ignore[arg-type]
    return compare(report("ours", after=after, **ours), profile_of(others))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ({}, {}),
        ({"level": None}, {}),
        ({}, {"level": None}),
        ({"level": Level.TWO_PLUS_TWO}, {}),
        ({"level": Level.DEFENCE_MINISTERS}, {"level": Level.TWO_PLUS_TWO}),
        ({"format": Format.PHONE}, {"format": Format.VIRTUAL}),
        ({"format": Format.IN_PERSON}, {}),
        ({"place": Place()}, {}),
        ({"place": Place("Varna", "BG")}, {}),
        ({"when": MONTH}, {}),
        (UNDATED, {}),
        ({}, UNDATED),
        (UNDATED, UNDATED),
        ({"status": Status.HELD}, {}),
        ({"status": Status.CANCELLED}, {}),
        # Told with another day.
        ({"when": day(6, 4), "features": MOVED}, {}),
        ({"when": day(6, 4), "features": MOVED, "place": Place("Athens", "GR")}, {}),
        ({"place": Place("Athens", "GR"), "features": MOVED}, {}),
    ],
)
def test_a_report_of_the_same_meeting_fits(
    ours: dict[str, object],
    theirs: dict[str, object],
) -> None:
    """Unknown fields agree with any, days within two, and a told move explains the rest."""
    found = compared(ours, theirs)
    assert found.fits
    assert 0 < found.score <= 1


@pytest.mark.parametrize(
    ("ours", "theirs", "against"),
    [
        ({"participants": ("BG", "GR")}, {}, "states"),
        ({"participants": ("BG", "GR", "RS", "TR")}, {}, "states"),
        ({"level": Level.LEADERS}, {}, "level"),
        ({"level": Level.LEADERS}, {"level": Level.TWO_PLUS_TWO}, "level"),
        ({"level": Level.NSA}, {"level": Level.TWO_PLUS_TWO}, "level"),
        ({"format": Format.PHONE}, {"format": Format.IN_PERSON}, "format"),
        ({"format": Format.IN_PERSON}, {"format": Format.PHONE}, "format"),
        ({"place": Place("Athens", "GR")}, {}, "place"),
        ({"when": day(5, 21)}, {}, "time"),
        ({"when": day(6, 4)}, {}, "time"),
        ({"when": day(8, 30), "features": MOVED}, {}, "time"),
        ({"when": day(6, 4), "features": MOVED}, {"status": Status.HELD}, "time"),
        ({"when": day(6, 4), "features": MOVED}, {"is_background": True}, "time"),
        ({"when": When(), "status": Status.HELD}, {"when": day(9, 1)}, "time"),
    ],
)
def test_a_report_of_another_meeting_does_not(
    ours: dict[str, object], theirs: dict[str, object], against: str
) -> None:
    """Other states, levels, countries or seasons are other meetings, and it says which."""
    found = compared(ours, theirs)
    assert not found.fits
    assert found.against == (against,)


def test_a_move_is_told_after_the_plan() -> None:
    """An older article cannot move a plan to where it was before."""
    assert not compared({"when": day(6, 4), "features": MOVED}, after=-1).fits


def test_an_undated_plan_looks_a_season_ahead() -> None:
    """A plan without a day fits a meeting of this season, not of the next."""
    undated = UNDATED | {"place": Place()}
    assert compared(undated, {"when": day(8, 30)}).fits
    assert not compared(undated, {"when": day(10, 30)}).fits


def test_an_undated_report_is_of_the_last_weeks() -> None:
    """A report without a day fits a meeting of the last month, not one of March."""
    held = {"status": Status.HELD}
    undated = UNDATED | held | {"place": Place()}
    assert compared(undated, {"when": day(4, 29)} | held).fits
    assert not compared(undated, {"when": day(3, 1)} | held).fits


def test_a_season_is_cut_at_the_day_of_publication() -> None:
    """Told on May 10, a plan for "this month" is none for May 2, nor a report for May 30."""
    held = {"status": Status.HELD}
    plan, past = {"when": MONTH}, {"when": MONTH} | held
    assert compared(plan, {"when": day(5, 30)}).fits
    assert not compared(plan, {"when": day(5, 2)} | held).fits
    assert compared(past, {"when": day(5, 2)} | held).fits
    assert not compared(past, {"when": day(5, 30)}).fits


def test_more_agreement_is_worth_more() -> None:
    """The same day, level and place score higher than an interval or a move."""
    exact = compared({})
    loose = compared(UNDATED | {"level": None, "place": Place()})
    moved = compared({"when": day(6, 4), "features": MOVED})
    assert exact.because == ("states", "day", "level", "place")
    assert exact.score > moved.score > loose.score


@pytest.mark.parametrize(
    ("ours", "after"),
    [
        ({"status": Status.HELD, "when": day(6, 3)}, 11),
        ({"when": day(5, 21)}, 11),
        ({"when": day(5, 9)}, 0),
        ({"status": Status.CANCELLED, "when": day(5, 12)}, 2),
    ],
)
def test_days_that_cannot_be_the_meetings_are_not_believed(
    ours: dict[str, object], after: float
) -> None:
    """What is over in a fortnight, a plan of yesterday, the day of the news that it is off."""
    told = report("ours", after=after, **ours)  # type: ignore[arg-type]
    assert not told.is_exact
    assert compare(told, profile_of([report("other")])).because[1] == "interval"


def test_an_undated_word_of_next_year_needs_place_and_level() -> None:
    """A plan beyond the season fits where it was told of before; history where it is over."""
    far = report("other", after=-30, when=day(12, 20))
    held = report("other", when=day(1, 9), status=Status.HELD, is_background=True)
    plan, history = UNDATED, UNDATED | {"status": Status.HELD, "is_background": True}
    assert compare(report("ours", **plan), profile_of([far])).because[1] == "far"
    assert compare(report("ours", **history), profile_of([held])).because[1] == "far"
    assert not compare(report("ours", place=Place(), **plan), profile_of([far])).fits
    assert not compare(report("ours", after=-40, **plan), profile_of([far])).fits


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, True),
        ({"is_background": True}, True),
        ({"place": Place()}, True),
        ({"when": day(5, 21)}, False),
        ({"level": Level.LEADERS}, False),
        ({"place": Place("Athens", "GR")}, False),
        (UNDATED, False),
    ],
)
def test_an_article_can_claim_a_meeting_twice(fields: dict[str, object], *, expected: bool) -> None:
    """On the same day and in nothing different; any other claim is of another meeting."""
    assert is_twice_told(report("one"), report("one", ordinal=1, **fields)) is expected  # type: ignore[arg-type]


def test_a_meeting_is_known_by_most_of_its_newsrooms() -> None:
    """One newsroom's other day, level or country does not make the meeting another one."""
    odd = {"when": day(5, 22), "level": Level.LEADERS, "place": Place("Athens", "GR")}
    found = compared({}, {}, {}, odd)
    assert found.because == ("states", "day", "level", "place")
    assert compared({"when": day(5, 24)}, {}, {}, odd).against == ("time",)
