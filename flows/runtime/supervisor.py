"""Keeps a Prefect server and a worker running on this machine, as one command.

The server comes first; what its last life left running is called crashed, so that
its places are free; then the deployments of prefect.yaml are applied and the worker
starts. When one of the two ends, or on Ctrl-C, SIGTERM or SIGHUP, both are stopped:
the worker first, with the runs under way, while there is still a server to tell.
"""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

import httpx

from flows.runtime.settings import Settings, child_environment

LOOPBACK = "127.0.0.1"
HEALTHY_WITHIN = 180.0  # seconds; the first start makes Prefect's own tables
# Seconds before a process that does not end is killed; Prefect's worker grants its runs 30.
STOP_WITHIN = 45.0
FINISH_WITHIN = 10.0  # seconds for runs under way; most take less, and a send should not be cut off
PATIENCE = 30.0  # seconds for one answer of the server
POOL = "minilateral"
RUNS_AT_ONCE = 3  # a reading, a detecting and a backfill; each takes about 150 MB
SCHEDULE = Path("prefect.yaml")
WORKER = ("worker", "start", "--pool", POOL, "--limit", str(RUNS_AT_ONCE))
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
UNFINISHED = ("RUNNING", "PENDING", "CANCELLING")

Say = Callable[[str], object]
Process = subprocess.Popen[bytes]


class SupervisionError(Exception):
    """Server or worker could not be kept running; the message names the remedy."""


def supervise(settings: Settings, say: Say) -> None:
    """Run server, deployments and worker until asked to stop.

    Raises SupervisionError where a part fails to start or ends by itself.
    """
    if not SCHEDULE.exists():
        raise SupervisionError("prefect.yaml is not here. Run this in the directory that holds it.")
    port = settings.prefect_port
    environment = server_environment(settings.log_level, port)
    with stopping_on_signals():
        try:
            say("Starting the Prefect server ...")
            with prefect_server(environment, port) as server:
                wait_until_healthy(server, port)
                give_up_unfinished(api_of(port))
                _apply(environment, api_of(port))
                with _running(WORKER, environment) as worker:
                    say(f"Running. Schedule and runs: http://{LOOPBACK}:{port}. Stop with Ctrl-C.")
                    _keep_going((server, worker), api_of(port), say)
        except KeyboardInterrupt:
            say("Stopped.")


def api_of(port: int) -> str:
    """Return the address of the API that a server on this port serves."""
    return f"http://{LOOPBACK}:{port}/api"


def server_environment(log_level: str, port: int) -> dict[str, str]:
    """Return the environment for a server on this port and for all that talk to it."""
    return child_environment(
        log_level,
        PREFECT_API_URL=api_of(port),
        # Given as an option, the port would not reach the pages of the UI.
        PREFECT_SERVER_API_HOST=LOOPBACK,
        PREFECT_SERVER_API_PORT=str(port),
    )


def free_port() -> int:
    """Return a port of this machine that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


@contextmanager
def stopping_on_signals() -> Iterator[None]:
    """Let Ctrl-C, SIGTERM and the end of the terminal stop the block, each by KeyboardInterrupt.

    Ctrl-C too: what is started in the background by a script has it ignored, and so would have
    Prefect's worker, which stops by no other signal.
    """
    before = {number: signal.signal(number, _interrupt) for number in STOPPING}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


@contextmanager
def prefect_server(environment: Mapping[str, str], port: int) -> Iterator[Process]:
    """Start a server, which may not answer yet; it is stopped when the block ends.

    Raises SupervisionError where the port is taken.
    """
    if not _is_free(port):
        raise SupervisionError(
            f"Port {port} is taken. Stop what listens there, or set MINILATERAL_PREFECT_PORT."
        )
    Path(environment["PREFECT_HOME"]).mkdir(parents=True, exist_ok=True)
    with _running(("server", "start"), environment) as process:
        yield process


@contextmanager
def _running(words: Sequence[str], environment: Mapping[str, str]) -> Iterator[Process]:
    """Run a Prefect command until the block ends; the Ctrl-C of a terminal is ours alone."""
    process = subprocess.Popen(  # noqa: S603 -- our own interpreter and fixed words
        _prefect(*words), env=environment, stdout=subprocess.DEVNULL, start_new_session=True
    )
    try:
        yield process
    finally:
        _stop(process)


def _stop(process: Process) -> None:
    """Ask a process to end; one that takes too long, or a second Ctrl-C, has it killed."""
    process.terminate()
    try:
        process.wait(STOP_WITHIN)
    except subprocess.TimeoutExpired:
        process.kill()
    except KeyboardInterrupt:
        process.kill()
        raise
    finally:
        process.wait()


def wait_until_healthy(server: Process, port: int) -> None:
    """Wait for the server's first answer; raises SupervisionError where there is none."""
    deadline = time.monotonic() + HEALTHY_WITHIN
    while not _answers(port):
        if server.poll() is not None:
            raise SupervisionError("The Prefect server ended while starting; see its words above.")
        if time.monotonic() > deadline:
            raise SupervisionError(f"No answer from the Prefect server in {HEALTHY_WITHIN:.0f} s.")
        time.sleep(0.2)


def _answers(port: int) -> bool:
    try:
        return httpx.get(f"{api_of(port)}/health", timeout=2.0).is_success
    except httpx.HTTPError:
        return False


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server does
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


def _unfinished(api: httpx.Client) -> list[str]:
    wanted = {"flow_runs": {"state": {"type": {"any_": UNFINISHED}}}}
    found = api.post("/flow_runs/filter", json=wanted).raise_for_status().json()
    return [run["id"] for run in found]


def _call(api: httpx.Client, run: str, state: str, message: str, *, force: bool) -> None:
    body = {"state": {"type": state, "message": message}, "force": force}
    api.post(f"/flow_runs/{run}/set_state", json=body).raise_for_status()


def give_up_unfinished(url: str) -> None:
    """Call every run crashed that says it goes on: this server's last life is over.

    After a power cut they would hold their places for ever, and all later runs be refused.
    """
    with httpx.Client(base_url=url, timeout=PATIENCE) as api:
        for run in _unfinished(api):
            _call(api, run, "CRASHED", "The server stopped while this run went on.", force=True)


def _wind_down(url: str) -> None:
    """Let runs under way finish for a moment, then have the worker cancel them.

    Cancelled, a run gives back its lock; a worker that ends before its runs kills them.
    """
    with suppress(httpx.HTTPError), httpx.Client(base_url=url, timeout=PATIENCE) as api:
        _wait_while(lambda: _unfinished(api), FINISH_WITHIN)
        for run in _unfinished(api):
            _call(api, run, "CANCELLING", "The schedule is being stopped.", force=False)
        _wait_while(lambda: _unfinished(api), STOP_WITHIN)


def _wait_while(is_so: Callable[[], object], limit: float) -> None:
    deadline = time.monotonic() + limit
    while is_so() and time.monotonic() < deadline:
        time.sleep(0.3)


def _apply(environment: Mapping[str, str], api: str) -> None:
    """Apply prefect.yaml, after making the work pool that it names where it is missing."""
    if httpx.get(f"{api}/work_pools/{POOL}", timeout=PATIENCE).status_code == httpx.codes.NOT_FOUND:
        _prefect_once(("work-pool", "create", POOL, "--type", "process"), environment)
    _prefect_once(("deploy", "--all", "--no-prompt"), environment)


def _prefect_once(words: Sequence[str], environment: Mapping[str, str]) -> None:
    done = subprocess.run(  # noqa: S603 -- our own interpreter and fixed words
        _prefect(*words), env=environment, capture_output=True, check=False
    )
    if done.returncode:
        said = (done.stdout + done.stderr).decode(errors="replace").strip()
        raise SupervisionError(f"prefect {' '.join(words)} failed:\n{said}")


def _prefect(*words: str) -> list[str]:
    return [sys.executable, "-m", "prefect", *words]


def _keep_going(running: Sequence[Process], url: str, say: Say) -> None:
    try:
        while all(process.poll() is None for process in running):
            time.sleep(0.5)
    except KeyboardInterrupt:
        say("Stopping; a run under way gets a moment to end ...")
        _wind_down(url)
        raise
    raise SupervisionError("A part of Prefect ended by itself; see its words above.")
