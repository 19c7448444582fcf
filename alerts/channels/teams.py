"""Sends one adaptive card to one Teams workflow and says what the workflow made of it.

The workflow's address holds its signature and is the secret. That it took a card (202) says
that it runs, not that the card is shown: Teams has no better answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime

import httpx

from alerts.channels.exchange import (
    Answer,
    Lookup,
    Silence,
    Timeouts,
    ask,
    not_before,
    post,
    revealed,
    target,
)
from alerts.model import Delivery, DeliveryState, Receipt

BODY_LIMIT = 4096  # octets of an answer that are read

_TAKEN = range(200, 300)
_CONTENT = frozenset({400, 413, 415, 422})
_CLOSED = frozenset({401, 403, 404, 405, 410})
_RATE_LIMITED = 429
# A relay that took the card and could not show it says so in words, under a status of 200.
_RELAYED = re.compile(rb"HTTP error (\d{3})\b")


@dataclass(frozen=True, slots=True)
class TeamsChannel:
    """Sends by workflows; ``lookup`` maps a delivery's ``secret`` to its address, or to None."""

    lookup: Lookup = field(repr=False)
    timeouts: Timeouts = field(default_factory=Timeouts)

    def send(self, delivery: Delivery, *, at: datetime) -> Receipt:
        """Post ``delivery`` once and return the receipt; the payload goes out unchanged."""
        address = revealed(self.lookup, delivery.secret)
        url = target(address) if address else None
        if url is None:
            wrong = "is no https address" if address else "is not set"
            detail = f"configuration workflow {delivery.secret} {wrong}"
            return Receipt(delivery.id, DeliveryState.FAILED, at, detail)
        request = post(url, delivery.payload.encode("utf-8", "replace"), {}, self.timeouts)
        with httpx.HTTPTransport() as transport:
            answer = ask(transport, request, BODY_LIMIT)
        if isinstance(answer, Silence):
            return Receipt(delivery.id, answer.state, at, answer.detail)
        state, detail = _verdict(answer, at)
        return Receipt(delivery.id, state, at, detail)


def _verdict(answer: Answer, at: datetime) -> tuple[DeliveryState, str]:
    relayed = _RELAYED.search(answer.body)
    status = int(relayed[1]) if relayed else answer.status
    if status in _TAKEN:
        return DeliveryState.SENT, ""
    if status == _RATE_LIMITED or "Retry-After" in answer.headers:
        wait = not_before(answer.headers, at)
        return DeliveryState.FAILED, f"transient {status} not_before={wait}"
    if status in _CONTENT:
        return DeliveryState.DEAD, f"message {status}"
    if status in _CLOSED or httpx.codes.is_redirect(status):
        return DeliveryState.FAILED, f"configuration {status}"
    return DeliveryState.FAILED, f"transient {status}"
