"""From rows to spellings: every way in which a row may stand in text, with its senses.

The index is built once; ``scanner`` finds its keys. Nothing here reads text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

from parsers.lexicon.entries import City, Holder, KnownGrouping, Office, State
from parsers.lexicon.keys import free_spellings, proper_spellings, shout
from parsers.lexicon.terms import PRECEDENCE, TermKind
from parsers.model import Level

ARTICLE = "the "
GOVERNMENTS = ("administration", "government", "Administration", "Government")
# What print may write small behind the one word that makes a grouping's name its own.
GENERIC_NOUNS = frozenset(
    "Format Triangle Trio Troika Quartet Quint Process Group Conclave Initiative Conference".split()
)
# And words with which such a name would be an ordinary one: "Northern group".
PLAIN_WORDS = frozenset(
    "Northern Southern Eastern Western Central Open Small Contact Extended Arab".split()
)

_ORDER = {kind: place for place, kind in enumerate(PRECEDENCE)}


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning of one spelling.

    ``shouted`` marks a spelling in capitals alone, ``article`` one that begins
    with an article which must stand there but is no part of the name: ``the C5``.
    """

    kind: TermKind
    values: tuple[str, ...]
    ambiguous: bool = False
    shouted: bool = False
    article: bool = False


@dataclass(frozen=True, slots=True)
class Surface:
    """A printed form and what it means; ``free`` forms may be written in lower case.

    ``settled`` says that of several values the first is the usual one, so that
    several values alone do not make the form ambiguous.
    """

    text: str
    kind: TermKind
    value: str | None
    ambiguous: bool = False
    free: bool = False
    settled: bool = False


def state_surfaces(states: Iterable[State]) -> Iterator[Surface]:
    """Yield names, demonyms, metonyms, prefixes (with their hyphen) and headline forms."""
    for state in states:
        forms = (
            (TermKind.STATE, state.names),
            (TermKind.DEMONYM, state.demonyms),
            (TermKind.DEMONYM, tuple(f"{prefix}-" for prefix in state.prefixes)),
            (TermKind.METONYM, state.metonyms),
        )
        for kind, texts in forms:
            for text in texts:
                yield Surface(text, kind, state.code, text in state.ambiguous_names)
        for text in state.headline:
            yield Surface(text, TermKind.STATE, state.code, ambiguous=True)


def shared_surfaces(rows: Iterable[dict[str, Any]]) -> Iterator[Surface]:
    """Yield names of several states, such as ``Korea``; they come before the states' own."""
    for row in rows:
        for code in row["codes"]:
            yield Surface(row["name"], TermKind(row["kind"]), code, ambiguous=True)


def mask_surfaces(phrases: Iterable[str]) -> Iterator[Surface]:
    """Yield names in which other names do not count, such as ``South China Sea``."""
    for phrase in phrases:
        yield Surface(phrase, TermKind.MASK, None, free=True)


def city_surfaces(cities: Iterable[City], prefer: Mapping[str, str]) -> Iterator[Surface]:
    """Yield the names of cities and regions; ``prefer`` maps a name to its usual country."""
    for city in cities:
        kind = TermKind.CITY if city.type == "city" else TermKind.REGION
        usual = prefer.get(city.name)
        ambiguous = city.ambiguous and usual in {None, city.country}
        for text in (city.name, *city.alternates):
            yield Surface(text, kind, city.country, ambiguous, settled=usual is not None)


def office_surfaces(offices: Iterable[Office]) -> Iterator[Surface]:
    """Yield titles; all but the exact ones may be written in any case."""
    for office in offices:
        yield Surface(
            office.title, TermKind.OFFICE, office.id, office.ambiguous, free=not office.exact
        )


def holder_surfaces(holders: Iterable[Holder]) -> Iterator[Surface]:
    """Yield whole names, and the keys used alone, which are always ambiguous."""
    for holder in holders:
        for text in (holder.name, *holder.orders):
            yield Surface(text, TermKind.PERSON, holder.id)
        for text in holder.keys:
            if text != holder.name:
                yield Surface(text, TermKind.PERSON, holder.id, ambiguous=True)


def government_surfaces(holders: Iterable[Holder]) -> Iterator[Surface]:
    """Yield ``the Biden administration`` and its like, which stand for a state's government."""
    for holder in holders:
        if holder.level is not Level.LEADERS:
            continue
        for key, body in product(holder.keys, GOVERNMENTS):
            yield Surface(f"{key} {body}", TermKind.METONYM, holder.state)


def grouping_surfaces(
    groupings: Iterable[KnownGrouping], shared: dict[str, list[str]]
) -> Iterator[Surface]:
    """Yield aliases; ``shared`` maps a name of several groupings to their ids, likeliest first."""
    for text, ids in shared.items():
        for value in ids:
            yield Surface(text, TermKind.GROUPING, value, ambiguous=True)
    for grouping in groupings:
        for text in dict.fromkeys((*grouping.aliases, *grouping.aliases_ci)):
            ambiguous = text in grouping.needs_context
            free = text in grouping.aliases_ci
            yield Surface(text, TermKind.GROUPING, grouping.id, ambiguous, free=free)
            small = small_noun(text)
            if small is not None and not free:
                yield Surface(small, TermKind.GROUPING, grouping.id, ambiguous)


def small_noun(name: str) -> str | None:
    """Return "Weimar triangle" for "Weimar Triangle"; None for a name that is not so built."""
    first, _, noun = name.rpartition(" ")
    is_built = noun in GENERIC_NOUNS and first.isalpha() and first not in PLAIN_WORDS
    return f"{first} {noun.lower()}" if is_built else None


def senses(surfaces: Iterable[Surface]) -> dict[str, tuple[Sense, ...]]:
    """Return each folded spelling with its senses, its own first.

    Surfaces of one kind and spelling become one sense with several values, in
    the order in which they come.
    """
    gathered: dict[str, dict[tuple[bool, TermKind], Sense]] = {}
    for surface in surfaces:
        for spelling, shouted in _spellings(surface):
            _add(gathered.setdefault(spelling, {}), surface, shouted=shouted)
    return {spelling: _ordered(found) for spelling, found in gathered.items()}


def _spellings(surface: Surface) -> Iterator[tuple[str, bool]]:
    spell = free_spellings if surface.free else proper_spellings
    written = spell(surface.text)
    yield from ((spelling, False) for spelling in written)
    loud = {shout(spelling) for spelling in written} - {None} - written
    yield from ((spelling, True) for spelling in loud if spelling)


def _add(found: dict[tuple[bool, TermKind], Sense], surface: Surface, *, shouted: bool) -> None:
    slot = (shouted, surface.kind)
    value = () if surface.value is None else (surface.value,)
    old = found.get(slot)
    if old is None:
        article = surface.text.startswith(ARTICLE)
        found[slot] = Sense(surface.kind, value, surface.ambiguous, shouted, article)
        return
    values = tuple(dict.fromkeys((*old.values, *value)))
    ambiguous = old.ambiguous or surface.ambiguous or _is_open(surface, values)
    found[slot] = replace(old, values=values, ambiguous=ambiguous)


def _is_open(surface: Surface, values: tuple[str, ...]) -> bool:
    """Say whether several values ask for context.

    Rows of one title differ by state, terms of one person by date: both are
    told apart by these, not by the sense of the words around.
    """
    by_row = surface.kind in {TermKind.OFFICE, TermKind.PERSON}
    return len(values) > 1 and not by_row and not surface.settled


def _ordered(found: dict[tuple[bool, TermKind], Sense]) -> tuple[Sense, ...]:
    """Written as it stands before shouted, then by kind; a kind occurs once."""
    if len(found) == 1:
        return tuple(found.values())
    ranked = sorted(found.values(), key=lambda sense: (sense.shouted, _ORDER[sense.kind]))
    kept: dict[TermKind, Sense] = {}
    for sense in ranked:
        kept.setdefault(sense.kind, sense)
    return tuple(kept.values())
