"""What of an article is kept to find its copies again without reading it anew.

A fingerprint holds the bands: a sample of the rarest words, which a copy keeps however it was
cut or reworded. Some of them are keys, by which an index finds an article; all of them say how
much two articles have in common. Every hash is stable between processes and machines. Nothing
here decides that two articles are copies: ``parsers.copies.stories`` reads both texts for that.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import count, islice, pairwise

from parsers.copies.candidates import SHARED_KEYS
from parsers.copies.rarity import RARE, stem, weights
from parsers.model import Article
from parsers.press.wire import strip_credit
from parsers.text import words, words_by_line

# Two articles are candidates if so many bands are equal. Unrelated texts share two or three.
SHARED_BANDS = 8
# Bands drawn from the whole text, and those drawn from its opening: a cut copy keeps the opening.
BODY_BANDS, LEAD_BANDS = 32, 18
# So many of either are keys, by which an article is found: each costs a row in the index. Copies
# of which a part was cut and the rest translated there and back still shared three of them.
BODY_KEYS, LEAD_KEYS = 12, 12
# How long an opening is, in words. Keys are few, so theirs is shorter.
LEAD_WORDS, KEY_WORDS = 60, 40
# So much of a text is compared, in characters (some 10,000 words); bounds work on hostile text.
COMPARED = 60_000
# Below this a text is a phrase that many articles may share ("Read more"): its title counts too.
PHRASE_WORDS = 20

KEY_SHIFT, BAND_BITS = 32, 0xFFFF

# Spans in quotation marks of up to this many characters are speech; without an end, the paragraph.
# Single marks are apostrophes too, so they reach less far.
QUOTE_REACH, SINGLE_REACH = 700, 300
# Shorter quotations are terms ("two plus two"), in words.
TERM_WORDS = 3
QUOTED = re.compile(
    rf"“[^”\n]{{1,{QUOTE_REACH}}}+(?:”|$)|«[^»\n]{{1,{QUOTE_REACH}}}+(?:»|$)"
    rf'|„[^“”\n]{{1,{QUOTE_REACH}}}+[“”]|"[^"\n]{{1,{QUOTE_REACH}}}+(?:"|$)'
    rf"|(?<![^\s(])[‘'](?=\S)[^\n]{{1,{SINGLE_REACH}}}?[.,!?]?[’'](?![^\W_])",
    re.MULTILINE,
)
# Thai, Lao, Burmese, Khmer, Japanese, Chinese; Korean too, where endings cling to words.
UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+"
)
INNER_NAME = re.compile(r" (?<=[a-z0-9,;] )[\"'“‘(]?([A-Z][^\W_]*)")


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What is kept of one article.

    ``keys`` are signed 32-bit hashes, at most ``BODY_KEYS + LEAD_KEYS``; ``bands`` 16-bit ones,
    those of the keys among them, at least ``SHARED_BANDS``. Both are sorted.
    """

    article_id: str
    keys: tuple[int, ...]
    bands: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as far as it is compared, its words, its names, and what each of its stems weighs."""

    text: str
    body: tuple[str, ...]
    names: frozenset[str]
    weights: dict[str, float]


def fingerprint(article: Article) -> Fingerprint | None:
    """Return the fingerprint of ``article``, or None where it holds no words to compare.

    The sample is consistent: two texts draw the same words from what they share, so a copy
    with foreign paragraphs still meets its original. A text too short for that is found by
    its digest, of which it draws the bands that are wanting.
    """
    whole = read(article.text)
    body = whole.body
    if not body:
        return None
    order = ranked(whole.weights)
    keys = _drawn(order, body[:KEY_WORDS], BODY_KEYS, LEAD_KEYS)
    bands = {band_of(key) for key in _drawn(order, body[:LEAD_WORDS], BODY_BANDS, LEAD_BANDS)}
    bands.update(band_of(key) for key in keys)
    if len(bands) < SHARED_BANDS:
        wanting = _of_digest(digest(article.title, body))
        keys.update(wanting[:SHARED_KEYS])
        bands.update(band_of(key) for key in wanting)
    return Fingerprint(article.id, tuple(sorted(keys)), tuple(sorted(bands)))


@lru_cache(maxsize=128)
def read(text: str) -> Reading:
    """Return what both the fingerprint of ``text`` and every comparison with it need."""
    bare = comparable(text)
    body, names = tuple(tokens(bare)), inner_names(bare)
    return Reading(bare, body, names, weights(dict.fromkeys(map(stem, body)), names))


def is_near(one: Fingerprint, other: Fingerprint) -> bool:
    """Say whether two articles have so much in common that both texts are worth reading."""
    return len({*one.bands} & {*other.bands}) >= SHARED_BANDS


def comparable(text: str) -> str:
    """Return the part of ``text`` that is compared: without credits, and bounded."""
    return strip_credit(text)[:COMPARED]


def digest(title: str, body: Sequence[str]) -> str:
    """Return the SHA-256 of the words of a text; of a mere phrase, with its title."""
    parts = body if len(body) >= PHRASE_WORDS else [*tokens(title), "\n", *body]
    return hashlib.sha256(" ".join(parts).encode()).hexdigest()


def key_of(stemmed: str) -> int:
    """Return the signed 32-bit hash of a stem."""
    return stable_hash(stemmed) >> KEY_SHIFT


def band_of(key: int) -> int:
    """Return the band of a key: its last 16 bits."""
    return key & BAND_BITS


def grams(piece: list[str], size: int) -> Iterable[tuple[str, ...]]:
    """Return the runs of ``size`` words of one unbroken piece."""
    return zip(*(piece[start:] for start in range(size)), strict=False)


def mask(text: str) -> str:
    """Return ``text`` with each quoted span replaced by a line break; quoted terms stay.

    Independent reports share what was said aloud, so speech proves no copy.
    """
    return QUOTED.sub(lambda span: "\n" if len(span[0].split()) > TERM_WORDS else span[0], text)


def spoken(text: str) -> list[str]:
    """Return the quoted spans of ``text`` that are speech."""
    return [span[0] for span in QUOTED.finditer(text) if len(span[0].split()) > TERM_WORDS]


def tokens(text: str) -> list[str]:
    """Return the words of ``text``; in scripts without spaces, each two characters in a row."""
    return words(UNSPACED.sub(_in_pairs, text)) if UNSPACED.search(text) else words(text)


def tokens_by_line(text: str) -> list[list[str]]:
    """Return the words of each line of ``text``."""
    return words_by_line(UNSPACED.sub(_in_pairs, text))


def inner_names(text: str) -> frozenset[str]:
    """Return the stems that stand capitalised inside a sentence of ``text``."""
    return frozenset(stem(name) for name in words("\n".join(INNER_NAME.findall(text))))


@lru_cache(maxsize=65536)
def stable_hash(value: str) -> int:
    """Return a signed 64-bit hash of ``value`` that never changes."""
    raw = hashlib.blake2b(value.encode(), digest_size=8).digest()
    return int.from_bytes(raw, "big", signed=True)


def ranked(weighed: Mapping[str, float]) -> list[str]:
    """Return the stems of some weight in the order of weighted consistent sampling.

    Each stem's place is an exponential variate of its own hash with its weight as rate
    (Efraimidis and Spirakis); squaring the weight makes the common words last.
    """
    placed = sorted(
        (_place(stemmed, heavy), stemmed) for stemmed, heavy in weighed.items() if heavy
    )
    return [stemmed for _, stemmed in placed]


def _in_pairs(run: re.Match[str]) -> str:
    """Return a run of characters as overlapping pairs with spaces between; one alone as it is."""
    pairs = map("".join, pairwise(run[0]))
    return f" {' '.join(pairs) or run[0]} "


def _drawn(order: list[str], opening: Iterable[str], body: int, lead: int) -> set[int]:
    """Return the keys of the first stems of a text, and of the first of those in its opening."""
    early = {stem(word) for word in opening}
    of_opening = islice((stemmed for stemmed in order if stemmed in early), lead)
    return {key_of(stemmed) for stemmed in (*order[:body], *of_opening)}


def _of_digest(digest: str) -> list[int]:
    """Return keys that equal texts alone share: of different bands, enough for a candidate."""
    keys = (key_of(f"{digest} {number}") for number in count())
    distinct: dict[int, int] = {}
    while len(distinct) < SHARED_BANDS:
        key = next(keys)
        distinct.setdefault(band_of(key), key)
    return [*distinct.values()]


@lru_cache(maxsize=65536)
def _place(stemmed: str, heaviness: float) -> float:
    """Return the place of a stem in the sample; the smallest are drawn."""
    uniform = (stable_hash(stemmed) % 2**53 + 1) / (2**53 + 1)
    rank = 0 if heaviness >= RARE else 1
    return rank - math.log(uniform) / heaviness**2 / 100
