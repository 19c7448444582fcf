"""Whatever newsrooms say in whatever order: what is told in the end is how things then stand."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alerts.model import Alert
from alerts.novelty import about
from alerts.rules import is_current, reason_of
from parsers.model import Change, MeetingRecord, Status, When
from parsers.records.echoes import is_echo
from parsers.records.meetings import differences
from storage import meetings
from storage.database import reading
from tests.flows.desk import EVERYTHING, MINISTRY, PAPERS, Desk, Printed, at, opened_desk
from tests.parsers.told import MOVED, claim, day

pytestmark = pytest.mark.slow

DAYS = (day(5, 20), day(5, 21), day(5, 29))
SETTLED = 24 * 90  # hours after which nothing can wait any more
WEEKS = settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@st.composite
def tellings(draw: st.DrawFn) -> list[Printed]:
    """Draw a week of articles on one plan: newsrooms that move it, call it off, and contradict."""
    printed, hours = [], 0.0
    for _ in range(draw(st.integers(1, 9))):
        hours += draw(st.sampled_from((0.1, 0.5, 2.0, 7.0, 26.0)))
        status = draw(st.sampled_from((Status.SCHEDULED, Status.SCHEDULED, *Status)))
        is_off = status in {Status.POSTPONED, Status.CANCELLED}
        when = When() if is_off else draw(st.sampled_from(DAYS))
        features = MOVED if draw(st.booleans()) else {}
        newsroom = draw(st.sampled_from(("a.example", "b.example", "c.example")))
        feed = draw(st.sampled_from((PAPERS, PAPERS, PAPERS, MINISTRY)))
        said = claim(status=status, when=when, features=features)
        printed.append(Printed(newsroom, hours, (said,), feed=feed))
    return printed


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the database of a desk that has read nothing."""
    folder = tmp_path_factory.mktemp("desk")
    with opened_desk(folder):
        return folder


@contextmanager
def new_desk(empty: Path) -> Iterator[Desk]:
    """Open a desk of its own, for one example."""
    with tempfile.TemporaryDirectory() as folder:
        for file in empty.iterdir():
            shutil.copy(file, folder)
        with opened_desk(Path(folder)) as desk:
            yield desk


def told_of(desk: Desk, record: MeetingRecord) -> tuple[Alert, ...]:
    """Return the alerts of a record and of those that became it, the latest last."""
    with reading(desk.house.engine) as session:
        former = meetings.predecessors(session, record.id)
    return about({record.id, *former}, desk.told())


def known_of(desk: Desk, record: MeetingRecord) -> tuple[Alert, ...]:
    """Return the alerts of a record, or else of those that it may be an echo of."""
    echoed = [other for other in desk.records() if is_echo(record, other)]
    others = [alert for other in echoed for alert in told_of(desk, other)]
    return told_of(desk, record) or tuple(sorted(others, key=lambda alert: alert.raised_at))


def news(before: MeetingRecord, after: MeetingRecord) -> list[str]:
    """Return why somebody would have to hear of a difference."""
    steps = [Change(after.id, *step, "", "", at(0)) for step in differences(before, after)]
    found = [reason_of(step, after) for step in steps]
    return [reason for reason in found if reason and is_current(reason, after)]


def unheard(desk: Desk) -> list[str]:
    """Return the records of which there is something to tell that was not told."""
    lost = []
    for record in desk.records():
        told = known_of(desk, record)
        last = told[-1].meeting if told else None
        if record.confidence >= EVERYTHING.min_confidence and not record.is_background:
            lost += [record.id] if last is None or news(last, record) else []
    return lost


@WEEKS
@given(printed=tellings())
def test_nothing_is_hidden_and_nothing_is_told_twice(empty: Path, printed: list[Printed]) -> None:
    """At any time what is untold waits; in the end nothing does; no alert repeats the last."""
    with new_desk(empty) as desk:
        for one in printed:
            desk.runs(one.hours)
            desk.arrive([one])
            waits = {row.record for row in desk.waits()}
            assert set(unheard(desk)) <= waits
        desk.runs(printed[-1].hours + SETTLED)
        assert desk.waits() == []
        assert unheard(desk) == []
        for record in desk.records():
            for before, after in pairwise(told_of(desk, record)):
                assert before.meeting is not None
                assert after.meeting is not None
                assert news(before.meeting, after.meeting)


@WEEKS
@given(printed=tellings(), data=st.data())
def test_what_is_read_together_does_not_matter(
    empty: Path, printed: list[Printed], data: st.DataObject
) -> None:
    """However the articles fall into batches, what is told last is the same."""
    cuts = data.draw(st.sets(st.integers(1, max(1, len(printed) - 1))))
    assert last_told(empty, [[one] for one in printed]) == last_told(empty, parted(printed, cuts))


def parted(printed: Sequence[Printed], cuts: set[int]) -> list[list[Printed]]:
    """Cut a week of articles into batches."""
    ends = sorted({0, *(cut for cut in cuts if cut < len(printed)), len(printed)})
    return [list(printed[first:last]) for first, last in pairwise(ends)]


def last_told(empty: Path, batches: Sequence[Sequence[Printed]]) -> set[tuple[object, ...]]:
    """Return what was told last of each meeting: its status, and its days while it is planned."""
    with new_desk(empty) as desk:
        for batch in batches:
            desk.arrive(batch)
        desk.runs(batches[-1][-1].hours + SETTLED)
        last = [told[-1].meeting for one in desk.records() if (told := told_of(desk, one))]
        assert len(last) == len(desk.records())
        return {
            (one.status, None if one.status is Status.HELD else one.when.start)
            for one in last
            if one is not None
        }
