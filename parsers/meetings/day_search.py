"""Where a text dates a meeting that the meeting's own sentence does not.

A sentence beside it that goes on about it, the lead in which its states act together, the
trip on which it takes place, the headline, the dateline: in this order, and only what speaks
of no other states and no other meeting. What is not found stays open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from parsers.meetings.day_owners import MEETING_POSSESSED, is_of_deed, is_of_event
from parsers.meetings.days import (
    AT_THE_MEETING,
    COARSE,
    coarseness,
    dated_in,
    is_former,
    is_long,
    is_told,
    points_of,
)
from parsers.meetings.fields import ONGOING
from parsers.model import Meeting, Precision, Status, When
from parsers.scenes.scenes import Document, Scene
from parsers.times.when import Tense, TimeExpression, TimeRole
from parsers.words.items import PLACE_PREPOSITIONS, ItemKind
from parsers.words.phrases import phrases
from parsers.words.statuses import CANCELLED, OFF, POSTPONED, is_denied
from parsers.words.triggers import STRONG, Trigger, TriggerKind, gap

LEAD_SENTENCES = 4  # sentences of some length with which a text begins
SHORTEST = 5  # items of a sentence of some length: "MOSCOW." is none
RECENT = timedelta(days=10)  # a lead tells of what its states did so long ago at most
AHEAD = 3  # sentences after a meeting in which "it" is still that meeting
DATED = 0.4  # log-odds, as in parsers.meetings.fields
GOES_ON = re.compile(
    r"^\W{0,3}(?:on [\w ]{3,15},? )?(?:it|they|this|both|all three|(?:the|their|this|that|its) "
    r"(?:[\w’'-]+ ){0,4}?(?:meeting|talks|summit|dialogue|trilateral|session|conference|event|"
    r"gathering|encounter|"
    r"call|consultations|discussions|negotiations|visit|round|one|three|ministers|leaders|"
    r"sides))\b",
)
# "He was speaking after talks with them": the sentence before says on which day.
SPOKE_AFTER = phrases(
    r"""
    (?:spoke|speaking|spoken|said|told|talking|talked|added|remarks|comments?|statement|words|\
    announcement|announced|briefed|addressed)\b[^;]{0,90}\b(?:after|following|at the (?:end|close|\
    conclusion) of|on the sidelines of|that followed|during|at) (?:[\w'’-]+ ){0,6}(?:meeting|met|\
    meetings?|talks|summit|holding|dialogue|trilateral|conference|session|consultations|call)
    """,
)
TO_TAKE_PLACE = phrases(
    r"""
    take place|takes place|taking place|be held|being held|(?:is|are) (?:set|due|scheduled|planned|\
    slated|expected|likely)|(?:scheduled|planned|set|slated|due) (?:for|on|in|to)
    (?:will|to) (?:meet|gather|convene|begin|start|open|sit|run|last)|would be
    begins?|starts?|opens?|comes? on|falls? on
    """,
)
# A caption, or an earlier meeting.
BESIDE_THE_POINT = re.compile(
    r"^\W*(?:file|photo|image|picture|caption|watch|read)\b"
    r"|\b(?:last (?:met|gathered|held|meeting|summit|such|time)|previous(?:ly)?|first met"
    r"|had (?:last )?met|file photo"
    r"|the (?:first|inaugural|second|third|last) (?:[\w-]+ ){1,6}(?:took place|was held|were held)"
    r"|(?:was|were|been) (?:founded|established|created|formed|born))\b",
)
# What has its own day: the meeting after this one, and the one before it.
ANOTHER = phrases(
    "(?:next|following|another|previous|last) (?:[\\w-]+ ){0,3}(?:meeting|summit|round|one)"
)
WAS = re.compile(r"\b(?:did so|met|gathered|took place|(?<!be )held|convened)\b[^;]{0,80}$")
WAS_REACH = 100
TODAYS = phrases(
    r"today['’]s (?:[\w-]+ ){0,2}(?:meeting|talks|summit|trilateral|dialogue|session|discussions?"
    r"|consultations|conference|gathering|exchange)"
)
ARRIVED = phrases("arrived|came to|flew in(?:to)?|landed in")
TRIP_REACH = 60  # characters from a word for a trip to its days
BEFORE_PLACE = PLACE_PREPOSITIONS | {","}
STATES = frozenset({ItemKind.STATE, ItemKind.DEMONYM, ItemKind.METONYM})


def with_days(claim: Meeting, document: Document, told: Sequence[Meeting]) -> Meeting:
    """Return a claim with the days that other sentences give it, if its own gives none.

    ``told`` are all claims of the text: what another of the same states has is that one's.
    """
    if claim.when.start is not None or claim.is_background:
        return claim
    taken = {c.when.start for c in told if c.participants == claim.participants}
    is_only = sum(c.participants == claim.participants for c in told) == 1
    days = _found(claim, document, is_only=is_only)
    found = (w for w in days if w.start is not None and w.start not in taken)
    when = next(found, None)
    if when is None:
        return claim
    features = {name: value for name, value in claim.features.items() if name != "undated"}
    return replace(claim, when=when, features={**features, "dated": DATED})


def _found(claim: Meeting, document: Document, *, is_only: bool) -> Iterator[When]:
    """Yield what each place to look gives, the surest first.

    The headline dates what the lead tells, and the only meeting of its states.
    """
    scene = document.scene_of(claim.evidence)
    if scene is None:
        return
    states = frozenset(claim.participants)
    if claim.status in OFF:
        yield from _planned_before(scene, states, document)
    elif claim.status in (None, Status.HELD):
        yield from _of_speech(scene, states, document)
        yield from _beside(scene, states, document)
        yield from _in_lead(scene, states, document)
    else:
        yield from _goes_on(scene, states, document, claim.status)
        yield from _planned_before(scene, states, document, is_on=True)
        yield from _on_trip(scene, states, document)
    yield from _told_in_full(scene, states, document, claim.status)
    if claim.status in (None, Status.HELD) and document.published:
        yield from _called_by_day(scene, states, document)
        yield from _since_arrival(states, document)
    if is_only or _is_lead(scene, document):
        yield from _in_headline(states, document, claim.status)
    is_first = scene.row.is_headline or _is_lead(scene, document)
    if is_first and claim.status in (None, Status.HELD):
        yield document.dateline.day
    if ONGOING in claim.features and claim.status is Status.HELD and document.published:
        yield When(document.published, document.published, Precision.DAY)


def _beside(scene: Scene, states: frozenset[str], document: Document) -> Iterator[When]:
    """Yield the only day of a neighbour that speaks of no other states and no other meeting."""
    following = document.body_scene(scene.index + 1)
    goes_on = following is not None and GOES_ON.search(following.row.text)
    order = (following, document.body_scene(scene.index - 1))
    for neighbour in order if goes_on else reversed(order):
        if neighbour is None:
            continue
        is_on = neighbour is following and goes_on and _speaks_only_of(neighbour, states)
        if is_on or _is_silent(neighbour, states):
            yield _only(_own(points_of(neighbour, document, Status.HELD), neighbour))


def _of_speech(scene: Scene, states: frozenset[str], document: Document) -> Iterator[When]:
    """Yield the day on which he said what he said "after meeting" the others, one sentence back."""
    before = document.body_scene(scene.index - 1)
    if before is None or not SPOKE_AFTER.search(scene.row.text):
        return
    if _speaks_only_of(before, states):
        said = {TimeRole.SPEECH, TimeRole.POINT}
        points = [p for p in dated_in(before, document, Tense.PAST) if p.role in said]
        when = _only([p for p in points if not is_of_event(before.row.text, p)])
        if _is_recent(when, document):
            yield when


def _in_lead(scene: Scene, states: frozenset[str], document: Document) -> Iterator[When]:
    """Yield the day on which the lead has the states act together, or speak after their meeting."""
    is_near = scene.row.is_headline or _is_lead(scene, document)
    for other in lead(document):
        if other.index == scene.index or BESIDE_THE_POINT.search(other.row.text):
            continue
        named = _named(other)
        is_after = is_near and AT_THE_MEETING.search(other.row.text) is not None
        is_after &= not named or bool(named & states)
        if states <= named or is_after:
            roles = {TimeRole.POINT, TimeRole.SPEECH} if is_after else {TimeRole.POINT}
            points = [p for p in dated_in(other, document, Tense.PAST) if p.role in roles]
            text = other.row.text
            when = _only([p for p in points if not is_of_event(text, p)])
            if _is_recent(when, document):
                yield when


def _goes_on(
    scene: Scene, states: frozenset[str], document: Document, status: Status
) -> Iterator[When]:
    """Yield the time of a sentence that goes on about a plan: "It will take place in May"."""
    for index in range(scene.index + 1, scene.index + 1 + AHEAD):
        other = document.body_scene(index)
        if other is None or not _speaks_only_of(other, states):
            continue
        text = other.row.text
        is_of_next = ANOTHER.search(text) and not ANOTHER.search(scene.row.text)
        if GOES_ON.search(text) and TO_TAKE_PLACE.search(text) and not is_of_next:
            points = _own(points_of(other, document, status), other)
            told = (
                p
                for p in points
                if is_told(p.when, status, document)
                and not WAS.search(text, max(0, p.start - WAS_REACH), p.start)
            )
            yield _first([p for p in told if not is_long(p.when)])


def _on_trip(scene: Scene, states: frozenset[str], document: Document) -> Iterator[When]:
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


def _days_of_trip(scene: Scene, document: Document) -> tuple[When, ...]:
    """Return the days that stand beside a word for a trip, looked up once for a scene."""
    known = document.trip_days
    if scene.index not in known:
        trips = [trigger for trigger in scene.triggers if trigger.kind is TriggerKind.VISIT]
        points = _own(points_of(scene, document, Status.SCHEDULED), scene)
        days = (p.when for p in points if _is_of_trip(p, trips, document))
        known[scene.index] = tuple(days)
    return known[scene.index]


def _planned_before(
    scene: Scene, states: frozenset[str], document: Document, *, is_on: bool = False
) -> Iterator[When]:
    """Yield the time that a meeting was to have, or has not had today, as told beside it.

    For a meeting that is on, a sentence in which one is off tells nothing.
    """
    for index in (scene.index, scene.index + 1, scene.index - 1, scene.index + 2):
        other = document.body_scene(index)
        if other is None or not _speaks_only_of(other, states):
            continue
        if is_on and _says_off(other.row.text):
            continue
        points = dated_in(other, document, Tense.FUTURE)
        former = [p for p in points if is_former(other.row.text, p)]
        today = [p for p in points if p.text.lower() == "today"]
        if not is_on and not former:
            former = [p for p in points if MEETING_POSSESSED.match(other.row.text, p.end)]
        yield _first(former or today if is_denied(other.row.text) else former)


def _told_in_full(
    scene: Scene, states: frozenset[str], document: Document, status: Status | None
) -> Iterator[When]:
    """Yield the only time of the lead's sentence that tells in full what is clipped elsewhere."""
    status = None if scene.row.is_headline else status
    for other in lead(document):
        text = other.row.text
        is_full = any(trigger.kind in STRONG for trigger in other.triggers)
        is_off = status not in OFF and _says_off(text)
        if is_full and not is_off and other is not scene and states <= _named(other):
            points = [
                p
                for p in points_of(other, document, status)
                if is_told(p.when, status, document)
                and not (status is Status.HELD and is_former(text, p))
            ]
            yield _only(_own(points, other))


def _called_by_day(scene: Scene, states: frozenset[str], document: Document) -> Iterator[When]:
    """Yield the day by which a sentence near calls the meeting: "Thursday's talks", "today's".

    A "today" that somebody is quoted with is the day of publication.
    """
    for index in range(scene.index - 1, scene.index + 1 + AHEAD):
        other = document.body_scene(index)
        if other is None or not _speaks_only_of(other, states):
            continue
        text = other.row.text
        points = dated_in(other, document, Tense.PAST)
        when = _only([p for p in points if MEETING_POSSESSED.match(text, p.end)])
        if _is_recent(when, document):
            yield when
        if TODAYS.search(text):
            yield When(document.published, document.published, Precision.DAY, "today")


def _since_arrival(states: frozenset[str], document: Document) -> Iterator[When]:
    """Yield the day of publication and the day before where people only then came for the talks."""
    for other in lead(document):
        text, published = other.row.text, document.published
        if published is None or not ARRIVED.search(text) or not _named(other) <= states:
            continue
        came = _only([p for p in dated_in(other, document, Tense.PAST) if _is_point(p)])
        if came.end is not None and timedelta(0) <= published - came.end <= timedelta(1):
            is_today = came.end == published
            yield came if is_today else replace(came, end=published, precision=Precision.RANGE)


def _is_point(point: TimeExpression) -> bool:
    return point.role is TimeRole.POINT


def _in_headline(
    states: frozenset[str], document: Document, status: Status | None
) -> Iterator[When]:
    """Yield the only day of the headline where it names no other states."""
    for other in document.headlines:
        if _speaks_only_of(other, states):
            points = points_of(other, document, status)
            yield _only(_own([p for p in points if is_told(p.when, status, document)], other))


def _says_off(text: str) -> bool:
    return CANCELLED.search(text) is not None or POSTPONED.search(text) is not None


def lead(document: Document) -> list[Scene]:
    """Return the first sentences of some length of the text itself."""
    long = (scene for scene in document.body if len(scene.items) >= SHORTEST)
    return [scene for scene, _ in zip(long, range(LEAD_SENTENCES), strict=False)]


def _named(scene: Scene) -> set[str]:
    """Return the states of a scene, those of a grouping that it names among them."""
    clubs = {state for club in scene.named if club.is_minilateral for state in club.known.states}
    return clubs | {actor.state for actor in scene.actors}


def _is_lead(scene: Scene, document: Document) -> bool:
    return any(other.index == scene.index for other in lead(document))


def _own(points: list[TimeExpression], scene: Scene) -> list[TimeExpression]:
    """Leave out the days of votes, pacts, attacks, and of what was proposed or cancelled."""
    text = scene.row.text
    return [
        point for point in points if not is_of_event(text, point) and not is_of_deed(text, point)
    ]


def _only(points: list[TimeExpression]) -> When:
    """Return the only day, or run of days, among times; nothing where there are several."""
    exact = (p.when for p in points if coarseness(p.when) <= COARSE[Precision.RANGE])
    days = [when for when in exact if not is_long(when)]
    return days[0] if len({(when.start, when.end) for when in days}) == 1 else When()


def _first(points: list[TimeExpression]) -> When:
    return min((p.when for p in points), key=coarseness, default=When())


def _is_recent(when: When, document: Document) -> bool:
    """Tell whether a time is shortly before the publication, or the publication's day."""
    if when.start is None or document.published is None:
        return when.start is not None
    return timedelta(0) <= document.published - when.start <= RECENT


def _is_of_trip(point: TimeExpression, trips: list[Trigger], document: Document) -> bool:
    """Tell whether days to come, or under way, stand beside a word for a trip."""
    day, end = document.published, point.when.end
    is_over = day is not None and end is not None and end < day
    return not is_over and any(gap(point.start, point.end, t) < TRIP_REACH for t in trips)


def _is_silent(scene: Scene, states: frozenset[str]) -> bool:
    """Tell whether a scene speaks of no meeting and no state of its own."""
    if BESIDE_THE_POINT.search(scene.row.text):
        return False
    strong = [trigger for trigger in scene.triggers if trigger.kind in STRONG]
    if any(trigger.is_noun for trigger in strong) or (strong and scene.actors):
        return False
    return _speaks_only_of(scene, states)


def _speaks_only_of(scene: Scene, states: frozenset[str]) -> bool:
    """Tell whether a scene names no state but these, as an actor or otherwise."""
    if not {actor.state for actor in scene.actors} <= states:
        return False
    return not any(
        item.kind in STATES
        and not set(item.values) & states
        and (at == 0 or scene.items[at - 1].word not in BEFORE_PLACE)
        for at, item in enumerate(scene.items)
    )
