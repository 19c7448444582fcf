"""The rows of groupings: what articles claim, what we hold, and what we held before."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field

from parsers.model import Grouping, GroupingRecord, GroupingStanding, Level, Membership
from parsers.records.set_reports import MembershipReport, SetReport
from parsers.records.telling import Telling
from storage.codec import decode, encode
from storage.columns import Json, Serial, UtcDateTime, Words
from storage.tables.meetings import name_key, states_key, states_of_key
from storage.tables.rows import Row


class GroupingClaimRow(Row, table=True):
    """What one article says of one grouping, in the article's order."""

    __tablename__ = "grouping_claim"
    __table_args__ = (Index(None, "states", "told_at"),)

    article: str = Field(primary_key=True, foreign_key="article.id", ondelete="CASCADE")
    ordinal: int = Field(primary_key=True)
    states: str
    name_key: str | None = Field(index=True)
    level: str | None
    known: str | None = Field(sa_type=Words)
    acts: bool
    counts: bool
    former: str | None
    newsroom: str = Field(sa_type=Words)
    told_at: datetime = Field(sa_type=UtcDateTime, index=True)
    seen_at: datetime = Field(sa_type=UtcDateTime)
    claim: Any = Field(sa_type=Json)

    @classmethod
    def of(cls, value: SetReport) -> "GroupingClaimRow":
        """Return the row that keeps ``value``."""
        claim, telling = value.claim, value.telling
        return cls(
            article=telling.article,
            ordinal=value.ordinal,
            states=states_key(claim.members),
            name_key=None if claim.name is None else name_key(claim.name),
            level=claim.level and claim.level.value,
            known=claim.known,
            acts=value.acts,
            counts=value.counts,
            former=states_key(value.former) or None,
            newsroom=telling.newsroom,
            told_at=telling.published_at,
            seen_at=telling.seen_at,
            claim=encode(claim),
        )

    @property
    def value(self) -> SetReport:
        """The report as it was read, told by the newsroom that is known to have written it."""
        telling = Telling(self.article, self.newsroom, self.told_at, self.seen_at)
        former = states_of_key(self.former)
        return SetReport(decode(Grouping, self.claim), telling, self.ordinal, self.acts, former)


class MembershipClaimRow(Row, table=True):
    """What one article says of who joined or left a grouping, in the article's order.

    ``states`` and ``former`` are the set that it so became and the one it was, as far as the
    claims that we hold tell whose the name is.
    """

    __tablename__ = "membership_claim"

    article: str = Field(primary_key=True, foreign_key="article.id", ondelete="CASCADE")
    ordinal: int = Field(primary_key=True)
    name_key: str = Field(index=True)
    states: str | None = Field(index=True)
    former: str | None
    newsroom: str = Field(sa_type=Words)
    told_at: datetime = Field(sa_type=UtcDateTime, index=True)
    seen_at: datetime = Field(sa_type=UtcDateTime)
    claim: Any = Field(sa_type=Json)

    @classmethod
    def of(cls, value: MembershipReport) -> "MembershipClaimRow":
        """Return the row that keeps ``value``, of no set yet."""
        telling = value.telling
        return cls(
            article=telling.article,
            ordinal=value.ordinal,
            name_key=name_key(value.claim.name),
            states=None,
            former=None,
            newsroom=telling.newsroom,
            told_at=telling.published_at,
            seen_at=telling.seen_at,
            claim=encode(value.claim),
        )

    @property
    def value(self) -> MembershipReport:
        """The report as it was read."""
        telling = Telling(self.article, self.newsroom, self.told_at, self.seen_at)
        return MembershipReport(decode(Membership, self.claim), telling, self.ordinal)

    @property
    def of_set(self) -> SetReport:
        """The report of the set that states made by joining or leaving; it must be known."""
        return self.value.of_set(states_of_key(self.states), states_of_key(self.former))


class GroupingRow(Row, table=True):
    """What we hold of one set of states; the set is unique."""

    __tablename__ = "grouping"

    id: str = Field(primary_key=True)
    states: str = Field(unique=True)
    members: Any = Field(sa_type=Json)
    names: Any = Field(sa_type=Json)
    levels: Any = Field(sa_type=Json)
    standing: str
    first_seen: datetime = Field(sa_type=UtcDateTime)
    last_seen: datetime = Field(sa_type=UtcDateTime, index=True)
    known: str | None = Field(sa_type=Words)
    sources: Any = Field(sa_type=Json)
    newsrooms: Any = Field(sa_type=Json)
    levels_since: Any = Field(sa_type=Json)
    acts_since: datetime | None = Field(sa_type=UtcDateTime)
    former: Any = Field(sa_type=Json)

    @classmethod
    def of(cls, value: GroupingRecord) -> "GroupingRow":
        """Return the row that keeps ``value``."""
        return cls(
            id=value.id,
            states=states_key(value.members),
            members=encode(value.members),
            names=encode(value.names),
            levels=encode(value.levels),
            standing=value.standing.value,
            first_seen=value.first_seen,
            last_seen=value.last_seen,
            known=value.known,
            sources=encode(value.sources),
            newsrooms=encode(value.newsrooms),
            levels_since=encode(value.levels_since),
            acts_since=value.acts_since,
            former=encode(value.former),
        )

    @property
    def value(self) -> GroupingRecord:
        """The record as it was kept."""
        return GroupingRecord(
            id=self.id,
            members=tuple(self.members),
            names=tuple(self.names),
            levels=tuple(Level(level) for level in self.levels),
            standing=GroupingStanding(self.standing),
            first_seen=self.first_seen,
            last_seen=self.last_seen,
            known=self.known,
            sources=tuple(self.sources),
            newsrooms=tuple(self.newsrooms),
            levels_since=decode(dict[Level, date], self.levels_since),
            acts_since=self.acts_since,
            former=tuple(self.former),
        )


class GroupingStateRow(Row, table=True):
    """What we held of a set from an instant on; ``state`` is None where we held it no more."""

    __tablename__ = "grouping_state"
    __table_args__ = (Index(None, "record", "seen_at"),)

    id: int | None = Field(default=None, primary_key=True, sa_type=Serial)
    record: str
    seen_at: datetime = Field(sa_type=UtcDateTime)
    state: Any | None = Field(sa_type=Json, nullable=True)

    @property
    def value(self) -> GroupingRecord | None:
        """The record as it then was."""
        return None if self.state is None else decode(GroupingRecord, self.state)
