"""Reads what an installation adds to the lexicon, and the lexicon with it.

Two files of the configuration, neither of which need be there: ``lexicon.toml``, which
editors write, and ``lexicon.holders.toml``, which ``minilateral lexicon refresh`` writes.
All faults are raised at once; nothing is used of files with a fault.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from flows.runtime.collector import settle
from flows.runtime.lexicon_rows import (
    AliasEntry,
    CityEntry,
    GroupingEntry,
    HolderEntry,
    MaskEntry,
    OffEntry,
    StateEntry,
    TitleEntry,
)
from flows.runtime.rows import Row
from flows.runtime.sheets import (
    ConfigFault,
    Entry,
    Paper,
    Sheet,
    nearest,
    read_paper,
    sheet_of,
    strangers,
)
from flows.runtime.watchlist import Watchlist, WatchlistError, load_watchlist
from parsers.lexicon import Extension, KnownGrouping, Lexicon, load_with, problems, tables

LEXICON: Final = "lexicon.toml"
HOLDERS: Final = "lexicon.holders.toml"

TABLES: Final[Mapping[str, type[Row]]] = {
    "grouping": GroupingEntry,
    "alias": AliasEntry,
    "state": StateEntry,
    "city": CityEntry,
    "title": TitleEntry,
    "holder": HolderEntry,
    "mask": MaskEntry,
    "off": OffEntry,
}


@dataclass(frozen=True, slots=True)
class _Known:
    """The package's rows that additions are checked against."""

    states: frozenset[str]
    groupings: Mapping[str, KnownGrouping]
    shared: frozenset[str]
    levels: Mapping[tuple[str, str], str]

    @classmethod
    def read(cls) -> _Known:
        """Read them; the lexicon itself need not be built for it."""
        rows = tables.read("groupings.toml")
        return cls(
            frozenset(tables.states(tables.read("states.toml"))),
            tables.groupings(rows),
            frozenset(rows["shared"]),
            {
                (post["state"], post["office"].lower()): post["level"]
                for post in tables.read("holders.toml")["post"]
            },
        )


def load_configuration(config_dir: Path) -> tuple[Lexicon, Watchlist]:
    """Read all files of the configuration; raises WatchlistError with every fault in them."""
    faults: list[ConfigFault] = []
    lexicon = watchlist = None
    try:
        lexicon = load_lexicon(config_dir)
    except WatchlistError as error:
        faults += error.faults
    states = lexicon.states.keys() if lexicon else _Known.read().states
    try:
        watchlist = load_watchlist(config_dir, states=states)
    except WatchlistError as error:
        faults += error.faults
    if lexicon is None or watchlist is None:
        raise WatchlistError(tuple(faults))
    return lexicon, watchlist


def load_lexicon(config_dir: Path) -> Lexicon:
    """Return the lexicon with what ``config_dir`` adds; raises WatchlistError with every fault."""
    found = lexicon_of(read_additions(config_dir / LEXICON), read_terms(config_dir / HOLDERS))
    settle()
    return found


def lexicon_of(*papers: Paper) -> Lexicon:
    """Return the lexicon with what these files add; raises WatchlistError with every fault."""
    if not any(paper.content or paper.fault for paper in papers):
        return load_with(Extension())
    known = _Known.read()
    sheets = [_sheets(paper, known) for paper in papers if not paper.fault]
    faults = [paper.fault for paper in papers if paper.fault]
    for paper, tabled in zip((p for p in papers if not p.fault), sheets, strict=True):
        faults += strangers(paper, tuple(TABLES))
        faults += (fault for sheet in tabled.values() for fault in sheet.faults)
        faults += _across(tabled, known)
    if faults:
        raise WatchlistError(tuple(faults))
    lexicon = load_with(_extension(sheets))
    files = ", ".join(paper.file for paper in papers if paper.content)
    late = [*_idle(lexicon, sheets), *_contradictions(lexicon, files)]
    if late:
        raise WatchlistError(tuple(late))
    return lexicon


def read_additions(path: Path) -> Paper:
    """Read a file that need not be there."""
    return read_paper(path) if path.exists() else Paper(path.name)


def read_terms(path: Path) -> Paper:
    """Read the file of refreshed holders; it holds nothing else."""
    paper = read_additions(path)
    foreign = strangers(paper, ("holder",))
    return Paper(paper.file, fault=foreign[0]) if foreign else paper


_Sheets = Mapping[str, Sheet[Any]]


def _sheets(paper: Paper, known: _Known) -> _Sheets:
    return {name: sheet_of(paper, name, row, known.states) for name, row in TABLES.items()}


def _extension(sheets: Sequence[_Sheets]) -> Extension:
    """Put all files together; the holders of a refreshed file come before an editor's."""

    def rows(table: str, *, refreshed: bool = False) -> list[Any]:
        return [
            row.value()
            for tabled in sheets
            for row in tabled[table].rows
            if (tabled[table].file == HOLDERS) is refreshed
        ]

    return Extension(
        groupings=rows("grouping"),
        aliases=rows("alias"),
        states=rows("state"),
        cities=rows("city"),
        offices=rows("title"),
        holders=rows("holder"),
        masks=rows("mask"),
        off=rows("off"),
        terms=rows("holder", refreshed=True),
    )


def _across(sheets: _Sheets, known: _Known) -> Iterator[ConfigFault]:
    """Find what each row may say, but not beside the others or beside the package's rows."""
    yield from _repeated(sheets["grouping"])
    yield from _unknown_groupings(sheets, known)
    yield from _taken(sheets, known)
    yield from _levels(sheets["holder"], known)


def _faults(
    sheet: Sheet[Any], problem: Callable[[Entry], tuple[str, str] | None]
) -> Iterator[ConfigFault]:
    for entry in sheet.entries:
        found = problem(entry)
        if found:
            yield ConfigFault(sheet.file, entry.line, entry.label, *found)


def _repeated(sheet: Sheet[Any]) -> Iterator[ConfigFault]:
    first: dict[object, Entry] = {}

    def problem(entry: Entry) -> tuple[str, str] | None:
        identity = entry.keys.get("id")
        if not isinstance(identity, str) or first.setdefault(identity, entry) is entry:
            return None
        return "has the same id as an earlier grouping", "Give each its own id, or remove one."

    return _faults(sheet, problem)


def _unknown_groupings(sheets: _Sheets, known: _Known) -> Iterator[ConfigFault]:
    added = {str(entry.keys.get("id")) for entry in sheets["grouping"].entries}
    ids = {*known.groupings, *added}

    def problem(entry: Entry) -> tuple[str, str] | None:
        identity = entry.keys.get("grouping")
        if not isinstance(identity, str) or identity in ids:
            return None
        guess = nearest(identity, ids)
        look = "`minilateral lexicon show` names the id of a grouping."
        return f"there is no grouping {identity!r}", f"Did you mean {guess}? {look}"

    return _faults(sheets["alias"], problem)


def _taken(sheets: _Sheets, known: _Known) -> Iterator[ConfigFault]:
    """Find names that another grouping bears: which of the two is meant, nobody could tell."""
    off = {(row.name, row.of) for row in sheets["off"].rows}
    added = {str(entry.keys.get("id")) for entry in sheets["grouping"].entries}
    owners = {
        alias: row.id
        for row in known.groupings.values()
        for alias in (*row.aliases, *row.aliases_ci)
        if row.id not in added and (alias, row.id) not in off and alias not in known.shared
    }

    def of_grouping(entry: Entry) -> tuple[str, str] | None:
        lists = (entry.keys.get("aliases"), entry.keys.get("aliases_ci"))
        names = [entry.keys.get("name"), *(name for given in lists for name in _texts(given))]
        return _claimed(names, entry.keys.get("id"), owners)

    def of_alias(entry: Entry) -> tuple[str, str] | None:
        return _claimed([entry.keys.get("name")], entry.keys.get("grouping"), owners)

    yield from _faults(sheets["grouping"], of_grouping)
    yield from _faults(sheets["alias"], of_alias)


def _texts(value: object) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _claimed(
    names: Iterable[object], identity: object, owners: dict[str, str]
) -> tuple[str, str] | None:
    """Say whose a name is already; a name that is free is taken from now on."""
    for name in names:
        owner = owners.setdefault(name, str(identity)) if isinstance(name, str) else identity
        if owner != identity:
            remedy = f'Give it back first: [[off]] with name = "{name}" and of = "{owner}".'
            return f"{name!r} is a name of the grouping {owner} already", remedy
    return None


def _levels(sheet: Sheet[Any], known: _Known) -> Iterator[ConfigFault]:
    """Find an office of the package at another level: of one post there is one level."""

    def problem(entry: Entry) -> tuple[str, str] | None:
        key = (str(entry.keys.get("state")), str(entry.keys.get("office")).lower())
        level = known.levels.get(key)
        if level is None or level == entry.keys.get("level"):
            return None
        return "is at another level than this office of this state", f'Write level = "{level}".'

    return _faults(sheet, problem)


def _idle(lexicon: Lexicon, sheets: Sequence[_Sheets]) -> Iterator[ConfigFault]:
    """Find names that are switched off and that nothing bears: most likely misspelt."""
    for tabled in sheets:
        sheet = tabled["off"]
        for entry, row in zip(sheet.entries, sheet.rows, strict=True):
            if row.value() in lexicon.idle_off:
                remedy = "Write it as `minilateral lexicon show` prints it, or remove the entry."
                problem = "nothing in the lexicon has this name, kind and bearer"
                yield ConfigFault(sheet.file, entry.line, entry.label, problem, remedy)


def _contradictions(lexicon: Lexicon, files: str) -> Iterator[ConfigFault]:
    remedy = "Change the entry that says so; the rest of the lexicon is without a fault."
    for problem in problems(lexicon):
        yield ConfigFault(files, None, "", problem, remedy)
