"""``python -m tests.quality.stream``: how well the house puts a stream's claims together.

Plays made-up meetings through the house, with clean fields and with the reader's faults, and
prints what is kept and told beside the goals and the floors. It fails under a floor.
``--show N`` lists errors, ``--seed N`` draws another stream. ``--gathering`` scores in a second
how the claims are gathered, all at once and without the house around it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor

from tests.quality.stream.coverage import coverage
from tests.quality.stream.faults import faulty
from tests.quality.stream.outcome import outcome
from tests.quality.stream.run import gathered_by_house, play, score
from tests.quality.stream.table import BARS, reaches, shown, table
from tests.quality.stream.world import world

SEED = 1


def figures(seed: int, setting: str, show: int) -> tuple[list[str], bool]:
    """Play one stream; return what there is to read of it, and whether no floor is missed."""
    events = world(seed)
    reports = faulty(coverage(events, seed), seed, setting)
    found = outcome(events, reports, play(reports))
    told = [*table(setting, seed, reports, found), *shown(events, reports, found, show)]
    return told, reaches(found, BARS[setting])


def gathering(seed: int, setting: str) -> str:
    """Score the gathering of claims alone."""
    reports = faulty(coverage(world(seed), seed), seed, setting)
    found = score(reports, gathered_by_house)
    figures = f"F {found.f:.3f}  P {found.precision:.3f}  R {found.recall:.3f}"
    return f"stream {seed}, faults {setting}, gathering alone: B3 {figures}\n"


def main(arguments: Sequence[str]) -> int:
    """Print the figures of each setting, played side by side; 1 where one is under its floor."""
    asked = _asked(arguments)
    settings = [asked.faults] if asked.faults else list(BARS)
    if asked.gathering:
        sys.stdout.writelines(gathering(asked.seed, one) for one in settings)
        return 0
    with ProcessPoolExecutor(len(settings)) as pool:
        runs = [pool.submit(figures, asked.seed, one, asked.show) for one in settings]
        played = [run.result() for run in runs]
    for told, _ in played:
        sys.stdout.write("\n".join(told) + "\n")
    return 0 if all(is_good for _, is_good in played) else 1


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.quality.stream")
    parser.add_argument("--seed", type=int, default=SEED, help="another seed, another stream")
    parser.add_argument("--faults", choices=list(BARS), help="one setting alone")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="list N errors")
    parser.add_argument("--gathering", action="store_true", help="score the gathering alone")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
