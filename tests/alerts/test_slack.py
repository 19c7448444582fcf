"""What becomes of one Slack message at a real HTTP server on loopback, in every class of answer."""

from __future__ import annotations

import json
import logging
import socket
from datetime import timedelta

import httpx
import pytest
from pydantic import SecretStr

from alerts.channels import Channel
from alerts.channels.slack import SlackWebhookChannel
from alerts.messages import render
from alerts.model import ChannelKind, Delivery, DeliveryState, Receipt
from tests.alerts.builders import NOW, delivery, names, sample
from tests.alerts.servers import SECRET, Webhook, webhook_server


def note(**fields: object) -> Delivery:
    """Return a delivery with a whole rendered digest."""
    payload = render(sample(), names=names).slack
    return delivery(payload, channel=ChannelKind.SLACK, address="", secret="SLACK_DESK", **fields)


def sent(hook: Webhook, **fields: object) -> Receipt:
    """Send one message to a server that behaves as ``hook`` says."""
    with webhook_server(hook) as url:
        channel: Channel = SlackWebhookChannel({"SLACK_DESK": url}.get, **fields)
        return channel.send(note(), at=NOW)


def test_the_payload_arrives_unchanged() -> None:
    """What was composed is what Slack took, as JSON in UTF-8."""
    hook = Webhook()
    receipt = sent(hook)
    assert receipt == Receipt("d1", DeliveryState.SENT, NOW)
    [(path, headers, body)] = hook.taken
    assert path.endswith(SECRET)
    assert headers["Content-Type"] == "application/json; charset=utf-8"
    assert body == note().payload.encode()
    assert json.loads(body)["blocks"]


ANSWERS = [
    (200, b"no_text", DeliveryState.FAILED, "configuration 200 no_text, expected ok"),
    (200, b'{"ok":false}', DeliveryState.FAILED, "configuration 200, expected ok"),
    (400, b"invalid_payload", DeliveryState.DEAD, "message 400 invalid_payload"),
    (400, b"invalid_blocks", DeliveryState.DEAD, "message 400 invalid_blocks"),
    (403, b"invalid_token", DeliveryState.FAILED, "configuration 403 invalid_token"),
    (403, b"action_prohibited", DeliveryState.FAILED, "configuration 403 action_prohibited"),
    (404, b"no_team", DeliveryState.FAILED, "configuration 404 no_team"),
    (404, b"channel_not_found", DeliveryState.FAILED, "configuration 404 channel_not_found"),
    (410, b"channel_is_archived", DeliveryState.FAILED, "configuration 410 channel_is_archived"),
    (500, b"rollup_error", DeliveryState.UNKNOWN, "lost 500 rollup_error"),
    (500, b"<html>\xff oops", DeliveryState.FAILED, "transient 500"),
    (503, b"", DeliveryState.FAILED, "transient 503"),
]


@pytest.mark.parametrize(("status", "body", "state", "detail"), ANSWERS)
def test_answers(status: int, body: bytes, state: DeliveryState, detail: str) -> None:
    """Each answer leads to the state and the word that say what to do next."""
    hook = Webhook(status=status, body=body)
    receipt = sent(hook)
    assert (receipt.state, receipt.detail) == (state, detail)
    assert len(hook.taken) == 1


@pytest.mark.parametrize(
    ("asked", "wait"),
    [
        ("120", timedelta(seconds=120)),
        ("99999999999", timedelta(hours=24)),
        ("Tue, 03 Mar 2026 22:05:00 GMT", timedelta(minutes=5)),
        ("Tue, 03 Mar 2026 21:00:00 GMT", timedelta(0)),
        ("soon", timedelta(seconds=30)),
        ("-5", timedelta(seconds=30)),
        (None, timedelta(seconds=30)),
    ],
)
def test_a_rate_limit_names_the_next_moment(asked: str | None, wait: timedelta) -> None:
    """Slack's wish becomes an instant in the receipt, whatever form it has."""
    headers = {"Retry-After": asked} if asked else {}
    receipt = sent(Webhook(status=429, body=b"rate_limited", headers=headers))
    assert receipt.state is DeliveryState.FAILED
    instant = (NOW + wait).isoformat()
    assert receipt.detail == f"transient 429 rate_limited not_before={instant}"


def test_a_redirect_is_not_followed() -> None:
    """A webhook that moved is a fault of the configuration; nothing goes elsewhere."""
    other = Webhook()
    with webhook_server(other) as elsewhere:
        receipt = sent(Webhook(status=307, body=b"", headers={"Location": elsewhere}))
    assert (receipt.state, receipt.detail) == (DeliveryState.FAILED, "configuration 307")
    assert other.taken == []


@pytest.mark.parametrize("hook", [Webhook(hang=1.0), Webhook(drop=True)], ids=["late", "dropped"])
def test_a_lost_answer_is_unknown_and_sent_once(hook: Webhook) -> None:
    """Slack took the message; a second post would show it twice."""
    receipt = sent(hook, answer_timeout=0.3)
    assert (receipt.state, receipt.detail.split()[0]) == (DeliveryState.UNKNOWN, "lost")
    assert len(hook.taken) == 1


def test_no_server_is_transient() -> None:
    """An address that cannot be reached may be reached later."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    url = f"http://127.0.0.1:{port}/services/{SECRET}"
    receipt = SlackWebhookChannel(lambda _name: url).send(note(), at=NOW)
    assert receipt.state is DeliveryState.FAILED
    assert receipt.detail == "transient not reachable: ConnectError"


@pytest.mark.parametrize(
    ("found", "detail"),
    [
        (None, "configuration webhook SLACK_DESK is not set"),
        ("", "configuration webhook SLACK_DESK is not set"),
        ("http://hooks.example/x", "configuration webhook SLACK_DESK is no https address"),
        ("file:///etc/passwd", "configuration webhook SLACK_DESK is no https address"),
        ("https://[::1", "configuration webhook SLACK_DESK is no https address"),
        ("no address", "configuration webhook SLACK_DESK is no https address"),
    ],
)
def test_a_missing_or_unsafe_webhook(found: str | None, detail: str) -> None:
    """Nothing is sent in the clear, and the receipt names the setting, not its value."""
    receipt = SlackWebhookChannel(lambda _name: found).send(note(), at=NOW)
    assert (receipt.state, receipt.detail) == (DeliveryState.FAILED, detail)


def test_a_secret_value_is_accepted() -> None:
    """A value that hides itself in logs can be looked up too."""
    hook = Webhook()
    with webhook_server(hook) as url:
        secret = SecretStr(url)
        assert SlackWebhookChannel(lambda _name: secret).send(note(), at=NOW).state == "sent"
    assert len(hook.taken) == 1


@pytest.mark.parametrize(
    "hook",
    [Webhook(), Webhook(status=500), Webhook(drop=True), Webhook(status=400, body=SECRET.encode())],
    ids=["taken", "failed", "dropped", "echoed"],
)
def test_the_secret_is_nowhere_to_be_seen(hook: Webhook, caplog: pytest.LogCaptureFixture) -> None:
    """Neither log line nor receipt nor representation holds the webhook's address."""
    with caplog.at_level(logging.DEBUG), webhook_server(hook) as url:
        channel = SlackWebhookChannel(lambda _name: url)
        receipt = channel.send(note(), at=NOW)
        seen = caplog.text + repr(receipt) + repr(channel)
    assert len(hook.taken) == 1
    assert SECRET not in seen
    assert "/services/" not in seen


def test_a_given_transport_stays_open() -> None:
    """Several messages can share one connection pool."""
    hook = Webhook()
    with httpx.HTTPTransport() as transport:
        assert sent(hook, transport=transport).state is DeliveryState.SENT
        assert sent(hook, transport=transport).state is DeliveryState.SENT
    assert len(hook.taken) == 2
