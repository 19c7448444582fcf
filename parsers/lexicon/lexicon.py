"""The lexicon as one value: its rows, what a text names, and who held what when.

It answers what a name may denote. It never says who acts in a text, and a
holder's row is a prior only: what a text says of a person goes before it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import chain
from typing import TypeVar

from parsers.lexicon import index, tables
from parsers.lexicon.entries import City, Holder, KnownGrouping, Office, State
from parsers.lexicon.extensions import Extension, extended, without
from parsers.lexicon.index import Sense
from parsers.lexicon.keys import fold
from parsers.lexicon.scanner import ContextMask, Scanner
from parsers.lexicon.tables import Rows
from parsers.lexicon.terms import Term, TermKind

# News keeps a title for some days around a change of office.
HANDOVER = timedelta(days=3)
REGION = "region"  # kind of a grouping

_Row = TypeVar("_Row", City, Holder)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All rows by id, and a scanner over their names.

    ``shared`` maps a name of several groupings to their ids, likeliest first.
    ``regions`` are those that news uses as if they were one actor, ids with states.
    ``ordinary_keys``, folded, are names of persons that are also words, places
    or common given names: May, Rice, Austin. ``edition`` tells what an installation
    added, ``""`` where it added nothing; ``off`` are the names it switched off, each
    with the row that loses it, and ``idle_off`` those that nothing bears.
    """

    states: dict[str, State]
    cities: dict[str, City]
    offices: dict[str, Office]
    holders: dict[str, Holder]
    groupings: dict[str, KnownGrouping]
    shared: dict[str, list[str]]
    regions: dict[str, tuple[str, ...]]
    ordinary_keys: frozenset[str]
    scanner: Scanner = field(repr=False)
    edition: str
    off: frozenset[tuple[str, str | None]]
    idle_off: tuple[Rows, ...]
    _by_key: dict[str, tuple[Holder, ...]] = field(repr=False)
    _by_states: dict[frozenset[str], tuple[KnownGrouping, ...]] = field(repr=False)
    _by_place: dict[str, tuple[City, ...]] = field(repr=False)

    def scan(self, text: str) -> list[Term]:
        """Return the terms of ``text`` in order, longest first, without overlaps.

        Spans count characters of ``text`` as given; it should be in NFC.
        """
        return self.scanner.scan(text)

    def senses(self, name: str) -> tuple[Sense, ...]:
        """Return every sense of exactly this name, whatever stands around it in a text."""
        return self.scanner.senses(name)

    def holders_at(self, key: str, when: date | None) -> list[Holder]:
        """Return those known by ``key`` (a surname or whole name) in office on ``when``.

        Without a date all who ever held office; the latest first. The key is
        compared without marks and in any case.
        """
        known = self._by_key.get(fold(key).casefold(), ())
        return [holder for holder in known if when is None or _is_in_office(holder, when)]

    def grouping_by_states(self, states: Iterable[str]) -> list[KnownGrouping]:
        """Return the groupings that have or had exactly this set, minilaterals first."""
        return list(self._by_states.get(frozenset(states), ()))

    def cities_named(self, name: str) -> list[City]:
        """Return the cities and regions of this name, the likeliest first."""
        return list(self._by_place.get(fold(name).casefold(), ()))

    def office(self, ids: Iterable[str], state: str | None = None) -> Office | None:
        """Return the reading of a title's rows for ``state``.

        The row of that state, else the general row; the first where no state is known.
        """
        rows = [self.offices[identity] for identity in ids]
        if state is None:
            return rows[0] if rows else None
        own = [row for row in rows if row.state == state]
        general = [row for row in rows if row.state is None]
        return next(iter(own or general), None)

    def state_name(self, code: str) -> str:
        """Return the short English name of a state, or the code itself where unknown."""
        state = self.states.get(code)
        return state.name if state else code


def _is_in_office(holder: Holder, when: date) -> bool:
    if when < holder.since - HANDOVER:
        return False
    return holder.until is None or when <= holder.until + HANDOVER


@functools.cache
def load() -> Lexicon:
    """Return the lexicon of the package's data files; read once in a process."""
    return build({file: tables.read(f"{file}.toml") for file in tables.FILES})


def load_with(more: Extension) -> Lexicon:
    """Return the package's lexicon with an installation's additions; that of ``load`` for none."""
    if more == Extension():
        return load()
    base = {file: tables.read(f"{file}.toml") for file in tables.FILES}
    return build(extended(base, more), edition=more.edition)


def build(rows: Mapping[str, Rows], *, edition: str = "") -> Lexicon:
    """Return the lexicon of the given tables: the content of each data file by its stem.

    A further table ``off`` lists names that count for nothing.
    """
    states = tables.states(rows["states"])
    capitals = {code: state.capital for code, state in states.items()}
    cities = tables.cities(rows["cities"], capitals)
    prefer: dict[str, str] = rows["cities"]["prefer"]
    places = _likeliest_first(cities.values(), prefer)
    offices = tables.offices(rows["offices"])
    holders = _latest_first(tables.holders(rows["holders"]).values())
    groupings = tables.groupings(rows["groupings"])
    shared: dict[str, list[str]] = rows["groupings"]["shared"]
    found = chain(
        index.shared_surfaces(rows["states"]["shared"]),
        index.state_surfaces(states.values()),
        index.city_surfaces(places, prefer),
        index.office_surfaces(offices.values()),
        index.holder_surfaces(holders),
        index.government_surfaces(holders),
        index.grouping_surfaces(groupings.values(), shared),
        index.mask_surfaces(rows["masks"]["phrases"]),
    )
    surfaces, off, idle = without(list(found), rows.get("off", {}).get("names", ()))
    return Lexicon(
        states=states,
        cities=cities,
        offices=offices,
        holders={holder.id: holder for holder in holders},
        groupings=groupings,
        shared=shared,
        regions=_regions(groupings.values()),
        ordinary_keys=frozenset(map(fold, rows["holders"]["ordinary"])),
        scanner=Scanner(index.senses(surfaces), _context_masks(rows["masks"]["context"])),
        edition=edition,
        off=off,
        idle_off=idle,
        _by_key=_by_key(holders),
        _by_states=_by_states(groupings.values()),
        _by_place=_by_place(places),
    )


def _regions(groupings: Iterable[KnownGrouping]) -> dict[str, tuple[str, ...]]:
    return {known.id: known.states for known in groupings if known.kind == REGION and known.states}


def _likeliest_first(cities: Iterable[City], prefer: Mapping[str, str]) -> list[City]:
    """Order places so that of one name the preferred country, then cities, come first."""
    return sorted(
        cities,
        key=lambda city: (prefer.get(city.name) != city.country, city.type, not city.capital),
    )


def _latest_first(holders: Iterable[Holder]) -> list[Holder]:
    return sorted(holders, key=lambda holder: holder.since, reverse=True)


def _context_masks(rows: Iterable[Rows]) -> Iterator[ContextMask]:
    for row in rows:
        before, after = row.get("before"), row.get("after")
        yield ContextMask(
            kinds=frozenset(map(TermKind, row["kinds"])),
            before=re.compile(f"(?:{before})$") if before else None,
            after=re.compile(after) if after else None,
            texts=frozenset(row.get("texts", ())),
        )


def _by_key(holders: Iterable[Holder]) -> dict[str, tuple[Holder, ...]]:
    pairs = (
        (name, holder) for holder in holders for name in (holder.name, *holder.orders, *holder.keys)
    )
    return _gathered(pairs)


def _by_place(cities: Iterable[City]) -> dict[str, tuple[City, ...]]:
    return _gathered((name, city) for city in cities for name in (city.name, *city.alternates))


def _gathered(pairs: Iterable[tuple[str, _Row]]) -> dict[str, tuple[_Row, ...]]:
    """Return the rows under each name, folded and in lower case, without repeats."""
    found: dict[str, dict[int, _Row]] = {}
    for name, row in pairs:
        found.setdefault(fold(name).casefold(), {})[id(row)] = row
    return {name: tuple(rows.values()) for name, rows in found.items()}


def _by_states(
    groupings: Iterable[KnownGrouping],
) -> dict[frozenset[str], tuple[KnownGrouping, ...]]:
    found: dict[frozenset[str], tuple[KnownGrouping, ...]] = {}
    for grouping in sorted(groupings, key=lambda row: row.kind != "minilateral"):
        for states in map(frozenset, grouping.memberships):
            if states:
                found[states] = (*found.get(states, ()), grouping)
    return found
