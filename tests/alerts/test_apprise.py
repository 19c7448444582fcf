"""Services that only apprise knows, by one that it really posts to on loopback."""

from __future__ import annotations

import json
import logging
import sys

import httpx
import pytest

from alerts.channels import Channel
from alerts.channels.apprise import AppriseChannel, inert
from alerts.messages import render
from alerts.model import ChannelKind, Delivery, DeliveryState, Receipt
from alerts.payloads import Frame, payload
from tests.alerts.builders import NOW, delivery, names
from tests.alerts.hostile import HOSTILE, hostile
from tests.alerts.servers import SECRET, Webhook, webhook_server

# A module of apprise's own imports what Python 3.13 has no more; the one for it does not.
pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")


def note(text: str = "plain") -> Delivery:
    """Return a delivery with a whole rendered digest, ``text`` wherever a feed's words can be."""
    told = hostile(text, channel=ChannelKind.APPRISE, address="", secret="phones")
    frame = Frame("Watch <watch@example.org>", "example.org", "d1", NOW)
    body = payload(told, render(told, names=names), frame, names)
    return delivery(body, channel=ChannelKind.APPRISE, address="", secret="phones")


def service(url: str) -> str:
    """Return the address of a loopback server as apprise writes it, with a login in it."""
    where = httpx.URL(url)
    return f"json://watch:{SECRET}@{where.host}:{where.port}{where.path}"


def sent(hook: Webhook, text: str = "plain") -> Receipt:
    """Send one message to a server that behaves as ``hook`` says."""
    with webhook_server(hook) as url:
        channel: Channel = AppriseChannel({"phones": service(url)}.get)
        return channel.send(note(text), at=NOW)


def test_the_text_arrives() -> None:
    """The subject is its first line, the rest is the plain text of a mail."""
    hook = Webhook()
    assert sent(hook) == Receipt("d1", DeliveryState.SENT, NOW)
    ((_, _, body),) = hook.taken
    said = json.loads(body)
    assert said["message"].replace("\r\n", "\n").strip() == note().payload.strip()
    assert "31 of 33 feeds read" in said["message"]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_of_it_comes_to_life(text: str) -> None:
    """No mention, link or markup of any service that reads some out of plain text."""
    hook = Webhook()
    assert sent(hook, text).state is DeliveryState.SENT
    said = json.loads(hook.taken[0][2])["message"]
    assert not set(said) & set("<>@")
    assert "](" not in said


@pytest.mark.parametrize(
    "hook", [Webhook(status=500), Webhook(status=404), Webhook(status=429), Webhook(drop=True)]
)
def test_a_no_is_an_unknown_outcome(hook: Webhook) -> None:
    """Apprise does not say why, so a person must look; there is one attempt."""
    receipt = sent(hook)
    assert (receipt.state, receipt.detail.split()[0]) == (DeliveryState.UNKNOWN, "lost")
    assert len(hook.taken) == 1


@pytest.mark.parametrize(
    ("address", "wrong"),
    [
        (None, "is not set"),
        ("https//no", "is no address of one service"),
        ("nosuch://x/y", "is no address of one service"),
        ("json://127.0.0.1:1/a, json://127.0.0.1:1/b", "is no address of one service"),
    ],
)
def test_what_is_set_up_wrongly(address: str | None, wrong: str) -> None:
    """The receipt names the setting, not its value."""
    receipt = AppriseChannel({"phones": address}.get).send(note(), at=NOW)
    assert (receipt.state, receipt.detail) == (
        DeliveryState.FAILED,
        f"configuration service phones {wrong}",
    )


def test_without_apprise_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is an extra, and the rest of the house works without it."""
    monkeypatch.setitem(sys.modules, "apprise", None)
    receipt = AppriseChannel({"phones": "json://127.0.0.1:1/a"}.get).send(note(), at=NOW)
    assert receipt.detail == "configuration apprise is not installed: see the README"


def test_the_address_is_nowhere_to_be_seen(caplog: pytest.LogCaptureFixture) -> None:
    """Neither apprise nor the library below it logs while it holds the address."""
    with caplog.at_level(logging.DEBUG):
        seen = [repr(sent(hook)) for hook in (Webhook(), Webhook(status=500), Webhook(drop=True))]
        AppriseChannel({"phones": f"nosuch://{SECRET}"}.get).send(note(), at=NOW)
    assert SECRET not in caplog.text + "".join(seen)
    assert not logging.getLogger("apprise").disabled


def test_ordinary_text_stays_as_it_is() -> None:
    """Addresses of the web and typography are not touched."""
    text = "Japan–Philippines 2+2 (12 March): https://news.example/a_b?x=1&y=2"
    assert inert(text) == text
