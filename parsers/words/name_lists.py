"""Lists of people as print writes them: names that conjunctions join, whoever they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parsers.words.items import NAME_KINDS, Item, ItemKind

PAIR = 2  # names at least


@dataclass(frozen=True, slots=True)
class NameList:
    """Names that conjunctions join, from item ``first`` of the sentence with that index."""

    index: int
    first: int
    names: tuple[Item, ...]


def name_lists(index: int, items: Sequence[Item]) -> Iterator[NameList]:
    """Yield each list of two names and more in a sentence."""
    if sum(item.kind in NAME_KINDS for item in items) < PAIR:
        return
    run: list[Item] = []
    first = 0
    for at, item in enumerate((*items, None)):
        if item is not None and item.kind in NAME_KINDS:
            first = first if run else at
            run.append(item)
        elif item is None or item.kind is not ItemKind.CONJUNCTION:
            if len(run) >= PAIR:
                yield NameList(index, first, tuple(run))
            run = []
