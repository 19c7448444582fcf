"""Answers of Wikidata's query service, in the shape in which it gives them; the people are ours."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

ENTITY = "http://www.wikidata.org/entity/"
XSD = "http://www.w3.org/2001/XMLSchema#"
COLUMNS = (
    "code", "role", "person", "personLabel", "since", "sincePrecision", "until", "untilPrecision",
)  # fmt: skip
PRECISIONS = {1: "9", 2: "10", 3: "11"}


def row(
    code: str, role: str, item: str, name: str, since: str, *, until: str | None = None
) -> dict[str, Any]:
    """Return one row; dates are YYYY, YYYY-MM or YYYY-MM-DD, and so exact."""
    cells: dict[str, Any] = {
        "code": {"type": "literal", "value": code},
        "role": {"type": "literal", "value": role},
        "person": {"type": "uri", "value": f"{ENTITY}{item}"},
        "personLabel": {"type": "literal", "value": name, "xml:lang": "en"},
        **_date("since", since),
    }
    return cells | (_date("until", until) if until else {})


def _date(key: str, text: str) -> dict[str, Any]:
    parts = text.split("-")
    year, month, day = (*parts, "01", "01")[:3]
    stamp = f"{year}-{month}-{day}T00:00:00Z"
    precision = {"datatype": f"{XSD}integer", "value": PRECISIONS[len(parts)]}
    return {
        key: {"datatype": f"{XSD}dateTime", "type": "literal", "value": stamp},
        f"{key}Precision": {"type": "literal", **precision},
    }


def answer(*rows: Mapping[str, Any]) -> bytes:
    """Return the whole answer; a cell of None is left out, as an unbound variable is."""
    bound = [{key: cell for key, cell in one.items() if cell is not None} for one in rows]
    content = {"head": {"vars": list(COLUMNS)}, "results": {"bindings": bound}}
    return json.dumps(content, ensure_ascii=False).encode()
