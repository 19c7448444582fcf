"""What others would make of the same stream: MinHash with LSH by two libraries, and SimHash.

``python -m benchmarks.syndication.peers TEXTS`` reads a JSON list of texts and answers with a
line of JSON for each method: its name, seconds on the processor, and the pairs found, by place.
It imports nothing of ours, so that it may run under an interpreter that has the libraries alone.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

PERMUTATIONS = 128
SHINGLE = 5
# The usual threshold of deduplication, and a low one: reworded copies share few runs of words.
THRESHOLDS = (0.8, 0.5, 0.2)
SIMHASH_BITS, BLOCKS = 64, 4
SIMHASH_FAR = 3  # bits in which two texts may differ; each block is looked up as a whole
WORD = re.compile(r"\w+")

Pairs = list[tuple[int, int]]
Method = Callable[[Sequence[str], float], Pairs]


def main(arguments: Sequence[str]) -> int:
    """Answer for each method that can be run here."""
    texts = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
    for name, library, method, threshold in METHODS:
        if library and find_spec(library) is None:
            continue
        if library:
            import_module(library)
        begun = time.process_time()
        pairs = method(texts, threshold)
        answer = {"name": name, "seconds": time.process_time() - begun, "pairs": pairs}
        print(json.dumps(answer), flush=True)
    return 0


def _shingles(text: str) -> list[str]:
    words = WORD.findall(text.lower())
    return [" ".join(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1))]


def _datasketch(texts: Sequence[str], threshold: float) -> Pairs:
    library: Any = import_module("datasketch")
    index = library.MinHashLSH(threshold=threshold, num_perm=PERMUTATIONS)
    pairs: Pairs = []
    for place, text in enumerate(texts):
        signature = library.MinHash(num_perm=PERMUTATIONS)
        signature.update_batch([one.encode() for one in _shingles(text)])
        pairs += [(int(other), place) for other in index.query(signature)]
        index.insert(str(place), signature)
    return pairs


def _rensa(texts: Sequence[str], threshold: float) -> Pairs:
    library: Any = import_module("rensa")
    index = library.RMinHashLSH(
        threshold=threshold, num_perm=PERMUTATIONS, num_bands=_bands(threshold)
    )
    pairs: Pairs = []
    for place, text in enumerate(texts):
        signature = library.RMinHash(num_perm=PERMUTATIONS, seed=1)
        signature.update(_shingles(text))
        pairs += [(int(other), place) for other in index.query(signature)]
        index.insert(place, signature)
    return pairs


def _bands(threshold: float) -> int:
    """Return the number of bands whose threshold, (1 / bands) ** (1 / rows), is nearest."""
    powers: list[int] = [1 << power for power in range(8)]
    return min(powers, key=lambda b: abs((1 / b) ** (b / PERMUTATIONS) - threshold))


def _simhash(texts: Sequence[str], _threshold: float) -> Pairs:
    """Pair the texts whose 64-bit SimHash differs in three bits at most (Manku et al. 2007)."""
    by_block: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    pairs: Pairs = []
    for place, text in enumerate(texts):
        sign = _sign(text)
        met = {one for block in _blocks(sign) for one in by_block[block]}
        pairs += [(other, place) for other, seen in met if (sign ^ seen).bit_count() <= SIMHASH_FAR]
        for block in _blocks(sign):
            by_block[block].append((place, sign))
    return pairs


def _blocks(sign: int) -> Iterator[tuple[int, int]]:
    size = SIMHASH_BITS // BLOCKS
    yield from ((at, sign >> at * size & (1 << size) - 1) for at in range(BLOCKS))


def _sign(text: str) -> int:
    counts = [0] * SIMHASH_BITS
    shingles = _shingles(text)
    for one in shingles:
        raw = int.from_bytes(hashlib.blake2b(one.encode(), digest_size=8).digest(), "big")
        for bit in range(SIMHASH_BITS):
            counts[bit] += raw >> bit & 1
    return sum(1 << bit for bit, count in enumerate(counts) if 2 * count > len(shingles))


METHODS: tuple[tuple[str, str, Method, float], ...] = (
    *((f"datasketch MinHash LSH {one}", "datasketch", _datasketch, one) for one in THRESHOLDS),
    *((f"rensa MinHash LSH {one}", "rensa", _rensa, one) for one in THRESHOLDS),
    (f"SimHash {SIMHASH_FAR} of {SIMHASH_BITS} bits", "", _simhash, 0.0),
)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
