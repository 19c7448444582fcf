"""Two judgings of the same days: which alerts are the same, and what differs in the others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.differences import Fate, FieldChange, differences
from alerts.model import Alert, Reason
from parsers.model import Level, Place, Status
from tests.alerts.builders import NOW, alert, days, grouping_alert, meeting, source

MEETING = alert()
SET = grouping_alert(sources=(source("elm.example"),))


def fates(then: list[Alert], now: list[Alert]) -> list[Fate]:
    """Return what became of each alert."""
    return [one.fate for one in differences(then, now)]


def test_what_is_told_again_is_the_same() -> None:
    """In whatever order it is given."""
    assert fates([MEETING, SET], [SET, MEETING]) == [Fate.SAME, Fate.SAME]


def test_what_is_new_and_what_is_gone() -> None:
    """An alert about another record has no counterpart."""
    assert fates([MEETING], []) == [Fate.NO_LONGER]
    assert fates([], [MEETING]) == [Fate.NOW_TOLD]
    assert sorted(fates([MEETING], [SET])) == [Fate.NO_LONGER, Fate.NOW_TOLD]


@pytest.mark.parametrize(
    ("other", "field", "now"),
    [
        ({"reason": Reason.MOVED}, "reason", "moved"),
        ({"members": ("JP", "US")}, "states", "JP, US"),
        ({"name": "Lantern Group"}, "name", "Lantern Group"),
        ({"level": Level.LEADERS}, "level", "leaders"),
        ({"rules": ("asia",)}, "rules", "asia"),
        ({"before": "5 March", "after": "6 March"}, "change", "5 March -> 6 March"),
        ({"meeting": meeting(when=days(date(2026, 3, 14)))}, "date", "Saturday 14 March 2026"),
        ({"meeting": meeting(place=Place(None, "PH"))}, "place", "PH"),
        ({"meeting": meeting(status=Status.HELD)}, "status", "held"),
        ({"raised_at": NOW + timedelta(days=1)}, "raised", "2026-03-04 22:00"),
    ],
)
def test_a_field_that_its_reader_notices_is_named(
    other: dict[str, object], field: str, now: str
) -> None:
    """With both values, and no other field."""
    (one,) = differences([MEETING], [replace(MEETING, **other)])  # type: ignore[arg-type]
    assert one.fate is Fate.OTHERWISE
    assert [(change.field, change.now) for change in one.fields] == [(field, now)]


def test_what_nobody_notices_is_no_difference() -> None:
    """Confidence, the sentence that is quoted, and ids."""
    other = replace(
        MEETING, id="alert-2", record="m2", confidence=0.9, sentence="Said otherwise.",
        meeting=meeting(id="m2", confidence=0.9),
    )  # fmt: skip
    assert fates([MEETING], [other]) == [Fate.SAME]


def test_a_record_that_came_about_otherwise_is_found_by_its_articles() -> None:
    """A reader that misses a state tells of another set, by the same articles."""
    met = meeting(id="m2", participants=("JP", "US"))
    other = alert(id="alert-2", meeting=met, record="m2")
    (one,) = differences([MEETING], [other])
    assert one.fields == (FieldChange("states", "JP, PH, US", "JP, US"),)


def test_two_steps_of_one_record_are_two_alerts() -> None:
    """What was held on Wednesday is no other word for what was planned on Tuesday."""
    held = alert(id="alert-2", reason=Reason.HELD, raised_at=NOW + timedelta(days=1))
    assert fates([MEETING, held], [MEETING]) == [Fate.SAME, Fate.NO_LONGER]
    assert fates([held], [MEETING]) == [Fate.NOW_TOLD, Fate.NO_LONGER]


ALERTS = st.lists(
    st.builds(
        lambda number, record, reason, day: alert(
            id=f"alert-{number}",
            record=f"m{record}",
            reason=reason,
            raised_at=NOW + timedelta(days=day),
            meeting=meeting(id=f"m{record}"),
        ),
        st.integers(0, 9),
        st.integers(0, 3),
        st.sampled_from([Reason.NEW_MEETING, Reason.HELD]),
        st.integers(0, 1),
    ),
    unique_by=lambda one: one.id,
    max_size=6,
)


@given(ALERTS, ALERTS)
def test_each_alert_is_counted_once(then: list[Alert], now: list[Alert]) -> None:
    """On both sides, and the other way round it is the same."""
    found = differences(then, now)
    assert sorted(one.then.id for one in found if one.then) == sorted(one.id for one in then)
    assert sorted(one.now.id for one in found if one.now) == sorted(one.id for one in now)
    assert {one.fate for one in differences(then, then)} <= {Fate.SAME}
    assert len(differences(now, then)) == len(found)
