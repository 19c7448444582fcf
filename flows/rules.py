"""The commands ``minilateral rules …``: look the rules over, and try them on the past."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from flows.console import refuse
from flows.entrance import Now, entered, moment
from flows.runtime.watchlist import WatchlistError, with_rules
from flows.runtime.wiring import House
from flows.steps.past import Window
from flows.steps.preview import as_data, doubts, listed, preview, written

app = typer.Typer(
    name="rules",
    help="Look over the rules of config/watchlist.toml, or of another file, and try them on the "
    "past before they are installed.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
)

Rules = Annotated[
    Path | None,
    typer.Option("--watchlist", help="A file with other rules; what is installed stays."),
]
Days = Annotated[int, typer.Option(min=1, max=3660, help="So many days up to today.")]
Name = Annotated[str | None, typer.Option("--rule", help="Only this rule.")]
Json = Annotated[bool, typer.Option("--json", help="All of it, for programs.")]


def _with(house: House, file: Path | None) -> House:
    if file is None:
        return house
    try:
        rules = with_rules(house.watchlist, file, states=house.lexicon.states)
    except WatchlistError as error:
        refuse(str(error))
    return replace(house, watchlist=rules)


@app.command()
def check(*, file: Rules = None) -> None:
    """List the rules: what each asks for, who follows it, and what may be meant otherwise.

    Every fault of the file is told with line and remedy; the exit status is then 2.
    """
    with entered() as opened:
        house = _with(opened, file)
        for line in listed(house):
            typer.echo(line)
        for line in doubts(house):
            typer.echo(f"note: {line}")


@app.command("preview")
def tried(
    *,
    days: Days = 7,
    rule: Name = None,
    file: Rules = None,
    as_json: Json = False,
    now: Now = None,
) -> None:
    """Show what each rule would have sent in the last days, to whom and why, and what nearly.

    The days are judged again by what is kept of them, all rules together, as on each of these
    days; nothing is sent or changed. A plus marks what was not told then.
    Try: `minilateral rules preview --days 30 --watchlist edited.toml`
    """
    window = _last(days, moment(now))
    with entered() as opened:
        house = _with(opened, file)
        names = [one.name for one in house.watchlist.rules]
        if rule is not None and rule not in names:
            refuse(f"{rule}: no such rule. There are: {', '.join(names) or 'none'}.")
        found = [one for one in preview(house, window) if rule in (None, one.rule.name)]
        if as_json:
            typer.echo(as_data(found, window))
            return
        for line in written(house, found, window):
            typer.echo(line)


def _last(days: int, now: datetime) -> Window:
    today = now.date()
    return Window(today - timedelta(days=days - 1), today)
