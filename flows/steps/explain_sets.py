"""Puts into plain text what we hold of a set of states, what it was before and what is like it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlmodel import Session

from alerts.untrusted import LABEL_LIMIT, clean
from flows.runtime.wiring import House
from flows.steps.assembling import known_sets
from parsers.model import GroupingRecord
from parsers.records.groupings import grouping_id
from parsers.records.nearness import nearest
from storage import groupings


def set_lines(house: House, session: Session, record: GroupingRecord) -> Iterator[str]:
    """Yield what a record holds: standing, names, levels, days, and the sets around it."""
    yield f"grouping {record.id}: {_who(house, record.members)} ({record.standing})"
    names = ", ".join(clean(name, LABEL_LIMIT) for name in record.names) or "none"
    yield f"  names: {names}; levels: {_levels(record)}"
    acts = f", acting since {record.acts_since:%Y-%m-%d}" if record.acts_since else ""
    yield f"  told of since {record.first_seen:%Y-%m-%d}{acts}"
    yield from _line(house, session, record)
    for words in nearest(record.members, known_sets(session, house.lexicon, record)):
        yield f"  nearest known set: {clean(words)}"


def withdrawn_lines(session: Session, identity: str) -> Iterator[str]:
    """Yield that a set was held once and is not any more; nothing of one that never was."""
    if groupings.states_of(session, identity):
        yield f"grouping {identity} is held no more: no article tells of it"


def _line(house: House, session: Session, record: GroupingRecord) -> Iterator[str]:
    """Name the set that bore the name before, and those to which it has passed."""
    if record.former:
        yield f"  was before: {_who(house, record.former)} ({grouping_id(record.former)})"
    for other in groupings.everything(session):
        if other.former == record.members:
            yield f"  became: {_who(house, other.members)} ({other.id})"


def _levels(record: GroupingRecord) -> str:
    days = {level: f" (since {day})" for level, day in record.levels_since.items()}
    return ", ".join(f"{level}{days.get(level, '')}" for level in record.levels) or "none"


def _who(house: House, codes: Sequence[str]) -> str:
    return ", ".join(house.lexicon.state_name(code) for code in codes)
