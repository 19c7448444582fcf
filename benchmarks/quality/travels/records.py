"""The records of official travel: one trip to one country, with one line of remarks.

The Office of the Historian of the US State Department publishes them as XML, without any
right reserved (CC0). They are read from a folder beside the checkout and never kept in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from parsers.lexicon import Lexicon, TermKind

FIRST_DAY = date(2001, 1, 1)  # offices and their holders are known from about then
FOLDERS = ("secretary-travels", "president-travels")
INVERTED = re.compile(r"^(?P<name>[^,]+), (?P<form>.+)$")  # "Korea, Republic of"
BRACKETS = re.compile(r"\s*\(([^)]*)\)")
NO_ENTITIES = {"resolve_entities": False, "no_network": True, "load_dtd": False}


@dataclass(frozen=True, slots=True)
class Trip:
    """One stay in one country; ``host`` is its state's code, ``cities`` are in their order."""

    id: str
    role: str
    name: str
    start: date
    end: date
    host: str
    cities: tuple[str, ...]
    remark: str


def trips(folder: Path, lexicon: Lexicon) -> tuple[list[Trip], list[str]]:
    """Return the trips in a folder, by day, and the names of countries nobody knows."""
    found: list[Trip] = []
    unknown: list[str] = []
    for fields in _fields(folder):
        host = state_of(fields["country"], lexicon)
        if host is None:
            unknown.append(fields["country"])
        else:
            found.append(_trip(fields, host))
    return sorted(found, key=lambda trip: (trip.start, trip.id)), unknown


def _fields(folder: Path) -> Iterator[dict[str, str]]:
    """Yield each trip since the first day as its elements' texts by name."""
    paths = sorted(path for name in FOLDERS for path in (folder / name).glob("*.xml"))
    for path in paths:
        tree = etree.parse(str(path), etree.XMLParser(**NO_ENTITIES))
        for trip in tree.getroot().iter("trip"):
            fields = {part.tag: " ".join((part.text or "").split()) for part in trip}
            if fields["start-date"] >= FIRST_DAY.isoformat():
                yield fields


def _trip(fields: dict[str, str], host: str) -> Trip:
    start = date.fromisoformat(fields["start-date"])
    cities = (part.strip() for part in re.split(r"[,;]", BRACKETS.sub("", fields["locale"])))
    return Trip(
        id=fields["id"],
        role=fields["role"],
        name=fields["name"],
        start=start,
        end=max(start, date.fromisoformat(fields["end-date"])),
        host=host,
        cities=tuple(city for city in cities if city),
        remark=fields["remarks"],
    )


def state_of(country: str, lexicon: Lexicon) -> str | None:
    """Return the code of a state as the records write it, None where the lexicon has no such name.

    What stands in brackets is another name, or a part of the state: it counts where the first
    name is unknown.
    """
    outer, inner = BRACKETS.sub("", country), BRACKETS.findall(country)
    for name in (outer, *inner):
        code = _code(INVERTED.sub(r"\g<form> \g<name>", name), lexicon)
        if code is not None:
            return code
    return None


def _code(name: str, lexicon: Lexicon) -> str | None:
    """Return the state of a name such as "South Korea", "Republic of Korea", "West Bank"."""
    kinds = (TermKind.STATE, TermKind.REGION)
    found = (term.values[0] for term in lexicon.scan(name) if term.kind in kinds)
    return next(found, None)
