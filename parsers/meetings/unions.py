"""Groupings and regions joined by "and": "the Nordic, Baltic and Visegrad ministers" are one set.

The names stand in one run, be it that members are spelt out in brackets or a noun stands between.
Each of "the BRIC and IBSA summits" is a meeting of its own.
"""

from __future__ import annotations

import re

from parsers.actors.actors import Role
from parsers.scenes.bodies import Named
from parsers.scenes.clauses import Clause

LARGEST = 14  # states; more are a conference
MANY = re.compile(r"(?:meeting|summit|session|gathering|dialogue)s|talks of each")
# Between two names of one run: ", ", " countries (A, B and C) and the four ".
GLUE = re.compile(
    r"(?:['’]s?)?(?:\s+(?:countries|states|nations|group|grouping|members?|ones|formats?|partners))?"
    r"(?:\s*\([^()]{0,120}\))?\s*(?:,\s*(?:and\s+|plus\s+)?|\s(?:and|plus|with|as well as"
    r"|along with|together with)\s)(?:(?:the|those|of|its|all|both)\s+){0,3}"
    r"(?:(?:two|three|four|five|six|eight)\s+)?",
)
_Span = tuple[int, int, frozenset[str], bool]  # start, end, states, whether a grouping's name


def united(clause: Clause, named: Named) -> frozenset[str]:
    """Return the states of all that stand in one run with a grouping's name, its own included.

    Empty where no region and no other grouping stands there, or where each meets by itself.
    """
    if any(MANY.fullmatch(trigger.text) for trigger in clause.triggers):
        return frozenset()
    members = frozenset(named.known.states)
    spans = sorted(span for span in _spans(clause) if span[3] or not span[2] <= members)
    run = _run(clause.scene.row.text, spans, named)
    states = frozenset[str]().union(*(span[2] for span in run))
    are_sets = sum(len(span[2]) > 1 for span in run) > 1
    return states if are_sets and len(states) <= LARGEST else frozenset()


def _run(text: str, spans: list[_Span], named: Named) -> list[_Span]:
    """Return the spans that stand in one run with a name, in both directions."""
    run = [span for span in spans if span[:2] == (named.start, named.end)]
    for span in spans:
        if run and span[0] >= run[-1][1] and GLUE.fullmatch(text, run[-1][1], span[0]):
            run.append(span)
    for span in reversed(spans):
        if run and span[1] <= run[0][0] and GLUE.fullmatch(text, span[1], run[0][0]):
            run.insert(0, span)
    return run


def _spans(clause: Clause) -> list[_Span]:
    scene = clause.scene
    names = [
        (named.start, named.end, frozenset(named.known.states), True)
        for named in scene.named
        if named.is_minilateral and clause.covers(named.start)
    ]
    runs: dict[tuple[int, int], set[str]] = {}
    for actor in clause.actors:
        if actor.role is Role.PARTICIPANT:
            extent = scene.position(actor.first), scene.end_of(actor)
            runs.setdefault(extent, set()).add(actor.state)
    return [*names, *((*extent, frozenset(states), False) for extent, states in runs.items())]
