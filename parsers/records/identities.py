"""Which id each meeting has, when reports were gathered anew: that of the record it was.

Ids outlive a merger or a split, since alerts, calendars and decisions of people hold them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from parsers.model import content_id
from parsers.records.meetings import identity_of
from parsers.records.reports import Key, Report


@dataclass(frozen=True, slots=True)
class Naming:
    """The id of each meeting, in order; which held ids ended, and which meetings split off.

    ``merged`` maps an id to the one that its reports went to, and ``split`` a new id to the
    one that most of its reports were of.
    """

    ids: tuple[str, ...]
    merged: Mapping[str, str] = field(default_factory=dict)
    split: Mapping[str, str] = field(default_factory=dict)


def named(meetings: Sequence[Sequence[Report]], held: Mapping[Key, str]) -> Naming:
    """Give each meeting the id of the record that most of its reports were of.

    Where several ended in one meeting, the one that was seen first goes on.
    """
    counts = [Counter(held[r.key] for r in meeting if r.key in held) for meeting in meetings]
    home = {identity: _home(identity, counts) for count in counts for identity in count}
    since = _since(meetings, held)
    ids: list[str] = []
    split: dict[str, str] = {}
    for index, meeting in enumerate(meetings):
        own = [identity for identity, place in home.items() if place == index]
        if own:
            ids.append(min(own, key=lambda identity: (since[identity], identity)))
            continue
        ids.append(_fresh(meeting, {*home, *ids}))
        if counts[index]:
            split[ids[-1]] = min(counts[index], key=lambda one: (-counts[index][one], one))
    merged = {identity: ids[place] for identity, place in home.items() if identity not in ids}
    return Naming(tuple(ids), merged, split)


def _home(identity: str, counts: Sequence[Counter[str]]) -> int:
    """Return the meeting that most reports of a record went to, the first of equals."""
    return max(range(len(counts)), key=lambda index: (counts[index][identity], -index))


def _since(meetings: Sequence[Sequence[Report]], held: Mapping[Key, str]) -> dict[str, datetime]:
    seen: dict[str, list[datetime]] = {}
    for report in (report for meeting in meetings for report in meeting):
        if report.key in held:
            seen.setdefault(held[report.key], []).append(report.telling.seen_at)
    return {identity: min(instants) for identity, instants in seen.items()}


def _fresh(meeting: Sequence[Report], taken: set[str]) -> str:
    """Return an id after the first report, or after all where another record has that one."""
    identity = identity_of(meeting[0])
    while identity in taken:
        identity = content_id(
            identity,
            *(f"{article}:{place}" for article, place in (report.key for report in meeting)),
        )
    return identity
