"""The places that a sentence governs: which they are, and how firmly the words hold them."""

from __future__ import annotations

import pytest

from parsers.lexicon import load
from parsers.places.sites import Bond, Site, sites
from parsers.words.items import rows


def found(text: str) -> list[Site]:
    """Return the governed places of a sentence."""
    lexicon = load()
    (row,) = rows("", text, lexicon)
    return sites(row, lexicon)


def names(text: str) -> str:
    """Return governed places as in ``Busan/KR ./PL``, a dot for no city."""
    return " ".join(f"{site.place.city or '.'}/{site.place.country}" for site in found(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met in Busan, South Korea.", "Busan/KR"),
        ("They met in Bahir Dar in Ethiopia.", "Bahir Dar/ET"),
        ("They met in the Polish town of Łańcut.", "Łańcut/PL"),
        ("They met in Štrbské Pleso, northern Slovakia.", "Štrbské Pleso/SK"),
        ("They met in Komárno (Révkomárom), Slovakia.", "Komárno/SK"),
        ("They met in Hiroshima, western Japan.", "Hiroshima/JP"),
        ("They met in Honolulu, Hawaii, United States.", "Honolulu/US"),
        ("They met in Tripoli, Lebanon.", "Tripoli/LB"),
        ("They met in the Ghanaian capital.", "Accra/GH"),
        ("They met in the Ghanaian capital, Accra.", "Accra/GH"),
        ("They met in the capital of Ghana.", "Accra/GH"),
        ("They met at the Kremlin.", "Moscow/RU"),
        ("They met on the island of Jeju.", "Jeju/KR"),
        ("They met at NATO headquarters.", "Brussels/BE"),
        ("They met on the sidelines of the UN General Assembly.", "New York/US"),
        ("They met on the UNGA sidelines.", "New York/US"),
        ("They met in the Moscow region.", "./RU"),
        ("He will travel to Tokyo, Seoul and Manila.", "Tokyo/JP Seoul/KR Manila/PH"),
        ("She left for Lima on Monday.", "Lima/PE"),
        ("He visited Chile.", "./CL"),
        ("He was invited to Doha for talks.", "Doha/QA"),
        ("They met in Singapore.", "Singapore/SG"),
    ],
)
def test_places_that_words_govern(text: str, expected: str) -> None:
    """Prepositions, journeys and descriptions make a name the scene of something."""
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Born in Dakar, he rose fast.",
        "Troops stationed in Djibouti will stay.",
        "They discussed the war in Ukraine.",
        "The US ambassador in Manila smiled.",
        "An official in Canberra said nothing.",
        "The deal signed in Doha holds.",
        "He wrote to Paris.",
        "Tokyo agrees with Seoul.",
        "He came from Lima.",
        "The Kremlin, in a statement, agreed.",
        "He visited U.S. troops.",
        "NATO wants peace.",
        "The UN General Assembly voted.",
    ],
)
def test_names_that_are_no_scene(text: str) -> None:
    """Birthplaces, posts, speakers, topics and capitals that act are where nothing happens."""
    assert names(text) == ""


@pytest.mark.parametrize(
    ("text", "bond"),
    [
        ("They met in Lima.", Bond.CLOSE),
        ("They met on Monday in Lima.", Bond.CLOSE),
        ("In Lima, they met.", Bond.FIRM),
        ("They met the president in Lima.", Bond.FIRM),
        ("They signed a charter in Lima.", Bond.LOOSE),
    ],
)
def test_how_firmly_a_place_is_held(text: str, bond: Bond) -> None:
    """A meeting word holds a place closest, any other noun least."""
    (site,) = found(text)
    assert site.bond is bond
    assert site.is_firm is (bond is not Bond.LOOSE)


def test_spans_and_marks() -> None:
    """A site knows its characters, and whether somebody goes there or a forum sits there."""
    (goal,) = found("He flew to Lima, Peru.")
    assert goal.is_goal
    assert (goal.start, goal.end) == (11, 21)
    (forum,) = found("They met at the Munich Security Conference.")
    assert forum.is_forum
