"""What the spans of a sentence are called: states, offices, names and plain words.

It is the model of labelled sentences alone; parsers.words.items cuts and labels them.
"""

from __future__ import annotations

from collections.abc import Sequence

from parsers.values import Kind, value


class ItemKind(Kind):
    """What an item is; the first eight are the lexicon's words."""

    STATE = "state"
    DEMONYM = "demonym"
    CITY = "city"
    REGION = "region"
    METONYM = "metonym"
    OFFICE = "office"
    PERSON = "person"
    GROUPING = "grouping"
    MASK = "mask"
    NAME = "name"
    WORD = "word"
    NUMBER = "number"
    CONJUNCTION = "conjunction"
    POSSESSIVE = "possessive"
    PUNCTUATION = "punctuation"


NAME_KINDS = frozenset({ItemKind.NAME, ItemKind.PERSON})
STATE_KINDS = frozenset({ItemKind.STATE, ItemKind.DEMONYM})


@value(frozen=True, slots=True)
class Item:
    """A labelled span of the text; ``values`` are the lexicon's ids or state codes.

    ``word`` is the text in lower case.
    """

    kind: ItemKind
    start: int
    end: int
    text: str
    word: str
    values: tuple[str, ...] = ()
    ambiguous: bool = False


def places_of(kind: ItemKind, items: Sequence[Item]) -> list[int]:
    """Return where items of a kind stand: one quick look for what few sentences have."""
    return [at for at, item in enumerate(items) if item.kind is kind]
