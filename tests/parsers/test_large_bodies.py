"""A few who appear at the meeting of a large body have not met by themselves."""

from __future__ import annotations

import pytest

from tests.parsers.claims import who

LEADERS = "the leaders of Japan, Australia and India"
LEADERS_FIRST = f"T{LEADERS[1:]}"


def sets(text: str) -> list[str]:
    """Return the sets of three states and more that a text claims to meet now."""
    return [states for states in who(text).split() if states.count("-") > 1]


@pytest.mark.parametrize(
    "text",
    [
        f"At the East Asia Summit in Vientiane, {LEADERS} spoke of the rule of law.",
        (
            "NATO defence ministers met in Brussels, where Germany, the Netherlands and Norway"
            " promised new batteries."
        ),
        "Finance ministers from Ghana, Zambia and Sri Lanka spoke at an IMF meeting in Washington.",
        (
            "Trade ministers from India, Indonesia and South Africa blocked a deal at the WTO"
            " meeting in Abu Dhabi."
        ),
        (
            "ASEAN economic ministers met in Kuala Lumpur, where the ministers of Indonesia,"
            " Vietnam and Thailand complained."
        ),
        (
            "EU foreign ministers met in Brussels, where the ministers of Ireland, Spain and"
            " Slovenia asked for more."
        ),
        (
            "The 46 presidents and prime ministers, among them India's Narendra Modi, Canada's"
            " Mark Carney and Jamaica's Andrew Holness, held their retreat at a castle."
        ),
        (
            "The presidents of Brazil, Colombia and Finland took part in the launch of the fund"
            " in Belem."
        ),
        "At the UN, ministers of Mali, Niger and Burkina Faso accused France at a session on aid.",
        "Leaders of the ruling parties of Kenya, Uganda and Rwanda met in Kampala.",
        (
            "Speaking in one session, the prime minister of Qatar and the foreign ministers of"
            " Egypt and Turkey said the truce was fragile."
        ),
    ],
)
def test_a_few_of_a_large_body_are_no_set(text: str) -> None:
    """They speak, promise and block at its meeting, or are named as examples."""
    assert sets(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"On the sidelines of the East Asia Summit {LEADERS} met in Vientiane.", "AU-IN-JP"),
        (f"{LEADERS_FIRST} met during the G20 summit in Rio on Monday.", "AU-IN-JP"),
        (f"{LEADERS_FIRST} held talks ahead of the NATO summit.", "AU-IN-JP"),
        (f"At the East Asia Summit {LEADERS} held a trilateral meeting.", "AU-IN-JP"),
        ("Egypt, Ethiopia and Sudan resumed GERD talks in Kinshasa on Sunday.", "EG-ET-SD"),
        (
            "The foreign ministers of Ghana, Zambia and Kenya met in Geneva before a UN session.",
            "GH-KE-ZM",
        ),
        (f"{LEADERS_FIRST} spoke of the rule of law at their summit in Perth.", "AU-IN-JP"),
        (
            (
                "The leaders of the three parties to the conflict, Sudan, Chad and Libya, met in"
                " Cairo."
            ),
            "LY-SD-TD",
        ),
        (
            (
                "The prime minister of Qatar and the foreign ministers of Egypt and Turkey held a"
                " closed session on the truce on Thursday."
            ),
            "EG-QA-TR",
        ),
    ],
)
def test_a_meeting_of_a_few_is_one_wherever_it_is(text: str, expected: str) -> None:
    """On the sidelines, during and before a larger one, and at a summit of their own."""
    assert sets(text) == [expected]
