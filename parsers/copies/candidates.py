"""Which articles are worth comparing, by the keys of their fingerprints.

A key is a rare word, hashed. What few articles have finds them; a name that stands in every tenth
article of the week finds nothing by itself and only counts. How many articles are looked at is
bounded, however many there are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from typing import TypeVar

T = TypeVar("T")

# An article is found by keys that count as much together: a key that at most so many articles of
# the window have counts twice. Copies of which a part was cut and the rest translated there and
# back, or in which every second word was another, still share three keys.
SHARED_KEYS, RARE_KEY = 3, 16


def found(lists: Iterable[Collection[T]]) -> list[T]:
    """Return what is found by enough keys, given for each key those that have it."""
    counted: Counter[T] = Counter()
    for some in lists:
        counted.update(some)
        if len(some) <= RARE_KEY:
            counted.update(some)
    return [one for one, count in counted.items() if count >= SHARED_KEYS]
