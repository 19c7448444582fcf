"""HTTP servers on a free port of 127.0.0.1 that end with their block.

Used by the sample newsroom and the Slack-shaped sink. Says nothing about what is served.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import socket

POLL_SECONDS = 0.05
"""How long the end of a block may wait for the server to notice; http.server's own is 0.5."""


class LoopbackServer(ThreadingHTTPServer):
    """Takes a client that leaves early for what it is: no fault of the server."""

    def handle_error(
        self, request: socket | tuple[bytes, socket], client_address: tuple[str, int]
    ) -> None:
        """Report an error as usual, unless the other side has gone."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def listening(handler: type[BaseHTTPRequestHandler], port: int = 0) -> Iterator[LoopbackServer]:
    """Bind a port, a free one for 0; requests wait in its queue until ``answering`` runs."""
    with LoopbackServer(("127.0.0.1", port), handler) as server:
        yield server


@contextmanager
def answering(server: LoopbackServer) -> Iterator[None]:
    """Answer requests in other threads until the block ends."""
    thread = threading.Thread(target=server.serve_forever, args=(POLL_SECONDS,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
