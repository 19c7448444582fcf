"""What the reports of a meeting say together, and what one more of them changes."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.model import (
    ChangeKind,
    Format,
    Level,
    MeetingRecord,
    Official,
    Place,
    Precision,
    Status,
    When,
)
from parsers.records.meetings import identity_of, is_stale, provenance, record_of, revised
from parsers.records.reports import Report
from tests.parsers.told import MAY_20, MONTH, MOVED, day, record, report, telling


def after(
    held: dict[str, object],
    told: dict[str, object],
    *,
    late: float = 1,
) -> MeetingRecord:
    """Return the record of two reports, the second ``late`` days after the first."""
    return record_of("a", [report(**held), report("two", after=late, **told)])  # type: ignore[arg-type]


def test_a_record_is_founded_with_all_that_is_said() -> None:
    """The first report gives every field, its source and one change."""
    first = report("first", "herald")
    made, changes = revised(None, record_of("a", [first]), first.telling, "together")
    assert (made.participants, made.level, made.when) == (
        first.claim.participants,
        first.claim.level,
        first.claim.when,
    )
    assert (made.sources, made.newsrooms, made.revision) == (("first",), ("herald",), 0)
    assert [(c.kind, c.before, c.after) for c in changes] == [(ChangeKind.CREATED, "", "scheduled")]
    assert changes[0].true_at == first.telling.published_at


def test_the_same_report_founds_the_same_record() -> None:
    """The id comes of what was first said, so a step can be repeated."""
    assert identity_of(report()) == identity_of(report())
    assert identity_of(report()) != identity_of(report("other"))


@pytest.mark.parametrize(
    ("held", "told", "expected"),
    [
        (Status.PROPOSED, Status.EXPECTED, Status.EXPECTED),
        (Status.EXPECTED, Status.SCHEDULED, Status.SCHEDULED),
        (Status.SCHEDULED, Status.HELD, Status.HELD),
        (Status.PROPOSED, Status.HELD, Status.HELD),
        (None, Status.PROPOSED, Status.PROPOSED),
        (Status.SCHEDULED, Status.CANCELLED, Status.CANCELLED),
        (Status.SCHEDULED, Status.POSTPONED, Status.POSTPONED),
        (Status.POSTPONED, Status.CANCELLED, Status.CANCELLED),
        (Status.POSTPONED, Status.SCHEDULED, Status.SCHEDULED),
        (Status.CANCELLED, Status.SCHEDULED, Status.SCHEDULED),
        # What is weaker, or comes too late, changes nothing.
        (Status.SCHEDULED, Status.EXPECTED, Status.SCHEDULED),
        (Status.SCHEDULED, Status.PROPOSED, Status.SCHEDULED),
        (Status.SCHEDULED, None, Status.SCHEDULED),
        (Status.POSTPONED, Status.EXPECTED, Status.POSTPONED),
        (Status.CANCELLED, Status.PROPOSED, Status.CANCELLED),
    ],
)
def test_status_rises_and_ends(held: Status | None, told: Status | None, expected: Status) -> None:
    """A firmer word counts, a weaker does not; a meeting can be off, and on again."""
    assert after({"status": held}, {"status": told}, late=10).status is expected


@pytest.mark.parametrize(
    ("held", "told", "expected"),
    [
        (Status.SCHEDULED, Status.CANCELLED, Status.SCHEDULED),
        (Status.CANCELLED, Status.SCHEDULED, Status.CANCELLED),
        (Status.POSTPONED, Status.SCHEDULED, Status.POSTPONED),
        (Status.PROPOSED, Status.SCHEDULED, Status.SCHEDULED),
    ],
)
def test_an_older_article_does_not_undo(held: Status, told: Status, expected: Status) -> None:
    """What was published before the last word cannot call a meeting off, or on again."""
    assert after({"status": held}, {"status": told}, late=-1).status is expected


@pytest.mark.parametrize(
    ("held", "told", "expected"),
    [
        # Filled and narrowed.
        (When(), day(5, 20), day(5, 20)),
        (MONTH, day(5, 20), day(5, 20)),
        (
            MONTH,
            When(date(2024, 5, 13), date(2024, 5, 19), Precision.RANGE),
            When(date(2024, 5, 13), date(2024, 5, 19), Precision.RANGE),
        ),
        # A day that is not within moves a plan.
        (day(5, 20), day(5, 22), day(5, 22)),
        (MONTH, day(6, 3), day(6, 3)),
        # Kept: nothing said, less exact, or hardly narrower.
        (day(5, 20), When(), day(5, 20)),
        (day(5, 20), MONTH, day(5, 20)),
        (day(5, 20), When(date(2024, 7, 1), date(2024, 7, 31), Precision.MONTH), day(5, 20)),
        (MONTH, When(date(2024, 5, 10), date(2024, 5, 31), Precision.RANGE), MONTH),
    ],
)
def test_days_are_filled_narrowed_and_moved(held: When, told: When, expected: When) -> None:
    """A plan's days follow the newest exact word; vaguer words leave them."""
    assert after({"when": held}, {"when": told}).when == expected


@pytest.mark.parametrize(
    ("held", "told", "late"),
    [
        ({"status": Status.HELD, "after": 11}, {"when": day(5, 22)}, 12),
        ({}, {"when": day(5, 22), "status": Status.CANCELLED}, 1),
        ({}, {"when": day(5, 22), "status": Status.POSTPONED}, 1),
        ({}, {"when": day(5, 22)}, -1),
    ],
)
def test_days_that_are_settled_stay(
    held: dict[str, object],
    told: dict[str, object],
    late: float,
) -> None:
    """A report, the news that it is off, and an older article move no day."""
    assert after(held, told, late=late).when.start == date(2024, 5, 20)


def test_most_newsrooms_know_the_day() -> None:
    """One newsroom that errs moves nothing, a second word of the same one corrects it."""
    firm = [report(), report("two")]
    wrong = report("three", "herald", after=1, when=day(5, 22))
    right = report("four", "herald", after=2)
    assert record_of("a", [*firm, wrong]).when == MAY_20
    assert record_of("a", [firm[0], wrong, right]).when == MAY_20
    assert record_of("a", [firm[0], wrong]).when == day(5, 22)


def test_copies_have_one_voice() -> None:
    """Five prints of one newsroom's error do not outweigh two newsrooms."""
    copies = [report(f"copy{n}", "wire", when=day(5, 22)) for n in range(5)]
    told = record_of("a", [report(), report("two"), *copies])
    assert told.when == MAY_20
    assert (len(told.sources), len(told.newsrooms)) == (7, 3)


def test_nothing_is_held_before_its_day() -> None:
    """A report long before the day cannot have seen it, whatever its words; on the day it can."""
    assert after({}, {"when": When(), "status": Status.HELD}).status is Status.SCHEDULED
    late = after({}, {"when": When(), "status": Status.HELD}, late=10)
    assert late.status is Status.HELD


def test_postponed_and_then_dated_is_on_again() -> None:
    """A new day after a postponement is the same meeting, scheduled again."""
    told = [report(), report("two", status=Status.POSTPONED, after=1)]
    off = record_of("a", told)
    again = record_of("a", [*told, report("three", when=day(6, 4), after=2)])
    _, changes = revised(off, again, telling("three", after=2), "together")
    assert (off.status, off.when) == (Status.POSTPONED, MAY_20)
    assert (again.status, again.when) == (Status.SCHEDULED, day(6, 4))
    assert [c.kind for c in changes] == [ChangeKind.STATUS, ChangeKind.DATE]


@pytest.mark.parametrize(
    ("held", "told", "expected"),
    [
        ({"place": Place()}, {}, Place("Sofia", "BG")),
        ({"place": Place(None, "BG")}, {}, Place("Sofia", "BG")),
        ({}, {"place": Place(None, "BG")}, Place("Sofia", "BG")),
        ({}, {"place": Place("Varna", "BG")}, Place("Sofia", "BG")),
        ({}, {"place": Place()}, Place("Sofia", "BG")),
        ({}, {"place": Place("Athens", "GR")}, Place("Sofia", "BG")),
        ({}, {"place": Place("Athens", "GR"), "features": MOVED}, Place("Athens", "GR")),
        ({"format": Format.VIRTUAL, "place": Place()}, {}, Place()),
    ],
)
def test_place_is_filled_and_moved(
    held: dict[str, object],
    told: dict[str, object],
    expected: Place,
) -> None:
    """A city fills a country; another country counts only where the text tells of a move."""
    assert after(held, told).place == expected


@pytest.mark.parametrize(
    ("held", "told", "expected"),
    [
        (None, Level.NSA, Level.NSA),
        (Level.FOREIGN_MINISTERS, None, Level.FOREIGN_MINISTERS),
        (Level.FOREIGN_MINISTERS, Level.TWO_PLUS_TWO, Level.TWO_PLUS_TWO),
        (Level.TWO_PLUS_TWO, Level.DEFENCE_MINISTERS, Level.TWO_PLUS_TWO),
        (Level.TWO_PLUS_TWO, None, Level.TWO_PLUS_TWO),
        (Level.OFFICIALS, Level.LEADERS, Level.OFFICIALS),
    ],
)
def test_level_is_filled_and_completed(
    held: Level | None,
    told: Level | None,
    expected: Level,
) -> None:
    """A 2+2 completes the ministers who are its halves; else the first word stays."""
    assert after({"level": held}, {"level": told}).level is expected


def test_a_second_newsroom_adds_confidence_once() -> None:
    """An independent report counts; its copies and a third newsroom add nothing."""
    told = [
        report("one", "wire"),
        report("two", "wire", confidence=0.5),
        report("three", "herald", confidence=0.5),
        report("four", "tribune", confidence=0.5),
    ]
    one, copied, second, third = (record_of("a", told[:n]).confidence for n in (1, 2, 3, 4))
    assert one == copied == 0.8
    assert second == third == pytest.approx(0.916, abs=0.001)


def test_one_step_is_one_revision() -> None:
    """However many fields a report changes, the record steps on once; a repeat not at all."""
    before = record(place=Place())
    told = record(when=day(5, 21), status=Status.HELD, format=Format.IN_PERSON, place=Place())
    stepped, changes = revised(before, told, telling(), "met")
    again, none = revised(stepped, told, telling(), "met")
    assert len(changes) == 3
    assert stepped.revision == 1
    assert (again.revision, none) == (1, ())


def test_each_field_knows_who_said_it_first() -> None:
    """The report that first says what is held stands for a field; unknown fields have none."""
    told = [
        report("late", after=3, status=Status.HELD),
        report("early", place=Place(), level=None),
        report("middle", after=1),
    ]
    found = provenance(record_of("a", told), told)
    assert {name: one.telling.article for name, one in found.items()} == {
        "participants": "early",
        "when": "early",
        "format": "early",
        "level": "middle",
        "place": "middle",
        "city": "middle",
        "status": "early",
    }


def test_a_meeting_told_as_news_is_no_history() -> None:
    """History stays so only while nobody tells it as news."""
    assert after({"is_background": True}, {"is_background": True}).is_background
    assert not after({"is_background": True}, {}).is_background


def test_people_are_gathered() -> None:
    """Officials of all tellings are kept, each name once, the last word on his office."""
    old = Official("Ana Rojas", None, "BG")
    new = Official("Ana Rojas", "Foreign Minister", "BG")
    other = Official("Ion Popa", "Foreign Minister", "RS")
    assert after({"officials": (old,)}, {"officials": (new, other)}).officials == (new, other)


@pytest.mark.parametrize(
    ("when", "now", "expected"),
    [
        (day(5, 20), datetime(2024, 6, 10, tzinfo=UTC), False),
        (day(5, 20), datetime(2024, 6, 11, tzinfo=UTC), True),
        (day(5, 20), datetime(2024, 5, 1, tzinfo=UTC), False),
        (When(), datetime(2030, 1, 1, tzinfo=UTC), False),
        (MONTH, datetime(2024, 6, 21, tzinfo=UTC), False),
        (MONTH, datetime(2024, 6, 22, tzinfo=UTC), True),
    ],
)
def test_news_of_a_meeting_grows_stale(when: When, now: datetime, *, expected: bool) -> None:
    """Three weeks after its end a meeting is no news; one without a day never ends."""
    assert is_stale(record(when=when), now) is expected


REPORTS = st.builds(
    lambda key, newsroom, days, fields: report(
        key[0], newsroom, after=days, ordinal=key[1], **fields
    ),
    st.tuples(st.sampled_from("abcdef"), st.integers(0, 2)),
    st.sampled_from(["wire", "herald", "tribune"]),
    st.integers(-5, 30),
    st.fixed_dictionaries(
        {
            "status": st.sampled_from([None, *Status]),
            "level": st.sampled_from([None, *Level]),
            "when": st.sampled_from([When(), MONTH, MAY_20, day(5, 22), day(6, 4)]),
            "confidence": st.floats(0, 1),
            "place": st.sampled_from([Place(), Place("Sofia", "BG"), Place("Athens", "GR")]),
        }
    ),
)
TOLD_TOGETHER = st.lists(REPORTS, min_size=1, max_size=8, unique_by=lambda one: one.key)


@given(TOLD_TOGETHER, st.randoms())
def test_the_order_of_arrival_does_not_count(told: list[Report], random: object) -> None:
    """The same reports make the same record, whichever came first; none is lost."""
    shuffled = sorted(told, key=lambda _: random.random())  # type: ignore[attr-defined]
    made = record_of("a", told)
    assert made == record_of("a", shuffled)
    assert set(made.sources) == {one.telling.article for one in told}
    assert set(made.newsrooms) == {one.telling.newsroom for one in told}
    assert made.first_seen <= made.last_seen
    assert 0 <= made.confidence <= 1
