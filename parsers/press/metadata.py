"""What does a page say about itself? Title, date, author, address and language of an article.

JSON-LD first, then the meta elements, then what the reader sees; every answer names its
origin. It believes nothing yet: whether an address or a date is right is judged elsewhere.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from bs4 import BeautifulSoup, Tag
from bs4.filter import SoupStrainer

from parsers.press.dates import Stamp, read_stamp
from parsers.text import plain

WANTED = SoupStrainer(["title", "meta", "link", "script", "h1", "time"])
JSON_LD = re.compile(r"application/ld\+json", re.IGNORECASE)
# What templates wrap around JSON-LD: HTML comments and script CDATA.
WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[)|(?:-->|//\s*\]\]>)\s*$")
TRAILING_COMMA = re.compile(r",(\s*[}\]])")
# A page describes itself in a handful of nodes; hostile ones never end.
MAX_NODES = 500
ARTICLE_TYPES = ("Article", "Posting", "Report")
HTML_LANGUAGE = re.compile(r"<html\b[^<>]*?\slang\s*=\s*[\"']?([A-Za-z]{2,3})\b", re.IGNORECASE)
LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_]|\Z)")
HEAD_REACH = 20_000

DATE_NAMES = (
    "article:published_time", "og:article:published_time", "datepublished", "publishdate",
    "publish_date", "publish-date", "parsely-pub-date", "sailthru.date", "article.published",
    "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "dcterms.date",
    "citation_publication_date", "pubdate", "date",
)  # fmt: skip
AUTHOR_NAMES = (
    "author", "article:author", "article:author_name", "parsely-author", "sailthru.author",
    "byl", "dc.creator", "dcterms.creator", "citation_author",
)  # fmt: skip
SITE_NAMES = ("og:site_name", "application-name", "twitter:site")
BYLINE_LEAD = re.compile(r"^\s*by\s+", re.IGNORECASE)
ADDRESS = re.compile(r"https?://|\A@")
PUBLICATION = re.compile("publi", re.IGNORECASE)
# More time elements than these are a list of other articles.
MAX_BARE_TIMES = 3

TITLE_BREAK = re.compile(r"\s+[|\-–—·•»:]{1,2}\s+|\s*[|｜]\s*")
CUT_OFF = re.compile(r"\s*(?:\.{3}|…)\Z")
NOT_ALNUM = re.compile(r"[\W_]+")
# The site's name behind the break is short; a longer part belongs to the title. In words.
MAX_SITE_WORDS = 4
# What is left of a title without its site has at least so many characters.
MIN_TITLE_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Found:
    """A value and the place that it was had from, as ``json-ld``."""

    value: str
    origin: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the page says; None or empty where it is silent.

    ``canonical`` is as written. ``body`` is JSON-LD's article body as plain text.
    ``is_free`` is False where the page says that it stands behind a paywall.
    """

    title: Found | None
    published: Stamp | None
    published_from: str
    author: Found | None
    canonical: str
    language: Found | None
    body: str
    is_free: bool


@dataclass(frozen=True, slots=True)
class _Head:
    """The parsed places to look in; names of meta elements are in lower case."""

    soup: BeautifulSoup
    article: dict[str, object]
    metas: dict[str, str]


def read_metadata(html: str, *, now: datetime) -> Metadata:
    """Return what ``html`` says about its article; ``now`` bounds the dates believed."""
    soup = BeautifulSoup(html, "lxml", parse_only=WANTED)
    head = _Head(soup, _article_node(soup), _metas(soup))
    published, published_from = _published(head, now)
    return Metadata(
        title=_title(head),
        published=published,
        published_from=published_from,
        author=_author(head),
        canonical=_canonical(soup),
        language=_language(head, html),
        body=plain(_string(head.article.get("articleBody"))),
        is_free=str(head.article.get("isAccessibleForFree")).lower() != "false",
    )


def _metas(soup: BeautifulSoup) -> dict[str, str]:
    """Return the first content of each meta element by its lower-case name."""
    metas: dict[str, str] = {}
    for tag in soup.find_all("meta"):
        content = _attribute(tag, "content").strip()
        for key in ("property", "name", "itemprop", "http-equiv"):
            name = _attribute(tag, key).strip().lower()
            if name and content:
                metas.setdefault(name, content)
    return metas


def _article_node(soup: BeautifulSoup) -> dict[str, object]:
    """Return the first JSON-LD node that describes an article, else an empty one."""
    for script in soup.find_all("script", type=JSON_LD):
        for node in _nodes(_json(script.get_text())):
            kinds = node.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(kind, str) and kind.endswith(ARTICLE_TYPES) for kind in kinds):
                return node
    return {}


def _json(text: str) -> object:
    """Return the value of a JSON-LD block, mended where templates commonly break it."""
    text = WRAPPING.sub("", text)
    for written in (text, TRAILING_COMMA.sub(r"\1", text)):
        try:
            return json.loads(written, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(value: object) -> Iterator[dict[str, object]]:
    """Yield the nodes of a JSON-LD value in order, through lists and graphs only."""
    waiting = [value]
    for _ in range(MAX_NODES):
        if not waiting:
            return
        node = waiting.pop(0)
        if isinstance(node, list):
            waiting = [*node[:MAX_NODES], *waiting]
        elif isinstance(node, dict):
            yield node
            waiting = [node.get("@graph"), *waiting]


def _title(head: _Head) -> Found | None:
    """Return the headline: JSON-LD's, the visible one, or the social one, without the site."""
    shared = [head.metas.get("og:title", ""), _text(head.soup.find("title"))]
    sites = _site_names(head)
    written = [
        Found(plain(_string(head.article.get("headline"))), "json-ld"),
        Found(_visible_title(head.soup, shared, sites), "h1"),
        Found(plain(shared[0]), "og:title"),
        Found(plain(shared[1]), "title"),
    ]
    cut = [Found(_without_site(one.value, sites), one.origin) for one in written]
    titles = [one for one in cut if one.value]
    if not titles:
        return None
    stem = CUT_OFF.sub("", titles[0].value)
    if stem == titles[0].value:
        return titles[0]
    longer = (one for one in titles if one.value.startswith(stem) and not CUT_OFF.search(one.value))
    return next(longer, titles[0])


def _visible_title(soup: BeautifulSoup, shared: Iterable[str], sites: frozenset[str]) -> str:
    """Return the first h1 that says what the head says too; others are the site's name."""
    said = [_key(title) for title in shared if title]
    for tag in soup.find_all("h1"):
        text = _text(tag)
        key = _key(text)
        if (
            key
            and key not in sites
            and (not said or any(key in other or other in key for other in said))
        ):
            return text
    return ""


def _site_names(head: _Head) -> frozenset[str]:
    """Return the keys of the names by which the site calls itself."""
    names = [head.metas.get(name, "") for name in SITE_NAMES]
    names.append(_names(head.article.get("publisher")))
    return frozenset(filter(None, map(_key, names)))


def _without_site(title: str, sites: frozenset[str]) -> str:
    """Cut the site's name from either end: by its known name, or short behind a bar."""
    breaks = list(TITLE_BREAK.finditer(title))
    if not breaks:
        return title
    last, first = breaks[-1], breaks[0]
    tail, rest = title[last.end() :], title[: last.start()].rstrip()
    is_site = _key(tail) in sites or (
        last[0].strip() in {"|", "｜"} and len(tail.split()) <= MAX_SITE_WORDS
    )
    if is_site and len(rest) >= MIN_TITLE_LENGTH:
        return _without_site(rest, sites)
    if _key(title[: first.start()]) in sites and len(title) - first.end() >= MIN_TITLE_LENGTH:
        return title[first.end() :]
    return title


def _published(head: _Head, now: datetime) -> tuple[Stamp | None, str]:
    """Return the first date that can be read, and where it stands."""
    written = [Found(_string(head.article.get("datePublished")), "json-ld")]
    written += [Found(head.metas.get(name, ""), name) for name in DATE_NAMES]
    written += [Found(_attribute(tag, "datetime"), "time") for tag in _times(head.soup)]
    for one in written:
        stamp = read_stamp(one.value, None, now)
        if stamp:
            return stamp, one.origin
    return None, ""


def _times(soup: BeautifulSoup) -> list[Tag]:
    """Return the time elements that date this article, those marked as such first."""
    times = [tag for tag in soup.find_all("time") if _attribute(tag, "datetime")]
    marked = [
        tag
        for tag in times
        if tag.has_attr("pubdate")
        or PUBLICATION.search(f"{_attribute(tag, 'itemprop')} {_attribute(tag, 'class')}")
    ]
    return marked or (times if len(times) <= MAX_BARE_TIMES else [])


def _author(head: _Head) -> Found | None:
    """Return the writers' names as printed, joined by commas."""
    written = [Found(_names(head.article.get("author")), "json-ld")]
    written += [Found(head.metas.get(name, ""), name) for name in AUTHOR_NAMES]
    for one in written:
        name = BYLINE_LEAD.sub("", plain(one.value))
        if name and not ADDRESS.search(name):
            return Found(name, one.origin)
    return None


def _names(value: object) -> str:
    """Return the names in a JSON-LD person, organisation, string, or list of such."""
    people = value if isinstance(value, list) else [value]
    names: list[str] = []
    for person in people[:MAX_NODES]:
        name = person.get("name") if isinstance(person, dict) else person
        name = name[0] if isinstance(name, list) and name else name
        names.append(_string(name).strip())
    return ", ".join(dict.fromkeys(filter(None, names)))


def _canonical(soup: BeautifulSoup) -> str:
    """Return the address in ``rel=canonical`` as written."""
    for tag in soup.find_all("link"):
        if "canonical" in _attribute(tag, "rel").lower().split():
            return _attribute(tag, "href").strip()
    return ""


def _language(head: _Head, html: str) -> Found | None:
    """Return the primary language subtag, in lower case."""
    declared = HTML_LANGUAGE.search(html[:HEAD_REACH])
    value = head.article.get("inLanguage")
    if isinstance(value, dict):
        value = value.get("alternateName")
    written = [
        Found(_string(value), "json-ld"),
        Found(declared[1] if declared else "", "html"),
        Found(head.metas.get("content-language", ""), "content-language"),
        Found(head.metas.get("og:locale", ""), "og:locale"),
    ]
    for one in written:
        found = LANGUAGE.match(one.value.strip())
        if found:
            return Found(found[1].lower(), one.origin)
    return None


def _attribute(tag: Tag, name: str) -> str:
    """Return an attribute as one string, also where it is a list of words."""
    value = tag.get(name)
    return value if isinstance(value, str) else " ".join(value or ())


def _text(tag: object) -> str:
    """Return the text of an element on one line."""
    return " ".join(tag.get_text(" ").split()) if isinstance(tag, Tag) else ""


def _string(value: object) -> str:
    """Return a JSON value that is a string, else the empty string."""
    return value if isinstance(value, str) else ""


def _key(text: str) -> str:
    """Return letters and digits in lower case, for comparison."""
    return NOT_ALNUM.sub("", text).lower()
