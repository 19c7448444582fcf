"""In how far two texts have their weighty words in one order, and not in the other.

Whoever rewords, translates or cuts a text keeps the order of what it tells. Two reporters at one
event use the same names and numbers too, but read backwards their texts agree nearly as well. So
the heaviest chain of shared words forwards is held against the heaviest chain backwards: what both
have is the topic, and what the first has more is the copy.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from math import inf, sqrt

from parsers.copies.prepared import Anchors

# A stem that could be paired in more ways than this says nothing about order.
MOST_WAYS = 64
# Texts with few words prove little: weight that counts against every contrast.
DOUBT = 5.0
# A cut copy keeps the opening: so many weighty words of one text against as many and a quarter.
OPENING, OTHER_OPENING = 80, 100

# The place of a stem in the left text, its places in the right text, and the weight of each pair.
Way = tuple[int, Sequence[int], float]
# The places of a stem that both texts have, in the left and in the right one, and its weight.
Shared = tuple[Sequence[int], Sequence[int], float]


def shared(left: Anchors, right: Anchors, *, plain: bool = False) -> list[Shared]:
    """Return where both texts have a stem; ``plain`` leaves out names and numbers of either."""
    both = left.places.keys() & right.places.keys()
    if plain:
        both -= left.named
        both -= right.named
    return [
        (left.places[one], right.places[one], min(left.weights[one], right.weights[one]))
        for one in both
    ]


def order(some: Iterable[Shared]) -> float:
    """Return how much more two texts agree forwards than backwards, from -1 to 1."""
    ways = sorted(_ways(some))
    forward, backward = _heaviest(ways), _heaviest(reversed(ways))
    return (forward - backward) / (forward + backward + DOUBT)


def opening_order(some: Sequence[Shared], left: Sequence[int], right: Sequence[int]) -> float:
    """Return the same of how two texts begin, the better of two alike stretches.

    ``left`` and ``right`` are the places that count, in order.
    """
    return max(
        order(_within(some, _end(left, OPENING), _end(right, OTHER_OPENING))),
        order(_within(some, _end(left, OTHER_OPENING), _end(right, OPENING))),
    )


def _end(places: Sequence[int], count: int) -> float:
    """Return the place before which the first ``count`` of some places are."""
    return places[count] if count < len(places) else inf


def _within(some: Iterable[Shared], end: float, other_end: float) -> Iterator[Shared]:
    """Yield what both texts have before an end."""
    for rows, columns, heavy in some:
        if rows[0] < end and columns[0] < other_end:
            yield _before(rows, end), _before(columns, other_end), heavy


def _before(places: Sequence[int], end: float) -> Sequence[int]:
    return places if places[-1] < end else places[: bisect_left(places, end)]


def _ways(some: Iterable[Shared]) -> Iterator[Way]:
    """Yield the ways to pair equal stems; one that stands often weighs less each time."""
    for rows, columns, heavy in some:
        count = len(rows) * len(columns)
        if count == 1:
            yield rows[0], columns, heavy
        elif count <= MOST_WAYS:
            share = heavy / sqrt(count)
            for row in rows:
                yield row, columns, share


def _heaviest(ways: Iterable[Way]) -> float:
    """Return the weight of the heaviest chain of rising places in the right text.

    ``ways`` come in the order of the left text. Of the chains so far those are kept that end
    before any heavier one: ``places`` where they end, and ``sums`` what they weigh, both rising.
    """
    places, sums = [-1], [0.0]
    for _, columns, heavy in ways:
        for place in reversed(columns):  # of one word in the left text no two make a chain
            if place > places[-1]:
                places.append(place)
                sums.append(sums[-1] + heavy)
                continue
            at = bisect_left(places, place)
            total = sums[at - 1] + heavy
            stop = bisect_right(sums, total, at)
            if stop > at:
                places[at:stop], sums[at:stop] = (place,), (total,)
            elif places[at] > place:
                places.insert(at, place)
                sums.insert(at, total)
    return sums[-1]
