"""Whose set a name is as states join and leave it: the line of sets that bear one name.

A name is an alias until its set differs. Words of joining or leaving make the next set of the
line; that a member stays away from a meeting, or a guest comes, makes none. A name that texts
alone have taught us passes to another set also where two newsrooms give it to that set.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from parsers.lexicon import KnownGrouping
from parsers.model import MINILATERAL_MIN
from parsers.records.nearness import is_like
from parsers.records.reports import Key
from parsers.records.set_reports import MembershipReport, SetReport, in_order

States = frozenset[str]
SECOND = 2  # independent newsrooms that let a name pass to another set without a word of joining


@dataclass(frozen=True, slots=True)
class Step:
    """A set of states that became another, by those who joined and those who left."""

    before: States
    after: States


@dataclass(frozen=True, slots=True)
class Line:
    """What the reports of one name make of its sets, each report by its article and place.

    ``steps`` are those of joining and leaving, None where it cannot be told whose the name is;
    ``former`` are the sets that bore it before the ones to which reports give it.
    """

    steps: Mapping[Key, Step | None]
    former: Mapping[Key, tuple[str, ...]]


def line_of(
    naming: Sequence[SetReport],
    memberships: Sequence[MembershipReport],
    entries: Mapping[str, KnownGrouping],
) -> Line:
    """Return the line of sets of one name; ``entries`` are the lexicon's, by id."""
    steps: dict[Key, Step | None] = {report.key: None for report in memberships}
    for known in sorted({report.claim.known or "" for report in memberships}):
        own = [report for report in memberships if (report.claim.known or "") == known]
        entry = entries.get(known)
        steps |= {report.key: step for report, step in steps_of(own, entry, naming)}
    passed = passed_on(naming)
    former = {report.key: passed.get(report.claim.members, ()) for report in naming}
    return Line(steps, former)


def steps_of(
    memberships: Iterable[MembershipReport],
    entry: KnownGrouping | None,
    naming: Sequence[SetReport],
) -> list[tuple[MembershipReport, Step]]:
    """Return what each report about one name made of its set, where that can be told.

    ``entry`` is the lexicon's, where it knows the name; ``naming`` are the reports that give
    the name to a set, where it does not. Those who are told to have joined once more are of
    the step by which they did.
    """
    taken: list[Step] = []
    found = []
    for report in sorted(memberships, key=in_order):
        now = _members(report.published, entry, naming, taken)
        step = _step(report, now, entry, taken) if now else None
        if step is None:
            continue
        if step not in taken and not _is_listed(step, entry):
            taken.append(step)
        found.append((report, step))
    return found


def passed_on(naming: Iterable[SetReport]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return for each set to which a name has passed the one that bore it before.

    ``naming`` are the reports that give one name to sets. It passes to a set that is like the
    last one and to which two newsrooms give it.
    """
    told: dict[tuple[str, ...], list[SetReport]] = {}
    for report in sorted(naming, key=in_order):
        told.setdefault(report.claim.members, []).append(report)
    line: list[tuple[str, ...]] = []
    former: dict[tuple[str, ...], tuple[str, ...]] = {}
    for members, reports in told.items():
        is_sure = len({report.telling.newsroom for report in reports}) >= SECOND
        if line and is_sure and is_like(members, line[-1]):
            former[members] = line[-1]
        if not line or members in former:
            line.append(members)
    return former


def _members(
    day: date,
    entry: KnownGrouping | None,
    naming: Sequence[SetReport],
    taken: Sequence[Step],
) -> States:
    """Return who bore a name on a day, as far as was told by then; nobody where it was new."""
    base = frozenset(entry.states_on(day)) if entry else _named_by(day, naming)
    for step in taken if base else ():
        base = (base | (step.after - step.before)) - (step.before - step.after)
    return base


def _named_by(day: date, naming: Sequence[SetReport]) -> States:
    before = [report for report in naming if report.published <= day]
    if not before:
        return frozenset()
    first = min(before, key=in_order)
    passed = passed_on(before)
    line: Mapping[tuple[str, ...], tuple[str, ...]] = {was: now for now, was in passed.items()}
    members = first.claim.members
    while members in line:
        members = line[members]
    return frozenset(members)


def _step(
    report: MembershipReport,
    now: States,
    entry: KnownGrouping | None,
    taken: Sequence[Step],
) -> Step | None:
    """Return the step that a report tells of: a new one, or one that is known already."""
    joined, left = frozenset(report.claim.joined), frozenset(report.claim.left)
    if joined <= now and not left & now:
        return _known_step(joined, left, [*_listed(entry), *taken])
    after = (now | joined) - left
    return Step(now, after) if len(after) >= MINILATERAL_MIN and len(now) > 1 else None


def _known_step(joined: States, left: States, steps: Sequence[Step]) -> Step | None:
    """Return the latest step in which just some of these joined or left."""
    return next(
        (
            step
            for step in reversed(steps)
            if joined <= step.after - step.before and left <= step.before - step.after
        ),
        None,
    )


def _listed(entry: KnownGrouping | None) -> list[Step]:
    """The steps that the lexicon knows, the first first."""
    if entry is None:
        return []
    days = {*entry.joined.values(), *(last + timedelta(days=1) for last in entry.left.values())}
    eves = [(day - timedelta(days=1), day) for day in sorted(days)]
    return [
        Step(frozenset(entry.states_on(eve)), frozenset(entry.states_on(day))) for eve, day in eves
    ]


def _is_listed(step: Step, entry: KnownGrouping | None) -> bool:
    return step in _listed(entry)
