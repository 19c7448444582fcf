"""``minilateral serve`` on the shipped schedule: Prefect's server and worker, start to end."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import psutil  # type: ignore[import-untyped]
import pytest
import yaml

from demo.play import staged
from flows.runtime.supervisor import api_of, free_port, give_up_unfinished
from flows.runtime.wiring import opened
from storage import articles, runs
from storage.database import reading
from storage.model import Run, RunStatus

pytestmark = [pytest.mark.flows, pytest.mark.slow, pytest.mark.timeout(300)]

ROOT = Path(__file__).parents[2]
SILENT = """
[[feed]]
slug = "silent"
name = "The Silent Observer"
url = "http://127.0.0.1:{port}/feed.xml"
home = "https://silent-observer.example/"
country = "JP"
kind = "media"
language = "en"
"""


@dataclass(frozen=True, slots=True)
class Service:
    """The command under way: its process, its folder, its Prefect."""

    process: subprocess.Popen[str]
    home: Path
    api: httpx.Client

    def found(self, what: str, **body: object) -> list[dict[str, Any]]:
        """Return what the API finds of a kind."""
        answer = self.api.post(f"/{what}/filter", json=body).raise_for_status()
        return list(answer.json())

    def made(self, what: str, **body: object) -> dict[str, Any]:
        """Return what the API made of a kind."""
        return dict(self.api.post(f"/{what}/", json=body).raise_for_status().json())

    def states(self, flow: str) -> list[str]:
        """Return the states of Prefect's runs of a flow."""
        named = {"name": {"any_": [flow]}}
        return [run["state_type"] for run in self.found("flow_runs", flows=named)]


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Start the command on the shipped schedule, with ingest every ten seconds."""
    port = free_port()
    home = tmp_path_factory.mktemp("service")
    with staged(home) as (site, _, _):
        site.day = 1
        furnish(home, port)
        with started() as process, httpx.Client(base_url=api_of(port), timeout=30) as api:
            yield Service(process, home, api)


def furnish(home: Path, port: int) -> None:
    """Put the shipped files in place, with a port of our own and a faster clock."""
    with (home / ".env").open("a") as settings:
        settings.write(f"MINILATERAL_PREFECT_PORT={port}\nMINILATERAL_READ_TIMEOUT=120\n")
    schedule = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))
    quarter_hour = schedule["deployments"][0]["schedules"][0]
    assert quarter_hour.pop("cron") == "*/15 * * * *"
    quarter_hour["interval"] = 10
    (home / "prefect.yaml").write_text(yaml.safe_dump(schedule), encoding="utf-8")
    (home / "prefect.toml").write_bytes((ROOT / "prefect.toml").read_bytes())


@contextmanager
def started() -> Iterator[subprocess.Popen[str]]:
    """Run the command in the working directory until the block ends, from its first answer on."""
    command = [sys.executable, "-m", "flows", "serve"]
    with subprocess.Popen(  # noqa: S603 -- our own interpreter and fixed words
        command, env=surroundings(), stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        try:
            assert process.stdout is not None
            assert any("Running." in line for line in process.stdout), "it ended while starting"
            yield process
        finally:
            process.terminate()


def surroundings() -> dict[str, str]:
    """Return the environment of a machine that has no Prefect yet."""
    mine = dict(os.environ)  # noqa: TID251 -- handed on, not read
    plain = {name: value for name, value in mine.items() if not name.startswith("PREFECT_")}
    return plain | {"PYTHONPATH": str(ROOT)}


def within(seconds: float, look: Callable[[], object]) -> None:
    """Wait until a look finds something."""
    deadline = time.monotonic() + seconds
    while not look():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.3)


def kept(status: RunStatus) -> list[Run]:
    """Return the runs in our own table that stand so."""
    with opened() as house, reading(house.engine) as session:
        return [run for run in runs.recent(session) if run.status is status]


def living(home: Path) -> list[list[str]]:
    """Return the commands of all processes that keep Prefect's things in this folder."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.environ().get("PREFECT_HOME") == str(home / "data" / "prefect"):
                found.append(process.cmdline())
        except psutil.Error:  # ended meanwhile, or somebody else's
            continue
    return found


def test_all_of_the_schedule_is_deployed(service: Service) -> None:
    """Every deployment of prefect.yaml is there, with its clock, its limit and its checks."""
    found = service.found("deployments")
    assert {d["entrypoint"]: [s["slug"] for s in d["schedules"]] for d in found} == {
        "flows.ingest.ingest": ["quarter-hour"],
        "flows.detect.detect": ["quarter-hour"],
        "flows.digest.digest": ["morning"],
        "flows.backfill.backfill": [],
    }
    assert all(d["enforce_parameter_schema"] for d in found)
    assert all(d["global_concurrency_limit"]["limit"] == 1 for d in found)


@pytest.mark.parametrize("verb", ["ingest", "detect", "digest"])
def test_runs_are_laid_out_ahead(service: Service, verb: str) -> None:
    """The server's scheduler is alive: coming runs of each clock are there soon."""
    within(60, lambda: service.states(verb).count("SCHEDULED") > 1)


def test_a_scheduled_run_reads_the_newsroom(service: Service) -> None:
    """Nobody starts it, and the articles of the day are in our database."""
    within(120, lambda: "COMPLETED" in service.states("ingest"))
    assert kept(RunStatus.OK)
    with opened() as house, reading(house.engine) as session:
        assert articles.counts(session)["articles"] > 0


def test_a_date_that_is_none_is_refused_before_a_run_exists(service: Service) -> None:
    """A backfill by hand is checked when it is asked for."""
    (deployment,) = service.found("deployments", flows={"name": {"any_": ["backfill"]}})
    answer = service.api.post(
        f"/deployments/{deployment['id']}/create_flow_run",
        json={"parameters": {"since": "banana", "until": "2026-03-02"}},
    )
    assert answer.status_code == httpx.codes.CONFLICT
    assert "since" in answer.text
    assert service.states("backfill") == []


def test_what_a_dead_server_left_is_given_up(service: Service) -> None:
    """A run that says it goes on, and cannot, is called crashed and holds no place."""
    flow = service.made("flows", name="left-behind")
    service.made("flow_runs", flow_id=flow["id"], state={"type": "RUNNING"})
    assert service.states("left-behind") == ["RUNNING"]
    give_up_unfinished(str(service.api.base_url))
    assert service.states("left-behind") == ["CRASHED"]


def test_it_ends_with_all_that_it_started(service: Service) -> None:
    """On SIGTERM a run under way is kept as failed and gives its lock back; no process is left."""
    assert len(living(service.home)) >= 2
    with socket.create_server(("127.0.0.1", 0)) as silent:
        feed = SILENT.format(port=silent.getsockname()[1])
        with (service.home / "config" / "feeds.toml").open("a", encoding="utf-8") as feeds:
            feeds.write(feed)
        within(90, lambda: kept(RunStatus.RUNNING))
        (run,) = kept(RunStatus.RUNNING)
        service.process.send_signal(signal.SIGTERM)
        assert service.process.wait(120) == 0
    assert run.id in {failed.id for failed in kept(RunStatus.FAILED)}
    with opened() as house, reading(house.engine) as session:
        assert runs.holder(session, "ingest", datetime.now(UTC)) is None
    assert living(service.home) == []
