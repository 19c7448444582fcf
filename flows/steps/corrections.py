"""Takes what a person decides of records, and takes back, lists and exports any decision.

A decision is kept beside the records, bears at once and on every later run.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from sqlmodel import Session

from alerts.untrusted import clean
from flows.runtime.wiring import House
from flows.steps.bearing import impose, revoke
from parsers.model import MeetingRecord, content_id
from parsers.records.groupings import grouping_id
from parsers.records.reports import Report
from parsers.records.rulings import Anchor, Decision, DecisionKind, RulingError, anchors, field_set
from parsers.records.story_rulings import Labelled, is_of_story, labelled
from storage import articles, decisions, identities, meetings, reports
from storage.database import reading, transaction
from storage.identities import Kind

PAIR = 2


def merge(house: House, one: str, other: str, now: datetime, *, note: str = "") -> Decision:
    """Say that two records are one meeting."""
    with transaction(house.engine) as session:
        left, right = _meeting(session, one), _meeting(session, other)
        if left.id == right.id:
            raise RulingError(f"{one} and {other} are one record already.")
        sides = anchors(_reports(session, left)), anchors(_reports(session, right))
        return _decide(house, session, DecisionKind.MERGE, left.id, now, sides=sides, note=note)


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
        return _decide(house, session, DecisionKind.SPLIT, held.id, now, sides=sides, note=note)


def dismiss(house: House, record: str, now: datetime, *, note: str = "") -> Decision:
    """Say that a record is no meeting: it is kept, never listed and never told."""
    with transaction(house.engine) as session:
        held = _meeting(session, record)
        sides = anchors(_reports(session, held)), ()
        return _decide(house, session, DecisionKind.DISMISS, held.id, now, sides=sides, note=note)


def set_field(
    house: House, record: str, named: tuple[str, str], now: datetime, *, note: str = ""
) -> Decision:
    """Say what a field of a record is; ``named`` is the field and its value in words."""
    with transaction(house.engine) as session:
        held = _meeting(session, record)
        field_set(held, *named)  # a value that cannot be is refused before it is kept
        sides = anchors(_reports(session, held)), ()
        kind = DecisionKind.FIELD
        return _decide(house, session, kind, held.id, now, sides=sides, named=named, note=note)


def known(house: House, states: Sequence[str], now: datetime, *, note: str = "") -> Decision:
    """Say that a set of states is known, whether it was ever told of or not."""
    if len(set(states)) < PAIR:
        raise RulingError("A known set has two states or more. Give their codes: JP KR US.")
    with transaction(house.engine) as session:
        record = grouping_id(states)
        return _decide(house, session, DecisionKind.KNOWN, record, now, note=note)


def mute(
    house: House, record: str, until: date | None, now: datetime, *, note: str = ""
) -> Decision:
    """Say that nobody wants to hear of a record: until a day, or till it next changes."""
    with transaction(house.engine) as session:
        found = identities.find(session, record)
        if found is None or found[0] not in {Kind.MEETING, Kind.GROUPING}:
            raise RulingError(f"{record}: no such meeting or grouping.")
        return _decide(house, session, DecisionKind.MUTE, found[1], now, until=until, note=note)


def undo(house: House, decision: str, now: datetime) -> Decision:
    """Take a decision back, as if it had never been made."""
    with transaction(house.engine) as session:
        wanted = [d.id for d, at in decisions.everything(session) if at is None]
        matching = [one for one in wanted if one.startswith(decision)]
        is_one = len(matching) == 1
        undone = revoke(session, house.lexicon, matching[0], now) if is_one else None
        if undone is None:
            raise RulingError(f"{decision}: no decision that holds. `correct list` names them.")
        return undone


def listed(house: House) -> Iterator[str]:
    """Return a line for each decision, the first first."""
    with reading(house.engine) as session:
        made = decisions.everything(session)
    for one, undone_at in made:
        until = f"until {one.until}" if one.until else ""
        undone = f"undone {undone_at:%Y-%m-%d}" if undone_at else ""
        by = f"by {one.by}" if one.by else ""
        cells = (one.id[:10], f"{one.made_at:%Y-%m-%d %H:%M}", one.kind.value, one.record[:10])
        words = (*cells, _what(one), until, by, one.note, undone)
        yield "  ".join(clean(word) for word in words if word)


def _what(decision: Decision) -> str:
    """Say what was decided: a field's value, or of which articles it was said."""
    if is_of_story(decision):
        sides = (decision.left, decision.right)
        named = (" ".join(anchor.article[:10] for anchor in side) for side in sides if side)
        return " | ".join(named)
    return f"{decision.field} = {decision.value}" if decision.field else ""


def exported(house: House) -> Iterator[str]:
    """Return what was decided as labelled cases in JSON: those of records, then of stories.

    A case of a record says what was tied, parted or mended, and why; a case of a story is a
    pair of articles with the label ``copy`` or ``not copy``.
    """
    with reading(house.engine) as session:
        made = decisions.everything(session)
        for one, undone_at in made:
            if not is_of_story(one):
                yield json.dumps(_of_record(session, one, undone_at), ensure_ascii=False)
        for pair in labelled(made):
            yield json.dumps(_of_pair(session, pair), ensure_ascii=False)


def _of_record(session: Session, one: Decision, undone_at: datetime | None) -> dict[str, object]:
    return {
        "kind": one.kind.value,
        "holds": undone_at is None,
        "made_at": one.made_at.isoformat(),
        "made_by": one.by or None,
        "field": one.field or None,
        "value": one.value or None,
        "note": one.note,
        "left": [_case(session, anchor) for anchor in one.left],
        "right": [_case(session, anchor) for anchor in one.right],
    }


def _of_pair(session: Session, pair: Labelled) -> dict[str, object]:
    made, undone_at = pair.decision, pair.undone_at
    return {
        "kind": made.kind.value,
        "label": "copy" if pair.is_copy else "not copy",
        "holds": pair.holds,
        "made_at": made.made_at.isoformat(),
        "made_by": made.by or None,
        "undone_at": undone_at.isoformat() if undone_at else None,
        "note": made.note,
        "left": _printed(session, pair.left),
        "right": _printed(session, pair.right),
    }


def _printed(session: Session, identity: str) -> dict[str, object]:
    stored = articles.get(session, identity)
    at = stored.article.published_at if stored else None
    return {
        "article": identity,
        "url": stored.article.url if stored else None,
        "title": stored.article.title if stored else None,
        "published": at.isoformat() if at else None,
    }


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
    house: House,
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
    by = house.settings.editor
    decision = Decision(identity, kind, record, now, *sides, *named, until, note, by)
    impose(session, house.lexicon, decision, now)
    return decision
