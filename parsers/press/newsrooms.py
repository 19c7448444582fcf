"""Which newsroom wrote an article, as far as it tells by itself; and which one printed it.

Editions of one publisher are one newsroom, an agency's text is the agency's wherever it is
printed, and whom a feed names as the source is believed. What an installation knows of
publishers is a value; where it comes from, and what copies tell of each other, is not known here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Final, Self

from parsers.model import Article, Credit, content_id
from parsers.press.agencies import CONTRIBUTED, REPRINT, agencies
from parsers.press.urls import host_of, is_public_suffix, registrable_domain
from parsers.press.wire import agency_of_domain

# Changes with any rule by which a newsroom or the original of a story is found.
VERSION: Final = "newsrooms-1"

# A longer text in a source element is a sentence, and names nobody. In characters.
NAME_LENGTH = 60
# Of shorter names of hosts many a word begins with the letters.
LABEL_LENGTH = 3
DOMAIN = re.compile(
    r"(?:https?://)?(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}(?:/[^\s]{0,200})?", re.IGNORECASE
)
# What is in no publisher's name, and much in markup, paths and templates.
FOREIGN = re.compile(r"[<>{}\[\]|\\^`~@#$%*=\"\n\r\t]")
NOBODY = frozenset(
    """
    admin, agencies, agency, agency reports, correspondent, desk, editor, editorial, feed, home,
    internet, media, news, news agencies, news desk, newsroom, online, online desk,
    our correspondent, press release, rss, source, sources, staff, staff reporter, staff writer,
    various, web, web desk, website, wire, wire reports, wire service, wire services, wires
    """.replace("\n    ", " ")
    .strip()
    .split(", ")
)
# A name in two of these is made to look like another.
LOOKING_ALIKE = frozenset({"LATIN", "CYRILLIC", "GREEK"})
SOURCE_PLACE = "source:"


class Basis(StrEnum):
    """By what it is known who wrote an article, the surest first."""

    AGENCY_TEXT = "agency_text"  # it stands on the agency's own pages
    CREDIT = "credit"  # dateline, byline or foot name an agency
    SOURCE = "source"  # the feed names another publisher as its source
    OUTLET = "outlet"  # nobody else is named
    AGGREGATOR = "aggregator"  # nobody is named, and who printed it writes nothing


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who wrote an article and who printed it, editions of one publisher under one name."""

    newsroom: str
    publisher: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class Imprint:
    """What an article says of itself beside its text: where it stands, and whom its feed names."""

    url: str
    outlet: str
    feed: str
    source: str = ""
    source_url: str = ""

    @classmethod
    def of(cls, article: Article) -> Self:
        """Return what an article says of itself beside its text."""
        return cls(article.url, article.outlet, article.feed, article.source, article.source_url)


def _nothing() -> Mapping[str, str]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Newsrooms:
    """What is known of publishers: hosts, feeds and names, each with its newsroom.

    A newsroom is named by the first of its domains, or by the agency's id. Names are as
    ``folded`` returns them, or ``spelt`` together as in a domain. Of ``aggregators``, which are
    newsrooms too, none writes.
    """

    hosts: Mapping[str, str] = field(default_factory=_nothing)
    feeds: Mapping[str, str] = field(default_factory=_nothing)
    names: Mapping[str, str] = field(default_factory=_nothing)
    aggregators: frozenset[str] = frozenset()

    @property
    def edition(self) -> str:
        """Return digits that change with what is known, and with the rules that use it."""
        known = (self.hosts, self.feeds, self.names)
        rows = ("\n".join(f"{key} {one[key]}" for key in sorted(one)) for one in known)
        return content_id(VERSION, *rows, *sorted(self.aggregators))

    def attribution(self, imprint: Imprint, credit: Credit) -> Attribution:
        """Return who wrote an article, and by what it is known; ``credit`` is what it prints."""
        printer = self.publisher(imprint)
        is_reprint = credit.agency is not None and credit.role == REPRINT
        if is_agency(printer) and not (is_reprint and credit.agency != printer):
            return Attribution(printer, printer, Basis.AGENCY_TEXT)
        if is_reprint and credit.agency:
            is_named = credit.evidence.startswith(SOURCE_PLACE)
            return Attribution(credit.agency, printer, Basis.SOURCE if is_named else Basis.CREDIT)
        origin = self.origin(imprint, credit, printer)
        if origin:
            return Attribution(origin, printer, Basis.SOURCE)
        if printer in self.aggregators:
            return Attribution(printer, printer, Basis.AGGREGATOR)
        return Attribution(printer, printer, Basis.OUTLET)

    def publisher(self, imprint: Imprint) -> str:
        """Return who printed an article: the newsroom of its feed, of its host, or its outlet."""
        if imprint.feed in self.feeds:
            return self.feeds[imprint.feed]
        return self.of_host(host_of(imprint.url)) or self.of_host(imprint.outlet) or imprint.outlet

    def of_host(self, host: str) -> str:
        """Return whose a host is, by the longest of its endings that is known; else empty."""
        known = next((self.hosts[end] for end in _endings(host) if end in self.hosts), "")
        return known or agency_of_domain(host) or ""

    def origin(self, imprint: Imprint, credit: Credit, printer: str) -> str:
        """Return the other publisher that the source element names; empty where it names none.

        Its address goes before its name. Whoever only reprints is no origin.
        """
        if credit.role == CONTRIBUTED and credit.evidence.startswith(SOURCE_PLACE):
            return ""
        for found in (self._of_address(imprint.source_url), self._of_name(imprint, printer)):
            if found and found in {printer, imprint.outlet}:
                return ""
            if found and found not in self.aggregators:
                return found
        return ""

    def _of_address(self, url: str) -> str:
        host, domain = host_of(url), registrable_domain(url)
        if not domain or is_public_suffix(domain):
            return ""
        return self.of_host(host) or domain

    def _of_name(self, imprint: Imprint, printer: str) -> str:
        written = unicodedata.normalize("NFKC", imprint.source).strip()
        if DOMAIN.fullmatch(written):
            return self._of_address(written if "://" in written else f"https://{written}")
        name = folded(written)
        if name in self.names:
            return self.names[name]
        if not is_publishers_name(written):
            return ""
        if spelt(name) in self.names:
            return self.names[spelt(name)]
        is_own = any(_is_name_of(name, host) for host in (printer, imprint.outlet))
        return printer if is_own else name


def basis_of(newsroom: str, credit: Credit) -> Basis:
    """Return by what the newsroom of an article was known that was kept without its basis."""
    if newsroom != credit.agency:
        return Basis.OUTLET
    if credit.role != REPRINT:
        return Basis.AGENCY_TEXT
    return Basis.SOURCE if credit.evidence.startswith(SOURCE_PLACE) else Basis.CREDIT


def folded(name: str) -> str:
    """Return a publisher's name without case, leading article and doubled blanks."""
    plain = " ".join(unicodedata.normalize("NFKC", name).casefold().split())
    return plain.removeprefix("the ")


def spelt(name: str) -> str:
    """Return a name as a domain has it: letters and digits alone, without leading article."""
    return "".join(re.findall(r"[^\W_]+", folded(name))).removeprefix("the")


def is_publishers_name(text: str) -> bool:
    """Say whether a text from outside may be a publisher's name: short, printable, with letters."""
    return (
        len(text) <= NAME_LENGTH
        and text[:1].isalnum()
        and text.isprintable()
        and sum(char.isalpha() for char in text) >= LABEL_LENGTH - 1
        and not FOREIGN.search(text)
        and "://" not in text
        and folded(text) not in NOBODY
        and len(_scripts(text) & LOOKING_ALIKE) <= 1
    )


def is_agency(newsroom: str) -> bool:
    """Say whether a newsroom is an agency of the table."""
    return newsroom in _AGENCIES


def _scripts(text: str) -> set[str]:
    return {unicodedata.name(char, "").partition(" ")[0] for char in text if char.isalpha()}


def _endings(host: str) -> Iterator[str]:
    """Yield a host and the domains above it, the longest first."""
    labels = host.lower().split(".")
    yield from (".".join(labels[start:]) for start in range(len(labels) - 1))


def _is_name_of(name: str, host: str) -> bool:
    """Say whether a name is spelt in a host: written together, begun so, or by its initials."""
    label = host.split(".", maxsplit=1)[0].replace("-", "")
    bare = label.removeprefix("the") or label
    words = re.findall(r"\w+", name)
    if not label or not words:
        return False
    if len(bare) < LABEL_LENGTH:
        return words[:1] == [bare]
    spelt = "".join(words)
    return spelt.startswith((label, bare)) or "".join(word[0] for word in words) in {label, bare}


_AGENCIES: Final = frozenset(row.id for row in agencies())
