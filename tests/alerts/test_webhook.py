"""Signed messages at a receiver on loopback that verifies them by code of its own."""

from __future__ import annotations

import base64
import hashlib
import hmac
import logging
import socket
from collections.abc import Mapping
from datetime import timedelta

import httpx
import pytest
from pydantic import SecretStr

from alerts.channels import Channel
from alerts.channels.exchange import Timeouts
from alerts.channels.webhook import WebhookChannel, keys_of
from alerts.errors import TargetRefusedError
from alerts.model import ChannelKind, Delivery, DeliveryState, Receipt
from tests.alerts.builders import NOW, delivery
from tests.alerts.servers import SECRET, Webhook, webhook_server

OLD = b"an old key of thirty-two octets."
NEW = b"a new key of thirty-two octets.."
PAYLOAD = '{"type":"watch.alerts.v1","data":{"title":"Gespräche"}}'


def key(octets: bytes) -> str:
    """Write a key as the specification asks."""
    return f"whsec_{base64.b64encode(octets).decode()}"


def note(**fields: object) -> Delivery:
    """Return a delivery to a program."""
    values: dict[str, object] = {"channel": ChannelKind.WEBHOOK, "address": "", "secret": "partner"}
    return delivery(PAYLOAD, **{**values, **fields})


def way(secrets: Mapping[str, object], **fields: object) -> Channel:
    """Return the channel with these secrets, over plain sockets."""
    return WebhookChannel(secrets.get, httpx.HTTPTransport, **fields)


def sent(hook: Webhook, keys: str = key(NEW), **fields: object) -> Receipt:
    """Send one message to a server that behaves as ``hook`` says."""
    with webhook_server(hook) as url:
        return way({"partner": url, "partner_key": keys}, **fields).send(note(), at=NOW)


def verified(taken: tuple[str, dict[str, str], bytes], octets: bytes) -> bool:
    """Verify a message as a receiver would that has read Standard Webhooks 1.0.0 alone."""
    _, sent_headers, body = taken
    headers = {name.lower(): value for name, value in sent_headers.items()}
    said = b".".join([headers["webhook-id"].encode(), headers["webhook-timestamp"].encode(), body])
    expected = base64.b64encode(hmac.new(octets, said, hashlib.sha256).digest()).decode()
    found = [word.split(",", 1) for word in headers["webhook-signature"].split(" ")]
    return any(kind == "v1" and hmac.compare_digest(mark, expected) for kind, mark in found)


def test_a_message_is_signed_and_arrives_unchanged() -> None:
    """The receiver can tell that it is ours, which one it is, and when it was sent."""
    hook = Webhook(status=204, body=b"")
    assert sent(hook) == Receipt("d1", DeliveryState.SENT, NOW)
    (taken,) = hook.taken
    _, headers, body = taken
    assert body == PAYLOAD.encode()
    assert headers["Content-Type"] == "application/json; charset=utf-8"
    assert headers["webhook-id"] == "d1"
    assert headers["webhook-timestamp"] == str(int(NOW.timestamp()))
    assert verified(taken, NEW)
    assert not verified(taken, OLD)
    path, _, _ = taken
    assert not verified((path, headers, body + b" "), NEW)
    assert not verified((path, {**headers, "webhook-id": "d2"}, body), NEW)


def test_keys_are_changed_without_a_gap() -> None:
    """While both keys are set, a receiver with either of them can verify."""
    hook = Webhook()
    assert sent(hook, f"{key(NEW)} {key(OLD)}").state is DeliveryState.SENT
    assert verified(hook.taken[0], NEW)
    assert verified(hook.taken[0], OLD)


def test_a_retry_has_the_same_id_and_a_stamp_of_its_own() -> None:
    """A receiver that has seen the id drops the second; an old stamp would be refused."""
    hook = Webhook()
    with webhook_server(hook) as url:
        channel = way({"partner": url, "partner_key": key(NEW)})
        for minutes in (0, 6):
            channel.send(note(), at=NOW + timedelta(minutes=minutes))
    first, second = (headers for _, headers, _ in hook.taken)
    assert first["webhook-id"] == second["webhook-id"]
    assert int(second["webhook-timestamp"]) - int(first["webhook-timestamp"]) == 360
    assert all(verified(taken, NEW) for taken in hook.taken)


IN_TWO_MINUTES = (NOW + timedelta(minutes=2)).isoformat()
IN_HALF_A_MINUTE = (NOW + timedelta(seconds=30)).isoformat()


@pytest.mark.parametrize(
    ("status", "asked", "state", "detail"),
    [
        (200, None, DeliveryState.SENT, ""),
        (202, None, DeliveryState.SENT, ""),
        (299, None, DeliveryState.SENT, ""),
        (301, None, DeliveryState.FAILED, "configuration 301"),
        (307, None, DeliveryState.FAILED, "configuration 307"),
        (400, None, DeliveryState.DEAD, "message 400"),
        (401, None, DeliveryState.FAILED, "configuration 401"),
        (404, None, DeliveryState.FAILED, "configuration 404"),
        (410, None, DeliveryState.DEAD, "address 410 gone"),
        (413, None, DeliveryState.DEAD, "message 413"),
        (429, None, DeliveryState.FAILED, f"transient 429 not_before={IN_HALF_A_MINUTE}"),
        (429, "120", DeliveryState.FAILED, f"transient 429 not_before={IN_TWO_MINUTES}"),
        (500, None, DeliveryState.FAILED, "transient 500"),
        (502, None, DeliveryState.FAILED, f"transient 502 not_before={IN_HALF_A_MINUTE}"),
        (503, "120", DeliveryState.FAILED, f"transient 503 not_before={IN_TWO_MINUTES}"),
        (504, None, DeliveryState.FAILED, f"transient 504 not_before={IN_HALF_A_MINUTE}"),
    ],
)
def test_answers(status: int, asked: str | None, state: DeliveryState, detail: str) -> None:
    """Each status leads to the state and the word that say what to do next; one request each."""
    headers = {"Retry-After": asked} if asked else {}
    hook = Webhook(status=status, body=b"" if status != 400 else SECRET.encode(), headers=headers)
    receipt = sent(hook)
    assert (receipt.state, receipt.detail) == (state, detail)
    assert len(hook.taken) == 1


def test_a_redirect_is_not_followed() -> None:
    """A signed message goes nowhere but to the address that was set."""
    other = Webhook()
    with webhook_server(other) as elsewhere:
        sent(Webhook(status=308, body=b"", headers={"Location": elsewhere}))
    assert other.taken == []


@pytest.mark.parametrize("hook", [Webhook(hang=1.0), Webhook(drop=True)], ids=["late", "dropped"])
def test_a_lost_answer_is_unknown_and_sent_once(hook: Webhook) -> None:
    """The receiver may have taken it."""
    receipt = sent(hook, timeouts=Timeouts(answer=0.3))
    assert (receipt.state, receipt.detail.split()[0]) == (DeliveryState.UNKNOWN, "lost")
    assert len(hook.taken) == 1


def test_no_server_is_transient() -> None:
    """An address that cannot be reached may be reached later."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/{SECRET}"
    receipt = way({"partner": url, "partner_key": key(NEW)}).send(note(), at=NOW)
    assert receipt.state is DeliveryState.FAILED
    assert receipt.detail == "transient not reachable: ConnectError"


class Refusing(httpx.BaseTransport):
    """A transport that may not reach the host."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Refuse."""
        assert request.method == "POST"
        raise TargetRefusedError("webhook", "its host lies in a private network", "Allow it")


def test_a_refused_target_is_a_fault_of_the_configuration() -> None:
    """Nothing is sent, and the receipt names no host."""
    secrets = {"partner": f"https://10.0.0.1/{SECRET}", "partner_key": key(NEW)}
    receipt = WebhookChannel(secrets.get, Refusing).send(note(), at=NOW)
    assert receipt.state is DeliveryState.FAILED
    assert receipt.detail == "configuration its host lies in a private network"


NO_KEY = "configuration signing key partner_key is not set, or is no whsec_ key"


@pytest.mark.parametrize(
    ("address", "keys", "detail"),
    [
        (None, key(NEW), "configuration webhook partner is not set"),
        ("http://hooks.example/x", key(NEW), "configuration webhook partner is no https address"),
        ("https://[::1", key(NEW), "configuration webhook partner is no https address"),
        ("https://hooks.example/x", None, NO_KEY),
        ("https://hooks.example/x", "secret", NO_KEY),
        ("https://hooks.example/x", "whsec_%%%", NO_KEY),
        ("https://hooks.example/x", key(b"short"), NO_KEY),
        ("https://hooks.example/x", key(b"x" * 65), NO_KEY),
        ("https://hooks.example/x", f"{key(NEW)} other", NO_KEY),
    ],
)
def test_a_missing_or_unsafe_secret(address: str | None, keys: str | None, detail: str) -> None:
    """Nothing is sent unsigned or in the clear; the receipt names the setting, not its value."""
    receipt = way({"partner": address, "partner_key": keys}).send(note(), at=NOW)
    assert (receipt.state, receipt.detail) == (DeliveryState.FAILED, detail)


def test_keys_of_24_to_64_octets_are_read() -> None:
    """The bounds of the specification, and a secret value that hides itself."""
    assert keys_of(f"{key(b'x' * 24)} {key(b'y' * 64)}") == (b"x" * 24, b"y" * 64)
    hook = Webhook()
    with webhook_server(hook) as url:
        secrets = {"partner": SecretStr(url), "partner_key": SecretStr(key(NEW))}
        assert way(secrets).send(note(), at=NOW).state is DeliveryState.SENT


def test_the_secrets_are_nowhere_to_be_seen(caplog: pytest.LogCaptureFixture) -> None:
    """Neither log line nor receipt nor representation holds address or key."""
    for hook in (Webhook(), Webhook(status=500), Webhook(drop=True)):
        with caplog.at_level(logging.DEBUG), webhook_server(hook) as url:
            channel = way({"partner": url, "partner_key": key(NEW)})
            seen = repr(channel.send(note(), at=NOW)) + repr(channel)
        assert SECRET not in seen + caplog.text
        assert key(NEW) not in seen + caplog.text
