"""Only the public internet and what is allow-listed is reached, by no redirect or spelling else."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.runtime.addresses import AllowedHosts, is_public
from flows.runtime.answers import (
    Cause,
    Fetched,
    FetchFailure,
    FetchOutcome,
    FetchRequest,
)
from flows.runtime.web import REDIRECTS_MAX
from tests.flows.asking import ask, ask_with_names, body_of, failure, fetch, web
from tests.flows.loopback import Newsroom, Reply, newsroom


@pytest.fixture
def room() -> Iterator[Newsroom]:
    """A server of our own."""
    with newsroom() as served:
        yield served


class TestRedirects:
    """Redirects are followed by hand, each checked."""

    def test_a_chain_ends_where_the_text_is(self, room: Newsroom) -> None:
        """Relative and absolute redirects lead to the final address."""
        room.answers["/two"] = lambda r: r.send(301, Location=room.url("/three?a=1"))
        room.answers["/three?a=1"] = lambda r: r.send(200, b"there")
        result = fetch(room, lambda r: r.send(302, Location="two#part"))
        assert isinstance(result, Fetched)
        assert result.body == b"there"
        assert result.url == room.url("/three?a=1")

    def test_a_loop_ends(self, room: Newsroom) -> None:
        """Two addresses that point at each other are asked once each."""
        room.answers["/y"] = lambda r: r.send(302, Location="/x")
        result = failure(fetch(room, lambda r: r.send(302, Location="/y")))
        assert result.cause is Cause.TOO_MANY_REDIRECTS
        assert len(room.seen) == 2

    def test_a_long_chain_ends(self, room: Newsroom) -> None:
        """A chain of ever new addresses is followed five times."""

        def onward(reply: Reply) -> None:
            path = f"/{len(room.seen)}"
            room.answers[path] = onward
            reply.send(307, Location=path)

        result = failure(fetch(room, onward))
        assert result.cause is Cause.TOO_MANY_REDIRECTS
        assert len(room.seen) == REDIRECTS_MAX + 1

    def test_a_private_address_is_refused_on_the_way(self, room: Newsroom) -> None:
        """A redirect from an allowed host to one that is not reaches nobody."""
        with newsroom() as secret:
            secret.answers["/keys"] = lambda r: r.send(200, b"secret")
            result = failure(fetch(room, lambda r: r.send(302, Location=secret.url("/keys"))))
            assert secret.seen == []
        assert (result.cause, result.outcome) == (Cause.PRIVATE_ADDRESS, FetchOutcome.BLOCKED)
        assert result.url.endswith("/keys")

    @pytest.mark.parametrize(
        ("location", "cause"),
        [
            ("file:///etc/hostname", Cause.BAD_SCHEME),
            ("ftp://127.0.0.1/x", Cause.BAD_SCHEME),
            ("javascript:alert(1)", Cause.BAD_SCHEME),
            ("http://name:word@127.0.0.1/", Cause.BAD_URL),
            ("http://[::1/", Cause.BAD_URL),
        ],
    )
    def test_a_redirect_out_of_the_web_is_refused(
        self, room: Newsroom, location: str, cause: Cause
    ) -> None:
        """A redirect to another scheme or to no address at all is not followed."""
        result = failure(fetch(room, lambda r: r.send(302, Location=location)))
        assert (result.cause, result.outcome) == (cause, FetchOutcome.BLOCKED)


class TestAddresses:
    """Only the public internet is asked, whatever a link says."""

    @pytest.mark.parametrize(
        "host",
        [
            "127.0.0.1",
            "localhost",
            "LOCALHOST.",
            "127.1",
            "2130706433",
            "0x7f.0.0.1",
            "0.0.0.0",  # noqa: S104  # refused, never bound
            "[::1]",
            "[::]",
            "[::ffff:127.0.0.1]",
            "10.0.0.1",
            "169.254.169.254",
            "100.100.100.200",
            "192.0.0.192",
            "168.63.129.16",
            "[fd00:ec2::254]",
            "[fe80::1]",
        ],
    )
    def test_private_is_refused_in_every_spelling(self, room: Newsroom, host: str) -> None:
        """Loopback, private, link-local, shared and metadata addresses are never dialled."""
        result = failure(ask(web(), FetchRequest(f"http://{host}:{room.port}/x"))[0])
        assert result.outcome in {FetchOutcome.BLOCKED, FetchOutcome.UNREACHABLE}
        assert result.cause in {Cause.PRIVATE_ADDRESS, Cause.NO_SUCH_HOST}
        assert room.seen == []

    @pytest.mark.parametrize(
        "url",
        ["file:///etc/hostname", "ftp://x.example/", "data:text/plain,x", "gopher://x.example/"],
    )
    def test_other_schemes_are_refused(self, url: str) -> None:
        """Nothing but http and https is fetched."""
        assert failure(ask(web(), FetchRequest(url))[0]).cause is Cause.BAD_SCHEME

    @pytest.mark.parametrize(
        "url",
        [
            "",
            "x",
            "/rss.xml",
            "//x.example/rss",
            "http://",
            "https://[zz]/",
            "http://x.example:99999/",
            "http://x.example/a b",
            "http://x.exa\nmple/",
            "http://" + "a" * 3000,
        ],
    )
    def test_no_address_at_all(self, url: str) -> None:
        """What is no address is a value as well."""
        result = failure(ask(web(), FetchRequest(url))[0])
        assert result.cause is Cause.BAD_URL, result

    @given(st.text(max_size=60))
    def test_no_text_raises(self, text: str) -> None:
        """Any text at all, taken for an address, gives a value."""
        url = f"http://127.0.0.1:1/{text}" if text.isalnum() else text
        assert isinstance(ask(web(), FetchRequest(url))[0], FetchFailure)

    @pytest.mark.parametrize(
        ("address", "expected"),
        [
            ("8.8.8.8", True),
            ("2606:4700:4700::1111", True),
            ("64:ff9b::808:808", True),
            ("64:ff9b::7f00:1", False),
            ("64:ff9b::a9fe:a9fe", False),
            ("2002:7f00:1::", False),
            ("2001:0:4136:e378:8000:63bf:3fff:fdd2", False),
            ("::ffff:10.1.2.3", False),
            ("224.0.0.1", False),
            ("255.255.255.255", False),
            ("198.18.0.1", False),
            ("100.64.0.1", False),
            ("ff02::1", False),
            ("fec0::1", False),
            ("fe80::1%eth0", False),
            ("no address", False),
        ],
    )
    def test_what_is_public(self, address: str, *, expected: bool) -> None:
        """Addresses that embed a private one, and ranges that are no hosts, are not public."""
        assert is_public(address) is expected

    def test_one_private_answer_spoils_a_name(self) -> None:
        """A name with a public and a private address is refused as a whole."""
        asked: list[str] = []
        result = asyncio.run(
            ask_with_names(web(), "http://both.example/", ["8.8.8.8", "127.0.0.1"], asked)
        )
        assert failure(result).cause is Cause.PRIVATE_ADDRESS

    def test_the_checked_address_is_the_dialled_one(self, room: Newsroom) -> None:
        """A name is resolved once: what was checked is what is connected to."""
        room.answers["/x"] = lambda r: r.send(200, b"here")
        asked: list[str] = []
        url = f"http://name.example:{room.port}/x"
        result = asyncio.run(ask_with_names(web("name.example"), url, ["127.0.0.1"], asked))
        assert body_of(result) == b"here"
        assert asked == ["name.example"]
        assert room.headers("/x")[0]["host"] == f"name.example:{room.port}"

    def test_a_dead_address_does_not_hide_the_next(self, room: Newsroom) -> None:
        """Where the first address of a name refuses, the second is tried."""
        room.answers["/x"] = lambda r: r.send(200, b"here")
        url = f"http://name.example:{room.port}/x"
        names = ["127.0.0.2", "127.0.0.1"]
        result = asyncio.run(ask_with_names(web("name.example"), url, names, []))
        assert body_of(result) == b"here"

    @pytest.mark.parametrize(
        ("listed", "host", "port", "expected"),
        [
            ("127.0.0.1", "127.0.0.1", 80, True),
            ("127.0.0.1:8080", "127.0.0.1", 8080, True),
            ("127.0.0.1:8080", "127.0.0.1", 8081, False),
            ("[::1]:8080", "::1", 8080, True),
            ("[::1]", "::1", 9, True),
            ("::1", "::1", 9, True),
            ("feeds.internal", "FEEDS.internal.", 443, True),
            ("feeds.internal", "x.feeds.internal", 443, False),
        ],
    )
    def test_allow_list(self, listed: str, host: str, port: int, *, expected: bool) -> None:
        """A host is allowed by its exact name, and by its port where one is given."""
        assert AllowedHosts.of([listed]).allows(host, port) is expected
