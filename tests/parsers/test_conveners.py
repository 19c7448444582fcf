"""Who brings two together is at their table, and so is whose guests people are."""

from __future__ import annotations

import pytest

from parsers.meetings.conveners import MEDIATED
from tests.parsers.claims import only, who

BROUGHT = (
    "A summit meant to bring the leaders of Mali and Togo together in Lome on Sunday was "
    "scrapped, the presidency of mediator Ghana announced."
)


@pytest.mark.parametrize(
    ("text", "states"),
    [
        (BROUGHT, "GH-ML-TG"),
        (
            (
                "The foreign ministers of Nepal and Bhutan met in Dhaka on Thursday under "
                "Bangladeshi mediation."
            ),
            "BD-BT-NP",
        ),
        (
            (
                "At their meeting, held in Muscat on Thursday with Oman mediating, the foreign "
                "ministers of Iraq and Kuwait agreed on a border post."
            ),
            "IQ-KW-OM",
        ),
        (
            (
                "Qatar's prime minister mediated talks between the foreign ministers of Chad and "
                "Niger in Doha on Thursday."
            ),
            "NE-QA-TD",
        ),
        (
            (
                "The presidents of Peru and Ecuador held talks in Lima on Thursday, with Brazil as "
                "mediator."
            ),
            "BR-EC-PE",
        ),
        (
            (
                "Senior diplomats of Laos, Thailand and Vietnam will hold talks in Phnom Penh on "
                "May 16 as guests of Cambodia."
            ),
            "KH-LA-TH-VN",
        ),
    ],
)
def test_who_brings_others_together_is_there(text: str, states: str) -> None:
    """The mediator of two and the host of guests are added to those who meet."""
    assert who(text) == states


@pytest.mark.parametrize(
    "text",
    [
        "The presidents of Chad and Mali met in Doha on Thursday to sign a deal mediated by Kenya.",
        "The foreign ministers of Ghana and Mali met on Thursday and asked Togo to mediate.",
        "The ministers of Egypt and Turkey spoke about Qatari mediation in Gaza on Thursday.",
        "The ministers of Peru and Chile met on Thursday and praised Brazil's mediation efforts.",
        "The foreign ministers of Oman and Iraq met after an Egyptian-brokered truce on Thursday.",
        "The foreign ministers of Nepal and India met on Thursday as guests of honour of a fair.",
        "The presidents of Gabon and Congo met on Thursday. A court moderated their dispute.",
    ],
)
def test_who_only_mediates_elsewhere_is_not(text: str) -> None:
    """A deal, a plea and a topic bring nobody to the table."""
    assert [one for one in who(text).split() if one.count("-") > 1] == []


def test_a_mediated_meeting_says_so() -> None:
    """The rule tells that a state was added."""
    assert only(BROUGHT).rule == MEDIATED
