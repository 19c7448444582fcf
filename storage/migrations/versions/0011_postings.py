"""Copies are found by short postings, and fingerprints are kept in a few bytes.

Revision: 0011
After: 0010
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import sqlalchemy as sa
from alembic import op

from parsers.copies import fingerprints
from parsers.copies.rarity import stem, weights
from parsers.model import Article

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

BATCH = 500
INSTANT = sa.DateTime(timezone=True)
# SQLite counts up only what is declared as plain INTEGER.
SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
FIRST_DAY = date(1970, 1, 1).toordinal()
# The bands of an older index: of the whole text and of its opening, and how long that was.
BODY_BANDS, LEAD_BANDS, LEAD_WORDS = 36, 20, 60

Values = list[dict[str, Any]]


def upgrade() -> None:
    """Make the new index, and fill it from the texts of all articles that were read."""
    op.drop_table("fingerprint_band")
    op.drop_table("fingerprint")
    op.create_table(
        "fingerprint",
        sa.Column("number", SERIAL, nullable=False),
        sa.Column("article", sa.String(), nullable=False),
        sa.Column("day", sa.SmallInteger(), nullable=False),
        sa.Column("keys", sa.LargeBinary(), nullable=False),
        sa.Column("bands", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_fingerprint"),
        _refers("fingerprint", "article", "article", "id"),
        sa.UniqueConstraint("article", name="uq_fingerprint_article"),
    )
    op.create_table(
        "fingerprint_posting",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("day", sa.SmallInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", "day", "number", name="pk_fingerprint_posting"),
        sqlite_with_rowid=False,
    )
    _fill("fingerprint", "fingerprint_posting", _indexed)
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "SELECT setval('fingerprint_number_seq', coalesce(max(number), 0) + 1) FROM fingerprint"
        )


def downgrade() -> None:
    """Make the older index, and fill it from the same texts."""
    op.drop_table("fingerprint_posting")
    op.drop_table("fingerprint")
    op.create_table(
        "fingerprint",
        sa.Column("article", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("published_at", INSTANT),
        sa.PrimaryKeyConstraint("article", name="pk_fingerprint"),
        _refers("fingerprint", "article", "article", "id"),
    )
    op.create_index("ix_fingerprint_digest", "fingerprint", ["digest"])
    op.create_table(
        "fingerprint_band",
        sa.Column("band", sa.BigInteger(), nullable=False),
        sa.Column("article", sa.String(), nullable=False),
        sa.Column("published_at", INSTANT),
        sa.PrimaryKeyConstraint("band", "article", name="pk_fingerprint_band"),
        _refers("fingerprint_band", "article", "fingerprint", "article"),
    )
    op.create_index("ix_fingerprint_band_article", "fingerprint_band", ["article"])
    _fill("fingerprint", "fingerprint_band", _banded)


def _refers(table: str, column: str, target: str, key: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}_{target}"
    return sa.ForeignKeyConstraint([column], [f"{target}.{key}"], name=name, ondelete="CASCADE")


def _fill(
    table: str, beside: str, rows: Callable[[int, sa.Row[Any]], tuple[Values, Values]]
) -> None:
    """Keep the fingerprints of the articles that stand in a story; all that were read do."""
    bind = op.get_bind()
    tables = [sa.Table(name, sa.MetaData(), autoload_with=bind) for name in (table, beside)]
    number = 0
    for batch in _read(bind):
        made = [rows(number + place, one) for place, one in enumerate(batch, start=1)]
        number += len(batch)
        for target, values in zip(tables, zip(*made, strict=True), strict=True):
            listed = [one for some in values for one in some]
            if listed:
                bind.execute(sa.insert(target), listed)


def _read(bind: sa.Connection) -> Iterator[list[sa.Row[Any]]]:
    """Yield the articles that were read, some at a time, by id."""
    article = sa.table("article", *map(sa.column, ("id", "url", "title", "text")))
    for name in ("published_at", "fetched_at"):
        article.append_column(sa.column(name, INSTANT))
    member = sa.table("story_member", sa.column("article"))
    last = ""
    while True:
        told = article.c.id.in_(sa.select(member.c.article))
        asked = sa.select(article).where(told, article.c.id > last).order_by(article.c.id)
        batch = list(bind.execute(asked.limit(BATCH)))
        if not batch:
            return
        yield batch
        last = batch[-1].id


def _article(row: sa.Row[Any]) -> Article:
    return Article(row.id, row.url, "", "", row.title, row.text)


def _indexed(number: int, row: sa.Row[Any]) -> tuple[Values, Values]:
    """Return the fingerprint of an article as the new tables keep it."""
    marks = fingerprints.fingerprint(_article(row))
    if marks is None:
        return [], []
    others = sorted({*marks.bands} - {fingerprints.band_of(key) for key in marks.keys})
    keys = struct.pack(f"<{len(marks.keys)}i", *marks.keys)
    bands = struct.pack(f"<{len(others)}H", *others)
    day = (row.published_at or row.fetched_at).toordinal() - FIRST_DAY
    mine = {"number": number, "article": row.id, "day": day, "keys": keys, "bands": bands}
    return [mine], [{"key": key, "day": day, "number": number} for key in marks.keys]


def _banded(_number: int, row: sa.Row[Any]) -> tuple[Values, Values]:
    """Return the fingerprint of an article as the older tables kept it."""
    text = fingerprints.comparable(row.text)
    body = fingerprints.tokens(text)
    if not body:
        return [], []
    stems = [stem(word) for word in body]
    names = fingerprints.inner_names(text)
    whole = fingerprints.ranked(weights({*stems}, names))[:BODY_BANDS]
    lead = fingerprints.ranked(weights({*stems[:LEAD_WORDS]}, names))[:LEAD_BANDS]
    bands = {fingerprints.stable_hash(one) for one in (*whole, *lead)}
    shared = {"article": row.id, "published_at": row.published_at}
    digest = fingerprints.digest(row.title, body)
    mine = {**shared, "digest": digest, "words": len(body)}
    return [mine], [{**shared, "band": band} for band in sorted(bands)]
