"""The command ``minilateral runs``: what the last runs kept, and what they dropped and why."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.entrance import entered
from flows.steps.runs import latest, written
from flows.steps.tables import Shape

Verb = Annotated[
    str | None, typer.Option(help="Only runs of this verb: ingest, detect, digest or backfill.")
]
Limit = Annotated[int, typer.Option(min=1, max=1_000, help="How many runs, the latest first.")]
Format = Annotated[Shape, typer.Option("--format", help="For people or for programs.")]


def runs(*, verb: Verb = None, limit: Limit = 10, shape: Format = Shape.TABLE) -> None:
    """Show the ledger of the last runs: what was kept, and what was dropped by reason.

    Every entry, article and change of a run is counted once, under what became of it.
    """
    with entered() as house:
        typer.echo(written(latest(house, verb, limit), shape))
