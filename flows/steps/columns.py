"""Lays two texts side by side for a terminal, what differs marked, in any width; plain text alone.

It is given words that are clean already, and knows nothing of where they come from.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from parsers.copies.opposites import Opposite, Run, differences

# Columns narrower than this are hard to read: then one text stands below the other, in cells.
NARROWEST = 28
# What stands between two columns: whose a sentence is, or that it differs.
SAME, CHANGED, LEFT, RIGHT = "   ", " | ", " < ", " > "
OWN_LEFT, OWN_RIGHT = ("[-", "-]"), ("{+", "+}")
LEGEND = (
    "| differs: [-only on the left-], {+only on the right+}",
    "< a sentence of the left text alone, > of the right text alone",
)
WIDE = frozenset({"W", "F"})


def beside(rows: Iterable[Opposite], width: int) -> Iterator[str]:
    """Yield the lines that show rows of two texts in ``width`` cells."""
    column = (width - len(SAME)) // 2
    for row in rows:
        sign, left, right = _marked(row)
        if column < NARROWEST:
            yield from _below(sign, left, right, width)
            continue
        sides = zip_longest(wrapped(left, column), wrapped(right, column), fillvalue="")
        for one, other in sides:
            yield f"{one}{' ' * (column - cells(one))}{sign}{other}".rstrip()
        yield ""


def cells(text: str) -> int:
    """Return how many cells of a terminal a text takes: two for a wide letter, none for a mark."""
    return sum(map(_cells, text))


def wrapped(text: str, width: int) -> list[str]:
    """Return a text in lines of at most ``width`` cells; a word longer than a line is broken."""
    lines = [""]
    for word in text.split():
        gap = " " if lines[-1] else ""
        if cells(lines[-1]) + len(gap) + cells(word) <= width:
            lines[-1] += gap + word
            continue
        lines += [""] if lines[-1] else []
        for letter in word:
            lines += [""] if cells(lines[-1]) + _cells(letter) > width else []
            lines[-1] += letter
    return lines


def _cells(letter: str) -> int:
    if unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in WIDE else 1


def _marked(row: Opposite) -> tuple[str, str, str]:
    """Return the sign between two sentences, and both with the words marked that differ."""
    if row.left is None or row.right is None:
        return (RIGHT if row.left is None else LEFT), row.left or "", row.right or ""
    one, other = differences(row.left, row.right)
    is_same = not any(run.is_own for run in (*one, *other))
    return (SAME if is_same else CHANGED), _told(one, OWN_LEFT), _told(other, OWN_RIGHT)


def _told(runs: Sequence[Run], marks: tuple[str, str]) -> str:
    before, after = marks
    return " ".join(f"{before}{run.text}{after}" if run.is_own else run.text for run in runs)


def _below(sign: str, left: str, right: str, width: int) -> Iterator[str]:
    """Yield two sentences one below the other, or once where they are the same."""
    told = ((SAME, left),) if sign == SAME else ((LEFT, left), (RIGHT, right))
    for mark, text in told:
        if text:
            yield from (f"{mark}{line}".rstrip() for line in wrapped(text, width - len(mark)))
    yield ""
