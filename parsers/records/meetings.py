"""What a claim changes in the record of a meeting: it founds one, or fills and corrects it.

Pure decisions over values: the caller keeps what comes out. Copies of one text add a
source; they never make a second record.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from parsers.model import (
    Change,
    ChangeKind,
    Format,
    Level,
    Meeting,
    MeetingRecord,
    Place,
    Precision,
    Status,
    When,
    content_id,
)
from parsers.records.telling import Difference, Telling
from parsers.words.formats import REMOTE
from parsers.words.statuses import OFF

STALE_AFTER = timedelta(days=21)  # news of a meeting ended longer ago is no news
SECOND_NEWSROOM = 1.0  # log-odds that an independent report adds
NARROWER = 2  # times as short as before, from which an interval is worth a change

PLANNED = frozenset({Status.PROPOSED, Status.EXPECTED, Status.SCHEDULED})
OPEN = PLANNED | {Status.POSTPONED}
ON_AGAIN = frozenset({Status.SCHEDULED, Status.HELD})
STATUS_RANK = {
    None: -1, Status.PROPOSED: 0, Status.EXPECTED: 1, Status.SCHEDULED: 2, Status.HELD: 3,
}  # fmt: skip
PRECISION_RANK = {
    Precision.DAY: 0, Precision.RANGE: 1, Precision.MONTH: 2, Precision.YEAR: 3, None: 4,
}  # fmt: skip


def founded(claim: Meeting, telling: Telling) -> tuple[MeetingRecord, tuple[Change, ...]]:
    """Make the record of a meeting not held so far; its id depends on what was first said."""
    identity = content_id(
        "meeting", ",".join(claim.participants), str(claim.level or ""), _days(claim.when),
        telling.article, str(claim.evidence.start),
    )  # fmt: skip
    record = MeetingRecord(
        id=identity,
        participants=claim.participants,
        level=claim.level,
        format=claim.format,
        place=claim.place,
        when=claim.when,
        status=claim.status,
        grouping=claim.grouping,
        first_seen=telling.published_at,
        last_seen=telling.published_at,
        confidence=claim.confidence,
        is_background=claim.is_background,
        officials=claim.officials,
        sources=(telling.article,),
        newsrooms=(telling.newsroom,),
    )
    created = (ChangeKind.CREATED, "", str(claim.status or ""))
    return record, (telling.change(identity, claim.rule, created),)


def updated(
    record: MeetingRecord,
    claim: Meeting,
    telling: Telling,
) -> tuple[MeetingRecord, tuple[Change, ...]]:
    """Add a claim to a record: fields it fills or corrects, and its source, in one step."""
    is_later = telling.published_at >= record.last_seen
    people = {official.name: official for official in (*record.officials, *claim.officials)}
    newsrooms = tuple(sorted({*record.newsrooms, telling.newsroom}))
    after = replace(
        record,
        status=_status_after(record.status, claim.status, is_later=is_later),
        when=_when_after(record, claim, is_later=is_later),
        place=_place_after(record, claim, is_later=is_later),
        level=_level_after(record.level, claim.level),
        format=record.format if record.format is not Format.UNKNOWN else claim.format,
        grouping=record.grouping or claim.grouping,
        officials=tuple(people.values()),
        first_seen=min(record.first_seen, telling.published_at),
        last_seen=max(record.last_seen, telling.published_at),
        is_background=record.is_background and claim.is_background,
        confidence=_confidence(record, claim, newsrooms),
        sources=tuple(sorted({*record.sources, telling.article})),
        newsrooms=newsrooms,
    )
    changes = tuple(telling.change(record.id, claim.rule, d) for d in _differences(record, after))
    return replace(after, revision=record.revision + (1 if changes else 0)), changes


def _differences(before: MeetingRecord, after: MeetingRecord) -> Iterator[Difference]:
    if after.status is not before.status:
        yield ChangeKind.STATUS, str(before.status or ""), str(after.status or "")
    if _days(after.when) != _days(before.when):
        yield ChangeKind.DATE, _days(before.when), _days(after.when)
    if after.place != before.place:
        yield ChangeKind.PLACE, _where(before.place), _where(after.place)
    if after.level is not before.level:
        yield ChangeKind.LEVEL, str(before.level or ""), str(after.level or "")
    if after.format is not before.format:
        yield ChangeKind.FORMAT, str(before.format), str(after.format)


def _status_after(
    before: Status | None,
    claimed: Status | None,
    *,
    is_later: bool,
) -> Status | None:
    """A lower status never undoes a higher one, except that a meeting is off, or on again."""
    if claimed is None or claimed is before or before is Status.HELD:
        return before
    if claimed in OFF:
        return claimed if is_later else before
    if before in OFF:
        return claimed if is_later and claimed in ON_AGAIN else before
    return claimed if STATUS_RANK[claimed] > STATUS_RANK[before] else before


def _when_after(record: MeetingRecord, claim: Meeting, *, is_later: bool) -> When:
    """The first days told stay, unless the claim fills, narrows or, for a plan, moves them."""
    if claim.when.start is None or claim.status in OFF:
        return record.when
    if record.when.start is None:
        return claim.when
    if _is_within(claim.when, record.when):
        return claim.when if _is_much_narrower(claim.when, record.when) else record.when
    is_exact = PRECISION_RANK[claim.when.precision] <= PRECISION_RANK[record.when.precision]
    is_open = is_later and record.status in OPEN
    is_moved = is_open and is_exact and not _overlap(claim.when, record.when)
    return claim.when if is_moved else record.when


def _is_much_narrower(inner: When, outer: When) -> bool:
    """A week says something that "this month" did not; "later this month" does not."""
    if inner.start is None or inner.end is None or outer.start is None or outer.end is None:
        return outer.start is None
    days = (inner.end - inner.start).days + 1
    return NARROWER * days <= (outer.end - outer.start).days + 1


def _overlap(left: When, right: When) -> bool:
    if left.start is None or left.end is None or right.start is None or right.end is None:
        return True
    return left.start <= right.end and right.start <= left.end


def _is_within(inner: When, outer: When) -> bool:
    if inner.start is None or inner.end is None or outer.start is None or outer.end is None:
        return outer.start is None
    return outer.start <= inner.start and inner.end <= outer.end


def _place_after(record: MeetingRecord, claim: Meeting, *, is_later: bool) -> Place:
    if claim.place.country is None or record.format in REMOTE:
        return record.place
    if record.place.country is None:
        return claim.place
    if record.place.country == claim.place.country:
        return claim.place if record.place.city is None else record.place
    is_moved = is_later and record.status in PLANNED and bool(claim.features.get("moved"))
    return claim.place if is_moved else record.place


def _level_after(before: Level | None, claimed: Level | None) -> Level | None:
    """A 2+2 says more than the ministers who are its halves; else the first level told stays."""
    return claimed if claimed is Level.TWO_PLUS_TWO else before or claimed


def _confidence(record: MeetingRecord, claim: Meeting, newsrooms: Sequence[str]) -> float:
    """The best telling counts; the first independent newsroom beside it adds log-odds once."""
    best = max(record.confidence, claim.confidence)
    is_second = len(record.newsrooms) == 1 and len(newsrooms) > 1
    if not is_second or not 0 < best < 1:
        return best
    odds = math.log(best / (1 - best)) + SECOND_NEWSROOM
    return round(1 / (1 + math.exp(-odds)), 3)


def _days(when: When) -> str:
    if when.start is None or when.end is None:
        return ""
    if when.start == when.end:
        return when.start.isoformat()
    return f"{when.start.isoformat()}/{when.end.isoformat()}"


def _where(place: Place) -> str:
    return ", ".join(part for part in (place.city, place.country) if part)


def is_stale(record: MeetingRecord, now: datetime) -> bool:
    """Tell whether a meeting ended too long ago for its telling to be news."""
    return record.when.end is not None and record.when.end < now.date() - STALE_AFTER
