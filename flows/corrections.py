"""The commands ``minilateral correct …``: what a person decides of what we hold, and takes back."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from flows import story_corrections
from flows.console import decided, write
from flows.entrance import Now, deciding, moment
from flows.runtime.wiring import House
from flows.steps import corrections
from flows.steps.lexicon import state_of
from flows.steps.story_corrections import outcome
from parsers.records.rulings import RulingError

app = typer.Typer(
    name="correct",
    help="Correct what we hold: join or part meetings, dismiss one, mend a field, mute, say what "
    "is a copy. Every decision survives later runs and readings, and can be undone.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
)
app.add_typer(story_corrections.app)

Record = Annotated[str, typer.Argument(help="Id of a meeting; the first digits suffice.")]
Note = Annotated[str, typer.Option(help="Why, for whoever reads it later.")]


@app.command()
def merge(record: Record, other: Record, note: Note = "", now: Now = None) -> None:
    """Say that two records are one meeting; the one that was seen first goes on.

    Try: `minilateral correct merge 04780d0378 5f3e6de849`
    """
    with deciding() as house:
        decided(corrections.merge(house, record, other, moment(now), note=note))


@app.command()
def split(
    record: Record,
    article: Annotated[str, typer.Argument(help="Id of the article that tells of another one.")],
    note: Note = "",
    now: Now = None,
) -> None:
    """Say that an article tells of another meeting than the rest of a record.

    `minilateral explain` lists the articles of a record.
    """
    with deciding() as house:
        decided(corrections.split(house, record, article, moment(now), note=note))


@app.command()
def dismiss(record: Record, note: Note = "", now: Now = None) -> None:
    """Say that a record is no meeting: it is kept, and neither listed nor told any more."""
    with deciding() as house:
        decided(corrections.dismiss(house, record, moment(now), note=note))


@app.command()
def field(
    record: Record,
    name: Annotated[
        str,
        typer.Argument(help="participants, when, place, level, status, format or grouping."),
    ],
    value: Annotated[str, typer.Argument(help="JP KR US; 2026-03-05; Tokyo, JP; held …")],
    note: Note = "",
    now: Now = None,
) -> None:
    """Say what one field of a record is; a status holds until news of a later one.

    Try: `minilateral correct field 04780d0378 when 2026-03-05/2026-03-06`
    """
    with deciding() as house:
        decided(corrections.set_field(house, record, (name, value), moment(now), note=note))


@app.command()
def known(
    states: Annotated[list[str], typer.Argument(help="The states, by code or name.")],
    note: Note = "",
    now: Now = None,
) -> None:
    """Say that a set of states is nothing new, whether it was told of already or not."""
    with deciding() as house:
        codes = [_code(house, name) for name in states]
        decided(corrections.known(house, codes, moment(now), note=note))


@app.command()
def mute(
    record: Annotated[str, typer.Argument(help="Id of a meeting or a grouping.")],
    until: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="The last day; else till its next change."),
    ] = None,
    note: Note = "",
    now: Now = None,
) -> None:
    """Hear no more of a record: until a day, or until its status, date or level changes."""
    with deciding() as house:
        day = until.date() if until else None
        decided(corrections.mute(house, record, day, moment(now), note=note))


@app.command()
def undo(
    decision: Annotated[str, typer.Argument(help="Id of a decision; the first digits suffice.")],
    now: Now = None,
) -> None:
    """Take a decision back, as if it had never been made; the list of them keeps it."""
    with deciding() as house:
        undone = corrections.undo(house, decision, moment(now))
        typer.echo(f"{undone.kind}: {undone.id} is undone.")
        for line in outcome(house, undone):
            typer.echo(line)


@app.command("list")
def listing() -> None:
    """List all decisions, the first first, with what was undone."""
    with deciding() as house:
        for line in corrections.listed(house):
            typer.echo(line)


@app.command()
def export(
    file: Annotated[Path, typer.Argument(help="Where to write the cases, one JSON a line.")],
) -> None:
    """Write all decisions as labelled cases: pairs of sentences, and what was said of them.

    A decision of stories comes as pairs of articles, each labelled "copy" or "not copy".
    """
    with deciding() as house:
        cases = list(corrections.exported(house))
        write(file, "".join(f"{case}\n" for case in cases))
        typer.echo(f"{len(cases)} case(s) written to {file}")


def _code(house: House, name: str) -> str:
    code = state_of(house.lexicon, name)
    if code is None:
        raise RulingError(f"{name}: no state that we know. Give a code such as JP.")
    return code
