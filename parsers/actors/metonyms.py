"""Capitals and palaces that stand for their states: "Tokyo agreed", "the Kremlin".

Behind a preposition, or beside a comma, they are places or addresses and stand for nobody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from parsers.actors.actors import Actor
from parsers.lexicon import State
from parsers.words.counts import SET_SIZE
from parsers.words.function_words import GOAL_WORDS, PLACE_WORDS, word_at
from parsers.words.items import Item, ItemKind
from parsers.words.statelists import StateList

METONYM_KINDS = frozenset({ItemKind.CITY, ItemKind.METONYM})
# A capital after one of these is an address, or part of another name.
NO_METONYM_AFTER = PLACE_WORDS | GOAL_WORDS | {",", "-", "from", "of", "the", "("}
NO_METONYM_BEFORE = frozenset({",", "(", ":"})


def metonym(items: Sequence[Item], at: int, states: Mapping[str, State]) -> list[Actor]:
    """Return the states that capitals or a palace stand for where no preposition governs them."""
    before = at - 1
    if items[at].kind is ItemKind.METONYM and word_at(items, before) == "the":
        before -= 1
    codes, end = _capitals(items, at, states)
    if not codes or word_at(items, before) in NO_METONYM_AFTER:
        return []
    if len(codes) >= SET_SIZE:
        return [Actor(code, at, end) for code in codes]
    if at == 0 or word_at(items, at + 1) in NO_METONYM_BEFORE:
        return []
    return [Actor(codes[0], at, at + 1)]


def capital_list(items: Sequence[Item], at: int, states: Mapping[str, State]) -> StateList:
    """Read "officials from Tokyo and Seoul": the states of a run of capitals, else of nobody."""
    codes, end = _capitals(items, at, states)
    return StateList(
        tuple((code, at) for code in codes), end, is_compound=False, is_adjective=False
    )


def _capitals(
    items: Sequence[Item],
    at: int,
    states: Mapping[str, State],
) -> tuple[list[str], int]:
    """Read "Tokyo, Seoul and Washington": the states, and where the run ends."""
    codes: list[str] = []
    end = at
    while at < len(items) and items[at].kind in METONYM_KINDS:
        state = states.get(items[at].values[0]) if items[at].values else None
        is_city = items[at].kind is ItemKind.CITY
        if state is None or (is_city and state.capital != items[at].text):
            break
        codes.append(state.code)
        end = at = at + 1
        while at < len(items) and items[at].kind is ItemKind.CONJUNCTION:
            at += 1
    return codes, end
