"""What the reader made of a trip, held against its record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks.quality.travels.records import Trip
from benchmarks.quality.travels.remarks import TRAVELLER, Told, states_named, told_by
from benchmarks.quality.travels.wording import Story, told
from parsers.lexicon import Lexicon
from parsers.lexicon.keys import fold
from parsers.model import Meeting
from parsers.reading import read


@dataclass(frozen=True, slots=True)
class Mark:
    """One trip as told and as read.

    ``hit`` is the meeting of traveller and host that was found, ``invented`` the states found
    that neither the record nor its remark knows.
    """

    trip: Trip
    story: Story
    told: Told
    meetings: tuple[Meeting, ...]
    hit: Meeting | None
    has_place: bool
    has_days: bool
    invented: frozenset[str]


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares of many marks: of trips that tell of the host, and of those that were found."""

    trips: int
    recall: float
    place: float
    days: float
    invented_per_100: float


def marked(trip: Trip, lexicon: Lexicon) -> Mark:
    """Tell a trip, read it, and hold what was found against the record."""
    story = told(trip, lexicon.state_name(trip.host))
    reading = read(story.title, story.text, story.published, lexicon)
    allowed = states_named(trip.remark, trip.start, lexicon) | {TRAVELLER, trip.host}
    return mark(trip, story, told_by(trip, lexicon), reading.meetings, allowed)


def mark(
    trip: Trip, story: Story, tells: Told, meetings: Sequence[Meeting], allowed: frozenset[str]
) -> Mark:
    """Hold meetings against the record of a trip; ``allowed`` are the states that may occur."""
    pair = {TRAVELLER, trip.host}
    news = [meeting for meeting in meetings if not meeting.is_background]
    hits = [meeting for meeting in news if pair <= set(meeting.participants)]
    hit = min(hits, key=lambda meeting: len(meeting.participants), default=None)
    return Mark(
        trip=trip,
        story=story,
        told=tells,
        meetings=tuple(meetings),
        hit=hit,
        has_place=any(_is_there(trip, meeting) for meeting in hits),
        has_days=any(_is_then(trip, meeting) for meeting in hits),
        invented=frozenset(code for one in meetings for code in one.participants) - allowed,
    )


def _is_there(trip: Trip, meeting: Meeting) -> bool:
    """Whether a meeting is placed in the host's country, or in a city of the trip."""
    cities = {fold(city).casefold() for city in trip.cities}
    city = fold(meeting.place.city or "").casefold()
    return meeting.place.country == trip.host or city in cities


def _is_then(trip: Trip, meeting: Meeting) -> bool:
    """Whether a meeting is dated, and no day of it lies outside of the trip."""
    start, end = meeting.when.start, meeting.when.end
    return start is not None and end is not None and trip.start <= start <= end <= trip.end


def figures(marks: Iterable[Mark]) -> Figures:
    """Count marks; recall is of trips that tell of the host, invented states are of all."""
    listed = list(marks)
    asked = [one for one in listed if one.told is Told.HOST]
    found = [one for one in asked if one.hit is not None]
    return Figures(
        trips=len(asked),
        recall=share(len(found), len(asked)),
        place=share(sum(one.has_place for one in found), len(found)),
        days=share(sum(one.has_days for one in found), len(found)),
        invented_per_100=100 * share(sum(len(one.invented) for one in listed), len(listed)),
    )


def share(part: int, whole: int) -> float:
    """Return a part of a whole, 0 of nothing."""
    return part / whole if whole else 0.0
