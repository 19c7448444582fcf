"""What holds for the repository as a whole: nobody's machine, the samples, the licence."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

from flows.runtime.newsrooms import NEWSROOMS
from flows.runtime.vocabulary import HOLDERS, LEXICON, load_configuration
from flows.runtime.watchlist import FEEDS, RECIPIENTS, RULES
from tests.house.sources import ROOT, files

# A path from a machine's root; the same words inside of an address or a longer path are none.
MACHINE = re.compile(r"(?<![\w.:/~-])/(?:work|root|home|Users|mnt)/[\w.]")
# In two parts, so that this file is no exception to its own rule.
INDEX = re.compile("pypi" r"\.org|python" "hosted|--(?:extra-)?index" "-url")
BINARY = {".png"}


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


def _lines_with(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{number}"
        for path in files()
        if path.suffix not in BINARY
        for number, line in enumerate(_text(path).splitlines(), start=1)
        if pattern.search(line)
    ]


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("see /" + "home/jo/watch", True),
        ("'/" + "root/.cache'", True),
        ("https://news.example/" + "home/world", False),
        ("docs/" + "work/plan", False),
    ],
)
def test_a_path_of_a_machine_would_be_found(text: str, *, is_found: bool) -> None:
    """The check for paths tells a path from an address."""
    assert bool(MACHINE.search(text)) is is_found


def test_no_file_names_a_machine() -> None:
    """Nothing depends on, or tells of, the machine on which it was written."""
    assert _lines_with(MACHINE) == []


def test_no_file_names_a_package_index() -> None:
    """Packages come from whatever index a machine is set up for; hashes say that they are right."""
    assert _lines_with(INDEX) == []


def test_every_locked_package_has_its_hashes() -> None:
    """The lock pins each package to one version and to the bytes that it may have."""
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    blocks = re.findall(r"^[a-z0-9][^\n]*(?:\n    [^\n]*)*", text, flags=re.MULTILINE)
    assert len(blocks) > len(_direct())
    assert [block for block in blocks if "==" not in block or "--hash=sha256:" not in block] == []


def test_the_lock_holds_what_is_asked_for() -> None:
    """Every direct dependency is in the lock, so that a fresh install is the tested one."""
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = set(re.findall(r"^([a-z0-9][a-z0-9._-]*)(?:\[[^\]]*\])?==", text, flags=re.MULTILINE))
    assert [name for name in _direct() if name not in locked] == []


def _direct() -> list[str]:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = config["project"]["dependencies"] + config["dependency-groups"]["dev"]
    names = [re.match(r"[A-Za-z0-9._-]+", one) for one in wanted]
    return [name[0].lower().replace("_", "-").replace(".", "-") for name in names if name]


def test_the_development_set_is_whole() -> None:
    """Each article has its labels and each label its article, in the same order."""
    folder = ROOT / "tests" / "quality"
    articles, labels = (
        [json.loads(line) for line in (folder / name).read_text(encoding="utf-8").splitlines()]
        for name in ("articles.jsonl", "labels.jsonl")
    )
    assert len(articles) > 100
    assert [one["id"] for one in articles] == [one["id"] for one in labels]
    assert all({"id", "url", "published", "title", "text"} <= set(one) for one in articles)


def test_the_configuration_is_what_is_read() -> None:
    """Every file in config/ is one of those that are read, and they load without a fault."""
    folder = ROOT / "config"
    assert {path.name for path in folder.iterdir()} - {HOLDERS} == {
        FEEDS, LEXICON, NEWSROOMS, RULES, RECIPIENTS,
    }  # fmt: skip
    _, watchlist = load_configuration(folder)
    assert watchlist.enabled_feeds
    assert watchlist.rules


def test_the_licence_stands_where_it_is_named() -> None:
    """LICENSE holds the licence that the package names."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert project["license"] == "Apache-2.0"
    assert project["license-files"] == ["LICENSE"]
    assert "Apache License" in text
    assert "Version 2.0" in text
