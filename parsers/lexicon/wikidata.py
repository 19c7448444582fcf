"""Wikidata's terms of office: the question to its query service, and what its answer says.

The answer is the SPARQL 1.1 JSON of results. Its names are other people's text: one that no
person of public life could bear is counted and left out. Asks nobody; ``flows`` does.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from parsers.lexicon.keys import fold

ENDPOINT: Final = "https://query.wikidata.org/sparql"
ACCEPT: Final = "application/sparql-results+json"

# P297 ISO code, P35 head of state, P6 head of government, P39 position held, P1001 applies to
# jurisdiction, Q7330070 foreign minister, Q2518691 defence minister; P580 start time, P582 end
# time. pqv leads to the node that has a date's precision: 9 year, 10 month, 11 day. The service
# declares all prefixes.
QUERY: Final = """\
SELECT ?code ?role ?person ?personLabel ?since ?sincePrecision ?until ?untilPrecision WHERE {
  ?country wdt:P297 ?code .
  {
    ?country p:P35 ?term . ?term ps:P35 ?person . BIND("head_of_state" AS ?role)
  } UNION {
    ?country p:P6 ?term . ?term ps:P6 ?person . BIND("head_of_government" AS ?role)
  } UNION {
    ?position wdt:P279* wd:Q7330070 ; wdt:P1001 ?country .
    ?term ps:P39 ?position . ?person p:P39 ?term . BIND("foreign_minister" AS ?role)
  } UNION {
    ?position wdt:P279* wd:Q2518691 ; wdt:P1001 ?country .
    ?term ps:P39 ?position . ?person p:P39 ?term . BIND("defence_minister" AS ?role)
  }
  MINUS { ?term wikibase:rank wikibase:DeprecatedRank }
  ?term pqv:P580 [ wikibase:timeValue ?since ; wikibase:timePrecision ?sincePrecision ] .
  OPTIONAL {
    ?term pqv:P582 [ wikibase:timeValue ?until ; wikibase:timePrecision ?untilPrecision ]
  }
  FILTER(!BOUND(?until) || ?until >= "2005-01-01T00:00:00Z"^^xsd:dateTime)
  SERVICE wikibase:label { bd:serviceParam wikibase:language "en,mul". }
}
"""

# What the question can bring at most, several times over.
ROWS_MAX: Final = 50_000
NAME_MAX: Final = 80

YEAR, MONTH, DAY = 9, 10, 11  # wikibase:timePrecision

_ENTITY = re.compile(r"https?://www\.wikidata\.org/entity/(Q[1-9][0-9]{0,11})")
_TIME = re.compile(r"\+?([0-9]{4})-([0-9]{2})-([0-9]{2})(?:T[0-9:.]{1,16}Z?)?")
_NAME = re.compile(r"[^\W\d_][\w .,'’-]*")
_NO_LABEL = re.compile(r"Q[0-9]+")
_DIGIT_OR_SCORE = re.compile(r"[\d_]")


class Role(StrEnum):
    """Of what a term of office is told."""

    HEAD_OF_STATE = "head_of_state"
    HEAD_OF_GOVERNMENT = "head_of_government"
    FOREIGN_MINISTER = "foreign_minister"
    DEFENCE_MINISTER = "defence_minister"


@dataclass(frozen=True, slots=True)
class Told:
    """One term of office as the source tells it.

    ``item`` is the person's id there. ``since`` and ``until`` are YYYY, YYYY-MM or
    YYYY-MM-DD; ``until`` is None where no end is told.
    """

    state: str
    role: Role
    item: str
    name: str
    since: str
    until: str | None = None


class SourceUnreadableError(ValueError):
    """The answer is no SPARQL result in JSON; the text says what it is instead."""


def read_terms(body: bytes, states: Collection[str]) -> tuple[list[Told], Counter[str]]:
    """Return the terms of office an answer tells, and the words for what was left out.

    Only ``states`` count. Raises SourceUnreadableError for what is no such answer at all.
    """
    left: Counter[str] = Counter()
    found: dict[Told, None] = {}
    for binding in _bindings(body):
        told = _told(binding, states)
        if isinstance(told, Told):
            found[told] = None
        else:
            left[told] += 1
    return list(found), left


def _bindings(body: bytes) -> Iterator[Mapping[str, Any]]:
    try:
        content = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise SourceUnreadableError(_what_it_is(body, error)) from None
    results = content.get("results") if isinstance(content, dict) else None
    rows = results.get("bindings") if isinstance(results, dict) else None
    if not isinstance(rows, list):
        raise SourceUnreadableError("is JSON, but has no results.bindings")
    if len(rows) > ROWS_MAX:
        raise SourceUnreadableError(f"has {len(rows)} rows, more than the {ROWS_MAX} there can be")
    yield from (row if isinstance(row, dict) else {} for row in rows)


def _what_it_is(body: bytes, error: Exception) -> str:
    start = body[:200].lstrip().lower()
    if not start:
        return "is empty"
    if start.startswith((b"<!doctype", b"<html", b"<?xml")):
        return "is a page, not JSON"
    if start.startswith((b"{", b"[")):
        return f"is cut short or broken JSON ({error})"
    return f"is not JSON ({error})"


def _told(row: Mapping[str, Any], states: Collection[str]) -> Told | str:
    """Return one row's term, or the word for why it has none."""
    code, role, label = (_value(row, key) for key in ("code", "role", "personLabel"))
    person = _ENTITY.fullmatch(_value(row, "person"))
    if code not in states or role not in set(Role):
        return "of no state we know"
    if person is None or not is_name(label):
        return "without a usable name"
    since = _day(row, "since")
    until = _day(row, "until") if "until" in row else None
    if not since or until == "":
        return "without a usable date"
    return Told(code, Role(role), person.group(1), " ".join(label.split()), since, until)


def _value(row: Mapping[str, Any], key: str) -> str:
    cell = row.get(key)
    value = cell.get("value") if isinstance(cell, dict) and cell.get("type") != "bnode" else None
    return value if isinstance(value, str) else ""


def is_name(label: str) -> bool:
    """Say whether a label can be the name of a person as English print gives it."""
    is_plain = len(label) <= NAME_MAX and label.isprintable() and fold(label).isascii()
    is_worded = _NAME.fullmatch(label) is not None and _DIGIT_OR_SCORE.search(label) is None
    return is_plain and is_worded and len(label) > 1 and _NO_LABEL.fullmatch(label) is None


def _day(row: Mapping[str, Any], key: str) -> str:
    """Return a date as exactly as it is told, ``""`` where it tells no year of ours."""
    found = _TIME.fullmatch(_value(row, key))
    precision = _value(row, f"{key}Precision")
    if found is None or not precision.isdecimal() or int(precision[:3]) < YEAR:
        return ""
    year, month, day = found.groups()
    if int(precision[:3]) == YEAR:
        return year if int(year) else ""
    try:
        date(int(year), int(month), int(day) if int(precision[:3]) >= DAY else 1)
    except ValueError:
        return ""
    return f"{year}-{month}" if int(precision[:3]) == MONTH else f"{year}-{month}-{day}"
