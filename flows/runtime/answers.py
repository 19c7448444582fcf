"""What may be asked of the web and what may come of it, as values; pure.

Outcomes are the coarse words that polls and entries are counted by; a cause says
which of the things behind such a word it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum
from http import HTTPStatus
from typing import Final

FEED_MAX_BYTES: Final = 10_000_000
PAGE_MAX_BYTES: Final = 5_000_000

ACCEPT_FEED: Final = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, "
    "application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5"
)
ACCEPT_PAGE: Final = "text/html, application/xhtml+xml, */*;q=0.5"

# Silence beyond a day is more often a server's mistake than its wish; the next poll asks again.
RETRY_AFTER_MAX = timedelta(hours=24)

# A longer validator is no validator anybody needs, and we would send it with every request.
VALIDATOR_MAX = 512


class FetchOutcome(StrEnum):
    """What became of a request, in the words that storage counts."""

    OK = "ok"
    NOT_MODIFIED = "not_modified"
    HTTP_ERROR = "http_error"
    UNREACHABLE = "unreachable"
    TOO_LARGE = "too_large"
    BLOCKED = "blocked"
    TIMED_OUT = "timed_out"


class Cause(StrEnum):
    """Why a request brought nothing."""

    BAD_URL = "bad_url"
    BAD_SCHEME = "bad_scheme"
    PRIVATE_ADDRESS = "private_address"
    NO_SUCH_HOST = "no_such_host"
    NO_CONNECTION = "no_connection"
    TLS = "tls"
    BROKEN_REPLY = "broken_reply"
    UNREADABLE_BODY = "unreadable_body"
    TOO_LARGE = "too_large"
    TIMED_OUT = "timed_out"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    RATE_LIMITED = "rate_limited"
    DENIED = "denied"
    NOT_FOUND = "not_found"
    GONE = "gone"
    CLIENT_ERROR = "client_error"
    SERVER_ERROR = "server_error"
    UNEXPECTED_STATUS = "unexpected_status"


# Every other cause is an answer that is no use: ``http_error``.
_OUTCOMES: Final = {
    Cause.BAD_URL: FetchOutcome.BLOCKED,
    Cause.BAD_SCHEME: FetchOutcome.BLOCKED,
    Cause.PRIVATE_ADDRESS: FetchOutcome.BLOCKED,
    Cause.NO_SUCH_HOST: FetchOutcome.UNREACHABLE,
    Cause.NO_CONNECTION: FetchOutcome.UNREACHABLE,
    Cause.TLS: FetchOutcome.UNREACHABLE,
    Cause.BROKEN_REPLY: FetchOutcome.UNREACHABLE,
    Cause.TOO_LARGE: FetchOutcome.TOO_LARGE,
    Cause.TIMED_OUT: FetchOutcome.TIMED_OUT,
}

_STATUS_CLASSES: Final = {4: Cause.CLIENT_ERROR, 5: Cause.SERVER_ERROR}

_STATUSES: Final[dict[int, Cause]] = {
    HTTPStatus.UNAUTHORIZED: Cause.DENIED,
    HTTPStatus.PAYMENT_REQUIRED: Cause.DENIED,
    HTTPStatus.FORBIDDEN: Cause.DENIED,
    HTTPStatus.NOT_FOUND: Cause.NOT_FOUND,
    HTTPStatus.GONE: Cause.GONE,
    HTTPStatus.TOO_MANY_REQUESTS: Cause.RATE_LIMITED,
    HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS: Cause.DENIED,
}


@dataclass(frozen=True, slots=True)
class FetchRequest:
    """One address to ask, with the validators of the last good answer.

    ``max_bytes`` limits the unpacked body. ``url`` is the address to fetch, not
    the identity of what it holds.
    """

    url: str
    etag: str | None = None
    last_modified: str | None = None
    max_bytes: int = FEED_MAX_BYTES
    accept: str = ACCEPT_FEED

    @property
    def validators(self) -> dict[str, str]:
        """The headers of a conditional request (RFC 9110 §13.1); empty for a full one."""
        pairs = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: kept for name, value in pairs.items() if (kept := validator_of(value))}


@dataclass(frozen=True, slots=True)
class Fetched:
    """A whole body; ``url`` is where it was found, and an absent validator is None."""

    url: str
    body: bytes
    status: int
    content_type: str
    etag: str | None = None
    last_modified: str | None = None

    @property
    def outcome(self) -> FetchOutcome:
        """Always ``ok``."""
        return FetchOutcome.OK


@dataclass(frozen=True, slots=True)
class NotModified:
    """What we hold is current; a validator that the answer renewed is given, else None."""

    url: str
    etag: str | None = None
    last_modified: str | None = None
    status: int = HTTPStatus.NOT_MODIFIED

    @property
    def outcome(self) -> FetchOutcome:
        """Always ``not_modified``."""
        return FetchOutcome.NOT_MODIFIED


@dataclass(frozen=True, slots=True)
class FetchFailure:
    """Nothing was had. ``url`` is where it failed; ``retry_after`` is what the server asked for.

    ``status`` is None where no answer came. ``detail`` is one line for people.
    """

    url: str
    cause: Cause
    status: int | None = None
    detail: str = ""
    retry_after: timedelta | None = None

    @property
    def outcome(self) -> FetchOutcome:
        """The coarse word for the cause."""
        return _OUTCOMES.get(self.cause, FetchOutcome.HTTP_ERROR)


FetchResult = Fetched | NotModified | FetchFailure


def cause_of_status(status: int) -> Cause:
    """Return why an answer with this status, which is no 200 and no redirect, brought nothing."""
    by_class = _STATUS_CLASSES.get(status // 100, Cause.UNEXPECTED_STATUS)
    return _STATUSES.get(status, by_class)


def validator_of(header: str | None) -> str | None:
    """Return a validator fit to be stored and sent back, or None."""
    kept = (header or "").strip()
    is_fit = kept.isascii() and kept.isprintable() and len(kept) <= VALIDATOR_MAX
    return kept if kept and is_fit else None


def retry_after_of(header: str | None, now: datetime) -> timedelta | None:
    """Read Retry-After in seconds or as a date (RFC 9110 §10.2.3), from zero to a day."""
    text = (header or "").strip()
    if text.isascii() and text.isdecimal():
        # Nine digits are thirty years: more need not be read to be over the limit.
        return min(timedelta(seconds=int(text[:9])), RETRY_AFTER_MAX)
    try:
        until = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(timedelta(0), min(until - now, RETRY_AFTER_MAX))
