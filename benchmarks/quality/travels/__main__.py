"""``python -m benchmarks.quality.travels [FOLDER]``: the reader on official travel records."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from benchmarks.quality.travels.marks import Figures, Mark, figures, marked
from benchmarks.quality.travels.records import trips
from benchmarks.quality.travels.remarks import Told
from parsers.lexicon import load

BESIDE = Path(__file__).parents[4] / "shared" / "data" / "travels"
RECALL_GOAL, PLACE_GOAL, DAYS_GOAL = 0.92, 0.85, 0.85
WIDTH = 26
ABSENT = """No travel records in {folder}.
They are public: the repository HistoryAtState/travels holds them as XML (CC0). Put its folders
secretary-travels and president-travels there, or name the folder that has them:
  python -m benchmarks.quality.travels FOLDER"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Read all trips and print what was found; 2 where there are no records."""
    options = _options(arguments)
    lexicon = load()
    found, unknown = trips(options.folder, lexicon)
    if not found:
        print(ABSENT.format(folder=options.folder))
        return 2
    marks = [marked(trip, lexicon) for trip in found]
    print(f"{len(marks)} trips since {found[0].start.year}; unknown countries: {unknown or 'none'}")
    print("\n".join(report(marks)))
    print("\n".join(misses(marks, options.errors)))
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.quality.travels", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=BESIDE, help="the records")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="list N of each error")
    return parser.parse_args(arguments)


def report(marks: Sequence[Mark]) -> Iterator[str]:
    """Yield the lines of the report: all trips, those of other kinds, by year, by traveller."""
    yield f"\n{'':{WIDTH}}  trips  recall   place    days  invented/100"
    made = figures(marks)
    yield _line("all", made)
    yield _verdict(made)
    yield "\ntrips that tell of no meeting with the host, and what was read"
    yield from (_treatment(kind, marks) for kind in Told if kind is not Told.HOST)
    yield "\nby wording (the first and third leave the remark without a subject, as records do)"
    yield from _by(marks, lambda one: one.story.wording)
    yield "\nby year"
    yield from _by(marks, lambda one: str(one.trip.start.year))
    yield "\nby traveller"
    yield from _by(marks, lambda one: one.trip.name)


def _verdict(made: Figures) -> str:
    goals = (
        ("recall", made.recall, RECALL_GOAL),
        ("place", made.place, PLACE_GOAL),
        ("days", made.days, DAYS_GOAL),
    )
    told = (f"{name} {goal} {'met' if got >= goal else 'missed'}" for name, got, goal in goals)
    return f"goals: {', '.join(told)}"


def _by(marks: Sequence[Mark], key: Callable[[Mark], str]) -> Iterator[str]:
    for name, group in groupby(sorted(marks, key=key), key):
        yield _line(name, figures(group))


def _line(name: str, made: Figures) -> str:
    shares = "".join(f"{value:8.3f}" for value in (made.recall, made.place, made.days))
    return f"{name:{WIDTH}}{made.trips:7}{shares}{made.invented_per_100:14.1f}"


def _treatment(kind: Told, marks: Sequence[Mark]) -> str:
    own = [one for one in marks if one.told is kind]
    silent = sum(not one.meetings for one in own)
    with_host = sum(one.hit is not None for one in own)
    scope = sum(any(meeting.is_in_scope for meeting in one.meetings) for one in own)
    return (
        f"{kind.value:{WIDTH}}{len(own):7}   no meeting {silent}, traveller and host {with_host}, "
        f"three states or more {scope}, other {len(own) - silent - with_host}"
    )


def misses(marks: Sequence[Mark], most: int) -> Iterator[str]:
    """Yield up to ``most`` trips of each error, evenly over the years, with what was read."""
    asked = [one for one in marks if one.told is Told.HOST]
    kinds = {
        "not found": [one for one in asked if one.hit is None],
        "no place": [one for one in asked if one.hit and not one.has_place],
        "no days": [one for one in asked if one.hit and not one.has_days],
        "invented": [one for one in marks if one.invented],
        "others alone, read as with the host": [
            one for one in marks if one.told is Told.OTHERS and one.hit
        ],
    }
    for name, group in kinds.items() if most else ():
        yield f"\n{name}: {len(group)}"
        for one in group[:: max(1, len(group) // most)][:most]:
            yield from _shown(one)


def _shown(one: Mark) -> Iterator[str]:
    yield f"- {one.trip.id} {one.trip.host} | {one.story.title} | {one.story.text!r}"
    for meeting in one.meetings:
        when, place = meeting.when, meeting.place
        states, where = " ".join(meeting.participants), f"{place.city}, {place.country}"
        days, words = f"{when.start} to {when.end}", repr(meeting.evidence.text[:90])
        yield f"    {states} | {where} | {days} | {meeting.status} | {words}"


if __name__ == "__main__":
    sys.exit(main())
