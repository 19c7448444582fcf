"""Settles the records around one report: gathers its neighbourhood anew and keeps the outcome.

Ask storage for the reports near it, call the pure gathering, tell storage what differs. The
outcome depends on the reports that are held, not on the order in which they came.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlmodel import Session

from parsers.model import Change, ChangeKind, MeetingRecord
from parsers.records.gathering import Meetings, gathered, neighbours
from parsers.records.identities import named
from parsers.records.matching import MOVED_WITHIN
from parsers.records.meetings import record_of, revised
from parsers.records.reports import TOLERANCE, Days, Key, Report, gap, possible, shifted
from parsers.records.rulings import Decision, corrected, rulings_of
from parsers.records.succession import replaced
from parsers.records.telling import Telling
from storage import decisions, history, meetings, reports
from storage.model import Attachment
from storage.reports import Held

# One report can tie what lies so far from it; twice as far are those that hold these in place.
REACH = timedelta(days=MOVED_WITHIN) + TOLERANCE
MERGED_RULE, WITHDRAWN_RULE = "merged", "withdrawn"


@dataclass(frozen=True, slots=True)
class Settled:
    """A record as one telling left it, its changes, and the reports it now rests on."""

    record: MeetingRecord
    changes: tuple[Change, ...]
    reports: tuple[Report, ...]


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """The reports near one, of which records they are, what people decided, and the meetings."""

    days: Days
    held: Held
    decisions: Sequence[Decision]
    piles: Meetings

    def touches(self, pile: Sequence[Report], identity: str) -> bool:
        """Tell whether a meeting is near enough to have changed, or was another record."""
        is_near = any(gap(self.days, _days(one)) <= REACH.days for one in pile)
        return is_near or any(self.held.records.get(r.key, identity) != identity for r in pile)

    def regroups(self, pile: Sequence[Report], identity: str) -> bool:
        """Tell whether a report of a meeting is new to it."""
        return any(self.held.records.get(report.key) != identity for report in pile)


def settle(
    session: Session,
    report: Report,
    telling: Telling,
    *,
    among: Collection[str] = (),
    rule: str | None = None,
) -> list[Settled]:
    """Gather the meetings around a report anew, and keep those that ``telling`` has changed.

    A reader may have missed a state, or added one of ``among``. ``rule`` names what changed
    the records, where it was no claim.
    """
    near = _neighbourhood(session, report, among)
    naming = named(near.piles, near.held.records)
    before = meetings.many(session, {*naming.ids, *naming.merged})
    taken_from = replaced(near.piles)
    settled = []
    for index, (identity, pile) in enumerate(zip(naming.ids, near.piles, strict=True)):
        if not near.touches(pile, identity):
            continue
        made = corrected(record_of(identity, pile), pile, near.decisions)
        if index in taken_from:
            made = replace(made, replaces=naming.ids[taken_from[index]])
        cause = rule or (report.claim.rule if report in pile else MERGED_RULE)
        record, changes = revised(before.get(identity), made, telling, cause)
        if identity in naming.split:
            origin = (ChangeKind.SPLIT, naming.split[identity], "")
            changes = (*changes, telling.change(identity, cause, origin))
        if before.get(identity) != record or near.regroups(pile, identity):
            one = Settled(record, changes, pile)
            _keep(session, one, near.held.records, telling.seen_at)
            settled.append(one)
    for identity, successor in naming.merged.items():
        end = telling.change(identity, rule or MERGED_RULE, (ChangeKind.MERGED, "", successor))
        _end(session, identity, end)
        meetings.merge(session, identity, successor)
    return settled


def resettle(
    session: Session, record_id: str, telling: Telling, *, rule: str | None = None
) -> list[Settled]:
    """Settle a record that has lost a report; one that rests on none is held no more."""
    left = reports.of_record(session, record_id)
    if left:
        return settle(session, left[0], telling, rule=rule)
    if meetings.get(session, record_id) is not None:
        gone = (ChangeKind.WITHDRAWN, "", "")
        _end(session, record_id, telling.change(record_id, rule or WITHDRAWN_RULE, gone))
    return []


def _neighbourhood(session: Session, report: Report, among: Collection[str]) -> Neighbourhood:
    """Return what lies near a report, and what a person tied to it from farther away."""
    days = _days(report)
    sets = neighbours(report.claim.participants, among)
    held = reports.around(session, sets, *_widened(days))
    while True:
        told_by = {one.telling.article for one in held.reports}
        ruled = decisions.of_articles(session, told_by)
        wanted = {a.article for one in ruled for a in (*one.left, *one.right)} - told_by
        more = reports.with_articles(session, held, wanted)
        if len(more.reports) == len(held.reports):
            break
        held = more
    piles = gathered(held.reports, rulings_of(ruled, held.reports))
    return Neighbourhood(days, held, ruled, piles)


def _keep(session: Session, settled: Settled, of: Mapping[Key, str], at: datetime) -> None:
    """Keep a record, what is held from now on, and the reports and words it rests on."""
    record, pile = settled.record, settled.reports
    meetings.keep(session, record, settled.changes)
    meetings.remember(session, record.id, record, at)
    reports.assign(session, record.id, [r.key for r in pile if of.get(r.key) != record.id])
    support = [
        Attachment(record.id, report.telling.article, report.claim.evidence, report.claim.rule)
        for report in pile
    ]
    history.replace_support(session, record.id, support)


def _end(session: Session, identity: str, change: Change) -> None:
    meetings.withdraw(session, identity, [change])
    meetings.remember(session, identity, None, change.seen_at)


def _days(report: Report) -> Days:
    return possible(report.claim, report.published, report.published)


def _widened(days: Days) -> Iterator[date]:
    yield shifted(days[0], -2 * REACH)
    yield shifted(days[1], 2 * REACH)
