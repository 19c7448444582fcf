"""Reads a TOML file of tables into rows, and collects every fault on the way.

A fault says where it is (file, line, item), what is wrong and what to write instead.
Raises nothing for what an editor may have written.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Final, Generic, TypeVar, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from flows.runtime.rows import Row

RowT = TypeVar("RowT", bound=Row)

# At least this similar (of 1): one or two letters wrong, not another word.
NEARNESS: Final = 0.6


@dataclass(frozen=True, slots=True)
class ConfigFault:
    """One fault; ``line`` is where the item begins, ``item`` names it, either may be unknown."""

    file: str
    line: int | None
    item: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        item = f"{self.item}: " if self.item else ""
        return f"{where}: {item}{self.problem}. {self.remedy}"


@dataclass(frozen=True, slots=True)
class Entry:
    """One table as it is written, right or wrong, and where it stands."""

    keys: Mapping[str, object]
    line: int | None
    label: str


@dataclass(frozen=True, slots=True)
class Sheet(Generic[RowT]):
    """One file: all its entries, the rows of those without a fault, and the faults.

    ``is_read`` is False where the file could not be read at all.
    """

    file: str
    entries: tuple[Entry, ...] = ()
    rows: tuple[RowT, ...] = ()
    faults: tuple[ConfigFault, ...] = ()
    is_read: bool = True


@dataclass(frozen=True, slots=True)
class Paper:
    """One file as it was found: its text and content, or the fault that hides them."""

    file: str
    text: str = ""
    content: Mapping[str, object] = field(default_factory=dict)
    fault: ConfigFault | None = None


def read_paper(path: Path) -> Paper:
    """Read a TOML file; what is wrong with it as a whole is its fault."""
    try:
        text = path.read_text(encoding="utf-8")
        return Paper(path.name, text, tomllib.loads(text))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return Paper(path.name, fault=_unreadable(path, error))


def read_sheet(path: Path, table: str, row: type[RowT], states: Collection[str]) -> Sheet[RowT]:
    """Read the ``[[table]]`` entries of a file; ``states`` are the codes a rule may name."""
    paper = read_paper(path)
    if paper.fault:
        return Sheet(paper.file, faults=(paper.fault,), is_read=False)
    sheet = sheet_of(paper, table, row, states)
    return replace(sheet, faults=(*strangers(paper, (table,)), *sheet.faults))


def strangers(
    paper: Paper, tables: Sequence[str], singles: Sequence[str] = ()
) -> tuple[ConfigFault, ...]:
    """Find what stands at the top of a file beside the tables that it may hold."""
    headers = ", ".join([*(f"[[{table}]]" for table in tables), *(f"[{one}]" for one in singles)])
    remedy = f"Begin each entry with {headers} on a line of its own."
    return tuple(
        ConfigFault(paper.file, None, name, "is unknown at the top of this file", remedy)
        for name in paper.content
        if name not in {*tables, *singles}
    )


def sheet_of(
    paper: Paper, table: str, row: type[RowT], states: Collection[str] = ()
) -> Sheet[RowT]:
    """Return the ``[[table]]`` entries of a file that could be read."""
    tables, faults = _tables(paper, table)
    lines = _header_lines(paper.text, table, len(tables))
    entries = tuple(
        Entry(keys, line, f"{table} {_name(keys, row, number)}")
        for number, (keys, line) in enumerate(zip(tables, lines, strict=True), 1)
    )
    rows: list[RowT] = []
    for entry in entries:
        try:
            rows.append(row.model_validate(entry.keys, context={"states": states}))
        except ValidationError as error:
            faults += [
                ConfigFault(paper.file, entry.line, entry.label, *_words(row, detail))
                for detail in error.errors(include_url=False)
            ]
    return Sheet(paper.file, entries, tuple(rows), tuple(faults))


def single(paper: Paper, table: str, row: type[RowT]) -> tuple[RowT | None, list[ConfigFault]]:
    """Return the one ``[table]`` of a file, None where it has none, and what is wrong with it."""
    keys = paper.content.get(table)
    if keys is None:
        return None, []
    if not isinstance(keys, dict):
        remedy = f"Write [{table}] on a line of its own, once, and its keys below."
        return None, [ConfigFault(paper.file, None, table, "is no single table", remedy)]
    try:
        return row.model_validate(keys), []
    except ValidationError as error:
        found = re.search(rf"^\s*\[\s*{table}\s*\]", paper.text, re.MULTILINE)
        line = paper.text.count("\n", 0, found.end()) + 1 if found else None
        details = error.errors(include_url=False)
        return None, [ConfigFault(paper.file, line, table, *_words(row, one)) for one in details]


def nearest(word: str, known: Collection[str]) -> str | None:
    """Return the known word that was most likely meant, if one is near enough."""
    return next(iter(difflib.get_close_matches(word, sorted(known), 1, NEARNESS)), None)


def _tables(paper: Paper, table: str) -> tuple[list[dict[str, object]], list[ConfigFault]]:
    tables = paper.content.get(table, [])
    if isinstance(tables, list) and all(isinstance(entry, dict) for entry in tables):
        return tables, []
    remedy = f"Begin each entry with [[{table}]] on a line of its own."
    return [], [ConfigFault(paper.file, None, table, "is no list of tables", remedy)]


def _name(entry: Mapping[str, object], row: type[RowT], number: int) -> str:
    name = entry.get(row.identity)
    return f'"{name}"' if isinstance(name, str) and name else f"number {number}"


def _header_lines(text: str, table: str, count: int) -> Sequence[int | None]:
    """Return the line of each ``[[table]]``, or Nones if the text does not show them plainly."""
    header = re.compile(rf"\s*\[\[\s*{table}\s*\]\]")
    lines = [n for n, line in enumerate(text.split("\n"), 1) if header.match(line)]
    return lines if len(lines) == count else [None] * count


def _unreadable(path: Path, error: OSError | ValueError) -> ConfigFault:
    if isinstance(error, FileNotFoundError):
        remedy = "Create it, or name another directory in MINILATERAL_CONFIG_DIR."
        return ConfigFault(str(path), None, "", "is missing", remedy)
    if isinstance(error, tomllib.TOMLDecodeError):
        return _no_toml(path, str(error))
    remedy = "Save it as UTF-8 text that this user may read."
    return ConfigFault(str(path), None, "", f"cannot be read ({error})", remedy)


def _no_toml(path: Path, said: str) -> ConfigFault:
    place = re.search(r"\s*\(at line (\d+), column \d+\)$", said)
    line = int(place[1]) if place else None
    words = said[: place.start()] if place else said
    remedy = "Write one key = value a line, and text between double quotes."
    return ConfigFault(path.name, line, "", f"is no TOML: {words}", remedy)


def _words(row: type[RowT], detail: ErrorDetails) -> tuple[str, str]:
    """Return the problem and the remedy of one fault in a row."""
    key = str(detail["loc"][0])
    if detail["type"] == "extra_forbidden":
        guess = nearest(key, row.model_fields)
        keys = ", ".join(row.model_fields)
        return f"there is no key {key}", f"Did you mean {guess}?" if guess else f"Keys: {keys}."
    if detail["type"] == "missing":
        return f"{key} is missing", _example(row, key)
    if detail["type"] in {"enum", "literal_error"}:
        return _wrong_word(row, key, detail)
    said = detail["msg"].removeprefix("Value error, ").removeprefix("Input ")
    said = _PLAIN.get(detail["type"], said[:1].lower() + said[1:])
    if detail["type"] == "string_too_short":
        said = "is too short" if detail["input"] else "is empty"
    return f"{key} {_shown(detail)}{said}", _example(row, key)


_PLAIN: Final = {
    "string_pattern_mismatch": "is not spelled as it has to be",
    "too_short": "is empty",
    "bool_type": "is neither true nor false",
    "float_type": "is no number",
    "int_type": "is no whole number",
    "string_type": "is no text between quotes",
    "tuple_type": "is no list in square brackets",
}


def _wrong_word(row: type[RowT], key: str, detail: ErrorDetails) -> tuple[str, str]:
    known = _choices(row.model_fields[key].annotation)
    guess = nearest(str(detail["input"]), known)
    listed = f"One of: {', '.join(known)}."
    return (
        f"{key} {_shown(detail)}is no word of its list",
        f"Did you mean {guess}? {listed}" if guess else listed,
    )


def _choices(annotation: object) -> list[str]:
    """Return the words of the enumeration that an annotation holds, at any depth."""
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return [member.value for member in annotation]
    return [word for part in get_args(annotation) for word in _choices(part)]


def _shown(detail: ErrorDetails) -> str:
    given = detail["input"]
    return f"{given!r} " if isinstance(given, str | int | float) and given != "" else ""


def _example(row: type[RowT], key: str) -> str:
    example = (row.model_fields[key].examples or [""])[0]
    bare = not isinstance(example, str) or example in {"true", "false"}
    written = str(example).replace("'", '"') if bare else f'"{example}"'
    return f"Example: {key} = {written}"
