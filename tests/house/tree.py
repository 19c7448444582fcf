"""Draws the tree of the repository, from its files and from what each package says of itself.

``python -m tests.house.tree`` writes it into ARCHITECTURE.md; a test compares the two.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from textwrap import wrap

from tests.house.sources import FLOORS, ROOT, files

PAGE = ROOT / "ARCHITECTURE.md"
BLOCK = re.compile(r"(?<=<!-- tree -->\n```text\n).*?(?=```\n<!-- /tree -->)", re.DOTALL)
WIDTH = 98
COLUMN = 18  # where a folder's words begin

# What people write to the root when they try the commands.
MADE_BY_COMMANDS = {".html", ".jsonl"}

# Drawn with the names in them; of any other folder only its own words are shown.
OPEN = (*FLOORS, "demo", "config")

# Folders that hold no package, so that nothing in them could say this.
WORDS = {
    ".ci": "The gate: `make test` on a clean checkout.",
    "alerts/templates": "The layouts of a digest, HTML and plain text.",
    "config": "What editors decide: feeds, rules, recipients, names of their own.",
    "demo/newsroom": "Its articles, day by day, and what must come of them.",
    "docs": "The picture in the README, and what it costs to find copies.",
    "storage/migrations/versions": "The steps of the schema, each with its way back.",
    "tests/parsers/data": "Feeds and pages, written for the tests.",
}


def rendered() -> str:
    """Return the tree as text: the floors first, the other folders, the files of the root."""
    paths = {path.relative_to(ROOT) for path in files()}
    tops = sorted({path.parts[0] for path in paths if len(path.parts) > 1})
    ordered = [*FLOORS, *(top for top in tops if top not in FLOORS)]
    lines = [line for top in ordered for line in _folder(Path(top), paths, 0)]
    loose = sorted(p.name for p in paths if len(p.parts) == 1 and p.suffix not in MADE_BY_COMMANDS)
    return "\n".join([*lines, *_wrapped(loose, "")]) + "\n"


def drawn() -> str:
    """Return the tree as ARCHITECTURE.md has it, empty where there is none."""
    found = BLOCK.search(PAGE.read_text(encoding="utf-8"))
    return found[0] if found else ""


def _folder(folder: Path, paths: set[Path], depth: int) -> Iterator[str]:
    indent = "  " * depth
    head = f"{indent}{folder.name}/".ljust(COLUMN - 1)
    first, *more = wrap(_words(folder), WIDTH - COLUMN)
    yield f"{head} {first}"
    yield from (" " * COLUMN + line for line in more)
    inner = {path.relative_to(folder).parts for path in paths if path.is_relative_to(folder)}
    if folder.parts[0] in OPEN:
        names = {_shown(parts[0]) for parts in inner if len(parts) == 1} - {""}
        yield from _wrapped(sorted(names), f"{indent}  ")
    for name in sorted({parts[0] for parts in inner if len(parts) > 1}):
        yield from _folder(folder / name, paths, depth + 1)


def _shown(name: str) -> str:
    return "" if name == "__init__.py" else name.removesuffix(".py")


def _wrapped(names: list[str], indent: str) -> list[str]:
    return wrap(
        "  ".join(names),
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent,
        break_on_hyphens=False,
        break_long_words=False,
    )


def _words(folder: Path) -> str:
    package = ROOT / folder / "__init__.py"
    if not package.exists():
        assert folder.as_posix() in WORDS, f"say in {Path(__file__).name} what {folder}/ is for"
        return WORDS[folder.as_posix()]
    docstring = ast.get_docstring(ast.parse(package.read_text(encoding="utf-8"))) or ""
    return docstring.partition("\n\n")[0].replace("\n", " ").replace("``", "`")


def main() -> None:
    """Write the tree into ARCHITECTURE.md."""
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(BLOCK.sub(lambda _: rendered(), page), encoding="utf-8")


if __name__ == "__main__":
    main()
