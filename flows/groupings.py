"""The command ``minilateral groupings``: the sets of states that we hold, and their rhythm."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from flows.console import refuse
from flows.entrance import entered
from flows.steps.groupings import as_of, held, held_at, written
from flows.steps.tables import Shape

Overdue = Annotated[
    bool, typer.Option("--overdue", help="Only those that should have met by now, longest first.")
]
Raised = Annotated[
    bool,
    typer.Option("--level-raised", help="Only those that met at a higher level than ever before."),
]
AsOf = Annotated[
    datetime | None,
    typer.Option(
        "--as-of",
        formats=["%Y-%m-%d"],
        help="What the articles published by this UTC day tell, whenever we got them.",
    ),
]
HeldAt = Annotated[
    datetime | None,
    typer.Option(
        "--held-at",
        formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d"],
        help="What we held at this instant (UTC), whatever we learnt since.",
    ),
]
Format = Annotated[Shape, typer.Option("--format", help="For people or for programs.")]


def groupings(
    *,
    overdue: Overdue = False,
    raised: Raised = False,
    published_by: AsOf = None,
    known_at: HeldAt = None,
    shape: Format = Shape.TABLE,
) -> None:
    """List the sets of states that we hold: names, levels, last and next meeting, rhythm.

    A rhythm takes three meetings at intervals that are alike. Overdue is who has not met, and
    has nothing scheduled, for longer than the usual interval and its usual slack, counted to
    the day that is asked about. `--as-of 2023-06-10` is what had been published by then,
    `--held-at 2023-06-10T08:00` what this installation then held.
    """
    if published_by is not None and known_at is not None:
        refuse("--as-of and --held-at ask two questions. Give one of them.")
    with entered() as house:
        if published_by is not None:
            found = as_of(house, published_by.replace(tzinfo=UTC))
        elif known_at is not None:
            found = held_at(house, known_at.replace(tzinfo=UTC))
        else:
            found = held(house, datetime.now(UTC).date())
        if overdue:
            found = sorted((one for one in found if one.overdue), key=lambda one: -one.overdue)
        if raised:
            found = [one for one in found if one.raised is not None]
        typer.echo(written(house, found, shape))
