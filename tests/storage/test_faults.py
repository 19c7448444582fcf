"""What a driver raises becomes an error that names the database and the remedy."""

from __future__ import annotations

import threading
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, make_url, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from storage import runs
from storage.database import connect, transaction, upgrade
from storage.errors import (
    DatabaseBusyError,
    DatabaseRefusedError,
    DatabaseUnreachableError,
    StorageError,
)
from storage.faults import name_of, translated
from tests.storage.builders import NOW

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("sqlite:////srv/watch.db", "/srv/watch.db"),
        ("postgresql://reader:hunter2@db.example:5433/watch", "db.example:5433/watch"),
        ("postgresql://reader@/watch?host=/run/postgresql", "/run/postgresql/watch"),
        ("postgresql:///watch", "local socket/watch"),
    ],
)
def test_a_database_is_named_without_secrets(url: str, name: str) -> None:
    """People are told the file, or host, port and name; no user and no password."""
    assert name_of(make_url(url)) == name


def fill(session: Session) -> None:
    """Write more than fits."""
    for number in range(2_000):
        runs.start(session, "ingest", NOW, f"{number:0500}")


def test_a_full_database_is_refused(tmp_path: Path) -> None:
    """A database that cannot grow says so, and keeps nothing of the transaction."""
    engine = connect(f"sqlite:///{tmp_path / 'full.db'}")
    upgrade(engine)

    def overfill() -> None:
        with transaction(engine) as session:
            pages = session.connection().exec_driver_sql("PRAGMA page_count").scalar_one()
            session.connection().exec_driver_sql(f"PRAGMA max_page_count = {pages + 3}")
            fill(session)

    with pytest.raises(DatabaseRefusedError, match=r"full\.db.*full"):
        overfill()
    with transaction(engine) as session:
        assert runs.recent(session) == []
    engine.dispose()


def test_a_damaged_database_is_refused(tmp_path: Path) -> None:
    """A file whose inside was overwritten is refused by name when it is read."""
    path = tmp_path / "damaged.db"
    engine = connect(f"sqlite:///{path}")
    upgrade(engine)
    with transaction(engine) as session:
        fill(session)
    engine.dispose()
    whole = path.read_bytes()
    path.write_bytes(whole[:8192] + b"\xa5" * (len(whole) - 8192))

    def read() -> None:
        engine = connect(f"sqlite:///{path}")
        try:
            with transaction(engine) as session:
                runs.recent(session, limit=3_000)
        finally:
            engine.dispose()

    with pytest.raises(StorageError, match=r"damaged\.db") as caught:
        read()
    assert isinstance(caught.value, DatabaseRefusedError | DatabaseUnreachableError)


@pytest.mark.database("postgresql")
def test_a_server_that_goes_away_is_unreachable(engine: Engine) -> None:
    """A connection that is cut within a transaction is a retryable error."""

    def be_cut_off() -> None:
        with transaction(engine) as session, engine.connect() as other:
            runs.lock(session, "ingest", "here", now=NOW, lease=HOUR)
            pid = session.connection().execute(text("SELECT pg_backend_pid()")).scalar_one()
            other.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": pid})
            runs.holder(session, "ingest", NOW)

    with pytest.raises(DatabaseUnreachableError) as caught:
        be_cut_off()
    assert caught.value.is_retryable
    with transaction(engine) as session:
        assert runs.holder(session, "ingest", NOW) is None


@pytest.mark.database("postgresql")
def test_a_deadlock_can_be_tried_again(engine: Engine) -> None:
    """Of two transactions that wait for each other one is told to try again, one succeeds."""
    both_hold_one = threading.Barrier(2)
    outcomes: list[str] = []

    def cross(names: tuple[str, str]) -> None:
        def take() -> None:
            with transaction(engine) as session:
                runs.lock(session, names[0], names[0], now=NOW, lease=HOUR)
                both_hold_one.wait()
                runs.lock(session, names[1], names[0], now=NOW, lease=HOUR)

        try:
            take()
        except DatabaseBusyError as error:
            outcomes.append(f"retryable: {error.is_retryable}")
        else:
            outcomes.append("done")

    threads = [threading.Thread(target=cross, args=(pair,)) for pair in (("a", "b"), ("b", "a"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["done", "retryable: True"]


def test_a_fault_of_our_own_is_no_storage_error(engine: Engine) -> None:
    """A statement that is wrong is not blamed on the database."""
    with pytest.raises(DBAPIError) as caught, transaction(engine) as session:
        session.connection().execute(text("SELEC 1"))
    assert translated(caught.value, engine.url) is None
