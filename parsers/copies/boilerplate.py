"""Lines that an outlet prints again and again: newsletters, links to other pieces, captions.

Such lines are no part of what an article tells, and two articles of one outlet look alike by them.
An outlet's line is learnt when articles have it that otherwise have little in common; it is then
left out of every article of that outlet before texts are compared.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from parsers.copies.fingerprints import stable_hash, tokens
from parsers.copies.rarity import stem, weight
from parsers.text import words

# A shorter line is a cross-head or a name, a longer one a paragraph of the text: in words.
FEWEST_WORDS, MOST_WORDS = 3, 60
# So many articles with a line, no two of them alike, make it one that the outlet always prints.
ARTICLES = 3
# Two articles of which so much of the shorter's lines is in the other are versions of one text,
# unless each has so many lines that the other has not, or one at least under another headline:
# one that shares less of its words.
ALIKE, OWN_LINES, ONE_HEADLINE = 0.5, 4, 0.34
# So many of the articles with a line are looked at; all others would show no more.
MOST_ARTICLES = 12
# So many lines of one article are looked at; hostile texts may have a million.
MOST_LINES = 400


@dataclass(frozen=True, slots=True)
class Stripped:
    """A text without the lines that its outlet prints under many, and these lines."""

    text: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Printed:
    """What an article teaches of its outlet: the stems of its headline, and its watched lines."""

    headline: frozenset[str]
    lines: frozenset[int]


def headline(title: str) -> frozenset[str]:
    """Return the stems of a title that say something."""
    stems = map(stem, tokens(title))
    return frozenset(stemmed for stemmed in stems if weight(stemmed) > 0)


def keyed_lines(text: str) -> dict[int, str]:
    """Return the lines of ``text`` that may be an outlet's own, by a signed 64-bit key."""
    return {key: line.strip() for line, key in _keyed(text)}


def strip(text: str, learnt: Collection[int]) -> Stripped:
    """Return ``text`` without its learnt lines; a text that would be left without a word stays."""
    dropped = {line for line, key in _keyed(text) if key in learnt}
    if not dropped:
        return Stripped(text)
    lines = text.split("\n")
    kept = "\n".join(line for line in lines if line not in dropped)
    if not words(kept):
        return Stripped(text)
    return Stripped(kept, tuple(line.strip() for line in lines if line in dropped))


def learnable(printed: Mapping[str, Printed], known: Iterable[int] = ()) -> frozenset[int]:
    """Return the lines that several unlike articles of one outlet share, given by article.

    ``known`` are those that it is known to print: they make no articles alike. So does a line
    that is learnt, and the articles may teach the next. It does not matter in which order they
    came. Of a line that a great many have the first of them by id are looked at.
    """
    having: dict[int, list[str]] = {}
    for article, one in printed.items():
        for key in one.lines:
            having.setdefault(key, []).append(article)
    shared = {key: sorted(some)[:MOST_ARTICLES] for key, some in having.items()}
    taught = set(known)
    wanting = {key for key, some in shared.items() if len(some) >= ARTICLES} - taught
    while more := {key for key in wanting if _has_unlike(shared[key], printed, {key, *taught})}:
        taught |= more
        wanting -= more
    return frozenset(taught.difference(known))


def _has_unlike(
    articles: Iterable[str], printed: Mapping[str, Printed], apart: Collection[int]
) -> bool:
    """Say whether enough of the articles are pairwise unlike ``apart`` from some lines."""
    some = [printed[article] for article in articles]
    return any(
        not any(_are_alike(one, other, apart) for one, other in combinations(few, 2))
        for few in combinations(some, ARTICLES)
    )


def _are_alike(one: Printed, other: Printed, apart: Collection[int]) -> bool:
    """Say whether two articles are versions of one text by their lines and headlines.

    Lines that one of them has alone always count: they tell it from the other.
    """
    own = min(len(one.lines - other.lines), len(other.lines - one.lines))
    shorter = min(len(one.headline), len(other.headline))
    is_other = shorter > 0 and len(one.headline & other.headline) < ONE_HEADLINE * shorter
    if own >= OWN_LINES or (own and is_other):
        return False
    shared = len((one.lines & other.lines).difference(apart))
    return shared >= ALIKE * max(shared + own, 1)


def _keyed(text: str) -> Iterator[tuple[str, int]]:
    """Yield the lines of ``text`` of a fitting length, each with its key."""
    for line in text.split("\n")[:MOST_LINES]:
        found = words(line)
        if FEWEST_WORDS <= len(found) <= MOST_WORDS:
            yield line, stable_hash(" ".join(found))
