"""Which day a date is that leaves out its year or month, or bears a weekday that differs.

The nearest fitting day wins; a weekday beside the date is weighed, and noted where it is not
the date's own. A date that the calendar does not have is None.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from parsers.times import calendars
from parsers.times.calendars import Anchor, Span, Tense

# How far from the publication a day and month may be before a weekday outvotes the year: days.
NEAR = 60
# 29 February comes every four years, and not always so: years to look around.
LEAP = 4


@dataclass(frozen=True, slots=True)
class DayName:
    """A day as written: any of weekday, month and year may be missing."""

    number: int
    month: int | None = None
    year: int | None = None
    weekday: int | None = None


def span_of(name: DayName, anchor: Anchor) -> Span | None:
    """Return the day that ``name`` is, its year the nearest that the tense allows."""
    if name.month is None:
        return _day_of_month(name, anchor)
    stated = name.year or anchor.year
    if stated is not None:
        found = calendars.day(stated, name.month, name.number)
        return _checked(found, name.weekday)
    if anchor.published is None:
        return None
    year = anchor.published.year
    spans = [
        span
        for offset in range(-LEAP, LEAP + 1)
        if (span := calendars.day(year + offset, name.month, name.number))
    ]
    usual = [span for span in spans if abs(span.start.year - year) <= 1]
    found = calendars.nearest(anchor, spans)
    return _of_weekday(found, name.weekday, usual, anchor.published)


def _of_weekday(
    found: Span | None, weekday: int | None, others: list[Span], published: date
) -> Span | None:
    """Let a weekday choose the year of a day that is far from the publication."""
    if found is None or weekday is None or found.start.weekday() == weekday:
        return found
    fitting = [span for span in others if span.start.weekday() == weekday]
    if len(fitting) == 1 and abs((found.start - published).days) > NEAR:
        return fitting[0]
    return _checked(found, weekday)


def _checked(found: Span | None, weekday: int | None) -> Span | None:
    """Note where the weekday written beside a date is not the date's own."""
    if found is None or weekday is None or found.start.weekday() == weekday:
        return found
    return replace(found, note="weekday differs")


def _day_of_month(name: DayName, anchor: Anchor) -> Span | None:
    """Return the nearest such day of a month that is not named."""
    if anchor.published is None:
        return None
    around = (calendars.month_after(anchor.published, offset) for offset in (-2, -1, 0, 1, 2))
    spans = [
        span
        for month in around
        if month and (span := calendars.day(month.start.year, month.start.month, name.number))
    ]
    if name.weekday is not None:
        spans = [span for span in spans if span.start.weekday() == name.weekday]
        return calendars.nearest(replace(anchor, tense=Tense.UNKNOWN), spans)
    return calendars.nearest(replace(anchor, slack=0), spans)


def range_of(first: DayName, last: DayName, anchor: Anchor) -> Span | None:
    """Return the days from ``first`` to ``last``; what one leaves out the other says."""
    if first.year is None and last.year is not None:
        runs_over = last.month is not None and (first.month or 0) > last.month
        first = replace(first, year=last.year - runs_over)
    start = span_of(first, anchor)
    if start is None:
        return None
    if last.year is None and last.month is not None:
        runs_over = start.start.month > last.month
        last = replace(last, year=start.start.year + runs_over)
    if last.month is None:
        last = replace(last, month=start.start.month, year=start.start.year)
    end = span_of(last, anchor)
    return calendars.joined(start, end)


def relative_year(words: str, anchor: Anchor) -> int | None:
    """Return the year that "this year" and its like name."""
    base = anchor.published
    if any(word in words for word in ("same", "that", "following", "previous")):
        base = anchor.previous
    if base is None:
        return None
    if "last" in words or "previous" in words:
        return base.year - 1
    return base.year + ("next" in words or "following" in words)
