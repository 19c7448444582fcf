"""Visits that were for something else than the host, and those that were not."""

from __future__ import annotations

from datetime import date

import pytest

from parsers.actors.bare_titles import same_title
from parsers.meetings.errands import ERRAND
from tests.parsers.claims import who

DAY = date(2023, 5, 10)
VISIT = "Ghana's Foreign Minister Kofi Mensah visited Togo on Monday. "


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("", "GH-TG"),
        ("It rained.", "GH-TG"),
        ("The minister attended a conference on fisheries.", ""),
        ("He joined President Antwi.", ""),
        ("He stopped en route to Oman.", ""),
        ("He met Kenyan Foreign Minister Ana Rojas.", "GH-KE"),
        ("He met EU officials.", ""),
        ("He attended a conference and met Foreign Minister Edem Kossi.", "GH-TG"),
        ("He attended a conference. It was an official visit.", "GH-TG"),
        ("A strike closed the museum. Nurses attended a conference.", "GH-TG"),
        ("He travelled to Oman on Tuesday. He attended a conference.", "GH-TG"),
    ],
)
def test_what_a_visit_was_for(after: str, expected: str) -> None:
    """The visitor's own errand, told on that stay, outweighs the mere word; the host's talks it."""
    assert who(VISIT + after, published=DAY) == expected


@pytest.mark.parametrize("words", ["met the president", "travelled to the north", "opened talks"])
def test_what_is_no_errand(words: str) -> None:
    """Words of meetings and ways alone are none."""
    assert ERRAND.search(words) is None


@pytest.mark.parametrize(
    ("word", "office", "is_same"),
    [
        ("secretary", "Secretary of State", True),
        ("premier", "prime minister", True),
        ("minister", "Foreign Minister", True),
        ("minister", "prime minister", False),
        ("president", "Foreign Minister", False),
    ],
)
def test_a_bare_title_fits_its_office(word: str, office: str, *, is_same: bool) -> None:
    """The word that stands for a title is part of it."""
    assert same_title(word, office) is is_same
