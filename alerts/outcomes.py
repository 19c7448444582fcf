"""Says what kind of news an alert is: the word on its chip, its colour, its place in a digest.

A new meeting is news of several kinds: one that is planned, one that took place,
one that is already off. The reason alone does not tell them apart, the status does.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from alerts.model import Alert, Reason
from parsers.model import Status


class Tone(StrEnum):
    """The colour of a chip; it never carries meaning alone, the chip has a word."""

    NEW = "new"
    PLANNED = "planned"
    HELD = "held"
    CHANGED = "changed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One kind of news: its chip, tone, section, and how several of it are counted."""

    chip: str
    tone: Tone
    section: str
    one: str
    many: str


NEW_SECTION = "New groupings"
OFF_SECTION = "Cancelled or postponed"
PLANS_SECTION = "Plans and dates"
HELD_SECTION = "Held"
OTHER_SECTION = "Other changes"
SECTIONS = (NEW_SECTION, OFF_SECTION, PLANS_SECTION, HELD_SECTION, OTHER_SECTION)

_CANCELLED = Outcome(
    "Cancelled", Tone.CANCELLED, OFF_SECTION, "meeting cancelled", "meetings cancelled"
)
_POSTPONED = Outcome(
    "Postponed", Tone.CHANGED, OFF_SECTION, "meeting postponed", "meetings postponed"
)
_HELD = Outcome("Held", Tone.HELD, HELD_SECTION, "meeting held", "meetings held")
_PLANNED = Outcome("Planned", Tone.PLANNED, PLANS_SECTION, "meeting planned", "meetings planned")

_BY_REASON = {
    Reason.NEW_GROUPING: Outcome(
        "New grouping", Tone.NEW, NEW_SECTION, "new grouping", "new groupings"
    ),
    Reason.NEW_LEVEL: Outcome("New level", Tone.NEW, OTHER_SECTION, "new level", "new levels"),
    Reason.NEW_NAME: Outcome("New name", Tone.NEW, OTHER_SECTION, "new name", "new names"),
    Reason.DATED: Outcome("Date set", Tone.PLANNED, PLANS_SECTION, "date set", "dates set"),
    Reason.MOVED: Outcome("Moved", Tone.CHANGED, PLANS_SECTION, "meeting moved", "meetings moved"),
    Reason.CONFIRMED: Outcome(
        "Confirmed", Tone.PLANNED, PLANS_SECTION, "confirmation", "confirmations"
    ),
    Reason.HELD: _HELD,
    Reason.POSTPONED: _POSTPONED,
    Reason.CANCELLED: _CANCELLED,
    Reason.PARTICIPANTS: Outcome(
        "Participants", Tone.CHANGED, OTHER_SECTION, "change of participants", "participant changes"
    ),
}

_BY_STATUS = {
    Status.PROPOSED: Outcome(
        "Proposed", Tone.PLANNED, PLANS_SECTION, "meeting proposed", "meetings proposed"
    ),
    Status.EXPECTED: Outcome(
        "Expected", Tone.PLANNED, PLANS_SECTION, "meeting expected", "meetings expected"
    ),
    Status.SCHEDULED: _PLANNED,
    Status.HELD: _HELD,
    Status.POSTPONED: _POSTPONED,
    Status.CANCELLED: _CANCELLED,
}

_REPORTED = Outcome(
    "Reported", Tone.PLANNED, PLANS_SECTION, "meeting reported", "meetings reported"
)


def outcome_of(alert: Alert) -> Outcome:
    """Return the kind of news that ``alert`` is, by its reason and, if new, its status."""
    if alert.reason is not Reason.NEW_MEETING:
        return _BY_REASON[alert.reason]
    status = alert.meeting.status if alert.meeting else None
    return _BY_STATUS[status] if status else _REPORTED
