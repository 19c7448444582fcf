"""The command ``minilateral compare``: two articles side by side."""

from __future__ import annotations

import shutil
from typing import Annotated

import typer

from flows.console import refuse
from flows.entrance import entered
from flows.steps.compare import ArticleUnclearError
from flows.steps.compare import compare as compared

DEFAULT_SIZE = (100, 24)  # cells, where the output is no terminal
LEAST_WIDTH, MOST_WIDTH = 30, 400


def compare(
    article: Annotated[str, typer.Argument(help="Id of an article; the first digits suffice.")],
    other: Annotated[
        str | None, typer.Argument(help="Id of another; else of the first of its story.")
    ] = None,
    width: Annotated[
        int | None,
        typer.Option(min=LEAST_WIDTH, max=MOST_WIDTH, help="Cells of a line; else the terminal's."),
    ] = None,
) -> None:
    """Show two articles side by side, what differs marked, and why they are copies, or why not.

    Any two that we hold. Try: `minilateral compare 04780d0378 5f3e6de849`
    """
    cells = width or max(shutil.get_terminal_size(DEFAULT_SIZE).columns, LEAST_WIDTH)
    with entered() as house:
        try:
            lines = compared(house, article, other, cells)
        except ArticleUnclearError as error:
            refuse(str(error))
        for line in lines:
            typer.echo(line)
