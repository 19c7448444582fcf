"""The rows of the index in which copies are found: fingerprints, and a posting for each key."""

import struct
from collections.abc import Iterator
from datetime import date, datetime

from sqlalchemy import Integer, LargeBinary, SmallInteger
from sqlmodel import Field

from parsers.copies.fingerprints import Fingerprint, band_of
from storage.columns import Serial
from storage.tables.rows import Row

# Days are counted from here; two bytes hold them for a long time.
FIRST_DAY = date(1970, 1, 1).toordinal()


def day_of(at: datetime) -> int:
    """Return the number of a day, by which postings are sorted."""
    return at.toordinal() - FIRST_DAY


class FingerprintRow(Row, table=True):
    """What one article's text is like; its number is short, since each posting repeats it.

    ``keys`` are packed as signed 32-bit numbers and ``bands``, those of the keys left out, as
    unsigned 16-bit ones, the lowest byte first.
    """

    __tablename__ = "fingerprint"

    number: int | None = Field(default=None, primary_key=True, sa_type=Serial)
    article: str = Field(unique=True, foreign_key="article.id", ondelete="CASCADE")
    day: int = Field(sa_type=SmallInteger)
    keys: bytes = Field(sa_type=LargeBinary)
    bands: bytes = Field(sa_type=LargeBinary)


class PostingRow(Row, table=True):
    """That an article told on some day has a key; SQLite keeps it in the primary key alone.

    Nothing ties it to the fingerprint: an index for that would cost more than the posting. One
    that was left behind names an article that has not the key, and finds nothing.
    """

    __tablename__ = "fingerprint_posting"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 -- as SQLAlchemy asks for it

    key: int = Field(primary_key=True, sa_type=Integer)
    day: int = Field(primary_key=True, sa_type=SmallInteger)
    number: int = Field(primary_key=True, sa_type=Integer)


def packed(marks: Fingerprint) -> tuple[bytes, bytes]:
    """Return keys and other bands as a row keeps them."""
    others = sorted({*marks.bands} - {band_of(key) for key in marks.keys})
    return (
        struct.pack(f"<{len(marks.keys)}i", *marks.keys),
        struct.pack(f"<{len(others)}H", *others),
    )


def keys_in(blob: bytes) -> tuple[int, ...]:
    """Return the keys of a row."""
    return struct.unpack(f"<{len(blob) // 4}i", blob)


def bands_in(keys: bytes, others: bytes) -> Iterator[int]:
    """Yield all bands of a row; the last two bytes of a key are its band."""
    low = struct.unpack(f"<{len(keys) // 2}H", keys)
    yield from low[::2]
    yield from struct.unpack(f"<{len(others) // 2}H", others)
