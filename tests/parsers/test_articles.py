"""Short articles of many regions, read whole: what they claim, and what they do not."""

from __future__ import annotations

import pytest

from parsers.model import Meeting
from tests.parsers.claims import days, groupings, meetings, states, who


def line(meeting: Meeting) -> str:
    """Return states, level, status, days and city of a claim."""
    fields = (
        states(meeting), str(meeting.level), str(meeting.status), days(meeting.when),
        meeting.place.city,
    )  # fmt: skip
    return " ".join(filter(None, fields))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "RIYADH - Saudi Arabia's crown prince received the emir of Qatar and the president "
                "of the United Arab Emirates in Jeddah on Tuesday, state media said. The three "
                "leaders reviewed regional developments. On Wednesday the crown prince spoke by "
                "telephone with Egyptian President Abdel Fattah al-Sisi."
            ),
            ["AE-QA-SA leaders held 2024-05-07 Jeddah", "EG-SA leaders held 2024-05-08"],
        ),
        (
            (
                "BAMAKO (Sahel Press) - The presidents of Mali, Burkina Faso and Niger will "
                "gather in Niamey on July 6 for the first summit of their Alliance of Sahel "
                "States, Mali's foreign ministry announced on Monday. The three countries quit "
                "the regional bloc ECOWAS in January."
            ),
            ["BF-ML-NE leaders scheduled 2024-07-06 Niamey"],
        ),
        (
            (
                "Water ministers from Cambodia, Laos, Thailand and Vietnam met in Vientiane on "
                "Thursday to discuss dams in China. A Chinese diplomat attended as an observer."
            ),
            ["KH-LA-TH-VN ministers_other held 2024-05-09 Vientiane"],
        ),
        (
            (
                "Peru's foreign minister said on Wednesday that his country, Chile and Bolivia "
                "would hold a trilateral meeting of vice ministers in Tacna on June 12 to fight "
                "smuggling."
            ),
            ["BO-CL-PE officials scheduled 2024-06-12 Tacna"],
        ),
        (
            (
                "GEORGETOWN, Guyana - The foreign ministers of Guyana, Trinidad and Tobago and "
                "Suriname held a virtual meeting on May 8 to coordinate energy policy. The meeting "
                "came ahead of a CARICOM summit in July."
            ),
            ["GY-SR-TT foreign_ministers held 2024-05-08"],
        ),
        (
            (
                "KAMPALA - President Yoweri Museveni on Thursday hosted Rwanda's Paul Kagame and "
                "Burundi's Evariste Ndayishimiye for talks on security in eastern Congo. Kenya's "
                "William Ruto, who was invited, did not attend."
            ),
            ["BI-RW-UG leaders held 2024-05-09 Kampala"],
        ),
        (
            (
                "Kazakhstan's foreign minister told reporters that the leaders of the five Central "
                "Asian states and Germany will meet in Astana in September."
            ),
            ["DE-KG-KZ-TJ-TM-UZ leaders scheduled 2024-09-01/2024-09-30 Astana"],
        ),
        (
            (
                "Hungarian Prime Minister Viktor Orban said he would not attend Thursday's "
                "Visegrad Four summit in Prague. The leaders of Poland, Slovakia and the Czech "
                "Republic will meet without him."
            ),
            ["CZ-PL-SK leaders scheduled 2024-05-16 Prague"],
        ),
        (
            (
                "SUVA, Fiji - Defence ministers from Australia, Fiji, France, New Zealand, Papua "
                "New Guinea and Tonga wrapped up a three-day meeting in Suva on Friday. Chile and "
                "Japan sent observers."
            ),
            ["AU-FJ-FR-NZ-PG-TO defence_ministers held 2024-05-08/2024-05-10 Suva"],
        ),
        (
            "The Nordic prime ministers met German Chancellor Olaf Scholz in Stockholm on Monday.",
            ["DE-DK-FI-IS-NO-SE leaders held 2024-05-06 Stockholm"],
        ),
        (
            (
                "Ethiopian, Somali and Turkish officials are to hold a second round of indirect "
                "talks in Ankara next week, two sources said, after the first, in March, ended "
                "without a deal."
            ),
            ["ET-SO-TR officials scheduled 2024-05-13/2024-05-19 Ankara"],
        ),
        (
            (
                "On the sidelines of the UN General Assembly in New York, the foreign ministers of "
                "Armenia, Greece and France held their first trilateral meeting on Thursday."
            ),
            ["AM-FR-GR foreign_ministers held 2024-05-09 New York"],
        ),
        (
            (
                "The summit of the presidents of Colombia, Ecuador and Peru that was to be held in "
                "Quito on May 17 has been cancelled because of floods, Ecuador's foreign ministry "
                "said on Thursday."
            ),
            ["CO-EC-PE leaders cancelled 2024-05-17 Quito"],
        ),
        (
            (
                "Indian External Affairs Minister S. Jaishankar and Defence Minister Rajnath Singh "
                "will host their Brazilian counterparts in New Delhi on May 27 for the first 2+2 "
                "dialogue."
            ),
            ["BR-IN two_plus_two scheduled 2024-05-27 New Delhi"],
        ),
        (
            (
                "Foreign ministers of Oman, Iran and Iraq met in Muscat on May 8. It was their "
                "first meeting since 2019, when they gathered in Basra."
            ),
            ["IQ-IR-OM foreign_ministers held 2024-05-08 Muscat"],
        ),
    ],
)
def test_an_article_is_read(text: str, expected: list[str]) -> None:
    """Each real meeting is one claim with its level, status, days and place."""
    assert [line(meeting) for meeting in meetings(text)] == expected


@pytest.mark.parametrize(
    ("text", "sets"),
    [
        (
            (
                "Sikorski, Baerbock and Sejourne, the Polish, German and French foreign ministers, "
                "met in Weimar on Tuesday."
            ),
            "DE-FR-PL",
        ),
        ("Ghana hosted a meeting of the interior ministers of Togo, Benin and Mali.", "BJ-ML-TG"),
        (
            (
                "Egypt's Sisi, Jordan's King Abdullah and Palestinian President Mahmoud Abbas held "
                "a summit in Aqaba."
            ),
            "EG-JO-PS",
        ),
        ("Baltic defence ministers met in Tallinn on Friday.", "EE-LT-LV"),
        ("Top diplomats from China, Russia and Mongolia met in Ulaanbaatar.", "CN-MN-RU"),
        (
            "Tokyo, Seoul and Washington held a three-way meeting of vice foreign ministers.",
            "JP-KR-US",
        ),
        (
            (
                "Niger's prime minister flew to Ouagadougou where he met his counterparts from "
                "Burkina Faso and Mali."
            ),
            "BF-ML-NE",
        ),
        (
            (
                "The three foreign ministers - Penny Wong of Australia, Winston Peters of New "
                "Zealand and Jone Vakatawa of Fiji - met in Suva."
            ),
            "AU-FJ-NZ",
        ),
        (
            "A summit of six Mekong countries, China among them, opened, and its leaders dined.",
            "CN-KH-LA-MM-TH-VN",
        ),
        (
            "Vietnam's To Lam, Laos' Thongloun Sisoulith and Cambodia's Hun Manet dined together.",
            "KH-LA-VN",
        ),
        (
            (
                "Brunei, Indonesia, Malaysia and the Philippines convened their BIMP-EAGA "
                "ministers' meeting in Palawan."
            ),
            "BN-ID-MY-PH",
        ),
        ("The Malaysian prime minister will host the leaders of Laos and Fiji.", "FJ-LA-MY"),
    ],
)
def test_turns_of_phrase(text: str, sets: str) -> None:
    """Appositions, capitals, regions, family names and hosts are ways to name who meets."""
    assert who(text) == sets


@pytest.mark.parametrize(
    "text",
    [
        "At a forum, delegations from Argentina, Brazil, Canada, China and Mexico were arguing.",
        "The holder reports on Kenya's relations with Uganda, Oman and India, and drafts minutes.",
        "Here three countries meet: Thailand on this bank, Laos on that one, Myanmar behind.",
        "Ambassadors of Italy, Spain and Greece were summoned on Monday.",
        "Nurses from Ghana, Togo and Benin will meet for a conference, the health ministry said.",
        "Presidents of universities in Chile, Peru and Ecuador met in Lima.",
        "The leaders of Poland's, Hungary's and Slovakia's far-right parties met in Warsaw.",
        "Chess grandmasters from India, Norway and China meet in Stavanger next week.",
        "Kenya, Ethiopia and Somalia meet at a point near Mandera where the river turns.",
        "The airline will link Oman, Kenya and India; its managers met in Dubai.",
        "Farm ministers will have to meet the demands of growers in France, Italy and Spain.",
        "Analysts from Japan, Australia and Canada held a seminar, a think-tank said.",
        "Miners from Zambia, Congo and Angola gathered to demand higher wages.",
        "A summit of mayors from Colombia, Panama and Costa Rica opened in Medellin.",
        "The prime minister's husband met the wives of the leaders of Fiji, Samoa and Tonga.",
        "The bank's board met and approved loans to Kenya, Rwanda and Uganda.",
        "Youth orchestras of Bolivia, Peru and Chile came together in La Paz.",
        "Central banks of Sweden, Norway and Denmark raised rates after their meetings.",
        "Legislators from Taiwan, Japan and the United States met in Taipei.",
        "The presidents of the football federations of Mexico, Canada and the US met.",
        "Astronauts from Japan, Russia and the United States met in orbit.",
        "Students held a model summit, playing leaders of France, Brazil and Japan.",
        "Foreign ministers from 40 countries, including Kenya, Japan and Brazil, met.",
        "More than 50 leaders, among them those of France, Kenya and Japan, will attend.",
        "A former foreign minister of Chile who negotiated with Peru and Bolivia has died.",
        "Judges from Kenya, Uganda and Tanzania met in Arusha to hear an appeal by a trader.",
        "Troops from Japan, the Philippines and the US took part in exercises on Monday.",
        "If the leaders of India, Brazil and Iran held a summit, the world would listen.",
    ],
)
def test_other_people_who_meet_are_left(text: str) -> None:
    """Mayors, nurses, judges, rivers and examples out of many make no mini-lateral."""
    assert who(text) == ""
    assert [g for g in groupings(text) if g.is_new] == []
