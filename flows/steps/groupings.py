"""Lists the sets of states that we hold, each with the rhythm of its meetings.

Who is overdue, and who met at a higher level than before, is computed when it is asked for;
nobody is alerted of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from alerts.untrusted import LABEL_LIMIT, TITLE_LIMIT, clean
from alerts.wording import level_words, short_states
from flows.runtime.wiring import House
from flows.steps.meetings import DAY, Wanted
from flows.steps.meetings import as_of as meetings_as_of
from flows.steps.tables import Shape, as_csv, as_json, table
from parsers.model import GroupingRecord, Level, MeetingRecord
from parsers.records.cadence import ENOUGH, Raised, Rhythm, by_level, level_raised, rhythm
from parsers.records.known_sets import known_levels
from parsers.records.set_archive import sets_of
from parsers.words.levels import SENIORITY
from storage import groupings, meetings, set_reports
from storage.database import reading

ID_DIGITS = 10
COLUMNS = (
    "id", "members", "names", "standing", "levels", "meetings", "last", "planned",
    "interval_days", "spread_days", "due_from", "due_until", "overdue_days",
    "unreported_plan", "rhythm",
    "level_raised_to", "level_raised_on", "since", "newsrooms", "former",
)  # fmt: skip

Meetings = Mapping[tuple[str, ...], Sequence[MeetingRecord]]


@dataclass(frozen=True, slots=True)
class Paced:
    """A set of states with its rhythm, over all levels and at each, and its latest rise."""

    record: GroupingRecord
    rhythm: Rhythm
    levels: Mapping[Level, Rhythm]
    raised: Raised | None = None

    @property
    def overdue(self) -> int:
        """How many days its next meeting is overdue, at the level that waits the longest."""
        return max(self.rhythm.overdue, *(one.overdue for one in self.levels.values()), 0)


def held(house: House, today: date) -> list[Paced]:
    """Return every set of states that we hold with what is known of its rhythm on a day."""
    with reading(house.engine) as session:
        sets = groupings.everything(session)
        met = meetings.of_states(session, [record.members for record in sets])
    return _paced(house, sets, met, today)


def held_at(house: House, at: datetime) -> list[Paced]:
    """Return the sets as we held them at an instant, with the meetings that we then held."""
    with reading(house.engine) as session:
        sets = groupings.held_at(session, at)
        met = _by_states(meetings.held_at(session, at))
    return _paced(house, sets, met, at.date())


def as_of(house: House, day: datetime) -> list[Paced]:
    """Return the sets and the meetings of which articles published by a UTC day tell.

    Whenever we got those, and as the lexicon stood on the day.
    """
    with reading(house.engine) as session:
        until = day + DAY
        reports = set_reports.published(session, until)
        moves = set_reports.memberships(session, until)
    sets = sets_of(reports, moves, house.lexicon, day.date())
    met = _by_states(meetings_as_of(house, Wanted(everything=True), day))
    return _paced(house, sets, met, day.date())


def _by_states(records: Iterable[MeetingRecord]) -> Meetings:
    found: dict[tuple[str, ...], list[MeetingRecord]] = {}
    for record in records:
        found.setdefault(record.participants, []).append(record)
    return found


def _paced(house: House, sets: Iterable[GroupingRecord], met: Meetings, today: date) -> list[Paced]:
    found = []
    for record in sets:
        own = met.get(tuple(sorted(record.members)), [])
        known = house.lexicon.groupings.get(record.known or "")
        first = min((one.when.start for one in own if one.when.start), default=today)
        before = known_levels(known, first) if known else ()
        raised = level_raised(own, today, before)
        found.append(Paced(record, rhythm(own, today), by_level(own, today), raised))
    return found


def written(house: House, found: Sequence[Paced], shape: Shape) -> str:
    """Write a list of sets of states; names from articles are data in every shape."""
    if shape is Shape.CSV:
        return as_csv(COLUMNS, map(_cells, found), TITLE_LIMIT)
    if shape is Shape.JSON:
        return as_json(_with_levels(one) for one in found)
    heading = ("who", "standing", "levels", "last", "next", "rhythm", "id")
    return table([heading, *(row for one in found for row in _rows(house, one))])


def _rows(house: House, one: Paced) -> Iterator[tuple[str, ...]]:
    """Yield the row of a set, and one for each level that has a rhythm of its own."""
    record = one.record
    who = short_states(record.members, house.lexicon.state_name)
    name = f"{clean(record.names[0], LABEL_LIMIT)} ({who})" if record.names else who
    levels = ", ".join(level_words(level) for level in _ordered(record.levels))
    words = _rhythm(one.rhythm)
    if one.raised is not None:
        words += f"; raised to {level_words(one.raised.level)} on {one.raised.on}"
    times = _last(one.rhythm), _next(one.rhythm)
    yield (name, record.standing.value, levels, *times, words, record.id[:ID_DIGITS])
    for level, own in one.levels.items() if len(one.levels) > 1 else ():
        if own.interval is not None:
            yield ("", "", f"  {level_words(level)}", _last(own), _next(own), _rhythm(own), "")


def _ordered(levels: Sequence[Level]) -> list[Level]:
    return sorted(levels, key=SENIORITY.__getitem__)


def _last(one: Rhythm) -> str:
    return one.last.isoformat() if one.last else ""


def _next(one: Rhythm) -> str:
    if one.planned is not None:
        return one.planned.isoformat()
    return f"{one.due[0]} to {one.due[1]}" if one.due else ""


def _rhythm(one: Rhythm) -> str:
    """Say how even the meetings are, or why nothing can be said."""
    if one.interval is None or one.spread is None:
        return f"too few to tell ({one.occasions} of {ENOUGH})"
    if not one.is_even:
        return f"no rhythm ({one.occasions} meetings, {one.interval:.0f} days ±{one.spread:.0f})"
    late = f", overdue by {one.overdue} days" if one.overdue else ""
    if one.overdue and one.unheard is not None:
        late += f" (planned for {one.unheard}, not reported)"
    return f"every {one.interval:.0f} days ±{one.spread:.0f} ({one.occasions} meetings){late}"


def _cells(one: Paced) -> dict[str, object]:
    record, pace = one.record, one.rhythm
    return {
        "id": record.id,
        "members": " ".join(record.members),
        "names": "; ".join(clean(name, LABEL_LIMIT) for name in record.names),
        "standing": record.standing.value,
        "levels": " ".join(level.value for level in _ordered(record.levels)),
        **_times(pace),
        "level_raised_to": one.raised and one.raised.level.value,
        "level_raised_on": one.raised and one.raised.on.isoformat(),
        "since": record.first_seen.date().isoformat(),
        "newsrooms": len(record.newsrooms),
        "former": " ".join(record.former),
    }


def _times(pace: Rhythm) -> dict[str, object]:
    due = pace.due or (None, None)
    return {
        "meetings": pace.occasions,
        "last": pace.last and pace.last.isoformat(),
        "planned": pace.planned and pace.planned.isoformat(),
        "interval_days": pace.interval,
        "spread_days": pace.spread,
        "due_from": due[0] and due[0].isoformat(),
        "due_until": due[1] and due[1].isoformat(),
        "overdue_days": pace.overdue,
        "unreported_plan": pace.unheard and pace.unheard.isoformat(),
        "rhythm": _rhythm(pace),
    }


def _with_levels(one: Paced) -> dict[str, object]:
    levels = {level.value: _times(own) for level, own in one.levels.items()}
    return _cells(one) | {"by_level": levels}
