"""When a recipient is told: in every zone, once a slot, and never by silence misled."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest

from alerts.cadences import (
    GRACE,
    due_slot,
    is_heartbeat_due,
    is_paused,
    is_quiet,
    is_worrying,
    next_due,
    wakes,
)
from alerts.model import Cadence, ChannelKind, Reason, Recipient, Slot
from parsers.model import Precision, When
from tests.alerts import builders as make

NOW = make.NOW
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FIRST, LAST = datetime(2024, 1, 1, tzinfo=UTC), datetime(2031, 1, 1, tzinfo=UTC)


def recipient(**fields: object) -> Recipient:
    """Return somebody in Tokyo who gets a digest at seven."""
    given = {"cadence": Cadence.DAILY, "at": time(7), "zone": "Asia/Tokyo"} | fields
    return Recipient("desk", ChannelKind.EMAIL, ("all",), **given)  # type: ignore[arg-type]


def slots(who: Recipient, since: datetime, until: datetime, step: timedelta) -> list[Slot]:
    """Return the slots that are due from one instant to another, each once in a row."""
    found: list[Slot] = []
    while since < until:
        slot = due_slot(who, since)
        if slot is not None and (not found or found[-1] != slot):
            found.append(slot)
        since += step
    return found


def test_no_slot_for_who_is_told_at_once() -> None:
    """The instant cadence has no daily digest."""
    assert due_slot(recipient(cadence=Cadence.INSTANT), NOW) is None


def test_slot_is_due_from_its_local_time_on() -> None:
    """07:00 in Tokyo is 22:00 UTC of the day before."""
    before = due_slot(recipient(), NOW - timedelta(seconds=1))
    assert before is None
    slot = due_slot(recipient(), NOW)
    assert slot is not None
    assert (slot.mark, slot.due_at) == ("2026-03-04", NOW)


def test_a_slot_that_is_too_late_joins_the_next() -> None:
    """After twelve hours the digest of the day is no longer due."""
    assert due_slot(recipient(), NOW + timedelta(hours=11, minutes=59)) is not None
    assert due_slot(recipient(), NOW + timedelta(hours=12)) is None


@pytest.mark.parametrize(
    ("day", "hour"), [(date(2026, 3, 28), 6), (date(2026, 3, 29), 5), (date(2026, 10, 25), 6)]
)
def test_local_time_stays_when_clocks_change(day: date, hour: int) -> None:
    """In Berlin 07:00 is another instant in summer, but always 07:00."""
    now = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
    slot = due_slot(recipient(zone="Europe/Berlin"), now)
    assert slot is not None
    assert (slot.mark, slot.due_at) == (day.isoformat(), now)


def test_a_local_time_that_the_clock_skips() -> None:
    """02:30 does not exist on that day in Berlin; the digest is due at 03:30."""
    slot = due_slot(
        recipient(zone="Europe/Berlin", at=time(2, 30)), datetime(2026, 3, 29, 3, tzinfo=UTC)
    )
    assert slot is not None
    assert slot.due_at == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


def test_a_digest_of_the_day_before_is_not_due_before_the_next() -> None:
    """Twelve hours after its time a daily digest is stale; a second before the next none is due."""
    assert due_slot(recipient(), NOW - timedelta(seconds=1)) is None


def test_on_weekdays_monday_follows_friday() -> None:
    """A fortnight has ten slots, none on a Saturday or Sunday of the reader."""
    who = recipient(cadence=Cadence.WEEKDAYS)
    found = slots(who, NOW, NOW + 14 * DAY, HOUR)
    assert len(found) == 10
    assert {date.fromisoformat(slot.mark).weekday() for slot in found} == {0, 1, 2, 3, 4}


def test_a_weekly_digest_comes_on_its_day_and_up_to_three_days_late() -> None:
    """One a week; on the fourth day it joins the next."""
    who = recipient(cadence=Cadence.WEEKLY, weekday=3)
    found = slots(who, NOW, NOW + 28 * DAY, HOUR)
    assert [date.fromisoformat(slot.mark).weekday() for slot in found] == [3] * len(found)
    assert len(found) == 4
    due = found[0].due_at
    assert due_slot(who, due + 3 * DAY - HOUR) == found[0]
    assert due_slot(who, due + 3 * DAY) is None


def test_an_hourly_digest_has_a_slot_in_each_hour() -> None:
    """Also where the clock goes back: hours are counted in UTC."""
    who = recipient(cadence=Cadence.HOURLY, zone="Europe/Berlin")
    day = datetime(2026, 10, 25, tzinfo=UTC)
    found = slots(who, day, day + DAY, timedelta(minutes=5))
    assert len({slot.mark for slot in found}) == len(found) == 24
    assert found[0] == Slot("desk", "2026-10-25T00Z", day)


def changes_of(zone: ZoneInfo) -> list[datetime]:
    """Return the days of UTC, 2024 to 2030, after which a zone has another offset."""
    days = [FIRST + number * DAY for number in range((LAST - FIRST).days)]
    offsets = [day.astimezone(zone).utcoffset() for day in days]
    pairs = zip(days, offsets, offsets[1:], strict=False)
    return [day for day, one, other in pairs if one != other]


def distinct_zones() -> list[str]:
    """Return a zone for each set of rules that any zone has in these years."""
    rules = {}
    for name in sorted(available_timezones()):
        zone = ZoneInfo(name)
        changed = changes_of(zone)
        rules.setdefault((FIRST.astimezone(zone).utcoffset(), *changed), name)
    return list(rules.values())


@pytest.mark.slow
@pytest.mark.parametrize("at", [time(0), time(2, 30), time(7)])
def test_no_slot_is_lost_or_doubled_in_any_zone(at: time) -> None:
    """Around each change of a clock, 2024 to 2030, each local day has one slot, in order."""
    for name in distinct_zones():
        who = recipient(zone=name, at=at)
        for change in changes_of(ZoneInfo(name)) or [FIRST]:
            found = slots(who, change - 2 * DAY, change + 3 * DAY, timedelta(minutes=20))
            days = [date.fromisoformat(slot.mark) for slot in found]
            assert days == [days[0] + number * DAY for number in range(len(days))], (name, at)
            gaps = [other.due_at - one.due_at for one, other in itertools.pairwise(found)]
            assert all(22 * HOUR <= gap <= 26 * HOUR for gap in gaps), (name, at)


@pytest.mark.parametrize(
    ("hours", "local", "quiet"),
    [
        ((time(22), time(7)), 23, True),
        ((time(22), time(7)), 6, True),
        ((time(22), time(7)), 7, False),
        ((time(22), time(7)), 12, False),
        ((time(12), time(14)), 13, True),
        ((time(12), time(14)), 14, False),
        (None, 3, False),
    ],
)
def test_quiet_hours_are_local_and_may_span_midnight(
    hours: tuple[time, time] | None, local: int, *, quiet: bool
) -> None:
    """They begin with their first minute and end before their last."""
    at = datetime(2026, 3, 4, local, tzinfo=ZoneInfo("Asia/Tokyo")).astimezone(UTC)
    assert is_quiet(recipient(quiet=hours), at) is quiet


def test_a_pause_ends_with_its_local_day() -> None:
    """22:00 UTC is already the next day in Tokyo."""
    assert is_paused(recipient(paused_until=date(2026, 3, 5)), NOW)
    assert not is_paused(recipient(paused_until=date(2026, 3, 4)), NOW)
    assert not is_paused(recipient(), NOW)


@pytest.mark.parametrize(
    ("reason", "ahead", "woken"),
    [
        (Reason.CANCELLED, 1, True),
        (Reason.POSTPONED, 0, True),
        (Reason.MOVED, 1, True),
        (Reason.CANCELLED, 2, False),
        (Reason.CANCELLED, -1, False),
        (Reason.NEW_MEETING, 1, False),
    ],
)
def test_what_is_called_off_at_short_notice_wakes(
    reason: Reason, ahead: int, *, woken: bool
) -> None:
    """A meeting of today or tomorrow; nothing else is worth it."""
    day = NOW.date() + ahead * DAY
    when = When(day, day, Precision.DAY)
    assert wakes([make.alert(reason=reason, meeting=make.meeting(when=when))], NOW) is woken
    assert not wakes([make.grouping_alert()], NOW)


@pytest.mark.parametrize(
    ("read", "articles", "worrying"),
    [(33, 90, False), (17, 90, False), (16, 90, True), (33, 0, True)],
)
def test_silence_that_may_be_breakage_is_worrying(
    read: int, articles: int, *, worrying: bool
) -> None:
    """Less than half of the feeds, or not one article; a few feeds may have nothing new."""
    assert is_worrying(make.coverage(feeds=33, read=read, articles=articles)) is worrying
    assert not is_worrying(make.coverage(feeds=0, read=0, articles=0))
    assert not is_worrying(make.coverage(feeds=5, read=5, articles=0))


def test_a_sign_of_life_is_due_after_a_week() -> None:
    """Counted from the last message; who is new has missed none."""
    assert is_heartbeat_due(NOW - 7 * DAY, NOW)
    assert not is_heartbeat_due(NOW - 7 * DAY + HOUR, NOW)
    assert not is_heartbeat_due(None, NOW)


def test_every_cadence_with_slots_has_a_grace() -> None:
    """None is longer than the way to the next slot."""
    assert set(GRACE) == set(Cadence) - {Cadence.INSTANT}


@pytest.mark.parametrize(
    ("fields", "hours"),
    [
        ({}, 24),
        ({"at": time(8)}, 1),
        ({"cadence": Cadence.HOURLY}, 1),
        ({"cadence": Cadence.WEEKDAYS, "at": time(6)}, 23),
        ({"cadence": Cadence.WEEKLY, "weekday": 2}, 7 * 24),
        ({"cadence": Cadence.WEEKLY, "weekday": 3}, 24),
        ({"paused_until": date(2026, 3, 10)}, 6 * 24),
    ],
)
def test_the_next_digest_is_foreseen(fields: dict[str, object], hours: int) -> None:
    """From 07:00 in Tokyo on a Wednesday; then it is due, and not a second before."""
    who = recipient(**fields)
    due = next_due(who, NOW)
    assert due == NOW + hours * HOUR
    slot, before = due_slot(who, due), due_slot(who, due - timedelta(seconds=1))
    assert slot is not None
    assert slot.due_at == due
    assert before != slot
    assert next_due(recipient(cadence=Cadence.INSTANT), NOW) is None
