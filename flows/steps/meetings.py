"""Lists the meetings that we hold, held, or would have held on a day of the past."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from alerts.untrusted import LABEL_LIMIT, clean
from alerts.wording import level_words, short_states
from flows.runtime.wiring import House
from flows.steps.tables import Shape, as_csv, as_json, table
from parsers.model import GroupingKind, MeetingRecord, Status
from parsers.records.archive import records_of
from parsers.records.reports import told
from storage import decisions, meetings, reports
from storage.database import reading

DAY = timedelta(days=1)
ID_DIGITS = 10
COLUMNS = (
    "id", "start", "end", "status", "level", "participants", "grouping", "city", "country",
    "format", "newsrooms", "articles", "confidence", "background",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which meetings are asked for; what is empty or None asks for all.

    ``since`` and ``until`` bound the days, both included; without a day a meeting is listed
    only where neither is given.
    """

    states: Collection[str] = ()
    statuses: Collection[Status] = ()
    since: date | None = None
    until: date | None = None
    everything: bool = False

    def __contains__(self, record: MeetingRecord) -> bool:
        """Tell whether a meeting is asked for."""
        is_hidden = record.is_background or record.is_dismissed
        is_shown = self.everything or (record.is_in_scope and not is_hidden)
        has_states = set(self.states) <= set(record.participants)
        has_status = not self.statuses or record.status in self.statuses
        is_kind = self.everything or record.kind is not GroupingKind.MULTILATERAL
        return is_shown and is_kind and has_states and has_status and self._has_days(record)

    def _has_days(self, record: MeetingRecord) -> bool:
        if self.since is None and self.until is None:
            return True
        days = told(record.when)
        if days is None:
            return False
        return (self.until or date.max) >= days[0] and days[1] >= (self.since or date.min)


def held(house: House, wanted: Wanted) -> list[MeetingRecord]:
    """Return the meetings that we hold now, by day."""
    with reading(house.engine) as session:
        return [record for record in meetings.all(session) if record in wanted]


def held_at(house: House, wanted: Wanted, at: datetime) -> list[MeetingRecord]:
    """Return the meetings as we held them at an instant, whatever we learnt since."""
    with reading(house.engine) as session:
        return [record for record in meetings.held_at(session, at) if record in wanted]


def as_of(house: House, wanted: Wanted, day: datetime) -> list[MeetingRecord]:
    """Return what the articles published by the end of a UTC day tell, whenever we got them."""
    with reading(house.engine) as session:
        found = reports.published(session, day + DAY)
        made = [decision for decision, undone in decisions.everything(session) if undone is None]
    known = records_of(found.reports, found.records, made)
    return sorted((record for record in known if record in wanted), key=meetings.by_day)


def written(house: House, records: Sequence[MeetingRecord], shape: Shape) -> str:
    """Write a list of meetings; text from articles is data in every shape."""
    return _WRITERS[shape](house, records)


def _table(house: House, records: Sequence[MeetingRecord]) -> str:
    heading = ("day", "status", "level", "who", "where", "told by", "id")
    rows = [heading, *(_row(house, record) for record in records)]
    return table(rows)


def _row(house: House, record: MeetingRecord) -> tuple[str, ...]:
    who = short_states(record.participants, house.lexicon.state_name)
    name = f"{clean(record.grouping, LABEL_LIMIT)} ({who})" if record.grouping else who
    place = (record.place.city, record.place.country)
    return (
        _days(record) or "no day",
        str(record.status or "told of"),
        level_words(record.level) or "unknown",
        name,
        ", ".join(clean(part, LABEL_LIMIT) for part in place if part) or "unknown",
        f"{len(record.newsrooms)}",
        record.id[:ID_DIGITS],
    )


def _days(record: MeetingRecord) -> str:
    days = told(record.when)
    if days is None:
        return ""
    return days[0].isoformat() if days[0] == days[1] else "/".join(day.isoformat() for day in days)


def _csv(_house: House, records: Iterable[MeetingRecord]) -> str:
    return as_csv(COLUMNS, map(_cells, records))


def _json(_house: House, records: Iterable[MeetingRecord]) -> str:
    return as_json(map(_cells, records))


def _cells(record: MeetingRecord) -> dict[str, object]:
    days = told(record.when)
    values = (
        record.id,
        days and days[0].isoformat(),
        days and days[1].isoformat(),
        record.status and record.status.value,
        record.level and record.level.value,
        " ".join(record.participants),
        record.grouping,
        record.place.city,
        record.place.country,
        record.format.value,
        len(record.newsrooms),
        len(record.sources),
        record.confidence,
        record.is_background,
    )
    return dict(zip(COLUMNS, values, strict=True))


_WRITERS: dict[Shape, Callable[[House, Sequence[MeetingRecord]], str]] = {
    Shape.TABLE: _table,
    Shape.CSV: _csv,
    Shape.JSON: _json,
}
