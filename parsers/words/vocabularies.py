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

from parsers.literals import folded, literals
from parsers.words.branches import alternatives, sped

HOLDINGS = 512  # of which it is remembered what may be met with them
RECENT = 8_192  # texts of which it is known what they hold: the sentences of the longest article


class _Register:
    """All sets of literals that vocabularies need, each as a bit.

    ``lacking`` tells of a text, as bits, of which sets it holds none.
    """

    def __init__(self) -> None:
        self._bits: dict[str, int] = {}
        self._number = self._all = 0
        self._automaton: ahocorasick.Automaton | None = None
        self.lacking = lru_cache(RECENT)(self._lacking)

    def add(self, sets: Iterable[frozenset[str]]) -> int:
        """Take in the sets of literals that one more vocabulary needs, and return their bits."""
        needed = 0
        for strings in sets:
            bit = 1 << self._number
            self._number += 1
            self._all |= bit
            needed |= bit
            for one in strings:
                self._bits[one] = self._bits.get(one, 0) | bit
        self._automaton = None
        self.lacking.cache_clear()
        return needed

    def _lacking(self, text: str) -> int:
        automaton = self._automaton
        if automaton is None:
            automaton = self._automaton = self._built()
        held = 0
        for _, bits in automaton.iter(folded(text)):
            held |= bits
        return self._all & ~held

    def _built(self) -> ahocorasick.Automaton:
        automaton = ahocorasick.Automaton()
        for one, bits in self._bits.items():
            automaton.add_word(one, bits)
        automaton.make_automaton()
        return automaton


REGISTER = _Register()


class Vocabulary:
    """A pattern with the methods of ``re.Pattern`` that the reader uses, and their answers.

    ``needed`` are the bits that a text must hold for it to be met there. Where few of its
    alternatives need nothing, they are ``_loose``: all that is sought in a text that lacks
    what the others need, the bits ``_firm``.
    """

    __slots__ = ("_firm", "_loose", "_pattern", "flags", "needed", "pattern")

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = pattern
        self.flags = flags
        self._pattern = _compiled(pattern, flags)
        firm, loose = _parted(pattern)
        self._firm = REGISTER.add(literals(firm))
        self._loose = _compiled(loose, flags) if loose else None
        self.needed = 0 if loose else self._firm

    def is_possible(self, text: str) -> bool:
        """Tell whether it may be met in a text, without seeking it there."""
        return not self.needed & REGISTER.lacking(text)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return the first match from ``start`` to ``end``."""
        pattern = self._loose if self._firm & REGISTER.lacking(text) else self._pattern
        return None if pattern is None else pattern.search(text, start, end)

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
        pattern = self._loose if self._firm & REGISTER.lacking(text) else self._pattern
        return iter(()) if pattern is None else pattern.finditer(text, start, end)

    def findall(self, text: str) -> list[str]:
        """Return the texts of all matches."""
        return [match[0] for match in self.finditer(text)]

    def sub(self, replacement: str, text: str) -> str:
        """Return ``text`` with each match replaced."""
        if self.needed & REGISTER.lacking(text):
            return text
        return self._pattern.sub(replacement, text)


def _compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    return re.compile(sped(pattern, flags), flags)


def _parted(pattern: str) -> tuple[str, str]:
    """Part a pattern into the alternatives that need some literal, and those that need none."""
    each = [] if literals(pattern) else alternatives(pattern)
    loose = [one for one in each if not literals(one)]
    if len(loose) == len(each):
        return pattern, ""
    firm = [one for one in each if one not in loose]
    return rf"\b(?:{'|'.join(firm)})\b", rf"\b(?:{'|'.join(loose)})\b"


class Choice:
    """Vocabularies that a text is asked for together: one look tells which it may hold."""

    def __init__(self, *vocabularies: Vocabulary) -> None:
        self._each = vocabularies
        self._needed = reduce(or_, (each.needed for each in vocabularies))
        self._without = lru_cache(HOLDINGS)(self._possible_without)

    def possible(self, text: str) -> tuple[Vocabulary, ...]:
        """Return those that may be met in a text, in their order."""
        return self._without(REGISTER.lacking(text) & self._needed)

    def _possible_without(self, lacking: int) -> tuple[Vocabulary, ...]:
        return tuple(each for each in self._each if not each.needed & lacking)


_Found = tuple[int, int, re.Match[str]]  # where a match begins, its section, and itself


class Sections:
    """A long pattern in sections, each sought only where it may be met.

    It matches what one pattern with the sections as alternatives would: what stands leftmost,
    and of two that begin at one place that of the earlier section.
    """

    def __init__(self, patterns: Iterable[str]) -> None:
        each = tuple(patterns)
        self.pattern = "|".join(each)
        self._sections = [_compiled(one) for one in each]
        self._needed = [REGISTER.add(literals(one)) for one in each]
        self._bits = reduce(or_, self._needed)
        self._possible = lru_cache(HOLDINGS)(self._possible_without)

    def _possible_without(self, lacking: int) -> list[int]:
        return [number for number, needed in enumerate(self._needed) if not needed & lacking]

    def finditer(self, text: str, start: int = 0) -> Iterator[tuple[int, re.Match[str]]]:
        """Yield the matches from ``start`` on, none overlapping, each with its section's number."""
        ahead = [
            (match.start(), number, match)
            for number in self._possible(REGISTER.lacking(text) & self._bits)
            if (match := self._sections[number].search(text, start)) is not None
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
