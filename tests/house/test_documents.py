"""The documents tell the truth: names, commands, paths and links in them are those of the house."""

from __future__ import annotations

import json
import re
import tomllib
from importlib import import_module
from pathlib import Path

import pytest
import typer.main

from flows.cli import app
from flows.runtime.settings import PREFIX, Settings
from flows.steps.read import lines, predictions
from parsers.lexicon import load
from tests.house.sources import FLOORS, ROOT
from tests.house.tree import drawn, rendered

DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
README = (ROOT / "README.md").read_text(encoding="utf-8")
by_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)

LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")
PICTURE = re.compile(r'<img src="([^"]+)"')
CODE = re.compile(r"`([^`\n]+)`")
PATH = re.compile(r"(?:[\w.-]+/)*[\w.-]+\.(?:py|toml|md|yaml|j2|txt|jsonl|lock|mako)|(?:[\w.-]+/)+")
DOTTED = re.compile(rf"(?:{'|'.join(FLOORS)})(?:\.\w+)+")

# Paths that a reader makes, or that stand for any file of their kind.
MADE_BY_THE_READER = {
    "articles.jsonl", "predictions.jsonl", "data/", ".demo/", ".venv", ".venv/bin/", "digest.html",
}  # fmt: skip


def commands() -> dict[str, str]:
    """Return the commands of the program with their help texts."""
    group = typer.main.get_command(app)
    return {name: command.help or "" for name, command in getattr(group, "commands", {}).items()}


def options(command: object) -> set[str]:
    """Return the options of a command, those of the commands in it among them."""
    inside = getattr(command, "commands", {}).values()
    own = {option for one in getattr(command, "params", ()) for option in one.opts}
    return own.union(*(options(one) for one in inside))


def resolves(dotted: str) -> bool:
    """Whether a dotted name is a module of the house, or a name in one."""
    parts = dotted.split(".")
    for cut in range(len(parts), 0, -1):
        try:
            found: object = import_module(".".join(parts[:cut]))
        except ModuleNotFoundError:
            continue
        for name in parts[cut:]:
            found = getattr(found, name, None)
        return found is not None
    return False


def test_the_tree_is_the_one_on_disk() -> None:
    """ARCHITECTURE shows every module; `python -m tests.house.tree` draws it anew."""
    assert drawn() == rendered()


def test_the_command_table_is_the_program() -> None:
    """README lists every command, in the order of the help, and no other."""
    listed = re.findall(r"^\| `minilateral (\w+)", README, flags=re.MULTILINE)
    assert listed == list(commands())


def test_every_command_teaches() -> None:
    """Each command says in its help what it does."""
    assert [name for name, words in commands().items() if len(words.split()) < 8] == []


@by_document
def test_options_in_documents_exist(document: Path) -> None:
    """A command line in a document has only options that the command takes."""
    group = typer.main.get_command(app)
    known = {name: options(command) for name, command in getattr(group, "commands", {}).items()}
    lines = re.findall(r"minilateral (\w+)([^`\n|#]*)", document.read_text(encoding="utf-8"))
    unknown = [
        f"{command} {option}"
        for command, rest in lines
        if command in known
        for option in re.findall(r"--[a-z-]+", rest)
        if option not in known[command] | {"--help"}
    ]
    assert unknown == []


@by_document
def test_make_targets_in_documents_exist(document: Path) -> None:
    """Every `make …` in a document is a target of the Makefile."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, flags=re.MULTILINE))
    named = re.findall(r"(?:`|^)make ([a-z]+)", document.read_text(encoding="utf-8"), re.MULTILINE)
    assert [name for name in named if name not in targets] == []


@by_document
def test_links_lead_somewhere(document: Path) -> None:
    """Every relative link and picture in a document is a file here."""
    links = LINK.findall(document.read_text(encoding="utf-8"))
    missing = [
        link for link in links if "://" not in link and not (document.parent / link).exists()
    ]
    assert missing == []


@by_document
def test_paths_and_names_in_documents_exist(document: Path) -> None:
    """Every path, module and function that a document sets in code type is there."""
    words = CODE.findall(document.read_text(encoding="utf-8"))
    paths = [word for word in words if PATH.fullmatch(word) and word not in MADE_BY_THE_READER]
    assert [path for path in paths if not (ROOT / path).exists()] == []
    names = [word.removesuffix("()") for word in words]
    assert [name for name in names if DOTTED.fullmatch(name) and not resolves(name)] == []


@pytest.mark.parametrize(
    ("name", "is_there"),
    [
        ("parsers.press.feeds.read_feed", True),
        ("parsers.press.feeds.read_fed", False),
        ("parsers.fedes.read_feed", False),
        ("storage.model.Verdict.of", True),
    ],
)
def test_a_wrong_name_would_be_found(name: str, *, is_there: bool) -> None:
    """The check for names fails on a module or function that is not there."""
    assert resolves(name) is is_there


def test_the_example_environment_names_every_setting() -> None:
    """.env.example lists every variable that is read, and no other."""
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    named = re.findall(rf"^# ({PREFIX}\w+)=", text, flags=re.MULTILINE)
    settings = {f"{PREFIX}{field.upper()}" for field in Settings.model_fields}
    plain = [name for name in named if not name.startswith(f"{PREFIX}SECRET_")]
    assert sorted(plain) == sorted(settings - {f"{PREFIX}SECRET"})
    assert len(named) > len(plain), "one secret as an example"


def test_the_defaults_in_the_example_environment_are_the_defaults() -> None:
    """A line that stays commented out keeps the value that it shows, where there is a default."""
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    shown = dict(re.findall(rf"^# {PREFIX}(\w+)=(.*)$", text, flags=re.MULTILINE))
    told = {
        name: str(field.default)
        for name, field in Settings.model_fields.items()
        if isinstance(field.default, int | float)
        or name in {"database_url", "log_level", "smtp_mode"}
    }
    wrong = {
        name: shown[name.upper()]
        for name, default in told.items()
        if shown[name.upper()] not in {default, default.removesuffix(".0")}
    }
    assert wrong == {}


def test_the_changelog_tells_of_this_version() -> None:
    """The version of the package has its entry."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## \[{re.escape(project['version'])}\]", text, flags=re.MULTILINE)


def test_the_example_of_the_reader_is_what_it_says() -> None:
    """The line in the README, read, gives the answer in the README."""
    given, answer = (
        re.search(rf"<!-- example {word} -->\n```json\n(.*?)```", README, flags=re.DOTALL)
        for word in ("in", "out")
    )
    assert given is not None
    assert answer is not None
    (made,) = predictions(list(lines(given[1].splitlines())), load())
    assert json.loads(json.dumps(made)) == json.loads(answer[1])
