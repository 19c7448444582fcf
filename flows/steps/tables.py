"""Writes a list for people, for a spreadsheet or for a program; text from outside is data in each.

It knows nothing of what is listed.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from alerts.untrusted import LABEL_LIMIT, clean

# A spreadsheet takes a cell that begins so for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Shape(StrEnum):
    """How a list is written: for people, for a spreadsheet, or for a program."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def table(rows: Sequence[Sequence[str]]) -> str:
    """Put rows, the heading first, into columns for people and for ``cut`` alike."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ("  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)) for row in rows)
    return "\n".join(line.rstrip() for line in lines)


def as_csv(
    columns: Sequence[str], rows: Iterable[Mapping[str, object]], limit: int = LABEL_LIMIT
) -> str:
    """Write rows by column; a text has at most ``limit`` characters and is never a formula."""
    page = io.StringIO()
    lines = csv.writer(page, lineterminator="\n")
    lines.writerow(columns)
    lines.writerows([_safe(row[name], limit) for name in columns] for row in rows)
    return page.getvalue().rstrip("\n")


def as_json(rows: Iterable[Mapping[str, object]]) -> str:
    """Write rows as one JSON array."""
    return json.dumps(list(rows), ensure_ascii=False, indent=2)


def _safe(cell: object, limit: int) -> object:
    if not isinstance(cell, str):
        return "" if cell is None else cell
    words = clean(cell, limit)
    return f"'{words}" if words.startswith(FORMULA) else words
