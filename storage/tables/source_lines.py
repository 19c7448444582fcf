"""The rows of lines that outlets print again and again: where seen, and those that were learnt."""

from datetime import datetime

from sqlmodel import Field

from storage.columns import BigInt, UtcDateTime, Words
from storage.tables.rows import Row


class SourceLineRow(Row, table=True):
    """That an article of an outlet has a line that was not learnt yet; ``line`` is its key."""

    __tablename__ = "source_line"

    outlet: str = Field(primary_key=True)
    line: int = Field(primary_key=True, sa_type=BigInt)
    article: str = Field(primary_key=True, index=True, foreign_key="article.id", ondelete="CASCADE")


class LearntLineRow(Row, table=True):
    """A line that an outlet prints under many articles, as it stood under one of them."""

    __tablename__ = "learnt_line"

    outlet: str = Field(primary_key=True)
    line: int = Field(primary_key=True, sa_type=BigInt)
    words: str = Field(sa_type=Words)
    learnt_at: datetime = Field(sa_type=UtcDateTime)
