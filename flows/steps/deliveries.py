"""What people do with messages: look them over, send them anew, give them up, try a way.

Plain functions: no Prefect. Nothing here sends; what is put back or made goes out by
``flows.steps.deliver`` as any other message does.
"""

from __future__ import annotations

import email
import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from email.message import EmailMessage
from email.policy import default as parsing

from alerts.model import (
    ChannelKind,
    Delivery,
    DeliveryState,
    Fault,
    Purpose,
    Receipt,
    Recipient,
)
from alerts.untrusted import LABEL_LIMIT, TITLE_LIMIT, clean
from flows.runtime.wiring import House
from flows.steps.digest import composed, digest_of
from flows.steps.tables import table
from parsers.model import content_id
from storage import outbox, posted, ways
from storage.database import reading, transaction
from storage.model import Posted

COLUMNS = ("message", "made", "recipient", "channel", "for", "state", "tries", "subject", "said")
SHOWN_ID, SUBJECT_WIDTH = 10, 48
# What may be sent once more, and what may be given up.
OPEN = (DeliveryState.UNKNOWN, DeliveryState.DEAD, DeliveryState.PENDING)

# What each kind of fault asks of whoever runs the house.
REMEDIES = {
    Fault.TRANSIENT: "The server is down or busy just now. It will be tried again by itself.",
    Fault.CONFIGURATION: "The way is set up wrongly: look at the settings it uses and at what the "
    "server said. Once mended, `minilateral deliveries reopen` has it tried at once.",
    Fault.ADDRESS: "The address takes no mail. Correct it in config/recipients.toml.",
    Fault.MESSAGE: "The server will never take this message; its words above say why.",
    Fault.LOST: "The answer was lost: look whether it arrived. `minilateral deliveries arrived` or "
    "`retry` settles it.",
}


class NoSuchMessageError(LookupError):
    """An id that no message has, or several; names the remedy."""


def latest(
    house: House, states: Collection[DeliveryState], recipient: str | None, limit: int
) -> list[Posted]:
    """Return the messages composed last, the first of them first."""
    with reading(house.engine) as session:
        return posted.latest(session, states=states, recipient=recipient, limit=limit)


def listed(house: House, found: Sequence[Posted], now: datetime) -> Iterator[str]:
    """Yield a table of messages, then what keeps messages back."""
    yield table([COLUMNS, *map(_row, found)]) if found else "No such message."
    with reading(house.engine) as session:
        closed, refused = ways.troubled(session, now), ways.refused(session)
    for way in closed:
        why = "is set up wrongly" if way.is_faulty else "wants a pause"
        said = clean(way.detail, TITLE_LIMIT)
        yield f"closed: {way.name} {why} since {way.since:%Y-%m-%d %H:%M}: {said}"
        yield f"  tried again at {way.until:%Y-%m-%d %H:%M}, or at once by `reopen {way.name}`"
    for one in refused:
        word = "is written to no more" if one.is_final else f"was refused {one.times} time(s)"
        yield f"refused: {one.recipient} {word} since {one.since:%Y-%m-%d}: {clean(one.detail)}"


def found(house: House, prefix: str) -> Posted:
    """Return the one message whose id begins so; raises NoSuchMessageError."""
    with reading(house.engine) as session:
        some = posted.beginning(session, prefix) if prefix else []
    if len(some) == 1:
        return some[0]
    named = ", ".join(one.delivery.id for one in some[:SHOWN_ID])
    problem = f"several messages begin so: {named}. Give more of it" if some else "no such message"
    raise NoSuchMessageError(f"{prefix}: {problem}. `minilateral deliveries list` has the ids.")


def shown(house: House, one: Posted) -> Iterator[str]:
    """Yield all that is known of a message: its life, each attempt, and its words."""
    sent = one.delivery
    with reading(house.engine) as session:
        tried = outbox.attempts(session, sent.id)
        alerts = [outbox.get_alert(session, identity) for identity in sent.alerts]
    yield f"message {sent.id}: {sent.purpose} to {sent.recipient} by {sent.channel}, {sent.state}"
    yield f"subject: {clean(sent.subject, TITLE_LIMIT)}"
    yield f"made {one.composed_at:%Y-%m-%d %H:%M} UTC"
    for attempt in tried:
        said = clean(f"{attempt.detail} {attempt.reference}".strip(), TITLE_LIMIT)
        yield f"{attempt.at:%Y-%m-%d %H:%M} {attempt.state}: {said or 'taken'}"
    if sent.not_before and sent.state in {DeliveryState.PENDING, DeliveryState.UNKNOWN}:
        yield f"looked at again {sent.not_before:%Y-%m-%d %H:%M} UTC"
    for alert in alerts:
        if alert is not None:
            who = ", ".join(house.lexicon.state_name(code) for code in alert.members)
            yield f"tells of {alert.id[:SHOWN_ID]}: {alert.reason} {who}"
    yield ""
    yield from words_of(sent)


def words_of(delivery: Delivery) -> Iterator[str]:
    """Yield the words of a message as its reader gets them, a line at a time, cleaned."""
    text = _text(delivery.payload) if delivery.channel is ChannelKind.EMAIL else _pretty(delivery)
    for line in text.splitlines():
        yield clean(line, len(line) + 1) if line.strip() else ""


def retry(house: House, prefix: str, now: datetime) -> Delivery | None:
    """Put a message back that is of unknown outcome, given up or waiting; None if none is such.

    A person asks for this who has seen that it did not arrive.
    """
    return _resolved(house, prefix, DeliveryState.PENDING, now)


def arrived(house: House, prefix: str, now: datetime) -> Delivery | None:
    """Settle a message of unknown outcome that somebody has seen; None if none is such."""
    return _resolved(house, prefix, DeliveryState.SENT, now)


def give_up(house: House, prefix: str, now: datetime) -> Delivery | None:
    """Never send a message that waits or is of unknown outcome; None if none is such."""
    return _resolved(house, prefix, DeliveryState.DEAD, now)


def reopen(house: House, name: str) -> bool:
    """Have a closed way, or a refused recipient, tried at once; False if there is none such."""
    channel, _, secret = name.partition(":")
    with transaction(house.engine) as session:
        is_way = ways.reopen(session, channel, secret)
        return ways.forgive(session, name) or is_way


def repeatable(house: House, name: str | None, since: datetime, most: int) -> list[Posted]:
    """Return what was sent since then, to one recipient or to all that are still told."""
    known = {recipient.name for recipient in house.watchlist.recipients}
    with reading(house.engine) as session:
        sent = posted.latest(
            session, states=[DeliveryState.SENT], recipient=name, since=since, limit=most
        )
    news = {Purpose.ALERT, Purpose.DIGEST}
    return [one for one in sent if one.delivery.purpose in news and one.delivery.recipient in known]


def replay(house: House, one: Posted, now: datetime) -> Delivery:
    """Make a message anew that was sent, marked so; asking twice at one instant makes one."""
    to = {recipient.name: recipient for recipient in house.watchlist.recipients}
    with reading(house.engine) as session:
        alerts = [outbox.get_alert(session, identity) for identity in one.delivery.alerts]
    told = [alert for alert in alerts if alert is not None]
    digest = digest_of(house, to[one.delivery.recipient], told, one.composed_at)
    marked = replace(digest, purpose=Purpose.REPLAY)
    key = content_id("replay", one.delivery.id, now.isoformat())
    return _kept(house, composed(house, marked, one.delivery.alerts, key, now).delivery, now)


def test(house: House, recipient: Recipient, now: datetime) -> Delivery:
    """Make a message that says it is a test; asking twice at one instant makes one."""
    marked = replace(digest_of(house, recipient, (), now), purpose=Purpose.TEST)
    key = content_id("test", recipient.name, now.isoformat())
    return _kept(house, composed(house, marked, (), key, now).delivery, now)


def advice(receipt: Receipt | None) -> str:
    """Return what to do after an attempt ended so."""
    return REMEDIES[receipt.fault] if receipt is not None and receipt.fault else ""


def _kept(house: House, delivery: Delivery, now: datetime) -> Delivery:
    with transaction(house.engine) as session:
        outbox.keep(session, delivery, now)
    return delivery


def _resolved(house: House, prefix: str, state: DeliveryState, now: datetime) -> Delivery | None:
    if not prefix:
        return None
    with transaction(house.engine) as session:
        for one in posted.beginning(session, prefix):
            detail = "decided by hand"
            if one.delivery.state in OPEN and outbox.resolve(
                session, one.delivery.id, state, now=now, detail=detail
            ):
                return one.delivery
    return None


def _row(one: Posted) -> tuple[str, ...]:
    sent = one.delivery
    return (
        sent.id[:SHOWN_ID],
        f"{one.composed_at:%Y-%m-%d %H:%M}",
        sent.recipient,
        sent.channel.value,
        sent.purpose.value,
        sent.state.value,
        str(sent.attempts),
        clean(sent.subject, SUBJECT_WIDTH),
        clean(one.detail, LABEL_LIMIT),
    )


def _text(payload: str) -> str:
    """Return the plain text of a mail, below the headers that its reader sees."""
    made = email.message_from_string(payload, _class=EmailMessage, policy=parsing)
    heads = [f"{name}: {made[name]}" for name in ("From", "To", "Date", "Subject", "Message-ID")]
    body = made.get_body(("plain",))
    return "\n".join([*heads, "", str(body.get_content()) if body is not None else ""])


def _pretty(delivery: Delivery) -> str:
    try:
        return json.dumps(json.loads(delivery.payload), indent=2, ensure_ascii=False)
    except ValueError:
        return delivery.payload
