"""Where the lexicon's data contradict themselves, in sentences for whoever edits them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from parsers.lexicon.entries import Holder, KnownGrouping
from parsers.lexicon.keys import fold
from parsers.lexicon.lexicon import Lexicon, load
from parsers.model import Level

# Rows known to the year alone may overlap by most of one.
LONGEST_HANDOVER = timedelta(days=370)
FEWEST_MEMBERS = 2
OPEN_END = date.max
# Below these, one post has several seats.
SINGLE_SEATS = frozenset(
    {Level.LEADERS, Level.FOREIGN_MINISTERS, Level.DEFENCE_MINISTERS, Level.NSA}
)


def problems(lexicon: Lexicon | None = None) -> list[str]:
    """Return one sentence for each contradiction in ``lexicon``, the package's by default."""
    known = lexicon or load()
    found = (
        *_unknown_codes(known),
        *_states_without(known),
        *_stray_ambiguous(known),
        *_claimed_twice(known),
        *_too_small(known),
        *_reversed_terms(known),
        *_crowded_posts(known),
        *_stray_context(known),
        *_stray_ordinary(known),
    )
    return list(found)


def _unknown_codes(lexicon: Lexicon) -> Iterator[str]:
    rows = (
        *((f"city {row.id}", (row.country,)) for row in lexicon.cities.values()),
        *((f"office {row.id}", (row.state or "US",)) for row in lexicon.offices.values()),
        *((f"holder {row.id}", (row.state,)) for row in lexicon.holders.values()),
        *((f"grouping {row.id}", (*row.states, *row.left)) for row in lexicon.groupings.values()),
    )
    for name, codes in rows:
        for code in codes:
            if code not in lexicon.states:
                yield f"{name}: no state has the code {code}"


def _states_without(lexicon: Lexicon) -> Iterator[str]:
    for state in lexicon.states.values():
        if state.territory:
            continue
        if not state.demonyms:
            yield f"state {state.code}: no demonym"
        if not state.capital:
            yield f"state {state.code}: no capital"


def _stray_ambiguous(lexicon: Lexicon) -> Iterator[str]:
    for state in lexicon.states.values():
        known = {*state.names, *state.demonyms, *state.metonyms, *state.prefixes}
        for name in sorted(state.ambiguous_names - known):
            yield f"state {state.code}: ambiguous_names has {name!r}, which is none of its names"


def _claimed_twice(lexicon: Lexicon) -> Iterator[str]:
    owners: dict[str, str] = {}
    for row in lexicon.groupings.values():
        for alias in dict.fromkeys((*row.aliases, *row.aliases_ci)):
            if alias in lexicon.shared or (alias, row.id) in lexicon.off:
                continue
            owner = owners.setdefault(alias, row.id)
            if owner != row.id:
                yield f"grouping {row.id}: {owner} has the alias {alias!r} too; put it in [shared]"
    for alias, ids in lexicon.shared.items():
        for identity in ids:
            if identity not in lexicon.groupings:
                yield f"shared alias {alias!r}: no grouping has the id {identity}"


def _too_small(lexicon: Lexicon) -> Iterator[str]:
    for row in lexicon.groupings.values():
        if row.kind == "minilateral" and len(row.states) < FEWEST_MEMBERS:
            yield f"grouping {row.id}: a minilateral of fewer than {FEWEST_MEMBERS} states"
        if len(set(row.states)) != len(row.states):
            yield f"grouping {row.id}: a state is named twice"
        for state in row.joined.keys() - set(row.states):
            yield f"grouping {row.id}: {state} joined, but is no member"
        for state in row.left.keys() & set(row.states):
            yield f"grouping {row.id}: {state} left, but is a member"


def _reversed_terms(lexicon: Lexicon) -> Iterator[str]:
    for row in lexicon.holders.values():
        if row.until is not None and row.until < row.since:
            yield f"holder {row.id}: ends {row.until} before it begins {row.since}"


def _crowded_posts(lexicon: Lexicon) -> Iterator[str]:
    posts: dict[tuple[str, str], list[Holder]] = {}
    for row in lexicon.holders.values():
        if row.level in SINGLE_SEATS:
            posts.setdefault((row.state, row.office), []).append(row)
    for rows in posts.values():
        for earlier, later in pairwise(sorted(rows, key=lambda row: row.since)):
            if (earlier.until or OPEN_END) - later.since > LONGEST_HANDOVER:
                yield f"holder {earlier.id}: still in office long after {later.id} began"


def _stray_context(lexicon: Lexicon) -> Iterator[str]:
    for row in lexicon.groupings.values():
        for alias in sorted(row.needs_context - {*row.aliases, *row.aliases_ci} - _names(row)):
            yield f"grouping {row.id}: needs_context names {alias!r}, which is no alias"


def _names(row: KnownGrouping) -> frozenset[str]:
    return frozenset({row.name})


def _stray_ordinary(lexicon: Lexicon) -> Iterator[str]:
    keys = {fold(key) for row in lexicon.holders.values() for key in row.keys}
    for name in sorted(lexicon.ordinary_keys - keys):
        yield f"ordinary name {name!r}: no holder is called so"
