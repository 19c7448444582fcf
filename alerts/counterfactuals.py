"""Finds the smallest changes that would flip a verdict; each is judged anew, none is guessed.

A case is all that a verdict depends on. Changes of evidence make the record anew from its
reports, as detection does; single changes come first, two together only where none suffices.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import combinations

from alerts.conditions import KEYS
from alerts.model import Alert, Rule, Skip
from alerts.rules import Context, Record, judge, missed
from alerts.wording import Names
from parsers.meetings.confidence import confidence
from parsers.model import Change, Level, MeetingRecord, Precision, When
from parsers.records.meetings import STALE_AFTER, is_stale, record_of
from parsers.records.reports import Report

UNHEARD = "another newsroom"


@dataclass(frozen=True, slots=True)
class Case:
    """What a record is judged by: its news, the rules, the light, the instant, its reports.

    ``is_news`` is False where an archive alone told of it. Without ``reports`` the evidence
    stays as it is.
    """

    record: Record
    changes: tuple[Change, ...]
    rules: tuple[Rule, ...]
    context: Context
    now: datetime
    names: Names
    reports: tuple[Report, ...] = ()
    is_news: bool = True


@dataclass(frozen=True, slots=True)
class Move:
    """One change of a case, in words."""

    words: str
    make: Callable[[Case], Case] = field(compare=False)


@dataclass(frozen=True, slots=True)
class Flip:
    """Changes after which the verdict is the opposite, and what it then is."""

    moves: tuple[Move, ...]
    case: Case
    verdict: Alert | Skip


def verdict(case: Case) -> Alert | Skip:
    """Judge a case as detection does."""
    record = case.record
    if not case.is_news or (isinstance(record, MeetingRecord) and is_stale(record, case.now)):
        return Skip("history", record.id)
    return judge(record, case.changes, case.rules, case.context, case.now, names=case.names)


def flips(case: Case) -> list[Flip]:
    """Return the single changes that flip the verdict, or else the pairs of them that do."""
    moves = list(_moves(case))
    single = [flip for move in moves if (flip := _flip(case, (move,)))]
    if single:
        return single
    return [flip for pair in combinations(moves, 2) if (flip := _flip(case, pair))]


def _flip(case: Case, moves: tuple[Move, ...]) -> Flip | None:
    changed = case
    for move in moves:
        changed = move.make(changed)
    after = verdict(changed)
    is_flipped = isinstance(after, Alert) is not isinstance(verdict(case), Alert)
    return Flip(moves, changed, after) if is_flipped else None


def _moves(case: Case) -> Iterator[Move]:
    """Yield what may be changed; evidence first, since it makes the record anew."""
    yield from _of_evidence(case)
    yield from _said_by_people(case)
    yield from _of_fields(case)
    yield from _of_rules(case)


def _said_by_people(case: Case) -> Iterator[Move]:
    if not case.is_news:
        yield Move("if news had told of it, not an archive", lambda c: replace(c, is_news=True))
    if case.context.is_muted:
        yield Move("without the mute", _unmuted)
    if case.context.is_known:
        yield Move("if nobody had called its states known", _unknown)
    if isinstance(case.record, MeetingRecord) and case.record.is_dismissed:
        yield Move("without the dismissal", _as_record(is_dismissed=False))


def _of_evidence(case: Case) -> Iterator[Move]:
    """Yield changes of who says what: one newsroom more or less, a feature less, no history."""
    if not case.reports:
        return
    yield Move(f"with a report of {UNHEARD}", _with_newsroom)
    newsrooms = sorted({report.telling.newsroom for report in case.reports})
    for name in newsrooms if len(newsrooms) > 1 else ():
        yield Move(f"without {name}", _without(name))
    weighed = {name for report in case.reports for name in report.claim.features}
    for name in sorted(weighed):
        weights = [r.claim.features[name] for r in case.reports if r.claim.features.get(name)]
        if weights:
            strongest = max(weights, key=abs)
            yield Move(f"without the feature {name} ({strongest:+.1f})", _unweighed(name))
    if all(report.claim.is_background for report in case.reports):
        yield Move("if it were told as news, not as history", _of_today)


def _of_fields(case: Case) -> Iterator[Move]:
    """Yield other values of what rules ask for."""
    if not isinstance(case.record, MeetingRecord):
        return
    if is_stale(case.record, case.now):
        day = case.now.date() - STALE_AFTER
        when = When(day, day, Precision.DAY)
        yield Move(f"with a day from {day} on", _as_record(when=when))
    for level in sorted({level for rule in case.rules for level in rule.levels}):
        if level is not case.record.level:
            yield Move(f"at the level {level}", _as_record(level=Level(level)))
    for status in sorted({status for rule in case.rules for status in rule.statuses}):
        if status is not case.record.status:
            yield Move(f"with the status {status}", _as_record(status=status))


def _of_rules(case: Case) -> Iterator[Move]:
    """Yield rules that ask for less: each condition that is missed, loosened as far as needed."""
    misses = missed(case.record, case.changes, case.rules, case.context)
    for rule in case.rules:
        for condition in misses.get(rule.name, ()):
            for words, looser in _loosened(case, rule, condition):
                yield Move(words, _with_rule(rule.name, looser))


def _loosened(case: Case, rule: Rule, condition: str) -> Iterator[tuple[str, dict[str, object]]]:
    key = KEYS.get(condition, condition)
    if condition == "confidence" and isinstance(case.record, MeetingRecord):
        yield f"with {key} = {case.record.confidence}", {key: case.record.confidence}
    elif condition == "newsrooms":
        yield f"with {key} = {case.context.newsrooms}", {key: case.context.newsrooms}
    elif condition == "kind":
        kind = case.record.kind
        yield "with bilateral = true", {"bilateral": True}
        yield f"with {kind} among its kinds", {"kinds": (*rule.kinds, kind)}
    elif getattr(rule, key):
        yield f"without its {key}", {key: ()}


def _unmuted(case: Case) -> Case:
    return replace(case, context=replace(case.context, is_muted=False))


def _unknown(case: Case) -> Case:
    return replace(case, context=replace(case.context, is_known=False))


def _as_record(**changed: object) -> Callable[[Case], Case]:
    return lambda case: replace(case, record=replace(case.record, **changed))  # type: ignore[arg-type]  # by name


def _with_rule(name: str, changed: dict[str, object]) -> Callable[[Case], Case]:
    def make(case: Case) -> Case:
        rules = (
            replace(rule, **changed) if rule.name == name else rule  # type: ignore[arg-type]  # by name
            for rule in case.rules
        )
        return replace(case, rules=tuple(rules))

    return make


def as_told(case: Case, reports: Sequence[Report]) -> Case:
    """Return the case as it is when these reports, one or more, are what the record rests on."""
    old = case.record
    if not reports or not isinstance(old, MeetingRecord):
        return case
    made = record_of(old.id, reports, revision=old.revision)
    kept = ("replaces", "is_dismissed", "corrected", *old.corrected)
    own = {name: getattr(old, name) for name in kept}
    newsrooms = len({report.telling.newsroom for report in reports})
    light = replace(case.context, newsrooms=newsrooms)
    record = replace(made, **own)
    return replace(case, record=record, reports=tuple(reports), context=light)


def _with_newsroom(case: Case) -> Case:
    """Let another newsroom say what the surest report says, at the same instant."""
    best = max(case.reports, key=lambda report: report.claim.confidence)
    telling = replace(best.telling, article=f"{best.telling.article}+", newsroom=UNHEARD)
    return as_told(case, (*case.reports, replace(best, telling=telling)))


def _without(newsroom: str) -> Callable[[Case], Case]:
    def make(case: Case) -> Case:
        return as_told(case, [r for r in case.reports if r.telling.newsroom != newsroom])

    return make


def _unweighed(name: str) -> Callable[[Case], Case]:
    def lighter(report: Report) -> Report:
        left = {key: value for key, value in report.claim.features.items() if key != name}
        if len(left) == len(report.claim.features):
            return report
        claim = replace(report.claim, features=left, confidence=confidence(left))
        return replace(report, claim=claim)

    return lambda case: as_told(case, [lighter(report) for report in case.reports])


def _of_today(case: Case) -> Case:
    told = [replace(r, claim=replace(r.claim, is_background=False)) for r in case.reports]
    return as_told(case, told)
