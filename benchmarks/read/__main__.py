"""``python -m benchmarks.read``: articles a second, memory, long texts, and a peer beside it."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from benchmarks.prose import Printed
from benchmarks.read.articles import mixture
from benchmarks.read.engines import COMPILED, Engine, engine
from benchmarks.read.hostile import TEXTS

NUMBER, ROUNDS = 120, 5  # articles of a round, each of which has others: news is read once
LONG = 100_000  # words of the longest text
PARTS = 10  # as many short texts are it, cut up
GROWTH_ROUNDS = 2  # of which the best
SPEED_GOAL = 150  # articles a second, at least
MEMORY_GOAL = 150  # MiB, at most
GROWTH_GOAL = 12  # times as long for ten times the words, at most
NO_PEER = """spaCy's small English model is not installed, so there is nothing to compare with.
It is in the dependency group "benchmark"; with it in an environment of its own:
  python -m benchmarks.read --peer PATH-OF-ITS-PYTHON"""
OUTDATED = "the compiled reader is of other sources, as it finds other meetings: make compiled"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    options = _options(arguments)
    printed = list(mixture(options.articles * (options.rounds + 1)))
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        path = Path(folder) / "articles.json"
        path.write_text(rounds_of(printed, options.articles), encoding="utf-8")
        reader = stack.enter_context(engine(sys.executable, "reader", path))
        compiled = stack.enter_context(engine(sys.executable, "reader", path, COMPILED))
        peer = stack.enter_context(engine(options.peer, "peer", path))
        if reader is None:
            print("the reader's process ended; its message stands above")
            return 1
        words = sum(len(one.text.split()) for one in printed) / len(printed)
        print(f"{options.articles} articles of {words:.0f} words that were not read before,")
        print(f"one core, best of {options.rounds}")
        readers = {"reader": reader} | ({"compiled": compiled} if compiled else {})
        print("\n".join(speeds(readers, peer, options.articles, options.rounds)))
        print("\n".join(growth(reader, options.long)))
    return 0


def rounds_of(printed: Sequence[Printed], number: int) -> str:
    """Return articles, so many a round, as the processes are handed them."""
    rows = [
        {"title": one.title, "text": one.text, "published": one.published.isoformat()}
        for one in printed
    ]
    return json.dumps([rows[start : start + number] for start in range(0, len(rows), number)])


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.read", description=__doc__)
    parser.add_argument("--articles", type=int, default=NUMBER, metavar="N", help="how many")
    parser.add_argument("--rounds", type=int, default=ROUNDS, metavar="N", help="of which the best")
    parser.add_argument("--long", type=int, default=LONG, metavar="WORDS", help="the longest text")
    parser.add_argument("--peer", default=sys.executable, metavar="PYTHON", help="that has spaCy")
    return parser.parse_args(arguments)


def speeds(
    readers: Mapping[str, Engine], peer: Engine | None, number: int, rounds: int
) -> Iterator[str]:
    """Yield articles a second and memory, all in turn, round by round; the peer beside the first.

    The readers are one, from its sources and compiled, and find the same.
    """
    engines = [*readers.values(), *([peer] if peer is not None else [])]
    answers = [[one.ask("round") for one in engines] for _ in range(rounds)]
    columns = list(zip(*answers, strict=True))
    best = [number / min(answer["seconds"] for answer in column) for column in columns]
    memory = [one.ask("memory")["mib"] for one in engines]
    for name, speed, room in zip(readers, best, memory, strict=False):
        yield _goal(f"{name:12} {speed:7.1f} articles/s", SPEED_GOAL, is_met=speed >= SPEED_GOAL)
        yield _goal(f"{'':12} {room:7.1f} MiB", MEMORY_GOAL, is_met=room <= MEMORY_GOAL)
    if len({tuple(answer["found"] for answer in each) for each in columns[: len(readers)]}) > 1:
        yield OUTDATED
    if peer is None:
        yield NO_PEER
        return
    yield f"spaCy, names {best[-1]:7.1f} articles/s\n             {memory[-1]:7.1f} MiB"
    speed, room = best[0] / best[-1], memory[0] / memory[-1]
    yield f"the reader does {speed:.1f} times as many in {room:.2f} of the memory"


def growth(reader: Engine, longest: int) -> Iterator[str]:
    """Yield for each kind of long text the time it takes, and its growth over a tenth of it.

    The time of a tenth is the mean of the ten that the long text is cut into, so that both sides
    read the same words. Each side is read as often, by a process that has read neither: what it
    remembers of the one would shorten the other.
    """
    shortest = longest // PARTS
    yield f"\n{'seconds for words':26}{shortest:9}{longest:9}   growth, goal {GROWTH_GOAL} at most"
    for name in TEXTS:
        asked = [(f"{name} {longest} {PARTS}", f"{name} {longest} 1")] * GROWTH_ROUNDS
        taken = [[reader.ask(one)["seconds"] for one in pair] for pair in asked]
        cut, long = (min(column) for column in zip(*taken, strict=True))
        ratio = PARTS * long / cut if cut else 0.0
        verdict = "" if ratio <= GROWTH_GOAL else "   missed"
        yield f"{name:26}{cut / PARTS:9.3f}{long:9.3f}{ratio:9.1f}{verdict}"


def _goal(line: str, goal: int, *, is_met: bool) -> str:
    return f"{line}   goal {goal}, {'met' if is_met else 'missed'}"


if __name__ == "__main__":
    sys.exit(main())
