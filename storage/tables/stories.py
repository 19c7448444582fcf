"""The rows of copies: proofs, story members and writers."""

from typing import Any

from sqlmodel import Field

from parsers.copies.edges import Edge, Relation, Tier
from parsers.copies.originals import Original
from storage.codec import decode, encode
from storage.columns import Json, Words
from storage.tables.rows import Row


class EdgeRow(Row, table=True):
    """What two articles are to each other; one per pair, whichever side found it."""

    __tablename__ = "edge"

    first: str = Field(primary_key=True, foreign_key="article.id", ondelete="CASCADE")
    second: str = Field(
        primary_key=True,
        index=True,
        foreign_key="article.id",
        ondelete="CASCADE",
    )
    is_turned: bool
    tier: str
    score: float
    version: str
    relation: str
    evidence: Any = Field(sa_type=Json)
    matches: Any = Field(sa_type=Json)
    terms: Any = Field(sa_type=Json)

    @classmethod
    def of(cls, value: Edge) -> "EdgeRow":
        """Return the row that keeps ``value``; the pair is kept in order, with its direction."""
        first, second = sorted((value.left, value.right))
        return cls(
            first=first,
            second=second,
            is_turned=value.left != first,
            tier=value.tier.value,
            score=value.score,
            version=value.version,
            relation=value.relation.value,
            evidence=dict(value.evidence),
            matches=encode(value.matches),
            terms=encode(value.terms),
        )

    @property
    def value(self) -> Edge:
        """The proof as it was found."""
        left, right = (self.second, self.first) if self.is_turned else (self.first, self.second)
        return Edge(
            left=left,
            right=right,
            tier=Tier(self.tier),
            score=self.score,
            version=self.version,
            evidence=dict(self.evidence),
            relation=Relation(self.relation),
            matches=decode(tuple[tuple[int, int], ...], self.matches),
            terms=decode(tuple[str, ...], self.terms),
        )


class StoryMemberRow(Row, table=True):
    """To which story one article belongs; a lone article is a story of one."""

    __tablename__ = "story_member"

    article: str = Field(primary_key=True, foreign_key="article.id", ondelete="CASCADE")
    story: str = Field(index=True)


class StoryRow(Row, table=True):
    """Who wrote a story of several articles, and which of them stands for the original.

    It follows from the members and their proofs, and is made anew whenever these change. The
    writer of a lone article is the newsroom of its own row.
    """

    __tablename__ = "story"

    id: str = Field(primary_key=True)
    original: str = Field(index=True, foreign_key="article.id", ondelete="CASCADE")
    writer: str = Field(sa_type=Words)
    agency: str | None = Field(sa_type=Words)
    method: str
    confidence: float

    @classmethod
    def of(cls, story: str, value: Original) -> "StoryRow":
        """Return the row that keeps ``value``; who wrote each member is asked of the members."""
        return cls(
            id=story,
            original=value.article,
            writer=value.writer,
            agency=value.agency,
            method=value.method.value,
            confidence=value.confidence,
        )


class EditionRow(Row, table=True):
    """By which edition of what is known of publishers the articles have their newsrooms."""

    __tablename__ = "newsroom_edition"

    edition: str = Field(primary_key=True)
