"""What an installation adds to the lexicon's rows, put in its place; the rows themselves stay.

Additions have been checked for shape by whoever read them. Nothing here reads files.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from parsers.lexicon.index import Surface
from parsers.lexicon.keys import fold
from parsers.lexicon.tables import Rows, first_day

STATE_LISTS = ("names", "demonyms", "metonyms", "prefixes", "headline", "ambiguous_names")


@dataclass(frozen=True, slots=True)
class Extension:
    """Additions, in order: each a row in the shape of the lexicon's own of that kind.

    An ``aliases`` row names a grouping and one more name of it; an ``off`` row a name and,
    where not all that bear it shall lose it, their kind (``kind``) or id (``of``). A
    grouping with a known id replaces it, a holder with known state, office, name and first
    day changes that row. ``terms`` are holders too, told by a source asked again and again.
    """

    groupings: Sequence[Rows] = ()
    aliases: Sequence[Rows] = ()
    states: Sequence[Rows] = ()
    cities: Sequence[Rows] = ()
    offices: Sequence[Rows] = ()
    holders: Sequence[Rows] = ()
    masks: Sequence[str] = ()
    off: Sequence[Rows] = ()
    terms: Sequence[Rows] = field(default=(), repr=False)

    @property
    def edition(self) -> str:
        """Eight digits that change with what editors added, ``""`` for nothing.

        ``terms`` are left out: they are a prior, renewed often, and no reason to read all anew.
        """
        parts = (
            self.groupings, self.aliases, self.states, self.cities, self.offices, self.holders,
            self.masks, self.off,
        )  # fmt: skip
        if not any(parts):
            return ""
        text = json.dumps([list(part) for part in parts], sort_keys=True, default=str)
        return hashlib.sha256(text.encode()).hexdigest()[:8]


def extended(base: Mapping[str, Rows], more: Extension) -> dict[str, Rows]:
    """Return the tables with the additions in them, for ``lexicon.build``."""
    states, groupings, offices = base["states"], base["groupings"], base["offices"]
    cities, holders, masks = base["cities"], base["holders"], base["masks"]
    return {
        "states": {**states, "state": _states(states["state"], more.states)},
        "groupings": {
            **groupings,
            "grouping": list(_groupings(groupings["grouping"], more.groupings, more.aliases)),
        },
        "cities": {**cities, "country": _cities(cities["country"], more.cities)},
        "offices": {**offices, "office": [*more.offices, *offices["office"]]},
        "holders": {**holders, "post": _posts(holders["post"], [*more.terms, *more.holders])},
        "masks": {**masks, "phrases": [*masks["phrases"], *more.masks]},
        "off": {"names": list(more.off)},
    }


def _states(rows: Iterable[Rows], more: Iterable[Rows]) -> list[Rows]:
    by_code = {row["code"]: row for row in rows}
    for row in more:
        old = by_code[row["code"]]
        lists = {key: _joined(old.get(key, ()), row.get(key, ())) for key in STATE_LISTS}
        by_code[row["code"]] = {**old, **{key: names for key, names in lists.items() if names}}
    return list(by_code.values())


def _joined(old: Iterable[str], new: Iterable[str]) -> list[str]:
    return list(dict.fromkeys((*old, *new)))


def _groupings(
    rows: Iterable[Rows], more: Iterable[Rows], aliases: Iterable[Rows]
) -> Iterator[Rows]:
    by_id = {row["id"]: row for row in (*rows, *more)}
    for alias in aliases:
        row, name = by_id[alias["grouping"]], alias["name"]
        kind = "aliases_ci" if alias.get("any_case") else "aliases"
        by_id[row["id"]] = row = {**row, kind: _joined(row.get(kind, ()), [name])}
        if alias.get("needs_context"):
            row["needs_context"] = _joined(row.get("needs_context", ()), [name])
    yield from by_id.values()


def _cities(tables: Rows, more: Iterable[Rows]) -> Rows:
    found = dict(tables)
    for city in more:
        code, name = city["country"], city["name"]
        table: dict[str, Any] = dict(found.get(code, {}))
        kind = "regions" if city.get("type") == "region" else "cities"
        table[kind] = _joined(table.get(kind, ()), [name])
        alternates = table.get("alternates", {})
        known = _joined(alternates.get(name, ()), city.get("alternates", ()))
        table["alternates"] = {**alternates, name: known}
        if city.get("ambiguous"):
            table["ambiguous"] = _joined(table.get("ambiguous", ()), [name])
        found[code] = table
    return found


def _posts(posts: Iterable[Rows], more: Iterable[Rows]) -> list[Rows]:
    found = [{**post, "terms": list(post["terms"])} for post in posts]
    by_post = {(post["state"], fold(post["office"]).lower()): post for post in found}
    for row in more:
        key = (row["state"], fold(row["office"]).lower())
        post = by_post.get(key)
        if post is None:
            by_post[key] = post = {
                "state": row["state"], "office": row["office"], "level": row["level"], "terms": [],
            }  # fmt: skip
            found.append(post)
        _put(post["terms"], {key: value for key, value in row.items() if key in TERM_KEYS})
    return found


TERM_KEYS = frozenset({"name", "since", "until", "keys", "also"})


def _put(terms: list[Rows], term: Rows) -> None:
    """Change the term of the same person from the same day, or add one."""
    for at, old in enumerate(terms):
        is_same = fold(old["name"]).lower() == fold(term["name"]).lower()
        if is_same and first_day(old["since"]) == first_day(term["since"]):
            terms[at] = {**old, **term, "name": old["name"], "since": old["since"]}
            return
    terms.append(term)


def without(
    surfaces: Sequence[Surface], off: Sequence[Rows]
) -> tuple[Sequence[Surface], frozenset[tuple[str, str | None]], tuple[Rows, ...]]:
    """Drop the names that are off.

    Returns what is left, the names dropped with the ids that lose them, and the rows of
    ``off`` that nothing answers to.
    """
    if not off:
        return surfaces, frozenset(), ()
    rules: dict[str, list[Rows]] = {}
    for row in off:
        rules.setdefault(fold(row["name"]), []).append(row)
    kept, dropped, idle = [], set(), {id(row): row for row in off}
    for surface in surfaces:
        met = [row for row in rules.get(fold(surface.text), ()) if _meets(row, surface)]
        for row in met:
            idle.pop(id(row), None)
            dropped.add((surface.text, surface.value))
        if not met:
            kept.append(surface)
    return kept, frozenset(dropped), tuple(idle.values())


def _meets(row: Rows, surface: Surface) -> bool:
    is_kind = row.get("kind") in (None, surface.kind.value)
    return is_kind and row.get("of") in (None, surface.value)
