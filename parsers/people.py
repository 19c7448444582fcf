"""The people of one document: who holds which office of which state.

What the text says goes before the table of office-holders, which is only a prior.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from parsers.items import Item, ItemKind
from parsers.lexicon import Holder, Lexicon
from parsers.model import Level

SHORTEST_KEY = 3  # letters; initials and particles find nobody


@dataclass(frozen=True, slots=True)
class Person:
    """A named person with what the text, or failing that the table, says of him."""

    name: str
    state: str | None
    level: Level | None
    office: str | None
    from_table: bool = False


class People:
    """The people of one document, found by full name or by any part of it."""

    def __init__(self, lexicon: Lexicon, published: date | None, states: frozenset[str]) -> None:
        self._lexicon = lexicon
        self._published = published
        self._states = states
        self._by_key: dict[str, Person] = {}

    def learn(self, person: Person) -> None:
        """Keep what the text says of a person; a fuller saying replaces a poorer one."""
        for key in name_keys(person.name):
            known = self._by_key.get(key)
            if known is None or known.state is None or known.from_table:
                self._by_key[key] = person

    def find(self, item: Item) -> Person | None:
        """Return the person an item names, from the text first and then from the table."""
        for key in name_keys(item.text):
            if key in self._by_key:
                return self._by_key[key]
        return self._from_table(item) if item.kind is ItemKind.PERSON else None

    def _from_table(self, item: Item) -> Person | None:
        holders = [self._lexicon.holders[v] for v in item.values if v in self._lexicon.holders]
        if item.ambiguous or " " not in item.text:
            holders = [holder for holder in holders if holder.state in self._states]
        current = [holder for holder in holders if holds(holder, self._published)]
        chosen = current or holders
        if not chosen or len({holder.state for holder in chosen}) > 1:
            return None
        is_plain = len({holder.level for holder in current}) == 1
        level = current[0].level if is_plain else None
        office = current[0].office if current else None
        return Person(item.text, chosen[0].state, level, office, from_table=True)


def holds(holder: Holder, on: date | None) -> bool:
    """Tell whether an office was held on a day; with no day given, whether it is held still."""
    if on is None:
        return holder.until is None
    return holder.since <= on and (holder.until is None or on <= holder.until)


def name_keys(name: str) -> list[str]:
    """Return the keys a person is found by: the whole name, then its last and first parts.

    Both orders are kept, since Japanese, Korean, Chinese, Vietnamese and Hungarian
    names are printed either way.
    """
    parts = [part for part in name.replace(".", " ").split() if len(part) >= SHORTEST_KEY]
    if not parts:
        return [name.lower()]
    keys = [name.lower(), parts[-1].lower()]
    if len(parts) > 1:
        keys.append(parts[0].lower())
    return list(dict.fromkeys(keys))
