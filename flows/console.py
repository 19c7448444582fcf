"""How a command speaks to whoever started it: complaints, refusals and exit statuses."""

from __future__ import annotations

from pathlib import Path
from typing import Final, NoReturn

import typer

from parsers.records.rulings import Decision

FAILED: Final = 1
UNUSABLE: Final = 2


def complain(words: str) -> None:
    """Say what went wrong, on standard error."""
    typer.secho(words, fg=typer.colors.RED, err=True)


def refuse(words: str) -> NoReturn:
    """Say why a command cannot be used as given, and end."""
    complain(words)
    raise typer.Exit(UNUSABLE)


def write(file: Path, text: str) -> None:
    """Write what a person asked for to a file, or refuse with the reason."""
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        refuse(f"{file}: cannot be written ({error.strerror}). Give another path.")


def decided(decision: Decision) -> None:
    """Say what was decided, and how it is taken back."""
    typer.echo(f"{decision.kind}: {decision.id}. `minilateral correct undo` takes it back.")
