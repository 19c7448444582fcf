"""Where other sentences tell on which day a plan is to come true, or was to.

The sentence that goes on about it, that which says when it was first planned, the trip on
which it falls, and the sentence before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.meetings.day_neighbours import (
    AHEAD,
    BESIDE_THE_POINT,
    finest,
    is_lead,
    lead,
    only_day,
    own_points,
    says_off,
    speaks_only_of,
)
from parsers.meetings.day_owners import MEETING_POSSESSED
from parsers.meetings.days import HAD_CALLED_OFF, dated_in, is_former, is_long, is_told, points_of
from parsers.model import Status, When
from parsers.scenes.scenes import Document, Scene
from parsers.times.when import Tense, TimeExpression
from parsers.words.denials import is_denied
from parsers.words.phrases import phrases
from parsers.words.triggers import STRONG, Trigger, TriggerKind, gap

GOES_ON = re.compile(
    r"^\W{0,3}(?:on [\w ]{3,15},? )?(?:it|they|this|both|all three|(?:the|their|this|that|its) "
    r"(?:[\w’'-]+ ){0,4}?(?:meeting|talks|summit|dialogue|trilateral|session|conference|event|"
    r"gathering|encounter|"
    r"call|consultations|discussions|negotiations|visit|round|one|three|ministers|leaders|"
    r"sides))\b"
    # Who "will be host to the two other leaders" has all of them there.
    r"|^[^.;]{3,60} (?:hosts?|receives?|welcomes?|joins?|joined by|meets?) (?:to )?"
    r"(?:the|his|her|both|all)"
    r" (?:(?:two|three|four|five|other) ){1,2}(?:leaders|ministers|presidents|premiers|kings|envoys"
    r"|officials|chiefs|diplomats)\b",
)
TO_TAKE_PLACE = phrases(
    r"""
    take place|takes place|taking place|be held|being held|(?:is|are) (?:set|due|scheduled|planned|\
    slated|expected|likely)|(?:scheduled|planned|set|slated|due) (?:for|on|in|to)
    (?:will|to) (?:be host|host|receive|welcome|join|be joined)
    (?:will|to) (?:meet|gather|convene|begin|start|open|sit|run|last|arrive|come|fly)|would be
    begins?|starts?|opens?|comes? on|falls? on
    """,
)
# What has its own day: the meeting after this one, and the one before it.
ANOTHER = phrases(
    "(?:next|following|another|previous|last) (?:[\\w-]+ ){0,3}(?:meeting|summit|round|one)"
)
THE_DATE = phrases(
    r"(?:as|is|was|on|agreed|fixed|named|set) (?:the|a|its|their) (?:new )?dates?"
    r"|(?:the|its|their) (?:new )?dates? (?:is|are|was|will be|would be)|both days"
)
DUE = re.compile(r", (?:due|set|scheduled|planned) (?:on|for|in) $")
DUE_REACH = 20
WAS_REACH = 100
GOING = STRONG | {TriggerKind.VISIT}
TRIP_REACH = 60  # characters from a word for a trip to its days
WAS = re.compile(r"\b(?:did so|met|gathered|took place|(?<!be )held|convened)\b[^;]{0,80}$")


def goes_on(
    scene: Scene, states: frozenset[str], document: Document, status: Status
) -> Iterator[When]:
    """Yield the time of a sentence that goes on about a plan: "It will take place in May"."""
    for index in range(scene.index + 1, scene.index + 1 + AHEAD):
        other = document.body_scene(index)
        if other is None or not speaks_only_of(other, states):
            continue
        text = other.row.text
        is_of_next = ANOTHER.search(text) and not ANOTHER.search(scene.row.text)
        is_on = GOES_ON.search(text) and TO_TAKE_PLACE.search(text) and not says_off(text)
        if is_on and not is_of_next:
            points = own_points(points_of(other, document, status), other)
            told = (
                p
                for p in points
                if is_told(p.when, status, document)
                and not WAS.search(text, max(0, p.start - WAS_REACH), p.start)
            )
            yield finest([p for p in told if not is_long(p.when)])


def planned_before(
    scene: Scene, states: frozenset[str], document: Document, *, is_on: bool = False
) -> Iterator[When]:
    """Yield the time that a meeting was to have, or has not had today, as told beside it.

    For a meeting that is on, a sentence in which one is off tells nothing.
    """
    for index in (scene.index, scene.index + 1, scene.index - 1, scene.index + 2):
        other = document.body_scene(index)
        if other is None or not speaks_only_of(other, states):
            continue
        if is_on and says_off(other.row.text):
            continue
        is_past = not is_on and HAD_CALLED_OFF.search(other.row.text) is not None
        points = dated_in(other, document, Tense.PAST if is_past else Tense.FUTURE)
        former = [p for p in points if is_former(other.row.text, p)]
        today = [p for p in points if p.text.lower() == "today"]
        if not is_on and not former:
            former = [p for p in points if _is_due(other.row.text, p)]
        yield finest(former or today if is_denied(other.row.text) else former)


def _is_due(text: str, point: TimeExpression) -> bool:
    """Read "Saturday's summit" and "the summit, due on Saturday,"."""
    is_due = DUE.search(text, max(0, point.start - DUE_REACH), point.start) is not None
    return is_due or MEETING_POSSESSED.match(text, point.end) is not None


def on_trip(scene: Scene, states: frozenset[str], document: Document) -> Iterator[When]:
    """Yield the days of the only trip told so far of one of the states: it meets on that trip."""
    told = (other for other in document.trips if other.index <= scene.index)
    found = [
        when
        for other in told
        if any(actor.state in states for actor in other.actors)
        for when in _days_of_trip(other, document)
    ]
    if len({(when.start, when.end) for when in found}) == 1:
        yield found[0]


def date_named(
    scene: Scene, states: frozenset[str], document: Document, status: Status
) -> Iterator[When]:
    """Yield the only day to come of a sentence of the lead that speaks of "the date"."""
    for other in lead(document):
        text = other.row.text
        if other is not scene and THE_DATE.search(text) and speaks_only_of(other, states):
            points = own_points(points_of(other, document, status), other)
            yield only_day([p for p in points if not is_former(text, p)])


def just_told(
    scene: Scene, states: frozenset[str], document: Document, status: Status | None
) -> Iterator[When]:
    """Yield the only day to come of the sentence before, where both are of the lead.

    "He will be in Rome on Friday. He will meet the presidents of A and B there."
    """
    before = document.body_scene(scene.index - 1)
    if before is None or document.published is None or not is_lead(before, document):
        return
    if not is_lead(scene, document) or not any(t.kind in GOING for t in before.triggers):
        return
    text = before.row.text
    if says_off(text) or BESIDE_THE_POINT.search(text) or not speaks_only_of(before, states):
        return
    when = only_day(own_points(points_of(before, document, status), before))
    if when.start is not None and when.start >= document.published:
        yield when


def _days_of_trip(scene: Scene, document: Document) -> tuple[When, ...]:
    """Return the days that stand beside a word for a trip, looked up once for a scene."""
    known = document.trip_days
    if scene.index not in known:
        trips = [trigger for trigger in scene.triggers if trigger.kind is TriggerKind.VISIT]
        points = own_points(points_of(scene, document, Status.SCHEDULED), scene)
        days = (p.when for p in points if _is_of_trip(p, trips, document))
        known[scene.index] = tuple(days)
    return known[scene.index]


def _is_of_trip(point: TimeExpression, trips: list[Trigger], document: Document) -> bool:
    """Tell whether days to come, or under way, stand beside a word for a trip."""
    day, end = document.published, point.when.end
    is_over = day is not None and end is not None and end < day
    return not is_over and any(gap(point.start, point.end, t) < TRIP_REACH for t in trips)
