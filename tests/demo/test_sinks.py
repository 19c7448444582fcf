"""The sinks keep what they accept and refuse what the real services refuse."""

from __future__ import annotations

import smtplib
import socket
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from typing import Any

import httpx
import pytest

from demo.sinks import (
    BROKEN,
    DROPPED,
    HOOK,
    RATE_LIMITED,
    Answer,
    SlackSink,
    judge,
    slack_sink,
    smtp_sink,
)


@pytest.fixture
def slack() -> Iterator[SlackSink]:
    """A hook."""
    with slack_sink() as sink:
        yield sink


@pytest.fixture
def client() -> Iterator[httpx.Client]:
    """A plain client that ignores the machine's proxy settings."""
    with httpx.Client(trust_env=False, timeout=10) as opened:
        yield opened


def header(text: str) -> dict[str, Any]:
    """Return a header block."""
    return {"type": "header", "text": {"type": "plain_text", "text": text}}


def section(text: str) -> dict[str, Any]:
    """Return a section block."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def fields(count: int, length: int = 1) -> dict[str, Any]:
    """Return a section block with fields."""
    return {
        "type": "section",
        "fields": [{"type": "plain_text", "text": "x" * length} for _ in range(count)],
    }


def context(count: int) -> dict[str, Any]:
    """Return a context block."""
    element = {"type": "plain_text", "text": "x"}
    return {"type": "context", "elements": [element] * count}


def test_mail_arrives_byte_for_byte() -> None:
    """A message is kept as sent, with its envelope, which may differ from its headers."""
    message = EmailMessage(policy=policy.SMTP)
    message["From"] = "Watch <watch@example.org>"
    message["To"] = "desk@example.org"
    message["Subject"] = "Three ministers in Muscat"
    message["Message-ID"] = "<one@example.org>"
    message.set_content("Née in São Paulo.\n.hidden dot\n")
    raw = message.as_bytes()
    with smtp_sink() as sink, smtplib.SMTP(sink.host, sink.port, timeout=10) as smtp:
        refused = smtp.sendmail("bounce@example.org", ["a@example.org", "b@example.org"], raw)
    assert refused == {}
    (mail,) = sink.mails
    assert mail.sender == "bounce@example.org"
    assert mail.recipients == ("a@example.org", "b@example.org")
    assert mail.raw == raw
    assert mail.message["Message-ID"] == "<one@example.org>"
    assert mail.message.get_content() == "Née in São Paulo.\r\n.hidden dot\r\n"


def test_mail_server_closes_its_port() -> None:
    """After the block nobody listens, and two servers have two ports."""
    with smtp_sink() as one, smtp_sink() as two:
        assert one.port != two.port
        port = one.port
    with pytest.raises(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port), 5):
        pass


def test_mails_are_kept_in_order_over_connections() -> None:
    """Several connections and messages are kept in the order of arrival."""
    with smtp_sink() as sink:
        for number in range(3):
            with smtplib.SMTP(sink.host, sink.port, timeout=10) as smtp:
                smtp.sendmail("a@example.org", ["b@example.org"], f"Subject: {number}\r\n\r\nx\r\n")
    assert [mail.message["Subject"] for mail in sink.mails] == ["0", "1", "2"]


def test_hook_takes_a_message(slack: SlackSink, client: httpx.Client) -> None:
    """A good payload is answered with the plain word ok and kept."""
    payload = {"text": "1 alert", "blocks": [header("New grouping"), section("India, Kenya, Oman")]}
    response = client.post(slack.url, json=payload)
    assert (response.status_code, response.text) == (200, "ok")
    assert response.headers["Content-Type"].startswith("text/plain")
    assert slack.payloads == [payload]


@pytest.mark.parametrize(
    ("body", "word"),
    [
        (b"{", "invalid_payload"),
        (b'"text"', "invalid_payload"),
        (b"\xff", "invalid_payload"),
        (b"{}", "no_text"),
        (b'{"text": "", "blocks": []}', "no_text"),
        (b'{"text": "x", "blocks": "y"}', "invalid_blocks"),
        (b'{"blocks": [1]}', "invalid_blocks"),
        (b'{"blocks": [{"type": "banner"}]}', "invalid_blocks"),
    ],
)
def test_hook_refuses_bad_payloads(
    slack: SlackSink, client: httpx.Client, body: bytes, word: str
) -> None:
    """A payload that Slack would refuse gets status 400 with Slack's word, and is not kept."""
    response = client.post(slack.url, content=body)
    assert (response.status_code, response.text) == (400, word)
    assert slack.payloads == []


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ([header("x")] * 50, [header("x")] * 51),
        ([header("x" * 150)], [header("x" * 151)]),
        ([header("x")], [header("")]),
        ([section("x" * 3000)], [section("x" * 3001)]),
        ([fields(10)], [fields(11)]),
        ([fields(1, 2000)], [fields(1, 2001)]),
        ([context(10)], [context(11)]),
        ([context(1)], [context(0)]),
        ([header("x")], [{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}]),
        ([{"type": "divider"}], [{"type": "section"}]),
        ([{"type": "rich_text", "elements": []}], [{"type": "rich_text"}]),
    ],
)
def test_hook_keeps_slacks_limits(good: list[Any], bad: list[Any]) -> None:
    """Blocks at a limit are taken, and one step past it they are refused."""
    assert judge(HOOK, _json(good)).status == 200
    assert judge(HOOK, _json(bad)) == Answer(400, "invalid_blocks")


def test_hook_knows_one_path(slack: SlackSink, client: httpx.Client) -> None:
    """Another address is answered as Slack answers a removed hook."""
    response = client.post(slack.url + "y", json={"text": "x"})
    assert (response.status_code, response.text) == (404, "no_service")
    assert slack.answered == [(HOOK + "y", 404)]


def test_hook_can_be_scripted(slack: SlackSink, client: httpx.Client) -> None:
    """Scripted answers come first in, first out, and then the payload's merit decides."""
    slack.script.extend([RATE_LIMITED, BROKEN])
    replies = [client.post(slack.url, json={"text": "x"}) for _ in range(3)]
    assert [reply.status_code for reply in replies] == [429, 500, 200]
    assert replies[0].headers["Retry-After"] == "2"
    assert slack.payloads == [{"text": "x"}]


def test_hook_can_lose_its_answer(slack: SlackSink, client: httpx.Client) -> None:
    """A dropped connection leaves the sender in doubt, while the message has arrived."""
    slack.script.append(DROPPED)
    with pytest.raises(httpx.RemoteProtocolError):
        client.post(slack.url, json={"text": "x"})
    assert slack.payloads == [{"text": "x"}]
    assert slack.answered == [(HOOK, 0)]


def test_hook_can_be_slow(slack: SlackSink, client: httpx.Client) -> None:
    """A delayed answer runs into the sender's timeout, while the message has arrived."""
    slack.script.append(Answer(delay=0.5))
    with pytest.raises(httpx.ReadTimeout):
        client.post(slack.url, json={"text": "x"}, timeout=0.1)
    assert slack.payloads == [{"text": "x"}]


def _json(blocks: list[Any]) -> bytes:
    return httpx.Request("POST", "http://x.example", json={"blocks": blocks}).content
