"""Sends one message to one Slack incoming webhook and says what Slack made of it.

The webhook's address is the secret. It is looked up at the moment of sending and
occurs in no receipt, log line or exception: requests go to the transport directly,
because the client of the same library logs every address. There is no retry and
no redirect.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from ipaddress import ip_address
from typing import Protocol

import httpx

from alerts.model import LONGEST_WAIT, Delivery, DeliveryState, Receipt

CONNECT_TIMEOUT = 10.0  # seconds; a host that does not answer by then is down
ANSWER_TIMEOUT = 20.0  # seconds; Slack answers within three, proxies are slower
SHORTEST_WAIT = timedelta(seconds=30)  # where a rate limit names no time
BODY_LIMIT = 4096  # octets of an answer that are read; Slack answers with one word

_WORD = re.compile(r"[a-z][a-z_]{1,39}")
_CONTENT = frozenset({400, 413, 422})
_CLOSED = frozenset({401, 403, 404, 405, 410})
_RATE_LIMITED = 429
_OK = 200


class Secret(Protocol):
    """A value that shows itself only when asked, such as pydantic's ``SecretStr``."""

    def get_secret_value(self) -> str:
        """Return the value itself."""
        ...


@dataclass(frozen=True, slots=True)
class SlackWebhookChannel:
    """Sends by incoming webhooks; ``lookup`` maps a delivery's ``secret`` to its address.

    ``lookup`` returns None for a secret that is not set. ``transport`` is any httpx
    transport and stays open; without one each send opens its own.
    """

    lookup: Callable[[str], Secret | str | None] = field(repr=False)
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
        found = self.lookup(delivery.secret)
        address = found if isinstance(found, str) or found is None else found.get_secret_value()
        if not address:
            return None, f"webhook {delivery.secret} is not set"
        url = _webhook(address)
        if url is None:
            return None, f"webhook {delivery.secret} is no https address"
        timeout = httpx.Timeout(self.answer_timeout, connect=self.connect_timeout)
        return httpx.Request(
            "POST",
            url,
            content=delivery.payload.encode("utf-8", "replace"),
            headers={"Content-Type": "application/json; charset=utf-8"},
            extensions={"timeout": timeout.as_dict()},
        ), ""


def _webhook(address: str) -> httpx.URL | None:
    try:
        url = httpx.URL(address.strip())
    except httpx.InvalidURL:
        return None
    is_safe = url.scheme == "https" or (url.scheme == "http" and _is_loopback(url.host))
    return url if is_safe and url.host else None


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _posted(
    transport: httpx.BaseTransport, request: httpx.Request, delivery: Delivery, at: datetime
) -> Receipt:
    try:
        status, headers, word = _answer(transport, request)
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
        # The exception holds the request, and the request the secret: only its kind may pass.
        detail = f"transient not reachable: {type(error).__name__}"
        return Receipt(delivery.id, DeliveryState.FAILED, at, detail)
    except httpx.TransportError as error:
        detail = f"lost no answer after the message was sent: {type(error).__name__}"
        return Receipt(delivery.id, DeliveryState.UNKNOWN, at, detail)
    state, detail = _verdict(status, headers, word, at)
    return Receipt(delivery.id, state, at, detail)


def _answer(
    transport: httpx.BaseTransport, request: httpx.Request
) -> tuple[int, httpx.Headers, str]:
    response = transport.handle_request(request)
    try:
        body = b""
        for chunk in response.stream:  # type: ignore[union-attr]  # a sync transport's stream
            body += chunk
            if len(body) > BODY_LIMIT:
                break
    finally:
        response.close()
    text = body[:BODY_LIMIT].decode("utf-8", "replace").strip()
    return response.status_code, response.headers, text


def _verdict(
    status: int, headers: httpx.Headers, body: str, at: datetime
) -> tuple[DeliveryState, str]:
    word = body if _WORD.fullmatch(body) else ""
    told = f"{status} {word}".strip()
    if status == _OK:
        return _accepted(word, told)
    if word == "rollup_error":
        return DeliveryState.UNKNOWN, f"lost {told}"
    if status == _RATE_LIMITED:
        return DeliveryState.FAILED, f"transient {told} not_before={_not_before(headers, at)}"
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


def _not_before(headers: httpx.Headers, at: datetime) -> str:
    asked = headers.get("Retry-After", "").strip()
    wait = SHORTEST_WAIT
    if asked.isascii() and asked.isdigit():
        wait = timedelta(seconds=min(int(asked), int(LONGEST_WAIT.total_seconds())))
    elif asked:
        wait = _until(asked, at)
    return (at + min(wait, LONGEST_WAIT)).isoformat()


def _until(asked: str, at: datetime) -> timedelta:
    try:
        named = parsedate_to_datetime(asked)
    except ValueError:
        return SHORTEST_WAIT
    return max(named - at, timedelta(0)) if named.tzinfo else SHORTEST_WAIT
