"""Takes what a person decides of records, lets it bear at once, and takes it back.

A decision is kept beside the records and bears on every later run; the articles and
their claims stay as they were read. Nobody is told of what a decision changes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from sqlmodel import Session

from flows.runtime.wiring import House
from flows.steps.settling import settle
from parsers.model import MeetingRecord, content_id
from parsers.records.groupings import grouping_id
from parsers.records.reports import Report
from parsers.records.rulings import Anchor, Decision, DecisionKind, RulingError, anchors, field_set
from parsers.records.telling import Telling
from storage import articles, decisions, identities, meetings, reports
from storage.database import reading, transaction
from storage.identities import Kind

BY_PERSON = "person"
PAIR = 2


def merge(house: House, one: str, other: str, now: datetime, *, note: str = "") -> Decision:
    """Say that two records are one meeting."""
    with transaction(house.engine) as session:
        left, right = _meeting(session, one), _meeting(session, other)
        if left.id == right.id:
            raise RulingError(f"{one} and {other} are one record already.")
        sides = anchors(_reports(session, left)), anchors(_reports(session, right))
        return _decide(session, DecisionKind.MERGE, left.id, now, sides=sides, note=note)


def split(house: House, record: str, article: str, now: datetime, *, note: str = "") -> Decision:
    """Say that an article tells of another meeting than the rest of a record."""
    with transaction(house.engine) as session:
        held = _meeting(session, record)
        told = _reports(session, held)
        own = [one for one in told if one.telling.article.startswith(article)]
        rest = [one for one in told if one not in own]
        if not own or not rest:
            listed = ", ".join(held.sources)
            raise RulingError(f"{article}: cannot be parted from {held.id}, told by {listed}.")
        sides = anchors(own), anchors(rest)
        return _decide(session, DecisionKind.SPLIT, held.id, now, sides=sides, note=note)


def dismiss(house: House, record: str, now: datetime, *, note: str = "") -> Decision:
    """Say that a record is no meeting: it is kept, never listed and never told."""
    with transaction(house.engine) as session:
        held = _meeting(session, record)
        sides = anchors(_reports(session, held)), ()
        return _decide(session, DecisionKind.DISMISS, held.id, now, sides=sides, note=note)


def set_field(
    house: House, record: str, named: tuple[str, str], now: datetime, *, note: str = ""
) -> Decision:
    """Say what a field of a record is; ``named`` is the field and its value in words."""
    with transaction(house.engine) as session:
        held = _meeting(session, record)
        field_set(held, *named)  # a value that cannot be is refused before it is kept
        sides = anchors(_reports(session, held)), ()
        kind = DecisionKind.FIELD
        return _decide(session, kind, held.id, now, sides=sides, named=named, note=note)


def known(house: House, states: Sequence[str], now: datetime, *, note: str = "") -> Decision:
    """Say that a set of states is known, whether it was ever told of or not."""
    if len(set(states)) < PAIR:
        raise RulingError("A known set has two states or more. Give their codes: JP KR US.")
    with transaction(house.engine) as session:
        record = grouping_id(states)
        return _decide(session, DecisionKind.KNOWN, record, now, note=note)


def mute(
    house: House, record: str, until: date | None, now: datetime, *, note: str = ""
) -> Decision:
    """Say that nobody wants to hear of a record: until a day, or till it next changes."""
    with transaction(house.engine) as session:
        found = identities.find(session, record)
        if found is None or found[0] not in {Kind.MEETING, Kind.GROUPING}:
            raise RulingError(f"{record}: no such meeting or grouping.")
        return _decide(session, DecisionKind.MUTE, found[1], now, until=until, note=note)


def undo(house: House, decision: str, now: datetime) -> Decision:
    """Take a decision back, as if it had never been made."""
    with transaction(house.engine) as session:
        wanted = [d.id for d, at in decisions.everything(session) if at is None]
        matching = [one for one in wanted if one.startswith(decision)]
        undone = revoke(session, matching[0], now) if len(matching) == 1 else None
        if undone is None:
            raise RulingError(f"{decision}: no decision that holds. `correct list` names them.")
        return undone


def listed(house: House) -> Iterator[str]:
    """Return a line for each decision, the first first."""
    with reading(house.engine) as session:
        made = decisions.everything(session)
    for one, undone_at in made:
        words = f"{one.field} = {one.value}" if one.field else ""
        until = f"until {one.until}" if one.until else ""
        undone = f"undone {undone_at:%Y-%m-%d}" if undone_at else ""
        cells = (one.id[:10], f"{one.made_at:%Y-%m-%d %H:%M}", one.kind.value, one.record[:10])
        yield "  ".join(word for word in (*cells, words, until, one.note, undone) if word)


def exported(house: House) -> Iterator[str]:
    """Return each decision as a labelled case in JSON: what was tied, parted or mended, and why."""
    with reading(house.engine) as session:
        for one, undone_at in decisions.everything(session):
            case = {
                "kind": one.kind.value,
                "holds": undone_at is None,
                "made_at": one.made_at.isoformat(),
                "field": one.field or None,
                "value": one.value or None,
                "note": one.note,
                "left": [_case(session, anchor) for anchor in one.left],
                "right": [_case(session, anchor) for anchor in one.right],
            }
            yield json.dumps(case, ensure_ascii=False)


def _case(session: Session, anchor: Anchor) -> dict[str, object]:
    stored = articles.get(session, anchor.article)
    claims = [c for c in reports.claims(session, anchor.article) if c.participants == anchor.states]
    return {
        "article": anchor.article,
        "url": stored.article.url if stored else None,
        "title": stored.article.title if stored else None,
        "states": list(anchor.states),
        "sentence": claims[0].evidence.text if claims else None,
    }


def _meeting(session: Session, prefix: str) -> MeetingRecord:
    found = identities.find(session, prefix)
    record = meetings.get(session, found[1]) if found and found[0] is Kind.MEETING else None
    if record is None:
        raise RulingError(f"{prefix}: no such meeting. `minilateral meetings` lists them.")
    return record


def _reports(session: Session, record: MeetingRecord) -> list[Report]:
    return reports.of_record(session, record.id)


def _decide(
    session: Session,
    kind: DecisionKind,
    record: str,
    now: datetime,
    *,
    sides: tuple[tuple[Anchor, ...], tuple[Anchor, ...]] = ((), ()),
    named: tuple[str, str] = ("", ""),
    until: date | None = None,
    note: str = "",
) -> Decision:
    identity = content_id("decision", kind, record, now.isoformat(), *named)
    decision = Decision(identity, kind, record, now, *sides, *named, until, note)
    impose(session, decision, now)
    return decision


def impose(session: Session, decision: Decision, now: datetime) -> None:
    """Keep a decision and let it bear at once."""
    decisions.keep(session, decision)
    _bear(session, decision, now)


def revoke(session: Session, decision_id: str, now: datetime) -> Decision | None:
    """Take a decision back and let that bear at once; None where there is none that holds."""
    undone = decisions.undo(session, decision_id, now)
    if undone is not None:
        _bear(session, undone, now)
    return undone


def _bear(session: Session, decision: Decision, now: datetime) -> None:
    """Let a decision, or its end, bear on the meetings of the reports it is anchored to."""
    for anchor in (*decision.left, *decision.right):
        for report in reports.of_article(session, anchor.article):
            if report.claim.participants == anchor.states:
                settle(session, report, Telling(anchor.article, "", now, now), rule=BY_PERSON)
