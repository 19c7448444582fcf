"""A frame: one clause's word on one meeting, before its fields are filled.

It holds who meets and what speaks for it; parsers.meetings.fields says where, when and how far
along.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import product

from parsers.actors.actors import Actor
from parsers.scenes.bodies import Named
from parsers.scenes.clauses import Clause
from parsers.values import value
from parsers.words.counts import SET_SIZE, is_collective
from parsers.words.phrases import phrases
from parsers.words.triggers import Trigger, TriggerKind

# Log-odds, as are all features.
OFFICES, OFFICE = 1.0, 0.4  # people in office named on more sides than one, or on one
EXPLICIT = 0.6  # every state is named in the clause
SAID_OUTRIGHT, ONLY_VISIT = 0.5, -0.2  # a meeting word, or the mere word for a visit
HEADLINE = -0.8  # a headline is clipped
ENVOYS = -2.4  # ambassadors call on a host, or are called in; of 846 labelled claims none was so
BACK_REFERENCE = -0.4  # the states are named elsewhere
COLLECTIVE = 1.0  # a word counts them
# Marks for those who compare claims; they weigh nothing.
MARK = 0.0
COUNTED = "collective"  # a word counts them
OF_GROUPING = "grouping"  # the name of a grouping stands for them
REGION = "region"  # a region's name stands for some of the states
ATTENDED, LISTED = "attended", 1.0  # a list tells who was there, people in office all
ROLL = "roll"  # a list of who took part, and of nobody else
KNOWN = "known"  # the text takes the meeting for known
TO_COME = "to_come"  # the words say that the meeting is yet to be
AHEAD = "ahead"  # the meeting is of days behind the publication
FURTHER = "next"  # the meeting is the one after that which the text is about
OF_REGION = -0.4  # not all of a region may be there
GROUPING = 1.2  # a grouping's name stands for them

POSTED = phrases(
    "ambassadors?|high commissioners?|consuls?(?:[- ]general)?|charg[eé]s? d['’]affaires"
)


@value(frozen=True, slots=True)
class Frame:
    """One clause's word on one meeting of ``states``, by ``trigger``.

    ``is_anaphoric`` frames only speak of a meeting told before. ``rule`` names what
    found it, and ``features`` weigh it in log-odds.
    """

    clause: Clause
    trigger: Trigger
    states: frozenset[str]
    actors: tuple[Actor, ...]
    rule: str
    features: dict[str, float]
    named: Named | None = None
    is_anaphoric: bool = False


def frame(
    clause: Clause,
    states: frozenset[str],
    rule: str,
    actors: Iterable[Actor],
    **features: float,
) -> Frame:
    """Make a frame of ``states`` on a clause's main word, weighed by those of ``actors``."""
    taking_part = tuple(actors)
    trigger = clause.main
    weighed = {**features, **strength(clause, trigger, taking_part, states)}
    return Frame(clause, trigger, states, clause.actors, rule, weighed)


def strength(
    clause: Clause,
    trigger: Trigger,
    actors: Iterable[Actor],
    states: frozenset[str],
) -> dict[str, float]:
    """Weigh what speaks for a meeting of ``states`` in a clause, in log-odds."""
    present = list(actors)
    in_office = {actor.state for actor in present if not actor.is_bare} & states
    features: dict[str, float] = {}
    if len(in_office) > 1:
        features["offices"] = OFFICES
    elif in_office:
        features["office"] = OFFICE
    if states <= {actor.state for actor in present}:
        features["explicit"] = EXPLICIT
    is_visit = trigger.kind is TriggerKind.VISIT
    features["trigger"] = ONLY_VISIT if is_visit else SAID_OUTRIGHT
    if clause.scene.row.is_headline:
        features["headline"] = HEADLINE
    if len(states) >= SET_SIZE and _are_posted(present) and not is_collective(clause.text):
        features["envoys"] = ENVOYS
    return features


def _are_posted(actors: Iterable[Actor]) -> bool:
    """Tell whether ambassadors are named, who serve where they are and come by themselves."""
    offices = (actor.office for actor in actors if actor.office is not None)
    return sum(POSTED.search(office.lower()) is not None for office in offices) > 1


def pairs(clause: Clause, left: Iterable[Actor], right: Iterable[Actor]) -> Iterable[Frame]:
    """Yield one frame for each pair of states across two sides, somebody in office in each.

    Two sides of the same states are one side told twice, and make no pairs.
    """
    before, after = list(left), list(right)
    if {actor.state for actor in before} == {actor.state for actor in after}:
        return
    seen: set[frozenset[str]] = set()
    for one, other in product(before, after):
        states = frozenset({one.state, other.state})
        if len(states) == 1 or states in seen:
            continue
        seen.add(states)
        members = [actor for actor in (*before, *after) if actor.state in states]
        if all(actor.is_bare for actor in members):
            continue
        yield replace(frame(clause, states, "pair", members), actors=tuple(members))
