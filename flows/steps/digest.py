"""Puts what is queued into messages, whose bytes are fixed so. Plain functions: no Prefect."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from alerts.cadences import (
    due_slot,
    is_heartbeat_due,
    is_paused,
    is_quiet,
    is_worrying,
    wakes,
)
from alerts.digests import LOOK_AHEAD
from alerts.digests import compose as gather
from alerts.messages import render
from alerts.model import (
    Alert,
    Cadence,
    Delivery,
    DeliveryState,
    Digest,
    Empty,
    Message,
    Recipient,
    Slot,
)
from alerts.payloads import Frame, payload, thread_of
from flows.runtime.tally import Tally
from flows.runtime.wiring import House
from flows.steps.judging import Judgement, Pass, counted, figures, tell
from flows.steps.sparing import sparing
from parsers.model import content_id
from storage import meetings, outbox, threads, ways
from storage.coverage import coverage
from storage.database import reading, transaction

DAY = timedelta(days=1)
LONGEST = timedelta(days=31)  # what a digest covers at most, but for what waited longer
INSTANT = timedelta(microseconds=1)  # windows are half open, and a round acts at one instant


@dataclass(frozen=True, slots=True)
class Composed:
    """A message made for one recipient, with the digest it tells."""

    delivery: Delivery
    digest: Digest
    message: Message


@dataclass(frozen=True, slots=True)
class DigestReport:
    """What one run composed: messages, days without news, recipients whose message failed.

    ``raised`` is how many alerts had waited till now, ``skips`` what became of others that had.
    """

    composed: tuple[Composed, ...] = ()
    empty: int = 0
    failed: tuple[str, ...] = ()
    raised: int = 0
    skips: Tally = field(default_factory=Tally)

    def as_counts(self) -> dict[str, int]:
        """Return the figures of the run table."""
        raised = {"alerts": self.raised} if self.raised else {}
        lost = {"not_composed": len(self.failed)} if self.failed else {}
        made = {"composed": len(self.composed), "empty": self.empty}
        return made | raised | lost | figures(self.skips)


def is_failure(report: DigestReport, sends: Tally) -> bool:
    """Tell whether there was something to tell and nobody was told."""
    has_tried = bool(report.failed) or sends.total > 0
    return has_tried and sends[DeliveryState.SENT.value] == 0


def is_partial(report: DigestReport, sends: Tally) -> bool:
    """Tell whether some were told and some were not."""
    lost = len(report.failed) + sends.total - sends[DeliveryState.SENT.value]
    return lost > 0 and not is_failure(report, sends)


def compose(house: House, now: datetime, *, only: str | None = None) -> DigestReport:
    """Make one message for each recipient who has something to hear and whose time has come.

    What has waited its time is raised before, and for a digest that is due also what waits
    for a second newsroom: the next would tell it a day late.
    """
    due = list(_due(house, now, only))
    alerts, skips = counted(_awake(house, due, now))
    reports = [_spared(house, who, slot, now) for who, slot in due]
    return DigestReport(
        composed=tuple(one for report in reports for one in report.composed),
        empty=sum(report.empty for report in reports),
        failed=tuple(name for report in reports for name in report.failed),
        raised=len(alerts),
        skips=skips,
    )


def tell_waiting(house: House, now: datetime) -> tuple[Judgement, ...]:
    """Raise what has waited as composing does, and settle the digests that are due uncomposed."""
    due = list(_due(house, now, None))
    judged = _awake(house, due, now)
    for slot in (one for _, one in due if one is not None):
        _settled_empty(house, slot, now)
    return judged


def _awake(
    house: House, due: Sequence[tuple[Recipient, Slot | None]], now: datetime
) -> tuple[Judgement, ...]:
    early = [who for who, slot in due if slot is not None]
    with transaction(house.engine) as session:
        return tell(session, house, Pass(), now, early=early)


def _spared(house: House, recipient: Recipient, slot: Slot | None, now: datetime) -> DigestReport:
    with sparing("recipient", recipient.name):
        return _compose_for(house, recipient, slot, now)
    return DigestReport(failed=(recipient.name,))


def _due(house: House, now: datetime, only: str | None) -> Iterator[tuple[Recipient, Slot | None]]:
    """Give who may be written to now, with the slot of their digest, if they get one."""
    for recipient in house.watchlist.recipients:
        if only not in (None, recipient.name) or _is_held_back(house, recipient, now):
            continue
        slot = due_slot(recipient, now)
        if recipient.cadence is Cadence.INSTANT:
            yield recipient, None
        elif slot is not None and not _is_settled(house, slot):
            yield recipient, slot


def _is_held_back(house: House, recipient: Recipient, now: datetime) -> bool:
    """Say whether nothing goes to somebody now: it stays queued, and comes as one message."""
    with reading(house.engine) as session:
        if is_paused(paused(recipient, ways.pauses(session)), now):
            return True
        if ways.is_refused(session, recipient.name, recipient.address):
            return True
        if not is_quiet(recipient, now):
            return False
        waiting = outbox.queued(session, recipient.name) if recipient.wakes else []
    return not wakes(waiting, now)


def paused(recipient: Recipient, pauses: Mapping[str, date]) -> Recipient:
    """Return a recipient with the later of the pauses in the file and by command."""
    until = max(filter(None, (recipient.paused_until, pauses.get(recipient.name))), default=None)
    return replace(recipient, paused_until=until)


def _is_settled(house: House, slot: Slot) -> bool:
    with reading(house.engine) as session:
        return outbox.slot_taken(session, slot)


def _compose_for(
    house: House,
    recipient: Recipient,
    slot: Slot | None,
    now: datetime,
) -> DigestReport:
    with reading(house.engine) as session:
        waiting = outbox.queued(session, recipient.name)
    if not waiting and slot is None and not _is_sign_due(house, recipient, now):
        return DigestReport()
    digest = digest_of(house, recipient, waiting, now)
    if not waiting and slot is not None and not _is_silence_told(house, digest):
        return _settled_empty(house, slot, now)
    ids = [alert.id for alert in waiting]
    mark = () if ids else (now.isoformat(),)
    key = content_id("delivery", recipient.name, recipient.channel, *sorted(ids), *mark)
    made = composed(house, digest, ids, key, now)
    with transaction(house.engine) as session:
        is_kept = outbox.compose(session, made.delivery, ids, slot=slot, now=now)
    return DigestReport((made,) if is_kept else ())


def _is_silence_told(house: House, digest: Digest) -> bool:
    """Say whether a digest without news is sent: asked for, a warning, or a sign of life."""
    is_asked_for = digest.recipient.empty is Empty.SEND
    return (
        is_asked_for
        or _is_warning_due(digest)
        or _is_sign_due(house, digest.recipient, digest.until)
    )


def _is_sign_due(house: House, recipient: Recipient, now: datetime) -> bool:
    with reading(house.engine) as session:
        return is_heartbeat_due(outbox.told_at(session, recipient.name), now)


def _is_warning_due(digest: Digest) -> bool:
    """Of an hour nothing can be said: feeds may be asked less often."""
    return digest.recipient.cadence is not Cadence.HOURLY and is_worrying(digest.coverage)


def _settled_empty(house: House, slot: Slot, now: datetime) -> DigestReport:
    """Settle a day without news, so that it is not looked at again."""
    with transaction(house.engine) as session:
        return DigestReport(empty=int(outbox.take_slot(session, slot, now)))


def digest_of(
    house: House,
    recipient: Recipient,
    waiting: Sequence[Alert],
    now: datetime,
) -> Digest:
    """Gather a digest of what was since the last message, or since the oldest waiting alert.

    Who is told at once, or was never told, hears what was read in a day.
    """
    with reading(house.engine) as session:
        told = outbox.told_at(session, recipient.name)
        is_next = told is not None and told < now and recipient.cadence is not Cadence.INSTANT
        last = max(told, now - LONGEST) if told and is_next else now - DAY
        since = min([last, *(alert.raised_at for alert in waiting)])
        ahead = meetings.upcoming(session, now.date(), now.date() + LOOK_AHEAD + DAY)
        cover = coverage(session, since, now + INSTANT)
    listed = [m for m in ahead if m.is_in_scope]
    return gather(waiting, recipient, since=since, until=now, upcoming=listed, coverage=cover)


def composed(
    house: House, digest: Digest, alerts: Sequence[str], key: str, now: datetime
) -> Composed:
    """Put a digest of ``alerts`` into words, and into the message with the id ``key``."""
    message = _worded(house, digest)
    delivery = _delivery(house, digest, message, key, now)
    return Composed(replace(delivery, alerts=tuple(alerts)), digest, message)


def _delivery(
    house: House,
    digest: Digest,
    message: Message,
    key: str,
    now: datetime,
) -> Delivery:
    recipient = digest.recipient
    frame = Frame(
        sender=house.settings.smtp_sender,
        domain=house.mail_domain,
        delivery=key,
        at=now,
        public_url=house.settings.public_url,
        thread=_thread(house, digest),
    )
    return Delivery(
        id=key,
        key=key,
        recipient=recipient.name,
        channel=recipient.channel,
        address=recipient.address,
        secret=recipient.secret,
        subject=message.subject,
        payload=payload(digest, message, frame, house.lexicon.state_name),
        purpose=digest.purpose,
    )


def _thread(house: House, digest: Digest) -> str:
    """Return where the recipient was first told of what a message is about; "" if nowhere."""
    record = thread_of(digest)
    if not record:
        return ""
    with reading(house.engine) as session:
        return threads.root(session, digest.recipient, record)


def preview(house: House, recipient: Recipient, day: date, now: datetime) -> Message:
    """Render what a recipient would hear of one UTC day; nothing is kept or sent."""
    start = datetime(day.year, day.month, day.day, tzinfo=now.tzinfo)
    with reading(house.engine) as session:
        told = outbox.alerts_between(session, start, start + DAY)
    own = [alert for alert in told if not set(alert.rules).isdisjoint(recipient.rules)]
    return _worded(house, digest_of(house, recipient, own, now))


def _worded(house: House, digest: Digest) -> Message:
    return render(digest, names=house.lexicon.state_name, public_url=house.settings.public_url)
