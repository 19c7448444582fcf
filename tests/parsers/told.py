"""Reports of one plan of three foreign ministers, for tests of what many reports make."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from parsers.model import (
    Evidence,
    Format,
    Level,
    Meeting,
    MeetingRecord,
    Place,
    Precision,
    Status,
    When,
)
from parsers.records.reports import Report
from parsers.records.telling import Telling

TOLD = datetime(2024, 5, 10, 9, tzinfo=UTC)
MAY_20 = When(date(2024, 5, 20), date(2024, 5, 20), Precision.DAY, "May 20")
MONTH = When(date(2024, 5, 1), date(2024, 5, 31), Precision.MONTH)
MOVED = {"moved": 0.2}
UNDATED = {"when": When()}


def day(month: int, number: int) -> When:
    """Return one day of 2024."""
    on = date(2024, month, number)
    return When(on, on, Precision.DAY)


def claim(**fields: object) -> Meeting:
    """Return a plan of three foreign ministers for Sofia on May 20, but for ``fields``."""
    plan = Meeting(
        participants=("BG", "GR", "RS"),
        level=Level.FOREIGN_MINISTERS,
        format=Format.UNKNOWN,
        place=Place("Sofia", "BG"),
        when=MAY_20,
        status=Status.SCHEDULED,
        is_background=False,
        grouping=None,
        officials=(),
        evidence=Evidence(0, 4, "Told"),
        rule="together",
        confidence=0.8,
    )
    return replace(plan, **fields)  # type: ignore[arg-type]


def telling(article: str = "one", newsroom: str = "wire", *, after: float = 0) -> Telling:
    """Return a telling some days after the first."""
    at = TOLD + timedelta(days=after)
    return Telling(article, newsroom, at, at)


def report(
    article: str = "one",
    newsroom: str | None = None,
    *,
    after: float = 0,
    ordinal: int = 0,
    **fields: object,
) -> Report:
    """Return a report of the plan, but for ``fields``; each article has its own newsroom."""
    by = telling(article, newsroom or f"{article} daily", after=after)
    return Report(claim(**fields), by, ordinal)


def record(**fields: object) -> MeetingRecord:
    """Return the record of that plan, told on May 10, but for ``fields``."""
    held = MeetingRecord(
        id="a",
        participants=("BG", "GR", "RS"),
        level=Level.FOREIGN_MINISTERS,
        format=Format.UNKNOWN,
        place=Place("Sofia", "BG"),
        when=MAY_20,
        status=Status.SCHEDULED,
        grouping=None,
        first_seen=TOLD,
        last_seen=TOLD,
        confidence=0.8,
        sources=("one",),
        newsrooms=("one daily",),
    )
    return replace(held, **fields)  # type: ignore[arg-type]
