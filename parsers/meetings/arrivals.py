"""When and where those meet who come together over several sentences: as they come, and where to.

The sentence that tells that they talk often has neither day nor place; the nearest one before it
that has somebody come does. Who they are is added up in parsers.scenes.gatherings.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from parsers.meetings.day_neighbours import only_day, own_points
from parsers.meetings.days import points_of
from parsers.meetings.places import of_dateline
from parsers.model import Format, Meeting, Place, Precision, Status, When
from parsers.places.sites import Bond, sites
from parsers.scenes.gatherings import Gathering
from parsers.scenes.scenes import Document, Scene
from parsers.words.comings import EARLIER, comes_later
from parsers.words.formats import REMOTE
from parsers.words.statuses import OFF, PLANNED

DATED = 0.4  # log-odds, as in parsers.meetings.fields
PRESENT = "present"


def with_arrival(claim: Meeting, told: Gathering, document: Document) -> Meeting:
    """Give the meeting of those who come together the day and the place of their coming."""
    status = _status(claim, told, document)
    return _placed(_dated(replace(claim, status=status), told, document), told, document)


def _status(claim: Meeting, told: Gathering, document: Document) -> Status | None:
    """What is off was to be, and where people are yet to come, so are their talks."""
    if told.is_off and claim.status not in OFF:
        return Status.CANCELLED
    is_open = claim.status is None or PRESENT in claim.features
    coming = document.scenes[told.first : told.told]
    are_to_come = any(comes_later(scene.row.text) for scene in coming)
    return Status.SCHEDULED if is_open and are_to_come else claim.status


def _scenes(told: Gathering, document: Document) -> Iterator[Scene]:
    """Yield the sentences of a gathering from that which tells of the talks back to the first."""
    for scene in reversed(document.scenes[told.first : told.told + 1]):
        if EARLIER.search(scene.row.text) is None:
            yield scene


def _dated(claim: Meeting, told: Gathering, document: Document) -> Meeting:
    if claim.when.start is not None or claim.is_background or document.published is None:
        return claim
    is_open = claim.status is None
    for status in (Status.HELD, Status.SCHEDULED) if is_open else (claim.status,):
        when = _day(told, status, document)
        if when.start is not None:
            features = {
                name: weight for name, weight in claim.features.items() if name != "undated"
            }
            return replace(claim, when=when, status=status, features={**features, "dated": DATED})
    return claim


def _day(told: Gathering, status: Status | None, document: Document) -> When:
    """Return the day nearest before the talks that can be theirs: past, or yet to come."""
    for scene in _scenes(told, document):
        when = only_day(own_points(points_of(scene, document, status), scene))
        if when.start is not None and _fits(when, status, document):
            return when
    return When()


def _fits(when: When, status: Status | None, document: Document) -> bool:
    today = document.published
    if (
        today is None
        or when.start is None
        or when.precision not in (Precision.DAY, Precision.RANGE)
    ):
        return False
    if status in PLANNED:
        return when.start >= today
    return status in OFF or when.start <= today


def _placed(claim: Meeting, told: Gathering, document: Document) -> Meeting:
    if claim.place.city is not None or claim.format in REMOTE:
        return claim
    place = next(_cities(told, document), None)
    if place is None or claim.place.country not in (None, place.country):
        return claim
    return replace(claim, place=place, format=Format.IN_PERSON)


def _cities(told: Gathering, document: Document) -> Iterator[Place]:
    """Yield the cities at or to which the sentences set people, the nearest to the talks first.

    "The ministry in A said" has nobody come; "two guests in A" will do where nothing is better.
    """
    loose: list[Place] = []
    for scene in _scenes(told, document):
        for site in reversed(sites(scene.row, document.lexicon, told.states)):
            if site.place.city is None:
                continue
            if site.bond is not Bond.LOOSE:
                yield site.place
            elif scene.index < told.told:
                loose.append(site.place)
    yield from loose
    written = of_dateline(document)
    if written.country in told.states and told.first <= len(document.headlines):
        yield written
