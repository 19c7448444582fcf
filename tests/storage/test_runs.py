"""Runs are recorded, and a lock keeps two of them apart until it runs out."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from storage import runs
from storage.database import transaction
from storage.errors import IdentityUnknownError
from storage.model import Run, RunStatus
from tests.storage.builders import NOW

HOUR = timedelta(hours=1)


def test_a_run_begins_and_ends(engine: Engine) -> None:
    """A run is under way until it is finished, and then tells what it did."""
    with transaction(engine) as session:
        run = runs.start(session, "ingest", NOW, "two feeds")
        assert run.startswith("ingest-20310407T0630-")
        assert runs.get(session, run) == Run(run, "ingest", NOW, detail="two feeds")
        end = NOW + HOUR
        runs.finish(session, run, now=end, status=RunStatus.PARTIAL, counts={"ok": 1, "blocked": 1})
        assert runs.get(session, run) == Run(
            run, "ingest", NOW, end, RunStatus.PARTIAL, {"ok": 1, "blocked": 1}, "two feeds"
        )
        runs.finish(session, run, now=end, status=RunStatus.OK, counts={}, detail="none")
        assert (found := runs.get(session, run)) is not None
        assert (found.detail, found.counts) == ("none", {})


def test_an_unknown_run_cannot_end(engine: Engine) -> None:
    """Finishing a run that never began is an error that names it."""
    with transaction(engine) as session, pytest.raises(IdentityUnknownError, match="ingest-x"):
        runs.finish(session, "ingest-x", now=NOW, status=RunStatus.OK, counts={})


def test_recent_runs_come_latest_first(engine: Engine) -> None:
    """Runs of one verb or of all, as many as asked; two at one instant are two."""
    with transaction(engine) as session:
        for hours, verb in enumerate(["ingest", "detect", "ingest", "ingest"]):
            runs.start(session, verb, NOW + min(hours, 2) * HOUR)
        assert [run.verb for run in runs.recent(session)] == [
            "ingest",
            "ingest",
            "detect",
            "ingest",
        ]
        assert [run.started_at for run in runs.recent(session, "ingest", 2)] == [NOW + 2 * HOUR] * 2
        assert runs.recent(session, "digest") == []


def test_a_lock_keeps_others_out(engine: Engine) -> None:
    """One owner holds a name; he may renew it, nobody else may take or give it back."""
    with transaction(engine) as session:
        assert runs.lock(session, "ingest", "here", now=NOW, lease=HOUR)
        assert not runs.lock(session, "ingest", "there", now=NOW, lease=HOUR)
        assert runs.lock(session, "detect", "there", now=NOW, lease=HOUR)
        assert runs.lock(session, "ingest", "here", now=NOW + HOUR / 2, lease=HOUR)
        assert not runs.lock(session, "ingest", "there", now=NOW + HOUR, lease=HOUR)
        assert not runs.unlock(session, "ingest", "there")
        assert runs.holder(session, "ingest", NOW) == "here"
        assert runs.unlock(session, "ingest", "here")
        assert runs.lock(session, "ingest", "there", now=NOW, lease=HOUR)


def test_a_lock_that_ran_out_is_anybodys(engine: Engine) -> None:
    """After its lease a lock can be taken over, and its first owner has lost it."""
    with transaction(engine) as session:
        runs.lock(session, "ingest", "here", now=NOW, lease=HOUR)
        assert runs.holder(session, "ingest", NOW + HOUR) is None
        assert runs.lock(session, "ingest", "there", now=NOW + HOUR, lease=HOUR)
        assert not runs.unlock(session, "ingest", "here")
        assert not runs.lock(session, "ingest", "here", now=NOW + HOUR, lease=HOUR)


def test_one_of_many_gets_the_lock(engine: Engine) -> None:
    """Of owners that ask at the same time exactly one is let in."""
    got: list[str] = []
    start = threading.Barrier(4)

    def ask(owner: str) -> None:
        start.wait()
        with transaction(engine) as session:
            if runs.lock(session, "ingest", owner, now=NOW, lease=HOUR):
                got.append(owner)

    threads = [threading.Thread(target=ask, args=(f"owner-{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 1
    with transaction(engine) as session:
        assert runs.holder(session, "ingest", NOW) == got[0]
