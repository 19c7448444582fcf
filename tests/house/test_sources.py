"""What holds for every source file: prose, sizes, clocks, zones, the environment, a test."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.house.sources import FLOORS, Module, imports_of, modules

LINES_MAX = 400
FUNCTION_LINES_MAX = 50
FUNCTION_LINES_MEDIAN = 10
Function = ast.FunctionDef | ast.AsyncFunctionDef

# Reads of the wall clock. A stop-watch (time.monotonic) says nothing about the date.
CLOCKS = {
    ("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"),
    ("time", "time"), ("time", "time_ns"), ("time", "localtime"), ("time", "gmtime"),
    ("time", "ctime"), ("time", "strftime"),
}  # fmt: skip

# How many arguments make an instant aware when none is called tz or tzinfo; None: no number does.
AWARE_FROM = {"datetime": 8, "combine": 3, "fromtimestamp": 2, "now": 1}
NEVER_AWARE = {"utcnow", "utcfromtimestamp", "today"}


def functions(module: Module) -> Iterator[Function]:
    """Yield every function of a file, methods and inner ones included."""
    for node in ast.walk(module.tree):
        if isinstance(node, Function):
            yield node


def length(function: Function) -> int:
    """Return the lines from def to the end."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def clocks(tree: ast.Module) -> list[int]:
    """Return the lines on which a wall clock is read, or taken to be read later."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and (node.value.id, node.attr) in CLOCKS
    ]


def naive_instants(tree: ast.Module) -> list[int]:
    """Return the lines on which an instant without a zone is made."""
    return [
        node.lineno for node in ast.walk(tree) if isinstance(node, ast.Call) and _is_naive(node)
    ]


def _is_naive(call: ast.Call) -> bool:
    word, owner = _called(call.func)
    if word != "datetime" and owner != "datetime":
        return False
    if word in NEVER_AWARE:
        return True
    is_zoned = any(keyword.arg in {"tz", "tzinfo"} for keyword in call.keywords)
    return word in AWARE_FROM and not is_zoned and len(call.args) < AWARE_FROM[word]


def _called(function: ast.expr) -> tuple[str, str]:
    """Return the called name and the name before its last dot, as in ("now", "datetime")."""
    if isinstance(function, ast.Name):
        return function.id, ""
    if isinstance(function, ast.Attribute):
        return function.attr, _called(function.value)[0]
    return "", ""


def environment_reads(tree: ast.Module) -> list[int]:
    """Return the lines on which the environment is read."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if (isinstance(node, ast.Attribute) and node.attr in {"environ", "environb", "getenv"})
        or (isinstance(node, ast.ImportFrom) and node.module == "os" and _names_environment(node))
    ]


def _names_environment(node: ast.ImportFrom) -> bool:
    return any(alias.name in {"environ", "environb", "getenv"} for alias in node.names)


@pytest.mark.parametrize(
    ("source", "is_found"),
    [
        ("datetime.now(UTC)", True),
        ("clock = datetime.now", True),
        ("time.time()", True),
        ("time.monotonic()", False),
        ("now.date()", False),
    ],
)
def test_a_clock_would_be_found(source: str, *, is_found: bool) -> None:
    """The check for clocks sees what it is there for, and nothing else."""
    assert bool(clocks(ast.parse(source))) is is_found


@pytest.mark.parametrize(
    ("source", "is_found"),
    [
        ("datetime(2026, 3, 4)", True),
        ("datetime(2026, 3, 4, tzinfo=UTC)", False),
        ("datetime.now()", True),
        ("datetime.now(UTC)", False),
        ("datetime.utcnow()", True),
        ("datetime.combine(day, noon)", True),
        ("datetime.combine(day, noon, UTC)", False),
        ("datetime.fromtimestamp(0)", True),
        ("datetime.fromtimestamp(0, tz=UTC)", False),
        ("date(2026, 3, 4)", False),
    ],
)
def test_a_naive_instant_would_be_found(source: str, *, is_found: bool) -> None:
    """The check for zones sees what it is there for, and nothing else."""
    assert bool(naive_instants(ast.parse(source))) is is_found


@pytest.mark.parametrize("source", ["os.environ['A']", "os.getenv('A')", "from os import environ"])
def test_a_look_at_the_environment_would_be_found(source: str) -> None:
    """The check for the environment sees every way to read it."""
    assert environment_reads(ast.parse(source))


def test_only_flows_read_the_clock() -> None:
    """Below the fourth floor the instant is a parameter, so that every answer can be repeated."""
    below = modules("storage", "alerts", "parsers")
    assert [f"{m.shown}:{line}" for m in below for line in clocks(m.tree)] == []


def test_every_instant_has_a_zone() -> None:
    """No module makes an instant that means another hour on another machine.

    A line that lint excuses (DTZ) gives its reason there.
    """
    naive = [
        f"{module.shown}:{number}"
        for module in modules()
        for number in naive_instants(module.tree)
        if "noqa: DTZ" not in module.path.read_text(encoding="utf-8").splitlines()[number - 1]
    ]
    assert naive == []


def test_settings_alone_read_the_environment() -> None:
    """What an installation is told is read in one module, once."""
    readers = {m.name for m in modules() if environment_reads(m.tree)}
    assert readers == {"flows.runtime.settings"}


def test_every_module_says_what_it_answers() -> None:
    """Every module and package has a docstring, tests included."""
    everywhere = modules(*FLOORS, "demo", "benchmarks", "compiling", "tests")
    silent = [m.shown for m in everywhere if not ast.get_docstring(m.tree)]
    assert silent == []


def test_every_test_says_what_it_proves() -> None:
    """A test that fails tells in a sentence what is no longer so."""
    silent = [
        f"{module.shown}:{function.lineno}"
        for module in modules("tests")
        for function in functions(module)
        if function.name.startswith("test_") and not ast.get_docstring(function)
    ]
    assert silent == []


def test_files_stay_small() -> None:
    """A module that needs more lines than this answers more than one question."""
    sizes = {m.shown: len(m.path.read_text(encoding="utf-8").splitlines()) for m in modules()}
    assert {path: size for path, size in sizes.items() if size > LINES_MAX} == {}


def test_functions_stay_small() -> None:
    """No function is longer than a screen, and half of them are ten lines at most."""
    sizes = {f"{m.shown}:{f.lineno} {f.name}": length(f) for m in modules() for f in functions(m)}
    assert {name: size for name, size in sizes.items() if size > FUNCTION_LINES_MAX} == {}
    ordered = sorted(sizes.values())
    assert ordered[len(ordered) // 2] <= FUNCTION_LINES_MEDIAN


def test_every_module_is_under_test() -> None:
    """A test names every module, or names all modules of its floor that use it, and so on up.

    Migrations are run by the tests of the database; ``__main__`` and most ``__init__`` hold
    no code of their own.
    """
    named = {name for m in modules("tests") if "house" not in m.name for name in imports_of(m.tree)}
    users = _users_on_the_same_floor()

    def is_tested(name: str) -> bool:
        return name in named or (bool(users.get(name)) and all(map(is_tested, users[name])))

    assert [name for name in sorted(users) if not is_tested(name)] == []


def _users_on_the_same_floor() -> dict[str, set[str]]:
    """Return each module that needs a test with the modules of its floor that import it."""
    uses = {module.name: imports_of(module.tree) for module in modules()}
    return {
        module.name: {
            user
            for user, used in uses.items()
            if module.name in used and user != module.name and user.startswith(f"{module.floor}.")
        }
        for module in modules()
        if module.path.stem not in {"__init__", "__main__"}
        and not module.name.startswith("storage.migrations")
    }
