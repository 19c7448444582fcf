"""The rows of groupings: what articles claim and what we hold."""

from datetime import datetime
from typing import Any

from sqlmodel import Field

from parsers.model import Grouping, GroupingRecord, GroupingStanding, Level
from storage.codec import decode, encode
from storage.columns import Json, UtcDateTime, Words
from storage.tables.meetings import states_key
from storage.tables.rows import Row


class GroupingClaimRow(Row, table=True):
    """What one article says of one grouping, in the article's order."""

    __tablename__ = "grouping_claim"

    article: str = Field(primary_key=True, foreign_key="article.id", ondelete="CASCADE")
    ordinal: int = Field(primary_key=True)
    states: str = Field(index=True)
    claim: Any = Field(sa_type=Json)

    @classmethod
    def of(cls, article: str, ordinal: int, value: Grouping) -> "GroupingClaimRow":
        """Return the row that keeps ``value`` as the article's claim number ``ordinal``."""
        return cls(
            article=article,
            ordinal=ordinal,
            states=states_key(value.members),
            claim=encode(value),
        )

    @property
    def value(self) -> Grouping:
        """The claim as it was read."""
        return decode(Grouping, self.claim)


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
        )
