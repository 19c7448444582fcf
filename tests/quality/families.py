"""Case families: short texts that must be read so, and near misses that must be left alone.

``python -m tests.quality.families [FAMILY ...]`` prints the share that is right, by family,
open and closed cases apart; ``--faults`` lists what is wrong in the open ones.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from flows.steps.read import lines, predictions
from parsers.lexicon import load
from tests.quality import score

CASES = Path(__file__).parent / "families.jsonl"
FIELDS = ("level", "format", "city", "country", "status")
ONE_DAY = 1

Case = Mapping[str, Any]


def cases(path: Path = CASES) -> list[Case]:
    """Return the cases of a file, one JSON object a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def read(chosen: Sequence[Case]) -> Iterator[tuple[Case, Case]]:
    """Yield each case with what the reader makes of its text."""
    rows = (json.dumps({"url": "", **case}) for case in chosen)
    yield from zip(chosen, predictions(list(lines(rows)), load()), strict=True)


def faults(case: Case, found: Case) -> list[str]:
    """Return what is wrong in a reading, in short words; empty where all that is asked is right."""
    wanted = [m for m in case["meetings"] if not m.get("is_background")]
    hard = [m for m in wanted if not m.get("soft") or m.get("required")]
    soft = {score.pset(m) for m in wanted if m.get("soft")}
    seen = score.fg(found["meetings"])
    pairs = score.best_match(hard, seen)
    wrong = [f"missed {_who(gold)}" for at, gold in enumerate(hard) if at not in pairs]
    wrong += [
        f"made up {_who(made)}"
        for at, made in enumerate(seen)
        if at not in pairs.values() and score.in_scope(made) and score.pset(made) not in soft
    ]
    for at, position in pairs.items():
        wrong += _wrong_fields(hard[at], seen[position])
    return wrong + list(_wrong_groupings(case, found))


def _who(meeting: Case) -> str:
    return "-".join(sorted(meeting["participants"]))


def _wrong_fields(gold: Case, made: Case) -> Iterator[str]:
    for field in FIELDS:
        if gold.get(field) is not None and _key(field, gold[field]) != _key(field, made[field]):
            yield f"{field} {made[field]} for {gold[field]}"
    if gold.get("start") and not score.date_ok(gold, made):
        yield f"days {made['start']}/{made['end']} for {gold['start']}/{gold.get('end')}"
    missing = {_surname(o) for o in gold.get("officials") or []} - {
        _surname(o) for o in made["officials"]
    }
    if missing:
        yield f"without {', '.join(sorted(missing))}"


def _key(field: str, value: str | None) -> str | None:
    return score.city_key(value) if field == "city" else value


def _surname(official: Case) -> str:
    return str(max(score.norm(official["name"]).split(), key=len))


def _wrong_groupings(case: Case, found: Case) -> Iterator[str]:
    new = {score.gset(g) for g in found["groupings"] if g["new_in_article"]}
    asked = [g for g in case["groupings"] if not g.get("soft")]
    for gold in asked:
        if gold.get("new_in_article") and score.gset(gold) not in new:
            yield f"not new {'-'.join(gold['members'])}"
    for members in new - {score.gset(g) for g in case["groupings"] if g.get("new_in_article")}:
        yield f"new {'-'.join(sorted(members))}"


def table(judged: Iterable[tuple[Case, list[str]]]) -> list[str]:
    """Return a line for each family: right of all, open and closed apart."""
    right: Counter[tuple[str, str]] = Counter()
    every: Counter[tuple[str, str]] = Counter()
    for case, wrong in judged:
        for family in (case["family"], "all"):
            every[family, case["split"]] += 1
            right[family, case["split"]] += not wrong
    names = dict.fromkeys(family for family, _ in every)
    return [
        f"{name:<50}" + "".join(
            f"  {split} {right[name, split]:3} of {every[name, split]:3}"
            for split in ("open", "closed")
        )
        for name in sorted(names, key=lambda name: (name == "all", name))
    ]  # fmt: skip


def main(arguments: Sequence[str]) -> None:
    """Print the table, and with ``--faults`` what is wrong in the open cases."""
    named = [word for word in arguments if not word.startswith("--")]
    chosen = [case for case in cases() if not named or case["family"] in named]
    judged = [(case, faults(case, found)) for case, found in read(chosen)]
    told = table(judged)
    if "--faults" in arguments:
        for case, wrong in judged:
            if wrong and case["split"] == "open":
                told += [
                    "",
                    f"{case['id']} {case['published']} {case['title']}",
                    f"  {case['text']}",
                ]
                told += ["  => " + "; ".join(wrong)]
    sys.stdout.write("\n".join(told) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
