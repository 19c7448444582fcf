"""Where a text dates a meeting that the meeting's own sentence does not.

A sentence beside it that goes on about it, the lead in which its states act together, the
trip on which it takes place, the headline, the dateline: in this order, and only what speaks
of no other states and no other meeting. What is not found stays open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from parsers.meetings.day_neighbours import (
    AHEAD,
    BESIDE_THE_POINT,
    is_lead,
    is_recent,
    is_silent,
    lead,
    named_in,
    only_day,
    own_points,
    says_off,
    speaks_only_of,
)
from parsers.meetings.day_owners import MEETING_POSSESSED, is_of_event
from parsers.meetings.days import (
    AT_THE_MEETING,
    dated_in,
    is_former,
    is_part,
    is_told,
    points_of,
)
from parsers.meetings.fields import ONGOING
from parsers.meetings.plan_days import (
    ANOTHER,
    GOES_ON,
    THE_DATE,
    TO_TAKE_PLACE,
    date_named,
    goes_on,
    just_told,
    on_trip,
    planned_before,
)
from parsers.model import Meeting, Precision, Status, When
from parsers.scenes.scenes import Document, Scene
from parsers.times.when import Tense, TimeExpression, TimeRole
from parsers.words.known_groups import speaks_of_group
from parsers.words.phrases import phrases
from parsers.words.statuses import OFF, PLANNED
from parsers.words.triggers import STRONG

COARSE_FROM = timedelta(days=4)  # a time that long may be told more exactly elsewhere
PAIR = 2  # states of a meeting that a sentence names at least to be of it, if not all
DATED = 0.4  # log-odds, as in parsers.meetings.fields
# "He was speaking after talks with them": the sentence before says on which day.
SPOKE_AFTER = phrases(
    r"""
    (?:spoke|speaking|spoken|said|told|talking|talked|added|remarks|comments?|statement|words|\
    announcement|announced|briefed|addressed)\b[^;]{0,90}\b(?:after|following|at the (?:end|close|\
    conclusion) of|on the sidelines of|that followed|during|at) (?:[\w'’-]+ ){0,6}(?:meeting|met|\
    meetings?|talks|summit|holding|dialogue|trilateral|conference|session|consultations|call)
    """,
)
TODAYS = phrases(
    r"today['’]s (?:[\w-]+ ){0,2}(?:meeting|talks|summit|trilateral|dialogue|session|discussions?"
    r"|consultations|conference|gathering|exchange)"
)
# A meeting that has been told of already.
THE_MEETING = phrases(
    r"""
    (?:the|this|that|their|its|today['’]s) (?:[\w+'’-]+ ){0,5}?(?:meetings?|talks|summit|session|\
    dialogue|trilateral|consultations|conference|gathering|negotiations|call|discussions|ministerial)
    """,
)
COMING = phrases("(?:is|are) (?:coming|travell?ing|heading|flying) to")
SINCE = phrases("since (?:the|their|its|an?)")
ARRIVED = phrases("arrived|came to|flew in(?:to)?|landed in")


def with_days(claim: Meeting, document: Document, told: Sequence[Meeting]) -> Meeting:
    """Return a claim with the days that other sentences give it, if its own gives none.

    ``told`` are all claims of the text: what another of the same states has is that one's.
    """
    if claim.is_background or (claim.when.start is not None and not _is_coarse(claim.when)):
        return claim
    same = [c for c in told if c.participants == claim.participants]
    taken = {c.when.start for c in same if c is not claim}
    is_only = len(same) == 1
    days = _found(claim, document, is_only=is_only)
    found = (w for w in days if w.start is not None and w.start not in taken)
    if claim.when.start is not None:
        found = (w for w in found if is_part(w, claim.when) and not _is_same(w, claim.when))
    when = next(found, None)
    if when is None:
        return claim
    features = {name: value for name, value in claim.features.items() if name != "undated"}
    return replace(claim, when=when, features={**features, "dated": DATED})


def _is_coarse(when: When) -> bool:
    """Tell whether a time leaves much open: "next week", "in June"."""
    return when.start is not None and when.end is not None and when.end - when.start >= COARSE_FROM


def _is_same(left: When, right: When) -> bool:
    return (left.start, left.end) == (right.start, right.end)


def _found(claim: Meeting, document: Document, *, is_only: bool) -> Iterator[When]:
    """Yield what each place to look gives, the surest first.

    The headline dates what the lead tells, and the only meeting of its states.
    """
    scene = document.scene_of(claim.evidence)
    if scene is None:
        return
    states = frozenset(claim.participants)
    if claim.status in OFF:
        yield from planned_before(scene, states, document)
    elif claim.status in (None, Status.HELD):
        yield from _of_speech(scene, states, document)
        yield from _beside(scene, states, document)
        yield from _in_lead(scene, states, document)
    else:
        yield from _of_plan(scene, states, document, claim)
    yield from _told_in_full(scene, states, document, claim.status)
    yield from _of_the_meeting(scene, states, document, claim.status)
    if claim.status in (None, Status.HELD) and document.published:
        yield from _called_by_day(scene, states, document)
        yield from _since_arrival(states, document)
    if is_only or is_lead(scene, document):
        yield from _in_headline(states, document, claim.status)
    is_first = scene.row.is_headline or is_lead(scene, document)
    if is_first and claim.status in (None, Status.HELD):
        yield document.dateline.day
    if ONGOING in claim.features and claim.status is Status.HELD and document.published:
        yield When(document.published, document.published, Precision.DAY)


def _of_plan(
    scene: Scene, states: frozenset[str], document: Document, claim: Meeting
) -> Iterator[When]:
    """Yield what each place to look gives for a meeting to come."""
    status = claim.status or Status.SCHEDULED
    yield from goes_on(scene, states, document, status)
    yield from planned_before(scene, states, document, is_on=True)
    yield from on_trip(scene, states, document)
    yield from just_told(scene, states, document, status)
    yield from date_named(scene, states, document, status)
    if claim.when.start is not None:
        yield from _finer(scene, states, document, claim)


def _beside(scene: Scene, states: frozenset[str], document: Document) -> Iterator[When]:
    """Yield the only day of a neighbour that speaks of no other states and no other meeting."""
    following = document.body_scene(scene.index + 1)
    continues = following is not None and GOES_ON.search(following.row.text)
    order = (following, document.body_scene(scene.index - 1))
    for neighbour in order if continues else reversed(order):
        if neighbour is None:
            continue
        is_on = neighbour is following and continues and speaks_only_of(neighbour, states)
        if is_on or is_silent(neighbour, states):
            yield only_day(own_points(points_of(neighbour, document, Status.HELD), neighbour))


def _of_speech(scene: Scene, states: frozenset[str], document: Document) -> Iterator[When]:
    """Yield the day on which he said what he said "after meeting" the others, one sentence back."""
    before = document.body_scene(scene.index - 1)
    if before is None or not SPOKE_AFTER.search(scene.row.text):
        return
    near = [before] if speaks_only_of(before, states) else []
    for other in (*near, *lead(document)[:1]):
        dated = dated_in(other, document, Tense.PAST)
        said = [p for p in dated if p.role is TimeRole.SPEECH]
        points = said or [p for p in dated if p.role is TimeRole.POINT and other is before]
        when = only_day([p for p in points if not is_of_event(other.row.text, p)])
        if is_recent(when, document):
            yield when


def _in_lead(scene: Scene, states: frozenset[str], document: Document) -> Iterator[When]:
    """Yield the day on which the lead has the states act together, or speak after their meeting."""
    is_near = scene.row.is_headline or is_lead(scene, document)
    for other in lead(document):
        if other.index == scene.index or BESIDE_THE_POINT.search(other.row.text):
            continue
        named = named_in(other)
        is_after = is_near and AT_THE_MEETING.search(other.row.text) is not None
        is_after &= not named or bool(named & states) or speaks_of_group(other.row.text)
        is_part = len(named) >= PAIR and named < states and _tells(other)
        is_part &= other.index < scene.index
        if states <= named or is_after or is_part:
            roles = {TimeRole.POINT, TimeRole.SPEECH} if is_after else {TimeRole.POINT}
            points = [p for p in dated_in(other, document, Tense.PAST) if p.role in roles]
            text = other.row.text
            when = only_day([p for p in points if not is_of_event(text, p)])
            if is_recent(when, document):
                yield when


def _told_in_full(
    scene: Scene, states: frozenset[str], document: Document, status: Status | None
) -> Iterator[When]:
    """Yield the only time of the lead's sentence that tells in full what is clipped elsewhere."""
    status = None if scene.row.is_headline else status
    for other in lead(document):
        text = other.row.text
        is_full = any(trigger.kind in STRONG for trigger in other.triggers)
        is_off = status not in OFF and says_off(text)
        if is_full and not is_off and other is not scene and states <= named_in(other):
            points = [
                p
                for p in points_of(other, document, status)
                if is_told(p.when, status, document)
                and not (status is Status.HELD and is_former(text, p))
            ]
            yield only_day(own_points(points, other))


def _of_the_meeting(
    scene: Scene, states: frozenset[str], document: Document, status: Status | None
) -> Iterator[When]:
    """Yield the only day of a sentence beside it that speaks of "the talks" of no other states."""
    if status in OFF:
        return
    for index in (scene.index + 1, scene.index + 2, scene.index - 1):
        other = document.body_scene(index)
        if other is None or not _is_of_it(other, states):
            continue
        text = other.row.text
        is_bodys = any(not named.is_minilateral for named in other.named)
        if status in PLANNED and (is_bodys or TO_TAKE_PLACE.search(text) is None):
            continue
        told = [
            p
            for p in own_points(points_of(other, document, status), other)
            if is_told(p.when, status, document) and not is_former(text, p)
        ]
        when = only_day(told)
        is_news = is_recent(when, document) if status in (None, Status.HELD) else True
        if is_news and not _is_gone(when, status, document):
            yield when


def _is_of_it(other: Scene, states: frozenset[str]) -> bool:
    """Tell whether a sentence goes on about the meeting told beside it, and about no other."""
    text = other.row.text
    if THE_MEETING.search(text) is None or BESIDE_THE_POINT.search(text) or ANOTHER.search(text):
        return False
    if SINCE.search(text):
        return False
    return speaks_only_of(other, states) and not says_off(text)


def _is_gone(when: When, status: Status | None, document: Document) -> bool:
    """Tell whether a plan would lie behind."""
    if status in (None, Status.HELD) or when.end is None or document.published is None:
        return False
    return when.end < document.published


def _finer(
    scene: Scene, states: frozenset[str], document: Document, claim: Meeting
) -> Iterator[When]:
    """Yield the only day within a plan's week or month that a sentence near it tells."""
    near = [document.body_scene(scene.index + ahead) for ahead in range(1, 1 + AHEAD)]
    for other in (*lead(document), *(one for one in near if one is not None)):
        text = other.row.text
        is_of_plan = any(said.search(text) for said in (THE_DATE, GOES_ON, COMING)) or _tells(other)
        if not is_of_plan or other is scene or BESIDE_THE_POINT.search(text):
            continue
        if speaks_only_of(other, states) and not says_off(text) and not ANOTHER.search(text):
            points = own_points(points_of(other, document, claim.status), other)
            within = [p for p in points if is_part(p.when, claim.when) and not _is_coarse(p.when)]
            yield only_day([p for p in within if not _is_gone(p.when, claim.status, document)])


def _called_by_day(scene: Scene, states: frozenset[str], document: Document) -> Iterator[When]:
    """Yield the day by which a sentence near calls the meeting: "Thursday's talks", "today's".

    A "today" that somebody is quoted with is the day of publication.
    """
    for index in range(scene.index - 1, scene.index + 1 + AHEAD):
        other = document.body_scene(index)
        if other is None or not speaks_only_of(other, states):
            continue
        text = other.row.text
        points = dated_in(other, document, Tense.PAST)
        when = only_day([p for p in points if MEETING_POSSESSED.match(text, p.end)])
        if is_recent(when, document):
            yield when
        if TODAYS.search(text):
            yield When(document.published, document.published, Precision.DAY, "today")


def _since_arrival(states: frozenset[str], document: Document) -> Iterator[When]:
    """Yield the day of publication and the day before where people only then came for the talks."""
    for other in lead(document):
        text, published = other.row.text, document.published
        if published is None or not ARRIVED.search(text) or not named_in(other) <= states:
            continue
        came = only_day([p for p in dated_in(other, document, Tense.PAST) if _is_point(p)])
        if came.end is not None and timedelta(0) <= published - came.end <= timedelta(1):
            is_today = came.end == published
            yield came if is_today else replace(came, end=published, precision=Precision.RANGE)


def _tells(scene: Scene) -> bool:
    """Tell whether a scene tells of a meeting at all."""
    return any(trigger.kind in STRONG for trigger in scene.triggers)


def _is_point(point: TimeExpression) -> bool:
    return point.role is TimeRole.POINT


def _in_headline(
    states: frozenset[str], document: Document, status: Status | None
) -> Iterator[When]:
    """Yield the only day of the headline where it names no other states."""
    for other in document.headlines:
        if speaks_only_of(other, states):
            points = points_of(other, document, status)
            yield only_day(
                own_points([p for p in points if is_told(p.when, status, document)], other)
            )
