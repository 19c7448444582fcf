"""The rows of lines that outlets print again and again: where watched, and those learnt."""

import struct
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Index, LargeBinary
from sqlmodel import Field

from storage.columns import BigInt, Serial, UtcDateTime, Words
from storage.tables.rows import Row


class WatchedPageRow(Row, table=True):
    """The lines of one of an outlet's latest articles, by key: packed, the lowest byte first."""

    __tablename__ = "watched_page"
    __table_args__ = (Index(None, "outlet", "number"),)

    number: int | None = Field(default=None, primary_key=True, sa_type=Serial)
    outlet: str
    article: str = Field(unique=True, foreign_key="article.id", ondelete="CASCADE")
    lines: bytes = Field(sa_type=LargeBinary)


class LearntLineRow(Row, table=True):
    """A line that an outlet prints under many articles, as it stood under one of them."""

    __tablename__ = "learnt_line"

    outlet: str = Field(primary_key=True)
    line: int = Field(primary_key=True, sa_type=BigInt)
    words: str = Field(sa_type=Words)
    learnt_at: datetime = Field(sa_type=UtcDateTime)


def packed(lines: Collection[int]) -> bytes:
    """Return the keys of lines as a row keeps them."""
    return struct.pack(f"<{len(lines)}q", *sorted(lines))


def lines_in(kept: bytes) -> frozenset[int]:
    """Return the keys of lines that a row keeps."""
    return frozenset(one for (one,) in struct.iter_unpack("<q", kept))
