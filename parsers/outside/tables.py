"""Reads an outside list from a CSV table, whatever its delimiter and the order of its columns.

A line that cannot be read is a remark with its number; it stops nothing.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from parsers.lexicon import Lexicon
from parsers.model import Place
from parsers.outside.cells import (
    MONTHS,
    Days,
    country_in,
    days_in,
    level_in,
    numbers_in,
    place_in,
    states_in,
    status_in,
)
from parsers.outside.entries import OutsideList, OutsideMeeting, Remark, listed, may_be, shown

DELIMITERS = ",;\t|"
COLUMNS = {
    "participants": "participants who states state countries members parties attendees delegations",
    "start": "start date when day from begin begins startdate datestart begindate dates",
    "end": "end until to enddate dateend ends",
    "place": "place where location venue",
    "city": "city town",
    "country": "country host hostcountry",
    "level": "level rank",
    "status": "status",
    "title": "title name event subject summary meeting description",
}
NAMES = {word: column for column, words in COLUMNS.items() for word in words.split()}
HEADING = (
    "Name the columns in the first line: participants and start, and if you like end, city, "
    "country, level, status, title."
)
STATES_REMEDY = "Write ISO codes or English names of states, parted by semicolons."
DAY_REMEDY = "Write days as 2026-03-05, in two columns or as 2026-03-05/2026-03-06."
LEVEL_REMEDY = (
    "Write leaders, foreign_ministers, defence_ministers, two_plus_two, nsa, ministers_other or "
    "officials."
)
STATUS_REMEDY = "Write proposed, expected, scheduled, held, postponed or cancelled."
ROW_REMEDY = "Mend its quotes, or take a shorter text."

Row = tuple[int, Mapping[str, str]]


def read_table(text: str, lexicon: Lexicon) -> OutsideList:
    """Read a table whose first line names its columns."""
    first = re.split(r"[\r\n]", text.lstrip("\r\n"), maxsplit=1)[0]
    delimiter = max(DELIMITERS, key=lambda mark: len(_columns(first.split(mark))))
    columns = _columns(next(csv.reader([first], delimiter=delimiter), []))
    if not {"participants", "start"} <= set(columns.values()):
        return OutsideList(remarks=(Remark(1, "the columns are not known", HEADING),))
    found = list(_rows(text, delimiter, columns))
    rows = [one for one in found if not isinstance(one, Remark)]
    month_first = _month_first(cells.get("start", "") for _, cells in rows)
    broken = [one for one in found if isinstance(one, Remark)]
    read = (one for row in rows for one in _read(row, lexicon, month_first=month_first))
    return listed([*broken, *read])


def _columns(headings: Iterable[str]) -> dict[int, str]:
    """Return which of the columns mean what; of two that mean the same, the first."""
    found: dict[int, str] = {}
    for index, heading in enumerate(headings):
        words = re.findall(r"[a-z]{1,30}", heading.lower())
        name = NAMES.get("".join(words)) or NAMES.get(words[0] if words else "")
        if name is not None and name not in found.values():
            found[index] = name
    return found


def _rows(text: str, delimiter: str, columns: Mapping[int, str]) -> Iterator[Row | Remark]:
    """Yield the lines below the heading, those that are no table's as remarks."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    is_heading, begins = True, 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Remark(begins, f"is no line of a table ({error})", ROW_REMEDY)
            cells = []
        begins, line = reader.line_num + 1, begins
        if not any(cell.strip() for cell in cells):
            continue
        if not is_heading:
            yield line, {columns[i]: cell for i, cell in enumerate(cells) if i in columns}
        is_heading = False


def _month_first(days: Iterable[str]) -> bool | None:
    """Tell in which order a list writes 03/04/2026, as far as all its days leave it one."""
    pairs = [pair for words in days if (pair := numbers_in(words)) is not None]
    is_month = all(first <= MONTHS for first, _ in pairs)
    is_day = all(second <= MONTHS for _, second in pairs)
    return None if is_month is is_day else is_month


def _read(
    row: Row, lexicon: Lexicon, *, month_first: bool | None
) -> Iterator[OutsideMeeting | Remark]:
    line, cells = row
    days = _days(cells, month_first=month_first)
    if days is None:
        words = shown(f"{cells.get('start', '')} {cells.get('end', '')}")
        yield Remark(line, f"{words} is no day or days", DAY_REMEDY)
        return
    if not may_be(*days):
        yield Remark(line, f"from {days[0]} to {days[1]} is no time of a meeting", DAY_REMEDY)
        return
    states = states_in(cells.get("participants", ""), days[0], lexicon)
    if states.unknown:
        yield Remark(line, f"{shown(states.unknown)} is no state that we know", STATES_REMEDY)
        return
    if len(states.codes) <= 1:  # nobody meets alone
        yield Remark(line, "names fewer than two states", STATES_REMEDY)
        return
    yield from _unread(line, cells, lexicon)
    yield OutsideMeeting(
        line=line,
        participants=states.codes,
        start=days[0],
        end=days[1],
        place=_place(cells, lexicon),
        level=level_in(cells.get("level", ""), lexicon),
        status=status_in(cells.get("status", "")),
        title=" ".join(cells.get("title", "").split()),
    )


def _days(cells: Mapping[str, str], *, month_first: bool | None) -> Days | None:
    start = days_in(cells.get("start", ""), month_first=month_first)
    if start is None or not cells.get("end", "").strip():
        return start
    end = days_in(cells["end"], month_first=month_first)
    return None if end is None else (start[0], end[1])


def _unread(line: int, cells: Mapping[str, str], lexicon: Lexicon) -> Iterator[Remark]:
    """Yield what of a line is compared as unknown, though the list says something."""
    level, status = cells.get("level", "").strip(), cells.get("status", "").strip()
    if level and level_in(level, lexicon) is None:
        yield Remark(line, f"{shown(level)} is no level", LEVEL_REMEDY, is_lost=False)
    if status and status_in(status) is None:
        yield Remark(line, f"{shown(status)} is no status", STATUS_REMEDY, is_lost=False)


def _place(cells: Mapping[str, str], lexicon: Lexicon) -> Place:
    parts: Sequence[str] = [cells.get(name, "").strip() for name in ("city", "place")]
    place = place_in(", ".join(part for part in parts if part), lexicon)
    country = country_in(cells.get("country", ""), lexicon)
    if country is None or country == place.country:
        return place
    within = place_in(f"{parts[0] or place.city or ''}, {cells['country']}", lexicon)
    return Place(within.city, country)
