"""What place a run of items names, whoever governs it."""

from __future__ import annotations

import pytest

from parsers.lexicon import load
from parsers.model import Place
from parsers.places.localities import capital_of, city_name, locality_at, place_of_state
from parsers.words.items import rows


@pytest.mark.parametrize(
    ("text", "near", "expected"),
    [
        ("Tripoli", (), Place("Tripoli", "LY")),
        ("Tripoli", ("LB",), Place("Tripoli", "LB")),
        ("Lebanon's Tripoli", (), Place("Tripoli", "LB")),
        ("Birmingham, Alabama", (), Place("Birmingham", "US")),
        ("Delaware", (), Place(None, "US")),
        ("Poland's capital", (), Place("Warsaw", "PL")),
        ("the capital of the Philippines", (), Place("Manila", "PH")),
        ("White House", (), Place("Washington", "US")),
        ("Shangri-La Dialogue", (), Place("Singapore", "SG")),
        ("Olekma, a Russian town", (), Place("Olekma", "RU")),
        ("Olekma", (), None),
        ("the capital", (), None),
    ],
)
def test_what_a_name_denotes(text: str, near: tuple[str, ...], expected: Place | None) -> None:
    """The last place that a run names, with the state that the words or those near it give."""
    lexicon = load()
    (row,) = rows("", text, lexicon)
    found = (locality_at(row.items, at, lexicon, frozenset(near)) for at in range(len(row.items)))
    named = [one.place for one in found if one is not None]
    if expected is None:
        assert named == []
    else:
        assert expected in named


def test_names_as_printed() -> None:
    """A city keeps the spelling of the text; capitals and clipped forms get the usual one."""
    lexicon = load()
    assert city_name("Wroclaw", "PL", lexicon) == "Wroclaw"
    assert city_name("MANILA", "PH", lexicon) == "Manila"
    assert city_name("Washington, DC", "US", lexicon) == "Washington"


def test_states_and_capitals() -> None:
    """A city state is its own city; any other has a capital."""
    lexicon = load()
    assert place_of_state("SG", lexicon) == Place("Singapore", "SG")
    assert place_of_state("PL", lexicon) == Place(None, "PL")
    assert capital_of("PL", lexicon) == Place("Warsaw", "PL")
