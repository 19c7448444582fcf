"""How long to leave a feed alone after a poll: a value of the outcome, no clock."""

from __future__ import annotations

from datetime import datetime, timedelta

POLL_EVERY = timedelta(minutes=15)
# A schedule of the same interval starts a few seconds early or late. Without some slack a feed
# would miss every other start.
SLACK = timedelta(minutes=2)
LONGEST_WAIT = timedelta(hours=24)
DOUBLINGS_MAX = 7  # 15 minutes doubled seven times is longer than a day


def next_poll(now: datetime, failures: int, retry_after: timedelta | None = None) -> datetime:
    """Return when a feed is due again; failures in a row double the wait, up to a day.

    A server that asks for more time than that gets it.
    """
    doublings = min(failures, DOUBLINGS_MAX)
    wait = min(POLL_EVERY * (1 << doublings) - SLACK, LONGEST_WAIT)
    return now + max(wait, retry_after or timedelta(0))
