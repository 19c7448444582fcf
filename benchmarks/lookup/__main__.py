"""``python -m benchmarks.lookup``: milliseconds to find the reports near a claim, by archive size.

On SQLite in a temporary file, and on PostgreSQL where a server can be started. The goal is
two milliseconds among a million meetings, and at most twice what it takes among ten thousand;
either way a look-up finds about as many reports, since a larger archive has more sets of states.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

from sqlalchemy import Engine
from sqlmodel import Session

from benchmarks.lookup.archive import STATES, fill, measure, meetings
from benchmarks.stores import Databases, stores, used
from flows.steps.settling import REACH
from parsers.model import Meeting
from parsers.records.gathering import neighbours
from parsers.records.reports import possible
from storage import reports
from storage.database import reading, upgrade

SIZES = (10_000, 1_000_000)
ASKED, BEST_OF = 300, 3
GOAL_MS, GOAL_RATIO = 2.0, 2.0


def timed(engine: Engine, claims: Sequence[Meeting]) -> float:
    """Return the median of milliseconds that a look-up takes, the best of a few for each."""
    taken = []
    with reading(engine) as session:
        for claim in claims:
            on = claim.when.start
            if on is None:
                continue
            days = possible(claim, on, on)
            sets = neighbours(claim.participants, STATES)
            window = days[0] - 2 * REACH, days[1] + 2 * REACH
            taken.append(min(_one(session, sets, window) for _ in range(BEST_OF)))
    return statistics.median(taken) * 1000


def _one(session: Session, sets: Sequence[Sequence[str]], window: tuple[date, date]) -> float:
    begun = time.perf_counter()
    reports.around(session, sets, *window)
    return time.perf_counter() - begun


def figures(databases: Databases, sizes: Sequence[int]) -> Iterator[tuple[int, float]]:
    """Fill an archive of each size, and time look-ups in it."""
    for size in sizes:
        with used(databases(f"archive_{size}")) as engine:
            upgrade(engine)
            fill(engine, meetings(size, seed=1), 0)
            measure(engine)
            yield size, timed(engine, list(islice(meetings(size, seed=2), ASKED)))


def main(arguments: Sequence[str]) -> int:
    """Print the figures beside the goals; 1 where one is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.lookup")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="N")
    sizes = sorted(parser.parse_args(arguments).sizes)
    is_good = True
    with stores() as opened:
        for name, databases in opened:
            found = dict(figures(databases, sizes))
            ratio = found[sizes[-1]] / found[sizes[0]]
            is_good &= found[sizes[-1]] <= GOAL_MS and ratio <= GOAL_RATIO
            told = ", ".join(f"{size:,} meetings {ms:.2f} ms" for size, ms in found.items())
            goal = f"goal {GOAL_MS:.0f} ms and {GOAL_RATIO:.0f} times"
            sys.stdout.write(f"{name}: {told}; {ratio:.1f} times ({goal})\n")
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
