"""Sends the messages that are due, and looks into those whose outcome is unknown.

Plain functions: no Prefect. Sending begins under a lease that is committed before the first byte
leaves, and its receipt is kept after. A channel makes one attempt; whether there is another is
decided here and in ``storage.outbox`` alone.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta

from alerts.channels import GAPS, Channel, Settling
from alerts.doubts import may_repeat
from alerts.model import ChannelKind, Delivery, DeliveryState, Receipt
from flows.runtime.pacing import Gaps
from flows.runtime.tally import Tally
from flows.runtime.wiring import House, channels
from flows.steps.sparing import sparing
from storage import outbox, ways
from storage.database import reading, transaction
from storage.model import Lease

logger = logging.getLogger(__name__)

SENDS_PER_LEASE = 10
# Three times the slowest batch: ten sends of up to two minutes each.
LEASE = timedelta(minutes=60)

Channels = Mapping[ChannelKind, Channel]


def deliver(house: House, now: datetime) -> Tally:
    """Send every delivery that is due, once, and return what became of each."""
    found, gaps = channels(house.settings), Gaps()
    with transaction(house.engine) as session:
        recovered = outbox.recover(session, now)
    _look_into_doubts(house, found, now)
    outcomes = [DeliveryState.UNKNOWN.value] * recovered.unknown
    while True:
        with transaction(house.engine) as session:
            leases = outbox.claim(session, now=now, limit=SENDS_PER_LEASE, lease=LEASE)
        if not leases:
            return Tally.of(outcomes)
        for lease in leases:
            if _begun(house, lease, now):
                gaps.wait(_way(lease.delivery), GAPS.get(lease.delivery.channel, 0.0))
                outcomes.append(
                    _sent(house, found.get(lease.delivery.channel), lease, now).state.value
                )


def send_one(house: House, identity: str, now: datetime) -> Receipt | None:
    """Send one message that is due, whatever keeps others back; None if somebody else has it."""
    with transaction(house.engine) as session:
        lease = outbox.claim_one(session, identity, now=now, lease=LEASE)
        if lease is None or not outbox.begin(session, lease, now):
            return None
    return _sent(house, channels(house.settings).get(lease.delivery.channel), lease, now)


def _begun(house: House, lease: Lease, now: datetime) -> bool:
    """Note that a send begins; what goes by a way that was closed meanwhile is given back."""
    with transaction(house.engine) as session:
        closed = {(way.channel, way.secret) for way in ways.closed(session, now)}
        if _way(lease.delivery) in closed:
            outbox.release(session, lease)
            return False
        return outbox.begin(session, lease, now)


def _way(delivery: Delivery) -> tuple[ChannelKind, str]:
    return delivery.channel, delivery.secret


def _sent(house: House, channel: Channel | None, lease: Lease, now: datetime) -> Receipt:
    delivery = lease.delivery
    # A send that broke in a way nobody foresaw may have gone out: it is looked into later.
    receipt = Receipt(
        delivery.id, DeliveryState.UNKNOWN, now, "lost the channel broke; see the log"
    )
    with sparing("delivery", delivery.id):
        receipt = _offered(channel, delivery, now)
    with transaction(house.engine) as session:
        outbox.settle(session, lease, receipt)
    logger.info("delivery_settled id=%s state=%s", delivery.id, receipt.state)
    return receipt


def _offered(channel: Channel | None, delivery: Delivery, now: datetime) -> Receipt:
    if channel is not None:
        return channel.send(delivery, at=now)
    detail = f"configuration no {delivery.channel} channel is set up"
    return Receipt(delivery.id, DeliveryState.FAILED, now, detail)


def _look_into_doubts(house: House, found: Channels, now: datetime) -> None:
    """Find out of each message of unknown outcome whether it arrived, as far as anybody can."""
    with reading(house.engine) as session:
        doubts = outbox.doubtful(session, now)
    for delivery in doubts:
        receipt = _looked_into(house, found.get(delivery.channel), delivery, now)
        with transaction(house.engine) as session:
            outbox.clear_up(session, receipt)
        logger.info("delivery_looked_into id=%s state=%s", delivery.id, receipt.state)


def _looked_into(
    house: House, channel: Channel | None, delivery: Delivery, now: datetime
) -> Receipt:
    answer: Receipt | None = None
    if isinstance(channel, Settling):
        with sparing("delivery", delivery.id):
            answer = channel.settled(delivery, at=now)
    if answer is not None:
        return answer
    with reading(house.engine) as session:
        tried = outbox.attempts(session, delivery.id)
    unknown = sum(one.state is DeliveryState.UNKNOWN for one in tried)
    if may_repeat(delivery, unknown):
        again = "its outcome was unknown; the receiver knows the second by its id"
        return Receipt(delivery.id, DeliveryState.PENDING, now, again)
    detail = "lost nobody can tell whether it arrived"
    return Receipt(delivery.id, DeliveryState.UNKNOWN, now, detail)
