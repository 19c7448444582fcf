"""What an article claims of meetings: who met, meets or will meet, where and when.

Frames of the same states are joined into one claim; what only the whole text can tell,
such as the level of "the ministers", is settled last.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from parsers.antecedents import can_be_meant, grounds
from parsers.attendance import Attendee, attendees
from parsers.called_off import standing_of
from parsers.confidence import confidence
from parsers.day_search import with_days
from parsers.discourse import memory
from parsers.errands import without_errands
from parsers.fields import claim_of, is_long_past
from parsers.frames import Frame
from parsers.meeting_levels import is_possible, level_around
from parsers.merging import merged
from parsers.model import Level, Meeting, Status
from parsers.officials import level_of_most, taking_part
from parsers.participants import frames, is_mere_name
from parsers.scenes import Document
from parsers.statuses import lacks_date
from parsers.whereabouts import settled

# Log-odds, as in parsers.frames, of what only the whole text tells.
NO_LEVEL = -0.4  # nothing says who meets
MANY, FEW = -0.4, 4  # a long list of states is often one of topics, or of a body's members
DATE_REACH = 4  # sentences from that of a plan in which it is said to have no date


def meetings(document: Document) -> list[Meeting]:
    """Return the meetings an article claims, in the order in which it first tells of them."""
    told = without_errands(list(_claims(document)), document)
    joined = [replace(claim, status=standing_of(claim, document)) for claim in merged(told)]
    found = [with_days(claim, document, joined) for claim in joined]
    complete = [_settled(claim, told, found, document) for claim in found]
    seen = attendees(document) if complete else []
    return [_with_people(claim, complete, seen, document) for claim in complete]


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
    officials = taking_part(claim, seen, document, is_only=is_only)
    return _weighed(replace(claim, officials=officials))


def _weighed(claim: Meeting) -> Meeting:
    """Give a claim that is complete its confidence."""
    features = dict(claim.features)
    if claim.level is None:
        features["no_level"] = NO_LEVEL
    if len(claim.participants) > FEW and claim.grouping is None:
        features["many"] = MANY
    return replace(claim, features=features, confidence=confidence(features))


def _claims(document: Document) -> Iterator[Meeting]:
    """Yield the claim of each frame, sentence by sentence."""
    known, base = memory(document), grounds(document)
    for scene in document.scenes:
        for frame in frames(scene, document, known):
            claim = claim_of(frame, document)
            if not _is_mere_name(frame, claim) and can_be_meant(frame, document, base):
                if not (claim.is_background and known.last):
                    known.tell(frame.states)
                yield claim
        known.remember(scene)


def _is_mere_name(frame: Frame, claim: Meeting) -> bool:
    """A "Japan-ROK-US trilateral" with no verb to it is a grouping, not a meeting."""
    return claim.status is None and "silent" in claim.features and is_mere_name(frame)


def _settled(
    claim: Meeting,
    told: Sequence[Meeting],
    found: Sequence[Meeting],
    document: Document,
) -> Meeting:
    """Give a merged claim what only the whole text can tell: level, place, confidence."""
    claim = settled(claim, _others(claim, told, found), document)
    return replace(
        claim,
        level=claim.level
        or _level_elsewhere(claim, found)
        or _level_below(claim, found)
        or level_around(claim, document),
        status=_status_of(claim, document),
        is_background=claim.is_background
        or is_long_past(claim.when, document.published)
        or _is_earlier(claim, found),
    )


def _status_of(claim: Meeting, document: Document) -> Status:
    """A plan said next to have no date yet is expected; what nothing is said of was held."""
    if claim.status is not Status.SCHEDULED or claim.when.start is not None:
        return claim.status or Status.HELD
    at = next((s.index for s in document.scenes if s.text == claim.evidence.text), 0)
    near = document.scenes[at : at + DATE_REACH]
    is_open = any(lacks_date(scene.row.text) for scene in near)
    return Status.EXPECTED if is_open else Status.SCHEDULED


def _is_earlier(claim: Meeting, found: Sequence[Meeting]) -> bool:
    """Tell whether states "had met" before the meeting that the text is about.

    A plan that it tells of only afterwards is what they agreed there.
    """
    return "earlier" in claim.features and any(
        other.participants == claim.participants
        and not other.is_background
        and "earlier" not in other.features
        and (other.status is Status.HELD or other.evidence.start < claim.evidence.start)
        for other in found
    )


def _others(
    claim: Meeting,
    told: Sequence[Meeting],
    found: Sequence[Meeting],
) -> frozenset[int]:
    """Return where sentences begin that tell of other meetings; a part of its states may be it."""
    states = set(claim.participants)
    apart = {other.evidence.start for other in told if not set(other.participants) <= states}
    again = {other.evidence.start for other in found if other is not claim}
    parts = {other.evidence.start for other in found if set(other.participants) < states}
    return frozenset(apart | (again - parts))


def _level_below(claim: Meeting, found: Sequence[Meeting]) -> Level | None:
    """The officials who are to meet after their ministers did are no more than officials."""
    above = (other.level for other in found if other.participants == claim.participants)
    is_below = "officials" in claim.features and any(level is not None for level in above)
    return Level.OFFICIALS if is_below else None


def _level_elsewhere(claim: Meeting, found: Sequence[Meeting]) -> Level | None:
    """Give a meeting that is only referred to the one level at which its states meet else."""
    if "back_reference" not in claim.features:
        return None
    levels = {other.level for other in found if other.participants == claim.participants}
    known = {level for level in levels if level and is_possible(claim, level)}
    return known.pop() if len(known) == 1 else None
