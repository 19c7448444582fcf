"""The list of meetings: what is held, what was held, and what had been told by a day."""

from __future__ import annotations

import csv
import json
from datetime import timedelta
from pathlib import Path

import pytest

from flows.runtime.wiring import opened
from flows.steps.settling import settle
from parsers.model import Level, Meeting, Place, Status
from parsers.records.telling import Telling
from storage import reports
from storage.database import transaction
from tests.flows.houses import Command, furnish
from tests.parsers.told import TOLD, claim, day
from tests.storage import builders as make

HELD = claim(status=Status.HELD, confidence=0.9)
PAIR = claim(participants=("BG", "GR"), level=Level.LEADERS, when=day(5, 21))
ODD = claim(
    participants=("FJ", "TO", "WS"),
    when=day(7, 1),
    place=Place("=cmd()", "FJ"),
    grouping="@Reef\x1b[31m",
)
# Name, days after the first at which it was published and at which we read it, claims.
ARRIVALS: tuple[tuple[str, float, float, tuple[Meeting, ...]], ...] = (
    ("plan", 0, 0, (claim(), PAIR)),
    ("done", 11, 11, (HELD,)),
    ("odd", 12, 12, (ODD,)),
    # Found by a backfill half a year later.
    ("early", -2, 180, (claim(when=day(5, 21)),)),
)


@pytest.fixture(autouse=True)
def _archive(home: Path) -> None:
    """Four articles of three meetings, one of them found late."""
    furnish(home)
    with opened() as house:
        for name, published, read, claims in ARRIVALS:
            told, now = (TOLD + timedelta(days=days) for days in (published, read))
            with transaction(house.engine) as session:
                one = make.article(name, published_at=told)
                make.keep_article(session, one, newsroom=f"{name}.example", now=now)
                reports.keep(session, name, claims, told_at=told, seen_at=now)
                for report in reports.of_article(session, name):
                    settle(session, report, Telling(name, f"{name}.example", told, now))


def rows(told: str) -> list[list[str]]:
    """Return the cells of a table without its heading."""
    return [line.split("  ") for line in told.splitlines()[1:]]


def days(told: str) -> list[str]:
    """Return the first column of a table."""
    return [cells[0] for cells in rows(told)]


def test_what_is_held_is_listed_by_day(minilateral: Command) -> None:
    """Three states and more, none of history; the rest is there for who asks."""
    told = minilateral("meetings").output
    assert days(told) == ["2024-05-20", "2024-07-01"]
    assert "Bulgaria\N{EN DASH}Greece\N{EN DASH}Serbia" in told
    assert len(rows(minilateral("meetings", "--all").output)) == 3


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--state", "BG"), ["2024-05-20"]),
        (("--state", "Serbia", "--state", "gr"), ["2024-05-20"]),
        (("--state", "FJ", "--state", "GR"), []),
        (("--status", "held"), ["2024-05-20"]),
        (("--since", "2024-05-21"), ["2024-07-01"]),
        (("--until", "2024-05-20"), ["2024-05-20"]),
        (("--since", "2024-05-01", "--until", "2024-05-10"), []),
        (("--all", "--state", "BG"), ["2024-05-20", "2024-05-21"]),
    ],
)
def test_the_list_is_narrowed(
    minilateral: Command, options: tuple[str, ...], expected: list[str]
) -> None:
    """By states that all take part, by status, by days."""
    assert days(minilateral("meetings", *options).output) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2024-05-07", []),
        ("2024-05-08", [("2024-05-21", "scheduled", "1")]),
        ("2024-05-10", [("2024-05-20", "scheduled", "2")]),
        ("2024-05-21", [("2024-05-20", "held", "3")]),
    ],
)
def test_a_past_day_knows_what_was_published(
    minilateral: Command, day: str, expected: list[tuple[str, ...]]
) -> None:
    """Also what was found later, as it stood on the day; nothing of what came after."""
    told = json.loads(
        minilateral("meetings", "--as-of", day, "--state", "BG", "--format", "json").output
    )
    assert [(m["start"], m["status"], str(m["newsrooms"])) for m in told] == expected
    ids = {row["id"] for row in told}
    held = json.loads(minilateral("meetings", "--state", "BG", "--format", "json").output)
    assert ids <= {row["id"] for row in held}


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2024-05-10T08:59", []),
        ("2024-05-10T09:00", [("scheduled", 1)]),
        ("2024-06-01", [("held", 2)]),
        ("2024-12-01", [("held", 3)]),
    ],
)
def test_a_past_instant_knows_what_was_held(
    minilateral: Command, at: str, expected: list[tuple[str, int]]
) -> None:
    """A backfill adds to what is held from then on, and rewrites nothing before."""
    told = minilateral("meetings", "--held-at", at, "--state", "BG", "--format", "json").output
    assert [(m["status"], m["articles"]) for m in json.loads(told)] == expected


def test_a_spreadsheet_gets_no_formula(minilateral: Command) -> None:
    """Names from articles are words in every shape: no formula, no control character."""
    told = minilateral("meetings", "--format", "csv", "--state", "FJ").output
    (row,) = csv.DictReader(told.splitlines())
    assert (row["city"], row["participants"]) == ("'=cmd()", "FJ TO WS")
    assert row["grouping"].startswith("'@Reef")
    assert "\x1b" not in told + minilateral("meetings").output


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--state", "Atlantis"), "Atlantis: no state that we know"),
        (("--as-of", "2024-05-10", "--held-at", "2024-05-10"), "Give one of them"),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused(
    minilateral: Command, options: tuple[str, ...], words: str
) -> None:
    """With the reason, and what to give instead."""
    assert words in minilateral("meetings", *options, status=2).output
