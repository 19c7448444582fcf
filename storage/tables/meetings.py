"""The rows of meetings: what articles claim, what we hold, and who takes part."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field

from parsers.model import (
    Format,
    Level,
    Meeting,
    MeetingRecord,
    Official,
    Place,
    Precision,
    Status,
    When,
    content_id,
)
from parsers.records.reports import possible
from parsers.records.set_reports import folded_name
from storage.codec import decode, encode
from storage.columns import Json, Serial, UtcDateTime, Words
from storage.tables.rows import Row


def states_key(states: tuple[str, ...]) -> str:
    """Return the identity of a set of states as one string, such as ``JP-KR-US``."""
    return "-".join(sorted(set(states)))


def states_of_key(key: str | None) -> tuple[str, ...]:
    """Return the states of such a string, sorted; none for none."""
    return tuple(key.split("-")) if key else ()


def name_key(name: str) -> str:
    """Return the identity of a grouping's name, short enough for any index."""
    return content_id(folded_name(name))


class MeetingClaimRow(Row, table=True):
    """What one article says of one meeting, in the article's order."""

    __tablename__ = "meeting_claim"

    __table_args__ = (Index(None, "states", "latest_on", "earliest_on"),)

    article: str = Field(primary_key=True, foreign_key="article.id", ondelete="CASCADE")
    ordinal: int = Field(primary_key=True)
    states: str
    claim: Any = Field(sa_type=Json)
    record: str | None = Field(index=True)
    told_at: datetime = Field(sa_type=UtcDateTime, index=True)
    seen_at: datetime = Field(sa_type=UtcDateTime)
    earliest_on: date
    latest_on: date

    @classmethod
    def of(
        cls, article: str, ordinal: int, value: Meeting, *, told_at: datetime, seen_at: datetime
    ) -> "MeetingClaimRow":
        """Return the row that keeps ``value`` as the article's claim number ``ordinal``.

        The article was published at ``told_at`` and first read at ``seen_at``. A new claim is
        of no record yet.
        """
        published = told_at.astimezone(UTC).date()
        earliest, latest = possible(value, published, published)
        return cls(
            article=article,
            ordinal=ordinal,
            states=states_key(value.participants),
            claim=encode(value),
            record=None,
            told_at=told_at,
            seen_at=seen_at,
            earliest_on=earliest,
            latest_on=latest,
        )

    @property
    def value(self) -> Meeting:
        """The claim as it was read."""
        return decode(Meeting, self.claim)


class MeetingRow(Row, table=True):
    """What we hold of one real meeting."""

    __tablename__ = "meeting"

    id: str = Field(primary_key=True)
    states: str = Field(index=True)
    size: int
    participants: Any = Field(sa_type=Json)
    level: str | None
    format: str
    city: str | None = Field(sa_type=Words)
    country: str | None
    start_on: date | None = Field(index=True)
    end_on: date | None = Field(index=True)
    precision: str | None
    when_text: str = Field(sa_type=Words)
    status: str | None
    grouping: str | None = Field(sa_type=Words)
    grouping_key: str | None = Field(index=True)
    first_seen: datetime = Field(sa_type=UtcDateTime)
    last_seen: datetime = Field(sa_type=UtcDateTime, index=True)
    confidence: float
    is_background: bool
    officials: Any = Field(sa_type=Json)
    revision: int
    sources: Any = Field(sa_type=Json)
    newsrooms: Any = Field(sa_type=Json)
    replaces: str | None
    is_dismissed: bool
    corrected: Any = Field(sa_type=Json)

    @classmethod
    def of(cls, value: MeetingRecord) -> "MeetingRow":
        """Return the row that keeps ``value``."""
        return cls(
            id=value.id,
            states=states_key(value.participants),
            size=len(set(value.participants)),
            participants=encode(value.participants),
            level=value.level and value.level.value,
            format=value.format.value,
            city=value.place.city,
            country=value.place.country,
            start_on=value.when.start,
            end_on=value.when.end,
            precision=value.when.precision and value.when.precision.value,
            when_text=value.when.text,
            status=value.status and value.status.value,
            grouping=value.grouping,
            grouping_key=None if value.grouping is None else name_key(value.grouping),
            first_seen=value.first_seen,
            last_seen=value.last_seen,
            confidence=value.confidence,
            is_background=value.is_background,
            officials=encode(value.officials),
            revision=value.revision,
            sources=encode(value.sources),
            newsrooms=encode(value.newsrooms),
            replaces=value.replaces,
            is_dismissed=value.is_dismissed,
            corrected=encode(value.corrected),
        )

    @property
    def value(self) -> MeetingRecord:
        """The record as it was kept."""
        return MeetingRecord(
            id=self.id,
            participants=tuple(self.participants),
            level=None if self.level is None else Level(self.level),
            format=Format(self.format),
            place=Place(city=self.city, country=self.country),
            when=self._when,
            status=None if self.status is None else Status(self.status),
            grouping=self.grouping,
            first_seen=self.first_seen,
            last_seen=self.last_seen,
            confidence=self.confidence,
            is_background=self.is_background,
            officials=tuple(decode(Official, official) for official in self.officials),
            revision=self.revision,
            sources=tuple(self.sources),
            newsrooms=tuple(self.newsrooms),
            replaces=self.replaces,
            is_dismissed=self.is_dismissed,
            corrected=tuple(self.corrected),
        )

    @property
    def _when(self) -> When:
        return When(
            start=self.start_on,
            end=self.end_on,
            precision=None if self.precision is None else Precision(self.precision),
            text=self.when_text,
        )


class ParticipantRow(Row, table=True):
    """That one state takes part in one meeting."""

    __tablename__ = "meeting_participant"

    state: str = Field(primary_key=True)
    meeting: str = Field(
        primary_key=True,
        index=True,
        foreign_key="meeting.id",
        ondelete="CASCADE",
    )


class MeetingStateRow(Row, table=True):
    """What we held of a meeting from an instant on; ``state`` is None where we held it no more."""

    __tablename__ = "meeting_state"
    __table_args__ = (Index(None, "record", "seen_at"),)

    id: int | None = Field(default=None, primary_key=True, sa_type=Serial)
    record: str
    seen_at: datetime = Field(sa_type=UtcDateTime)
    state: Any | None = Field(sa_type=Json, nullable=True)

    @property
    def value(self) -> MeetingRecord | None:
        """The record as it then was."""
        return None if self.state is None else decode(MeetingRecord, self.state)


class MergerRow(Row, table=True):
    """That a meeting was found to be another one, which goes on under its own id."""

    __tablename__ = "meeting_merger"

    record: str = Field(primary_key=True)
    successor: str = Field(index=True)
