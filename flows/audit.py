"""The command ``minilateral audit``: somebody else's list of meetings beside our records."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from flows.console import complain, refuse
from flows.entrance import entered
from flows.steps.audit import audit as compared
from flows.steps.audit_report import remarks, report
from flows.steps.tables import Shape
from parsers.outside.lists import read_list

List = Annotated[Path, typer.Argument(help="A CSV table or a calendar file (.ics) of meetings.")]
Format = Annotated[Shape, typer.Option("--format", help="For people or for programs.")]
Today = Annotated[
    datetime | None,
    typer.Option("--as-of", formats=["%Y-%m-%d"], help="Act as if it were this UTC day."),
]


def audit(file: List, *, shape: Format = Shape.TABLE, today: Today = None) -> None:
    """Hold a list of meetings against ours: which we hold, hold wrongly, or missed, and why.

    A CSV file names its columns: participants and start, and if you like end, city, country,
    level, status, title. Of a calendar file the events are taken. A line that cannot be read
    is named with its number and what to write instead. Try: `minilateral audit summits.csv`
    """
    try:
        body = file.read_bytes()
    except OSError as error:
        refuse(f"{file}: cannot be read ({error.strerror}). Give the path of a .csv or .ics file.")
    day = (today or datetime.now(UTC)).date()
    with entered() as house:
        listed = read_list(body, house.lexicon)
        if listed.remarks and not listed.meetings:
            refuse(f"{file}: {listed.remarks[0]}")
        found = compared(house, listed.meetings, day)
        typer.echo(report(house, listed, found, shape))
    for line in remarks(listed):
        complain(line)
