"""Connects to checked addresses alone, for httpx: resolve, check, then dial what was checked.

The check and the connection use the same answer of the resolver, so a name that
changes its address in between gains nothing. No proxy of the environment is used.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator, Iterable

import httpcore
import httpx

from flows.runtime.addresses import AllowedHosts, is_public

# One dead address of a name must not use up the time of the others.
ADDRESSES_TRIED = 4

KEPT_CONNECTIONS = 20
KEEPALIVE_SECONDS = 15.0

SocketOption = (
    tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]
)


class AddressRefusedError(Exception):
    """A host resolves to an address that is not public and not allow-listed."""


class NameUnresolvedError(Exception):
    """A host name has no address."""


class GuardedBackend(httpcore.AnyIOBackend):
    """Dials TCP to addresses that were checked, and to nothing else."""

    def __init__(self, allowed: AllowedHosts) -> None:
        super().__init__()
        self._allowed = allowed

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109  # httpcore's interface
        local_address: str | None = None,
        socket_options: Iterable[SocketOption] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Resolve ``host``, refuse what is not public, and connect to the first that answers."""
        try:
            async with asyncio.timeout(timeout):
                addresses = await self._checked(host, port)
        except TimeoutError:
            raise httpcore.ConnectTimeout(f"no address for {host} in time") from None
        share = timeout / len(addresses) if timeout else None
        for address in addresses[:-1]:
            try:
                return await super().connect_tcp(
                    address, port, share, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return await super().connect_tcp(addresses[-1], port, share, local_address, socket_options)

    async def _checked(self, host: str, port: int) -> list[str]:
        addresses = await resolved(host, port)
        if not self._allowed.allows(host, port):
            private = [address for address in addresses if not is_public(address)]
            if private:
                raise AddressRefusedError(f"{host} is {private[0]}, which is not public")
        return addresses[:ADDRESSES_TRIED]


async def resolved(host: str, port: int) -> list[str]:
    """Return the addresses of a name, in the resolver's order; raises NameUnresolvedError."""
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NameUnresolvedError(f"{host} has no address ({error})") from None
    if not found:
        raise NameUnresolvedError(f"{host} has no address")
    return list(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found))


class _Body(httpx.AsyncByteStream):
    """The bytes of a response as they come off the wire."""

    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._response.aiter_stream():
            yield part

    async def aclose(self) -> None:
        await self._response.aclose()


class GuardedTransport(httpx.AsyncBaseTransport):
    """A pool of connections for httpx over the guarded backend; httpcore's errors pass through."""

    def __init__(self, allowed: AllowedHosts, *, connections: int, tls: ssl.SSLContext) -> None:
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=tls,
            max_connections=connections,
            max_keepalive_connections=KEPT_CONNECTIONS,
            keepalive_expiry=KEEPALIVE_SECONDS,
            http2=True,
            network_backend=GuardedBackend(allowed),
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request; redirects, cookies and decoding are the caller's."""
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        response = await self._pool.handle_async_request(
            httpcore.Request(
                request.method,
                url,
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            response.status,
            headers=response.headers,
            stream=_Body(response),
            extensions=response.extensions,
        )

    async def aclose(self) -> None:
        """Close every connection."""
        await self._pool.aclose()
