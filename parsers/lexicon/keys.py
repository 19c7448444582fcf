"""How a name may be spelled in print: folding of letters, and letter case.

Folding keeps every character's position, so that a span found in the folded
text is a span of the text itself. Nothing here knows what a name means.
"""

from __future__ import annotations

import re
import unicodedata

# Names of three letters and fewer are words when shouted: US, UN, May, Abe.
MIN_SHOUTED_LETTERS = 4

SMALL_WORDS = frozenset("a al and d' da de del des di do dos e for in la le of on the to y".split())

_LATIN = range(0x00C0, 0x0250)
_LATIN_ADDITIONAL = range(0x1E00, 0x1F00)
_SINGLE = {
    "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ð": "d", "Ð": "D",
    "ħ": "h", "Ħ": "H", "ə": "a", "Ə": "A", "ŧ": "t", "Ŧ": "T",
    "\u2018": "'", "\u2019": "'", "\u201b": "'", "\u02bc": "'", "\u02bb": "'", "`": "'",
    "\u00b4": "'", "\u201c": '"', "\u201d": '"', "\u201e": '"',
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2212": "-", "\uff0d": "-",
    "\u00a0": " ", "\u2002": " ", "\u2003": " ", "\u2007": " ", "\u2009": " ", "\u202f": " ",
    "\t": " ", "\uff0b": "+",
}  # fmt: skip


def _base_letter(code: int) -> str | None:
    """Return the letter under a Latin letter's marks, or None where there are none."""
    parts = unicodedata.normalize("NFD", chr(code))
    return parts[0] if len(parts) > 1 and parts[0].isascii() else None


def _fold_table() -> dict[int, str]:
    table = {ord(char): plain for char, plain in _SINGLE.items()}
    for code in (*_LATIN, *_LATIN_ADDITIONAL):
        base = _base_letter(code)
        if base is not None:
            table[code] = base
    return table


_FOLD = _fold_table()
_MAY_FOLD = re.compile(r"[^ -_a-~\n]+")  # most characters of a text stay as they are
_WORD = re.compile(r"[^\s/-]+")


def fold(text: str) -> str:
    """Return ``text``, of the same length, with plain letters, quotes, hyphens and spaces.

    Text is expected in NFC; a decomposed mark stays and hides the name it is in.
    """
    if text.isascii():
        return text.translate(_FOLD)
    return _MAY_FOLD.sub(lambda match: match[0].translate(_FOLD), text)


def shout(surface: str) -> str | None:
    """Return the all-capitals spelling, or None where it would read as another word."""
    if sum(map(str.isalpha, surface)) < MIN_SHOUTED_LETTERS:
        return None
    return surface.upper()


def _capitalise(match: re.Match[str]) -> str:
    word = match.group()
    return word[:1].upper() + word[1:]


def _titled(surface: str, *, small_words: bool) -> str:
    """Capitalise each word; small words keep their case unless ``small_words`` is set."""

    def capital(match: re.Match[str]) -> str:
        keep = not small_words and match.group().lower() in SMALL_WORDS
        return match.group() if keep else _capitalise(match)

    return _WORD.sub(capital, surface)


def proper_spellings(surface: str) -> frozenset[str]:
    """Return the folded spellings of a proper name in running text and in title case."""
    plain = fold(surface)
    return frozenset({plain, _titled(plain, small_words=True)})


def free_spellings(surface: str) -> frozenset[str]:
    """Return the folded spellings of a common noun such as a title: lower to Title Case."""
    plain = fold(surface)
    titled = _titled(plain, small_words=False)
    return frozenset(
        {
            plain,
            plain[:1].upper() + plain[1:],
            plain[:1].lower() + plain[1:],
            titled,
            titled[:1].lower() + titled[1:],
            _titled(plain, small_words=True),
        }
    )
