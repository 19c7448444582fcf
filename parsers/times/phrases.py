"""Where a sentence counts days: weekdays, "tomorrow", "two weeks ago", "for three days".

Same shape as the rules for written dates: patterns with readers, which return sightings. Vague
words ("in the coming weeks") are seen but bound to no days; durations and recurrences are seen
so that their numbers are not taken for dates.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from parsers.model import Precision
from parsers.times import calendars
from parsers.times.calendar_words import (
    APOSTROPHE,
    DASH,
    DAY_NEED,
    DAYTIME,
    DAYTIME_NEED,
    FULL_WEEKDAY,
    GAP,
    JOIN,
    MONTH,
    MONTH_NEED,
    NAME_NEED,
    NUMBER,
    RECURRENCE_NEED,
    UNIT,
    UNIT_NEED,
    VAGUE_NEED,
    S,
    month_of,
    number_of,
    weekday_of,
)
from parsers.times.calendars import WEEK, Anchor, Span, Tense
from parsers.times.dates import ALIKE, BETWEEN
from parsers.times.periods import (
    PERIOD_YEAR,
    RELATIVE,
    is_told,
    nth_of,
    offset_of,
    unbound,
    year_of_month,
)
from parsers.times.sightings import Rule, Sighting, TimeRole
from parsers.words.vocabularies import Vocabulary

UNIT_DAYS = {"day": 1, "week": WEEK, "fortnight": 2 * WEEK}
HOURS = 24
# Before "in two weeks" these make it a length of time ("the third meeting in two weeks").
COUNTED = re.compile(
    r"\b(?:first|second|third|fourth|fifth|\w+th|times?|once|twice|only|most|best|worst|longest|"
    r"highest|lowest|biggest|largest)\b[^,;:]{0,60}$",
    re.IGNORECASE,
)
CONTEXT = 60
# "Two days before it was due to open": so many days after those words were written.
WAS_DUE = re.compile(
    r"\s(?:[\w'\u2019-]+\s){1,6}?(?:was|were|is|are)\s(?:due|set|scheduled|supposed|meant|to)\b",
    re.IGNORECASE,
)
# Days in "Friday and Saturday": only neighbours are one run of days.
NEIGHBOURS = 2

WEEKDAYS = Vocabulary(
    rf"(?:\b(?P<which>{RELATIVE}){GAP}(?:week,?{GAP}(?P<on>(?:on{GAP})?))?)?"
    rf"(?P<w1>{FULL_WEEKDAY})(?:{GAP}{DAYTIME}\b)?"
    rf"(?:(?P<join>{JOIN})(?:on{GAP})?(?P<w2>{FULL_WEEKDAY})(?:{GAP}{DAYTIME}\b)?)?"
    rf"(?:,?{GAP}(?:of{GAP})?(?P<week>this|next|last){GAP}week\b)?",
    re.IGNORECASE,
)
NTH_WEEKDAY = Vocabulary(
    rf"\b(?:the{GAP})?(?P<nth>first|second|third|fourth|last){GAP}"
    rf"(?P<w>{FULL_WEEKDAY}|weekend){GAP}(?:of|in){GAP}(?P<m>{MONTH}){PERIOD_YEAR}",
    re.IGNORECASE,
)
# "A week from Monday", "Monday week".
WEEK_FROM = Vocabulary(
    rf"\b(?P<n>a|one|two|three){GAP}weeks?{GAP}(?:from|on){GAP}(?P<w1>{FULL_WEEKDAY})"
    rf"|(?P<w2>{FULL_WEEKDAY}){GAP}week\b(?!-|{GAP}(?:of|in|after|before)\b)",
    re.IGNORECASE,
)
NAMED_DAY = Vocabulary(
    rf"\b(?:(?P<before>the{GAP}day{GAP}before{GAP}yesterday)|(?P<after>the{GAP}day{GAP}after{GAP}"
    rf"tomorrow)|(?P<today>(?:(?:later|earlier|early|late){GAP})?today|tonight|"
    rf"this{GAP}(?:morning|afternoon|evening)|(?:later|earlier|late|early){GAP}in{GAP}the{GAP}day)"
    rf"|(?P<yesterday>(?:(?:late|early|earlier){GAP})?yesterday|last{GAP}(?:night|evening))"
    rf"|(?P<tomorrow>tomorrow)|(?P<same>(?:(?:on|later){GAP})?(?:(?:the|that){GAP})?same{GAP}day"
    rf"|(?:(?:on|later){GAP})?that{GAP}(?:very{GAP})?day|that{GAP}(?:morning|afternoon|evening))"
    rf"|(?P<next>(?:the{GAP})?(?:next|following){GAP}day|a{GAP}day{GAP}later)"
    rf"|(?P<previous>the{GAP}(?:previous|preceding){GAP}day|(?:the|a){GAP}day{GAP}(?:before|earlier)))\b"
    rf"(?:{GAP}{DAYTIME}\b)?",
    re.IGNORECASE,
)
AGO = Vocabulary(
    rf"(?:\b(?:about|around|nearly|almost|over|more{GAP}than|some|just){GAP})?"
    rf"(?P<n>{NUMBER}|several|many|(?:a{GAP})?few){GAP}(?P<unit>{UNIT})s?{GAP}"
    rf"(?P<way>ago|later|earlier|after|before|prior|from{GAP}(?:now|today)|hence)\b",
    re.IGNORECASE,
)
AHEAD = Vocabulary(
    rf"\b(?P<prep>in|within|over|during){GAP}(?:the{GAP})?"
    rf"(?P<which>(?:next|coming|following|past|last|previous){GAP})?(?:about{GAP})?"
    rf"(?P<n>{NUMBER}|several|(?:a{GAP})?few)[\s-]{{1,3}}(?P<unit>{UNIT}|hour)(?:s?{APOSTROPHE})?s?"
    rf"(?:{GAP}time)?\b(?!-)",
    re.IGNORECASE,
)
VAGUE = Vocabulary(
    rf"\b(?:in|over|during|within){GAP}(?:the{GAP})?(?:near{GAP}future|(?:coming|next|recent|past|"
    rf"last){GAP}(?:(?:few|several|couple{GAP}of){GAP})?(?:days|weeks|months|years))\b",
    re.IGNORECASE,
)
DURATION = Vocabulary(
    rf"\b(?:(?P<for>for|lasting|lasted){GAP}(?:the{GAP})?(?:about{GAP})?)?"
    rf"(?P<n>{NUMBER}|several|few)(?:{S}{DASH}{S}|{GAP})(?:(?P<half>and{GAP}a{GAP}half){GAP})?"
    rf"(?P<unit>{UNIT}|hour)s?{APOSTROPHE}?(?P<long>[-\s]{{1,2}}long)?\b(?!{DASH}old|{GAP}old)",
    re.IGNORECASE,
)
RECURRENCE = Vocabulary(
    rf"\b(?:(?:every|each){GAP}(?:(?:other|second|{NUMBER}){GAP})?(?:day|week|month|year|spring|"
    rf"summer|autumn|fall|winter|{FULL_WEEKDAY}|{MONTH})s?|(?:semi-?)?annual(?:ly)?|yearly|biennial|"
    rf"(?:bi-?)?monthly|(?:bi-?)?weekly|quarterly|(?:once|twice|three{GAP}times){GAP}(?:a|every|per)"
    rf"{GAP}(?:year|month|week)|on{GAP}(?:mon|tues|wednes|thurs|fri|satur|sun)days)"
    rf"(?:{GAP}on{GAP}{FULL_WEEKDAY})?\b",
    re.IGNORECASE,
)
NAME = re.compile(
    rf"\b(?:(?:(?:resolutions?|agenda|vision|plan|strategy|article|flight|highway|regulation|"
    rf"directive|decree|UNSCR|FY){S}(?:no\.?{S})?|(?:fiscal|financial){GAP}(?:year{GAP})?)\d{{1,5}}"
    rf"|\d{{1,3}}-years?-old|aged{GAP}\d{{1,3}}|(?-i:[A-Z]{{1,6}}-?\d{{1,4}})(?![-\w])"
    rf"|(?:black|good|holy|bloody|super){GAP}(?:friday|thursday|saturday|sunday|tuesday))\b",
    re.IGNORECASE,
)


def _weekdays(match: re.Match[str]) -> list[Sighting]:
    """Read "Monday", "next Friday", "Tuesday-Wednesday", "Thursday of next week"."""
    which, week = (match["which"] or "").lower(), (match["week"] or "").lower()
    if re.search(r"week", match[0][: match.start("w1") - match.start()], re.IGNORECASE):
        which, week = "", which
    first = weekday_of(match["w1"])
    if match["w2"] is None:
        return [Sighting(match.start(), match.end(), _weekday(first, 1, which, week))]
    length = (weekday_of(match["w2"]) - first) % WEEK + 1
    is_between = BETWEEN.search(match.string, max(0, match.start() - CONTEXT), match.start())
    joint = match["join"]
    if not ALIKE.fullmatch(joint) or is_between or "/" in joint or length == NEIGHBOURS:
        return [Sighting(match.start(), match.end(), _weekday(first, length, which, week))]
    second = _weekday(weekday_of(match["w2"]), 1, which, week)
    return [
        Sighting(match.start(), match.start("join"), _weekday(first, 1, which, week)),
        Sighting(match.start("w2"), match.end(), second),
    ]


def _weekday(first: int, length: int, which: str, week: str) -> Callable[[Anchor], Span | None]:
    """Return how ``length`` days from weekday ``first`` on are found."""

    def resolve(anchor: Anchor) -> Span | None:
        start = _first_day(anchor, first, length, which, week)
        return calendars.days(start, start + timedelta(length - 1)) if start else None

    return resolve


def _first_day(anchor: Anchor, first: int, length: int, which: str, week: str) -> date | None:
    """Return the weekday that ``which`` ("last") and ``week`` ("next" week) point at."""
    base = anchor.previous if which and is_told(which) else anchor.published
    if base is None:
        return None
    if week:
        return calendars.week_after(base, offset_of(week)).start + timedelta(first)
    if which.startswith("last") or which.endswith(("past", "previous")):
        return base - timedelta((base.weekday() - first - 1) % WEEK + 1)
    if which.startswith("next"):
        return calendars.week_after(base, 1).start + timedelta(first)
    if which.endswith(("coming", "following")):
        return base + timedelta((first - base.weekday() - 1) % WEEK + 1)
    return calendars.weekday_near(anchor, first, length)


def _nth_weekday(match: re.Match[str]) -> list[Sighting]:
    """Read "the first Monday of June" and "the last weekend in May 2022"."""
    number, nth = month_of(match["m"]), match["nth"].lower()
    is_weekend = match["w"].lower() == "weekend"
    weekday = 5 if is_weekend else weekday_of(match["w"])

    def resolve(anchor: Anchor) -> Span | None:
        rel = (match["rel"] or "").lower()
        year = int(match["year"]) if match["year"] else year_of_month(anchor, number, "", rel)
        if year is None:
            return None
        whole = calendars.month(year, number)
        found = whole.start + timedelta((weekday - whole.start.weekday()) % WEEK)
        if nth == "last":
            found = whole.end - timedelta((whole.end.weekday() - weekday) % WEEK)
        else:
            found += timedelta(WEEK * (nth_of(nth) - 1))
        return calendars.days(found, found + timedelta(int(is_weekend)))

    return [Sighting(match.start(), match.end(), resolve)]


def _week_from(match: re.Match[str]) -> list[Sighting]:
    """Read "a week from Monday" and "Monday week": so many weeks after the coming one."""
    weekday, weeks = weekday_of(match["w1"] or match["w2"]), number_of(match["n"] or "one")

    def resolve(anchor: Anchor) -> Span | None:
        coming = calendars.weekday_near(replace(anchor, tense=Tense.FUTURE), weekday)
        return calendars.one(coming + timedelta(WEEK * weeks)) if coming else None

    return [Sighting(match.start(), match.end(), resolve)]


def _named_day(match: re.Match[str]) -> list[Sighting]:
    """Read "today", "the day before yesterday", "the following day", "later in the day"."""
    shifts = {"before": -2, "after": 2, "today": 0, "yesterday": -1, "tomorrow": 1}
    told = {"same": 0, "next": 1, "previous": -1}
    name = match.lastgroup or "today"
    is_in_day = "the day" in match[0].lower() and name == "today"

    def resolve(anchor: Anchor) -> Span | None:
        base = anchor.previous if name in told else anchor.published
        if is_in_day:
            base = anchor.previous or base
        shift = told.get(name, shifts.get(name, 0))
        return calendars.one(base + timedelta(shift)) if base else None

    return [Sighting(match.start(), match.end(), resolve)]


def _counted(base: date, count: int, unit: str) -> Span | None:
    """Return the day, week, month or year that lies ``count`` units off ``base``."""
    if unit == "month":
        return calendars.month_after(base, count)
    if unit == "year":
        return calendars.year_after(base, count)
    if unit == "day":
        return calendars.one(base + timedelta(count))
    return calendars.week_after(base, count * UNIT_DAYS[unit] // WEEK)


def _count(words: str) -> int | None:
    """Return the number that ``words`` say, or None for "several" and "few"."""
    words = words.lower().strip()
    return None if words in {"several", "many"} or words.endswith("few") else number_of(words)


def _ago(match: re.Match[str]) -> list[Sighting]:
    """Read "three days ago", "two weeks from now", "a month later"."""
    count, unit, way = _count(match["n"]), match["unit"].lower(), match["way"].lower()
    is_back = way in {"ago", "earlier", "before", "prior"}
    is_due = WAS_DUE.match(match.string, match.end())

    def resolve(anchor: Anchor) -> Span | None:
        if way == "before" and count and is_due and anchor.tense is Tense.OFF:
            return _counted(anchor.published, count, unit) if anchor.published else None
        is_now = way in {"ago", "hence"} or way.startswith("from")
        base = anchor.published if is_now else anchor.previous
        # "two days after the summit" counts from a day that these words do not give.
        if base is None or count is None or way in {"after", "before", "prior"}:
            return None
        return _counted(base, -count if is_back else count, unit)

    return [Sighting(match.start(), match.end(), resolve)]


def _ahead(match: re.Match[str]) -> list[Sighting]:
    """Read "in two weeks", "within three days", "over the past two days"."""
    which, unit = (match["which"] or "").lower().strip(), match["unit"].lower()
    count, prep = _count(match["n"]), match["prep"].lower()
    before = match.string[max(0, match.start() - CONTEXT) : match.start()]
    is_span = bool(which) or prep == "within"
    is_length = not is_span and (prep != "in" or bool(COUNTED.search(before)))
    if is_length:
        length = count * UNIT_DAYS[unit] if count and unit in UNIT_DAYS else None
        return [Sighting(match.start(), match.end(), unbound, TimeRole.DURATION, length)]

    def resolve(anchor: Anchor) -> Span | None:
        if anchor.published is None or count is None:
            return None
        if is_span:
            is_back = which in {"past", "last", "previous"}
            return _stretch(anchor.published, -count if is_back else count, unit)
        if anchor.tense is Tense.PAST or unit == "hour":
            return None
        return _counted(anchor.published, count, unit)

    role = TimeRole.BOUND if prep == "within" or unit == "year" else TimeRole.POINT
    return [Sighting(match.start(), match.end(), resolve, role, governed_by=prep)]


def _stretch(base: date, count: int, unit: str) -> Span | None:
    """Return the days from ``base`` up to ``count`` units on, or back."""
    if unit in {"month", "year"}:
        whole = calendars.month_after(base, count * (12 if unit == "year" else 1))
        if whole is None:
            return None
        other = whole.start.replace(day=min(base.day, whole.end.day))
    elif unit == "hour":
        other = base + timedelta(int(count / HOURS))
    else:
        other = base + timedelta(count * UNIT_DAYS[unit])
    return Span(min(base, other), max(base, other), Precision.RANGE)


def _vague(match: re.Match[str]) -> list[Sighting]:
    """See "in the coming weeks", which binds no days."""
    return [Sighting(match.start(), match.end(), unbound)]


def _duration(match: re.Match[str]) -> list[Sighting]:
    """Read the length of "a three-day visit", "for two weeks", "four days of talks"."""
    count, unit = _count(match["n"]), match["unit"].lower()
    is_article = match["n"].lower() in {"a", "an"}
    if is_article and not match["for"] and not match["long"] and "-" not in match[0]:
        return []
    length = count * UNIT_DAYS[unit] if count and unit in UNIT_DAYS and not match["half"] else None
    start = match.start("for") if match["for"] else match.start("n")
    return [Sighting(start, match.end(), unbound, TimeRole.DURATION, length)]


def _recurrence(match: re.Match[str]) -> list[Sighting]:
    """See "every year" and "annual"."""
    return [Sighting(match.start(), match.end(), unbound, TimeRole.RECURRENCE)]


def _name(match: re.Match[str]) -> list[Sighting]:
    """See "Resolution 2231", "G20" and "aged 45"."""
    return [Sighting(match.start(), match.end(), unbound, TimeRole.AGE_OR_NAME)]


RULES: tuple[Rule, ...] = (
    (NAME_NEED, NAME, _name),
    (DAY_NEED, WEEKDAYS, _weekdays),
    (MONTH_NEED, NTH_WEEKDAY, _nth_weekday),
    (DAY_NEED, WEEK_FROM, _week_from),
    (DAYTIME_NEED, NAMED_DAY, _named_day),
    (UNIT_NEED, AGO, _ago),
    (UNIT_NEED, AHEAD, _ahead),
    (VAGUE_NEED, VAGUE, _vague),
    (RECURRENCE_NEED, RECURRENCE, _recurrence),
    (UNIT_NEED, DURATION, _duration),
)
