"""Which other meetings an article tells of beside its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from random import Random

from parsers.model import Meeting, Status
from tests.quality.stream.telling import recalled, told
from tests.quality.stream.values import Event

# How often an article tells of the last meeting of its states, of their next, of one that
# belongs with its own, or of another that has nothing to do with it.
LAST, NEXT, SISTER, ANOTHER = 0.14, 0.15, 0.3, 0.04
AGO = timedelta(days=500)
OLD = timedelta(days=8)
AROUND = timedelta(days=9)
SISTERS = frozenset({"margins", "two_levels_week", "two_levels_day", "two_plus_two", "call_before"})
LIMIT = 3  # claims of one article

Beside = tuple[str, Meeting]


def companions(
    event: Event, at: datetime, events: Sequence[Event], rng: Random
) -> tuple[Beside, ...]:
    """Return what an article on one meeting says of others, each with the meeting meant."""
    ways = (
        (LAST, _last),
        (0.6 if event.kind == "replaced" else NEXT, _next),
        (SISTER if event.kind in SISTERS else 0, _sisters),
        (ANOTHER, _others),
    )
    chosen: dict[str, Meeting] = {}
    for chance, way in ways:
        found = list(way(event, at, events)) if rng.random() < chance else []
        if found:
            other = rng.choice(found)
            chosen.setdefault(other.id, _said(other, at, rng))
    return tuple(chosen.items())[: LIMIT - 1]


def _said(event: Event, at: datetime, rng: Random) -> Meeting:
    step = event.at(at)
    assert step is not None  # only what is known is told
    return recalled(event, step, at, rng) if is_old(event, at) else told(event, step, at, rng)


def is_old(event: Event, at: datetime) -> bool:
    """Tell whether a meeting is over, or off, for so long that it is only recalled."""
    return event.at(at) is event.steps[-1] and at.date() > event.days[1] + OLD


def _last(event: Event, at: datetime, events: Sequence[Event]) -> Iterator[Event]:
    """The last meeting of the same states that is over."""
    past = [
        other
        for other in _same_states(event, at, events)
        if _stands(other, at) is Status.HELD and at.date() - AGO < other.days[1] < at.date() - OLD
    ]
    yield from sorted(past, key=lambda other: other.days)[-1:]


def _next(event: Event, at: datetime, events: Sequence[Event]) -> Iterator[Event]:
    """The next meeting of the same states that is known to come."""
    coming = [
        other
        for other in _same_states(event, at, events)
        if _stands(other, at) is not Status.HELD and other.days[0] > at.date()
    ]
    yield from sorted(coming, key=lambda other: other.days)[:1]


def _sisters(event: Event, at: datetime, events: Sequence[Event]) -> Iterator[Event]:
    for other in events:
        if other.series == event.series and other is not event and _is_around(other, at):
            yield other


def _others(event: Event, at: datetime, events: Sequence[Event]) -> Iterator[Event]:
    for other in events:
        if other.participants != event.participants and _is_around(other, at):
            yield other


def _same_states(event: Event, at: datetime, events: Sequence[Event]) -> Iterator[Event]:
    for other in events:
        if other is not event and other.participants == event.participants and other.at(at):
            yield other


def _is_around(event: Event, at: datetime) -> bool:
    is_near = event.days[0] - AROUND <= at.date() <= event.days[1] + AROUND
    return is_near and event.at(at) is not None


def _stands(event: Event, at: datetime) -> Status | None:
    step = event.at(at)
    return step.status if step else None
