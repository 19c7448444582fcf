"""Why two meetings are held apart, and what would have made them one: each answer is gathered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from parsers.model import Format, Level, Place, Precision, Status, When
from parsers.records.gathering import gathered
from parsers.records.kinship import ONE_ARTICLE, OTHERS, PERSON, kinship
from parsers.records.matching import MOVED_WITHIN
from parsers.records.reports import Report
from parsers.records.rulings import Rulings
from tests.parsers.told import UNDATED, day, report

MAY = [report("one"), report("two")]


def on(days: int, **fields: object) -> Report:
    """Return a report of the meeting so many days after May 20."""
    at = date(2024, 5, 20) + timedelta(days=days)
    return report("three", **{"when": When(at, at, Precision.DAY), **fields})


def piles(*reports: Report) -> int:
    """Return how many meetings the reports are of."""
    return len(gathered(reports))


def test_a_day_near_enough_would_have_joined_them() -> None:
    """As near as the answer says, and no nearer is needed; a day farther off is another one."""
    other = on(40)
    assert piles(*MAY, other) == 2
    found = kinship([other], MAY)
    assert found.against == ("time",)
    (words,) = found.would_join
    first, last = (
        date.fromisoformat(day) for day in words.removeprefix("a day from ").split(" to ")
    )
    early, late = ((at - date(2024, 5, 20)).days for at in (first, last))
    assert {piles(*MAY, on(days)) for days in range(early, late + 1)} == {1}
    assert (late, piles(*MAY, on(late + 1))) == (14, 2)
    assert -early == MOVED_WITHIN or piles(*MAY, on(early - 1)) == 2


def test_a_day_as_near_on_both_sides_is_told_so() -> None:
    """Of meetings that took place, and were told on the day."""
    held = {"status": Status.HELD}
    told = [report("one", after=10, **held), report("two", after=10, **held)]
    other = report("three", after=40, when=day(6, 19), **held)
    found = kinship([other], told)
    assert found.would_join == ("a day within 4 of 2024-05-20",)
    for days in (-5, -4, 4, 5):
        at = date(2024, 5, 20) + timedelta(days=days)
        near = report("three", after=40, when=When(at, at, Precision.DAY), **held)
        assert piles(*told, near) == (1 if abs(days) <= 4 else 2)


@pytest.mark.parametrize(
    ("fields", "against", "joins"),
    [
        ({"level": Level.LEADERS}, "level", "the level foreign_ministers"),
        ({"participants": ("BG", "GR", "TR")}, "states", "the states BG, GR, RS"),
    ],
)
def test_one_field_as_the_other_has_it_would_have_joined_them(
    fields: dict[str, object], against: str, joins: str
) -> None:
    """And does so, when it is read that way."""
    other = report("three", **fields)
    assert piles(*MAY, other) == 2 or against == "level"
    found = kinship([other], MAY)
    assert against in found.against
    assert joins in found.would_join


def test_where_no_field_suffices_two_are_named() -> None:
    """Another level on another day, told by another newsroom."""
    other = on(200, level=Level.LEADERS, place=Place("Athens", "GR"))
    found = kinship([other], [MAY[0]])
    assert {"level", "time", "place"} == set(found.against)
    for words in found.would_join:
        assert " and " in words
    assert any("the level foreign_ministers" in words for words in found.would_join)


def test_a_person_and_an_article_of_both_hold_them_apart() -> None:
    """No field would join what a person parted; an article that tells of both tells them apart."""
    other = replace(on(40), telling=MAY[0].telling, ordinal=1)
    assert kinship([other], MAY).against == ("time", ONE_ARTICLE)
    third = report("three")
    rulings = Rulings(apart=frozenset(frozenset({third.key, one.key}) for one in MAY))
    found = kinship([third], MAY, rulings)
    assert (found.against, found.would_join) == ((PERSON,), ())


def test_what_differs_in_nothing_is_held_apart_by_its_other_reports() -> None:
    """An undated report may fit, and yet fit another meeting better."""
    vague = report("three", **UNDATED, status=Status.SCHEDULED, format=Format.UNKNOWN)
    found = kinship([vague, on(41)], MAY)
    assert found.against[0] in {"time", OTHERS}
    assert kinship([vague], [report("two", when=day(5, 20))]).against == (OTHERS,)
