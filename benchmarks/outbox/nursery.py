"""``python -m benchmarks.outbox.nursery DATABASE PORT``: begets senders, each to be killed.

For each line on its input it forks a process that sends what is due, and prints its id. A fork
costs next to nothing, while a process of its own takes seconds to learn all that it needs.

A sender's clock runs ``SPEED`` times as fast as ours, so that leases run out while one watches.
"""

from __future__ import annotations

import os
import sys
import time
from datetime import UTC, datetime, timedelta

from flows.runtime.settings import Settings
from flows.runtime.watchlist import Watchlist
from flows.runtime.wiring import House
from flows.steps.deliver import deliver
from parsers.lexicon import load
from storage.database import connect

SPEED = 3_600
EPOCH = datetime(2026, 3, 2, tzinfo=UTC)


def at(started: float) -> datetime:
    """Return what time it is for a sender, ``started`` being when its world began."""
    return EPOCH + timedelta(seconds=(time.time() - started) * SPEED)


def main(database: str, port: str, started: str) -> None:
    """Fork a sender for each line on standard input."""
    settings = Settings(
        smtp_host="127.0.0.1",
        smtp_port=int(port),
        smtp_mode="none",
        smtp_sender="Watch <watch@watch.example>",
    )
    lexicon = load()
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            house = House(settings, Watchlist((), (), ()), connect(database), lexicon)
            while True:
                deliver(house, at(float(started)))
                time.sleep(0.01)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
