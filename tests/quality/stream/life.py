"""How a meeting comes about: proposed, expected, scheduled, moved or called off, and held."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from parsers.model import Level, Place, Precision, Status, When
from tests.quality.stream.values import Step

HELD, MOVED, POSTPONED, CANCELLED = "held", "moved", "postponed", "cancelled"
# How many days ahead a meeting of each level is announced, at least and at most.
LEAD = {
    Level.LEADERS: (4, 60),
    Level.FOREIGN_MINISTERS: (2, 28),
    Level.DEFENCE_MINISTERS: (3, 40),
    Level.TWO_PLUS_TWO: (5, 45),
    Level.NSA: (1, 10),
    Level.MINISTERS_OTHER: (3, 60),
    Level.OFFICIALS: (1, 14),
}
PROPOSED, EXPECTED, ANNOUNCED, ANNOUNCED_CALL = 0.25, 0.4, 0.88, 0.3
# Of plans that are no more than that, those with the month or the week they are for.
MONTH_SAID, WEEK_SAID = 0.4, 0.3
PLACE_EXPECTED = 0.5
SEASON = 90  # days; what is announced longer ahead has no day yet, most often
FAR_MONTH, FAR_YEAR = 0.5, 0.8  # announced so early: with the month, with the year, or the day
SAME_DAY = 0.15  # of meetings called off or put off, those on the very morning
NEW_DAY_SOON = 0.75  # of postponed meetings, those that get a new date


@dataclass(frozen=True, slots=True)
class Plan:
    """What is settled of a meeting before its life is drawn.

    ``lead`` is how many days ahead it is announced; None leaves that to its level.
    """

    level: Level
    place: Place
    first: date
    length: int = 1
    fate: str = HELD
    lead: int | None = None
    is_remote: bool = False

    @property
    def when(self) -> When:
        """The days on which it is held in the end."""
        return days(self.first, self.length)


def days(first: date, length: int) -> When:
    """Return a day, or a range of days."""
    last = first + timedelta(days=length - 1)
    return When(first, last, Precision.DAY if length == 1 else Precision.RANGE)


def month_of(day: date) -> When:
    """Return the month that a day is in."""
    first = day.replace(day=1)
    last = day.replace(day=monthrange(day.year, day.month)[1])
    return When(first, last, Precision.MONTH)


def year_of(day: date) -> When:
    """Return the year that a day is in."""
    return When(day.replace(month=1, day=1), day.replace(month=12, day=31), Precision.YEAR)


def week_of(day: date) -> When:
    """Return the week that a day is in, Monday to Sunday."""
    first = day - timedelta(days=day.weekday())
    return When(first, first + timedelta(days=6), Precision.RANGE)


def moment(day: date, rng: Random, first: int = 7, last: int = 20) -> datetime:
    """Draw an instant of a day."""
    return datetime.combine(day, time(rng.randint(first, last), rng.randrange(60)), UTC)


def life(plan: Plan, rng: Random) -> tuple[Step, ...]:
    """Draw the steps of a meeting, in the order of time."""
    was = _first_planned(plan, rng)
    steps = [*_before(plan, was, rng), *_turn(plan, was, rng)]
    if plan.fate in (HELD, MOVED) or (plan.fate == POSTPONED and steps[-1].status != POSTPONED):
        begins = moment(plan.first, rng, 8, 16)
        steps.append(Step(begins, Status.HELD, plan.when, plan.place))
    return tuple(sorted(steps, key=lambda step: step.at))


def _first_planned(plan: Plan, rng: Random) -> date:
    """The first day as it was planned at first."""
    if plan.fate == MOVED:
        return plan.first + timedelta(days=rng.choice((-21, -14, -7, -3, -2, -1, 1, 2, 7)))
    if plan.fate == POSTPONED:
        return plan.first - timedelta(days=rng.randint(14, 75))
    return plan.first


def _before(plan: Plan, was: date, rng: Random) -> Iterator[Step]:
    lead = plan.lead if plan.lead is not None else rng.randint(*LEAD[plan.level])
    when = days(was, plan.length)
    told = min(was, plan.first) - timedelta(days=max(lead, 4 if plan.fate != HELD else 0))
    if plan.is_remote and plan.lead is None:
        if plan.fate == HELD and rng.random() > ANNOUNCED_CALL:
            return
        told = was - timedelta(days=rng.randint(1, 3) if plan.fate == HELD else 5)
    elif plan.fate == HELD and plan.lead is None and rng.random() > ANNOUNCED:
        return
    elif lead > SEASON:
        yield Step(moment(told, rng, 20, 22), Status.SCHEDULED, _far(was, rng), plan.place)
        told = was - timedelta(days=rng.randint(*LEAD[plan.level]))
    elif plan.lead is None:
        yield from _ideas(plan, was, told, rng)
    yield Step(moment(told, rng, 7, 12), Status.SCHEDULED, when, plan.place)


def _far(was: date, rng: Random) -> When:
    """What is said of the days of a meeting most of a year ahead."""
    drawn = rng.random()
    if drawn < FAR_MONTH:
        return month_of(was)
    return year_of(was) if drawn < FAR_YEAR else days(was, 1)


def _ideas(plan: Plan, was: date, told: date, rng: Random) -> Iterator[Step]:
    """What is said before the date is set."""
    month = month_of(was)
    hoped = told - timedelta(days=rng.randint(3, 25))
    if rng.random() < PROPOSED:
        at = moment(hoped - timedelta(days=rng.randint(10, 60)), rng)
        yield Step(at, Status.PROPOSED, month if rng.random() < MONTH_SAID else When(), Place())
    if rng.random() < EXPECTED:
        when = week_of(was) if rng.random() < WEEK_SAID else month
        place = plan.place if rng.random() < PLACE_EXPECTED else Place()
        yield Step(moment(hoped, rng), Status.EXPECTED, when, place)


def _turn(plan: Plan, was: date, rng: Random) -> Iterator[Step]:
    """How the plan changed after it was announced."""
    old = days(was, plan.length)
    if plan.fate == MOVED:
        before = min(was, plan.first) - timedelta(days=rng.randint(1, 3))
        yield Step(moment(before, rng, 13), Status.SCHEDULED, plan.when, plan.place, is_moved=True)
    if plan.fate in (CANCELLED, POSTPONED):
        at = moment(was - timedelta(days=rng.randint(1, 4)), rng, 13)
        if rng.random() < SAME_DAY:
            at = moment(was, rng, 5, 7)
        status = Status.CANCELLED if plan.fate == CANCELLED else Status.POSTPONED
        yield Step(at, status, old, plan.place, is_moved=plan.fate == POSTPONED)
    if plan.fate == POSTPONED and rng.random() < NEW_DAY_SOON:
        at = moment(max(was, plan.first - timedelta(days=rng.randint(5, 20))), rng, 21, 22)
        yield Step(at, Status.SCHEDULED, plan.when, plan.place)


def replaced(steps: tuple[Step, ...], told: datetime) -> tuple[Step, ...]:
    """Let a meeting be known from the moment at which it takes the place of another."""
    first = replace(steps[-1], at=told, status=Status.SCHEDULED)
    return (first, steps[-1])
