"""Named groupings: who they are, when they meet, and when they are only talked about."""

from __future__ import annotations

import pytest

from tests.parsers.claims import meetings, only, who

QUAD = "AU-IN-JP-US"
E3_AND_IRAN = "DE-FR-GB-IR"


@pytest.mark.parametrize(
    ("text", "sets", "name"),
    [
        ("Quad foreign ministers met in Sydney on Friday.", QUAD, "Quad"),
        ("Leaders of the Visegrad Four will meet in Budapest.", "CZ-HU-PL-SK", "Visegrad Group"),
        ("The Weimar Triangle held a summit in Berlin.", "DE-FR-PL", "Weimar Triangle"),
        ("Ministers of the Pacific Alliance gathered in Lima.", "CL-CO-MX-PE", "Pacific Alliance"),
        (
            "The Nordic-Baltic Eight foreign ministers met in Riga on Tuesday.",
            "DK-EE-FI-IS-LT-LV-NO-SE",
            "Nordic-Baltic Eight",
        ),
        (
            "The Alliance of Sahel States held a summit of its leaders in Bamako.",
            "BF-ML-NE",
            "Alliance of Sahel States",
        ),
        ("The C5+1 ministers met in New York.", "KG-KZ-TJ-TM-US-UZ", "C5+1"),
        ("The Lublin Triangle's ministers met in Vilnius.", "LT-PL-UA", "Lublin Triangle"),
        (
            "Astana format talks of Russia, Turkey and Iran took place on Wednesday, envoys said.",
            "IR-RU-TR",
            "Astana format",
        ),
    ],
)
def test_a_grouping_that_meets_is_its_members(text: str, sets: str, name: str) -> None:
    """The name stands for the states that the lexicon gives it."""
    assert who(text) == sets
    assert only(text).grouping == name


@pytest.mark.parametrize(
    "text",
    [
        "Analysts compared the new pact with AUKUS.",
        "The minister spoke about the AUKUS submarine deal in parliament.",
        "Like the Quad, the forum has no secretariat.",
        "The prime minister rode a quad bike during the visit.",
        "A meeting of the board discussed AUKUS contracts.",
        "Unlike the Weimar Triangle, the Visegrad Group is split.",
        "ASEAN foreign ministers met in Jakarta on Friday.",
        "G20 leaders met in Bali.",
        "NATO defence ministers met in Brussels.",
    ],
)
def test_a_grouping_in_passing_and_a_large_body_are_no_meeting(text: str) -> None:
    """Comparisons, deals, bikes and bodies of many states claim nothing here."""
    assert who(text) == ""


@pytest.mark.parametrize(
    ("text", "sets"),
    [
        (
            (
                "The foreign ministers of the E3 met Iranian Foreign Minister Abbas Araghchi in "
                "Geneva on Friday."
            ),
            E3_AND_IRAN,
        ),
        ("The Visegrad Four leaders held talks with Japan in Warsaw.", "CZ-HU-JP-PL-SK"),
        (
            "Ukrainian Foreign Minister Dmytro Kuleba met the Weimar Triangle ministers in Paris.",
            "DE-FR-PL-UA",
        ),
        ("The Pacific Alliance presidents will meet with Ecuador in Lima.", "CL-CO-EC-MX-PE"),
        ("The Quad ministers met with Vietnam in Hanoi.", "AU-IN-JP-US-VN"),
        ("The Lublin Triangle ministers met with Moldova in Kyiv.", "LT-MD-PL-UA"),
    ],
)
def test_a_guest_is_added_to_the_members(text: str, sets: str) -> None:
    """One state across the meeting word, or after "with", meets the grouping."""
    assert who(text) == sets


@pytest.mark.parametrize(
    ("text", "sets"),
    [
        ("The Quad foreign ministers met to discuss China and North Korea.", QUAD),
        ("The Weimar Triangle ministers met in Kyiv, Ukraine.", "DE-FR-PL"),
        ("The Visegrad Four leaders met and talked about Russia.", "CZ-HU-PL-SK"),
        ("The C5+1 ministers met in Geneva, Switzerland.", "KG-KZ-TJ-TM-US-UZ"),
        ("The Pacific Alliance presidents met despite the row with Venezuela.", "CL-CO-MX-PE"),
        ("The Lublin Triangle ministers met amid the war with Russia.", "LT-PL-UA"),
    ],
)
def test_topic_and_place_are_no_guests(text: str, sets: str) -> None:
    """A state talked about, or met in, does not join a grouping's meeting."""
    assert who(text) == sets


def test_a_trilateral_is_no_meeting_of_four() -> None:
    """A grouping beside a meeting of another number is not the one that meets."""
    text = "Quad members Japan, India and Australia held a trilateral, their ministers said."
    assert QUAD not in who(text)


def test_members_met_as_states_are_not_the_grouping() -> None:
    """Three members that are named meet as themselves, not as the four."""
    text = (
        "The foreign ministers of Chile, Peru and Ecuador held three-way talks in Quito, a day "
        "after the Pacific Alliance was praised in parliament."
    )
    assert [meeting.grouping for meeting in meetings(text)] == [None]
    assert who(text) == "CL-EC-PE"
