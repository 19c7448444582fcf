"""Opens the database and keeps its tables in step: SQLite in one file, or PostgreSQL.

A write transaction takes its lock at the start (``BEGIN IMMEDIATE``), so that it waits
once and never fails half-way. Nothing here holds a transaction across a network call,
and nothing creates a file before the tables are made.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry
from sqlmodel import Session

from storage.errors import (
    DatabaseRefusedError,
    DatabaseUnreachableError,
    DatabaseUnsupportedError,
    MigrationUnknownError,
)
from storage.faults import name_of, translated

# A write transaction of ours takes milliseconds; thirty seconds means that something is stuck.
BUSY_SECONDS = 30
# A server that is there answers at once; ten seconds leave room for a slow network.
CONNECT_SECONDS = 10
# Any fixed number: who holds this PostgreSQL lock is changing the tables.
_MIGRATION_LOCK = 7_305_218_001
_MIGRATIONS = Path(__file__).parent / "migrations"
_URL_REMEDY = "Give a URL such as sqlite:///minilateral.db or postgresql://user@host/minilateral."


def connect(url: str) -> Engine:
    """Return an engine for a database that was seen to answer; creates no file.

    Raises DatabaseUnsupportedError for a URL that is none of ours and
    DatabaseUnreachableError, naming the path or host, where nothing answers.
    """
    parsed = _parsed(url)
    if parsed.get_backend_name() == "sqlite":
        return _connect_file(parsed)
    return _connect_server(parsed)


@contextmanager
def transaction(engine: Engine) -> Iterator[Session]:
    """Yield a session that commits at the end and rolls back on any exception."""
    with _translating(engine.url), Session(engine) as session, session.begin():
        session.connection()  # takes the write lock now, not at the first statement
        yield session


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """Yield a session that sees one state of the database and cannot write."""
    options = engine.execution_options(
        reading=True,
        postgresql_readonly=True,
        **({} if _is_sqlite(engine) else {"isolation_level": "REPEATABLE READ"}),
    )
    with _translating(engine.url), Session(options) as session, session.begin():
        session.connection()
        yield session


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the tables up to ``revision``: all of the steps, or none of them."""
    with _migrating(engine) as config:
        command.upgrade(config, revision)


def downgrade(engine: Engine, revision: str = "base") -> None:
    """Take the tables back to ``revision``; what only newer tables hold is lost."""
    with _migrating(engine) as config:
        command.downgrade(config, revision)


def pending(engine: Engine) -> bool:
    """Whether the tables are missing or older than this program."""
    if _is_missing(engine.url):
        return True
    heads = set(ScriptDirectory.from_config(_config()).get_heads())
    with _translating(engine.url), engine.execution_options(reading=True).connect() as connection:
        return set(MigrationContext.configure(connection).get_current_heads()) != heads


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url.replace("postgres://", "postgresql://", 1))
    except ArgumentError as error:
        raise DatabaseUnsupportedError("database URL", "cannot be read", _URL_REMEDY) from error
    backend = parsed.get_backend_name()
    if backend == "postgresql":
        return parsed.set(drivername="postgresql+psycopg")
    if backend == "sqlite":
        return parsed.set(drivername="sqlite+pysqlite")
    raise DatabaseUnsupportedError(backend, "is no database that we can use", _URL_REMEDY)


def _connect_file(url: URL) -> Engine:
    _check_file(url)
    waits = {} if "timeout" in url.query else {"timeout": BUSY_SECONDS}
    engine = create_engine(url, connect_args=waits)
    event.listen(engine, "connect", _set_up_file)
    event.listen(engine, "begin", _begin_file)
    if not _is_missing(url):
        _check_answer(engine)
    return engine


def _check_file(url: URL) -> None:
    if url.database in (None, "", ":memory:"):
        raise DatabaseUnsupportedError("sqlite", "needs the path of a file", _URL_REMEDY)
    path = Path(str(url.database)).absolute()
    if path.is_dir():
        raise DatabaseUnreachableError(str(path), "is a folder", "Give the path of a file in it.")
    if not path.parent.is_dir():
        remedy = f"Create {path.parent} or give another path."
        raise DatabaseUnreachableError(str(path), "its folder does not exist", remedy)
    if not os.access(path if path.exists() else path.parent, os.R_OK | os.W_OK):
        remedy = "Let this user write there or give another path."
        raise DatabaseUnreachableError(str(path), "may not be written", remedy)


def _connect_server(url: URL) -> Engine:
    waits = {} if "connect_timeout" in url.query else {"connect_timeout": CONNECT_SECONDS}
    engine = create_engine(url, connect_args=waits, pool_pre_ping=True)
    _check_answer(engine)
    return engine


def _check_answer(engine: Engine) -> None:
    source = "FROM sqlite_master" if _is_sqlite(engine) else ""  # makes SQLite read the file
    try:
        with _translating(engine.url), engine.execution_options(reading=True).connect() as there:
            there.exec_driver_sql(f"SELECT count(*) {source}")
    except DatabaseRefusedError as error:
        engine.dispose()
        raise DatabaseUnreachableError(error.identity, error.reason, error.remedy) from error
    except DatabaseUnreachableError:
        engine.dispose()
        raise


def _set_up_file(raw: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    raw.isolation_level = None  # BEGIN is ours: see _begin_file
    cursor = raw.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.close()


def _begin_file(connection: Connection) -> None:
    options = connection.get_execution_options()
    is_reading, is_migrating = options.get("reading", False), options.get("migrating", False)
    # A migration may rebuild a table, and dropping the old one would empty those that name it.
    connection.exec_driver_sql(f"PRAGMA foreign_keys = {not is_migrating:d}")
    connection.exec_driver_sql(f"PRAGMA query_only = {is_reading:d}")
    connection.exec_driver_sql("BEGIN" if is_reading else "BEGIN IMMEDIATE")


@contextmanager
def _migrating(engine: Engine) -> Iterator[Config]:
    with _translating(engine.url), engine.execution_options(migrating=True).begin() as connection:
        if not _is_sqlite(engine):
            lock = text("SELECT pg_advisory_xact_lock(:key)")
            connection.execute(lock, {"key": _MIGRATION_LOCK})
        config = _config()
        config.attributes["connection"] = connection
        try:
            yield config
        except CommandError as error:
            remedy = "Install the newer program, or give another database."
            raise MigrationUnknownError(name_of(engine.url), str(error), remedy) from error


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


@contextmanager
def _translating(url: URL) -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        ours = translated(error, url)
        if ours is None:
            raise
        raise ours from error


def _is_sqlite(engine: Engine) -> bool:
    return engine.dialect.name == "sqlite"


def _is_missing(url: URL) -> bool:
    return url.get_backend_name() == "sqlite" and not Path(str(url.database)).exists()
