"""The list of sets of states: their rhythm, who is overdue, and whose level rose."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from alerts.model import Rule
from flows.runtime.settings import Settings
from flows.runtime.watchlist import Watchlist
from flows.runtime.wiring import House, opened
from flows.steps.groupings import paced
from parsers.lexicon import load
from parsers.model import GroupingStanding, Level, Status
from storage import groupings, meetings
from storage.database import transaction
from tests.flows.houses import Command, furnish
from tests.storage import builders as make

NORTH, QUAD = ("DK", "FI", "SE"), ("AU", "IN", "JP", "US")
# Set, level and day of each meeting that was held; the north is late, the south uneven.
HELD = (
    (NORTH, Level.FOREIGN_MINISTERS, date(2025, 1, 10)),
    (NORTH, Level.FOREIGN_MINISTERS, date(2025, 4, 10)),
    (NORTH, Level.FOREIGN_MINISTERS, date(2025, 7, 10)),
    (NORTH, Level.LEADERS, date(2025, 10, 10)),
    (("FJ", "TO", "WS"), Level.OFFICIALS, date(2025, 1, 1)),
    (("FJ", "TO", "WS"), Level.OFFICIALS, date(2025, 1, 20)),
    (("FJ", "TO", "WS"), Level.OFFICIALS, date(2025, 12, 1)),
    (QUAD, Level.FOREIGN_MINISTERS, date(2025, 6, 1)),
    (QUAD, Level.LEADERS, date(2025, 9, 1)),
)
DAY = ("--as-of", "2026-03-02")


def fill(session: Session) -> None:
    """Keep three sets of states with their meetings."""
    for number, (states, level, on) in enumerate(HELD):
        fields = {"level": level, "status": Status.HELD}
        meetings.keep(session, make.meeting(f"m{number}", *states, on=on, **fields))
    known = {"known": "quad", "standing": GroupingStanding.KNOWN}
    groupings.keep(session, make.grouping("north", *NORTH, names=("=North\x1b[31m",)))
    groupings.keep(session, make.grouping("south", "FJ", "TO", "WS", names=()))
    groupings.keep(session, make.grouping("quad", *QUAD, **known))
    groupings.keep(session, make.grouping("silent", "BR", "CL", "PE"))


@pytest.fixture
def _filled(home: Path) -> None:
    furnish(home)
    with opened() as house, transaction(house.engine) as session:
        fill(session)


def test_the_rhythm_is_that_of_the_sets_own_meetings(engine: Engine) -> None:
    """On either database; over all levels and at each, and what the lexicon knew is no rise."""
    settings = Settings.model_validate({"database_url": "sqlite:///not-asked.sqlite"})
    house = House(settings, Watchlist((), (Rule("all"),), ()), engine, load())
    with transaction(engine) as session:
        fill(session)
    found = {one.record.id: one for one in paced(house, date(2026, 3, 2))}
    assert list(found) == ["quad", "silent", "north", "south"]
    north = found["north"]
    assert (north.rhythm.occasions, north.rhythm.interval, north.rhythm.spread) == (4, 91.0, 1.0)
    assert north.overdue == 121 > north.rhythm.overdue > 0
    assert list(north.levels) == [Level.LEADERS, Level.FOREIGN_MINISTERS]
    assert north.raised is not None
    assert (north.raised.level, north.raised.on) == (Level.LEADERS, date(2025, 10, 10))
    assert found["quad"].raised is None
    assert found["silent"].rhythm.occasions == 0
    assert not found["south"].rhythm.is_even


@pytest.mark.usefixtures("_filled")
class TestCommand:
    """``minilateral groupings``."""

    def test_all_sets_are_listed(self, minilateral: Command) -> None:
        """Each with its rhythm in words, or why there is none."""
        told = minilateral("groupings", *DAY).stdout
        assert "every 91 days ±1 (4 meetings), overdue by 29 days" in told
        assert "raised to leaders on 2025-10-10" in told
        assert "no rhythm (3 meetings, 167 days ±148)" in told
        assert "too few to tell (0 of 3)" in told
        assert "\x1b" not in told

    def test_the_overdue_are_told_apart(self, minilateral: Command) -> None:
        """They alone, counted to the day that is given."""
        told = minilateral("groupings", "--overdue", *DAY, "--format", "json").stdout
        (north,) = json.loads(told)
        assert (north["id"], north["overdue_days"], north["due_until"]) == (
            "north", 29, "2026-02-01",
        )  # fmt: skip
        assert north["by_level"]["foreign_ministers"]["overdue_days"] == 121
        early = minilateral("groupings", "--overdue", "--as-of", "2025-10-20", "--format", "json")
        assert json.loads(early.stdout) == []

    def test_the_risen_are_told_apart(self, minilateral: Command) -> None:
        """They alone, also as rows of a table; a name that begins like a formula is text."""
        told = minilateral("groupings", "--level-raised", *DAY, "--format", "csv").stdout
        (north,) = csv.DictReader(io.StringIO(told))
        assert (north["level_raised_to"], north["level_raised_on"]) == ("leaders", "2025-10-10")
        assert north["names"] == "'=North[31m"

    def test_no_set_is_an_empty_table(self, minilateral: Command) -> None:
        """The heading alone."""
        told = minilateral("groupings", "--overdue", "--as-of", "2020-01-01").stdout
        assert len(told.splitlines()) == 1
