"""Whether a meeting that we hold apart may still be one that was told: misread, or moved unsaid.

Records are joined on evidence alone. Whoever was told of a meeting must not be told of its
echo as of a second one, though: while one newsroom stands alone against what was told, what
it says is told as news of the same meeting, or waits for others to say it.
"""

from __future__ import annotations

from parsers.model import MeetingRecord, Status
from parsers.records.matching import formats_fit
from parsers.records.odds import MISREAD_FROM
from parsers.records.reports import TOLERANCE, Days, around, gap, told
from parsers.words.levels import levels_agree
from parsers.words.statuses import PLANNED

# How far the days of an echo lie from those told: a plan for another month is told anew.
ECHOES_WITHIN = 31


def is_echo(record: MeetingRecord, other: MeetingRecord) -> bool:
    """Tell whether two records may be of one meeting, told by one newsroom in two ways.

    An article that tells of both holds them apart; so do levels, formats or outcomes that
    exclude each other, and days that are too far from each other.
    """
    if not _may_err(record, other) or record.participants != other.participants:
        return False
    is_same_kind = levels_agree(record.level, other.level) and formats_fit(
        record.format, other.format
    )
    return is_same_kind and _is_one_event(record, other)


def is_doubtful(record: MeetingRecord, other: MeetingRecord) -> bool:
    """Tell whether one newsroom's meeting is another one of those days but for a single field.

    That is a state too many or too few, another level, or a screen for a room: a slip far
    more often than a second meeting.
    """
    ours, theirs = _days(record), _days(other)
    if len(record.newsrooms) > 1 or not _may_err(record, other) or not ours or not theirs:
        return False
    states = set(record.participants) ^ set(other.participants)
    smaller = min(len(record.participants), len(other.participants))
    if gap(ours, theirs) > TOLERANCE.days or len(states) > 1 or (states and smaller < MISREAD_FROM):
        return False
    slips = (
        bool(states),
        not levels_agree(record.level, other.level),
        not formats_fit(record.format, other.format),
    )
    return sum(slips) == 1


def _may_err(record: MeetingRecord, other: MeetingRecord) -> bool:
    """Tell whether a newsroom stands alone, and nothing holds two records apart."""
    if other.is_dismissed or other.id in {record.id, record.replaces}:
        return False
    if record.id == other.replaces:
        return False
    is_alone = min(len(record.newsrooms), len(other.newsrooms)) <= 1
    return is_alone and set(record.sources).isdisjoint(other.sources)


def _is_one_event(record: MeetingRecord, other: MeetingRecord) -> bool:
    """Tell whether the days and the outcomes of two records can be of one meeting."""
    if other.status is Status.CANCELLED and record.first_seen > other.last_seen:
        return False
    is_over = other.status is Status.HELD
    if is_over and record.status in PLANNED:
        return False
    ours, theirs = (_days(one) or _around(one) for one in (record, other))
    return gap(ours, theirs) <= (TOLERANCE.days if is_over else ECHOES_WITHIN)


def _days(record: MeetingRecord) -> Days | None:
    """Return the days of a meeting; None for a plan told on the day that it would be for.

    That day is the announcement's, most often. What is put off has no day yet.
    """
    if record.status is Status.POSTPONED:
        return None
    days = told(record.when)
    if days is not None and record.status in PLANNED and days[1] <= record.first_seen.date():
        return None
    return days


def _around(record: MeetingRecord) -> Days:
    """Return the days on which a meeting can be that is told without one."""
    return around(record.status, record.first_seen.date(), record.last_seen.date())
