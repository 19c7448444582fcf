"""Where a sentence names a month, season, year or part of one, and which days that is.

Same shape as the rules for written dates: patterns with readers, which return sightings.
Seasons are those of the northern half of the world: a text rarely says which it means.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from parsers.model import Precision
from parsers.times import calendars
from parsers.times.calendar_words import (
    APOSTROPHE,
    DAY,
    EDGE,
    END_NEED,
    GAP,
    JOIN,
    MONTH,
    MONTH_NEED,
    ORDINAL_NUMBERS,
    PART,
    QUARTER_NEED,
    SEASON_NEED,
    THROUGH,
    UNIT_NEED,
    YEAR,
    YEAR_NEED,
    S,
    is_month_name,
    month_of,
    part_of,
)
from parsers.times.calendars import Anchor, Part, Span, Tense
from parsers.times.dates import ALIKE
from parsers.times.sightings import Rule, Sighting, TimeRole
from parsers.words.vocabularies import Vocabulary

RELATIVE = (
    r"(?:this(?:\s(?:coming|past))?|last|next|(?:the\s)?(?:coming|past|previous|following|current|"
    r"same))"
)
MEETING_NOUN = (
    r"(?:meetings?|summits?|talks|dialogues?|visits?|trips?|conferences?|consultations?|"
    r"ministerials?|trilaterals?|forums?|gatherings?|sessions?|rounds?|encounters?|calls?|"
    r"negotiations?|discussions?|conclaves?|retreats?|exercises?|drills|tour)"
)
# A word between a date and its meeting ("the June 5 trilateral meeting"): no function word.
MODIFIER = (
    r"(?!(?:the|an?|and|or|but|to|of|in|on|at|for|with|by|from|as|during|after|before|since|that|"
    r"this|these|who|which|when|where|while|will|would|they|their|he|his|she|her|it|its|is|are|"
    r"was|were|has|have|had|said|says|met|held|about|between|over|"
    r"ahead|amid|despite|against|under|among|following|into|via|than|not|also)\b)[\w+'\u2019-]{2,20}"
)
# "Have set June for their next summit".
CHOSEN = re.compile(
    r"\b(?:set|sets|fixed|fixes|chose|picked|eyes|eyed|eyeing|eying|targets?|targeting)\s$",
    re.IGNORECASE,
)
# "Before the month is out" is in this month.
IS_OUT = re.compile(r"\s+(?:(?:is|was)\s+(?:out|over|up)|ends|closes)\b", re.IGNORECASE)
OVER = re.compile(r"\b(?:over|at|during|for|on)\s+$", re.IGNORECASE)
DETERMINER = re.compile(r"\b(?:the|its|their|his|her|a|this|our)\s+$", re.IGNORECASE)
PERIOD_YEAR = (
    rf"(?:{S},?{S}(?:of{GAP})?(?P<year>{YEAR})|{S},?{S}(?:of{GAP}|in{GAP})?"
    rf"(?P<rel>this|last|next|the\ssame|that|same)\syear\b)?"
)
_PART = rf"(?:(?P<part>{PART})[-\s]{{1,3}})?"
_BOUND_WORDS = (
    r"(?:in|of|during|since|until|till|by|from|through|throughout|before|after|for|to|"
    rf"(?:later|earlier|sooner){GAP}than|(?:early|soon|late){GAP}as)"
)

MONTH_PERIOD = Vocabulary(
    rf"{EDGE}(?P<lead>\b(?:{_BOUND_WORDS}|between){GAP}(?:about{GAP}|around{GAP}|the{GAP}month{GAP}of{GAP})?)?"
    rf"(?P<body>(?:\bthe{GAP})?{_PART}(?:(?P<which>{RELATIVE}){GAP})?(?P<m1>{MONTH})"
    rf"(?!{S}(?:the{GAP})?{DAY})(?:(?P<join>{JOIN})(?:(?P<part2>{PART})[-\s]{{1,3}})?(?P<m2>{MONTH})(?!{S}{DAY}))?{PERIOD_YEAR})"
    rf"(?P<noun>(?:{APOSTROPHE}s)?(?:{GAP}{MODIFIER}){{0,2}}?{GAP}{MEETING_NOUN}\b)?",
    re.IGNORECASE,
)
YEAR_PERIOD = re.compile(
    rf"(?P<lead>\b(?:{_BOUND_WORDS}|year|between){GAP}(?:the{GAP}year{GAP})?|\()?"
    rf"(?P<body>(?:\bthe{GAP})?{_PART}(?P<y1>{YEAR})(?:(?P<join>{THROUGH}|{S}/{S}|{GAP}and{GAP})"
    rf"(?P<y2>{YEAR}))?)(?P<decade>s\b)?(?P<close>\))?"
    rf"(?P<noun>(?:{GAP}{MODIFIER}){{0,3}}?{GAP}{MEETING_NOUN}\b)?",
    re.IGNORECASE,
)
UNIT_PERIOD = Vocabulary(
    rf"\b(?:\bthe{GAP})?{_PART}\b(?P<which>{RELATIVE}|that|the){GAP}"
    rf"(?P<unit>week|weekend|month|year|quarter|decade)\b(?!-|s\b|{GAP}ago)"
    rf"(?!{GAP}of{GAP}(?:the{GAP})?(?:{DAY}|{MONTH}|{YEAR}|month|year|week|{RELATIVE}))",
    re.IGNORECASE,
)
YEAR_END = Vocabulary(
    rf"\b(?:the{GAP})?(?P<unit>year|month|week)(?:{APOSTROPHE}s)?[\s-]end\b"
    rf"|\bend-(?P<y>{YEAR})|\bend-(?P<m>{MONTH})",
    re.IGNORECASE,
)
QUARTER = re.compile(
    rf"\b(?:Q(?P<q>[1-4])|(?P<nth>first|second|third|fourth|last|1st|2nd|3rd|4th){GAP}quarter)"
    rf"(?:{S}(?:of{GAP})?(?:(?P<year>{YEAR})|(?:(?P<rel>this|last|next|the)\s)year\b))?",
    re.IGNORECASE,
)
SEASON = Vocabulary(
    rf"(?P<lead>\b(?:in|over|during){GAP}(?:the{GAP})?)?(?P<body>{_PART}(?:(?P<which>{RELATIVE}){GAP})?"
    rf"\b(?P<season>spring|summer|autumn|fall|winter)\b{PERIOD_YEAR})(?!{GAP}of\b)",
    re.IGNORECASE,
)


def _fixed(span: Span | None) -> Sighting:
    """Return a sighting without a place, to be placed, of days that need no anchor."""
    return Sighting(0, 0, lambda _: span)


def unbound(_: Anchor) -> Span | None:
    """Resolve to nothing: the words bind no days."""
    return None


def offset_of(which: str) -> int:
    """Return how many units off the current one ``which`` points."""
    words = which.lower()
    if "last" in words or "previous" in words or words.endswith("past"):
        return -1
    return int("next" in words or "following" in words)


def is_told(which: str) -> bool:
    """Say whether ``which`` counts from the day told of and not from the publication."""
    return any(word in which.lower() for word in ("previous", "following", "same", "that"))


def _month_resolver(match: re.Match[str], number: int, last: int | None) -> Sighting:
    """Return how one month, or a run of months, finds its year."""
    year = int(match["year"]) if match["year"] else None
    which, rel = (match["which"] or "").lower(), (match["rel"] or "").lower()
    part = part_of(match["part"])

    def resolve(anchor: Anchor) -> Span | None:
        chosen = year or year_of_month(anchor, number, which, rel)
        if chosen is None:
            return None
        if last is not None:
            chosen -= bool(year and last < number)
            return _run_of_months((chosen, number, part), (last, part_of(match["part2"])))
        return calendars.part(calendars.month(chosen, number), part, anchor.published)

    return Sighting(match.start("body"), match.end("body"), resolve)


def _run_of_months(
    first: tuple[int, int, Part | None], last: tuple[int, Part | None]
) -> Span | None:
    """Return the days from a month, or its part, to another ("late March or early April")."""
    year, number, part = first
    whole = calendars.months(year, number, (last[0] - number) % 12 + 1)
    if not (part or last[1]):
        return whole
    final = calendars.month(whole.end.year, last[0])
    opening = calendars.part(calendars.month(year, number), part, None)
    return calendars.joined(opening, calendars.part(final, last[1], None))


def year_of_month(anchor: Anchor, number: int, which: str, rel: str) -> int | None:
    """Return the year of a month that comes without one."""
    if rel:
        base = anchor.previous if rel in {"the same", "that", "same"} else anchor.published
        return base.year + offset_of(rel) if base else None
    if anchor.year is not None and not which:
        return anchor.year
    if anchor.published is None or is_told(which):
        return None
    year, current = anchor.published.year, anchor.published.month
    pointed = {
        "last": year - (current <= number),
        "past": year - (current <= number),
        "next": year + (current >= number),
        "coming": year + (current >= number),
        "this": year,
    }
    if which:
        return pointed.get(which.rsplit(maxsplit=1)[-1])
    spans = [calendars.month(year + offset, number) for offset in (-1, 0, 1)]
    # Where the sentence itself is in the past or future, a month on the other side is not meant.
    slack = 0 if anchor.slack < calendars.SLACK_CLAIMED else anchor.slack
    found = calendars.nearest(replace(anchor, slack=slack), spans)
    return found.start.year if found else None


def _month_period(match: re.Match[str]) -> list[Sighting]:
    """Read "in May", "mid-March 2021", "the first week of June", "March to June"."""
    is_named = is_month_name(match["m1"])
    # A surname ("May's talks") is not told from a month by what follows.
    is_surname = match["m1"].strip(".").lower() in {"may", "april", "june"}
    noun = match["noun"] and (
        not is_surname or DETERMINER.search(match.string, max(0, match.start() - 8), match.start())
    )
    is_governed = match["lead"] or match["which"] or match["part"]
    is_governed = is_governed or CHOSEN.search(
        match.string, max(0, match.start() - 12), match.start()
    )
    if not is_named or not (is_governed or match["year"] or match["rel"] or noun):
        return []
    first = month_of(match["m1"])
    if match["m2"] is None:
        return [_month_resolver(match, first, None)]
    if not is_month_name(match["m2"]):
        return []
    last = month_of(match["m2"])
    is_run = (
        " or " in match["join"].lower()
        or not ALIKE.fullmatch(match["join"])
        or (last - first) % 12 == 1
    )
    if is_run or (match["lead"] or "").lower().startswith(("between", "from")):
        return [_month_resolver(match, first, last)]
    return [
        replace(_month_resolver(match, first, None), end=match.start("join")),
        replace(_month_resolver(match, last, None), start=match.start("m2")),
    ]


def _year_period(match: re.Match[str]) -> list[Sighting]:
    """Read "in 2013", "mid-2021", "2019-2021", "the 1990s", "the 2021 summit"."""
    first = int(match["y1"])
    is_closed = bool(match["lead"] == "(" and match["close"])
    is_governed = match["lead"] not in {None, "("} or match["part"] or match["decade"]
    if match["y2"]:
        return _years(match, first, int(match["y2"]))
    start, end = match.span("body")
    if match["decade"]:
        span = Span(date(first, 1, 1), date(first + 9, 12, 31), Precision.RANGE)
        return [replace(_fixed(span), start=start, end=match.end("decade"))]
    if not (is_governed or is_closed or match["noun"]):
        return [Sighting(start, end, unbound, TimeRole.AGE_OR_NAME)]
    part = part_of(match["part"])
    # "in the 2022 declaration" dates the declaration: only a meeting's year is a time here.
    if match["body"][:4].lower() == "the " and not (part or match["noun"]):
        return [Sighting(start, end, unbound, TimeRole.AGE_OR_NAME)]
    return [
        Sighting(start, end, lambda a: calendars.part(calendars.year_of(first), part, a.published))
    ]


def _years(match: re.Match[str], first: int, last: int) -> list[Sighting]:
    """Read two years: a run, or two years named side by side."""
    if first >= last:
        return [Sighting(*match.span("y1"), lambda _: calendars.year_of(first))]
    if ALIKE.fullmatch(match["join"]) and "between" not in (match["lead"] or "").lower():
        return [
            Sighting(*match.span("y1"), lambda _: calendars.year_of(first)),
            Sighting(*match.span("y2"), lambda _: calendars.year_of(last)),
        ]
    whole = Span(date(first, 1, 1), date(last, 12, 31), Precision.RANGE)
    return [Sighting(*match.span("body"), lambda _: whole)]


def _unit_period(match: re.Match[str]) -> list[Sighting]:
    """Read "next week", "later this month", "the end of the year", "this weekend"."""
    which, unit = match["which"].lower(), match["unit"].lower()
    part = part_of(match["part"])
    is_open = unit == "weekend" and OVER.search(
        match.string, max(0, match.start() - 8), match.start()
    )
    is_out = IS_OUT.match(match.string, match.end()) is not None
    if which == "the" and part is None and not is_open and not is_out:
        return []

    def resolve(anchor: Anchor) -> Span | None:
        base = anchor.previous if is_told(which) else anchor.published
        if base is None:
            return None
        is_rolling = which.split()[-1] in {"past", "coming"}
        whole = (
            _rolling(unit, which, base) if is_rolling else _unit_at(unit, which, base, anchor.tense)
        )
        return calendars.part(whole, part, base) if whole else None

    return [Sighting(match.start(), match.end(), resolve)]


def _rolling(unit: str, which: str, base: date) -> Span | None:
    """Return the unit's length of days up to, or on from, the day ``base``."""
    length = {"week": 7, "month": 30, "year": 365}.get(unit)
    if length is None:
        return None
    if which.endswith("past"):
        return Span(base - timedelta(length), base, Precision.RANGE)
    return Span(base, base + timedelta(length), Precision.RANGE)


def _unit_at(unit: str, which: str, base: date, tense: Tense) -> Span | None:
    """Return the calendar unit that ``which`` points at from the day ``base``."""
    offset = offset_of(which)
    if unit == "weekend":
        is_open = which in {"this", "the", "that"}
        return calendars.weekend_after(base, None if is_open else offset, tense)
    if unit == "week":
        return calendars.week_after(base, offset, tense)
    if unit == "month":
        return calendars.month_after(base, offset)
    if unit == "year":
        return calendars.year_after(base, offset)
    if unit == "quarter":
        index = base.year * 4 + (base.month - 1) // 3 + offset
        return calendars.quarter(index // 4, index % 4 + 1)
    return None


def _year_end(match: re.Match[str]) -> list[Sighting]:
    """Read "year's end", "year-end", "end-2021" and "end-March"."""
    unit = (match["unit"] or "").lower()

    def resolve(anchor: Anchor) -> Span | None:
        if match["y"]:
            whole: Span | None = calendars.year_of(int(match["y"]))
        elif anchor.published is None:
            return None
        elif match["m"]:
            year = year_of_month(anchor, month_of(match["m"]), "", "")
            whole = calendars.month(year, month_of(match["m"])) if year else None
        else:
            whole = _unit_at(unit, "this", anchor.published, anchor.tense)
        return calendars.part(whole, Part.END, None) if whole else None

    return [Sighting(match.start(), match.end(), resolve)]


def _quarter(match: re.Match[str]) -> list[Sighting]:
    """Read "Q1 2022" and "the third quarter of this year"."""
    nth = (match["nth"] or "").lower()
    number = int(match["q"]) if match["q"] else {"last": 4}.get(nth) or nth_of(nth)

    def resolve(anchor: Anchor) -> Span | None:
        if match["year"]:
            return calendars.quarter(int(match["year"]), number)
        if anchor.published is None:
            return None
        year = anchor.published.year
        if match["rel"]:
            return calendars.quarter(year + offset_of(match["rel"]), number)
        spans = [calendars.quarter(year + offset, number) for offset in (-1, 0, 1)]
        return calendars.nearest(anchor, spans)

    return [Sighting(match.start(), match.end(), resolve)]


def nth_of(word: str) -> int:
    """Return the number of "first", "1st" and their like."""
    return int(word[0]) if word[:1].isdigit() else ORDINAL_NUMBERS[word]


def _season(match: re.Match[str]) -> list[Sighting]:
    """Read "spring 2022", "next autumn", "in the summer"; seasons are the north's."""
    name, which = match["season"].lower(), (match["which"] or "").lower()
    is_fall = name == "fall" and not (match["lead"] or which)
    if not (match["lead"] or which or match["year"] or match["rel"]) or (
        is_fall and not match["year"]
    ):
        return []

    def resolve(anchor: Anchor) -> Span | None:
        year = int(match["year"]) if match["year"] else _season_year(anchor, name, match)
        found = calendars.season(year, name) if year else None
        part = part_of(match["part"])
        return calendars.part(found, part, anchor.published) if found else None

    return [Sighting(match.start("body"), match.end("body"), resolve)]


def _season_year(anchor: Anchor, name: str, match: re.Match[str]) -> int | None:
    """Return the year of a season that comes without one."""
    published, which = anchor.published, (match["which"] or "").lower()
    if published is None or is_told(which):
        return None
    if match["rel"]:
        return published.year + offset_of(match["rel"])
    spans = [calendars.season(published.year + offset, name) for offset in (-2, -1, 0, 1)]
    if which.startswith("last"):
        spans = [span for span in spans if span.end < published]
    elif which.startswith("next") or which.endswith("coming"):
        spans = [span for span in spans if span.start > published]
    elif which == "this":
        spans = [span for span in spans if published.year in (span.start.year, span.end.year)]
    found = calendars.nearest(anchor, spans)
    return found.start.year if found else None


RULES: tuple[Rule, ...] = (
    (MONTH_NEED, MONTH_PERIOD, _month_period),
    (YEAR_NEED, YEAR_PERIOD, _year_period),
    (UNIT_NEED, UNIT_PERIOD, _unit_period),
    (END_NEED, YEAR_END, _year_end),
    (QUARTER_NEED, QUARTER, _quarter),
    (SEASON_NEED, SEASON, _season),
)
