"""Which states a number stands for: "the three ministers", "five Central Asian leaders".

The set of that size is looked for in the clause and near it; whoever is said to meet the
counted few is none of them. What the clause says of them is asked in parsers.meetings.participants.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.actors.actors import Actor, states_of
from parsers.scenes.clauses import Clause
from parsers.scenes.discourse import Memory
from parsers.scenes.scenes import Scene
from parsers.words.counts import cardinality, counted_at
from parsers.words.triggers import Trigger

APPOSING = frozenset("(-–—:")
# What stands between a meeting word and the counted few who are met.
MEETS = re.compile(
    r"\s+(?:with\s+)?(?:all\s+)?(?:of\s+)?(?:(?:the|his|her|their|its)\s+)?(?:other\s+)?"
    r"(?:(?:\w+\s+){0,3}(?:ministers|leaders|presidents|premiers|heads|chiefs|advis[eo]rs|officials"
    r"|representatives|counterparts)\s+(?:(?:of|from)\s+(?:all\s+)?(?:the\s+)?(?:other\s+)?)?)?",
)


MET = frozenset({"met", "meet", "meets"})


def met_by(clause: Clause, present: Sequence[Actor]) -> frozenset[str]:
    """Who meets a counted few: "X met the three Baltic presidents", "X hosted the five"."""
    for start in counted_at(clause.text):
        for trigger in clause.triggers:
            between = clause.scene.row.text[trigger.end : clause.start + start]
            if MEETS.fullmatch(between):
                before = [a for a in present if clause.scene.position(a.first) < trigger.start]
                return frozenset(actor.state for actor in before if not actor.is_bare)
    return frozenset()


def met_with(clause: Clause, present: Sequence[Actor]) -> frozenset[str]:
    """Who is met by a counted few: "the three want to talk to X", "the five met X"."""
    for start in counted_at(clause.text):
        for trigger in clause.triggers:
            if trigger.is_noun or trigger.start < clause.start + start:
                continue
            words = {trigger.text.split()[-1], "with"}
            after = [a for a in present if clause.scene.position(a.first) >= trigger.end]
            met = [a for a in after if a.governor in words and _is_met(a, trigger)]
            between = (clause.start + start, trigger.start)
            if met and not _stands_between(clause, present, between):
                return frozenset(a.state for a in met if a.group == met[0].group)
    return frozenset()


def _is_met(actor: Actor, trigger: Trigger) -> bool:
    """Tell whether somebody in office is met, or a state: "the three met on Monday with Iran"."""
    return not actor.is_bare or (actor.governor == "with" and trigger.text in MET)


def _stands_between(clause: Clause, actors: Sequence[Actor], span: tuple[int, int]) -> bool:
    """Tell whether others are named there than those whom the number counts."""
    between = [a for a in actors if span[0] <= clause.scene.position(a.first) < span[1]]
    return bool(between) and len(states_of(between)) != cardinality(clause.text)


def elsewhere_named(
    scene: Scene,
    codes: frozenset[str],
    hosts: frozenset[str],
    count: int,
    memory: Memory,
) -> frozenset[str] | None:
    """Return the set of that size named nearest, whoever meets it left aside where he can be."""
    index = scene.index
    apart = memory.nearest_set(index, codes - hosts, count, without=hosts) if hosts else None
    named = apart or memory.nearest_set(index, codes, count)
    return named or memory.gathered(index, count, is_before=_opens_with_number(scene))


def _opens_with_number(scene: Scene) -> bool:
    """Tell whether "the four" goes before all whom a sentence names: others are meant."""
    first = min((scene.position(actor.first) for actor in scene.actors), default=0)
    return any(start < first for start in counted_at(scene.row.text))


def set_of(actors: Sequence[Actor], count: int) -> frozenset[str] | None:
    """Return the states where there are just so many, in all or in one co-ordinated run."""
    everyone = states_of(actors)
    return everyone if len(everyone) == count else run_of(actors, count)


def apposed_to(actors: Sequence[Actor], count: int) -> frozenset[str] | None:
    """Return a run that spells out a number and goes on: "four states (A, B, C and D) and E"."""
    for group in dict.fromkeys(actor.group for actor in actors):
        run = [actor for actor in actors if actor.group == group]
        if run[0].governor in APPOSING and len(states_of(run)) > count:
            return states_of(run)
    return None


def run_of(actors: Sequence[Actor], count: int) -> frozenset[str] | None:
    """Return the states of a co-ordinated run that is just so long."""
    for group in dict.fromkeys(actor.group for actor in actors):
        states = frozenset(actor.state for actor in actors if actor.group == group)
        if len(states) == count:
            return states
    return None
