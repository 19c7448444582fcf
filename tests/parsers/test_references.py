"""Who is meant: "the three", "he", "they", and those whom a trip is to."""

from __future__ import annotations

import pytest

from tests.parsers.claims import who


@pytest.mark.parametrize(
    ("text", "sets"),
    [
        (
            (
                "The three ministers met in Tallinn. Estonia's foreign minister hosted his Latvian "
                "and Lithuanian counterparts."
            ),
            "EE-LT-LV",
        ),
        (
            (
                "Egypt, Jordan and Iraq keep a mechanism of their leaders. The trilateral summit "
                "was held in Baghdad on Sunday."
            ),
            "EG-IQ-JO",
        ),
        (
            (
                "President Ruto said the tripartite summit of Kenya, Somalia and Ethiopia would "
                "take place in Nairobi on June 3."
            ),
            "ET-KE-SO",
        ),
        (
            (
                "The defence ministers of Indonesia, Malaysia and the Philippines agreed on "
                "patrols. It was the first meeting of the three since 2017."
            ),
            "ID-MY-PH",
        ),
        (
            (
                "Officials from Guyana, Suriname and Brazil are due to gather in Georgetown. The "
                "three-way meeting will look at roads."
            ),
            "BR-GY-SR",
        ),
        (
            (
                "A quadrilateral meeting of Afghan, Chinese, Pakistani and American envoys opened "
                "in Kabul on Monday."
            ),
            "AF-CN-PK-US",
        ),
        (
            (
                "Leaders of Sweden, Finland, Norway, Denmark and Iceland gathered in Stockholm. "
                "The five leaders discussed Ukraine."
            ),
            "DK-FI-IS-NO-SE",
        ),
        ("Colombian, Ecuadorian and Peruvian ministers met in Quito as a trio.", "CO-EC-PE"),
        ("Trilateral talks between Rwanda, Uganda and Burundi opened in Entebbe.", "BI-RW-UG"),
    ],
)
def test_a_word_that_counts_finds_the_set_of_that_size(text: str, sets: str) -> None:
    """The states that "the three" or "trilateral" means stand in the sentence or near it."""
    assert who(text) == sets


@pytest.mark.parametrize(
    "text",
    [
        "The three-year plan of Kenya, Uganda and Tanzania was published.",
        "Trilateral trade between Kenya, Uganda and Tanzania grew, the ministry said.",
        "The trilateral relationship between Japan, South Korea and the US is strong, he said.",
        "Four ministers resigned in Peru after talks with unions.",
        "The trio released an album recorded in Jamaica, Cuba and Haiti.",
        "Three Baltic companies, from Estonia, Latvia and Lithuania, met investors.",
        "The three countries are Chad, Niger and Mali.",
    ],
)
def test_a_word_that_counts_other_things_finds_none(text: str) -> None:
    """Years, trade, bands and resigning ministers are counted too, and do not meet."""
    assert who(text) == ""


@pytest.mark.parametrize(
    ("text", "sets"),
    [
        (
            "Japan's foreign minister will visit Fiji, Samoa and Palau next week for talks.",
            "FJ-JP JP-PW JP-WS",
        ),
        ("Secretary of State Antony Blinken heads to Kazakhstan on Monday.", "KZ-US"),
        ("The US Secretary of State will travel to Egypt and Jordan for talks.", "EG-US JO-US"),
        (
            (
                "Turkish Foreign Minister Hakan Fidan travelled to Iraq for a meeting with his "
                "Iraqi counterpart."
            ),
            "IQ-TR",
        ),
        ("German Chancellor Olaf Scholz visited Colombia and Peru last week.", "CO-DE DE-PE"),
        ("Ghana's president flew to Togo and then to Benin on Monday.", "BJ-GH GH-TG"),
    ],
)
def test_a_trip_is_a_pair_with_each_goal(text: str, sets: str) -> None:
    """Whoever travels meets each host alone."""
    assert who(text) == sets


@pytest.mark.parametrize(
    "text",
    [
        "India's prime minister arrived in Warsaw on Wednesday.",
        "Exporters travelled to Kenya and Uganda for a trade fair.",
        "Tourists heading to Greece, Italy and Spain face heat.",
        "The orchestra will visit Chile, Peru and Ecuador.",
        "Migrants who arrived in Italy, Malta and Cyprus asked for shelter.",
        "A trip to Laos, Thailand and Vietnam is the first prize.",
    ],
)
def test_a_trip_of_nobody_in_office_is_no_meeting(text: str) -> None:
    """Exporters, tourists and orchestras are not states."""
    assert who(text) == ""


@pytest.mark.parametrize(
    ("text", "sets"),
    [
        (
            (
                "Japanese Prime Minister Fumio Kishida arrived in Brasilia on Friday. He will meet "
                "Brazilian President Lula da Silva on Saturday."
            ),
            "BR-JP",
        ),
        (
            (
                "Kazakh President Kassym-Jomart Tokayev welcomed Uzbek President Shavkat "
                "Mirziyoyev. The two leaders are to meet Tajik President Emomali Rahmon on "
                "Thursday."
            ),
            "KZ-TJ-UZ KZ-UZ",
        ),
        (
            (
                "Saudi Foreign Minister Faisal bin Farhan landed in Muscat. He held talks with his "
                "Omani counterpart."
            ),
            "OM-SA",
        ),
        (
            (
                "Estonian Prime Minister Kaja Kallas and Latvian Prime Minister Evika Silina "
                "praised the plan. They will meet Lithuanian Prime Minister Ingrida Simonyte in "
                "Vilnius."
            ),
            "EE-LT-LV",
        ),
        (
            (
                "Poland's defence minister flew to Bucharest. He met separately with his Romanian "
                "and Turkish counterparts."
            ),
            "PL-RO PL-TR",
        ),
        (
            (
                "Peru's foreign minister landed in Quito. Her Ecuadorian counterpart telephoned "
                "her and asked for a day more, to which Colombian Foreign Minister Luis Murillo "
                "agreed."
            ),
            "CO-PE EC-PE",
        ),
    ],
)
def test_he_and_they_are_those_of_the_last_sentence(text: str, sets: str) -> None:
    """A pronoun before the others of a clause stands for whom the text was about."""
    assert who(text) == sets


@pytest.mark.parametrize(
    "text",
    [
        "Mr Smith, a teacher in Kenya, was happy. He met friends from Uganda.",
        "Peru's economy grew. It met forecasts by Chile and Colombia.",
        "The band toured Estonia. They met fans in Latvia and Finland.",
        "A whale was seen off Fiji. It came together with others off Tonga and Samoa.",
        "Kenya's team lost. Its coach met the players from Uganda.",
        "The two leaders of the strike met in Chile. They spoke of Peru and Bolivia.",
    ],
)
def test_pronouns_of_nobody_in_office_find_nobody(text: str) -> None:
    """Teachers, bands and coaches are no states when a pronoun stands for them."""
    assert who(text) == ""
