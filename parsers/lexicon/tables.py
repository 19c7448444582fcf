"""Reads the lexicon's data files into rows: one pure function for each file.

A row that cannot be read is a fault of the package and raises at once; what is
readable but doubtful is for ``checks``. Nothing here matches text.
"""

from __future__ import annotations

import calendar
import re
import tomllib
from collections.abc import Iterable, Iterator
from datetime import date
from importlib import resources
from typing import Any

from parsers.lexicon.entries import City, Holder, KnownGrouping, Office, State
from parsers.lexicon.keys import fold
from parsers.lexicon.names import name_keys, name_orders
from parsers.model import Level

Rows = dict[str, Any]

FILES = ("states", "cities", "offices", "holders", "groupings", "masks")

_NOT_SLUG = re.compile(r"[^a-z0-9]+")


def read(file: str) -> Rows:
    """Return the content of one of the package's data files, such as ``states.toml``."""
    text = resources.files("parsers.lexicon").joinpath(file).read_text(encoding="utf-8")
    return tomllib.loads(text)


def slug(*parts: str) -> str:
    """Return an id of lower-case letters, digits and hyphens."""
    return _NOT_SLUG.sub("-", fold("-".join(parts)).lower()).strip("-")


def first_day(text: str) -> date:
    """Return the first day of ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``."""
    year, month, day = (*map(int, text.split("-")), 1, 1)[:3]
    return date(year, month, day)


def last_day(text: str) -> date:
    """Return the last day of ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``."""
    year, *rest = map(int, text.split("-"))
    month = rest[0] if rest else 12
    day = rest[1] if len(rest) > 1 else calendar.monthrange(year, month)[1]
    return date(year, month, day)


def states(rows: Rows) -> dict[str, State]:
    """Return the states by code, in file order."""
    return {row["code"]: _state(row) for row in rows["state"]}


def _state(row: Rows) -> State:
    return State(
        code=row["code"],
        name=row["name"],
        names=(row["name"], *row.get("names", ())),
        demonyms=tuple(row.get("demonyms", ())),
        capital=row.get("capital"),
        metonyms=tuple(row.get("metonyms", ())),
        prefixes=tuple(row.get("prefixes", ())),
        headline=tuple(row.get("headline", ())),
        ambiguous_names=frozenset(row.get("ambiguous_names", ())),
        territory=row.get("territory", False),
    )


def cities(rows: Rows, capitals: dict[str, str | None]) -> dict[str, City]:
    """Return cities and regions by id, capitals among them.

    ``capitals`` maps every state's code to its capital's name or None.
    """
    tables = rows["country"]
    return {
        city.id: city
        for country, capital in capitals.items()
        for city in _cities_of(country, tables.get(country, {}), capital)
    }


def _cities_of(country: str, table: Rows, capital: str | None) -> Iterator[City]:
    ambiguous = frozenset(table.get("ambiguous", ()))
    named = [capital] if capital else []
    cities = dict.fromkeys([*named, *table.get("cities", ())])
    for kind, names in (("city", cities), ("region", table.get("regions", ()))):
        for name in names:
            yield City(
                id=slug(name, country) if kind == "city" else slug(name, country, kind),
                name=name,
                country=country,
                alternates=tuple(table.get("alternates", {}).get(name, ())),
                ambiguous=name in ambiguous,
                capital=kind == "city" and name == capital,
                type=kind,
            )


def offices(rows: Rows) -> dict[str, Office]:
    """Return the offices by id: the rows as they stand, then those made from portfolios."""
    found: dict[str, Office] = {}
    for row in (*rows["office"], *_of_portfolios(rows["portfolio"])):
        for title in row["titles"]:
            office = _office(title, row)
            found.setdefault(office.id, office)
    return found


def _of_portfolios(tables: Iterable[Rows]) -> Iterator[Rows]:
    """Yield one row for each pattern, with every portfolio put into it."""
    for table in tables:
        for plural, patterns in ((False, table["singular"]), (True, table["plural"])):
            titles = [
                pattern.replace("{}", portfolio)
                for pattern in patterns
                for portfolio in table["portfolios"]
            ]
            yield {**table, "titles": titles, "plural": plural}


def _office(title: str, row: Rows) -> Office:
    state = row.get("state")
    exact = row.get("exact", False)
    # "Vice-minister" is another spelling than "vice minister", of the same slug.
    hyphened = ["hyphened"] if "-" in title else []
    return Office(
        id=slug(title, *hyphened, *(["exact"] if exact else []), *([state] if state else [])),
        title=title,
        level=Level(row["level"]),
        plural=row.get("plural", False),
        rank=row["rank"],
        state=state,
        bare=row.get("bare", False),
        exact=exact,
        ambiguous=row.get("ambiguous", False),
        deputy=row.get("deputy", False),
        ambassador=row.get("ambassador", False),
    )


def holders(rows: Rows) -> dict[str, Holder]:
    """Return the office-holders by id."""
    found: dict[str, Holder] = {}
    for post in rows["post"]:
        for term in post["terms"]:
            holder = _holder(term, post)
            found[holder.id] = holder
    return found


def _holder(term: Rows, post: Rows) -> Holder:
    name, state = term["name"], post["state"]
    until = term.get("until")
    return Holder(
        id=slug(name, state, post["office"], term["since"]),
        name=name,
        keys=tuple(term.get("keys", ())) or name_keys(name, state),
        state=state,
        office=post["office"],
        level=Level(post["level"]),
        since=first_day(term["since"]),
        until=last_day(until) if until else None,
        orders=(*name_orders(name, state), *term.get("also", ())),
    )


def groupings(rows: Rows) -> dict[str, KnownGrouping]:
    """Return the known groupings by id, in file order."""
    return {row["id"]: _grouping(row) for row in rows["grouping"]}


def _grouping(row: Rows) -> KnownGrouping:
    since, level = row.get("name_since"), row.get("level")
    return KnownGrouping(
        id=row["id"],
        name=row["name"],
        kind=row["kind"],
        states=tuple(sorted(row["states"])),
        aliases=tuple(row.get("aliases", ())),
        aliases_ci=tuple(row.get("aliases_ci", ())),
        needs_context=frozenset(row.get("needs_context", ())),
        name_since=first_day(since) if since else None,
        first_year=row.get("first_year"),
        levels_since={key: first_day(str(day)) for key, day in row.get("levels_since", {}).items()},
        level=Level(level) if level else None,
        orgs=tuple(row.get("orgs", ())),
        partners=tuple(row.get("partners", ())),
        seat=(row["seat"][0], row["seat"][1]) if "seat" in row else None,
        status=row.get("status", "active"),
        note=row.get("note", ""),
        joined={state: first_day(str(day)) for state, day in row.get("joined", {}).items()},
        left={state: last_day(str(day)) for state, day in row.get("left", {}).items()},
    )
