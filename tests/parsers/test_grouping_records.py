"""What is new of a set of states: the set, its name, its level, and a second newsroom."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from parsers.lexicon import KnownGrouping
from parsers.model import (
    ChangeKind,
    Evidence,
    Grouping,
    GroupingRecord,
    GroupingStanding,
    Level,
)
from parsers.records.groupings import grouping_after, is_new_name, known_levels, nearest
from parsers.records.telling import Telling

TOLD = datetime(2024, 5, 10, tzinfo=UTC)
REEF = KnownGrouping(
    id="reef",
    name="Reef Table",
    kind="minilateral",
    states=("FJ", "TO", "WS"),
    aliases=("Reef Three", "the Reef"),
    name_since=date(2020, 1, 1),
    levels_since={"officials": date(2019, 1, 1), "foreign_ministers": date(2021, 1, 1)},
)
Steps = list[tuple[ChangeKind, str, str]]


def claim(
    name: str | None = None,
    level: Level | None = None,
    members: tuple[str, ...] = ("FJ", "TO", "WS"),
) -> Grouping:
    """Return an article's word on a set."""
    return Grouping(
        members, name, is_new=False, evidence=Evidence(0, 1, "x"), rule="met", level=level
    )


def told(
    record: GroupingRecord | None,
    said: Grouping,
    known: KnownGrouping | None = None,
    *,
    newsroom: str = "wire",
    at: datetime = TOLD,
) -> tuple[GroupingRecord, Steps]:
    """Return the record after a telling, and its steps without their source."""
    after, changes = grouping_after(record, said, known, Telling("one", newsroom, at, at))
    return after, [(change.kind, change.before, change.after) for change in changes]


def test_a_set_unheard_of_is_a_new_candidate() -> None:
    """A set that neither the lexicon nor we hold begins with one change."""
    record, steps = told(None, claim("Reef"))
    assert record.standing is GroupingStanding.CANDIDATE
    assert steps == [(ChangeKind.CREATED, "", "Reef")]


def test_a_known_set_is_no_news() -> None:
    """A set of the lexicon, at a level it had, is known without a change."""
    record, steps = told(None, claim(level=Level.FOREIGN_MINISTERS), REEF)
    assert record.standing is GroupingStanding.KNOWN
    assert record.names == ("Reef Table",)
    assert steps == []


def test_the_lexicon_hides_no_name_in_its_first_months() -> None:
    """Within 90 days of its name, and before it, a set of the lexicon is new."""
    early = datetime(2020, 3, 30, tzinfo=UTC)
    late = datetime(2020, 3, 31, tzinfo=UTC)
    assert told(None, claim(), REEF, at=early)[0].standing is GroupingStanding.CANDIDATE
    assert told(None, claim(), REEF, at=late)[0].standing is GroupingStanding.KNOWN
    assert is_new_name(REEF, date(2019, 5, 1))


def test_a_new_name_of_a_known_set_is_a_change() -> None:
    """A name that is no alias is news; an alias is not."""
    assert told(None, claim("Lagoon Pact"), REEF)[1] == [
        (ChangeKind.NAME, "Reef Table", "Lagoon Pact")
    ]
    assert told(None, claim("Reef Three"), REEF)[1] == []


def test_a_name_is_new_once() -> None:
    """The second telling of a name changes nothing."""
    first, _ = told(None, claim("Lagoon Pact"), REEF)
    again, steps = told(first, claim("Lagoon Pact"), REEF)
    assert again.names == ("Reef Table", "Lagoon Pact")
    assert steps == []


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        (Level.LEADERS, [(ChangeKind.LEVEL, "foreign_ministers", "leaders")]),
        (Level.FOREIGN_MINISTERS, []),
        (Level.TWO_PLUS_TWO, []),
        (Level.DEFENCE_MINISTERS, []),
        (Level.OFFICIALS, []),
        (None, []),
    ],
)
def test_a_higher_level_is_a_change(level: Level | None, expected: Steps) -> None:
    """Only a level above all before is news of a set."""
    assert told(None, claim(level=level), REEF)[1] == expected


def test_a_first_level_is_none_higher() -> None:
    """Where no level was known, the first one tells nothing new."""
    record, _ = told(None, claim())
    assert told(record, claim(level=Level.LEADERS))[1] == []


def test_levels_count_from_90_days_after_they_began() -> None:
    """A level's first months are news, like a name's."""
    assert known_levels(REEF, date(2021, 3, 31)) == {Level.OFFICIALS}
    assert known_levels(REEF, date(2021, 4, 1)) == {Level.OFFICIALS, Level.FOREIGN_MINISTERS}


def test_a_second_newsroom_confirms_a_candidate() -> None:
    """The copies of one newsroom do not, and a known set needs no confirmation."""
    first, _ = told(None, claim())
    copy, none = told(first, claim())
    second, steps = told(copy, claim(), newsroom="herald")
    third, nothing = told(second, claim(), newsroom="tribune")
    assert none == nothing == []
    assert second.standing is third.standing is GroupingStanding.CONFIRMED
    assert steps == [(ChangeKind.CONFIRMED, "candidate", "confirmed")]
    known, _ = told(None, claim(), REEF)
    assert told(known, claim(), REEF, newsroom="herald")[1] == []


def test_sources_days_and_levels_are_gathered() -> None:
    """Tellings out of order widen the span of days and add newsrooms, sorted."""
    first, _ = told(None, claim(level=Level.NSA))
    after, _ = told(
        first, claim(level=Level.LEADERS), newsroom="herald", at=TOLD - timedelta(days=3)
    )
    assert (after.first_seen, after.last_seen) == (TOLD - timedelta(days=3), TOLD)
    assert after.newsrooms == ("herald", "wire")
    assert set(after.levels) == {Level.NSA, Level.LEADERS}


def test_the_id_is_the_set() -> None:
    """Names do not make a set another one; members do."""
    assert told(None, claim("A"))[0].id == told(None, claim("B"))[0].id
    assert told(None, claim())[0].id != told(None, claim(members=("FJ", "TO", "VU")))[0].id


SQUARE = ("Square", ("AU", "IN", "JP", "US"))
WEIMAR = ("Weimar Triangle", ("DE", "FR", "PL"))


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        (("IN", "JP", "US"), ("Square without AU",)),
        (("DE", "FR", "PL", "UA"), ("Weimar Triangle plus UA",)),
        (("AU", "IN", "JP", "PH", "US"), ("Square plus PH",)),
        (("AU", "JP", "PH", "US"), ("Square plus PH without IN",)),
        (("DE", "FR", "PL"), ()),
        (("DE", "ES", "IT"), ()),
        (("KE", "TZ", "UG"), ()),
        ((), ()),
    ],
)
def test_the_nearest_known_sets_are_named(
    members: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    """Sets alike by three fifths are named with what is more and less; the set itself is not."""
    assert nearest(members, [SQUARE, WEIMAR]) == expected


def test_at_most_so_many_are_named() -> None:
    """The likest come first, those as like by name, and the limit holds."""
    others = [("B", ("DE", "FR", "PL", "UA")), ("A", ("DE", "FR", "PL", "RO")), ("C", ("DE", "FR"))]
    assert nearest(("DE", "FR", "PL"), others) == ("A without RO", "B without UA")
    assert nearest(("DE", "FR", "PL"), others, limit=1) == ("A without RO",)
