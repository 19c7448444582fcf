"""Posts one message as a Slack app, and finds out later whether it arrived.

An app has a token, which is the secret, and may post to any channel it was invited to. It knows
the place of each message, so later news of the same meeting goes into its thread. Each message
carries the id of its delivery as metadata: a lost answer is settled by reading the channel.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, TypeAlias
from urllib.parse import urlencode

import httpx

from alerts.channels.exchange import (
    Answer,
    Lookup,
    Silence,
    Timeouts,
    ask,
    get,
    not_before,
    post,
    revealed,
    target,
)
from alerts.model import Delivery, DeliveryState, Receipt

API = "https://slack.com/api"
EVENT = "watch_delivery"  # the metadata's event_type; Slack keeps it beside the message
BODY_LIMIT = 4_000_000  # octets of an answer; two hundred messages of a channel are at most that
PAGE = 200  # messages; Slack's recommended most for one page of a channel
PAGES = 10  # a channel with more since a message was made is not searched to its end
BEFORE = 60  # seconds; our clock and Slack's need not agree

Json: TypeAlias = dict[str, Any]

_WORD = re.compile(r"[a-z][a-z_]{1,59}")
_OK, _RATE_LIMITED, _UNAVAILABLE = 200, 429, 503
_SERVER_FAULT = range(500, 600)

# Slack's words for why it did not post, by what they ask of us. From the reference of
# chat.postMessage; a word that is in none of them is for a person to look up.
_CONTENT: Final = frozenset(
    {
        *("invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long"),
        *("no_text", "metadata_too_large", "invalid_metadata_format", "invalid_metadata_schema"),
        *("invalid_arguments", "invalid_json", "json_not_object", "too_many_attachments"),
    }
)
_DESTINATION: Final = frozenset(
    {
        *("channel_not_found", "is_archived", "not_in_channel", "messages_tab_disabled"),
        *("restricted_action", "restricted_action_read_only_channel"),
        *("restricted_action_thread_only_channel", "restricted_action_thread_locked"),
        "restricted_action_non_threadable_channel",
    }
)
_TRANSIENT: Final = frozenset(
    {
        *("ratelimited", "rate_limited", "message_limit_exceeded"),
        *("service_unavailable", "team_added_to_org"),
    }
)
_UNKNOWN: Final = frozenset({"fatal_error", "internal_error", "request_timeout"})
_NO_THREAD: Final = frozenset({"thread_not_found", "message_not_found", "cannot_reply_to_message"})


@dataclass(frozen=True, slots=True)
class SlackAppChannel:
    """Posts by a bot token; ``lookup`` maps a delivery's ``secret`` to it, or to None.

    ``api`` is where Slack's methods are, without a slash at the end.
    """

    lookup: Lookup = field(repr=False)
    api: str = API
    timeouts: Timeouts = field(default_factory=Timeouts)

    def send(self, delivery: Delivery, *, at: datetime) -> Receipt:
        """Post ``delivery`` once and return the receipt; its reference is ``channel:ts``.

        Where the thread is gone, nothing was posted: the message goes into the channel.
        """
        token = revealed(self.lookup, delivery.secret)
        if not token or not token.isascii() or not token.isprintable():
            fault = f"configuration token {delivery.secret} is not set, or is no token"
            return Receipt(delivery.id, DeliveryState.FAILED, at, fault)
        if target(self.api) is None:
            fault = "configuration the address of Slack's methods is no https address"
            return Receipt(delivery.id, DeliveryState.FAILED, at, fault)
        answer = self._posted(delivery.payload, token)
        threadless = _without_thread(delivery.payload)
        if threadless and _word(answer) in _NO_THREAD:
            answer = self._posted(threadless, token)
        return _receipt(delivery, answer, at)

    def settled(self, delivery: Delivery, *, at: datetime) -> Receipt | None:
        """Return whether ``delivery`` stands in its channel; None where Slack does not say."""
        token = revealed(self.lookup, delivery.secret)
        message = _object(delivery.payload)
        if not token or target(self.api) is None or not message:
            return None
        places: list[tuple[str, dict[str, str]]] = [("conversations.history", {})]
        if "thread_ts" in message:
            places.append(("conversations.replies", {"ts": message["thread_ts"]}))
        for method, more in places:
            stands = self._stands(method, message, more, token)
            if stands is None:
                return None
            if stands:
                reference = f"{message['channel']}:{stands}"
                return Receipt(delivery.id, DeliveryState.SENT, at, "", reference)
        return Receipt(delivery.id, DeliveryState.PENDING, at, "it is not in the channel")

    def _posted(self, payload: str, token: str) -> Answer | Silence:
        body = payload.encode("utf-8", "replace")
        url = httpx.URL(f"{self.api}/chat.postMessage")
        return _asked(post(url, body, _bearer(token), self.timeouts))

    def _stands(
        self, method: str, message: Json, more: Mapping[str, str], token: str
    ) -> str | None:
        """Return when a message was posted, "" if it was not, None where nobody can tell."""
        event = message["metadata"]["event_payload"]
        asked = {
            "channel": message["channel"],
            "oldest": str(event["composed_at"] - BEFORE),
            "include_all_metadata": "true",
            "limit": str(PAGE),
            **more,
        }
        for _ in range(PAGES):
            url = httpx.URL(f"{self.api}/{method}?{urlencode(asked)}")
            page = _page(_asked(get(url, _bearer(token), self.timeouts)))
            if page is None:
                return None
            for found in _of_delivery(page, event["delivery_id"]):
                return found
            asked["cursor"] = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not asked["cursor"]:
                return ""
        return None


def metadata(delivery: str, at: datetime) -> Json:
    """Return what a message carries so that it is found again."""
    payload = {"delivery_id": delivery, "composed_at": int(at.timestamp())}
    return {"event_type": EVENT, "event_payload": payload}


def _asked(request: httpx.Request) -> Answer | Silence:
    with httpx.HTTPTransport() as transport:
        return ask(transport, request, BODY_LIMIT)


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token.strip()}"}


def _receipt(delivery: Delivery, answer: Answer | Silence, at: datetime) -> Receipt:
    if isinstance(answer, Silence):
        return Receipt(delivery.id, answer.state, at, answer.detail)
    said = _object(answer.body)
    if answer.status == _OK and said.get("ok") is True:
        reference = f"{said.get('channel')}:{said.get('ts')}"
        return Receipt(delivery.id, DeliveryState.SENT, at, "", reference)
    state, detail = _verdict(answer, at)
    return Receipt(delivery.id, state, at, detail)


def _verdict(answer: Answer, at: datetime) -> tuple[DeliveryState, str]:
    word, status = _word(answer), answer.status
    told = f"{status} {word}".strip()
    if status == _RATE_LIMITED or "Retry-After" in answer.headers:
        wait = not_before(answer.headers, at)
        return DeliveryState.FAILED, f"transient {told} not_before={wait}"
    if word in _TRANSIENT or status == _UNAVAILABLE:
        return DeliveryState.FAILED, f"transient {told}"
    # Anything that is no answer of Slack's may hide one, and the channel can be read.
    if word in _UNKNOWN or status in _SERVER_FAULT or (status == _OK and not word):
        return DeliveryState.UNKNOWN, f"lost {told}"
    if word in _CONTENT:
        return DeliveryState.DEAD, f"message {told}"
    # One channel is closed to us, the token is sound: other channels are still posted to.
    if word in _DESTINATION:
        return DeliveryState.FAILED, f"address {told}"
    return DeliveryState.FAILED, f"configuration {told}"


def _word(answer: Answer | Silence) -> str:
    said = _object(answer.body).get("error") if isinstance(answer, Answer) else None
    return said if isinstance(said, str) and _WORD.fullmatch(said) else ""


def _page(answer: Answer | Silence) -> Json | None:
    page = _object(answer.body) if isinstance(answer, Answer) else {}
    return page if page.get("ok") is True else None


def _of_delivery(page: Json, delivery: str) -> Iterator[str]:
    for message in page.get("messages", ()):
        event = message.get("metadata") or {}
        if event.get("event_type") != EVENT:
            continue
        if (event.get("event_payload") or {}).get("delivery_id") == delivery:
            yield str(message.get("ts", ""))


def _without_thread(payload: str) -> str:
    """Return a message that would stand in the channel itself; "" where it does anyway."""
    message = _object(payload)
    if "thread_ts" not in message:
        return ""
    own = {
        key: part for key, part in message.items() if key not in {"thread_ts", "reply_broadcast"}
    }
    return json.dumps(own, ensure_ascii=False, separators=(",", ":"))


def _object(text: str | bytes) -> Json:
    try:
        said = json.loads(text)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}
