"""What the reader gets wrong of the days of a meeting.

Measured as in tests.quality.stream.faults, on reports with a date of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from parsers.model import Meeting, Precision, Status, When
from tests.quality.stream.draws import pick
from tests.quality.stream.life import week_of

# Of the claims of a day, by what the meeting truly is.
DAY: Mapping[Status, Mapping[str, float]] = {
    Status.HELD: {"exact": 0.898, "none": 0.056, "next_day": 0.027, "far": 0.016, "wider": 0.003},
    Status.SCHEDULED: {
        "exact": 0.877, "none": 0.031, "next_day": 0.037, "far": 0.037, "wider": 0.018,
    },
    Status.EXPECTED: {"exact": 0.92, "none": 0.08},
    Status.PROPOSED: {"exact": 0.92, "none": 0.08},
    Status.POSTPONED: {"exact": 0.864, "none": 0.104, "next_day": 0.032},
    Status.CANCELLED: {"exact": 0.9, "none": 0.1},
}  # fmt: skip
# Of the claims of several days; of a month or a year.
RANGE = {"exact": 0.575, "narrower": 0.377, "none": 0.03, "far": 0.018}
SPAN = {"exact": 0.71, "narrower": 0.17, "none": 0.07, "far": 0.05}
# Where the text says no day, the reader finds one all the same, mostly about the day of print.
MADE_UP = {
    Status.HELD: 0.6, Status.SCHEDULED: 0.36, Status.EXPECTED: 0.2, Status.PROPOSED: 0.2,
    Status.POSTPONED: 0.2, Status.CANCELLED: 0.4,
}  # fmt: skip
NEAR = {
    Status.HELD: (-2, -2, -1, -1, 0, 0, 0, 0),
    Status.SCHEDULED: (-1, 0, 0, 0, 0, 2, 2, 6, 6, 15),
}
OTHERWISE = (0, 0, 1, 16)
# How far off, in days, a wrong day is.
FAR = (-42, -7, -7, -4, -3, -3, -2, 2, 4, 7, 13, 30, 190, 294)


def misread(claim: Meeting, written: date, rng: Random) -> When:
    """Return the days as the reader understands them."""
    status = claim.status or Status.HELD
    when = claim.when
    if when.start is None or when.end is None:
        if claim.is_background or rng.random() >= MADE_UP[status]:
            return when
        return _one(written + timedelta(days=rng.choice(NEAR.get(status, OTHERWISE))))
    shares = SPAN if when.precision in (Precision.MONTH, Precision.YEAR) else RANGE
    kind = pick(rng, DAY[status] if when.precision is Precision.DAY else shares)
    return _changed(when, when.start, when.end, kind, rng)


def _changed(when: When, start: date, end: date, kind: str, rng: Random) -> When:
    if kind == "none":
        return When()
    if kind == "narrower":
        return _one(rng.choice((start, start, end)))
    if kind == "wider":
        return week_of(start)
    if kind == "exact":
        return when
    by = timedelta(days=rng.choice((-1, 1) if kind == "next_day" else FAR))
    return replace(when, start=start + by, end=end + by)


def _one(day: date) -> When:
    return When(day, day, Precision.DAY)
