"""The one HTTP client: asks an address once, and says what came of it in a value.

Whatever a server does ends in one of three values, within the limits on size, time,
redirects and addresses. Raises for nothing that a server or a feed's author can
cause. Never keeps a cookie, never retries, never reads a body's meaning.
"""

from __future__ import annotations

import asyncio
import ssl
import time
from collections.abc import Callable
from contextlib import aclosing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from types import TracebackType
from typing import Final, Self

import httpcore
import httpx
from h2.exceptions import H2Error

from flows.runtime.addresses import AllowedHosts
from flows.runtime.answers import (
    Cause,
    Fetched,
    FetchFailure,
    FetchRequest,
    FetchResult,
    NotModified,
    cause_of_status,
    retry_after_of,
    validator_of,
)
from flows.runtime.bodies import (
    ACCEPT_ENCODING,
    BodyTooLargeError,
    BodyUnreadableError,
    read_body,
)
from flows.runtime.pacing import Pacing
from flows.runtime.settings import Settings
from flows.runtime.shapes import web_address
from flows.runtime.transport import AddressRefusedError, GuardedTransport, NameUnresolvedError

# RFC 9110 §15.4 leaves the number open; five is what feeds in the wild need at most.
REDIRECTS_MAX = 5

# A 429 that does not say for how long; archives and news sites forgive within this time.
QUIET_AFTER_429 = timedelta(seconds=30)

DETAIL_MAX = 200

_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_QUIETING: Final = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})
_WITH_BODY: Final = frozenset({HTTPStatus.OK, HTTPStatus.NON_AUTHORITATIVE_INFORMATION})

_CAUSES: Final[tuple[tuple[type[Exception], Cause], ...]] = (
    (AddressRefusedError, Cause.PRIVATE_ADDRESS),
    (NameUnresolvedError, Cause.NO_SUCH_HOST),
    (BodyTooLargeError, Cause.TOO_LARGE),
    (BodyUnreadableError, Cause.UNREADABLE_BODY),
    (TimeoutError, Cause.TIMED_OUT),
    (httpcore.TimeoutException, Cause.TIMED_OUT),
    (httpx.InvalidURL, Cause.BAD_URL),
    (ssl.SSLError, Cause.TLS),
    (httpcore.ConnectError, Cause.NO_CONNECTION),
    (httpcore.NetworkError, Cause.BROKEN_REPLY),
    (httpcore.ProtocolError, Cause.BROKEN_REPLY),
    (H2Error, Cause.BROKEN_REPLY),
    (OSError, Cause.NO_CONNECTION),
)
_EXPECTED: Final = tuple(kind for kind, _ in _CAUSES)


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how much; times in seconds. ``total`` does not count polite waiting."""

    connect: float = 10.0
    read: float = 20.0
    total: float = 45.0
    per_host: int = 2
    host_gap: float = 5.0
    overall: int = 16


@dataclass(frozen=True, slots=True)
class _Redirect:
    """Where an answer sends us."""

    url: str
    status: int


@dataclass(slots=True)
class _Trail:
    """How far one request has come: the next address, the seconds left, where it was."""

    next: str
    left: float
    host: str = ""
    asked: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Web:
    """The web as this product may see it; use it as an async context manager.

    ``allowed`` hosts may be private and are asked without a gap where they are
    this machine. ``clock`` dates the answers' Retry-After, ``tls`` replaces the
    trusted certificates.
    """

    limits: Limits
    user_agent: str
    allowed: AllowedHosts = field(default_factory=AllowedHosts)
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    tls: ssl.SSLContext | None = None
    _pacing: Pacing = field(init=False, repr=False)
    _transport: GuardedTransport = field(init=False, repr=False)

    async def __aenter__(self) -> Self:
        limits = self.limits
        self._pacing = Pacing(limits.per_host, limits.host_gap, limits.overall)
        tls = self.tls or httpx.create_ssl_context(trust_env=False)
        self._transport = GuardedTransport(self.allowed, connections=limits.overall, tls=tls)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._transport.aclose()

    async def fetch(self, request: FetchRequest) -> FetchResult:
        """Ask for one address, following redirects; always returns, within the limits.

        Waiting for a turn at the host comes on top of the total time.
        """
        trail = _Trail(request.url, self.limits.total)
        for _ in range(REDIRECTS_MAX + 1):
            step = await self._step(trail, request)
            if not isinstance(step, _Redirect):
                return step
            if step.url in trail.asked:
                return FetchFailure(step.url, Cause.TOO_MANY_REDIRECTS, step.status, "in a loop")
            trail.next = step.url
        return FetchFailure(
            trail.next, Cause.TOO_MANY_REDIRECTS, step.status, f"more than {REDIRECTS_MAX}"
        )

    async def _step(self, trail: _Trail, request: FetchRequest) -> FetchResult | _Redirect:
        """Ask the next address of the trail, when it is its turn."""
        url = _target(trail.next)
        if isinstance(url, FetchFailure):
            return url
        host, is_local = url.netloc.decode(), self.allowed.is_local(url.host, _port(url))
        async with self._pacing.turn(host, is_gapless=is_local or trail.host == host) as quiet:
            if quiet:
                return _silence(str(url), quiet)
            began = time.monotonic()
            step = await self._ask(url, request, trail.left)
            trail.left -= time.monotonic() - began
        trail.host = host
        trail.asked.add(str(url))
        self._heed(url, step)
        return step

    async def _ask(
        self, url: httpx.URL, request: FetchRequest, seconds: float
    ) -> FetchResult | _Redirect:
        try:
            async with asyncio.timeout(seconds):
                return await self._exchange(url, request)
        except _EXPECTED as error:
            return FetchFailure(str(url), _cause_of(error), None, _one_line(error))

    async def _exchange(self, url: httpx.URL, request: FetchRequest) -> FetchResult | _Redirect:
        # Straight to the transport: a client of httpx would keep cookies, read the environment
        # and raise for a Location that it cannot read.
        response = await self._transport.handle_async_request(self._worded(url, request))
        async with aclosing(response):
            status, location = response.status_code, response.headers.get("location")
            if status in _REDIRECTS and location:
                return _Redirect(str(url.join(location)), status)
            if status == HTTPStatus.NOT_MODIFIED and request.validators:
                return NotModified(str(url), *_validators(response))
            if status not in _WITH_BODY:
                return self._error(url, response)
            return await _whole(url, response, request.max_bytes)

    def _worded(self, url: httpx.URL, request: FetchRequest) -> httpx.Request:
        headers = {
            "User-Agent": self.user_agent,
            "Accept": request.accept,
            "Accept-Encoding": ACCEPT_ENCODING,
            **request.validators,
        }
        timeouts = httpx.Timeout(self.limits.read, connect=self.limits.connect, pool=None)
        return httpx.Request(
            "GET", url, headers=headers, extensions={"timeout": timeouts.as_dict()}
        )

    def _error(self, url: httpx.URL, response: httpx.Response) -> FetchFailure:
        status = response.status_code
        retry_after = retry_after_of(response.headers.get("retry-after"), self.clock())
        detail = f"answered {status}"
        return FetchFailure(str(url), cause_of_status(status), status, detail, retry_after)

    def _heed(self, url: httpx.URL, step: FetchResult | _Redirect) -> None:
        """Leave a host alone that asked for it; an allow-listed one may speak for many sources."""
        if not isinstance(step, FetchFailure) or self.allowed.allows(url.host, _port(url)):
            return
        wanted = step.retry_after if step.status in _QUIETING else None
        if step.cause is Cause.RATE_LIMITED:
            wanted = wanted or QUIET_AFTER_429
        if wanted:
            self._pacing.quieten(url.netloc.decode(), wanted.total_seconds())


def open_web(settings: Settings) -> Web:
    """Return the web as the settings limit it; enter it before use."""
    limits = Limits(
        connect=settings.connect_timeout,
        read=settings.read_timeout,
        total=settings.total_timeout,
        per_host=settings.host_parallel,
        host_gap=settings.host_gap,
        overall=settings.fetch_parallel,
    )
    return Web(limits, settings.user_agent, AllowedHosts.of(settings.allow_private_hosts))


def _target(url: str) -> httpx.URL | FetchFailure:
    """Return the address to ask, or why it is not even tried."""
    scheme, colon, _ = url.partition(":")
    if colon and scheme.isalnum() and scheme.lower() not in {"http", "https"}:
        return FetchFailure(url, Cause.BAD_SCHEME, None, f"{scheme} is not fetched")
    try:
        return httpx.URL(web_address(url))
    except (ValueError, httpx.InvalidURL) as error:
        return FetchFailure(url, Cause.BAD_URL, None, _one_line(error))


def _silence(url: str, seconds: float) -> FetchFailure:
    wanted = timedelta(seconds=seconds)
    return FetchFailure(url, Cause.RATE_LIMITED, None, "the host asked for silence", wanted)


def _port(url: httpx.URL) -> int:
    return url.port or (443 if url.scheme == "https" else 80)


def _validators(response: httpx.Response) -> tuple[str | None, str | None]:
    headers = response.headers
    return validator_of(headers.get("etag")), validator_of(headers.get("last-modified"))


async def _whole(url: httpx.URL, response: httpx.Response, limit: int) -> Fetched:
    declared = response.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > limit:
        raise BodyTooLargeError(f"says that it is larger than {limit} bytes")
    packing = response.headers.get("content-encoding", "")
    body = await read_body(response.aiter_raw(), packing, limit)
    content_type = response.headers.get("content-type", "")[:DETAIL_MAX]
    etag, last_modified = _validators(response)
    return Fetched(str(url), body, response.status_code, content_type, etag, last_modified)


def _cause_of(error: Exception) -> Cause:
    """Name the cause of an expected failure; TLS faults come wrapped as failed connections."""
    for link in (error.__context__, error.__cause__):
        if isinstance(link, ssl.SSLError):
            return Cause.TLS
    return next(cause for kind, cause in _CAUSES if isinstance(error, kind))


def _one_line(error: Exception) -> str:
    said = "".join(letter if letter.isprintable() else " " for letter in str(error))
    return (said.strip() or type(error).__name__)[:DETAIL_MAX]
