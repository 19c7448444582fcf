"""The people of one document: who holds which office of which state.

What the text says goes before the table of office-holders, which is only a prior.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from parsers.items import Item, ItemKind
from parsers.levels import highest
from parsers.lexicon import Holder, Lexicon
from parsers.model import Level
from parsers.personal_names import name_parts

SAME_START = 2  # letters that spellings of one given name share: Sergey, Sergei; Antony, Anthony


@dataclass(frozen=True, slots=True)
class Person:
    """A named person with what the text, or failing that the table, says of him.

    ``is_past`` is for those whom the text calls former holders of their office.
    """

    name: str
    state: str | None
    levels: frozenset[Level] = frozenset()
    office: str | None = None
    from_table: bool = False
    is_past: bool = False

    @property
    def level(self) -> Level | None:
        """The level of his office, or the most senior of several."""
        return highest(self.levels)


def is_same_name(left: str, right: str) -> bool:
    """Tell whether two printed names can be one person's: all parts of one stand in the other."""
    one, other = set(name_parts(left)), set(name_parts(right))
    return one <= other or other <= one


def joined_people(known: Person, told: Person) -> Person:
    """Return one person from two sayings: the longer name, and the first office that was said."""
    best = known if known.office or not told.office else told
    name = max(known.name, told.name, key=lambda name: len(name_parts(name)))
    return replace(best, name=name, state=known.state or told.state)


class People:
    """The people of one document, found by full name or by any part of it."""

    def __init__(self, lexicon: Lexicon, published: date | None, states: frozenset[str]) -> None:
        self._lexicon = lexicon
        self._published = published
        self._states = states
        self._known: list[Person] = []
        self._by_part: dict[str, list[int]] = {}

    def learn(self, person: Person) -> None:
        """Keep what the text says of a person; a fuller saying completes a poorer one."""
        for index in self._sharing(person.name):
            known = self._known[index]
            if None in (known.state, person.state) or known.state == person.state:
                self._known[index] = joined_people(known, person)
                self._index(person.name, index)
                return
        self._known.append(person)
        self._index(person.name, len(self._known) - 1)

    def _index(self, name: str, index: int) -> None:
        for part in name_parts(name):
            places = self._by_part.setdefault(part, [])
            if index not in places:
                places.append(index)

    def _sharing(self, name: str) -> list[int]:
        """Return the places of those who may bear a name, the bearers of its last part first."""
        parts = name_parts(name)
        places = dict.fromkeys(
            index for part in reversed(parts) for index in self._by_part.get(part, ())
        )
        return [index for index in places if is_same_name(self._known[index].name, name)]

    def find(self, item: Item, levels: frozenset[Level] = frozenset()) -> Person | None:
        """Return the person an item names, from the text first and then from the table.

        ``levels`` are those of the title before the name, which tell namesakes apart.
        """
        told = [self._known[index] for index in self._sharing(item.text)]
        told = [person for person in told if not person.from_table] or told
        if told and len({person.state for person in told}) == 1:
            return told[0]
        by_surname = [p for p in told if name_parts(p.name)[-1] == name_parts(item.text)[-1]]
        if len({person.state for person in by_surname}) == 1:
            return by_surname[0]
        return self._from_table(item, levels) if item.kind is ItemKind.PERSON else None

    def _from_table(self, item: Item, levels: frozenset[Level]) -> Person | None:
        holders = [self._lexicon.holders[v] for v in item.values if v in self._lexicon.holders]
        current = [holder for holder in holders if holds(holder, self._published)]
        titled = [holder for holder in current if holder.level in levels]
        if titled and (chosen := self._of_one_state(titled)):
            return _person(item, chosen, chosen)
        if item.ambiguous or not _is_whole_name(item, holders):
            holders = [holder for holder in holders if holder.state in self._states]
        current = [holder for holder in current if holder in holders]
        chosen = current or holders
        if not chosen or len({holder.state for holder in chosen}) > 1:
            return None
        return _person(item, chosen, current)

    def _of_one_state(self, holders: list[Holder]) -> list[Holder]:
        """Keep the holders of the only state among them, else of the only one that is named."""
        for some in (holders, [holder for holder in holders if holder.state in self._states]):
            if len({holder.state for holder in some}) == 1:
                return some
        return []

    def __iter__(self) -> Iterator[Person]:
        return iter(self._known)


def _person(item: Item, chosen: list[Holder], current: list[Holder]) -> Person:
    levels = frozenset(holder.level for holder in current)
    office = current[0].office if current else None
    return Person(item.text, chosen[0].state, levels, office, from_table=True)


def _is_whole_name(item: Item, holders: Iterable[Holder]) -> bool:
    """Tell whether a name has a given name too, and one that a holder of the surname has."""
    parts = set(name_parts(item.text))
    if len(parts) == 1:
        return False
    starts = {part[:SAME_START] for part in parts}
    return any(
        len(starts & {part[:SAME_START] for part in name_parts(holder.name)}) > 1
        for holder in holders
    )


def holds(holder: Holder, on: date | None) -> bool:
    """Tell whether an office was held on a day; with no day given, whether it is held still."""
    if on is None:
        return holder.until is None
    return holder.since <= on and (holder.until is None or on <= holder.until)
