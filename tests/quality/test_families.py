"""The case families are judged rightly, and most of them are read so."""

from __future__ import annotations

from typing import Any

import pytest

from tests.quality import families

# What the reader reaches is higher; these are floors under which something broke.
LEAST = {"open": 0.7, "closed": 0.6}

MEETING: dict[str, Any] = {
    "participants": ["KE", "RW", "UG"],
    "level": "leaders",
    "format": "in_person",
    "city": "Kampala",
    "country": "UG",
    "start": "2024-05-09",
    "end": "2024-05-09",
    "status": "held",
    "is_background": False,
    "officials": [{"name": "Ann Owor", "office": "President", "state": "UG"}],
}
GROUPING: dict[str, Any] = {"name": None, "members": ["KE", "RW", "UG"], "new_in_article": True}


def _faults(meetings: list[Any], groupings: list[Any]) -> list[str]:
    wanted = {"meetings": [MEETING], "groupings": [GROUPING]}
    return families.faults(wanted, {"meetings": meetings, "groupings": groupings})


def test_what_is_as_asked_has_no_fault() -> None:
    """A reading equal to the labels is right."""
    assert _faults([MEETING], [GROUPING]) == []


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"level": "officials"}, "level officials for leaders"),
        ({"city": "Kigali"}, "city Kigali for Kampala"),
        ({"status": "scheduled"}, "status scheduled for held"),
        ({"start": "2024-05-20", "end": "2024-05-20"}, "days 2024-05-20/2024-05-20"),
        ({"officials": []}, "without owor"),
    ],
)
def test_each_field_that_is_asked_for_is_compared(changed: dict[str, Any], fault: str) -> None:
    """One wrong field is one fault, told in words."""
    (told,) = _faults([{**MEETING, **changed}], [GROUPING])
    assert told.startswith(fault)


def test_what_is_missed_and_what_is_made_up_is_told() -> None:
    """The states that meet must be just these, and newness must be said."""
    pair = {**MEETING, "participants": ["KE", "RW", "TZ"]}
    assert _faults([pair], [GROUPING]) == ["missed KE-RW-UG", "made up KE-RW-TZ"]
    assert _faults([MEETING], []) == ["not new KE-RW-UG"]
    assert _faults([MEETING], [GROUPING, {**GROUPING, "members": ["FJ", "TO", "WS"]}]) == [
        "new FJ-TO-WS",
    ]


@pytest.mark.parametrize("split", ["open", "closed"])
def test_most_cases_are_read_as_they_should(split: str) -> None:
    """The share that is right in every field does not fall under its floor."""
    chosen = [case for case in families.cases() if case["split"] == split]
    wrong = sum(bool(families.faults(case, found)) for case, found in families.read(chosen))
    assert wrong <= (1 - LEAST[split]) * len(chosen)
