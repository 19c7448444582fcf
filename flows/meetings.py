"""The command ``minilateral meetings``: what we hold, held, or would have held on a day."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated

import typer

from flows.console import refuse
from flows.entrance import entered
from flows.runtime.wiring import House
from flows.steps.lexicon import state_of
from flows.steps.meetings import Wanted, as_of, held, held_at, written
from flows.steps.tables import Shape
from parsers.model import Status

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
States = Annotated[
    list[str] | None,
    typer.Option("--state", help="A state that takes part, by code or name; all given do."),
]
Statuses = Annotated[list[Status] | None, typer.Option("--status", help="How far along it is.")]
Since = Annotated[
    datetime | None, typer.Option(formats=["%Y-%m-%d"], help="With a day from this one on.")
]
Until = Annotated[
    datetime | None, typer.Option(formats=["%Y-%m-%d"], help="With a day up to this one.")
]
All = Annotated[
    bool, typer.Option("--all", help="Also two states alone, large bodies, and history.")
]
Format = Annotated[Shape, typer.Option("--format", help="For people or for programs.")]


def meetings(
    *,
    published_by: AsOf = None,
    known_at: HeldAt = None,
    state: States = None,
    status: Statuses = None,
    since: Since = None,
    until: Until = None,
    everything: All = False,
    shape: Format = Shape.TABLE,
) -> None:
    """List the meetings that we hold: three states and more, and 2+2s, by day.

    Two questions about the past: `--as-of 2023-06-10` is what had been published by then,
    `--held-at 2023-06-10T08:00` what this installation then held, mistakes included.
    """
    if published_by is not None and known_at is not None:
        refuse("--as-of and --held-at ask two questions. Give one of them.")
    with entered() as house:
        states = tuple(_code(house, name) for name in state or ())
        wanted = Wanted(
            states, tuple(status or ()), _day(since), _day(until), everything=everything
        )
        if published_by is not None:
            found = as_of(house, wanted, published_by.replace(tzinfo=UTC))
        elif known_at is not None:
            found = held_at(house, wanted, known_at.replace(tzinfo=UTC))
        else:
            found = held(house, wanted)
        typer.echo(written(house, found, shape))


def _day(given: datetime | None) -> date | None:
    return given.date() if given else None


def _code(house: House, name: str) -> str:
    code = state_of(house.lexicon, name)
    if code is None:
        refuse(f"{name}: no state that we know. Give a code such as JP, or a name such as Japan.")
    return code
