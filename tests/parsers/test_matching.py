"""Whether a claim is about a meeting that we hold: states, level, format, time and place."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.model import (
    Evidence,
    Format,
    Level,
    Meeting,
    MeetingRecord,
    Place,
    Precision,
    Status,
    When,
)
from parsers.records.decisions import best_match, match

TOLD = datetime(2024, 5, 10, 9, tzinfo=UTC)
MAY_20 = When(date(2024, 5, 20), date(2024, 5, 20), Precision.DAY, "May 20")
MOVED = {"moved": 0.2}


def day(month: int, number: int) -> When:
    """Return one day of 2024."""
    on = date(2024, month, number)
    return When(on, on, Precision.DAY)


def claim(**fields: object) -> Meeting:
    """Return a plan of three foreign ministers for Sofia on May 20, but for ``fields``."""
    plan = Meeting(
        participants=("BG", "GR", "RS"),
        level=Level.FOREIGN_MINISTERS,
        format=Format.UNKNOWN,
        place=Place("Sofia", "BG"),
        when=MAY_20,
        status=Status.SCHEDULED,
        is_background=False,
        grouping=None,
        officials=(),
        evidence=Evidence(0, 4, "Told"),
        rule="together",
    )
    return replace(plan, **fields)  # type: ignore[arg-type]


def record(**fields: object) -> MeetingRecord:
    """Return the record of that plan, told on May 10, but for ``fields``."""
    held = MeetingRecord(
        id="a",
        participants=("BG", "GR", "RS"),
        level=Level.FOREIGN_MINISTERS,
        format=Format.UNKNOWN,
        place=Place("Sofia", "BG"),
        when=MAY_20,
        status=Status.SCHEDULED,
        grouping=None,
        first_seen=TOLD,
        last_seen=TOLD,
        confidence=0.8,
        sources=("one",),
        newsrooms=("wire",),
    )
    return replace(held, **fields)  # type: ignore[arg-type]


FROM_SOFIA = {"place": Place(None, None)}
UNDATED = {"when": When()}


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ({}, {}),
        ({"level": None}, {}),
        ({}, {"level": None}),
        ({"level": Level.TWO_PLUS_TWO}, {}),
        ({"level": Level.DEFENCE_MINISTERS}, {"level": Level.TWO_PLUS_TWO}),
        ({"format": Format.PHONE}, {"format": Format.VIRTUAL}),
        ({"format": Format.IN_PERSON}, {}),
        ({"place": Place()}, {}),
        ({"place": Place("Varna", "BG")}, {}),
        ({"when": day(5, 22)}, {}),
        ({"when": day(5, 18)}, {}),
        ({"when": When(date(2024, 5, 1), date(2024, 5, 31), Precision.MONTH)}, {}),
        (UNDATED, {}),
        ({}, UNDATED),
        (UNDATED, UNDATED),
        ({"status": Status.HELD}, {}),
        ({"status": Status.CANCELLED}, {}),
        # Told with another day.
        ({"when": day(6, 4), "features": MOVED}, {}),
        ({"when": day(6, 4), "features": MOVED, "place": Place("Athens", "GR")}, {}),
        ({"when": day(7, 1)}, {"status": Status.POSTPONED}),
        ({"when": day(6, 20), "status": Status.CANCELLED}, {}),
        ({"place": Place("Athens", "GR"), "features": MOVED}, {}),
    ],
)
def test_a_claim_of_the_same_meeting_matches(
    ours: dict[str, object],
    theirs: dict[str, object],
) -> None:
    """Unknown fields agree with any, days within two, and a told move explains the rest."""
    found = match(claim(**ours), record(**theirs), TOLD)
    assert found is not None
    assert 0 < found.score <= 1


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ({"participants": ("BG", "GR")}, {}),
        ({"participants": ("BG", "GR", "RS", "TR")}, {}),
        ({"level": Level.LEADERS}, {}),
        ({"level": Level.LEADERS}, {"level": Level.TWO_PLUS_TWO}),
        ({"level": Level.NSA}, {"level": Level.TWO_PLUS_TWO}),
        ({"format": Format.PHONE}, {"format": Format.IN_PERSON}),
        ({"format": Format.IN_PERSON}, {"format": Format.PHONE}),
        ({"place": Place("Athens", "GR")}, {}),
        ({"when": day(5, 23)}, {}),
        ({"when": day(6, 4)}, {}),
        ({"when": day(8, 30), "features": MOVED}, {}),
        ({"when": day(6, 4), "features": MOVED}, {"status": Status.HELD}),
        ({"when": day(6, 4), "features": MOVED}, {"is_background": True}),
        ({"when": When(), "status": Status.HELD}, {"when": day(9, 1)}),
        ({"when": day(9, 1), "status": Status.CANCELLED}, {}),
    ],
)
def test_a_claim_of_another_meeting_does_not(
    ours: dict[str, object],
    theirs: dict[str, object],
) -> None:
    """Other states, levels, countries or seasons are other meetings."""
    assert match(claim(**ours), record(**theirs), TOLD) is None


def test_an_undated_plan_looks_a_season_ahead() -> None:
    """A plan without a day fits a meeting of this season, not of the next."""
    undated = claim(when=When(), place=Place())
    near, far = record(when=day(8, 30)), record(when=day(10, 30))
    assert match(undated, near, TOLD) is not None
    assert match(undated, far, TOLD) is None


def test_an_undated_report_is_of_the_last_weeks() -> None:
    """A report without a day fits a meeting of the last fortnight, not one of March."""
    undated = claim(when=When(), status=Status.HELD, place=Place())
    near, far = record(when=day(4, 29)), record(when=day(3, 1))
    assert match(undated, near, TOLD) is not None
    assert match(undated, far, TOLD) is None


def test_more_agreement_is_worth_more() -> None:
    """The same day, level and place score higher than an interval or a move."""
    exact = match(claim(), record(), TOLD)
    loose = match(claim(when=When(), level=None, place=Place()), record(), TOLD)
    moved = match(claim(when=day(6, 4), features=MOVED), record(), TOLD)
    assert exact is not None
    assert loose is not None
    assert moved is not None
    assert exact.because == ("states", "day", "level", "place")
    assert exact.score > moved.score > loose.score


def test_the_best_of_several_is_chosen() -> None:
    """Of two records that fit, the one with more agreement is meant."""
    exact, vague = record(id="z"), record(id="a", level=None, place=Place())
    found = best_match(claim(), [vague, exact], TOLD)
    assert found is not None
    assert found.record.id == "z"


def test_no_record_fits() -> None:
    """None of no candidates, and none of those that contradict."""
    assert best_match(claim(), [], TOLD) is None
    assert best_match(claim(level=Level.NSA), [record()], TOLD) is None


LEVELS = st.sampled_from([None, *Level])
WHENS = st.one_of(
    st.just(When()),
    st.builds(
        lambda start, length: When(start, start + timedelta(length), Precision.RANGE),
        st.dates(date(2024, 3, 1), date(2024, 9, 1)),
        st.integers(0, 40),
    ),
)
RECORDS = st.builds(
    lambda number, level, when, status: record(
        id=str(number), level=level, when=when, status=status
    ),
    st.integers(0, 3),
    LEVELS,
    WHENS,
    st.sampled_from([None, *Status]),
)


@given(st.lists(RECORDS, max_size=5), LEVELS, WHENS, st.randoms())
def test_the_order_of_candidates_does_not_count(
    candidates: list[MeetingRecord],
    level: Level | None,
    when: When,
    random: object,
) -> None:
    """Whatever order the store returns records in, the same score is found."""
    shuffled = sorted(candidates, key=lambda _: random.random())  # type: ignore[attr-defined]
    one = best_match(claim(level=level, when=when), candidates, TOLD)
    other = best_match(claim(level=level, when=when), shuffled, TOLD)
    assert (one and (one.score, one.record.id)) == (other and (other.score, other.record.id))
