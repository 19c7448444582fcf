"""What the texts of a configuration may look like: addresses, hosts, zones.

Each function returns its text in one spelling or raises ValueError with words that
fit behind the text, as in "is no mail address". Nothing here looks anything up.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Collection
from email.utils import parseaddr
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

# One label or more, with an optional port; brackets hold an IPv6 address.
_HOST = re.compile(
    r"(?:\[[0-9a-f:.]+\]|[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?)(?::\d{1,5})?", re.IGNORECASE
)
_MAIL = re.compile(r"[^\s@<>\"(),:;\[\]\\]+@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.?)+", re.IGNORECASE)

# A public, private or direct channel, as Slack names them.
_SLACK_CHANNEL = re.compile(r"[CGD][A-Z0-9]{7,20}")

_CODE = re.compile(r"[A-Z]{2}")

# RFC 5321 §4.5.3.1.3: a path, brackets included, is at most 256 octets.
MAIL_ADDRESS_MAX = 254

# Longer addresses are refused by common servers and clients.
WEB_ADDRESS_MAX = 2048


def web_address(text: str) -> str:
    """Return an http(s) address with a host and no login in it, or raise ValueError."""
    url = text.strip()
    if not url.isprintable() or " " in url or len(url) > WEB_ADDRESS_MAX:
        raise ValueError("is no web address: spaces, control characters or too long")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise ValueError(f"is no web address: {error}") from None
    if parts.scheme.lower() not in {"http", "https"} or not parts.hostname or port == 0:
        raise ValueError("is no web address that starts with https:// or http:// and a host")
    if parts.username is not None or parts.password is not None:
        raise ValueError("holds a login, which belongs in no address")
    return url


def mail_address(text: str) -> str:
    """Return the bare address of ``Name <name@host>`` or ``name@host``, or raise ValueError."""
    address = parseaddr(text)[1] if text.isprintable() else ""
    # Of a list of addresses the parser gives the first alone, in silence.
    is_all = text.strip() == address or text.strip().endswith(f"<{address}>")
    if not is_all or not _MAIL.fullmatch(address) or len(address) > MAIL_ADDRESS_MAX:
        raise ValueError("is no mail address")
    return address


def slack_channel(text: str) -> str:
    """Return the id of a Slack channel such as ``C0123456789``, or raise ValueError."""
    if not _SLACK_CHANNEL.fullmatch(text):
        raise ValueError("is no id of a Slack channel; its details end with it, as C0123456789")
    return text


def hosts_of(text: str) -> tuple[str, ...]:
    """Return the hosts of a comma-separated list, each ``host`` or ``host:port``, lower case."""
    hosts = tuple(part.strip().lower() for part in text.split(",") if part.strip())
    wrong = [host for host in hosts if not _HOST.fullmatch(host)]
    if wrong:
        raise ValueError(f"holds {wrong[0]!r}, which is no host and no host:port")
    return hosts


def is_loopback_name(host: str) -> bool:
    """Whether ``host`` is this machine by its spelling alone."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def zone_name(text: str) -> str:
    """Return an IANA zone name such as ``Asia/Tokyo``, or raise ValueError."""
    try:
        return ZoneInfo(text).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("is no IANA time zone") from None


def state_code(text: str, known: Collection[str] = ()) -> str:
    """Return an ISO 3166-1 alpha-2 code of the known ones (any, if none), or raise ValueError."""
    if not _CODE.fullmatch(text):
        raise ValueError("is no state code of two upper-case letters")
    if known and text not in known:
        raise ValueError("is the code of no state")
    return text
