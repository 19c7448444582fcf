"""What is installed: a wheel with the four packages and their data, and nothing in their way."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import subprocess
import sys
import tomllib
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.house.sources import FLOORS, ROOT, files

OURS = "minilateral-watch"


def test_the_wheel_is_told_its_packages() -> None:
    """The four packages are listed by name; discovery would refuse them or take tests along."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = config["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["packages"] == list(FLOORS)
    assert set(wheel) == {"packages", "hooks"}
    assert config["project"]["scripts"] == {"minilateral": "flows.cli:main"}


def test_no_wheel_needs_a_compiler() -> None:
    """The reader is compiled for whoever asks for it, and for nobody else."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    hooks = config["tool"]["hatch"]["build"]["targets"]["wheel"]["hooks"]
    assert {name: hook["enable-by-default"] for name, hook in hooks.items()} == {"custom": False}


def test_the_wheel_holds_the_packages_and_their_data(tmp_path: Path) -> None:
    """What is installed elsewhere is what stands here: code, lexicon, templates, migrations."""
    if importlib.util.find_spec("hatchling") is None:
        pytest.skip("hatchling is not installed, so no wheel could be built and looked into")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)  # noqa: S603 -- fixed words
    (wheel,) = tmp_path.glob("*.whl")
    with ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if ".dist-info/" not in name}
    paths = {path.relative_to(ROOT) for path in files()}
    assert packed == {path.as_posix() for path in paths if path.parts[0] in FLOORS}


def test_data_stand_beside_the_code_that_reads_them() -> None:
    """The lexicon, the agencies, the templates and the migrations are inside the packages."""
    kinds = {path.suffix for path in files() if path.relative_to(ROOT).parts[0] in FLOORS}
    assert kinds == {".py", ".toml", ".txt", ".j2", ".mako"}


def test_nobody_else_ships_our_names() -> None:
    """No installed package brings a module that would hide one of ours."""
    shipped = importlib.metadata.packages_distributions()
    others = {
        name: [owner for owner in shipped.get(name, []) if owner != OURS]
        for name in (*FLOORS, "demo", "benchmarks", "compiling", "tests")
    }
    assert {name: owners for name, owners in others.items() if owners} == {}


def test_no_module_hides_the_standard_library() -> None:
    """No file at the root or on the first level of a floor is taken for a standard module."""
    loose = [path.name for path in ROOT.glob("*.py")]
    assert loose == []
    assert set(FLOORS).isdisjoint(sys.stdlib_module_names)
    assert not {path.stem for path in (ROOT / "flows").glob("*.py")} & set(FLOORS)
