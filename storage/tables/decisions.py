"""The rows of what people decided, and of the articles that this bears on."""

from datetime import date, datetime
from typing import Any

from sqlmodel import Field

from parsers.records.rulings import Anchor, Decision, DecisionKind
from storage.codec import decode, encode
from storage.columns import Json, UtcDateTime, Words
from storage.tables.rows import Row


class DecisionRow(Row, table=True):
    """One decision; it holds until ``undone_at``."""

    __tablename__ = "decision"

    id: str = Field(primary_key=True)
    kind: str
    record: str = Field(index=True)
    made_at: datetime = Field(sa_type=UtcDateTime, index=True)
    undone_at: datetime | None = Field(sa_type=UtcDateTime)
    left: Any = Field(sa_type=Json)
    right: Any = Field(sa_type=Json)
    field: str
    said: str = Field(sa_type=Words)
    until_on: date | None
    note: str = Field(sa_type=Words)
    decided_by: str = Field(sa_type=Words)

    @classmethod
    def of(cls, value: Decision) -> "DecisionRow":
        """Return the row that keeps ``value``, not undone."""
        return cls(
            id=value.id,
            kind=value.kind.value,
            record=value.record,
            made_at=value.made_at,
            undone_at=None,
            left=encode(value.left),
            right=encode(value.right),
            field=value.field,
            said=value.value,
            until_on=value.until,
            note=value.note,
            decided_by=value.by,
        )

    @property
    def value(self) -> Decision:
        """The decision as it was made."""
        return Decision(
            id=self.id,
            kind=DecisionKind(self.kind),
            record=self.record,
            made_at=self.made_at,
            left=decode(tuple[Anchor, ...], self.left),
            right=decode(tuple[Anchor, ...], self.right),
            field=self.field,
            value=self.said,
            until=self.until_on,
            note=self.note,
            by=self.decided_by,
        )


class AnchorRow(Row, table=True):
    """That a decision bears on one article, or on its reports."""

    __tablename__ = "decision_anchor"

    article: str = Field(primary_key=True)
    decision: str = Field(
        primary_key=True, index=True, foreign_key="decision.id", ondelete="CASCADE"
    )
