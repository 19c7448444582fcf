"""What one newsroom tells apart of a meeting is told as news of it, and never as a second one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from alerts.model import Reason
from flows.steps.explain import explain
from parsers.model import Level, Status
from tests.flows.desk import Desk, opened_desk, reasons
from tests.parsers.told import claim, day

HELD = Status.HELD


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk at which nothing waits but what is doubtful."""
    with opened_desk(tmp_path, wait=1) as opened:
        yield opened


def test_another_day_is_told_as_a_move(desk: Desk) -> None:
    """Two newsrooms, a week apart, name two days: one meeting to the reader, two records."""
    desk.prints("a.example", 0, claim())
    assert reasons(desk.runs(1)) == [Reason.NEW_MEETING]
    desk.prints("b.example", 150, claim(when=day(6, 4)))
    assert reasons(desk.runs(151)) == [Reason.MOVED]
    assert len(desk.records()) == 2


def test_an_echo_is_explained(desk: Desk) -> None:
    """Each of two records that may be one names the other."""
    desk.prints("a.example", 0, claim())
    desk.prints("b.example", 150, claim(when=day(6, 4)))
    one, other = desk.records()
    for record, echo in ((one, other), (other, one)):
        assert f"may be an echo of the meeting {echo.id}" in (explain(desk.house, record.id) or "")


def test_a_second_newsroom_makes_it_a_meeting_of_its_own(desk: Desk) -> None:
    """Both sides are told by two: nobody errs, and what was not told yet is new."""
    desk.prints("a.example", 0, claim())
    assert reasons(desk.prints("b.example", 0.01, claim())) == [Reason.NEW_MEETING]
    batch = [desk.prints(name, 150, claim(when=day(6, 8))) for name in ("c.example", "d.example")]
    told = [alert for alerts in batch for alert in alerts] + desk.runs(152)
    assert Reason.NEW_MEETING in reasons(told)


def test_what_is_over_is_not_over_twice(desk: Desk) -> None:
    """Held on a day that the plan was not for; then the plan's own day is reported."""
    desk.prints("a.example", 0, claim())
    desk.runs(1)
    desk.prints("b.example", 24 * 12, claim(status=HELD, when=day(5, 17)))
    assert reasons(desk.runs(24 * 12 + 1)) == [Reason.HELD]
    desk.prints("c.example", 24 * 12 + 2, claim(status=HELD, when=day(5, 20)))
    assert desk.runs(24 * 12 + 4) == []


def test_another_level_of_the_same_day_waits_for_a_second_newsroom(desk: Desk) -> None:
    """It is told after a day in any case."""
    desk.prints("a.example", 0, claim())
    assert reasons(desk.runs(1)) == [Reason.NEW_MEETING]
    desk.prints("c.example", 100, claim(level=Level.LEADERS))
    assert desk.runs(110) == []
    assert Reason.NEW_MEETING in reasons(desk.runs(130))
