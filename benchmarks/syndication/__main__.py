"""``python -m benchmarks.syndication``: copies found, beside what others find, and what it costs.

First a labelled stream of made-up news, or an outside set: milliseconds an article, and the pairs
joined. Then the index alone: look-up time and bytes per article from small archives to large ones,
on SQLite in a temporary file, and on PostgreSQL where a server can be started.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.stores import Databases, stores, used
from benchmarks.syndication.growth import Figures, figures
from benchmarks.syndication.house import STEPS, groups, quality, run
from benchmarks.syndication.stream import Labelled, outside, stream
from storage.database import upgrade

ROOT = Path(__file__).parents[2]
EVENTS, SIZES, ASKED = 150, (10_000, 100_000, 1_000_000), 300
GOAL_MS, GOAL_BYTES, GOAL_RATIO = 3.0, 700, 2.0
NO_PEER = """neither datasketch nor rensa is installed, so SimHash alone stands beside the house.
With them in an environment of its own:
  python -m benchmarks.syndication --peer PATH-OF-ITS-PYTHON"""


def main(arguments: Sequence[str]) -> int:
    """Print the figures beside the goals; 1 where one is missed."""
    options = _options(arguments)
    labelled = outside(options.set) if options.set else stream(options.events, seed=1)
    with stores() as opened:
        is_good = _told_quality(opened[0][1], labelled, options.peer)
        for name, databases in opened:
            is_good &= _told_growth(name, databases, sorted(options.sizes))
    return 0 if is_good else 1


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.syndication")
    parser.add_argument("--events", type=int, default=EVENTS, metavar="N", help="of the stream")
    parser.add_argument("--set", type=Path, metavar="DIR", help="has docs.jsonl and gold.jsonl")
    parser.add_argument(
        "--peer", default=sys.executable, metavar="PYTHON", help="has the libraries"
    )
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES, metavar="N", help="articles")
    return parser.parse_args(arguments)


def _told_quality(databases: Databases, labelled: Sequence[Labelled], peer: str) -> bool:
    """Print what the house and its peers make of one stream; say whether the goal is met."""
    with used(databases("stream")) as engine:
        upgrade(engine)
        done = run(engine, labelled)
    texts = len({one.story for one in labelled})
    words = statistics.mean(len(one.article.text.split()) for one in labelled)
    print(f"{len(labelled)} articles of {words:.0f} words, {texts} texts and their copies\n")
    print(f"{'':28}{'ms/article':>10}{'pairs':>8}{'precision':>11}{'recall':>8}")
    whole = done.whole()
    _told("the house", statistics.mean(whole), labelled, groups(labelled, done))
    found = list(peers(peer, [one.article.text for one in labelled]))
    for name, seconds, pairs in found:
        _told(name, seconds * 1000 / len(labelled), labelled, _joined(labelled, pairs))
    if len(found) == 1:
        print(NO_PEER)
    print(f"\nthe house in the median: {statistics.median(whole):.2f} ms")
    compared = sum(done.compared)
    for step in STEPS:
        print(f"  {step:15}{statistics.median(done.taken[step]):6.2f} ms")
    each = sum(done.taken["verification"]) / max(1, compared)
    print(f"{compared} texts compared, {each:.2f} ms each")
    is_good = statistics.median(whole) <= GOAL_MS
    print(f"goal {GOAL_MS:.0f} ms in the median, {'met' if is_good else 'missed'}\n")
    return is_good


def _told(name: str, taken: float, labelled: Sequence[Labelled], found: Mapping[str, str]) -> None:
    score = quality(labelled, found)
    figures = f"{score.joined:8}{score.precision:11.3f}{score.recall:8.3f}"
    print(f"{name:28}{taken:10.2f}{figures}")


def peers(interpreter: str, texts: Sequence[str]) -> Iterator[tuple[str, float, list[list[int]]]]:
    """Yield the name, the seconds and the pairs of each method that an interpreter has."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "texts.json"
        path.write_text(json.dumps(texts), encoding="utf-8")
        command = [interpreter, "-m", "benchmarks.syndication.peers", str(path)]
        answered = subprocess.run(  # noqa: S603 -- our own module, asked by hand
            command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True
        )
    for line in answered.stdout.splitlines():
        answer = json.loads(line)
        yield answer["name"], answer["seconds"], answer["pairs"]


def _joined(labelled: Sequence[Labelled], pairs: Sequence[Sequence[int]]) -> dict[str, str]:
    """Return the groups that pairs make, as those who use such a library make them."""
    ids = [one.article.id for one in labelled]
    group = {one: one for one in ids}
    for one, other in pairs:
        left, right = _root(group, ids[one]), _root(group, ids[other])
        group[max(left, right)] = min(left, right)
    return {one: _root(group, one) for one in group}


def _root(group: dict[str, str], one: str) -> str:
    while group[one] != one:
        group[one] = group[group[one]]
        one = group[one]
    return one


def _told_growth(name: str, databases: Databases, sizes: Sequence[int]) -> bool:
    """Print look-up time and bytes for each size; say whether the goals are met."""
    found: list[Figures] = []
    for size in sizes:
        with used(databases(f"archive_{size}")) as engine:
            upgrade(engine)
            one = figures(engine, size, ASKED)
        print(
            f"{name}: {size:,} articles, a look-up {one.median:.2f} ms (one in a hundred over "
            f"{one.slowest:.1f}), {one.room:.0f} bytes each, {one.found:.1%} of the copies found",
            flush=True,
        )
        found.append(one)
    if not found:
        return True
    ratio = found[-1].median / found[0].median
    is_good = ratio <= GOAL_RATIO and (name != "SQLite" or found[-1].room <= GOAL_BYTES)
    goal = f"{GOAL_RATIO:.0f} times" + (f", {GOAL_BYTES} bytes" if name == "SQLite" else "")
    print(f"{name}: {ratio:.1f} times; goal {goal}, {'met' if is_good else 'missed'}")
    return is_good


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
