"""How far two texts tell the same, sentence by sentence and in order.

Sentences are compared by the weight of the words they share, then aligned in order: locally
(Smith and Waterman 1981), so that a cut text, foreign paragraphs or a changed opening cost little.
The same alignment against the text read backwards says how much of it is mere topic.
"""

# ruff: noqa: FURB136 -- in the innermost loops a call of max() takes longer than all the rest

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from parsers.copies.prepared import Line, Lines

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


def align(left: Lines, right: Lines) -> Alignment:
    """Return how the sentences of two texts correspond."""
    rows = dice(left, right)
    table = _table(rows)
    path = _path(rows, table)
    return Alignment(
        matches=tuple((row, column) for row, column in path if rows[row][column] >= LOOSE),
        contrast=_best(table) - BACKWARD * _best(_table(rows[::-1])),
        lead=_lead(rows),
        mean=_mean_best(left.all, right.all, rows),
    )


def dice(left: Lines, right: Lines) -> list[list[float]]:
    """Return the weighted Dice of every sentence with every other."""
    totals = [line.total for line in right.all]
    rows: list[list[float]] = []
    for line in left.all:
        both = [0.0] * len(totals)
        for stemmed in line.weights.keys() & right.places.keys():
            heavy = line.weights[stemmed]
            for column, other_heavy in right.places[stemmed]:
                both[column] += heavy if heavy < other_heavy else other_heavy
        own = line.total
        rows.append(
            [one and one * (2 / (own + there)) for one, there in zip(both, totals, strict=True)]
        )
    return rows


def _table(rows: Rows) -> list[list[float]]:
    """Return the best score of the local alignments that end before each pair of sentences."""
    above = [0.0] * (len(rows[0]) + 1 if rows else 1)
    table = [above]
    for row in rows:
        score = 0.0
        here = [score]
        for corner, up, dice in zip(above, above[1:], row, strict=False):
            passed = (up if up > score else score) - GAP
            paired = corner + dice - NEUTRAL
            best = paired if paired > passed else passed
            score = best if best > 0 else 0.0
            here.append(score)
        table.append(here)
        above = here
    return table


def _best(table: Rows) -> float:
    """Return the score of the best local alignment."""
    return max(map(max, table))


def _path(rows: Rows, table: Rows) -> Pairs:
    """Return the pairs of sentences on the best local alignment, in order."""
    score = _best(table)
    row = next(number for number, line in enumerate(table) if score in line)
    column = table[row].index(score)
    pairs: Pairs = []
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
