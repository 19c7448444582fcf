"""What an article claims of meetings: who met, meets or will meet, where and when.

Frames of the same states are joined into one claim; what only the whole text can tell,
such as the level of "the ministers", is settled last.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from parsers.attendance import Attendee, attendees
from parsers.discourse import memory
from parsers.fields import claim_of, is_long_past
from parsers.frames import Frame
from parsers.levels import PARTS_OF_TWO_PLUS_TWO
from parsers.meeting_days import LEAD
from parsers.merging import merged
from parsers.model import Format, Level, Meeting, Place, Status
from parsers.officials import level_of_most, taking_part
from parsers.participants import frames, is_mere_name
from parsers.phrases import phrases
from parsers.places import of_dateline
from parsers.scenes import Document

BASE = -0.5  # log-odds of a frame of which nothing is known
MINISTERS = phrases("minist(?:er|ers|erial|erials)")
LEVELS_OF_MINISTERS = PARTS_OF_TWO_PLUS_TWO | {Level.MINISTERS_OTHER}


def meetings(document: Document) -> list[Meeting]:
    """Return the meetings an article claims, in the order in which it first tells of them."""
    found = merged(_claims(document))
    settled = [_settled(claim, found, document) for claim in found]
    seen = attendees(document) if settled else []
    return [_with_people(claim, settled, seen, document) for claim in settled]


def _with_people(
    claim: Meeting,
    found: Sequence[Meeting],
    seen: Sequence[Attendee],
    document: Document,
) -> Meeting:
    """Give a claim the people of the whole text, and where no words tell it, their level."""
    current = [other for other in found if not other.is_background]
    same = [other for other in current if other.participants == claim.participants]
    is_only = len(same) <= 1
    if all(other.level is None for other in (claim, *same)):
        claim = replace(claim, level=level_of_most(claim, seen))
    return replace(claim, officials=taking_part(claim, seen, document, is_only=is_only))


def _claims(document: Document) -> Iterator[Meeting]:
    """Yield the claim of each frame, sentence by sentence."""
    known = memory(document)
    for scene in document.scenes:
        for frame in frames(scene, document, known):
            claim = claim_of(frame, document)
            if not _is_mere_name(frame, claim):
                known.last = frame.states
                yield claim
        known.remember(scene)


def _is_mere_name(frame: Frame, claim: Meeting) -> bool:
    """A "Japan-ROK-US trilateral" with no verb to it is a grouping, not a meeting."""
    return claim.status is None and "silent" in claim.features and is_mere_name(frame)


def _settled(claim: Meeting, found: Sequence[Meeting], document: Document) -> Meeting:
    """Give a merged claim what only the whole text can tell: level, place, confidence."""
    place = _by_dateline(claim, document)
    score = BASE + sum(claim.features.values())
    return replace(
        claim,
        level=claim.level or _level_of_people(claim, document) or _level_elsewhere(claim, found),
        status=claim.status or Status.HELD,
        place=place,
        format=claim.format if place == claim.place else Format.IN_PERSON,
        is_background=claim.is_background or is_long_past(claim.when, document.published),
        confidence=round(1 / (1 + math.exp(-score)), 3),
    )


def _level_elsewhere(claim: Meeting, found: Sequence[Meeting]) -> Level | None:
    """Give a meeting that is only referred to the one level at which its states meet else."""
    if "back_reference" not in claim.features:
        return None
    levels = {other.level for other in found if other.participants == claim.participants}
    known = levels - {None}
    return known.pop() if len(known) == 1 else None


def _by_dateline(claim: Meeting, document: Document) -> Place:
    """A lead about a meeting of the state it is written in tells of one held there."""
    is_unplaced = claim.place.country is None and claim.format is Format.UNKNOWN
    is_open = is_unplaced or claim.place == Place(None, document.dateline.country)
    at_home = document.dateline.country in claim.participants
    is_near = at_home and claim.status in (Status.HELD, Status.SCHEDULED)
    if not (is_open and is_near and document.dateline.city) or claim.is_background:
        return claim.place
    return of_dateline(document) if claim.evidence.start in _lead(document) else claim.place


def _lead(document: Document) -> set[int]:
    """Where the sentences of the lead begin, in characters of the text."""
    found = (document.body_scene(index) for index in range(LEAD + 1))
    return {scene.row.sentence.start for scene in found if scene is not None}


def _level_of_people(claim: Meeting, document: Document) -> Level | None:
    """Give "the ministers" the level of the ministers whom the text names for these states."""
    if not MINISTERS.search(claim.evidence.text.lower()):
        return None
    named = {
        level
        for scene in document.scenes
        for actor in scene.actors
        if actor.state in claim.participants and actor.person is not None
        for level in actor.levels & LEVELS_OF_MINISTERS
    }
    return named.pop() if len(named) == 1 else None
