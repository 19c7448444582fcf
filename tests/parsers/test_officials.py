"""Who takes part in a meeting by name: found all over the text, and nobody else."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.lexicon import load
from parsers.meetings.officials import level_of_most
from parsers.model import Meeting
from parsers.scenes.attendance import attendees
from parsers.scenes.scenes import document
from tests.parsers.claims import meetings, only, states

CASES = Path(__file__).parent / "data" / "people.toml"


@dataclass(frozen=True, slots=True)
class Case:
    """A text with the states and the people it says to meet; of a ``limit`` some are missed."""

    text: str
    published: date
    states: str
    people: str
    title: str = ""
    limit: bool = False


def cases(*, limit: bool) -> list[Case]:
    """Return the cases that are read whole, or those that are not."""
    rows = tomllib.loads(CASES.read_text(encoding="utf-8"))["case"]
    found = [Case(**row) for row in rows]
    return [case for case in found if case.limit is limit]


def people(meeting: Meeting) -> str:
    """Return the officials of a meeting as in ``Ana Rojas KE, Said Harib OM``."""
    return ", ".join(sorted(f"{one.name} {one.state}" for one in meeting.officials))


def told(case: Case) -> list[str]:
    """Return the people of the first meeting of a case's states, none where there is no such."""
    found = [m for m in meetings(case.text, case.title, case.published) if states(m) == case.states]
    return [people(meeting) for meeting in found[:1]]


@pytest.mark.parametrize("case", cases(limit=False), ids=lambda case: case.text[:40])
def test_those_who_take_part_are_named(case: Case) -> None:
    """Everyone whom the text makes take part is told with his state, once, and nobody else."""
    assert told(case) == [case.people]


@pytest.mark.parametrize("case", cases(limit=True), ids=lambda case: case.text[:40])
def test_what_is_not_understood_is_left_out(case: Case) -> None:
    """Of a text that is not read whole nobody is told wrongly."""
    assert {name for line in told(case) for name in line.split(", ") if name} <= set(
        case.people.split(", ")
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "The foreign ministers of Chile, Peru and Ecuador met in Lima. "
                "Peruvian Foreign Minister Ana Rojas did not attend."
            ),
            "",
        ),
        (
            (
                "The foreign ministers of Chile, Peru and Ecuador met in Lima. "
                "Peruvian Foreign Minister Ana Rojas did not say when they would meet again."
            ),
            "Ana Rojas PE",
        ),
        (
            (
                "The meeting of the foreign ministers of Chile, Peru and Ecuador in Lima was "
                "cancelled since Peruvian Foreign Minister Ana Rojas could not attend."
            ),
            "Ana Rojas PE",
        ),
    ],
)
def test_who_stays_away_takes_no_part(text: str, expected: str) -> None:
    """A person said not to come is left out, unless the whole meeting is off."""
    assert people(only(text)) == expected


def test_a_person_is_told_once_by_his_fullest_name() -> None:
    """A surname in the sentence of the meeting is completed by the rest of the text."""
    text = (
        "Rojas of Peru, Soto of Chile and Lasso of Ecuador, the foreign ministers, met in Lima. "
        "Peruvian Foreign Minister Ana Rojas was pleased. Rojas left early."
    )
    assert people(only(text)) == "Ana Rojas PE, Lasso EC, Soto CL"


def test_a_meeting_without_a_level_has_that_of_most_of_its_people() -> None:
    """Three foreign ministers named for a meeting of their states make it theirs."""
    text = (
        "Chile, Peru and Ecuador held three-way talks in Lima. Peruvian Foreign Minister Ana Rojas "
        "spoke with Chilean Foreign Minister Luis Soto at length."
    )
    prepared = document("", text, date(2024, 5, 10), load())
    (meeting,) = meetings(text)[:1]
    assert level_of_most(meeting, attendees(prepared)) == "foreign_ministers"
    assert level_of_most(meeting, []) is None


def test_people_are_seen_once_in_the_order_of_the_text() -> None:
    """A person named twice is one; an analyst and a former minister are nobody's."""
    text = (
        "Omani Foreign Minister Said Harib spoke. Analyst Tom Berg of Sweden listened. "
        "Harib met former Kenyan minister Ana Rojas."
    )
    prepared = document("", text, date(2024, 5, 10), load())
    assert [one.person.name for one in attendees(prepared)] == ["Said Harib"]


def test_people_referred_to_stand_in_their_own_sentence() -> None:
    """The minister of a longer sentence before may host, and his place there is no place here."""
    text = (
        "The meeting of the joint committee of three states, which was formed after a summit in "
        "Asmara last year, was hosted by Egyptian Foreign Minister Adel Fawzi. He welcomed "
        "Eritrean Foreign Minister Omar Saleh and Somali Foreign Minister Ahmed Fiqi to Cairo."
    )
    assert people(meetings(text)[0]) == "Adel Fawzi EG, Ahmed Fiqi SO, Omar Saleh ER"


def test_each_meeting_of_the_same_states_has_its_own_people() -> None:
    """Deputies who attended the talks are not at the meeting of the ministers to come."""
    text = (
        "The deputy foreign ministers of Kenya, Oman and Sweden met in Oslo on Wednesday. "
        "The talks were attended by Kenyan Deputy Foreign Minister Ana Rojas. "
        "The defence ministers of Kenya, Oman and Sweden will meet in Muscat on Sunday."
    )
    assert [people(meeting) for meeting in meetings(text)] == ["Ana Rojas KE", ""]


PIECES = st.lists(
    st.sampled_from(
        [
            *("Kenya", "Omani", "Togo's", "Foreign Minister", "foreign ministers", "Ana Rojas"),
            *("Said Harib", "he", "his counterpart", "hosted", "met with", "was represented by"),
            *("visited", "of", "and", ",", "-", "(", ")", ". ", ". Met with", "Dr.", "Jr.", "bin"),
            *("former", "spokesman", "on the Omani side", "President", "talks", "in Oslo", ":"),
        ]
    ),
    max_size=40,
).map(" ".join)


@given(PIECES)
def test_any_text_is_read(text: str) -> None:
    """Whatever the words, nobody is told twice, and each is of a state that takes part."""
    for meeting in meetings(text):
        names = [(one.name, one.state) for one in meeting.officials]
        assert len(set(names)) == len(names)
        assert {one.state for one in meeting.officials} <= set(meeting.participants)
