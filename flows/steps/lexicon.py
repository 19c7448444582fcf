"""Puts into plain text what the lexicon holds: how much of what, and what one name denotes."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator

from parsers.lexicon import KnownGrouping, Lexicon, TermKind
from parsers.lexicon.keys import fold

NEAREST = 3
NEARNESS = 0.75  # of 1: one or two letters wrong


def counted(lexicon: Lexicon) -> list[str]:
    """Return a line for each kind of row with how many there are."""
    kinds = Counter(row.kind for row in lexicon.groupings.values())
    states = sum(not row.territory for row in lexicon.states.values())
    of_kinds = ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())
    people = len({row.name for row in lexicon.holders.values()})
    own = f"edition {lexicon.edition}" if lexicon.edition else "none"
    return [
        f"states      {states}, and {len(lexicon.states) - states} territories",
        f"places      {len(lexicon.cities)}",
        f"titles      {len(lexicon.offices)}",
        f"holders     {len(lexicon.holders)} terms of {people} people",
        f"groupings   {len(lexicon.groupings)}: {of_kinds}",
        f"additions   {own}",
    ]


def shown(lexicon: Lexicon, name: str) -> list[str]:
    """Return a line for each row that a name, a code or an id denotes; none if it is unknown."""
    wanted = " ".join(name.split())
    found = (
        f"{kind.value:<12}{words}{'; asks for context' if is_ambiguous else ''}"
        for kind, values, is_ambiguous in (*_meanings(lexicon, wanted), *_rows(lexicon, wanted))
        for words in _words(lexicon, kind, values)
    )
    return list(dict.fromkeys(found))


def state_of(lexicon: Lexicon, name: str) -> str | None:
    """Return the code of the one state that a name or a code denotes; None of none or several."""
    if name.upper() in lexicon.states:
        return name.upper()
    senses = lexicon.senses(" ".join(name.split()))
    found = {code for sense in senses if sense.kind is TermKind.STATE for code in sense.values}
    return found.pop() if len(found) == 1 else None


_Meaning = tuple[TermKind, tuple[str, ...], bool]


def _meanings(lexicon: Lexicon, name: str) -> Iterator[_Meaning]:
    """Yield the senses of a name; of one that is a mask by its words, what it hides as well."""
    senses = lexicon.senses(name)
    yield from ((sense.kind, sense.values, sense.ambiguous) for sense in senses)
    whole = [term for term in lexicon.scan(name) if term.end - term.start == len(name)]
    for term in () if senses else whole:
        for one in (term, *term.alternatives):
            yield one.kind, one.values, one.ambiguous


def _rows(lexicon: Lexicon, identity: str) -> Iterator[_Meaning]:
    """Yield the rows that have this id; a state's is its code."""
    tables: tuple[tuple[TermKind, Iterable[str]], ...] = (
        (TermKind.STATE, lexicon.states),
        (TermKind.GROUPING, lexicon.groupings),
        (TermKind.OFFICE, lexicon.offices),
        (TermKind.PERSON, lexicon.holders),
    )
    yield from ((kind, (identity,), False) for kind, rows in tables if identity in rows)


def _words(lexicon: Lexicon, kind: TermKind, values: tuple[str, ...]) -> Iterator[str]:
    if kind is TermKind.MASK:
        yield "a name in which other names do not count"
    for value in values:
        if kind is TermKind.GROUPING:
            yield _of_grouping(lexicon.groupings[value])
        elif kind is TermKind.PERSON:
            row = lexicon.holders[value]
            dates = f"{row.since} to {row.until or 'now'}"
            yield f"{row.name}: {row.state} {row.office} ({row.level}), {dates}"
        elif kind is TermKind.OFFICE:
            yield _of_office(lexicon, value)
        else:
            yield f"{value} {lexicon.state_name(value)}"


def _of_office(lexicon: Lexicon, identity: str) -> str:
    row = lexicon.offices[identity]
    where = f" in {row.state}" if row.state else ""
    many = ", of several people" if row.plural else ""
    return f"{row.title}: {row.level}{where}{many}"


def _of_grouping(row: KnownGrouping) -> str:
    members = " ".join((*row.states, *row.orgs)) or "members not listed"
    level = f"; {row.level}" if row.level else ""
    named = f"; name known since {row.name_since}" if row.name_since else ""
    status = f"; {row.status}" if row.status != "active" else ""
    return f"{row.id}: {row.name}, {row.kind}, {members}{level}{named}{status}"


def nearest_names(lexicon: Lexicon, name: str) -> list[str]:
    """Return the names of rows that are most like one that is not known."""
    rows = (
        *(each for row in lexicon.states.values() for each in (*row.names, *row.demonyms)),
        *(row.name for row in lexicon.cities.values()),
        *(each for row in lexicon.groupings.values() for each in (row.name, *row.aliases)),
        *(each for row in lexicon.holders.values() for each in (row.name, *row.keys)),
    )
    by_folded = {fold(each).lower(): each for each in rows}
    close = difflib.get_close_matches(fold(name).lower(), by_folded, NEAREST, NEARNESS)
    return [by_folded[each] for each in close]
