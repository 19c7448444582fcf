"""Patterns that are sought in a text only where one of their literals stands in it.

A reader asks a sentence for a hundred vocabularies and it has words of five. One pass over
a text tells for all of them at once whether a search is worth while.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache, reduce
from operator import or_

import ahocorasick

from parsers.words.branches import branched
from parsers.words.literals import folded, literals

HOLDINGS = 512  # of which it is remembered what sections may be met with them
RECENT = 16_384  # texts of which it is known what they hold: the sentences of many articles


class _Register:
    """All sets of literals that vocabularies need, each as a bit.

    ``held`` tells of a text, as bits, of which sets it holds one.
    """

    def __init__(self) -> None:
        self._bits: dict[str, int] = {}
        self._number = 0
        self._automaton: ahocorasick.Automaton | None = None
        self.held = lru_cache(RECENT)(self._held)

    def add(self, sets: Iterable[frozenset[str]]) -> int:
        """Take in the sets of literals that one more vocabulary needs, and return their bits."""
        needed = 0
        for strings in sets:
            bit = 1 << self._number
            self._number += 1
            needed |= bit
            for one in strings:
                self._bits[one] = self._bits.get(one, 0) | bit
        self._automaton = None
        self.held.cache_clear()
        return needed

    def _held(self, text: str) -> int:
        automaton = self._automaton
        if automaton is None:
            automaton = self._automaton = self._built()
        held = 0
        for _, bits in automaton.iter(folded(text)):
            held |= bits
        return held

    def _built(self) -> ahocorasick.Automaton:
        automaton = ahocorasick.Automaton()
        for one, bits in self._bits.items():
            automaton.add_word(one, bits)
        automaton.make_automaton()
        return automaton


REGISTER = _Register()


class Vocabulary:
    """A pattern with the methods of ``re.Pattern`` that the reader uses, and their answers.

    ``needed`` are the bits that a text must hold for it to be met there.
    """

    __slots__ = ("_pattern", "flags", "needed", "pattern")

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = pattern
        self.flags = flags
        self._pattern = re.compile(branched(pattern), flags)
        self.needed = REGISTER.add(literals(pattern))

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return the first match from ``start`` to ``end``."""
        if self.needed & ~REGISTER.held(text):
            return None
        return self._pattern.search(text, start, end)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Return the match that begins at ``start``."""
        return self._pattern.match(text, start)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Return the match of the whole text."""
        return self._pattern.fullmatch(text)

    def finditer(
        self, text: str, start: int = 0, end: int = sys.maxsize
    ) -> Iterator[re.Match[str]]:
        """Return the matches from ``start`` to ``end``, none overlapping."""
        if self.needed & ~REGISTER.held(text):
            return iter(())
        return self._pattern.finditer(text, start, end)

    def findall(self, text: str) -> list[str]:
        """Return the texts of all matches."""
        return [match[0] for match in self.finditer(text)]

    def sub(self, replacement: str, text: str) -> str:
        """Return ``text`` with each match replaced."""
        if self.needed & ~REGISTER.held(text):
            return text
        return self._pattern.sub(replacement, text)


def possible(vocabularies: Iterable[Vocabulary], text: str) -> list[Vocabulary]:
    """Return those that may be met in a text, in their order: one look for all of them."""
    lacking = ~REGISTER.held(text)
    return [each for each in vocabularies if not each.needed & lacking]


_Found = tuple[int, int, re.Match[str]]  # where a match begins, its section, and itself


class Sections:
    """A long pattern in sections, each sought only where it may be met.

    It matches what one pattern with the sections as alternatives would: what stands leftmost,
    and of two that begin at one place that of the earlier section.
    """

    def __init__(self, patterns: Iterable[str]) -> None:
        each = tuple(patterns)
        self.pattern = "|".join(each)
        self._sections = [re.compile(branched(one)) for one in each]
        self._needed = [REGISTER.add(literals(one)) for one in each]
        self._bits = reduce(or_, self._needed)
        self._possible = lru_cache(HOLDINGS)(self._possible_with)

    def _possible_with(self, held: int) -> list[int]:
        return [number for number, needed in enumerate(self._needed) if not needed & ~held]

    def finditer(self, text: str) -> Iterator[tuple[int, re.Match[str]]]:
        """Yield the matches, none overlapping, each with the number of its section."""
        ahead = [
            (match.start(), number, match)
            for number in self._possible(REGISTER.held(text) & self._bits)
            if (match := self._sections[number].search(text)) is not None
        ]
        while ahead:
            _, number, match = min(ahead)
            yield number, match
            ahead = list(self._from(match.end(), ahead, text))

    def _from(self, start: int, ahead: Iterable[_Found], text: str) -> Iterator[_Found]:
        """Yield the next match of each section from ``start`` on."""
        for begin, number, match in ahead:
            again = match if begin >= start else self._sections[number].search(text, start)
            if again is not None:
                yield again.start(), number, again


Sought = re.Pattern[str] | Vocabulary
