"""The city that is itself the stage: it hosts, it receives, it is where people meet."""

from __future__ import annotations

import pytest

from parsers.meetings.stages import GUESTS, HOSTS, STAGES
from tests.parsers.claims import only

WHO = "the foreign ministers of Kenya, Uganda and Tanzania"


@pytest.mark.parametrize(
    ("text", "city", "country"),
    [
        (f"Piran, a Slovenian town on the coast, will receive {WHO} on May 14.", "Piran", "SI"),
        (f"The Polish port of Gdynia, where a pier was built, hosted {WHO}.", "Gdynia", "PL"),
        (f"Valletta welcomed {WHO} on Monday for a meeting.", "Valletta", "MT"),
        (f"Cusco, Peru, is where {WHO} are going to meet on Friday.", "Cusco", "PE"),
        (f"A meeting of {WHO} is to be hosted by Szeged, Hungary, on Friday.", "Szeged", "HU"),
        (f"Moscow will host {WHO} in Sochi on Friday.", "Sochi", "RU"),
        (f"Madrid welcomed the decision of {WHO} to meet in Kampala on Friday.", "Kampala", "UG"),
    ],
)
def test_stage(text: str, city: str, country: str) -> None:
    """What is told of the city between commas is passed over; a capital may only be the host."""
    place = only(text).place
    assert (place.city, place.country) == (city, country)


@pytest.mark.parametrize(
    "text", ["welcomed the decision of the ministers", "receives aid by envoys"]
)
def test_nobody_received(text: str) -> None:
    """Who welcomes a decision receives nobody, though the verb is one of hosts."""
    assert HOSTS.search(text)
    assert not GUESTS.search(text)
    assert not STAGES.search(text)
