"""A Teams-shaped workflow on loopback: size, envelope, and every class of answer."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from alerts.adaptive import PAYLOAD
from alerts.channels import Channel
from alerts.channels.exchange import Timeouts
from alerts.channels.teams import TeamsChannel
from alerts.messages import render
from alerts.model import ChannelKind, Delivery, DeliveryState, Digest, Receipt
from tests.alerts.builders import NOW, delivery, digest, many, meeting, names, sample, source
from tests.alerts.servers import SECRET, Webhook, webhook_server

LIMIT = 28 * 1024  # octets, of the whole message


def note(told: Digest | None = None) -> Delivery:
    """Return a delivery with a whole rendered digest."""
    payload = render(told or sample(), names=names).teams
    return delivery(payload, channel=ChannelKind.TEAMS, address="", secret="team")


def sent(hook: Webhook, **fields: object) -> Receipt:
    """Send one card to a workflow that behaves as ``hook`` says."""
    with webhook_server(hook) as url:
        channel: Channel = TeamsChannel({"team": url}.get, **fields)
        return channel.send(note(), at=NOW)


def parts(node: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 -- JSON of any shape
    """Yield every object of a card, nested ones included."""
    if isinstance(node, dict):
        yield node
        node = list(node.values())
    if isinstance(node, list):
        for each in node:
            yield from parts(each)


def test_a_card_stands_in_its_envelope() -> None:
    """One message with one adaptive card, taken as it was composed."""
    hook = Webhook(status=202, body=b"")
    assert sent(hook) == Receipt("d1", DeliveryState.SENT, NOW)
    ((_, headers, body),) = hook.taken
    assert headers["Content-Type"] == "application/json; charset=utf-8"
    assert body == note().payload.encode()
    message = json.loads(body)
    assert message["type"] == "message"
    (attached,) = message["attachments"]
    assert attached["contentType"] == "application/vnd.microsoft.card.adaptive"
    assert attached["content"]["type"] == "AdaptiveCard"
    kinds = {part["type"] for part in parts(attached["content"]) if "type" in part}
    assert kinds == {"AdaptiveCard", "RichTextBlock", "TextRun", "Action.OpenUrl"}


def test_a_card_says_the_same_news() -> None:
    """Title, step, facts, sources and the frame stand in it."""
    card = json.loads(render(sample(), names=names).teams)
    said = "".join(part["text"] for part in parts(card) if part.get("type") == "TextRun")
    for words in (
        "Thursday 19 March 2026",
        "mfa.gov.xx and",
        "Canberra, Australia",
        "31 of 33 feeds read",
        "config/recipients.toml",
    ):
        assert words.removesuffix(" and") in said
    assert {part["url"] for part in parts(card) if part.get("type") == "Action.OpenUrl"} >= {
        source().url
    }


@pytest.mark.parametrize("count", [0, 1, 15, 48, 500])
def test_the_card_is_below_the_limit(count: int) -> None:
    """What is left out is counted."""
    told = digest(*many(count), upcoming=[meeting(id=f"u{at}") for at in range(30)])
    made = render(told, names=names).teams
    assert len(made.encode()) <= PAYLOAD < LIMIT
    shown = made.count('"text":"Planned  "')
    more = "1 more change" if count - shown == 1 else f"{count - shown:,} more changes"
    assert (f"And {more} not shown" in made) == (count > shown)
    assert shown >= min(count, 12)


@pytest.mark.parametrize(
    ("status", "body", "state", "detail"),
    [
        (200, b"1", DeliveryState.SENT, ""),
        (202, b"", DeliveryState.SENT, ""),
        (400, b"", DeliveryState.DEAD, "message 400"),
        (413, b"", DeliveryState.DEAD, "message 413"),
        (401, b'{"error":{"code":"DirectApiAuth"}}', DeliveryState.FAILED, "configuration 401"),
        (404, b"", DeliveryState.FAILED, "configuration 404"),
        (308, b"", DeliveryState.FAILED, "configuration 308"),
        (502, b"", DeliveryState.FAILED, "transient 502"),
        (
            200,
            b"Webhook message delivery failed with error: endpoint returned HTTP error 413",
            DeliveryState.DEAD,
            "message 413",
        ),
    ],
)
def test_answers(status: int, body: bytes, state: DeliveryState, detail: str) -> None:
    """Each status, also one within the words of a relay, leads to what is to be done."""
    hook = Webhook(status=status, body=body)
    receipt = sent(hook)
    assert (receipt.state, receipt.detail) == (state, detail)
    assert len(hook.taken) == 1


def test_a_rate_limit_names_the_next_moment() -> None:
    """What Teams asks for is in the receipt."""
    receipt = sent(Webhook(status=429, body=b"", headers={"Retry-After": "60"}))
    assert receipt.not_before == NOW + timedelta(minutes=1)


@pytest.mark.parametrize("hook", [Webhook(hang=1.0), Webhook(drop=True)], ids=["late", "dropped"])
def test_a_lost_answer_is_unknown(hook: Webhook) -> None:
    """The card may be shown."""
    receipt = sent(hook, timeouts=Timeouts(answer=0.3))
    assert (receipt.state, receipt.detail.split()[0]) == (DeliveryState.UNKNOWN, "lost")


@pytest.mark.parametrize(
    ("found", "wrong"), [(None, "is not set"), ("http://teams.example/x", "is no https address")]
)
def test_a_missing_or_unsafe_workflow(found: str | None, wrong: str) -> None:
    """The receipt names the setting, not its value."""
    receipt = TeamsChannel({"team": found}.get).send(note(), at=NOW)
    assert receipt.detail == f"configuration workflow team {wrong}"


def test_the_address_is_nowhere_to_be_seen(caplog: pytest.LogCaptureFixture) -> None:
    """It holds the signature of the workflow."""
    with caplog.at_level(logging.DEBUG):
        seen = [repr(sent(hook)) for hook in (Webhook(status=202), Webhook(drop=True))]
    assert SECRET not in caplog.text + "".join(seen)
