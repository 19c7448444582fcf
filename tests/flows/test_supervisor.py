"""The parts of ``minilateral serve``; test_serve.py has the whole."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from flows.runtime import supervisor
from flows.runtime.settings import load_settings
from flows.runtime.supervisor import (
    SupervisionError,
    free_port,
    prefect_server,
    server_environment,
    stopping_on_signals,
    supervise,
)

STUBBORN = """\
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("deaf", flush=True)
time.sleep(60)
"""


def test_without_a_schedule_nothing_starts(home: Path) -> None:
    """In a directory without prefect.yaml the command says where to run it."""
    with pytest.raises(SupervisionError, match=r"prefect\.yaml is not here"):
        supervise(load_settings(), print)


def test_a_taken_port_is_named(home: Path) -> None:
    """Where somebody listens already, nothing starts, and the message names the setting."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        environment = server_environment("INFO", port)
        remedy = rf"Port {port} is taken.*MINILATERAL_PREFECT_PORT"
        with pytest.raises(SupervisionError, match=remedy), prefect_server(environment, port):
            pytest.fail("a server was started")


def test_free_ports_are_free() -> None:
    """A port that was found can be bound."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", free_port()))


def test_prefect_is_told_where_it_lives(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It keeps its things beside ours, unless the environment says where, and calls nobody."""
    monkeypatch.delenv("PREFECT_HOME", raising=False)
    plain = server_environment("WARNING", 4201)
    assert plain["PREFECT_HOME"] == str(home / "data" / "prefect")
    assert plain["PREFECT_API_URL"] == "http://127.0.0.1:4201/api"
    assert plain["PREFECT_SERVER_API_PORT"] == "4201"
    assert plain["PREFECT_LOGGING_LEVEL"] == "WARNING"
    assert (plain["DO_NOT_TRACK"], plain["PREFECT_SERVER_ANALYTICS_ENABLED"]) == ("1", "false")
    monkeypatch.setenv("PREFECT_HOME", "/srv/prefect")
    assert server_environment("INFO", 4201)["PREFECT_HOME"] == "/srv/prefect"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_every_way_to_stop_is_one(number: signal.Signals) -> None:
    """Each signal ends the block as Ctrl-C does, and is as it was afterwards."""
    before = signal.getsignal(number)
    with pytest.raises(KeyboardInterrupt), stopping_on_signals():
        signal.raise_signal(number)
    assert signal.getsignal(number) == before


def test_a_process_that_will_not_end_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that is deaf to SIGTERM is gone when its time is over."""
    monkeypatch.setattr(supervisor, "STOP_WITHIN", 0.5)
    command = [sys.executable, "-c", STUBBORN]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as deaf:  # noqa: S603 -- fixed words
        assert deaf.stdout is not None
        assert deaf.stdout.readline() == b"deaf\n"
        supervisor._stop(deaf)
        assert deaf.returncode == -signal.SIGKILL
