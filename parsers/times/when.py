"""When things happen: each time expression of a sentence with its days and its role.

Days are resolved against the day of publication and the tense. What the text leaves open stays
open: an expression that binds no days comes back with a ``When`` of None fields, and its text.
Times of day are not read. Which meeting a time belongs to is the caller's to say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

from parsers.model import Precision, When
from parsers.times import calendars
from parsers.times import dates as time_dates
from parsers.times import periods as time_periods
from parsers.times import phrases as time_phrases
from parsers.times import roles as time_roles
from parsers.times.calendars import Anchor, Span, Tense
from parsers.times.sightings import Sighting, TimeRole, sightings
from parsers.values import value
from parsers.words.vocabularies import Vocabulary

__all__ = ["Tense", "TimeExpression", "TimeRole", "resolve", "resolve_between"]

RULES = time_dates.RULES + time_periods.RULES + time_phrases.RULES
# Words that any expression holds: a sentence with none of them is not searched further.
DIGIT = re.compile(r"\d")
HINT = Vocabulary(
    r"hour|day|night|week|month|year|annual|decade|morning|evening|afternoon|tomorrow|quarter|spring|"
    r"summer|autumn|fall|winter|future|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ennial",
    re.IGNORECASE,
)
DATELINE_AGE = 7  # days from the publication at which a dateline may tell when it was written
# How far a duration and its first or last day stand apart at most, in characters.
LINK_REACH = 140
LONGEST_MEETING = 62
RECENT = 1_024  # sentences of which the times are remembered

STARTS = re.compile(
    r"\b(?:start\w*|beg[aiu]n\w*|commenc\w+|open\w*|kick\w*[\s-]off|g[eo]t\w*\s+under\s?way|from)"
    r"(?:\s+(?:in|at)\s+[\w ]{1,25})?,?\s+(?:on\s+|from\s+|this\s+|next\s+)?$",
    re.IGNORECASE,
)
ENDS = re.compile(
    r"\b(?:end\w*|conclud\w+|wrap\w*\s+up|clos\w+|finish\w*|until|through)"
    r"(?:\s+(?:in|at)\s+[\w ]{1,25})?,?\s+(?:on\s+)?$",
    re.IGNORECASE,
)
STARTED = re.compile(
    r"\b(?:start\w*|beg[aiu]n\w*|commenc\w+|open\w*|kick\w*[\s-]off)\s+"
    r"(?:(?:a|an|the|their|his|her|its)\s+)?(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
ENDED = re.compile(
    r"\b(?:end\w*|conclud\w+|wrap\w*\s+up|clos\w+|finish\w*)\s+"
    r"(?:(?:a|an|the|their|his|her|its)\s+)?(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
# Who ends "a three-day stay on Saturday with talks" has the talks on Saturday.
OF_TRIP = re.compile(
    r"^[\s-]*(?:\w+\s+){0,2}(?:stay|visit|trip|tour|stop|journey)\b", re.IGNORECASE
)
JOINED = re.compile(r"\s+(?:and|into)\s+(?:on\s+|early\s+)?", re.IGNORECASE)
WEEK = re.compile(
    r"\bweek\s+(?P<word>of|beginning|starting|commencing|ending|to)\s+(?:on\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
AT_END = re.compile(r"\b(?:end|close)\b", re.IGNORECASE)
FOR = re.compile(r"for\s", re.IGNORECASE)
ON = re.compile(r"\bon\s+$", re.IGNORECASE)
LEADS_IN = re.compile(
    r"^\s*(?:for|on|to begin|to start|to kick off|began|begins|beginning|starting|opened|opening|"
    r"kicking off)\s+(?:(?:a|an|the|his|her|their|its)\s+)?(?:[\w-]+,\s+)?$",
    re.IGNORECASE,
)
# A sentence that opens so ("In 2019 ...") tells of that year.
OPENS_IN = re.compile(r"^\W*(?:in|during|throughout|back in)\s+(?:the\s+)?$", re.IGNORECASE)


@value(frozen=True, slots=True)
class TimeExpression:
    """A time as written at characters ``start`` to ``end`` (half open), with its days.

    ``governed_by`` is the word that made it a bound or speech time; ``note`` says what in the
    text contradicts the days ("weekday differs"). The days of a bound are those that it leaves
    between itself and the publication.
    """

    start: int
    end: int
    text: str
    when: When
    role: TimeRole
    governed_by: str = ""
    note: str = ""


@value(frozen=True, slots=True)
class _Found:
    """A sighting with its days and role."""

    sighting: Sighting
    span: Span | None
    role: TimeRole
    governed_by: str


def resolve(
    sentence: str,
    published: date | None,
    *,
    tense: Tense = Tense.UNKNOWN,
    previous: date | None = None,
) -> list[TimeExpression]:
    """Return the time expressions of ``sentence`` in order, none overlapping.

    ``tense`` is the caller's for the whole sentence; where it is unknown the words before each
    expression decide. Without ``published`` only what names its year has days. ``previous`` is
    the day told last before the sentence, which "the same day" counts from.
    """
    if not DIGIT.search(sentence) and not HINT.is_possible(sentence):
        return []
    if published and not calendars.FIRST_YEAR < published.year < calendars.LAST_YEAR:
        published = None
    return list(_resolved(sentence, published, tense, previous))


@lru_cache(RECENT)
def _resolved(
    sentence: str, published: date | None, tense: Tense, previous: date | None
) -> tuple[TimeExpression, ...]:
    chosen = _seen(sentence)
    anchor = Anchor(_written(sentence, chosen, published), tense, previous)
    found: list[_Found] = []
    for sighting in chosen:
        found.append(_settled(sentence, sighting, anchor))
        anchor = _after(sentence, found[-1], anchor)
    found = _opened_and_closed(sentence, _lengthened(sentence, found))
    return tuple(_expression(sentence, item) for item in found)


@lru_cache(RECENT)
def _seen(sentence: str) -> tuple[Sighting, ...]:
    """Return the sightings of a sentence; a reader asks for its times in several tenses."""
    return tuple(_leftmost(list(sightings(sentence, RULES))))


def resolve_between(
    sentence: str, first: date, last: date, *, tense: Tense = Tense.UNKNOWN
) -> list[TimeExpression]:
    """Return the time expressions of a sentence published on a day from ``first`` to ``last``.

    What is the same whichever day it was has its days; what is not has all that it may be, a
    single day those of the stretch alone.
    """
    early, late = (resolve(sentence, day, tense=tense) for day in (first, last))
    return [_between(*pair, first, last) for pair in zip(early, late, strict=True)]


def _between(
    early: TimeExpression, late: TimeExpression, first: date, last: date
) -> TimeExpression:
    """Return an expression with all days that it has on two days of publication."""
    one, other = early.when, late.when
    if one == other or one.start is None or other.end is None:
        return early if one == other else replace(early, when=When(text=one.text))
    if _is_named_day(one, other):
        return early if one.start >= first else late
    start, end = one.start, other.end
    is_within = one.precision is Precision.DAY and start <= last and end >= first
    if is_within or (_holds(one, first) and _holds(other, last)):
        start, end = max(start, first), min(end, last)
    whole = calendars.month(first.year, first.month)
    is_month = (start, end) == (whole.start, whole.end)
    precision = Precision.MONTH if is_month else Precision.RANGE
    return replace(early, when=When(start, end, precision, one.text))


def _is_named_day(one: When, other: When) -> bool:
    """Tell whether two days are one day of the calendar, a year apart: "January 8"."""
    if one.start is None or other.start is None or one.precision is not Precision.DAY:
        return False
    return (one.start.month, one.start.day) == (other.start.month, other.start.day)


def _holds(when: When, day: date) -> bool:
    """Tell whether a day lies in a time: "this week" holds the day of its publication."""
    return when.start is not None and when.end is not None and when.start <= day <= when.end


def _leftmost(seen: Sequence[Sighting]) -> list[Sighting]:
    """Return sightings that do not overlap: the leftmost, and of these the longest."""
    chosen: list[Sighting] = []
    for sighting in sorted(seen, key=lambda s: (s.start, -s.end)):
        if not chosen or sighting.start >= chosen[-1].end:
            chosen.append(sighting)
    return chosen


def _written(sentence: str, chosen: Sequence[Sighting], published: date | None) -> date | None:
    """Return the dateline's day where it stands shortly before the publication."""
    if not chosen or not time_roles.is_dateline(sentence, chosen[0]):
        return published
    span = chosen[0].resolve(Anchor(published, Tense.PAST))
    if span is None or span.start != span.end:
        return published
    is_near = published is None or 0 <= (published - span.start).days <= DATELINE_AGE
    return span.start if is_near else published


def _after(sentence: str, item: _Found, anchor: Anchor) -> Anchor:
    """Return what the rest of the sentence counts from once ``item`` is read."""
    span = item.span
    if span is None or item.role not in (TimeRole.POINT, TimeRole.SPEECH):
        return anchor
    if item.role is TimeRole.SPEECH:
        is_day = span.precision is Precision.DAY and anchor.previous is None
        return replace(anchor, previous=span.start) if is_day else anchor
    if span.precision is Precision.DAY:
        return replace(anchor, previous=span.start)
    opening = sentence[: min(item.sighting.start, LINK_REACH)]
    if span.precision is Precision.YEAR and OPENS_IN.match(opening):
        return replace(anchor, year=span.start.year)
    return anchor


def _settled(sentence: str, sighting: Sighting, anchor: Anchor) -> _Found:
    """Return ``sighting`` with its role and, by the role's tense, its days."""
    role, governed_by = time_roles.role_of(sentence, sighting)
    span = None
    if role is not TimeRole.AGE_OR_NAME:
        span = sighting.resolve(_aimed(sentence, sighting, anchor, role))
    opening = time_roles.opens(sentence, sighting, span.precision if span else None)
    if role is TimeRole.POINT and opening:
        role, governed_by = TimeRole.BOUND, opening
    if role is TimeRole.BOUND and span:
        words = sentence[sighting.start : sighting.end]
        # What is before the end of July, or before July is out, is still in July.
        is_at_end = AT_END.search(words) or time_periods.IS_OUT.match(sentence, sighting.end)
        word = "by" if governed_by == "before" and is_at_end else governed_by
        span = _bounded(span, word, anchor.published)
    elif span and span.precision is Precision.DAY:
        span = _week_of(sentence[: sighting.start], span)
    return _Found(sighting, span, role, governed_by)


def _aimed(sentence: str, sighting: Sighting, anchor: Anchor, role: TimeRole) -> Anchor:
    """Return ``anchor`` with the tense, and the trust in it, that fit one expression."""
    if role is TimeRole.SPEECH:
        return replace(anchor, tense=Tense.PAST, slack=calendars.SLACK_PAST)
    said = time_roles.tense_of(sentence, sighting)
    tense = said if anchor.tense is Tense.UNKNOWN else anchor.tense
    sure = time_roles.sure_tense_of(sentence, sighting)
    if sure is not Tense.UNKNOWN:
        tense = sure
    if tense is Tense.UNKNOWN:
        is_present = time_roles.is_present(sentence, sighting)
        return replace(anchor, lead=calendars.PRESENT_LEAD) if is_present else anchor
    if said is tense or (tense is Tense.OFF and said is Tense.FUTURE):
        slack = calendars.SLACK_PAST if tense is Tense.PAST else calendars.SLACK_FUTURE
        return replace(anchor, tense=tense, slack=slack)
    return replace(anchor, tense=tense)


def _week_of(before: str, span: Span) -> Span:
    """Return the week that ``before`` makes of a day ("the week of June 19")."""
    match = WEEK.search(before, max(0, len(before) - LINK_REACH))
    if match is None:
        return span
    word = match["word"].lower()
    if word == "of":
        return replace(calendars.week_after(span.start, 0, Tense.PAST), note=span.note)
    shift = timedelta(calendars.WEEK - 1)
    first = span.start - shift if word in {"ending", "to"} else span.start
    return Span(first, first + shift, Precision.RANGE, span.note)


def _bounded(span: Span, word: str, published: date | None) -> Span | None:
    """Return the days that a bound leaves between itself and the publication."""
    if word == "within":
        return span
    if published is None:
        return None
    if word in {"since", "from", "starting", "beginning"}:
        edges = (span.start, published)
    elif word in {"before", "prior to", "ahead of"}:
        edges = (published, span.start - timedelta(1))
    elif word in {"after", "following", "not before", "no earlier than", "in"}:
        return None
    else:
        edges = (published, span.end)
    rest = calendars.days(*edges)
    return replace(rest, precision=Precision.RANGE, note=span.note) if rest else None


def _lengthened(sentence: str, found: list[_Found]) -> list[_Found]:
    """Give a day that opens or closes a stated duration all of the duration's days."""
    longer = list(found)
    for index, item in enumerate(found):
        length = item.sighting.days
        if item.role is not TimeRole.DURATION or not length or not 1 < length <= LONGEST_MEETING:
            continue
        for other in (index + 1, index + 2, index - 1):
            if 0 <= other < len(found) and _is_single(longer[other]):
                step = _direction(sentence, item.sighting, longer[other].sighting)
                if step:
                    longer[other] = _stretched(longer[other], step * (length - 1))
                    break
    return longer


def _opened_and_closed(sentence: str, found: list[_Found]) -> list[_Found]:
    """Give the day on which something began, and that on which it ends, all days between."""
    whole = list(found)
    for index, (first, last) in enumerate(pairwise(found)):
        if first.span is None or last.span is None:
            continue
        start, end = first.sighting.start, last.sighting.start
        length = (last.span.end - first.span.start).days
        if (
            _is_single(first)
            and _is_single(last)
            and 0 < length <= LONGEST_MEETING
            and _are_one(sentence, (start, first.sighting.end, end), length)
        ):
            span = Span(first.span.start, last.span.end, Precision.RANGE)
            for at in (index, index + 1):
                whole[at] = replace(found[at], span=span, role=TimeRole.POINT, governed_by="")
    return whole


def _are_one(sentence: str, places: tuple[int, int, int], length: int) -> bool:
    """Say whether two days, ``length`` apart, are one run: "today and tomorrow", "began .. ends".

    ``places`` are where the first begins and ends, and where the last begins.
    """
    start, end, last = places
    between = sentence[end:last][-LINK_REACH:]
    if JOINED.fullmatch(between):
        return length == 1
    before = sentence[max(0, start - LINK_REACH) : start]
    return bool(STARTS.search(before) and ENDS.search(between))


def _is_single(item: _Found) -> bool:
    """Say whether ``item`` is one day that an event can begin or end on."""
    is_day = item.span is not None and item.span.precision is Precision.DAY
    return is_day and item.role is not TimeRole.SPEECH


def _direction(sentence: str, length: Sighting, day: Sighting) -> int:
    """Return 1 where ``day`` opens the duration, -1 where it closes it, else 0."""
    if day.end <= length.start:
        between = sentence[day.end : length.start]
        if FOR.match(sentence, length.start):
            between += "for "
        return int(len(between) < LINK_REACH and bool(LEADS_IN.match(between)))
    between = sentence[length.end : day.start]
    if len(between) > LINK_REACH:
        return 0
    if STARTS.search(between):
        return 1
    if ENDS.search(between):
        return -1
    before = sentence[max(0, length.start - LINK_REACH) : length.start]
    if not ON.search(between):
        return 0
    is_ended = ENDED.search(before) is not None and OF_TRIP.match(between) is None
    return int(bool(STARTED.search(before))) - int(is_ended)


def _stretched(item: _Found, shift: int) -> _Found:
    """Return ``item`` with its day made a run of days, forward or back by ``shift``."""
    if item.span is None:
        return item
    other = item.span.start + timedelta(shift)
    edges = sorted((item.span.start, other))
    span = Span(edges[0], edges[1], Precision.RANGE, item.span.note)
    return replace(item, span=span, role=TimeRole.POINT, governed_by="")


def _expression(sentence: str, item: _Found) -> TimeExpression:
    """Return ``item`` as the caller sees it."""
    start, end = item.sighting.start, item.sighting.end
    while end > start and sentence[end - 1] in " ,(\t\u00a0\n":
        end -= 1
    while start < end and sentence[start] in " ,(\t\u00a0\n":
        start += 1
    if "(" in sentence[start:end] and sentence[end : end + 1] == ")":
        end += ")" not in sentence[start:end]
    text = sentence[start:end]
    span = item.span
    when = When(span.start, span.end, span.precision, text) if span else When(text=text)
    note = span.note if span else ""
    return TimeExpression(start, end, text, when, item.role, item.governed_by, note)
