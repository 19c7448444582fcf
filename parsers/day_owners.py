"""Whose a day is: what in a sentence other than its meeting a time belongs to.

A deadline, a vote, a pact, a ruling, another body's summit or the deed of somebody who is
only mentioned has days of its own. It judges one time beside one meeting word; which of the
times that are left is chosen is asked in parsers.meeting_days.
"""

from __future__ import annotations

import re

from parsers.frames import Frame
from parsers.phrases import alternatives, phrases
from parsers.scenes import Scene
from parsers.triggers import Trigger, gap
from parsers.when import TimeExpression

BODY_REACH = 25  # characters from a body's name to its meeting word
ATTRIBUTE_REACH = 30  # characters from a day to the meeting it is an attribute of
RELATIVE_REACH = 120  # characters of a relative clause in which a day still belongs to it
ACT_REACH = 120  # characters from an act to the day on which it was done

_ACTS = alternatives(
    """
    proposed|suggested|offered|invited|announced|agreed|decided|confirmed|postponed|cancell?ed
    called off|put off|scrapped|rescheduled|delayed|approved|accepted|rejected|declined|urged
    asked|called for|unveiled|discussed|told|promised|pledged|ordered|requested|withdrew
    dropped|supported|backed|endorsed|welcomed
    """,
)
ACTED_ON = re.compile(rf"\b(?:{_ACTS}) (?:\w+ly )?(?:late |early )?(?:on |last |this )?$")
ACTED_BEFORE = re.compile(rf"\b(?:{_ACTS})\b[^;]*? (?:on|last) $")
ACTS_NEXT = re.compile(rf"^,? (?:\w+ly )?(?:{_ACTS})\b")

# What has a day of its own and is no meeting.
_EVENTS = alternatives(
    r"""
    (?:re-?)?elections?|polls?|vot(?:e|es|ing)|referend(?:um|ums|a)|ballots?|inauguration
    deadlines?|expiry|attacks?|assaults?|bombings?|strikes?|raids?|massacres?|coups?|war|wars
    invasions?|earthquakes?|floods|cyclone|typhoon|clash(?:es)?|shootings?|killings?|incidents?
    agreements?|accords?|pacts?|treat(?:y|ies)|declarations?|statements?|communiqu[eé]s?|charter
    memorand(?:um|a)|mou|protocols?|deals?|resolutions?|rulings?|verdicts?|judge?ments?|awards?
    decisions?|decrees?|laws?|bills?|orders?|sanctions|ceasefires?|truces?|armistice
    independence|anniversar(?:y|ies)|launch(?:es)?|tests?|drills?|exercises?|letters?|reports?
    tariffs?|moratorium|announcements?|proposals?|interviews?|speech(?:es)?|articles?|phone call
    """,
)
_AFTER_EVENT = (
    r"(?:of|on|in|from|for|dated|signed|reached|concluded|adopted|passed|issued|made|held|set"
    r"|handed|down|delivered|due|scheduled|planned|began|begun|starting|started|ended|expired?s?"
    r"|until|by|which|that|was|were|is|are|had|been|will|be|the|last|this|next|late|early|mid"
    r"|there|here|between|them|two|[\w-]+ed)"
)
EVENT_BEFORE = re.compile(rf"\b(?:{_EVENTS})(?:['’]s?)?(?:,? {_AFTER_EVENT}){{1,6}}[ -]$")
EVENT_POSSESSED = re.compile(rf"^(?:['’]s?)? (?:[\w-]+ ){{0,3}}?(?:{_EVENTS})\b")
# "The war which began on", "a ship that sank on": the day is in what is told of another noun.
RELATIVE = re.compile(r"(?P<noun>[\w’'-]+),? (?P<who>which|who|where|whose)\b(?P<rest>[^,;]*)$")
MEETING_NOUNS = phrases(
    r"""
    meetings?|talks|summits?|dialogues?|ministerials?|trilaterals?|sessions?|rounds?|conferences?
    consultations|gatherings?|negotiations|discussions|visits?|trips?|tours?|calls?|forum|2\+2
    """,
)
LINKED = phrases(
    r"""
    on the (?:\w+ )?(?:sidelines?|margins?|fringes?|edges?)|sidelines? of|margins? of|alongside
    beside|during|attend(?:s|ed|ing)?|at|for|within|as part of|in connection with|occasion of
    """,
)


def is_of_other(frame: Frame, point: TimeExpression) -> bool:
    """Tell whether a time belongs to something other than the frame's meeting."""
    text, trigger = frame.clause.scene.row.text, own_trigger(frame)
    return (
        _is_of_event(text, point, trigger)
        or _is_of_relative(trigger, text, point)
        or _is_of_bodys_meeting(frame, trigger, point)
    )


def is_of_act(frame: Frame, point: TimeExpression) -> bool:
    """Tell whether a day is that of what was done about a meeting.

    As in "cancelled on Tuesday", "invited them on Tuesday to a meeting".
    """
    text = frame.clause.scene.row.text
    start = max(0, point.start - ACT_REACH)
    if ACTED_ON.search(text, start, point.start) or ACTS_NEXT.match(text[point.end :][:ACT_REACH]):
        return True
    is_before = point.end <= frame.trigger.start
    return is_before and ACTED_BEFORE.search(text, start, point.start) is not None


def own_trigger(frame: Frame) -> Trigger:
    """Return a frame's meeting word, or where that is another body's, one that is not."""
    scene = frame.clause.scene
    if not _is_of_body(scene, frame.trigger):
        return frame.trigger
    others = (t for t in frame.clause.live if not _is_of_body(scene, t))
    return next(others, frame.trigger)


def _is_of_event(text: str, point: TimeExpression, trigger: Trigger) -> bool:
    """A vote, a pact or an attack stands right beside the day, with no meeting word between."""
    start = max(0, point.start - RELATIVE_REACH)
    before = EVENT_BEFORE.search(text, start, point.start)
    if before and not (before.start() <= trigger.start < point.start):
        return not MEETING_NOUNS.search(text, before.end() - len(before[0]), point.start)
    after = EVENT_POSSESSED.match(text[point.end :][:ATTRIBUTE_REACH])
    return after is not None and not MEETING_NOUNS.search(after[0])


def _is_of_relative(trigger: Trigger, text: str, point: TimeExpression) -> bool:
    """A day in "which ..." or "who ..." is of what that tells, unless it tells of the meeting."""
    start = max(0, point.start - RELATIVE_REACH)
    match = RELATIVE.search(text, start, point.start)
    if match is None or trigger.start >= match.start("who"):
        return False
    return MEETING_NOUNS.search(match["noun"]) is None


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
    """Tell whether a meeting word belongs to a body of many states: "the NATO summit"."""
    return any(
        not named.is_minilateral
        and 0 <= trigger.start - named.end <= BODY_REACH
        and not LINKED.search(scene.row.text, max(0, named.start - 40), named.start)
        for named in scene.named
    )
