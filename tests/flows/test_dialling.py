"""Where a webhook may lead: real sockets, a resolver that lies, and a private network."""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Any

import httpcore
import httpx
import pytest

from alerts.channels.exchange import Timeouts, post
from alerts.errors import TargetRefusedError
from flows.runtime.addresses import AllowedHosts
from flows.runtime.dialling import CheckedBackend, CheckedTransport
from tests.alerts.servers import Webhook, webhook_server


def asked(url: str, *allowed: str) -> httpx.Response:
    """Post to an address over the checked transport and read the answer."""
    with CheckedTransport(AllowedHosts.of(allowed)) as transport:
        request = post(httpx.URL(url), b"{}", {}, Timeouts(answer=0.5))
        response = transport.handle_request(request)
        response.read()
        return response


def test_this_machine_is_refused_until_it_is_allowed() -> None:
    """The allow-list names host or host and port; what is refused hears nothing."""
    hook = Webhook()
    with webhook_server(hook) as url:
        with pytest.raises(TargetRefusedError):
            asked(url)
        assert hook.taken == []
        assert asked(url, "127.0.0.1").text == "ok"
        assert asked(url, f"127.0.0.1:{httpx.URL(url).port}").status_code == 200
    assert len(hook.taken) == 2


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "169.254.169.254",
        "10.1.2.3",
        "[::1]",
        "[fe80::1]",
        "[::ffff:10.0.0.1]",
        "0.0.0.0",  # noqa: S104 -- as a target
    ],
)
def test_private_addresses_are_refused(host: str) -> None:
    """In whatever form they are written, before anything is connected."""
    with pytest.raises(TargetRefusedError) as caught:
        asked(f"https://{host}/hook")
    assert host not in str(caught.value)


def resolving(*answers: list[str]) -> Callable[..., list[Any]]:
    """Return a resolver that gives these answers in turn, the last one for ever."""
    left, real = list(answers), socket.getaddrinfo

    def found(host: str, port: int, *more: int, **options: Any) -> list[Any]:  # noqa: ANN401
        if host[0].isdigit():
            return real(host, port, *more, **options)
        names = left.pop(0) if len(left) > 1 else left[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (name, port)) for name in names]

    return found


def test_one_private_answer_spoils_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name with a public and a private address is refused as a whole."""
    monkeypatch.setattr(socket, "getaddrinfo", resolving(["93.184.216.34", "10.0.0.1"]))
    with pytest.raises(TargetRefusedError):
        asked("https://partner.example/hook")


def test_the_checked_address_is_the_dialled_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that turns private between check and connection gains nothing."""
    monkeypatch.setattr(socket, "getaddrinfo", resolving(["93.184.216.34"], ["127.0.0.1"]))
    dialled: list[str] = []

    def connect(_self: object, host: str, *_more: object) -> httpcore.NetworkStream:
        dialled.append(host)
        raise httpcore.ConnectError

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    with pytest.raises(httpcore.ConnectError):
        CheckedBackend(AllowedHosts()).connect_tcp("partner.example", 443)
    assert dialled == ["93.184.216.34"]


def test_a_dead_address_does_not_hide_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two addresses the one that answers is used."""
    hook = Webhook()
    with webhook_server(hook) as url:
        port = httpx.URL(url).port
        monkeypatch.setattr(socket, "getaddrinfo", resolving(["127.0.0.2", "127.0.0.1"]))
        assert asked(f"http://twice.example:{port}/x", "twice.example").status_code == 200


@pytest.mark.parametrize(
    ("hook", "expected"),
    [(Webhook(hang=1.0), httpx.ReadTimeout), (Webhook(drop=True), httpx.RemoteProtocolError)],
)
def test_lost_answers_are_httpx_errors(hook: Webhook, expected: type[Exception]) -> None:
    """The channels know one library's errors alone."""
    with webhook_server(hook) as url, pytest.raises(expected):
        asked(url, "127.0.0.1")


def test_a_name_without_an_address_was_not_reached() -> None:
    """Nothing was sent: it may be tried again."""
    with pytest.raises(httpx.ConnectError):
        asked("https://no-such-host.invalid/hook")
