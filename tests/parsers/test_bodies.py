"""Known groupings in sentences: who was a member on the day, and which bodies meet as such."""

from __future__ import annotations

from datetime import date

import pytest

from parsers.lexicon import load
from parsers.reading import read
from parsers.scenes.scenes import document

DAY = date(2024, 5, 10)


def convened(headline: str, text: str = "", day: date = DAY) -> set[str]:
    """Return the ids of the groupings that a text is about, or that act wherever named."""
    scenes = document(headline, text, day, load()).scenes
    return {each.known.id for scene in scenes for each in scene.named if each.is_minilateral}


@pytest.mark.parametrize(
    ("sentence", "body"),
    [
        ("G7 transport ministers end two days of talks in Milan", "g7"),
        ("The foreign ministers of the Gulf Cooperation Council met in Salalah on Monday.", "gcc"),
        ("Mercosur presidents gathered in Encarnacion for their half-yearly summit.", "mercosur"),
        ("Leaders of the East African Community hold a summit in Bujumbura on Friday.", "eac"),
        ("Doha to host GCC summit in December", "gcc"),
        ("The Mercosur summit opened in Posadas on Wednesday.", "mercosur"),
        ("G7 finance ministers will hold a video conference on Tuesday, Ottawa said.", "g7"),
        ("SAARC foreign secretaries met in Pokhara on Thursday.", "saarc"),
        ("The presidents of the Eurasian Economic Union states met in Sochi on Friday.", "eaeu"),
        ("IGAD heads of state convened an extraordinary summit in Entebbe.", "igad"),
        ("CSTO leaders will meet in Dushanbe next week.", "csto"),
        ("Ministers of the Andean Community are meeting in Cusco.", "andean"),
    ],
)
def test_a_body_of_few_that_meets_is_read_as_a_club(sentence: str, body: str) -> None:
    """In the headline or in the lead."""
    assert body in convened(sentence)
    assert body in convened("News in brief", f"Rain is forecast. {sentence}")


@pytest.mark.parametrize(
    "sentence",
    [
        "G7 calls for talks between Armenia and Azerbaijan.",
        "Modi arrives in Apulia for G7 summit",
        "GCC welcomes the talks of Iran and Iraq in Basra.",
        "On the sidelines of the G7 summit Kishida met Yoon on Sunday.",
        "IGAD urges the generals in Khartoum to meet.",
        "Albanese will attend the G7 summit in Alberta on Sunday.",
        "The East African Community has eight members.",
        "Prices in the GCC rose before the OPEC meeting on Monday.",
        "Mercosur said that its deal with the EU would be signed in December.",
        "The G7 agreed a price cap on oil.",
        "Ahead of the SAARC summit Nepal's premier met his ministers.",
        "ASEAN foreign ministers met in Vientiane on Tuesday.",
    ],
)
def test_a_body_is_context_elsewhere(sentence: str) -> None:
    """As a place, a speaker or an occasion; and bodies of ten and more always."""
    assert convened(sentence) == set()


def test_a_body_deep_in_a_text_is_context() -> None:
    """What a text is about stands at its head."""
    filler = "The harbour was closed. Boats stayed in. Nobody was hurt. "
    assert convened("Storm in the gulf", f"{filler}G7 ministers met in Milan on Friday.") == set()
    lead = "G7 ministers met in Milan on Friday. "
    assert convened("Milan", f"{lead}{filler}The G7 meets again in May.") == {"g7"}


def test_its_meeting_is_claimed_with_all_members() -> None:
    """Level, days and place as of any other."""
    text = "G7 foreign ministers wrapped up a three-day meeting in Karuizawa, Japan, on Tuesday."
    (meeting,) = read("", text, DAY, load()).meetings
    assert meeting.participants == ("CA", "DE", "FR", "GB", "IT", "JP", "US")
    assert meeting.grouping == "G7"


@pytest.mark.parametrize(
    ("year", "name", "states"),
    [
        (2016, "MED7", "CY ES FR GR IT MT PT"),
        (2022, "MED9", "CY ES FR GR HR IT MT PT SI"),
        (2018, "Turkic Council", "AZ KG KZ TR"),
        (2020, "Turkic Council", "AZ KG KZ TR UZ"),
        (2021, "Colombo Security Conclave", "IN LK MV"),
        (2023, "Colombo Security Conclave", "IN LK MU MV"),
        (2016, "Craiova Group", "BG RO RS"),
        (2019, "Craiova Group", "BG GR RO RS"),
        (2012, "BRICS", "BR CN IN RU ZA"),
    ],
)
def test_members_are_those_of_the_day(year: int, name: str, states: str) -> None:
    """Who joined later was not there; so they are in the sentence that names the grouping."""
    sentence = f"{name} leaders meet for a summit in Rhodes"
    (meeting,) = read(sentence, "", date(year, 7, 1), load()).meetings
    assert meeting.participants == tuple(states.split())


def test_without_a_day_the_years_of_the_text_tell() -> None:
    """A text without a date is of the latest year that it names."""
    text = "MED7 leaders met in Nicosia on 29 January 2019. Their countries face the sea."
    (meeting,) = read("", text, None, load()).meetings
    assert meeting.participants == ("CY", "ES", "FR", "GR", "IT", "MT", "PT")
