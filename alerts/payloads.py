"""Fixes what a channel will send: one message of one digest, in the form that its kind takes.

Retries send the same bytes, so whatever depends on the moment is decided here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from alerts.calendars import calendar, occasions
from alerts.channels.mail import mail
from alerts.facts import body
from alerts.model import ChannelKind, Digest, Message
from alerts.wording import Names


@dataclass(frozen=True, slots=True)
class Frame:
    """What a payload holds beside its news: who sends it, under which id, and when.

    ``sender`` is a mailbox, ``domain`` the one that ends our ids. ``public_url`` is where
    records can be opened, if anywhere.
    """

    sender: str
    domain: str
    delivery: str
    at: datetime
    public_url: str | None = None


def payload(digest: Digest, message: Message, frame: Frame, names: Names) -> str:
    """Return what the channel of the digest's recipient sends."""
    if digest.recipient.channel is ChannelKind.EMAIL:
        return _mail(digest, message, frame, names)
    if digest.recipient.channel is ChannelKind.WEBHOOK:
        return body(
            digest, names, delivery=frame.delivery, at=frame.at, public_url=frame.public_url
        )
    return message.slack


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
