"""The evidence of one pair of texts; ``parsers.copies.stories`` decides what it proves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from heapq import nsmallest
from itertools import pairwise

from parsers.copies.alignment import Alignment, align
from parsers.copies.order import opening_order, order, plain, shared
from parsers.copies.prepared import Line, Prepared
from parsers.copies.rarity import RARE

# Neither order nor wording has anything of a copy below these: the sentences need no comparison.
HOPELESS_ORDER, HOPELESS_GRAMS = 0.25, 0.05
# Apart from names two sentences have the same wording from this Dice on: higher than reworded.
SAME_WORDING = 0.7
# Fewer sentences after the last match are local additions, no further stories.
STRAY_SENTENCES = 8
# So many of the rarest shared words are told.
MOST_TERMS = 8


@dataclass(frozen=True, slots=True)
class Likeness:
    """The evidence of one pair; shares are between 0 and 1.

    ``c5``, ``c3``: share of the shorter text's n-grams that the other has, speech left out.
    ``order``, ``opening``: how much more the weighty words agree forwards than backwards, in the
    whole texts and in their beginnings; ``plain_order``, ``plain_opening``: the same without names
    and numbers, which protocol puts in one order. ``contrast``: the same of sentences, as
    ``Alignment`` has it. ``lead``, ``mean``: best match of the leads, mean best match of the
    sentences. ``matched``: sentences matched; ``run``: the most of them without a gap.
    ``worse``: share of its weight in matched sentences of the text that has less. ``template``:
    share of the matches that say the same of other names or numbers. ``stray``: share of the
    sentences after the last match, in the text with more of them, that have no rare word of the
    other text; 0 where they are few. ``unquoted``: words outside quotation marks of the text with
    fewer.
    """

    c5: float
    c3: float
    order: float
    opening: float
    plain_order: float
    plain_opening: float
    contrast: float
    lead: float
    mean: float
    matched: int
    run: int
    worse: float
    template: float
    stray: float
    unquoted: int

    def values(self) -> dict[str, float]:
        """Return the evidence by name."""
        return {name: getattr(self, name) for name in NAMES}


NAMES = tuple(one.name for one in fields(Likeness))


def compare(left: Prepared, right: Prepared) -> tuple[Likeness, Alignment] | None:
    """Return the evidence that two texts are one, or None where there is hardly any."""
    c3 = containment(left, right, 3)
    one, other = left.anchors, right.anchors
    both = shared(one, other)
    every = range(len(one.stems)), range(len(other.stems))
    whole, opening = order(one.stems, both), opening_order(one.stems, both, *every)
    if max(whole, opening) < HOPELESS_ORDER and c3 < HOPELESS_GRAMS:
        return None
    unnamed = plain(both, one, other)
    aligned = align(left.lines, right.lines)
    matches = aligned.matches
    likeness = Likeness(
        c5=containment(left, right, 5),
        c3=c3,
        order=whole,
        opening=opening,
        plain_order=order(one.stems, unnamed),
        plain_opening=opening_order(one.stems, unnamed, one.plain, other.plain),
        contrast=aligned.contrast,
        lead=aligned.lead,
        mean=aligned.mean,
        matched=len(matches),
        run=_longest_run(matches),
        worse=min(
            _share(left.lines.all, {row for row, _ in matches}),
            _share(right.lines.all, {column for _, column in matches}),
        ),
        template=_template(left, right, matches),
        stray=_stray(left, right, matches),
        unquoted=min(left.unquoted, right.unquoted),
    )
    return likeness, aligned


def containment(left: Prepared, right: Prepared, size: int) -> float:
    """Return the share of the smaller set of n-grams that the other text has too."""
    smaller = min(len(left.grams[size]), len(right.grams[size]))
    return len(left.grams[size] & right.grams[size]) / smaller if smaller else 0.0


def shared_terms(left: Prepared, right: Prepared) -> tuple[str, ...]:
    """Return the weightiest words that both texts have, names first, longer ones before others."""
    both = left.anchors.weights.items() & right.anchors.weights.items()
    first = nsmallest(MOST_TERMS, both, key=lambda one: (-one[1], -len(one[0]), one[0]))
    return tuple(term for term, _ in first)


def _share(lines: Sequence[Line], matched: set[int]) -> float:
    """Return the share of weight of the ``matched`` sentences."""
    whole = sum(line.total for line in lines)
    return sum(lines[number].total for number in matched) / whole if whole else 0.0


def _longest_run(matches: Sequence[tuple[int, int]]) -> int:
    """Return the greatest number of matches that follow each other in both texts."""
    longest = current = min(len(matches), 1)
    for (row, column), following in pairwise(matches):
        current = current + 1 if following == (row + 1, column + 1) else 1
        longest = max(longest, current)
    return longest


def _stray(left: Prepared, right: Prepared, matches: Sequence[tuple[int, int]]) -> float:
    """Return how far the longer remainder after the last match tells other stories."""
    row, column = matches[-1] if matches else (-1, -1)
    rests = ((left.lines.all[row + 1 :], right), (right.lines.all[column + 1 :], left))
    rest, other = max(rests, key=lambda pair: len(pair[0]))
    if len(rest) < STRAY_SENTENCES:
        return 0.0
    return sum(not _has_rare(line, other.stems) for line in rest) / len(rest)


def _has_rare(line: Line, stems: frozenset[str]) -> bool:
    """Say whether ``line`` has a rare word that is among ``stems``."""
    return any(heavy >= RARE and stemmed in stems for stemmed, heavy in line.weights.items())


def _template(left: Prepared, right: Prepared, matches: Sequence[tuple[int, int]]) -> float:
    """Return the share of matches whose words agree and whose names and numbers do not.

    Offices announce one visitor after the other in the same words: no copies, those.
    """
    pairs = [(left.lines.all[row], right.lines.all[column]) for row, column in matches]
    same = sum(
        bool(one.names - right.stems and other.names - left.stems)
        and _dice_without_names(one, other) >= SAME_WORDING
        for one, other in pairs
    )
    named = sum(bool(one.names and other.names) for one, other in pairs)
    return same / named if named else 0.0


def _dice_without_names(one: Line, other: Line) -> float:
    """Return the weighted Dice of two sentences over all but their names and numbers."""
    plain = {stemmed: heavy for stemmed, heavy in one.weights.items() if stemmed not in one.names}
    there = {word: heavy for word, heavy in other.weights.items() if word not in other.names}
    both = sum(heavy for stemmed, heavy in plain.items() if stemmed in there)
    whole = sum(plain.values()) + sum(there.values())
    return 2 * both / whole if whole else 0.0
