"""The commands ``minilateral lexicon …``: look the lexicon over, ask it, renew its holders.

None of them opens the database. The exit status is that of the other commands.
"""

from __future__ import annotations

from typing import Annotated

import typer

from flows.console import FAILED, complain, refuse
from flows.runtime.settings import Settings, SettingsError, configure_logging, load_settings
from flows.runtime.vocabulary import load_lexicon
from flows.runtime.watchlist import WatchlistError
from flows.steps.lexicon import counted, nearest_names, shown
from flows.steps.refresh import RefreshError, refreshed
from parsers.lexicon import Lexicon, problems
from parsers.lexicon.wikidata import ENDPOINT

app = typer.Typer(
    name="lexicon",
    help="Look over, ask and renew the lexicon: states, places, offices, their holders and "
    "groupings. Your own names go into config/lexicon.toml.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
)


def _settings() -> Settings:
    try:
        settings = load_settings()
    except SettingsError as error:
        refuse(str(error))
    configure_logging(settings)
    return settings


def _lexicon(settings: Settings) -> Lexicon:
    try:
        return load_lexicon(settings.config_dir)
    except WatchlistError as error:
        refuse(str(error))


@app.command()
def check() -> None:
    """Check the lexicon with what config/lexicon.toml adds, and say how much there is of what.

    Every fault is told with file, entry and remedy; the exit status is 2 for a fault in
    config/, 1 for a contradiction in the package's own data.
    """
    found = _lexicon(_settings())
    for line in counted(found):
        typer.echo(line)
    wrong = problems(found)
    for problem in wrong:
        complain(problem)
    if wrong:
        raise typer.Exit(FAILED)
    typer.echo("no contradictions")


@app.command()
def show(
    name: Annotated[str, typer.Argument(help="A name as print has it, a state's code or an id.")],
) -> None:
    """Say what a name denotes: each sense with its kind, id, members or dates.

    Try: `minilateral lexicon show Quad`, `minilateral lexicon show Takaichi`
    """
    found = _lexicon(_settings())
    lines = shown(found, name)
    if not lines:
        near = nearest_names(found, name)
        guess = f" Near it: {', '.join(near)}." if near else ""
        refuse(f"{name}: the lexicon knows no such name. Case counts.{guess}")
    for line in lines:
        typer.echo(line)


@app.command()
def refresh(
    source: Annotated[
        str,
        typer.Option(
            "--from",
            help="Address of a SPARQL service, or a file that holds its answer in JSON.",
        ),
    ] = ENDPOINT,
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would change; write nothing.")
    ] = False,
) -> None:
    """Renew heads of state and government, foreign and defence ministers from Wikidata.

    Writes config/lexicon.holders.toml, which is used beside the package's own rows, and says
    who came, who left and what is doubtful. Security advisers are not asked for, since no class
    of Wikidata holds them all: add those as `[[holder]]` in config/lexicon.toml.
    """
    settings = _settings()
    try:
        report = refreshed(settings, source, is_kept=not dry_run)
    except WatchlistError as error:
        refuse(str(error))
    except RefreshError as error:
        complain(str(error))
        raise typer.Exit(FAILED) from None
    for line in report.lines():
        typer.echo(line)
