"""What of an article is kept to find its copies again without reading it anew.

A fingerprint holds the digest of the text (equal texts), the word 5-grams outside quotation
marks (near copies) and the bands: a sample of the rarest words, which a copy keeps however
it was cut or reworded. Every hash is stable between processes and machines. Nothing here
decides that two articles are copies: ``parsers.copies.stories`` reads both texts for that.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from parsers.copies.rarity import RARE, stem, weight
from parsers.model import Article
from parsers.press.wire import strip_credit
from parsers.text import words

# Two articles are candidates if so many bands are equal. Unrelated texts share two or three.
SHARED_BANDS = 8
# Bands drawn from the whole text, and those drawn from its opening: a cut copy keeps the opening.
BODY_BANDS, LEAD_BANDS = 36, 20
LEAD_WORDS = 60
SHINGLE_WORDS = 5
# So much of a text is compared, in characters (some 10,000 words); bounds work on hostile text.
COMPARED = 60_000
# Below this a text is a phrase that many articles may share ("Read more"): its title counts too.
PHRASE_WORDS = 20

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
IDEOGRAPHS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
INNER_NAME = re.compile(r"(?<=[a-z0-9,;] )[\"'“‘(]?([A-Z][^\W_]*)")


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What is kept of one article; ``words`` counts its words without credits.

    ``digest`` is the SHA-256 of the words, hexadecimal. ``bands`` and ``shingles`` are signed
    64-bit hashes; ``bands`` is sorted and has at most ``BODY_BANDS + LEAD_BANDS`` members.
    """

    article_id: str
    digest: str
    bands: tuple[int, ...]
    shingles: frozenset[int]
    words: int
    published_at: datetime | None


def fingerprint(article: Article) -> Fingerprint | None:
    """Return the fingerprint of ``article``, or None where it holds no words to compare."""
    body = tokens(comparable(article.text))
    if not body:
        return None
    return Fingerprint(
        article_id=article.id,
        digest=digest(article.title, body),
        bands=bands(article.text),
        shingles=shingles(article.text),
        words=len(body),
        published_at=article.published_at,
    )


def comparable(text: str) -> str:
    """Return the part of ``text`` that is compared: without credits, and bounded."""
    return strip_credit(text)[:COMPARED]


def digest(title: str, body: Sequence[str]) -> str:
    """Return the SHA-256 of the words of a text; of a mere phrase, with its title."""
    parts = body if len(body) >= PHRASE_WORDS else [*tokens(title), "\n", *body]
    return hashlib.sha256(" ".join(parts).encode()).hexdigest()


def bands(text: str) -> tuple[int, ...]:
    """Return the sampled rare stems of ``text`` as sorted hashes, at most 56.

    The sample is consistent: two texts draw the same words from what they share, so a copy
    with foreign paragraphs still meets its original.
    """
    body = comparable(text)
    names = inner_names(body)
    stems = [stem(word) for word in tokens(body)]
    drawn = {*_draw(stems, names, BODY_BANDS), *_draw(stems[:LEAD_WORDS], names, LEAD_BANDS)}
    return tuple(sorted(stable_hash(stemmed) for stemmed in drawn))


def shingles(text: str) -> frozenset[int]:
    """Return the hashes of the word 5-grams of ``text`` outside quotation marks and credits."""
    return frozenset(
        stable_hash(" ".join(gram))
        for piece in unquoted(comparable(text))
        for gram in grams(piece, SHINGLE_WORDS)
    )


def grams(piece: list[str], size: int) -> Iterable[tuple[str, ...]]:
    """Return the runs of ``size`` words of one unbroken piece."""
    return zip(*(piece[start:] for start in range(size)), strict=False)


def unquoted(text: str) -> list[list[str]]:
    """Return the words of ``text`` outside quotation marks, in unbroken pieces."""
    return [piece for part in mask(text).split("\n") if (piece := tokens(part))]


def mask(text: str) -> str:
    """Return ``text`` with each quoted span replaced by a line break; quoted terms stay.

    Independent reports share what was said aloud, so speech proves no copy.
    """
    return QUOTED.sub(lambda span: "\n" if len(span[0].split()) > TERM_WORDS else span[0], text)


def spoken(text: str) -> list[str]:
    """Return the quoted spans of ``text`` that are speech."""
    return [span[0] for span in QUOTED.finditer(text) if len(span[0].split()) > TERM_WORDS]


def tokens(text: str) -> list[str]:
    """Return the words of ``text``; in scripts without spaces each character is one."""
    return words(IDEOGRAPHS.sub(r" \g<0> ", text)) if IDEOGRAPHS.search(text) else words(text)


def inner_names(text: str) -> frozenset[str]:
    """Return the stems that stand capitalised inside a sentence of ``text``."""
    return frozenset(stem(name) for name in words("\n".join(INNER_NAME.findall(text))))


@lru_cache(maxsize=65536)
def stable_hash(value: str) -> int:
    """Return a signed 64-bit hash of ``value`` that never changes."""
    raw = hashlib.blake2b(value.encode(), digest_size=8).digest()
    return int.from_bytes(raw, "big", signed=True)


def _draw(stems: Iterable[str], names: frozenset[str], count: int) -> Iterator[str]:
    """Yield ``count`` distinct stems by weighted consistent sampling, the rarest likeliest.

    Each stem's key is an exponential variate of its own hash with its weight as rate
    (Efraimidis and Spirakis); squaring the weight makes the common words last.
    """
    keyed = sorted(
        (_key(stemmed, weight(stemmed, is_name=stemmed in names)), stemmed)
        for stemmed in set(stems)
        if weight(stemmed) > 0
    )
    yield from (stemmed for _, stemmed in keyed[:count])


def _key(stemmed: str, heaviness: float) -> float:
    """Return the sampling key of a stem; the smallest keys are drawn."""
    uniform = (stable_hash(stemmed) % 2**53 + 1) / (2**53 + 1)
    rank = 0 if heaviness >= RARE else 1
    return rank - math.log(uniform) / heaviness**2 / 100
