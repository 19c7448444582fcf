"""An article made ready for reading: its dateline, its day, its groupings and its questions."""

from __future__ import annotations

from datetime import date

import pytest

from parsers.lexicon import load
from parsers.model import Evidence
from parsers.scenes.scenes import Document, document, latest_year


def made(text: str, title: str = "", published: date | None = None) -> Document:
    """Return an article ready for reading."""
    return document(title, text, published, load())


@pytest.mark.parametrize(
    ("text", "city", "country"),
    [
        ("NAIROBI, May 9 (Agency) - It rained.", "Nairobi", "KE"),
        ("SUVA (Islands Wire) -- It rained.", "Suva", "FJ"),
        ("Tokyo, May 9 (Agency): It rained.", "Tokyo", "JP"),
        ("MUSCAT - It rained.", "Muscat", "OM"),
        ("LIMA, Peru (Andes) — It rained.", "Lima", "PE"),
        ("It rained in Nairobi (it often does).", None, None),
        ("Nairobi was wet.", None, None),
        ("", None, None),
    ],
)
def test_a_dateline_is_read_and_taken_out(text: str, city: str | None, country: str | None) -> None:
    """Where a text was written stands before it, and is no part of its first sentence."""
    found = made(text)
    assert (found.dateline.city, found.dateline.country) == (city, country)
    items = [item.text for scene in found.scenes for item in scene.items]
    assert city is None or city.upper() not in items


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("8 July 2020. Ministers met.", date(2020, 7, 8)),
        ("TOKYO, Dec. 13, 2016 (Agency) - Ministers met.", date(2016, 12, 13)),
        ("Ministers, who like long sentences, met on 8 July 2020.", None),
        ("Ministers met in July.", None),
    ],
)
def test_a_text_without_a_date_takes_its_own(text: str, day: date | None) -> None:
    """A statement that opens with its day is of that day."""
    assert made(text).published == day


def test_the_given_date_goes_before_the_texts() -> None:
    """Where the day of publication is known, it counts."""
    assert made("8 July 2020. They met.", published=date(2024, 5, 10)).published == date(
        2024, 5, 10
    )


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("In 2019 and 2022 they met.", 2022),
        ("They met since 2021.", None),
        ("Room 2300 was empty.", None),
        ("", None),
    ],
)
def test_the_latest_year_of_a_text(text: str, year: int | None) -> None:
    """Years of our time count, unless they only begin something."""
    assert latest_year(text) == year


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Quad foreign ministers met.", "quad"),
        ("The summit of the Quad ended.", "quad"),
        ("The leaders of the E3 met.", "e3"),
        ("India, Japan and their ministers praised the Quad.", "quad"),
        ("A quad bike was stolen.", None),
        ("The Quad was locked after the lecture.", None),
        ("The games fair E3 opened.", None),
        ("The summit of AUKUS ended.", "aukus"),
    ],
)
def test_an_alias_of_two_senses_needs_company(text: str, named: str | None) -> None:
    """Bikes, lawns and fairs share names with clubs; an office or a member tells them apart."""
    found = [one.known.id for scene in made(text).scenes for one in scene.named]
    assert found == ([named] if named else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Will they meet?", True),
        ("“Will they meet?”", True),
        ("They will meet.", False),
        ("They asked why.", False),
    ],
)
def test_a_question_is_known(text: str, *, expected: bool) -> None:
    """Closing quotes do not hide the question mark."""
    assert made(text).scenes[0].is_question is expected


def test_neighbours_and_headline_are_around() -> None:
    """The scenes around one are those next to it and the headline's."""
    found = made("One. Two. Three. Four.", "Head")
    assert [scene.index for scene in found.around(3)] == [0, 2, 3, 4]
    assert found.body_scene(0) is None
    assert found.body_scene(9) is None


def test_a_scene_is_found_by_its_evidence_and_by_its_states() -> None:
    """Of the headline by its words, of the text by where it begins."""
    text = "Kenya and Fiji met. It rained. Fiji and Kenya agreed."
    found = made(text, title="Fiji met Peru. Nobody else came.")
    assert [scene.index for scene in found.headlines] == [0, 1]
    assert [scene.index for scene in found.body] == [2, 3, 4]
    assert found.scene_of(Evidence(0, 0, "Nobody else came.")) is found.scenes[1]
    assert found.scene_of(Evidence(0, 19, "Kenya and Fiji met.")) is found.scenes[2]
    assert found.scene_of(Evidence(5, 9, "elsewhere")) is None
    assert found.scenes_of(frozenset({"FJ", "KE"})) == [found.scenes[2], found.scenes[4]]
    assert found.scenes_of(frozenset({"FJ"})) == []


def test_what_is_told_on_a_stay_is_found_by_its_state() -> None:
    """A stay lasts until the next is told."""
    found = made(
        "She arrived in Lima on Monday. It rained. On Friday she flew to Suva. It was dry."
    )
    assert found.told_in({"PE"}) == {0, 1}
    assert found.told_in({"PE", "FJ"}) == {0, 1, 2, 3}
    assert found.told_in({"KE"}) == set()
