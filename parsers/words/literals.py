"""Strings without which a pattern matches nothing, so that a search for it may be spared.

It reads a pattern as `re` does: alternatives, groups, sets, repetitions. What it cannot tell
it takes for anything at all, which spares less and loses nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

MOST = 48  # strings by which an end of a part is still told
WIDEST_SET = 4  # characters of a set that are told apart
WORTH_FINDING = 3  # letters of a string that few sentences have; a digit is as rare
COMMON = frozenset("a an and at by for in is of on the to with".split())
GROUP = re.compile(r"\((?:\?(?:P<\w+>|[a-z]*(?:-[a-z]+)?:|(?P<look><?[=!]))|(?!\?))")
SET = re.compile(r"\[(\^?\]?(?:\\.|[^\]\\])*)\]")
REPEATED = re.compile(r"(?:(?P<any>[*?]|\{0?,\d*\})|\+|\{[1-9]\d*(?:,\d*)?\})[?+]?")
CONTROLS = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "v": "\v"}


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a pattern: what it matches ends with one of ``ends``, and is no more if whole.

    One of ``needed`` lies somewhere inside; where that is empty, nothing is known.
    """

    ends: frozenset[str]
    is_whole: bool = True
    needed: frozenset[str] = frozenset()

    @property
    def best(self) -> frozenset[str]:
        """The strings that tell most of what it matches."""
        return _telling(self.ends, self.needed)


NOTHING = _Part(frozenset({""}))
ANYTHING = _Part(frozenset({""}), is_whole=False)


def literals(pattern: str) -> frozenset[str]:
    """Return case-folded strings, one of which is in all that ``pattern`` matches.

    Empty where there are none worth looking for.
    """
    found = {folded(one) for one in _Reader(pattern).alternatives().best}
    least = {one for one in found if not any(other in one for other in found - {one})}
    return frozenset(least) if _worth(least) >= WORTH_FINDING else frozenset()


def folded(text: str) -> str:
    """Return ``text`` so that all letters which `re` takes for one in any case are one."""
    return text.replace("İ", "i").replace("ı", "i").casefold()


class _Reader:
    """Reads one pattern from left to right."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._at = 0

    def alternatives(self) -> _Part:
        """Read up to the bracket that closes, or to the end."""
        parts = [self._sequence()]
        while self._next() == "|":
            self._at += 1
            parts.append(self._sequence())
        return _either(parts)

    def _next(self) -> str:
        return self._pattern[self._at : self._at + 1]

    def _sequence(self) -> _Part:
        whole = NOTHING
        while self._next() not in {"", "|", ")"}:
            whole = _joined(whole, self._repeated(self._atom()))
        return whole

    def _atom(self) -> _Part:
        char = self._next()
        if char == "(":
            return self._group()
        if char == "[":
            return self._set()
        self._at += 1
        if char == "\\":
            return self._escaped()
        if char in "^$":
            return NOTHING
        return ANYTHING if char == "." else _Part(frozenset({char}))

    def _escaped(self) -> _Part:
        char = self._next()
        self._at += 1
        if char in "bBAZ":
            return NOTHING
        is_known = not char.isalnum() or char in CONTROLS
        return _Part(frozenset({CONTROLS.get(char, char)})) if is_known else ANYTHING

    def _group(self) -> _Part:
        opening = GROUP.match(self._pattern, self._at)
        if opening is None:
            raise ValueError(self._pattern[self._at :])
        self._at = opening.end()
        found = self.alternatives()
        self._at += 1
        return NOTHING if opening["look"] else found

    def _set(self) -> _Part:
        found = SET.match(self._pattern, self._at)
        if found is None:
            raise ValueError(self._pattern[self._at :])
        self._at = found.end()
        inside = found[1]
        is_plain = not set("\\^") & set(inside) and "-" not in inside[1:-1]
        return _Part(frozenset(inside)) if is_plain and len(inside) <= WIDEST_SET else ANYTHING

    def _repeated(self, part: _Part) -> _Part:
        found = REPEATED.match(self._pattern, self._at)
        if found is None:
            return part
        self._at = found.end()
        if found["any"] == "?":
            return _either([part, NOTHING])
        return ANYTHING if found["any"] else _Part(part.ends, is_whole=False, needed=part.needed)


def _either(parts: Sequence[_Part]) -> _Part:
    each = [part.best for part in parts]
    needed = frozenset[str]().union(*each) if all(map(_worth, each)) else frozenset[str]()
    ends = frozenset[str]().union(*(part.ends for part in parts))
    if len(ends) > MOST:
        return _Part(ANYTHING.ends, is_whole=False, needed=needed)
    return _Part(ends, all(part.is_whole for part in parts), needed)


def _joined(left: _Part, right: _Part) -> _Part:
    if right.is_whole and len(left.ends) * len(right.ends) <= MOST:
        ends = frozenset(before + after for before, after in product(left.ends, right.ends))
        return _Part(ends, left.is_whole, _telling(left.needed, right.needed))
    return _Part(right.ends, is_whole=False, needed=_telling(left.best, right.needed))


def _telling(left: frozenset[str], right: frozenset[str]) -> frozenset[str]:
    """Return the strings that tell more: the longer, and of these the fewer."""
    return max(left, right, key=lambda strings: (_worth(strings), -len(strings)))


def _worth(strings: frozenset[str] | set[str]) -> int:
    return min(map(_rarity, strings), default=0)


def _rarity(one: str) -> int:
    words = [word for word in one.split() if word not in COMMON]
    return sum(WORTH_FINDING if char.isdigit() else char.isalpha() for char in "".join(words))
