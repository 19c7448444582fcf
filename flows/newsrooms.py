"""The commands ``minilateral newsrooms …``: which outlets count as one, and who only reprints.

None of them opens the database.
"""

from __future__ import annotations

from typing import Annotated

import typer

from flows.console import refuse
from flows.runtime.newsrooms import Directory
from flows.runtime.settings import SettingsError, configure_logging, load_settings
from flows.runtime.watchlist import Watchlist, WatchlistError, load_newsrooms, load_watchlist
from flows.steps.newsrooms import counted, doubts, listed, shown

app = typer.Typer(
    name="newsrooms",
    help="Look over which outlets count as one newsroom, which pages are an agency's own, and who "
    "only reprints, as config/newsrooms.toml has it.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
)


def _read() -> tuple[Directory, Watchlist]:
    try:
        settings = load_settings()
        configure_logging(settings)
        directory = load_newsrooms(settings.config_dir)
        return directory, load_watchlist(settings.config_dir)
    except (SettingsError, WatchlistError) as error:
        refuse(str(error))


@app.command()
def check() -> None:
    """Check config/newsrooms.toml, say how much there is of what, and what may be meant otherwise.

    Every fault is told with line and remedy; the exit status is then 2.
    """
    directory, watchlist = _read()
    for line in counted(directory, watchlist):
        typer.echo(line)
    for line in doubts(watchlist):
        typer.echo(f"note: {line}")


@app.command("list")
def everything() -> None:
    """List the newsrooms, agencies and aggregators of config/newsrooms.toml, each on a line."""
    directory, _ = _read()
    for line in listed(directory):
        typer.echo(line)


@app.command()
def show(
    name: Annotated[
        str, typer.Argument(help="A host, an address, a feed's slug, or a name as feeds print it.")
    ],
) -> None:
    """Say whose a host, an address, a feed or a printed name is.

    Try: `minilateral newsrooms show www.bbc.co.uk`
    """
    _, watchlist = _read()
    for line in shown(watchlist, name):
        typer.echo(line)
