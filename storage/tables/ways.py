"""The rows of what keeps messages back: ways that are closed, and addresses that take no mail."""

from datetime import date, datetime

from sqlmodel import Field

from alerts.model import ChannelKind
from storage.columns import UtcDateTime, Words
from storage.model import ClosedWay, Refused
from storage.tables.rows import Row


class ClosedWayRow(Row, table=True):
    """That nothing goes by one way until some instant: a channel with its secret's name."""

    __tablename__ = "closed_way"

    channel: str = Field(primary_key=True)
    secret: str = Field(primary_key=True)
    until: datetime = Field(sa_type=UtcDateTime)
    since: datetime = Field(sa_type=UtcDateTime)
    is_faulty: bool
    detail: str = Field(sa_type=Words)

    @classmethod
    def of(cls, value: ClosedWay) -> "ClosedWayRow":
        """Return the row that keeps ``value``."""
        return cls(
            channel=value.channel.value,
            secret=value.secret,
            until=value.until,
            since=value.since,
            is_faulty=value.is_faulty,
            detail=value.detail,
        )

    @property
    def value(self) -> ClosedWay:
        """The way as it is closed."""
        return ClosedWay(
            channel=ChannelKind(self.channel),
            secret=self.secret,
            until=self.until,
            since=self.since,
            is_faulty=self.is_faulty,
            detail=self.detail,
        )


class PauseRow(Row, table=True):
    """That one recipient is told nothing before a day, as somebody decided."""

    __tablename__ = "recipient_pause"

    recipient: str = Field(primary_key=True)
    until: date
    made_at: datetime = Field(sa_type=UtcDateTime)
    editor: str = Field(sa_type=Words)


class RefusedRow(Row, table=True):
    """That one recipient's address was refused, and how often."""

    __tablename__ = "refused_address"

    recipient: str = Field(primary_key=True)
    address: str = Field(primary_key=True, sa_type=Words)
    times: int
    is_final: bool
    since: datetime = Field(sa_type=UtcDateTime)
    detail: str = Field(sa_type=Words)

    @classmethod
    def of(cls, value: Refused) -> "RefusedRow":
        """Return the row that keeps ``value``."""
        return cls(
            recipient=value.recipient,
            address=value.address,
            times=value.times,
            is_final=value.is_final,
            since=value.since,
            detail=value.detail,
        )

    @property
    def value(self) -> Refused:
        """The refusals so far."""
        return Refused(
            recipient=self.recipient,
            address=self.address,
            times=self.times,
            is_final=self.is_final,
            since=self.since,
            detail=self.detail,
        )
