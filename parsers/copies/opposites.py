"""Two texts sentence by sentence, what they share opposite each other, and which words differ.

For reading, not for judging: speech and short lines are here too, which prove nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from parsers.copies.alignment import dice
from parsers.copies.fingerprints import COMPARED
from parsers.copies.prepared import Line, Lines, lines_of
from parsers.copies.rarity import stem, weight
from parsers.text import sentences, words

# Sentences stand opposite each other from this Dice of their words' weights on.
ALIKE = 0.3
# So many sentences of each text are laid opposite; the work grows with the square.
MOST_SENTENCES = 300


@dataclass(frozen=True, slots=True)
class Opposite:
    """A sentence of the left text and what the right text has for it; None where it has nothing."""

    left: str | None
    right: str | None


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one text in a row that the other has too, in this order, or ``is_own`` ones."""

    text: str
    is_own: bool


def opposites(left: str, right: str) -> list[Opposite]:
    """Return the sentences of two texts in order, each at most once.

    Of what could stand opposite each other the heaviest pairs do, both texts going forward.
    """
    one, other = _sentences(left), _sentences(right)
    found: list[Opposite] = []
    row = column = 0
    for next_row, next_column in (
        *_chain(dice(_lines(one), _lines(other))),
        (len(one), len(other)),
    ):
        found += [Opposite(text, None) for text in one[row:next_row]]
        found += [Opposite(None, text) for text in other[column:next_column]]
        if next_row < len(one):
            found.append(Opposite(one[next_row], other[next_column]))
        row, column = next_row + 1, next_column + 1
    return found


def left_out(text: str) -> int:
    """Return how many sentences of a text are too many to be laid opposite."""
    return len(sentences(text)) - len(_sentences(text))


def differences(left: str, right: str) -> tuple[list[Run], list[Run]]:
    """Return two sentences as runs of words, case and punctuation apart."""
    one, other = left.split(), right.split()
    ours, theirs = ([" ".join(words(word)) or word for word in side] for side in (one, other))
    steps = SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
    runs: tuple[list[Run], list[Run]] = ([], [])
    for kind, start, end, other_start, other_end in steps:
        for side, some in ((0, one[start:end]), (1, other[other_start:other_end])):
            if some:
                runs[side].append(Run(" ".join(some), is_own=kind != "equal"))
    return runs


def _sentences(text: str) -> list[str]:
    return [one.text for one in sentences(text[:COMPARED])[:MOST_SENTENCES]]


def _lines(some: Iterable[str]) -> Lines:
    return lines_of(map(_line, some))


def _line(sentence: str) -> Line:
    """Return what the stems of a sentence weigh; none weighs nothing, so that "Yes." equals it."""
    stems = dict.fromkeys(map(stem, words(sentence))) or {sentence: None}
    weights = {stemmed: max(weight(stemmed), 0.1) for stemmed in stems}
    return Line(sentence, weights, sum(weights.values()), frozenset())


def _chain(rows: Sequence[Sequence[float]]) -> Iterator[tuple[int, int]]:
    """Yield the heaviest pairs in which both texts go forward."""
    best = [[0.0] * (len(rows[0]) + 1 if rows else 1) for _ in range(len(rows) + 1)]
    for row in range(len(rows) - 1, -1, -1):
        for column in range(len(rows[row]) - 1, -1, -1):
            paired = best[row + 1][column + 1] + _worth(rows[row][column])
            best[row][column] = max(paired, best[row + 1][column], best[row][column + 1])
    row = column = 0
    while row < len(rows) and column < len(rows[row]):
        if best[row][column] == best[row + 1][column]:
            row += 1
        elif best[row][column] == best[row][column + 1]:
            column += 1
        else:
            yield row, column
            row, column = row + 1, column + 1


def _worth(dice: float) -> float:
    return dice if dice >= ALIKE else 0.0
