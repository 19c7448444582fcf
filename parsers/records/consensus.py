"""What the reports of one meeting agree on, field by field, each newsroom with one voice.

A newsroom's latest word is its voice, so that a correction replaces what it corrects and a
copy adds none. Nothing here depends on the order in which reports were found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from parsers.model import Format, Level, Place, Status, When
from parsers.records.reports import TOLERANCE, Days, Report, gap, told
from parsers.words.formats import REMOTE
from parsers.words.statuses import OFF, PLANNED

T = TypeVar("T")

MOVED = "moved"  # the feature of a claim whose text says that the meeting was moved
ON_AGAIN = frozenset({Status.SCHEDULED, Status.HELD})
STATUS_RANK = {
    None: -1, Status.PROPOSED: 0, Status.EXPECTED: 1, Status.SCHEDULED: 2, Status.HELD: 3,
}  # fmt: skip
OVERLAPPING = 0.5  # what days that overlap add to a day, beside those that are the same
SEEN = 2  # who tells of what took place knows the day better than who tells of a plan
# One in so many newsrooms is enough for a 2+2: the others name one of its halves.
HALVES = 3


def voices(reports: Iterable[Report]) -> list[Report]:
    """Return the latest of each newsroom's reports; ``reports`` are in order of publication."""
    return list({report.telling.newsroom: report for report in reports}.values())


def agreed(reports: Sequence[Report], value_of: Callable[[Report], T | None]) -> T | None:
    """Return the value that most newsrooms name; of two that as many name, the one told first."""
    named = [report for report in reports if value_of(report) is not None]
    counted = Counter(value_of(report) for report in voices(named))
    order = {value_of(report): -place for place, report in reversed(list(enumerate(named)))}
    return max(counted, key=lambda value: (counted[value], order[value]), default=None)


def level_of(reports: Sequence[Report]) -> Level | None:
    """Return the level; a 2+2 says more than the ministers who are its halves."""
    levels = [r.claim.level for r in voices(r for r in reports if r.claim.level)]
    if levels.count(Level.TWO_PLUS_TWO) * HALVES >= max(1, len(levels)):
        return Level.TWO_PLUS_TWO
    return agreed(reports, lambda report: report.claim.level)


def format_of(reports: Sequence[Report]) -> Format:
    """Return the format, unknown where no report names one."""
    known = [report for report in reports if report.claim.format is not Format.UNKNOWN]
    return agreed(known, lambda report: report.claim.format) or Format.UNKNOWN


def place_of(reports: Sequence[Report]) -> Place:
    """Return the country most newsrooms name, and the city that most name in it.

    A meeting at a distance has no place. Where a move was told, the reports from then on count.
    """
    if format_of(reports) in REMOTE:
        return Place()
    placed = [r for r in _since_move(reports) if r.claim.place.country is not None]
    placed = placed or [r for r in reports if r.claim.place.country is not None]
    country = agreed(placed, lambda report: report.claim.place.country)
    inside = [report for report in placed if report.claim.place.country == country]
    return Place(agreed(inside, lambda report: report.claim.place.city), country)


def days_of(reports: Sequence[Report]) -> When:
    """Return the days of the plan as it last stood, or on which it took place.

    Exact days outweigh seasons, and a report of what took place counts as two of plans. Of
    two days that as many name, the narrower counts, then the one told last: a plan that is
    told anew with another day has moved.
    """
    dated = [r for r in reports if told(r.claim.when) and r.claim.status not in OFF]
    standing = {report.key for report in _since_move(reports)}
    named = voices([report for report in dated if report.key in standing] or dated)
    exact = [report for report in named if report.is_exact]
    if not named:
        return When()
    return max(exact or named, key=lambda one: _support(one, named)).claim.when


def status_of(reports: Sequence[Report], when: When) -> Status | None:
    """Return how far the meeting is after all reports; it is held only where one says so.

    What was published before its days cannot have seen it: such a word counts as a plan.
    """
    status: Status | None = None
    for report in reports:
        status = _status_after(status, _believed(report, when))
    return status


def _believed(report: Report, when: When) -> Status | None:
    days = told(when)
    is_early = days is not None and report.published < days[0] - TOLERANCE
    if report.claim.status is Status.HELD and is_early:
        return Status.SCHEDULED
    return report.claim.status


def _status_after(before: Status | None, claimed: Status | None) -> Status | None:
    """A lower status never undoes a higher one, except that a meeting is off, or on again."""
    if claimed is None or claimed is before or before is Status.HELD:
        return before
    if claimed in OFF:
        return claimed
    if before in OFF:
        return claimed if claimed in ON_AGAIN else before
    return claimed if STATUS_RANK[claimed] > STATUS_RANK[before] else before


def _since_move(reports: Sequence[Report]) -> Sequence[Report]:
    """Return the reports from the last one on that tells of a move, else all of them.

    The first plan after a postponement is such a one, whatever its words.
    """
    starts = [index for index, report in enumerate(reports) if report.claim.features.get(MOVED)]
    put_off = [i for i, r in enumerate(reports) if r.claim.status is Status.POSTPONED]
    if put_off:
        after = (i for i in range(put_off[-1] + 1, len(reports)) if _is_dated_plan(reports[i]))
        starts += list(after)[:1]
    return reports[max(starts) :] if starts else reports


def _is_dated_plan(report: Report) -> bool:
    return report.claim.status in PLANNED and told(report.claim.when) is not None


def _support(one: Report, voiced: Sequence[Report]) -> tuple[float, int, float]:
    """Weigh a report's days: who names them too, how narrow they are, and when they were told.

    A season that is only a little narrower is no better: between such, the first word stays.
    """
    days = told(one.claim.when)
    if days is None:
        return 0.0, 0, 0.0
    worth = sum(_likeness(days, other) for other in voiced)
    length = (days[1] - days[0]).days + 1
    at = one.telling.published_at.timestamp()
    return worth, -length.bit_length(), at if one.is_exact else -at


def _likeness(days: Days, other: Report) -> float:
    theirs = told(other.claim.when)
    if theirs is None or gap(days, theirs) > 0:
        return 0.0
    weight = SEEN if other.claim.status is Status.HELD else 1
    return weight * (1.0 if theirs == days else OVERLAPPING)
