"""What a digest holds: the order, the caps, one card per record, the days ahead."""

from __future__ import annotations

from datetime import date, timedelta

from alerts.digests import CARDS, ROWS, fold
from alerts.model import Reason
from parsers.model import Place, Status
from tests.alerts.builders import (
    NOW,
    alert,
    days,
    digest,
    grouping,
    grouping_alert,
    many,
    meeting,
    recipient,
    sample,
    source,
)


def test_sections_stand_in_order_of_weight() -> None:
    """New groupings come first, then what is off, then plans, then what was held."""
    assert [section.title for section in sample().sections] == [
        "New groupings",
        "Cancelled or postponed",
        "Plans and dates",
        "Held",
    ]


def test_a_new_meeting_stands_where_its_status_belongs() -> None:
    """A meeting first heard of when it is over is held, not planned."""
    made = digest(alert(meeting=meeting(status=Status.HELD)))
    assert [section.title for section in made.sections] == ["Held"]


def test_surer_and_later_alerts_come_first() -> None:
    """Within a section confidence decides, then the time."""
    made = digest(
        alert(id="a", record="m1", confidence=0.6),
        alert(id="b", record="m2", confidence=0.9),
        alert(id="c", record="m3", confidence=0.6, raised_at=NOW + timedelta(hours=1)),
    )
    assert [each.id for each in made.alerts] == ["b", "c", "a"]


def test_what_is_over_the_cap_is_counted() -> None:
    """Eight cards and forty rows are kept, the rest is said."""
    made = digest(*many(500))
    assert len(made.alerts) == CARDS + ROWS
    assert made.left_out == 500 - CARDS - ROWS


def test_composing_twice_gives_the_same_digest_in_any_order() -> None:
    """Id and order do not depend on the order in which alerts are given."""
    alerts = many(20)
    first, again = digest(*alerts), digest(*reversed(alerts))
    assert first == again
    assert first.id != digest(*alerts[1:]).id


def test_an_empty_digest() -> None:
    """No news is a digest too: it carries the coverage."""
    made = digest()
    assert (made.sections, made.left_out) == ((), 0)
    assert made.coverage.read == 31


def test_one_record_is_told_once_with_its_latest_state() -> None:
    """Announced in the morning and held in the evening: a new meeting that was held."""
    held = meeting(status=Status.HELD)
    told = fold(
        [
            alert(id="a", raised_at=NOW),
            alert(
                id="b",
                reason=Reason.HELD,
                meeting=held,
                raised_at=NOW + timedelta(hours=9),
                newsrooms=4,
                sources=(source("later.example"),),
            ),
        ]
    )
    assert len(told) == 1
    assert (told[0].reason, told[0].meeting, told[0].newsrooms) == (Reason.NEW_MEETING, held, 4)
    assert told[0].sources == (source("later.example"),)


def test_a_cancellation_that_was_withdrawn_is_not_told() -> None:
    """Cancelled at noon, on again at night: the reader hears that it is on."""
    told = fold(
        [
            alert(id="a", reason=Reason.CANCELLED, meeting=meeting(status=Status.CANCELLED)),
            alert(id="b", reason=Reason.CONFIRMED, raised_at=NOW + timedelta(hours=1)),
        ]
    )
    assert [each.reason for each in told] == [Reason.CONFIRMED]


def test_a_new_grouping_takes_its_first_meeting_in() -> None:
    """One card says that the set is new and when and where it met."""
    trio = grouping(members=("JP", "PH", "US"))
    told = fold(
        [grouping_alert(grouping=trio), alert(), alert(id="x", record="m9", members=("AU",))]
    )
    assert [each.reason for each in told] == [Reason.NEW_GROUPING, Reason.NEW_MEETING]
    assert told[0].meeting == meeting()


def test_a_carried_meeting_that_was_called_off_is_told_too() -> None:
    """The card of the set shows the latest state, and the cancellation has its own card."""
    trio = grouping(members=("JP", "PH", "US"))
    off = meeting(status=Status.CANCELLED)
    told = fold(
        [
            grouping_alert(grouping=trio, meeting=meeting()),
            alert(id="b", reason=Reason.CANCELLED, meeting=off),
        ]
    )
    assert [each.reason for each in told] == [Reason.NEW_GROUPING, Reason.CANCELLED]
    assert [each.meeting for each in told] == [off, off]


def test_days_ahead() -> None:
    """The calendar holds fourteen days, in order, without what is over or off."""
    records = [
        meeting(id="late", when=days(date(2026, 3, 19))),
        meeting(id="off", when=days(date(2026, 3, 6)), status=Status.CANCELLED),
        meeting(id="edge", when=days(date(2026, 3, 18))),
        meeting(id="now", when=days(date(2026, 3, 2), date(2026, 3, 4))),
        meeting(id="past", when=days(date(2026, 3, 3))),
        meeting(id="told", when=days(date(2026, 3, 5)), is_background=True),
        meeting(id="undated", when=days(date(2026, 3, 5)), place=Place()),
    ]
    made = digest(upcoming=records, recipient=recipient(zone="Asia/Tokyo"))
    assert [record.id for record in made.upcoming] == ["now", "undated", "edge"]
