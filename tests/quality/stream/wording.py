"""What an article says, in one plain sentence for each meeting that it tells of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parsers.lexicon import load
from parsers.model import Evidence, Format, Level, Meeting, Place, Precision, Status, When

WHO = {
    None: "Delegations",
    Level.LEADERS: "The leaders",
    Level.FOREIGN_MINISTERS: "The foreign ministers",
    Level.DEFENCE_MINISTERS: "The defence ministers",
    Level.TWO_PLUS_TWO: "The foreign and defence ministers",
    Level.NSA: "The national security advisers",
    Level.MINISTERS_OTHER: "The trade ministers",
    Level.OFFICIALS: "Senior officials",
}
DOES = {
    None: "at a meeting",
    Status.PROPOSED: "have been asked to meet",
    Status.EXPECTED: "are expected to meet",
    Status.SCHEDULED: "will meet",
    Status.HELD: "met",
    Status.POSTPONED: "have put off their meeting",
    Status.CANCELLED: "have called off their meeting",
}
HOW = {
    Format.VIRTUAL: " by video",
    Format.PHONE: " by telephone",
    Format.IN_PERSON: "",
    Format.UNKNOWN: "",
}


def sentence(claim: Meeting) -> str:
    """Return a claim in words."""
    name = load().state_name
    states = [name(code) for code in claim.participants]
    who = f"{WHO[claim.level]} of {', '.join(states[:-1])} and {states[-1]}"
    recalled = "earlier " if claim.is_background else ""
    moved = ", later than planned," if claim.features.get("moved") else ""
    club = f" as the {claim.grouping}" if claim.grouping else ""
    how = HOW[claim.format] + _where(claim.place)
    return f"{who} {recalled}{DOES[claim.status]}{moved}{club}{how}{_when(claim.when)}."


def _where(place: Place) -> str:
    if place.country is None:
        return ""
    return f" in {place.city or load().state_name(place.country)}"


def _when(when: When) -> str:
    if when.start is None or when.end is None:
        return ""
    if when.precision is Precision.MONTH:
        return f" in {when.start:%B %Y}"
    if when.precision is Precision.YEAR:
        return f" in {when.start:%Y}"
    first = f"{when.start.day} {when.start:%B %Y}"
    last = f"{when.end.day} {when.end:%B %Y}"
    return f" on {first}" if first == last else f" from {first} to {last}"


def written(claims: Sequence[Meeting]) -> tuple[str, tuple[Meeting, ...]]:
    """Return the text of an article, and its claims with their sentences as evidence."""
    text, found = "", []
    for claim in claims:
        told = sentence(claim)
        start = len(text)
        text += f"{told}\n"
        found.append(replace(claim, evidence=Evidence(start, start + len(told), told)))
    return text, tuple(found)
