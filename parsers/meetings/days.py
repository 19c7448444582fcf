"""When a frame's meeting is: of the times of its sentence the one that is its own.

Times are resolved in parsers.times.when, and what else a time may belong to is asked in
parsers.meetings.day_owners. What other sentences say of the day is asked in
parsers.meetings.day_search.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from parsers.meetings.day_owners import (
    HAS_NUMBER,
    MEETING_POSSESSED,
    behind_departure,
    behind_list,
    is_of_act,
    is_of_deed,
    is_of_leaving,
    is_of_other,
    own_trigger,
)
from parsers.model import Precision, Status, When
from parsers.scenes.clauses import Clause
from parsers.scenes.frames import Frame
from parsers.scenes.scenes import YEAR, Document, Scene, latest_year
from parsers.times.when import Tense, TimeExpression, TimeRole, resolve, resolve_between
from parsers.words.phrases import phrases
from parsers.words.statuses import OFF, says_moved, verb_before
from parsers.words.triggers import Trigger, gap

LEAD = 2  # the last sentence of the lead, the headline being 0
ONE_DAY = timedelta(days=1)
FORMER_REACH = 45  # characters before a date in which "was to", "previously" governs it
NEW_REACH = 60  # characters before a date in which "postponed to" governs it
COARSE = {Precision.DAY: 0, Precision.RANGE: 1, Precision.MONTH: 2, Precision.YEAR: 3}
COARSEST = 4
LONGEST = timedelta(days=200)
TENSES = {None: Tense.UNKNOWN, Status.HELD: Tense.PAST}
# A day up to which a plan is to come true, and so all that is known of its day.
LIMITS = frozenset({"by", "before", "within", "no later than", "not later than", "prior to"})
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
AT_THE_MEETING = phrases(
    r"""
    (?:at|after|during|following) (?:a|an|the|their|his|her|its)? ?(?:\w+['’]?[ -]){0,6}\
    (?:meeting|summit|talks|dialogue|trilateral|consultations|conference|2\+2|call)
    """,
)
FORMER = re.compile(
    r"\b(?:(?:was|were|had been) (?:(?:first|initially|earlier|at first) )?(?:to|due|scheduled"
    r"|planned|set|expected|originally|fixed|slated|meant|supposed|earmarked|billed|pencilled)|originally"
    r"|should have|previously|instead of|rather than|earlier (?:announced|planned|set)"
    r"|(?:moved|shifted|postponed|brought forward) from(?!.* (?:to|until) ))\b[^,;]*$",
)
_PUT_OFF = (
    r"(?:postpon\w+|put(?:ting)? (?:(?:\w+ ){1,5})?off|delay\w*|defer\w*|push\w* back"
    r"|slip\w*|mov(?:e|es|ed|ing)|shift\w*|reschedul\w+|adjourn\w*)"
)
NEW_DAY = re.compile(
    rf"\b(?:{_PUT_OFF}\b[^;]{{0,40}}?\b(?:to|until|till|into|(?<!planned )(?<!scheduled )(?<!set )"
    r"(?<!slated )(?<!due )(?<!billed )(?<!fixed )for)"
    r"|(?:will|would|could|may|might) (?:now |instead )?(?:be held|take place|meet|gather|happen))"
    r" (?:[\w-]+ ){0,3}$"
)
# "Said on Monday after talks": the clause of the talks begins behind the "after".
COMES_AFTER = re.compile(r"\b(?:after|following) $")
OUTCOME_REACH = 90  # characters from the day on which something was said to the talks before it
# "For the second time this month they put off": how often, not when.
NTH_TIME = re.compile(r"\b(?:first|second|third|fourth|\w+th) time $")
HAD_CALLED_OFF = re.compile(
    r"\bhad (?:\w+ly |already |since )?(?:announced|said|told|confirmed|declared|made known"
    r"|postponed|cancell?ed|called off|put off|been (?:postponed|cancell?ed|called off|put off))\b"
)
FROM_DAY_TO_DAY = re.compile(r"(?:from )?\w+ to \w+")
# What is told after one of these is told of something beside the meeting.
ASIDE = re.compile(r"[,;–—] ?(?:where|which|who|whom|whose|while|after|before|following|ahead|as)?")
# What counts from a day that the sentence before may tell.
COUNTS_BACK = phrases(
    r"""
    (?:same|that|that very|next|following|previous|preceding) (?:same )?(?:day|morning|afternoon|\
    evening|week|month)|a day (?:later|earlier|before)|the day (?:before|earlier)
    (?:two|three|four|five|six|ten|\d+) days (?:later|earlier)
    (?:a|one|two) weeks? (?:later|earlier)
    """,
)
PERIOD = re.compile(r"\b(?:weeks?|weekend|months?|years?|quarter|spring|summer|autumn|winter)\b")
THIS_PERIOD = re.compile(
    r"\b(?:this|the|current) (?:\w+ )?(?:week|month|year|quarter)\b", re.IGNORECASE
)
THAT_DAY = phrases("(?:that|the same|that same|that very) (?:day|morning|afternoon|evening)")
NEWS = timedelta(days=45)  # how far from the publication a day is of the news
TOLD_REACH = 3  # sentences before one in which the day is told that it counts from
PREPARES = re.compile(r"\bto (?:prepare|lay|pave|plan|arrange|organi[sz]e|set)\b")
# Weights of what stands against a time, in characters of distance.
ASIDE_AWAY = 40
LEAVING_AWAY = 120  # the day on which somebody sets out for where he is to meet
CONTRARY_AWAY = 400  # a day to come of a report, or one gone by of a plan
YEAR_AWAY = 1_000


def when_of(frame: Frame, document: Document, status: Status | None) -> When:
    """Return the days that a frame's own sentence gives its meeting; all None where none."""
    clause = frame.clause
    points = points_of(clause.scene, document, status)
    near = _own(points, frame, document, status)
    if not near and is_plan(status):
        near = _own(_limits(clause.scene, document), frame, document, status)
    near = _first_planned(near, clause) if status in OFF else _without_former(near, clause)
    if not near and status in (None, Status.HELD):
        near = _told_after(clause, points)
    if not near:
        return When()
    own = replace(frame, trigger=_of_who_prepares(frame) or own_trigger(frame))
    return _nearest([(_away(p, own, status, document.published), p) for p in near])


def _of_who_prepares(frame: Frame) -> Trigger | None:
    """Return the verb of those who met on a day "to prepare a summit", if they are told of."""
    trigger, clause = frame.trigger, frame.clause
    verb = verb_before(clause.text, trigger.start - clause.start) if trigger.is_noun else None
    if verb is None or PREPARES.search(clause.text, verb[1], trigger.start - clause.start) is None:
        return None
    return replace(trigger, start=verb[0] + clause.start, end=verb[1] + clause.start)


def _own(
    points: Sequence[TimeExpression], frame: Frame, document: Document, status: Status | None
) -> list[TimeExpression]:
    """Leave out the times of other clauses, and those of deeds and of other events."""
    clause = frame.clause
    is_whole = clause.is_whole or all(clause.covers(t.start) for t in clause.scene.triggers)
    return [
        point
        for point in points
        if (is_whole or clause.covers(point.start))
        and is_told(point.when, status, document)
        and not (status is Status.HELD and _is_ahead(point, frame.trigger, document.published))
        and not is_of_other(frame, point)
        and (status is Status.HELD or not is_of_act(frame, point))
    ]


def _is_ahead(point: TimeExpression, trigger: Trigger, published: date | None) -> bool:
    """Tell whether a week or month to come is told beside a report: it is of what they discussed.

    "A February summit" is of February all the same.
    """
    when, is_attribute = point.when, point.end + 1 == trigger.start
    if when.start is None or published is None or when.precision is Precision.DAY:
        return False
    return when.start > published + ONE_DAY and not is_attribute


def _told_after(clause: Clause, points: Sequence[TimeExpression]) -> list[TimeExpression]:
    """Return the only day of what was said or done "after talks": it is that of the talks."""
    text = clause.scene.row.text
    if not COMES_AFTER.search(text, max(0, clause.start - NEW_REACH), clause.start):
        return []
    before = [p for p in points if 0 < clause.start - p.end < OUTCOME_REACH]
    days = [p for p in before if p.when.precision is Precision.DAY and p.role is not TimeRole.BOUND]
    return days if len(days) == 1 and not is_former(text, days[0]) else []


def _nearest(points: Sequence[tuple[int, TimeExpression]]) -> When:
    """Return the time that is the fewest characters away, or a finer one that lies within it."""
    if not points:
        return When()
    nearest = min(points, key=lambda pair: pair[0])[1]
    within = [point for _, point in points if is_part(point.when, nearest.when)]
    return min(within, key=lambda point: coarseness(point.when), default=nearest).when


def is_part(finer: When, whole: When) -> bool:
    """Tell whether a time is a part of another, or that other."""
    if finer.start is None or finer.end is None or whole.start is None or whole.end is None:
        return False
    return whole.start <= finer.start and finer.end <= whole.end


def coarseness(when: When) -> int:
    """Return how coarse an interval is, from 0 for a day to 4 where there is none."""
    return COARSE[when.precision] if when.precision else COARSEST


def _away(point: TimeExpression, frame: Frame, status: Status | None, day: date | None) -> int:
    """Return how far a time is from the frame's meeting word, and from what its status lets be."""
    trigger, text = frame.trigger, frame.clause.scene.row.text
    end = behind_list(frame, trigger) if trigger.is_noun else trigger.end
    if trigger.end < end <= point.start:
        trigger = replace(trigger, end=end)
    between = sorted((point.start, point.end, trigger.start, trigger.end))[1:3]
    away = gap(point.start, point.end, trigger)
    away += ASIDE_AWAY * len(ASIDE.findall(text, *between))
    away += LEAVING_AWAY * is_of_leaving(text, point, trigger.start)
    away += YEAR_AWAY * (point.when.precision is Precision.YEAR)
    return away + CONTRARY_AWAY * _is_contrary(point.when, status, day)


def _is_contrary(when: When, status: Status | None, published: date | None) -> bool:
    """Tell whether a report lies ahead, or a plan behind."""
    if published is None or when.start is None or when.end is None:
        return False
    if status is Status.HELD:
        return when.start > published + ONE_DAY
    return status is not None and status not in OFF and when.end < published - ONE_DAY


def points_of(scene: Scene, document: Document, status: Status | None) -> list[TimeExpression]:
    """Return the times of a sentence that a meeting can have; the dateline's is none of them.

    What somebody said at a meeting on a day, he said on the day of the meeting. Of a plan
    the day up to which it is to come true will do where there is no other.
    """
    dated = dated_in(scene, document, _tense(scene, status))
    points = [found for found in dated if found.role is TimeRole.POINT]
    points = behind_departure(scene.row.text, points)
    if not points and AT_THE_MEETING.search(scene.row.text):
        points = [found for found in dated if found.role is TimeRole.SPEECH]
    return points or (_limits(scene, document) if is_plan(status) else [])


def _tense(scene: Scene, status: Status | None) -> Tense:
    """Which way the days of a sentence lie: what "had been called off" was to be before."""
    if status in OFF and HAD_CALLED_OFF.search(scene.row.text):
        return Tense.PAST
    return Tense.OFF if status in OFF else TENSES.get(status, Tense.FUTURE)


def left_of(when: When, status: Status | None, published: date | None) -> When:
    """Return what of a time can be meant: of "this year" a plan has only what is left of it.

    A report has only what is over. How exactly the time is known stays as it was told.
    """
    if published is None or when.start is None or when.end is None:
        return when
    if not when.start < published < when.end or not THIS_PERIOD.search(when.text):
        return when
    if is_plan(status):
        return replace(when, start=published)
    return replace(when, end=published) if status is Status.HELD else when


def is_vague(when: When) -> bool:
    """Tell whether a time is a week, month or year, and not the days of a meeting."""
    return when.precision in (Precision.MONTH, Precision.YEAR) or bool(PERIOD.search(when.text))


def is_plan(status: Status | None) -> bool:
    """Tell whether a meeting is to come, be it only proposed."""
    return status is not None and status is not Status.HELD and status not in OFF


def _limits(scene: Scene, document: Document) -> list[TimeExpression]:
    """Return the days up to which what a sentence tells of is to come true."""
    bounds = (t for t in dated_in(scene, document, Tense.FUTURE) if t.role is TimeRole.BOUND)
    return [found for found in bounds if found.governed_by in LIMITS]


def dated_in(scene: Scene, document: Document, tense: Tense) -> tuple[TimeExpression, ...]:
    """Return the times of a sentence that have days, dateline and quotations left out."""
    known, key = document.times, (scene.index, tense)
    if key not in known:
        known[key] = tuple(_dated(scene, document, tense))
    return known[key]


def _dated(scene: Scene, document: Document, tense: Tense) -> list[TimeExpression]:
    start = scene.position(0) if scene.items else 0
    quoted = [match.span() for match in QUOTED.finditer(scene.text)]
    return [
        found
        for found in _resolved(scene.text, document, tense, _told_last(scene, document))
        if found.when.start is not None
        and found.start >= start
        and (
            HAS_NUMBER.search(found.text) is not None
            or not any(left < found.start < right for left, right in quoted)
        )
    ]


def latest_own_year(frame: Frame, document: Document) -> int | None:
    """Return the latest year that a frame's clause names, years of pacts and deeds left aside."""
    clause, text = frame.clause, frame.clause.scene.row.text
    if YEAR.search(clause.text) is None:
        return None
    foreign = [
        point.text
        for point in dated_in(clause.scene, document, Tense.PAST)
        if is_of_other(frame, point) or is_of_deed(text, point)
    ]
    own = clause.text
    for words in foreign:
        own = own.replace(words.lower(), " ")
    return latest_year(own)


def _told_last(scene: Scene, document: Document) -> date | None:
    """Return the last day told before a sentence that counts from it: "the same day"."""
    if COUNTS_BACK.search(scene.row.text) is None:
        return None
    before = range(scene.index - 1, scene.index - 1 - TOLD_REACH, -1)
    told = [_last_day(document.body_scene(index), document) for index in before]
    days = [day for day in told if day is not None]
    if document.published is None or THAT_DAY.search(scene.row.text):
        return next(iter(days), None)
    # "A day before" is said of the news, and not of the history told between.
    news = (day for day in days if abs(document.published - day) <= NEWS)
    return next(news, next(iter(days), None))


def _last_day(scene: Scene | None, document: Document) -> date | None:
    """Return the last day that a sentence tells of, one that only bounds among them."""
    found = _resolved(scene.text, document, Tense.UNKNOWN) if scene else []
    single = [one.when for one in found if one.role is TimeRole.POINT] or [
        alone.when
        for one in found
        for alone in (
            resolve(one.text, document.published) if HAS_NUMBER.search(one.text) else [one]
        )
    ]
    days = [when.start for when in single if when.precision is Precision.DAY]
    return days[-1] if days else None


def _resolved(
    text: str, document: Document, tense: Tense, previous: date | None = None
) -> list[TimeExpression]:
    """Return the times of a text, counted from the day or month of its publication."""
    if document.published is None and document.month is not None:
        return resolve_between(text, *document.month, tense=tense)
    return resolve(text, document.published, tense=tense, previous=previous)


def is_told(when: When, status: Status | None, document: Document) -> bool:
    """A year or more is no date of a report, and the day of a proposal is not the meeting's."""
    if status is Status.PROPOSED:
        return when.end is None or document.published is None or when.end > document.published
    return status not in (None, Status.HELD) or not is_long(when)


def is_long(when: When) -> bool:
    """Tell whether a time is so long that it is no date of a meeting held."""
    return when.start is not None and when.end is not None and when.end - when.start > LONGEST


def _without_former(points: Sequence[TimeExpression], clause: Clause) -> list[TimeExpression]:
    """Leave out the date a meeting was to have, where the words give it another."""
    text = clause.scene.row.text
    is_moved = says_moved(text)
    kept = [
        point
        for point in points
        if not is_former(text, point)
        and not (is_moved and MEETING_POSSESSED.match(text, point.end))
    ]
    return [_part(point, first=False) if is_moved else point for point in kept or points]


def _first_planned(points: Sequence[TimeExpression], clause: Clause) -> list[TimeExpression]:
    """Leave out the new date of a meeting that is off: its days are those first planned."""
    text = clause.scene.row.text
    return [
        _part(point, first=True)
        for point in points
        if is_former(text, point)
        or not (
            NEW_DAY.search(text, max(0, point.start - NEW_REACH), point.start)
            or NTH_TIME.search(text, max(0, point.start - NEW_REACH), point.start)
        )
    ]


def is_former(text: str, point: TimeExpression) -> bool:
    """Tell whether words before a time say that a meeting was to have it."""
    return FORMER.search(text, max(0, point.start - FORMER_REACH), point.start) is not None


def _part(expression: TimeExpression, *, first: bool) -> TimeExpression:
    """Return the first or the last day of "from Thursday to Friday", said of what is moved."""
    when = expression.when
    if not FROM_DAY_TO_DAY.match(expression.text.lower()):
        return expression
    day = when.start if first else when.end
    return replace(expression, when=When(day, day, Precision.DAY, when.text))
