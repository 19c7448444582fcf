"""How much a word says about which story a text tells, without any corpus.

A frozen list of common news words in tiers (``common_words.txt``) stands in for document
frequencies: whatever is not on it is rare. The weights are those of English; in another
language every word counts as rare, which weakens the measure but keeps it symmetric.
"""

from __future__ import annotations

import re
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
    for suffix, ending in SUFFIXES:
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
    return NAME if is_name else RARE


@cache
def _tiers() -> dict[str, float]:
    """Return the weight of each listed stem; a stem in two tiers has the lower one."""
    tiers: dict[str, float] = {}
    current = 0.0
    for line in files(__package__).joinpath("common_words.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            current = TIERS[line.strip("[]")]
        elif not line.startswith("#"):
            for word in line.split():
                tiers[stem(word)] = min(current, tiers.get(stem(word), current))
    return tiers
