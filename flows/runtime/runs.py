"""Keeps a run of a verb in our own table, and two runs of one verb apart by a lock.

The lock lives by the machine's clock, whatever instant the run acts at, and is renewed
while the run goes on. A run that is killed leaves it behind for a few minutes at most.
"""

from __future__ import annotations

import logging
import os
import secrets
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from sqlmodel import Session

from flows.runtime.wiring import House
from storage import runs
from storage.database import transaction
from storage.errors import StorageError
from storage.model import RunStatus

logger = logging.getLogger(__name__)

# A run that was killed blocks the next one no longer than this.
LOCK_LEASE = timedelta(minutes=5)
# Four chances to renew before the lease runs out, for a database that is busy for a while.
RENEW_EVERY = timedelta(minutes=1)


class VerbBusyError(Exception):
    """Another run of the same verb is under way."""

    def __init__(self, verb: str) -> None:
        minutes = int(LOCK_LEASE.total_seconds() // 60)
        super().__init__(
            f"{verb}: another run is under way. Wait for it; if it was killed, "
            f"its lock runs out within {minutes} minutes.",
        )
        self.verb = verb


@dataclass(slots=True)
class OpenRun:
    """A run under way; ``close`` says how it ended."""

    id: str
    counts: dict[str, int] = field(default_factory=dict)
    status: RunStatus = RunStatus.OK

    def close(
        self, counts: Mapping[str, int], *, is_failure: bool = False, is_partial: bool = False
    ) -> None:
        """Note what the run did, and whether it failed as a whole or lost something on the way."""
        self.counts = dict(counts)
        self.status = RunStatus.PARTIAL if is_partial else RunStatus.OK
        if is_failure:
            self.status = RunStatus.FAILED


@contextmanager
def running(house: House, verb: str, now: datetime) -> Iterator[OpenRun]:
    """Take the verb's lock, keep the run, and give the lock back however it ends.

    ``now`` is the instant that the run acts at; it ends as much later as it took. A run
    that raises is kept as failed, with the kind of error. Raises VerbBusyError, and keeps
    nothing, where another run holds the lock.
    """
    owner = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
    began = time.monotonic()
    with transaction(house.engine) as session:
        if not _lock(session, verb, owner):
            raise VerbBusyError(verb)
        run = OpenRun(runs.start(session, verb, now))

    def end(detail: str | None = None) -> None:
        at = now + timedelta(seconds=time.monotonic() - began)
        with transaction(house.engine) as session:
            runs.finish(
                session, run.id, now=at, status=run.status, counts=run.counts, detail=detail
            )
            runs.unlock(session, verb, owner)

    with _renewed(house, verb, owner):
        try:
            yield run
        except BaseException as error:
            run.status = RunStatus.FAILED
            with suppress(StorageError):  # the first error is the one to hear of
                end(type(error).__name__)
            raise
    end()


def _lock(session: Session, verb: str, owner: str) -> bool:
    return runs.lock(session, verb, owner, now=datetime.now(UTC), lease=LOCK_LEASE)


@contextmanager
def _renewed(house: House, verb: str, owner: str) -> Iterator[None]:
    """Renew the lock in a thread of its own until the block ends."""
    ended = threading.Event()
    keeper = threading.Thread(target=_renew, args=(house, verb, owner, ended), daemon=True)
    keeper.start()
    try:
        yield
    finally:
        ended.set()
        keeper.join()


def _renew(house: House, verb: str, owner: str, ended: threading.Event) -> None:
    while not ended.wait(RENEW_EVERY.total_seconds()):
        try:
            with transaction(house.engine) as session:
                is_ours = _lock(session, verb, owner)
        except StorageError as error:
            logger.warning("lock_not_renewed verb=%s reason=%s", verb, error)
        else:
            if not is_ours:
                logger.error("lock_lost verb=%s", verb)
                return
