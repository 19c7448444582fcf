"""The commands ``minilateral recipients …``: who is told, and pauses."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.console import refuse
from flows.entrance import Day, Now, entered, moment, recipient_named
from flows.steps import recipients as step

app = typer.Typer(
    name="recipients",
    help="List who is told, how and when, and what keeps it back; pause somebody.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
)

Name = Annotated[str, typer.Argument(help="A recipient of config/recipients.toml.")]


@app.command("list")
def everything(now: Now = None) -> None:
    """List the recipients: by which way and when each is told, what waits, what holds it back."""
    with entered() as house:
        for line in step.listed(house, moment(now)):
            typer.echo(line)


@app.command()
def pause(name: Name, *, until: Day, now: Now = None) -> None:
    """Tell a recipient nothing before a day of theirs; then all of it comes as one message.

    Try: `minilateral recipients pause asia-desk --until 2026-08-17`
    """
    with entered() as house:
        recipient_named(house, name)
        at = moment(now)
        if until.date() <= at.date():
            refuse(f"{until:%Y-%m-%d} is not ahead. Give the day on which it ends.")
        step.pause(house, name, until.date(), at)
        typer.echo(f"{name}: told nothing before {until:%Y-%m-%d}.")


@app.command()
def resume(name: Name) -> None:
    """End a pause: what has gathered is told when it is next due."""
    with entered() as house:
        recipient_named(house, name)
        if not step.resume(house, name):
            refuse(f"{name}: is not paused by command. See paused_until in config/recipients.toml.")
        typer.echo(f"{name}: is told again.")
