"""What all rows share: one metadata with named constraints, and the way to a column dict."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import MetaData
from sqlalchemy.orm import class_mapper
from sqlmodel import SQLModel


class Row(SQLModel):
    """One row of one table, made from a value and turned back into it."""

    metadata: ClassVar[MetaData] = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        },
    )


def cells(row: Row) -> dict[str, Any]:
    """Return the row's columns by name, without a serial number still to be given."""
    columns = class_mapper(type(row)).columns
    named = {column.key: getattr(row, column.key) for column in columns}
    return {
        name: value
        for name, value in named.items()
        if value is not None or not columns[name].primary_key
    }
