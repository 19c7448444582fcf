"""Connects to checked addresses alone, for what is sent: the blocking twin of ``transport``.

A webhook's address is given by a person, and a name may point into our own network all the
same, today or tomorrow. The check and the connection use one answer of the resolver.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Final

import httpcore
import httpx

from alerts.errors import TargetRefusedError
from flows.runtime.addresses import AllowedHosts, is_public
from flows.runtime.transport import ADDRESSES_TRIED, SocketOption

# The channels know httpx's errors; the first kind that fits is the one that is raised.
_KINDS: Final[tuple[tuple[type[Exception], type[httpx.TransportError]], ...]] = (
    (httpcore.ConnectTimeout, httpx.ConnectTimeout),
    (httpcore.ConnectError, httpx.ConnectError),
    (httpcore.PoolTimeout, httpx.PoolTimeout),
    (httpcore.TimeoutException, httpx.ReadTimeout),
    (httpcore.NetworkError, httpx.ReadError),
    (httpcore.ProtocolError, httpx.RemoteProtocolError),
)
_EXPECTED: Final = tuple(kind for kind, _ in _KINDS)


class CheckedBackend(httpcore.SyncBackend):
    """Dials TCP to addresses that were checked, and to nothing else."""

    def __init__(self, allowed: AllowedHosts) -> None:
        self._allowed = allowed

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SocketOption] | None = None,
    ) -> httpcore.NetworkStream:
        """Resolve ``host``, refuse what is not public, and connect to the first that answers."""
        addresses = self._checked(host, port)
        share = timeout / len(addresses) if timeout else None
        for address in addresses[:-1]:
            try:
                return super().connect_tcp(address, port, share, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return super().connect_tcp(addresses[-1], port, share, local_address, socket_options)

    def _checked(self, host: str, port: int) -> list[str]:
        addresses = _resolved(host, port)
        is_allowed = self._allowed.allows(host, port)
        if not is_allowed and not all(map(is_public, addresses)):
            raise TargetRefusedError(
                "webhook",
                "its host lies in a private network",
                "Name the host in MINILATERAL_ALLOW_PRIVATE_HOSTS if it is yours",
            )
        return addresses[:ADDRESSES_TRIED]


class CheckedTransport(httpx.BaseTransport):
    """A pool of connections for httpx over the checked backend, with httpx's errors."""

    def __init__(self, allowed: AllowedHosts, *, tls: ssl.SSLContext | None = None) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=tls or httpx.create_ssl_context(trust_env=False),
            network_backend=CheckedBackend(allowed),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request; redirects, cookies and decoding are the caller's."""
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        with _in_httpx():
            response = self._pool.handle_request(
                httpcore.Request(
                    request.method,
                    url,
                    headers=request.headers.raw,
                    content=request.stream,
                    extensions=request.extensions,
                )
            )
        return httpx.Response(response.status, headers=response.headers, stream=_Body(response))

    def close(self) -> None:
        """Close every connection."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    """The bytes of a response as they come off the wire."""

    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        with _in_httpx():
            yield from self._response.iter_stream()

    def close(self) -> None:
        self._response.close()


@contextmanager
def _in_httpx() -> Iterator[None]:
    try:
        yield
    except _EXPECTED as error:
        kind = next(theirs for ours, theirs in _KINDS if isinstance(error, ours))
        raise kind(type(error).__name__) from None


def _resolved(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise httpcore.ConnectError("the host has no address") from None
    return list(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found))
