"""Sends one message to one Slack incoming webhook and says what Slack made of it.

The webhook's address is the secret. It is looked up at the moment of sending and
occurs in no receipt, log line or exception. There is no retry and no redirect.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime

import httpx

from alerts.channels.exchange import (
    ANSWER_TIMEOUT,
    CONNECT_TIMEOUT,
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

BODY_LIMIT = 4096  # octets of an answer that are read; Slack answers with one word

_WORD = re.compile(r"[a-z][a-z_]{1,39}")
_CONTENT = frozenset({400, 413, 422})
_CLOSED = frozenset({401, 403, 404, 405, 410})
_RATE_LIMITED = 429
_OK = 200


@dataclass(frozen=True, slots=True)
class SlackWebhookChannel:
    """Sends by incoming webhooks; ``lookup`` maps a delivery's ``secret`` to its address.

    ``lookup`` returns None for a secret that is not set. ``transport`` is any httpx
    transport and stays open; without one each send opens its own.
    """

    lookup: Lookup = field(repr=False)
    transport: httpx.BaseTransport | None = field(default=None, repr=False)
    connect_timeout: float = CONNECT_TIMEOUT
    answer_timeout: float = ANSWER_TIMEOUT

    def send(self, delivery: Delivery, *, at: datetime) -> Receipt:
        """Post ``delivery`` once and return the receipt; the payload goes out unchanged."""
        request, fault = self._request(delivery)
        if request is None:
            return Receipt(delivery.id, DeliveryState.FAILED, at, f"configuration {fault}")
        if self.transport is not None:
            return _posted(self.transport, request, delivery, at)
        with httpx.HTTPTransport() as transport:
            return _posted(transport, request, delivery, at)

    def _request(self, delivery: Delivery) -> tuple[httpx.Request | None, str]:
        address = revealed(self.lookup, delivery.secret)
        if not address:
            return None, f"webhook {delivery.secret} is not set"
        url = target(address)
        if url is None:
            return None, f"webhook {delivery.secret} is no https address"
        timeouts = Timeouts(self.connect_timeout, self.answer_timeout)
        return post(url, delivery.payload.encode("utf-8", "replace"), {}, timeouts), ""


def _posted(
    transport: httpx.BaseTransport, request: httpx.Request, delivery: Delivery, at: datetime
) -> Receipt:
    answer = ask(transport, request, BODY_LIMIT)
    if isinstance(answer, Silence):
        return Receipt(delivery.id, answer.state, at, answer.detail)
    state, detail = _verdict(answer, at)
    return Receipt(delivery.id, state, at, detail)


def _verdict(answer: Answer, at: datetime) -> tuple[DeliveryState, str]:
    status, body = answer.status, answer.body.decode("utf-8", "replace").strip()
    word = body if _WORD.fullmatch(body) else ""
    told = f"{status} {word}".strip()
    if status == _OK:
        return _accepted(word, told)
    if word == "rollup_error":
        return DeliveryState.UNKNOWN, f"lost {told}"
    if status == _RATE_LIMITED:
        wait = not_before(answer.headers, at)
        return DeliveryState.FAILED, f"transient {told} not_before={wait}"
    if status in _CONTENT:
        return DeliveryState.DEAD, f"message {told}"
    if status in _CLOSED or httpx.codes.is_redirect(status):
        return DeliveryState.FAILED, f"configuration {told}"
    return DeliveryState.FAILED, f"transient {told}"


def _accepted(word: str, told: str) -> tuple[DeliveryState, str]:
    if word == "ok":
        return DeliveryState.SENT, ""
    # Something answers at this address, but it is not Slack's webhook.
    return DeliveryState.FAILED, f"configuration {told}, expected ok"
