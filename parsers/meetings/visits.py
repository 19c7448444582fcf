"""Trips and visits: the visitor's state meets each host that the words name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from parsers.actors.actors import Actor, Role
from parsers.scenes.clauses import Clause
from parsers.scenes.discourse import PRONOUNS, Memory
from parsers.scenes.frames import ONLY_VISIT, Frame, pairs
from parsers.words.triggers import TriggerKind

OBJECT_REACH = 12  # characters from "visited" to the state that is visited
# A visit that was one of many, or only one, in a life.
POSSESSED = re.compile(r"\b(?:his|her|their) (?:only|last|first|second|many|few|one|frequent) $")
POSSESSED_REACH = 20  # characters before "visit" in which that stands
OPENING_WORDS = 2  # of a sentence, in which "he" is its subject


def is_trip(clause: Clause) -> bool:
    """Tell whether a clause is of the kind "going to A and B for talks".

    The goals of such a trip are who the talks are with.
    """
    goes = any(trigger.kind is TriggerKind.VISIT for trigger in clause.triggers)
    return goes and any(actor.role is Role.GOAL for actor in clause.actors)


def visit_frames(clause: Clause, memory: Memory) -> Iterator[Frame]:
    """Yield a pair for each host of a visit; "he" who opens the sentence is known from before."""
    visitors = [a for a in clause.actors if a.role is Role.PARTICIPANT and _is_official(a)]
    opening = clause.scene.items[:OPENING_WORDS]
    is_known = any(item.word in PRONOUNS for item in opening)
    hosts = [actor for actor in clause.actors if actor.role is Role.GOAL]
    homes = {host.state for host in hosts}
    are_all_hosts = all(visitor.state in homes for visitor in visitors)
    if are_all_hosts and is_known and not _is_possessed(clause):
        visitors = [actor for actor in memory.subjects if _is_official(actor)]
    trigger = clause.main
    if trigger.text.startswith("visit"):
        visited = range(trigger.end, trigger.end + OBJECT_REACH)
        position = clause.scene.position
        hosts += [a for a in clause.actors if a.is_bare and position(a.first) in visited]
    yield from _weak(pairs(clause, visitors, hosts))


def _is_official(actor: Actor) -> bool:
    """Tell whether an actor has an office, and not a mere name."""
    return bool(actor.levels) or actor.office is not None or actor.is_counterpart


def _is_possessed(clause: Clause) -> bool:
    """Read "her only visit to A", of which nothing says that it was on business."""
    before = clause.scene.row.text[max(0, clause.main.start - POSSESSED_REACH) : clause.main.start]
    return POSSESSED.search(before) is not None


def _weak(found: Iterable[Frame]) -> Iterator[Frame]:
    for each in found:
        yield replace(each, rule="visit", features={**each.features, "weak_trigger": ONLY_VISIT})
