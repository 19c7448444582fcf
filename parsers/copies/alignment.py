"""How far two texts tell the same, sentence by sentence and in order.

Sentences are compared by the weight of the words they share, then aligned in order: locally
(Smith and Waterman 1981), so that a cut text, foreign paragraphs or a changed opening cost little.
The same alignment against the text read backwards says how much of it is mere topic.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from parsers.copies.prepared import Line

# Two sentences with this Dice neither speak for a copy nor against it; each that is passed over
# costs so much. Of nine pairs of values these told reworded copies from rival reports best.
NEUTRAL, GAP = 0.15, 0.1
# Sentences are told as a match from this Dice on.
LOOSE = 0.3
# The leads are so many sentences of one text against so many of the other.
LEAD, OTHER_LEAD = 4, 6
# A text may agree backwards too, by its topic; that counts double against the agreement forwards.
BACKWARD = 2.0

Rows = Sequence[Sequence[float]]
Pairs = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Alignment:
    """What the sentences of two texts have in common; Dice and shares are from 0 to 1.

    ``matches`` pairs sentences in order. ``contrast`` is the score of the alignment forwards less
    twice that backwards, in sentences. ``lead`` is the best Dice of the leads, ``mean`` the mean
    best Dice of the text with fewer sentences.
    """

    matches: tuple[tuple[int, int], ...]
    contrast: float
    lead: float
    mean: float


def align(left: Sequence[Line], right: Sequence[Line]) -> Alignment:
    """Return how the sentences of two texts correspond."""
    rows = _dice(left, right)
    path = _path(rows)
    return Alignment(
        matches=tuple((row, column) for row, column in path if rows[row][column] >= LOOSE),
        contrast=_contrast(rows),
        lead=_lead(rows),
        mean=_mean_best(left, right, rows),
    )


def _dice(left: Sequence[Line], right: Sequence[Line]) -> list[list[float]]:
    """Return the weighted Dice of every sentence with every other."""
    places: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, line in enumerate(right):
        for stemmed, heavy in line.weights.items():
            places[stemmed].append((number, heavy))
    rows = [[0.0] * len(right) for _ in left]
    for row, line in zip(rows, left, strict=True):
        for stemmed, heavy in line.weights.items():
            for column, other_heavy in places.get(stemmed, ()):
                row[column] += min(heavy, other_heavy)
        for column, other in enumerate(right):
            row[column] *= 2 / (line.total + other.total)
    return rows


def _contrast(rows: Rows) -> float:
    """Return the score forwards less what the same sentences score backwards, doubled."""
    return _score(rows) - BACKWARD * _score(rows[::-1])


def _score(rows: Rows) -> float:
    """Return the score of the best local alignment."""
    best = 0.0
    above = [0.0] * (len(rows[0]) + 1 if rows else 1)
    for row in rows:
        here = [0.0]
        left = corner = 0.0
        for up, dice in zip(above[1:], row, strict=True):
            score = max(corner + dice - NEUTRAL, up - GAP, left - GAP, 0.0)
            here.append(score)
            left, corner = score, up
            best = max(best, score)
        above = here
    return best


def _path(rows: Rows) -> Pairs:
    """Return the pairs of sentences on the best local alignment, in order."""
    table = _table(rows)
    score, row, column = max(
        ((score, -i, -j) for i, line in enumerate(table) for j, score in enumerate(line)),
        default=(0.0, 0, 0),
    )
    row, column, pairs = -row, -column, []
    while score > 0:
        before = table[row - 1][column - 1]
        if score == before + rows[row - 1][column - 1] - NEUTRAL:
            row, column = row - 1, column - 1
            pairs.append((row, column))
        elif score == table[row - 1][column] - GAP:
            row -= 1
        else:
            column -= 1
        score = table[row][column]
    return pairs[::-1]


def _table(rows: Rows) -> list[list[float]]:
    """Return the best score of the alignments that end before each pair of sentences."""
    table = [[0.0] * (len(rows[0]) + 1)] if rows else []
    for row in rows:
        above, here = table[-1], [0.0]
        for column, dice in enumerate(row):
            best = max(above[column] + dice - NEUTRAL, above[column + 1] - GAP, here[column] - GAP)
            here.append(max(best, 0.0))
        table.append(here)
    return table


def _lead(rows: Rows) -> float:
    """Return the best match of the first sentences."""
    one = (dice for row in rows[:LEAD] for dice in row[:OTHER_LEAD])
    other = (dice for row in rows[:OTHER_LEAD] for dice in row[:LEAD])
    return max((*one, *other), default=0.0)


def _mean_best(left: Sequence[Line], right: Sequence[Line], rows: Rows) -> float:
    """Return the mean best match of the sentences of the text with fewer of them."""
    is_left = (len(left), sum(line.total for line in left)) <= (
        len(right),
        sum(line.total for line in right),
    )
    shorter = rows if is_left else list(zip(*rows, strict=True))
    best = [max(row, default=0.0) for row in shorter]
    return sum(best) / len(best) if best else 0.0
