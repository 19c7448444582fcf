"""In how far two texts have their weighty words in one order, and not in the other.

Whoever rewords, translates or cuts a text keeps the order of what it tells. Two reporters at one
event use the same names and numbers too, but read backwards their texts agree nearly as well. So
the heaviest chain of shared words forwards is held against the heaviest chain backwards: what both
have is the topic, and what the first has more is the copy.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import sqrt

from parsers.copies.prepared import Anchor

# A stem that could be paired in more ways than this says nothing about order.
MOST_WAYS = 64
# Texts with few words prove little: weight that counts against every contrast.
DOUBT = 5.0
# A cut copy keeps the opening: so many weighty words of one text against as many and a quarter.
OPENING, OTHER_OPENING = 80, 100

# Place in the left text, place in the right text, weight.
Way = tuple[int, int, float]


def order(left: Sequence[Anchor], right: Sequence[Anchor]) -> float:
    """Return how much more two texts agree forwards than backwards, from -1 to 1."""
    ways = list(_ways(_places(left), _places(right), dict(left), dict(right)))
    back = [(row, len(right) - 1 - column, heavy) for row, column, heavy in ways]
    forward, backward = _heaviest(ways), _heaviest(back)
    return (forward - backward) / (forward + backward + DOUBT)


def opening_order(left: Sequence[Anchor], right: Sequence[Anchor]) -> float:
    """Return the same of how two texts begin, the better of two alike stretches."""
    return max(
        order(left[:OPENING], right[:OTHER_OPENING]),
        order(left[:OTHER_OPENING], right[:OPENING]),
    )


def _places(anchors: Sequence[Anchor]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for number, (stemmed, _) in enumerate(anchors):
        places[stemmed].append(number)
    return places


def _ways(
    left: dict[str, list[int]],
    right: dict[str, list[int]],
    heavy: dict[str, float],
    other_heavy: dict[str, float],
) -> Iterable[Way]:
    """Yield the ways to pair equal stems; one that stands often weighs less each time."""
    for stemmed in left.keys() & right.keys():
        rows, columns = left[stemmed], right[stemmed]
        count = len(rows) * len(columns)
        if count <= MOST_WAYS:
            share = min(heavy[stemmed], other_heavy[stemmed]) / sqrt(count)
            yield from ((row, column, share) for row in rows for column in columns)


def _heaviest(ways: Iterable[Way]) -> float:
    """Return the weight of the heaviest chain in which both texts go forward."""
    columns: list[int] = []
    sums: list[float] = []
    for _, column, heavy in sorted(ways, key=lambda way: (way[0], -way[1])):
        at = bisect_left(columns, column)
        total = heavy + (sums[at - 1] if at else 0.0)
        stop = at
        while stop < len(columns) and sums[stop] <= total:
            stop += 1
        if at == len(columns) or columns[at] > column or stop > at:
            columns[at:stop], sums[at:stop] = [column], [total]
    return sums[-1] if sums else 0.0
