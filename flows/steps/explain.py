"""Puts into plain text why we hold what we hold: sentences, rules, copies, changes, verdicts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta

from sqlmodel import Session

from alerts.counterfactuals import Case
from alerts.model import Alert
from alerts.rules import Record
from alerts.untrusted import LABEL_LIMIT, URL_LIMIT, clean
from flows.runtime.wiring import House
from flows.steps.explain_sets import set_lines, withdrawn_lines
from flows.steps.explain_stories import story_lines
from flows.steps.verdicts import alerts_about, case_of_alert, case_of_record, lines
from parsers.model import Change, MeetingRecord
from parsers.records.echoes import is_echo
from parsers.records.gathering import neighbours
from parsers.records.kinship import kinship
from parsers.records.matching import compare, profile_of
from parsers.records.meetings import provenance
from parsers.records.reports import Report
from parsers.records.rulings import rulings_of
from storage import (
    articles,
    decisions,
    groupings,
    identities,
    meetings,
    outbox,
    reports,
    stories,
    waiting,
)
from storage.database import reading
from storage.model import Attachment

NEARLY = timedelta(days=31)  # so far in time a meeting of like states may be mistaken for it
NEAR_MAX = 5  # so many meetings that were nearly taken for one are named, the likest first


def explain(house: House, prefix: str) -> str | None:
    """Return the reasons behind the one thing whose id begins so; None where there is none."""
    with reading(house.engine) as session:
        found = identities.find(session, prefix)
        if found is None:
            return None
        kind, identity = found
        return "\n".join(_LINES[kind](house, session, identity))


def _alert(house: House, session: Session, identity: str) -> Iterator[str]:
    alert = outbox.get_alert(session, identity)
    if alert is None:
        return
    yield f"alert {alert.id}: {alert.reason} of {_who(house, alert.members)}"
    yield f"raised {alert.raised_at:%Y-%m-%d %H:%M} UTC under rule(s) {', '.join(alert.rules)}"
    yield from _change_of(alert)
    yield (
        f"newsrooms {alert.newsrooms}, copies folded {alert.copies}, "
        f"confidence {alert.confidence:.2f}"
    )
    yield from (f"nearest known set: {clean(words)}" for words in alert.nearest)
    yield from _verdict(case_of_alert(session, house, alert))
    record = alert.meeting.id if alert.meeting else alert.record
    yield ""
    yield from _meeting_held(house, session, record)
    if alert.grouping is not None:
        yield from _grouping_held(house, session, alert.record)


def _change_of(alert: Alert) -> Iterator[str]:
    if alert.before or alert.after:
        yield f"changed: {clean(alert.before) or 'nothing'} -> {clean(alert.after)}"


def _verdict(case: Case | None) -> Iterator[str]:
    if case is not None:
        yield from lines(case)


def _told(session: Session, house: House, record: Record) -> Iterator[str]:
    """Say of which changes somebody was told, and why of the latest, or why of none."""
    alerts = alerts_about(session, record)
    for alert in alerts:
        at = f"{alert.raised_at:%Y-%m-%d %H:%M}"
        yield f"  told {at} as {alert.reason}, under {', '.join(alert.rules)} (alert {alert.id})"
    if alerts:
        yield from _verdict(case_of_alert(session, house, alerts[-1]))
    else:
        yield f"  nobody was told of it{_waits(session, record)}"
        yield from _verdict(case_of_record(session, house, record))


def _waits(session: Session, record: Record) -> str:
    """Say until when news of a record waits for a second newsroom, where it does."""
    rows = [row for row in waiting.everything(session) if row.record == record.id]
    return f" yet: it waits until {rows[0].until:%Y-%m-%d %H:%M} UTC" if rows else ""


def _meeting(house: House, session: Session, identity: str) -> Iterator[str]:
    yield from _meeting_held(house, session, identity)
    record = meetings.get(session, meetings.successor(session, identity) or identity)
    if record is not None:
        yield from _echoes(session, record)
        yield from _told(session, house, record)


def _echoes(session: Session, record: MeetingRecord) -> Iterator[str]:
    """Name the meetings that this one may be, told in another way by one newsroom alone."""
    others = meetings.of_states(session, [record.participants]).get(record.participants, ())
    for other in others:
        if is_echo(record, other):
            yield f"  may be an echo of the meeting {other.id}, or that of this one"
            yield "    whoever heard of one is told of the other as of a change"


def _meeting_held(house: House, session: Session, identity: str) -> Iterator[str]:
    successor = meetings.successor(session, identity)
    if successor is not None:
        yield f"meeting {identity} was found to be {successor}"
        yield from _life(meetings.history(session, identity))
    record = meetings.get(session, successor or identity)
    if record is None:
        return
    yield f"meeting {record.id}: {_who(house, record.participants)}"
    yield f"  {_fields(record)}"
    yield from _writers(session, record.sources)
    yield from _reports(session, record)
    yield from _first_said(session, record)
    yield from _near(session, house, record)
    yield from _life(meetings.history(session, record.id))


def _reports(session: Session, record: MeetingRecord) -> Iterator[str]:
    """Name each report of a meeting: its words, what it weighs, and why it is of this one."""
    own = reports.of_record(session, record.id)
    for report in own:
        claim = report.claim
        yield from _quoted(
            session, Attachment(record.id, report.telling.article, claim.evidence, claim.rule)
        )
        yield f"    confidence {claim.confidence:.2f}: {_weights(claim.features)}"
        rest = [one for one in own if one.key != report.key]
        if rest:
            fit = compare(report, profile_of(rest))
            words = f"agrees in {', '.join(fit.because) or 'nothing'}"
            words += f", not in {', '.join(fit.against)}" if fit.against else ""
            yield f"    beside the others: {words} ({fit.score:.2f})"


def _weights(features: Mapping[str, float]) -> str:
    """List what spoke for a claim and against it, in log-odds, the weightiest first."""
    weights = sorted(features.items(), key=lambda named: -abs(named[1]))
    return ", ".join(f"{name} {weight:+.1f}" for name, weight in weights if weight) or "nothing"


def _first_said(session: Session, record: MeetingRecord) -> Iterator[str]:
    """Say which article first said what we hold of each field."""
    said = provenance(record, reports.of_record(session, record.id))
    by: dict[str, list[str]] = {"a person": [*record.corrected]} if record.corrected else {}
    for field, report in said.items():
        if field not in record.corrected:
            by.setdefault(f"article {report.telling.article}", []).append(field)
    for who, fields in by.items():
        yield f"  {', '.join(fields)} by {who}"


def _near(session: Session, house: House, record: MeetingRecord) -> Iterator[str]:
    """Name the meetings that were nearly taken for this one, why not, and what was lacking."""
    own = reports.of_record(session, record.id)
    first, last = record.first_seen.date() - NEARLY, record.last_seen.date() + NEARLY
    sets = neighbours(record.participants, house.lexicon.states)
    around = reports.around(session, sets, first, last)
    piles: dict[str, list[Report]] = {}
    for report in around.reports:
        other = around.records.get(report.key)
        if other is not None and other != record.id:
            piles.setdefault(other, []).append(report)
    told_by = {r.telling.article for pile in (own, *piles.values()) for r in pile}
    ruled = decisions.of_articles(session, told_by)
    found = [
        (kinship(own, pile, rulings_of(ruled, [*own, *pile])), other, pile)
        for other, pile in piles.items()
        if own
    ]
    for kin, other, pile in sorted(found, key=lambda one: (len(one[0].against), one[1]))[:NEAR_MAX]:
        profile = profile_of(pile)
        days = " to ".join(dict.fromkeys(day.isoformat() for day in profile.days))
        yield f"  not the meeting {other} ({_who(house, profile.participants)}; {days})"
        yield f"    because of: {', '.join(kin.against)}"
        yield from (f"    {words} would have made them one" for words in kin.would_join)


def _fields(record: MeetingRecord) -> str:
    when = f"{record.when.start} to {record.when.end}" if record.when.start else "date unknown"
    place = ", ".join(p for p in (record.place.city, record.place.country) if p) or "place unknown"
    level = record.level or "level unknown"
    marks = {"told as history": record.is_background, "dismissed": record.is_dismissed}
    facts = (level, record.status, when, place, record.format, *(m for m in marks if marks[m]))
    return clean(", ".join(str(fact) for fact in facts))


def _grouping(house: House, session: Session, identity: str) -> Iterator[str]:
    yield from _grouping_held(house, session, identity)
    record = groupings.get(session, identity)
    if record is not None:
        yield from _told(session, house, record)


def _grouping_held(house: House, session: Session, identity: str) -> Iterator[str]:
    record = groupings.get(session, identity)
    if record is None:
        yield from withdrawn_lines(session, identity)
    else:
        yield from set_lines(house, session, record)
        yield from _writers(session, record.sources)
        for one in groupings.attachments(session, identity):
            yield from _quoted(session, one)
    yield from _life(groupings.history(session, identity))


def _writers(session: Session, sources: Sequence[str]) -> Iterator[str]:
    writers = stories.writers(session, sources)
    names = ", ".join(clean(name, LABEL_LIMIT) for name in writers.newsrooms)
    yield f"  told by {len(writers.newsrooms)} newsroom(s): {names}"


def _quoted(session: Session, one: Attachment) -> Iterator[str]:
    """Quote the words of an article: by which rule they were read, who printed them and when."""
    yield f"  rule {one.rule}: “{clean(one.evidence.text)}”"
    stored = articles.get(session, one.article)
    if stored is None:
        yield f"    article {one.article}"
        return
    article = stored.article
    at = article.published_at
    day = f"{at:%Y-%m-%d %H:%M}" if at else f"undated, fetched {stored.fetched_at:%Y-%m-%d}"
    where = f"{clean(stored.newsroom, LABEL_LIMIT)}, in {clean(article.outlet, LABEL_LIMIT)}"
    yield f"    {where}, {day}, {clean(article.url, URL_LIMIT)} (article {article.id})"


def _life(changes: Iterable[Change]) -> Iterator[str]:
    for change in changes:
        words = clean(f"{change.before or 'nothing'} -> {change.after or 'nothing'}")
        by = f"article {change.article}, rule {change.rule}"
        yield f"  {change.seen_at:%Y-%m-%d %H:%M} {change.kind}: {words} ({by})"


def _story(house: House, session: Session, identity: str) -> Iterator[str]:  # noqa: ARG001 -- one shape for all kinds
    yield from story_lines(session, identity)


def _who(house: House, codes: Sequence[str]) -> str:
    return ", ".join(house.lexicon.state_name(code) for code in codes)


_LINES = {
    identities.Kind.ALERT: _alert,
    identities.Kind.MEETING: _meeting,
    identities.Kind.GROUPING: _grouping,
    identities.Kind.STORY: _story,
}
