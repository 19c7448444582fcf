"""Keeps us polite: few requests at once to one host, a gap between them, silence when asked.

Waits, and counts time on a clock that never goes back. Knows nothing of HTTP.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass(slots=True)
class _Host:
    """One host's state; times are seconds of the monotonic clock."""

    seats: asyncio.Semaphore
    next_start: float = 0.0
    quiet_until: float = 0.0


@dataclass(slots=True)
class Pacing:
    """At most ``per_host`` requests at once to a host and ``overall`` to all, starts ``gap`` apart.

    ``gap`` is in seconds. One pacing serves one event loop.
    """

    per_host: int
    gap: float
    overall: int
    monotonic: Callable[[], float] = time.monotonic
    _hosts: dict[str, _Host] = field(default_factory=dict, init=False, repr=False)
    _seats: asyncio.Semaphore = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._seats = asyncio.Semaphore(self.overall)

    @asynccontextmanager
    async def turn(self, host: str, *, is_gapless: bool = False) -> AsyncIterator[float]:
        """Wait until one more request to ``host`` may start, and hold its place until it ends.

        Gives the seconds of silence that the host still wants: above 0, do not ask.
        """
        state = self._host(host)
        async with state.seats:
            if not is_gapless and not self._quiet(state):
                await self._wait_for_gap(state)
            async with self._seats:
                yield self._quiet(state)

    async def _wait_for_gap(self, state: _Host) -> None:
        now = self.monotonic()
        start = max(now, state.next_start)
        state.next_start = start + self.gap
        if start > now:
            await asyncio.sleep(start - now)

    def quieten(self, host: str, seconds: float) -> None:
        """Note that ``host`` asked for silence; a longer silence already asked for stays."""
        state = self._host(host)
        state.quiet_until = max(state.quiet_until, self.monotonic() + seconds)

    def _quiet(self, state: _Host) -> float:
        return max(0.0, state.quiet_until - self.monotonic())

    def _host(self, host: str) -> _Host:
        if host not in self._hosts:
            self._hosts[host] = _Host(asyncio.Semaphore(self.per_host))
        return self._hosts[host]


@dataclass(slots=True)
class Gaps:
    """Keeps messages by one way apart, for a single thread."""

    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _next: dict[object, float] = field(default_factory=dict, init=False, repr=False)

    def wait(self, way: object, gap: float) -> None:
        """Wait until ``gap`` seconds after the last message by ``way`` are over."""
        now = self.monotonic()
        start = max(now, self._next.get(way, now))
        if start > now:
            self.sleep(start - now)
        self._next[way] = start + gap
