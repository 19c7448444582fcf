"""Turns what a database driver raises into our errors, by its code and never by its words."""

from __future__ import annotations

import sqlite3

from psycopg import Error as PostgresError
from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError

from storage.errors import (
    DatabaseBusyError,
    DatabaseRefusedError,
    DatabaseUnreachableError,
    MigrationPendingError,
    RowRefusedError,
    StorageError,
)

# Primary result codes of SQLite (https://www.sqlite.org/rescode.html), without the part that
# follows in an extended code such as SQLITE_BUSY_SNAPSHOT.
_SQLITE: dict[int, type[StorageError]] = {
    sqlite3.SQLITE_BUSY: DatabaseBusyError,
    sqlite3.SQLITE_LOCKED: DatabaseBusyError,
    sqlite3.SQLITE_CANTOPEN: DatabaseUnreachableError,
    sqlite3.SQLITE_READONLY: DatabaseRefusedError,
    sqlite3.SQLITE_FULL: DatabaseRefusedError,
    sqlite3.SQLITE_IOERR: DatabaseRefusedError,
    sqlite3.SQLITE_CORRUPT: DatabaseRefusedError,
    sqlite3.SQLITE_NOTADB: DatabaseRefusedError,
    sqlite3.SQLITE_CONSTRAINT: RowRefusedError,
}

# SQLSTATE classes and codes (PostgreSQL documentation, appendix A); the longest match wins.
_POSTGRES: dict[str, type[StorageError]] = {
    "42P01": MigrationPendingError,
    "42703": MigrationPendingError,
    "40001": DatabaseBusyError,
    "40P01": DatabaseBusyError,
    "55P03": DatabaseBusyError,
    "57014": DatabaseBusyError,
    "08": DatabaseUnreachableError,
    "28": DatabaseUnreachableError,
    "3D": DatabaseUnreachableError,
    "53": DatabaseRefusedError,
    "57": DatabaseUnreachableError,
    "23": RowRefusedError,
    "25": DatabaseRefusedError,
    "42501": DatabaseRefusedError,
    "58": DatabaseRefusedError,
    "XX": DatabaseRefusedError,
}

_REMEDIES: dict[type[StorageError], str] = {
    DatabaseBusyError: "Try again when the other run has ended.",
    DatabaseUnreachableError: "Check that it is there and that this user may open it.",
    DatabaseRefusedError: "Check free space, permissions and the health of the database.",
    MigrationPendingError: "Upgrade the database's tables first.",
    RowRefusedError: "Keep the thing it names first.",
}

_PRIMARY_CODE = 0xFF


def translated(error: DBAPIError, url: URL) -> StorageError | None:
    """Return our error for the driver's, or None for one that is a fault of our own SQL."""
    kind = _kind_of(error.orig)
    if kind is None:
        return None
    return kind(name_of(url), _first_line(error.orig), _REMEDIES[kind])


def name_of(url: URL) -> str:
    """Return how people name the database: its file, or host, port and name; no password."""
    if url.get_backend_name() == "sqlite":
        return url.database or ":memory:"
    host = url.host or str(url.query.get("host", "local socket"))
    port = f":{url.port}" if url.port else ""
    return f"{host}{port}/{url.database or ''}"


def _kind_of(cause: BaseException | None) -> type[StorageError] | None:
    if isinstance(cause, sqlite3.Error):
        return _of_sqlite(cause)
    if isinstance(cause, PostgresError):
        return _of_postgres(cause)
    return None


def _of_sqlite(cause: sqlite3.Error) -> type[StorageError] | None:
    code = getattr(cause, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & _PRIMARY_CODE
    if code == sqlite3.SQLITE_ERROR and str(cause).startswith(("no such table", "no such column")):
        return MigrationPendingError  # SQLite has one code for all faults of a statement
    return _SQLITE.get(code)


def _of_postgres(cause: PostgresError) -> type[StorageError] | None:
    if cause.sqlstate is None:
        return DatabaseUnreachableError  # the server never answered, so there is no code
    ways = (_POSTGRES.get(cause.sqlstate[:length]) for length in (5, 2))
    return next((kind for kind in ways if kind is not None), None)


def _first_line(cause: BaseException | None) -> str:
    lines = str(cause).strip().splitlines()
    return lines[0].strip().rstrip(".") if lines else type(cause).__name__
