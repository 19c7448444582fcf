"""What an article says of one meeting at one moment, as it stands there in print."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

from parsers.meetings.fields import DATED, MOVED, UNDATED
from parsers.model import Evidence, Format, Level, Meeting, Place, Precision, Status, When
from tests.quality.stream.draws import RIGHT, between, people
from tests.quality.stream.life import month_of, year_of
from tests.quality.stream.values import Event, Step

# How often a text does not say it, measured as in tests.quality.stream.faults.
NO_DAY = {
    Status.HELD: 0.06, Status.SCHEDULED: 0.17, Status.EXPECTED: 0.3, Status.PROPOSED: 0.5,
    Status.POSTPONED: 0.1, Status.CANCELLED: 0.1,
}  # fmt: skip
NO_DAY_FAR = 0.03  # of plans for a month or year: these are all that there is to say
NO_LEVEL = {Level.LEADERS: 0.01, Level.FOREIGN_MINISTERS: 0.04, Level.OFFICIALS: 0.12}
NO_OTHER_LEVEL, NO_PLACE, NO_CITY, NO_FORMAT = 0.06, 0.16, 0.12, 0.06
NAMED = 0.55  # of the claims of a set that has a name
PRESENT = 0.6  # of the people there, those whom a text names
PEOPLE_MAX = 5
FIRST_DAY_ONLY = 0.25  # of reports of a meeting of several days
# Of meetings recalled, those of which the month is told, or after most of a year the year.
VAGUE, SOME_TIME_AGO, LONG_AGO = 0.6, timedelta(days=40), timedelta(days=300)
VAGUE_DAYS = frozenset({Precision.MONTH, Precision.YEAR})
FRESH = timedelta(days=3)  # so long is a change told as a change
RULES = ("together",) * 5 + ("grouping",) * 4 + ("counted",) * 3 + ("referred", "anaphora")
STRENGTH = {"trigger": 0.4, "explicit": 0.6}


def told(event: Event, step: Step, at: datetime, rng: Random) -> Meeting:
    """Return what an article written at a moment says, where it knows the meeting to stand so."""
    is_changing = step.is_moved and at - step.at <= FRESH
    is_far = step.status is Status.SCHEDULED and step.when.precision in VAGUE_DAYS
    unsaid = NO_DAY_FAR if is_far else NO_DAY[step.status]
    when = When() if rng.random() < unsaid else _days_said(step, at, rng)
    return _claim(event, step, when, rng, is_moved=is_changing)


def recalled(event: Event, step: Step, at: datetime, rng: Random) -> Meeting:
    """Return what an article says that recalls a meeting, the vaguer the longer it is ago."""
    when = step.when
    if when.start is not None and rng.random() < VAGUE:
        when = _vague(when, when.start, at)
    claim = _claim(event, step, when, rng, is_moved=False)
    return replace(claim, is_background=True, officials=claim.officials[:1])


def _vague(when: When, day: date, at: datetime) -> When:
    age = at.date() - day
    if age > LONG_AGO:
        return year_of(day)
    return month_of(day) if age > SOME_TIME_AGO else when


def _days_said(step: Step, at: datetime, rng: Random) -> When:
    when = step.when
    is_long = when.precision is Precision.RANGE and step.status is Status.HELD
    if is_long and when.start == at.date() and rng.random() < FIRST_DAY_ONLY:
        return When(when.start, when.start, Precision.DAY)
    return when


def _claim(event: Event, step: Step, when: When, rng: Random, *, is_moved: bool) -> Meeting:
    unsaid = NO_LEVEL.get(event.level, NO_OTHER_LEVEL)
    there = people(event.participants, event.level)
    named = tuple(one for one in there if rng.random() < PRESENT)[:PEOPLE_MAX]
    features = STRENGTH | ({"dated": DATED} if when.start else {"undated": UNDATED})
    return Meeting(
        participants=event.participants,
        level=None if rng.random() < unsaid else event.level,
        format=Format.UNKNOWN if rng.random() < NO_FORMAT else event.format,
        place=_place_said(step.place, rng),
        when=when,
        status=step.status,
        is_background=False,
        grouping=event.grouping if rng.random() < NAMED else None,
        officials=named,
        evidence=Evidence(0, 0, ""),
        rule=rng.choice(RULES),
        confidence=between(rng, RIGHT),
        features=features | ({"moved": MOVED} if is_moved else {}),
    )


def _place_said(place: Place, rng: Random) -> Place:
    if rng.random() < NO_PLACE:
        return Place()
    return Place(None, place.country) if rng.random() < NO_CITY else place
