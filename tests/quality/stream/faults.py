"""What the reader gets wrong of what articles say, as often and in the ways in which it does.

The shares were measured on 963 short reports with labels (1252 meetings in scope), claims
paired with labelled meetings as tests.quality.score does it, and rounded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from random import Random

from parsers.model import Format, Level, Meeting, Place, Status
from tests.quality.stream.days import misread
from tests.quality.stream.draws import MADE_UP, WRONG_SET, between, pick
from tests.quality.stream.sets import VENUES, unnamed
from tests.quality.stream.values import Report, Told

NONE, MEASURED = "none", "measured"

# Of the meetings that a text tells: not found at all, or with a state too few or too many.
MISSED, MISSED_BACKGROUND = 0.08, 0.55
SET_OF_STATES = {"right": 0.94, "one_missing": 0.045, "one_extra": 0.015}
# Claims of one meeting as if there were two; and of none, by article.
TWICE, TWICE_AS_HISTORY = 0.024, 0.6
MADE_UP_PAIR, MADE_UP_SET = 0.07, 0.035
# History told as news, and news as history.
AS_NEWS, AS_HISTORY = 0.22, 0.023

STATUS: Mapping[Status, Mapping[Status, float]] = {
    Status.HELD: {
        Status.HELD: 0.961, Status.SCHEDULED: 0.026, Status.PROPOSED: 0.009,
        Status.CANCELLED: 0.002, Status.POSTPONED: 0.002,
    },
    Status.SCHEDULED: {
        Status.SCHEDULED: 0.919, Status.HELD: 0.064, Status.PROPOSED: 0.010, Status.EXPECTED: 0.007,
    },
    Status.PROPOSED: {
        Status.PROPOSED: 0.60, Status.EXPECTED: 0.24, Status.SCHEDULED: 0.12, Status.HELD: 0.04,
    },
    Status.EXPECTED: {
        Status.EXPECTED: 0.571, Status.SCHEDULED: 0.20, Status.HELD: 0.171, Status.PROPOSED: 0.057,
    },
    Status.POSTPONED: {
        Status.POSTPONED: 0.733, Status.SCHEDULED: 0.111, Status.CANCELLED: 0.089,
        Status.EXPECTED: 0.044, Status.HELD: 0.022,
    },
    Status.CANCELLED: {Status.CANCELLED: 0.941, Status.POSTPONED: 0.059},
}  # fmt: skip
# Where the text says no level, the reader most often finds one; it is then as good as right.
LEVEL: Mapping[Level, Mapping[Level | None, float]] = {
    Level.LEADERS: {
        Level.LEADERS: 0.98, None: 0.005, Level.OFFICIALS: 0.005, Level.FOREIGN_MINISTERS: 0.005,
        Level.DEFENCE_MINISTERS: 0.003, Level.NSA: 0.002,
    },
    Level.FOREIGN_MINISTERS: {
        Level.FOREIGN_MINISTERS: 0.959, Level.LEADERS: 0.031, Level.OFFICIALS: 0.01,
    },
    Level.DEFENCE_MINISTERS: {Level.DEFENCE_MINISTERS: 0.987, Level.OFFICIALS: 0.013},
    Level.TWO_PLUS_TWO: {
        Level.TWO_PLUS_TWO: 0.902, Level.FOREIGN_MINISTERS: 0.073, None: 0.024,
    },
    Level.NSA: {Level.NSA: 0.923, None: 0.077},
    Level.MINISTERS_OTHER: {Level.MINISTERS_OTHER: 0.897, None: 0.051, Level.OFFICIALS: 0.051},
    Level.OFFICIALS: {
        Level.OFFICIALS: 0.757, None: 0.162, Level.FOREIGN_MINISTERS: 0.041, Level.LEADERS: 0.027,
        Level.MINISTERS_OTHER: 0.014,
    },
}  # fmt: skip
FORMAT: Mapping[Format, Mapping[Format, float]] = {
    Format.IN_PERSON: {Format.IN_PERSON: 0.919, Format.UNKNOWN: 0.078, Format.PHONE: 0.003},
    Format.VIRTUAL: {Format.VIRTUAL: 0.868, Format.UNKNOWN: 0.075, Format.IN_PERSON: 0.057},
    Format.PHONE: {Format.PHONE: 0.958, Format.VIRTUAL: 0.042},
    Format.UNKNOWN: {Format.UNKNOWN: 0.629, Format.IN_PERSON: 0.306, Format.PHONE: 0.065},
}
COUNTRY = {"right": 0.870, "missing": 0.083, "wrong": 0.047}
COUNTRY_MADE_UP = 0.165
CITY = {"right": 0.952, "missing": 0.036, "wrong": 0.012}
MOVED_SEEN = 0.45  # of the claims of a change of date, those marked so


def faulty(reports: Sequence[Report], seed: int, faults: str) -> tuple[Report, ...]:
    """Return the articles as the reader makes them; copies of a text are read as it is."""
    if faults == NONE:
        return tuple(reports)
    rng = Random(f"faults {seed}")  # noqa: S311 -- a repeatable draw, no secret
    read: dict[str, tuple[Told, ...]] = {}
    for report in sorted(reports, key=lambda one: (one.story, one.id)):
        if report.story not in read:
            read[report.story] = tuple(_read(report, rng))
    return tuple(replace(report, tells=read[report.story]) for report in reports)


def _read(report: Report, rng: Random) -> Iterator[Told]:
    for one in report.tells:
        clean = one.clean
        if rng.random() < (MISSED_BACKGROUND if clean.is_background else MISSED):
            continue
        yield replace(one, claim=misread_claim(clean, report, rng))
        if rng.random() < TWICE:
            yield replace(one, claim=_second(clean, report, rng), is_extra=True)
    yield from _made_up(report, rng)


def misread_claim(clean: Meeting, report: Report, rng: Random) -> Meeting:
    """Return a claim with the faults that the reader makes in its fields."""
    when = misread(clean, report.written_at.date(), rng)
    is_background = clean.is_background
    if rng.random() < (AS_NEWS if is_background else AS_HISTORY):
        is_background = not is_background
    features = dict(clean.features)
    if "moved" in features and rng.random() >= MOVED_SEEN:
        del features["moved"]
    claim = replace(
        clean,
        when=when,
        is_background=is_background,
        features=features,
        status=clean.status and pick(rng, STATUS[clean.status]),
        level=clean.level and pick(rng, LEVEL[clean.level]),
        format=pick(rng, FORMAT[clean.format]),
        place=_place(clean, rng),
    )
    return _states(claim, rng)


def _states(claim: Meeting, rng: Random) -> Meeting:
    """Leave a state out, or put one in; a set of two is found or is not."""
    kind = pick(rng, SET_OF_STATES) if len(claim.participants) > 2 else "right"
    if kind == "right":
        return claim
    states = set(claim.participants)
    if kind == "one_missing":
        states.discard(rng.choice(claim.participants))
    else:
        states.add(claim.place.country or rng.choice(VENUES)[1])
    known = tuple(sorted(states))
    if known == claim.participants:
        return claim
    named = tuple(one for one in claim.officials if one.state in states)
    sure = between(rng, WRONG_SET)
    return replace(claim, participants=known, grouping=None, officials=named, confidence=sure)


def _place(clean: Meeting, rng: Random) -> Place:
    other = Place(*rng.choice(VENUES))
    if clean.place.country is None:
        return other if rng.random() < COUNTRY_MADE_UP else clean.place
    country = pick(rng, COUNTRY)
    if country != "right":
        return other if country == "wrong" else Place()
    city = pick(rng, CITY) if clean.place.city else "right"
    if city == "right":
        return clean.place
    return replace(clean.place, city=None if city == "missing" else "Old Harbour")


def _second(clean: Meeting, report: Report, rng: Random) -> Meeting:
    """Return the second claim of a meeting that is told once, vaguer than the first."""
    claim = misread_claim(clean, report, rng)
    start = clean.evidence.start
    evidence = replace(clean.evidence, end=start + 12, text=clean.evidence.text[:12])
    is_background = rng.random() < TWICE_AS_HISTORY
    return replace(claim, evidence=evidence, rule="anaphora", is_background=is_background)


def _made_up(report: Report, rng: Random) -> Iterator[Told]:
    """Yield claims of meetings that nobody told of."""
    if not report.tells:
        return
    base = report.tells[0].clean
    for number, chance in enumerate((MADE_UP_PAIR, MADE_UP_SET)):
        if rng.random() >= chance:
            continue
        states = set(base.participants[:2])
        if number:
            states = {*base.participants[:1], *rng.choice(unnamed()).participants[:2]}
        evidence = replace(base.evidence, end=base.evidence.start + 5 + number)
        claim = replace(
            base,
            participants=tuple(sorted(states)),
            grouping=None,
            confidence=between(rng, MADE_UP),
            is_background=False,
            evidence=replace(evidence, text=base.evidence.text[: 5 + number]),
        )
        if claim.participants != base.participants:
            yield Told(f"none {report.story} {number}", claim, claim, is_extra=True)
