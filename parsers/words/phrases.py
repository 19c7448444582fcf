"""Vocabularies as patterns: alternatives written one or several a line, matched as whole words.

It compiles; what a phrase means is said where it is listed.
"""

from __future__ import annotations

import re

from parsers.words.branches import branched
from parsers.words.vocabularies import Sections, Vocabulary

CONTINUED = re.compile(r"\\\n\s*")


def phrases(lines: str) -> Vocabulary:
    """Compile the alternatives of ``lines`` for text in lower case.

    A line may hold several alternatives parted by ``|``, and is a regular expression; spaces
    at its edges are layout, and one that ends in a backslash goes on in the next.
    """
    return Vocabulary(rf"\b(?:{alternatives(lines)})\b")


def throughout(lines: str) -> re.Pattern[str]:
    """Compile the same lines to be sought in whole texts, of which most have some of the words."""
    return re.compile(branched(rf"\b(?:{alternatives(lines)})\b"))


def by_line(lines: str) -> Sections:
    """Compile the same lines where they are many and most have words that few sentences have."""
    return Sections(rf"\b(?:{line})\b" for line in _lines(lines))


def alternatives(lines: str) -> str:
    """Join the non-empty lines of a vocabulary into one alternation, without its brackets."""
    return "|".join(_lines(lines))


def _lines(lines: str) -> list[str]:
    stripped = (line.strip() for line in CONTINUED.sub("", lines).splitlines())
    return [line for line in stripped if line]


def lowered(text: str) -> str:
    """Return ``text`` in lower case, character for character, so that spans stay true.

    One letter alone has a lower case of two characters, the dotted capital I of Turkish;
    it is left as it is.
    """
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)
