"""Settles the records around one report: gathers its neighbourhood anew and keeps the outcome.

Ask storage for the reports near it, call the pure gathering, tell storage what differs. The
outcome depends on the reports that are held, not on the order in which they came.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session

from parsers.model import Change, ChangeKind, MeetingRecord
from parsers.records.gathering import gathered
from parsers.records.identities import named
from parsers.records.matching import MOVED_WITHIN
from parsers.records.meetings import record_of, revised
from parsers.records.reports import TOLERANCE, Days, Key, Report, gap, possible
from parsers.records.telling import Telling
from storage import history, meetings, reports
from storage.model import Attachment

# One report can tie what lies so far from it; twice as far are those that hold these in place.
REACH = timedelta(days=MOVED_WITHIN) + TOLERANCE
MERGED_RULE, WITHDRAWN_RULE = "merged", "withdrawn"


@dataclass(frozen=True, slots=True)
class Settled:
    """A record as one telling left it, its changes, and the reports it now rests on."""

    record: MeetingRecord
    changes: tuple[Change, ...]
    reports: tuple[Report, ...]


def settle(session: Session, report: Report, telling: Telling) -> list[Settled]:
    """Gather the meetings around a report anew, and keep those that ``telling`` has changed."""
    days = _days(report)
    held = reports.around(session, report.claim.participants, *_widened(days))
    naming = named(piles := gathered(held.reports), held.records)
    before = meetings.many(session, {*naming.ids, *naming.merged})
    settled = []
    for identity, pile in zip(naming.ids, piles, strict=True):
        if min(gap(days, _days(one)) for one in pile) > REACH.days:
            continue
        after = record_of(identity, pile)
        rule = report.claim.rule if report in pile else MERGED_RULE
        record, changes = revised(before.get(identity), after, telling, rule)
        if identity in naming.split:
            origin = (ChangeKind.SPLIT, naming.split[identity], "")
            changes = (*changes, telling.change(identity, rule, origin))
        if _keep(session, before.get(identity), record, changes, telling):
            _rest_on(session, record, pile, held.records)
            settled.append(Settled(record, changes, pile))
    for identity, successor in naming.merged.items():
        merged = telling.change(identity, MERGED_RULE, (ChangeKind.MERGED, "", successor))
        meetings.withdraw(session, identity, [merged])
        meetings.remember(session, identity, None, telling.seen_at)
    return settled


def resettle(session: Session, record_id: str, telling: Telling) -> list[Settled]:
    """Settle a record that has lost a report; one that rests on none is held no more."""
    left = reports.of_record(session, record_id)
    if left:
        return settle(session, left[0], telling)
    if meetings.get(session, record_id) is not None:
        gone = telling.change(record_id, WITHDRAWN_RULE, (ChangeKind.WITHDRAWN, "", ""))
        meetings.withdraw(session, record_id, [gone])
        meetings.remember(session, record_id, None, telling.seen_at)
    return []


def _keep(
    session: Session,
    before: MeetingRecord | None,
    record: MeetingRecord,
    changes: Sequence[Change],
    telling: Telling,
) -> bool:
    if before == record:
        return False
    meetings.keep(session, record, changes)
    meetings.remember(session, record.id, record, telling.seen_at)
    return True


def _rest_on(
    session: Session,
    record: MeetingRecord,
    pile: Sequence[Report],
    of: Mapping[Key, str],
) -> None:
    """Note which reports the record rests on, and the words in each of them."""
    reports.assign(session, record.id, [r.key for r in pile if of.get(r.key) != record.id])
    support = [
        Attachment(record.id, report.telling.article, report.claim.evidence, report.claim.rule)
        for report in pile
    ]
    history.replace_support(session, record.id, support)


def _days(report: Report) -> Days:
    return possible(report.claim, report.published, report.published)


def _widened(days: Days) -> Iterator[date]:
    yield _shifted(days[0], -2 * REACH)
    yield _shifted(days[1], 2 * REACH)


def _shifted(day: date, span: timedelta) -> date:
    # A hostile text may date a meeting at the rim of the calendar.
    try:
        return day + span
    except OverflowError:
        return date.max if span > timedelta(0) else date.min
