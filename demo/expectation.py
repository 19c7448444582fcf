"""What must come of the sample newsroom, read from ``expected.toml``.

Turns the editor's file into values that can be compared with what happened. It never
computes an expectation.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from alerts.model import Reason
from demo.content import HOME
from parsers.model import Level, Status


@dataclass(frozen=True, slots=True)
class ExpectedMeeting:
    """A meeting record; None where nothing is known. ``members`` is sorted."""

    members: tuple[str, ...]
    level: Level | None = None
    status: Status | None = None
    start: date | None = None
    end: date | None = None
    city: str | None = None
    country: str | None = None
    grouping: str | None = None


@dataclass(frozen=True, slots=True)
class ExpectedAlert:
    """An alert, with the meeting's fields after the change where it is about a meeting."""

    reason: Reason
    members: tuple[str, ...]
    level: Level | None = None
    status: Status | None = None
    start: date | None = None
    end: date | None = None
    city: str | None = None
    country: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class ExpectedDay:
    """The outcome of one simulated day; ``stories`` and ``meetings`` are cumulative."""

    date: date
    feeds_read: int
    feeds_unchanged: tuple[str, ...]
    feeds_failed: tuple[str, ...]
    articles_new: int
    stories: tuple[tuple[str, ...], ...]
    alerts: tuple[ExpectedAlert, ...]
    meetings: tuple[ExpectedMeeting, ...]


@dataclass(frozen=True, slots=True)
class Expectation:
    """The outcome of all days, and the slugs that hold for the whole week."""

    days: tuple[ExpectedDay, ...]
    must_not_alert: tuple[str, ...]
    reworded: tuple[str, ...]
    independent_reports: tuple[tuple[str, ...], ...]


def load(path: Path = HOME / "expected.toml") -> Expectation:
    """Read the expected outcome; KeyError or ValueError names what is wrong in the file."""
    with path.open("rb") as file:
        table = tomllib.load(file)
    return Expectation(
        days=tuple(_day(row) for row in table["day"]),
        must_not_alert=tuple(table["must_not_alert"]),
        reworded=tuple(table["reworded"]),
        independent_reports=tuple(tuple(group) for group in table["independent_reports"]),
    )


def _day(row: dict[str, Any]) -> ExpectedDay:
    return ExpectedDay(
        date=row["date"],
        feeds_read=row["feeds_read"],
        feeds_unchanged=tuple(row["feeds_unchanged"]),
        feeds_failed=tuple(row["feeds_failed"]),
        articles_new=row["articles_new"],
        stories=tuple(tuple(group) for group in row["stories"]),
        alerts=tuple(_alert(alert) for alert in row["alert"]),
        meetings=tuple(ExpectedMeeting(**_typed(meeting)) for meeting in row["meeting"]),
    )


def _alert(row: dict[str, Any]) -> ExpectedAlert:
    return ExpectedAlert(**(_typed(row) | {"reason": Reason(row["reason"])}))


def _typed(row: dict[str, Any]) -> dict[str, Any]:
    """Return the row with its members as a tuple and its words as the house's enums."""
    enums: dict[str, Any] = {"members": tuple, "level": Level, "status": Status}
    return {name: enums.get(name, lambda same: same)(value) for name, value in row.items()}
