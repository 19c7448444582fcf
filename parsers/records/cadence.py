"""The rhythm in which some states meet: how often, how evenly, when next, and how long overdue.

Pure arithmetic over the days of their meetings. Calls by telephone and meetings that are off
do not count; meetings within a few days of each other are one occasion, since ministers meet
beside their leaders. Where the intervals differ too much there is no rhythm, and that is said.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

from parsers.meetings.confidence import ALERT_FROM
from parsers.model import Format, Level, MeetingRecord, Status
from parsers.records.groupings import is_higher
from parsers.records.reports import EXACT_WITHIN, Days, told
from parsers.words.formats import REMOTE
from parsers.words.levels import SENIORITY

ENOUGH = 3  # occasions: two intervals are the fewest that can be alike
OCCASION = timedelta(days=3)  # meetings so near to the first of them are one occasion
VAGUE = 31  # days; what is dated less exactly than to a month says nothing of a rhythm
# Intervals whose typical distance from the median is a larger part of it are no rhythm; those
# of meetings by chance are at about two thirds.
UNEVEN = 1 / 3
SLACK_SPREADS, SLACK_SHARE = 2, 0.25  # how late is late: so many spreads, or such a part


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How some states have met; days are counted between the first days of occasions.

    ``interval`` and ``spread`` are the median and the median distance from it, in days, None
    of fewer than three occasions. ``planned`` is the first scheduled day that is still to come,
    ``due`` the days within which the next meeting is to be expected, ``overdue`` how many days
    ago those ended. Where ``is_even`` is False these two say nothing. ``unheard`` is the latest
    day since the last meeting for which one was scheduled of which no report came.
    """

    occasions: int
    last: date | None = None
    planned: date | None = None
    interval: float | None = None
    spread: float | None = None
    is_even: bool = False
    due: Days | None = None
    overdue: int = 0
    unheard: date | None = None


@dataclass(frozen=True, slots=True)
class Raised:
    """The first meeting at a level above all before: its level, the highest before, its day."""

    level: Level
    before: Level
    on: date
    record: str


def rhythm(records: Iterable[MeetingRecord], today: date) -> Rhythm:
    """Return the rhythm of the meetings of one set of states, as known on a day.

    Meetings at a distance count only where too few took place in person.
    """
    listed = list(records)
    counting = [(day, record) for record in listed if (day := _day(record, today)) is not None]
    bodily = _occasions(day for day, one in counting if one.format not in REMOTE)
    days = bodily if len(bodily) >= ENOUGH else _occasions(day for day, _ in counting)
    past = [day for day in days if day <= today]
    planned = next((day for day in days if day > today), None)
    last = past[-1] if past else None
    known = Rhythm(len(days), last, planned, unheard=_unheard(listed, last, today))
    return _paced(known, days, today) if len(days) >= ENOUGH and past else known


def _unheard(records: Iterable[MeetingRecord], last: date | None, today: date) -> date | None:
    """Return the latest day gone by for which a meeting was scheduled, if after the last held."""
    plans = (one for one in records if one.status is Status.SCHEDULED and not one.is_dismissed)
    starts = (days[0] for one in plans if (days := told(one.when)) is not None)
    gone = [day for day in starts if day < today and (last is None or day > last + OCCASION)]
    return max(gone, default=None)


def _paced(known: Rhythm, days: Sequence[date], today: date) -> Rhythm:
    intervals = [(after - before).days for before, after in pairwise(days)]
    interval = float(median(intervals))
    spread = float(median(abs(one - interval) for one in intervals))
    is_even = spread <= UNEVEN * interval
    due = _window(known.last, interval, spread) if is_even else None
    is_late = due is not None and known.planned is None and today > due[1]
    return replace(
        known,
        interval=interval,
        spread=spread,
        is_even=is_even,
        due=due,
        overdue=(today - due[1]).days if is_late and due else 0,
    )


def _window(last: date | None, interval: float, spread: float) -> Days | None:
    """Return when the next meeting is due, an interval after the last give or take the slack."""
    slack = max(SLACK_SPREADS * spread, SLACK_SHARE * interval)
    if last is None:
        return None
    soonest, latest = math.floor(interval - slack), math.ceil(interval + slack)
    try:
        return last + timedelta(days=soonest), last + timedelta(days=latest)
    except OverflowError:
        return None  # a hostile text may date a meeting at the rim of the calendar


def _day(record: MeetingRecord, today: date) -> date | None:
    """Return the day for which a meeting counts, None where it does not count.

    It counts where we are sure enough of it, once a report says that it was held, or while it
    is scheduled for a day to come.
    """
    days = told(record.when)
    is_doubtful = record.is_dismissed or record.confidence < ALERT_FROM
    if days is None or is_doubtful or record.format is Format.PHONE:
        return None
    length = (days[1] - days[0]).days
    day = days[0] + timedelta(days=length // 2 if length >= EXACT_WITHIN else 0)
    is_past = record.status is Status.HELD and day <= today
    is_ahead = record.status is Status.SCHEDULED and day >= today
    return day if (is_past or is_ahead) and length <= VAGUE else None


def _occasions(days: Iterable[date]) -> list[date]:
    """Return the first days of occasions, in order."""
    found: list[date] = []
    for day in sorted(days):
        if not found or day - found[-1] > OCCASION:
            found.append(day)
    return found


def by_level(records: Sequence[MeetingRecord], today: date) -> dict[Level, Rhythm]:
    """Return the rhythm at each level at which these states have met, the most senior first."""
    levels = {record.level for record in records if record.level is not None}
    rhythms = {
        level: rhythm((record for record in records if record.level is level), today)
        for level in Level
        if level in levels
    }
    return {level: one for level, one in rhythms.items() if one.occasions}


def level_raised(
    records: Iterable[MeetingRecord], today: date, known: Iterable[Level] = ()
) -> Raised | None:
    """Return the latest rise: the first meeting at a higher level than any before, or None.

    ``known`` are levels at which the states had met before we held any of it. A meeting
    counts from the day on which it is held or, if it is still to come, scheduled.
    """
    old, raised = list(known), None
    seen: list[tuple[date, Level]] = []
    for day, level, record in _leveled(records, today):
        levels = [*old, *(one for before, one in seen if day - before > OCCASION)]
        if is_higher(level, levels):
            raised = Raised(level, min(levels, key=SENIORITY.__getitem__), day, record)
        seen.append((day, level))
    return raised


def _leveled(records: Iterable[MeetingRecord], today: date) -> list[tuple[date, Level, str]]:
    """Return the day, level and id of the meetings that count, by day."""
    return sorted(
        (day, one.level, one.id)
        for one in records
        if one.level is not None and (day := _day(one, today)) is not None
    )
