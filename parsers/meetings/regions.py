"""Regions that a number narrows: "four Central Asian ministers" are not all five.

The text names which ones, near by; where it does not, nobody knows, and none is meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from parsers.actors.actors import Actor
from parsers.scenes.discourse import Memory
from parsers.scenes.scenes import Scene
from parsers.words.counts import NUMBER_WORDS, SET_SIZE
from parsers.words.items import STATE_KINDS, Item, ItemKind

NUMBER_REACH = 3  # items before a region in which a number counts its states
FEW = {"two": 2, **NUMBER_WORDS}


def narrowed(scene: Scene, actors: Sequence[Actor], memory: Memory) -> list[Actor]:
    """Return ``actors`` with those of a narrowed region replaced by the states that are meant."""
    found: list[Actor] = []
    for _, run in groupby(actors, key=lambda actor: (actor.first, actor.last)):
        alike = list(run)
        count = _number_before(scene.items, alike[0]) if _is_region(scene.items, alike[0]) else None
        if count is not None and len(alike) >= SET_SIZE and count < len(alike):
            found.extend(_meant(scene, alike, count, memory))
        else:
            found.extend(actor for actor in alike if not _is_away(scene.items, actor, memory))
    return found


def _is_away(items: Sequence[Item], actor: Actor, memory: Memory) -> bool:
    """Tell whether a state stayed away that only the name of its region brings in."""
    named = items[actor.first : actor.last]
    is_in_region = any(item.kind is ItemKind.GROUPING for item in named)
    is_said = any(item.kind in STATE_KINDS and actor.state in item.values for item in named)
    return is_in_region and not is_said and actor.state in memory.absent


def says_region(scene: Scene, actors: Sequence[Actor]) -> bool:
    """Tell whether some of ``actors`` are named by their region alone."""
    return any(_is_region(scene.items, actor) for actor in actors)


def named_singly(scene: Scene, actors: Sequence[Actor]) -> frozenset[str]:
    """Return the states that ``actors`` stand for by their own names, not by their region's."""
    return frozenset(actor.state for actor in actors if not _is_region(scene.items, actor))


def _is_region(items: Sequence[Item], actor: Actor) -> bool:
    """Tell whether one word names all the states of an actor's run."""
    named = [item.kind for item in items[actor.first : actor.last]]
    return ItemKind.GROUPING in named and ItemKind.STATE not in named


def _number_before(items: Sequence[Item], actor: Actor) -> int | None:
    for at in range(actor.last - 1, max(-1, actor.first - NUMBER_REACH - 1), -1):
        if items[at].word in FEW:
            return FEW[items[at].word]
    return None


def _meant(
    scene: Scene,
    region: Sequence[Actor],
    count: int,
    memory: Memory,
) -> Iterator[Actor]:
    states = frozenset(actor.state for actor in region)
    meant = memory.nearest_part(scene.index, states, count) or frozenset()
    yield from (actor for actor in region if actor.state in meant)
