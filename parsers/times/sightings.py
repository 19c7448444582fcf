"""What a rule sees: an expression, what it is to its sentence, and how it finds its days.

A sighting knows its place in the sentence alone; its days wait for the publication and tense.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from parsers.times.calendars import Anchor, Span
from parsers.values import Kind, value
from parsers.words.vocabularies import Sought


class TimeRole(Kind):
    """What a time expression is to the event of its sentence."""

    POINT = "point"
    SPEECH = "speech"
    BOUND = "bound"
    DURATION = "duration"
    RECURRENCE = "recurrence"
    AGE_OR_NAME = "age_or_name"


Resolve = Callable[[Anchor], Span | None]


@value(frozen=True, slots=True)
class Sighting:
    """An expression at characters ``start`` to ``end`` that ``resolve`` can turn into days.

    ``days`` is the length that a duration states. ``governed_by`` is the word that decided
    the role, where the expression itself holds it.
    """

    start: int
    end: int
    resolve: Resolve
    role: TimeRole = TimeRole.POINT
    days: int | None = None
    governed_by: str = ""


# A rule's need, pattern and reader. The need is found cheaply in any text that the pattern
# can match.
Rule = tuple[Sought, Sought, Callable[[re.Match[str]], list[Sighting]]]


def sightings(text: str, rules: tuple[Rule, ...]) -> Iterator[Sighting]:
    """Yield all that ``rules`` see in ``text``; they may overlap."""
    met: dict[Sought, bool] = {}
    for need, pattern, reader in rules:
        if need not in met:
            met[need] = need.search(text) is not None
        if met[need]:
            for match in pattern.finditer(text):
                yield from reader(match)
