"""Whether a claim is about a meeting that we hold already: states, level, format, time, place.

Pure comparison; the caller looks up which records might match. What a claim changes
is asked in parsers.records.meetings.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from parsers.model import Meeting, MeetingRecord, Status, When
from parsers.words.formats import formats_agree
from parsers.words.levels import levels_agree
from parsers.words.statuses import OFF

TOLERANCE = timedelta(days=2)  # reports of one meeting differ by a day across zones
HELD_BEFORE = timedelta(days=30)  # an undated report tells of the last month
PLANNED_AHEAD = timedelta(days=120)  # an undated plan looks about a season ahead
MOVED_WITHIN = timedelta(days=62)  # a meeting moved farther is told as a new one
# How well a claim fits a record, from 0 to 1: what a match is worth at least, what each
# agreeing feature adds, and what agreeing times add.
MATCH_WORTH, FEATURE_WORTH = 0.25, 0.15
TIME_WORTH = {"day": 0.15, "interval": 0.05, "moved": 0.0}

Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Match:
    """How well a claim fits a record, from 0 to 1, and the features that say so."""

    record: MeetingRecord
    score: float
    because: tuple[str, ...]


def best_match(
    claim: Meeting,
    candidates: Iterable[MeetingRecord],
    published_at: datetime,
) -> Match | None:
    """Return the record a claim is about, None where it is about none of them.

    Ties go to the smaller id, so that the order of the candidates does not count.
    """
    matches = [m for m in (match(claim, record, published_at) for record in candidates) if m]
    return min(matches, key=lambda m: (-m.score, m.record.id)) if matches else None


def match(claim: Meeting, record: MeetingRecord, published_at: datetime) -> Match | None:
    """Compare states, level, format, time and place; None where one of them contradicts."""
    if claim.participants != record.participants or not levels_agree(claim.level, record.level):
        return None
    if not formats_agree(claim.format, record.format):
        return None
    time = _time_agreement(claim, record, published_at.date())
    if time is None or not _places_agree(claim, record, time):
        return None
    because = ["states", time]
    if claim.level is not None and claim.level is record.level:
        because.append("level")
    if claim.place.country is not None and claim.place.country == record.place.country:
        because.append("place")
    score = MATCH_WORTH + FEATURE_WORTH * len(because) + TIME_WORTH[time]
    return Match(record, round(score, 3), tuple(because))


def _time_agreement(claim: Meeting, record: MeetingRecord, published: date) -> str | None:
    ours = _interval(
        record.when, record.status, (record.first_seen.date(), record.last_seen.date())
    )
    theirs = _interval(claim.when, claim.status, (published, published))
    dated = claim.when.start is not None and record.when.start is not None
    if ours[0] - TOLERANCE <= theirs[1] and theirs[0] - TOLERANCE <= ours[1]:
        return "day" if dated else "interval"
    return "moved" if _may_have_moved(claim, record, ours, theirs) else None


def _interval(when: When, status: Status | None, told: Days) -> Days:
    """Return the days an event can lie in; an undated one is bounded by when it was told."""
    if when.start is not None and when.end is not None:
        return when.start, when.end
    first, last = told
    if status is Status.HELD:
        return first - HELD_BEFORE, last
    return first - TOLERANCE, last + PLANNED_AHEAD


def _may_have_moved(claim: Meeting, record: MeetingRecord, ours: Days, theirs: Days) -> bool:
    """A plan told with another date is the same meeting moved, unless it is far off."""
    apart = max(theirs[0] - ours[1], ours[0] - theirs[1])
    if apart > MOVED_WITHIN or record.status is Status.HELD or record.is_background:
        return False
    is_told_as_moved = bool(claim.features.get("moved")) or record.status is Status.POSTPONED
    return is_told_as_moved or claim.status in OFF


def _places_agree(claim: Meeting, record: MeetingRecord, time: str) -> bool:
    if claim.place.country is None or record.place.country is None or time == "moved":
        return True
    return claim.place.country == record.place.country or bool(claim.features.get("moved"))
