"""Names that several groupings bear, and organs of bodies whose states change every year."""

from __future__ import annotations

import pytest

from parsers.model import Status
from tests.parsers.claims import groupings, meetings, who

SUDAN = "Troika on Sudan"


@pytest.mark.parametrize(
    "organ",
    [
        "SADC Organ Troika",
        "SADC Double Troika",
        "Extraordinary Organ Troika Summit",
        "OSCE Troika",
        "African Union Troika",
        "Pacific Islands Forum Troika",
    ],
)
def test_the_troika_of_a_body_is_not_the_one_on_sudan(organ: str) -> None:
    """Its states change with the chair; the text may name the other Troika's states as donors."""
    text = (
        f"The {organ} will meet in Harare on Monday. The United States, Britain and Norway, "
        "whose ministers follow the crisis, have promised aid."
    )
    assert "GB-NO-US" not in who(text)
    assert SUDAN not in [grouping.name for grouping in groupings(text)]


def test_the_troika_on_sudan_is_still_read() -> None:
    """Britain, Norway and the United States act as the Troika where the text names them."""
    text = (
        "Envoys of the Troika met in Juba on Monday. Britain, Norway and the United States "
        "back the peace talks of South Sudan."
    )
    assert "GB-NO-US" in who(text)


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("The Six Plus Two group met in Tashkent on Monday.", "CN-IR-PK-RU-TJ-TM-US-UZ"),
        (
            "The foreign ministers of the Arab Ministerial Contact Group on Syria met on Monday.",
            "EG-IQ-JO-LB-SA",
        ),
        ("The interior ministers of the MED5 met in Palermo on Monday.", "CY-ES-GR-IT-MT"),
        ("Leaders met in Vientiane on Monday for the CLMV Summit.", "KH-LA-MM-VN"),
        ("The leaders met in Helsinki for the Eastern Flank Summit.", "BG-EE-FI-LT-LV-PL-RO-SE"),
        ("The foreign ministers of the Slavkov Trio met in Brno on Monday.", "AT-CZ-SK"),
    ],
)
def test_clubs_are_read_by_their_names(text: str, states: str) -> None:
    """Their members are in the lexicon and need not be told."""
    found = [meeting for meeting in meetings(text) if "-".join(meeting.participants) == states]
    assert [meeting.status for meeting in found] == [Status.HELD]


def test_the_freely_associated_states_are_three() -> None:
    """The United States is a party to their compacts, and none of them."""
    text = "The presidents of the three Freely Associated States met in Koror on Monday."
    assert who(text) == "FM-MH-PW"
