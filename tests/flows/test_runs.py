"""A run is kept however it ends, and no two of one verb act at the same time."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import pytest

from flows.runtime import runs as module
from flows.runtime.intervals import LONGEST_WAIT, POLL_EVERY, SLACK, next_poll
from flows.runtime.runs import LOCK_LEASE, OpenRun, VerbBusyError, running
from flows.runtime.wiring import House
from flows.steps.sparing import sparing
from storage import runs
from storage.database import reading, transaction
from storage.errors import DatabaseBusyError, RowRefusedError
from storage.model import Run, RunStatus
from tests.flows.houses import NOW


def kept(house: House) -> list[Run]:
    """Return all runs, the latest first."""
    with reading(house.engine) as session:
        return runs.recent(session)


def holder(house: House, verb: str = "ingest") -> str | None:
    """Return who holds a verb's lock by the machine's clock."""
    with reading(house.engine) as session:
        return runs.holder(session, verb, datetime.now(UTC))


class TestRunning:
    """The life of a run."""

    @pytest.mark.parametrize(
        ("is_failure", "is_partial", "status"),
        [
            (False, False, RunStatus.OK),
            (False, True, RunStatus.PARTIAL),
            (True, False, RunStatus.FAILED),
            (True, True, RunStatus.FAILED),
        ],
    )
    def test_a_run_ends_as_it_says(
        self, house: House, *, is_failure: bool, is_partial: bool, status: RunStatus
    ) -> None:
        """Figures and status are kept, and the run ends later than it began."""
        with running(house, "ingest", NOW) as run:
            assert kept(house)[0].status is RunStatus.RUNNING
            time.sleep(0.01)
            run.close({"stored": 3}, is_failure=is_failure, is_partial=is_partial)
        (found,) = kept(house)
        assert (found.id, found.status, found.counts) == (run.id, status, {"stored": 3})
        assert found.started_at == NOW
        assert found.finished_at is not None
        assert NOW + timedelta(milliseconds=10) <= found.finished_at < NOW + timedelta(minutes=1)

    def test_a_run_that_raises_is_kept_as_failed(self, house: House) -> None:
        """The error goes on to the caller, its kind stays with the run, and the lock is free."""
        with pytest.raises(ZeroDivisionError), running(house, "ingest", NOW):
            raise ZeroDivisionError
        (found,) = kept(house)
        assert (found.status, found.detail) == (RunStatus.FAILED, "ZeroDivisionError")
        assert holder(house) is None

    def test_overlap_is_refused_and_leaves_nothing(self, house: House) -> None:
        """A second run of the verb is told why it cannot start; another verb may."""
        with running(house, "ingest", NOW):
            with pytest.raises(VerbBusyError, match=r"ingest: .* under way.*5 minutes"):
                _begin(house, "ingest")
            _begin(house, "detect")
        assert sorted(run.verb for run in kept(house)) == ["detect", "ingest"]
        _begin(house, "ingest")

    def test_the_lock_lives_by_the_machine_s_clock(self, house: House) -> None:
        """A run that acts at another instant neither keeps the lock longer nor loses it."""
        with running(house, "ingest", NOW + timedelta(days=3650)):
            with pytest.raises(VerbBusyError):
                _begin(house, "ingest", NOW - timedelta(days=3650))
            assert holder(house) is not None
        assert holder(house) is None

    def test_a_killed_run_s_lock_runs_out(self, house: House) -> None:
        """What was left behind by a process that is gone blocks nobody for ever."""
        with transaction(house.engine) as session:
            long_ago = datetime.now(UTC) - LOCK_LEASE - timedelta(seconds=1)
            assert runs.lock(session, "ingest", "gone:1", now=long_ago, lease=LOCK_LEASE)
        _begin(house, "ingest")

    def test_a_long_run_keeps_its_lock(self, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
        """The lock is renewed while the run goes on, so that it outlives its lease."""
        monkeypatch.setattr(module, "LOCK_LEASE", timedelta(seconds=2))
        monkeypatch.setattr(module, "RENEW_EVERY", timedelta(seconds=0.2))
        with running(house, "ingest", NOW):
            time.sleep(2.3)
            with pytest.raises(VerbBusyError):
                _begin(house, "ingest")


def _begin(house: House, verb: str, now: datetime = NOW) -> OpenRun:
    with running(house, verb, now) as run:
        return run


class TestSparing:
    """One item's fault is logged and passed over; a database that is gone is not."""

    def test_an_item_s_fault_is_logged_and_passed_over(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        """The traceback names kind and id."""
        with sparing("article", "a1"):
            raise RowRefusedError("a1", "contradicts", "Mend it.")
        (record,) = caplog.records
        assert record.getMessage() == "item_spared kind=article id=a1"
        assert record.exc_info

    @pytest.mark.parametrize(
        "error", [DatabaseBusyError("db", "is held", "Wait."), KeyboardInterrupt()]
    )
    def test_what_ends_the_run_ends_it(self, error: BaseException) -> None:
        """A lost database and a person's wish to stop are not passed over."""
        with pytest.raises(type(error)), sparing("article", "a1"):
            raise error


class TestNextPoll:
    """When a feed is due again."""

    def test_a_schedule_that_starts_a_little_early_misses_nothing(self) -> None:
        """The wait after a success is shorter than the schedule's interval by some slack."""
        assert next_poll(NOW, 0) == NOW + POLL_EVERY - SLACK

    def test_failures_double_the_wait_up_to_a_day(self) -> None:
        """A dead feed is asked once a day, however long it has been dead."""
        waits = [next_poll(NOW, failures) - NOW for failures in range(12)]
        assert waits == sorted(waits)
        assert waits[1] == 2 * POLL_EVERY - SLACK
        assert waits[7] == waits[11] == LONGEST_WAIT

    def test_a_server_s_wish_counts_if_it_is_longer(self) -> None:
        """Retry-After never makes us come sooner."""
        assert next_poll(NOW, 0, timedelta(hours=3)) == NOW + timedelta(hours=3)
        assert next_poll(NOW, 0, timedelta(seconds=1)) == next_poll(NOW, 0)
