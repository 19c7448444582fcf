"""Where a sentence writes a date by its day, month or year, and which days that is.

Each rule is a pattern with a reader; a reader returns sightings, whose ``resolve`` answers
once the publication and tense are known. What a word governs a date is not judged here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from parsers.times import calendars
from parsers.times.calendar_words import (
    ALONG,
    CLOSE_YEAR,
    DASH,
    DAY,
    DAY_NEED,
    DAYTIME,
    DIGIT_NEED,
    EDGE,
    FULL_WEEKDAY,
    GAP,
    JOIN,
    MONTH,
    MONTH_NEED,
    OLD_YEAR,
    ORDINAL_DAY,
    ORDINAL_WORD,
    WEEKDAY,
    YEAR,
    YEAR_NEED,
    S,
    day_of,
    is_month_name,
    month_of,
    weekday_of,
)
from parsers.times.calendars import Anchor, Span
from parsers.times.day_names import DayName, range_of, relative_year, span_of
from parsers.times.sightings import Rule, Sighting
from parsers.words.vocabularies import Vocabulary

# Two days "and" each other are one interval up to this many days apart (a weekend between).
LARGEST_GAP = 3
# How far from the publication a reading of 03/04/2021 may be to count as likely, in days.
LIKELY = 31
LAST_MONTH = 12


_WEEKDAY_BEFORE = rf"(?:{WEEKDAY}(?:{GAP}{DAYTIME})?{S}[,.]?{S}\(?(?:the{GAP})?)?"
_WEEKDAY_AFTER = rf"(?:{S}\({WEEKDAY}\))?"
_YEAR = rf"(?:{S},?{S}(?:of{GAP})?{YEAR}|,{S}{OLD_YEAR}|,{CLOSE_YEAR})?"
_RELATIVE_YEAR = (
    rf"(?:{S},?{S}(?:of{GAP}|in{GAP})?\b(?:this|last|next|the\ssame|that|same|the\sfollowing|"
    rf"the\sprevious)\syear\b)?"
)
_MORE_DAYS = rf"(?:{S},{S}{DAY}){{0,5}}"
_DAY_OR_WORD = rf"(?:{DAY}|{ORDINAL_WORD})"

MONTH_FIRST = Vocabulary(
    rf"{EDGE}(?:(?P<y0>{YEAR}){S},?{S})?(?P<w1>{_WEEKDAY_BEFORE})(?P<m1>{MONTH})[\s\u00a0]?[-\s]?"
    rf"(?:the{GAP})?(?P<d1>{_DAY_OR_WORD}){_WEEKDAY_AFTER}(?P<y1>{_YEAR})(?P<more>{_MORE_DAYS})"
    rf"(?:(?P<join>{JOIN})(?P<w2>{_WEEKDAY_BEFORE})(?:(?P<m2>{MONTH}){S})?(?:the{GAP})?"
    rf"(?P<d2>{DAY})(?!{S}{DASH}{S}\d){_WEEKDAY_AFTER}(?P<y2>{_YEAR}))?(?P<rel>{_RELATIVE_YEAR})",
    re.IGNORECASE,
)
DAY_FIRST = Vocabulary(
    rf"{EDGE}(?P<w1>{_WEEKDAY_BEFORE})(?:\bthe{GAP})?(?P<d1>{_DAY_OR_WORD})\.?{_WEEKDAY_AFTER}"
    rf"(?P<more>{_MORE_DAYS})(?:(?P<near>{JOIN})(?P<wn>{_WEEKDAY_BEFORE})(?:the{GAP})?"
    rf"(?P<dn>{DAY})\.?{_WEEKDAY_AFTER})?{S}[-,]?{S}(?:day{GAP})?(?:of{GAP})?(?P<m1>{MONTH})(?:[-/](?=\d{{4}}))?"
    rf"(?P<y1>{_YEAR})"
    rf"(?:(?P<join>{JOIN})(?P<w2>{_WEEKDAY_BEFORE})(?:the{GAP})?(?P<d2>{DAY}){S}(?:of{GAP})?"
    rf"(?P<m2>{MONTH})(?P<y2>{_YEAR}))?(?P<rel>{_RELATIVE_YEAR})",
    re.IGNORECASE,
)
ISO = re.compile(
    r"(?<![\d./-])(?P<y>(?:1[89]|20)\d\d)(?P<sep>[-/.])(?P<m>0?[1-9]|1[0-2])(?P=sep)"
    r"(?P<d>0?[1-9]|[12]\d|3[01])(?!\d)"
    r"(?:T\d\d:?\d\d(?::?\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?",
    re.IGNORECASE,
)
NUMERIC = re.compile(
    r"(?<![\d./-])(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?P=sep)(?P<y>(?:1[89]|20)\d\d)"
    r"(?![\d/-])"
)
ORDINAL_ALONE = re.compile(
    rf"\b(?:the|on){GAP}(?P<d1>{ORDINAL_DAY})(?:(?P<join>{JOIN})(?:the{GAP})?(?P<d2>{ORDINAL_DAY}))?"
    rf"(?:{GAP}(?:of{GAP})?(?P<which>this|next|last){GAP}month\b)?"
    rf"(?={S}(?:[,.;:)]|$|\b(?:and|in|at|to|for|with|of{GAP}the{GAP}month|when|after|before)\b))",
    re.IGNORECASE,
)
WEEKDAY_AND_NUMBER = Vocabulary(
    rf"(?P<w>{FULL_WEEKDAY})(?:{S}\({S}(?:the{GAP})?(?P<d1>{DAY}){S}\)"
    rf"|,?{GAP}(?:the{GAP})?(?P<d2>{ORDINAL_DAY})(?!{GAP}(?:of|{MONTH})))",
    re.IGNORECASE,
)
ALIKE = re.compile(ALONG, re.IGNORECASE)
# "postponed from October 10 to October 24" names two days and no run.
MOVED = re.compile(
    rf"\b(?:postponed|moved|rescheduled|shifted|delayed|put{GAP}(?:off|back)|pushed{GAP}back|"
    rf"brought{GAP}forward){GAP}from{GAP}$",
    re.IGNORECASE,
)
BETWEEN = re.compile(rf"\b(?:between|from){GAP}$", re.IGNORECASE)
YEAR_IN = re.compile(r"\d{4}")
DAYS_IN = re.compile(DAY, re.IGNORECASE)
WEEKDAY_IN = re.compile(WEEKDAY, re.IGNORECASE)


def _year_in(words: str | None) -> int | None:
    """Return the year that stands in ``words``."""
    found = YEAR_IN.search(words or "")
    return int(found[0]) if found else None


def _weekday_in(words: str | None) -> int | None:
    """Return the weekday that stands in ``words``."""
    found = WEEKDAY_IN.search(words or "")
    return weekday_of(found[0]) if found else None


def _with_year(names: list[DayName], words: str) -> Callable[[Anchor], list[DayName] | None]:
    """Return what gives every name the year that ``words`` ("last year") say, if any."""
    words = words.lower().strip(" ,")

    def dated(anchor: Anchor) -> list[DayName] | None:
        if not words:
            return names
        year = relative_year(words, anchor)
        return [replace(n, year=n.year or year) for n in names] if year else None

    return dated


def _one(start: int, end: int, name: DayName, rel: str) -> Sighting:
    """Return the sighting of a single day."""
    dated = _with_year([name], rel)

    def resolve(anchor: Anchor) -> Span | None:
        names = dated(anchor)
        return span_of(names[0], anchor) if names else None

    return Sighting(start, end, resolve)


def _many(start: int, end: int, first: DayName, last: DayName, rel: str) -> Sighting:
    """Return the sighting of a run of days."""
    dated = _with_year([first, last], rel)

    def resolve(anchor: Anchor) -> Span | None:
        names = dated(anchor)
        return range_of(names[0], names[1], anchor) if names else None

    return Sighting(start, end, resolve)


def _is_run(first: DayName, last: DayName) -> bool:
    """Say whether two days in this order can be one interval."""
    if last.month is None or last.month == first.month:
        is_later_year = bool(last.year and first.year and last.year > first.year)
        return last.number > first.number or is_later_year
    return True


def _is_close(first: DayName, last: DayName) -> bool:
    """Say whether two days named side by side are a run and not two occasions."""
    try:
        start = date(2000, first.month or 1, first.number)
        end = date(2000, last.month or first.month or 1, last.number)
    except ValueError:
        return False
    return 0 < ((end - start).days % 366) <= LARGEST_GAP


def _pair(
    match: re.Match[str], first: DayName, last: DayName, cut: tuple[int, int]
) -> list[Sighting]:
    """Return one sighting for a run of days, else one for each day.

    ``cut`` is where the first day's words end and where the last one's begin.
    """
    rel = match["rel"]
    joint = match["join"] or (match.groupdict().get("near") or "")
    is_between = bool(BETWEEN.search(match.string, max(0, match.start() - 12), match.start()))
    is_through = is_between or not ALIKE.fullmatch(joint) or "/" in joint or " or " in joint
    is_moved = bool(MOVED.search(match.string, max(0, match.start() - 40), match.start()))
    if not is_moved and _is_run(first, last) and (is_through or _is_close(first, last)):
        return [_many(match.start(), match.end(), first, last, rel)]
    filled = replace(last, month=last.month or first.month, year=last.year)
    earlier = replace(first, year=first.year or (last.year if joint else None))
    if not _is_run(first, last) and last.month is None:
        return [_one(match.start(), cut[0], first, "")]
    later = replace(filled, year=filled.year or first.year)
    return [
        _one(match.start(), cut[0], earlier, rel),
        _one(cut[1], match.end(), later, rel),
    ]


def _month_first(match: re.Match[str]) -> list[Sighting]:
    """Read "Monday, March 15-18, 2021" and its like."""
    if not is_month_name(match["m1"]):
        return []
    year = _year_in(match["y1"]) or _year_in(match["y0"])
    first = DayName(day_of(match["d1"]), month_of(match["m1"]), year, _weekday_in(match["w1"]))
    if match["d2"] is None:
        end = match.end() if match["rel"] else match.start("more")
        return [_one(match.start(), end, first, match["rel"])]
    month = month_of(match["m2"]) if match["m2"] else None
    last = DayName(day_of(match["d2"]), month, _year_in(match["y2"]), _weekday_in(match["w2"]))
    cut = (match.start("join"), match.start("w2"))
    return _pair(match, first, last, cut)


def _day_first(match: re.Match[str]) -> list[Sighting]:
    """Read "Monday 15 to Thursday 18 March 2021" and its like."""
    if not is_month_name(match["m1"]):
        return []
    month, year = month_of(match["m1"]), _year_in(match["y1"])
    first = DayName(day_of(match["d1"]), month, year, _weekday_in(match["w1"]))
    if match["dn"] and match["d2"] is None:
        last = DayName(day_of(match["dn"]), month, year, _weekday_in(match["wn"]))
        return _pair(match, first, last, (match.start("near"), match.start("wn")))
    if match["d2"] is None:
        start = match.start()
        if match["more"]:
            final = list(DAYS_IN.finditer(match.string, *match.span("more")))[-1]
            start, first = final.start(), replace(first, number=day_of(final[0]))
        return [_one(start, match.end(), first, match["rel"])]
    last = DayName(
        day_of(match["d2"]), month_of(match["m2"]), _year_in(match["y2"]), _weekday_in(match["w2"])
    )
    return _pair(match, first, last, (match.start("join"), match.start("w2")))


def _iso(match: re.Match[str]) -> list[Sighting]:
    """Read 2021-03-15, with or without a time of day."""
    name = DayName(int(match["d"]), int(match["m"]), int(match["y"]))
    return [_one(match.start(), match.end(), name, "")]


def _numeric(match: re.Match[str]) -> list[Sighting]:
    """Read 15/03/2021; where both orders are possible, only a near publication decides."""
    first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
    day_first = DayName(first, second, year) if second <= LAST_MONTH else None
    month_first = DayName(second, first, year) if first <= LAST_MONTH else None
    if match["sep"] == ".":
        month_first = None
    names = [name for name in (day_first, month_first) if name]

    def resolve(anchor: Anchor) -> Span | None:
        spans = {s.start: s for n in names if (s := span_of(n, anchor))}
        if len(spans) == 1:
            return next(iter(spans.values()))
        near = [s for s in spans.values() if _is_likely(s, anchor.published)]
        return near[0] if len(near) == 1 else None

    return [Sighting(match.start(), match.end(), resolve)] if names else []


def _is_likely(span: Span, published: date | None) -> bool:
    """Say whether ``span`` is near enough to the publication to be what was meant."""
    return published is not None and abs(span.start - published) <= timedelta(LIKELY)


def _ordinal_alone(match: re.Match[str]) -> list[Sighting]:
    """Read "on the 15th" and "from the 15th to the 18th of next month"."""
    first = day_of(match["d1"])
    last = day_of(match["d2"]) if match["d2"] else first
    which = (match["which"] or "").lower()

    def resolve(anchor: Anchor) -> Span | None:
        if anchor.published is None:
            return None
        if not which:
            return range_of(DayName(first), DayName(last), anchor)
        month = calendars.month_after(anchor.published, {"last": -1, "this": 0, "next": 1}[which])
        if month is None:
            return None
        start = calendars.day(month.start.year, month.start.month, first)
        return calendars.joined(start, calendars.day(month.start.year, month.start.month, last))

    return [Sighting(match.start("d1"), match.end(), resolve)]


def _weekday_and_number(match: re.Match[str]) -> list[Sighting]:
    """Read "Thursday (15)" and "Thursday the 15th"."""
    name = DayName(day_of(match["d1"] or match["d2"]), weekday=weekday_of(match["w"]))
    return [_one(match.start(), match.end(), name, "")]


RULES: tuple[Rule, ...] = (
    (MONTH_NEED, MONTH_FIRST, _month_first),
    (MONTH_NEED, DAY_FIRST, _day_first),
    (YEAR_NEED, ISO, _iso),
    (YEAR_NEED, NUMERIC, _numeric),
    (DAY_NEED, WEEKDAY_AND_NUMBER, _weekday_and_number),
    (DIGIT_NEED, ORDINAL_ALONE, _ordinal_alone),
)
