"""What a claim does to the record of a meeting: what it founds, fills, corrects and leaves."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.model import (
    ChangeKind,
    Format,
    Level,
    Meeting,
    MeetingRecord,
    Official,
    Place,
    Precision,
    Status,
    When,
)
from parsers.records.decisions import Telling, founded, is_stale, updated
from tests.parsers.test_matching import MAY_20, MOVED, TOLD, claim, day, record

MONTH = When(date(2024, 5, 1), date(2024, 5, 31), Precision.MONTH)


def telling(article: str = "two", newsroom: str = "wire", *, after: float = 1) -> Telling:
    """Return a telling some days after the first."""
    at = TOLD + timedelta(days=after)
    return Telling(article, newsroom, at, at)


def after(
    held: dict[str, object],
    told: dict[str, object],
    *,
    late: float = 1,
) -> MeetingRecord:
    """Return the record after one more claim."""
    return updated(record(**held), claim(**told), telling(after=late))[0]


def test_a_record_is_founded_with_all_that_is_said() -> None:
    """The first claim gives every field, its source and one change."""
    made, changes = founded(claim(), telling("first", "herald"))
    assert (made.participants, made.level, made.when) == (
        claim().participants,
        claim().level,
        claim().when,
    )
    assert (made.sources, made.newsrooms, made.revision) == (("first",), ("herald",), 0)
    assert [(c.kind, c.before, c.after) for c in changes] == [(ChangeKind.CREATED, "", "scheduled")]


def test_the_same_claim_founds_the_same_record() -> None:
    """The id comes of what was first said, so a step can be repeated."""
    assert founded(claim(), telling()) == founded(claim(), telling())
    assert founded(claim(), telling())[0].id != founded(claim(), telling("other"))[0].id


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
        (Status.CANCELLED, Status.HELD, Status.HELD),
        # What is weaker, or comes too late, changes nothing.
        (Status.SCHEDULED, Status.EXPECTED, Status.SCHEDULED),
        (Status.SCHEDULED, Status.PROPOSED, Status.SCHEDULED),
        (Status.SCHEDULED, None, Status.SCHEDULED),
        (Status.HELD, Status.SCHEDULED, Status.HELD),
        (Status.HELD, Status.CANCELLED, Status.HELD),
        (Status.POSTPONED, Status.EXPECTED, Status.POSTPONED),
        (Status.CANCELLED, Status.PROPOSED, Status.CANCELLED),
    ],
)
def test_status_rises_and_ends(held: Status | None, told: Status | None, expected: Status) -> None:
    """A firmer word counts, a weaker does not; a meeting can be off, and on again."""
    assert after({"status": held}, {"status": told}).status is expected


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
        ({"status": Status.HELD}, {"when": day(5, 22)}, 1),
        ({"status": Status.CANCELLED}, {"when": day(5, 22)}, 1),
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


def test_postponed_and_then_dated_is_on_again() -> None:
    """A new day after a postponement is the same meeting, scheduled again."""
    off = updated(record(), claim(status=Status.POSTPONED), telling("two"))[0]
    again, changes = updated(off, claim(when=day(6, 4)), telling("three", after=2))
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
        (
            {"status": Status.HELD},
            {"place": Place("Athens", "GR"), "features": MOVED},
            Place("Sofia", "BG"),
        ),
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
    sure = claim(confidence=0.5)
    first = record(confidence=0.8)
    copy = updated(first, sure, telling("two", "wire"))[0]
    second = updated(copy, sure, telling("three", "herald"))[0]
    third = updated(second, sure, telling("four", "tribune"))[0]
    assert copy.confidence == 0.8
    assert second.confidence == pytest.approx(0.916, abs=0.001)
    assert third.confidence == second.confidence


def test_one_step_is_one_revision() -> None:
    """However many fields a claim changes, the record steps on once; a repeat not at all."""
    told = claim(when=day(5, 21), status=Status.HELD, format=Format.IN_PERSON, place=Place())
    stepped, changes = updated(record(place=Place()), told, telling())
    again, none = updated(stepped, told, telling())
    assert len(changes) == 3
    assert stepped.revision == 1
    assert (again.revision, none) == (1, ())


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


CLAIMS = st.builds(
    lambda status, level, month, number, confidence: claim(
        status=status, level=level, when=day(month, number), confidence=confidence
    ),
    st.sampled_from([None, *Status]),
    st.sampled_from([None, *Level]),
    st.integers(5, 7),
    st.integers(1, 30),
    st.floats(0, 1),
)
TELLINGS = st.builds(
    lambda article, newsroom, days: telling(article, newsroom, after=days),
    st.sampled_from("abcdef"),
    st.sampled_from(["wire", "herald", "tribune"]),
    st.integers(-5, 30),
)


@given(st.lists(st.tuples(CLAIMS, TELLINGS), max_size=6))
def test_no_source_is_ever_lost(told: list[tuple[Meeting, Telling]]) -> None:
    """Whatever is told in whatever order, every article and newsroom stays in the record."""
    held = record()
    for one, by in told:
        held, changes = updated(held, one, by)
        assert all(change.record == held.id for change in changes)
    assert set(held.sources) == {"one", *(by.article for _, by in told)}
    assert set(held.newsrooms) == {"wire", *(by.newsroom for _, by in told)}
    assert list(held.sources) == sorted(held.sources)
    assert held.first_seen <= held.last_seen
    assert 0 <= held.confidence <= 1


@given(st.lists(TELLINGS, max_size=6), st.randoms())
def test_the_same_word_in_any_order_gives_the_same_record(
    tellings: list[Telling],
    random: object,
) -> None:
    """Copies and reports of one claim add up to one record, whichever comes first."""
    shuffled = sorted(tellings, key=lambda _: random.random())  # type: ignore[attr-defined]

    def told(order: list[Telling]) -> MeetingRecord:
        held = record()
        for by in order:
            held = updated(held, claim(confidence=0.6), by)[0]
        return replace(held, confidence=round(held.confidence, 6))

    assert told(tellings) == told(shuffled)
