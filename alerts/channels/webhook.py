"""Posts one signed message to a program of somebody else's, by Standard Webhooks 1.0.0.

The receiver knows a message by its ``webhook-id``, which stays the same on every retry, and
knows that it is ours by its signature. The address and the signing keys are secrets, looked
up at the moment of sending: ``NAME`` holds the address, ``NAME_key`` the keys.
"""

from __future__ import annotations

import binascii
import hashlib
import hmac
from base64 import b64decode, b64encode
from collections.abc import Callable
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

KEY_SUFFIX = "_key"
KEY_PREFIX = "whsec_"
KEY_OCTETS = range(24, 65)  # Standard Webhooks 1.0.0, "Signature scheme"

_TAKEN = range(200, 300)
_GONE = 410
_CONTENT = frozenset({400, 413, 415, 422})
_CLOSED = frozenset({401, 403, 404, 405, 407})
_THROTTLED = frozenset({429, 502, 504})


@dataclass(frozen=True, slots=True)
class WebhookChannel:
    """Posts to signed webhooks; ``lookup`` maps the name of a secret to its value, or None.

    ``opened`` makes the transport of one send, which is closed after it. It decides which
    addresses may be reached, and raises ``TargetRefusedError`` for any other.
    """

    lookup: Lookup = field(repr=False)
    opened: Callable[[], httpx.BaseTransport] = field(repr=False)
    timeouts: Timeouts = field(default_factory=Timeouts)

    def send(self, delivery: Delivery, *, at: datetime) -> Receipt:
        """Sign and post ``delivery`` once and return the receipt; the payload is not changed."""
        request, fault = self._request(delivery, at)
        if request is None:
            return Receipt(delivery.id, DeliveryState.FAILED, at, f"configuration {fault}")
        with self.opened() as transport:
            answer = ask(transport, request, 0)
        if isinstance(answer, Silence):
            return Receipt(delivery.id, answer.state, at, answer.detail)
        state, detail = _verdict(answer, at)
        return Receipt(delivery.id, state, at, detail)

    def _request(self, delivery: Delivery, at: datetime) -> tuple[httpx.Request | None, str]:
        address = revealed(self.lookup, delivery.secret)
        if not address:
            return None, f"webhook {delivery.secret} is not set"
        url = target(address)
        if url is None:
            return None, f"webhook {delivery.secret} is no https address"
        name = delivery.secret + KEY_SUFFIX
        keys = keys_of(revealed(self.lookup, name))
        if not keys:
            return None, f"signing key {name} is not set, or is no {KEY_PREFIX} key"
        body = delivery.payload.encode("utf-8", "replace")
        headers = signed(body, delivery.id, at, keys)
        return post(url, body, headers, self.timeouts), ""


def keys_of(text: str) -> tuple[bytes, ...]:
    """Return the keys of a secret, the newest first; none at all where one of them is no key.

    While keys are changed there are several, with spaces between.
    """
    try:
        found = tuple(
            b64decode(word.removeprefix(KEY_PREFIX), validate=True)
            for word in text.split()
            if word.startswith(KEY_PREFIX)
        )
    except (binascii.Error, ValueError):
        return ()
    are_keys = len(found) == len(text.split()) and all(len(key) in KEY_OCTETS for key in found)
    return found if are_keys else ()


def signed(body: bytes, identity: str, at: datetime, keys: tuple[bytes, ...]) -> dict[str, str]:
    """Return the three headers of a message: one signature for each key, spaces between."""
    stamp = str(int(at.timestamp()))
    said = f"{identity}.{stamp}.".encode() + body
    made = (hmac.new(key, said, hashlib.sha256).digest() for key in keys)
    return {
        "webhook-id": identity,
        "webhook-timestamp": stamp,
        "webhook-signature": " ".join(f"v1,{b64encode(one).decode()}" for one in made),
    }


def _verdict(answer: Answer, at: datetime) -> tuple[DeliveryState, str]:
    status = answer.status
    if status in _TAKEN:
        return DeliveryState.SENT, ""
    if status == _GONE:
        return DeliveryState.DEAD, f"address {status} gone"
    if status in _THROTTLED or "Retry-After" in answer.headers:
        return (
            DeliveryState.FAILED,
            f"transient {status} not_before={not_before(answer.headers, at)}",
        )
    if status in _CONTENT:
        return DeliveryState.DEAD, f"message {status}"
    if status in _CLOSED or httpx.codes.is_redirect(status):
        return DeliveryState.FAILED, f"configuration {status}"
    return DeliveryState.FAILED, f"transient {status}"
