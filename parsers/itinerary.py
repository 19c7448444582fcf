"""Where the traveller of a text is: the state that each sentence's trip leads to.

A minister whom the text gives no state, and whom a traveller meets, is his host's.
"""

from __future__ import annotations

from collections.abc import Sequence

from parsers.function_words import word_at
from parsers.items import NAME_KINDS, Item, ItemKind, Row
from parsers.phrases import phrases

TRAVEL = phrases(
    r"""
    visit(?:s|ed|ing)?|trips?|travel(?:s|ed|led|ing|ling)?|fl(?:y|ies|ew|ying) (?:to|into)
    heads? (?:to|for)|heading (?:to|for)|headed (?:to|for)|going to|goes to|tour
    arriv(?:es?|ed|ing|al)|land(?:s|ed|ing) in|depart(?:s|ed|ing)|stops? in|stopover
    leaves? for|leaving for|left for
    """,
)
DESTINATION_WORDS = frozenset({"to", "in", "for", "into", "at", "visit", "visits", "visited",
                               "visiting", "toured", "tour"})  # fmt: skip
PLACES = frozenset({ItemKind.CITY, ItemKind.STATE})
DESTINATION_REACH = 8  # items between the word of travel and where it leads
# Who is met stands behind one of these: "met with", "hosted by", "received by".
MEETING_WORDS = frozenset(
    """with met meet meets meeting by see sees saw received hosted greeted welcomed""".split()
)
RUN_KINDS = NAME_KINDS | {
    ItemKind.OFFICE, ItemKind.CONJUNCTION, ItemKind.STATE, ItemKind.DEMONYM, ItemKind.POSSESSIVE,
}  # fmt: skip
RUN_WORDS = frozenset({"the", "his", "her", "then", "of", "both", "new", "newly", "separately"})
RUN_REACH = 24  # items that a list of people met may have before one of them


def hosts(rows: Sequence[Row]) -> dict[int, str]:
    """Map where each row of the body begins to the state its traveller is in, where he travels.

    A trip to two states in one sentence leaves open who is met where.
    """
    found: dict[int, str] = {}
    host: str | None = None
    for row in rows:
        if row.is_headline:
            continue
        reached = _destinations(row)
        if reached is not None:
            host = next(iter(reached)) if len(reached) == 1 else None
        if host is not None:
            found[row.sentence.start] = host
    return found


def _destinations(row: Row) -> set[str] | None:
    """Return the states a row tells of travelling to; None where it tells of no travel."""
    match = TRAVEL.search(row.text)
    if match is None:
        return None
    items, offset = row.items, row.sentence.start
    first = next((at for at, item in enumerate(items) if item.end - offset >= match.end()), None)
    if first is None:
        return None
    near = range(first, min(len(items), first + DESTINATION_REACH))
    reached = [at for at in near if items[at].kind in PLACES and _is_reached(items, at, first)]
    return {items[at].values[0] for at in reached if items[at].values} or None


def _is_reached(items: Sequence[Item], at: int, first: int) -> bool:
    before = at - 1
    while before > first and word_at(items, before) in {"the", ","}:
        before -= 1
    is_next = items[before].kind in PLACES or items[before].kind is ItemKind.CONJUNCTION
    return before <= first or is_next or word_at(items, before) in DESTINATION_WORDS


def is_met(items: Sequence[Item], at: int) -> bool:
    """Tell whether the person at ``at`` stands in a run of those whom somebody meets."""
    position = at - 1
    while position >= max(0, at - RUN_REACH):
        item = items[position]
        if item.word in MEETING_WORDS:
            return True
        if item.kind not in RUN_KINDS and item.word not in RUN_WORDS:
            return False
        position -= 1
    return False
