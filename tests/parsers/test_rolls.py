"""Attendance told over several sentences makes one meeting of all who were there."""

from __future__ import annotations

import pytest

from parsers.lexicon import load
from parsers.scenes.rolls import rolls
from parsers.scenes.scenes import document
from tests.parsers.claims import FRIDAY, meetings, who


def listed(text: str) -> list[str]:
    """Return the states of each list of attendance in a text."""
    found = rolls(document("", text, FRIDAY, load()).scenes)
    return ["-".join(sorted(roll.states)) for roll in found]


@pytest.mark.parametrize(
    ("text", "states"),
    [
        (
            (
                "The river authority held its summit in Dakar on Tuesday. Present were President "
                "Bassirou Diomaye Faye of Senegal and President Mohamed Ould Ghazouani of "
                "Mauritania. "
                "President Umaro Sissoco Embalo of Guinea-Bissau joined by video."
            ),
            "GW-MR-SN",
        ),
        (
            (
                "Both presidents took part in it. The host, President Joao Lourenco of "
                "Angola, and "
                "Zambia's President Hakainde Hichilema were the others at the table."
            ),
            "",
        ),
        (
            (
                "At the invitation of President Gustavo Petro of Colombia a summit was held "
                "in Cali. "
                "President Daniel Noboa of Ecuador and President Dina Boluarte of Peru came "
                "to it."
            ),
            "CO-EC-PE",
        ),
        (
            (
                "Taking part in the talks were:\n"
                "- Foreign Minister Jan Lipavsky of the Czech Republic\n"
                "- Foreign Minister Juraj Blanar of Slovakia\n"
                "- Foreign Minister Peter Szijjarto of Hungary\n"
                "Trade was the main item."
            ),
            "CZ-HU-SK",
        ),
        (
            (
                "The yearly retreat, which Samoa hosted in Apia, ended on Thursday. Fisheries "
                "stood "
                "at its centre. The guests, who had come by ship, were Prime Minister Siaosi "
                "Sovaleni "
                "of Tonga and Prime Minister Feleti Teo of Tuvalu."
            ),
            "TO-TV-WS",
        ),
        (
            (
                "In Muscat were Sayyid Badr Albusaidi, Foreign Minister of Oman, and Hossein "
                "Amir-Abdollahian, Foreign Minister of Iran. Fuad Hussein, Foreign Minister "
                "of Iraq, "
                "joined by video link."
            ),
            "IQ-IR-OM",
        ),
        (
            (
                "The ministers had lunch. In attendance were Finance Minister Aso Taro of Japan, "
                "Finance Minister Choo Kyung-ho of South Korea and Finance Minister Liu Kun "
                "of China."
            ),
            "CN-JP-KR",
        ),
        (
            (
                "The Senegalese president was in the room. President Adama Barrow of the "
                "Gambia was "
                "also present. President Umaro Sissoco Embalo of Guinea-Bissau attended "
                "virtually."
            ),
            "GM-GW-SN",
        ),
    ],
)
def test_a_list_of_attendance_adds_up(text: str, states: str) -> None:
    """Neighbouring sentences, bulleted lines and the host make one list of states."""
    assert listed(text) == ([states] if states else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "Burundi's Evariste Ndayishimiye and Tanzania's President Samia Suluhu Hassan "
                "want "
                "to end the quarrel. Both presidents took part in a quadripartite summit "
                "which was "
                "held in Entebbe, Uganda, on May 7. The host, President Yoweri Museveni of "
                "Uganda, and "
                "Kenya's President William Ruto were the others at the table."
            ),
            "BI-KE-TZ-UG",
        ),
        (
            (
                "The summit of the Lake Union came to its close in Kampala on Thursday. "
                "Present were "
                "President Yoweri Museveni of Uganda and President William Ruto of Kenya. "
                "President "
                "Paul Kagame of Rwanda joined by video. According to the meeting's communique "
                "the presidents will open the border by night."
            ),
            "KE-RW-UG",
        ),
        (
            (
                "Uganda hosted the four-nation summit on Monday. The guests, who came "
                "together over "
                "the internet, were Presidents William Ruto of Kenya, Paul Kagame of Rwanda and "
                "Samia Suluhu Hassan of Tanzania."
            ),
            "KE-RW-TZ-UG",
        ),
    ],
)
def test_a_roll_tells_who_met(text: str, expected: str) -> None:
    """A number, a word such as "the meeting" and a part of the list mean all who were there."""
    assert who(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Observers from Kenya, Uganda and Rwanda joined by video as observers.",
        "President William Ruto of Kenya attended the match. It was cold.",
        "The ministers of Kenya, Uganda and Rwanda are worried about the lake.",
        "Those present were fishermen, farmers and traders from both banks of the river.",
        "Guests were served tea in the gardens of the Kenyan, Ugandan and Rwandan embassies.",
        "The prime minister was represented by his lawyer.",
        "In the end were lost three ships of Greece, Italy and Malta.",
        "The host was applauded; the Danish, Swedish and Finnish champions bowed.",
        "Roads in Kenya, Uganda and Rwanda were in poor repair.",
        (
            "President William Ruto of Kenya was present. Two days earlier the road had been "
            "closed. Rain fell. A bridge was lost. The Ugandan president was present when it was "
            "rebuilt."
        ),
    ],
)
def test_what_is_no_list_of_states(text: str) -> None:
    """Onlookers, one visitor, and people who are no officials make no list."""
    assert listed(text) == []


def test_a_list_of_whom_was_there_has_the_meeting_held() -> None:
    """The round that is to come is another meeting than that of the list."""
    text = (
        "The special meeting of the presidents came to its close. In Freetown were Julius Maada "
        "Bio, President of Sierra Leone, and Joseph Boakai, President of Liberia. Mamadi "
        "Doumbouya, President of Guinea, joined by video. The meeting's communique deals with "
        "roads. Liberia will host the next summit in 2026."
    )
    found = [(m.participants, m.status.value if m.status else "") for m in meetings(text)]
    assert found == [(("GN", "LR", "SL"), "held"), (("GN", "LR", "SL"), "scheduled")]
