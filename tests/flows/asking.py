"""Asks the one HTTP client, with limits that suit a test, and takes its answers apart."""

from __future__ import annotations

import asyncio
import socket
import ssl
from datetime import UTC, datetime
from typing import Any

from flows.runtime.addresses import AllowedHosts
from flows.runtime.answers import (
    FEED_MAX_BYTES,
    Fetched,
    FetchFailure,
    FetchRequest,
    FetchResult,
)
from flows.runtime.web import Limits, Web
from tests.flows.loopback import Answer, Newsroom

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
QUICK = Limits(connect=2.0, read=1.0, total=3.0, host_gap=0.0)
AGENT = "MinilateralWatch/test (+https://watch.example.org)"


def web(*hosts: str, limits: Limits = QUICK, tls: ssl.SSLContext | None = None) -> Web:
    """The client, allowed to reach these hosts on this machine."""
    return Web(limits, AGENT, AllowedHosts.of(hosts), clock=lambda: NOW, tls=tls)


def ask(client: Web, *requests: FetchRequest) -> list[FetchResult]:
    """Ask everything at once, and wait for all."""

    async def go() -> list[FetchResult]:
        async with client as opened:
            return list(await asyncio.gather(*(opened.fetch(request) for request in requests)))

    return asyncio.run(go())


def fetch(
    room: Newsroom,
    answer: Answer,
    limits: Limits = QUICK,
    *,
    etag: str | None = None,
    last_modified: str | None = None,
    max_bytes: int = FEED_MAX_BYTES,
) -> FetchResult:
    """Ask a server that answers so."""
    room.answers["/x"] = answer
    request = FetchRequest(room.url("/x"), etag, last_modified, max_bytes)
    return ask(web(room.host, limits=limits), request)[0]


def failure(result: FetchResult) -> FetchFailure:
    """The failure that a result has to be."""
    assert isinstance(result, FetchFailure), result
    return result


def body_of(result: FetchResult) -> bytes:
    """The body that a result has to have."""
    assert isinstance(result, Fetched), result
    return result.body


async def ask_with_names(
    client: Web, url: str, addresses: list[str], asked: list[str]
) -> FetchResult:
    """Fetch while the resolver gives these addresses for every name."""
    loop = asyncio.get_running_loop()

    async def getaddrinfo(host: str, port: int, **_: object) -> list[tuple[Any, ...]]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, port)) for a in addresses]

    loop.getaddrinfo = getaddrinfo  # type: ignore[assignment]  # the resolver is the outer world
    async with client as opened:
        return await opened.fetch(FetchRequest(url))
