"""Which network addresses a request may reach: public ones, and what is allow-listed.

A feed's links are hostile data: without this check an entry could make us read the
metadata service of a cloud, or a printer. Pure: nothing here resolves or connects.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass

from flows.runtime.shapes import is_loopback_name

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# RFC 6052 §2.1: the last 32 bits are an IPv4 address that a translator will reach.
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")

# What the standard library of some supported Python versions still calls global.
_NEVER = (
    ipaddress.ip_network("192.0.0.0/24"),  # RFC 6890; a cloud serves metadata from it
    ipaddress.ip_network("168.63.129.16/32"),  # a cloud's host agent, on a public number
    ipaddress.ip_network("192.88.99.0/24"),  # RFC 7526: 6to4 relays, withdrawn
    ipaddress.ip_network("64:ff9b:1::/48"),  # RFC 8215: translation within one network
    ipaddress.ip_network("5f00::/16"),  # RFC 9602: segment routing within one network
)


def is_public(address: str) -> bool:
    """Whether an address, as the resolver writes it, belongs to the public internet."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    return _is_public(parsed)


def _is_public(address: Address) -> bool:
    if isinstance(address, ipaddress.IPv6Address):
        if address.teredo:
            return False  # reaches whatever lies behind a relay that we do not know
        inner = _embedded(address)
        if inner is not None:
            return _is_public(inner)
        if address.is_site_local:
            return False
    if any(address.version == net.version and address in net for net in _NEVER):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved)


def _embedded(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address that is reached in truth, where there is one."""
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


@dataclass(frozen=True, slots=True)
class AllowedHosts:
    """Hosts that may be reached wherever they are; a port of None allows every port."""

    pairs: frozenset[tuple[str, int | None]] = frozenset()

    @classmethod
    def of(cls, hosts: Iterable[str]) -> AllowedHosts:
        """Read ``host``, ``host:port`` or ``[ipv6]:port``, as the settings check them."""
        return cls(frozenset(_pair(host) for host in hosts))

    def allows(self, host: str, port: int) -> bool:
        """Whether this host, as an address spells it, is listed for this port."""
        name = _bare(host)
        return (name, port) in self.pairs or (name, None) in self.pairs

    def is_local(self, host: str, port: int) -> bool:
        """Whether this is a listed host on this very machine."""
        return is_loopback_name(host) and self.allows(host, port)


def _bare(host: str) -> str:
    return host.strip("[]").rstrip(".").lower()


def _pair(text: str) -> tuple[str, int | None]:
    host, separator, port = text.rpartition(":")
    if separator and port.isdecimal() and (":" not in host or host.endswith("]")):
        return _bare(host), int(port)
    return _bare(text), None
