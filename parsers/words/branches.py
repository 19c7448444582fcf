"""Alternatives of a pattern put together by how they begin, so that few are tried at a place.

`re` tries the alternatives of a vocabulary one after the other at every word. Those that begin
with another letter cannot match there, so each letter gets its own. What is matched, and which
alternative goes first, stays the same; an alternative that begins with anything at all, or a
part that is not read here, stays where and as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from parsers.literals import beginnings

MOST = 24  # beginnings into which one alternative is taken apart
DEEPEST = 3  # letters by which alternatives are told apart
SPECIAL = frozenset("^$.|?*+{}()[]\\")
GROUP = "(?:"
EDGE = r"\b"
OPENING, CLOSING = f"{EDGE}{GROUP}", f"){EDGE}"
MOST_LEADING = 6  # letters: where there are more, one stands nearly everywhere
LOOKS_BACK = ("(?<!", "(?<=")
PIECE = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.", re.DOTALL)
PLAIN_SET = re.compile(r"\[(\w+)\]")
QUANTIFIER = re.compile(r"(?:[*+?]|\{\d*(?:,\d*)?\})[?+]?")
CAPTURING = re.compile(r"\((?!\?(?:[:=!]|<[=!]))")

_Start = tuple[str, str]  # a letter, or nothing where it is not known, and what follows


def branched(pattern: str) -> str:
    r"""Return a pattern that matches as ``pattern`` does, its outermost alternatives by letters.

    It is one of the form ``\b(?:one|other)\b``; another is left alone, and so is one with
    groups that capture, which are known by their order. With or without regard to case.
    """
    each = alternatives(pattern)
    return f"{OPENING}{_by_letters(each, DEEPEST)}{CLOSING}" if each else pattern


def alternatives(pattern: str) -> list[str]:
    """Return the outermost alternatives of a pattern of that form; none of one of another."""
    body = pattern[len(OPENING) : -len(CLOSING)]
    is_one = pattern.startswith(OPENING) and pattern.endswith(CLOSING) and _is_closed(body)
    return _split(body) if is_one and not CAPTURING.search(body) else []


def sped(pattern: str, flags: int) -> str:
    """Return a pattern that matches as ``pattern`` does, and is given up at once at most places.

    `re` runs to where one of a few letters stands, if nothing goes before them; where case is
    left aside it does not, and one look at the next character has to do.
    """
    found = branched(pattern)
    if not flags & re.IGNORECASE:
        return _led(found)
    starts = beginnings(found)
    if starts is None:
        return found
    edge = EDGE if found.startswith(EDGE) and len(_split(found)) == 1 else ""
    return f"{edge}(?=[{''.join(sorted(starts))}]){GROUP}{found[len(edge) :]})"


def _led(pattern: str) -> str:
    """Put the letters by which alternatives begin before the look for the edge of the word."""
    starts = [_first(one) for one in alternatives(pattern)]
    is_few = 0 < len(starts) <= MOST_LEADING
    if not is_few or not all(len(one) == 1 and one.isalpha() and not q for one, q, _ in starts):
        return pattern
    led = (f"{one}(?<={EDGE}{one}){rest}" for one, _, rest in starts)
    return f"{GROUP}{'|'.join(led)}{CLOSING}"


def _by_letters(each: Sequence[str], depth: int) -> str:
    if depth == 0 or len(each) == 1:
        return "|".join(each)
    starts = [start for one in each for start in _starts(one)]
    return "|".join(
        part
        for is_known, run in groupby(starts, key=lambda start: bool(start[0]))
        for part in (_of_letters(list(run), depth) if is_known else (rest for _, rest in run))
    )


def _of_letters(starts: Sequence[_Start], depth: int) -> Iterator[str]:
    """Yield one alternative for each letter; those of one letter keep their order."""
    for letter in dict.fromkeys(letter for letter, _ in starts):
        rests = [rest for first, rest in starts if first == letter]
        inner = _by_letters(rests, depth - 1)
        yield letter + (inner if len(rests) == 1 else f"{GROUP}{inner})")


def _starts(alternative: str) -> list[_Start]:
    """Take an alternative apart by its first letter; left whole where that cannot be told."""
    found = _taken_apart(alternative)
    return found if found and len(found) <= MOST else [("", alternative)]


def _taken_apart(sequence: str) -> list[_Start] | None:
    """Return all ways in which a sequence begins, in the order in which they are tried."""
    atom, quantifier, rest = _first(sequence)
    if not atom or quantifier not in {"", "?"}:
        return None
    if atom.startswith(LOOKS_BACK) and not quantifier:
        return _behind_letter(atom, rest)
    if atom.startswith(GROUP):
        inside = [f"{one}{rest}" for one in _split(atom[len(GROUP) : -1])]
    elif letters := PLAIN_SET.fullmatch(atom):
        inside = [f"{letter}{rest}" for letter in letters[1]]
    else:
        return _of_letter(atom, quantifier, rest)
    found = [_taken_apart(one) for one in (*inside, *([rest] if quantifier else []))]
    if None in found or sum(len(each or ()) for each in found) > MOST:
        return None
    return [start for each in found for start in each or ()]


def _behind_letter(look: str, rest: str) -> list[_Start] | None:
    """Look back from behind the first letter, past it: at most places there is another."""
    opening, before = look[: len(LOOKS_BACK[0])], look[len(LOOKS_BACK[0]) : -1]
    before = f"{GROUP}{before})" if len(_split(before)) > 1 else before
    found = _taken_apart(rest)
    return found and [(one, f"{opening}{before}{one}){after}") for one, after in found]


def _of_letter(atom: str, quantifier: str, rest: str) -> list[_Start] | None:
    is_escaped = atom[0] == "\\" and not atom[1:].isalnum()
    is_special = atom[0] in SPECIAL and not is_escaped
    if is_special or not atom.isascii() or atom != atom.lower():  # a capital may be a small letter
        return None
    without = _taken_apart(rest) if quantifier else []
    return None if without is None else [(atom, rest), *without]


def _first(sequence: str) -> tuple[str, str, str]:
    """Part a sequence into its first piece, how often it stands there, and the rest."""
    piece = PIECE.match(sequence)
    if piece is None:
        return "", "", ""
    end = _closing(sequence) if piece.group() == "(" else piece.end()
    quantifier = QUANTIFIER.match(sequence, end)
    after = quantifier.end() if quantifier else end
    return sequence[:end], sequence[end:after], sequence[after:]


def _closing(sequence: str) -> int:
    """Return where the group ends that opens a sequence."""
    depth = 0
    for piece in PIECE.finditer(sequence):
        depth += (piece.group() == "(") - (piece.group() == ")")
        if depth == 0:
            return piece.end()
    return len(sequence)


def _is_closed(body: str) -> bool:
    """Tell whether no bracket closes that was not opened inside."""
    depth = 0
    for piece in PIECE.finditer(body):
        depth += (piece.group() == "(") - (piece.group() == ")")
        if depth < 0:
            return False
    return depth == 0


def _split(body: str) -> list[str]:
    """Part alternatives at the bars that stand in no group."""
    found, depth = [""], 0
    for piece in PIECE.finditer(body):
        depth += (piece.group() == "(") - (piece.group() == ")")
        if piece.group() == "|" and depth == 0:
            found.append("")
        else:
            found[-1] += piece.group()
    return found
