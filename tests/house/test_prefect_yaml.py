"""prefect.yaml and prefect.toml say what they mean: Prefect drops unknown keys without a word."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import timedelta
from functools import reduce
from importlib import import_module
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml
from prefect import Flow
from prefect.cli.deploy import _models as prefect_models
from prefect.settings import Settings

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "prefect.yaml").read_text(encoding="utf-8")

# `definitions` is ours: a place for YAML anchors, which Prefect passes over.
TOP = {"prefect-version", "name", "build", "push", "pull", "deployments", "definitions"}
DEPLOYMENT = {
    "name",
    "version",
    "version_type",
    "tags",
    "description",
    "schedule",
    "schedules",
    "paused",
    "concurrency_limit",
    "entrypoint",
    "flow_name",
    "parameters",
    "enforce_parameter_schema",
    "build",
    "push",
    "pull",
    "work_pool",
    "triggers",
    "sla",
}
LIMIT = {"limit", "collision_strategy", "grace_period_seconds"}
POOL = {"name", "work_queue_name", "job_variables"}
SCHEDULE = {
    "cron",
    "interval",
    "rrule",
    "timezone",
    "anchor_date",
    "active",
    "parameters",
    "slug",
    "replaces",
    "day_or",
}


def unknown_keys(config: dict[str, Any]) -> list[str]:
    """Every key of a configuration that Prefect would drop, as a path to it."""
    found = [key for key in config if key not in TOP]
    for deployment in config["deployments"]:
        where = deployment.get("name", "?")
        found += [f"{where}.{key}" for key in deployment if key not in DEPLOYMENT]
        limit = deployment.get("concurrency_limit")
        if isinstance(limit, dict):
            found += [f"{where}.concurrency_limit.{key}" for key in limit if key not in LIMIT]
        found += [
            f"{where}.work_pool.{k}" for k in deployment.get("work_pool", {}) if k not in POOL
        ]
        for schedule in deployment.get("schedules", []):
            found += [f"{where}.schedules.{key}" for key in schedule if key not in SCHEDULE]
    return found


CONFIG: dict[str, Any] = yaml.safe_load(TEXT)
DEPLOYMENTS: list[dict[str, Any]] = CONFIG["deployments"]
by_name = pytest.mark.parametrize("deployment", DEPLOYMENTS, ids=lambda d: d["name"])


def flow_of(deployment: dict[str, Any]) -> Flow[Any, Any]:
    """The flow that a deployment runs, by its module path."""
    module, _, name = deployment["entrypoint"].rpartition(".")
    flow = getattr(import_module(module), name)
    assert isinstance(flow, Flow)
    return flow


def test_every_key_is_known() -> None:
    """No key of the file would be dropped."""
    assert unknown_keys(CONFIG) == []


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("concurrency_limit:", "concurency_limit:", "every-15-minutes.concurency_limit"),
        (
            "collision_strategy:",
            "colision_strategy:",
            "every-15-minutes.concurrency_limit.colision_strategy",
        ),
        ("timezone:", "time_zone:", "every-15-minutes.schedules.time_zone"),
        ("\ndefinitions:", "\npool: &x\n  name: x\n\ndefinitions:", "pool"),
        ("  pool: &pool\n", "  pool: &pool\n    queue: x\n", "every-15-minutes.work_pool.queue"),
    ],
)
def test_a_misspelt_key_would_be_found(old: str, new: str, found: str) -> None:
    """The check above fails on the mistakes that it is there for."""
    assert old in TEXT
    assert found in unknown_keys(yaml.safe_load(TEXT.replace(old, new, 1)))


def test_the_known_keys_are_those_of_the_installed_prefect() -> None:
    """What this test calls known is what the installed version reads."""
    top = {f.alias or n for n, f in prefect_models.PrefectYamlModel.model_fields.items()}
    assert TOP - {"definitions"} <= top
    assert set(prefect_models.DeploymentConfig.model_fields) >= DEPLOYMENT
    assert set(prefect_models.ConcurrencyLimitSpec.model_fields) >= LIMIT
    assert set(prefect_models.WorkPoolConfig.model_fields) >= POOL
    assert set(prefect_models.RawScheduleConfig.model_fields) >= SCHEDULE


def test_prefect_takes_the_file() -> None:
    """The installed version reads the file, with all deployments and schedules."""
    read = prefect_models.PrefectYamlModel.model_validate(CONFIG)
    assert [d.name for d in read.deployments] == [d["name"] for d in DEPLOYMENTS]
    assert all(
        isinstance(schedule, prefect_models.RawScheduleConfig)
        for deployment in read.deployments
        for schedule in deployment.schedules or []
    )


def test_the_verbs_are_deployed() -> None:
    """There is one deployment of each verb, named once."""
    verbs = [d["entrypoint"].rpartition(".")[2] for d in DEPLOYMENTS]
    assert sorted(verbs) == ["backfill", "detect", "digest", "ingest"]
    assert len({d["name"] for d in DEPLOYMENTS}) == len(DEPLOYMENTS)


@by_name
def test_entrypoints_are_module_paths_of_flows(deployment: dict[str, Any]) -> None:
    """An entrypoint names a module, not a file, and is the flow of that name."""
    entrypoint = deployment["entrypoint"]
    assert ":" not in entrypoint
    assert "/" not in entrypoint
    assert flow_of(deployment).name == entrypoint.rpartition(".")[2]


@by_name
def test_parameters_are_those_of_the_flow(deployment: dict[str, Any]) -> None:
    """Every parameter exists, and the values are valid ones."""
    flow = flow_of(deployment)
    properties = flow.parameters.properties
    assert set(deployment["parameters"]) <= set(properties)
    assert deployment["enforce_parameter_schema"] is True
    missing = set(flow.parameters.required or []) - set(deployment["parameters"])
    given = dict.fromkeys(missing, "2026-01-01")
    flow.validate_parameters({**deployment["parameters"], **given})
    assert not (missing and deployment["schedules"]), "a scheduled run has nobody to ask"


@by_name
def test_schedules_are_named_and_have_a_zone(deployment: dict[str, Any]) -> None:
    """A schedule keeps a pause through a new deployment, and runs at a time that people know."""
    for schedule in deployment["schedules"]:
        assert schedule["slug"]
        assert "active" not in schedule, "this would undo a pause by hand"
        assert ZoneInfo(schedule["timezone"]).key == schedule["timezone"]


@by_name
def test_overlap_is_refused(deployment: dict[str, Any]) -> None:
    """One run at a time: a scheduled one too many is cancelled, one by hand waits."""
    expected = "CANCEL_NEW" if deployment["schedules"] else "ENQUEUE"
    assert deployment["concurrency_limit"] == {"limit": 1, "collision_strategy": expected}


def test_the_times_are_those_that_are_promised() -> None:
    """Feeds are asked every quarter of an hour, read five minutes later; nothing past by itself."""
    crons = {
        d["entrypoint"].rpartition(".")[2]: [s["cron"] for s in d["schedules"]] for d in DEPLOYMENTS
    }
    assert crons == {
        "ingest": ["*/15 * * * *"],
        "detect": ["5-59/15 * * * *"],
        "digest": ["40 7 * * *"],
        "backfill": [],
    }


def test_all_run_in_one_pool_from_where_they_were_deployed() -> None:
    """One work pool serves all, and nothing is fetched or built before a run."""
    assert {d["work_pool"]["name"] for d in DEPLOYMENTS} == {"minilateral"}
    assert not any(key in part for part in (CONFIG, *DEPLOYMENTS) for key in ("pull", "build"))


def settings_in(table: dict[str, Any], *above: str) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every setting of a TOML table with the path to it."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from settings_in(value, *above, key)
        else:
            yield (*above, key), value


TOML = tomllib.loads((ROOT / "prefect.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("path", "value"),
    list(settings_in(TOML)),
    ids=lambda part: ".".join(part) if isinstance(part, tuple) else "",
)
def test_prefect_heeds_the_setting(
    path: tuple[str, ...], value: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every key of prefect.toml is known to the installed version, and takes effect."""
    monkeypatch.delenv("_".join(("prefect", *path)).upper(), raising=False)
    monkeypatch.chdir(ROOT)
    found = reduce(getattr, path, Settings())
    plain = found.total_seconds() if isinstance(found, timedelta) else found
    assert (set(plain) if isinstance(plain, set) else plain) == (
        set(value) if isinstance(value, list) else value
    )


def test_a_misspelt_setting_would_be_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Prefect passes over an unknown key, and the check above does not."""
    (tmp_path / "prefect.toml").write_text("[server]\nanalytics_enable = false\n")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(AttributeError, match="analytics_enable"):
        reduce(getattr, ("server", "analytics_enable"), Settings())
