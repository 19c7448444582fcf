"""The few statements that all rooms of this floor share: insert new, upsert, find, count.

Writes go past the session's cache as plain statements, so reads always refresh it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import CursorResult, Delete, Table, Update, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel
from sqlmodel.sql.expression import SelectOfScalar

from storage.tables.rows import Row, cells

T = TypeVar("T")
R = TypeVar("R", bound=Row)

# SQLite takes 32,766 parameters in one statement (since 3.32) and PostgreSQL 65,535.
PARAMETERS = 30_000
# How many ids one IN list names: well below the above, and still few round trips.
IDS = 5_000


def batches(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """Yield ``items`` in order, ``size`` at a time."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def table_of(kind: type[SQLModel]) -> Table:
    """Return the table behind a row class."""
    table: Table = kind.__table__  # type: ignore[attr-defined]  # SQLModel sets it at run time
    return table


def add_new(session: Session, rows: Iterable[Row]) -> int:
    """Insert rows of one kind and pass over those whose key is there; return how many are new."""
    added = 0
    for kind, some in _in_batches(rows):
        statement = _insert(session, kind).values(some).on_conflict_do_nothing()
        new = session.connection().execute(statement.returning(*table_of(kind).primary_key))
        added += len(new.all())  # a driver need not count the rows that an INSERT skipped
    return added


def upsert(session: Session, rows: Iterable[Row]) -> None:
    """Insert rows of one kind, or overwrite those with the same primary key; the last one wins."""
    for kind, some in _in_batches(rows):
        keys = [column.name for column in table_of(kind).primary_key]
        latest = {tuple(one[key] for key in keys): one for one in some}
        insert = _insert(session, kind).values(list(latest.values()))
        kept = {name: insert.excluded[name] for name in some[0] if name not in keys}
        _count(session, insert.on_conflict_do_update(index_elements=keys, set_=kept))


def change(session: Session, statement: Update | Delete) -> int:
    """Run an UPDATE or DELETE and return how many rows it touched."""
    return _count(session, statement)


def every(session: Session, statement: SelectOfScalar[T], **parameters: object) -> list[T]:
    """Return all rows of a SELECT as the database has them now.

    A statement that is asked often is built once, and takes ``parameters`` by name.
    """
    options = {"populate_existing": True}
    found = session.exec(statement, params=parameters, execution_options=options)
    return list(found.all())


def first(session: Session, statement: SelectOfScalar[T]) -> T | None:
    """Return the first row of a SELECT as the database has it now."""
    return session.exec(statement, execution_options={"populate_existing": True}).first()


def hold(session: Session, name: str) -> None:
    """Wait until no other transaction holds ``name``, and hold it until this one ends.

    On SQLite every write transaction is alone already.
    """
    if is_postgresql(session):
        lock = text("SELECT pg_advisory_xact_lock(hashtext(:name))")
        session.connection().execute(lock, {"name": name})


def is_postgresql(session: Session) -> bool:
    """Whether the session speaks to PostgreSQL; otherwise it is SQLite."""
    return session.get_bind().dialect.name == "postgresql"


def _insert(session: Session, kind: type[Row]) -> Any:  # noqa: ANN401 - one of two equal classes
    dialect = postgresql if is_postgresql(session) else sqlite
    return dialect.insert(table_of(kind))


def _in_batches(rows: Iterable[Row]) -> Iterator[tuple[type[Row], list[dict[str, Any]]]]:
    listed = list(rows)
    if not listed:
        return
    kind = type(listed[0])
    for some in batches(listed, PARAMETERS // len(table_of(kind).columns)):
        yield kind, [cells(row) for row in some]


def _count(session: Session, statement: Any) -> int:  # noqa: ANN401 - any DML statement
    result: CursorResult[Any] = session.connection().execute(statement)
    return result.rowcount
