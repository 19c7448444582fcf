"""Says whether one of some words or phrases stands in a text, whatever the case and the accents.

Whole words alone count: "port" is not in "Portugal". Nothing here knows a rule or a record.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from parsers.text import words

# Scripts that leave no space between words: Thai, Lao, Burmese, Khmer, kana and Han.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


def is_told(phrases: Sequence[str], texts: Iterable[str]) -> bool:
    """Tell whether any of ``phrases`` stands in any of ``texts``, as words side by side."""
    sought = [" ".join(_words(phrase)) for phrase in phrases]
    return any(_holds(spelled, one) for spelled in map(_spelled, texts) for one in sought if one)


def _holds(spelled: str, phrase: str) -> bool:
    if _UNSPACED.search(phrase):
        return phrase.replace(" ", "") in spelled.replace(" ", "")
    return f" {phrase} " in spelled


def _spelled(text: str) -> str:
    return f" {' '.join(_words(text))} "


def _words(text: str) -> list[str]:
    """Return the folded words; who owns a thing is named by it ("Kenya's" is "kenya")."""
    return [word.removesuffix("'s") for word in words(text)]
