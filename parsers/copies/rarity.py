"""How much a word says about which story a text tells, without any corpus.

A frozen list of common news words in tiers (``common_words.txt``) stands in for document
frequencies: whatever is not on it is rare. The weights are those of English; of some fifty other
languages the hundred commonest words are known (``other_words.txt``), and all else counts as rare.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from functools import cache, lru_cache
from importlib.resources import files

# Weights follow the order of ln(N / document frequency) in daily news: a word that stands in
# most texts says nothing, one that stands in a few of a thousand says about five.
TIERS = {"function": 0.0, "common": 1.2, "field": 2.0}
RARE = 4.5
# A name is rarer than another unknown word, and whoever rewords a text keeps it.
NAME = 5.5
# Days of the month, ages and small counts stand everywhere; of so many digits.
SMALL_NUMBER, SMALL_DIGITS = 2.0, 2
YEAR = 1.5
OTHER_NUMBER = 4.5

# From this weight on a word says something about which story is told.
INFORMATIVE = 2.0

# Words as long as this or shorter are not stemmed, in letters.
SHORTEST_STEM = 3
YEARS = re.compile(r"(?:19|20)\d\d")
SUFFIXES = (
    ("ization", "ize"),
    ("isation", "ize"),
    ("ational", "ate"),
    ("ations", "ate"),
    ("ation", "ate"),
    ("ements", ""),
    ("ement", ""),
    ("ments", ""),
    ("ment", ""),
    ("ingly", ""),
    ("edly", ""),
    ("ings", ""),
    ("ing", ""),
    ("ies", "y"),
    ("ied", "y"),
    ("ised", "ize"),
    ("ise", "ize"),
    ("ers", ""),
    ("er", ""),
    ("ed", ""),
    ("ly", ""),
    ("es", ""),
    ("s", ""),
    ("e", ""),
)
BY_LAST_LETTER = {
    letter: [(suffix, ending) for suffix, ending in SUFFIXES if suffix.endswith(letter)]
    for letter in {suffix[-1] for suffix, _ in SUFFIXES}
}
DOUBLED = re.compile(r"([bdgmnprt])\1$")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return the stem of a lower-case ``word``: possessive, plural and endings are cut.

    It is a light suffix cutter for equality alone; British and American spellings meet.
    """
    word = word.removesuffix("'s").replace("'", "")
    if len(word) <= SHORTEST_STEM or not word.isalpha():
        return word
    if word.endswith("our"):
        word = f"{word[:-3]}or"
    for suffix, ending in BY_LAST_LETTER.get(word[-1], ()):
        base = word.removesuffix(suffix)
        if base != word and len(base) >= SHORTEST_STEM and not (suffix == "s" and base[-1] == "s"):
            return DOUBLED.sub(r"\1", base) + ending.removesuffix("e")
    return word


def weight(stemmed: str, *, is_name: bool = False) -> float:
    """Return what a stem weighs, from 0 (function word) to ``NAME``."""
    if stemmed.isdigit():
        if YEARS.fullmatch(stemmed):
            return YEAR
        return SMALL_NUMBER if len(stemmed) <= SMALL_DIGITS else OTHER_NUMBER
    tier = _tiers().get(stemmed)
    if tier is not None:
        return tier
    if is_name:
        return NAME
    return TIERS["function"] if stemmed in _common_elsewhere() else RARE


def weights(stems: Iterable[str], names: Container[str]) -> dict[str, float]:
    """Return what each of some stems of one text weighs, in their order."""
    return {stemmed: weight(stemmed, is_name=stemmed in names) for stemmed in stems}


@cache
def _tiers() -> dict[str, float]:
    """Return the weight of each listed stem; a stem in two tiers has the lower one."""
    tiers: dict[str, float] = {}
    for tier, word in _listed("common_words.txt"):
        tiers[stem(word)] = min(TIERS[tier], tiers.get(stem(word), TIERS[tier]))
    return tiers


@cache
def _common_elsewhere() -> frozenset[str]:
    """Return the stems of words that other languages have in most texts."""
    return frozenset(stem(word) for _, word in _listed("other_words.txt"))


def _listed(name: str) -> Iterator[tuple[str, str]]:
    """Yield the words of a list, each with the heading that it stands under."""
    heading = ""
    for line in files(__package__).joinpath(name).read_text("utf-8").splitlines():
        if line.startswith("["):
            heading = line.strip("[]")
        elif not line.startswith("#"):
            yield from ((heading, word) for word in line.split())
