"""The rows of runs and of the locks that keep two of them apart."""

from datetime import datetime
from typing import Any

from sqlmodel import Field

from storage.columns import Json, UtcDateTime, Words
from storage.model import Run, RunStatus
from storage.tables.rows import Row


class RunRow(Row, table=True):
    """One run of a verb."""

    __tablename__ = "run"

    id: str = Field(primary_key=True)
    verb: str = Field(index=True)
    started_at: datetime = Field(sa_type=UtcDateTime, index=True)
    finished_at: datetime | None = Field(sa_type=UtcDateTime)
    status: str
    counts: Any = Field(sa_type=Json)
    detail: str = Field(sa_type=Words)

    @classmethod
    def of(cls, value: Run) -> "RunRow":
        """Return the row that keeps ``value``."""
        return cls(
            id=value.id,
            verb=value.verb,
            started_at=value.started_at,
            finished_at=value.finished_at,
            status=value.status.value,
            counts=dict(value.counts),
            detail=value.detail,
        )

    @property
    def value(self) -> Run:
        """The run as it stands."""
        return Run(
            id=self.id,
            verb=self.verb,
            started_at=self.started_at,
            finished_at=self.finished_at,
            status=RunStatus(self.status),
            counts=dict(self.counts),
            detail=self.detail,
        )


class LockRow(Row, table=True):
    """Who holds a named lock, and until when at the latest."""

    __tablename__ = "run_lock"

    name: str = Field(primary_key=True)
    owner: str
    until: datetime = Field(sa_type=UtcDateTime)
