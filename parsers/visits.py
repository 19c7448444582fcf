"""Trips and visits: the visitor's state meets each host that the words name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from parsers.actors import Role
from parsers.clauses import Clause
from parsers.discourse import PRONOUNS, Memory
from parsers.frames import ONLY_VISIT, Frame, pairs
from parsers.triggers import TriggerKind

OBJECT_REACH = 12  # characters from "visited" to the state that is visited
OPENING_WORDS = 2  # of a sentence, in which "he" is its subject


def is_trip(clause: Clause) -> bool:
    """Tell whether a clause is of the kind "going to A and B for talks".

    The goals of such a trip are who the talks are with.
    """
    goes = any(trigger.kind is TriggerKind.VISIT for trigger in clause.triggers)
    return goes and any(actor.role is Role.GOAL for actor in clause.actors)


def visit_frames(clause: Clause, memory: Memory) -> Iterator[Frame]:
    """Yield a pair for each host of a visit; "he" who opens the sentence is known from before."""
    visitors = [a for a in clause.actors if a.role is Role.PARTICIPANT and not a.is_bare]
    opening = clause.scene.items[:OPENING_WORDS]
    if not visitors and any(item.word in PRONOUNS for item in opening):
        visitors = list(memory.subjects)
    hosts = [actor for actor in clause.actors if actor.role is Role.GOAL]
    trigger = clause.main
    if trigger.text.startswith("visit"):
        visited = range(trigger.end, trigger.end + OBJECT_REACH)
        position = clause.scene.position
        hosts += [a for a in clause.actors if a.is_bare and position(a.first) in visited]
    yield from _weak(pairs(clause, visitors, hosts))


def _weak(found: Iterable[Frame]) -> Iterator[Frame]:
    for each in found:
        yield replace(each, rule="visit", features={**each.features, "weak_trigger": ONLY_VISIT})
