"""The benchmark of killed senders counts rightly, and a small one runs."""

from __future__ import annotations

import time
from datetime import timedelta

from alerts.model import DeliveryState
from benchmarks.outbox.__main__ import counted
from benchmarks.outbox.nursery import EPOCH, SPEED, at
from flows.steps.deliver import LEASE

SENT, UNKNOWN = DeliveryState.SENT, DeliveryState.UNKNOWN


def test_what_arrived_is_told_from_what_is_lost() -> None:
    """A double is one; what waits for a person is not lost; an id nobody knows is a stranger."""
    states = {"a": SENT, "b": SENT, "c": UNKNOWN, "d": SENT}
    found = counted(3, states, 1, ["a", "a", "d", "x"])
    assert (found.messages, found.again, found.unknown) == (4, 1, 1)
    assert (found.lost, found.strangers, found.is_good) == (1, 1, False)


def test_it_is_good_where_nothing_is_lost() -> None:
    """And where doubles have their doubts."""
    assert counted(3, {"a": SENT}, 1, ["a", "a"]).is_good
    assert not counted(3, {"a": SENT}, 0, ["a", "a"]).is_good
    assert not counted(3, {"a": SENT}, 0, []).is_good


def test_a_senders_clock_runs_ahead() -> None:
    """An hour in a second, so that a lease runs out while one watches."""
    begun = time.time() - 1
    assert EPOCH + timedelta(seconds=SPEED) <= at(begun) < EPOCH + timedelta(seconds=60 * SPEED)
    assert timedelta(seconds=SPEED) >= LEASE
