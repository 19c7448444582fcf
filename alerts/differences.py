"""What differs between the alerts of two judgings of the same days.

An alert is found again by its id; where a record came about otherwise and has another id, by
what it is about. Only what its reader would notice counts as a difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from alerts.model import Alert
from alerts.wording import span


class Fate(StrEnum):
    """What became of an alert when it was judged again."""

    SAME = "same"
    NOW_TOLD = "now told"
    NO_LONGER = "no longer told"
    OTHERWISE = "told otherwise"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of an alert that is told otherwise, both values in words."""

    field: str
    then: str
    now: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One alert as it was told then and as it is now; one of the two may be missing."""

    then: Alert | None
    now: Alert | None
    fields: tuple[FieldChange, ...] = ()

    @property
    def fate(self) -> Fate:
        """What became of the alert."""
        if self.then is None:
            return Fate.NOW_TOLD
        if self.now is None:
            return Fate.NO_LONGER
        return Fate.OTHERWISE if self.fields else Fate.SAME


def differences(then: Sequence[Alert], now: Sequence[Alert]) -> tuple[Difference, ...]:
    """Return each alert once, with its counterpart where it has one, in the order of time."""
    partner = dict(_paired(then, now))
    found = [_difference(old, partner.get(old.id)) for old in then]
    paired = {new.id for new in partner.values()}
    found += [Difference(None, new) for new in now if new.id not in paired]
    return tuple(sorted(found, key=_order))


def _difference(then: Alert, now: Alert | None) -> Difference:
    if now is None:
        return Difference(then, None)
    ours, theirs = _noticed(then), _noticed(now)
    changed = [FieldChange(name, ours[name], theirs[name]) for name in ours]
    return Difference(then, now, tuple(one for one in changed if one.then != one.now))


def _paired(then: Sequence[Alert], now: Sequence[Alert]) -> Iterator[tuple[str, Alert]]:
    """Yield the id of each alert that is told again, with how: the surest pairs first."""
    ranked = sorted(
        (-likeness, old.id, new.id)
        for old in then
        for new in now
        if (likeness := _likeness(old, new)) > 0
    )
    by_id = {new.id: new for new in now}
    taken: set[str] = set()
    for _, old_id, new_id in ranked:
        if f"then {old_id}" not in taken and f"now {new_id}" not in taken:
            taken |= {f"then {old_id}", f"now {new_id}"}
            yield old_id, by_id[new_id]


def _likeness(old: Alert, new: Alert) -> int:
    """Say how surely two alerts tell of one thing: 0 for not at all."""
    if old.id == new.id:
        return 100
    is_one_record = not _records(old).isdisjoint(_records(new))
    is_one_set = old.members == new.members
    shared = {source.url for source in old.sources} & {source.url for source in new.sources}
    if not is_one_record and not shared:
        return 0
    is_one_reason = old.reason is new.reason
    if old.raised_at != new.raised_at and not is_one_reason:
        return 0  # two steps of one record, each told in its time
    return 1 + 20 * is_one_record + 10 * is_one_set + 5 * is_one_reason + 2 * bool(shared)


def _records(alert: Alert) -> set[str]:
    return {alert.record, *([alert.meeting.id] if alert.meeting else ())}


def _noticed(alert: Alert) -> Mapping[str, str]:
    met = alert.meeting
    change = f"{alert.before or 'nothing'} -> {alert.after}" if alert.before or alert.after else ""
    return {
        "reason": alert.reason.value,
        "states": ", ".join(alert.members),
        "name": alert.name or "",
        "level": str(alert.level or ""),
        "date": span(met.when) if met and met.when.start else "",
        "place": _words((met.place.city, met.place.country)) if met else "",
        "status": str(met.status or "") if met else "",
        "change": change,
        "rules": ", ".join(alert.rules),
        "raised": f"{alert.raised_at:%Y-%m-%d %H:%M}",
    }


def _words(parts: Iterable[str | None]) -> str:
    return ", ".join(part for part in parts if part)


def _order(one: Difference) -> tuple[object, ...]:
    alert = one.then or one.now
    return () if alert is None else (alert.raised_at, alert.id)
