"""What keeps messages back is remembered by way and by address, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from alerts.model import ChannelKind, Delivery, DeliveryState, Receipt
from storage import outbox, posted, ways
from storage.database import transaction
from storage.tables.ways import ClosedWayRow, RefusedRow
from tests.storage import builders as make
from tests.storage.builders import NOW

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
LEASE = 5 * MINUTE


def settled(
    session: Session, name: str, detail: str, state: DeliveryState = DeliveryState.FAILED
) -> None:
    """Claim a delivery and settle its attempt with these words."""
    lease = outbox.claim_one(session, name, now=NOW, lease=LEASE)
    assert lease is not None
    assert outbox.begin(session, lease, NOW)
    assert outbox.settle(session, lease, Receipt(name, state, NOW + MINUTE, detail))


def kept(session: Session, *deliveries: Delivery) -> None:
    """Compose deliveries without alerts."""
    for one in deliveries:
        assert outbox.compose(session, one, [], slot=None, now=NOW)


def claimed(session: Session, after: timedelta) -> list[str]:
    """Return the names of what can be claimed some time after NOW."""
    leases = outbox.claim(session, now=NOW + after, limit=9, lease=LEASE)
    return [lease.delivery.id for lease in leases]


def slack(name: str, secret: str) -> Delivery:
    """Return a delivery to Slack."""
    return make.delivery(name, channel=ChannelKind.SLACK, address="", secret=secret)


def test_a_way_that_is_set_up_wrongly_is_closed_and_tried_again(engine: Engine) -> None:
    """Its messages wait, those by other ways do not; the attempt does not count."""
    with make.scratch(engine) as session:
        kept(session, slack("a", "news"), slack("b", "news"), slack("c", "desk"))
        settled(session, "a", "configuration 404 no_service")
        (way,) = ways.closed(session, NOW + MINUTE)
        assert (way.name, way.is_faulty, way.since) == ("slack:news", True, NOW + MINUTE)
        assert claimed(session, 2 * MINUTE) == ["c"]
        (row,) = posted.beginning(session, "a")
        assert (row.delivery.state, row.delivery.attempts) == (DeliveryState.PENDING, 0)
        assert claimed(session, 2 * HOUR) == ["a", "b"]


def test_a_fault_that_lasts_is_dated_from_its_beginning(engine: Engine) -> None:
    """Trying again closes the way for another hour, and it is known since when."""
    with make.scratch(engine) as session:
        kept(session, slack("a", "news"))
        for _ in range(2):
            settled(session, "a", "configuration 404 no_service")
        (way,) = ways.troubled(session, NOW + HOUR)
        assert (way.since, way.until) == (NOW + MINUTE, NOW + MINUTE + ways.PROBE_AFTER)


def test_a_server_that_asks_for_a_pause_gets_it(engine: Engine) -> None:
    """All messages by the way wait; a pause of years is one of a day."""
    with make.scratch(engine) as session:
        kept(session, slack("a", "news"), slack("b", "news"))
        until = NOW + 3 * HOUR
        settled(session, "a", f"transient 429 ratelimited not_before={until.isoformat()}")
        (way,) = ways.closed(session, NOW)
        assert (way.until, way.is_faulty) == (until, False)
        assert claimed(session, 2 * HOUR) == []
        assert ways.troubled(session, until) == []
        assert claimed(session, 3 * HOUR) == ["a", "b"]
    receipt = Receipt("a", DeliveryState.FAILED, NOW, "transient not_before=9999-01-01T00:00:00Z")
    assert receipt.not_before == NOW + timedelta(days=1)
    absurd = Receipt("a", DeliveryState.FAILED, NOW, "transient not_before=2026-99-99T99:99:99Z")
    assert absurd.not_before is None


def test_success_opens_the_way(engine: Engine) -> None:
    """What was closed is open once a message went through."""
    with make.scratch(engine) as session:
        kept(session, slack("a", "news"))
        settled(session, "a", "configuration 403 invalid_token")
        settled(session, "a", "", DeliveryState.SENT)
        assert ways.troubled(session, NOW) == []


def test_a_person_opens_a_way(engine: Engine) -> None:
    """At once; a way that is open cannot be opened."""
    with make.scratch(engine) as session:
        kept(session, slack("a", "news"))
        settled(session, "a", "configuration 403 invalid_token")
        assert ways.reopen(session, "slack", "news")
        assert not ways.reopen(session, "slack", "news")
        assert claimed(session, MINUTE) == ["a"]


def test_what_was_leased_goes_back_when_its_way_closes(engine: Engine) -> None:
    """It has not been tried, so it does not count as an attempt."""
    with make.scratch(engine) as session:
        kept(session, slack("a", "news"))
        (lease,) = outbox.claim(session, now=NOW, limit=9, lease=LEASE)
        outbox.release(session, lease)
        assert not outbox.begin(session, lease, NOW)
        (row,) = posted.beginning(session, "a")
        assert (row.delivery.state, row.delivery.attempts) == (DeliveryState.PENDING, 0)


@pytest.mark.parametrize(
    ("detail", "times"),
    [("address 550 5.1.1 no such user", 1), ("address 553 mailbox name not allowed", 3)],
)
def test_an_address_that_takes_no_mail_is_left_alone(
    engine: Engine, detail: str, times: int
) -> None:
    """One that does not exist at once, others after three refusals; another address is new."""
    with make.scratch(engine) as session:
        for number in range(times):
            assert not ways.is_refused(session, "desk", "desk@example.org")
            kept(session, make.delivery(f"d{number}"))
            settled(session, f"d{number}", detail, DeliveryState.DEAD)
        assert ways.is_refused(session, "desk", "desk@example.org")
        assert not ways.is_refused(session, "desk", "other@example.org")
        (one,) = ways.refused(session)
        assert (one.times, one.is_final, one.detail) == (times, True, detail)
        assert ways.forgive(session, "desk")
        assert not ways.is_refused(session, "desk", "desk@example.org")
        assert not ways.forgive(session, "desk")


def test_mail_that_is_taken_ends_a_row_of_refusals(engine: Engine) -> None:
    """Two refusals, a mail that arrives, and two more: the address is still written to."""
    with make.scratch(engine) as session:
        states = ["address 550 odd"] * 2 + [""] + ["address 550 odd"] * 2
        for number, detail in enumerate(states):
            kept(session, make.delivery(f"d{number}"))
            state = DeliveryState.DEAD if detail else DeliveryState.SENT
            settled(session, f"d{number}", detail, state)
        assert not ways.is_refused(session, "desk", "desk@example.org")


def test_rows_and_values_are_the_same(engine: Engine) -> None:
    """Row to value to row, for ways and refusals."""
    with make.scratch(engine) as session:
        kept(session, slack("a", "news"), make.delivery("b"))
        settled(session, "a", "configuration 404 no_team")
        settled(session, "b", "address 550 5.1.1 gone", DeliveryState.DEAD)
        (way,), (one,) = ways.troubled(session, NOW), ways.refused(session)
    assert ClosedWayRow.of(way).value == way
    assert RefusedRow.of(one).value == one


def test_what_is_looked_into_is_settled_once(engine: Engine) -> None:
    """An unknown outcome is due after a while; what is found out is kept with its reference."""
    with make.scratch(engine) as session:
        kept(session, slack("a", "news"), slack("b", "news"), slack("c", "news"))
        for name in "abc":
            settled(session, name, "lost no answer", DeliveryState.UNKNOWN)
        assert outbox.doubtful(session, NOW + 2 * MINUTE) == []
        due = NOW + MINUTE + outbox.SETTLE_AFTER
        assert [one.id for one in outbox.doubtful(session, due)] == ["a", "b", "c"]
        there = Receipt("a", DeliveryState.SENT, due, "found", "C1:17.5")
        assert outbox.clear_up(session, there)
        assert not outbox.clear_up(session, there)
        assert outbox.clear_up(session, Receipt("b", DeliveryState.PENDING, due))
        assert outbox.clear_up(session, Receipt("c", DeliveryState.UNKNOWN, due))
        assert outbox.doubtful(session, due + HOUR) == []
        found = {row.delivery.id: row for row in posted.latest(session, limit=9)}
        states = [found[name].delivery.state.value for name in "abc"]
        assert states == ["sent", "pending", "unknown"]
        assert found["a"].reference == "C1:17.5"
        assert claimed(session, HOUR) == ["b"]


def test_messages_are_found_by_state_recipient_and_time(engine: Engine) -> None:
    """The latest of them, in the order of time; a wildcard in an id is a letter."""
    with transaction(engine) as session:
        for number in range(3):
            one = replace(make.delivery(f"x_{number}"), recipient=f"r{number % 2}")
            outbox.compose(session, one, [], slot=None, now=NOW + number * HOUR)

        def ids(**which: object) -> list[str]:
            found = posted.latest(session, **{"limit": 9, **which})  # type: ignore[arg-type]
            return [row.delivery.id for row in found]

        assert ids() == ["x_0", "x_1", "x_2"]
        assert ids(limit=1) == ["x_2"]
        assert ids(recipient="r0", since=NOW + MINUTE) == ["x_2"]
        assert ids(states=[DeliveryState.SENT]) == []
        assert [row.delivery.id for row in posted.beginning(session, "x_1")] == ["x_1"]
        assert posted.beginning(session, "x%") == posted.beginning(session, "__1") == []
