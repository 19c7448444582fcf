"""Real servers on loopback whose every answer a test writes itself."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.events import RequestReceived


class Reply(BaseHTTPRequestHandler):
    """One request, handed to the function that the test wrote for its path."""

    protocol_version = "HTTP/1.1"
    newsroom: Newsroom

    def do_GET(self) -> None:
        """Note the request and let the test answer it; a client that left is no error."""
        self.newsroom.seen.append((self.path, dict(self.headers.items())))
        try:
            self.newsroom.answers[self.path](self)
        except (BrokenPipeError, ConnectionResetError, ssl.SSLError):
            self.close_connection = True

    def send(self, status: int, body: bytes = b"", **headers: str) -> None:
        """Answer in one go; an underscore in a header's name stands for a hyphen."""
        self.send_response(status)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if "Content-Length" not in named:
            named["Content-Length"] = str(len(body))
        for name, value in named.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def send_open(self, **headers: str) -> None:
        """Begin an answer of unknown length, which ends when the connection does."""
        self.close_connection = True
        self.send_response(200)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Connection", "close")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing: the test looks at what was seen."""


Answer = Callable[[Reply], None]


@dataclass
class Newsroom:
    """A server: its answers by path, and the requests that it saw."""

    port: int = 0
    answers: dict[str, Answer] = field(default_factory=dict)
    seen: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    scheme: str = "http"

    @property
    def host(self) -> str:
        """The host and port, as an allow-list takes it."""
        return f"127.0.0.1:{self.port}"

    def url(self, path: str) -> str:
        """The address of a path."""
        return f"{self.scheme}://{self.host}{path}"

    def headers(self, path: str) -> list[dict[str, str]]:
        """The headers of each request for a path, names in lower case."""
        return [
            {name.lower(): value for name, value in headers.items()}
            for seen, headers in self.seen
            if seen == path
        ]


@contextmanager
def http2_newsroom(tls: ssl.SSLContext, body: bytes) -> Iterator[int]:
    """Serve one body to every HTTP/2 request, and nothing to older clients; gives the port."""
    tls.set_alpn_protocols(["h2"])
    listener = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=_serve_http2, args=(listener, tls, body))
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        thread.join()
        listener.close()


def _serve_http2(listener: socket.socket, tls: ssl.SSLContext, body: bytes) -> None:
    while True:
        try:
            connection, _ = listener.accept()
        except OSError:
            return  # the test is over
        with connection, suppress(OSError), tls.wrap_socket(connection, server_side=True) as safe:
            _talk_http2(safe, body)


def _talk_http2(connection: socket.socket, body: bytes) -> None:
    state = H2Connection(H2Configuration(client_side=False))
    state.initiate_connection()
    connection.sendall(state.data_to_send())
    while received := connection.recv(65_536):
        for event in state.receive_data(received):
            if isinstance(event, RequestReceived):
                headers = [(":status", "200"), ("content-type", "text/html"), ("etag", '"h2"')]
                state.send_headers(event.stream_id, headers)
                state.send_data(event.stream_id, body, end_stream=True)
        connection.sendall(state.data_to_send())


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, *_: object) -> None:
        """A handshake or a connection that the client broke off is what some tests want."""


@contextmanager
def newsroom(tls: ssl.SSLContext | None = None) -> Iterator[Newsroom]:
    """Serve on a free port of loopback until the test ends."""
    room = Newsroom(scheme="https" if tls else "http")
    server = _Server(("127.0.0.1", 0), type("Reply", (Reply,), {"newsroom": room}))
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    room.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield room
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
