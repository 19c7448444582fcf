"""People who come together over several sentences make one meeting of all of them."""

from __future__ import annotations

import pytest

from parsers.lexicon import load
from parsers.meetings.arrivals import with_arrival
from parsers.meetings.gathered import GATHERED, told_at
from parsers.model import Status
from parsers.scenes.absences import absent
from parsers.scenes.discourse import memory
from parsers.scenes.gatherings import gatherings
from parsers.scenes.scenes import document
from parsers.words.comings import (
    accepting,
    comes,
    conferring,
    days_named,
    guests,
    plans,
    refers,
    with_host,
)
from parsers.words.items import STATE_KINDS, rows
from parsers.words.statelists import state_list
from parsers.words.triggers import triggers
from tests.parsers.claims import FRIDAY, days, meetings, states, who

JOINED = (
    "Ghana's foreign minister, Ama Boateng, landed in Lagos on Wednesday. On Saturday she will be "
    "joined there by her Nigerian and Beninese counterparts. The talks will deal with ports."
)
CAME_ONE_BY_ONE = (
    "The defence minister of Latvia was the first to arrive. Shortly after him came the ministers "
    "of Poland and Denmark. The three compared notes in Liepaja on Tuesday."
)
SO_DID = (
    "Austria's chancellor travelled to Ljubljana on Monday. So did the Croatian prime minister. "
    "With their Slovenian host they spent five hours on the railway to Trieste."
)
HAD_GUESTS = (
    "Oman's defence minister had two guests on Thursday. Jordan's Prince Faisal came in the "
    "morning and Egypt's General Abdel Zaki at noon. The three went over the plans for an exercise."
)
ACCEPTED = (
    "Chile's mining minister has invited her Bolivian colleague and the mining minister of "
    "Argentina to Antofagasta. They will come on May 23."
)
CHAIRED = (
    "Nepal's foreign secretary opened the session in Kathmandu on Thursday. Across the table sat "
    "diplomats from India and Bhutan. The delegations worked on a list of border posts."
)
HIMSELF = (
    "The Albanian prime minister will be in Skopje next Tuesday. He is meeting the premier of "
    "North Macedonia. Kosovo's prime minister said he would make the trip, too. Their three-way "
    "talks are about customs."
)
GUEST = (
    "The prime ministers of the Visegrad Group meet in Brno on Monday. The Czech side has also "
    "invited Moldova's prime minister. He will join the four for lunch."
)
DECLINED = (
    "Zambia's president was to have welcomed two guests in Kitwe this Sunday. The presidents of "
    "Malawi and Botswana have sent word that they will not come. The meeting has been called off."
)
NOT_RECEIVED = (
    "Panama's president will not receive his Colombian and Costa Rican counterparts on Sunday. "
    "Their meeting has been deferred until after the vote."
)


@pytest.mark.parametrize(
    ("text", "sets"),
    [
        (JOINED, "BJ-GH-NG"),
        (CAME_ONE_BY_ONE, "DK-LV-PL"),
        (SO_DID, "AT-HR-SI"),
        (HAD_GUESTS, "EG-JO-OM"),
        (ACCEPTED, "AR-BO-CL"),
        (CHAIRED, "BT-IN-NP"),
        (HIMSELF, "AL-MK-XK"),
        (GUEST, "CZ-HU-MD-PL-SK"),
        (DECLINED, "BW-MW-ZM"),
        (NOT_RECEIVED, "CO-CR-PA"),
    ],
)
def test_people_who_come_one_after_the_other_meet_as_one_set(text: str, sets: str) -> None:
    """Whoever comes, is asked, joins or stays away is one of the set."""
    found = {one for one in who(text).split() if one.count("-") > 1}
    assert found == {sets}


# One goes from place to place, and what was the day before is another visit.
GOING_ON = (
    (
        "Qatar's foreign minister arrived in Tunis on Monday. He met the Tunisian president there. "
        "On Tuesday he flew to Rabat, where he saw the Moroccan minister. They discussed trade."
    ),
    (
        "Kenya's president received the Malawian president on Tuesday. A day earlier he had been "
        "host to Zambia's foreign minister. They talked about copper."
    ),
)
# Each comes at another time.
OTHER_TIMES = (
    (
        "Denmark's foreign minister is in Seoul today. Norway's minister was there last month. "
        "Their talks were about ships."
    ),
    (
        "The Thai foreign minister came to Delhi on Monday. Laos's minister will visit in June, "
        "Vietnam's in July. They want ports."
    ),
)
# Nobody of them governs.
NO_OFFICE = (
    (
        "Senegal's captain arrived in Rome on Tuesday. He was followed by Ghana's coach and "
        "Mali's striker. They talked about the match."
    ),
    (
        "The ambassadors of Peru, Ghana and Laos came to the ministry on Monday. They discussed "
        "visas."
    ),
    (
        "Sweden's defence minister met his Finnish colleague on Monday. He was later joined by a "
        "group of journalists from Norway. They spoke for an hour."
    ),
)
# Each is seen on his own, or all see somebody else.
APART = (
    (
        "Estonia's minister arrived in Chisinau on Monday. She was followed by the ministers of "
        "Ireland and Spain. The three were received one by one and spoke separately with the host."
    ),
    (
        "Uganda's trade minister arrived in Oslo on Monday. Rwanda's minister came too, and "
        "Kenya's will follow. They met business people."
    ),
)


@pytest.mark.parametrize(
    "text",
    [
        (
            "The presidents of Chile and Peru arrived for the congress of 1969. The Bolivian"
            " leader came a day later. His driver took the ministers to the talks."
        ),
        (
            "In 2005 the presidents of Kenya and Uganda came to the fort. The leader of Rwanda"
            " arrived by boat in 2006. The letters tell how the ministers held talks at night."
        ),
        *GOING_ON,
        *OTHER_TIMES,
        *NO_OFFICE,
        *APART,
    ],
)
def test_people_who_only_come_or_go_are_no_set(text: str) -> None:
    """Visits, other days, strangers and talks one by one add nobody up."""
    assert [one for one in who(text).split() if one.count("-") > 1] == []


@pytest.mark.parametrize(
    ("text", "when", "city", "status"),
    [
        (JOINED, "2024-05-11", "Lagos", Status.SCHEDULED),
        (HAD_GUESTS, "2024-05-09", None, Status.HELD),
        (SO_DID, "2024-05-06", "Ljubljana", Status.HELD),
        (HIMSELF, "2024-05-14", "Skopje", Status.SCHEDULED),
        (ACCEPTED, "2024-05-23", "Antofagasta", Status.SCHEDULED),
        (DECLINED, "2024-05-12", "Kitwe", Status.CANCELLED),
        (NOT_RECEIVED, "2024-05-12", None, Status.POSTPONED),
    ],
)
def test_their_day_and_place_are_those_of_their_coming(
    text: str, when: str, city: str | None, status: Status
) -> None:
    """The nearest sentence that has somebody come tells when and where they talk."""
    (found,) = (each for each in meetings(text) if len(each.participants) > 2)
    assert (days(found.when), found.place.city, found.status) == (when, city, status)


def test_a_gathering_keeps_where_its_talks_are_told() -> None:
    """A gathering spans its sentences, and none beyond."""
    read = document("", SO_DID, FRIDAY, load())
    (found,) = gatherings(read.scenes)
    assert (found.first, found.told) == (0, 2)
    assert told_at(1, memory(read)) == found
    assert told_at(9, memory(read)) is None


def test_a_claim_that_has_its_day_keeps_it() -> None:
    """What the sentence of the talks says itself goes before the day of the coming."""
    read = document("", CAME_ONE_BY_ONE, FRIDAY, load())
    (found,) = gatherings(read.scenes)
    (claim,) = (each for each in meetings(CAME_ONE_BY_ONE) if each.rule == GATHERED)
    assert states(claim) == "DK-LV-PL"
    assert with_arrival(claim, found, read).when == claim.when


def test_words_of_coming_and_conferring() -> None:
    """The words tell who comes, who is spoken of, and that they talk."""
    assert comes("she landed at dawn")
    assert not comes("the coming season")
    assert plans("he will be there")
    assert refers("the three spoke")
    assert not refers("the minister spoke")
    assert accepting("they will come on may 3") is not None
    word = conferring("they went over the draft", triggers("they went over the draft"))
    assert word is not None
    assert word.text == "went over"
    met = "they met business people"
    assert conferring(met, triggers(met)) is None


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("Ecuador's leader, busy with an election, will not come.", {"EC"}),
        ("Jordan, at peace with Israel since 1994, will not attend.", {"JO"}),
        ("Ghana's minister, ill at home, did not come.", {"GH"}),
        ("Mali stayed away.", {"ML"}),
        ("A meeting of Peru's president with Chile's, set for May, did not come about.", set()),
        ("The ministers of Peru and Chile came, but a deal, wanted by Brazil, will not.", set()),
    ],
)
def test_an_insertion_parts_nobody_from_his_absence(text: str, states: set[str]) -> None:
    """Whoever stays away is the subject, and not whom an insertion names."""
    (scene,) = document("", text, FRIDAY, load()).scenes
    assert absent(scene) == states


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("the ministers of Peru and of Chile", ["PE", "CL"]),
        ("envoys from Ghana and from Togo", ["GH", "TG"]),
        ("leaders of Laos, Nepal and of India", ["LA", "NP", "IN"]),
        ("the ministers of Peru and of trade", ["PE"]),
        ("the ministers of Peru, of Chile and Brazil", ["PE"]),
        ("talks of Peru with Chile and of Brazil", ["PE"]),
    ],
)
def test_a_list_may_repeat_its_preposition(text: str, codes: list[str]) -> None:
    """Behind "and" a list goes on with the preposition that it stands behind."""
    (row,) = rows("", text, load())
    at = next(at for at, item in enumerate(row.items) if item.kind in STATE_KINDS)
    assert [code for code, _ in state_list(row.items, at, {}).codes] == codes


@pytest.mark.parametrize(
    ("text", "sets"),
    [
        (
            (
                "Nepal's king gave lunch to two presidents on Wednesday. They were Anil Rao of "
                "India and Bhutan's Tashi Wangdi. Over tea the three agreed on a dam."
            ),
            "BT-IN-NP",
        ),
        (
            (
                "The trade minister of Ghana sat down with two visitors on Monday. One had come "
                "from Lome: Togo's minister of trade. The other was the Beninese trade minister. A "
                "joint market was discussed."
            ),
            "BJ-GH-TG",
        ),
        (
            (
                "Chile's interior minister spent Friday in La Paz. There she met her Bolivian "
                "counterpart, Mario Rojas, and Jorge Salas of Peru. The trio signed a paper."
            ),
            "BO-CL-PE",
        ),
        (
            (
                "The Jordanian premier opened the doors of his palace to Iraq's prime minister on "
                "Monday. Kuwait's leader was driven over the border the same evening. The two "
                "guests and their host had dinner and then talked until midnight."
            ),
            "IQ-JO-KW",
        ),
        (
            (
                "Panama's president and his Costa Rican colleague went by boat to San Blas on "
                "Tuesday. Colombia's Ivan Duque flew in by helicopter. On a small island the "
                "presidents talked about migrants."
            ),
            "CO-CR-PA",
        ),
        (
            (
                "Slovakia's foreign minister paid a visit to Graz on Wednesday, as did Hungary's "
                "Peter Szabo. Both were received by Karin Huber of Austria. In a joint session the "
                "three ministers reviewed the plans."
            ),
            "AT-HU-SK",
        ),
    ],
)
def test_a_number_tells_who_is_meant(text: str, sets: str) -> None:
    """Where as many are received or spoken of as were named, they are those who meet."""
    assert [one for one in who(text).split() if one.count("-") > 1] == [sets]


@pytest.mark.parametrize(
    "text",
    [
        (
            "Slovenia's farm minister was in Graz on Monday. So was the Italian one. Austria's "
            "minister showed them a cattle market. They went home in the evening."
        ),
        (
            "Kenya's foreign minister called on Tanzania's president on Friday. Uganda's foreign "
            "minister is to call on him on Tuesday. The port of Tanga is the issue in both talks."
        ),
        (
            "Peru's premier spoke of floods on Monday. Chile's minister warned of a drought. "
            "Bolivia's president asked for aid. The three countries have lost crops."
        ),
        (
            "Ghana's minister had two daughters. Togo's minister has a son. Mali's is not married. "
            "The three are friends."
        ),
        (
            "India's president received three athletes on Monday. Nepal's minister watched the "
            "games on television. Bhutan's king sent a message."
        ),
        (
            "The presidents of Chile and Uruguay arrived in La Paz on Wednesday. Peru's leader had "
            "come the night before. All took part in the funeral of the former president."
        ),
    ],
)
def test_a_number_of_others_adds_up_nobody(text: str) -> None:
    """Talks on other days, mere visits, ceremonies and what countries suffer are no meeting."""
    assert [one for one in who(text).split() if one.count("-") > 1] == []


def test_numbers_and_days_are_read() -> None:
    """Guests are counted with and without their host, and days of the week are named."""
    assert guests("she received two visitors") == 2
    assert guests("she received visitors") is None
    assert with_host("the two guests and their host") == 3
    assert days_named("on monday and friday") == {"mon", "fri"}
