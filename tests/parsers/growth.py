"""How time grows with the length of a text: a ratio, whatever the machine and its load."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

SHORT, LONG = 8_000, 32_000  # characters
STEEPEST = 9  # times as long for four times as much: less than the square, with room for noise
UNREST = 0.1  # seconds that a garbage collection or a cold cache may take


def grows_with_length_alone(work: Callable[[str], object], piece: str) -> bool:
    """Tell whether four times as much of a piece takes about four times as long, not sixteen."""

    def spent(characters: int) -> float:
        text = (piece * (characters // len(piece) + 1))[:characters]
        start = process_time()
        work(text)
        return process_time() - start

    short = min(spent(SHORT) for _ in range(3))
    long = min(spent(LONG) for _ in range(2))
    return long < STEEPEST * short + UNREST
