"""The column types that keep a value exact on SQLite and PostgreSQL alike.

They convert and refuse; they never guess a zone.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Integer, Text
from sqlalchemy.types import TypeDecorator

from storage.errors import NaiveInstantError

# PostgreSQL refuses NUL in text, and no UTF-8 database can hold half a surrogate pair.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: aware on the way in, aware UTC on the way out; naive is an error."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Return the instant in UTC; raises NaiveInstantError for one without a zone."""
        if value is None:
            return None
        if value.utcoffset() is None:
            raise NaiveInstantError(value.isoformat(), "has no zone", "Pass an aware datetime.")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Return the instant in UTC; SQLite gives back the digits without their zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            return value.replace(tzinfo=UTC)
        return value.astimezone(UTC)


class Words(TypeDecorator[str]):
    """Text from outside; what no database can hold becomes U+FFFD on both of them."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> str | None:
        """Return the text with NUL and half surrogate pairs replaced."""
        return None if value is None else _UNSTORABLE.sub("\ufffd", value)


class Json(TypeDecorator[Any]):
    """A nested value as ``storage.codec`` writes it; never searched inside."""

    impl = JSON(none_as_null=True)
    cache_ok = True


class Serial(TypeDecorator[int]):
    """A number that the database counts up; SQLite only counts plain INTEGER."""

    impl = BigInteger().with_variant(Integer(), "sqlite")
    cache_ok = True


class BigInt(TypeDecorator[int]):
    """A signed number of 64 bits; SQLite's INTEGER holds as much."""

    impl = BigInteger
    cache_ok = True
