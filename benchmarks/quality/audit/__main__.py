"""``python -m benchmarks.quality.audit [FOLDER]``: an audit of official travel records."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from benchmarks.quality.audit.houses import Case, as_list, read_house, sample
from benchmarks.quality.travels.__main__ import ABSENT, BESIDE
from benchmarks.quality.travels.records import trips
from flows.steps.audit import audit
from flows.steps.audit_report import counts, report
from flows.steps.tables import Shape
from parsers.lexicon import load
from parsers.outside.lists import read_list
from parsers.records.auditing import Finding

TRIPS = 400
TODAY = date(2100, 1, 1)  # all of the records lie in the past
WIDTH = 46


def main(arguments: Sequence[str] | None = None) -> int:
    """Store the news of some trips, read it, and audit the trips; 2 where there are no records."""
    options = _options(arguments)
    lexicon = load()
    found, _ = trips(options.folder, lexicon)
    if not found:
        print(ABSENT.format(folder=options.folder))
        return 2
    cases = sample(found, options.trips, lexicon)
    listed = read_list(as_list(cases, lexicon), lexicon)
    began = time.monotonic()
    with read_house(cases, lexicon) as house:
        read = time.monotonic()
        findings = audit(house, listed.meetings, TODAY)
        ended = time.monotonic()
        shown = report(house, listed, findings, Shape.TABLE)
    lines = shown.splitlines()
    print("\n".join(lines if options.all else lines[: lines.index("")]))
    print("\n".join(crossed(cases, findings)))
    print(f"\nread in {read - began:.1f} s, audited in {ended - read:.1f} s")
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.quality.audit", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=BESIDE, help="the records")
    parser.add_argument("--trips", type=int, default=TRIPS, metavar="N", help="how many")
    parser.add_argument("--all", action="store_true", help="print the line of each trip as well")
    return parser.parse_args(arguments)


def crossed(cases: Sequence[Case], findings: Sequence[Finding]) -> Iterator[str]:
    """Yield for each way in which news was staged and told what the audit says of it."""
    yield "\nwhat was staged, and what its remark tells of: what the audit says"
    groups: dict[str, list[Finding]] = {}
    for case, finding in zip(cases, findings, strict=True):
        key = case.staged.value
        if case.staged is case.staged.STORED:
            key = f"{key}, {case.tells.value}"
        groups.setdefault(key, []).append(finding)
    yield from (f"{key:{WIDTH}} {counts(groups[key]).line()}" for key in sorted(groups))
    wrong = Counter(d.field for f in findings if f.match and not f.why for d in f.match.differing)
    yield f"{'fields that differ':{WIDTH}} {dict(wrong.most_common())}"


if __name__ == "__main__":
    sys.exit(main())
