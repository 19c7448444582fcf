"""Real servers on loopback: an SMTP server and a Slack-shaped one, both with a script."""

from __future__ import annotations

import asyncio
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import trustme
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


@dataclass
class Letters:
    """What an SMTP server was given, and what it answers instead of taking it."""

    mail_answer: str = ""
    rcpt_answer: str = ""
    data_answer: str = ""
    hang: float = 0.0
    taken: list[tuple[str, list[str], bytes]] = field(default_factory=list)

    async def handle_MAIL(  # noqa: N802 -- aiosmtpd calls it by this name
        self,
        _server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        """Take the sender unless told otherwise."""
        envelope.mail_from = address
        return self.mail_answer or "250 2.1.0 OK"

    async def handle_RCPT(  # noqa: N802 -- same
        self,
        _server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        """Take the recipient unless told otherwise."""
        if not self.rcpt_answer:
            envelope.rcpt_tos.append(address)
        return self.rcpt_answer or "250 2.1.5 OK"

    async def handle_DATA(  # noqa: N802 -- same
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        """Keep the mail unless told otherwise; with ``hang`` the answer comes too late."""
        if not self.data_answer:
            body = envelope.original_content or b""
            self.taken.append((str(envelope.mail_from), list(envelope.rcpt_tos), body))
        if self.hang:
            await asyncio.sleep(self.hang)
        return self.data_answer or "250 2.0.0 OK queued as 4F1B2"


@dataclass(frozen=True)
class Authority:
    """A certificate authority of the test's own, and what it vouches for."""

    server: ssl.SSLContext
    client: ssl.SSLContext


def authority() -> Authority:
    """Return contexts for a server at 127.0.0.1 and for clients that trust it."""
    root = trustme.CA()
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    root.issue_cert("127.0.0.1", "localhost").configure_cert(server)
    client = ssl.create_default_context()
    root.configure_trust(client)
    return Authority(server, client)


def _authenticate(
    _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, data: LoginPassword
) -> AuthResult:
    is_right = (data.login, data.password) == (b"watch", b"open sesame")
    return AuthResult(success=is_right, handled=False)


@contextmanager
def smtp_server(
    letters: Letters,
    *,
    starttls: ssl.SSLContext | None = None,
    implicit: ssl.SSLContext | None = None,
    login: bool = False,
) -> Iterator[int]:
    """Run an SMTP server on loopback and yield its port."""
    loop = asyncio.new_event_loop()

    def protocol() -> SMTP:
        return SMTP(
            letters,
            loop=loop,
            hostname="mail.test",
            tls_context=starttls,
            require_starttls=starttls is not None,
            authenticator=_authenticate if login else None,
            auth_required=login,
            auth_require_tls=starttls is not None,
        )

    server = loop.run_until_complete(loop.create_server(protocol, "127.0.0.1", 0, ssl=implicit))
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        asyncio.run_coroutine_threadsafe(_shut(server), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


async def _shut(server: asyncio.Server) -> None:
    server.close()
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    await server.wait_closed()
    await asyncio.sleep(0.05)  # transports close in the next turns of the loop


@dataclass
class Webhook:
    """What a Slack-shaped server was given, and what it answers."""

    status: int = 200
    body: bytes = b"ok"
    headers: dict[str, str] = field(default_factory=dict)
    hang: float = 0.0
    drop: bool = False
    taken: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)


@contextmanager
def webhook_server(hook: Webhook) -> Iterator[str]:
    """Run a Slack-shaped server on loopback and yield the webhook's address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            hook.taken.append((self.path, dict(self.headers), body))
            time.sleep(hook.hang)
            if hook.drop or hook.hang:
                self.close_connection = True
                return
            self.send_response(hook.status)
            for name, value in hook.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(hook.body)))
            self.end_headers()
            self.wfile.write(hook.body)

        def log_message(self, *_args: object) -> None:
            """Keep the test's output clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/services/T00/B00/{SECRET}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)


SECRET = "xyzzyWebhookSecret"
