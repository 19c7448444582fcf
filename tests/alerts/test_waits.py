"""How long news waits: for a second newsroom, and for a turn to settle."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.model import Alert, Reason
from alerts.waits import DOUBT, SETTLES_IN_MAX, TURNING_FOR, TURNS, WAIT, Backing, due_at
from parsers.model import When
from tests.alerts import builders as make
from tests.alerts.builders import NOW

HOUR = timedelta(hours=1)
ALONE, TWO, OFFICIAL = Backing(1), Backing(2), Backing(1, is_official=True)
STATUS = (Reason.CONFIRMED, Reason.POSTPONED, Reason.CANCELLED, Reason.HELD)


def due(
    reason: Reason, backing: Backing = ALONE, *told: Alert, wait: timedelta = WAIT
) -> timedelta:
    """Return how long news of NOW waits."""
    return due_at(make.alert(reason=reason), told, backing, NOW, wait) - NOW


def turns(reason: Reason, count: int, *, ago: timedelta = HOUR) -> list[Alert]:
    """Return the new meeting, and so many alerts of one reason."""
    at = NOW - ago
    told = [make.alert(id=f"t{n}", reason=reason, raised_at=at) for n in range(count)]
    return [make.alert(raised_at=at - HOUR), *told]


@pytest.mark.parametrize("reason", list(Reason))
def test_one_newsroom_waits_and_two_do_not(reason: Reason) -> None:
    """Whatever the news; what is official waits for nobody."""
    assert due(reason) == WAIT
    assert due(reason, TWO) == due(reason, OFFICIAL) == timedelta(0)
    assert due(reason, wait=timedelta(0)) == timedelta(0)


def test_what_is_nearly_what_was_told_waits_a_day() -> None:
    """Unless a second newsroom or a ministry says so, or nothing waits at all."""
    assert due(Reason.NEW_MEETING, replace(ALONE, is_doubtful=True)) == DOUBT
    assert due(Reason.NEW_MEETING, replace(TWO, is_doubtful=True)) == timedelta(0)
    assert due(Reason.NEW_MEETING, replace(OFFICIAL, is_doubtful=True)) == timedelta(0)
    doubtful = replace(ALONE, is_doubtful=True)
    assert due(Reason.NEW_MEETING, doubtful, wait=timedelta(0)) == timedelta(0)
    assert due(Reason.NEW_MEETING, doubtful, wait=2 * DOUBT) == 2 * DOUBT


@pytest.mark.parametrize("reason", [Reason.CANCELLED, Reason.POSTPONED])
@pytest.mark.parametrize(
    ("when", "is_urgent"),
    [
        (make.days(date(2026, 3, 4)), True),
        (make.days(date(2026, 3, 2), date(2026, 3, 5)), True),
        (make.days(date(2026, 3, 6)), False),
        (make.days(date(2026, 3, 2)), False),
        (When(), False),
    ],
)
def test_what_is_at_hand_is_called_off_at_once(
    reason: Reason, when: When, *, is_urgent: bool
) -> None:
    """By the days that readers believe in, not those of the news; other news of it can wait."""
    told = make.alert(meeting=make.meeting(when=when))
    assert (due(reason, ALONE, told) == timedelta(0)) is is_urgent
    assert due(Reason.HELD, ALONE, told) == WAIT


@pytest.mark.parametrize("kind", TURNS)
def test_a_third_turn_of_a_kind_waits_and_a_fourth_longer(kind: frozenset[Reason]) -> None:
    """Three hours, six, twelve and a day, also where two newsrooms say so."""
    for reason in sorted(kind):
        waits = [due(reason, TWO, *turns(min(kind), count)) for count in range(8)]
        hours = [wait / HOUR for wait in waits]
        assert hours == [0, 0, 3, 6, 12, 24, 24, 24]
        assert due(reason, OFFICIAL, *turns(reason, 5)) == timedelta(0)


def test_turns_of_another_kind_and_of_long_ago_do_not_count() -> None:
    """Two dates and a cancellation are no quarrel."""
    assert due(Reason.CANCELLED, TWO, *turns(Reason.MOVED, 5)) == timedelta(0)
    assert due(Reason.NEW_NAME, TWO, *turns(Reason.NEW_NAME, 5)) == timedelta(0)
    old = turns(Reason.MOVED, 5, ago=TURNING_FOR + HOUR)
    assert due(Reason.MOVED, TWO, *old) == timedelta(0)


AGO = st.tuples(st.sampled_from(list(Reason)), st.timedeltas(timedelta(0), timedelta(days=20)))


@given(
    st.sampled_from(list(Reason)),
    st.lists(AGO, max_size=40),
    st.builds(Backing, st.integers(0, 9), st.booleans(), st.booleans()),
    st.timedeltas(timedelta(0), timedelta(days=1)),
)
def test_nothing_waits_for_more_than_a_day(
    reason: Reason, told: list[tuple[Reason, timedelta]], backing: Backing, wait: timedelta
) -> None:
    """Whatever was told before, and never backwards."""
    alerts = [make.alert(reason=one, raised_at=NOW - ago) for one, ago in told]
    assert timedelta(0) <= due(reason, backing, *alerts, wait=wait) <= SETTLES_IN_MAX
