"""The odds that two piles are one meeting: what one newsroom errs in, and what two agree on."""

from __future__ import annotations

import pytest

from parsers.model import Format, Level, Place, Status
from parsers.records.matching import Profile, profile_of
from parsers.records.odds import ENOUGH, may_be_one, odds
from tests.parsers.told import UNDATED, day, report

ATHENS = {"place": Place("Athens", "GR")}
HELD = {"status": Status.HELD}


def pile(names: str, **fields: object) -> Profile:
    """Return what newsrooms, each named by a letter, say alike."""
    return profile_of([report(name, **fields) for name in names])  # type: ignore[arg-type]


SLIPS: list[dict[str, object]] = [
    {"when": day(5, 27)},
    {"when": day(5, 23)},
    {"level": Level.LEADERS},
    ATHENS,
    {"format": Format.VIRTUAL},
    {"participants": ("BG", "GR", "RS", "TR")},
    {"after": 1, **UNDATED, **ATHENS},
]


@pytest.mark.parametrize("slip", SLIPS)
def test_one_against_many_errs(slip: dict[str, object]) -> None:
    """What one newsroom says alone in one field, beside three, is a mistake."""
    firm = pile("abc", format=Format.IN_PERSON)
    assert odds(firm, pile("d", **slip)) > ENOUGH


@pytest.mark.parametrize("slip", SLIPS[:4])
def test_the_more_say_so_the_less_they_err(slip: dict[str, object]) -> None:
    """Three who say alike what three others deny do not all err; the odds fall with each."""
    firm = pile("abc")
    falling = [odds(firm, pile(names, **slip)) for names in ("d", "de", "def")]
    assert falling == sorted(falling, reverse=True)
    assert slip == ATHENS or falling[-1] < ENOUGH


@pytest.mark.parametrize(
    "fields",
    [
        {"when": day(5, 27), "level": Level.LEADERS},
        {"when": day(6, 12), **ATHENS},
        {"level": Level.LEADERS, "participants": ("BG", "GR", "RS", "TR")},
    ],
)
def test_two_mistakes_in_one_report_are_another_meeting(fields: dict[str, object]) -> None:
    """Another day and another level, or place, or the moment of telling: none of these is rare."""
    assert odds(pile("abc"), pile("d", **fields)) < ENOUGH


def test_rounds_that_took_place_are_two() -> None:
    """Each is told as over on the day after it: whoever errs about the day errs about no other."""
    first, second = pile("ab", after=11, **HELD), pile("c", when=day(5, 27), after=18, **HELD)
    assert odds(first, second) < ENOUGH


def test_the_odds_are_the_same_both_ways() -> None:
    """It does not matter which pile is asked about."""
    firm, weak = pile("abc"), pile("d", when=day(5, 27))
    assert odds(firm, weak) == pytest.approx(odds(weak, firm))


def test_one_article_that_tells_of_both_speaks_for_two() -> None:
    """It is seldom that one text tells of one meeting in two ways."""
    firm = profile_of([report(name) for name in "abc"])
    other = pile("d", when=day(5, 27))
    same = profile_of([report("c", ordinal=1, when=day(5, 27))])
    assert odds(firm, same) < odds(firm, other)


def test_a_plan_that_two_tell_anew_has_not_moved_unsaid() -> None:
    """One newsroom may tell of a move without saying so; of two one would have said it."""
    plan = pile("ab")
    anew = {"after": 4, "when": day(6, 8)}
    assert odds(plan, pile("cd", **anew)) < ENOUGH < odds(plan, pile("c", **anew))


def test_days_that_most_newsrooms_deny_are_nobodys() -> None:
    """A meeting is on days that half of those who name any name; a chain of days is none."""
    days = [day(5, 3 * number) for number in range(1, 4)]
    chain = [report(name, when=on, after=1, **HELD) for name, on in zip("abc", days, strict=True)]
    assert odds(profile_of(chain), pile("d", when=day(5, 1), **HELD)) == float("-inf")


@pytest.mark.parametrize(
    ("fields", "may_be"),
    [
        ({}, True),
        ({"participants": ("BG", "GR", "RS", "TR")}, True),
        ({"participants": ("BG", "GR", "RS", "TR"), "grouping": "Balkan Four"}, False),
        ({"participants": ("BG", "GR")}, False),
        ({"participants": ("BG", "GR", "TR")}, False),
        ({"when": day(9, 1)}, False),
    ],
)
def test_what_is_too_far_for_a_mistake(fields: dict[str, object], *, may_be: bool) -> None:
    """A pair, two states, a name of its own, or a season later: nobody errs so."""
    assert may_be_one(pile("abc"), pile("d", **fields)) is may_be
