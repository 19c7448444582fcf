"""Bodies from real servers on loopback: no larger than their limit, whole or not at all."""

from __future__ import annotations

import gzip
import tracemalloc
from collections.abc import Iterator

import brotli  # type: ignore[import-untyped]  # ships no types
import pytest

from flows.runtime.answers import (
    Cause,
    FetchOutcome,
)
from tests.flows.asking import body_of, failure, fetch
from tests.flows.loopback import Newsroom, Reply, newsroom


@pytest.fixture
def room() -> Iterator[Newsroom]:
    """A server of our own."""
    with newsroom() as served:
        yield served


class TestSize:
    """No server can make us hold more than the limits say."""

    def test_endless_body_is_cut_off(self, room: Newsroom) -> None:
        """A body without an end stops soon after the limit."""
        sent = []

        def endless(reply: Reply) -> None:
            reply.send_open()
            while True:
                reply.wfile.write(b"x" * 65_536)
                sent.append(65_536)

        result = failure(fetch(room, endless, max_bytes=200_000))
        assert result.outcome is FetchOutcome.TOO_LARGE
        # What the sockets of both sides buffer was sent too, but never kept.
        assert sum(sent) < 20_000_000

    def test_a_declared_size_is_believed(self, room: Newsroom) -> None:
        """A body that says it is too large is not read at all."""
        result = failure(
            fetch(room, lambda r: r.send(200, b"x", Content_Length="60000000"), max_bytes=50_000)
        )
        assert result.cause is Cause.TOO_LARGE

    def test_the_limit_itself_is_allowed(self, room: Newsroom) -> None:
        """A body of exactly the limit is whole, one byte more is none."""
        assert len(body_of(fetch(room, lambda r: r.send(200, b"x" * 999), max_bytes=999))) == 999
        result = failure(fetch(room, lambda r: r.send(200, b"x" * 1000), max_bytes=999))
        assert result.cause is Cause.TOO_LARGE

    @pytest.mark.parametrize("coding", ["gzip", "br"])
    def test_bomb_is_defused(self, room: Newsroom, coding: str) -> None:
        """What unpacks to a hundred times the limit is stopped, and never lies in memory."""
        zeros = bytes(100_000_000)
        packed = gzip.compress(zeros) if coding == "gzip" else brotli.compress(zeros, quality=5)
        del zeros
        tracemalloc.start()
        result = failure(
            fetch(room, lambda r: r.send(200, packed, Content_Encoding=coding), max_bytes=1_000_000)
        )
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert result.outcome is FetchOutcome.TOO_LARGE
        assert peak < 20_000_000

    def test_empty_members_are_refused(self, room: Newsroom) -> None:
        """A gzip of very many empty members, which would be slow, is no body."""
        packed = gzip.compress(b"") * 50_000
        result = failure(fetch(room, lambda r: r.send(200, packed, Content_Encoding="gzip")))
        assert result.cause is Cause.UNREADABLE_BODY


class TestPacking:
    """A packed body is unpacked whole or not at all."""

    @pytest.mark.parametrize(
        ("coding", "packed"),
        [
            ("", b"Manila, Hanoi " * 9000),
            ("identity", b"Manila, Hanoi " * 9000),
            ("gzip", gzip.compress(b"Manila, Hanoi " * 9000)),
            ("X-GZip", gzip.compress(b"Manila, Hanoi " * 9000)),
            (
                "gzip",
                gzip.compress(b"Manila, Hanoi " * 4000) + gzip.compress(b"Manila, Hanoi " * 5000),
            ),
            ("gzip", gzip.compress(b"Manila, Hanoi " * 9000) + bytes(40)),
            ("br", brotli.compress(b"Manila, Hanoi " * 9000)),
        ],
        ids=["none", "identity", "gzip", "x-gzip", "two members", "padded", "brotli"],
    )
    def test_whole(self, room: Newsroom, coding: str, packed: bytes) -> None:
        """Each packing that we ask for gives the text back, larger than one piece."""
        result = fetch(room, lambda r: r.send(200, packed, Content_Encoding=coding))
        assert body_of(result) == b"Manila, Hanoi " * 9000

    @pytest.mark.parametrize(
        ("coding", "packed"),
        [
            ("gzip", gzip.compress(b"Manila" * 500)[:-9]),
            ("gzip", b"<rss>no gzip</rss>"),
            ("br", brotli.compress(b"Manila" * 500)[:-2]),
            ("br", b"<rss>no brotli</rss>"),
            ("gzip, gzip", gzip.compress(gzip.compress(b"Manila"))),
            ("zstd", b"\x28\xb5\x2f\xfd"),
        ],
        ids=["cut gzip", "no gzip", "cut brotli", "no brotli", "stacked", "unknown"],
    )
    def test_broken(self, room: Newsroom, coding: str, packed: bytes) -> None:
        """A body that is not packed as it says is a failure, not half a text."""
        result = failure(fetch(room, lambda r: r.send(200, packed, Content_Encoding=coding)))
        assert result.cause is Cause.UNREADABLE_BODY

    def test_empty_body_is_a_body(self, room: Newsroom) -> None:
        """Nothing, said to be packed, is still nothing."""
        assert body_of(fetch(room, lambda r: r.send(200, Content_Encoding="gzip"))) == b""
