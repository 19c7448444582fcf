"""Where other sentences tell the day of a plan, and whether a sentence is of it alone."""

from __future__ import annotations

from datetime import date

import pytest

from parsers.lexicon import load
from parsers.meetings.day_neighbours import finest, is_lead, named_in, says_off, speaks_only_of
from parsers.meetings.plan_days import goes_on, just_told
from parsers.model import Status
from parsers.scenes.scenes import document
from parsers.times.when import Tense, resolve
from tests.parsers.claims import FRIDAY, days, meetings

X = "The foreign ministers of Serbia, Greece and Bulgaria"
LED = frozenset({"BG", "GR", "RS"})


def found(text: str) -> list[str]:
    """Return the days of the plans of the three, in order."""
    return [days(m.when) for m in meetings(text) if frozenset(m.participants) == LED]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (("Greece's premier flies to Sofia on May 14. He will meet the presidents of Serbia and"
         " Bulgaria there."), "2024-05-14"),
        (f"{X} will meet in June. The talks are scheduled for June 4.", "2024-06-04"),
        (f"{X} will meet next week. They will gather on Tuesday.", "2024-05-14"),
        (f"{X} will meet this year. The session is to be held in Sofia on June 4.", "2024-06-04"),
        # What lies outside the time told, or is of something else, leaves it as it is.
        (f"{X} will meet in June. The vote is scheduled for June 4.", "2024-06-01/2024-06-30"),
        (f"{X} will meet in June. The next meeting is scheduled for July 4.",
         "2024-06-01/2024-06-30"),
        (f"{X} will meet in June. Peru's congress is to meet on June 4.",
         "2024-06-01/2024-06-30"),
        (("Peru's premier flies to Lima on May 14. Greece's president will meet the presidents of"
         " Serbia and Bulgaria."), ""),
        (("Athens, 14 May 2024. Greece's president will meet the presidents of Serbia and"
         " Bulgaria."), ""),
    ],
)  # fmt: skip
def test_a_plan_looks_beside_it(text: str, expected: str) -> None:
    """A sentence that goes on about a plan, or leads to it, tells its day."""
    assert found(text)[:1] == [expected]


def test_who_a_sentence_speaks_of() -> None:
    """It speaks only of the states it names, and is of the lead where the text is short."""
    read = document("", f"{X} will meet in Sofia. It will be held on June 4.", FRIDAY, load())
    first, second = read.body
    assert named_in(first) == LED
    assert speaks_only_of(first, LED)
    assert not speaks_only_of(first, frozenset({"GR"}))
    assert is_lead(first, read)
    assert days(next(goes_on(first, LED, read, Status.SCHEDULED))) == "2024-06-04"
    assert list(just_told(second, LED, read, Status.SCHEDULED)) == []


def test_a_time_is_the_finest_told() -> None:
    """Of a month and a day the day is more; a sentence of what is off says so."""
    told = resolve("In June, on June 4, they meet.", date(2024, 5, 10), tense=Tense.FUTURE)
    assert days(finest(told)) == "2024-06-04"
    assert days(finest([])) == ""
    assert says_off("the summit was postponed")
    assert not says_off("the summit was held")
