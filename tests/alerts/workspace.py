"""A Slack-shaped workspace on loopback: the methods an app uses, with Slack's limits and errors."""

from __future__ import annotations

import json
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

TOKEN = "xoxb-0000-loopback"
CHANNEL = "C0123456789"
BLOCKS, HEADER, TEXT, ALL_BLOCKS, METADATA = 50, 150, 40_000, 13_200, 8_000
PAGE = 3  # messages; small, so that every test of a long channel turns pages

Json = dict[str, Any]


@dataclass(frozen=True)
class Trouble:
    """What the next call meets instead of an answer: a word, a status, or a broken line.

    With ``after`` the call is carried out before.
    """

    error: str = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None
    drops: bool = False
    after: bool = False


@dataclass
class Workspace:
    """One channel with its messages; ``troubles`` meet the next calls, first in first out."""

    port: int = 0
    messages: list[Json] = field(default_factory=list)
    calls: list[tuple[str, Json]] = field(default_factory=list)
    troubles: deque[Trouble] = field(default_factory=deque)
    scopes: set[str] = field(default_factory=lambda: {"chat:write", "channels:history"})
    clock: float = 0.0

    @property
    def url(self) -> str:
        """Where the methods are."""
        return f"http://127.0.0.1:{self.port}/api"

    def answer(self, method: str, token: str, asked: Json) -> Json:
        """Do what one call asks, and answer as Slack would."""
        self.calls.append((method, asked))
        if token != f"Bearer {TOKEN}":
            return {"ok": False, "error": "invalid_auth" if token else "not_authed"}
        doing = {
            "chat.postMessage": self._post,
            "conversations.history": self._history,
            "conversations.replies": self._history,
        }
        error = self._refusal(method, asked)
        return {"ok": False, "error": error} if error else doing[method](asked)

    def _refusal(self, method: str, asked: Json) -> str:
        scope = "chat:write" if method == "chat.postMessage" else "channels:history"
        if scope not in self.scopes:
            return "missing_scope"
        if asked.get("channel") != CHANNEL:
            return "channel_not_found"
        return _fault(asked) if method == "chat.postMessage" else ""

    def _post(self, asked: Json) -> Json:
        thread = asked.get("thread_ts")
        if thread and thread not in {message["ts"] for message in self.messages}:
            return {"ok": False, "error": "thread_not_found"}
        self.clock += 1
        message = {**asked, "ts": f"{self.clock:.6f}", "type": "message"}
        self.messages.append(message)
        return {"ok": True, "channel": CHANNEL, "ts": message["ts"], "message": message}

    def _history(self, asked: Json) -> Json:
        thread, oldest = asked.get("ts"), float(asked.get("oldest", 0))
        shown = [one for one in self.messages if _stands(one, thread) and float(one["ts"]) > oldest]
        start = int(asked.get("cursor") or 0)
        size = min(int(asked["limit"]), PAGE)
        rest = shown[::-1][start:]
        is_full = asked.get("include_all_metadata") == "true"
        page = [one if is_full else {**one, "metadata": None} for one in rest[:size]]
        cursor = str(start + size) if len(rest) > size else ""
        return {"ok": True, "messages": page, "response_metadata": {"next_cursor": cursor}}


def _stands(message: Json, thread: str | None) -> bool:
    """Whether a message stands in a thread, or in the channel where none is asked for."""
    if thread:
        return thread in {message["ts"], message.get("thread_ts")}
    return "thread_ts" not in message or bool(message.get("reply_broadcast"))


def _fault(asked: Json) -> str:
    blocks = asked.get("blocks", [])
    if not asked.get("text") and not blocks:
        return "no_text"
    if len(asked.get("text", "")) > TEXT:
        return "msg_too_long"
    if len(json.dumps(asked.get("metadata", {}))) > METADATA:
        return "metadata_too_large"
    if len(json.dumps(blocks, ensure_ascii=False)) > ALL_BLOCKS:
        return "msg_blocks_too_long"
    headers = (block["text"]["text"] for block in blocks if block["type"] == "header")
    if len(blocks) > BLOCKS or any(len(text) > HEADER for text in headers):
        return "invalid_blocks"
    return ""


class _Handler(BaseHTTPRequestHandler):
    room: Workspace

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        assert self.headers["Content-Type"] == "application/json; charset=utf-8"
        self._do(json.loads(body))

    def do_GET(self) -> None:
        self._do(dict(parse_qsl(urlsplit(self.path).query)))

    def _do(self, asked: Json) -> None:
        method = urlsplit(self.path).path.removeprefix("/api/")
        trouble = self.room.troubles.popleft() if self.room.troubles else None
        said: Json = {}
        if trouble is None or trouble.after:
            said = self.room.answer(method, self.headers.get("Authorization", ""), asked)
        else:
            self.room.calls.append((method, asked))
        if trouble and trouble.drops:
            self.close_connection = True
            return
        if trouble:
            said = {"ok": False, "error": trouble.error}
        self._say(said, trouble or Trouble())

    def _say(self, said: Json, trouble: Trouble) -> None:
        body = json.dumps(said).encode() if trouble.body is None else trouble.body
        self.send_response(trouble.status)
        for name, value in trouble.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        """Keep the test's output clean."""


@contextmanager
def workspace() -> Iterator[Workspace]:
    """Run a workspace on a free port of 127.0.0.1 until the block ends."""
    room = Workspace()

    class Handler(_Handler):
        """One workspace's own."""

    Handler.room = room
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    room.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield room
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)
