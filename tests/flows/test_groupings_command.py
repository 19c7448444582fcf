"""The list of sets of states: their rhythm, who is overdue, and whose level rose."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from alerts.model import Rule
from flows.runtime.settings import Settings
from flows.runtime.watchlist import Watchlist
from flows.runtime.wiring import House, opened
from flows.steps.detect import keep_reading
from flows.steps.groupings import Paced, as_of, held, held_at
from parsers.lexicon import load
from parsers.model import (
    Evidence,
    Grouping,
    GroupingRecord,
    GroupingStanding,
    Level,
    Reading,
    Status,
)
from storage import articles
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
AT = datetime(2026, 3, 2, tzinfo=UTC)
ON = AT.date()


WORDS = Evidence(0, 5, "Words")
NAMES = {NORTH: "=North\x1b[31m", QUAD: "Quad"}


def tell(session: Session, house: House, name: str, told: datetime, said: Reading) -> None:
    """Let an article come in on the day on which it was published, and be kept."""
    make.keep_article(session, make.article(name, published_at=told), now=told)
    stored = articles.get(session, name)
    assert stored is not None
    keep_reading(session, house, stored, said, told)


def fill(session: Session, house: House) -> None:
    """Keep an article for each meeting, the day after it, and one of a set that never met."""
    for number, (states, level, on) in enumerate(HELD):
        told = datetime.combine(on + timedelta(days=1), time(12), UTC)
        met = make.claim(*states, on=on, level=level, status=Status.HELD, confidence=0.9)
        known = "quad" if states == QUAD else None
        acts = Grouping(states, NAMES.get(states), False, WORDS, "met", known, level)  # noqa: FBT003 - a value
        tell(session, house, f"m{number}", told, Reading(True, (acts,), (met,)))  # noqa: FBT003 - same
    silent = Grouping(("BR", "CL", "PE"), None, True, WORDS, "together")  # noqa: FBT003 - same
    tell(session, house, "silent", datetime(2025, 2, 1, tzinfo=UTC), Reading(True, (silent,)))  # noqa: FBT003 - same


@pytest.fixture
def _filled(home: Path) -> None:
    furnish(home)
    with opened() as house, transaction(house.engine) as session:
        fill(session, house)


def test_the_rhythm_is_that_of_the_sets_own_meetings(engine: Engine) -> None:
    """On either database; over all levels and at each, and what the lexicon knew is no rise."""
    settings = Settings.model_validate({"database_url": "sqlite:///not-asked.sqlite"})
    house = House(settings, Watchlist((), (Rule("all"),), ()), engine, load())
    with transaction(engine) as session:
        fill(session, house)
    for asked in (held(house, ON), as_of(house, AT), held_at(house, AT)):
        found = {"-".join(one.record.members): one for one in asked}
        assert list(found) == ["AU-IN-JP-US", "BR-CL-PE", "DK-FI-SE", "FJ-TO-WS"]
        north = found["DK-FI-SE"]
        rhythm = north.rhythm
        assert (rhythm.occasions, rhythm.interval, rhythm.spread) == (4, 91.0, 1.0)
        assert north.overdue == 121 > north.rhythm.overdue > 0
        assert list(north.levels) == [Level.LEADERS, Level.FOREIGN_MINISTERS]
        assert north.raised is not None
        assert (north.raised.level, north.raised.on) == (Level.LEADERS, date(2025, 10, 10))
        assert found["AU-IN-JP-US"].raised is None
        assert found["BR-CL-PE"].rhythm.occasions == 0
        assert not found["FJ-TO-WS"].rhythm.is_even


def test_the_past_is_asked_in_two_ways(engine: Engine) -> None:
    """What had been published by a day, and what was held at an instant, are not the same."""
    settings = Settings.model_validate({"database_url": "sqlite:///not-asked.sqlite"})
    house = House(settings, Watchlist((), (Rule("all"),), ()), engine, load())
    early = Grouping(NORTH, "Sound Three", True, WORDS, "naming", None, Level.NSA)  # noqa: FBT003 - a value
    with transaction(engine) as session:
        fill(session, house)
        old = make.article("old", published_at=datetime(2019, 5, 2, tzinfo=UTC))
        make.keep_article(session, old, newsroom="archive", now=AT)
        stored = articles.get(session, "old")
        assert stored is not None
        keep_reading(session, house, stored, Reading(True, (early,)), AT)  # noqa: FBT003 - a value
    day = datetime(2025, 2, 3, tzinfo=UTC)

    def north(found: list[Paced]) -> GroupingRecord:
        return next(one.record for one in found if one.record.members == NORTH)

    assert [one.record.members for one in as_of(house, datetime(2020, 1, 1, tzinfo=UTC))] == [NORTH]
    assert held_at(house, datetime(2020, 1, 1, tzinfo=UTC)) == []
    then, known = north(held_at(house, day)), north(as_of(house, day))
    assert (then.first_seen.year, then.names[0]) == (2025, NAMES[NORTH])
    assert (known.first_seen.year, known.names[0]) == (2019, "Sound Three")
    assert known.standing is GroupingStanding.CONFIRMED
    assert set(known.levels) == {Level.NSA, Level.FOREIGN_MINISTERS}
    assert north(held(house, ON)).first_seen.year == 2019


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
        assert (north["members"], north["overdue_days"], north["due_until"]) == (
            "DK FI SE", 29, "2026-02-01",
        )  # fmt: skip
        assert (north["since"], north["newsrooms"], north["former"]) == ("2025-01-11", 1, "")
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

    def test_what_was_held_is_another_question(self, minilateral: Command) -> None:
        """It is answered on its own, and not together with the first."""
        told = minilateral("groupings", "--held-at", "2025-01-20T08:00", "--format", "json").stdout
        assert [one["members"] for one in json.loads(told)] == ["DK FI SE", "FJ TO WS"]
        refused = minilateral("groupings", *DAY, "--held-at", "2025-01-20", status=2).output
        assert "two questions" in refused
