"""Who was there is told by the list of those who came, the host included."""

from __future__ import annotations

import pytest

from tests.parsers.claims import who


@pytest.mark.parametrize(
    ("text", "sets"),
    [
        (
            (
                "The Chiefs of Defence of the Nordic countries met in Oslo this week. The military "
                "chiefs of Denmark, Sweden, Finland and Norway gathered in Oslo to talk about "
                "Nordic cooperation."
            ),
            "DK-FI-NO-SE",
        ),
        (
            (
                "Gulf ministers are to meet in Doha on Sunday. The foreign ministers of Qatar, "
                "Kuwait, Oman and Bahrain will attend the meeting."
            ),
            "BH-KW-OM-QA",
        ),
        (
            (
                "The Micronesian Presidents' Summit was held in Pohnpei from May 1 to 2. "
                "Participants were the Presidents of the Federated States of Micronesia and of "
                "Palau, and the Foreign Minister of the Marshall Islands."
            ),
            "FM-MH-PW",
        ),
        (
            (
                "The Pacific Alliance summit was held in Cali on Thursday. The presidents of "
                "Colombia, Chile and Peru met in Cali for four hours."
            ),
            "CL-CO-MX-PE",
        ),
    ],
)
def test_the_better_telling_of_one_meeting_is_kept(text: str, sets: str) -> None:
    """A list narrows a region, and a roll-call a grouping; a grouping completes a mere list."""
    assert who(text) == sets


@pytest.mark.parametrize(
    ("text", "sets"),
    [
        (
            (
                "The V4 prime ministers met in Prague on Thursday. On Monday the prime ministers "
                "of Poland, Slovakia and Hungary had met in Krakow."
            ),
            "CZ-HU-PL-SK HU-PL-SK",
        ),
        (
            (
                "The Quad foreign ministers met in Tokyo on Wednesday. The foreign ministers of "
                "Australia, India and Japan held a trilateral in Tokyo on Wednesday."
            ),
            "AU-IN-JP AU-IN-JP-US",
        ),
        (
            (
                "The Nordic prime ministers met in Oslo on Monday. The foreign ministers of "
                "Norway, Sweden and Finland met in Bodo on Thursday."
            ),
            "DK-FI-IS-NO-SE FI-NO-SE",
        ),
    ],
)
def test_tellings_that_differ_stay_two(text: str, sets: str) -> None:
    """Another day, another level or a counted set is another meeting."""
    assert who(text) == sets


@pytest.mark.parametrize(
    ("text", "sets"),
    [
        (
            (
                '"The sea is no frontier," said Maltese Foreign Minister Ian Borg, who is hosting '
                "officials from Italy, France, Greece and Spain."
            ),
            "ES-FR-GR-IT-MT",
        ),
        (
            (
                "Congolese President Felix Tshisekedi spoke on Wednesday. He had asked the "
                "presidents of Rwanda, Uganda, Burundi and Angola to a mini-summit in Goma on May "
                "17."
            ),
            "AO-BI-CD-RW-UG",
        ),
        (
            (
                "Austrian Chancellor Sebastian Kurz will join the prime ministers of Slovakia, "
                "Hungary and Poland for a debate on migration."
            ),
            "AT-HU-PL-SK",
        ),
        (
            (
                "Guyana's President Irfaan Ali will travel to Suriname on Thursday to meet with "
                "that country's head of state, Chandrikapersad Santokhi, and President Jair "
                "Bolsonaro of Brazil."
            ),
            "BR-GY-SR",
        ),
        (
            (
                "Norway's prime minister flew to Finland and met that country's president in "
                "Helsinki on Tuesday."
            ),
            "FI-NO",
        ),
        (
            (
                "The leaders of Britain, France and Germany met in Berlin on Monday. The three "
                "want to talk to US President Donald Trump on Sunday."
            ),
            "DE-FR-GB DE-FR-GB-US",
        ),
        (
            (
                "Before the expected talks of US President Donald Trump with Russia's President "
                "Vladimir Putin on Monday, the leaders of Britain, France and Germany want to "
                "speak to Trump."
            ),
            "DE-FR-GB-US RU-US",
        ),
    ],
)
def test_the_host_and_those_who_are_met_are_there(text: str, sets: str) -> None:
    """Whoever hosts, asks, joins or is met takes part with those he is named beside."""
    assert who(text) == sets


@pytest.mark.parametrize(
    ("text", "sets"),
    [
        ("Kenya's President Ruto joined the presidents of Uganda and Chad in condemning it.", ""),
        (
            (
                "On the margins of the funeral of King Harald of Norway at the Vatican, German "
                "Chancellor Friedrich Merz had talks with US Secretary of State Marco Rubio and "
                "with Ukrainian President Volodymyr Zelensky."
            ),
            "DE-UA DE-US",
        ),
        (
            (
                "The Organization of Turkic States is glad of the outcome of the summit of "
                "Kyrgyzstan, Uzbekistan and Tajikistan."
            ),
            "KG-TJ-UZ",
        ),
        ("The 3+3 format put forward by Azerbaijan's president opens more room, he noted.", ""),
        (
            (
                "The meeting of the Dutch and Danish premiers comes after similar talks in Warsaw "
                "of the leaders of the Benelux countries with others."
            ),
            "DK-NL",
        ),
        (
            (
                "Diplomats of Iran, Egypt and Turkey met in Cairo on Monday. Venezuela, which is "
                "in the Troika of the Non-Aligned Movement, may take part in the coming meetings."
            ),
            "EG-IR-TR",
        ),
    ],
)
def test_who_stands_beside_a_meeting_is_not_at_it(text: str, sets: str) -> None:
    """Those who condemn together, are buried, or comment on others' talks do not meet."""
    assert who(text) == sets


@pytest.mark.parametrize(
    ("text", "sets"),
    [
        ("India, Japan and France held a trilateral meeting in Paris on Monday.", "FR-IN-JP"),
        (
            (
                "Ministers of Burundi, Chad, Rwanda and Uganda met in Kampala on Monday for the "
                "Tripartite Plus commission."
            ),
            "BI-RW-TD-UG",
        ),
        (
            (
                "The presidents of Guatemala, Honduras and Belize will go to Washington and talk "
                "to US Vice-President Joe Biden about the economy."
            ),
            "BZ-GT-HN-US",
        ),
        (
            (
                "Four points have been agreed by India, Nepal and Bhutan at a virtual meeting of "
                "their top security officials."
            ),
            "BT-IN-NP",
        ),
        (
            (
                "A summit of leaders of the lakeside region was put off on Friday. The leaders of "
                "Uganda, Rwanda and Burundi were to have attended."
            ),
            "BI-RW-UG",
        ),
        (
            (
                "Prime Minister Petr Fiala of Czechia, Prime Minister Eduard Heger of Slovakia and "
                "Prime Minister Mateusz Morawiecki of Poland met in Prague on Monday for a summit "
                "of the Visegrad Group."
            ),
            "CZ-PL-SK",
        ),
        (
            (
                "The presidents of Kenya and Uganda had a summit on Monday, and Rwanda's foreign "
                "minister visited his counterpart in Kinshasa on Tuesday."
            ),
            "KE-UG",
        ),
        (
            (
                "The foreign, trade and transport ministers of Turkey, Georgia and Azerbaijan held "
                "a trilateral meeting in Kars on Monday. Turkish Foreign Minister Hakan Fidan took "
                "part in the trilateral meeting of the trade ministers, his office said."
            ),
            "AZ-GE-TR",
        ),
        (
            (
                "Tehran is to host the next summit of Iran, Oman and Iraq, the foreign minister "
                "said in Muscat, where a three-way summit ended on Monday."
            ),
            "IQ-IR-OM IQ-IR-OM",
        ),
        (
            (
                "Every three months Chad, Niger and Mali will hold a tripartite meeting of "
                "presidents. It was decided when the presidents of Chad, Niger and Mali met in "
                "Bamako on Monday."
            ),
            "ML-NE-TD ML-NE-TD",
        ),
    ],
)
def test_those_listed_meet(text: str, sets: str) -> None:
    """A list at a meeting word is read however the sentence turns it."""
    assert who(text) == sets


@pytest.mark.parametrize(
    ("text", "sets"),
    [
        ("Kenyan, Ugandan and Chadian players held a trilateral meeting in Arusha.", ""),
        ("The presidents of Ghana, Togo and Benin attended the funeral in Accra on Friday.", ""),
        ("The presidents of Ghana, Togo and Benin attended, as did bishops and farmers.", ""),
        (
            "The presidents of Peru, Chile and Bolivia will take part on Saturday in the games.",
            "",
        ),
        (
            (
                "The pact, signed by Peru, Chile and Mexico, was discussed at a meeting of "
                "Canada's and Japan's ministers in Ottawa."
            ),
            "CA-JP",
        ),
        (
            (
                "Ministers of Zambia, Malawi and Mozambique met in Lusaka on Monday, with Tanzania "
                "and Zimbabwe as observers."
            ),
            "MW-MZ-ZM",
        ),
        (
            (
                "The foreign ministers of Oman, Iraq and Kuwait met in Muscat. Jordan's envoy took "
                "part as an observer."
            ),
            "IQ-KW-OM",
        ),
        (
            (
                "Officials of Bangladesh, India and Nepal met on the BBIN pact in Delhi, a meeting "
                "that Bhutan attended as an observer."
            ),
            "BD-IN-NP",
        ),
        (
            (
                "Presidents Andrzej Duda of Poland and Petr Pavel of Czechia met in Prague on "
                "Monday for the Bucharest Nine summit."
            ),
            "BG-CZ-EE-HU-LT-LV-PL-RO-SK",
        ),
    ],
)
def test_who_looks_on_or_is_elsewhere_does_not_meet(text: str, sets: str) -> None:
    """Players, mourners, signatories and observers are left out."""
    assert who(text) == sets
