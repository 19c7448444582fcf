"""At which level a meeting is: whose titles count, and what the text around adds."""

from __future__ import annotations

import pytest

from parsers.meetings.levels import by_state, level_of_sides
from parsers.model import Level
from tests.parsers.claims import meetings, only

LEADERS, FOREIGN, OFFICIALS = Level.LEADERS, Level.FOREIGN_MINISTERS, Level.OFFICIALS


@pytest.mark.parametrize(
    ("sides", "level"),
    [
        ([{LEADERS}, {LEADERS}, {LEADERS}], LEADERS),
        ([{LEADERS, FOREIGN}, {FOREIGN}], FOREIGN),
        ([{LEADERS}, {FOREIGN}], FOREIGN),
        ([{FOREIGN}, {FOREIGN}, {OFFICIALS}], FOREIGN),
        ([{FOREIGN}, set()], FOREIGN),
        ([set()], None),
        ([], None),
    ],
)
def test_level_of_sides(sides: list[set[Level]], level: Level | None) -> None:
    """The highest level that all share, the one of most, or that of the lower of two."""
    assert level_of_sides([frozenset(side) for side in sides]) is level


def test_no_people_have_no_sides() -> None:
    """Sides are made of actors alone."""
    assert by_state([]) == {}


@pytest.mark.parametrize(
    ("text", "level"),
    [
        # A summit is of leaders, unless others are said to hold it.
        ("Togo's minister praised a summit of Togo, Ghana and Benin held in Lomé.", "leaders"),
        ("Togo, Ghana and Benin held a finance ministers' summit in Lomé.", "ministers_other"),
        (
            (
                "A trilateral summit of Togo, Ghana and Benin will be held in Lomé, said Robert "
                "Dussey, Togo's foreign minister."
            ),
            "leaders",
        ),
        # Who prepares a summit is not at it.
        (
            (
                "The vice foreign ministers of Togo, Ghana and Benin met in Lomé to prepare a "
                "summit of their presidents."
            ),
            "officials",
        ),
        # Who speaks gives no level.
        ("Togo, Ghana and Benin held talks in Lomé, officials said.", None),
        ("Togo, Ghana and Benin held talks in Lomé, according to diplomats.", None),
        # People near a meeting give it theirs.
        (
            (
                "Togo, Ghana and Benin held talks in Lomé on Tuesday. Togo's Foreign Minister "
                "Robert Dussey and Ghana's Foreign Minister Shirley Botchwey signed a letter."
            ),
            "foreign_ministers",
        ),
        (
            "Togo, Ghana and Benin held talks in Lomé on Tuesday. The price of maize rose again.",
            None,
        ),
        # A foreign secretary is a minister in London, an official in New Delhi.
        ("The foreign secretaries of India, France and Australia met in Paris.", "officials"),
        (
            "The British foreign secretary and the foreign ministers of France and Germany met.",
            "foreign_ministers",
        ),
    ],
)
def test_level_of_a_text(text: str, level: str | None) -> None:
    """The clause tells, then the people near it; nobody's title is guessed."""
    assert only(text).level == level


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Foreign ministers of three states meet in Lomé", "foreign_ministers"),
        ("Leaders gather in Lomé", "leaders"),
        ("Lomé prepares for rain", None),
    ],
)
def test_level_of_the_headline(title: str, level: str | None) -> None:
    """A headline that speaks of a meeting has its level where the text names none."""
    found = meetings("Officials of Togo, Ghana and Benin held talks in Lomé on Tuesday.", title)
    assert [meeting.level for meeting in found] == [level or "officials"]
