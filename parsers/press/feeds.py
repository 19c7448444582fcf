"""Which articles does a feed name? RSS, RDF, Atom and JSON Feed, from hostile bytes.

Every entry of the document comes back, either as a value or dropped with a reason word:
``no_link``, ``bad_link`` or ``duplicate``. Nothing is fetched and no clock is read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from parsers.errors import FeedUnreadableError
from parsers.model import Entry, content_id
from parsers.press.charsets import decode
from parsers.press.dates import published_at
from parsers.press.feeditems import Document, Item, NotAFeedError
from parsers.press.jsonfeed import read_json_feed
from parsers.press.urls import canonical_url, is_http_url, resolve
from parsers.press.xmlfeed import read_xml_feed

# The largest of 200 real feeds is a tenth of this. In bytes after decompression.
MAX_FEED_SIZE = 10_000_000
# Longer ones are no news; what follows is cut. In characters.
MAX_TITLE_LENGTH = 1_000
MAX_TEXT_LENGTH = 200_000
# Enough to find the entry again by hand. In characters.
MAX_IDENTITY_LENGTH = 200

REMEDIES = {
    "too_large": "Subscribe to a narrower feed of the site.",
    "empty": "The address answers nothing; check it in a browser.",
    "html_page": "The address answers a web page; look there for the link to its feed.",
    "too_many_namespaces": "The document seems built to slow readers down; remove the feed.",
    "too_many_tags": "The document seems built to slow readers down; remove the feed.",
}
DEFAULT_REMEDY = "Check in a browser that the address still answers a feed."


@dataclass(frozen=True, slots=True)
class FeedReading:
    """What a feed holds: ``entries`` in its order, ``dropped`` as (identity, reason word).

    ``is_malformed`` if the document had to be mended or its encoding label told lies.
    """

    title: str
    entries: tuple[Entry, ...]
    dropped: tuple[tuple[str, str], ...]
    is_malformed: bool


def read_feed(
    body: bytes, *, feed: str, url: str, content_type: str, country: str | None, now: datetime
) -> FeedReading:
    """Return the entries of the document ``body``, decompressed, that ``url`` answered.

    ``feed`` is the feed's slug and part of each id; ``country`` settles zone names in dates.
    Raises FeedUnreadableError, with a reason word, for what is no feed.
    """
    try:
        document, is_mislabelled = _document(body, content_type)
    except NotAFeedError as error:
        reason = str(error)
        raise FeedUnreadableError(feed, reason, REMEDIES.get(reason, DEFAULT_REMEDY)) from error
    shared = _shared_guids(document.items)
    entries: list[Entry] = []
    dropped: list[tuple[str, str]] = []
    seen: set[str] = set()
    for item in document.items:
        address, reason = _address(item, url)
        if not reason:
            identity = canonical_url(address)
            guid = identity if item.guid in shared else item.guid or identity
            identities = {content_id(feed, guid), identity}
            reason = "" if identities.isdisjoint(seen) else "duplicate"
            seen |= identities
        if reason:
            dropped.append((_label(item), reason))
        else:
            stamp = _stamp(item, country, now)
            entries.append(_entry(item, feed=feed, guid=guid, address=address, stamp=stamp))
    is_malformed = document.is_malformed or is_mislabelled
    return FeedReading(document.title, tuple(entries), tuple(dropped), is_malformed)


def _document(body: bytes, content_type: str) -> tuple[Document, bool]:
    """Return the document and whether its encoding label told lies; raises NotAFeedError."""
    if len(body) > MAX_FEED_SIZE:
        word = "too_large"
        raise NotAFeedError(word)
    text, is_mislabelled = decode(body, content_type)
    start = text[:MAX_IDENTITY_LENGTH].lstrip("\0 \t\r\n\ufeff") or text.strip("\0 \t\r\n\ufeff")
    if not start:
        word = "empty"
        raise NotAFeedError(word)
    read = read_json_feed if start.startswith("{") else read_xml_feed
    return read(text), is_mislabelled


def _address(item: Item, base: str) -> tuple[str, str]:
    """Return the entry's address to fetch, or why it has none."""
    if item.link:
        address = resolve(item.link, base)
        return (address, "") if is_http_url(address) else ("", "bad_link")
    return (item.guid, "") if is_http_url(item.guid) else ("", "no_link")


def _shared_guids(items: Iterable[Item]) -> frozenset[str]:
    """Return the guids that stand over different links: they identify nothing."""
    links: dict[str, set[str]] = defaultdict(set)
    for item in items:
        links[item.guid].add(item.link)
    return frozenset(guid for guid, found in links.items() if len(found) > 1)


def _stamp(item: Item, country: str | None, now: datetime) -> tuple[datetime | None, str]:
    """Return the first stamp that can be read, with its raw text; else the first raw text."""
    dates = ((published_at(stamp, country, now), stamp.strip()) for stamp in item.stamps)
    undated = (None, item.stamps[0].strip() if item.stamps else "")
    return next((pair for pair in dates if pair[0]), undated)


def _entry(
    item: Item, *, feed: str, guid: str, address: str, stamp: tuple[datetime | None, str]
) -> Entry:
    """Return the entry at ``address``, which ``guid`` identifies within its feed."""
    return Entry(
        id=content_id(feed, guid),
        feed=feed,
        url=address,
        title=item.title[:MAX_TITLE_LENGTH],
        summary=item.text[:MAX_TEXT_LENGTH],
        published_at=stamp[0],
        published_text=stamp[1],
        author=item.author[:MAX_TITLE_LENGTH],
        source=item.source[:MAX_TITLE_LENGTH],
        source_url=item.source_url if is_http_url(item.source_url) else "",
    )


def _label(item: Item) -> str:
    """Return words by which a dropped entry can be found in the document."""
    return (item.guid or item.link or item.title)[:MAX_IDENTITY_LENGTH]
