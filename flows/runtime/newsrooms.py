"""Reads what an installation knows of publishers (``config/newsrooms.toml``).

Which hosts, feeds and names are one newsroom, which pages are an agency's own, and who only
reprints. Who is in doubt is refused, never counted twice: a host, feed or name in two entries
is a fault, and of a file with a fault nothing is used.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, Final

from pydantic import AfterValidator, Field, field_validator

from flows.runtime.rows import Line, Name, Row, Several, Slug
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
from parsers.press.agencies import agencies
from parsers.press.newsrooms import (
    NAME_LENGTH,
    Newsrooms,
    folded,
    is_agency,
    is_publishers_name,
    spelt,
)
from parsers.press.urls import host_of, is_public_suffix, registrable_domain
from parsers.press.wire import agency_of_domain
from storage.model import FeedSource

NEWSROOMS: Final = "newsrooms.toml"
LABEL_MIN: Final = 4  # letters; shorter names of domains are initials, and many share them


def _host(value: str) -> str:
    """Return a host as addresses have it, in lower case and punycode."""
    host = host_of(f"https://{value}/")
    if not host or set(value) & set("/:@?#") or not registrable_domain(f"https://{host}/"):
        raise ValueError("is no host such as news.example.org, without https:// and path")
    if is_public_suffix(host):
        raise ValueError("is an ending under which anybody may publish, and nobody's own")
    return host


def _source(value: str) -> str:
    if not is_publishers_name(value):
        raise ValueError(
            f"is no name of a publisher: up to {NAME_LENGTH} letters, and not a word such as News"
        )
    return value


Host = Annotated[str, AfterValidator(_host)]
SourceName = Annotated[Name, AfterValidator(_source)]


class PublisherRow(Row):
    """A ``[[newsroom]]`` table: one newsroom; the first of its domains stands for it."""

    identity: ClassVar[str] = "name"

    name: SourceName = Field(examples=["The Harbour Post"])
    domains: Several[Host] = Field(min_length=1, examples=[["harbourpost.example"]])
    sources: Several[SourceName] = Field(default=(), examples=[["Harbour Post North"]])
    feeds: Several[Slug] = Field(default=(), examples=[["harbour-post-world"]])
    note: Line = Field(default="", examples=["how it is known"])

    @property
    def newsroom(self) -> str:
        """The domain that stands for it."""
        return self.domains[0]


class AggregatorRow(PublisherRow):
    """An ``[[aggregator]]`` table: a newsroom that only reprints."""


class AgencyRow(Row):
    """An ``[[agency]]`` table: more pages on which an agency publishes its own texts."""

    identity: ClassVar[str] = "id"

    id: Name = Field(examples=["reuters"])
    domains: Several[Host] = Field(default=(), examples=[["agency.example"]])
    sources: Several[SourceName] = Field(default=(), examples=[["Agency World Service"]])
    feeds: Several[Slug] = Field(default=(), examples=[["agency-world"]])
    note: Line = Field(default="", examples=["how it is known"])

    @field_validator("id")
    @classmethod
    def _is_known(cls, value: str) -> str:
        if not is_agency(value):
            guess = nearest(value, [row.id for row in agencies()])
            meant = f"did you mean {guess}?" if guess else "another publisher is a [[newsroom]]"
            raise ValueError(f"is no agency whose credits can be read; {meant}")
        return value

    @property
    def newsroom(self) -> str:
        """The agency itself."""
        return self.id


Publishing = PublisherRow | AgencyRow
TABLES: Final[Mapping[str, type[Publishing]]] = MappingProxyType(
    {"newsroom": PublisherRow, "agency": AgencyRow, "aggregator": AggregatorRow}
)


@dataclass(frozen=True, slots=True)
class Directory:
    """What the file says: its rows by table, and the newsrooms that they make."""

    rows: Mapping[str, tuple[Publishing, ...]]
    newsrooms: Newsrooms


def load_directory(
    config_dir: Path, feeds: Collection[FeedSource] | None = None
) -> tuple[Directory, tuple[ConfigFault, ...]]:
    """Read the file; returns an empty directory and every fault where there is one.

    ``feeds`` are those that rows may name, and whose own names are those of their pages.
    """
    paper = read_paper(config_dir / NEWSROOMS)
    if paper.fault:
        return Directory({}, Newsrooms()), (_remedied(paper.fault),)
    sheets = {name: sheet_of(paper, name, row) for name, row in TABLES.items()}
    faults = [*strangers(paper, tuple(TABLES))]
    faults += (fault for sheet in sheets.values() for fault in sheet.faults)
    faults += _across(paper, sheets, None if feeds is None else {one.slug for one in feeds})
    if faults:
        return Directory({}, Newsrooms()), tuple(faults)
    rows = {name: sheet.rows for name, sheet in sheets.items()}
    return Directory(rows, _newsrooms(rows, feeds or ())), ()


def _remedied(fault: ConfigFault) -> ConfigFault:
    """Say of a file that is not there that it may be empty."""
    if fault.problem != "is missing":
        return fault
    remedy = f"{fault.remedy} An empty one says that every outlet is a newsroom of its own."
    return ConfigFault(fault.file, fault.line, fault.item, fault.problem, remedy)


def _newsrooms(
    rows: Mapping[str, Sequence[Publishing]], feeds: Collection[FeedSource]
) -> Newsrooms:
    every = [row for table in rows.values() for row in table]
    known = Newsrooms(
        hosts={host: row.newsroom for row in every for host in row.domains},
        feeds={slug: row.newsroom for row in every for slug in row.feeds},
        names={folded(name): row.newsroom for row in every for name in _names(row)},
        aggregators=frozenset(row.newsroom for row in rows.get("aggregator", ())),
    )
    names = {**_labels(feeds, known), **_feed_names(feeds, known), **known.names}
    return Newsrooms(known.hosts, known.feeds, names, known.aggregators)


def _names(row: Publishing) -> tuple[str, ...]:
    return (row.name, *row.sources) if isinstance(row, PublisherRow) else row.sources


def _labels(feeds: Collection[FeedSource], known: Newsrooms) -> dict[str, str]:
    """Return whose the names of domains are: a source printed so is more likely them than not.

    One that two newsrooms have is nobody's.
    """
    found: dict[str, set[str]] = {}
    for domain in {*(registrable_domain(feed.home) for feed in feeds), *known.hosts}:
        if domain and domain == registrable_domain(f"https://{domain}/"):
            label = spelt(domain.partition(".")[0])
            found.setdefault(label, set()).add(known.of_host(domain) or domain)
    return {
        label: min(owners)
        for label, owners in found.items()
        if len(owners) == 1 and len(label) >= LABEL_MIN
    }


def _feed_names(feeds: Iterable[FeedSource], known: Newsrooms) -> dict[str, str]:
    """Return whose the names of feeds are; one that two publishers bear is nobody's."""
    found: dict[str, set[str]] = {}
    for feed in feeds:
        domain = registrable_domain(feed.home)
        if domain and is_publishers_name(feed.name):
            own = known.feeds.get(feed.slug) or known.of_host(host_of(feed.home)) or domain
            found.setdefault(folded(feed.name), set()).add(own)
    return {name: min(owners) for name, owners in found.items() if len(owners) == 1}


Tables = Mapping[str, Sheet[Any]]


def _across(paper: Paper, sheets: Tables, slugs: Collection[str] | None) -> Iterator[ConfigFault]:
    """Find what each entry may say, but not beside the others."""
    entries = [(table, one) for table, sheet in sheets.items() for one in sheet.entries]
    ordered = sorted(entries, key=lambda named: named[1].line or 0)
    yield from _claimed_twice(paper, ordered, "domains", _as_host)
    yield from _claimed_twice(paper, ordered, "sources", folded, ("name",))
    yield from _claimed_twice(paper, ordered, "feeds", str)
    yield from _claimed_twice(paper, ordered, "", str, ("id",))
    for table, entry in ordered:
        yield from _of_agencies(paper, table, entry)
        yield from _unknown_feeds(paper, entry, slugs)


def _as_host(written: str) -> str:
    return host_of(f"https://{written}/") or written.lower()


def _claimed_twice(
    paper: Paper,
    entries: Iterable[tuple[str, Entry]],
    key: str,
    spelt: Callable[[str], str],
    singles: Sequence[str] = (),
) -> Iterator[ConfigFault]:
    """Find what two entries claim: whose it is nobody could tell."""
    first: dict[str, Entry] = {}
    for _, entry in entries:
        for written in (*_texts([entry.keys.get(one) for one in singles]), *_texts_of(entry, key)):
            earlier = first.setdefault(spelt(written), entry)
            if earlier is not entry:
                where = f" in line {earlier.line}" if earlier.line else ""
                problem = f"claims {written!r}, which {earlier.label}{where} claims too"
                remedy = "Remove it from one of them, or make one entry of both."
                yield ConfigFault(paper.file, entry.line, entry.label, problem, remedy)


def _of_agencies(paper: Paper, table: str, entry: Entry) -> Iterator[ConfigFault]:
    """Find hosts and names of an agency under another publisher."""
    own = entry.keys.get("id") if table == "agency" else None
    marks = {folded(word): row.id for row in agencies() for word in row.names}
    names = (*_texts([entry.keys.get("name")]), *_texts_of(entry, "sources"))
    claimed = [(host, agency_of_domain(_as_host(host))) for host in _texts_of(entry, "domains")]
    claimed += [(name, marks.get(folded(name))) for name in names]
    for written, agency in claimed:
        if agency is not None and agency != own:
            remedy = f'Remove it, or say it in [[agency]] with id = "{agency}".'
            problem = f"claims {written!r}, which is the agency {agency}'s"
            yield ConfigFault(paper.file, entry.line, entry.label, problem, remedy)


def _unknown_feeds(
    paper: Paper, entry: Entry, slugs: Collection[str] | None
) -> Iterator[ConfigFault]:
    for slug in _texts_of(entry, "feeds"):
        if slugs is not None and slug not in slugs:
            guess = nearest(slug, slugs)
            remedy = f"Did you mean {guess}? " if guess else ""
            remedy += "`minilateral feeds` lists the feeds."
            problem = f"there is no feed {slug!r}"
            yield ConfigFault(paper.file, entry.line, entry.label, problem, remedy)


def _texts_of(entry: Entry, key: str) -> list[str]:
    value = entry.keys.get(key)
    return _texts(value) if isinstance(value, list) else []


def _texts(values: Iterable[object]) -> list[str]:
    return [value for value in values if isinstance(value, str)]
