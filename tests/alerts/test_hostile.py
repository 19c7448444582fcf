"""Every hostile text and address by every way out: it arrives as words, or not at all."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from email import message_from_string
from email.message import EmailMessage
from email.policy import default
from typing import Any

import feedparser
import pytest
from icalendar import Calendar

from alerts.atom import feed
from alerts.messages import render
from alerts.model import ChannelKind, Digest
from alerts.payloads import Frame, payload
from tests.alerts.builders import NOW, alert, digest, names, recipient, source
from tests.alerts.hostile import ADDRESSES, HOSTILE, hostile

FRAME = Frame("Watch <watch@example.org>", "example.org", "d1", NOW)
UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\U000e0000-\U000e007f]"
)
ALLOWED = {"https://news.example/a", source().url, source("delta.example").url}
ALLOWED |= {"http://adaptivecards.io/schemas/adaptive-card.json"}

texts = pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))


def made(told: Digest) -> str:
    """Return what the recipient's channel is handed."""
    return payload(told, render(told, names=names), FRAME, names)


def by(channel: ChannelKind, text: str) -> str:
    """Return the payload of a digest with hostile text wherever text can be."""
    return made(hostile(text, channel=channel))


def nodes(node: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 -- JSON of any shape
    """Yield every object in a payload."""
    if isinstance(node, dict):
        yield node
        node = list(node.values())
    if isinstance(node, list):
        for each in node:
            yield from nodes(each)


@pytest.mark.parametrize("channel", [kind for kind in ChannelKind if kind is not ChannelKind.EMAIL])
@texts
def test_no_unseen_character_leaves(channel: ChannelKind, text: str) -> None:
    """Control characters, reversed directions and hidden tags are in no payload, nor surrogates."""
    payload_text = by(channel, text)
    assert not UNSEEN.search(payload_text)
    assert payload_text.encode("utf-8")
    assert len(payload_text.encode()) < 30_000


@pytest.mark.parametrize(
    "channel", [ChannelKind.SLACK, ChannelKind.SLACK_APP, ChannelKind.TEAMS, ChannelKind.WEBHOOK]
)
@texts
def test_no_address_comes_out_of_a_text(channel: ChannelKind, text: str) -> None:
    """What can be followed came through the gate; the rest are words."""
    found = {str(node["url"]) for node in nodes(json.loads(by(channel, text))) if node.get("url")}
    assert found <= ALLOWED


@texts
def test_a_slack_app_parses_nothing(text: str) -> None:
    """No element that Slack reads for mentions holds feed text; nobody is pinged."""
    message = json.loads(by(ChannelKind.SLACK_APP, text))
    assert not set(message["text"]) & set("<>")
    assert [node for node in nodes(message) if node.get("type") == "mrkdwn"] == []
    assert set(message) == {
        *("text", "blocks", "unfurl_links", "unfurl_media"),
        "channel",
        "metadata",
    }


@texts
def test_a_card_reads_no_markdown(text: str) -> None:
    """Only runs hold text, which Teams shows as it is, and none holds a function of cards."""
    kinds = [node for node in nodes(json.loads(by(ChannelKind.TEAMS, text))) if "text" in node]
    assert {node["type"] for node in kinds} == {"TextRun"}
    assert not [node for node in kinds if "{{" in node["text"]]


@texts
def test_facts_keep_their_shape(text: str) -> None:
    """A receiver finds the same fields with the same types, whatever is written in them."""
    plain, bad = (json.loads(by(ChannelKind.WEBHOOK, one)) for one in ("plain", text))
    assert _shape(bad) == _shape(plain)


def _shape(node: Any) -> Any:  # noqa: ANN401 -- JSON of any shape
    if isinstance(node, dict):
        return {key: _shape(part) for key, part in node.items()}
    if isinstance(node, list):
        return [_shape(part) for part in node]
    return type(node).__name__


@texts
def test_a_mail_has_its_own_headers_and_one_event(text: str) -> None:
    """No header, part, event or alarm comes out of a title."""
    plain, bad = (
        message_from_string(by(ChannelKind.EMAIL, one), policy=default) for one in ("plain", text)
    )
    assert isinstance(bad, EmailMessage)
    assert bad.keys() == plain.keys()
    assert [part.get_content_type() for part in bad.walk()] == [
        part.get_content_type() for part in plain.walk()
    ]
    (attached,) = bad.iter_attachments()
    events = Calendar.from_ical(attached.get_content()).subcomponents
    assert [event.name for event in events] == ["VEVENT", "VEVENT"]
    assert all(event.subcomponents == [] for event in events)


@texts
def test_a_feed_stays_a_feed_of_plain_text(text: str) -> None:
    """It parses, each alert is one entry, and no reader is given markup."""
    told = hostile(text).alerts
    read = feedparser.parse(feed(told, names, domain="example.org", at=NOW))
    assert not read.bozo
    assert len(read.entries) == len(told)
    assert {entry.title_detail.type for entry in read.entries} == {"text/plain"}
    assert {entry.summary_detail.type for entry in read.entries} == {"text/plain"}


@pytest.mark.parametrize("channel", list(ChannelKind))
@pytest.mark.parametrize("url", ADDRESSES)
def test_a_bad_address_leaves_by_no_way(channel: ChannelKind, url: str) -> None:
    """The source is named, and there is nothing to follow."""
    who = recipient(channel=channel)
    told = digest(alert(sources=(source("Harbour Times", url=url),)), recipient=who)
    assert url not in made(told).replace("=\r\n", "")
