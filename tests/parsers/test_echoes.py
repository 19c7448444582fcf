"""Which records may be of one meeting that was told, and which are others for certain."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import pytest

from parsers.model import Format, Level, MeetingRecord, Status, When
from parsers.records.echoes import is_doubtful, is_echo
from tests.parsers.told import TOLD, day, record

HELD = {"status": Status.HELD}
ON_28TH = {"when": day(5, 28)}


def one(**fields: object) -> MeetingRecord:
    """Return what was told: the plan for May 20, of two newsrooms."""
    return record(**{"newsrooms": ("north", "south"), "sources": ("n", "s")} | fields)


def lone(**fields: object) -> MeetingRecord:
    """Return what one newsroom tells apart from it."""
    return record(**{"id": "b", "newsrooms": ("east",), "sources": ("e",)} | fields)


@pytest.mark.parametrize(
    ("told", "heard"),
    [
        # Another day of a plan, in the same month or without any.
        ({}, ON_28TH),
        ({}, {"when": day(5, 9)}),
        ({}, {"when": When()}),
        ({"when": When()}, {}),
        # The plan took place on another day than was told.
        ({}, ON_28TH | HELD),
        # Both are over, a few days apart.
        (HELD, HELD | {"when": day(5, 22)}),
        # A 2+2, and a half of it; a level that nobody named.
        ({}, ON_28TH | {"level": Level.TWO_PLUS_TWO}),
        ({}, ON_28TH | {"level": None}),
        # A plan told on the day that was taken for its own.
        ({"status": Status.PROPOSED, "when": day(5, 10)}, {"when": day(7, 2)}),
        # Put off, and planned again without a day; an undated word of what is planned for a year.
        ({"status": Status.POSTPONED}, {"when": When(), "first_seen": TOLD + timedelta(days=60)}),
        # The one that stands alone is the one that was told.
        ({"newsrooms": ("north",)}, ON_28TH | {"newsrooms": ("east", "west")}),
    ],
)
def test_one_newsroom_may_echo_a_meeting(
    told: Mapping[str, object], heard: Mapping[str, object]
) -> None:
    """Days and outcomes that one meeting can have, read in two ways."""
    assert is_echo(lone(**heard), one(**told))


@pytest.mark.parametrize(
    ("told", "heard"),
    [
        # Two newsrooms on each side do not err alike.
        ({}, ON_28TH | {"newsrooms": ("east", "west")}),
        # One article tells of both.
        ({}, ON_28TH | {"sources": ("e", "n")}),
        # What a person called no meeting.
        ({"is_dismissed": True}, ON_28TH),
        # Other states, another level, a screen.
        ({}, {"participants": ("BG", "GR", "RO", "RS")}),
        ({}, ON_28TH | {"level": Level.LEADERS}),
        ({"format": Format.IN_PERSON}, ON_28TH | {"format": Format.VIRTUAL}),
        # After a meeting, the next.
        (HELD, ON_28TH),
        (HELD, ON_28TH | HELD),
        (HELD, HELD | {"when": day(5, 23)}),
        # Undated words of what is over cannot mean what came a month later.
        (HELD | {"when": When()}, HELD | {"when": day(6, 12)}),
        # A plan for another season.
        ({}, {"when": day(8, 20)}),
        # What took the place of a meeting that was called off, or is told later than that.
        ({"status": Status.CANCELLED}, ON_28TH | {"first_seen": TOLD + timedelta(days=3)}),
        ({}, ON_28TH | {"replaces": "a"}),
        # An undated word of half a year later.
        ({}, {"when": When(), "first_seen": TOLD + timedelta(days=200),
              "last_seen": TOLD + timedelta(days=200)}),
    ],
)  # fmt: skip
def test_a_second_meeting_is_no_echo(
    told: Mapping[str, object], heard: Mapping[str, object]
) -> None:
    """What holds two meetings apart, however few tell of one."""
    assert not is_echo(lone(**heard), one(**told))


def test_nothing_echoes_itself() -> None:
    """One record is no other."""
    assert not is_echo(lone(), lone())
    assert not is_doubtful(lone(), lone())


FOUR = ("BG", "GR", "RO", "RS")


@pytest.mark.parametrize(
    ("heard", "is_so"),
    [
        ({"participants": FOUR}, True),
        ({"level": Level.LEADERS}, True),
        ({"format": Format.PHONE}, True),
        ({"participants": FOUR, "when": day(5, 21)}, True),
        # The same in all, two slips at once, a pair, two states more.
        ({}, False),
        ({"participants": FOUR, "level": Level.LEADERS}, False),
        ({"participants": ("BG", "GR")}, False),
        ({"participants": (*FOUR, "TR")}, False),
        # Other days, no days, two newsrooms, an article that tells of both.
        ({"level": Level.LEADERS, "when": day(5, 28)}, False),
        ({"level": Level.LEADERS, "when": When()}, False),
        ({"level": Level.LEADERS, "newsrooms": ("east", "west")}, False),
        ({"level": Level.LEADERS, "sources": ("e", "n")}, False),
    ],
)
def test_one_field_makes_a_doubt(heard: Mapping[str, object], *, is_so: bool) -> None:
    """A state, a level or a screen: one slip on the days of a meeting that is known."""
    assert is_doubtful(lone(**heard), one(format=Format.IN_PERSON)) is is_so
