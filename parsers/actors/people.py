"""The people of one document: who holds which office of which state.

What the text says goes before the table of office-holders, which is only a prior.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from parsers.lexicon import Holder, Lexicon
from parsers.lexicon.keys import fold
from parsers.model import Level
from parsers.values import value
from parsers.words.items import Item, ItemKind
from parsers.words.levels import highest
from parsers.words.personal_names import GENERATIONS, NAME_PARTICLES, name_parts

SAME_INITIAL = 1  # letter that is enough where more speaks for a holder: James, Jim
SAME_START = 2  # letters that spellings of one given name share: Sergey, Sergei; Antony, Anthony


@value(frozen=True, slots=True)
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


def is_of_another(person: Person | None, state: str) -> bool:
    """Tell whether somebody is known to be of another state than this."""
    return person is not None and person.state not in (None, state)


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
        self._found: dict[tuple[object, ...], Person | None] = {}

    def learn(self, person: Person) -> None:
        """Keep what the text says of a person; a fuller saying completes a poorer one."""
        self._found.clear()
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
        asked = (item.text, item.kind, item.values, item.ambiguous, levels)
        if asked not in self._found:
            self._found[asked] = self._find(item, levels)
        return self._found[asked]

    def _find(self, item: Item, levels: frozenset[Level]) -> Person | None:
        told = [self._known[index] for index in self._sharing(item.text)]
        told = [person for person in told if not person.from_table] or told
        if told and len({person.state for person in told}) == 1:
            return told[0]
        by_surname = [p for p in told if name_parts(p.name)[-1] == name_parts(item.text)[-1]]
        if len({person.state for person in by_surname}) == 1:
            return by_surname[0]
        return self._from_table(item, levels) if item.kind is ItemKind.PERSON else None

    def _from_table(self, item: Item, levels: frozenset[Level]) -> Person | None:
        """A title settles namesakes; who held his office once needs the state named beside him."""
        listed = [self._lexicon.holders[v] for v in item.values if v in self._lexicon.holders]
        agreeing = [holder for holder in listed if self._agrees(item, holder)]
        current = [holder for holder in agreeing if holds(holder, self._published)]
        titled = [holder for holder in current if holder.level in levels]
        if titled and (chosen := self._of_one_state(titled)):
            return _person(item, chosen, chosen)
        if item.ambiguous or len(name_parts(item.text)) == 1:
            agreeing = self._of_named_states(agreeing)
        current = [holder for holder in current if holder in agreeing]
        past = agreeing if self._published is None else self._of_named_states(agreeing)
        chosen = current or past
        if not chosen or len({holder.state for holder in chosen}) > 1:
            return None
        return _person(item, chosen, current)

    def _agrees(self, item: Item, holder: Holder) -> bool:
        """A given name spelled quite otherwise fits where the holder's state is named."""
        same = SAME_INITIAL if holder.state in self._states else SAME_START
        return agrees(item.text, (holder.name, *holder.orders), same)

    def _of_named_states(self, holders: list[Holder]) -> list[Holder]:
        return [holder for holder in holders if holder.state in self._states]

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


def agrees(name: str, others: Iterable[str], same: int = SAME_START) -> bool:
    """Tell whether a printed name fits one of a holder's in all its parts.

    A middle name may lack on either side, and ``same`` letters make two spellings of a given
    name one. A single part is the key that found the holder.
    """
    own = _words(name)
    if len(own) == 1:
        return True
    starts = {part[:same] for part in own}
    for other in others:
        theirs = _words(other)
        has_all = all(part in own for part in theirs) or (
            theirs[-1] in own and all(part[:same] in starts for part in theirs)
        )
        if has_all or _ends_agree(own, theirs, same):
            return True
    return False


def _words(name: str) -> tuple[str, ...]:
    """Return the parts of a name, the short ones too that find nobody: "Wu Lin"."""
    words = fold(name).lower().replace(".", " ").split()
    kept = (word for word in words if word not in NAME_PARTICLES and word not in GENERATIONS)
    return tuple(word for word in kept if len(word) > 1) or (name.lower(),)


def _ends_agree(own: Sequence[str], theirs: Sequence[str], same: int) -> bool:
    """Tell whether first and last part are the other name's too, and one of them to the letter."""
    ends = (own[0], own[-1])
    found = [next((part for part in theirs if part[:same] == end[:same]), None) for end in ends]
    return None not in found and found[0] != found[1] and any(end in theirs for end in ends)


def holds(holder: Holder, on: date | None) -> bool:
    """Tell whether an office was held on a day; with no day given, whether it is held still."""
    if on is None:
        return holder.until is None
    return holder.since <= on and (holder.until is None or on <= holder.until)
