"""One request over HTTP: where it may be posted, and how long a server may ask to wait."""

from __future__ import annotations

from datetime import timedelta

import httpx
import pytest

from alerts.channels.exchange import Answer, Timeouts, ask, not_before, post, revealed, target
from tests.alerts.builders import NOW
from tests.alerts.servers import Webhook, webhook_server


@pytest.mark.parametrize(
    ("address", "is_safe"),
    [
        ("https://hooks.example/x", True),
        (" https://hooks.example/x\n", True),
        ("http://127.0.0.1:9/x", True),
        ("http://[::1]:9/x", True),
        ("http://localhost/x", True),
        ("http://hooks.example/x", False),
        ("http://127.0.0.1.evil.example/x", False),
        ("ftp://hooks.example/x", False),
        ("https://", False),
        ("", False),
    ],
)
def test_targets(address: str, *, is_safe: bool) -> None:
    """A secret leaves this machine only encrypted."""
    assert (target(address) is not None) is is_safe


def test_a_long_answer_is_cut() -> None:
    """A server that talks without end costs no memory."""
    with webhook_server(Webhook(body=b"x" * 1_000_000)) as url, httpx.HTTPTransport() as transport:
        answer = ask(transport, post(httpx.URL(url), b"{}", {}, Timeouts()), 100)
    assert isinstance(answer, Answer)
    assert answer.body == b"x" * 100


def test_a_wish_to_wait_has_bounds() -> None:
    """Never in the past, and never for more than a day."""
    waits = {"60": 60, "0": 0, "999999": 86400, "no date": 30}
    for asked, seconds in waits.items():
        wished = not_before(httpx.Headers({"Retry-After": asked}), NOW)
        assert wished == (NOW + timedelta(seconds=seconds)).isoformat()


def test_a_secret_that_is_not_set_is_empty() -> None:
    """None and nothing are the same to a channel."""
    assert revealed({"a": "x"}.get, "a") == "x"
    assert revealed({}.get, "a") == ""
