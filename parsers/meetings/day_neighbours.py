"""Whether a sentence beside a meeting speaks of it alone, and the one day it gives then."""

from __future__ import annotations

from datetime import timedelta

from parsers.meetings.day_owners import is_of_deed, is_of_event
from parsers.meetings.days import COARSE, coarseness, is_long
from parsers.model import Precision, When
from parsers.scenes.scenes import Document, Scene
from parsers.times.when import TimeExpression
from parsers.words.items import PLACE_PREPOSITIONS, ItemKind
from parsers.words.statuses import CANCELLED, POSTPONED
from parsers.words.triggers import STRONG
from parsers.words.vocabularies import Vocabulary

LEAD_SENTENCES = 4  # sentences of some length with which a text begins
SHORTEST = 5  # items of a sentence of some length: "MOSCOW." is none
RECENT = timedelta(days=10)  # a lead tells of what its states did so long ago at most
BEFORE_PLACE = PLACE_PREPOSITIONS | {","}
STATES = frozenset({ItemKind.STATE, ItemKind.DEMONYM, ItemKind.METONYM})
AHEAD = 3  # sentences after a meeting in which "it" is still that meeting
# A caption, or an earlier meeting.
BESIDE_THE_POINT = Vocabulary(
    r"^\W*(?:file|photo|image|picture|caption|watch|read)\b"
    r"|\b(?:last (?:met|gathered|held|meeting|summit|such|time)|previous(?:ly)?|first met"
    r"|had (?:last )?met|file photo"
    r"|the (?:first|inaugural|second|third|last) (?:[\w-]+ ){1,6}(?:took place|was held|were held)"
    r"|(?:was|were|been) (?:founded|established|created|formed|born))\b",
)


def says_off(text: str) -> bool:
    """Tell whether a sentence speaks of a meeting that is off."""
    return CANCELLED.search(text) is not None or POSTPONED.search(text) is not None


def lead(document: Document) -> list[Scene]:
    """Return the first sentences of some length of the text itself."""
    long = (scene for scene in document.body if len(scene.items) >= SHORTEST)
    return [scene for scene, _ in zip(long, range(LEAD_SENTENCES), strict=False)]


def named_in(scene: Scene) -> set[str]:
    """Return the states of a scene, those of a grouping that it names among them."""
    clubs = {state for club in scene.named if club.is_minilateral for state in club.known.states}
    return clubs | {actor.state for actor in scene.actors}


def is_lead(scene: Scene, document: Document) -> bool:
    """Tell whether a scene is one of the first of some length."""
    return any(other.index == scene.index for other in lead(document))


def own_points(points: list[TimeExpression], scene: Scene) -> list[TimeExpression]:
    """Leave out the days of votes, pacts, attacks, and of what was proposed or cancelled."""
    text = scene.row.text
    return [
        point for point in points if not is_of_event(text, point) and not is_of_deed(text, point)
    ]


def only_day(points: list[TimeExpression]) -> When:
    """Return the only day, or run of days, among times; nothing where there are several."""
    exact = (p.when for p in points if coarseness(p.when) <= COARSE[Precision.RANGE])
    days = [when for when in exact if not is_long(when)]
    return days[0] if len({(when.start, when.end) for when in days}) == 1 else When()


def finest(points: list[TimeExpression]) -> When:
    """Return the first of the times that are the most exact; all None where none is."""
    return min((p.when for p in points), key=coarseness, default=When())


def is_recent(when: When, document: Document) -> bool:
    """Tell whether a time is shortly before the publication, or the publication's day."""
    if when.start is None or document.published is None:
        return when.start is not None
    return timedelta(0) <= document.published - when.start <= RECENT


def is_silent(scene: Scene, states: frozenset[str]) -> bool:
    """Tell whether a scene speaks of no meeting and no state of its own."""
    if BESIDE_THE_POINT.search(scene.row.text):
        return False
    strong = [trigger for trigger in scene.triggers if trigger.kind in STRONG]
    if any(trigger.is_noun for trigger in strong) or (strong and scene.actors):
        return False
    return speaks_only_of(scene, states)


def speaks_only_of(scene: Scene, states: frozenset[str]) -> bool:
    """Tell whether a scene names no state but these, as an actor or otherwise."""
    if not {actor.state for actor in scene.actors} <= states:
        return False
    return not any(
        item.kind in STATES
        and not set(item.values) & states
        and (at == 0 or scene.items[at - 1].word not in BEFORE_PLACE)
        for at, item in enumerate(scene.items)
    )
