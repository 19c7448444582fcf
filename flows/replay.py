"""The command ``minilateral replay``: past days decided again with today's code."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.console import refuse
from flows.entrance import Day, entered
from flows.steps.past import Window
from flows.steps.replay import as_data, written
from flows.steps.replay import replay as decided_again

Json = Annotated[bool, typer.Option("--json", help="Every alert with its fate, for programs.")]


def replay(since: Day, until: Day, *, as_json: Json = False) -> None:
    """Decide past days again with today's code and rules, and show which alerts differ.

    The articles first read in those UTC days are read anew, upon what was held before, in a
    database that is thrown away; people's decisions bear from when they were made. Nothing is
    sent or changed. Try: `minilateral replay --since 2026-03-02 --until 2026-03-06`
    """
    try:
        window = Window(since.date(), until.date())
    except ValueError as error:
        refuse(str(error))
    with entered() as house:
        done = decided_again(house, window)
        if as_json:
            typer.echo(as_data(done))
            return
        for line in written(house, done):
            typer.echo(line)
