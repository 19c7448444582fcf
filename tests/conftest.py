"""The databases that tests run on: SQLite and a real PostgreSQL, both unless told otherwise."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy import Engine

from storage.database import connect, upgrade
from tests.storage.postgres import NoServerError, Server, running

# A property is about values; how long a busy machine takes is measured in benchmarks/.
settings.register_profile("house", deadline=None)
settings.load_profile("house")

_PROPERTY = "database"
_REMARK = "remark"
_serial = count(1)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a run do without PostgreSQL, but only on request."""
    parser.addoption(
        "--no-postgres",
        action="store_true",
        help="run database tests on SQLite alone, where no PostgreSQL can be started",
    )
    parser.addoption(
        "--seeds",
        metavar="PATH",
        type=Path,
        default=Path(__file__).parents[2] / "shared" / "seeds",
        help="folder with real articles and gold.yaml, what they say; never part of the repository",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Name the mark for what only one kind of database can do."""
    config.addinivalue_line("markers", "database(kind): only this kind can do what is tested")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run every test that asks for a database on each kind, or on the one in its mark."""
    if "database_kind" not in metafunc.fixturenames:
        return
    kinds = ["sqlite"] if metafunc.config.getoption("--no-postgres") else ["sqlite", "postgresql"]
    only = metafunc.definition.get_closest_marker("database")
    metafunc.parametrize(
        "database_kind",
        [kind for kind in kinds if only is None or kind in only.args],
        scope="session",
    )


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what ran on which database."""
    ran: Counter[str] = Counter()
    for outcome in ("passed", "failed"):
        for report in terminalreporter.getreports(outcome):
            ran.update(value for name, value in report.user_properties if name == _PROPERTY)
    told = ", ".join(f"{number} on {name}" for name, number in sorted(ran.items()))
    terminalreporter.write_line(f"tests by database: {told or 'none asked for one'}")
    if terminalreporter.config.getoption("--no-postgres"):
        terminalreporter.write_line("PostgreSQL was left out on request (--no-postgres)")
    for line in _remarks(terminalreporter):
        terminalreporter.write_line(line)


def _remarks(terminalreporter: pytest.TerminalReporter) -> list[str]:
    """Gather what tests want to have read whether they pass or not, each line once."""
    told = (
        value
        for outcome in ("passed", "failed", "error", "skipped")
        for report in terminalreporter.getreports(outcome)
        for name, value in getattr(report, "user_properties", ())  # a collection has none
        if name == _REMARK
    )
    return list(dict.fromkeys(told))


@pytest.fixture
def remark(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Put a line below the result of the whole run, for what nobody should overlook."""

    def note(line: str) -> None:
        request.node.user_properties.append((_REMARK, line))

    return note


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """One PostgreSQL server for the whole run; a run without it fails."""
    try:
        with running() as server:
            yield server
    except NoServerError as error:
        pytest.fail(f"{error}. Pass --no-postgres to test on SQLite alone.", pytrace=False)


@pytest.fixture
def blank_url(database_kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The URL of a database without any table."""
    if database_kind == "sqlite":
        yield f"sqlite:///{tmp_path / f'{next(_serial)}.db'}"
        return
    with _fresh(request.getfixturevalue("postgres"), "template0") as url:
        yield url


@pytest.fixture
def database_url(
    database_kind: str,
    tmp_path: Path,
    template: str,
    request: pytest.FixtureRequest,
) -> Iterator[str]:
    """The URL of a database with all tables, empty."""
    if database_kind == "sqlite":
        path = shutil.copy(template, tmp_path / f"{next(_serial)}.db")
        yield f"sqlite:///{path}"
        return
    with _fresh(request.getfixturevalue("postgres"), template) as url:
        yield url


@pytest.fixture
def engine(database_url: str, note_database: Callable[[Engine], None]) -> Iterator[Engine]:
    """A database with all tables, empty."""
    engine = connect(database_url)
    note_database(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def note_database(request: pytest.FixtureRequest) -> Callable[[Engine], None]:
    """Put the database of a test into its report, for the closing line."""

    def note(engine: Engine) -> None:
        request.node.user_properties.append((_PROPERTY, _title(engine)))

    return note


@pytest.fixture(scope="session")
def template(
    database_kind: str,
    tmp_path_factory: pytest.TempPathFactory,
    request: pytest.FixtureRequest,
) -> str:
    """A database with all tables, to be copied: a file's path, or a name on the server."""
    if database_kind == "sqlite":
        path = tmp_path_factory.mktemp("template") / "template.db"
        _make_tables(f"sqlite:///{path}")
        return str(path)
    server: Server = request.getfixturevalue("postgres")
    server.create("all_tables")
    _make_tables(server.url("all_tables"))
    return "all_tables"


@contextmanager
def _fresh(server: Server, template: str) -> Iterator[str]:
    name = f"test_{next(_serial)}"
    server.create(name, template)
    try:
        yield server.url(name)
    finally:
        server.drop(name)


def _make_tables(url: str) -> None:
    engine = connect(url)
    upgrade(engine)
    engine.dispose()


def _title(engine: Engine) -> str:
    with engine.connect() as connection:
        version = connection.dialect.server_version_info or ()
    names = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
    return f"{names[engine.dialect.name]} {'.'.join(map(str, version))}"
