"""Strings without which a pattern matches nothing, so that a search for it may be spared.

Nor does it where it cannot begin. It reads a pattern as `re` does: alternatives, groups, sets,
repetitions. What it cannot tell it takes for anything at all, which spares less and loses
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, reduce
from itertools import permutations, product

MOST = 48  # strings by which an end of a part is still told
TAIL = 4  # characters of each that are kept of more
WIDEST_SET = 10  # characters of a set that are told apart
DIGITS = "0123456789"
WORTH_FINDING = 3  # letters of a string that few sentences have; a digit is as rare
WORTH_OF_NEXT = 1.5  # letters that it counts for that one word follows another
DEMANDS = 2  # sets of strings that are kept of a pattern, each of which it needs one of
COMMON = frozenset("a an and at by for in is of on the to with".split())
GROUP = re.compile(r"\((?:\?(?:P<\w+>|[a-z]*(?:-[a-z]+)?:|(?P<look><?[=!]))|(?!\?))")
SET = re.compile(r"\[(\^?\]?(?:\\.|[^\]\\])*)\]")
REPEATED = re.compile(r"(?:(?P<any>[*?]|\{0?,\d*\})|\+|\{[1-9]\d*(?:,\d*)?\})[?+]?")
CASELESS = "(?i"  # of a part alone, which begins with more than it says
CONTROLS = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "v": "\v"}


Strings = frozenset[str]


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a pattern: what it matches ends with one of ``ends``, and is no more if whole.

    Of each of ``needed`` one string lies somewhere inside, of the set that tells most first.
    It begins with one of ``starts``, as written in a set, or with anything where they are None;
    with what follows it where it ``is_void``.
    """

    ends: Strings
    is_whole: bool = True
    needed: tuple[Strings, ...] = ()
    starts: Strings | None = None
    is_void: bool = False

    @property
    def demands(self) -> tuple[Strings, ...]:
        """Return all that is known to lie inside."""
        return _most_telling((*self.needed, self.ends))


NOTHING = _Part(frozenset({""}), starts=frozenset(), is_void=True)
ANYTHING = _Part(frozenset({""}), is_whole=False, is_void=True)
CLASSES = {  # of characters, that are known by their sign alone
    char: _Part(frozenset({""}), is_whole=False, starts=frozenset({f"\\{char}"})) for char in "dsw"
}


def literals(pattern: str) -> tuple[Strings, ...]:
    """Return sets of case-folded strings, of each of which one is in all that a pattern matches.

    There are none where no strings are worth looking for.
    """
    return tuple(_least(found) for found in _Reader(pattern).alternatives().demands)


def beginnings(pattern: str) -> Strings | None:
    """Return what a set is to hold that holds how a pattern may begin; None for anything."""
    found = _Reader(pattern).alternatives()
    return None if found.is_void or CASELESS in pattern else found.starts


@cache  # many spellings have the same masks
def endings(pattern: str) -> Strings:
    """Return strings of which one ends whatever a pattern matches; the empty one for anything."""
    return _Reader(pattern).alternatives().ends


def _least(strings: Strings) -> Strings:
    """Return the strings, folded, without those in which another stands."""
    found = {folded(one) for one in strings}
    return frozenset(one for one in found if not any(other in one for other in found - {one}))


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
        return ANYTHING if char == "." else _one_of({char})

    def _escaped(self) -> _Part:
        char = self._next()
        self._at += 1
        if char in "bBAZ":
            return NOTHING
        is_known = not char.isalnum() or char in CONTROLS
        return _one_of({CONTROLS.get(char, char)}) if is_known else CLASSES.get(char, ANYTHING)

    def _group(self) -> _Part:
        opening = GROUP.match(self._pattern, self._at)
        if opening is None:
            raise ValueError(self._pattern[self._at :])
        self._at = opening.end()
        found = self.alternatives()
        self._at += 1
        if not opening["look"]:
            return found
        # What must stand beside a place stands in the text, what must not tells nothing.
        return NOTHING if opening["look"].endswith("!") else replace(NOTHING, needed=found.demands)

    def _set(self) -> _Part:
        found = SET.match(self._pattern, self._at)
        if found is None:
            raise ValueError(self._pattern[self._at :])
        self._at = found.end()
        inside = found[1].replace("0-9", DIGITS)
        is_plain = not set("\\^") & set(inside) and "-" not in inside[1:-1]
        return _one_of(inside) if is_plain and len(inside) <= WIDEST_SET else ANYTHING

    def _repeated(self, part: _Part) -> _Part:
        found = REPEATED.match(self._pattern, self._at)
        if found is None:
            return part
        self._at = found.end()
        if found["any"] == "?":
            return _either([part, NOTHING])
        if found["any"]:
            return replace(ANYTHING, starts=part.starts)
        return replace(part, is_whole=False)


def _one_of(characters: Iterable[str]) -> _Part:
    found = frozenset(characters)
    return _Part(found, starts=frozenset(map(re.escape, found)))


def _either(parts: Sequence[_Part]) -> _Part:
    ends = _united(part.ends for part in parts)
    needed = reduce(_of_both, (part.demands for part in parts))
    is_whole = all(part.is_whole for part in parts)
    if len(ends) > MOST:
        ends, is_whole = ANYTHING.ends, False
    is_void = any(part.is_void for part in parts)
    return _Part(ends, is_whole, needed, _any_of(part.starts for part in parts), is_void)


def _any_of(starts: Iterable[Strings | None]) -> Strings | None:
    known = list(starts)
    return None if None in known else _united(each for each in known if each is not None)


def _of_both(left: Sequence[Strings], right: Sequence[Strings]) -> tuple[Strings, ...]:
    """Return what two alternatives demand alike: their sets put together, those with most shared.

    Where one demands less, its last set goes with all that is left of the other.
    """
    if not left or not right:
        return ()
    size = max(len(left), len(right))
    one = [*left, *[left[-1]] * (size - len(left))]
    pairings = (
        [_united(pair) for pair in zip(one, other, strict=True)]
        for other in permutations([*right, *[right[-1]] * (size - len(right))])
    )
    return tuple(min(pairings, key=lambda sets: sum(map(len, sets))))


def _joined(left: _Part, right: _Part) -> _Part:
    starts = _any_of((left.starts, right.starts)) if left.is_void else left.starts
    is_void = left.is_void and right.is_void
    if right.is_whole and len(left.ends) * len(right.ends) <= MOST:
        ends = frozenset(before + after for before, after in product(left.ends, right.ends))
        needed = _most_telling((*left.needed, *right.needed))
        return _Part(ends, left.is_whole, needed, starts, is_void)
    needed = _most_telling((*left.demands, *right.needed))
    tails = frozenset(one[-TAIL:] for one in left.ends)
    is_known = right.is_whole and len(tails) * len(right.ends) <= MOST
    ends = frozenset(map("".join, product(tails, right.ends))) if is_known else right.ends
    return _Part(ends, is_whole=False, needed=needed, starts=starts, is_void=is_void)


def _united(sets: Iterable[Strings]) -> Strings:
    return frozenset[str]().union(*sets)


def _most_telling(sets: Iterable[Strings]) -> tuple[Strings, ...]:
    """Return the sets whose strings tell most: the longer, and of these the fewer."""
    telling = {strings for strings in sets if _worth(strings) >= WORTH_FINDING}
    ranked = sorted(telling, key=_rank)
    kept: list[Strings] = []
    for strings in ranked:
        if len(kept) < DEMANDS and not any(_is_implied(strings, by=better) for better in kept):
            kept.append(strings)
    return tuple(kept)


def _rank(strings: Strings) -> tuple[float, int, int, list[str]]:
    return -_worth(strings), len(strings), -sum(map(len, strings)), sorted(strings)


def _is_implied(strings: Strings, by: Strings) -> bool:
    """Tell whether whatever holds one of the others holds one of these."""
    return all(any(one in other for one in strings) for other in by)


def _worth(strings: Strings) -> float:
    return min(map(_rarity, strings), default=0)


@cache
def _rarity(one: str) -> float:
    words = one.split()
    telling = "".join(word for word in words if word not in COMMON)
    letters = sum(WORTH_FINDING if char.isdigit() else char.isalpha() for char in telling)
    return letters + WORTH_OF_NEXT * max(0, len(words) - 1)
