"""A Slack app at a workspace on loopback: threads, every class of error, and lost answers."""

from __future__ import annotations

import json
import logging
import socket
from collections.abc import Iterator
from datetime import timedelta

import pytest

from alerts.channels import Channel, Settling
from alerts.channels.exchange import Timeouts
from alerts.channels.slack_app import PAGES, SlackAppChannel
from alerts.messages import render
from alerts.model import ChannelKind, Delivery, DeliveryState, Digest, Purpose, Reason
from alerts.payloads import Frame, payload, thread_of
from parsers.model import Status
from tests.alerts.builders import (
    NOW,
    alert,
    delivery,
    digest,
    grouping_alert,
    many,
    meeting,
    names,
    recipient,
)
from tests.alerts.workspace import CHANNEL, PAGE, TOKEN, Trouble, Workspace, workspace

READER = recipient(channel=ChannelKind.SLACK_APP, address=CHANNEL, secret="bot")


@pytest.fixture
def room() -> Iterator[Workspace]:
    """A workspace with one empty channel."""
    with workspace() as made:
        yield made


def note(told: Digest | None = None, thread: str = "", number: str = "d1") -> Delivery:
    """Return the delivery of a digest, as it is composed."""
    news = told or digest(alert(), recipient=READER)
    frame = Frame("Watch <watch@example.org>", "example.org", number, NOW, thread=thread)
    return delivery(
        payload(news, render(news, names=names), frame, names),
        id=number,
        channel=ChannelKind.SLACK_APP,
        address=CHANNEL,
        secret="bot",
    )


def way(room: Workspace, **fields: object) -> SlackAppChannel:
    """Return the channel that posts to this workspace."""
    values: dict[str, object] = {"api": room.url}
    return SlackAppChannel({"bot": TOKEN}.get, **{**values, **fields})


def test_a_message_is_posted_with_its_id(room: Workspace) -> None:
    """The receipt knows the place, the message knows its delivery; nothing else is added."""
    channel: Channel = way(room)
    receipt = channel.send(note(), at=NOW)
    assert (receipt.state, receipt.detail) == (DeliveryState.SENT, "")
    assert receipt.reference == f"{CHANNEL}:1.000000"
    (posted,) = room.messages
    assert posted["metadata"] == {
        "event_type": "watch_delivery",
        "event_payload": {"delivery_id": "d1", "composed_at": int(NOW.timestamp())},
    }
    assert posted["text"] == render(digest(alert(), recipient=READER), names=names).subject
    assert posted["unfurl_links"] is posted["unfurl_media"] is False
    assert "thread_ts" not in posted


def test_later_news_stands_in_the_thread(room: Workspace) -> None:
    """A routine change is a reply; an outcome is a reply that the channel sees too."""
    first = way(room).send(note(), at=NOW)
    moved = digest(alert(id="b", reason=Reason.MOVED), recipient=READER)
    off = meeting(status=Status.CANCELLED)
    cancelled = digest(alert(id="c", reason=Reason.CANCELLED, meeting=off), recipient=READER)
    for number, told in (("d2", moved), ("d3", cancelled)):
        receipt = way(room).send(note(told, first.reference, number), at=NOW)
        assert receipt.state is DeliveryState.SENT
    _, second, third = room.messages
    assert second["thread_ts"] == third["thread_ts"] == "1.000000"
    assert (second["reply_broadcast"], third["reply_broadcast"]) == (False, True)


def test_only_news_of_one_record_has_a_thread() -> None:
    """A digest of several, an empty one and a replay stand by themselves."""
    assert thread_of(digest(alert())) == "m1"
    assert thread_of(digest(grouping_alert())) == "g1"
    assert thread_of(digest(*many(2))) == ""
    assert thread_of(digest()) == ""
    told = digest(alert())
    values = {name: getattr(told, name) for name in told.__slots__}
    assert thread_of(Digest(**{**values, "purpose": Purpose.REPLAY})) == ""


def test_a_thread_of_another_channel_is_none() -> None:
    """Who moved to another channel starts anew there."""
    assert "thread_ts" not in json.loads(note(thread="C0000000000:1.0").payload)


def test_a_lost_thread_is_no_lost_message(room: Workspace) -> None:
    """Where the first message was deleted, the news stands in the channel, once."""
    receipt = way(room).send(note(thread=f"{CHANNEL}:99.000000"), at=NOW)
    assert receipt.state is DeliveryState.SENT
    (posted,) = room.messages
    assert not {"thread_ts", "reply_broadcast"} & set(posted)
    assert posted["metadata"]["event_payload"]["delivery_id"] == "d1"


@pytest.mark.parametrize("count", [0, 1, 15, 48, 500])
def test_slack_takes_every_size_of_digest(room: Workspace, count: int) -> None:
    """Whatever happened fits the limits that the workspace enforces."""
    assert way(room).send(note(digest(*many(count), recipient=READER)), at=NOW).detail == ""
    assert len(room.messages[0]["blocks"]) >= min(count, 10)


ERRORS = [
    ("invalid_blocks", DeliveryState.DEAD, "message 200 invalid_blocks"),
    ("msg_blocks_too_long", DeliveryState.DEAD, "message 200 msg_blocks_too_long"),
    ("msg_too_long", DeliveryState.DEAD, "message 200 msg_too_long"),
    ("no_text", DeliveryState.DEAD, "message 200 no_text"),
    ("metadata_too_large", DeliveryState.DEAD, "message 200 metadata_too_large"),
    ("channel_not_found", DeliveryState.FAILED, "address 200 channel_not_found"),
    ("is_archived", DeliveryState.FAILED, "address 200 is_archived"),
    ("not_in_channel", DeliveryState.FAILED, "address 200 not_in_channel"),
    ("restricted_action", DeliveryState.FAILED, "address 200 restricted_action"),
    ("invalid_auth", DeliveryState.FAILED, "configuration 200 invalid_auth"),
    ("token_revoked", DeliveryState.FAILED, "configuration 200 token_revoked"),
    ("account_inactive", DeliveryState.FAILED, "configuration 200 account_inactive"),
    ("missing_scope", DeliveryState.FAILED, "configuration 200 missing_scope"),
    ("a_word_of_tomorrow", DeliveryState.FAILED, "configuration 200 a_word_of_tomorrow"),
    ("service_unavailable", DeliveryState.FAILED, "transient 200 service_unavailable"),
    ("team_added_to_org", DeliveryState.FAILED, "transient 200 team_added_to_org"),
    ("rate_limited", DeliveryState.FAILED, "transient 200 rate_limited"),
    ("fatal_error", DeliveryState.UNKNOWN, "lost 200 fatal_error"),
    ("internal_error", DeliveryState.UNKNOWN, "lost 200 internal_error"),
    ("request_timeout", DeliveryState.UNKNOWN, "lost 200 request_timeout"),
    ("<b>\r\nNo word</b>", DeliveryState.UNKNOWN, "lost 200"),
]


@pytest.mark.parametrize(("error", "state", "detail"), ERRORS)
def test_errors(room: Workspace, error: str, state: DeliveryState, detail: str) -> None:
    """Each of Slack's words leads to the state and the word that say what to do next."""
    room.troubles.append(Trouble(error))
    receipt = way(room).send(note(), at=NOW)
    assert (receipt.state, receipt.detail) == (state, detail)
    assert len(room.calls) == 1


@pytest.mark.parametrize(
    ("trouble", "state", "detail"),
    [
        (Trouble("ratelimited", 429, {"Retry-After": "30"}), DeliveryState.FAILED, "transient 429"),
        (Trouble(status=503, body=b""), DeliveryState.FAILED, "transient 503"),
        (Trouble(status=500, body=b"<html>"), DeliveryState.UNKNOWN, "lost 500"),
        (Trouble(body=b"<html>\xff"), DeliveryState.UNKNOWN, "lost 200"),
        (Trouble(body=b"[]"), DeliveryState.UNKNOWN, "lost 200"),
        (Trouble(status=302, body=b""), DeliveryState.FAILED, "configuration 302"),
        (Trouble(status=404, body=b"no"), DeliveryState.FAILED, "configuration 404"),
        (Trouble(drops=True), DeliveryState.UNKNOWN, "lost no answer"),
    ],
)
def test_answers(room: Workspace, trouble: Trouble, state: DeliveryState, detail: str) -> None:
    """What is no answer of Slack's method is judged by its status; there is one call each."""
    room.troubles.append(trouble)
    receipt = way(room).send(note(), at=NOW)
    assert receipt.state is state
    assert receipt.detail.startswith(detail)
    assert len(room.calls) == 1


def test_a_rate_limit_names_the_next_moment(room: Workspace) -> None:
    """Slack's wish becomes an instant in the receipt."""
    room.troubles.append(Trouble("ratelimited", 429, {"Retry-After": "30"}))
    receipt = way(room).send(note(), at=NOW)
    assert receipt.not_before == NOW + timedelta(seconds=30)


class TestSettling:
    """What became of a message whose answer was lost."""

    def test_it_arrived(self, room: Workspace) -> None:
        """The message is found by its id, and its place adopted."""
        room.troubles.append(Trouble(drops=True, after=True))
        room.clock = NOW.timestamp()
        channel = way(room)
        assert isinstance(channel, Settling)
        assert channel.send(note(), at=NOW).state is DeliveryState.UNKNOWN
        receipt = channel.settled(note(), at=NOW)
        assert receipt is not None
        assert receipt.state is DeliveryState.SENT
        assert receipt.reference == f"{CHANNEL}:{room.messages[0]['ts']}"
        assert len(room.messages) == 1

    def test_it_did_not_arrive(self, room: Workspace) -> None:
        """A channel without it, read to its end, is proof enough to send it again."""
        room.clock = NOW.timestamp()
        for number in range(2 * PAGE + 1):
            way(room).send(note(number=f"other{number}"), at=NOW)
        room.troubles.append(Trouble(drops=True))
        assert way(room).send(note(), at=NOW).state is DeliveryState.UNKNOWN
        receipt = way(room).settled(note(), at=NOW)
        assert receipt is not None
        assert receipt.state is DeliveryState.PENDING
        pages = [asked for method, asked in room.calls if method == "conversations.history"]
        assert len(pages) == 3

    def test_it_is_found_on_a_later_page(self, room: Workspace) -> None:
        """Other messages came after it."""
        room.clock = NOW.timestamp()
        way(room).send(note(), at=NOW)
        for number in range(2 * PAGE):
            way(room).send(note(number=f"other{number}"), at=NOW)
        receipt = way(room).settled(note(), at=NOW)
        assert receipt is not None
        assert receipt.reference == f"{CHANNEL}:{room.messages[0]['ts']}"

    def test_a_reply_is_looked_for_in_its_thread(self, room: Workspace) -> None:
        """A channel's history does not show replies."""
        room.clock = NOW.timestamp()
        first = way(room).send(note(), at=NOW)
        reply = note(digest(alert(id="b"), recipient=READER), first.reference, "d2")
        room.troubles.append(Trouble(drops=True, after=True))
        assert way(room).send(reply, at=NOW).state is DeliveryState.UNKNOWN
        receipt = way(room).settled(reply, at=NOW)
        assert receipt is not None
        assert receipt.reference == f"{CHANNEL}:{room.messages[1]['ts']}"

    @pytest.mark.parametrize(
        "trouble",
        [
            Trouble("fatal_error"),
            Trouble("ratelimited", 429),
            Trouble(drops=True),
            Trouble(body=b"<html>"),
        ],
    )
    def test_nobody_can_tell(self, room: Workspace, trouble: Trouble) -> None:
        """An answer that is none settles nothing."""
        room.troubles.append(trouble)
        assert way(room).settled(note(), at=NOW) is None

    def test_without_the_scope_nobody_can_tell(self, room: Workspace) -> None:
        """An app that may not read the channel posts all the same."""
        room.scopes.remove("channels:history")
        assert way(room).send(note(), at=NOW).state is DeliveryState.SENT
        assert way(room).settled(note(), at=NOW) is None

    def test_a_channel_is_not_read_for_ever(self, room: Workspace) -> None:
        """A busy channel is given up after some pages, and a person is asked."""
        room.clock = NOW.timestamp()
        way(room).send(note(), at=NOW)
        room.messages += [
            {"ts": f"{room.clock + 1 + at:.6f}", "text": "chat"} for at in range(PAGE * PAGES)
        ]
        assert way(room).settled(note(), at=NOW) is None


def test_a_late_answer_is_unknown(room: Workspace) -> None:
    """A server that does not answer may still have posted."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        api = f"http://127.0.0.1:{silent.getsockname()[1]}/api"
        receipt = way(room, api=api, timeouts=Timeouts(answer=0.2)).send(note(), at=NOW)
    assert (receipt.state, receipt.detail.split()[0]) == (DeliveryState.UNKNOWN, "lost")


def test_what_is_set_up_wrongly() -> None:
    """Neither a missing token nor one that would break a header is sent, nor over plain HTTP."""
    wanted = "configuration token bot is not set, or is no token"
    for token in (None, "", "xoxb-1\r\nX: y", "xoxb-é"):
        receipt = SlackAppChannel({"bot": token}.get).send(note(), at=NOW)
        assert (receipt.state, receipt.detail) == (DeliveryState.FAILED, wanted)
    plain = SlackAppChannel({"bot": TOKEN}.get, "http://slack.example/api")
    assert plain.send(note(), at=NOW).detail.startswith("configuration the address")
    assert plain.settled(note(), at=NOW) is None


def test_the_token_is_nowhere_to_be_seen(room: Workspace, caplog: pytest.LogCaptureFixture) -> None:
    """Neither log line nor receipt nor representation holds it."""
    room.troubles += [Trouble(f"{TOKEN}"), Trouble(drops=True)]
    with caplog.at_level(logging.DEBUG):
        channel = way(room)
        seen = [repr(channel), *(repr(channel.send(note(), at=NOW)) for _ in range(3))]
    assert TOKEN not in caplog.text + "".join(seen)
