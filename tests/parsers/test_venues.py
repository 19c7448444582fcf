"""Where a meeting is, as other sentences, datelines and long lists of people tell it."""

from __future__ import annotations

import pytest

from tests.parsers.claims import only

MET = "The foreign ministers of Kenya, Uganda and Tanzania"
LONG = (
    "Talks between Peter Kip, the foreign minister of Kenya, Moses Okello, the minister of foreign"
    " affairs of Uganda, and Asha Kombo, the minister of foreign affairs of Tanzania,"
)


@pytest.mark.parametrize(
    ("text", "city", "country"),
    [
        (f"{MET} will meet on Friday. The venue is Cairns, Australia.", "Cairns", "AU"),
        (f"{MET} met on Tuesday. The venue was Kampala.", "Kampala", "UG"),
        (f"{MET} will meet on Friday. The venue will be the Ugandan capital.", "Kampala", "UG"),
        (f"{MET} will meet on Friday. Their venue is Arusha, where banks gather.", "Arusha", "TZ"),
        (f"{LONG} took place in Geneva on Tuesday.", "Geneva", "CH"),
        (f"{LONG} were held in Doha on Tuesday.", "Doha", "QA"),
        (
            f"TOKYO (Agency) -- Ahead of a summit in Chengdu, t{MET[1:]} will meet in Beijing.",
            "Beijing",
            "CN",
        ),
        (f"HORSHAM, England (Agency) - {MET} met on Tuesday.", "Horsham", "GB"),
        (f"{MET} met in Calakmul, in the Mexican state of Campeche, on Tuesday.", "Calakmul", "MX"),
        (f"{MET} met in Naroth, in the Indian state of Kerala, on Tuesday.", "Naroth", "IN"),
        (f"{MET} met in Ilunda, in the Angolan province of Huila, on Tuesday.", "Ilunda", "AO"),
    ],
)
def test_a_place_is_found_where_it_is_told(text: str, city: str, country: str) -> None:
    """The venue's own sentence, the meeting's own verb, a dateline and an area name the place."""
    place = only(text).place
    assert (place.city, place.country) == (city, country)


@pytest.mark.parametrize(
    "text",
    [
        f"{MET} will meet on Friday. The venue is not known.",
        f"{MET} will meet on Friday. The venue is to be chosen by Kenya.",
        f"{MET} will meet on Friday. The venue for music lovers in Paris is shut.",
        f"{LONG} were useful, bankers in Geneva said.",
        f"{LONG} were useful. A fair took place in Geneva.",
        f"THE MINISTERS, England's papers (Agency) - {MET} met on Tuesday.",
        f"{MET} met on Tuesday. The avenue is Kampala Road.",
        f"{MET} met on Tuesday. In Calakmul, in the Mexican heat, a fair opened.",
        f"{MET} met on Tuesday. A venue in Paris was on fire.",
        f"{MET} met on Tuesday, as events in Juba took place.",
    ],
)
def test_other_places_are_left(text: str) -> None:
    """Where something else is, or nothing is said, the meeting has no city."""
    assert only(text).place.city is None
