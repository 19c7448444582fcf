"""Which of two claims with different states says better who was at one and the same meeting.

A list of those who came goes before the name of their region, the name of a grouping before
a list of some of its members, and whoever is host is there though a list leaves him out.
"""

from __future__ import annotations

from parsers.model import Meeting
from parsers.scenes.frames import COUNTED, OF_GROUPING, REGION, ROLL
from parsers.words.counts import SET_SIZE


def tells_better(other: Meeting, claim: Meeting) -> bool:
    """Tell whether ``other`` says more exactly who is at the meeting that both may tell of.

    Some of those who are counted elsewhere are not apart. Whether it can be one meeting is
    asked in parsers.meetings.merging.
    """
    left, right = set(claim.participants), set(other.participants)
    if len(left) < SET_SIZE or len(right) < SET_SIZE:
        return False
    if REGION in claim.features and REGION not in other.features:
        return right < left
    if ROLL in other.features and OF_GROUPING in claim.features:
        return right < left
    if not left < right or claim.features.keys() & {COUNTED, ROLL}:
        return False
    return COUNTED in other.features or _is_part(claim, other)


def _is_part(claim: Meeting, other: Meeting) -> bool:
    """Tell whether a list leaves out some of a grouping, or no more than who is host."""
    if REGION in other.features or OF_GROUPING in claim.features:
        return False
    if OF_GROUPING in other.features:
        return True
    missing = set(other.participants) - set(claim.participants)
    return missing in ({other.place.country}, {claim.place.country})
