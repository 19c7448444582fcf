"""The databases that benchmarks run on: SQLite in a temporary file, PostgreSQL if it starts."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

from sqlalchemy import Engine

from storage.database import connect
from tests.storage.postgres import NoServerError, running

Databases: TypeAlias = Callable[[str], Engine]  # opens a new one of that name


@contextmanager
def used(engine: Engine) -> Iterator[Engine]:
    """Let go of a database's connections in the end."""
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def stores() -> Iterator[list[tuple[str, Databases]]]:
    """Yield each kind of database by name; says so where PostgreSQL is left out."""
    with tempfile.TemporaryDirectory() as folder:

        def file(name: str) -> Engine:
            return connect(f"sqlite:///{Path(folder) / name}.sqlite")

        try:
            with running() as postgres:

                def there(name: str) -> Engine:
                    postgres.create(name)
                    return connect(postgres.url(name))

                yield [("SQLite", file), ("PostgreSQL", there)]
        except NoServerError as error:
            sys.stdout.write(f"PostgreSQL is left out: {error}\n")
            yield [("SQLite", file)]
