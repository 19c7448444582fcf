"""Puts into plain text why we hold what we hold: sentences, rules, copies, changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from sqlmodel import Session

from alerts.model import Alert
from flows.runtime.wiring import House
from flows.steps.explain_sets import set_lines, withdrawn_lines
from parsers.model import Article, Change, Edge, MeetingRecord
from parsers.records.matching import compare, profile_of
from parsers.records.meetings import provenance
from storage import articles, groupings, identities, meetings, outbox, reports, stories
from storage.database import reading
from storage.model import Attachment

NEARLY = timedelta(days=31)  # so far in time a meeting of the same states may be mistaken for it


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
    yield from (f"nearest known set: {words}" for words in alert.nearest)
    record = alert.meeting.id if alert.meeting else alert.record
    yield ""
    yield from _meeting(house, session, record)
    if alert.grouping is not None:
        yield from _grouping(house, session, alert.record)


def _change_of(alert: Alert) -> Iterator[str]:
    if alert.before or alert.after:
        yield f"changed: {alert.before or 'nothing'} -> {alert.after}"


def _meeting(house: House, session: Session, identity: str) -> Iterator[str]:
    successor = meetings.successor(session, identity)
    if successor is not None:
        yield f"meeting {identity} was found to be {successor}"
        yield from _life(meetings.history(session, identity))
    record = meetings.get(session, successor or identity)
    if record is None:
        return
    yield f"meeting {record.id}: {_who(house, record.participants)}"
    yield f"  {_fields(record)}"
    yield from _support(session, meetings.attachments(session, record.id), record.sources)
    yield from _first_said(session, record)
    yield from _near(session, record)
    yield from _life(meetings.history(session, record.id))


def _first_said(session: Session, record: MeetingRecord) -> Iterator[str]:
    """Say which article first said what we hold of each field."""
    said = provenance(record, reports.of_record(session, record.id))
    for field, report in said.items():
        by = "a person" if field in record.corrected else f"article {report.telling.article}"
        yield f"  {field} is by {by}"


def _near(session: Session, record: MeetingRecord) -> Iterator[str]:
    """Name the meetings of the same states that were nearly taken for this one, and why not."""
    own = reports.of_record(session, record.id)
    first, last = record.first_seen.date() - NEARLY, record.last_seen.date() + NEARLY
    others = reports.around(session, [record.participants], first, last)
    profile = profile_of(own)
    told: set[str] = set()
    for report in others.reports:
        other = others.records.get(report.key)
        if other in {None, record.id, *told}:
            continue
        told.add(str(other))
        against = ", ".join(compare(report, profile).against) or "its other reports"
        yield f"  not the meeting {other}, because of: {against}"


def _fields(record: MeetingRecord) -> str:
    when = f"{record.when.start} to {record.when.end}" if record.when.start else "date unknown"
    place = ", ".join(p for p in (record.place.city, record.place.country) if p) or "place unknown"
    level = record.level or "level unknown"
    return f"{level}, {record.status}, {when}, {place}, {record.format}"


def _grouping(house: House, session: Session, identity: str) -> Iterator[str]:
    record = groupings.get(session, identity)
    if record is None:
        yield from withdrawn_lines(session, identity)
    else:
        yield from set_lines(house, session, record)
        yield from _support(session, groupings.attachments(session, identity), record.sources)
    yield from _life(groupings.history(session, identity))


def _support(
    session: Session,
    attached: Sequence[Attachment],
    sources: Sequence[str],
) -> Iterator[str]:
    writers = stories.writers(session, sources)
    yield f"  told by {len(writers.newsrooms)} newsroom(s): {', '.join(writers.newsrooms)}"
    titles = {s.article.id: s for s in articles.many(session, sources)}
    for one in attached:
        stored = titles.get(one.article)
        where = f"{stored.newsroom}, {stored.article.url}" if stored else one.article
        yield f"  rule {one.rule}: “{one.evidence.text}”"
        yield from _weights(session, one)
        yield f"    {where}"


def _weights(session: Session, attached: Attachment) -> Iterator[str]:
    """List what spoke for a claim and against it, in log-odds, the weightiest first."""
    told = (attached.rule, attached.evidence)
    for claim in reports.claims(session, attached.article):
        if (claim.rule, claim.evidence) == told:
            weights = sorted(claim.features.items(), key=lambda named: -abs(named[1]))
            listed = ", ".join(f"{name} {weight:+.1f}" for name, weight in weights if weight)
            yield f"    confidence {claim.confidence:.2f}: {listed}"


def _life(changes: Iterable[Change]) -> Iterator[str]:
    for change in changes:
        words = f"{change.before or 'nothing'} -> {change.after or 'nothing'}"
        yield f"  {change.seen_at:%Y-%m-%d %H:%M} {change.kind}: {words} (article {change.article})"


def _story(house: House, session: Session, identity: str) -> Iterator[str]:  # noqa: ARG001 -- one shape for all kinds
    story = stories.story_of(session, identity) or identity
    members = stories.members(session, story)
    yield f"story {story}: {len(members)} article(s)"
    for member in members:
        yield f"  {_printed(member)}"
    for edge in stories.edges(session, story):
        yield f"  {_proof(edge)}"


def _printed(article: Article) -> str:
    at = f"{article.published_at:%Y-%m-%d %H:%M}" if article.published_at else "undated"
    return f"{article.id}  {at}  {article.outlet}  {article.title}"


def _proof(edge: Edge) -> str:
    values = ", ".join(f"{name} {_short(value)}" for name, value in edge.evidence.items())
    return f"{edge.left} = {edge.right}: {edge.tier} {edge.score:.2f} ({edge.version}; {values})"


def _short(value: float | str) -> str:
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def _who(house: House, codes: Sequence[str]) -> str:
    return ", ".join(house.lexicon.state_name(code) for code in codes)


_LINES = {
    identities.Kind.ALERT: _alert,
    identities.Kind.MEETING: _meeting,
    identities.Kind.GROUPING: _grouping,
    identities.Kind.STORY: _story,
}
