"""The rows of a record's life: its changes, and the words of articles that support it."""

from datetime import UTC, datetime

from sqlmodel import Field

from parsers.model import Change, ChangeKind, Evidence, content_id
from storage.columns import Serial, UtcDateTime, Words
from storage.model import Attachment
from storage.tables.rows import Row


class ChangeRow(Row, table=True):
    """One step of one record; ``identity`` holds all of it, so that a rerun adds nothing."""

    __tablename__ = "record_change"

    id: int | None = Field(default=None, primary_key=True, sa_type=Serial)
    identity: str = Field(unique=True)
    record: str = Field(index=True)
    kind: str
    before: str = Field(sa_type=Words)
    after: str = Field(sa_type=Words)
    article: str = Field(index=True)
    rule: str
    seen_at: datetime = Field(sa_type=UtcDateTime, index=True)
    true_at: datetime | None = Field(sa_type=UtcDateTime)

    @classmethod
    def of(cls, value: Change) -> "ChangeRow":
        """Return the row that keeps ``value``."""
        seen = value.seen_at.astimezone(UTC).isoformat()
        said = (value.before, value.after, value.article, value.rule)
        parts = (value.record, value.kind, *said, seen)
        return cls(
            identity=content_id(*parts),
            record=value.record,
            kind=value.kind.value,
            before=value.before,
            after=value.after,
            article=value.article,
            rule=value.rule,
            seen_at=value.seen_at,
            true_at=value.true_at,
        )

    @property
    def value(self) -> Change:
        """The step as it was taken."""
        return Change(
            record=self.record,
            kind=ChangeKind(self.kind),
            before=self.before,
            after=self.after,
            article=self.article,
            rule=self.rule,
            seen_at=self.seen_at,
            true_at=self.true_at,
        )


class AttachmentRow(Row, table=True):
    """A span of one article's text that supports one record."""

    __tablename__ = "record_evidence"

    record: str = Field(primary_key=True)
    article: str = Field(
        primary_key=True,
        index=True,
        foreign_key="article.id",
        ondelete="CASCADE",
    )
    start: int = Field(primary_key=True)
    end: int = Field(primary_key=True)
    text: str = Field(sa_type=Words)
    rule: str

    @classmethod
    def of(cls, value: Attachment) -> "AttachmentRow":
        """Return the row that keeps ``value``."""
        return cls(
            record=value.record,
            article=value.article,
            start=value.evidence.start,
            end=value.evidence.end,
            text=value.evidence.text,
            rule=value.rule,
        )

    @property
    def value(self) -> Attachment:
        """The support as it was attached."""
        evidence = Evidence(start=self.start, end=self.end, text=self.text)
        return Attachment(
            record=self.record, article=self.article, evidence=evidence, rule=self.rule
        )
