"""What is held of a set of states, made of its reports; and what each of them changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

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
from parsers.records.groupings import CONFIRMED_WITHIN, is_news, record_of, revised
from parsers.records.known_sets import (
    entry_of,
    former_set,
    is_new_name,
    is_new_set,
    known_levels,
    set_since,
)
from parsers.records.nearness import is_like, nearest
from parsers.records.set_reports import SetReport, told_by
from parsers.records.telling import Telling

TOLD = datetime(2024, 5, 10, tzinfo=UTC)
DAY = timedelta(days=1)
REEF = KnownGrouping(
    id="reef",
    name="Reef Table",
    kind="minilateral",
    states=("FJ", "TO", "WS"),
    aliases=("Reef Three", "the Reef"),
    name_since=date(2020, 1, 1),
    levels_since={"officials": date(2019, 1, 1), "foreign_ministers": date(2021, 1, 1)},
)
GROWN = replace(
    REEF, name_since=None, states=("FJ", "TO", "VU", "WS"), joined={"VU": date(2024, 3, 1)}
)
MEMBERS = ("FJ", "TO", "WS")
Steps = list[tuple[ChangeKind, str, str]]


def report(
    name: str | None = None,
    level: Level | None = None,
    *,
    members: tuple[str, ...] = MEMBERS,
    newsroom: str = "wire",
    at: datetime = TOLD,
    **fields: object,
) -> SetReport:
    """Return an article's word on a set; articles are told apart by newsroom and day."""
    given = {"rule": "met", "known": None} | fields
    acts = bool(given.pop("acts", True))
    former = given.pop("former", ())
    claim = Grouping(
        members,
        name,
        is_new=False,
        evidence=Evidence(0, 1, "x"),
        level=level,
        **given,  # type: ignore[arg-type]
    )
    telling = Telling(f"{newsroom} {at:%y-%m-%d}", newsroom, at, at)
    return SetReport(claim, telling, acts=acts, former=former)  # type: ignore[arg-type]


def held(*reports: SetReport, known: KnownGrouping | None = None) -> GroupingRecord:
    """Return what reports of the first one's set say together."""
    record = record_of(reports[0].claim.members, told_by(reports), [known] if known else [])
    assert record is not None
    return record


def steps(*reports: SetReport, known: KnownGrouping | None = None) -> Steps:
    """Return what the last report changed, but for the day since when the set is told of."""
    before = held(*reports[:-1], known=known) if reports[1:] else None
    after = held(*reports, known=known)
    made = revised(before, after, known, reports[-1].telling, "met")
    found = [(change.kind, change.before, change.after) for change in made]
    return [step for step in found if step[0] is not ChangeKind.SINCE]


def test_a_set_unheard_of_is_a_new_candidate() -> None:
    """A set that neither the lexicon nor we hold begins as one, by its name."""
    assert held(report("Reef")).standing is GroupingStanding.CANDIDATE
    assert steps(report("Reef")) == [(ChangeKind.CREATED, "", "Reef")]


def test_since_when_it_is_told_of_is_a_step() -> None:
    """Its first day, and an earlier one that an archive brings."""
    late, early = report(), report(at=TOLD - 900 * DAY, newsroom="archive")
    first = revised(None, held(late), None, late.telling, "met")[0]
    assert (first.kind, first.before, first.after) == (ChangeKind.SINCE, "", "2024-05-10")
    again = revised(held(late), held(late, early), None, early.telling, "met")[0]
    assert (again.before, again.after) == ("2024-05-10", "2021-11-22")
    assert again.true_at == early.telling.published_at


def test_a_known_set_is_no_candidate() -> None:
    """A set of the lexicon, at a level it had, is known and bears its name."""
    record = held(report(level=Level.FOREIGN_MINISTERS), known=REEF)
    assert (record.standing, record.names) == (GroupingStanding.KNOWN, ("Reef Table",))
    assert record.levels == (Level.FOREIGN_MINISTERS, Level.OFFICIALS)
    assert record.levels_since == {Level.FOREIGN_MINISTERS: TOLD.date()}
    assert steps(report(level=Level.FOREIGN_MINISTERS), known=REEF) == [
        (ChangeKind.CREATED, "", "Reef Table")
    ]


def test_the_lexicon_hides_no_name_in_its_first_months() -> None:
    """Within 90 days of its name, and before it, a set of the lexicon is new."""
    early = datetime(2020, 3, 30, tzinfo=UTC)
    late = datetime(2020, 3, 31, tzinfo=UTC)
    assert held(report(at=early), known=REEF).standing is GroupingStanding.CANDIDATE
    assert held(report(at=late), known=REEF).standing is GroupingStanding.KNOWN
    assert is_new_name(REEF, date(2019, 5, 1))


def test_the_lexicons_name_is_none_before_the_press_could_know_it() -> None:
    """On the day before, the set goes without; from that day on it bears the name."""
    eve = datetime(2019, 12, 31, tzinfo=UTC)
    assert held(report(at=eve), known=REEF).names == ()
    assert held(report(at=eve + DAY), known=REEF).names == ("Reef Table",)


def test_the_lexicon_hides_no_member_in_its_first_months() -> None:
    """The grown set is new for 90 days, and knows what it was before."""
    four = {"members": ("FJ", "TO", "VU", "WS")}
    record = held(report(**four), known=GROWN)
    assert record.standing is GroupingStanding.CANDIDATE
    assert record.former == MEMBERS
    later = report(at=TOLD + 20 * DAY, **four)
    assert held(report(**four), later, known=GROWN).standing is GroupingStanding.KNOWN
    assert steps(report(**four), known=GROWN) == [(ChangeKind.JOINED, "FJ,TO,WS", "FJ,TO,VU,WS")]
    assert held(report(), known=GROWN).standing is GroupingStanding.KNOWN


def test_what_the_lexicon_knew_of_a_set_on_a_day() -> None:
    """Since when just these are members, who was before, and which entry they go by."""
    four = ("FJ", "TO", "VU", "WS")
    assert set_since(GROWN, four) == date(2024, 3, 1)
    assert set_since(GROWN, MEMBERS) is None
    assert former_set(GROWN, four) == MEMBERS
    assert former_set(GROWN, MEMBERS) == ()
    assert is_new_set(GROWN, four, date(2024, 5, 29))
    assert not is_new_set(GROWN, four, date(2024, 5, 30))
    body = replace(REEF, id="body", kind="multilateral")
    assert entry_of(MEMBERS, [], [body, REEF]) is REEF
    assert entry_of(MEMBERS, ["body"], [body, REEF]) is body
    assert entry_of(MEMBERS, [], [body]) is None
    assert entry_of(four, ["reef"], [REEF]) is None


def test_a_new_name_of_a_known_set_is_a_change() -> None:
    """A name that is no alias is news; an alias is not."""
    assert steps(report(), report("Lagoon Pact", at=TOLD + DAY), known=REEF) == [
        (ChangeKind.NAME, "Reef Table", "Lagoon Pact")
    ]
    assert steps(report(), report("Reef Three", at=TOLD + DAY), known=REEF) == []
    assert (ChangeKind.NAME, "Reef Table", "Lagoon Pact") in steps(
        report("Lagoon Pact"), known=REEF
    )


def test_names_stand_in_the_order_in_which_they_were_first_told() -> None:
    """Two of one instant by letter; one in other letters is the same name."""
    found = held(
        report("Tide Club", at=TOLD + DAY),
        report("Swell", newsroom="b"),
        report("Anchor", newsroom="a", at=TOLD + DAY),
        report("SWELL", newsroom="c", at=TOLD + 2 * DAY),
    )
    assert found.names == ("Swell", "Anchor", "Tide Club")


def test_a_name_is_new_once() -> None:
    """The second telling of a name changes nothing."""
    again = report("Lagoon Pact", at=TOLD + DAY)
    assert steps(report("Lagoon Pact"), again, known=REEF) == []


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
    assert steps(report(), report(level=level, at=TOLD + DAY), known=REEF) == expected
    assert steps(report(level=level), known=REEF)[1:] == expected


def test_a_first_level_is_none_higher() -> None:
    """Where no level was known, the first one tells nothing new."""
    assert steps(report(), report(level=Level.LEADERS, at=TOLD + DAY)) == []


def test_levels_count_from_90_days_after_they_began() -> None:
    """A level's first months are news, like a name's."""
    assert known_levels(REEF, date(2021, 3, 31)) == {Level.OFFICIALS}
    assert known_levels(REEF, date(2021, 4, 1)) == {Level.OFFICIALS, Level.FOREIGN_MINISTERS}


def test_a_level_has_the_day_on_which_it_was_first_told() -> None:
    """Whichever article came first."""
    late, early = report(level=Level.NSA, at=TOLD), report(level=Level.NSA, at=TOLD - 3 * DAY)
    for told in ((late, early), (early, late)):
        assert held(*told).levels_since == {Level.NSA: (TOLD - 3 * DAY).date()}


def test_a_second_newsroom_confirms_a_candidate() -> None:
    """The copies of one newsroom do not, and a known set needs no confirmation."""
    first, copy = report(), report(at=TOLD + DAY)
    second, third = report(newsroom="herald"), report(newsroom="tribune")
    assert steps(first, copy) == []
    assert steps(first, copy, second) == [(ChangeKind.CONFIRMED, "candidate", "confirmed")]
    assert steps(first, copy, second, third) == []
    assert steps(first, second, known=REEF) == []


def test_what_is_retracted_is_a_step_back() -> None:
    """Names, levels and a confirmation go as they came, and are no news."""
    one = report(level=Level.NSA)
    other = report("Swell", Level.LEADERS, newsroom="herald", at=TOLD + DAY)
    made = revised(held(one, other), held(one), None, other.telling, "retold")
    assert [(step.kind, step.before, step.after) for step in made] == [
        (ChangeKind.NAME, "Swell", ""),
        (ChangeKind.LEVEL, "leaders", "nsa"),
        (ChangeKind.CONFIRMED, "confirmed", "candidate"),
    ]
    assert record_of(MEMBERS, told_by([]), []) is None


def test_a_name_dropped_in_passing_founds_nothing() -> None:
    """Nor does it count beside what does; a set that is spoken of acts when it is told to."""
    passing = report(rule="named", acts=False, newsroom="herald")
    assert record_of(MEMBERS, told_by([passing]), []) is None
    assert held(report(), passing).newsrooms == ("wire",)
    spoken = report(rule="together", acts=False, at=TOLD - 5 * DAY)
    assert steps(spoken) == []
    assert held(spoken, report()).acts_since == TOLD
    assert steps(spoken, report()) == [(ChangeKind.CREATED, "", "")]


def test_a_set_long_spoken_of_is_not_told_first() -> None:
    """Ninety days are as long as a name is new; a longer span can be given."""
    for days, expected in ((90, True), (91, False)):
        old = report(rule="together", acts=False, at=TOLD - days * DAY)
        record = held(old, report())
        (created,) = revised(held(old), record, None, report().telling, "met")
        assert created.kind is ChangeKind.CREATED
        assert is_news(record, created) is expected
        assert is_news(record, created, CONFIRMED_WITHIN)


def test_who_joined_and_who_left_are_steps_of_the_new_set() -> None:
    """In place of its founding; taken back, they leave what it was."""
    joined = report("Reef", members=("FJ", "TO", "VU"), former=MEMBERS)
    assert steps(joined) == [
        (ChangeKind.JOINED, "FJ,TO,WS", "FJ,TO,VU"),
        (ChangeKind.LEFT, "FJ,TO,WS", "FJ,TO,VU"),
    ]
    met = replace(joined, former=())
    made = revised(held(joined), held(met), None, met.telling, "retold")
    assert [(step.kind, step.after) for step in made] == [
        (ChangeKind.JOINED, ""),
        (ChangeKind.LEFT, ""),
    ]


def test_the_order_of_reports_does_not_count() -> None:
    """Any order of the same reports makes the same record, with the lexicon and without."""
    names = ("Swell", "Reef Three", None, "swell", "Anchor")
    levels = (None, Level.NSA, Level.LEADERS, Level.NSA, Level.OFFICIALS)
    reports = [
        report(name, level, newsroom=f"n{place % 3}", at=TOLD + (place % 4) * DAY)
        for place, (name, level) in enumerate(zip(names, levels, strict=True))
    ]
    random = Random(5)  # noqa: S311 - orders, not secrets
    for known in (None, REEF):
        expected = held(*reports, known=known)
        for _ in range(20):
            assert held(*random.sample(reports, len(reports)), known=known) == expected


def test_the_id_is_the_set() -> None:
    """Names do not make a set another one; members do."""
    assert held(report("A")).id == held(report("B")).id
    assert held(report()).id != held(report(members=("FJ", "TO", "VU"))).id


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


def test_a_set_is_named_once() -> None:
    """By the first of its names, the lexicon's before ours."""
    others = [SQUARE, ("Diamond", ("US", "JP", "IN", "AU"))]
    assert nearest(("IN", "JP", "US"), others) == ("Square without AU",)


def test_a_set_is_like_one_that_it_grew_from() -> None:
    """By three fifths, and not like itself."""
    assert is_like("ABC", "ABCD")
    assert is_like("ABC", "ABCDE")
    assert not is_like("ABC", "CAB")
    assert not is_like("ABC", "ABCDEF")
