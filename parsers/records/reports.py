"""A report: what one article claims of one meeting, and the days that leaves open.

Two reports are compared by the days on which their meetings can have been: those told, or
else those that the day of publication allows.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from parsers.model import Meeting, Precision, Status, When
from parsers.records.telling import Telling
from parsers.words.statuses import OFF

HELD_BEFORE = timedelta(days=30)  # an undated report tells of the last month
PLANNED_AHEAD = timedelta(days=120)  # an undated plan looks about a season ahead
TOLERANCE = timedelta(days=2)  # reports of one meeting differ by a day across zones
EXACT_WITHIN = 10  # days; a longer interval is a season, not a date
PRECISION_RANK = {
    Precision.DAY: 0, Precision.RANGE: 1, Precision.MONTH: 2, Precision.YEAR: 3, None: 4,
}  # fmt: skip

Days = tuple[date, date]
Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Report:
    """One claim with its telling; ``ordinal`` is its place among the claims of the article."""

    claim: Meeting
    telling: Telling
    ordinal: int = 0

    @property
    def key(self) -> Key:
        """The article and the claim's place in it: no two reports share them."""
        return self.telling.article, self.ordinal

    @property
    def published(self) -> date:
        """The UTC day on which the article came out."""
        return self.telling.published_at.date()

    @property
    def is_exact(self) -> bool:
        """The claim names a day, or few days in a row, and can only mean the meeting's."""
        days = told(self.claim.when)
        is_short = days is not None and (days[1] - days[0]).days < EXACT_WITHIN
        return is_short and not _may_date_the_word(self.claim, self.published)


def chronological(report: Report) -> tuple[object, ...]:
    """Order reports by publication; those of one instant by article, whichever came first."""
    return report.telling.published_at, *report.key


def told(when: When) -> Days | None:
    """Return the days that words name, or None where they name none."""
    if when.start is None:
        return None
    return when.start, when.end or when.start


def possible(claim: Meeting, first: date, last: date) -> Days:
    """Return the days on which a meeting can be, told between ``first`` and ``last``.

    A report cannot tell of what was held later, nor a plan of days gone by: "this month"
    is cut at the day of publication. Days that contradict this are kept as they were told.
    The day on which a meeting was called off says nothing of when it was to be.
    """
    days = told(claim.when)
    if days is None:
        return _around(claim.status, first, last)
    if _may_date_the_word(claim, last):
        return days[0], _later(last, PLANNED_AHEAD)
    is_vague = (days[1] - days[0]).days >= EXACT_WITHIN
    if not is_vague or claim.status in OFF:
        return days
    if claim.status is Status.HELD:
        return _cut(days, date.min, _later(last, TOLERANCE))
    return _cut(days, _later(first, -TOLERANCE), date.max)


def gap(left: Days, right: Days) -> int:
    """Return how many days lie between two intervals; 0 where they meet or overlap."""
    return max((right[0] - left[1]).days, (left[0] - right[1]).days, 0)


def _may_date_the_word(claim: Meeting, published: date) -> bool:
    """Tell whether the days may be those of the word that the meeting is off."""
    days = told(claim.when)
    return claim.status in OFF and days is not None and days[1] <= published


def _around(status: Status | None, first: date, last: date) -> Days:
    if status is Status.HELD:
        return _later(first, -HELD_BEFORE), last
    return _later(first, -TOLERANCE), _later(last, PLANNED_AHEAD)


def _cut(days: Days, first: date, last: date) -> Days:
    start, end = max(days[0], first), min(days[1], last)
    return (start, end) if start <= end else days


def _later(day: date, span: timedelta) -> date:
    # A hostile text may date a meeting at the rim of the calendar.
    try:
        return day + span
    except OverflowError:
        return date.max if span > timedelta(0) else date.min
