"""Fixes what a channel will send: one message of one digest, in the form that its kind takes.

Retries send the same bytes, so whatever depends on the moment is decided here.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from alerts.calendars import calendar, occasions
from alerts.channels.apprise import inert
from alerts.channels.mail import mail
from alerts.channels.slack_app import metadata
from alerts.facts import body
from alerts.model import ChannelKind, Digest, Message, Purpose, Reason
from alerts.wording import Names

# News that nobody who follows the channel should have to open a thread for.
_OUTCOMES = frozenset({Reason.CANCELLED, Reason.POSTPONED, Reason.HELD})


@dataclass(frozen=True, slots=True)
class Frame:
    """What a payload holds beside its news: who sends it, under which id, and when.

    ``sender`` is a mailbox, ``domain`` the one that ends our ids. ``public_url`` is where
    records can be opened, if anywhere. ``thread`` is the reference of the message that first
    told of the same meeting.
    """

    sender: str
    domain: str
    delivery: str
    at: datetime
    public_url: str | None = None
    thread: str = ""


def payload(digest: Digest, message: Message, frame: Frame, names: Names) -> str:
    """Return what the channel of the digest's recipient sends."""
    if digest.recipient.channel is ChannelKind.EMAIL:
        return _mail(digest, message, frame, names)
    if digest.recipient.channel is ChannelKind.APPRISE:
        return inert(f"{message.subject}\n\n{message.text}")
    if digest.recipient.channel is ChannelKind.TEAMS:
        return message.teams
    if digest.recipient.channel is ChannelKind.SLACK_APP:
        return _slack_app(digest, message, frame)
    if digest.recipient.channel is ChannelKind.WEBHOOK:
        return body(
            digest, names, delivery=frame.delivery, at=frame.at, public_url=frame.public_url
        )
    return message.slack


def thread_of(digest: Digest) -> str:
    """Return the record that a message is about; "" for a digest of several, or of no news."""
    alerts = digest.alerts
    if len(alerts) != 1 or digest.left_out or digest.purpose in {Purpose.TEST, Purpose.REPLAY}:
        return ""
    (alert,) = alerts
    return alert.meeting.id if alert.meeting else alert.record


def _slack_app(digest: Digest, message: Message, frame: Frame) -> str:
    """Name the channel, the thread and the delivery; an outcome is shown in the channel too."""
    made = json.loads(message.slack)
    made |= {
        "channel": digest.recipient.address,
        "metadata": metadata(frame.delivery, frame.at),
    }
    channel, _, stamp = frame.thread.partition(":")
    if stamp and channel == digest.recipient.address:
        is_outcome = any(alert.reason in _OUTCOMES for alert in digest.alerts)
        made |= {"thread_ts": stamp, "reply_broadcast": is_outcome}
    return json.dumps(made, ensure_ascii=False, separators=(",", ":"))


def _mail(digest: Digest, message: Message, frame: Frame, names: Names) -> str:
    told = occasions(digest.alerts)
    dates = calendar(told, names, domain=frame.domain, at=frame.at, public_url=frame.public_url)
    return mail(
        message,
        digest.recipient,
        sender=frame.sender,
        delivery_id=frame.delivery,
        at=frame.at,
        domain=frame.domain,
        calendar=dates if told else b"",
    )
