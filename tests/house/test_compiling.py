"""The reader can be compiled for a wheel, and says the same when it is."""

from __future__ import annotations

import ast
import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from compiling.reader import (
    LEFT_ALONE,
    MODULES,
    ROOMS,
    compiled,
    modules,
    with_constants,
    with_constructors,
)
from tests.house.sources import ROOT

NEEDED = ("mypyc", "setuptools")
HAS_COMPILER = all(map(importlib.util.find_spec, NEEDED)) and shutil.which("cc") is not None
MODULE = '''"""A module."""

from __future__ import annotations

from dataclasses import dataclass

WORDS = frozenset({"met", "meets"})
_TAIL = "a"
_TAIL += "b"


@dataclass(frozen=True, slots=True)
class Known:
    """A word, and how often it is met."""

    word: str
    times: int = 1


def has(word: str) -> bool:
    """Tell whether a word is known."""
    return Known(word) == Known(word, 1) and word in WORDS
'''


def test_a_constant_is_told_to_be_one() -> None:
    """What is given a value once is marked, what is changed is not, and no line moves."""
    marked = with_constants(MODULE)
    assert 'WORDS: Final = frozenset({"met", "meets"})' in marked
    assert '_TAIL = "a"' in marked
    assert len(marked.splitlines()) == len(MODULE.splitlines())


def test_a_value_says_how_it_is_made() -> None:
    """Its fields are set in their order, with their defaults; what is no value is left alone."""
    written = with_constructors(MODULE)
    assert "def __init__(self, word: str, times: int = 1) -> None:" in written
    plain = MODULE.replace("@dataclass(frozen=True, slots=True)\n", "")
    assert with_constructors(plain) == plain


def test_every_module_of_the_reader_can_be_marked() -> None:
    """Each stays a module of as many lines, with the constants that it had."""
    for path in modules(ROOT):
        source = path.read_text(encoding="utf-8")
        marked = with_constants(source)
        assert len(marked.splitlines()) == len(source.splitlines()), path
        assert len(ast.parse(marked).body) == len(ast.parse(source).body) + 1, path


def test_rooms_and_modules_of_the_reader_are_there() -> None:
    """What is to be compiled exists; what remembers its answers is left as it is."""
    found = {path.relative_to(ROOT / "parsers").as_posix() for path in modules(ROOT)}
    assert set(MODULES) <= found
    assert {name.partition("/")[0] for name in found} == {*ROOMS, *MODULES}
    left = (ROOT / "parsers" / name for name in found)
    assert not any(LEFT_ALONE in path.read_text(encoding="utf-8") for path in left)
    assert "scenes/scenes.py" not in found


@pytest.mark.slow
@pytest.mark.skipif(not HAS_COMPILER, reason="mypyc, setuptools or a C compiler is not there")
def test_what_is_compiled_lies_beside_its_source(tmp_path: Path) -> None:
    """Python takes the compiled module, which answers as its source does."""
    reader = tmp_path / "checkout" / "parsers"
    inside = (f"{room}/{name}.py" for room in ROOMS for name in ("__init__", "known"))
    for name in (*MODULES, "__init__.py", *inside):
        (reader / name).parent.mkdir(parents=True, exist_ok=True)
        (reader / name).write_text(MODULE, encoding="utf-8")
    made = compiled(tmp_path / "checkout", tmp_path / "made")
    for path, place in made.items():
        shutil.copy(path, tmp_path / "checkout" / place)
    asked = "from parsers.words import known; print(known.__file__, known.has('met'))"
    answer = subprocess.run(  # noqa: S603 -- our own words
        [sys.executable, "-c", asked], cwd=tmp_path / "checkout", capture_output=True, check=True
    )
    file, has = answer.stdout.decode().split()
    assert Path(file).suffix != ".py"
    assert has == "True"
