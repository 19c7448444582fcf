"""Compiles the reader for the wheel that is being built: it says the same, only sooner.

Whoever wants it asks for it; nothing else needs a compiler. Each module lies in the wheel as it
stands here, and beside it what was compiled of it, which Python takes first.
"""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

READER = "parsers"
ROOMS = ("lexicon", "words", "times", "actors", "places", "scenes", "meetings")
MODULES = ("literals.py", "model.py", "reading.py", "text.py")
# A compiled class forgets what this remembers, so that it would be worked out again and again.
LEFT_ALONE = "cached_property"
CONSTANT = re.compile(r"_?[A-Z][A-Z\d_]+")
FUTURE = "from __future__ import annotations"
SETUP = """
import sys
from mypyc.build import mypycify
from setuptools import setup
modules = sys.argv[1:]
sys.argv[1:] = ["build_ext", "--inplace"]
setup(
    name="reader",
    packages=[],
    ext_modules=mypycify(
        ["--ignore-missing-imports", *modules], opt_level="2", multi_file=True, group_name="reader"
    ),
)
"""


class CompiledReader(BuildHookInterface[BuilderConfig]):
    """The hook that is asked before the files of the wheel are gathered."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add what is compiled; an editable installation is read from its sources."""
        if version == "editable":
            return
        self._folder = Path(mkdtemp(prefix="reader-"))
        build_data["force_include"] |= compiled(Path(self.root), self._folder)
        build_data |= {"pure_python": False, "infer_tag": True}

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Take away what the wheel has by now."""
        del build_data, artifact_path
        if version != "editable":
            shutil.rmtree(self._folder)


def compiled(root: Path, folder: Path) -> dict[str, str]:
    """Compile a checkout's reader in a folder; return the files and their places in a wheel."""
    shutil.copytree(root / READER, folder / READER)
    paths = list(modules(folder))
    for path in paths:
        source = with_constants(with_constructors(path.read_text(encoding="utf-8")))
        path.write_text(source, encoding="utf-8")
    names = [path.relative_to(folder).as_posix() for path in paths]
    subprocess.run(  # noqa: S603 -- our own words, and our own files
        [sys.executable, "-c", SETUP, *names], cwd=folder, check=True
    )
    made = [path for path in folder.rglob("*.*") if path.suffix in {".so", ".pyd"}]
    places = {path: path.relative_to(folder) for path in made}
    return {str(path): str(at) for path, at in places.items() if at.parts[0] != "build"}


def modules(folder: Path) -> Iterator[Path]:
    """Yield the modules of the reader that are compiled, of a checkout or a copy of it."""
    rooms = (sorted((folder / READER / room).glob("*.py")) for room in ROOMS)
    each = [path for room in rooms for path in room if path.name != "__init__.py"]
    for path in (*each, *(folder / READER / name for name in MODULES)):
        if LEFT_ALONE not in path.read_text(encoding="utf-8"):
            yield path


def with_constructors(source: str) -> str:
    """Write out how values are made, which a dataclass leaves to the interpreter."""
    lines = source.split("\n")
    classes = [node for node in ast.parse(source).body if isinstance(node, ast.ClassDef)]
    for node in reversed(classes):
        fields = [field for field in node.body if isinstance(field, ast.AnnAssign)]
        if fields and not node.bases and node.decorator_list and _are_plain(fields):
            end = fields[-1].end_lineno
            lines[end:end] = _constructor(fields)
    return "\n".join(lines)


def _are_plain(fields: Sequence[ast.AnnAssign]) -> bool:
    """Tell whether no default has to be made, the empty set apart."""
    made = (field.value for field in fields if isinstance(field.value, ast.Call))
    return all(ast.unparse(value) == "frozenset()" for value in made)


def _constructor(fields: Sequence[ast.AnnAssign]) -> Iterator[str]:
    yield f"    def __init__(self, {', '.join(map(ast.unparse, fields))}) -> None:"
    # The class is frozen: mypy is told to let its own constructor pass.
    for name in (ast.unparse(field.target) for field in fields):
        yield f"        self.{name} = {name}  # type: ignore"


def with_constants(source: str) -> str:
    """Say of the constants of a module that they are, as its compiler looks all others up anew."""
    lines = source.split("\n")
    given = Counter(_given(ast.parse(source)))
    for node in ast.parse(source).body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)]) if given[name] == 1:
                if CONSTANT.fullmatch(name):
                    at = node.lineno - 1
                    lines[at] = lines[at].replace(f"{name} =", f"{name}: Final =", 1)
            case _:
                pass
    # On the same line, so that a traceback counts as the file does.
    return "\n".join(lines).replace(FUTURE, f"{FUTURE}; from typing import Final", 1)


def _given(tree: ast.Module) -> Iterator[str]:
    """Yield each name of a module as often as it is given a value somewhere."""
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Store()):
                yield name
