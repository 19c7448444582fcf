"""Says of an alert or a record which rules asked for it, which did not, and what would flip that.

The case is built as detection had it; every answer is a judgement of that case, or of one that
differs in little.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from alerts.conditions import shortfall
from alerts.counterfactuals import Case, Flip, as_told, flips, verdict
from alerts.model import Alert, Skip
from alerts.novelty import about, as_new, untold
from alerts.rules import Record, missed, shown
from alerts.untrusted import TITLE_LIMIT, clean
from flows.runtime.wiring import House
from flows.steps.runs import why
from flows.steps.sourcing import context_of
from parsers.model import Change, MeetingRecord
from parsers.records.groupings import grouping_id
from parsers.records.reports import Report
from storage import articles, history, meetings, outbox, reports
from storage.model import Verdict

WAYS_MAX = 4  # so many ways to the other verdict are told for a rule; the nearest come first


def alerts_about(session: Session, record: Record) -> list[Alert]:
    """Return the alerts that told of a record, or of its set with it, in the order of time."""
    if not isinstance(record, MeetingRecord):
        return outbox.alerts_of(session, record.id)
    former = meetings.predecessors(session, record.id)
    names = (record.id, *former)
    sought = (*names, grouping_id(record.participants))
    return list(about(names, [one for key in sought for one in outbox.alerts_of(session, key)]))


def case_of_alert(session: Session, house: House, alert: Alert) -> Case | None:
    """Return what an alert was judged by, as far as that is kept."""
    record = _record_of(alert)
    if record is None:
        return None
    now = alert.raised_at
    before = [one for one in alerts_about(session, record) if one.raised_at < now]
    life = [one for one in history.of(session, record.id) if one.seen_at <= now]
    since = before[-1].raised_at if before else datetime.min.replace(tzinfo=now.tzinfo)
    for news in (
        _news(record, [c for c in life if c.seen_at == now], before, now),
        _news(record, [c for c in life if c.seen_at > since], before, now),
        (as_new(record, now),) if isinstance(record, MeetingRecord) else (),
    ):
        case = _case(session, house, record, news, now)
        # It was raised, so nobody had muted it or called it known; newsrooms may be folded since.
        light = replace(case.context, newsrooms=alert.newsrooms, is_muted=False, is_known=False)
        case = replace(case, context=light, is_news=True)
        judged = verdict(case)
        if isinstance(judged, Alert) and judged.reason is alert.reason:
            return case
    return case


def case_of_record(session: Session, house: House, record: Record) -> Case:
    """Return what a record that nobody was told of was last judged by."""
    life = history.of(session, record.id)
    now = max((one.seen_at for one in life), default=record.last_seen)
    return _case(session, house, record, _news(record, life, (), now), now)


def _record_of(alert: Alert) -> Record | None:
    if alert.grouping is not None and alert.grouping.id == alert.record:
        return alert.grouping
    return alert.meeting


def _news(
    record: Record, changes: Sequence[Change], told: Sequence[Alert], now: datetime
) -> tuple[Change, ...]:
    if not isinstance(record, MeetingRecord):
        return tuple(changes)
    return untold(record, changes, told, now)


def _case(
    session: Session, house: House, record: Record, news: tuple[Change, ...], now: datetime
) -> Case:
    context = context_of(session, house, record, news, now)
    told_by = articles.many(session, record.sources)
    case = Case(
        record=record,
        changes=news,
        rules=house.watchlist.rules,
        context=context,
        now=now,
        names=house.lexicon.state_name,
        is_news=any(stored.verdict is not Verdict.HISTORY for stored in told_by),
    )
    return replace(case, reports=_reports(session, case))


def _reports(session: Session, case: Case) -> tuple[Report, ...]:
    """Return the reports of the record as it then was; none where they make another one now."""
    if not isinstance(case.record, MeetingRecord):
        return ()
    own = tuple(
        report
        for report in reports.of_record(session, case.record.id)
        if report.telling.article in case.record.sources and report.telling.seen_at <= case.now
    )
    made = as_told(case, own).record
    return own if own and made == case.record else ()


def lines(case: Case) -> Iterator[str]:
    """Yield the verdict, how each rule stands to it, and the smallest changes that flip it."""
    judged = verdict(case)
    told = f"told as {judged.reason}" if isinstance(judged, Alert) else f"not told; {why(judged)}"
    yield f"  verdict under today's rules: {told}"
    misses = missed(case.record, case.changes, case.rules, case.context)
    if isinstance(judged, Skip) and (judged.reason == "history" or not misses):
        yield from _ways(case, flips(case), "  it would be told")
        return
    has = shown(case.record, case.changes, case.context)
    for rule in case.rules:
        alone = replace(case, rules=(rule,))
        said = [f"{one}: {shortfall(rule, one, has[one])}" for one in misses[rule.name]]
        if said:
            yield f"  rule {rule.name} does not ask for it: {clean('; '.join(said), TITLE_LIMIT)}"
        else:
            yield f"  rule {rule.name} asks for it"
        yield from _ways(alone, flips(alone), "    it would" if said else "    it would not")


def _ways(case: Case, found: Sequence[Flip], words: str) -> Iterator[str]:
    """Yield the ways to the other verdict, the nearest first."""
    for flip in found[:WAYS_MAX]:
        yield f"{words} {_flip(case, flip)}"
    if len(found) > WAYS_MAX:
        left = len(found) - WAYS_MAX
        yield f"{words} in {left} other way{'s' * (left > 1)}"


def _flip(case: Case, flip: Flip) -> str:
    """Say what was changed, and what that did to the confidence."""
    words = clean(" and ".join(move.words for move in flip.moves), TITLE_LIMIT)
    was, now = (getattr(one.record, "confidence", None) for one in (case, flip.case))
    return words if was == now else f"{words}: confidence {was:.2f} -> {now:.2f}"
