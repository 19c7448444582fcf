"""What an article claims of meetings: who met, meets or will meet, where and when.

Frames of the same states are joined into one claim; what only the whole text can tell,
such as the level of "the ministers", is settled last.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from parsers.meetings.arrivals import with_arrival
from parsers.meetings.background import is_long_past
from parsers.meetings.called_off import standing_of
from parsers.meetings.confidence import confidence
from parsers.meetings.day_search import with_days
from parsers.meetings.days import left_of
from parsers.meetings.errands import without_errands
from parsers.meetings.fields import claim_of
from parsers.meetings.gathered import GATHERED, told_at
from parsers.meetings.levels import is_possible, level_around
from parsers.meetings.merging import merged
from parsers.meetings.officials import People, level_of_most, taking_part
from parsers.meetings.participants import frames, is_mere_name
from parsers.meetings.whereabouts import settled
from parsers.model import Level, Meeting, Precision, Status
from parsers.scenes.antecedents import can_be_meant, grounds
from parsers.scenes.attendance import Attendee, attendees
from parsers.scenes.discourse import memory
from parsers.scenes.frames import Frame
from parsers.scenes.scenes import Document
from parsers.words.statuses import lacks_date

# Log-odds, as in parsers.scenes.frames, of what only the whole text tells.
NO_LEVEL = -0.4  # nothing says who meets
MANY, FEW = -0.4, 4  # a long list of states is often one of topics, or of a body's members
DATE_REACH = 4  # sentences from that of a plan in which it is said to have no date

_ByStart = Mapping[object, Sequence[Meeting]]


def meetings(document: Document) -> list[Meeting]:
    """Return the meetings an article claims, in the order in which it first tells of them."""
    told = without_errands(list(_claims(document)), document)
    joined = [replace(claim, status=standing_of(claim, document)) for claim in merged(told)]
    found = [with_days(claim, document, joined) for claim in joined]
    starts = _by_start(told), _by_start(found)
    complete = [_settled(claim, _Others(claim, *starts), found, document) for claim in found]
    people = People(attendees(document) if complete else [])
    current: dict[tuple[str, ...], list[Meeting]] = {}
    for claim in complete:
        if not claim.is_background:
            current.setdefault(claim.participants, []).append(claim)
    return [
        _with_people(claim, current.get(claim.participants, []), people.around(claim), document)
        for claim in complete
    ]


def _with_people(
    claim: Meeting,
    same: Sequence[Meeting],
    seen: Sequence[Attendee],
    document: Document,
) -> Meeting:
    """Give a claim the people of the whole text, and where no words tell it, their level.

    ``same`` are the claims of the same states that are no history.
    """
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
            if not can_be_meant(frame, document, base):
                continue
            claim = claim_of(frame, document)
            together = told_at(scene.index, known) if frame.rule == GATHERED else None
            claim = with_arrival(claim, together, document) if together is not None else claim
            if not _is_mere_name(frame, claim):
                if not (claim.is_background and known.last):
                    known.tell(frame.states)
                yield claim
        known.remember(scene)


def _is_mere_name(frame: Frame, claim: Meeting) -> bool:
    """A "Japan-ROK-US trilateral" with no verb to it is a grouping, not a meeting."""
    is_silent = claim.status is None and "silent" in claim.features
    return is_silent and claim.when.precision is not Precision.DAY and is_mere_name(frame)


def _settled(
    claim: Meeting,
    others: Container[int],
    found: Sequence[Meeting],
    document: Document,
) -> Meeting:
    """Give a merged claim what only the whole text can tell: level, place, confidence."""
    claim = settled(claim, others, document)
    status = _status_of(claim, document)
    return replace(
        claim,
        when=left_of(claim.when, status, document.published),
        level=claim.level
        or _level_elsewhere(claim, found)
        or _level_below(claim, found)
        or level_around(claim, document),
        status=status,
        is_background=claim.is_background
        or is_long_past(claim.when, document.published)
        or _is_earlier(claim, found),
    )


def _status_of(claim: Meeting, document: Document) -> Status:
    """A plan said next to have no date yet is expected; what nothing is said of was held."""
    if claim.status is not Status.SCHEDULED or claim.when.start is not None:
        return claim.status or Status.HELD
    told = document.by_text.get(claim.evidence.text)
    at = told.index if told is not None else 0
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


class _Others:
    """Where sentences begin that tell of other meetings than one; a part of its states may be it.

    ``told`` and ``found`` are all claims by where their sentences begin, before they were
    merged and after.
    """

    def __init__(self, claim: Meeting, told: _ByStart, found: _ByStart) -> None:
        self._claim = claim
        self._states = set(claim.participants)
        self._told = told
        self._found = found

    def __contains__(self, start: object) -> bool:
        if any(not set(other.participants) <= self._states for other in self._told.get(start, ())):
            return True
        here = self._found.get(start, ())
        is_again = any(other is not self._claim for other in here)
        return is_again and not any(set(other.participants) < self._states for other in here)


def _by_start(claims: Iterable[Meeting]) -> _ByStart:
    found: dict[object, list[Meeting]] = {}
    for claim in claims:
        found.setdefault(claim.evidence.start, []).append(claim)
    return found


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
