"""The outbox loses nothing and doubles nothing, whatever is repeated, raced or killed."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from alerts.model import DeliveryState, Receipt, Slot
from storage import outbox
from storage.database import transaction
from storage.errors import RowRefusedError
from storage.model import Lease, Recovery
from tests.storage import builders as make
from tests.storage.builders import NOW

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
LEASE = 5 * MINUTE
SLOT = Slot("desk", NOW.date().isoformat(), NOW)
SENT, FAILED, UNKNOWN, DEAD, PENDING = (
    DeliveryState.SENT,
    DeliveryState.FAILED,
    DeliveryState.UNKNOWN,
    DeliveryState.DEAD,
    DeliveryState.PENDING,
)


def compose(session: Session, *names: str) -> None:
    """Compose deliveries without alerts."""
    for name in names:
        assert outbox.compose(session, make.delivery(name), [], slot=None, now=NOW)


def claim(session: Session, *, after: timedelta = timedelta(0), limit: int = 9) -> list[Lease]:
    """Claim what is due some time after NOW."""
    return outbox.claim(session, now=NOW + after, limit=limit, lease=LEASE)


def settle(session: Session, lease: Lease, state: DeliveryState, after: timedelta = MINUTE) -> bool:
    """Settle a lease some time after NOW."""
    receipt = Receipt(lease.delivery.id, state, NOW + after, "250 ok", "ref-1")
    return outbox.settle(session, lease, receipt)


def state_of(session: Session, name: str) -> DeliveryState:
    """Return where a delivery stands."""
    found = outbox.get_delivery(session, name)
    assert found is not None
    return found.state


def test_an_alert_is_raised_once(engine: Engine) -> None:
    """Raising again adds neither an alert nor a place in a queue, not even for a new recipient."""
    one = make.alert(at=NOW)
    with transaction(engine) as session:
        assert outbox.raise_alert(session, one, ["desk", "night", "desk"])
        assert not outbox.raise_alert(session, one, ["desk", "late"])
        assert outbox.hearers(session, [one.id, "none"]) == {"desk", "night"}
        assert outbox.hearers(session, []) == set()
        assert outbox.get_alert(session, "a1") == one
        assert outbox.get_alert(session, "a2") is None
        assert outbox.queued(session, "desk") == outbox.queued(session, "night") == [one]
        assert outbox.queued(session, "late") == []
        assert outbox.counts(session) == {"queued": 2}


def test_alerts_are_found_by_window_and_record(engine: Engine) -> None:
    """The window is half open, and a record's alerts come in the order of time."""
    one, two = make.alert("a1", at=NOW + HOUR), make.alert("a2", at=NOW)
    other = make.alert("a3", at=NOW, record="m2")
    with transaction(engine) as session:
        for alert in (one, two, other):
            outbox.raise_alert(session, alert, [])
        assert outbox.alerts_between(session, NOW, NOW + HOUR) == [two, other]
        assert outbox.alerts_of(session, "m1") == [two, one]


def test_composing_takes_alerts_from_the_queue_once(engine: Engine) -> None:
    """A composed alert is queued no more for this recipient, and composing again does nothing."""
    with transaction(engine) as session:
        for name in ("a1", "a2"):
            outbox.raise_alert(session, make.alert(name), ["desk", "night"])
        one = make.delivery()
        assert outbox.compose(session, one, ["a1"], slot=SLOT, now=NOW)
        assert not outbox.compose(session, one, ["a1"], slot=SLOT, now=NOW)
        assert [alert.id for alert in outbox.queued(session, "desk")] == ["a2"]
        assert [alert.id for alert in outbox.queued(session, "night")] == ["a1", "a2"]
        assert outbox.deliveries(session) == [replace(one, alerts=("a1",))]


@pytest.mark.parametrize(
    ("name", "key", "alerts", "slot"),
    [
        ("d2", "key-d1", ["a2"], None),
        ("d1", "key-d2", ["a2"], None),
        ("d2", "key-d2", ["a1"], None),
        ("d2", "key-d2", ["a2", "a1"], None),
        ("d2", "key-d2", ["a2", "never-raised"], None),
        ("d2", "key-d2", ["a2"], SLOT),
    ],
    ids=["key", "id", "told", "partly-told", "unknown", "slot"],
)
def test_composing_is_all_or_nothing(
    engine: Engine, name: str, key: str, alerts: list[str], slot: Slot | None
) -> None:
    """Where anything stands in the way, no part of the delivery is kept."""
    with transaction(engine) as session:
        for alert in ("a1", "a2"):
            outbox.raise_alert(session, make.alert(alert), ["desk"])
        assert outbox.compose(session, make.delivery(), ["a1"], slot=SLOT, now=NOW)
        second = make.delivery(name, key=key)
        assert not outbox.compose(session, second, alerts, slot=slot, now=NOW)
        assert [found.id for found in outbox.deliveries(session)] == ["d1"]
        assert [alert.id for alert in outbox.queued(session, "desk")] == ["a2"]


def test_a_slot_is_taken_once(engine: Engine) -> None:
    """A day is settled by a digest or by an empty one, for each recipient alone."""
    tomorrow = Slot("desk", f"{NOW:%Y-%m-%dT%HZ}", NOW + 24 * HOUR)
    with transaction(engine) as session:
        assert outbox.told_at(session, "desk") is None
        assert outbox.compose(session, make.delivery(), [], slot=SLOT, now=NOW)
        assert not outbox.take_slot(session, SLOT, NOW)
        assert outbox.take_slot(session, tomorrow, NOW)
        assert not outbox.compose(session, make.delivery("d2"), [], slot=tomorrow, now=NOW)
        assert outbox.slot_taken(session, SLOT)
        assert not outbox.slot_taken(session, replace(SLOT, recipient="night"))
        assert outbox.told_at(session, "desk") == NOW


def test_a_delivery_is_claimed_begun_and_sent(engine: Engine) -> None:
    """The whole way: leased to one, begun once, sent, and never due again."""
    with transaction(engine) as session:
        compose(session, "d1")
        (lease,) = claim(session)
        assert lease.delivery == replace(make.delivery(), state=DeliveryState.LEASED, attempts=1)
        assert claim(session) == []
        assert outbox.begin(session, lease, NOW)
        assert not outbox.begin(session, lease, NOW)
        assert settle(session, lease, SENT)
        assert not settle(session, lease, SENT)
        assert claim(session, after=99 * HOUR) == []
        assert outbox.recover(session, NOW + 99 * HOUR) == Recovery(0, 0)
        assert outbox.counts(session) == {"sent": 1, "queued": 0}
        (attempt,) = outbox.attempts(session, "d1")
        assert (attempt.state, attempt.detail, attempt.reference) == (SENT, "250 ok", "ref-1")


def test_claims_go_by_age_and_limit(engine: Engine) -> None:
    """The longest waiting come first, and what is not due yet waits."""
    with transaction(engine) as session:
        for name, minutes in (("b", 1), ("a", 2), ("c", 0)):
            outbox.compose(session, make.delivery(name), [], slot=None, now=NOW + minutes * MINUTE)
        later = make.delivery("d", not_before=NOW + HOUR)
        outbox.compose(session, later, [], slot=None, now=NOW)
        assert [lease.delivery.id for lease in claim(session, limit=2)] == ["c", "b"]
        assert [lease.delivery.id for lease in claim(session, limit=0)] == []
        assert [lease.delivery.id for lease in claim(session, after=HOUR)] == ["d", "a"]


def test_a_failure_waits_longer_each_time_and_dies_in_the_end(engine: Engine) -> None:
    """The back-off is 1, 5, 15, 60 and then 240 minutes; the twelfth failure is the last."""
    waits, after = [], timedelta(0)
    with transaction(engine) as session:
        compose(session, "d1")
        for _ in range(outbox.GIVE_UP_ATTEMPTS):
            (lease,) = claim(session, after=after)
            settle(session, lease, FAILED, after)
            found = outbox.get_delivery(session, "d1")
            assert found is not None
            if found.state is PENDING:
                assert found.not_before is not None
                assert claim(session, after=found.not_before - NOW - MINUTE / 60) == []
                waits.append((found.not_before - NOW - after) / MINUTE)
                after = found.not_before - NOW
        assert waits == [1, 5, 15, 60, *[240] * 7]
        assert state_of(session, "d1") is DEAD
        assert len(outbox.attempts(session, "d1")) == 12


def test_old_news_is_given_up(engine: Engine) -> None:
    """A delivery that still fails after 48 hours is dead, however few its attempts."""
    with transaction(engine) as session:
        compose(session, "d1", "d2")
        one, two = claim(session)
        settle(session, one, FAILED, 48 * HOUR)
        settle(session, two, FAILED, 48 * HOUR - MINUTE)
        assert (state_of(session, "d1"), state_of(session, "d2")) == (DEAD, PENDING)


@pytest.mark.parametrize("state", [SENT, UNKNOWN, DEAD])
def test_a_final_word_is_kept(engine: Engine, state: DeliveryState) -> None:
    """Sent, unknown and dead are where an attempt can end, and none is due again."""
    with transaction(engine) as session:
        compose(session, "d1")
        (lease,) = claim(session)
        assert settle(session, lease, state)
        assert state_of(session, "d1") is state
        assert claim(session, after=99 * HOUR) == []


@pytest.mark.parametrize("state", [PENDING, DeliveryState.LEASED])
def test_no_attempt_ends_in_the_middle(engine: Engine, state: DeliveryState) -> None:
    """A receipt says what became of an attempt, not where it stands."""
    with transaction(engine) as session:
        compose(session, "d1")
        (lease,) = claim(session)
        with pytest.raises(RowRefusedError, match=state.value):
            settle(session, lease, state)


def test_a_lease_that_ran_out_is_recovered_by_what_was_begun(engine: Engine) -> None:
    """A send that may have gone out is unknown; one that was never begun is tried again."""
    with transaction(engine) as session:
        compose(session, "d1", "d2", "d3")
        one, two, three = claim(session)
        outbox.begin(session, one, NOW)
        outbox.begin(session, three, NOW)
        settle(session, three, SENT)
        assert outbox.recover(session, NOW + LEASE - MINUTE) == Recovery(0, 0)
        assert outbox.recover(session, NOW + LEASE) == Recovery(pending=1, unknown=1)
        assert outbox.recover(session, NOW + LEASE) == Recovery(0, 0)
        assert [found.id for found in outbox.deliveries(session, UNKNOWN)] == ["d1"]
        (again,) = claim(session, after=LEASE)
        assert (again.delivery.id, again.delivery.attempts) == ("d2", 2)
        assert not outbox.begin(session, two, NOW)
        assert not settle(session, two, SENT)
        assert settle(session, again, SENT)


def test_a_late_answer_settles_what_became_unknown(engine: Engine) -> None:
    """A sender that was only slow still tells what became of the send."""
    with transaction(engine) as session:
        compose(session, "d1")
        (lease,) = claim(session)
        outbox.begin(session, lease, NOW)
        outbox.recover(session, NOW + LEASE)
        assert settle(session, lease, SENT, LEASE + MINUTE)
        assert state_of(session, "d1") is SENT


def test_nothing_begins_after_its_lease(engine: Engine) -> None:
    """A sender that slept too long does not send, even where nobody has recovered yet."""
    with transaction(engine) as session:
        compose(session, "d1")
        (lease,) = claim(session)
        assert not outbox.begin(session, lease, NOW + LEASE)
        assert outbox.begin(session, lease, NOW + LEASE - MINUTE)


@pytest.mark.parametrize("state", [SENT, DEAD, PENDING])
def test_a_person_settles_what_is_unknown(engine: Engine, state: DeliveryState) -> None:
    """Unknown is never repeated by itself; a person says what it is, with a note."""
    with transaction(engine) as session:
        compose(session, "d1")
        (lease,) = claim(session)
        settle(session, lease, UNKNOWN)
        assert outbox.resolve(session, "d1", state, now=NOW + HOUR, detail="asked the desk")
        assert state_of(session, "d1") is state
        assert outbox.attempts(session, "d1")[-1].detail == "asked the desk"
        assert len(claim(session, after=HOUR)) == (state is PENDING)


def test_what_is_sent_or_under_way_cannot_be_decided(engine: Engine) -> None:
    """Only waiting, unknown and dead deliveries are open, and only to three answers."""
    with transaction(engine) as session:
        compose(session, "d1", "d2")
        one, _two = claim(session)
        settle(session, one, SENT)
        for name in ("d1", "d2", "d3"):
            assert not outbox.resolve(session, name, PENDING, now=NOW, detail="again")
        with pytest.raises(RowRefusedError, match="leased"):
            outbox.resolve(session, "d1", DeliveryState.LEASED, now=NOW, detail="mine")


def test_two_claimers_get_different_deliveries(engine: Engine) -> None:
    """Claimers at the same time share the work: none twice, none forgotten."""
    names = [f"d{number:02}" for number in range(40)]
    with transaction(engine) as session:
        compose(session, *names)
    got: list[list[str]] = [[] for _ in range(4)]
    start = threading.Barrier(len(got))

    def work(mine: list[str]) -> None:
        start.wait()
        while True:
            with transaction(engine) as session:
                leases = claim(session, limit=3)
            if not leases:
                return
            mine += [lease.delivery.id for lease in leases]

    threads = [threading.Thread(target=work, args=(mine,)) for mine in got]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(name for mine in got for name in mine) == names


@pytest.mark.database("postgresql")
def test_a_claim_passes_over_what_another_is_about_to_lease(engine: Engine) -> None:
    """A claimer does not wait for another one's transaction, and takes the next delivery."""
    with transaction(engine) as session:
        compose(session, "d1", "d2")
    with transaction(engine) as first, transaction(engine) as second:
        assert [lease.delivery.id for lease in claim(first, limit=1)] == ["d1"]
        assert [lease.delivery.id for lease in claim(second)] == ["d2"]


KILLED = """
import os, sys
from datetime import datetime, timedelta
from storage import outbox
from storage.database import connect, transaction
url, now, begun = sys.argv[1], datetime.fromisoformat(sys.argv[2]), sys.argv[3] == "begun"
engine = connect(url)
with transaction(engine) as session:
    (lease,) = outbox.claim(session, now=now, limit=1, lease=timedelta(minutes=5))
if begun:
    with transaction(engine) as session:
        outbox.begin(session, lease, now)
else:
    session = transaction(engine).__enter__()
    outbox.begin(session, lease, now)
os.kill(os.getpid(), 9)
"""


@pytest.mark.parametrize(("when", "state"), [("begun", UNKNOWN), ("not begun", PENDING)])
def test_a_killed_sender_loses_nothing(
    engine: Engine, database_url: str, when: str, state: DeliveryState
) -> None:
    """A process killed between claim and settle leaves a delivery that is recovered rightly."""
    with transaction(engine) as session:
        compose(session, "d1")
    command = [sys.executable, "-c", KILLED, database_url, NOW.isoformat(), when]
    killed = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)  # noqa: S603 - our own script
    assert killed.returncode == -9, killed.stderr
    with transaction(engine) as session:
        assert state_of(session, "d1") is DeliveryState.LEASED
        outbox.recover(session, NOW + LEASE)
        assert state_of(session, "d1") is state


SENDER = """
import os, sys
from datetime import UTC, datetime, timedelta
from alerts.model import DeliveryState, Receipt
from storage import outbox
from storage.database import connect, transaction
engine, ledger = connect(sys.argv[1]), os.open(sys.argv[2], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
print("ready", flush=True)
while True:
    now = datetime.now(UTC)
    with transaction(engine) as session:
        leases = outbox.claim(session, now=now, limit=3, lease=timedelta(minutes=5))
    if not leases:
        break
    for lease in leases:
        with transaction(engine) as session:
            is_mine = outbox.begin(session, lease, now)
        assert is_mine
        os.write(ledger, f"{lease.delivery.id}\\n".encode())
        with transaction(engine) as session:
            outbox.settle(session, lease, Receipt(lease.delivery.id, DeliveryState.SENT, now))
"""


@pytest.mark.slow
def test_killing_senders_neither_loses_nor_doubles(
    engine: Engine, database_url: str, tmp_path: Path
) -> None:
    """Senders killed at any moment send nothing twice; what may be lost is unknown, by name."""
    names = [f"d{number:03}" for number in range(90)]
    ledger = tmp_path / "ledger"
    with transaction(engine) as session:
        compose(session, *names)
    command = [sys.executable, "-c", SENDER, database_url, str(ledger)]
    kills = (0.01, 0.04, 0.08)  # seconds of work before each
    for wait in kills:
        with subprocess.Popen(command, stdout=subprocess.PIPE) as sender:  # noqa: S603 - our own script
            assert sender.stdout is not None
            sender.stdout.readline()
            time.sleep(wait)
            sender.kill()
        assert sender.returncode == -9  # it was killed at its work, not after it
        with transaction(engine) as session:
            outbox.recover(session, datetime.now(UTC) + HOUR)
    subprocess.run(command, check=True, timeout=60)  # noqa: S603 - our own script
    sent = ledger.read_text().split()
    with transaction(engine) as session:
        states = {one.id: one.state for one in outbox.deliveries(session)}
    unknown = {name for name, state in states.items() if state is UNKNOWN}
    assert set(states.values()) <= {SENT, UNKNOWN}
    assert len(unknown) <= len(kills)
    assert len(sent) == len(set(sent))
    assert set(names) - unknown <= set(sent)
