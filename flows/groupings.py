"""The command ``minilateral groupings``: the sets of states that we hold, and their rhythm."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from flows.entrance import entered
from flows.steps.groupings import paced, written
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
    typer.Option("--as-of", formats=["%Y-%m-%d"], help="Count to this UTC day, not to today."),
]
Format = Annotated[Shape, typer.Option("--format", help="For people or for programs.")]


def groupings(
    *,
    overdue: Overdue = False,
    raised: Raised = False,
    day: AsOf = None,
    shape: Format = Shape.TABLE,
) -> None:
    """List the sets of states that we hold: names, levels, last and next meeting, rhythm.

    A rhythm takes three meetings at intervals that are alike. Overdue is who has not met, and
    has nothing scheduled, for longer than the usual interval and its usual slack.
    """
    today = (day or datetime.now(UTC)).date()
    with entered() as house:
        found = paced(house, today)
        if overdue:
            found = sorted((one for one in found if one.overdue), key=lambda one: -one.overdue)
        if raised:
            found = [one for one in found if one.raised is not None]
        typer.echo(written(house, found, shape))
