"""Who acts in a sentence: each state with its office, its person and its role."""

from __future__ import annotations

from datetime import date

import pytest

from parsers.actors.actors import Actor, Role
from parsers.actors.people import holds
from parsers.lexicon import load
from parsers.scenes.scenes import document

Short = tuple[str, str | None, str | None]


def actors(text: str, published: date | None = date(2024, 5, 10)) -> list[Actor]:
    """Return the actors of the last sentence of a text."""
    return list(document("", text, published, load()).scenes[-1].actors)


def short(text: str) -> list[Short]:
    """Return the state, title and person of each actor."""
    return [(a.state, a.office, a.person.name if a.person else None) for a in actors(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenya's Rojas spoke.", [("KE", None, "Rojas")]),
        ("Kenyan Foreign Minister Ana Rojas spoke.", [("KE", "Foreign Minister", "Ana Rojas")]),
        ("Foreign Minister Ana Rojas of Kenya spoke.", [("KE", "Foreign Minister", "Ana Rojas")]),
        ("Ana Rojas of Kenya spoke.", [("KE", None, "Ana Rojas")]),
        ("Ana Rojas, Kenya's foreign minister, spoke.", [("KE", "foreign minister", "Ana Rojas")]),
        ("Ana Rojas, foreign minister of Kenya, spoke.", [("KE", "foreign minister", "Ana Rojas")]),
        ("Kenya's foreign minister, Ana Rojas, spoke.", [("KE", "foreign minister", "Ana Rojas")]),
        ("The foreign minister of Kenya spoke.", [("KE", "foreign minister", None)]),
        ("his Kenyan counterpart", [("KE", None, None)]),
        ("his Kenyan counterpart Ana Rojas", [("KE", None, "Ana Rojas")]),
        ("counterparts from Kenya and Oman", [("KE", None, None), ("OM", None, None)]),
        ("the Kenyan delegation", [("KE", None, None)]),
        (
            "Kenyan and Omani foreign ministers",
            [("KE", "foreign ministers", None), ("OM", "foreign ministers", None)],
        ),
        (
            "the foreign ministers of Kenya and Oman, Ana Rojas and Said Harib,",
            [("KE", "foreign ministers", "Ana Rojas"), ("OM", "foreign ministers", "Said Harib")],
        ),
        ("US troops left. The Secretary of State", [("US", "Secretary of State", None)]),
        ("It was said that the Kremlin agreed", [("RU", None, None)]),
        ("It was said that Tokyo agreed", [("JP", None, None)]),
    ],
)
def test_a_state_is_found_with_its_people(text: str, expected: list[Short]) -> None:
    """Titles and names before, after or beside a state are linked to it."""
    assert short(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Kenyan tea was sold.",
        "Kenya's economy grew.",
        "It rained in Busan, South Korea.",
        "The minister arrived in Tokyo.",
        "A man from Hong Kong spoke.",
        "Ana Rojas spoke.",
        "Foreign Minister Ana Rojas spoke.",
        "A teacher left.",
        "The party chief spoke.",
    ],
)
def test_no_state_acts(text: str) -> None:
    """Adjectives, addresses, territories and people of no known state are no actors."""
    assert short(text) == []


def test_a_person_is_known_from_an_earlier_sentence() -> None:
    """A surname alone finds the state and title that the text gave before."""
    text = "Kenyan Foreign Minister Ana Rojas landed. Rojas spoke."
    assert short(text) == [("KE", "Foreign Minister", "Ana Rojas")]


def test_the_text_goes_before_the_table() -> None:
    """Whoever the text makes a minister of another state is that state's."""
    table = "Antony Blinken spoke."
    told = "Kenyan Foreign Minister Antony Blinken landed. Blinken spoke."
    assert [state for state, _, _ in short(table)] == ["US"]
    assert [state for state, _, _ in short(told)] == ["KE"]


def test_a_title_without_a_state_is_of_the_place_of_writing() -> None:
    """The dateline's state is whose foreign minister it is, where nothing else is said."""
    text = "NAIROBI, May 9 (Agency) - Foreign Minister Ana Rojas spoke."
    assert short(text) == [("KE", "Foreign Minister", "Ana Rojas")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Oman's crown prince landed. Then the crown prince spoke.",
            [("OM", "crown prince", None)],
        ),
        ("The president of Kenya left. Later the president spoke.", [("KE", "president", None)]),
        ("The presidents of Kenya and Oman left. Later the president spoke.", []),
        ("Kenya's president and Oman's president left. Later the president spoke.", []),
        ("The president of Kenya left. Later the president of the bank spoke.", []),
        ("The president of Kenya left. Later a president spoke.", []),
        ("The president of Kenya left. Later the minister spoke.", []),
        ("Kenyan ministers left. Later the ministers spoke.", []),
    ],
)
def test_a_definite_title_is_of_its_only_holder(text: str, expected: list[Short]) -> None:
    """The words "the president" mean the one whose state the text has named, if only one."""
    assert short(text) == expected


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Kenya met them.", Role.PARTICIPANT),
        ("talks with Kenya", Role.PARTICIPANT),
        ("a meeting between Kenya and Oman", Role.PARTICIPANT),
        ("a summit of Kenya and Oman", Role.PARTICIPANT),
        ("representatives of Kenya and Oman", Role.PARTICIPANT),
        ("talks hosted by Kenya", Role.PARTICIPANT),
        ("They met in Kenya.", Role.PLACE),
        ("They met near Kenya.", Role.PLACE),
        ("They flew to Kenya.", Role.GOAL),
        ("They visited Kenya.", Role.GOAL),
        ("a visit to Kenya", Role.GOAL),
        ("talks about Kenya", Role.TOPIC),
        ("talks amid the row over Kenya", Role.TOPIC),
        ("the war with Kenya", Role.TOPIC),
        ("goods made by Kenya", Role.TOPIC),
        ("the price of an increasingly assertive Kenya", Role.TOPIC),
        ("all except Kenya", Role.TOPIC),
        ("neither Kenya nor Oman", Role.TOPIC),
        ("Kenya's Foreign Minister Ana Rojas said so.", Role.SPEAKER),
        ("It went well, said Kenyan Foreign Minister Ana Rojas.", Role.SPEAKER),
        ("According to Kenyan Foreign Minister Ana Rojas, it ended.", Role.SPEAKER),
        ("Then Kenya said that it was over.", Role.SPEAKER),
        ("He said the foreign minister of Kenya met them.", Role.PARTICIPANT),
    ],
)
def test_a_preposition_gives_the_role(text: str, role: Role) -> None:
    """The word before a state, and the noun it hangs on, say what the state is."""
    assert {actor.role for actor in actors(text)} == {role}


def test_runs_are_numbered() -> None:
    """States joined by "and" are one run; a verb begins another."""
    groups = [a.group for a in actors("Kenya, Oman and India met Fiji and Tonga.")]
    assert groups == [0, 0, 0, 1, 1]


def test_regions_stand_for_their_states() -> None:
    """The words "Central Asian and US ministers" is six states."""
    found = {a.state for a in actors("Central Asian and US foreign ministers met.")}
    assert found == {"KG", "KZ", "TJ", "TM", "UZ", "US"}


def test_hyphens_make_a_compound() -> None:
    """The words "US-Japan-Kenya" acts as one, "Kenya, Oman" does not."""
    assert all(a.is_compound for a in actors("a US-Japan-Kenya summit"))
    assert not any(a.is_compound for a in actors("Kenya, Oman and India met."))


def test_an_office_is_held_between_its_days() -> None:
    """Both days count; without a day only who holds it still."""
    holder = next(h for h in load().holders.values() if h.until is not None)
    assert holder.until is not None
    assert holds(holder, holder.since)
    assert holds(holder, holder.until)
    assert not holds(holder, None)
