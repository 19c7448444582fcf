"""Decides what is news and for whom: from a record's changes to one alert, or a reason for none.

A record raises at most one alert per pass, under the weightiest of its changes.
Nothing here reads a clock, keeps anything or sends anything.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias

from alerts.changes import in_words, is_narrowed, is_same_place, is_widened, net
from alerts.model import Alert, Reason, Recipient, Rule, Skip, Source
from alerts.phrases import is_told
from alerts.sets import set_reason
from alerts.wording import Names
from parsers.lexicon import load
from parsers.meetings.confidence import ALERT_FROM
from parsers.model import (
    Change,
    ChangeKind,
    GroupingKind,
    GroupingRecord,
    GroupingStanding,
    Level,
    MeetingRecord,
    Status,
    content_id,
)

Record: TypeAlias = MeetingRecord | GroupingRecord

# Weightiest first. That a meeting took place outweighs any news about its date.
ORDER = (
    Reason.NEW_GROUPING,
    Reason.CANCELLED,
    Reason.POSTPONED,
    Reason.NEW_LEVEL,
    Reason.NEW_NAME,
    Reason.NEW_MEETING,
    Reason.HELD,
    Reason.MOVED,
    Reason.CONFIRMED,
    Reason.DATED,
    Reason.PARTICIPANTS,
)

_OPEN = frozenset({Status.PROPOSED, Status.EXPECTED, Status.POSTPONED, Status.CANCELLED})
_ENDED = {
    Status.HELD: Reason.HELD,
    Status.POSTPONED: Reason.POSTPONED,
    Status.CANCELLED: Reason.CANCELLED,
}
_OF_THE_UNKNOWN = frozenset({Reason.NEW_GROUPING, Reason.CONFIRMED, Reason.PARTICIPANTS})
# A grouping has no confidence of its own: one newsroom may err, two rarely err alike.
_STANDING_CONFIDENCE = {
    GroupingStanding.CANDIDATE: ALERT_FROM,
    GroupingStanding.CONFIRMED: 0.85,
    GroupingStanding.KNOWN: 0.9,
}


@dataclass(frozen=True, slots=True)
class Context:
    """What an alert needs beside the record: who says so, in which words, how near to what.

    ``sentence`` is quoted from an article. ``newsrooms`` counts distinct writers and
    ``copies`` reprints. ``is_history`` marks a record older than the watch cares to tell.
    A person said of a set that it ``is_known``, or that nobody wants to hear of the record.
    ``texts`` are what a rule's words are looked for in, ``aliases`` the other names of the
    record's grouping, and ``previous`` is the id of the alert that last told of the record.
    """

    sentence: str = ""
    sources: tuple[Source, ...] = ()
    newsrooms: int = 1
    copies: int = 0
    nearest: tuple[str, ...] = ()
    is_history: bool = False
    is_known: bool = False
    is_muted: bool = False
    texts: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    previous: str = ""


def reason_of(change: Change, record: Record) -> Reason | None:
    """Return why ``change`` is news, or None where it is not."""
    if isinstance(record, GroupingRecord):
        return set_reason(change, record)
    read = _MEETING_REASONS.get(change.kind)
    return read(change, record) if read else None


def judge(
    record: Record,
    changes: Sequence[Change],
    rules: Sequence[Rule],
    context: Context,
    now: datetime,
    *,
    names: Names | None = None,
) -> Alert | Skip:
    """Return the one alert that ``changes`` raise, or why they raise none.

    It has the weightiest reason that a rule asks for, and names all rules that ask for one
    of its changes: nobody hears of the others later. ``names`` maps a state's code to its
    name, for the words of the change; without it the lexicon's names are used. The alert's
    id depends on record, reason, new value and what was told before, so a second pass
    raises the same alert.
    """
    hidden = _why_hidden(record, context)
    if hidden is not None:
        return Skip(hidden, record.id)
    if not _news(record, changes):
        return Skip("no_change", record.id)
    wanted = _wanted(record, changes, context)
    if not wanted:
        return Skip("known", record.id)
    misses = [{r.name: _misses(r, record, reason, context) for r in rules} for reason, _ in wanted]
    asked = [one for one, missed in zip(wanted, misses, strict=True) if not all(missed.values())]
    if not asked:
        return _skip(record, misses[0])
    matching = tuple(r.name for r in rules if any(not missed[r.name] for missed in misses))
    alert = _alert(record, *asked[0], context, names=names or load().state_name)
    return replace(alert, rules=matching, raised_at=now)


def behind(alert: Alert, record: Record, changes: Sequence[Change]) -> Change | None:
    """Return which of the changes that were judged an alert is about."""
    found = (change for reason, change in _news(record, changes) if reason is alert.reason)
    return next(found, None)


def missed(
    record: Record, changes: Sequence[Change], rules: Sequence[Rule], context: Context
) -> dict[str, tuple[str, ...]]:
    """Return by name of each rule the conditions that it misses; {} where nothing is news.

    Of several changes that counts of which the rule misses the fewest.
    """
    if _why_hidden(record, context) is not None:
        return {}
    reasons = [reason for reason, _ in _wanted(record, changes, context)]
    found = {r.name: [_misses(r, record, reason, context) for reason in reasons] for r in rules}
    return {name: min(misses, key=len) for name, misses in found.items() if misses}


def shown(record: Record, changes: Sequence[Change], context: Context) -> dict[str, str]:
    """Return in words what a record has to show for each condition of a rule."""
    reasons = [reason.value for reason, _ in _news(record, changes)]
    return {
        "kind": record.kind.value,
        "states": ", ".join(_members(record)),
        "groupings": ", ".join(sorted(_names(record, context))) or "no name",
        "levels": ", ".join(_levels(record)) or "no level",
        "statuses": str(getattr(record, "status", None) or "no status"),
        "reasons": ", ".join(reasons) or "no news",
        "confidence": f"{_confidence(record):.2f}",
        "newsrooms": str(context.newsrooms),
        "words": "none of them in its texts",
    }


def _why_hidden(record: Record, context: Context) -> str | None:
    """Return why nothing that happens to a record is told; None where it may be."""
    reasons = {
        "history": context.is_history,
        "background": isinstance(record, MeetingRecord) and record.is_background,
        "dismissed": isinstance(record, MeetingRecord) and record.is_dismissed,
        "muted": context.is_muted,
    }
    return next((word for word, holds in reasons.items() if holds), None)


def audience(alert: Alert, recipients: Sequence[Recipient]) -> list[Recipient]:
    """Return who follows a rule that ``alert`` matched, in the given order."""
    return [who for who in recipients if not set(alert.rules).isdisjoint(who.rules)]


def is_current(reason: Reason, record: Record | None) -> bool:
    """Say whether a reason about a meeting's status still holds of the record."""
    if not isinstance(record, MeetingRecord) or reason not in _ENDED.values():
        return True
    return record.status is not None and _ENDED.get(record.status) is reason


def _created(_change: Change, _record: MeetingRecord) -> Reason | None:
    return Reason.NEW_MEETING


def _status(change: Change, _record: MeetingRecord) -> Reason | None:
    if change.after in _ENDED:
        return _ENDED[Status(change.after)]
    confirmed = change.after == Status.SCHEDULED and change.before in _OPEN
    return Reason.CONFIRMED if confirmed else None


def _date(change: Change, record: MeetingRecord) -> Reason | None:
    # What a report of a past meeting says of its day corrects the record, it moves nothing.
    if record.status is Status.HELD or not change.after or is_widened(change.before, change.after):
        return None
    if not change.before or is_narrowed(change.before, change.after):
        return Reason.DATED
    return Reason.MOVED


def _place(change: Change, record: MeetingRecord) -> Reason | None:
    if record.status is Status.HELD or not change.before or not change.after:
        return None
    return None if is_same_place(change.before, change.after) else Reason.MOVED


def _participants(_change: Change, _record: MeetingRecord) -> Reason | None:
    return Reason.PARTICIPANTS


_MEETING_REASONS: dict[ChangeKind, Callable[[Change, MeetingRecord], Reason | None]] = {
    ChangeKind.CREATED: _created,
    ChangeKind.STATUS: _status,
    ChangeKind.DATE: _date,
    ChangeKind.PLACE: _place,
    ChangeKind.PARTICIPANTS: _participants,
}


def _news(record: Record, changes: Sequence[Change]) -> list[tuple[Reason, Change]]:
    """Return what is news of what changed on the whole, the weightiest first."""
    told = [
        (reason, change)
        for change in net(changes)
        if (reason := reason_of(change, record)) and is_current(reason, record)
    ]
    return sorted(told, key=lambda pair: ORDER.index(pair[0]))


def _wanted(
    record: Record, changes: Sequence[Change], context: Context
) -> list[tuple[Reason, Change]]:
    """Return what is news, without the novelty of a set that a person called known."""
    return [
        one
        for one in _news(record, changes)
        if not (context.is_known and one[0] in _OF_THE_UNKNOWN)
    ]


def _misses(rule: Rule, record: Record, reason: Reason, context: Context) -> tuple[str, ...]:
    conditions = {
        "kind": _is_kind(rule, record),
        "states": not rule.states or not set(rule.states).isdisjoint(_members(record)),
        "groupings": not rule.groupings or bool(_folded(rule.groupings) & _names(record, context)),
        "levels": not rule.levels or not set(rule.levels).isdisjoint(_levels(record)),
        "statuses": not rule.statuses or getattr(record, "status", None) in rule.statuses,
        "reasons": not rule.reasons or reason in rule.reasons,
        "confidence": _confidence(record) >= rule.min_confidence,
        "newsrooms": context.newsrooms >= rule.min_newsrooms,
        "words": not rule.words or is_told(rule.words, (*_own_words(record), *context.texts)),
    }
    return tuple(word for word, holds in conditions.items() if not holds)


def _is_kind(rule: Rule, record: Record) -> bool:
    is_two_plus_two = Level.TWO_PLUS_TWO in _levels(record)
    if record.kind is GroupingKind.BILATERAL and not is_two_plus_two and not rule.bilateral:
        return False
    return record.kind in rule.kinds if rule.kinds else record.kind is not GroupingKind.MULTILATERAL


def _skip(record: Record, misses: dict[str, tuple[str, ...]]) -> Skip:
    if record.kind is not GroupingKind.MINILATERAL and all("kind" in m for m in misses.values()):
        return Skip(record.kind.value, record.id)
    by_nearness = sorted(misses.items(), key=lambda pair: len(pair[1]))
    for name, missed in by_nearness:
        if set(missed) <= {"confidence", "newsrooms"}:
            return Skip(missed[0], record.id, f"rule {name}")
    detail = f"rule {by_nearness[0][0]}: {', '.join(by_nearness[0][1])}" if misses else "no rules"
    return Skip("no_rule", record.id, detail)


def _alert(
    record: Record, reason: Reason, change: Change, context: Context, *, names: Names
) -> Alert:
    is_new = change.kind is ChangeKind.CREATED
    return Alert(
        id=content_id(record.id, reason, "" if is_new else change.after, *_told_before(context)),
        reason=reason,
        record=record.id,
        members=_members(record),
        name=_name(record),
        level=_level(record, change),
        raised_at=change.seen_at,
        confidence=_confidence(record),
        newsrooms=context.newsrooms,
        copies=context.copies,
        rules=(),
        meeting=record if isinstance(record, MeetingRecord) else None,
        grouping=record if isinstance(record, GroupingRecord) else None,
        before="" if is_new else in_words(change.kind, change.before, names),
        after="" if is_new else in_words(change.kind, change.after, names),
        sentence=context.sentence,
        sources=context.sources,
        nearest=context.nearest,
    )


def _told_before(context: Context) -> tuple[str, ...]:
    """A value that comes back is told again: what was told in between tells the two apart."""
    return (context.previous,) if context.previous else ()


def _members(record: Record) -> tuple[str, ...]:
    return record.participants if isinstance(record, MeetingRecord) else record.members


def _levels(record: Record) -> tuple[Level, ...]:
    if isinstance(record, GroupingRecord):
        return record.levels
    return (record.level,) if record.level else ()


def _level(record: Record, change: Change) -> Level | None:
    """Return the level that the change is about, else the most senior of the record."""
    if change.kind is ChangeKind.LEVEL and change.after in set(Level):
        return Level(change.after)
    return min(_levels(record), key=list(Level).index, default=None)


def _name(record: Record) -> str | None:
    if isinstance(record, MeetingRecord):
        return record.grouping
    return record.names[0] if record.names else None


def _names(record: Record, context: Context) -> set[str]:
    if isinstance(record, MeetingRecord):
        return _folded((record.grouping or "", *context.aliases))
    return _folded((*record.names, record.known or "", *context.aliases))


def _own_words(record: Record) -> tuple[str, ...]:
    """Return the names that a record holds: of its grouping, its city and its people."""
    if isinstance(record, GroupingRecord):
        return record.names
    people = (official.name for official in record.officials)
    return tuple(name for name in (record.grouping, record.place.city, *people) if name)


def _folded(words: Sequence[str]) -> set[str]:
    return {word.casefold() for word in words if word}


def _confidence(record: Record) -> float:
    if isinstance(record, MeetingRecord):
        return record.confidence
    return _STANDING_CONFIDENCE[record.standing]
