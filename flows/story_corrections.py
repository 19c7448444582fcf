"""The commands ``minilateral correct story …``: what a person decides of copies."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.console import decided
from flows.entrance import Now, deciding, moment
from flows.runtime.wiring import House
from flows.steps import story_corrections
from parsers.records.rulings import Decision

app = typer.Typer(
    name="story",
    help="Say which articles are copies of one text: merge two stories, split articles off, pin "
    "a story that is complete. `correct undo`, `list` and `export` are for these as well.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
)

Story = Annotated[
    str, typer.Argument(help="Id of a story, or of an article in it; the first digits suffice.")
]
Note = Annotated[str, typer.Option(help="Why, for whoever reads it later.")]


@app.command()
def merge(story: Story, other: Story, note: Note = "", now: Now = None) -> None:
    """Say that two stories are one text, whatever ties them.

    Try: `minilateral correct story merge 04780d0378 5f3e6de849 --note "same wire report"`
    """
    with deciding() as house:
        _done(house, story_corrections.merge(house, story, other, moment(now), note=note))


@app.command()
def split(
    article: Annotated[
        list[str], typer.Argument(help="Ids of articles of one story; the first digits suffice.")
    ],
    note: Note = "",
    now: Now = None,
) -> None:
    """Say that one article, or several of one story, are no copies of the rest of it.

    What is split off together stays together where its own proofs tie it.
    `minilateral explain` lists the articles of a story.
    """
    with deciding() as house:
        _done(house, story_corrections.split(house, article, moment(now), note=note))


@app.command()
def pin(story: Story, note: Note = "", now: Now = None) -> None:
    """Say that a story is complete: its articles stay together, and nothing else joins them.

    A later `merge` or `pin` that takes in one of them ends it.
    """
    with deciding() as house:
        _done(house, story_corrections.pin(house, story, moment(now), note=note))


def _done(house: House, decision: Decision) -> None:
    decided(decision)
    for line in story_corrections.outcome(house, decision):
        typer.echo(line)
