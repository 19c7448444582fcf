"""When a frame's meeting is: the time of its clause that is nearest, and is its own.

Times are resolved in parsers.when; here one is chosen. The day that a meeting was to
have, the day somebody spoke, and the day of another body's summit are left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from parsers.frames import Frame
from parsers.model import Precision, Status, When
from parsers.phrases import alternatives, phrases
from parsers.scenes import Document, Scene
from parsers.statuses import OFF, says_moved
from parsers.triggers import STRONG, Trigger, gap
from parsers.when import Tense, TimeExpression, TimeRole, resolve

LEAD = 2  # the last sentence of the lead, the headline being 0
FORMER_REACH = 45  # characters before a date in which "was to", "previously" governs it
BODY_REACH = 25  # characters from a body's name to its meeting word
COARSE = {Precision.DAY: 0, Precision.RANGE: 1, Precision.MONTH: 2, Precision.YEAR: 3}
COARSEST = 4
TENSES = {None: Tense.UNKNOWN, Status.HELD: Tense.PAST}
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
AT_THE_MEETING = phrases(
    r"""
    (?:at|after|during|following) (?:a|an|the|their|his|her|its)? ?(?:\w+['’]?[ -]){0,6}\
    (?:meeting|summit|talks|dialogue|trilateral|consultations|conference|2\+2|call)
    """,
)
FORMER = re.compile(
    r"\b(?:(?:was|were|had been) (?:to|due|scheduled|planned|set|expected|originally)|originally"
    r"|previously|instead of|rather than|earlier (?:announced|planned|set)"
    r"|(?:moved|shifted|postponed|brought forward) from(?!.* (?:to|until) ))\b[^,;]*$",
)
_ACTS = alternatives(
    """
    proposed|suggested|offered|invited|announced|agreed|decided|confirmed|postponed|cancell?ed
    called off|put off|scrapped|rescheduled|delayed|approved|accepted|rejected|declined|urged
    asked|called for|unveiled|discussed|told|promised|pledged|ordered|requested
    """,
)
ACT_REACH = 120  # characters from an act to the day on which it was done
ACTED_ON = re.compile(rf"\b(?:{_ACTS}) (?:\w+ly )?(?:late |early )?(?:on |last |this )?$")
ACTED_BEFORE = re.compile(rf"\b(?:{_ACTS})\b[^;]*? (?:on|last) $")
FROM_DAY_TO_DAY = re.compile(r"(?:from )?\w+ to \w+")


def when_of(frame: Frame, document: Document, status: Status | None) -> When:
    """Return the days that a text gives a frame's meeting; all None where it gives none."""
    clause = frame.clause
    points = _points(clause.scene, document, status)
    inside = [point for point in points if clause.covers(point.start)]
    near = [
        point
        for point in (points if clause.is_whole else inside)
        if _is_of(frame, point) and _is_told(point.when, status, document)
    ]
    if status is not Status.HELD:
        near = [point for point in near if not _is_of_act(frame, point)]
    if status not in OFF:
        near = _without_former(near, clause.scene.row.text)
    if near:
        return min(near, key=lambda point: _fitness(point, frame.trigger)).when
    return _when_around(frame, document, status)


def coarseness(when: When) -> int:
    """Return how coarse an interval is, from 0 for a day to 4 where there is none."""
    return COARSE[when.precision] if when.precision else COARSEST


def _fitness(point: TimeExpression, trigger: Trigger) -> tuple[int, int]:
    return coarseness(point.when), gap(point.start, point.end, trigger)


def _points(
    scene: Scene,
    document: Document,
    status: Status | None,
) -> list[TimeExpression]:
    """The times of a sentence that an event can have; the dateline's is not one of them.

    What somebody said at a meeting on a day, he said on the day of the meeting.
    """
    tense = TENSES.get(status, Tense.FUTURE)
    start = scene.position(0) if scene.items else 0
    quoted = [match.span() for match in QUOTED.finditer(scene.text)]
    dated = [
        found
        for found in resolve(scene.text, document.published, tense=tense)
        if found.when.start is not None
        and found.start >= start
        and not any(left < found.start < right for left, right in quoted)
    ]
    points = [found for found in dated if found.role is TimeRole.POINT]
    if not points and AT_THE_MEETING.search(scene.row.text):
        points = [found for found in dated if found.role is TimeRole.SPEECH]
    return points


def _is_told(when: When, status: Status | None, document: Document) -> bool:
    """A whole year is no date of a report, and the day of a proposal is not the meeting's."""
    if status is Status.PROPOSED:
        return when.end is None or document.published is None or when.end > document.published
    return not (status in (None, Status.HELD) and when.precision is Precision.YEAR)


def _without_former(points: Sequence[TimeExpression], text: str) -> list[TimeExpression]:
    """Leave out the date a meeting was to have, where the words give it another."""
    kept = [
        point
        for point in points
        if not FORMER.search(text, max(0, point.start - FORMER_REACH), point.start)
    ]
    is_moved = says_moved(text)
    return [_target(point) if is_moved else point for point in kept or points]


def _is_of_act(frame: Frame, point: TimeExpression) -> bool:
    """Tell whether a day is that of what was done about a meeting.

    As in "cancelled on Tuesday", "invited them on Tuesday to a meeting".
    """
    text = frame.clause.scene.row.text
    start = max(0, point.start - ACT_REACH)
    if ACTED_ON.search(text, start, point.start):
        return True
    is_before = point.end <= frame.trigger.start
    return is_before and ACTED_BEFORE.search(text, start, point.start) is not None


def _target(expression: TimeExpression) -> TimeExpression:
    """A meeting that is moved "from Thursday to Friday" has its new day named last."""
    when = expression.when
    if not FROM_DAY_TO_DAY.match(expression.text.lower()):
        return expression
    return replace(expression, when=When(when.end, when.end, Precision.DAY, when.text))


def _is_of(frame: Frame, point: TimeExpression) -> bool:
    """A time nearer to the summit of another body is that summit's."""
    own = gap(point.start, point.end, frame.trigger)
    return not any(
        gap(point.start, point.end, other) < own and _is_of_body(frame.clause.scene, other)
        for other in frame.clause.scene.triggers
        if other is not frame.trigger and other.is_noun
    )


def _is_of_body(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether a meeting word belongs to a body of many states: "the NATO summit"."""
    return any(
        not named.is_minilateral and 0 <= trigger.start - named.end <= BODY_REACH
        for named in scene.named
    )


def _when_around(frame: Frame, document: Document, status: Status | None) -> When:
    """A held meeting's day may stand in the next sentence, or open the text."""
    scene = frame.clause.scene
    if status is not Status.HELD or scene.row.is_headline:
        return When()
    for index in (scene.index - 1, scene.index + 1):
        neighbour = document.body_scene(index)
        if neighbour is None or not _is_silent(neighbour, frame.states):
            continue
        points = _points(neighbour, document, status)
        days = [p.when for p in points if coarseness(p.when) <= COARSE[Precision.RANGE]]
        if len(days) == 1:
            return days[0]
    return document.dateline.day if scene.index <= LEAD else When()


def _is_silent(scene: Scene, states: frozenset[str]) -> bool:
    """Tell whether a scene speaks of no meeting and no state of its own."""
    strong = [trigger for trigger in scene.triggers if trigger.kind in STRONG]
    if any(trigger.is_noun for trigger in strong) or (strong and scene.actors):
        return False
    return {actor.state for actor in scene.actors} <= states
