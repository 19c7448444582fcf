"""What does a JSON Feed say? Reads https://www.jsonfeed.org/version/1.1/ and version 1.

Members of the wrong type count as absent. It decodes no bytes and judges no entry.
"""

from __future__ import annotations

import json

from parsers.press.feeditems import Document, Item, NotAFeedError
from parsers.text import clean, plain


def read_json_feed(text: str) -> Document:
    """Return what the JSON Feed ``text`` holds; raises NotAFeedError if it is none."""
    try:
        feed = json.loads(text, strict=False)
    except (ValueError, RecursionError) as error:
        word = "broken_json"
        raise NotAFeedError(word) from error
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        word = "no_items"
        raise NotAFeedError(word)
    read = tuple(_item(item, feed) for item in items if isinstance(item, dict))
    return Document(plain(_string(feed, "title")), read, is_malformed=len(read) < len(items))


def _item(item: dict[str, object], feed: dict[str, object]) -> Item:
    """Return one entry; without an author of its own it has the feed's."""
    texts = (plain(_string(item, "content_html")), clean(_string(item, "content_text")))
    stamps = (_string(item, "date_published"), _string(item, "date_modified"))
    return Item(
        guid=_string(item, "id"),
        link=_string(item, "url") or _string(item, "external_url"),
        title=plain(_string(item, "title")),
        text=max(*texts, plain(_string(item, "summary")), key=len),
        stamps=tuple(stamp for stamp in stamps if stamp),
        author=_authors(item) or _authors(feed),
        source="",
    )


def _authors(holder: dict[str, object]) -> str:
    """Return the names in ``authors`` (1.1) or ``author`` (1), joined by commas."""
    authors = holder.get("authors")
    people = authors if isinstance(authors, list) else [holder.get("author")]
    names = (_string(person, "name") for person in people if isinstance(person, dict))
    return plain(", ".join(name for name in names if name))


def _string(holder: dict[str, object], member: str) -> str:
    """Return a member that is a string, or a number as one; else the empty string."""
    value = holder.get(member)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) else ""
