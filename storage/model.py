"""The values that only the third floor knows: feeds and their state, polls, runs, leases.

Everything else that is kept is a value of ``parsers.model`` or ``alerts.model``.
All instants are aware UTC. Nothing here knows a database.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from alerts.model import ChannelKind, Delivery, DeliveryState
from parsers.model import Article, Change, Credit, Evidence
from parsers.press.newsrooms import Basis

NEWS_FOR = timedelta(hours=48)  # a weekend's feed read on Monday is still news
LATE_FOR = timedelta(days=7)  # what surfaces later than this comes from an archive


class PollOutcome(StrEnum):
    """What became of one request for a feed."""

    OK = "ok"
    NOT_MODIFIED = "not_modified"
    HTTP_ERROR = "http_error"
    UNREACHABLE = "unreachable"
    TOO_LARGE = "too_large"
    NOT_A_FEED = "not_a_feed"
    BLOCKED = "blocked"
    TIMED_OUT = "timed_out"

    @property
    def is_success(self) -> bool:
        """The server answered with a feed, or said that ours is still current."""
        return self in {PollOutcome.OK, PollOutcome.NOT_MODIFIED}


class Verdict(StrEnum):
    """How an article came to us: as news, as news we were late for, or from an archive."""

    LIVE = "live"
    LATE = "late"
    HISTORY = "history"

    @classmethod
    def of(cls, published_at: datetime | None, now: datetime) -> Verdict:
        """Judge an article by its age when first seen; one without a date is news."""
        if published_at is None or now - published_at <= NEWS_FOR:
            return cls.LIVE
        return cls.LATE if now - published_at <= LATE_FOR else cls.HISTORY


class EntryOutcome(StrEnum):
    """What became of one feed entry; each entry has exactly one."""

    STORED = "stored"
    STORED_FROM_FEED = "stored_from_feed"
    DUPLICATE = "duplicate"
    NO_TEXT = "no_text"
    NO_LINK = "no_link"
    TOO_OLD = "too_old"
    TOO_LARGE = "too_large"
    NOT_A_PAGE = "not_a_page"
    HTTP_ERROR = "http_error"
    UNREACHABLE = "unreachable"
    TIMED_OUT = "timed_out"
    BLOCKED = "blocked"

    @property
    def is_passing(self) -> bool:
        """The cause may be gone at the next poll, so the entry is worth another try."""
        return self in _PASSING

    @property
    def is_kept(self) -> bool:
        """The entry led to an article that we hold."""
        return self in _KEPT


_PASSING = frozenset(
    {EntryOutcome.HTTP_ERROR, EntryOutcome.UNREACHABLE, EntryOutcome.TIMED_OUT},
)
_KEPT = frozenset(
    {EntryOutcome.STORED, EntryOutcome.STORED_FROM_FEED, EntryOutcome.DUPLICATE},
)


class RunStatus(StrEnum):
    """Where a run stands; ``partial`` did its work but lost some items on the way."""

    RUNNING = "running"
    OK = "ok"
    PARTIAL = "partial"
    FAILED = "failed"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class FeedSource:
    """One feed as the configuration describes it; ``slug`` is its identity.

    ``country`` is an ISO 3166-1 alpha-2 code, ``language`` a BCP 47 tag and
    ``note`` says why we trust the address.
    """

    slug: str
    name: str
    url: str
    home: str = ""
    country: str | None = None
    kind: str = ""
    language: str | None = None
    enabled: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class FeedState:
    """What we know of a feed from asking it.

    ``failures`` counts failed polls in a row, and ``failing_since`` is the first
    of them. ``next_due_at`` is None for a feed that was never asked.
    """

    source: FeedSource
    etag: str | None = None
    last_modified: str | None = None
    failures: int = 0
    failing_since: datetime | None = None
    last_success_at: datetime | None = None
    next_due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Poll:
    """One request for a feed and what it brought.

    ``dropped`` counts, by reason word, the entries of which nothing is kept at all.
    """

    feed: str
    run: str
    at: datetime
    outcome: PollOutcome
    http_status: int | None = None
    entries: int = 0
    new: int = 0
    dropped: dict[str, int] = field(default_factory=dict)
    detail: str = ""
    etag: str | None = None
    last_modified: str | None = None
    next_due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article with what we noted when it came in.

    ``newsroom`` wrote it, as far as it tells by itself, and ``publisher`` printed it; by what
    that is known is its ``basis``.
    """

    article: Article
    verdict: Verdict
    fetched_at: datetime
    newsroom: str
    credit: Credit = field(default_factory=Credit)
    publisher: str = ""
    basis: Basis | None = None


@dataclass(frozen=True, slots=True)
class Writers:
    """Who stands behind a set of articles, copies folded.

    ``newsrooms`` is sorted and has one name per story at most; ``copies`` is how
    many of the articles only repeat another of them.
    """

    newsrooms: tuple[str, ...]
    copies: int
    stories: int


@dataclass(frozen=True, slots=True)
class Attachment:
    """The words of one article that support a record, and the rule that read them."""

    record: str
    article: str
    evidence: Evidence
    rule: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """News of a record that is not told yet: since when it waits, until when, and what it is."""

    record: str
    since: datetime
    until: datetime
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Lease:
    """A delivery that is ours to send until ``until``; ``token`` proves it."""

    delivery: Delivery
    token: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Recovery:
    """How many leases ran out with a send begun (``unknown``), or without (``pending``)."""

    pending: int
    unknown: int


@dataclass(frozen=True, slots=True)
class ClosedWay:
    """A channel with the name of its secret, by which nothing goes until some instant.

    ``is_faulty`` where it is set up wrongly, and has been ``since`` then; else its server asked.
    """

    channel: ChannelKind
    secret: str
    until: datetime
    since: datetime
    is_faulty: bool
    detail: str

    @property
    def name(self) -> str:
        """What people call it: ``email``, or ``slack:slack_news``."""
        return f"{self.channel}:{self.secret}" if self.secret else str(self.channel)


@dataclass(frozen=True, slots=True)
class Refused:
    """How often a recipient's address was refused; ``is_final`` where it is written to no more."""

    recipient: str
    address: str
    times: int
    is_final: bool
    since: datetime
    detail: str


@dataclass(frozen=True, slots=True)
class Posted:
    """A delivery with its life: composed, last settled, and what was said of it then."""

    delivery: Delivery
    composed_at: datetime
    settled_at: datetime | None
    detail: str
    reference: str


@dataclass(frozen=True, slots=True)
class Attempt:
    """One settled attempt to deliver; ``detail`` never holds a secret or an address."""

    delivery: str
    at: datetime
    state: DeliveryState
    detail: str
    reference: str


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a verb; ``finished_at`` is None while it is under way or was killed."""

    id: str
    verb: str
    started_at: datetime
    finished_at: datetime | None = None
    status: RunStatus = RunStatus.RUNNING
    counts: dict[str, int] = field(default_factory=dict)
    detail: str = ""
