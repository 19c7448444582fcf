"""The processes that are timed, seen from the one that asks them."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

ROOT = Path(__file__).parents[2]
COMPILED = ROOT / ".compiled"  # where `make compiled` puts the reader in machine code


class AbsentError(Exception):
    """The process cannot do what it is asked for; nothing else is wrong."""


class Engine:
    """One process that reads; ``ask`` sends it a request and waits for the answer.

    ``code`` is the folder in which the reader lies that it runs.
    """

    def __init__(self, interpreter: str, name: str, articles: Path, code: Path = ROOT) -> None:
        command = [interpreter, "-m", "benchmarks.read.worker", name, str(articles), str(code)]
        self._process = subprocess.Popen(  # noqa: S603 -- our own module, asked by hand
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def ask(self, request: str) -> dict[str, float]:
        """Return the answer to one request; raises where the process has ended."""
        given, taken = self._process.stdin, self._process.stdout
        assert given is not None  # noqa: S101 -- both were asked for above
        assert taken is not None  # noqa: S101 -- same
        try:
            given.write(f"{request}\n")
            given.flush()
        except BrokenPipeError:
            raise AbsentError(request) from None
        line = taken.readline()
        if not line:
            raise AbsentError(request)
        answer: dict[str, float] = json.loads(line)
        return answer

    def close(self) -> None:
        """Let the process end, and wait for it."""
        self._process.communicate()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:  # fmt: skip
        self.close()


@contextmanager
def engine(
    interpreter: str, name: str, articles: Path, code: Path = ROOT
) -> Iterator[Engine | None]:
    """Start a process that is warm when it is handed over; None where it has nothing to run."""
    if not code.exists():
        yield None
        return
    with Engine(interpreter, name, articles, code) as started:
        try:
            started.ask("round")
        except AbsentError:
            yield None
            return
        yield started
