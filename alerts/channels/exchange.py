"""Posts one request over HTTP and says whether it was answered, for every channel that posts.

One request, one answer: no retry, no redirect, no proxy. Requests go to a transport directly,
because the client of the same library logs every address, and here an address is a secret.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from ipaddress import ip_address
from typing import Protocol, TypeAlias

import httpx

from alerts.errors import TargetRefusedError
from alerts.model import LONGEST_WAIT, DeliveryState

CONNECT_TIMEOUT = 10.0  # seconds; a host that does not answer by then is down
ANSWER_TIMEOUT = 20.0  # seconds; services answer within three, proxies are slower
SHORTEST_WAIT = timedelta(seconds=30)  # where a rate limit names no time

# What never reached the server, so that nothing was sent.
_UNREACHED = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


class Secret(Protocol):
    """A value that shows itself only when asked, such as pydantic's ``SecretStr``."""

    def get_secret_value(self) -> str:
        """Return the value itself."""
        ...


Lookup: TypeAlias = Callable[[str], Secret | str | None]


@dataclass(frozen=True, slots=True)
class Timeouts:
    """How long to wait, in seconds: for a connection, and for each part of an answer."""

    connect: float = CONNECT_TIMEOUT
    answer: float = ANSWER_TIMEOUT


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said; ``body`` is cut at the caller's limit."""

    status: int
    headers: httpx.Headers = field(repr=False)
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Silence:
    """That no answer came, and what follows: nothing was sent, or it may have arrived."""

    state: DeliveryState
    detail: str


def revealed(lookup: Lookup, name: str) -> str:
    """Return the value of a secret, empty where it is not set."""
    found = lookup(name)
    return (found if isinstance(found, str) or found is None else found.get_secret_value()) or ""


def target(address: str) -> httpx.URL | None:
    """Return an address that may be posted to: https, or plain http on this machine; else None."""
    try:
        url = httpx.URL(address.strip())
    except httpx.InvalidURL:
        return None
    is_safe = url.scheme == "https" or (url.scheme == "http" and _is_loopback(url.host))
    return url if is_safe and url.host else None


def post(
    url: httpx.URL, content: bytes, headers: Mapping[str, str], timeouts: Timeouts
) -> httpx.Request:
    """Return a request that posts JSON; ``content`` goes out as it is."""
    return httpx.Request(
        "POST",
        url,
        content=content,
        headers={"Content-Type": "application/json; charset=utf-8", **headers},
        extensions=_patience(timeouts),
    )


def get(url: httpx.URL, headers: Mapping[str, str], timeouts: Timeouts) -> httpx.Request:
    """Return a request that only asks."""
    return httpx.Request("GET", url, headers=headers, extensions=_patience(timeouts))


def ask(transport: httpx.BaseTransport, request: httpx.Request, limit: int) -> Answer | Silence:
    """Send ``request`` once and return the answer with at most ``limit`` octets of its body.

    No exception passes: each holds the request, and the request the secret.
    """
    try:
        return _answered(transport, request, limit)
    except TargetRefusedError as error:
        return Silence(DeliveryState.FAILED, f"configuration {error.reason}")
    except _UNREACHED as error:
        return Silence(DeliveryState.FAILED, f"transient not reachable: {type(error).__name__}")
    except httpx.TransportError as error:
        detail = f"lost no answer after the message was sent: {type(error).__name__}"
        return Silence(DeliveryState.UNKNOWN, detail)


def not_before(headers: httpx.Headers, at: datetime) -> str:
    """Return the instant that Retry-After asks for, in ISO 8601, within a day of ``at``."""
    asked = headers.get("Retry-After", "").strip()
    wait = SHORTEST_WAIT
    if asked.isascii() and asked.isdigit():
        wait = timedelta(seconds=min(int(asked), int(LONGEST_WAIT.total_seconds())))
    elif asked:
        wait = _until(asked, at)
    return (at + min(wait, LONGEST_WAIT)).isoformat()


def _patience(timeouts: Timeouts) -> dict[str, object]:
    timeout = httpx.Timeout(timeouts.answer, connect=timeouts.connect)
    return {"timeout": timeout.as_dict()}


def _answered(transport: httpx.BaseTransport, request: httpx.Request, limit: int) -> Answer:
    response = transport.handle_request(request)
    body = b""
    try:
        if limit:
            for chunk in response.stream:  # type: ignore[union-attr]  # a sync transport's stream
                body += chunk
                if len(body) > limit:
                    break
    finally:
        response.close()
    return Answer(response.status_code, response.headers, body[:limit])


def _until(asked: str, at: datetime) -> timedelta:
    try:
        named = parsedate_to_datetime(asked)
    except ValueError:
        return SHORTEST_WAIT
    return max(named - at, timedelta(0)) if named.tzinfo else SHORTEST_WAIT


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
