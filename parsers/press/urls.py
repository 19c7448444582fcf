"""Which address is this, and whose? URLs as identities, after the WHATWG URL Standard.

The identity of an article's address is not the address to fetch: tracking parameters,
AMP wrappers and the fragment are cut here. Nothing is ever fetched, and whether a mobile
host (``m.``) shows the same text is left to the page's own ``rel=canonical``.
"""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from dataclasses import dataclass, replace
from urllib.parse import quote, unquote, urljoin

import idna
import tld

# Longer ones break mail clients and database indexes; real articles stay below 500.
MAX_URL_LENGTH = 2_000
# An identity may be longer (three characters an escaped byte), but not without end: cutting
# wrappers takes quadratic time.
MAX_IDENTITY_LENGTH = 20_000
# RFC 1035 §2.3.4, in octets. Before the Unicode mapping a host may be written longer.
MAX_HOST_LENGTH = 253
MAX_WRITTEN_HOST_LENGTH = 1_000

DEFAULT_PORTS = {"http": "80", "https": "443"}
PARTS = re.compile(
    r"(?P<scheme>https?):(?P<slashes>/{2,})(?:(?P<user>[^/?#]*)@)?"
    r"(?P<host>\[[^\]/?#]*\]|[^/?#:@\[\]]*)(?::(?P<port>[0-9]{0,5}))?"
    r"(?P<path>/[^?#]*)?(?:\?(?P<query>[^#]*))?(?:#.*)?",
    re.IGNORECASE | re.DOTALL,
)
ASCII_HOST = re.compile(r"(?:[a-z0-9_-]{1,63}\.)*[a-z0-9_-]{1,63}")
# The C0 controls and the space.
BLANKS = "".join(map(chr, range(0x21)))
DROPPED_INSIDE = str.maketrans("", "", "\t\n\r")
BEFORE_QUERY = re.compile(r"[^?#]*")
# Space, controls, and what can end a link in HTML, Markdown or Slack text.
UNSAFE = re.compile(r"[\x00-\x20\x7f-\xa0<>\"|`\\]")

ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})?")
UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
# Kept as they stand (RFC 3986 §3.3 and §3.4); "%" because escapes are settled before.
PATH_SAFE = "%/!$&'()*+,;=:@~"
QUERY_SAFE = PATH_SAFE + "?"

# Parameters that say how a reader came, never what he reads. Lower case.
TRACKING_PREFIXES = (
    "utm_", "at_", "mc_", "pk_", "mtm_", "hsa_", "oly_", "vero_", "ns_", "itm_", "wt.", "guce_",
)  # fmt: skip
TRACKING = """
    fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid twclid igshid ttclid mkt_tok _ga _gl
    _hsenc _hsmi srsltid cmp cmpid ocid smid smtyp emc partner xtor ito ref ref_src ref_url spm
    guccounter s_cid ncid sh wprss rss feedname feedtype __twitter_impression amp amp_js_v
    outputtype
"""
TRACKING_NAMES = frozenset(TRACKING.split())

AMP_CACHE = "cdn.ampproject.org"
AMP_CACHE_PATH = re.compile(r"/[cv]/(?P<secure>s/)?(?P<rest>[^/].*)", re.DOTALL)
GOOGLE_HOST = re.compile(r"(?:www\.)?google\.[a-z]{2,3}(?:\.[a-z]{2})?")
GOOGLE_AMP_PATH = re.compile(r"/amp/(?P<secure>s/)?(?P<rest>[^/].*)", re.DOTALL)
AMP_TAIL = re.compile(r"(?<=[^/])(?:/amp(?P<slash>/?)|\.amp(?P<html>\.html)?)\Z")


@dataclass(frozen=True, slots=True)
class Address:
    """The parts of a normalised address; ``host`` is ASCII, ``port`` empty if the default."""

    scheme: str
    host: str
    port: str
    path: str
    query: str

    def __str__(self) -> str:
        port = f":{self.port}" if self.port else ""
        query = f"?{self.query}" if self.query else ""
        return f"{self.scheme}://{self.host}{port}{self.path}{query}"


def canonical_url(url: str) -> str:
    """Return the identity of ``url``: equal for all its tracked, wrapped and AMP forms.

    Applying it twice changes nothing. Scheme, ``www.`` and a slash at the end stay, since
    the result must still open. Raises ValueError, with the URL in the message, for what is
    no http(s) address with a valid host and port, or names a user (a spoofed host).
    """
    address = _parse(url)
    while (inner := _unwrapped(address)) is not None:
        address = inner
    return str(replace(address, query=_without_tracking(address.query)))


def registrable_domain(url: str) -> str:
    """Return the part of the host that one owner registers, as ``mofa.go.jp``.

    By the Public Suffix List with its private section (every blog of a hosting platform has
    its own owner). A suffix that the list does not know counts as one label. Empty where
    there is none: an IP address, a single label, or no http(s) URL at all.
    """
    try:
        host = _parse(url).host
    except ValueError:
        return ""
    labels = host.split(".")
    if host.startswith("[") or labels[-1].isdigit() or labels == [host]:
        return ""
    listed = tld.get_fld(f"https://{_unicode_host(host)}", fail_silently=True)
    return _ascii_host(listed) if isinstance(listed, str) else ".".join(labels[-2:])


def host_of(url: str) -> str:
    """Return the host of ``url`` in lower case and punycode; empty where there is none."""
    try:
        return _parse(url).host
    except ValueError:
        return ""


def is_public_suffix(host: str) -> bool:
    """Say whether anybody may register a name right under ``host``, as under ``co.jp``."""
    return tld.is_tld(_unicode_host(host.lower()))


def is_http_url(url: str) -> bool:
    """Say whether ``url`` may be fetched, stored and shown as a link.

    http(s) with host and valid port; no user, space, control or format character, none of
    ``< > " | `` and backtick or backslash; at most 2,000 characters.
    """
    if len(url) > MAX_URL_LENGTH or UNSAFE.search(url):
        return False
    if not url.isascii() and any(unicodedata.category(char)[0] in "CZ" for char in url):
        return False
    parts = PARTS.fullmatch(url)
    if not parts or parts["slashes"] != "//" or "%" in parts["host"]:
        return False
    try:
        _parse(url)
    except ValueError:
        return False
    return True


def resolve(link: str, base: str) -> str:
    """Return ``link``, as written in a document at ``base``, as an address to fetch.

    Blanks around and line ends inside are dropped, inner spaces escaped; nothing else is
    changed. The result need not be an http(s) URL: ask `is_http_url`.
    """
    link = link.strip().translate(DROPPED_INSIDE).replace(" ", "%20")
    try:
        return urljoin(base, link)
    except ValueError:  # brackets that hold no IPv6 address
        return link


def _parse(url: str) -> Address:
    """Return the normalised parts of ``url`` or raise ValueError with the URL in it."""
    if len(url) > MAX_IDENTITY_LENGTH:
        raise ValueError(_too_long(url))
    written = url.strip(BLANKS).translate(DROPPED_INSIDE)
    written = BEFORE_QUERY.sub(lambda head: head[0].replace("\\", "/"), written, count=1)
    parts = PARTS.fullmatch(written)
    if not parts or not parts["host"]:
        message = f"{url!r} is no http or https URL with a host"
        raise ValueError(message)
    if parts["user"] is not None:
        message = f"{written[parts.end('user') + 1 :]!r} comes after a user name; remove the name"
        raise ValueError(message)
    scheme = parts["scheme"].lower()
    try:
        host, port = _ascii_host(parts["host"]), _port(parts["port"], scheme)
    except ValueError as error:
        message = f"{url!r}: {error}"
        raise ValueError(message) from error
    path = _without_dots(_escaped(parts["path"] or "/", PATH_SAFE))
    address = Address(scheme, host, port, path, _escaped(parts["query"] or "", QUERY_SAFE))
    if len(str(address)) > MAX_IDENTITY_LENGTH:
        raise ValueError(_too_long(url))
    return address


def _too_long(url: str) -> str:
    """Return what is wrong with a URL without end."""
    return f"{url[:MAX_URL_LENGTH]!r} is longer than {MAX_IDENTITY_LENGTH} characters"


def _port(written: str | None, scheme: str) -> str:
    """Return the port, empty if it is the scheme's own; raise ValueError if out of range."""
    if not written:
        return ""
    number = int(written)
    if not 0 < number < 2**16:
        message = f"port {number} is not between 1 and 65535"
        raise ValueError(message)
    return "" if str(number) == DEFAULT_PORTS[scheme] else str(number)


def _ascii_host(written: str) -> str:
    """Return a host in lower case and punycode (UTS 46); raise ValueError if it is none."""
    if written.startswith("[") and "%" not in written:
        return f"[{ipaddress.IPv6Address(written[1:-1])}]"
    host = unquote(written).lower()
    if not host.isascii() and len(host) <= MAX_WRITTEN_HOST_LENGTH:
        host = idna.encode(host, uts46=True).decode("ascii").lower()
    host = host.removesuffix(".")
    if len(host) > MAX_HOST_LENGTH or not ASCII_HOST.fullmatch(host):
        message = f"{written[:80]!r} is no host name"
        raise ValueError(message)
    if host.rpartition(".")[2].isdigit():
        return str(ipaddress.IPv4Address(host))
    return host


def _unicode_host(host: str) -> str:
    """Return a host as the Public Suffix List spells it."""
    if "xn--" not in host:
        return host
    try:
        return idna.decode(host)
    except idna.IDNAError:
        return host


def _escaped(text: str, safe: str) -> str:
    """Settle percent escapes (RFC 3986 §6.2.2): upper case, none for unreserved characters."""
    settled = ESCAPE.sub(_settled, text)
    return quote(settled, safe=safe, errors="replace")


def _settled(match: re.Match[str]) -> str:
    """Return one escape in its normal form; a stray percent sign is escaped itself."""
    if not match[1]:
        return "%25"
    char = chr(int(match[1], 16))
    return char if char in UNRESERVED else match[0].upper()


def _without_dots(path: str) -> str:
    """Remove dot segments (RFC 3986 §5.2.4); ``path`` starts with a slash."""
    kept: list[str] = []
    segments = path.split("/")[1:]
    for segment in segments:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in {".", ".."}:
        kept.append("")
    return "/" + "/".join(kept)


def _without_tracking(query: str) -> str:
    """Return the query sorted by name, without empty and tracking parameters."""
    pairs = [(unquote(pair.partition("=")[0]), pair) for pair in query.split("&") if pair]
    kept = [(name, pair) for name, pair in pairs if not _is_tracking(name.lower())]
    return "&".join(pair for _, pair in sorted(kept, key=lambda item: item[0]))


def _is_tracking(name: str) -> bool:
    """Say whether a lower-case parameter name only tells how the reader came."""
    return name in TRACKING_NAMES or name.startswith(TRACKING_PREFIXES)


def _unwrapped(address: Address) -> Address | None:
    """Return the address inside an AMP or redirect form, or None if it is none.

    Each result has lost its outermost wrapper for good, so unwrapping ends.
    """
    return _from_cache(address) or _from_redirect(address) or _without_amp(address)


def _from_cache(address: Address) -> Address | None:
    """Unwrap ``HOST.cdn.ampproject.org/c/s/HOST/path`` and ``google.com/amp/s/HOST/path``."""
    if address.host == AMP_CACHE or address.host.endswith(f".{AMP_CACHE}"):
        found = AMP_CACHE_PATH.fullmatch(address.path)
    elif GOOGLE_HOST.fullmatch(address.host):
        found = GOOGLE_AMP_PATH.fullmatch(address.path)
    else:
        return None
    if not found:
        return None
    query = f"?{address.query}" if address.query else ""
    return _parsed(f"{'https' if found['secure'] else 'http'}://{found['rest']}{query}")


def _from_redirect(address: Address) -> Address | None:
    """Unwrap ``google.com/url?url=TARGET`` (or ``q=TARGET``)."""
    if address.path != "/url" or not GOOGLE_HOST.fullmatch(address.host):
        return None
    values = dict(pair.partition("=")[::2] for pair in address.query.split("&"))
    return _parsed(unquote(values.get("url") or values.get("q", "")))


def _without_amp(address: Address) -> Address | None:
    """Cut ``/amp``, ``/amp/`` and ``.amp`` at the path's end, or turn ``amp.`` into ``www.``."""
    found = AMP_TAIL.search(address.path)
    if found:
        rest = address.path[: found.start()] + (found["slash"] or found["html"] or "")
        return replace(address, path=_without_dots(rest))
    if not address.host.startswith("amp."):
        return None
    own = registrable_domain(str(address))
    host = address.host.removeprefix("amp.")
    if address.host == own:
        return None
    return replace(address, host=f"www.{host}" if host == own else host)


def _parsed(url: str) -> Address | None:
    """Return the parts of ``url``, or None where it is no http(s) URL."""
    try:
        return _parse(url)
    except ValueError:
        return None
