"""Bare titles: whose they are by the trip that is told, by the side, or by the neighbour."""

from __future__ import annotations

from datetime import date

import pytest

from parsers.actors.actor_forms import named_after, role_state
from parsers.actors.metonyms import metonym
from parsers.actors.surroundings import Surroundings, is_met
from parsers.actors.titles import NO_TITLES
from parsers.lexicon import load
from parsers.places.journeys import host_at, hosts, itinerary
from parsers.scenes.scenes import document
from parsers.words.items import rows
from tests.parsers.claims import who

DAY = date(2023, 5, 10)


def of(text: str) -> list[tuple[str, str | None]]:
    """Return the state and the name of each person in the last sentence."""
    actors = document("", text, DAY, load()).scenes[-1].actors
    return [(a.state, a.person.name) for a in actors if a.person is not None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ghana's Kofi Mensah flew to Togo. He met Foreign Minister Edem Kossi.",
            [("TG", "Edem Kossi")],
        ),
        (
            "Ghana's Kofi Mensah visited Lomé. He was received by President Afi Lawson.",
            [("TG", "Afi Lawson")],
        ),
        (
            ("Ghana's Kofi Mensah arrived in Lomé. He held talks with President Afi Lawson and "
            "Foreign Minister Edem Kossi."),
            [("TG", "Afi Lawson"), ("TG", "Edem Kossi")],
        ),
        (
            "Ghana's Kofi Mensah flew to Togo. He met Kenyan Foreign Minister Ana Rojas.",
            [("KE", "Ana Rojas")],
        ),
        (
            "Ghana's Kofi Mensah flew to Togo and Benin. He met Foreign Minister Edem Kossi.",
            [],
        ),
        (
            "Ghana's Kofi Mensah flew to Togo. Foreign Minister Edem Kossi stayed at home.",
            [],
        ),
        (
            "Ghana's Kofi Mensah spoke of Togo. He met Foreign Minister Edem Kossi.",
            [],
        ),
        (
            "On the Omani side Foreign Minister Said Harib and Defence Minister Ali Saif spoke.",
            [("OM", "Said Harib"), ("OM", "Ali Saif")],
        ),
        (
            "Omani Foreign Minister Said Harib and Defence Minister Ali Saif spoke.",
            [("OM", "Said Harib"), ("OM", "Ali Saif")],
        ),
        (
            "Foreign Minister Said Harib and Defence Minister Ali Saif of Oman spoke.",
            [("OM", "Said Harib"), ("OM", "Ali Saif")],
        ),
        (
            "Omani Foreign Minister Said Harib and Foreign Minister Ana Rojas spoke.",
            [("OM", "Said Harib")],
        ),
        (
            "Oman was represented by Said Harib, Kenya by Ana Rojas.",
            [("OM", "Said Harib"), ("KE", "Ana Rojas")],
        ),
        (
            ("Oman will be represented at the talks by Said Harib, and Kenya by her counterpart, "
            "Ana Rojas."),
            [("OM", "Said Harib"), ("KE", "Ana Rojas")],
        ),
        ("Heads of African states spoke.", []),
        (
            "Oman was represented by Minister of Digital Development and Transport, Said Harib.",
            [("OM", "Said Harib")],
        ),
        (
            "Oman's representatives were Foreign Minister Said Harib and Minister Ali Saif.",
            [("OM", "Said Harib"), ("OM", "Ali Saif")],
        ),
        (
            ("The foreign ministers of France, Germany and Oman - Annalena Baerbock, Said "
            "Harib and Catherine Colonna - spoke."),
            [("DE", "Annalena Baerbock"), ("OM", "Said Harib"), ("FR", "Catherine Colonna")],
        ),
        (
            "Said Harib, Kenyan Foreign Minister Ana Rojas and others spoke.",
            [("KE", "Ana Rojas")],
        ),
        ("Said Harib headed the Omani delegation.", [("OM", "Said Harib")]),
        ("The Omani delegation was led by Said Harib.", [("OM", "Said Harib")]),
        ("Said Harib, who heads Oman's security council, spoke.", [("OM", "Said Harib")]),
        ("Said Harib, director of the Omani agency, spoke.", [("OM", "Said Harib")]),
        ("Foreign Ministers Said Harib (Oman) and Ana Rojas (Kenya) spoke.",
         [("OM", "Said Harib"), ("KE", "Ana Rojas")]),
        ("Nurses from Oman spoke.", []),
        ("Oman's Bank of Trade spoke.", []),
    ],
)  # fmt: skip
def test_whose_a_person_is(text: str, expected: list[tuple[str, str]]) -> None:
    """Host, side, neighbour and form of words link people to states; other words do not."""
    assert of(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "US Secretary of State Paul Grant travelled to Lomé, Togo, on 3 May 2023. Met with "
                "President Afi Lawson and Foreign Minister Edem Kossi."
            ),
            "TG-US",
        ),
        (
            (
                "US Secretary of State Paul Grant travelled to Lomé, Togo, on 3 May 2023. Met with "
                "President Afi Lawson and Kenyan Foreign Minister Ana Rojas."
            ),
            "KE-US TG-US",
        ),
        (
            (
                "US Secretary of State Paul Grant travelled to Lomé, Togo, on 3 May 2023. Met with "
                "President Afi Lawson. Also met with Foreign Minister Edem Kossi."
            ),
            "TG-US",
        ),
        ("Met with President Afi Lawson in Lomé.", ""),
    ],
)
def test_a_diary_goes_on_about_its_traveller(text: str, expected: str) -> None:
    """A sentence without a subject tells what the traveller did, with each host apart."""
    assert who(text, published=date(2023, 5, 4)) == expected


def test_the_host_holds_until_another_trip() -> None:
    """A later sentence without travel keeps the host; a trip elsewhere changes it."""
    text = "She flew to Togo. She spoke. Then she went home. She travelled to Oman."
    told = rows("", text, load())
    found = hosts(told, itinerary(told, DAY, load()))
    assert [host_at(turns, 0) for turns in found.values()] == ["TG", "TG", "TG", "OM"]


def test_who_goes_on_was_elsewhere_before() -> None:
    """In the sentence that flies on, the host changes where it names the next stop."""
    text = "She flew to Togo. She met a king and flew on to Oman, where she met a minister."
    told = rows("", text, load())
    turns = list(hosts(told, itinerary(told, DAY, load())).values())[-1]
    assert [host_at(turns, at) for at in (0, 50)] == ["TG", "OM"]


def test_who_is_met_stands_behind_a_word_of_meeting() -> None:
    """The items behind "met" are those met, as far as a list of people goes."""
    (row,) = rows("", "He met President Afi Lawson and said Foreign Minister Kossi left.", load())
    titles = [at for at, item in enumerate(row.items) if item.kind.value == "office"]
    assert [is_met(row.items, at) for at in titles] == [True, False]


def test_surroundings_lend_nothing_where_there_is_nothing() -> None:
    """Without a neighbour, a host or a side a title stays nobody's."""
    (row,) = rows("", "He met Foreign Minister Kossi.", load())
    assert Surroundings(None, None).state_of(row.items, 2, NO_TITLES) is None
    assert Surroundings(None, "TG").state_of(row.items, 2, NO_TITLES) == "TG"


def test_names_behind_a_list_are_counted() -> None:
    """Just so many names follow, or none is taken; what "and" joins is another sentence part."""
    (row,) = rows("", "them, Said Harib and Ana Rojas, spoke", load())
    assert [item.text for _, item in named_after(row.items, 1, 2)] == ["Said Harib", "Ana Rojas"]
    assert named_after(row.items, 1, 3) == []
    (joined,) = rows("", "them and Ana Rojas spoke", load())
    assert named_after(joined.items, 1, 1) == []


def test_a_role_says_whose_it_is() -> None:
    """The state in "head of the Omani agency" is found, that of "a friend of Oman" is not."""
    (row,) = rows("", "the head of the Omani agency", load())
    place = role_state(row.items, 0)
    assert place is not None
    assert row.items[place].text == "Omani"
    (other,) = rows("", "a friend of Oman", load())
    assert role_state(other.items, 0) is None


def test_a_capital_behind_a_preposition_stands_for_nobody() -> None:
    """The capital in "said Tokyo" is its state, that in "in Tokyo" a place."""
    states = load().states
    (row,) = rows("", "then Tokyo agreed in Tokyo", load())
    cities = [at for at, item in enumerate(row.items) if item.kind.value == "city"]
    assert [[a.state for a in metonym(row.items, at, states)] for at in cities] == [["JP"], []]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ghana's Kofi Mensah flew to Oman. He met King Abdullah.", [("OM", "King Abdullah")]),
        ("Ghana's Kofi Mensah flew to Togo. King Abdullah stayed at home.", []),
        ("Ghana's Kofi Mensah flew to Togo. He called on President Afi Lawson.",
         [("TG", "Afi Lawson")]),
        ("He met UN Secretary-General Ban Ki-moon and Togo's Afi Lawson.", [("TG", "Afi Lawson")]),
        ("He met CIA director Paul Grant.", [("US", "Paul Grant")]),
        ("Kenya's energy cabinet secretary Davis Mutua spoke.", [("KE", "Davis Mutua")]),
        (("Kenyan Foreign Minister Ana Rojas flew to Oman. The minister met Foreign Minister Said "
         "Harib."), [("KE", "Ana Rojas"), ("OM", "Said Harib")]),
    ],
)  # fmt: skip
def test_who_is_met_and_who_is_not(text: str, expected: list[tuple[str, str]]) -> None:
    """Kings of the host, callers and agencies have states; the heads of bodies have none."""
    assert of(text) == expected
