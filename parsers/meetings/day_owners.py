"""Whose a day is: what in a sentence other than its meeting a time belongs to.

A deadline, a vote, a pact, a ruling, another body's summit or the deed of somebody who is
only mentioned has days of its own. It judges one time beside one meeting word; which of the
times that are left is chosen is asked in parsers.meetings.days.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from parsers.model import Precision
from parsers.scenes.frames import Frame
from parsers.scenes.scenes import Scene
from parsers.times.periods import MEETING_NOUN, MODIFIER
from parsers.times.when import TimeExpression
from parsers.words.items import ItemKind
from parsers.words.phrases import alternatives, phrases
from parsers.words.triggers import Trigger, gap
from parsers.words.vocabularies import Vocabulary

BODY_REACH = 25  # characters from a body's name to its meeting word
ATTRIBUTE_REACH = 30  # characters from a day to the meeting it is an attribute of
RELATIVE_REACH = 120  # characters of a relative clause in which a day still belongs to it
ACT_REACH = 120  # characters from an act to the day on which it was done

_ACTS = alternatives(
    """
    proposed|suggested|offered|invited|announced|agreed|decided|confirmed|postponed|cancell?ed
    called off|put off|scrapped|rescheduled|delayed|approved|accepted|rejected|declined|urged
    asked|called for|unveiled|discussed|told|promised|pledged|ordered|requested|withdrew
    dropped|supported|backed|endorsed|welcomed|resolved|vowed|undertook
    """,
)
ACTED_ON = re.compile(
    rf"\b(?:{_ACTS}) (?:\w+ly )?(?:by (?:[\w'’.-]+ ){{1,6}})?"
    r"(?:late |early )?(?:on |last |this |by |before )?$"
)
ACTED_BEFORE = Vocabulary(rf"\b(?:{_ACTS})\b[^;]*? (?:on|last) $")
# "Invited them to Bled on Friday", "scrapped plans to meet on Friday": the day is what for.
TO_A_DAY = re.compile(
    r"\binvit\w+ [^;]*? to (?!(?:a|an|the|his|her|their|its)\b)[^,;]{2,40} on $"
    r"|\bto (?:host|hold|meet|receive|visit|attend|welcome|gather|join|travel|go|come|fly)\b[^;]*"
    r" (?:on|last) $"
)
ACTED = re.compile(rf"\b(?:{_ACTS})\b")
OPENING = re.compile(r"\W{0,3}(?:(?:but|and|late|early|on|last) ){0,3}")
TO_COME = re.compile(r"\b(?:will|shall|(?:is|are) (?:(?:due|set|going) )?to)\b")
# "Scrapped Monday's summit": the day is that of the summit.
MEETING_POSSESSED = re.compile(rf"['’]s? (?:{MODIFIER} ){{0,3}}?{MEETING_NOUN}\b")
# "On Monday named May 5 as the date": of its two days the first is that of the naming.
ACTS_NEXT = re.compile(rf"^,? (?:\w+ly )?(?:{_ACTS}|named|fixed)\b")

# What has a day of its own and is no meeting: what happens, and what is written.
_HAPPENINGS = alternatives(
    r"""
    (?:re-?)?elections?|polls?|vot(?:e|es|ed|ing)|referend(?:um|ums|a)|ballots?|inauguration
    deadlines?|expiry|attacks?|assaults?|bombings?|strikes?|raids?|massacres?|coups?|war|wars
    invasions?|earthquakes?|floods|cyclone|typhoon|clash(?:es)?|shootings?|killings?|incidents?
    independence|anniversar(?:y|ies)|launch(?:es)?|tests?|drills?|exercises?|moratorium
    """,
)
_TEXTS = alternatives(
    r"""
    agreements?|accords?|pacts?|treat(?:y|ies)|declarations?|statements?|communiqu[eé]s?|charter
    memorand(?:um|a)|mou|protocols?|deals?|resolutions?|rulings?|verdicts?|judge?ments?|awards?
    decisions?|decrees?|laws?|bills?|orders?|sanctions|ceasefires?|truces?|armistice|letters?
    reports?|tariffs?|announcements?|proposals?|interviews?|speech(?:es)?|articles?
    """,
)
_EVENTS = f"{_HAPPENINGS}|{_TEXTS}"
_HAPPENS = (
    r"(?:of|on|in|from|for|set|due|scheduled|planned|held|carried|out|began|begun|begins?"
    r"|starting|started|ended|expired?s?|until|by|which|that|was|were|is|are|had|been|will|be"
    r"|the|last|this|next|late|early|mid|there|here|two|[\w-]+ed)"
)
# "The pact on Tuesday" is a pact praised on Tuesday; "the pact of Tuesday" dates the pact.
_DATES = (
    r"(?:of|from|dated|signed|reached|concluded|adopted|passed|issued|made|handed|delivered"
    r"|agreed|announced|published|in force|into force|which took effect)"
)
EVENT_BEFORE = Vocabulary(
    rf"\b(?:(?:{_HAPPENINGS})(?:['’]s?)?(?:,? {_HAPPENS}){{1,6}}"
    rf"|(?:{_TEXTS})(?:['’]s?)?(?:,? (?:which|that|was|were|they|he|she))?(?: [\w-]+){{0,3}}?"
    rf" {_DATES}(?: (?:on|in|down|late|early|last|there|here|by|the|[\w-]+)){{0,3}})[ -]$"
)
EVENT_POSSESSED = re.compile(rf"^['’]s? (?:{MODIFIER} ){{0,3}}?(?:{_EVENTS})\b")
# "The July 4 attack", but not "on Sunday broke up without agreement".
EVENT_NEXT = re.compile(rf"^ (?:{MODIFIER} ){{0,2}}?(?:{_EVENTS})\b")
ATTRIBUTE = re.compile(
    r"(?:\b(?:the|a|an|its|their|his|her|this|that|last|of|after|before|since|following)|['’]s) $"
)
# "The war which began on", "a ship that sank on": the day is in what is told of another noun.
RELATIVE = re.compile(r"(?P<noun>[\w’'-]+),? (?P<who>which|who|where|whose)\b(?P<rest>[^,;]*)$")
# "A shared will, as the two leaders agreed on 1 July": what was agreed before.
AS_AGREED = re.compile(
    r"\bas (?:[\w'’.-]+ ){1,10}(?:agreed|decided|promised|announced|pledged|outlined|set out)"
    r" (?:on|in) $"
)
PLACED = re.compile(r"\b(?:in|at|and|with) $")
RUNS = re.compile(
    r" (?:(?:has|had|have|will|was|were|is|are) )?(?:(?:just|due|to|set|also) ){0,2}"
    r"(?:open|beg[aiu]n|start|end|conclud|clos|kick|last|r[au]n|tak|took|be|held|due)\w*\b"
)
# "Ahead of his visit in May": what the meeting is told to come before or after.
PRELUDE = re.compile(
    r"\b(?:ahead of|before|after|following|prior to|in the wake of) (?!\w+ing\b)[^,;]{0,80}$"
)
# The meeting that somebody does something before.
AHEAD_OF = re.compile(
    r"\b(?:ahead of|prior to|in the run-up to|on the eve of|before) (?!\w+ing\b)[^,;]{0,40}$"
)
# What leads from a meeting word to its states, and from one of these to the next.
TO_LIST = re.compile(
    r" (?:of|between|among|with) (?:(?!since|after|before|in|on|at)[\w'’-]+ ){0,6}"
)
IN_LIST = re.compile(r",? (?:and )?(?:the )?")
LISTED = frozenset({ItemKind.STATE, ItemKind.DEMONYM})
BEFORE_REACH = 60  # characters from "ahead of" to the meeting word
MEETING_NOUNS = phrases(
    r"""
    meetings?|talks|summits?|dialogues?|ministerials?|trilaterals?|sessions?|rounds?|conferences?
    consultations|gatherings?|negotiations|discussions|visits?|trips?|tours?|calls?|forum|2\+2
    """,
)
MEETING_VERBS = phrases(
    r"(?:is|are|was|were|be|been) held|h[eo]ld(?:ing)?|met|meet(?:s|ing)?|gather\w*"
    r"|conven\w+|host\w*"
)
# "A statement issued on Tuesday after their talks": what comes out of talks comes the same day.
OUTCOME = re.compile(
    r"(?: in [\w ]{2,25})?,? (?:soon |shortly |right |just )?(?:after|following|upon|at the (?:end"
    r"|close|conclusion) of|when emerging from|during|at) (?:[\w'’-]+ ){0,5}"
)
# "A day after the murder on Monday, they met": the day is that of the murder.
APART = re.compile(
    r"\W*(?:(?:a|an|one|two|three|four|five|six|ten|\d+|just|barely|only|less|than|some) ){1,3}"
    r"(?:days?|weeks?|months?|hours?|years?) (?:after|before) [^,;]{0,120}$"
)
NOUN_OF_TIME = re.compile(rf"{MEETING_NOUNS.pattern}|\b(?:{_EVENTS})\b")
BESIDE = re.compile(
    r"\b(?:sidelines?|margins?|fringes?|edges?) of (?:(?:a|an|the|this|that|\w+['’]s) )?"
    r"(?:(?!trilateral|their)[\w'’-]+ ){0,5}$"
)
BESIDE_REACH = 70  # characters from "on the sidelines of" to the meeting word it governs
LEAVING = re.compile(
    r"\b(?:left|leaves?|leaving|depart\w*|fl(?:ew|ies|y|ying)|travel\w*|set (?:off|out)|head\w*"
    r"|arriv\w+|land(?:s|ed)|went|goes|off) (?:[^,;]{0,40} )?(?:(?:late|early) )?(?:on )?$"
)
LEAVING_REACH = 60  # characters before a day in which somebody leaves on it
A_WEEK = timedelta(days=7)
HAS_NUMBER = re.compile(
    r"\d|\b(?:Jan|Febr|Sept|Octo|Novem|Decem)[a-z]{2,5}\b|\b(?:March|April|June|July|August)\b"
)  # a date in a quotation is one, a "today" of another day
LINKED = phrases(
    r"""
    on the (?:\w+ )?(?:sidelines?|margins?|fringes?|edges?)|sidelines? of|margins? of|alongside
    beside|during|attend(?:s|ed|ing)?|at|for|within|as part of|in connection with|occasion of
    """,
)


def is_of_other(frame: Frame, point: TimeExpression) -> bool:
    """Tell whether a time belongs to something other than the frame's meeting."""
    text, trigger = frame.clause.scene.row.text, own_trigger(frame)
    if OUTCOME.fullmatch(text, point.end, max(point.end, trigger.start)):
        return False
    return (
        is_of_event(text, point, trigger)
        or _is_of_prelude(text, point, trigger)
        or _is_outside_prelude(frame, point, trigger)
        or _is_of_bodys_meeting(frame, trigger, point)
    )


def is_of_act(frame: Frame, point: TimeExpression) -> bool:
    """Tell whether a day is that of what was done about a meeting.

    As in "cancelled on Tuesday", "invited them on Tuesday to a meeting".
    """
    text = frame.clause.scene.row.text
    if is_of_deed(text, point):
        return True
    if point.end > frame.trigger.start:
        return False
    start = max(0, point.start - ACT_REACH)
    acted = ACTED_BEFORE.search(text, start, point.start)
    is_done_on = acted is not None and TO_A_DAY.search(text, acted.start(), point.start) is None
    return is_done_on or _opens_act(frame, point)


def _opens_act(frame: Frame, point: TimeExpression) -> bool:
    """Tell whether a day opens a sentence of what was done: "On Monday they agreed to meet"."""
    text = frame.clause.scene.row.text
    if OPENING.fullmatch(text, 0, point.start) is None:
        return False
    between = text[point.end : frame.trigger.start]
    return ACTED.search(between) is not None and TO_COME.search(between) is None


def is_of_deed(text: str, point: TimeExpression) -> bool:
    """Tell whether a word for what is done about meetings stands right beside a day."""
    start = max(0, point.start - ACT_REACH)
    if MEETING_POSSESSED.match(text, point.end):
        return False
    if ACTED_ON.search(text, start, point.start):
        return True
    return ACTS_NEXT.match(text[point.end : point.end + ACT_REACH]) is not None


def is_of_leaving(text: str, point: TimeExpression, trigger: int) -> bool:
    """Tell whether it is the day of a journey to the meeting: "left on Monday for talks"."""
    low = max(0, point.start - LEAVING_REACH)
    return point.end <= trigger and LEAVING.search(text, low, point.start) is not None


def behind_departure(text: str, points: list[TimeExpression]) -> list[TimeExpression]:
    """Read "left on Thursday for a summit on Saturday": who leaves first meets in the days after.

    A bare weekday would else be the one before, for the verb is in the past.
    """
    left = next((p for p in points if is_of_leaving(text, p, len(text))), None)
    if left is None or len(points) == 1:
        return points
    return [_in_days_after(left, p) for p in points]


def _in_days_after(left: TimeExpression, point: TimeExpression) -> TimeExpression:
    first, day = left.when.start, point.when.start
    is_weekday = point.when.precision is Precision.DAY and HAS_NUMBER.search(point.text) is None
    if first is None or day is None or not is_weekday or point.start < left.start:
        return point
    if not timedelta(0) < first - day < A_WEEK:
        return point
    day += A_WEEK
    return replace(point, when=replace(point.when, start=day, end=day))


def own_trigger(frame: Frame) -> Trigger:
    """Return a frame's meeting word, or where that is another body's, one that is not."""
    scene = frame.clause.scene
    if not _is_of_body(scene, frame.trigger):
        return frame.trigger
    others = (t for t in frame.clause.live if not _is_of_body(scene, t))
    return next(others, frame.trigger)


def is_of_event(text: str, point: TimeExpression, trigger: Trigger | None = None) -> bool:
    """Tell whether a day is that of a vote, a pact, an attack, or of what "which" tells."""
    start = max(0, point.start - RELATIVE_REACH)
    before = EVENT_BEFORE.search(text, start, point.start)
    if before and not MEETING_NOUNS.search(text, before.start(), point.start):
        return True
    if _is_of_relative(text, point, trigger) or AS_AGREED.search(text, start, point.start):
        return True
    after = EVENT_POSSESSED.match(text[point.end : point.end + ATTRIBUTE_REACH])
    if after is None and ATTRIBUTE.search(text, max(0, point.start - 12), point.start):
        after = EVENT_NEXT.match(text[point.end : point.end + ATTRIBUTE_REACH])
    return after is not None and not MEETING_NOUNS.search(after[0])


def _is_of_relative(text: str, point: TimeExpression, trigger: Trigger | None) -> bool:
    """A day in "which ..." or "who ..." is of what that tells, unless it tells of a meeting."""
    match = RELATIVE.search(text, max(0, point.start - RELATIVE_REACH), point.start)
    if match is None or (trigger and match.start("who") < trigger.start < point.start):
        return False
    if trigger and trigger.end <= match.start() and _is_of_runs(text, match):
        return False
    if trigger and 0 < text.find(",", point.end) < trigger.start:
        return True
    if MEETING_NOUNS.search(match["noun"]):
        return False
    return MEETING_VERBS.search(match["rest"]) is None


def _is_of_runs(text: str, match: re.Match[str]) -> bool:
    """Tell whether "talks in a city, which opened on" tells of the talks and not of the city."""
    is_place = PLACED.search(text, max(0, match.start() - 6), match.start()) is not None
    return is_place and RUNS.match(match["rest"]) is not None


def _is_of_prelude(text: str, point: TimeExpression, trigger: Trigger) -> bool:
    """A day in what the meeting comes before or after is that of what comes after or before."""
    if APART.match(text, 0, point.start) and text.find(",", point.end) < trigger.start:
        return True
    match = PRELUDE.search(text, max(0, point.start - RELATIVE_REACH), point.start)
    if match is None or match.start() <= trigger.start < point.start:
        return False
    return NOUN_OF_TIME.search(match[0]) is not None


def behind_list(frame: Frame, trigger: Trigger) -> int:
    """Return where the states end that follow a meeting word: "the summit of A, B and C"."""
    end, text = trigger.end, frame.clause.scene.row.text
    for item in frame.clause.scene.items:
        leads = TO_LIST if end == trigger.end else IN_LIST
        if item.kind in LISTED and end <= item.start and leads.fullmatch(text, end, item.start):
            end = item.end
    return end


def _is_outside_prelude(frame: Frame, point: TimeExpression, trigger: Trigger) -> bool:
    """What was done on a day "ahead of the meeting" has a day of its own."""
    text = frame.clause.scene.row.text
    low = max(0, trigger.start - BEFORE_REACH)
    match = AHEAD_OF.search(text, low, trigger.start)
    if match is None:
        return False
    end = text.find(",", behind_list(frame, trigger))
    end = text.find(",", end + 1) if text.startswith(", which ", end) else end
    return not match.start() <= point.start < (end if end > 0 else len(text))


def _is_of_bodys_meeting(frame: Frame, trigger: Trigger, point: TimeExpression) -> bool:
    """A time beside the summit of another body is that summit's, unless both are together."""
    scene, own = frame.clause.scene, gap(point.start, point.end, trigger)
    return any(
        _is_tied(point, other) and gap(point.start, point.end, other) < own
        for other in scene.triggers
        if other is not trigger and other.is_noun and _is_of_body(scene, other)
    )


def _is_tied(point: TimeExpression, other: Trigger) -> bool:
    """Tell whether a time follows a meeting word, or is its attribute ("the May 5 summit")."""
    return other.end <= point.start or 0 <= other.start - point.end <= ATTRIBUTE_REACH // 2


def _is_of_body(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether a meeting word is another's: "the NATO summit", "the fringes of a summit"."""
    low = max(0, trigger.start - BESIDE_REACH)
    if trigger.is_noun and BESIDE.search(scene.row.text, low, trigger.start):
        return True
    return any(
        not named.is_minilateral
        and 0 <= trigger.start - named.end <= BODY_REACH
        and not LINKED.search(scene.row.text, max(0, named.start - 40), named.start)
        for named in scene.named
    )
