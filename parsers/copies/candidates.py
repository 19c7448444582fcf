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
# Of a key that more articles of the window have, those count that were told at about the same
# time: so many up to the day, the latest first, and as many after it. Copies of a story that
# hundreds print so find the latest hundred of them; a pair is passed over only where fewer than
# ``SHARED_KEYS`` keys that both have are in fewer than so many articles told between the two.
NEAREST = 64


def found(lists: Iterable[Collection[T]]) -> list[T]:
    """Return what is found by enough keys, given for each key those that have it."""
    counted: Counter[T] = Counter()
    for some in lists:
        counted.update(some)
        if len(some) <= RARE_KEY:
            counted.update(some)
    return [one for one, count in counted.items() if count >= SHARED_KEYS]
