"""The rows of feeds: what they are, how they stand, and every poll."""

from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from storage.columns import Json, Serial, UtcDateTime, Words
from storage.model import FeedSource, FeedState, Poll, PollOutcome
from storage.tables.rows import Row


class FeedRow(Row, table=True):
    """One feed of the configuration, past or present."""

    __tablename__ = "feed"

    slug: str = Field(primary_key=True)
    name: str = Field(sa_type=Words)
    url: str = Field(sa_type=Words)
    home: str = Field(sa_type=Words)
    country: str | None
    kind: str
    language: str | None
    enabled: bool
    note: str = Field(sa_type=Words)

    @classmethod
    def of(cls, value: FeedSource) -> "FeedRow":
        """Return the row that keeps ``value``."""
        return cls(
            slug=value.slug,
            name=value.name,
            url=value.url,
            home=value.home,
            country=value.country,
            kind=value.kind,
            language=value.language,
            enabled=value.enabled,
            note=value.note,
        )

    @property
    def value(self) -> FeedSource:
        """The feed as the configuration described it."""
        return FeedSource(
            slug=self.slug,
            name=self.name,
            url=self.url,
            home=self.home,
            country=self.country,
            kind=self.kind,
            language=self.language,
            enabled=self.enabled,
            note=self.note,
        )


class FeedStateRow(Row, table=True):
    """How one feed stands since it was last asked."""

    __tablename__ = "feed_state"

    feed: str = Field(primary_key=True, foreign_key="feed.slug")
    etag: str | None = Field(sa_type=Words)
    last_modified: str | None = Field(sa_type=Words)
    failures: int
    failing_since: datetime | None = Field(sa_type=UtcDateTime)
    last_success_at: datetime | None = Field(sa_type=UtcDateTime)
    next_due_at: datetime | None = Field(sa_type=UtcDateTime, index=True)

    @classmethod
    def of(cls, value: FeedState) -> "FeedStateRow":
        """Return the row that keeps ``value``, its source apart."""
        return cls(
            feed=value.source.slug,
            etag=value.etag,
            last_modified=value.last_modified,
            failures=value.failures,
            failing_since=value.failing_since,
            last_success_at=value.last_success_at,
            next_due_at=value.next_due_at,
        )

    def value(self, source: FeedSource) -> FeedState:
        """Return the state of ``source``."""
        return FeedState(
            source=source,
            etag=self.etag,
            last_modified=self.last_modified,
            failures=self.failures,
            failing_since=self.failing_since,
            last_success_at=self.last_success_at,
            next_due_at=self.next_due_at,
        )


class PollRow(Row, table=True):
    """One request for a feed; a feed is asked once at any instant."""

    __tablename__ = "poll"
    __table_args__ = (UniqueConstraint("feed", "at"),)

    id: int | None = Field(default=None, primary_key=True, sa_type=Serial)
    feed: str = Field(foreign_key="feed.slug")
    run: str = Field(index=True)
    at: datetime = Field(sa_type=UtcDateTime, index=True)
    outcome: str
    http_status: int | None
    entries: int
    new: int
    dropped: Any = Field(sa_type=Json)
    detail: str = Field(sa_type=Words)
    etag: str | None = Field(sa_type=Words)
    last_modified: str | None = Field(sa_type=Words)
    next_due_at: datetime | None = Field(sa_type=UtcDateTime)

    @classmethod
    def of(cls, value: Poll) -> "PollRow":
        """Return the row that keeps ``value``."""
        return cls(
            feed=value.feed,
            run=value.run,
            at=value.at,
            outcome=value.outcome.value,
            http_status=value.http_status,
            entries=value.entries,
            new=value.new,
            dropped=dict(value.dropped),
            detail=value.detail,
            etag=value.etag,
            last_modified=value.last_modified,
            next_due_at=value.next_due_at,
        )

    @property
    def value(self) -> Poll:
        """The poll as it was kept."""
        return Poll(
            feed=self.feed,
            run=self.run,
            at=self.at,
            outcome=PollOutcome(self.outcome),
            http_status=self.http_status,
            entries=self.entries,
            new=self.new,
            dropped=dict(self.dropped),
            detail=self.detail,
            etag=self.etag,
            last_modified=self.last_modified,
            next_due_at=self.next_due_at,
        )
