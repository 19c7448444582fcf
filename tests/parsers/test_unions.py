"""Groupings and regions that meet as one, and those that each meet by themselves: `unions`."""

from __future__ import annotations

import pytest

from tests.parsers.claims import who

BALTIC = ["EE", "LT", "LV"]
NORDIC = ["DK", "FI", "IS", "NO", "SE"]
V4 = ["CZ", "HU", "PL", "SK"]
BENELUX = ["BE", "LU", "NL"]


def _set(*parts: list[str]) -> str:
    return "-".join(sorted({code for part in parts for code in part}))


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("The Benelux, Baltic and Nordic leaders met in The Hague.", _set(BENELUX, BALTIC, NORDIC)),
        ("Ministers of the Nordic, Baltic and Visegrad states met.", _set(NORDIC, BALTIC, V4)),
        ("The premiers of the Visegrad Group and the Benelux met in Warsaw.", _set(V4, BENELUX)),
        ("The Visegrad Group and the Benelux countries held a summit.", _set(V4, BENELUX)),
        ("The Benelux and the Baltic prime ministers will meet on Friday.", _set(BENELUX, BALTIC)),
        (
            (
                "A meeting of ministers of the Benelux countries (Belgium, the Netherlands "
                "and Luxembourg) and the Baltic ones (Estonia, Latvia, Lithuania) was held."
            ),
            _set(BENELUX, BALTIC),
        ),
        ("The five Central Asian states and Japan will hold a summit.", "JP-KG-KZ-TJ-TM-UZ"),
        ("The three Baltic states and Poland will hold a summit.", _set(BALTIC, ["PL"])),
        ("Ministers of the South Caucasus states and Turkey met in Ankara.", "AM-AZ-GE-TR"),
        ("Leaders of the Benelux and Nordic countries are to meet in Oslo.", _set(BENELUX, NORDIC)),
    ],
)
def test_names_in_one_run_are_one_set(text: str, states: str) -> None:
    """A noun, a number or members in brackets between them part nobody."""
    assert who(text) == states


@pytest.mark.parametrize(
    ("text", "sets"),
    [
        ("The BRIC and IBSA summits were held in Brasilia on Monday.", "BR-CN-IN-RU BR-IN-ZA"),
        ("The Visegrad Group and Benelux meetings were held.", f"{_set(BENELUX)} {_set(V4)}"),
        ("Germany, France and Britain, the E3, met Iran for nuclear talks.", "DE-FR-GB-IR"),
        ("The Weimar Triangle and Ukraine met in Paris on Monday.", "DE-FR-PL-UA"),
        ("The Visegrad Group met in Prague. The Benelux sent a letter.", _set(V4)),
        ("The Visegrad Group met in Prague; the Benelux sent a letter.", _set(V4)),
        ("Trade between the Visegrad Group and the Benelux has grown.", ""),
        ("Nordic, Baltic and Benelux exports fell in March.", ""),
        ("The Visegrad Group and the Benelux were compared in a study.", ""),
        ("A history of the Benelux, the Baltic and the Nordic countries appeared.", ""),
    ],
)
def test_names_that_stand_apart_stay_apart(text: str, sets: str) -> None:
    """Plural meetings, an apposition, a guest, a sentence of its own, and no meeting at all."""
    assert who(text) == sets
