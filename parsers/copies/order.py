"""In how far two texts have their weighty words in one order, and not in the other.

Whoever rewords, translates or cuts a text keeps the order of what it tells. Two reporters at one
event use the same names and numbers too, but read backwards their texts agree nearly as well. So
the heaviest chain of shared words forwards is held against the heaviest chain backwards: what both
have is the topic, and what the first has more is the copy.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from math import sqrt

from parsers.copies.prepared import MOST_ANCHORS, Anchors

# A stem that could be paired in more ways than this says nothing about order.
MOST_WAYS = 64
# Texts with few words prove little: weight that counts against every contrast.
DOUBT = 5.0
# A cut copy keeps the opening: so many weighty words of one text against as many and a quarter.
OPENING, OTHER_OPENING = 80, 100

# A stem that both texts have: its places in the left and in the right one, and its weight.
Shared = tuple[str, Sequence[int], Sequence[int], float]
# The places in the right text of what comes next in the left one, and the weight of each pair.
Way = tuple[Sequence[int], float]


def shared(left: Anchors, right: Anchors) -> list[Shared]:
    """Return where both texts have a stem."""
    return [
        (one, left.places[one], right.places[one], min(left.weights[one], right.weights[one]))
        for one in left.places.keys() & right.places.keys()
    ]


def plain(some: Iterable[Shared], left: Anchors, right: Anchors) -> list[Shared]:
    """Return what both texts have without the names and numbers of either."""
    return [one for one in some if one[0] not in left.named and one[0] not in right.named]


def order(stems: Sequence[str], some: Iterable[Shared]) -> float:
    """Return how much more two texts agree forwards than backwards, from -1 to 1.

    ``stems`` are those of the left text in order.
    """
    shares = dict(_shares(some))
    ways = [shares[stemmed] for stemmed in stems if stemmed in shares]
    forward, backward = _heaviest(ways), _heaviest(reversed(ways))
    return (forward - backward) / (forward + backward + DOUBT)


def opening_order(
    stems: Sequence[str], some: Sequence[Shared], left: Sequence[int], right: Sequence[int]
) -> float:
    """Return the same of how two texts begin, the better of two alike stretches.

    ``left`` and ``right`` are the places that count, in order.
    """
    return max(
        _order_before(stems, some, _end(left, OPENING), _end(right, OTHER_OPENING)),
        _order_before(stems, some, _end(left, OTHER_OPENING), _end(right, OPENING)),
    )


def _end(places: Sequence[int], count: int) -> int:
    """Return the place before which the first ``count`` of some places are."""
    return places[count] if count < len(places) else MOST_ANCHORS


def _order_before(stems: Sequence[str], some: Iterable[Shared], end: int, other_end: int) -> float:
    """Return how much more two texts agree forwards, as far as a place in either."""
    within = (
        (stemmed, _before(rows, end), _before(columns, other_end), heavy)
        for stemmed, rows, columns, heavy in some
        if rows[0] < end and columns[0] < other_end
    )
    return order(stems[:end], within)


def _before(places: Sequence[int], end: int) -> Sequence[int]:
    return places if places[-1] < end else places[: bisect_left(places, end)]


def _shares(some: Iterable[Shared]) -> Iterator[tuple[str, Way]]:
    """Yield how equal stems are paired; one that stands often weighs less each time."""
    for stemmed, rows, columns, heavy in some:
        count = len(rows) * len(columns)
        if count <= MOST_WAYS:
            yield stemmed, (columns, heavy / sqrt(count))


def _heaviest(ways: Iterable[Way]) -> float:
    """Return the weight of the heaviest chain of rising places in the right text.

    ``ways`` come in the order of the left text. Of the chains so far those are kept that end
    before any heavier one: ``places`` where they end, and ``sums`` what they weigh, both rising.
    """
    places, sums = [-1], [0.0]
    for columns, heavy in ways:
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
