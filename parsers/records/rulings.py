"""What a person decides of records and stories, and how it bears on the reports they rest on.

A decision is anchored to reports, not to a record's id or a claim's place in its article:
it holds for whatever meeting those reports are of, after every later run and reading. What is
decided of a story is anchored to its articles; ``parsers.records.story_rulings`` reads that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from parsers.model import Format, Level, MeetingRecord, Place, Precision, Status, When
from parsers.records.reports import Key, Report, chronological
from parsers.words.statuses import OFF

STATE_CODE = re.compile("[A-Z]{2}")  # ISO 3166-1 alpha-2
ChosenT = TypeVar("ChosenT", bound=StrEnum)


class DecisionKind(StrEnum):
    """What a person can say: one meeting, two, none, a field, a known set, or no more of it.

    Of stories: that two are one, that articles are of another one, that one is complete.
    """

    MERGE = "merge"
    SPLIT = "split"
    DISMISS = "dismiss"
    FIELD = "field"
    KNOWN = "known"
    MUTE = "mute"
    STORY_MERGE = "story_merge"
    STORY_SPLIT = "story_split"
    STORY_PIN = "story_pin"


class RulingError(ValueError):
    """A value that a field cannot have; the words name it and what to give instead."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A report as it is found again after its article was read anew: its article and states.

    Without states it stands for the article itself.
    """

    article: str
    states: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision. ``left`` and ``right`` are what is tied or parted; most have left alone.

    ``record`` is the id that was pointed at. ``field`` and ``value`` are of a corrected field,
    ``until`` is the last day of a mute, None for one that ends with the next change. ``by`` is
    who decided, empty where the installation does not say.
    """

    id: str
    kind: DecisionKind
    record: str
    made_at: datetime
    left: tuple[Anchor, ...] = ()
    right: tuple[Anchor, ...] = ()
    field: str = ""
    value: str = ""
    until: date | None = None
    note: str = ""
    by: str = ""

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles that it bears on, sorted."""
        return tuple(sorted({anchor.article for anchor in (*self.left, *self.right)}))


@dataclass(frozen=True, slots=True)
class Rulings:
    """Pairs of reports that a person tied together, or holds apart."""

    together: frozenset[frozenset[Key]] = frozenset()
    apart: frozenset[frozenset[Key]] = frozenset()


NONE = Rulings()


def anchors(reports: Iterable[Report]) -> tuple[Anchor, ...]:
    """Return what finds these reports again."""
    return tuple(
        Anchor(report.telling.article, report.claim.participants)
        for report in sorted(reports, key=chronological)
    )


def rulings_of(decisions: Iterable[Decision], reports: Sequence[Report]) -> Rulings:
    """Return what decisions say of pairs among ``reports``."""
    together: set[frozenset[Key]] = set()
    apart: set[frozenset[Key]] = set()
    for decision in decisions:
        left, right = _keys(decision.left, reports), _keys(decision.right, reports)
        if decision.kind is DecisionKind.MERGE:
            first, *others = (*left, *right) or (None,)
            together |= {frozenset({first, other}) for other in others if first is not None}
        elif decision.kind is DecisionKind.SPLIT:
            apart |= {frozenset({one, other}) for one in left for other in right}
    return Rulings(frozenset(together), frozenset(apart))


def corrected(
    record: MeetingRecord, reports: Sequence[Report], decisions: Iterable[Decision]
) -> MeetingRecord:
    """Return a record with what a person decided of the meeting of these reports.

    Later decisions win. A status that was set gives way to what is published after it.
    """
    own = {(report.telling.article, report.claim.participants) for report in reports}
    for decision in sorted(decisions, key=lambda one: (one.made_at, one.id)):
        if 2 * sum((one.article, one.states) in own for one in decision.left) < len(decision.left):
            continue  # it is of the meeting that most of its reports are now of
        if decision.kind is DecisionKind.DISMISS:
            record = replace(record, is_dismissed=True)
        elif decision.kind is DecisionKind.FIELD and _stands(decision, record):
            named = tuple(sorted({*record.corrected, decision.field}))
            record = replace(field_set(record, decision.field, decision.value), corrected=named)
    return record


def field_set(record: MeetingRecord, field: str, value: str) -> MeetingRecord:
    """Return a record with one field set from words; raises RulingError for what it cannot be."""
    if field not in _SETTERS:
        raise RulingError(f"{field}: no field. Give one of {', '.join(_SETTERS)}.")
    return _SETTERS[field](record, value.strip())


def _stands(decision: Decision, record: MeetingRecord) -> bool:
    """Tell whether a correction still holds: a status only until it is told anew."""
    if decision.field != "status" or record.last_seen <= decision.made_at:
        return True
    is_over = record.status in OFF or record.status is Status.HELD
    return not is_over


def _keys(wanted: Iterable[Anchor], reports: Sequence[Report]) -> list[Key]:
    by_anchor: dict[tuple[str, tuple[str, ...]], Key] = {}
    for report in sorted(reports, key=lambda one: one.key):
        by_anchor.setdefault((report.telling.article, report.claim.participants), report.key)
    found = (by_anchor.get((anchor.article, anchor.states)) for anchor in wanted)
    return [key for key in found if key is not None]


def _states(record: MeetingRecord, value: str) -> MeetingRecord:
    codes = tuple(sorted(set(value.upper().replace(",", " ").split())))
    if len(codes) <= 1 or not all(STATE_CODE.fullmatch(code) for code in codes):
        raise RulingError(f"{value}: no states. Give two codes or more, such as JP KR US.")
    return replace(record, participants=codes)


def _when(record: MeetingRecord, value: str) -> MeetingRecord:
    start, _, end = value.partition("/")
    try:
        days = date.fromisoformat(start), date.fromisoformat(end or start)
    except ValueError as error:
        raise RulingError(f"{value}: no days. Give 2026-03-05 or 2026-03-05/2026-03-07.") from error
    if days[1] < days[0]:
        raise RulingError(f"{value}: ends before it begins. Give the earlier day first.")
    precision = Precision.DAY if days[0] == days[1] else Precision.RANGE
    return replace(record, when=When(*days, precision, value))


def _place(record: MeetingRecord, value: str) -> MeetingRecord:
    city, _, country = value.rpartition(",")
    code = country.strip().upper()
    if STATE_CODE.fullmatch(code) is None:
        raise RulingError(f"{value}: no place. Give a city and a state's code: Tokyo, JP.")
    return replace(record, place=Place(city.strip() or None, code))


def _chosen(kind: type[ChosenT], value: str) -> ChosenT:
    try:
        return kind(value)
    except ValueError as error:
        raise RulingError(f"{value}: not known. Give one of {', '.join(kind)}.") from error


_SETTERS: Mapping[str, Callable[[MeetingRecord, str], MeetingRecord]] = {
    "participants": _states,
    "when": _when,
    "place": _place,
    "level": lambda record, value: replace(record, level=_chosen(Level, value)),
    "status": lambda record, value: replace(record, status=_chosen(Status, value)),
    "format": lambda record, value: replace(record, format=_chosen(Format, value)),
    "grouping": lambda record, value: replace(record, grouping=value or None),
}
