"""How sure is sure: the confidence of claims beside the share of them that is right.

``python -m tests.quality.calibration [FOLDER ...]`` reads the development set, the open case
families and any other labelled folders (``articles.jsonl`` and ``labels.jsonl``), prints a
reliability table and fits the two numbers of `Platt scaling
<https://en.wikipedia.org/wiki/Platt_scaling>`_ that ``parsers.meetings.confidence`` holds.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain
from pathlib import Path

from parsers.lexicon import load
from parsers.meetings.confidence import BASE, SHIFT, SLOPE
from parsers.reading import read
from tests.quality import families, score

HERE = Path(__file__).parent
BINS = 10
ROUNDS = 50  # Newton's method is done long before

# The sum of a claim's features, and whether its states met as the labels say.
Judged = tuple[float, bool]


def labelled(folder: Path) -> Iterator[families.Case]:
    """Yield the articles of a folder, each with its labels."""
    labels = {case["id"]: case for case in families.cases(folder / "labels.jsonl")}
    for article in families.cases(folder / "articles.jsonl"):
        yield labels[article["id"]] | article


def judged(cases: Sequence[families.Case]) -> Iterator[Judged]:
    """Yield each claim in scope that is told as news, with whether it is right.

    A set that the labels leave open is neither.
    """
    lexicon = load()
    for case in cases:
        told = str(case["published"] or "")
        published = date.fromisoformat(told) if len(told) == len("2024-05-10") else None
        wanted = {score.pset(m) for m in case["meetings"] if not m.get("is_background")}
        history = {score.pset(m) for m in case["meetings"] if m.get("is_background")}
        for claim in read(case["title"], case["text"], published, lexicon).meetings:
            states = frozenset(claim.participants)
            if claim.is_in_scope and not claim.is_background and states not in history - wanted:
                yield BASE + sum(claim.features.values()), states in wanted


def fitted(found: Sequence[Judged]) -> tuple[float, float]:
    """Return slope and shift of the logistic curve that fits best (Newton's method)."""
    slope, shift = 1.0, 0.0
    for _ in range(ROUNDS):
        gradient = [0.0, 0.0]
        hessian = [1e-9, 0.0, 1e-9]
        for value, is_right in found:
            chance = 1 / (1 + math.exp(-(slope * value + shift)))
            weight = chance * (1 - chance)
            gradient[0] += (is_right - chance) * value
            gradient[1] += is_right - chance
            hessian[0] += weight * value * value
            hessian[1] += weight * value
            hessian[2] += weight
        determinant = hessian[0] * hessian[2] - hessian[1] ** 2
        slope += (hessian[2] * gradient[0] - hessian[1] * gradient[1]) / determinant
        shift += (hessian[0] * gradient[1] - hessian[1] * gradient[0]) / determinant
    return slope, shift


def table(found: Sequence[Judged], slope: float, shift: float) -> list[str]:
    """Return a line for each tenth of confidence: how many claims, and how many are right."""
    bins: list[list[bool]] = [[] for _ in range(BINS)]
    for value, is_right in found:
        chance = 1 / (1 + math.exp(-(slope * value + shift)))
        bins[min(BINS - 1, int(chance * BINS))].append(is_right)
    return [
        f"  {at / BINS:.1f} to {(at + 1) / BINS:.1f}  claims {len(hits):4}  "
        f"right {sum(hits) / len(hits):.2f}"
        for at, hits in enumerate(bins)
        if hits
    ]


def main(arguments: Sequence[str]) -> None:
    """Print the reliability as it is and as it would be fitted."""
    folders = [HERE, *map(Path, arguments)]
    own = [case for case in families.cases() if case["split"] == "open"]
    cases = [*own, *chain.from_iterable(map(labelled, folders))]
    found = list(judged(cases))
    slope, shift = fitted(found)
    told = [f"{len(found)} claims of {len(cases)} texts", "as the features add up:"]
    told += [*table(found, 1.0, 0.0), "as the house calibrates:", *table(found, SLOPE, SHIFT)]
    told += [f"fitted, slope {slope:.3f} and shift {shift:.3f}:"]
    sys.stdout.write("\n".join([*told, *table(found, slope, shift)]) + "\n")
    sys.stdout.write(json.dumps({"slope": round(slope, 3), "shift": round(shift, 3)}) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
