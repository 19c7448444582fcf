"""Where later news of a meeting belongs: below the message that first told of it, and no other."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from alerts.model import ChannelKind, DeliveryState, Reason, Receipt, Recipient
from storage import outbox, threads
from storage.database import transaction
from tests.storage import builders as make
from tests.storage.builders import NOW

DESK = Recipient("desk", ChannelKind.SLACK_APP, ("all",), address="C1", secret="bot")


def sent(
    session: Session,
    name: str,
    *alerts: str,
    state: DeliveryState = DeliveryState.SENT,
    hours: int = 0,
    **fields: object,
) -> None:
    """Compose and settle a delivery of these alerts; its reference is its name."""
    values: dict[str, object] = {"channel": ChannelKind.SLACK_APP, "address": "C1"}
    at = NOW + timedelta(hours=hours)
    delivery = make.delivery(name, **{**values, **fields})
    assert outbox.compose(session, delivery, alerts, slot=None, now=at)
    (lease,) = outbox.claim(session, now=at, limit=9, lease=timedelta(hours=1))
    assert outbox.begin(session, lease, at)
    assert outbox.settle(session, lease, Receipt(name, state, at, "", f"C1:{name}"))


def raised(session: Session, name: str, record: str = "m1", **fields: object) -> None:
    """Raise an alert for the desk."""
    one = make.alert(name, at=NOW, record=record, **fields)
    assert outbox.raise_alert(session, one, ["desk", "night"])


def test_the_first_message_of_a_record_is_the_root(engine: Engine) -> None:
    """Replies come later; each recipient and each address has a thread of its own."""
    with transaction(engine) as session:
        assert threads.root(session, DESK, "m1") == ""
        for name in ("a1", "a2"):
            raised(session, name)
        sent(session, "d1", "a1")
        sent(session, "d2", "a2", hours=1)
        assert threads.root(session, DESK, "m1") == "C1:d1"
        assert threads.root(session, DESK, "m2") == ""
        moved = Recipient("desk", ChannelKind.SLACK_APP, ("all",), address="C2", secret="bot")
        night = Recipient("night", ChannelKind.SLACK_APP, ("all",), address="C1", secret="bot")
        assert threads.root(session, moved, "m1") == threads.root(session, night, "m1") == ""


@pytest.mark.parametrize("state", [DeliveryState.FAILED, DeliveryState.UNKNOWN, DeliveryState.DEAD])
def test_what_did_not_arrive_is_no_root(engine: Engine, state: DeliveryState) -> None:
    """There is no place to reply to."""
    with transaction(engine) as session:
        raised(session, "a1")
        sent(session, "d1", "a1", state=state)
        assert threads.root(session, DESK, "m1") == ""


def test_a_message_of_several_records_is_no_root(engine: Engine) -> None:
    """News of one meeting does not belong below a digest; the next message begins the thread."""
    with transaction(engine) as session:
        raised(session, "a1")
        raised(session, "a2", "m2")
        raised(session, "a3")
        sent(session, "d1", "a1", "a2")
        assert threads.root(session, DESK, "m1") == ""
        sent(session, "d2", "a3", hours=1)
        assert threads.root(session, DESK, "m1") == "C1:d2"


def test_a_new_set_and_its_first_meeting_are_one_message(engine: Engine) -> None:
    """What is told on one card has one thread."""
    record = make.grouping("g1", "JP", "PH", "US")
    with transaction(engine) as session:
        raised(session, "a1", members=record.members)
        raised(
            session,
            "a2",
            "g1",
            grouping=record,
            members=record.members,
            reason=Reason.NEW_GROUPING,
        )
        sent(session, "d1", "a1", "a2")
        assert threads.root(session, DESK, "m1") == "C1:d1"
