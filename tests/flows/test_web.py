"""The one HTTP client against real servers on loopback that behave as badly as servers do."""

from __future__ import annotations

import asyncio
import socket
import ssl
import struct
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from email.utils import format_datetime

import pytest
import trustme
from hypothesis import given
from hypothesis import strategies as st

from flows.runtime.answers import (
    RETRY_AFTER_MAX,
    Cause,
    Fetched,
    FetchOutcome,
    FetchRequest,
    NotModified,
    retry_after_of,
    validator_of,
)
from flows.runtime.settings import Settings
from flows.runtime.web import REDIRECTS_MAX, Limits, open_web
from storage.model import PollOutcome
from tests.flows.asking import AGENT, NOW, ask, body_of, failure, fetch, web
from tests.flows.loopback import Newsroom, Reply, http2_newsroom, newsroom


@pytest.fixture
def room() -> Iterator[Newsroom]:
    """A server of our own."""
    with newsroom() as served:
        yield served


class TestAnswers:
    """What a well-behaved server says comes through whole."""

    def test_a_body_comes_with_its_type_and_validators(self, room: Newsroom) -> None:
        """A 200 gives the bytes, the media type and both validators."""
        result = fetch(
            room,
            lambda r: r.send(
                200,
                b"<rss/>",
                Content_Type="application/rss+xml; charset=utf-8",
                ETag='W/"a1"',
                Last_Modified="Mon, 02 Mar 2026 10:00:00 GMT",
            ),
        )
        assert result == Fetched(
            room.url("/x"),
            b"<rss/>",
            200,
            "application/rss+xml; charset=utf-8",
            'W/"a1"',
            "Mon, 02 Mar 2026 10:00:00 GMT",
        )
        assert result.outcome is FetchOutcome.OK

    def test_we_say_who_we_are(self, room: Newsroom) -> None:
        """Every request carries the honest agent and only encodings that we read."""
        fetch(room, lambda r: r.send(200, b"x"))
        (headers,) = room.headers("/x")
        assert headers["user-agent"] == AGENT
        assert headers["accept-encoding"] == "gzip, br"

    def test_not_modified(self, room: Newsroom) -> None:
        """Validators are sent, and a 304 is a value that may renew them."""
        result = fetch(
            room,
            lambda r: r.send(304, ETag='"b2"'),
            etag='"a1"',
            last_modified="Mon, 02 Mar 2026 10:00:00 GMT",
        )
        assert result == NotModified(room.url("/x"), '"b2"', None)
        (headers,) = room.headers("/x")
        assert headers["if-none-match"] == '"a1"'
        assert headers["if-modified-since"] == "Mon, 02 Mar 2026 10:00:00 GMT"

    def test_not_modified_unasked_is_no_answer(self, room: Newsroom) -> None:
        """A 304 to a request without validators leaves us with nothing, and says so."""
        result = failure(fetch(room, lambda r: r.send(304)))
        assert (result.cause, result.status) == (Cause.UNEXPECTED_STATUS, 304)

    @pytest.mark.parametrize(
        ("status", "cause"),
        [
            (202, Cause.UNEXPECTED_STATUS),
            (204, Cause.UNEXPECTED_STATUS),
            (302, Cause.UNEXPECTED_STATUS),
            (401, Cause.DENIED),
            (403, Cause.DENIED),
            (404, Cause.NOT_FOUND),
            (410, Cause.GONE),
            (418, Cause.CLIENT_ERROR),
            (451, Cause.DENIED),
            (500, Cause.SERVER_ERROR),
            (599, Cause.SERVER_ERROR),
            (999, Cause.UNEXPECTED_STATUS),
        ],
    )
    def test_a_status_has_a_cause(self, room: Newsroom, status: int, cause: Cause) -> None:
        """Any answer that holds no text is an HTTP error with its cause and status."""
        result = failure(fetch(room, lambda r: r.send(status)))
        assert (result.cause, result.status) == (cause, status)
        assert result.outcome is FetchOutcome.HTTP_ERROR

    def test_too_many_requests(self, room: Newsroom) -> None:
        """A 429 tells how long the server wants to be left alone."""
        result = failure(fetch(room, lambda r: r.send(429, Retry_After="120")))
        assert result.cause is Cause.RATE_LIMITED
        assert result.retry_after == timedelta(seconds=120)

    def test_cookies_are_not_kept(self, room: Newsroom) -> None:
        """A cookie that one answer sets is not sent with the next request."""
        room.answers["/set"] = lambda r: r.send(200, b"x", Set_Cookie="id=1; Path=/")
        room.answers["/next"] = lambda r: r.send(200, b"x")

        async def both() -> None:
            async with web(room.host) as client:
                await client.fetch(FetchRequest(room.url("/set")))
                await client.fetch(FetchRequest(room.url("/next")))

        asyncio.run(both())
        assert "cookie" not in room.headers("/next")[0]

    def test_outcomes_are_the_words_that_storage_counts(self) -> None:
        """Every outcome of a fetch can be kept as the outcome of a poll."""
        assert {PollOutcome(outcome.value) for outcome in FetchOutcome} <= set(PollOutcome)


class TestTime:
    """No server can hold us longer than the limits say."""

    def test_slow_drip_ends_at_the_deadline(self, room: Newsroom) -> None:
        """A byte now and then keeps the read time-out quiet, but not the total one."""
        left = threading.Event()

        def drip(reply: Reply) -> None:
            reply.send_open()
            while not left.wait(0.05):
                reply.wfile.write(b"x")

        began = time.monotonic()
        result = failure(fetch(room, drip, Limits(read=1.0, total=0.5)))
        left.set()
        assert result.outcome is FetchOutcome.TIMED_OUT
        assert time.monotonic() - began < 2.0

    def test_slow_headers_end_at_the_deadline(self, room: Newsroom) -> None:
        """Headers that never end are cut off like a body."""
        left = threading.Event()

        def drip(reply: Reply) -> None:
            reply.close_connection = True
            reply.wfile.write(b"HTTP/1.1 200 OK\r\n")
            while not left.wait(0.05):
                reply.wfile.write(b"X-More: yes\r\n")

        result = failure(fetch(room, drip, Limits(read=1.0, total=0.5)))
        left.set()
        assert result.outcome is FetchOutcome.TIMED_OUT

    def test_silence_ends_at_the_read_limit(self, room: Newsroom) -> None:
        """A server that takes the request and says nothing times out."""
        left = threading.Event()

        def silent(_: Reply) -> None:
            left.wait(5)

        result = failure(fetch(room, silent, Limits(read=0.3, total=5)))
        left.set()
        assert result.cause is Cause.TIMED_OUT

    def test_redirects_share_one_deadline(self, room: Newsroom) -> None:
        """Each hop of a chain takes from the same time."""

        def late(reply: Reply) -> None:
            time.sleep(0.3)
            reply.send(302, Location=f"/{len(room.seen)}")

        for number in range(REDIRECTS_MAX + 1):
            room.answers[f"/{number}"] = late
        began = time.monotonic()
        result = failure(fetch(room, late, Limits(read=2.0, total=0.7)))
        assert result.cause is Cause.TIMED_OUT
        assert time.monotonic() - began < 1.5


class TestBrokenConnections:
    """Every way to break off is a value."""

    def test_body_shorter_than_declared(self, room: Newsroom) -> None:
        """A body that ends early is no body."""

        def short(reply: Reply) -> None:
            reply.close_connection = True
            reply.send(200, b"half", Content_Length="4000")

        result = failure(fetch(room, short))
        assert (result.cause, result.outcome) == (Cause.BROKEN_REPLY, FetchOutcome.UNREACHABLE)

    def test_body_longer_than_declared(self, room: Newsroom) -> None:
        """What comes after the declared length is not part of the body."""

        def long(reply: Reply) -> None:
            reply.close_connection = True
            reply.send(200, b"whole and more", Content_Length="5")

        assert body_of(fetch(room, long)) == b"whole"

    @pytest.mark.parametrize("sent", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nbeg"])
    def test_reset(self, room: Newsroom, sent: bytes) -> None:
        """A connection that is reset, before an answer or within it, is a broken reply."""

        def reset(reply: Reply) -> None:
            reply.close_connection = True
            reply.wfile.write(sent)
            time.sleep(0.05)
            reply.connection.setsockopt(
                socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0)
            )

        result = failure(fetch(room, reset))
        assert (result.cause, result.outcome) == (Cause.BROKEN_REPLY, FetchOutcome.UNREACHABLE)

    @pytest.mark.parametrize(
        "sent",
        [
            b"SSH-2.0-OpenSSH_9.0\r\n",
            b"HTTP/1.1 200 OK\r\nX: " + b"y" * 300_000,
            b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        ],
        ids=["no HTTP", "huge header", "two lengths", "bad chunk"],
    )
    def test_nonsense(self, room: Newsroom, sent: bytes) -> None:
        """What is no HTTP is a broken reply."""

        def answer(reply: Reply) -> None:
            reply.close_connection = True
            reply.wfile.write(sent)

        assert failure(fetch(room, answer)).cause is Cause.BROKEN_REPLY

    def test_nobody_listens(self) -> None:
        """A closed port is no connection."""
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            host = f"127.0.0.1:{taken.getsockname()[1]}"
            result = failure(ask(web(host), FetchRequest(f"http://{host}/"))[0])
        assert (result.cause, result.outcome) == (Cause.NO_CONNECTION, FetchOutcome.UNREACHABLE)

    @pytest.mark.parametrize("host", ["nowhere.invalid", "a" * 64 + ".example"])
    def test_no_such_host(self, host: str) -> None:
        """A name without an address, or one that can have none, is no such host."""
        result = failure(ask(web(), FetchRequest(f"http://{host}/"))[0])
        assert result.cause is Cause.NO_SUCH_HOST

    def test_an_unknown_certificate_is_refused(self) -> None:
        """A server whose certificate nobody vouches for is not read; one that is known is."""
        authority = trustme.CA()
        served = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert("127.0.0.1").configure_cert(served)
        trusting = ssl.create_default_context()
        authority.configure_trust(trusting)
        with newsroom(served) as room:
            room.answers["/x"] = lambda r: r.send(200, b"here")
            request = FetchRequest(room.url("/x"))
            assert failure(ask(web(room.host), request)[0]).cause is Cause.TLS
            assert body_of(ask(web(room.host, tls=trusting), request)[0]) == b"here"


def test_http2_is_spoken() -> None:
    """Where a server speaks HTTP/2 alone, several requests share one connection."""
    authority = trustme.CA()
    served = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(served)
    trusting = ssl.create_default_context()
    authority.configure_trust(trusting)
    with http2_newsroom(served, b"<html>here</html>") as port:
        host = f"127.0.0.1:{port}"
        requests = [FetchRequest(f"https://{host}/{n}") for n in range(4)]
        results = ask(
            web(host, tls=trusting), *requests, FetchRequest(f"https://{host}/x", max_bytes=9)
        )
    assert [body_of(result) for result in results[:4]] == [b"<html>here</html>"] * 4
    assert failure(results[4]).cause is Cause.TOO_LARGE


class TestHeaders:
    """What servers write into headers is read with care."""

    @pytest.mark.parametrize(
        ("header", "expected"),
        [
            ("0", timedelta(0)),
            ("90", timedelta(seconds=90)),
            (" 90 ", timedelta(seconds=90)),
            ("9" * 5000, RETRY_AFTER_MAX),
            ("90000", RETRY_AFTER_MAX),
            (format_datetime(NOW + timedelta(minutes=5), usegmt=True), timedelta(minutes=5)),
            (format_datetime(NOW + timedelta(days=9), usegmt=True), RETRY_AFTER_MAX),
            (format_datetime(NOW - timedelta(days=9), usegmt=True), timedelta(0)),
            ("Mon, 02 Mar 2026 13:00:00 -0000", timedelta(hours=1)),
            ("soon", None),
            ("-5", None),
            ("\u0661\u0662", None),
            ("", None),
            (None, None),
        ],
    )
    def test_retry_after(self, header: str | None, expected: timedelta | None) -> None:
        """Seconds and dates are read, capped at a day; nonsense is nothing."""
        assert retry_after_of(header, NOW) == expected

    @given(st.text())
    def test_retry_after_never_raises(self, header: str) -> None:
        """Any text gives nothing, or a time between zero and a day."""
        wanted = retry_after_of(header, NOW)
        assert wanted is None or timedelta(0) <= wanted <= RETRY_AFTER_MAX

    @given(st.text())
    def test_a_validator_fits_into_a_header(self, text: str) -> None:
        """Whatever was stored, what is sent is one line of printable ASCII."""
        kept = validator_of(text)
        assert kept is None or (kept.isascii() and kept.isprintable() and kept)


def test_the_settings_reach_the_web() -> None:
    """The limits, the agent and the allow-list are those of the settings."""
    settings = Settings(
        contact="desk@example.org",
        allow_private_hosts=("127.0.0.1:9",),
        total_timeout=7,
        host_gap=3,
    )
    opened = open_web(settings)
    assert (opened.limits.total, opened.limits.host_gap) == (7, 3)
    assert opened.user_agent.endswith("(+desk@example.org)")
    assert opened.allowed.allows("127.0.0.1", 9)
