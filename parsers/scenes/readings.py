"""What was read of each row, and what that rests on: answers that the text may yet change.

Who bears a name, and whose a bare title is, is learnt while the rows are read. A row whose
questions are all answered as before need not be read again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from parsers.actors.actors import Actor

_Answer = TypeVar("_Answer")
_Question = tuple[Callable[[], object], object]  # how it is asked, and what was answered


class Readings:
    """The actors of the rows of one document, by a key for each row."""

    def __init__(self) -> None:
        self._known: dict[object, tuple[Sequence[Actor], list[_Question]]] = {}
        self._asked: list[_Question] = []

    def of(self, key: object, read: Callable[[], Sequence[Actor]]) -> Sequence[Actor]:
        """Return what was read of a row, where all it asked is answered as then; else read it."""
        known = self._known.get(key)
        if known is None or any(ask() != answer for ask, answer in known[1]):
            self._asked = []
            known = self._known[key] = read(), self._asked
        return known[0]

    def ask(self, question: Callable[[], _Answer]) -> _Answer:
        """Ask what a later row may answer otherwise, and keep that the row being read did."""
        answer = question()
        self._asked.append((question, answer))
        return answer
