"""Judges the records that a batch of articles touched, and queues what is news.

One alert per record at most, sets of states first: an alert of a new set carries the
meeting at which it met, which is then not told a second time. What waits is judged
again when its time has come, or something touches it: as the record then is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sqlmodel import Session

from alerts.changes import net
from alerts.model import Alert, Reason, Recipient, Skip
from alerts.novelty import (
    about,
    as_new,
    newcomers,
    unechoed,
    untold,
    with_meeting,
)
from alerts.rules import Context, Record, audience, behind, judge
from alerts.waits import due_at
from flows.runtime.tally import Tally
from flows.runtime.wiring import House
from flows.steps.sourcing import backing_of, context_of
from parsers.model import Change, GroupingKind, GroupingRecord, MeetingRecord
from parsers.records.echoes import is_doubtful, is_echo
from parsers.records.gathering import neighbours
from parsers.records.groupings import grouping_id
from parsers.records.meetings import is_stale
from storage import groupings, meetings, outbox, waiting
from storage.model import Waiting

WAITS = "waits"


@dataclass(frozen=True, slots=True)
class Touch:
    """One record as an article left it, and what changed there; ``is_news`` of no archive."""

    record: Record
    changes: tuple[Change, ...]
    is_news: bool


@dataclass(frozen=True, slots=True)
class Judgement:
    """One record as a pass judged it: on what news, in which light, and what came of it.

    ``context`` is None for what was not looked at closely, as news of an archive.
    """

    record: Record
    verdict: Alert | Skip
    news: tuple[Change, ...] = ()
    context: Context | None = None


@dataclass(slots=True)
class Pass:
    """What one batch has touched so far: records as they now are, with their news.

    ``waited`` is the news that a record had before, under its own id and under former ones.
    """

    meetings: dict[str, MeetingRecord] = field(default_factory=dict)
    groupings: dict[str, GroupingRecord] = field(default_factory=dict)
    news: dict[str, list[Change]] = field(default_factory=dict)
    waited: dict[str, list[Waiting]] = field(default_factory=dict)

    def add(self, touches: Sequence[Touch]) -> None:
        """Remember what an article did; a change told by an archive is no news."""
        for touch in touches:
            self.hold(touch.record)
            if touch.is_news:
                self.news.setdefault(touch.record.id, []).extend(touch.changes)

    def hold(self, record: Record) -> None:
        """Take a record as it now is."""
        if isinstance(record, MeetingRecord):
            self.meetings[record.id] = record
        else:
            self.groupings[record.id] = record

    def wake(self, record: Record, row: Waiting) -> None:
        """Take a record of which news waits; that came before what a batch says of it."""
        self.hold(record)
        self.news[record.id] = [*row.changes, *self.news.get(record.id, ())]
        self.waited.setdefault(record.id, []).append(row)

    def since(self, record: Record, now: datetime) -> datetime:
        """Return when the first of a record's news came."""
        return min((row.since for row in self.waited.get(record.id, ())), default=now)


@dataclass(frozen=True, slots=True)
class Sitting:
    """By whom, of what and when it is judged; for whom nothing waits for a second newsroom."""

    session: Session
    house: House
    made: Pass
    now: datetime
    early: Sequence[Recipient] = ()


def counted(judgements: Iterable[Judgement]) -> tuple[tuple[Alert, ...], Tally]:
    """Return what was raised, and count by reason what was not."""
    verdicts = [one.verdict for one in judgements]
    alerts = tuple(one for one in verdicts if isinstance(one, Alert))
    return alerts, Tally.of([one.reason for one in verdicts if isinstance(one, Skip)])


def figures(skips: Tally) -> dict[str, int]:
    """Return what was not told in the words of the run table; what waits is not lost."""
    named = skips.as_dict()
    waits = named.pop(WAITS, 0)
    return {f"skipped_{word}": count for word, count in named.items()} | (
        {"waiting": waits} if waits else {}
    )


def tell(
    session: Session,
    house: House,
    made: Pass,
    now: datetime,
    *,
    early: Sequence[Recipient] = (),
) -> tuple[Judgement, ...]:
    """Judge every touched record once, and what has waited its time; queue what is news.

    For ``early``, whose digest is due, nothing waits for a second newsroom any longer.
    """
    waiting.alone(session)
    _renew(session, made)
    gone = list(_wake(session, made, now, everything=bool(early)))
    sitting = Sitting(session, house, made, now, early)
    # What is raised of a set must be kept before its meeting is looked at.
    sets = [_set(sitting, one) for one in made.groupings.values()]
    met = [_meeting(sitting, one) for one in made.meetings.values()]
    return (*gone, *sets, *met)


def _renew(session: Session, made: Pass) -> None:
    """Take the records as the whole batch left them; what became another is judged as that.

    Of a set that nobody tells of any more there is nothing to judge.
    """
    sets = {one.id: one for one in groupings.many(session, made.groupings)}
    made.groupings = {identity: sets[identity] for identity in made.groupings if identity in sets}
    held = meetings.many(session, made.meetings)
    for identity in [*made.meetings]:
        if identity in held:
            made.meetings[identity] = held[identity]
            continue
        del made.meetings[identity]
        news = made.news.pop(identity, None)
        record = _heir(session, identity)
        if record is not None:
            made.hold(record)
            if news is not None:
                made.news.setdefault(record.id, []).extend(news)


def _wake(session: Session, made: Pass, now: datetime, *, everything: bool) -> Iterator[Judgement]:
    """Add what is due, what was touched and what is told with it; yield what is held no more."""
    rows = waiting.everything(session)
    held = meetings.many(session, [row.record for row in rows])
    living: list[tuple[Record, Waiting]] = []
    for row in rows:
        record = held.get(row.record) or _otherwise(session, row.record)
        if record is not None:
            living.append((record, row))
            continue
        waiting.drop(session, [row.record])
        yield from _withdrawn(session, row)
    touched: list[Record] = [*made.meetings.values(), *made.groupings.values()]
    due = [record for record, row in living if everything or row.until <= now]
    sets = {_set_of(record) for record in (*touched, *due)}
    for record, row in living:
        if _set_of(record) in sets:
            made.wake(record, row)


def _otherwise(session: Session, identity: str) -> Record | None:
    """Return the set of states of an id, or the meeting that it became; None where it is gone."""
    return groupings.get(session, identity) or _heir(session, identity)


def _heir(session: Session, identity: str) -> MeetingRecord | None:
    successor = meetings.successor(session, identity)
    return None if successor is None else meetings.get(session, successor)


def _withdrawn(session: Session, row: Waiting) -> Iterator[Judgement]:
    met = [record for _, record in meetings.states_of(session, row.record) if record]
    sets = [record for _, record in groupings.states_of(session, row.record) if record]
    known: list[Record] = [*met, *sets]
    for record in known[-1:]:
        yield Judgement(record, Skip("withdrawn", row.record), row.changes)


def _set_of(record: Record) -> str:
    """Return the id of the set of states that acts: it and its meeting are told together."""
    if isinstance(record, GroupingRecord):
        return record.id
    return grouping_id(record.participants)


def _set(sitting: Sitting, group: GroupingRecord) -> Judgement:
    """Judge a set of states; an alert of it carries its meeting."""
    made = sitting.made
    met = [m for m in made.meetings.values() if m.kind is not GroupingKind.BILATERAL]
    one = _judged(sitting, group, made.news.get(group.id))
    if isinstance(one.verdict, Alert):
        one = replace(one, verdict=with_meeting(one.verdict, met))
    own = [m for m in met if m.participants == group.members and not m.is_background]
    return _told(sitting, one, beside=own)


def _meeting(sitting: Sitting, record: MeetingRecord) -> Judgement:
    """Judge a meeting by how it differs from what was last told of it."""
    session, news = sitting.session, sitting.made.news.get(record.id)
    if news is None:
        return Judgement(record, Skip("history", record.id))
    own = (record.id, *meetings.predecessors(session, record.id))
    told, echoed = _heard(session, record, own), _heard(session, record, _echoed(session, record))
    steps = untold(record, news, told or echoed, sitting.now)
    steps = unechoed(record, steps, echoed) if told else steps
    told = told or echoed
    one = _judged(sitting, record, steps, previous=told[-1].id if told else "")
    return _told(sitting, _for_newcomers(sitting, record, one, told), told=told)


def _heard(session: Session, record: MeetingRecord, names: Sequence[str]) -> tuple[Alert, ...]:
    """Return what was told of meetings of a set of states, by their ids, the latest last."""
    if not names:
        return ()
    sought = (*names, grouping_id(record.participants))
    return about(names, [alert for one in sought for alert in outbox.alerts_of(session, one)])


def _echoed(session: Session, record: MeetingRecord) -> tuple[str, ...]:
    """Return the ids of other records that may be of the same meeting, and what they were."""
    others = meetings.of_states(session, [record.participants]).get(record.participants, ())
    ids = [other.id for other in others if is_echo(record, other)]
    return (*ids, *(former for one in ids for former in meetings.predecessors(session, one)))


def _for_newcomers(
    sitting: Sitting, record: MeetingRecord, one: Judgement, told: Sequence[Alert]
) -> Judgement:
    """Judge a meeting as new for those whose rule did not hold when others were told of it.

    A second newsroom, or a level that nobody had named, may have made it theirs.
    """
    is_quiet = isinstance(one.verdict, Skip) and one.verdict.reason == "no_change"
    house = sitting.house
    theirs = {name for who in _newcomers(sitting, told) for name in who.rules}
    rules = [rule for rule in house.watchlist.rules if rule.name in theirs]
    if not (told and is_quiet and rules and one.context):
        return one
    step, names = as_new(record, sitting.now), house.lexicon.state_name
    verdict = judge(record, (step,), rules, one.context, sitting.now, names=names)
    return replace(one, verdict=verdict, news=(step,)) if isinstance(verdict, Alert) else one


def _judged(
    sitting: Sitting, record: Record, news: Sequence[Change] | None, *, previous: str = ""
) -> Judgement:
    """Judge one record; ``news`` is None where an archive alone told of it."""
    since = sitting.made.since(record, sitting.now)
    if news is None or (isinstance(record, MeetingRecord) and is_stale(record, since)):
        return Judgement(record, Skip("history", record.id), tuple(news or ()))
    house, now = sitting.house, sitting.now
    context = context_of(sitting.session, house, record, news, now, previous=previous)
    rules, names = house.watchlist.rules, house.lexicon.state_name
    verdict = judge(record, news, rules, context, now, names=names)
    return Judgement(record, verdict, tuple(news), context)


def _told(
    sitting: Sitting,
    one: Judgement,
    *,
    told: Sequence[Alert] = (),
    beside: Sequence[MeetingRecord] = (),
) -> Judgement:
    """Keep an alert with its place in each queue, or let it wait; a skip ends what waited."""
    session, record, alert = sitting.session, one.record, one.verdict
    waited = sitting.made.waited.get(record.id, ())
    if waited:
        waiting.drop(session, [row.record for row in waited])
    if isinstance(alert, Skip):
        return one
    until = _due_at(sitting, one, alert, told, beside)
    if until > sitting.now:
        changes = net(sitting.made.news.get(record.id, ()))
        since = sitting.made.since(record, sitting.now)
        waiting.keep(session, Waiting(record.id, since, until, changes))
        return replace(one, verdict=Skip(WAITS, record.id, f"until {until:%Y-%m-%d %H:%M} UTC"))
    is_new = alert.reason is Reason.NEW_MEETING
    everybody = sitting.house.watchlist.recipients
    readers = audience(alert, _newcomers(sitting, told) if is_new else everybody)
    is_raised = outbox.raise_alert(session, alert, [who.name for who in readers])
    return one if is_raised else replace(one, verdict=Skip("told", record.id))


def _newcomers(sitting: Sitting, told: Sequence[Alert]) -> Sequence[Recipient]:
    """Return who has not heard of a meeting: everybody, where nothing was told of it."""
    recipients = sitting.house.watchlist.recipients
    heard = outbox.hearers(sitting.session, [alert.id for alert in told]) if told else ()
    return newcomers(told, recipients, heard)


def _due_at(
    sitting: Sitting,
    one: Judgement,
    alert: Alert,
    told: Sequence[Alert],
    beside: Sequence[MeetingRecord],
) -> datetime:
    """Return when an alert is told; whose digest is due hears of it with the one newsroom."""
    since = sitting.made.since(one.record, sitting.now)
    wait = timedelta(0) if audience(alert, sitting.early) else sitting.house.watchlist.wait
    change = behind(alert, one.record, one.news)
    backing = backing_of(sitting.session, sitting.house, one.record, change, beside)
    if not told:
        new = [one.record] if isinstance(one.record, MeetingRecord) else beside
        is_slip = any(_is_doubtful(sitting, meeting) for meeting in new)
        backing = replace(backing, is_doubtful=is_slip)
    return due_at(alert, told, backing, since, wait)


def _is_doubtful(sitting: Sitting, record: MeetingRecord) -> bool:
    """Tell whether a meeting that is to be told as new is nearly one that was told already."""
    session = sitting.session
    sets = neighbours(record.participants, sitting.house.lexicon.states)
    near = meetings.of_states(session, sets).values()
    others = [other for some in near for other in some if is_doubtful(record, other)]
    return any(_heard(session, other, (other.id,)) for other in others)
