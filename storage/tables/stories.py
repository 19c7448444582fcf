"""The rows of copies: proofs and story members."""

from typing import Any

from sqlmodel import Field

from parsers.copies.edges import Edge, Relation, Tier
from storage.codec import decode, encode
from storage.columns import Json
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
