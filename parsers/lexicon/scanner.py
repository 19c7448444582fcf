"""Finds the index's spellings in a text: one pass, longest first, whole words only.

A span is taken as the words stand there; what surrounds them matters only for
where words end, for shouted headlines, and for masks such as ``Japan Times``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import ahocorasick

from parsers.lexicon.index import ARTICLE, Sense
from parsers.lexicon.keys import MIN_SHOUTED_LETTERS, fold
from parsers.lexicon.terms import Term, TermKind
from parsers.literals import endings

# Longest stretch before a term in which a masking prefix such as "University of" may stand.
MAX_PREFIX_CHARS = 40

_POSSESSIVES = frozenset({"s", "d", "ll", "re", "ve", "m"})
_TAIL = re.compile(r"[^\W\d_]+")
_LOUD_BEFORE = re.compile(r"\b[A-Z]{3,}[A-Z']*[,.:;]? $")
_LOUD_AFTER = re.compile(r"[,:;]? [A-Z]{3,}\b")
_DATELINE_AFTER = re.compile(r"(?:, | \(| -|\u2014| \u2014|: )")

_GIVEN_AND_INITIALS = re.compile(r"\b([A-Z][\w'-]+) (?:[A-Z]\. ?)+$")

_Hit = tuple[int, int, tuple[Sense, ...]]


@dataclass(frozen=True, slots=True)
class ContextMask:
    """Words beside a term that make it part of another name, or no term at all.

    ``before`` must match up to the term's start, ``after`` from its end;
    ``texts`` limits the rule to these spellings.
    """

    kinds: frozenset[TermKind]
    before: re.Pattern[str] | None = None
    after: re.Pattern[str] | None = None
    texts: frozenset[str] = frozenset()


class _Masks:
    """The masks for terms of one kind or spelling, and whether one of them can fit at all."""

    __slots__ = ("_after", "_before", "_each", "_ends")

    def __init__(self, masks: Sequence[ContextMask]) -> None:
        self._each = masks
        self._after = _any(mask.after for mask in masks)
        self._before = _any(mask.before for mask in masks if mask.after is None)
        self._ends = tuple(endings(self._before.pattern)) if self._before else ()

    def span(self, term: Term, plain: str) -> tuple[int, int] | None:
        """Return the span of the larger name around ``term`` by the first mask that fits."""
        window = max(0, term.start - MAX_PREFIX_CHARS)
        if not (
            (self._after and self._after.match(plain, term.end))
            or (
                self._before
                and plain.endswith(self._ends, window, term.start)
                and self._before.search(plain[window : term.start])
            )
        ):
            return None
        spans = (_mask_span(mask, term, plain) for mask in self._each)
        return next((span for span in spans if span is not None), None)


def _any(patterns: Iterable[re.Pattern[str] | None]) -> re.Pattern[str] | None:
    """Return a pattern that finds something where one of these does."""
    each = [f"(?:{one.pattern})" for one in patterns if one is not None]
    return re.compile("|".join(each)) if each else None


class Scanner:
    """An automaton over the index's spellings, with the rules for what is a whole word."""

    __slots__ = ("_automaton", "_masks", "_masks_of_texts", "_senses")

    def __init__(
        self, senses: dict[str, tuple[Sense, ...]], context_masks: Iterable[ContextMask]
    ) -> None:
        self._senses = senses
        self._automaton = ahocorasick.Automaton()
        for spelling, found in senses.items():
            self._automaton.add_word(spelling, (len(spelling), found))
        self._automaton.make_automaton()
        masks = list(context_masks)
        self._masks = {kind: _Masks(_masks_for(masks, kind, None)) for kind in TermKind}
        self._masks_of_texts = {
            (kind, text): _Masks(_masks_for(masks, kind, text))
            for mask in masks
            for kind, text in product(mask.kinds, mask.texts)
        }

    def scan(self, text: str) -> list[Term]:
        """Return the terms of ``text``, in order, without overlaps."""
        plain = fold(text)
        terms: list[Term] = []
        end = 0
        for hit in _longest(self._hits(plain)):
            if hit[0] < end:
                continue
            term = self._masked(_term(hit, plain, text), plain, text, end)
            if term.ambiguous and term.kind is TermKind.PERSON:
                term = self._with_initials(term, plain, text)
                while terms and terms[-1].end > term.start:
                    terms.pop()
            terms.append(term)
            end = term.end
        return terms

    def senses(self, name: str) -> tuple[Sense, ...]:
        """Return the senses of one spelling, none where it is not known."""
        return self._senses.get(fold(name), ())

    def _hits(self, plain: str) -> Iterator[_Hit]:
        """Yield whole-word matches; those in capitals only where capitals are to be trusted."""
        for last, (length, found) in self._automaton.iter(plain):
            start, end = last + 1 - length, last + 1
            if not _is_bounded(plain, start, end):
                continue
            if found[0].article:
                start += len(ARTICLE)
            kept = _trusted(found, plain, start, end)
            if kept:
                yield start, end, kept

    def _with_initials(self, term: Term, plain: str, text: str) -> Term:
        """Return ``Antony J. Blinken`` for ``Blinken`` where ``Antony Blinken`` is known."""
        window = max(0, term.start - MAX_PREFIX_CHARS)
        before = _GIVEN_AND_INITIALS.search(plain[window : term.start])
        if before is None:
            return term
        whole = f"{before.group(1)} {plain[term.start : term.end]}"
        for sense in self._senses.get(whole, ()):
            if sense.kind is TermKind.PERSON and not sense.ambiguous:
                start = window + before.start()
                return Term(start, term.end, text[start : term.end], sense.kind, sense.values)
        return term

    def _masked(self, term: Term, plain: str, text: str, floor: int) -> Term:
        """Return the mask that swallows ``term``, or the term itself."""
        masks = self._masks_of_texts.get((term.kind, plain[term.start : term.end]))
        span = (masks or self._masks[term.kind]).span(term, plain)
        if span is None:
            return term
        start, end = span[0] if span[0] >= floor else term.start, span[1]
        return Term(start, end, text[start:end], TermKind.MASK, alternatives=(term,))


def _masks_for(
    masks: Iterable[ContextMask], kind: TermKind, text: str | None
) -> tuple[ContextMask, ...]:
    """Return the masks for terms of a kind, those for this one spelling among them."""
    return tuple(
        mask for mask in masks if kind in mask.kinds and (not mask.texts or text in mask.texts)
    )


def _longest(hits: Iterable[_Hit]) -> list[_Hit]:
    """Order by start, then the longer; of one span the form with an article knows more."""
    return sorted(hits, key=_by_place)


def _by_place(hit: _Hit) -> tuple[int, int, bool]:
    return hit[0], -hit[1], not hit[2][0].article


def _is_bounded(plain: str, start: int, end: int) -> bool:
    """Say whether no word runs on at either end."""
    if plain[start - 1 : start] == " " == plain[end : end + 1] and plain[end - 1] != "-":
        return True
    return _opens(plain, start) and _closes(plain, end)


def _opens(plain: str, start: int) -> bool:
    if start == 0:
        return True
    before = plain[start - 1]
    if before.isalnum() or before in "_@":
        return False
    return not (before == "'" and start > 1 and plain[start - 2].isalnum())


def _closes(plain: str, end: int) -> bool:
    if plain[end - 1] == "-":  # a prefix such as "Sino-" needs the name that it leans on
        return plain[end : end + 1].isupper()
    after = plain[end : end + 1]
    if after.isalnum() or after == "_":
        return False
    if after == "'":
        tail = _TAIL.match(plain, end + 1)
        return tail is None or tail.group().lower() in _POSSESSIVES
    return True


def _trusted(found: tuple[Sense, ...], plain: str, start: int, end: int) -> tuple[Sense, ...]:
    """Drop shouted senses that nothing around supports, and chains cut from a longer chain."""
    first = found[0]
    if not first.shouted and len(found) == 1 and first.kind is not TermKind.GROUPING:
        return found
    return tuple(sense for sense in found if _is_trusted(sense, plain, start, end))


def _is_trusted(sense: Sense, plain: str, start: int, end: int) -> bool:
    if sense.kind is TermKind.GROUPING and _is_cut_from_chain(plain, start, end):
        return False
    if not sense.shouted:
        return True
    if not sense.ambiguous and sense.kind is not TermKind.PERSON:
        return True
    if sense.kind is TermKind.CITY and _is_dateline(plain, start, end):
        return True
    return _stands_among_capitals(plain, start, end)


def _is_cut_from_chain(plain: str, start: int, end: int) -> bool:
    """Say whether a chain of states (``Russia-India-China``) goes on: it is another set then."""
    if "-" not in plain[start:end]:
        return False
    runs_on = plain[end : end + 1] == "-" and plain[end + 1 : end + 2].isupper()
    return runs_on or (start > 1 and plain[start - 1] == "-" and plain[start - 2].isalpha())


def _is_dateline(plain: str, start: int, end: int) -> bool:
    before = plain[max(0, start - 4) : start]
    at_line_start = not before.strip("\"' ") or before.rstrip("\"' ").endswith("\n")
    return at_line_start and _DATELINE_AFTER.match(plain, end) is not None


def _stands_among_capitals(plain: str, start: int, end: int) -> bool:
    before = plain[max(0, start - MAX_PREFIX_CHARS) : start]
    return bool(_LOUD_BEFORE.search(before) or _LOUD_AFTER.match(plain, end))


def _is_shouted_word(plain: str, start: int, end: int) -> bool:
    """Say whether a form such as ``US`` stands between shouted words: it may be "us" then."""
    word = plain[start:end]
    if not word.isupper() or len(word) >= MIN_SHOUTED_LETTERS or not word.isalpha():
        return False
    before = plain[max(0, start - MAX_PREFIX_CHARS) : start]
    return bool(_LOUD_BEFORE.search(before) and _LOUD_AFTER.match(plain, end))


def _term(hit: _Hit, plain: str, text: str) -> Term:
    start, end, found = hit
    if plain[end - 1] == "-":
        end -= 1
    words, shouted_word = text[start:end], _is_shouted_word(plain, start, end)
    others: tuple[Term, ...] = ()
    if len(found) > 1:
        others = tuple(
            Term(start, end, words, sense.kind, sense.values, sense.ambiguous or shouted_word)
            for sense in found[1:]
        )
    first, is_ambiguous = found[0], found[0].ambiguous or shouted_word
    return Term(start, end, words, first.kind, first.values, is_ambiguous, others)


def _mask_span(mask: ContextMask, term: Term, plain: str) -> tuple[int, int] | None:
    """Return the span of the larger name around ``term``, or None."""
    start, end = term.start, term.end
    if mask.after is not None:
        after = mask.after.match(plain, end)
        if after is None:
            return None
        end = after.end()
    if mask.before is not None:
        window = max(0, start - MAX_PREFIX_CHARS)
        before = mask.before.search(plain[window:start])
        if before is None:
            return None
        start = window + before.start()
    return start, end
