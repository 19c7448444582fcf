"""What a feed document holds before it is judged: raw strings, in the document's order.

Shared by the readers of XML and JSON feeds; holds no rule of its own.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Item:
    """One entry; every field is empty where the document is silent.

    ``title``, ``author`` and ``source`` are plain text, ``text`` is the longest text given,
    as plain text. ``stamps`` are raw dates, publication first; ``source_url`` is as written.
    """

    guid: str
    link: str
    title: str
    text: str
    stamps: tuple[str, ...]
    author: str
    source: str
    source_url: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A whole feed; ``is_malformed`` if it had to be mended to be read."""

    title: str
    items: tuple[Item, ...]
    is_malformed: bool


class NotAFeedError(ValueError):
    """The text is no feed document; the message is one word that says what it is."""
