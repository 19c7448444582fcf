"""How far two texts tell the same in the same order: the evidence for a reworded copy.

Sentences are compared by the weight of the words they share, then matched in order. A copy
keeps the order of its sentences even where a machine replaced most words; independent
reports of one event do not. Evidence only: ``parsers.copies.stories`` decides.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise

from parsers.copies.fingerprints import (
    COMPARED,
    comparable,
    grams,
    inner_names,
    mask,
    tokens,
    unquoted,
)
from parsers.copies.rarity import RARE, stem, weight
from parsers.press.wire import count_datelines
from parsers.text import sentences

# Sentences are a pair of the loose chain from this Dice on, of the tight chain from that.
LOOSE, TIGHT = 0.3, 0.4
# A line with less weight is a caption, a cross-head or a link, in weight units (three rare words).
LIGHTEST_SENTENCE = 12.0
# So many sentences are aligned; the work on two hostile texts grows with the square.
MOST_LINES = 300
# The leads are so many sentences of one text against so many of the other.
LEAD, OTHER_LEAD = 4, 6
# Apart from names two sentences have the same wording from this Dice on: higher than reworded.
SAME_WORDING = 0.7
# Fewer sentences after the last match are local additions, no further stories.
STRAY_SENTENCES = 8
# Matched sentences belong to one run with at most so many unmatched between.
RUN_GAP = 2

Cells = dict[tuple[int, int], float]
Pairs = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence as its stems with their weights; ``names`` are names and numbers."""

    weights: dict[str, float]
    total: float
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A text made ready for comparison; ``grams`` holds its n-grams of 5, 3 and 2 words."""

    body: tuple[str, ...]
    stems: frozenset[str]
    datelines: int
    unquoted: int
    grams: dict[int, frozenset[tuple[str, ...]]]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Likeness:
    """The evidence of one pair; shares are between 0 and 1.

    ``c5``, ``c3``, ``c2``: share of the shorter text's n-grams that the other has, speech masked.
    ``cover``, ``cover3``: share of its weight in matched sentences of the better covered text, in
    the tight and the loose chain; ``worse3`` the same of the worse covered text. ``matched``,
    ``matched3``: sentences matched. ``run``: longest run of matches. ``order``: share of the
    possible matches that stand in order. ``lead``: best match between the leads. ``mean``: mean
    best match of the shorter text's sentences. ``template``: share of the matches that say the
    same of other names or numbers. ``stray``: share of the sentences after the last match, in
    the text with more of them, that have no rare word of the other text; 0 where they are few.
    """

    c5: float
    c3: float
    c2: float
    cover: float
    cover3: float
    worse3: float
    matched: int
    matched3: int
    run: int
    order: float
    lead: float
    mean: float
    template: float
    stray: float
    unquoted: int


@lru_cache(maxsize=128)
def prepare(text: str) -> Prepared:
    """Return ``text`` ready for comparison, credits removed."""
    bare = comparable(text)
    body = tuple(tokens(bare))
    pieces = unquoted(bare)
    names = inner_names(bare)
    return Prepared(
        body=body,
        stems=frozenset(stem(word) for word in body),
        datelines=count_datelines(text[:COMPARED]),
        unquoted=sum(map(len, pieces)),
        grams={
            n: frozenset(gram for piece in pieces for gram in grams(piece, n)) for n in (5, 3, 2)
        },
        lines=tuple(islice(_lines(bare, names), MOST_LINES)),
    )


def compare(left: Prepared, right: Prepared) -> Likeness:
    """Return the evidence that ``left`` and ``right`` are one text."""
    cells = _cells(left.lines, right.lines)
    tight = _chain({pair: dice for pair, dice in cells.items() if dice >= TIGHT})
    loose = _chain({pair: dice for pair, dice in cells.items() if dice >= LOOSE})
    shares = sorted(_covered(left.lines, right.lines, tight))
    shares3 = sorted(_covered(left.lines, right.lines, loose))
    return Likeness(
        c5=containment(left, right, 5),
        c3=containment(left, right, 3),
        c2=containment(left, right, 2),
        cover=shares[1],
        cover3=shares3[1],
        worse3=shares3[0],
        matched=len(tight),
        matched3=len(loose),
        run=_longest_run(loose),
        order=_order(cells, loose),
        lead=_lead(cells),
        mean=_mean_best(left.lines, right.lines, cells),
        template=_template(left, right, loose),
        stray=_stray(left, right, loose),
        unquoted=min(left.unquoted, right.unquoted),
    )


def containment(left: Prepared, right: Prepared, size: int) -> float:
    """Return the share of the smaller set of n-grams that the other text has too."""
    smaller = min(len(left.grams[size]), len(right.grams[size]))
    return len(left.grams[size] & right.grams[size]) / smaller if smaller else 0.0


def _lines(text: str, names: frozenset[str]) -> Iterator[Line]:
    """Yield the sentences of ``text`` outside quotation marks that say enough to be matched."""
    for sentence in sentences(mask(text)):
        line = _line(sentence.text, names)
        if line.total >= LIGHTEST_SENTENCE:
            yield line


def _line(sentence: str, names: frozenset[str]) -> Line:
    """Return the weighted stems of one sentence."""
    stems = {stem(word) for word in tokens(sentence)}
    weights = {
        stemmed: heavy for stemmed in stems if (heavy := weight(stemmed, is_name=stemmed in names))
    }
    own = frozenset(stemmed for stemmed in weights if stemmed in names or stemmed.isdigit())
    return Line(weights, sum(weights.values()), own)


def _cells(left: tuple[Line, ...], right: tuple[Line, ...]) -> Cells:
    """Return the weighted Dice of every pair of sentences that share a word."""
    places: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, line in enumerate(right):
        for stemmed, heavy in line.weights.items():
            places[stemmed].append((number, heavy))
    shared: Cells = defaultdict(float)
    for number, line in enumerate(left):
        for stemmed, heavy in line.weights.items():
            for other, other_heavy in places.get(stemmed, ()):
                shared[number, other] += min(heavy, other_heavy)
    return {
        (row, column): 2 * both / (left[row].total + right[column].total)
        for (row, column), both in shared.items()
    }


def _chain(cells: Cells) -> Pairs:
    """Return the heaviest set of pairs in which both texts go forward."""
    # heads: right sentence -> weight, both rising; links lets the chain be told backwards.
    columns: list[int] = []
    sums: list[float] = []
    ends: list[tuple[int, int]] = []
    links: dict[tuple[int, int], tuple[int, int] | None] = {}
    for row, column in sorted(cells, key=lambda pair: (pair[0], -pair[1])):
        at = bisect_left(columns, column)
        total = cells[row, column] + (sums[at - 1] if at else 0.0)
        links[row, column] = ends[at - 1] if at else None
        if at < len(columns) and columns[at] == column and sums[at] >= total:
            continue
        stop = at
        while stop < len(columns) and sums[stop] <= total:
            stop += 1
        columns[at:stop], sums[at:stop], ends[at:stop] = [column], [total], [(row, column)]
    return _told(links, ends[-1] if ends else None)


def _told(
    links: dict[tuple[int, int], tuple[int, int] | None], end: tuple[int, int] | None
) -> Pairs:
    """Return the chain that ends at ``end``, from its beginning."""
    pairs: Pairs = []
    while end is not None:
        pairs.append(end)
        end = links[end]
    return pairs[::-1]


def _covered(left: tuple[Line, ...], right: tuple[Line, ...], pairs: Pairs) -> tuple[float, float]:
    """Return the share of weight that the matched sentences have in each text."""
    return (
        _share(left, [row for row, _ in pairs]),
        _share(right, [column for _, column in pairs]),
    )


def _share(lines: tuple[Line, ...], matched: list[int]) -> float:
    """Return the share of weight of the ``matched`` sentences."""
    whole = sum(line.total for line in lines)
    return sum(lines[number].total for number in matched) / whole if whole else 0.0


def _longest_run(pairs: Pairs) -> int:
    """Return the greatest number of matches with small gaps on both sides."""
    longest = current = min(len(pairs), 1)
    for (row, column), (next_row, next_column) in pairwise(pairs):
        is_near = next_row - row <= RUN_GAP + 1 and next_column - column <= RUN_GAP + 1
        current = current + 1 if is_near else 1
        longest = max(longest, current)
    return longest


def _order(cells: Cells, chain: Pairs) -> float:
    """Return the chain's length against the sentences that have any match."""
    loose = [pair for pair, dice in cells.items() if dice >= LOOSE]
    possible = min(len({row for row, _ in loose}), len({column for _, column in loose}))
    return len(chain) / possible if possible else 0.0


def _lead(cells: Cells) -> float:
    """Return the best match of the first sentences."""
    return max(
        (
            dice
            for (row, column), dice in cells.items()
            if min(row, column) < LEAD and max(row, column) < OTHER_LEAD
        ),
        default=0.0,
    )


def _stray(left: Prepared, right: Prepared, pairs: Pairs) -> float:
    """Return how far the longer remainder after the last match tells other stories."""
    row, column = pairs[-1] if pairs else (-1, -1)
    rests = ((left.lines[row + 1 :], right), (right.lines[column + 1 :], left))
    rest, other = max(rests, key=lambda pair: len(pair[0]))
    if len(rest) < STRAY_SENTENCES:
        return 0.0
    return sum(not _has_rare(line, other.stems) for line in rest) / len(rest)


def _has_rare(line: Line, stems: frozenset[str]) -> bool:
    """Say whether ``line`` has a rare word that is among ``stems``."""
    return any(heavy >= RARE and stemmed in stems for stemmed, heavy in line.weights.items())


def _template(left: Prepared, right: Prepared, pairs: Pairs) -> float:
    """Return the share of matches whose words agree and whose names and numbers do not.

    Offices announce one visitor after the other in the same words: no copies, those.
    """
    matches = [(left.lines[row], right.lines[column]) for row, column in pairs]
    same = sum(
        bool(one.names - right.stems and other.names - left.stems)
        and _dice_without_names(one, other) >= SAME_WORDING
        for one, other in matches
    )
    named = sum(bool(one.names and other.names) for one, other in matches)
    return same / named if named else 0.0


def _dice_without_names(one: Line, other: Line) -> float:
    """Return the weighted Dice of two sentences over all but their names and numbers."""
    plain = {stemmed: heavy for stemmed, heavy in one.weights.items() if stemmed not in one.names}
    there = {word: heavy for word, heavy in other.weights.items() if word not in other.names}
    both = sum(heavy for stemmed, heavy in plain.items() if stemmed in there)
    whole = sum(plain.values()) + sum(there.values())
    return 2 * both / whole if whole else 0.0


def _mean_best(left: tuple[Line, ...], right: tuple[Line, ...], cells: Cells) -> float:
    """Return the mean best match of the sentences of the text with fewer of them."""
    is_left = (len(left), sum(line.total for line in left)) <= (
        len(right),
        sum(line.total for line in right),
    )
    best: dict[int, float] = defaultdict(float)
    for (row, column), dice in cells.items():
        number = row if is_left else column
        best[number] = max(best[number], dice)
    shorter = left if is_left else right
    return sum(best.values()) / len(shorter) if shorter else 0.0
