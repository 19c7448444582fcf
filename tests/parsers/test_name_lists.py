"""Lists of names in a sentence, whoever they are."""

from __future__ import annotations

import pytest

from parsers.lexicon import load
from parsers.words.items import rows
from parsers.words.name_lists import name_lists


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It brought together Tomas Reva, Ilir Boka and Sven Aalto.", [(3, 3)]),
        ("Tomas Reva and Ilir Boka saw Sven Aalto with Mara Lind and Nils Ek.", [(0, 2), (6, 2)]),
        ("Tomas Reva spoke, and so did Ilir Boka.", []),
        ("Tomas Reva spoke.", []),
        ("", []),
    ],
)
def test_name_lists(text: str, expected: list[tuple[int, int]]) -> None:
    """Only conjunctions part the names of one list, and one name is none."""
    found = [one for row in rows("", text, load()) for one in name_lists(4, row.items)]
    assert [(one.first, len(one.names)) for one in found] == expected
    assert all(one.index == 4 for one in found)
