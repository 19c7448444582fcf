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
        """The claim names a day, or few days in a row, that can only be the meeting's."""
        return is_short(told(self.claim.when)) and not _is_doubtful(self.claim, self.published)


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
    is cut at the day of publication. Days that contradict this may be those of something
    else, so that they leave all days open around the publication.
    """
    days = told(claim.when)
    if days is None:
        return around(claim.status, first, last)
    if _is_doubtful(claim, last):
        open_days = around(claim.status, first, last)
        return min(days[0], open_days[0]), max(days[1], open_days[1])
    if is_short(days) or claim.status in OFF:
        return days
    if claim.status is Status.HELD:
        return _cut(days, date.min, shifted(last, TOLERANCE))
    return _cut(days, shifted(first, -TOLERANCE), date.max)


def around(status: Status | None, first: date, last: date) -> Days:
    """Return the days that words without any leave open, told from ``first`` to ``last``."""
    if status is Status.HELD:
        return shifted(first, -HELD_BEFORE), last
    return shifted(first, -TOLERANCE), shifted(last, PLANNED_AHEAD)


def is_short(days: Days | None) -> bool:
    """Tell whether these are a day, or a few in a row, and no season."""
    return days is not None and (days[1] - days[0]).days < EXACT_WITHIN


def gap(left: Days, right: Days) -> int:
    """Return how many days lie between two intervals; 0 where they meet or overlap."""
    return max((right[0] - left[1]).days, (left[0] - right[1]).days, 0)


def _is_doubtful(claim: Meeting, published: date) -> bool:
    """Tell whether the days told may be those of something else.

    What is told to be over cannot be yet to come, nor a plan be for days gone by; and the day
    of publication may be that of the announcement, or of the word that a meeting is off.
    """
    days = told(claim.when)
    if days is None or claim.is_background:
        return False
    if claim.status is Status.HELD:
        return days[0] >= shifted(published, TOLERANCE)
    if claim.status in OFF:
        return published - TOLERANCE < days[1] <= published
    return days[1] <= published


def _cut(days: Days, first: date, last: date) -> Days:
    start, end = max(days[0], first), min(days[1], last)
    return (start, end) if start <= end else days


def shifted(day: date, span: timedelta) -> date:
    """Return a day so much later, or the rim of the calendar where it would lie beyond."""
    # A hostile text may date a meeting at the rim of the calendar.
    try:
        return day + span
    except OverflowError:
        return date.max if span > timedelta(0) else date.min
