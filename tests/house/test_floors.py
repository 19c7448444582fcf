"""The law of the floors: the contracts hold, and every one of them would notice a breach."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

from tests.house.sources import FLOORS, ROOT, modules

COMMAND = "from importlinter.cli import lint_imports_command; lint_imports_command()"
VERDICT = re.compile(r"^(.+) (KEPT|BROKEN)(?: \(.*\))?$", re.MULTILINE)

# One breach for each contract, as a line added to a module.
BREACHES = {
    "Four floors, one direction": ("alerts/model.py", "import storage.runs"),
    "No circle on any floor": ("parsers/model.py", "import parsers.press.feeds"),
    "Flows meet in the database alone: command, flow, step, runtime": (
        "flows/ingest.py",
        "import flows.detect",
    ),
    "Storage: questions above statements above tables above columns": (
        "storage/errors.py",
        "import storage.columns",
    ),
    "Alerts: what is sent or laid out decides nothing": (
        "alerts/channels/slack.py",
        "import alerts.messages",
    ),
    "Parsers: a room knows those beneath it, and no question knows another": (
        "parsers/press/pages.py",
        "import parsers.reading",
    ),
    "Prefect in the four flows alone": ("flows/steps/detect.py", "import prefect"),
    "SQL in storage alone": ("flows/cli.py", "import sqlalchemy"),
    "The network at the two edges alone": ("parsers/press/pages.py", "import httpx"),
    "Libraries that read text in parsers alone": ("flows/steps/ingest.py", "import bs4"),
    "Calendars where lists are read and where alerts are written": (
        "flows/steps/digest.py",
        "import icalendar",
    ),
    "Templates in alerts alone": ("flows/steps/digest.py", "import jinja2"),
    "The terminal in the command alone": ("flows/steps/status.py", "import typer"),
    "Settings are checked where they are read": ("alerts/messages.py", "import pydantic_settings"),
}


def contract_names() -> list[str]:
    """Return the names of the contracts in pyproject.toml."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return [contract["name"] for contract in config["tool"]["importlinter"]["contracts"]]


def verdicts(folder: Path) -> dict[str, str]:
    """Check all contracts on the packages of a folder; KEPT or BROKEN by contract."""
    command = [sys.executable, "-c", COMMAND, "--no-cache", "--no-logo"]
    done = subprocess.run(  # noqa: S603 -- our own interpreter and fixed words
        command, cwd=folder, capture_output=True, text=True, check=False
    )
    found = {name.strip(): verdict for name, verdict in VERDICT.findall(done.stdout)}
    assert found, done.stdout + done.stderr
    return found


def test_every_contract_is_kept() -> None:
    """No module imports what its floor or room must not know."""
    assert verdicts(ROOT) == dict.fromkeys(contract_names(), "KEPT")


def test_every_contract_can_be_broken(tmp_path: Path) -> None:
    """A breach of each contract is noticed, so that none of them holds by accident."""
    sources_alone = shutil.ignore_patterns("*.toml", "*.txt", "*.j2", "__pycache__")
    for floor in FLOORS:
        shutil.copytree(ROOT / floor, tmp_path / floor, ignore=sources_alone)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for file, line in BREACHES.values():
        with (tmp_path / file).open("a", encoding="utf-8") as source:
            source.write(f"\n{line}\n")
    found = verdicts(tmp_path)
    assert list(BREACHES) == contract_names(), "give each contract a breach"
    assert found == dict.fromkeys(BREACHES, "BROKEN")


def test_flows_hand_a_session_on_and_never_use_it() -> None:
    """The fourth floor knows the types Session and Engine, but says no SQL with them."""
    taken = {
        f"{node.module}.{alias.name}"
        for module in modules("flows")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom) and node.module in {"sqlmodel", "sqlalchemy"}
        for alias in node.names
    }
    assert taken <= {"sqlmodel.Session", "sqlalchemy.Engine"}
    used = [
        f"{module.shown}:{node.lineno} session.{node.attr}"
        for module in modules("flows")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "session"
        and node.attr != "begin_nested"  # a savepoint, so that one bad article spares the others
    ]
    assert used == []
