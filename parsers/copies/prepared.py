"""A text made ready for comparison: its words, n-grams, weighty words in order, and sentences.

Speech is left out of all but the plain words: independent reports share what was said aloud.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, islice

from parsers.copies.fingerprints import (
    COMPARED,
    comparable,
    grams,
    inner_names,
    mask,
    spoken,
    tokens,
)
from parsers.copies.rarity import INFORMATIVE, stem, weight
from parsers.press.wire import count_datelines
from parsers.text import sentences

# A line with less weight is a caption, a cross-head or a link, in weight units (three rare words).
LIGHTEST_SENTENCE = 12.0
# So many sentences are aligned; the work on two hostile texts grows with the square.
MOST_LINES = 200
# So many weighty words are put in order, of some thousand words of text.
MOST_ANCHORS = 1_500
GRAMS, SPEECH_GRAMS = (5, 3), 5

Anchor = tuple[str, float]
Gram = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence as its stems with their weights; ``names`` are names and numbers."""

    text: str
    weights: dict[str, float]
    total: float
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A text made ready for comparison.

    ``body`` are all words, ``stems`` theirs; ``unquoted`` counts those outside quotation marks.
    ``grams`` has n-grams of 5 and of 3 words, ``speech`` those of 5 words inside them, and
    ``anchors`` the stems with some weight in order, ``plain`` those that are neither names nor
    numbers. ``prose``: the share of the words that stands
    in sentences; the rest are items of lists, captions and links.
    """

    body: tuple[str, ...]
    stems: frozenset[str]
    datelines: int
    unquoted: int
    grams: dict[int, frozenset[Gram]]
    speech: frozenset[Gram]
    anchors: tuple[Anchor, ...]
    plain: tuple[Anchor, ...]
    lines: tuple[Line, ...]
    prose: float


@lru_cache(maxsize=128)
def prepare(text: str) -> Prepared:
    """Return ``text`` ready for comparison, credits removed."""
    bare = comparable(text)
    body = tuple(tokens(bare))
    names = inner_names(bare)
    found = [(one.paragraph, one.text, tokens(one.text)) for one in sentences(mask(bare))]
    pieces = [_joined(group) for _, group in groupby(found, key=lambda one: one[0])]
    lines = [(_line(text, words, names), len(words)) for _, text, words in found]
    told = [(line, size) for line, size in lines if line.total >= LIGHTEST_SENTENCE]
    outside = sum(map(len, pieces))
    anchors = tuple(islice(_anchors(pieces, names), MOST_ANCHORS))
    return Prepared(
        body=body,
        stems=frozenset(stem(word) for word in body),
        datelines=count_datelines(text[:COMPARED]),
        unquoted=outside,
        grams={n: _grams(pieces, n) for n in GRAMS},
        speech=_grams(map(tokens, spoken(bare)), SPEECH_GRAMS),
        anchors=anchors,
        plain=tuple(one for one in anchors if one[0] not in names and not one[0].isdigit()),
        lines=tuple(line for line, _ in told[:MOST_LINES]),
        prose=sum(size for _, size in told) / outside if outside else 0.0,
    )


def _grams(pieces: Iterable[list[str]], size: int) -> frozenset[Gram]:
    """Return the n-grams of unbroken pieces."""
    return frozenset(gram for piece in pieces for gram in grams(piece, size))


def _joined(group: Iterable[tuple[int, str, list[str]]]) -> list[str]:
    """Return the words of one unbroken piece of text."""
    return [word for _, _, words in group for word in words]


def _anchors(pieces: Sequence[Sequence[str]], names: frozenset[str]) -> Iterator[Anchor]:
    """Yield the stems that say something about which story is told, in order."""
    for piece in pieces:
        for word in piece:
            stemmed = stem(word)
            heavy = weight(stemmed, is_name=stemmed in names)
            if heavy >= INFORMATIVE:
                yield stemmed, heavy


def _line(text: str, words: Iterable[str], names: frozenset[str]) -> Line:
    """Return the weighted stems of one sentence."""
    stems = {stem(word) for word in words}
    weights = {
        stemmed: heavy for stemmed in stems if (heavy := weight(stemmed, is_name=stemmed in names))
    }
    own = frozenset(stemmed for stemmed in weights if stemmed in names or stemmed.isdigit())
    return Line(text, weights, sum(weights.values()), own)
