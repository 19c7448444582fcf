"""The repository as the house tests see it: its files, its modules, and what they import."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
FLOORS = ("flows", "storage", "alerts", "parsers")


@dataclass(frozen=True, slots=True)
class Module:
    """A Python file with its dotted name and its syntax tree."""

    name: str
    path: Path
    tree: ast.Module

    @property
    def floor(self) -> str:
        """The top-level package it belongs to."""
        return self.name.partition(".")[0]

    @property
    def shown(self) -> str:
        """Its path from the root, for messages."""
        return self.path.relative_to(ROOT).as_posix()


@cache
def modules(*folders: str) -> tuple[Module, ...]:
    """Return every module in the given folders, the four floors by default, in order of path."""
    roots = [ROOT / folder for folder in folders or FLOORS]
    paths = sorted(path for root in roots for path in root.rglob("*.py"))
    return tuple(
        Module(_dotted(path), path, ast.parse(path.read_text(encoding="utf-8"))) for path in paths
    )


@cache
def files() -> tuple[Path, ...]:
    """Return every file of the repository that .gitignore does not name, without asking git."""
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    ignored = (".git", *(line.strip().strip("/") for line in lines if line.strip()))
    return tuple(sorted(_walk(ROOT, ignored)))


def _walk(folder: Path, ignored: tuple[str, ...]) -> Iterator[Path]:
    for path in folder.iterdir():
        if any(fnmatch(path.name, pattern) for pattern in ignored):
            continue
        if path.is_dir():
            yield from _walk(path, ignored)
        else:
            yield path


def _dotted(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(tree: ast.Module) -> set[str]:
    """Return every dotted name that a file imports: modules, and names out of modules."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module)
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found
