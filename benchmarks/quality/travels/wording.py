"""A trip told as a short piece of news, in one of several wordings fixed by its id."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from benchmarks.quality.travels.records import Trip

OFFICES = {"secretary": "Secretary of State", "president": "President"}
SUBJECTS = {"secretary": "The secretary", "president": "The president"}
LATEST = 4  # days from the end of a trip to its news, at most
# Countries that prose does not name as a list does.
ARTICLED = frozenset({"GB", "US", "AE", "PH", "NL", "CZ", "DO", "MV", "BS", "CD", "SB", "MH", "VA"})
OPENS_WITH_VERB = re.compile(r"(?:Met|Led|Gave|Saw|Co-led|[A-Z][a-z-]+ed)\b")


@dataclass(frozen=True, slots=True)
class Story:
    """What the reader is given; ``wording`` names the way in which it is told."""

    title: str
    text: str
    published: date
    wording: str


def told(trip: Trip, country: str) -> Story:
    """Tell a trip to ``country``, by its English name; the same id has the same wording."""
    seed = int(hashlib.sha256(trip.id.encode()).hexdigest(), 16)
    place = f"the {country}" if trip.host in ARTICLED else country
    days = DAYS[seed // 7 % len(DAYS)](trip.start, trip.end)
    name, wording = WORDINGS[seed % len(WORDINGS)]
    title = HEADLINES[seed // 31 % len(HEADLINES)](trip, place)
    published = trip.end + timedelta(days=1 + seed // 101 % LATEST)
    return Story(title, wording(trip, place, days), published, name)


def surname(trip: Trip) -> str:
    """Return the last word of a name."""
    return trip.name.split()[-1]


def short_name(trip: Trip) -> str:
    """Return the name without what stands between its first word and its last."""
    return f"{trip.name.split()[0]} {surname(trip)}"


def _said_of_him(trip: Trip) -> str:
    """Return the remark as a sentence with a subject, where it opens with its verb."""
    if not OPENS_WITH_VERB.match(trip.remark):
        return trip.remark
    return f"{SUBJECTS[trip.role]} {trip.remark[0].lower()}{trip.remark[1:]}"


def _where(trip: Trip, place: str) -> str:
    return f"{trip.cities[0]}, {place}," if trip.cities else place


def _travelled(trip: Trip, place: str, days: str) -> str:
    head = f"{OFFICES[trip.role]} {trip.name} travelled to {_where(trip, place)} {days}."
    return f"{head} {trip.remark}"


def _with_dateline(trip: Trip, place: str, days: str) -> str:
    line = f"{trip.cities[0].upper()} \N{EM DASH} " if trip.cities else ""
    head = f"US {OFFICES[trip.role]} {short_name(trip)} visited {place} {days}."
    return f"{line}{head} {_said_of_him(trip)}"


def _was_in(trip: Trip, place: str, days: str) -> str:
    where = _where(trip, place).rstrip(",")
    opening = f"{days[0].upper()}{days[1:]}, {OFFICES[trip.role]} {surname(trip)} was in {where}."
    return f"{opening} {trip.remark}"


def _with_stops(trip: Trip, place: str, days: str) -> str:
    stop = "a stop" if len(trip.cities) == 1 else "stops"
    stops = f", with {stop} in {_listed(trip.cities)}" if trip.cities else ""
    head = f"U.S. {OFFICES[trip.role]} {short_name(trip)} made a trip to {place} {days}{stops}."
    return f"{head}\n{_said_of_him(trip)}"


def _listed(names: tuple[str, ...]) -> str:
    return " and ".join(", ".join(names).rsplit(", ", 1))


def _american(start: date, end: date) -> str:
    """Say the days as in "from June 4 to June 6", or "on June 4"."""
    first, last = (f"{day:%B} {day.day}" for day in (start, end))
    return f"on {first}" if start == end else f"from {first} to {last}"


def _with_year(start: date, end: date) -> str:
    """Say the days as in "on June 4-6, 2009", or "on June 4, 2009"."""
    if start == end:
        return f"on {start:%B} {start.day}, {start.year}"
    if (start.year, start.month) == (end.year, end.month):
        return f"on {start:%B} {start.day}-{end.day}, {end.year}"
    return f"from {start:%B} {start.day} to {end:%B} {end.day}, {end.year}"


def _british(start: date, end: date) -> str:
    """Say the days as in "from 4 to 6 June", or "on Thursday, 4 June"."""
    if start == end:
        return f"on {start:%A}, {start.day} {start:%B}"
    first = f"{start.day}" if start.month == end.month else f"{start.day} {start:%B}"
    return f"from {first} to {end.day} {end:%B}"


def _headline_in(trip: Trip, place: str) -> str:
    return f"{surname(trip)} in {trip.cities[0] if trip.cities else place}"


def _headline_visits(trip: Trip, place: str) -> str:
    return f"{OFFICES[trip.role]} {surname(trip)} visits {place.removeprefix('the ')}"


def _no_headline(_trip: Trip, _place: str) -> str:
    return ""


WORDINGS: tuple[tuple[str, Callable[[Trip, str, str], str]], ...] = (
    ("travelled to", _travelled),
    ("visited, with a dateline", _with_dateline),
    ("was in", _was_in),
    ("made a trip to", _with_stops),
)
DAYS: tuple[Callable[[date, date], str], ...] = (_american, _with_year, _british)
HEADLINES: tuple[Callable[[Trip, str], str], ...] = (
    _no_headline, _headline_in, _no_headline, _headline_visits,
)  # fmt: skip
