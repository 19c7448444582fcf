"""Finds the articles that might be copies of one, by an index of the rare words of each.

It looks up and keeps; whether two articles are copies ``parsers.copies.stories`` judges by
their texts. However many articles are kept, a look-up reads a bounded number of postings.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from string import Template
from typing import Any

from sqlalchemy import Row, TextClause, bindparam, delete, insert, select, text
from sqlmodel import Session, col, or_

from parsers.copies.candidates import NEAREST, found
from parsers.copies.fingerprints import SHARED_BANDS, Fingerprint
from parsers.model import Article
from storage.statements import IDS, batches, is_postgresql, table_of
from storage.tables.articles import PRINTED, ArticleRow, article_of
from storage.tables.fingerprints import (
    FingerprintRow,
    PostingRow,
    bands_in,
    day_of,
    keys_in,
    packed,
)


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement as PostgreSQL and as SQLite take it."""

    server: TextClause
    file: TextClause


def keep(session: Session, marks: Fingerprint, told_at: datetime) -> None:
    """Keep what an article's text is like, in place of an earlier fingerprint.

    ``told_at`` is when it was published or, where that is unknown, fetched.
    """
    forget(session, marks.article_id)
    keys, bands = packed(marks)
    day = day_of(told_at)
    row = {"article": marks.article_id, "day": day, "keys": keys, "bands": bands}
    number = session.connection().execute(_ADD, row).scalar_one()
    postings = [{"key": key, "day": day, "number": number} for key in marks.keys]
    session.connection().execute(_POST, postings)


def forget(session: Session, article_id: str) -> None:
    """Take an article out of the index."""
    mine = session.connection().execute(_MINE, {"article": article_id}).one_or_none()
    if mine is None:
        return
    postings = delete(PostingRow).where(
        col(PostingRow.key).in_(keys_in(mine.keys)),
        col(PostingRow.day) == mine.day,
        col(PostingRow.number) == mine.number,
    )
    session.connection().execute(postings)
    session.connection().execute(_FORGET, {"mine": mine.number})


def candidates(
    session: Session, marks: Fingerprint, told_at: datetime, *, window: timedelta
) -> list[Article]:
    """Return the articles that might be copies of this one, without itself, by id.

    They have enough keys and bands in common with it and were published at most ``window``
    before or after; one without a date counts under the day on which it was fetched.
    """
    numbers = found(_postings(session, marks.keys, told_at, window))
    ids = sorted(_near(session, marks, numbers))
    at = col(ArticleRow.published_at)
    is_within = or_(at.is_(None), at.between(told_at - window, told_at + window))
    articles: list[Article] = []
    for some in batches(ids, IDS):
        told = select(*_PRINTED).where(col(ArticleRow.id).in_(some), is_within)
        rows = session.connection().execute(told.order_by(col(ArticleRow.id)))
        articles += map(article_of, rows)
    return articles


def _postings(
    session: Session, keys: Sequence[int], told_at: datetime, window: timedelta
) -> Iterable[list[int]]:
    """Return for each key the numbers of the articles nearest in time that have it."""
    days = (day_of(told_at - window), day_of(told_at), day_of(told_at + window))
    given = dict(zip(("first", "day", "last"), days, strict=True)) | {"most": NEAREST}
    rows = _asked(session, _NEAREST, keys, given)
    return [
        [int(number) for some in (before, after) if some for number in some.split(",")]
        for before, after in rows
    ]


def _near(session: Session, marks: Fingerprint, numbers: Sequence[int]) -> Iterable[str]:
    """Yield the articles that have enough bands in common with this one."""
    own = frozenset(marks.bands)
    for article, keys, bands in _asked(session, _KEPT, numbers, {}):
        is_near = len(own.intersection(bands_in(keys, bands))) >= SHARED_BANDS
        if is_near and article != marks.article_id:
            yield article


def _asked(
    session: Session, statement: Statement, numbers: Sequence[int], given: Mapping[str, int]
) -> Sequence[Row[Any]]:
    """Ask for what is kept under some numbers, which go as one parameter."""
    is_server = is_postgresql(session)
    listed = [*numbers] if is_server else json.dumps(numbers)
    asked = statement.server if is_server else statement.file
    return session.connection().execute(asked, {**given, "numbers": listed}).all()


def _statement(asked: str) -> Statement:
    """Return a statement in both dialects: a list of numbers is an array here, JSON there."""
    given = {"AMONG": "unnest(CAST(:numbers AS integer[])) AS given(value)", "JOINED": "string_agg"}
    server = text(Template(asked).substitute(given, TEXT="CAST(number AS text), ','"))
    given = {"AMONG": "json_each(:numbers) AS given", "JOINED": "group_concat"}
    return Statement(server, text(Template(asked).substitute(given, TEXT="number")))


_PRINTED = [table_of(ArticleRow).columns[name] for name in PRINTED]
_MINE = select(col(FingerprintRow.number), col(FingerprintRow.day), col(FingerprintRow.keys)).where(
    col(FingerprintRow.article) == bindparam("article")
)
_ADD = insert(table_of(FingerprintRow)).returning(col(FingerprintRow.number))
_FORGET = delete(FingerprintRow).where(col(FingerprintRow.number) == bindparam("mine"))
_POST = insert(table_of(PostingRow))
_KEPT = _statement(
    """SELECT article, keys, bands FROM fingerprint
    WHERE number IN (SELECT value FROM $AMONG)"""
)
_NEAREST = _statement(
    """SELECT
    (SELECT $JOINED($TEXT) FROM (SELECT number FROM fingerprint_posting
        WHERE key = given.value AND day BETWEEN :first AND :day
        ORDER BY day DESC, number DESC LIMIT :most) AS before),
    (SELECT $JOINED($TEXT) FROM (SELECT number FROM fingerprint_posting
        WHERE key = given.value AND day > :day AND day <= :last
        ORDER BY day, number LIMIT :most) AS after)
    FROM $AMONG"""
)
