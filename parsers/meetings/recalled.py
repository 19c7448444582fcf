"""Meetings that a clause only recalls: "the ministers met", "their talks", "the agreement came at".

Meant is the last set told, the only one just named, or the one that the next sentences list. Who
meets where the clause names them is asked in parsers.meetings.participants.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from parsers.actors.actors import Actor, states_of
from parsers.meetings.rounds import is_next_round
from parsers.scenes.clauses import Clause
from parsers.scenes.discourse import Memory
from parsers.scenes.frames import (
    ATTENDED,
    BACK_REFERENCE,
    FURTHER,
    LISTED,
    MARK,
    Frame,
    frame,
)
from parsers.words.items import ItemKind, places_of
from parsers.words.phrases import phrases
from parsers.words.vocabularies import Vocabulary

HAPPENS = phrases("(?:takes?|took|taking) place|(?:was|were|is|are|be|been|being) held|host\\w*")
INDEFINITE = re.compile(r"\ban? (?:[\w-]+ ){0,4}$")
OUTCOME = Vocabulary(
    r"\b(?:agreement|deal|decision|statement|pact|declaration|accord|understanding|announcement|remarks?"
    r"|communique|commitment|move|consensus) (?:was|were|came|has been|had been|is|are)"
    r" (?:\w+ ){0,2}(?:at|after|during|following) (?:an? |the )?(?:[\w-]+ ){0,4}$"
)
HOSTING = phrases("host(?:s|ed|ing)?|co-host(?:s|ed|ing)?|venue")
# A meeting that the text takes for known.
DEFINITE = phrases(
    r"""
    the (?:[\w-]+ ){0,3}(?:meeting|talks|summit|dialogue|session|gathering|trilateral|\
    quadrilateral|consultations|negotiations|discussions|round|conclave|ministerial|call)
    those (?:present|attending|taking part)
    """,
)


def of_known(clause: Clause, present: Sequence[Actor], memory: Memory) -> Iterator[Frame]:
    """Read "the ministers" and "their meeting": the last one told, or the only set just named."""
    is_near = bool(places_of(ItemKind.OFFICE, clause.scene.items))
    is_near = is_near or DEFINITE.search(clause.text) is not None or _is_outcome(clause)
    is_next = is_next_round(clause)
    told = memory.foremost() if is_next else memory.last
    near = memory.recent_set(clause.scene.index) if is_near else frozenset[str]()
    states = told or near or memory.roll_ahead(clause.scene.index)
    if states and (states_of(present) <= states or (is_next and HOSTING.search(clause.text))):
        rule = "anaphora" if memory.last else "recalled"
        marks = {FURTHER: MARK} if is_next else {}
        marks |= {ATTENDED: LISTED} if memory.was_attended(states) and not is_next else {}
        made = frame(clause, states, rule, present, back_reference=BACK_REFERENCE, **marks)
        yield replace(made, is_anaphoric=bool(memory.last))


def is_spelt_out(clause: Clause, present: Sequence[Actor], memory: Memory) -> bool:
    """Tell whether those who "gathered" are told beside: listed behind, or said to have agreed."""
    if present:
        return False
    text = clause.scene.row.text
    is_named = INDEFINITE.search(text, 0, clause.main.start) is not None
    is_new = not clause.main.is_noun or (is_named and HAPPENS.search(text) is not None)
    if is_new and memory.roll_ahead(clause.scene.index):
        return True
    return _is_outcome(clause)


def _is_outcome(clause: Clause) -> bool:
    """Read "the agreement was reached at a meeting in Geneva": of those who agreed."""
    return OUTCOME.search(clause.scene.row.text, 0, clause.main.start) is not None
