"""What we hold of a meeting, made from all its reports, and how that differs from before.

Pure: the same reports make the same record, in whatever order they were found.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from parsers.model import Change, ChangeKind, Meeting, MeetingRecord, Official, Place, content_id
from parsers.records.consensus import agreed, days_of, format_of, level_of, place_of, status_of
from parsers.records.reports import Report, chronological, told
from parsers.records.telling import Difference, Telling

STALE_AFTER = timedelta(days=21)  # news of a meeting ended longer ago is no news
SECOND_NEWSROOM = 1.0  # log-odds that an independent report adds


def identity_of(report: Report) -> str:
    """Return the id of a meeting that is first seen in ``report``."""
    claim, telling = report.claim, report.telling
    return content_id(
        "meeting", ",".join(claim.participants), str(claim.level or ""), _days(claim),
        telling.article, str(claim.evidence.start),
    )  # fmt: skip


def record_of(identity: str, reports: Sequence[Report], *, revision: int = 0) -> MeetingRecord:
    """Return what ``reports``, one or more of one meeting, say together."""
    told_in_order = sorted(reports, key=chronological)
    when = days_of(told_in_order)
    instants = [report.telling.published_at for report in told_in_order]
    newsrooms = tuple(sorted({report.telling.newsroom for report in reports}))
    return MeetingRecord(
        id=identity,
        participants=agreed(told_in_order, lambda report: report.claim.participants) or (),
        level=level_of(told_in_order),
        format=format_of(told_in_order),
        place=place_of(told_in_order),
        when=when,
        status=status_of(told_in_order, when),
        grouping=agreed(told_in_order, lambda report: report.claim.grouping),
        first_seen=instants[0],
        last_seen=instants[-1],
        confidence=_confidence(told_in_order, len(newsrooms)),
        is_background=all(report.claim.is_background for report in reports),
        officials=_officials(told_in_order),
        revision=revision,
        sources=tuple(sorted({report.telling.article for report in reports})),
        newsrooms=newsrooms,
    )


def revised(
    before: MeetingRecord | None, after: MeetingRecord, telling: Telling, rule: str
) -> tuple[MeetingRecord, tuple[Change, ...]]:
    """Return a record with its number of revisions, and the steps that one telling took it."""
    if before is None:
        created = (ChangeKind.CREATED, "", str(after.status or ""))
        return after, (telling.change(after.id, rule, created),)
    steps = tuple(telling.change(after.id, rule, step) for step in differences(before, after))
    return replace(after, revision=before.revision + (1 if steps else 0)), steps


def differences(before: MeetingRecord, after: MeetingRecord) -> Iterator[Difference]:
    """Yield in which fields what we hold differs from what we held, in words that people read."""
    if after.status is not before.status:
        yield ChangeKind.STATUS, str(before.status or ""), str(after.status or "")
    if _days(after) != _days(before):
        yield ChangeKind.DATE, _days(before), _days(after)
    if after.place != before.place:
        yield ChangeKind.PLACE, _where(before.place), _where(after.place)
    if after.level is not before.level:
        yield ChangeKind.LEVEL, str(before.level or ""), str(after.level or "")
    if after.format is not before.format:
        yield ChangeKind.FORMAT, str(before.format), str(after.format)
    if after.participants != before.participants:
        yield ChangeKind.PARTICIPANTS, ",".join(before.participants), ",".join(after.participants)


def provenance(record: MeetingRecord, reports: Sequence[Report]) -> dict[str, Report]:
    """Return for each field that is known the first report that says what we hold."""
    found: dict[str, Report] = {}
    for report in sorted(reports, key=chronological):
        for name in _agreeing(record, report.claim):
            found.setdefault(name, report)
    return found


def saying(record: MeetingRecord, kind: ChangeKind, reports: Sequence[Report]) -> list[Report]:
    """Return the reports that say what we hold after a change of one kind; all, of a new record."""
    fields = _FIELDS.get(kind, frozenset())
    if kind is ChangeKind.PLACE and record.place.city is not None:
        fields |= {"city"}
    return [report for report in reports if fields <= {*_agreeing(record, report.claim)}]


def is_stale(record: MeetingRecord, now: datetime) -> bool:
    """Tell whether a meeting ended too long ago for its telling to be news."""
    return record.when.end is not None and record.when.end < now.date() - STALE_AFTER


_FIELDS = {
    ChangeKind.STATUS: frozenset({"status"}),
    ChangeKind.DATE: frozenset({"when"}),
    ChangeKind.PLACE: frozenset({"place"}),
    ChangeKind.LEVEL: frozenset({"level"}),
    ChangeKind.FORMAT: frozenset({"format"}),
    ChangeKind.PARTICIPANTS: frozenset({"participants"}),
}


def _agreeing(record: MeetingRecord, claim: Meeting) -> Iterator[str]:
    pairs = {
        "participants": (record.participants, claim.participants),
        "level": (record.level, claim.level),
        "format": (record.format, claim.format),
        "place": (record.place.country, claim.place.country),
        "city": (record.place.city, claim.place.city),
        "when": (told(record.when), told(claim.when)),
        "status": (record.status, claim.status),
        "grouping": (record.grouping, claim.grouping),
    }
    return (name for name, (held, said) in pairs.items() if held is not None and held == said)


def _officials(reports: Sequence[Report]) -> tuple[Official, ...]:
    """Everybody named, by name; an office or a state that one report leaves out is filled in."""
    known: dict[str, Official] = {}
    for official in (one for report in reports for one in report.claim.officials):
        held = known.get(official.name, official)
        office, state = held.office or official.office, held.state or official.state
        known[official.name] = Official(official.name, office, state)
    return tuple(known.values())


def _confidence(reports: Sequence[Report], newsrooms: int) -> float:
    """The best report counts; an independent newsroom beside it adds log-odds once."""
    best = max(report.claim.confidence for report in reports)
    if newsrooms <= 1 or not 0 < best < 1:
        return best
    odds = math.log(best / (1 - best)) + SECOND_NEWSROOM
    return round(1 / (1 + math.exp(-odds)), 3)


def _days(held: Meeting | MeetingRecord) -> str:
    days = told(held.when)
    if days is None:
        return ""
    return days[0].isoformat() if days[0] == days[1] else "/".join(day.isoformat() for day in days)


def _where(place: Place) -> str:
    return ", ".join(part for part in (place.city, place.country) if part)
