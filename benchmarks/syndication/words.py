"""Made-up words in the distribution of real ones, and sentences of them.

A few words are in most sentences and most words in hardly any (Zipf and Mandelbrot); names that
stand in every tenth article are among them.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

# Of the words that no list of common words has, the most frequent stands in about every fifteenth
# article: so the ranks are shifted. There are as many as a newspaper has in some years.
SHIFT, WORDS = 200, 2_000_000
NAMES = 4  # every fourth of them is a name
ONSETS = "b br d dr f g gr k kl l m n p pl r s st t tr v z".split()
VOWELS = "a e i o u au".split()
ENDINGS = "k l m n t nt rk".split()
FUNCTION = """the of and to in that for with on as by from at it was had has their its were this
    will be been which who but not more than after before between over into would could""".split()
NEWS = """said officials government talks meeting week agreement plan president minister country
    report leaders people security support decision statement state public year work group time
    political economic national foreign policy new first last told announced called""".split()


def ranks(lot: Random, count: int) -> list[int]:
    """Draw words by their ranks, the frequent ones oftener: as one over the shifted rank."""
    span = (WORDS + SHIFT) / SHIFT
    return [int(SHIFT * (span ** lot.random() - 1)) for _ in range(count)]


def word(rank: int) -> str:
    """Return the word of a rank; every fourth is a name."""
    number, syllables = rank + len(ONSETS) * len(VOWELS), ""
    while number:
        number, part = divmod(number, len(ONSETS) * len(VOWELS))
        syllables += ONSETS[part % len(ONSETS)] + VOWELS[part // len(ONSETS)]
    made = syllables + ENDINGS[rank % len(ENDINGS)]
    return made.capitalize() if is_name(rank) else made


def is_name(rank: int) -> bool:
    """Say whether a word is a name."""
    return rank % NAMES == 0


def sentence(lot: Random, weighty: Sequence[str]) -> str:
    """Return a sentence that has these words in order, among common ones."""
    parts = [lot.choice(FUNCTION).capitalize()]
    for one in weighty:
        parts += [one, *lot.choices(FUNCTION, k=lot.choice((1, 1, 2)))]
        if lot.random() < 1 / 2:
            parts.append(lot.choice(NEWS))
    return f"{' '.join(parts)} {lot.choice(NEWS)}."
