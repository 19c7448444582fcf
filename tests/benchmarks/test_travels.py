"""The travel benchmark takes records as they are and counts hits, misses and inventions rightly."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from benchmarks.quality.travels.__main__ import main, misses, report
from benchmarks.quality.travels.marks import Mark, figures, mark, marked
from benchmarks.quality.travels.records import Trip, state_of, trips
from benchmarks.quality.travels.remarks import Told, states_named, told_by
from benchmarks.quality.travels.wording import LATEST, WORDINGS, Story, told
from parsers.lexicon import load
from parsers.model import Evidence, Format, Meeting, Place, Status, When

RECORDS = """<?xml version="1.0" encoding="UTF-8"?>
<trips>
  <trip role="secretary" who="smith-jane">
    <id>1</id><role>secretary</role><name>Jane Q. Smith</name>
    <start-date>2012-05-03</start-date><end-date>2012-05-04</end-date>
    <country id="korea-south">Korea, Republic of</country>
    <locale>Seoul, Busan (South Gyeongsang)</locale>
    <remarks>Met with President Doe and
       Foreign Minister Roe.</remarks>
  </trip>
  <trip role="secretary" who="smith-jane">
    <id>2</id><role>secretary</role><name>Jane Q. Smith</name>
    <start-date>1999-05-03</start-date><end-date>1999-05-04</end-date>
    <country id="france">France</country><locale>Paris</locale><remarks>Met with others.</remarks>
  </trip>
  <trip role="secretary" who="smith-jane">
    <id>3</id><role>secretary</role><name>Jane Q. Smith</name>
    <start-date>2012-05-04</start-date><end-date>2012-05-04</end-date>
    <country id="nowhere">Ruritania</country><locale>Strelsau</locale><remarks>Rested.</remarks>
  </trip>
</trips>
"""
TRIP = Trip(
    id="1", role="secretary", name="Jane Q. Smith", start=date(2012, 5, 3), end=date(2012, 5, 4),
    host="KR", cities=("Seoul", "Busan"), remark="Met with President Doe.",
)  # fmt: skip
STORY = Story("", "", date(2012, 5, 6), "as it is")
NOWHERE, NEVER = Place(), When()
ALLOWED = frozenset({"US", "KR"})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of records with one trip that counts."""
    (tmp_path / "secretary-travels").mkdir()
    (tmp_path / "secretary-travels" / "smith-jane.xml").write_text(RECORDS, encoding="utf-8")
    return tmp_path


def claim(
    *states: str, place: Place = NOWHERE, when: When = NEVER, is_background: bool = False
) -> Meeting:
    """Return a meeting as the reader would claim it."""
    return Meeting(
        participants=tuple(sorted(states)), level=None, format=Format.UNKNOWN, place=place,
        when=when, status=Status.HELD, is_background=is_background, grouping=None, officials=(),
        evidence=Evidence(0, 0, ""), rule="test",
    )  # fmt: skip


def judged(*meetings: Meeting, tells: Told = Told.HOST) -> Mark:
    """Return the mark of a trip of which these meetings were read."""
    return mark(TRIP, STORY, tells, meetings, ALLOWED)


def test_records_are_read_as_they_are(folder: Path) -> None:
    """Trips of our time are taken, cities without their brackets, and unknown states named."""
    found, unknown = trips(folder, load())
    assert [(trip.id, trip.host, trip.cities) for trip in found] == [
        ("1", "KR", ("Seoul", "Busan"))
    ]
    assert found[0].remark == "Met with President Doe and Foreign Minister Roe."
    assert unknown == ["Ruritania"]


@pytest.mark.parametrize(
    ("country", "code"),
    [
        ("Korea, South", "KR"),
        ("China, People’s Republic of", "CN"),
        ("Denmark (Greenland)", "DK"),
        ("Yugoslavia (Kosovo)", "XK"),
        ("West Bank", "PS"),
        ("Ruritania", None),
    ],
)
def test_countries_are_known_as_the_records_write_them(country: str, code: str | None) -> None:
    """Inverted names, parts of states and names in brackets lead to the state."""
    assert state_of(country, load()) == code


@pytest.mark.parametrize(
    ("remark", "tells"),
    [
        ("Met with President Doe and Foreign Minister Roe.", Told.HOST),
        ("Met with the Russian and Korean Foreign Ministers.", Told.HOST),
        ("Discussed trade with senior officials.", Told.HOST),
        ("Met with Russian Foreign Minister Roe.", Told.OTHERS),
        ("Met with U.S. military personnel.", Told.OTHERS),
        ("Met with UN Secretary-General Poe.", Told.OTHERS),
        ("Attended the NATO Summit meeting.", Told.FORUM),
        ("Accompanied President Bush to the APEC Summit Meeting.", Told.FORUM),
        ("Stopped en route to Kuwait.", Told.NOTHING),
    ],
)
def test_a_remark_tells_of_the_host_others_or_a_forum(remark: str, tells: Told) -> None:
    """A bare title is the host's, one with another state's name is not, a forum is neither."""
    assert told_by(replace(TRIP, remark=remark), load()) is tells


def test_states_of_a_remark_are_all_that_it_names() -> None:
    """Names, adjectives, cities and the members of a group named are no inventions."""
    text = "Met with the Egyptian president in Oslo, then with the C5+1."
    named = states_named(text, TRIP.start, load())
    assert {"EG", "NO", "KZ", "UZ"} <= named
    assert "FR" not in named


def test_a_trip_is_told_in_one_wording_for_good() -> None:
    """The id alone chooses; every wording occurs, and half of the texts have no headline."""
    trips_of_many = [replace(TRIP, id=str(number), remark="Met.") for number in range(200)]
    many = [told(trip, "South Korea") for trip in trips_of_many]
    assert told(TRIP, "South Korea") == told(TRIP, "South Korea")
    assert {story.wording for story in many} == {name for name, _ in WORDINGS}
    assert 60 < sum(not story.title for story in many) < 140
    assert all(1 <= (story.published - TRIP.end).days <= LATEST for story in many)
    assert all("Met." in story.text or "met." in story.text for story in many)


def test_a_hit_holds_both_states() -> None:
    """Traveller and host, with others or without; past meetings and other pairs are misses."""
    assert judged(claim("KR", "US")).hit is not None
    assert judged(claim("JP", "KR", "US")).hit is not None
    assert judged(claim("JP", "US")).hit is None
    assert judged(claim("KR", "US", is_background=True)).hit is None
    assert judged().hit is None


@pytest.mark.parametrize(
    ("place", "is_right"),
    [
        (Place("Seoul", "KR"), True),
        (Place(None, "KR"), True),
        (Place("Busan", None), True),
        (Place("Tokyo", "JP"), False),
        (Place(), False),
    ],
)
def test_a_place_is_right_by_city_or_country(place: Place, *, is_right: bool) -> None:
    """Either the country or one of the cities has to be the record's."""
    assert judged(claim("KR", "US", place=place)).has_place is is_right


@pytest.mark.parametrize(
    ("start", "end", "is_right"),
    [
        (date(2012, 5, 3), date(2012, 5, 4), True),
        (date(2012, 5, 4), date(2012, 5, 4), True),
        (date(2012, 5, 2), date(2012, 5, 4), False),
        (date(2012, 5, 4), date(2012, 5, 5), False),
        (None, None, False),
    ],
)
def test_days_are_right_within_the_trip(
    start: date | None, end: date | None, *, is_right: bool
) -> None:
    """A date counts where no day of it is outside of the trip; none is no date."""
    assert judged(claim("KR", "US", when=When(start, end))).has_days is is_right


def test_invented_states_are_those_nobody_named() -> None:
    """Neither traveller nor host nor named: counted, in whatever meeting they stand."""
    assert judged(claim("KR", "US")).invented == frozenset()
    assert judged(claim("KR", "US"), claim("KR", "PH")).invented == {"PH"}


def test_figures_count_what_they_say() -> None:
    """Recall is of trips that tell of the host; place and days of hits; inventions of all trips."""
    there = claim("KR", "US", place=Place("Seoul", "KR"), when=When(TRIP.start, TRIP.end))
    made = figures(
        [judged(there), judged(claim("KR", "US")), judged(), judged(claim("FR"), tells=Told.FORUM)]
    )
    assert made.trips == 3
    assert made.recall == pytest.approx(2 / 3)
    assert (made.place, made.days) == (0.5, 0.5)
    assert made.invented_per_100 == pytest.approx(25)


def test_the_report_tells_kinds_apart_and_lists_errors() -> None:
    """Forums stand on a line of their own, and a miss is listed with its text."""
    marks = [judged(), judged(claim("KR", "US")), judged(claim("KR", "US"), tells=Told.FORUM)]
    text = "\n".join(report(marks))
    assert "forum alone" in text
    assert "no meeting 0, traveller and host 1" in text
    listed = "\n".join(misses(marks, 5))
    assert "not found: 1" in listed
    assert "no place: 1" in listed
    assert list(misses(marks, 0)) == []


def test_the_reader_is_asked_for_the_text_of_the_trip() -> None:
    """A trip is told and read from end to end."""
    trip = Trip("9", "secretary", "Hillary Rodham Clinton", date(2012, 5, 3), date(2012, 5, 4),
                "EG", ("Cairo",), "Met with the Egyptian foreign minister.")  # fmt: skip
    one = marked(trip, load())
    assert "Cairo" in one.story.text
    assert one.told is Told.HOST
    assert one.invented == frozenset()


def test_the_command_reads_a_folder_or_says_what_is_missing(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With records it prints figures; without them it says where they are to be had."""
    assert main([str(folder)]) == 0
    assert "1 trips since 2012; unknown countries: ['Ruritania']" in capsys.readouterr().out
    assert main([str(tmp_path / "nothing")]) == 2
    assert "No travel records in" in capsys.readouterr().out
