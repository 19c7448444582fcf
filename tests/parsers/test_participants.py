"""Who meets: one set, or pairs, or nobody; named in the sentence or referred to."""

from __future__ import annotations

import pytest

from tests.parsers.claims import who


@pytest.mark.parametrize(
    ("text", "sets"),
    [
        ("The foreign ministers of France, Germany and Poland met in Weimar.", "DE-FR-PL"),
        ("Leaders of Hungary, Slovakia, Czechia and Poland gathered in Bratislava.", "CZ-HU-PL-SK"),
        ("Kenya's president held talks with his Ugandan and Tanzanian counterparts.", "KE-TZ-UG"),
        ("Defence ministers from Mali, Niger and Burkina Faso convened in Niamey.", "BF-ML-NE"),
        ("The presidents of Chile, Colombia, Mexico and Peru will meet soon.", "CL-CO-MX-PE"),
        ("Qatari, Egyptian and American negotiators sat down together in Doha.", "EG-QA-US"),
        ("Estonia's, Latvia's and Lithuania's prime ministers met in Riga.", "EE-LT-LV"),
        ("Talks between Rwanda, Uganda and DR Congo opened, officials said.", "CD-RW-UG"),
        ("Russian, Turkish and Iranian diplomats held a three-way meeting.", "IR-RU-TR"),
        ("Fijian, Samoan and Tongan ministers met in Suva to discuss fisheries.", "FJ-TO-WS"),
        ("A US-Japan-Philippines summit of leaders was held in Washington.", "JP-PH-US"),
        ("Laos, Cambodia and Vietnam held a summit of their prime ministers.", "KH-LA-VN"),
        ("The interior ministers of Italy, Malta and Libya met as a trio.", "IT-LY-MT"),
        (
            (
                "Foreign ministers Alan Duarte of Uruguay, Rosa Prieto of Paraguay and Luis "
                "Ocampo of Bolivia met in Montevideo."
            ),
            "BO-PY-UY",
        ),
        (
            (
                "Barbados, Grenada and Saint Lucia sent their foreign ministers to talks with each "
                "other in Bridgetown."
            ),
            "BB-GD-LC",
        ),
        (
            "Central Asian and Japanese foreign ministers met in Tokyo on Friday.",
            "JP-KG-KZ-TJ-TM-UZ",
        ),
    ],
)
def test_those_who_meet_together_are_one_set(text: str, sets: str) -> None:
    """A list of states in office at a meeting word is one meeting of all."""
    assert who(text) == sets


@pytest.mark.parametrize(
    ("text", "sets"),
    [
        ("Kenya's president met separately with his Ugandan and Tanzanian peers.", ""),
        (
            (
                "Kenyan President William Ruto met separately with his Ugandan and Tanzanian "
                "counterparts in Kampala."
            ),
            "KE-TZ KE-UG",
        ),
        (
            (
                "Polish Foreign Minister Radoslaw Sikorski held bilateral meetings with his "
                "Latvian, Finnish and Danish counterparts."
            ),
            "DK-PL FI-PL LV-PL",
        ),
        (
            "Brazil's president will hold one-on-one talks with the presidents of Chile and Peru.",
            "BR-CL BR-PE",
        ),
        (
            "India's foreign minister met the Omani and Bahraini foreign ministers individually.",
            "BH-IN IN-OM",
        ),
        (
            (
                "Australia's defence minister held back-to-back meetings with his Fijian and "
                "Tongan counterparts."
            ),
            "AU-FJ AU-TO",
        ),
        (
            (
                "Georgian Prime Minister Irakli Kobakhidze met in turn with the Armenian and "
                "Azerbaijani leaders."
            ),
            "AM-GE AZ-GE",
        ),
        (
            (
                "Swedish Foreign Minister Tobias Billstrom met his Kenyan and Ethiopian "
                "counterparts for meetings in Nairobi and Addis Ababa."
            ),
            "ET-SE KE-SE",
        ),
    ],
)
def test_those_who_meet_one_by_one_are_pairs(text: str, sets: str) -> None:
    """Words such as "separately" and "bilateral meetings" make no set of three."""
    assert who(text) == sets


@pytest.mark.parametrize(
    "text",
    [
        "Exports from Kenya, Uganda and Tanzania rose last year.",
        "Storms hit Fiji, Samoa and Tonga on Monday.",
        "The company met targets in France, Germany and Poland.",
        "The United States, China and Russia are nuclear powers.",
        "Analysts compared Mali, Niger and Burkina Faso in a report.",
        "The film festival opened with works from Chile, Colombia and Peru.",
        "Tourists from Japan, South Korea and the United States met a guide in Bali.",
        "Trade between Laos, Cambodia and Vietnam has grown.",
        "Flights to Greece, Italy and Spain were full.",
    ],
)
def test_a_mere_list_of_states_meets_nobody(text: str) -> None:
    """Without an office or a meeting word, states in a row do nothing together."""
    assert who(text) == ""


@pytest.mark.parametrize(
    ("text", "sets"),
    [
        (
            (
                "The foreign ministers of Estonia, Latvia and Finland met in Helsinki; neither "
                "Sweden nor Norway took part."
            ),
            "EE-FI-LV",
        ),
        ("Leaders of Mali, Burkina Faso and Niger met in Niamey without Chad.", "BF-ML-NE"),
        (
            "The ministers of Peru, Chile and Colombia met in Lima despite the absence of Mexico.",
            "CL-CO-PE",
        ),
        (
            "Foreign ministers of Saudi Arabia, Egypt and Jordan met in Riyadh, minus Qatar.",
            "EG-JO-SA",
        ),
        (
            "The leaders of Fiji, Samoa and Tonga met; excluding Vanuatu, all had flown in.",
            "FJ-TO-WS",
        ),
        ("The presidents of Kenya, Uganda and Rwanda met, but not Burundi.", "KE-RW-UG"),
    ],
)
def test_those_said_to_be_absent_are_left_out(text: str, sets: str) -> None:
    """The words "Neither", "without", "minus" and "not" govern states that are not there."""
    assert who(text) == sets


@pytest.mark.parametrize(
    ("text", "sets"),
    [
        (
            (
                "Polish Foreign Minister Radoslaw Sikorski said the leaders of Latvia, Estonia and "
                "Lithuania met in Riga."
            ),
            "EE-LT-LV",
        ),
        (
            (
                "The presidents of Kenya, Uganda and Rwanda met in Kigali, said Tanzanian Foreign "
                "Minister January Makamba."
            ),
            "KE-RW-UG",
        ),
        (
            (
                "According to Norwegian Prime Minister Jonas Gahr Store, the defence ministers of "
                "Sweden, Finland and Denmark will meet in Oslo."
            ),
            "DK-FI-SE",
        ),
        (
            (
                "Chinese Foreign Ministry spokesman Wang Wenbin said the foreign ministers of "
                "Russia, Iran and Pakistan held talks in Moscow."
            ),
            "IR-PK-RU",
        ),
        (
            "A Kremlin spokesman said the presidents of Armenia and Azerbaijan met in Munich.",
            "AM-AZ",
        ),
        (
            (
                '"The ministers of Cuba, Haiti and Jamaica met for an hour," Mexican Foreign '
                "Minister Alicia Barcena told reporters."
            ),
            "CU-HT-JM",
        ),
    ],
)
def test_who_only_tells_of_a_meeting_is_not_in_it(text: str, sets: str) -> None:
    """A minister, a spokesman or a capital before "said" tells of others."""
    assert who(text) == sets


@pytest.mark.parametrize(
    ("text", "sets"),
    [
        (
            (
                "Indonesian Foreign Minister Retno Marsudi said she would meet her Malaysian and "
                "Philippine counterparts in Jakarta on Sunday."
            ),
            "ID-MY-PH",
        ),
        (
            (
                '"We had a frank meeting," Egyptian Foreign Minister Sameh Shoukry told reporters '
                "after talks with his Greek and Cypriot counterparts in Cairo."
            ),
            "CY-EG-GR",
        ),
        (
            (
                "Uzbek President Shavkat Mirziyoyev said at a meeting with his Kazakh and Tajik "
                "counterparts that water was short."
            ),
            "KZ-TJ-UZ",
        ),
        (
            (
                "Senegalese President Bassirou Diomaye Faye said he had met the leaders of Mali "
                "and Guinea in Bamako."
            ),
            "GN-ML-SN",
        ),
        (
            (
                "Peruvian Foreign Minister Javier Gonzalez said after talks with his Chilean and "
                "Bolivian counterparts that a road would be built."
            ),
            "BO-CL-PE",
        ),
        (
            (
                "Thai Prime Minister Srettha Thavisin told parliament he will meet the leaders of "
                "Laos and Myanmar."
            ),
            "LA-MM-TH",
        ),
    ],
)
def test_who_tells_of_himself_is_in_it(text: str, sets: str) -> None:
    """The words "Said he would meet" and "told reporters after talks" put the speaker in."""
    assert who(text) == sets


@pytest.mark.parametrize(
    ("text", "sets"),
    [
        (
            (
                "The foreign ministers of France, Germany and Poland held talks on Ukraine and "
                "Moldova."
            ),
            "DE-FR-PL",
        ),
        (
            "Leaders of Egypt, Jordan and Iraq met to discuss Syria, Lebanon and Yemen.",
            "EG-IQ-JO",
        ),
        (
            "US, Japanese and Philippine officials held talks about China and North Korea.",
            "JP-PH-US",
        ),
        (
            (
                "Australia, Fiji and New Zealand defence ministers met over Chinese activity in "
                "the Solomon Islands."
            ),
            "AU-FJ-NZ",
        ),
        ("Envoys of Kenya, Uganda and Burundi gathered amid fighting in the Congo.", "BI-KE-UG"),
        (
            (
                "Presidents of Colombia, Brazil and Mexico will hold a call on the crisis in "
                "Venezuela."
            ),
            "BR-CO-MX",
        ),
        (
            "Foreign ministers of Turkey, Syria and Jordan met to address the threat from Iran.",
            "JO-SY-TR",
        ),
        (
            (
                "Ministers from Thailand, Laos and Cambodia met in Vientiane, focusing on haze "
                "from Myanmar."
            ),
            "KH-LA-TH",
        ),
        (
            "The foreign ministers of Oman, Qatar and Kuwait met because of the war with Yemen.",
            "KW-OM-QA",
        ),
    ],
)
def test_those_talked_about_are_not_in_it(text: str, sets: str) -> None:
    """States after "on", "about", "over", "amid" and "to discuss" are the topic."""
    assert who(text) == sets


@pytest.mark.parametrize(
    ("text", "sets"),
    [
        ("The foreign ministers of Oman, Iran and Iraq met in Doha, Qatar.", "IQ-IR-OM"),
        ("Leaders of Serbia, Hungary and Slovakia met in Vienna, Austria.", "HU-RS-SK"),
        ("Delegations of Armenia, Azerbaijan and the US held talks near Geneva.", "AM-AZ-US"),
        ("Kenyan, Somali and Ethiopian officials met across the border in Djibouti.", "ET-KE-SO"),
        ("Ministers from Nauru, Tuvalu and Kiribati met in Brisbane, Australia.", "KI-NR-TV"),
        (
            "The presidents of Colombia, Ecuador and Peru met at the Swiss embassy in Lima.",
            "CO-EC-PE",
        ),
        (
            (
                "Switzerland will host talks between the foreign ministers of Sudan, Egypt and "
                "Ethiopia in Geneva."
            ),
            "EG-ET-SD",
        ),
    ],
)
def test_the_place_is_not_in_it(text: str, sets: str) -> None:
    """The state where others meet, even one that hosts them, is not one of them."""
    assert who(text) == sets


@pytest.mark.parametrize(
    "text",
    [
        "Will the foreign ministers of Oman, Iran and Iraq meet in Muscat?",
        "There are no plans for a meeting of the leaders of Kenya, Uganda and Rwanda.",
        "Kigali denied that the presidents of Rwanda, Burundi and Congo had met.",
        "The presidents of Armenia, Azerbaijan and Turkey did not meet in Geneva.",
        "Tehran ruled out a meeting of the foreign ministers of Iran, Israel and Jordan.",
        "If the leaders of Serbia, Kosovo and Albania met, much could change.",
        "Pyongyang refused to hold talks with the foreign ministers of Japan and South Korea.",
        "The leaders of Chile, Peru and Bolivia would have met in May but for a strike.",
    ],
)
def test_questions_denials_and_suppositions_claim_nothing(text: str) -> None:
    """What is asked, denied, refused or only supposed did not happen."""
    assert who(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "Fiji, Samoa and Tonga meet in the rugby final on Saturday.",
        "The leaders of three student unions from Poland, Hungary and Slovakia met in Krakow.",
        "The three leaders of the student union met in Paris with friends from Italy and Spain.",
        "Chief executives of banks in Nigeria, Ghana and Togo held a trilateral meeting in Lagos.",
        "Bishops from Peru, Bolivia and Chile gathered in Lima.",
        "Doctors from Laos, Vietnam and Cambodia met in Hue for a conference.",
        "Police seized drugs after raids in Spain, France and Italy.",
    ],
)
def test_clubs_unions_and_firms_are_not_states(text: str) -> None:
    """Teams, students, bishops, doctors and bankers meet without their states."""
    assert who(text) == ""


@pytest.mark.parametrize(
    ("text", "sets"),
    [
        (
            "Peru proposed talks of its foreign minister with those of Ecuador and Bolivia.",
            "BO-EC-PE",
        ),
        (
            "The presidents of Peru, Ana Rojas, of Chile, Luis Soto, and of Bolivia, Eva Paz, met.",
            "BO-CL-PE",
        ),
        (
            "Cambodia said its interior minister would meet the Thai and Vietnamese ministers.",
            "KH-TH-VN",
        ),
        (
            "Oman said its foreign minister will meet those of Germany, France and Britain.",
            "DE-FR-GB-OM",
        ),
        (
            "Duda met the three Baltic presidents in Vilnius; the Polish leader flew on.",
            "EE-LT-LV-PL",
        ),
        ("The German chancellor will host the five Central Asian presidents.", "DE-KG-KZ-TJ-TM-UZ"),
        (
            "Foreign ministers of Togo, Benin and Mali met before talks with Ghana's Ayorkor.",
            "BJ-GH-ML-TG BJ-ML-TG",
        ),
        (
            "The premier of Fiji met the foreign ministers of Tonga and Samoa together.",
            "FJ-TO-WS",
        ),
        (
            "The Nordic leaders met in Oslo. Iceland's prime minister did not attend.",
            "DK-FI-NO-SE",
        ),
        (
            "Ministers of the Visegrad Group and Austria met in Budapest on Friday.",
            "AT-CZ-HU-PL-SK",
        ),
        (
            (
                "The Nordic and Baltic premiers met in Riga. The premiers of Latvia, Estonia, "
                "Sweden and Finland gathered in Riga."
            ),
            "EE-FI-LV-SE",
        ),
    ],
)
def test_who_is_meant_by_a_word_is_at_the_table(text: str, sets: str) -> None:
    """Possessives, proxies, numbers, regions, guests and whoever stayed away."""
    assert who(text) == sets


@pytest.mark.parametrize(
    "text",
    [
        "Those of you who have met the president of Chile know his jokes.",
        "Peru has proposed that its own foreign and defence ministers meet weekly.",
        "The foreign ministers of Togo, Benin and Mali should meet, a retired envoy wrote.",
        "In the cartoon, the presidents of Peru, Chile and Bolivia meet at a ski lift.",
        "The ministers of Fiji, Tonga and Samoa meet twice a year.",
        "There were no talks of Kenya, Uganda and Rwanda, said the three ministers.",
        "The prime minister is on a three-nation tour of Fiji, Tonga and Samoa.",
        "Pupils acting as the presidents of Kenya, Uganda and Rwanda met in Kampala.",
    ],
)
def test_who_is_only_spoken_of_meets_nobody(text: str) -> None:
    """Habits, wishes, works, tours and denials are no meetings."""
    assert who(text) == ""


def test_who_stays_away_from_one_thing_is_not_struck_off_a_list() -> None:
    """Only what the name of a region leaves open is settled by who stayed away."""
    text = (
        "The foreign ministers of Fiji, Tonga and Samoa met in Suva. Samoa's deputy minister did "
        "not attend the dinner."
    )
    assert who(text) == "FJ-TO-WS"
    text = "Leaders of the Baltic states and Poland met in Riga. Lithuania's president was absent."
    assert who(text) == "EE-LV-PL"


@pytest.mark.parametrize(
    ("text", "sets"),
    [
        ("The third round of Japan-Visegrad Group talks was held in Prague.", "CZ-HU-JP-PL-SK"),
        ("A round of Visegrad Group-Japan talks was held in Prague.", "CZ-HU-JP-PL-SK"),
        (
            "The long-standing Visegrad Group met and read a non-paper on Japan.",
            "CZ-HU-PL-SK",
        ),
    ],
)
def test_a_hyphen_ties_a_guest_only_to_the_name_beside_it(text: str, sets: str) -> None:
    """Hyphens elsewhere in the sentence tie nobody."""
    assert who(text) == sets
