"""The stays of a text's journeys: where, when, and whether still to come."""

from __future__ import annotations

from datetime import date

import pytest

from parsers.lexicon import load
from parsers.model import Place
from parsers.places.journeys import Stay, itinerary, leg_at
from parsers.words.items import rows
from tests.parsers.claims import FRIDAY, days

MUSCAT = Place("Muscat", "OM")


def stays(text: str, published: date | None = FRIDAY, here: Place = MUSCAT) -> tuple[Stay, ...]:
    """Return the stays that a text tells."""
    lexicon = load()
    return itinerary(rows("", text, lexicon), published, lexicon, here)


def line(stay: Stay) -> str:
    """Return a stay as in ``Lima/PE 2024-05-06``."""
    return f"{stay.city or '.'}/{stay.country} {days(stay.when)}".strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Minister A arrived in Lima on Monday.", ["Lima/PE 2024-05-06"]),
        ("He travelled to Ottawa, Canada, on 19 April 2024.", ["Ottawa/CA 2024-04-19"]),
        ("She is on a two-day visit to Chile.", ["./CL"]),
        ("President Lee was in Hanoi from May 6 to 8.", ["Hanoi/VN 2024-05-06/2024-05-08"]),
        (
            "He will visit Fiji, Tonga and Samoa next week.",
            [f"./{state} 2024-05-13/2024-05-19" for state in ("FJ", "TO", "WS")],
        ),
        ("He will visit Fiji, Tonga and Samoa on Monday.", ["./FJ", "./TO", "./WS"]),
        ("He began a tour of Fiji and Samoa on Monday.", ["./FJ 2024-05-06", "./WS"]),
        (
            "He went to Lima and Quito. In Quito he spoke. In Cali it rained.",
            ["Lima/PE", "Quito/EC", "Quito/EC"],
        ),
        ("After stops in Lima and Quito he reached Bogota on Monday.", ["Bogota/CO 2024-05-06"]),
        ("He made a trip to Chile, with a stop in Santiago.", ["Santiago/CL"]),
        ("He arrived here on Thursday.", ["Muscat/OM 2024-05-09"]),
        ("He flew to Lima on Monday. He reached Peru late.", ["Lima/PE 2024-05-06", "Lima/PE"]),
        ("Delegations headed to Bali.", ["Bali/ID"]),
    ],
)  # fmt: skip
def test_stays(text: str, expected: list[str]) -> None:
    """Where people went, arrived or were, with the days that the sentence gives."""
    assert [line(stay) for stay in stays(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "He cancelled his trip to Lima.",
        "He visited Lima last year.",
        "The summit was in Lima.",
        "She met him in Lima.",
        "The road goes from Lima.",
        "It was his first visit to Lima since 2019.",
        "",
    ],
)
def test_what_is_no_stay(text: str) -> None:
    """Trips called off or long past, and places of other things, are no stays."""
    assert stays(text) == ()


def test_a_plan_is_marked() -> None:
    """A journey to come is told apart; the month of May is no "may"."""
    (plan,) = stays("He will travel to Lima on 20 May.")
    (fact,) = stays("On May 6, President Lee was in Lima.")
    assert plan.is_planned
    assert not fact.is_planned


def test_the_leg_told_last() -> None:
    """A later row belongs to the last stay before it, or to all stops of one sentence."""
    told = stays("He flew to Lima. It rained. He will go to Quito and Bogotá. They spoke.")
    assert [stay.city for stay in leg_at(told, 1)] == ["Lima"]
    assert [stay.city for stay in leg_at(told, 3)] == ["Quito", "Bogotá"]
    assert leg_at((), 3) == ()
