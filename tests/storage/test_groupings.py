"""Groupings: a set of states is one record, whatever its names."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from parsers.model import Change, ChangeKind, GroupingStanding, Level
from storage import groupings
from storage.database import transaction
from storage.errors import RowRefusedError
from tests.storage import builders as make
from tests.storage.builders import NOW


def test_a_set_is_found_in_any_order(engine: Engine) -> None:
    """The members are a set: their order and doubles do not matter, one more or less does."""
    trio = make.grouping("trio", "DK", "FI", "SE")
    with transaction(engine) as session:
        groupings.keep(session, trio, [])
        assert groupings.by_members(session, ["SE", "DK", "FI", "SE"]) == trio
        assert groupings.by_members(session, ["DK", "FI"]) is None
        assert groupings.by_members(session, ["DK", "FI", "NO", "SE"]) is None
        assert groupings.get(session, "trio") == trio
        assert groupings.get(session, "duo") is None


def test_a_set_is_one_record(engine: Engine) -> None:
    """A second record of the same set is refused, so that no set lives twice."""

    def keep_twice() -> None:
        with transaction(engine) as session:
            groupings.keep(session, make.grouping("trio", "DK", "FI", "SE"), [])
            groupings.keep(session, make.grouping("three", "DK", "FI", "SE"), [])

    with pytest.raises(RowRefusedError):
        keep_twice()


def test_a_record_grows(engine: Engine) -> None:
    """A confirmed record replaces the candidate, and its history says so once."""
    before = make.grouping("trio", "DK", "FI", "SE")
    after = make.grouping(
        "trio",
        "DK",
        "FI",
        "SE",
        names=("Trio", "Sound Three"),
        levels=(Level.LEADERS, Level.NSA),
        standing=GroupingStanding.CONFIRMED,
    )
    change = Change("trio", ChangeKind.CONFIRMED, "candidate", "confirmed", "talks", "named", NOW)
    with transaction(engine) as session:
        groupings.keep(session, before, [])
        for _ in range(2):
            groupings.keep(session, after, [change])
        assert groupings.everything(session) == [after]
        assert groupings.history(session, "trio") == [change]


def test_what_is_known_is_told_apart_from_candidates(engine: Engine) -> None:
    """Names and states, with or without a name; a candidate is not known yet."""
    confirmed = {"standing": GroupingStanding.CONFIRMED}
    with transaction(engine) as session:
        groupings.keep(session, make.grouping("trio", "DK", "FI", "SE", **confirmed))
        groupings.keep(session, make.grouping("three", "FJ", "TO", "WS", names=(), **confirmed))
        groupings.keep(session, make.grouping("new", "BR", "CL", "PE"))
        assert groupings.known_sets(session) == [
            (("Trio",), ("DK", "FI", "SE")),
            ((), ("FJ", "TO", "WS")),
        ]
        assert [one.id for one in groupings.many(session, ["trio", "new", "none"])] == [
            "new",
            "trio",
        ]


def test_what_was_held_is_remembered(engine: Engine) -> None:
    """As it stood at an instant, without its articles; a set that was withdrawn is held no more."""
    trio = make.grouping("trio", "DK", "FI", "SE", sources=("talks",))
    grown = make.grouping("trio", "DK", "FI", "SE", names=("Trio", "Sound Three"))
    step = Change("trio", ChangeKind.WITHDRAWN, "", "", "talks", "withdrawn", NOW)
    hour = timedelta(hours=1)
    with transaction(engine) as session:
        groupings.keep(session, trio)
        groupings.remember(session, "trio", trio, NOW)
        groupings.remember(session, "trio", grown, NOW + hour)
        groupings.withdraw(session, "trio", [step])
        groupings.remember(session, "trio", None, NOW + 2 * hour)
        assert groupings.held_at(session, NOW - hour) == []
        assert groupings.held_at(session, NOW) == [make.grouping("trio", "DK", "FI", "SE")]
        assert groupings.held_at(session, NOW + hour) == [grown]
        assert groupings.held_at(session, NOW + 2 * hour) == []
        assert len(groupings.states_of(session, "trio")) == 3
        assert groupings.get(session, "trio") is None
        assert groupings.history(session, "trio") == [step]
