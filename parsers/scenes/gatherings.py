"""Who comes together, told over several sentences: "A arrived on Monday. He will be joined by B".

One comes to a place, others follow or are asked there, and a sentence near says that "they", "the
three" or "the ministers" talk. It adds the people up; what is told of their meeting is asked in
parsers.meetings.gathered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from parsers.actors.actors import Actor, Role, states_of
from parsers.model import Level
from parsers.places.sites import is_governed_place
from parsers.scenes.absences import absent
from parsers.scenes.scenes import Scene
from parsers.values import value
from parsers.words.comings import (
    ASKS,
    CHAIRS,
    COUNTS_OTHERS,
    DECLINES,
    INVITED,
    IS_OFF,
    JOINS,
    LINKS,
    MEETS,
    THOSE_OF,
    accepting,
    comes,
    conferring,
    days_named,
    guests,
    is_at,
    is_of_before,
    plans,
    refers,
    speaks_of_himself,
    tells_of_before,
    with_host,
)
from parsers.words.counts import SET_SIZE, cardinality, is_apart
from parsers.words.items import ItemKind, places_of
from parsers.words.triggers import Trigger, TriggerKind

LARGEST = 9  # states; where more come it is to a conference
GAP = 2  # sentences from one that adds somebody to the next that does, or that tells of talks
PLACES = frozenset({Role.PLACE, Role.GOAL})
TO = frozenset({"in", "to", "into", "at"})
OPENING = 4  # items of a sentence in which "he" is whom the last was about
SAME = frozenset({"he", "she", "his", "her"})


@value(frozen=True, slots=True)
class Gathering:
    """Those who come together in the scenes ``first`` to ``last``, and the word for their talks.

    Scene ``told`` has that word; ``actors`` are whoever was added up, ``is_at_once`` where one
    sentence names them all, ``is_off`` where they do not come after all, and ``is_weak`` where
    no more than their number tells that they are meant.
    """

    first: int
    last: int
    states: frozenset[str]
    actors: tuple[Actor, ...]
    told: int
    word: Trigger
    is_at_once: bool = False
    is_off: bool = False
    is_weak: bool = False


@dataclass(slots=True)
class _Open:
    """A gathering as far as it is told.

    ``is_met`` where its first sentence tells of a meeting, which others can only join,
    ``is_asked`` where somebody invites the others. ``declined`` are those who do not come,
    ``at_once`` the most that one sentence brings, ``weak`` those of whom no word says that they
    come, and ``expected`` how many are received.
    """

    first: int
    last: int
    is_met: bool
    is_asked: bool
    actors: list[Actor]
    whereabouts: tuple[frozenset[str], frozenset[str]]
    added: int
    told: tuple[int, Trigger] | None = None
    received: tuple[int, Trigger] | None = None
    counts: set[int] = field(default_factory=set)
    clubs: set[frozenset[str]] = field(default_factory=set)
    declined: list[Actor] = field(default_factory=list)
    was_joined: bool = False
    is_planned: bool = False
    weak: list[Actor] = field(default_factory=list)
    expected: int | None = None
    days: frozenset[str] = frozenset()
    is_off: bool = False
    at_once: frozenset[str] = frozenset()

    @property
    def states(self) -> frozenset[str]:
        return states_of(self.actors)

    def add(self, new: Sequence[Actor], scene: Scene) -> None:
        """Take in whom a sentence brings."""
        self.at_once = max(self.at_once, states_of(new), key=len)
        self.actors.extend(new)
        self.last = self.added = scene.index
        self.days |= days_named(scene.row.text)
        self.clubs.update(_clubs(scene))
        if not any(self.whereabouts):
            self.whereabouts = _whereabouts(scene)


def gatherings(scenes: Sequence[Scene]) -> tuple[Gathering, ...]:
    """Return those who come together in the sentences of a text, three states and more."""
    named = {actor.state for scene in scenes for actor in scene.actors}
    named.update(actor.state for scene in scenes for actor in _members(scene))
    if len(named) < SET_SIZE:
        return ()
    return tuple(made for found in _runs(scenes) if (made := _closed(found)) is not None)


def _runs(scenes: Sequence[Scene]) -> Iterator[_Open]:
    now: _Open | None = None
    for scene in scenes:
        is_earlier = is_of_before(scene.row.text)
        if scene.row.is_headline or (is_earlier and not scene.actors):
            continue
        if now is not None and (is_earlier or _is_over(now, scene)):
            yield now
            now = None
        if now is not None:
            _go_on(now, scene)
        elif not is_earlier:
            now = _opened(scene, scenes[scene.index - 1] if scene.index else None)
    if now is not None:
        yield now


def _is_over(now: _Open, scene: Scene) -> bool:
    return scene.index - now.last > GAP or _is_elsewhere(now, scene)


# ---------------------------------------------------------------- who is there


def _people(scene: Scene) -> list[Actor]:
    """Return the people in office whom a sentence names as there, or as coming."""
    if not scene.actors or is_apart(scene.row.text):
        return []
    away = absent(scene)
    text = scene.row.text
    those = THOSE_OF.search(text)
    return [
        actor
        for actor in scene.actors
        if _is_live(actor, text)
        and actor.state not in away
        and not (actor.is_bare and (those is None or scene.position(actor.first) < those.end()))
    ]


def _is_live(actor: Actor, text: str) -> bool:
    """Tell whether somebody acts: also who "said he will come", or whom A "will not receive"."""
    if actor.role is Role.SPEAKER:
        return speaks_of_himself(text)
    if actor.role is not Role.TOPIC:
        return actor.role is Role.PARTICIPANT
    is_denied = actor.is_counterpart and actor.governor == "not"
    return (is_denied and DECLINES.search(text) is not None) or THOSE_OF.search(text) is not None


def _members(scene: Scene) -> list[Actor]:
    """Return the states of a grouping that a sentence names."""
    if not scene.named:
        return []
    states = {s for n in scene.named if n.is_minilateral for s in n.known.states}
    return [Actor(state, 0, 0) for state in sorted(states)]


def _clubs(scene: Scene) -> Iterator[frozenset[str]]:
    """Yield the states of each body that a sentence names: theirs may be the meeting."""
    return (frozenset(named.known.states) for named in scene.named)


def _hosts(scene: Scene) -> list[Actor]:
    """Return a state named alone that receives or invites others."""
    word = ASKS.search(scene.row.text)
    first = scene.actors[0] if scene.actors else None
    if word is None or first is None or not first.is_bare or first.role is not Role.PARTICIPANT:
        return []
    return [first] if not first.governor and scene.end_of(first) < word.start() else []


def _subject_before(scene: Scene, before: Scene | None) -> list[Actor]:
    """Return whom "he" is of: the one person of the sentence before."""
    first = min((actor.first for actor in scene.actors), default=0)
    if before is None or not any(item.word in SAME for item in scene.items[:first]):
        return []
    people = _people(before)
    return people if len(states_of(people)) == 1 else []


def _is_peer(actor: Actor) -> bool:
    """Tell whether somebody is more than one of a delegation."""
    return actor.is_counterpart or actor.person is not None or actor.levels != {Level.OFFICIALS}


# ---------------------------------------------------------------- where


def _comes(scene: Scene) -> bool:
    text = scene.row.text
    return comes(text) or (is_at(text) and bool(_whereabouts(scene)[0]))


def _whereabouts(scene: Scene) -> tuple[frozenset[str], frozenset[str]]:
    """Return the cities and the states at or to which a sentence sets people."""
    found = places_of(ItemKind.CITY, scene.items)
    cities = (scene.items[at].word for at in found if is_governed_place(scene.items, at))
    states = (a.state for a in scene.actors if a.role in PLACES and a.is_bare and a.governor in TO)
    return frozenset(cities), frozenset(states)


def _is_elsewhere(now: _Open, scene: Scene) -> bool:
    """Tell whether a sentence goes on to another city, or to another state."""
    goes_on = any(item.word in SAME for item in scene.items[:OPENING])
    if not _people(scene) and not goes_on:
        return False
    pairs = zip(now.whereabouts, _whereabouts(scene), strict=True)
    return any(then and here and not then & here for then, here in pairs)


# ---------------------------------------------------------------- sentence by sentence


def _opened(scene: Scene, before: Scene | None) -> _Open | None:
    """Begin where somebody comes or asks others to come, or where some are said to meet."""
    text = scene.row.text
    members = _members(scene)
    people = [*_people(scene), *members, *_hosts(scene)]
    if not people:
        return None
    is_told = any(t.kind is TriggerKind.MEETING for t in scene.triggers)
    is_met = is_told and len(states_of(people)) > 1
    is_asked = ASKS.search(text) is not None
    is_off = DECLINES.search(text) is not None
    is_joined = JOINS.search(text) is not None
    is_sure = is_met or is_asked or is_off or is_joined or _comes(scene)
    is_sure = is_sure or CHAIRS.search(text) is not None or guests(text) is not None
    people += _subject_before(scene, before)
    where = _whereabouts(scene)
    made = _Open(scene.index, scene.index, is_met, is_asked, people, where, scene.index)
    made.clubs.update(_clubs(scene))
    made.at_once = states_of(people)
    made.is_planned = plans(text)
    made.days = days_named(text)
    made.expected = guests(text)
    if (word := ASKS.search(text) or MEETS.search(text)) is not None:
        trigger = Trigger(*word.span(), word[0], TriggerKind.MEETING, is_noun=False)
        made.received = (scene.index, trigger)
    if not is_sure:
        made.actors, made.weak = [], people
    if is_off:
        made.actors, made.declined = [], people
    _note_talks(made, scene)
    return made


def _go_on(now: _Open, scene: Scene) -> None:
    """Add whom the next sentence brings, and note whether it tells that they talk."""
    text = scene.row.text
    people = [*_people(scene), *_hosts(scene)]
    if DECLINES.search(text) is not None:
        now.declined.extend(people)
        now.last = scene.index if people else now.last
    elif new := [
        a for a in people if a.state not in now.states and (not now.is_met or _is_peer(a))
    ]:
        joins = (INVITED if now.clubs else JOINS).search(text) is not None
        is_before = now.is_planned and tells_of_before(text)
        if joins or (not now.is_met and not is_before and _brings(scene, now)):
            now.was_joined |= joins
            now.add(new, scene)
        elif not now.is_met:
            now.weak.extend(new)
            now.last = scene.index
    _note_talks(now, scene)


def _brings(scene: Scene, now: _Open) -> bool:
    """Tell whether a sentence has somebody come, or be or talk with those who have."""
    text = scene.row.text
    if _comes(scene) or ASKS.search(text) is not None:
        return True
    if not now.actors:
        return False  # nobody is said to have come yet
    days = days_named(text)
    is_same_day = not (now.days and days) or bool(now.days & days)
    if is_same_day and any(item.word in LINKS for item in scene.items):
        return True
    first = min((actor.first for actor in scene.actors), default=0)
    is_with_them = refers(text) or any(item.word in SAME for item in scene.items[:first])
    return is_with_them and conferring(text, scene.triggers) is not None


def _note_talks(now: _Open, scene: Scene) -> None:
    """Keep the first word for their talks behind the last who was added."""
    text = scene.row.text
    word = conferring(text, scene.triggers) or (accepting(text) if now.is_asked else None)
    is_off = IS_OFF.search(text)
    if is_off is not None and word is None and now.declined:
        word = Trigger(*is_off.span(), is_off[0], TriggerKind.MEETING, is_noun=False)
    count = with_host(text) or cardinality(text)
    is_of_them = refers(text) or is_off is not None
    now.clubs.update(club for club in _clubs(scene) if len(club) <= LARGEST)
    if word is None or not is_of_them or is_apart(text):
        return
    if count is not None and not COUNTS_OTHERS.search(text):
        now.counts.add(count)
    now.is_off |= is_off is not None
    if now.told is None or now.told[0] < now.added:
        now.told = (scene.index, word)
    now.last = max(now.last, scene.index)


# ---------------------------------------------------------------- what it adds up to


def _is_of_number(found: _Open, states: frozenset[str]) -> bool:
    """Tell whether some are as many as the text counts, or receives beside the host."""
    if found.counts:
        return found.counts == {len(states)}
    return found.expected is not None and found.expected + 1 == len(states)


def _with_weak(found: _Open) -> bool:
    """Take in those of whom no word says that they come, where the number needs them."""
    is_near = found.last - found.first <= GAP + 1
    everyone = states_of([*found.actors, *found.weak])
    if not is_near or everyone == found.states or not _is_of_number(found, everyone):
        return False
    found.actors.extend(found.weak)
    return True


def _is_borne_out(found: _Open, told: int) -> bool:
    """Tell whether several came, nobody else is at home there, and no body's meeting it is."""
    states = found.states
    is_of_several = found.was_joined or (told > found.first and not found.is_met)
    if not is_of_several and found.expected is None:
        return False
    if found.counts or found.expected is not None:
        return _is_of_number(found, states)
    return found.whereabouts[1] <= states and all(club <= states for club in found.clubs)


def _closed(found: _Open) -> Gathering | None:
    """Return a gathering that adds up: of its number, where that is told, and said to talk."""
    if found.is_off:
        found.actors.extend(found.declined)
    is_weak = _with_weak(found)
    states = found.states
    if found.expected is not None and _is_of_number(found, states):
        found.told = found.told or found.received
    if found.told is None or not SET_SIZE <= len(states) <= LARGEST:
        return None
    told, word = found.told
    at_once = found.at_once >= states
    if not _is_borne_out(found, told) or (at_once and told <= found.added):
        return None
    people = tuple(found.actors)
    return Gathering(
        found.first, found.last, states, people, told, word, at_once, found.is_off, is_weak
    )
