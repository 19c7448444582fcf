"""What a claim says of its meeting: level, format, status, history and who was there."""

from __future__ import annotations

from datetime import date

import pytest

from tests.parsers.claims import meetings, only, states


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("India and Japan held a 2+2 ministerial dialogue in New Delhi.", "two_plus_two"),
        (
            "The foreign and defence ministers of Australia and Indonesia met in Canberra.",
            "two_plus_two",
        ),
        (
            "South Korean and Polish foreign and defence ministers held talks in Seoul.",
            "two_plus_two",
        ),
        ("Britain and Japan will hold two-plus-two talks, diplomats said.", "two_plus_two"),
        ("The national security advisers of India, Armenia and Greece met in Yerevan.", "nsa"),
        ("Leaders of Fiji, Tonga and Samoa held a summit in Nadi.", "leaders"),
        (
            "The vice foreign ministers of China, Japan and South Korea held talks in Seoul.",
            "officials",
        ),
        ("The energy ministers of Egypt, Cyprus and Greece met in Nicosia.", "ministers_other"),
        (
            "A foreign ministers' meeting of the Quad was held in Tokyo, the US president said.",
            "foreign_ministers",
        ),
        (
            (
                "The prime ministers of Estonia, Latvia and Lithuania met in Tallinn, and their "
                "foreign ministers listened."
            ),
            "leaders",
        ),
        ("The defence ministers of Britain, France and Germany met.", "defence_ministers"),
        ("Ghanaian, Togolese and Ivorian diplomats held talks in Accra.", "officials"),
        ("The finance ministers of Peru, Chile and Ecuador met in Lima.", "ministers_other"),
    ],
)
def test_level_is_that_of_those_who_meet(text: str, level: str) -> None:
    """Titles of participants, or the title at the meeting word, give the level."""
    assert only(text).level == level


def test_a_mixed_meeting_has_the_lowest_side_of_two() -> None:
    """A president who receives a minister meets at the minister's level."""
    text = "Kenya's president met the foreign minister of Uganda in Nairobi on Thursday."
    assert only(text).level == "foreign_ministers"


def test_level_of_the_ministers_is_that_of_those_named() -> None:
    """The words "The ministers" are those whom the text names for the same states."""
    text = (
        "Oman's Foreign Minister Badr Albusaidi praised Kenyan Foreign Minister Musalia Mudavadi "
        "and Indian External Affairs Minister S. Jaishankar. Ministers of Oman, Kenya and India "
        "met in Muscat."
    )
    assert only(text).level == "foreign_ministers"


def test_the_next_meeting_of_the_same_is_at_the_same_level() -> None:
    """A meeting that is only referred to takes the level of the one told."""
    text = (
        "The foreign ministers of Serbia, Greece and Bulgaria met on Monday in Sofia. The next "
        "meeting of the three will be held in Athens in November."
    )
    assert [meeting.level for meeting in meetings(text)] == ["foreign_ministers"] * 2


@pytest.mark.parametrize(
    ("text", "format_"),
    [
        ("The leaders of Japan, Australia and India spoke by video link on Tuesday.", "virtual"),
        ("The foreign ministers of Chile, Peru and Ecuador held a virtual meeting.", "virtual"),
        ("The finance ministers of Barbados, Jamaica and Guyana met online.", "virtual"),
        ("A videoconference of Nordic, Baltic and Polish leaders was held.", "virtual"),
        ("The presidents of Kenya, Ghana and Senegal held a phone call on Friday.", "phone"),
        (
            "The national security advisers of South Korea, Japan and the US talked by telephone.",
            "phone",
        ),
        ("Finnish, Swedish and Norwegian defence ministers met face to face.", "in_person"),
        ("The foreign ministers of Oman, Qatar and Kuwait met in Muscat.", "in_person"),
        ("The foreign ministers of Oman, Qatar and Kuwait met on Thursday.", "unknown"),
        (
            (
                "The foreign ministers of Oman, Qatar and Kuwait met in Muscat on Thursday; last "
                "year they had only online sessions with students and teachers."
            ),
            "in_person",
        ),
        (
            (
                "A scandal over phone hacking grew while, far from the press, the foreign "
                "ministers of Oman, Qatar and Kuwait met in Muscat."
            ),
            "in_person",
        ),
        (
            (
                "The foreign ministers of Fiji, Tonga and Samoa met in Suva, and a film about it "
                "can be seen by everybody who likes such things on the web page of the ministry "
                "online."
            ),
            "in_person",
        ),
    ],
)
def test_format_is_said_near_the_meeting(text: str, format_: str) -> None:
    """Words far from the meeting word speak of something else."""
    assert only(text).format == format_


def test_a_remote_meeting_has_no_place() -> None:
    """The room that somebody phones from is not where the meeting is."""
    text = "The presidents of Peru, Chile and Ecuador held a virtual summit from offices in Lima."
    assert only(text).place.country is None


SERBIA_GREECE_BULGARIA = "the foreign ministers of Serbia, Greece and Bulgaria"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("{X} met in Sofia on Monday.", "held"),
        ("{X} are meeting in Sofia.", "held"),
        ("{X} will meet in Sofia on May 20.", "scheduled"),
        ("{X} agreed to meet in Sofia in June.", "scheduled"),
        ("{X} are expected to meet in Sofia in June.", "expected"),
        ("{X} may meet in Sofia later this month.", "expected"),
        ("Bulgaria's president has proposed a meeting of {x} in Sofia.", "proposed"),
        ("Bulgaria wants to hold a meeting of {x}.", "proposed"),
        ("A meeting of {x} planned for May 20 in Sofia was cancelled.", "cancelled"),
        ("{X} have called off their meeting in Sofia.", "cancelled"),
        ("A meeting of {x}, planned for May 20, has been postponed.", "postponed"),
        ("A summit of {x}, which many had awaited, has been put off.", "postponed"),
        ("The session of {x}, to be held on June 2, will go ahead as planned.", "scheduled"),
        # The cue belongs to something else.
        ("{X} met in Sofia to speak about a delayed tank contract.", "held"),
        ("{X} met in Sofia after a cancelled order for drones.", "held"),
        ("{X} met in Sofia, where a possible tax is expected to rise.", "held"),
        ("{X} met in Sofia and praised plans for a road.", "held"),
        ("{X} met in Sofia in May 2024.", "held"),
        ("{X} met in Sofia on 7 May and will not speak to the press.", "held"),
        ("{X}, who will retire soon, met in Sofia.", "held"),
        # A wish plans nothing yet.
        ("A proposal to hold a meeting of {x} in Sofia was welcomed.", "proposed"),
        ("Sofia has offered to host a meeting of {x}.", "proposed"),
        ("{X} hope to meet in Sofia this year.", "proposed"),
        ("{X} could meet in Sofia tomorrow.", "expected"),
        # A mere time to come is a plan.
        ("A meeting of {x} in Sofia next week has a long agenda.", "scheduled"),
    ],
)
def test_status_is_that_of_the_nearest_cue(text: str, status: str) -> None:
    """How far along a meeting is, is said next to its word; a day to come makes a plan."""
    names = SERBIA_GREECE_BULGARIA
    sentence = text.format(x=names, X=names[0].upper() + names[1:])
    assert only(sentence).status == status


def test_a_report_of_a_day_to_come_is_a_plan() -> None:
    """A past tense cannot tell of a day after the publication."""
    text = "The leaders of Fiji, Tonga and Samoa held talks in Nadi on 30 May 2024."
    assert only(text).status == "scheduled"


@pytest.mark.parametrize(
    ("text", "is_background"),
    [
        ("In 2009 the foreign ministers of Norway, Sweden and Iceland met in Oslo.", True),
        ("The leaders of Kenya, Uganda and Tanzania last met in Arusha in 2021.", True),
        (
            (
                "At an earlier meeting the defence ministers of Japan, Australia and the "
                "Philippines had agreed on drills."
            ),
            True,
        ),
        ("Two years ago the presidents of Chile, Peru and Bolivia held a summit.", True),
        ("In January the foreign ministers of Oman, Iran and Iraq met in Muscat.", True),
        ("The leaders of Mali, Niger and Chad had met before the coup.", True),
        ("In March the foreign ministers of Oman, Iran and Iraq met in Muscat.", False),
        (
            (
                "The foreign ministers of Oman, Iran and Iraq met in Muscat on Thursday, three "
                "years after relations broke down."
            ),
            False,
        ),
        (
            (
                "On Thursday the defence ministers of Fiji, Tonga and Vanuatu met for the first "
                "time since 2019."
            ),
            False,
        ),
        ("The leaders of Ghana, Togo and Benin, allies since 2012, met in Accra.", False),
        ("A spokesman said the leaders of Mali, Niger and Chad had met on Tuesday.", False),
        ("Togo's president said he had met the leaders of Ghana and Benin in Accra.", False),
    ],
)
def test_history_is_background(text: str, *, is_background: bool) -> None:
    """An old date, an old year or words of the past make a meeting history."""
    assert only(text).is_background is is_background


def test_without_a_date_the_latest_year_is_the_present() -> None:
    """A text of unknown date dates itself by the last year it speaks of."""
    text = (
        "The foreign ministers of Oman, Iran and Iraq met in Muscat in 2022. The leaders of Fiji, "
        "Tonga and Samoa met in Nadi in 2016."
    )
    found = {states(m): m.is_background for m in meetings(text, published=None)}
    assert found == {"IQ-IR-OM": False, "FJ-TO-WS": True}


def test_officials_are_those_named_on_the_sides() -> None:
    """Each person has the office and state that the text gives him; a speaker is none."""
    text = (
        "Norwegian Foreign Minister Kari Lunde, Finnish Foreign Minister Aino Salmi and Danish "
        "Foreign Minister Bent Holm met in Oslo, Swedish Prime Minister Per Alm said."
    )
    found = [(one.name, one.office, one.state) for one in only(text).officials]
    assert found == [
        ("Kari Lunde", "Foreign Minister", "NO"),
        ("Aino Salmi", "Foreign Minister", "FI"),
        ("Bent Holm", "Foreign Minister", "DK"),
    ]


def test_confidence_grows_with_what_is_said() -> None:
    """People in office on all sides and a date weigh more than a headline alone."""
    day = date(2024, 5, 10)
    told = only("The foreign ministers of Oman, Iran and Iraq met in Muscat on Monday.")
    shouted = only("", "Oman, Iran, Iraq foreign ministers meet", day)
    assert 0 < shouted.confidence < told.confidence < 1


@pytest.mark.parametrize(
    ("when", "is_history"),
    [("long ago", True), ("not long ago", False), ("not so long ago", False), ("years ago", True)],
)
def test_what_was_not_long_ago_is_news(when: str, *, is_history: bool) -> None:
    """The words that make a meeting history make none of it behind "not"."""
    claim = only(f"The foreign ministers of Fiji, Tonga and Samoa met in Suva {when}.")
    assert claim.is_background is is_history
