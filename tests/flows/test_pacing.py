"""One host is asked by few at once, with a gap, and left alone when it asks for that."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

import pytest

from flows.runtime.addresses import AllowedHosts
from flows.runtime.answers import (
    Cause,
    Fetched,
    FetchRequest,
    FetchResult,
)
from flows.runtime.pacing import Pacing
from flows.runtime.web import Limits
from tests.flows.asking import ask, body_of, failure, web
from tests.flows.loopback import Newsroom, Reply, newsroom


@pytest.fixture
def room() -> Iterator[Newsroom]:
    """A server of our own."""
    with newsroom() as served:
        yield served


class TestPoliteness:
    """One host is asked by few at once, with a gap, and left alone when it asks for that."""

    def test_two_at_once_per_host(self, room: Newsroom) -> None:
        """Of many requests to one host no more than two are under way."""
        lock, now, most = threading.Lock(), [0], [0]

        def answer(reply: Reply) -> None:
            with lock:
                now[0] += 1
                most[0] = max(most[0], now[0])
            time.sleep(0.05)
            with lock:
                now[0] -= 1
            reply.send(200, b"x")

        room.answers.update({f"/{n}": answer for n in range(8)})
        results = ask(web(room.host), *(FetchRequest(room.url(f"/{n}")) for n in range(8)))
        assert all(isinstance(result, Fetched) for result in results)
        assert most[0] == 2

    def test_starts_are_apart(self) -> None:
        """Requests to one host start at least the gap apart; another host does not wait."""

        async def go() -> tuple[list[float], float]:
            pacing = Pacing(per_host=2, gap=0.1, overall=10)
            starts: list[float] = []

            async def one(host: str) -> float:
                async with pacing.turn(host):
                    if host == "a.example":
                        starts.append(time.monotonic())
                    return time.monotonic()

            began = time.monotonic()
            *_, other = await asyncio.gather(
                *(one("a.example") for _ in range(4)), one("b.example")
            )
            return starts, other - began

        starts, other = asyncio.run(go())
        assert all(later - earlier >= 0.095 for earlier, later in pairwise(starts))
        assert other < 0.05

    def test_a_gapless_turn_does_not_wait(self) -> None:
        """The second half of a redirect, and this machine, need no gap."""

        async def go() -> float:
            pacing = Pacing(per_host=2, gap=5.0, overall=10)
            began = time.monotonic()
            for _ in range(3):
                async with pacing.turn("a.example", is_gapless=True):
                    pass
            return time.monotonic() - began

        assert asyncio.run(go()) < 0.5

    def test_a_host_that_asked_for_silence_is_not_asked(self, room: Newsroom) -> None:
        """After a 429 the other requests of the run fail at once, with the time to wait."""
        room.answers["/1"] = lambda r: r.send(429, Retry_After="600")
        room.answers["/2"] = lambda r: r.send(200, b"x")

        async def go() -> FetchResult:
            async with web(room.host, limits=Limits(host_gap=9.0)) as client:
                # The transport keeps its leave to reach this machine; the client treats the
                # host as a public one from here on.
                client.allowed = AllowedHosts()
                await client.fetch(FetchRequest(room.url("/1")))
                return await client.fetch(FetchRequest(room.url("/2")))

        began = time.monotonic()
        result = failure(asyncio.run(go()))
        assert time.monotonic() - began < 3.0
        assert (result.cause, result.status) == (Cause.RATE_LIMITED, None)
        assert result.retry_after is not None
        assert timedelta(seconds=590) < result.retry_after <= timedelta(seconds=600)
        assert [path for path, _ in room.seen] == ["/1"]

    def test_an_allowed_host_speaks_for_many(self, room: Newsroom) -> None:
        """A host on the allow-list that refuses one feed is still asked for another."""
        room.answers["/1"] = lambda r: r.send(429, Retry_After="600")
        room.answers["/2"] = lambda r: r.send(200, b"x")

        async def go() -> FetchResult:
            async with web(room.host) as client:
                await client.fetch(FetchRequest(room.url("/1")))
                return await client.fetch(FetchRequest(room.url("/2")))

        assert body_of(asyncio.run(go())) == b"x"
