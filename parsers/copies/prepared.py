"""A text made ready for comparison: its words, n-grams, weighty words in order, and sentences.

Speech is left out of all but the plain words: independent reports share what was said aloud.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, groupby, islice

from parsers.copies.fingerprints import (
    COMPARED,
    Reading,
    grams,
    mask,
    read,
    spoken,
    tokens,
    tokens_by_line,
)
from parsers.copies.rarity import INFORMATIVE, stem, weights
from parsers.press.wire import count_datelines
from parsers.text import Sentence, sentences

# A line with less weight is a caption, a cross-head or a link, in weight units (three rare words).
LIGHTEST_SENTENCE = 12.0
# So many sentences are aligned; the work on two hostile texts grows with the square.
MOST_LINES = 200
# So many weighty words are put in order, of some thousand words of text.
MOST_ANCHORS = 1_500
GRAMS, SPEECH_GRAMS = (5, 3), 5


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence as its stems with their weights; ``names`` are names and numbers."""

    text: str
    weights: dict[str, float]
    total: float
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lines:
    """The sentences of a text that are aligned, and of each stem their numbers with its weight."""

    all: tuple[Line, ...]
    places: dict[str, list[tuple[int, float]]]


@dataclass(frozen=True, slots=True)
class Anchors:
    """The stems with some weight, by their places in order.

    ``stems`` are all in order, ``named`` those that are names or numbers, and ``plain`` the places
    of those that are neither.
    """

    stems: tuple[str, ...]
    places: dict[str, list[int]]
    weights: dict[str, float]
    named: frozenset[str]
    plain: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A text made ready for comparison.

    ``body`` are all words, ``stems`` theirs; ``unquoted`` counts those outside quotation marks.
    ``grams`` has hashes of the n-grams of 5 and of 3 words, ``speech`` of those of 5 words inside
    them.
    ``prose``: the share of the words that stands in sentences; the rest are items of lists,
    captions and links.
    """

    body: tuple[str, ...]
    stems: frozenset[str]
    datelines: int
    unquoted: int
    grams: dict[int, frozenset[int]]
    speech: frozenset[int]
    anchors: Anchors
    lines: Lines
    prose: float


@lru_cache(maxsize=128)
def prepare(text: str) -> Prepared:
    """Return ``text`` ready for comparison, credits removed."""
    whole = read(text)
    found = sentences(mask(whole.text))
    worded = tokens_by_line("\n".join(one.text for one in found)) if found else []
    stemmed = [[*map(stem, words)] for words in worded]
    weighed, named = _weighed(whole, stemmed)
    lines = [
        _line(one.text, some, weighed, named) for one, some in zip(found, stemmed, strict=True)
    ]
    told = [number for number, line in enumerate(lines) if line.total >= LIGHTEST_SENTENCE]
    outside = sum(map(len, worded))
    pieces = _pieces(found, worded)
    return Prepared(
        body=whole.body,
        stems=frozenset(whole.weights),
        datelines=count_datelines(text[:COMPARED]),
        unquoted=outside,
        grams={n: _grams(pieces, n) for n in GRAMS},
        speech=_grams(map(tokens, spoken(whole.text)), SPEECH_GRAMS),
        anchors=_anchors(chain.from_iterable(stemmed), weighed, named),
        lines=lines_of(lines[number] for number in told[:MOST_LINES]),
        prose=sum(len(worded[number]) for number in told) / outside if outside else 0.0,
    )


def _weighed(
    whole: Reading, stemmed: Iterable[Iterable[str]]
) -> tuple[dict[str, float], frozenset[str]]:
    """Return the weights of all stems of a text, and which of them are names or numbers.

    Where speech was cut out, words may stand that the whole text has not.
    """
    cut = dict.fromkeys(chain.from_iterable(stemmed)).keys() - whole.weights.keys()
    weighed = whole.weights | weights(cut, whole.names)
    return weighed, frozenset(one for one in weighed if one in whole.names or one.isdigit())


def _pieces(found: Iterable[Sentence], worded: Iterable[list[str]]) -> list[list[str]]:
    """Return the words of each unbroken piece of text, given those of its sentences."""
    numbered = zip((one.paragraph for one in found), worded, strict=True)
    groups = groupby(numbered, key=lambda one: one[0])
    return [[*chain.from_iterable(words for _, words in group)] for _, group in groups]


def _grams(pieces: Iterable[list[str]], size: int) -> frozenset[int]:
    """Return the n-grams of unbroken pieces as hashes that hold within this process."""
    return frozenset(map(hash, chain.from_iterable(grams(piece, size) for piece in pieces)))


def _anchors(stems: Iterable[str], weighed: Mapping[str, float], named: frozenset[str]) -> Anchors:
    """Return the stems that say something about which story is told."""
    telling = (stemmed for stemmed in stems if weighed[stemmed] >= INFORMATIVE)
    kept = tuple(islice(telling, MOST_ANCHORS))
    places: dict[str, list[int]] = {}
    for number, stemmed in enumerate(kept):
        places.setdefault(stemmed, []).append(number)
    heavy = {stemmed: weighed[stemmed] for stemmed in places}
    plain = tuple(number for number, stemmed in enumerate(kept) if stemmed not in named)
    return Anchors(kept, places, heavy, named, plain)


def lines_of(some: Iterable[Line]) -> Lines:
    """Return sentences by number and by stem."""
    every = tuple(some)
    places: dict[str, list[tuple[int, float]]] = {}
    for number, line in enumerate(every):
        for stemmed, heavy in line.weights.items():
            places.setdefault(stemmed, []).append((number, heavy))
    return Lines(every, places)


def _line(
    text: str, stems: Iterable[str], weighed: Mapping[str, float], named: frozenset[str]
) -> Line:
    """Return the weighted stems of one sentence."""
    heavy = {stemmed: weighed[stemmed] for stemmed in stems if weighed[stemmed]}
    return Line(text, heavy, sum(heavy.values()), named & heavy.keys())
