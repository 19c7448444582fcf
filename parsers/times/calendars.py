"""Which days a calendar expression covers: weeks, months, seasons, and the nearest of many.

All intervals are closed. What a calendar does not fix comes back as None; nothing here reads
text and nothing knows today's date: the day of publication is always a parameter.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

from parsers.model import Precision
from parsers.values import Kind, value

# News is resolved in these years only; it keeps all arithmetic inside the calendar's range.
FIRST_YEAR = 1800
LAST_YEAR = 2200
# How many days a date may lie on the wrong side of the publication before the tense moves it
# into another year. A tense that only the caller claims is trusted less than one that the
# sentence says itself; a plan is often reprinted some days late.
SLACK_CLAIMED = 60
SLACK_FUTURE = 31
SLACK_PAST = 2
# A weekday without a tense is the nearest one; in the present tense, unless it was yesterday,
# the next one: days ahead.
WEEKDAY_LEAD = 3
PRESENT_LEAD = 5
OFF_LEAD = 4  # days ahead up to which the weekday of what is called off may lie
WEDNESDAY, SATURDAY, SUNDAY = 2, 5, 6
WEEK = 7
MONTHS = 12


class Tense(Kind):
    """Which way the sentence looks from the day it was published."""

    PAST = "past"
    FUTURE = "future"
    OFF = "off"  # of what was to be: a weekday just gone is nearer than one far ahead
    UNKNOWN = "unknown"


class Part(Kind):
    """Which part of a longer period is meant."""

    EARLY = "early"
    MID = "mid"
    LATE = "late"
    START = "start"
    END = "end"
    EARLIER = "earlier"
    LATER = "later"
    FIRST_HALF = "first half"
    SECOND_HALF = "second half"
    FIRST = "first week"
    SECOND = "second week"
    THIRD = "third week"
    FOURTH = "fourth week"
    LAST = "last week"


@value(frozen=True, slots=True)
class Span:
    """A closed interval of days; ``note`` says what in the text contradicts it."""

    start: date
    end: date
    precision: Precision
    note: str = ""


@value(frozen=True, slots=True)
class Anchor:
    """What relative expressions count from.

    ``previous`` is the day that the same sentence named last, and ``year`` the year that it
    opened with. ``lead`` is how many days ahead a weekday without a tense may lie; ``slack``
    is how many days a date without a year may lie on the wrong side of ``published``.
    """

    published: date | None
    tense: Tense = Tense.UNKNOWN
    previous: date | None = None
    year: int | None = None
    lead: int = WEEKDAY_LEAD
    slack: int = SLACK_CLAIMED


def day(year: int, month: int, number: int) -> Span | None:
    """Return one day, or None where the calendar has no such day."""
    if not 1 <= month <= MONTHS or not 1 <= number <= monthrange(year, month)[1]:
        return None
    return one(date(year, month, number))


def one(only: date) -> Span:
    """Return the interval of one day."""
    return Span(only, only, Precision.DAY)


def days(start: date, end: date) -> Span | None:
    """Return the days from ``start`` to ``end``, or None where they run backwards."""
    if end < start:
        return None
    return Span(start, end, Precision.DAY if start == end else Precision.RANGE)


def month(year: int, number: int) -> Span:
    """Return the whole month."""
    last = monthrange(year, number)[1]
    return Span(date(year, number, 1), date(year, number, last), Precision.MONTH)


def year_of(number: int) -> Span:
    """Return the whole year."""
    return Span(date(number, 1, 1), date(number, MONTHS, 31), Precision.YEAR)


def months(year: int, first: int, count: int) -> Span:
    """Return ``count`` months from month ``first`` of ``year``, over the new year if need be."""
    last = year * MONTHS + first - 1 + count - 1
    end = month(last // MONTHS, last % MONTHS + 1).end
    return Span(date(year, first, 1), end, Precision.RANGE if count > 1 else Precision.MONTH)


def month_after(published: date, offset: int) -> Span | None:
    """Return the month ``offset`` months after that of ``published``."""
    index = published.year * MONTHS + published.month - 1 + offset
    if not FIRST_YEAR <= index // MONTHS <= LAST_YEAR:
        return None
    return month(index // MONTHS, index % MONTHS + 1)


def year_after(published: date, offset: int) -> Span | None:
    """Return the year ``offset`` years after that of ``published``."""
    number = published.year + offset
    return year_of(number) if FIRST_YEAR <= number <= LAST_YEAR else None


def week_after(published: date, offset: int, tense: Tense = Tense.UNKNOWN) -> Span:
    """Return the week, Monday to Sunday, ``offset`` weeks after that of ``published``.

    Papers of a Sunday call the six days gone "last week" and the days to come "this week"
    as well as "next week".
    """
    monday = published - timedelta(published.weekday())
    if published.weekday() == SUNDAY and offset == -1:
        return Span(monday, published - timedelta(1), Precision.RANGE)
    if published.weekday() == SUNDAY and offset == 0 and tense in (Tense.FUTURE, Tense.OFF):
        offset = 1
    monday += timedelta(WEEK * offset)
    return Span(monday, monday + timedelta(SUNDAY), Precision.RANGE)


def weekend_after(published: date, offset: int | None, tense: Tense) -> Span:
    """Return Saturday and Sunday of the week ``offset`` away, or the nearest by ``tense``."""
    saturday = published - timedelta(published.weekday()) + timedelta(SATURDAY)
    if offset is not None:
        saturday += timedelta(WEEK * offset)
        if offset == -1 and published.weekday() == SUNDAY:
            saturday = published - timedelta(8)
    elif published < saturday and tense not in (Tense.FUTURE, Tense.OFF):
        # From Monday to Wednesday the weekend just gone is nearer than the one to come.
        is_gone = tense is Tense.PAST or published.weekday() <= WEDNESDAY
        saturday -= timedelta(WEEK) if is_gone else timedelta(0)
    return Span(saturday, saturday + timedelta(1), Precision.RANGE)


def quarter(year: int, number: int) -> Span:
    """Return quarter 1 to 4 of the calendar year."""
    return months(year, 3 * number - 2, 3)


def season(year: int, name: str) -> Span:
    """Return the three months of a northern season; the winter of a year begins in it."""
    first = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}[name]
    return months(year, first, 3)


def weekday_near(anchor: Anchor, weekday: int, length: int = 1) -> date | None:
    """Return the day ``weekday`` (Monday 0) begins nearest, looking where the tense looks.

    A day that is the publication's own is that day. ``length`` is the days that follow from
    there on: a range that is under way counts as present, unless it is told as to come.
    """
    if anchor.published is None:
        return None
    ahead = (weekday - anchor.published.weekday()) % WEEK
    is_under_way = WEEK - ahead < length
    is_near = anchor.tense is Tense.UNKNOWN and ahead <= anchor.lead and not is_under_way
    is_ahead = anchor.tense is Tense.OFF and ahead <= OFF_LEAD
    if anchor.tense is Tense.FUTURE or is_near or is_ahead:
        return anchor.published + timedelta(ahead)
    return anchor.published + timedelta(ahead - WEEK if ahead else 0)


def nearest(anchor: Anchor, spans: list[Span]) -> Span | None:
    """Return the span nearest to the publication that the tense allows.

    A span on the wrong side of the publication counts only within the anchor's slack.
    """
    published = anchor.published
    if published is None or not spans:
        return None
    allowed = [span for span in spans if _is_allowed(anchor, span, published)]
    return min(allowed or spans, key=lambda span: (_distance(span, published), span.start))


def part(span: Span, which: Part | None, published: date | None) -> Span | None:
    """Return the part ``which`` of ``span``; later and earlier count from ``published``."""
    if which is None:
        return span
    if which in {Part.EARLIER, Part.LATER}:
        return _side(span, which, published)
    if span.precision is Precision.YEAR:
        return _part_of_year(span, which)
    if span.precision is Precision.MONTH:
        return _part_of_month(span, which)
    if (span.end - span.start).days == SUNDAY:
        return _part_of_week(span, which)
    return _third(span, which)


def joined(first: Span | None, last: Span | None) -> Span | None:
    """Return the interval from the first day of ``first`` to the last of ``last``."""
    if first is None or last is None:
        return None
    whole = days(first.start, last.end)
    return replace(whole, note=first.note or last.note) if whole else None


def _is_allowed(anchor: Anchor, span: Span, published: date) -> bool:
    """Say whether ``span`` lies where the tense looks, or close enough."""
    if anchor.tense is Tense.PAST:
        return (span.start - published).days <= anchor.slack
    if anchor.tense in (Tense.FUTURE, Tense.OFF):
        return (published - span.end).days <= anchor.slack
    return True


def _distance(span: Span, published: date) -> int:
    """Return how many days lie between the publication and the nearest day of ``span``."""
    return max((span.start - published).days, (published - span.end).days, 0)


def _side(span: Span, which: Part, published: date | None) -> Span | None:
    """Return what is left of ``span`` after, or was of it before, the publication.

    Of a time that the publication lies outside of all may be meant.
    """
    if published is None or not span.start <= published <= span.end:
        return span
    edges = (max(span.start, published), span.end)
    if which is Part.EARLIER:
        edges = (span.start, min(span.end, published))
    side = days(*edges)
    return replace(side, precision=Precision.RANGE) if side else None


def _part_of_year(span: Span, which: Part) -> Span | None:
    """Return a third, half or outer quarter of a year; weeks do not part a year."""
    starts = {
        Part.EARLY: (1, 3),
        Part.MID: (5, 4),
        Part.LATE: (9, 4),
        Part.START: (1, 3),
        Part.END: (10, 3),
        Part.FIRST_HALF: (1, 6),
        Part.SECOND_HALF: (7, 6),
    }
    return months(span.start.year, *starts[which]) if which in starts else None


def _part_of_month(span: Span, which: Part) -> Span:
    """Return the tens, halves and sevens of a month."""
    last = span.end.day
    first, final = {
        Part.EARLY: (1, 10),
        Part.START: (1, 10),
        Part.MID: (11, 20),
        Part.LATE: (21, last),
        Part.END: (21, last),
        Part.FIRST_HALF: (1, 15),
        Part.SECOND_HALF: (16, last),
        Part.FIRST: (1, 7),
        Part.SECOND: (8, 14),
        Part.THIRD: (15, 21),
        Part.FOURTH: (22, 28),
        Part.LAST: (last - 6, last),
    }[which]
    return Span(span.start.replace(day=first), span.start.replace(day=final), Precision.RANGE)


def _part_of_week(span: Span, which: Part) -> Span | None:
    """Return the first three, middle three or last four days of a week."""
    edges = {
        Part.EARLY: (0, 2),
        Part.START: (0, 2),
        Part.MID: (1, 3),
        Part.LATE: (3, 6),
        Part.END: (4, 6),
    }
    if which not in edges:
        return None
    first, last = edges[which]
    return days(span.start + timedelta(first), span.start + timedelta(last))


def _third(span: Span, which: Part) -> Span | None:
    """Return the first, second or third month of a season or quarter."""
    offsets = {Part.EARLY: 0, Part.START: 0, Part.MID: 1, Part.LATE: 2, Part.END: 2}
    last = month_after(span.start, max(offsets.values()))
    if which not in offsets or last is None or last.end != span.end:
        return None
    return month_after(span.start, offsets[which])
