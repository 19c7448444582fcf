"""The column types that keep a value exact on SQLite and PostgreSQL alike.

They convert and refuse; they never guess a zone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    ARRAY,
    JSON,
    BigInteger,
    DateTime,
    Dialect,
    Integer,
    Text,
    bindparam,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Mapped
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator, TypeEngine

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


class Listed(TypeDecorator[Sequence[str]]):
    """Any number of texts as one parameter: an array, or on SQLite a JSON text of one."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return the type that the database knows."""
        return dialect.type_descriptor(Text() if dialect.name == "sqlite" else ARRAY(Text()))

    def process_bind_param(self, value: Sequence[str] | None, dialect: Dialect) -> Any:  # noqa: ANN401 - as the driver takes it
        """Return what the driver takes."""
        texts = [_UNSTORABLE.sub("\ufffd", text) for text in value or ()]
        return json.dumps(texts) if dialect.name == "sqlite" else texts


class Among(FunctionElement[bool]):
    """Holds where a column has one of the texts in a parameter of type ``Listed``.

    An IN list has a parameter for each text; this has one, so that the statement is compiled
    and planned once for lists of any length. It has no type of its own: SQLite has no booleans,
    and SQLAlchemy would compare one with 1, which no index answers.
    """

    inherit_cache = True

    def __init__(self, column: Mapped[Any], parameter: str) -> None:
        super().__init__(column, bindparam(parameter, type_=Listed()))


@compiles(Among, "postgresql")
def _among_array(element: Among, compiler: SQLCompiler, **kw: Any) -> str:  # noqa: ANN401 - SQLAlchemy's own
    column, texts = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"{column} = ANY({texts})"


@compiles(Among, "sqlite")
def _among_json(element: Among, compiler: SQLCompiler, **kw: Any) -> str:  # noqa: ANN401 - SQLAlchemy's own
    column, texts = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({texts}))"  # noqa: S608 - made of columns and parameters


class Serial(TypeDecorator[int]):
    """A number that the database counts up; SQLite only counts plain INTEGER."""

    impl = BigInteger().with_variant(Integer(), "sqlite")
    cache_ok = True


class BigInt(TypeDecorator[int]):
    """A signed number of 64 bits; SQLite's INTEGER holds as much."""

    impl = BigInteger
    cache_ok = True
