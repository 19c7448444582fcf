"""Says how long news waits before it is told: for a second newsroom, and for a turn to settle.

News of one newsroom may be wrong, and a message cannot be taken back. Newsrooms that
contradict each other turn a field to and fro: each turn waits longer. In the end the net
of it is told, see alerts.novelty. Nothing here reads a clock or keeps anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from alerts.model import Alert, Reason

# Six readings of the feeds. Of the meetings of the stream in tests/quality, one in ten has a second
# newsroom by then, and one in a hundred after a single reading; four hours would catch one in five,
# and be half a working day late for all the others.
WAIT = timedelta(minutes=90)
# What differs in one field from a meeting that was told for the same days is a slip, most
# often: by the next day others have written of it too.
DOUBT = timedelta(hours=24)
NO_TIME = timedelta(0)
SECOND = 2  # newsrooms that need not wait for another
# What is called off a day ahead or less: whoever is on his way must hear of it, right or wrong.
AT_HAND = timedelta(days=1)
OFF = frozenset({Reason.CANCELLED, Reason.POSTPONED})

# Turns of one kind undo each other. The first two within the days are told like other news.
TURNS = (
    frozenset({Reason.CONFIRMED, Reason.POSTPONED, Reason.CANCELLED, Reason.HELD}),
    frozenset({Reason.DATED, Reason.MOVED}),
    frozenset({Reason.PARTICIPANTS}),
)
TURNING_FOR = timedelta(days=7)
FREE_TURNS = 2
# Time for a denial of the denial; then twice as long with each turn, and a day at most.
SETTLES_IN = timedelta(hours=3)
SETTLES_IN_MAX = timedelta(hours=24)
DOUBLINGS_MAX = 3


@dataclass(frozen=True, slots=True)
class Backing:
    """Who says what an alert tells: so many newsrooms, or a ministry of its own doings.

    It is doubtful where it says nearly what was told already, see parsers.records.echoes.
    """

    newsrooms: int = 1
    is_official: bool = False
    is_doubtful: bool = False


def due_at(
    alert: Alert, told: Sequence[Alert], backing: Backing, since: datetime, wait: timedelta
) -> datetime:
    """Return when news that came at ``since`` is told, if nothing changes until then.

    ``told`` are the earlier alerts of the record. ``wait`` is how long what one newsroom
    says waits for another; none at all for what is official.
    """
    if backing.is_official:
        return since
    is_alone = backing.newsrooms < SECOND and not _is_urgent(alert, told, since)
    return since + max(
        _waiting(backing, wait) if is_alone else NO_TIME, _settling(alert, told, since)
    )


def _waiting(backing: Backing, wait: timedelta) -> timedelta:
    """How long what one newsroom says waits for another, where it waits at all."""
    return max(wait, DOUBT) if wait and backing.is_doubtful else wait


def _settling(alert: Alert, told: Sequence[Alert], since: datetime) -> timedelta:
    """How long a turn waits for the next one, by how many there were of late."""
    kind = next((reasons for reasons in TURNS if alert.reason in reasons), frozenset())
    late = [one for one in told if one.reason in kind and since - one.raised_at <= TURNING_FOR]
    extra = len(late) - FREE_TURNS
    if extra < 0:
        return NO_TIME
    return min(SETTLES_IN * (1 << min(extra, DOUBLINGS_MAX)), SETTLES_IN_MAX)


def _is_urgent(alert: Alert, told: Sequence[Alert], since: datetime) -> bool:
    """Tell whether a meeting is off that readers hold to be at hand, or under way."""
    believed = [one.meeting.when for one in told if one.meeting] or (
        [alert.meeting.when] if alert.meeting else []
    )
    if alert.reason not in OFF or not believed or believed[-1].start is None:
        return False
    first, last = believed[-1].start, believed[-1].end or believed[-1].start
    return first <= (since + AT_HAND).date() and since.date() <= last
