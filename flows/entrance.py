"""How a command enters the house: opened from settings, with every mendable fault refused.

Also what commands have in common of their options: instants, days and recipients.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Annotated, TypeAlias

import typer

from alerts.errors import AlertError
from alerts.model import Recipient
from flows.console import FAILED, complain, refuse
from flows.runtime.runs import VerbBusyError
from flows.runtime.settings import SettingsError
from flows.runtime.watchlist import WatchlistError
from flows.runtime.wiring import House, open_house
from parsers.records.rulings import RulingError
from storage.errors import StorageError

Now: TypeAlias = Annotated[
    datetime | None,
    typer.Option(
        help="Act as if it were this instant (UTC, ISO 8601).",
        formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M"],
    ),
]
Day: TypeAlias = Annotated[
    datetime, typer.Option(formats=["%Y-%m-%d"], help="A UTC day, YYYY-MM-DD.")
]


@contextmanager
def entered() -> Iterator[House]:
    """Open the house; every fault that a person can mend becomes a message and an exit status."""
    try:
        house = open_house()
    except (SettingsError, WatchlistError, StorageError) as error:
        refuse(str(error))
    try:
        yield house
    except (StorageError, AlertError, VerbBusyError) as error:
        complain(str(error))
        raise typer.Exit(FAILED) from None
    finally:
        house.engine.dispose()


@contextmanager
def deciding() -> Iterator[House]:
    """Open the house for a person's decision; one that cannot be is refused with the remedy."""
    with entered() as house:
        try:
            yield house
        except RulingError as error:
            refuse(str(error))


def moment(now: datetime | None) -> datetime:
    """Return the instant to act at: the one given, as UTC, or the clock's."""
    return now.replace(tzinfo=UTC) if now else datetime.now(UTC)


def recipient_named(house: House, name: str) -> Recipient:
    """Return a recipient of the configuration, or refuse with the names that there are."""
    known = {recipient.name: recipient for recipient in house.watchlist.recipients}
    if name not in known:
        listed = ", ".join(known) or "none"
        refuse(f"{name}: no such recipient. In config/recipients.toml: {listed}.")
    return known[name]
