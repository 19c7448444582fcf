"""What a text says of itself before it begins: where it was written, and on which day.

"NAIROBI, March 4 (Agency) -" and "8 July 2020." are no part of the first sentence's
statement, so their items are taken out of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from parsers.items import Item, ItemKind, Row
from parsers.model import Precision, When
from parsers.when import resolve

PATTERN = re.compile(
    r"^\W*(?:[^\n()]{2,70}?\((?:[A-Z][\w./ &-]{1,40})\)\s*(?:[-–—:]+|\.-|:)?\s*"
    r"|[A-Z][A-Z .,'’/-]{2,40}(?:,\s+[A-Z][\w. ,]{2,30})?\s*(?:--|[-–—])\s+"
    r"|[A-Z][\w ]{2,30}(?:,\s+[A-Z][\w. ]{2,15}\d{0,2})?:\s+(?=[A-Z]))",
)
OPENING_REACH = 60  # characters in which a text that opens with its date has said it
OPENING_START = 30  # characters before the date: a place, an agency, "NEWS"


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where and when a text says that it was written; every field may be empty."""

    city: str | None = None
    country: str | None = None
    day: When = field(default_factory=When)


def dateline(found: Sequence[Row], published: date | None) -> tuple[list[Row], Dateline]:
    """Take the dateline's items out of the first row of the body, and read them."""
    first = next((at for at, row in enumerate(found) if not row.is_headline), None)
    if first is None:
        return list(found), Dateline()
    row = found[first]
    bare, place = _without_place(row)
    country = place.values[0] if place is not None and place.values else None
    opening = Dateline(place.text if place is not None else None, country, _day(row, published))
    return [*found[:first], bare, *found[first + 1 :]], opening


def _without_place(row: Row) -> tuple[Row, Item | None]:
    """Part a row from its dateline, which names a city, or failing that a state."""
    match = PATTERN.match(row.sentence.text)
    end = row.sentence.start + (match.end() if match else 0)
    bracket = match.group().find("(") if match else -1
    written = row.sentence.start + bracket if bracket > 0 else end
    inside = [item for item in row.items if item.end <= written]
    cities = [item for item in inside if item.kind is ItemKind.CITY]
    states = [item for item in inside if item.kind is ItemKind.STATE]
    place = next(iter(cities or states), None)
    if place is None:
        return row, None
    return replace(row, items=tuple(item for item in row.items if item.start >= end)), place


def _day(row: Row, published: date | None) -> When:
    """The day that a statement opens with: "8 July 2020." or "TOKYO, Dec. 13 (Kyodo) -"."""
    points = resolve(row.sentence.text[:OPENING_REACH], published)
    days = [point for point in points if point.when.precision is Precision.DAY]
    return days[0].when if days and days[0].start <= OPENING_START else When()
