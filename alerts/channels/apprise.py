"""Hands one text to a service that only apprise knows, such as Matrix, ntfy or Telegram.

An optional extra. Apprise answers yes or no, and a no may mean anything: that the service took
the message and its answer was lost too. So every no is an unknown outcome, for a person to
settle. The service's address holds its secrets, and is one as a whole.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from importlib import import_module
from typing import Any

from alerts.channels.exchange import Lookup, revealed
from alerts.model import Delivery, DeliveryState, Receipt

# They write addresses, or the part of them that is the secret, into what they log.
_TALKATIVE = ("apprise", "urllib3.connectionpool")


@dataclass(frozen=True, slots=True)
class AppriseChannel:
    """Sends through apprise; ``lookup`` maps a delivery's ``secret`` to a service's address."""

    lookup: Lookup = field(repr=False)

    def send(self, delivery: Delivery, *, at: datetime) -> Receipt:
        """Hand ``delivery`` over once and return the receipt; the payload is not changed."""
        address = revealed(self.lookup, delivery.secret)
        if not address:
            fault = f"configuration service {delivery.secret} is not set"
            return Receipt(delivery.id, DeliveryState.FAILED, at, fault)
        with _silence():
            state, detail = _handed_over(address, delivery)
        return Receipt(delivery.id, state, at, detail)


def inert(text: str) -> str:
    """Return ``text`` without what services read mentions, links and commands out of.

    Apprise passes plain text on unchanged, also to services that interpret it.
    """
    for mark, plain in (
        ("<", "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}"),
        (">", "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"),
        ("@", "\N{FULLWIDTH COMMERCIAL AT}"),
        ("](", "] ("),
    ):
        text = text.replace(mark, plain)
    return text


def _handed_over(address: str, delivery: Delivery) -> tuple[DeliveryState, str]:
    try:
        library: Any = import_module("apprise")
    except ImportError:
        return DeliveryState.FAILED, "configuration apprise is not installed: see the README"
    asset = library.AppriseAsset(secure_logging=True, async_mode=False, interpret_escapes=False)
    service = library.Apprise(asset=asset)
    if not service.add(address) or len(service) != 1:
        wrong = f"configuration service {delivery.secret} is no address of one service"
        return DeliveryState.FAILED, wrong
    text = library.NotifyFormat.TEXT
    if service.notify(body=delivery.payload, body_format=text):
        return DeliveryState.SENT, ""
    return DeliveryState.UNKNOWN, "lost the service did not say that it took the message"


@contextmanager
def _silence() -> Iterator[None]:
    """Keep the libraries from logging while they hold a secret."""
    loggers = [logging.getLogger(name) for name in _TALKATIVE]
    before = [logger.disabled for logger in loggers]
    for logger in loggers:
        logger.disabled = True
    try:
        yield
    finally:
        for logger, was in zip(loggers, before, strict=True):
            logger.disabled = was
