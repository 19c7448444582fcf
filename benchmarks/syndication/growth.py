"""How look-up time and bytes per article grow with the articles of fourteen days.

Articles are made as the lists of their rare words alone, in the distribution of real ones, with
a few names in every tenth article; their keys and bands are drawn from these as from texts.
"""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from random import Random

from sqlalchemy import Connection, Engine, insert, text

from benchmarks.lookup.archive import measure
from benchmarks.syndication.stream import DAYS, FIRST
from benchmarks.syndication.words import WORDS, is_name, ranks
from parsers.copies.fingerprints import (
    BODY_BANDS,
    BODY_KEYS,
    LEAD_BANDS,
    LEAD_KEYS,
    Fingerprint,
    band_of,
)
from parsers.copies.rarity import NAME, RARE
from parsers.copies.stories import WINDOW
from parsers.model import Article
from storage import fingerprints
from storage.database import reading, transaction
from storage.model import StoredArticle, Verdict
from storage.statements import is_postgresql, table_of
from storage.tables.articles import ArticleRow
from storage.tables.fingerprints import FingerprintRow, day_of, packed
from storage.tables.rows import cells

# Rare words of an article, those of them that it alone has, and those of its opening.
TERMS, OWN_TERMS, LEAD_TERMS = 120, 8, 26
# Names that stand in every tenth article of these days.
HOT_NAMES, HOT_SHARE = 6, 0.1
# A copy keeps so many of the rare words, and was printed so much later at most.
KEPT_SHARE, LATER = 0.5, timedelta(days=2)
INDEX = "fingerprint", "fingerprint_posting"
SPREAD, OTHER_SPREAD, BITS = 0x9E3779B1, 0x85EBCA6B, 2**32 - 1
# Articles kept in one transaction, and the KiB of memory that SQLite may use for it: else it would
# write most of a large index anew for every few thousand articles.
BATCH, CACHE = 50_000, 300_000
BEST_OF = 3


@dataclass(frozen=True, slots=True)
class Made:
    """One article: when it was told, and its rare words; those of the opening come first."""

    number: int
    at: datetime
    terms: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """Milliseconds of a look-up (median, slowest of a hundred), bytes, and the copies found."""

    articles: int
    median: float
    slowest: float
    room: float
    found: float


def articles(count: int, seed: int) -> Iterator[Made]:
    """Make articles in the order in which they are told, evenly over the days."""
    lot = Random(seed)  # noqa: S311 -- a repeatable draw, no secret
    for number in range(count):
        at = FIRST + timedelta(days=DAYS * number / count)
        yield Made(number, at, _terms(lot))


def copy_of(made: Made, lot: Random) -> Made:
    """Return what a copy has: half of the rare words, in their order, and others among them."""
    terms = [
        one if lot.random() < KEPT_SHARE else other
        for one, other in zip(made.terms, _terms(lot), strict=False)
    ]
    return Made(-1, made.at + lot.random() * LATER, tuple(dict.fromkeys(terms)))


def marks(made: Made) -> Fingerprint:
    """Return the fingerprint of an article that has these rare words."""
    order = sorted(set(made.terms), key=_place)
    early = {*made.terms[:LEAD_TERMS]}
    lead = [term for term in order if term in early]
    keys = {_key(term) for term in (*order[:BODY_KEYS], *lead[:LEAD_KEYS])}
    drawn = {_key(term) for term in (*order[:BODY_BANDS], *lead[:LEAD_BANDS])}
    bands = {band_of(key) for key in keys | drawn}
    return Fingerprint(_identity(made.number), tuple(sorted(keys)), tuple(sorted(bands)))


def fill(engine: Engine, made: Iterator[Made]) -> None:
    """Keep articles with their fingerprints, many in one transaction."""
    while some := list(islice(made, BATCH)):
        with transaction(engine) as session:
            connection = session.connection()
            connection.execute(insert(table_of(ArticleRow)), list(map(_article, some)))
            rows = [_rows(one) for one in some]
            connection.execute(insert(table_of(FingerprintRow)), [row for row, _ in rows])
            postings = sorted(posting for _, own in rows for posting in own)
            if is_postgresql(session):
                _copied(connection, postings)
                continue
            connection.exec_driver_sql(f"PRAGMA cache_size = -{CACHE}")
            connection.exec_driver_sql("INSERT INTO fingerprint_posting VALUES (?, ?, ?)", postings)


def room(engine: Engine) -> int:
    """Return the bytes of the tables of the index, with their own indexes."""
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            asked = text("SELECT pg_total_relation_size(CAST(:name AS regclass))")
        else:
            asked = text(
                """SELECT sum(pgsize) FROM dbstat WHERE name IN
                (SELECT name FROM sqlite_master WHERE tbl_name = :name)"""
            )
        return sum(connection.execute(asked, {"name": one}).scalar_one() for one in INDEX)


def figures(engine: Engine, count: int, asked: int) -> Figures:
    """Fill a database with articles, and look up copies of some and some that are none."""
    lot = Random(2)  # noqa: S311 -- a repeatable draw, no secret
    numbers = set(lot.sample(range(count), min(asked, count)))
    originals: list[Made] = []
    fill(engine, _noted(articles(count, seed=1), numbers, originals))
    measure(engine)
    copies = [(copy_of(made, lot), made.number) for made in originals]
    others = [(Made(-1, made.at, _terms(lot)), None) for made in originals]
    taken, hits = _timed(engine, [*copies, *others])
    return Figures(
        count,
        statistics.median(taken),
        statistics.quantiles(taken, n=100)[-1],
        room(engine) / count,
        hits / len(copies),
    )


def _noted(made: Iterator[Made], numbers: set[int], kept: list[Made]) -> Iterator[Made]:
    """Pass articles on, and keep those of some numbers."""
    for one in made:
        if one.number in numbers:
            kept.append(one)
        yield one


def _timed(engine: Engine, asked: Sequence[tuple[Made, int | None]]) -> tuple[list[float], int]:
    """Return the milliseconds of each look-up, the best of a few, and how many copies are found."""
    taken, hits = [], 0
    with reading(engine) as session:
        for made, original in asked:
            one = marks(made)
            times = []
            for _ in range(BEST_OF):
                begun = time.perf_counter()
                near = fingerprints.candidates(session, one, made.at, window=WINDOW)
                times.append((time.perf_counter() - begun) * 1000)
            taken.append(min(times))
            found = {other.id for other in near}
            hits += original is not None and _identity(original) in found
    return taken, hits


def _terms(lot: Random) -> tuple[int, ...]:
    """Draw the rare words of an article."""
    hot = [-1 - name for name in range(HOT_NAMES) if lot.random() < HOT_SHARE]
    own = [lot.randrange(WORDS, 2**40) for _ in range(OWN_TERMS)]
    terms = [*hot, *own, *ranks(lot, TERMS - OWN_TERMS)]
    lot.shuffle(terms)
    return tuple(dict.fromkeys(terms))


def _key(term: int) -> int:
    """Return a key that looks drawn by lot (Fibonacci hashing): faster than a digest."""
    return (term * SPREAD & BITS) - 2**31


def _place(term: int) -> float:
    """Return the place of a term in the sample, as ``parsers.copies.fingerprints`` draws it."""
    heavy = NAME if term < 0 or is_name(term) else RARE
    return -math.log(((term * OTHER_SPREAD & BITS) + 1) / 2**32) / heavy**2


def _any() -> dict[str, object]:
    """Return the row of an article of which nothing but its fingerprint is looked at."""
    article = Article("", "https://a.example/", "made", "a.example", "t", "x", "en", FIRST)
    return cells(ArticleRow.of(StoredArticle(article, Verdict.LIVE, FIRST, "a"), run="made"))


_ANY = _any()


def _identity(number: int) -> str:
    return f"{number:024x}"


def _article(made: Made) -> dict[str, object]:
    changed = {"id": _identity(made.number), "published_at": made.at, "fetched_at": made.at}
    return _ANY | changed


def _rows(made: Made) -> tuple[dict[str, object], list[tuple[int, int, int]]]:
    one, day = marks(made), day_of(made.at)
    number = made.number + 1
    keys, bands = packed(one)
    row = {"number": number, "article": one.article_id, "day": day, "keys": keys, "bands": bands}
    return row, [(key, day, number) for key in one.keys]


def _copied(connection: Connection, rows: Sequence[tuple[int, int, int]]) -> None:
    """Hand many rows to PostgreSQL at once."""
    raw = connection.connection.driver_connection
    assert raw is not None  # noqa: S101 -- the connection is open
    with raw.cursor() as cursor, cursor.copy("COPY fingerprint_posting FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
