"""The small words around a state in a sentence, and how to step over them.

They are lists of English grammar: what a preposition says of the state it governs
is decided in parsers.actors.roles.
"""

from __future__ import annotations

from collections.abc import Sequence

from parsers.words.items import Item

DETERMINERS = frozenset(
    """the a an his her their its my our both all two three four five six seven eight nine several
    fellow top senior other new visiting then-""".split(),
)
MODIFIERS = DETERMINERS | frozenset(
    """acting deputy vice outgoing incoming newly former first second caretaker interim current
    longtime veteran respective regional key leading counterpart""".split(),
)
LIST_WORDS = frozenset({"the", "both", "also", "well", "as", "along", "together", "with"})
PLACE_WORDS = frozenset({"in", "at", "near", "across", "inside", "outside", "via", "throughout"})
GOAL_WORDS = frozenset({"to", "into", "toward", "towards", "for"})
# What puts a state beside another: "A with B", "A plus B".
JOINED_BY = frozenset({"with", "and", "plus"})
COUNTED_BY = frozenset({"three", "four", "five", "six", "seven", "eight", "nine", "all", "these"})
MODIFIERS_MAX = 3  # words between a state and the title that belongs to it


def word_at(items: Sequence[Item], at: int) -> str:
    """Return the word of item ``at`` in lower case, nothing beyond either end."""
    return items[at].word if 0 <= at < len(items) else ""


def after_determiners(items: Sequence[Item], at: int) -> int:
    """Return the position of the first item from ``at`` that is no determiner."""
    while word_at(items, at) in DETERMINERS:
        at += 1
    return at


def after_modifiers(items: Sequence[Item], at: int) -> int:
    """Return the position after up to three modifiers from ``at``, "vice-" included."""
    limit = at + MODIFIERS_MAX
    while at < limit and word_at(items, at) in MODIFIERS:
        at += 2 if word_at(items, at + 1) == "-" else 1
    return at
