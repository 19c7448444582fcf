"""A frame becomes a claim: its level, format, status, officials and evidence.

Its days are found in parsers.meeting_days and its place in parsers.places.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from parsers.actors import Role
from parsers.formats import REMOTE, format_at
from parsers.frames import Frame
from parsers.items import ItemKind
from parsers.levels import (
    PARTS_OF_TWO_PLUS_TWO,
    highest,
    lowest,
    says_two_plus_two,
    summit_level,
)
from parsers.lexicon import Lexicon
from parsers.meeting_days import when_of
from parsers.model import (
    Evidence,
    Format,
    Level,
    Meeting,
    Place,
    Precision,
    Status,
    When,
)
from parsers.officials import officials_of
from parsers.phrases import phrases
from parsers.places import place_of
from parsers.scenes import Document, latest_year
from parsers.statuses import says_moved, status_at
from parsers.titles import ANY_MINISTER
from parsers.triggers import Trigger, TriggerKind, gap

# Log-odds, as in parsers.frames.
DATED, UNDATED = 0.4, -0.3
MOVED = 0.2  # a sentence that tells of a change of date knows of a real meeting
SILENT = -0.7  # no word says how far along the meeting is
# Marks for those who compare claims; they weigh nothing.
MARK = 0.0

BACKGROUND_AFTER = timedelta(days=45)  # a meeting that ended longer ago is told as history
ONE_DAY = timedelta(days=1)
TITLE_REACH = 3  # characters between "Foreign Ministers'" and "Meeting"
OFFICE_REACH = 40  # characters within which a title goes with a meeting word
SIDES_OF_TWO_PLUS_TWO = 2
NEXT = phrases(
    r"""
    next (?:such |round|meeting|summit|trilateral|session|one|edition|gathering)|another
    follow-up|meet again|gather again|future meetings?|subsequent
    """,
)
PAST_CUE = phrases(
    r"""
    last (?:year|decade|century)|(?:years?|decades?) (?:ago|earlier)|back in
    previous(?:ly)? (?=\w)|first met
    the last (?:such )?(?:meeting|summit|round|time|one)
    was (?:set up|founded|established|formed|conceived|created|born)|originally
    earlier (?:meetings?|summits?|rounds?)|dates? back|during the (?:cold war|presidency)
    then-(?=\w)|former
    """,
)
PAST_PERFECT = phrases("had (?:met|held|last)")
REPORTED = phrases("(?:said|says|told|confirmed|announced|reported|added|wrote) .*had")


def claim_of(frame: Frame, document: Document) -> Meeting:
    """Return what a frame claims of its meeting; a status of None is left open."""
    clause = frame.clause
    status = status_at(clause.text, _in_clause(frame))
    when = when_of(frame, document, status)
    status = _status_by_date(status, when, document.published)
    format_, place = _format_and_place(frame, document)
    return Meeting(
        participants=tuple(sorted(frame.states)),
        level=level_of(frame, document.lexicon),
        format=format_,
        place=place,
        when=when,
        status=status,
        is_background=_is_background(frame, document, when),
        grouping=frame.named.known.name if frame.named else None,
        officials=officials_of(frame),
        evidence=_evidence(frame),
        rule="anaphora" if frame.is_anaphoric else frame.rule,
        features=_features(frame, when, status),
    )


def _in_clause(frame: Frame) -> Trigger:
    """The trigger with its span counted in the clause."""
    shift = frame.clause.start
    trigger = frame.trigger
    return replace(trigger, start=trigger.start - shift, end=trigger.end - shift)


def _features(frame: Frame, when: When, status: Status | None) -> dict[str, float]:
    features = dict(frame.features)
    features |= {"dated": DATED} if when.start else {"undated": UNDATED}
    if says_moved(frame.clause.text):
        features["moved"] = MOVED
    if NEXT.search(frame.clause.text):
        features["next"] = MARK
    if status is None and frame.trigger.is_noun and not frame.clause.is_done:
        features["silent"] = SILENT
    return features


def _status_by_date(status: Status | None, when: When, published: date | None) -> Status | None:
    """A day to come makes a plan of what the words leave open; a past one makes no report."""
    if when.start is None or published is None or when.precision is not Precision.DAY:
        return status
    if status is Status.HELD and when.start > published + ONE_DAY:
        return Status.SCHEDULED
    if status is None and when.start > published:
        return Status.SCHEDULED
    return status


def _format_and_place(frame: Frame, document: Document) -> tuple[Format, Place]:
    """A remote meeting has no place, and one at a place is in person."""
    format_ = format_at(frame.clause.text, _in_clause(frame))
    if format_ is Format.UNKNOWN and frame.trigger.kind is TriggerKind.CALL:
        format_ = Format.PHONE
    if format_ in REMOTE:
        return format_, Place()
    place = place_of(frame, document)
    return (format_ if place.country is None else Format.IN_PERSON), place


def level_of(frame: Frame, lexicon: Lexicon) -> Level | None:
    """Return the level that all sides share, or that the title at the meeting word gives."""
    text = frame.clause.text
    sides = _levels_by_state(frame)
    meets = frame.trigger.kind is not TriggerKind.VISIT
    if says_two_plus_two(text) or (meets and _is_two_plus_two(sides)):
        return Level.TWO_PLUS_TWO
    titles = _titles_near(frame, lexicon)
    if titles and frame.trigger.is_noun and titles[0][0] <= TITLE_REACH:
        return titles[0][1]
    known = [levels for levels in sides.values() if levels]
    if known:
        return highest(frozenset.intersection(*known)) or _level_of_most(known)
    if titles and titles[0][0] <= OFFICE_REACH:
        return titles[0][1]
    return summit_level(text) or (titles[0][1] if titles else None)


def _level_of_most(sides: Sequence[frozenset[Level]]) -> Level | None:
    """The level that most sides share where one sends a deputy, else the lowest side's."""
    counts = Counter(level for levels in sides for level in levels)
    common = [level for level, count in counts.items() if 2 * count > len(sides)]
    if len(sides) > SIDES_OF_TWO_PLUS_TWO and common:
        return highest(frozenset(common))
    return lowest(map(highest, sides))


def _is_two_plus_two(sides: Mapping[str, frozenset[Level]]) -> bool:
    said = [levels for levels in sides.values() if levels]
    if len(sides) != SIDES_OF_TWO_PLUS_TWO or not said:
        return False
    return all(levels >= PARTS_OF_TWO_PLUS_TWO for levels in said)


def _levels_by_state(frame: Frame) -> dict[str, frozenset[Level]]:
    sides: dict[str, frozenset[Level]] = {}
    for actor in frame.actors:
        if actor.state in frame.states and actor.role in (Role.PARTICIPANT, Role.GOAL):
            sides[actor.state] = sides.get(actor.state, frozenset()) | actor.levels
    return sides


def _titles_near(frame: Frame, lexicon: Lexicon) -> list[tuple[int, Level]]:
    """The titles of a clause by their distance from the meeting word, a speaker's left out.

    A title right before the word ("Foreign Ministers' Meeting") is at distance 0 to 3.
    """
    scene = frame.clause.scene
    speakers = [actor for actor in scene.actors if actor.role is Role.SPEAKER]
    near: list[tuple[int, Level]] = []
    for at, item in enumerate(scene.items):
        if item.kind is not ItemKind.OFFICE or not frame.clause.holds(item):
            continue
        if item.word in ANY_MINISTER or any(a.first <= at < a.last for a in speakers):
            continue
        start = scene.position(at)
        away = gap(start, start + len(item.text), frame.trigger)
        away += 0 if start < frame.trigger.start else TITLE_REACH + 1
        near.append((away, lexicon.offices[item.values[0]].level))
    return sorted(near, key=lambda pair: pair[0])


def _evidence(frame: Frame) -> Evidence:
    row = frame.clause.scene.row
    if row.is_headline:
        return Evidence(0, 0, row.sentence.text)
    return Evidence(row.sentence.start, row.sentence.end, row.sentence.text)


def _is_background(frame: Frame, document: Document, when: When) -> bool:
    """Past by its date where one resolves; else by the years and words of its clause."""
    if when.end is not None and document.published is not None:
        return is_long_past(when, document.published)
    latest = latest_year(frame.clause.text)
    if document.present_year is not None and latest is not None:
        return latest < document.present_year
    return _is_told_as_past(frame.clause.text)


def _is_told_as_past(clause: str) -> bool:
    """Read "had met" as history, but not where "said he had met" only reports."""
    if PAST_CUE.search(clause):
        return True
    return PAST_PERFECT.search(clause) is not None and REPORTED.search(clause) is None


def is_long_past(when: When, published: date | None) -> bool:
    """Tell whether a meeting ended so long before publication that it is told as history."""
    if when.end is None or published is None:
        return False
    return when.end < published - BACKGROUND_AFTER
