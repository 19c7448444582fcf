"""Where a frame's meeting is: the place that the words near it govern, or its host's.

A place is said by "in", "at", "near"; a city alone, after a comma or in a name, is none.
"""

from __future__ import annotations

from parsers.frames import Frame
from parsers.items import Item, ItemKind
from parsers.lexicon import Lexicon
from parsers.model import Place
from parsers.phrases import phrases
from parsers.roles import is_governed_place
from parsers.scenes import Document
from parsers.triggers import gap

# Characters from the meeting word to its place.
CITY_REACH, STATE_REACH = 160, 60
STATE_PENALTY = 40  # characters by which a city may be farther than a state and still be the place
CAUSE = phrases(
    r"""
    because|on account of|owing to|due to (?:the|a|bad)|since|as (?:\w+ ){0,4}ha(?:s|d|ve)
    """,
)
HERE = phrases(r"(?<!said )(?<!told reporters )here")
HOSTS = phrases(r"host(?:s|ed|ing)?|receiv(?:e|es|ed|ing)|welcom(?:e|es|ed|ing)")


def place_of(frame: Frame, document: Document) -> Place:
    """Return the city after "in" or "at" nearest the meeting word; else the state so governed.

    Where none is governed, "here" is the dateline's city, and whoever hosts, hosts at home.
    """
    governed = _governed(frame, document.lexicon)
    if governed is not None:
        return governed
    if document.dateline.city is not None and HERE.search(frame.clause.text):
        return of_dateline(document)
    return _host(frame, document.lexicon)


def of_dateline(document: Document) -> Place:
    """Return the place where a text was written."""
    city = document.dateline.city
    printed = city.title() if city is not None and city.isupper() else city
    return Place(printed, document.dateline.country)


def _governed(frame: Frame, lexicon: Lexicon) -> Place | None:
    scene, clause = frame.clause.scene, frame.clause
    found: list[tuple[int, Place]] = []
    for at, item in enumerate(scene.items):
        if not item.values or not clause.holds(item) or not is_governed_place(scene.items, at):
            continue
        start = scene.position(at)
        if CAUSE.search(scene.row.text, frame.trigger.end, max(start, frame.trigger.end)):
            continue
        away = gap(start, start + len(item.text), frame.trigger)
        place = _place(item, lexicon)
        # A state behind "talks on" is what they are about; a city there may be where they are.
        is_topic = place is not None and place.city is None and start >= clause.topic_start
        if place is None or is_topic or away > (STATE_REACH if place.city is None else CITY_REACH):
            continue
        found.append((away + (0 if item.kind is ItemKind.CITY else STATE_PENALTY), place))
    return min(found, key=lambda pair: pair[0])[1] if found else None


def _place(item: Item, lexicon: Lexicon) -> Place | None:
    if item.kind is ItemKind.CITY:
        return Place(item.text, item.values[0])
    return _of_state(item.values[0], lexicon) if item.kind is ItemKind.STATE else None


def _of_state(code: str, lexicon: Lexicon) -> Place:
    """A city state is a city as well."""
    state = lexicon.states.get(code)
    is_city = state is not None and state.capital == state.name
    return Place(state.name if state is not None and is_city else None, code)


def _host(frame: Frame, lexicon: Lexicon) -> Place:
    """Who hosts, hosts at home, unless another place is named."""
    clause = frame.clause
    match = HOSTS.search(clause.text)
    if match is None:
        return Place()
    at = match.start() + clause.start
    # Those referred to stand in another sentence, where their positions count.
    here = [actor for actor in frame.actors if actor in clause.actors]
    before = [actor for actor in here if clause.scene.position(actor.first) < at]
    return _of_state(before[-1].state, lexicon) if before else Place()
