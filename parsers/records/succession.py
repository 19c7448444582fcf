"""Which meeting takes the place of one that was called off, told by an article of both."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.model import Status
from parsers.records.reports import Report, told
from parsers.words.statuses import PLANNED


def replaced(meetings: Sequence[Sequence[Report]]) -> dict[int, int]:
    """Return for a meeting, by its index, the cancelled one that it replaces.

    An article calls the one off and plans the other for later days, or for days to come.
    """
    off = {
        report.telling.article: index
        for index, meeting in enumerate(meetings)
        for report in meeting
        if report.claim.status is Status.CANCELLED
    }
    found: dict[int, int] = {}
    for index, meeting in enumerate(meetings):
        for report in meeting:
            old = off.get(report.telling.article)
            if old is not None and old != index and _comes_after(report, meetings[old]):
                found.setdefault(index, old)
    return found


def _comes_after(report: Report, old: Sequence[Report]) -> bool:
    days = told(report.claim.when)
    if report.claim.status not in PLANNED or days is None:
        return False
    ends = [told(one.claim.when) for one in old if one.claim.status is not Status.CANCELLED]
    return days[0] > max((end[1] for end in ends if end), default=report.published)
