"""Where the demo's messages arrive: a real SMTP server and a Slack-shaped web hook.

Both stand on free ports of 127.0.0.1 and keep everything that they accept. They check
what the real services check, and never pass anything on.
"""

from __future__ import annotations

import json
import threading
import time
from asyncio import AbstractServer, Transport
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from typing import Any, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from demo.loopback import answering, listening

HOOK = "/services/T000/B000/xxxxxxxxxxxxxxxxxxxxxxxx"
"""The path of the one hook; the last part stands for the secret of a real one."""

MAX_BLOCKS = 50
MAX_HEADER = 150
MAX_SECTION_TEXT = 3_000
MAX_FIELDS = 10
MAX_FIELD_TEXT = 2_000
MAX_CONTEXT_ELEMENTS = 10
BLOCK_TYPES = frozenset(
    {"actions", "context", "divider", "header", "image", "markdown", "rich_text", "section"}
)


@dataclass(frozen=True, slots=True)
class ReceivedMail:
    """One accepted message: the envelope, and the bytes exactly as they were sent."""

    sender: str
    recipients: tuple[str, ...]
    raw: bytes

    @property
    def message(self) -> EmailMessage:
        """The parsed message."""
        return message_from_bytes(self.raw, _class=EmailMessage, policy=policy.default)


class SmtpSink:
    """An SMTP server that keeps what it is given; ``port`` is the one on 127.0.0.1.

    ``refusals`` answer the next recipients. So many of the next mails as ``drops`` says are kept
    and the connection is closed before the answer, so that the sender cannot know.
    """

    host = "127.0.0.1"

    def __init__(self) -> None:
        self.mails: list[ReceivedMail] = []
        self.refusals: deque[str] = deque()
        self.drops = 0
        self.port = 0

    async def handle_RCPT(  # noqa: N802 - the name that aiosmtpd calls
        self,
        server: SMTP,  # noqa: ARG002 - aiosmtpd passes it
        session: Session,  # noqa: ARG002 - aiosmtpd passes it
        envelope: Envelope,
        address: str,
        options: list[str],  # noqa: ARG002 - aiosmtpd passes it
    ) -> str:
        """Take a recipient, or refuse it as told."""
        if self.refusals:
            return self.refusals.popleft()
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 Ok"

    async def handle_DATA(  # noqa: N802 - the name that aiosmtpd calls
        self,
        server: SMTP,
        session: Session,  # noqa: ARG002 - aiosmtpd passes it
        envelope: Envelope,
    ) -> str:
        """Keep one message and answer with its number, as a queue id."""
        raw = envelope.original_content or b""
        self.mails.append(ReceivedMail(envelope.mail_from or "", tuple(envelope.rcpt_tos), raw))
        if self.drops:
            self.drops -= 1
            cast("Transport", server.transport).abort()
        return f"250 2.0.0 Ok: queued as {len(self.mails):06d}"


class _FreePortController(Controller):
    """Learns its port from the socket that it bound, so no other process can take it."""

    async def _create_server(self) -> AbstractServer:
        server = await self.loop.create_server(self._factory_invoker, host=self.hostname, port=0)
        self.port = server.sockets[0].getsockname()[1]
        return server


@contextmanager
def smtp_sink() -> Iterator[SmtpSink]:
    """Run an SMTP server on a free port of 127.0.0.1 until the block ends."""
    sink = SmtpSink()
    controller = _FreePortController(sink, hostname=sink.host, port=0)
    controller.start()
    sink.port = controller.port
    try:
        yield sink
    finally:
        controller.stop()


@dataclass(frozen=True, slots=True)
class Answer:
    """What the hook says to one request.

    ``drops_connection`` closes it after reading and before answering, so that the sender
    cannot know what became of the message; it is kept all the same. ``delay`` is seconds.
    """

    status: int = 200
    body: str = "ok"
    headers: Mapping[str, str] = field(default_factory=dict)
    drops_connection: bool = False
    delay: float = 0.0


RATE_LIMITED = Answer(429, "rate_limited", {"Retry-After": "2"})
BROKEN = Answer(500, "rollup_error")
DROPPED = Answer(drops_connection=True)


class SlackSink:
    """A hook shaped like Slack's incoming webhooks.

    ``payloads`` are the accepted bodies, in order. ``answered`` holds (path, status) of all
    requests, with status 0 for a dropped connection. ``script`` answers the next requests,
    first in first out; when it is empty the payload's own merit decides.
    """

    def __init__(self, port: int) -> None:
        self.port = port
        self.payloads: list[dict[str, Any]] = []
        self.answered: list[tuple[str, int]] = []
        self.script: deque[Answer] = deque()
        self._lock = threading.Lock()

    @property
    def url(self) -> str:
        """The hook's whole address."""
        return f"http://127.0.0.1:{self.port}{HOOK}"

    def receive(self, path: str, body: bytes) -> Answer:
        """Decide about one POST and keep its payload where it is taken or its fate is lost."""
        with self._lock:
            merit = judge(path, body)
            answer = self.script.popleft() if self.script else merit
            if merit.status == answer.status == HTTPStatus.OK:
                self.payloads.append(json.loads(body))
            self.answered.append((path, 0 if answer.drops_connection else answer.status))
        return answer


@contextmanager
def slack_sink() -> Iterator[SlackSink]:
    """Run the hook on a free port of 127.0.0.1 until the block ends."""

    class Handler(_HookHandler):
        sink: SlackSink

    with listening(Handler) as server:
        Handler.sink = SlackSink(server.server_port)
        with answering(server):
            yield Handler.sink


class _HookHandler(BaseHTTPRequestHandler):
    sink: SlackSink

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        answer = self.sink.receive(self.path, body)
        time.sleep(answer.delay)
        if answer.drops_connection:
            self.close_connection = True
            return
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(answer.body.encode())))
        self.end_headers()
        self.wfile.write(answer.body.encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - inherited name
        """Say nothing: the address is a secret in the real world."""


def judge(path: str, body: bytes) -> Answer:
    """Answer a POST as Slack would, by its address and its payload alone."""
    if path != HOOK:
        return Answer(404, "no_service")
    try:
        payload = json.loads(body)
    except ValueError:
        return Answer(400, "invalid_payload")
    if not isinstance(payload, dict):
        return Answer(400, "invalid_payload")
    blocks = payload.get("blocks")
    if not payload.get("text") and not blocks:
        return Answer(400, "no_text")
    if blocks is not None and not _are_blocks(blocks):
        return Answer(400, "invalid_blocks")
    return Answer()


def _are_blocks(blocks: object) -> bool:
    if not isinstance(blocks, list) or len(blocks) > MAX_BLOCKS:
        return False
    return all(_is_block(block) for block in blocks)


def _is_block(block: object) -> bool:
    if not isinstance(block, dict) or block.get("type") not in BLOCK_TYPES:
        return False
    check = _CHECKS.get(block["type"])
    return check is None or check(block)


def _is_header(block: dict[str, Any]) -> bool:
    text = block.get("text")
    return (
        isinstance(text, dict) and text.get("type") == "plain_text" and _is_text(text, MAX_HEADER)
    )


def _is_section(block: dict[str, Any]) -> bool:
    text, fields = block.get("text"), block.get("fields")
    if text is None and not fields:
        return False
    return (text is None or _is_text(text, MAX_SECTION_TEXT)) and (
        fields is None or _are_fields(fields)
    )


def _are_fields(fields: object) -> bool:
    if not isinstance(fields, list) or len(fields) > MAX_FIELDS:
        return False
    return all(_is_text(entry, MAX_FIELD_TEXT) for entry in fields)


def _is_context(block: dict[str, Any]) -> bool:
    elements = block.get("elements")
    return isinstance(elements, list) and 0 < len(elements) <= MAX_CONTEXT_ELEMENTS


def _is_rich_text(block: dict[str, Any]) -> bool:
    return isinstance(block.get("elements"), list)


def _is_text(text: object, limit: int) -> bool:
    """A text object has a known type and between one and ``limit`` characters."""
    if not isinstance(text, dict) or text.get("type") not in {"plain_text", "mrkdwn"}:
        return False
    words = text.get("text")
    return isinstance(words, str) and 0 < len(words) <= limit


_CHECKS: dict[str, Callable[[dict[str, Any]], bool]] = {
    "header": _is_header,
    "section": _is_section,
    "context": _is_context,
    "rich_text": _is_rich_text,
}
