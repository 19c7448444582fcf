"""The rows of alerts, who waits for them, and what was sent."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field

from alerts.model import Alert, ChannelKind, Delivery, DeliveryState, Purpose, Slot
from parsers.model import Change
from storage.codec import decode, encode
from storage.columns import Json, Serial, UtcDateTime, Words
from storage.model import Attempt, Posted, Waiting
from storage.tables.rows import Row


class AlertRow(Row, table=True):
    """One change worth telling."""

    __tablename__ = "alert"

    id: str = Field(primary_key=True)
    reason: str
    record: str = Field(index=True)
    raised_at: datetime = Field(sa_type=UtcDateTime, index=True)
    alert: Any = Field(sa_type=Json)

    @classmethod
    def of(cls, value: Alert) -> "AlertRow":
        """Return the row that keeps ``value``."""
        return cls(
            id=value.id,
            reason=value.reason.value,
            record=value.record,
            raised_at=value.raised_at,
            alert=encode(value),
        )

    @property
    def value(self) -> Alert:
        """The alert as it was raised."""
        return decode(Alert, self.alert)


class DeliveryRow(Row, table=True):
    """One message on its way, with the lease under which it is sent."""

    __tablename__ = "delivery"
    __table_args__ = (Index(None, "state", "not_before"),)

    id: str = Field(primary_key=True)
    key: str = Field(unique=True)
    recipient: str = Field(index=True)
    channel: str
    address: str = Field(sa_type=Words)
    secret: str
    subject: str = Field(sa_type=Words)
    payload: str = Field(sa_type=Words)
    state: str
    attempts: int
    not_before: datetime | None = Field(sa_type=UtcDateTime)
    alerts: Any = Field(sa_type=Json)
    purpose: str
    composed_at: datetime = Field(sa_type=UtcDateTime)
    lease_token: str | None = Field(default=None)
    lease_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    send_started_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    settled_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    detail: str = Field(default="", sa_type=Words)
    reference: str = Field(default="", sa_type=Words)

    @classmethod
    def of(cls, value: Delivery, *, alerts: tuple[str, ...], now: datetime) -> "DeliveryRow":
        """Return the row that keeps ``value``, composed at ``now`` from ``alerts``."""
        return cls(
            id=value.id,
            key=value.key,
            recipient=value.recipient,
            channel=value.channel.value,
            address=value.address,
            secret=value.secret,
            subject=value.subject,
            payload=value.payload,
            state=value.state.value,
            attempts=value.attempts,
            not_before=value.not_before,
            alerts=list(alerts),
            purpose=value.purpose.value,
            composed_at=now,
        )

    @property
    def value(self) -> Delivery:
        """The delivery as it stands."""
        return Delivery(
            id=self.id,
            key=self.key,
            recipient=self.recipient,
            channel=ChannelKind(self.channel),
            address=self.address,
            secret=self.secret,
            subject=self.subject,
            payload=self.payload,
            state=DeliveryState(self.state),
            attempts=self.attempts,
            not_before=self.not_before,
            alerts=tuple(self.alerts),
            purpose=Purpose(self.purpose),
        )

    @property
    def posted(self) -> Posted:
        """The delivery with its life."""
        return Posted(
            delivery=self.value,
            composed_at=self.composed_at,
            settled_at=self.settled_at,
            detail=self.detail,
            reference=self.reference,
        )


class QueueRow(Row, table=True):
    """That one recipient is to hear of one alert; ``delivery`` is None until it is composed."""

    __tablename__ = "alert_queue"
    __table_args__ = (Index(None, "recipient", "delivery"),)

    alert: str = Field(primary_key=True, foreign_key="alert.id", ondelete="CASCADE")
    recipient: str = Field(primary_key=True)
    delivery: str | None = Field(default=None, foreign_key="delivery.id")


class WaitingRow(Row, table=True):
    """News of one record that is not told yet."""

    __tablename__ = "waiting"

    record: str = Field(primary_key=True)
    since: datetime = Field(sa_type=UtcDateTime)
    due_at: datetime = Field(sa_type=UtcDateTime, index=True)
    changes: Any = Field(sa_type=Json)

    @classmethod
    def of(cls, value: Waiting) -> "WaitingRow":
        """Return the row that keeps ``value``."""
        return cls(
            record=value.record,
            since=value.since,
            due_at=value.until,
            changes=encode(value.changes),
        )

    @property
    def value(self) -> Waiting:
        """The news as it waits."""
        changes = decode(tuple[Change, ...], self.changes)
        return Waiting(record=self.record, since=self.since, until=self.due_at, changes=changes)


class SlotRow(Row, table=True):
    """That the digest of one day or hour is settled; ``delivery`` is None for an empty one."""

    __tablename__ = "slot"

    recipient: str = Field(primary_key=True)
    mark: str = Field(primary_key=True)
    due_at: datetime = Field(sa_type=UtcDateTime)
    taken_at: datetime = Field(sa_type=UtcDateTime)
    delivery: str | None = Field(foreign_key="delivery.id")

    @classmethod
    def of(cls, value: Slot, *, delivery: str | None, now: datetime) -> "SlotRow":
        """Return the row that keeps ``value``, taken at ``now``."""
        return cls(
            recipient=value.recipient,
            mark=value.mark,
            due_at=value.due_at,
            taken_at=now,
            delivery=delivery,
        )

    @property
    def value(self) -> Slot:
        """The slot as it was due."""
        return Slot(recipient=self.recipient, mark=self.mark, due_at=self.due_at)


class AttemptRow(Row, table=True):
    """One settled attempt to deliver."""

    __tablename__ = "delivery_attempt"

    id: int | None = Field(default=None, primary_key=True, sa_type=Serial)
    delivery: str = Field(index=True, foreign_key="delivery.id", ondelete="CASCADE")
    at: datetime = Field(sa_type=UtcDateTime)
    state: str
    detail: str = Field(sa_type=Words)
    reference: str = Field(sa_type=Words)

    @classmethod
    def of(cls, value: Attempt) -> "AttemptRow":
        """Return the row that keeps ``value``."""
        return cls(
            delivery=value.delivery,
            at=value.at,
            state=value.state.value,
            detail=value.detail,
            reference=value.reference,
        )

    @property
    def value(self) -> Attempt:
        """The attempt as it ended."""
        return Attempt(
            delivery=self.delivery,
            at=self.at,
            state=DeliveryState(self.state),
            detail=self.detail,
            reference=self.reference,
        )
