"""The commands ``minilateral deliveries …``: what was sent, what is stuck, what to do about it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from alerts.model import Delivery, DeliveryState
from flows.console import FAILED, complain, refuse, write
from flows.entrance import Day, Now, entered, moment, recipient_named
from flows.runtime.wiring import House
from flows.steps import deliveries as step
from flows.steps.deliver import deliver, send_one
from storage.model import Posted

app = typer.Typer(
    name="deliveries",
    help="Look over the messages, send one anew, give one up, and try the way to a recipient.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
)

Identity = Annotated[str, typer.Argument(help="Id of a message; its first digits suffice.")]
Recipients = Annotated[
    str | None,
    typer.Option("--recipient", help="Only of this recipient in config/recipients.toml."),
]
Limit = Annotated[int, typer.Option(min=1, max=10_000, help="How many, the latest ones.")]


@app.command("list")
def everything(
    *,
    state: Annotated[
        list[DeliveryState] | None,
        typer.Option("--state", help="Only messages in this state; may be given again."),
    ] = None,
    recipient: Recipients = None,
    limit: Limit = 30,
    now: Now = None,
) -> None:
    """List the messages composed last, and what keeps others back."""
    with entered() as house:
        found = step.latest(house, state or (), recipient, limit)
        for line in step.listed(house, found, moment(now)):
            typer.echo(line)


@app.command()
def show(
    identity: Identity,
    *,
    file: Annotated[
        Path | None, typer.Option("--eml", help="Write the message as it was sent to this file.")
    ] = None,
) -> None:
    """Show a message: its life, each attempt, what it tells of, and its words."""
    with entered() as house:
        one = _found(house, identity)
        if file is not None:
            write(file, one.delivery.payload)
        for line in step.shown(house, one):
            typer.echo(line)


@app.command()
def retry(identity: Identity, *, now: Now = None) -> None:
    """Have a message sent anew that is unknown, dead or waiting; `digest` then sends it."""
    with entered() as house:
        _settle(house, identity, step.retry, moment(now), "is sent by the next `digest`")


@app.command()
def arrived(identity: Identity, *, now: Now = None) -> None:
    """Say that a message of unknown outcome has arrived; it is not sent again."""
    with entered() as house:
        _settle(house, identity, step.arrived, moment(now), "counts as sent")


@app.command("give-up")
def given_up(identity: Identity, *, now: Now = None) -> None:
    """Never send a message that waits or is of unknown outcome."""
    with entered() as house:
        _settle(house, identity, step.give_up, moment(now), "is never sent")


@app.command()
def reopen(
    name: Annotated[str, typer.Argument(help="A way as `list` names it, or a recipient.")],
) -> None:
    """Have a closed way tried at once, or a refused recipient written to again."""
    with entered() as house:
        if not step.reopen(house, name):
            refuse(f"{name}: neither a closed way nor a refused recipient. `list` names them.")
        typer.echo(f"{name}: is tried by the next `digest`.")


@app.command()
def replay(
    *,
    since: Day,
    recipient: Recipients = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only list what would go out.")
    ] = False,
    limit: Limit = 30,
    now: Now = None,
) -> None:
    """Send again what was sent since a day, marked as sent again: after a mailbox was lost, say.

    Only to recipients that are still told. Try: `minilateral deliveries replay --since 2026-03-02
    --recipient asia-desk --dry-run`
    """
    at = moment(now)
    with entered() as house:
        if recipient is not None:
            recipient_named(house, recipient)
        found = step.repeatable(house, recipient, since.replace(tzinfo=UTC), limit)
        if not found:
            refuse("Nothing was sent since then to a recipient that is still told.")
        if dry_run:
            for line in step.listed(house, found, at):
                typer.echo(line)
            return
        for one in found:
            made = step.replay(house, one, at)
            typer.echo(f"{one.delivery.id[:10]} again as {made.id[:10]}: {made.subject}")
        if deliver(house, at)[DeliveryState.SENT.value] < len(found):
            complain("Some were not sent. `minilateral deliveries list` says why.")
            raise typer.Exit(FAILED)


@app.command("test")
def tried(
    name: Annotated[str, typer.Argument(help="A recipient of config/recipients.toml.")],
    *,
    now: Now = None,
) -> None:
    """Send a message that says it is a test, now, and say what became of it."""
    at = moment(now)
    with entered() as house:
        made = step.test(house, recipient_named(house, name), at)
        receipt = send_one(house, made.id, at)
        if receipt is None:
            refuse(f"{name}: a test of this instant is under way. Try again in a moment.")
        said = " ".join(word for word in (receipt.detail, receipt.reference) if word)
        typer.echo(f"{made.channel} to {name}: {receipt.state} {said}".rstrip())
        if receipt.state is not DeliveryState.SENT:
            step.give_up(house, made.id, at)
            complain(step.advice(receipt))
            raise typer.Exit(FAILED)


def _found(house: House, identity: str) -> Posted:
    try:
        return step.found(house, identity)
    except step.NoSuchMessageError as error:
        refuse(str(error))


def _settle(
    house: House,
    identity: str,
    settled: Callable[[House, str, datetime], Delivery | None],
    now: datetime,
    words: str,
) -> None:
    one = _found(house, identity).delivery
    if settled(house, one.id, now) is None:
        refuse(f"{one.id}: is {one.state}, so there is nothing to decide.")
    typer.echo(f"{one.id}: {words}.")
