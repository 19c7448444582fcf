"""What does an RSS, RDF or Atom document say, however broken it is?

feedparser knows the dialects; this module keeps it from harm. The text is mended before it
is parsed, the document type (and with it every entity) is cut, and the inputs that cost
feedparser more than linear time are refused. Nothing is fetched, no HTML is cleaned.
"""

from __future__ import annotations

import re
import xml.sax
from collections.abc import Iterable
from html.entities import html5
from io import BytesIO
from xml.sax.handler import feature_external_ges, feature_namespaces
from xml.sax.xmlreader import InputSource

from feedparser.api import LooseFeedParser, StrictFeedParser
from feedparser.exceptions import UndeclaredNamespace

from parsers.press.feeditems import Document, Item, NotAFeedError
from parsers.text import clean, plain

ROOT = re.compile(
    r"<!--.*?(?:-->|\Z)|(?P<html><html\b)|(?P<feed><(?:[\w.-]+:)?(?:rss|feed|rdf|channel)(?=[\s>/]))",
    re.IGNORECASE | re.DOTALL,
)
# The complement of Char in XML 1.0 §2.2.
ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
REFERENCE = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|&(?!(?:lt|gt|amp|quot|apos);)"
    r"(?:#(?P<decimal>\d{1,7});|#[xX](?P<hex>[0-9a-fA-F]{1,6});|(?P<name>[A-Za-z][A-Za-z0-9]{1,31});)?",
    re.DOTALL,
)
TOKEN = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|<(?P<end>/?)(?P<name>[A-Za-z_][\w:.-]*)[^<>]*>",
    re.DOTALL,
)
TORN_TAG = re.compile(r"<[^<>]*\Z")
NAMESPACE = re.compile(r"\sxmlns:([\w.-]{1,40})")
# feedparser walks all namespaces for each element; real feeds declare fewer than 30.
MAX_NAMESPACES = 200
# feedparser takes up to 30 µs for each; ten thousand rich entries have 300,000.
MAX_TAGS = 400_000
# What feedparser's handlers raise on elements in places that nobody foresaw.
HANDLER_ERRORS = (
    AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError,
)  # fmt: skip

READABLE_TYPES = ("text/", "application/xhtml", "application/xml")
WRITING_ROLES = frozenset({"author", "writer", "reporter", "journalist"})
PUBLISHING_ROLES = frozenset({"publisher", "publishing company", "source", "owner"})


class GuardedMixin:
    """What both of feedparser's parsers must not do."""

    def _sync_author_detail(self, key: str = "author") -> None:
        """Take an author as printed: feedparser's pattern for mail addresses is quadratic."""
        context = self._get_context()  # type: ignore[attr-defined]  # feedparser's
        people, printed = _dicts(context, f"{key}s"), _string(context, key)
        if people and people[-1]:
            super()._sync_author_detail(key)  # type: ignore[misc]  # feedparser's
        elif people and printed:
            people[-1]["name"] = _without_mail(printed)

    def _start_media_description(self, _attributes: dict[str, str]) -> None:
        """Keep the caption of a picture apart from the text of the entry."""
        self.push("media_description", 1)  # type: ignore[attr-defined]  # feedparser's

    def _end_media_description(self) -> None:
        self.pop("media_description")  # type: ignore[attr-defined]  # feedparser's


class StrictReader(GuardedMixin, StrictFeedParser):  # type: ignore[misc]  # feedparser is untyped
    """Reads well-formed XML."""

    resolve_relative_uris = False
    sanitize_html = False


class LooseReader(GuardedMixin, LooseFeedParser):  # type: ignore[misc]  # feedparser is untyped
    """Reads tag soup."""

    resolve_relative_uris = False
    sanitize_html = False


Reader = StrictReader | LooseReader


def read_xml_feed(text: str) -> Document:
    """Return what the feed ``text`` holds; raises NotAFeedError if it is none."""
    legal = ILLEGAL.sub("", text)
    root = legal[_root(legal) :]
    if len(set(NAMESPACE.findall(root))) > MAX_NAMESPACES:
        word = "too_many_namespaces"
        raise NotAFeedError(word)
    mended = REFERENCE.sub(_mended, root)
    if sum(token["name"] is not None for token in TOKEN.finditer(mended)) > MAX_TAGS:
        word = "too_many_tags"
        raise NotAFeedError(word)
    reader = _strictly(mended)
    is_well_formed = reader is not None
    if reader is None:
        whole = _closed(mended)
        reader = (_strictly(whole) if whole != mended else None) or _loosely(whole)
    if not reader.entries and not reader.version:
        word = "no_feed"
        raise NotAFeedError(word)
    is_malformed = legal != text or mended != root or not is_well_formed
    items = tuple(_item(entry) for entry in reader.entries)
    return Document(plain(_string(reader.feeddata, "title")), items, is_malformed)


def _root(text: str) -> int:
    """Return where the root element starts; all before it is dropped, entities included."""
    for found in ROOT.finditer(text):
        if found["html"]:
            word = "html_page"
            raise NotAFeedError(word)
        if found["feed"]:
            return found.start()
    word = "no_feed"
    raise NotAFeedError(word)


def _mended(match: re.Match[str]) -> str:
    """Return one reference as XML without a document type allows it."""
    if match[0].startswith("<!["):
        return match[0] if match[0].endswith("]]>") else f"{match[0]}]]>"
    if match[0].startswith("<!--"):
        is_sound = "--" not in match[0][4:-3] and match[0].endswith("-->")
        return match[0] if is_sound else " "
    if match["decimal"] or match["hex"]:
        number = int(match["decimal"] or match["hex"], 10 if match["decimal"] else 16)
        is_legal = number < 0x110000 and not ILLEGAL.match(chr(number))  # noqa: PLR2004 - the end of Unicode
        return match[0] if is_legal else " "
    known = html5.get(f"{match['name']};")
    if known is None:
        return f"&amp;{match[0][1:]}"
    return "".join(f"&#{ord(char)};" for char in known)


def _closed(text: str) -> str:
    """Return ``text`` with an end tag for every element that a torn document left open."""
    whole = TORN_TAG.sub("", text)
    opened: list[str] = []
    for token in TOKEN.finditer(whole):
        name = token["name"]
        if name is None or token[0].endswith("/>"):
            continue
        if not token["end"]:
            opened.append(name)
        elif opened and opened[-1] == name:
            opened.pop()
        elif opened and opened[0] == name:
            return text
    return whole + "".join(f"</{name}>" for name in reversed(opened))


def _strictly(text: str) -> StrictReader | None:
    """Parse well-formed XML, or return None where it is not."""
    reader = StrictReader("", None, "utf-8")
    parser = xml.sax.make_parser()  # noqa: S317 - the document type, and so every entity, is cut
    parser.setFeature(feature_namespaces, True)  # noqa: FBT003 - the signature of xml.sax
    parser.setFeature(feature_external_ges, False)  # noqa: FBT003 - same
    parser.setContentHandler(reader)
    parser.setErrorHandler(reader)
    source = InputSource()
    source.setByteStream(BytesIO(text.encode("utf-8")))
    try:
        parser.parse(source)
    except (xml.sax.SAXException, UndeclaredNamespace, *HANDLER_ERRORS):
        return None
    return reader


def _loosely(text: str) -> LooseReader:
    """Parse tag soup; raises NotAFeedError where even that fails."""
    reader = LooseReader("", None, "utf-8", {})
    try:
        reader.feed(text)
    except HANDLER_ERRORS as error:
        word = "broken_xml"
        raise NotAFeedError(word) from error
    return reader


def _item(entry: dict[str, object]) -> Item:
    """Return one entry of feedparser's as plain strings."""
    guid = _string(entry, "id").strip()
    stamps = (_string(entry, name) for name in ("published", "created", "updated"))
    return Item(
        guid=guid,
        link=_string(entry, "feedburner_origlink") or _link(entry),
        title=_prose(_string(entry, "title"), _dict(entry, "title_detail")),
        text=_longest_text(entry),
        stamps=tuple(stamp for stamp in stamps if stamp),
        author=plain(_author(entry)),
        source=plain(_source(entry)),
        source_url=_source_url(entry).strip(),
    )


def _link(entry: dict[str, object]) -> str:
    """Return the address of the entry's page as written; a guid does not count."""
    hrefs = [
        _string(link, "href")
        for link in _dicts(entry, "links")
        if dict.get(link, "rel") == "alternate"
    ]
    chosen = _string(entry, "link")
    return chosen if chosen in hrefs else next(filter(None, hrefs), "")


def _longest_text(entry: dict[str, object]) -> str:
    """Return the longest of content and summary, or the caption where there is neither."""
    parts = [(_string(content, "value"), content) for content in _dicts(entry, "content")]
    parts.append((_string(entry, "summary"), _dict(entry, "summary_detail")))
    by_text = {value: detail for value, detail in parts if _is_readable(detail)}
    texts = [_prose(value, detail) for value, detail in by_text.items()]
    return max(texts, key=len, default="") or plain(_string(entry, "media_description"))


def _is_readable(detail: dict[str, object]) -> bool:
    """Say whether content of this type is text and no picture."""
    return (_string(detail, "type") or "text/html").startswith(READABLE_TYPES)


def _prose(value: str, detail: dict[str, object]) -> str:
    """Return plain text from text or HTML, as its type says."""
    return clean(value) if _string(detail, "type") == "text/plain" else plain(value)


def _author(entry: dict[str, object]) -> str:
    """Return the writers' names joined by commas, else whatever the byline holds."""
    names = (
        _string(person, "name") or _string(person, "email") for person in _dicts(entry, "authors")
    )
    written = ", ".join(dict.fromkeys(name for name in names if name))
    return written or _string(entry, "author") or _credited(entry, WRITING_ROLES)


def _without_mail(author: str) -> str:
    """Return the name in RSS 2.0's ``mail@host (Name)``; anything else as it stands."""
    mail, bracket, name = author.strip().removesuffix(")").partition("(")
    is_mail = "@" in mail and " " not in mail.strip()
    return name.strip() if bracket and is_mail and name.strip() else author


def _source(entry: dict[str, object]) -> str:
    """Return the origin that the entry names: the source element's title, or its address."""
    source = _dict(entry, "source")
    named = _string(source, "title") or _string(entry, "dc_source") or _string(source, "href")
    return named or _credited(entry, PUBLISHING_ROLES)


def _source_url(entry: dict[str, object]) -> str:
    """Return the address of the origin: of its feed (RSS), of its page (Atom), or as its name."""
    source = _dict(entry, "source")
    return _string(source, "href") or _string(source, "link") or _string(entry, "dc_source")


def _credited(entry: dict[str, object], roles: Iterable[str]) -> str:
    """Return the media credit in one of ``roles``; one without a role is a photographer's."""
    given = _dicts(entry, "media_credit")
    named = (_string(one, "content") for one in given if _string(one, "role").lower() in roles)
    return next(filter(None, named), "")


def _string(holder: dict[str, object], name: str) -> str:
    """Return a field that is a string; by `dict.get`, as feedparser's own invents fields."""
    value = dict.get(holder, name)
    return value if isinstance(value, str) else ""


def _dict(holder: dict[str, object], name: str) -> dict[str, object]:
    """Return a field that is a mapping, else an empty one."""
    value = dict.get(holder, name)
    return value if isinstance(value, dict) else {}


def _dicts(holder: dict[str, object], name: str) -> list[dict[str, object]]:
    """Return the mappings in a field that is a list."""
    value = dict.get(holder, name)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
