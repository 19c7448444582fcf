"""Which reports are gathered into one meeting, and which stay apart, in any order of arrival."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import pytest

from parsers.model import Format, Level, Place, Status
from parsers.records.gathering import gathered, neighbours
from parsers.records.reports import Report
from parsers.records.rulings import Rulings
from tests.parsers.told import MONTH, MOVED, UNDATED, day, report

ORDERS = 50
HELD = {"status": Status.HELD}
OFF = {"status": Status.POSTPONED}
CALLED_OFF = {"status": Status.CANCELLED}
ATHENS = {"place": Place("Athens", "GR")}


def piles(reports: Sequence[Report], rulings: Rulings | None = None) -> str:
    """Return the articles of each meeting, as in ``one+two three``; the same in 50 orders."""
    random, found = Random(7), set()  # noqa: S311 - orders, not secrets
    for _ in range(ORDERS):
        shuffled = random.sample(reports, len(reports))
        meetings = gathered(shuffled, rulings) if rulings else gathered(shuffled)
        names = ("+".join(one.telling.article for one in meeting) for meeting in meetings)
        found.add(" ".join(names))
    (only,) = found
    return only


ONE = [
    # Announced, and held as planned.
    [report("a"), report("b", after=3), report("c", after=10.5, **HELD)],
    # A season told first, then a day.
    [report("a", when=MONTH), report("b", after=2)],
    # Undated words before and after.
    [report("a", **UNDATED), report("b", after=1), report("c", after=11, **UNDATED | HELD)],
    # Put off, and given a new day.
    [report("a"), report("b", after=2, **OFF), report("c", after=4, when=day(6, 20))],
    # Moved in one breath.
    [report("a"), report("b", after=2, when=day(6, 4), features=MOVED)],
    # Put off without a day by one, with the old day by another.
    [
        report("a"),
        report("b", after=2, **UNDATED | OFF),
        report("c", after=5, when=day(6, 4)),
        report("d", after=30, **HELD, when=day(6, 4)),
    ],
    # Called off.
    [report("a"), report("b", after=2, **UNDATED | CALLED_OFF)],
    # Called off today: the day is that of the news.
    [report("a"), report("b", after=2, when=day(5, 12), **CALLED_OFF)],
    # One day across zones.
    [report("a", **HELD, after=11), report("b", **HELD, after=11, when=day(5, 21))],
    # The halves of a 2+2.
    [
        report("a", level=Level.TWO_PLUS_TWO),
        report("b", level=Level.DEFENCE_MINISTERS),
        report("c"),
    ],
    # One newsroom errs about the day, the level or the country, beside two that do not.
    [report("a"), report("b"), report("c", when=day(5, 27))],
    [report("a"), report("b"), report("c", level=Level.LEADERS)],
    [report("a"), report("b"), report("c", **ATHENS)],
    # The same day in two countries, or in a room and on a screen: one of them errs.
    [report("a"), report("b", **ATHENS)],
    [report("a", format=Format.IN_PERSON), report("b", format=Format.VIRTUAL)],
    # Told twice by one article.
    [report("a"), report("a", ordinal=1, is_background=True), report("b")],
    # A plan for a day, told within the same days with another one.
    [report("a"), report("b", after=1, when=day(5, 27))],
    # Three newsrooms agree; of three others each errs in a way of its own, one about a day
    # that is far off.
    [
        *(report(name) for name in "abc"),
        report("d", when=day(7, 3)),
        report("e", **UNDATED, **ATHENS, level=None),
    ],
    # An undated word that errs about the place, beside a meeting that is sure.
    [*(report(name) for name in "abc"), report("d", after=1, **UNDATED, **ATHENS)],
]

TWO = [
    # Two levels on two days, each told by two.
    [
        report("a"),
        report("b"),
        report("c", level=Level.LEADERS, when=day(5, 24)),
        report("d", level=Level.LEADERS, when=day(5, 24)),
    ],
    # A call, and then a visit.
    [report("a", format=Format.PHONE), report("b", format=Format.IN_PERSON, after=1)],
    # Rounds of talks in two weeks: the first is over when the next is planned.
    [
        report("a", after=11, **HELD),
        report("b", after=11, when=day(5, 27), status=Status.SCHEDULED),
    ],
    # Two rounds that took place, told in two weeks.
    [report("a", after=11, **HELD), report("b", after=18, when=day(5, 27), **HELD)],
    # One article that tells of both.
    [report("a"), report("a", ordinal=1, when=day(5, 22))],
    # What took place is not moved.
    [report("a", after=11, **HELD), report("b", after=14, when=day(6, 20), features=MOVED)],
    # Put off, and half a year later another one.
    [report("a"), report("b", after=2, **OFF), report("c", after=150, when=day(11, 20))],
    # Plans for two days: the second may be another round, and nobody says that it was moved.
    [report("a"), report("b", after=4), report("c", after=9, when=day(6, 12))],
    # A call the day before.
    [
        report("a", after=9, when=day(5, 19), format=Format.VIRTUAL, place=Place(), **HELD),
        report("b", after=10.5, format=Format.IN_PERSON, **HELD),
    ],
    # Two newsrooms name another day alike, however many name the first.
    [*(report(name) for name in "abcdefg"), *(report(name, when=day(7, 3)) for name in "hi")],
    # Another place and another level too: one error is likely, two are not.
    [
        *(report(name) for name in "abc"),
        report("d", after=1, **UNDATED, **ATHENS, level=Level.LEADERS),
    ],
    # Another place told weeks later, of days that nobody names.
    [*(report(name) for name in "abc"), report("d", after=-25, **UNDATED, **ATHENS)],
    # Told as history of another day.
    [report("a"), report("b", after=1, when=day(5, 9), is_background=True, **HELD)],
]


@pytest.mark.parametrize("reports", ONE)
def test_reports_of_one_meeting_come_together(reports: list[Report]) -> None:
    """Days, levels and places that many tell hold; a single slip does not make a meeting."""
    assert " " not in piles(reports)


@pytest.mark.parametrize("reports", TWO)
def test_reports_of_two_meetings_stay_apart(reports: list[Report]) -> None:
    """Another level, format, round or season is another meeting, as is a second in one article."""
    assert len(piles(reports).split()) == 2


def test_two_meetings_of_one_article_hold_others_apart() -> None:
    """Where one article tells of two rounds, the reports of others go each to its own."""
    both = [report("both"), report("both", ordinal=1, when=day(5, 27))]
    others = [report("first", after=1), report("second", after=1, when=day(5, 27))]
    assert piles([*both, *others]) == "both+first both+second"


def test_what_replaces_a_cancelled_meeting_is_another() -> None:
    """Called off here and convened there, told in one article, are two."""
    both = [
        report("b", after=2, **CALLED_OFF),
        report("b", after=2, ordinal=1, when=day(6, 4), **ATHENS),
    ]
    assert piles([report("a"), *both, report("c", after=3, when=day(6, 4), **ATHENS)]) == "a+b b+c"


MANY = [report("a"), report("b"), report("c")]


@pytest.mark.parametrize(
    ("states", "fields", "is_slip"),
    [
        ("BG GR", {}, False),  # a pair on the margins
        ("BG GR TR", {}, False),
        ("BG GR RS TR", {}, True),
        ("BG GR RS TR", {"when": day(5, 24)}, False),
        ("BG GR RS TR", {"level": Level.LEADERS}, False),
        ("BG GR RS TR", ATHENS, False),
        ("BG GR RS TR", {"after": 8}, True),
        ("BG GR RS TR", {"after": 20}, False),
        ("BG GR RS TR", {"grouping": "Balkan Four"}, False),
        ("BG GR HR RS TR", {}, False),
    ],
)
def test_a_state_too_many_or_too_few_is_a_slip(
    states: str, fields: dict[str, object], *, is_slip: bool
) -> None:
    """One newsroom alone, in nothing else different, told beside many; else it is another set."""
    odd = report("odd", participants=tuple(states.split()), **fields)  # type: ignore[arg-type]
    assert len(piles([*MANY, odd]).split()) == (1 if is_slip else 2)


def test_a_state_is_missed_in_a_larger_set() -> None:
    """The smaller set is what one newsroom made of the larger."""
    four = [report(name, participants=("BG", "GR", "RS", "TR")) for name in "abc"]
    assert piles([*four, report("odd")]) == "a+b+c+odd"


def test_the_sets_that_a_reader_may_mean() -> None:
    """One state less where three are left, one more of those there are; none beside a pair."""
    assert neighbours(("BG", "GR"), ["RS"]) == [("BG", "GR")]
    assert neighbours(("BG", "GR", "RS"), ["TR", "GR"]) == [
        ("BG", "GR", "RS"),
        ("BG", "GR", "RS", "TR"),
    ]
    assert neighbours(("BG", "GR", "RS", "TR"), []) == [
        ("BG", "GR", "RS", "TR"),
        ("GR", "RS", "TR"),
        ("BG", "RS", "TR"),
        ("BG", "GR", "TR"),
        ("BG", "GR", "RS"),
    ]


def test_a_person_has_the_last_word() -> None:
    """What is ruled to be one meeting comes together, and what is ruled to be two stays apart."""
    apart = [report("a"), report("b")]
    far = [report("a"), report("b", when=day(8, 1))]
    pair = frozenset({frozenset({("a", 0), ("b", 0)})})
    assert piles(apart) == "a+b"
    assert piles(apart, Rulings(apart=pair)) == "a b"
    assert piles(far) == "a b"
    assert piles(far, Rulings(together=pair)) == "a+b"


def test_a_long_chain_of_days_is_no_one_meeting() -> None:
    """Reports of a meeting a day for two weeks are not tied together by their neighbours."""
    chain = [report(f"r{n}", after=14, when=day(5, 10 + n), **HELD) for n in range(12)]
    assert len(piles(chain).split()) > 2
