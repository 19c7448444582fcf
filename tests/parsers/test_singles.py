"""Who is met each by himself makes no set with the others; who is met with them does."""

from __future__ import annotations

import pytest

from tests.parsers.claims import who


def sets(text: str) -> list[str]:
    """Return the sets of three states and more that a text claims to meet now."""
    return [states for states in who(text).split() if states.count("-") > 1]


@pytest.mark.parametrize(
    "text",
    [
        (
            "Kenyan President William Ruto held talks on Monday with Emmanuel Macron of France,"
            " on Tuesday with Giorgia Meloni of Italy and on Wednesday with Pedro Sanchez of"
            " Spain."
        ),
        (
            "German minister Sigmar Gabriel talked for forty minutes with Rex Tillerson of the"
            " United States, for half an hour with Sergei Lavrov of Russia, and a little longer"
            " with Wang Yi of China."
        ),
        (
            "Egypt's Foreign Minister Badr Abdelatty spoke by phone with Jordan's Ayman Safadi"
            " and Iranian Foreign Minister Abbas Araghchi in a series of calls on Saturday."
        ),
        (
            "Saudi Crown Prince Mohammed bin Salman received phone calls from French President"
            " Emmanuel Macron, Jordan's King Abdullah and Emirati President Mohamed bin Zayed on"
            " Friday."
        ),
        (
            "Among those whom Zelenskiy met were Italian Prime Minister Giorgia Meloni, Czech"
            " President Petr Pavel and Moldovan President Maia Sandu."
        ),
        (
            "US envoy Tom Barrack will travel to Beirut, Damascus and Tel Aviv this week for"
            " meetings with Lebanese, Syrian and Israeli officials."
        ),
        (
            "US adviser Massad Boulos met Congolese President Felix Tshisekedi in Kinshasa,"
            " Kenyan President William Ruto in Nairobi and Rwandan President Paul Kagame in"
            " Kigali."
        ),
        "The special envoy spoke to the leaders of Poland, Finland and Norway by phone on Sunday.",
        (
            "The minister's programme included meetings with the foreign ministers of Latvia,"
            " Portugal and Armenia."
        ),
        (
            "Pope Leo received Vice President JD Vance of the United States, Ukrainian President"
            " Volodymyr Zelenskiy and Peruvian President Dina Boluarte after his Mass."
        ),
        (
            "South Korean President Lee Jae-myung met respectively with the leaders of"
            " Uzbekistan, Vietnam and Egypt on Thursday."
        ),
        (
            "Malaysian Prime Minister Anwar Ibrahim lunched with the sultan of Brunei and dined"
            " with the president of Vietnam."
        ),
        (
            "The Lithuanian president is to meet the Belgian prime minister and, later, the"
            " prime minister of Luxembourg and the president of Cyprus."
        ),
        (
            "On Wednesday the Sultan of Oman received the Dutch king, on Thursday the Belarusian"
            " premier."
        ),
        (
            "US President Donald Trump will meet the leaders of Malaysia, Japan and South Korea"
            " during his trip to Asia."
        ),
        (
            "Qatari minister Sultan al-Muraikhi met Kazakh President Kassym-Jomart Tokayev,"
            " Azerbaijani President Ilham Aliyev and Kenyan President William Ruto. During the"
            " meetings, which were held separately, they reviewed ties."
        ),
        (
            "German minister Johann Wadephul leaves for Jordan, Syria and Lebanon on Thursday,"
            " where he will meet King Abdullah of Jordan, President al-Sharaa of Syria and Prime"
            " Minister Salam of Lebanon."
        ),
        (
            "The foreign minister briefed the council on the visits of envoys from Saudi Arabia,"
            " Iran and Turkey."
        ),
    ],
)
def test_who_is_met_one_at_a_time_is_in_no_set(text: str) -> None:
    """Days, calls, stops and places of their own keep guests apart; so does an unnamed host."""
    assert sets(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "Kenyan President William Ruto held talks on Monday with Emmanuel Macron of"
                " France and Giorgia Meloni of Italy."
            ),
            "FR-IT-KE",
        ),
        (
            (
                "National security advisers of Britain, France and Germany met with Ukraine's"
                " negotiators in Geneva on Thursday."
            ),
            "DE-FR-GB-UA",
        ),
        (
            (
                "Turkey's President Abdullah Gul is going to host the President of Pakistan, Asif"
                " Ali Zardari, and the President of Afghanistan, Hamid Karzai, for talks in"
                " Istanbul."
            ),
            "AF-PK-TR",
        ),
        (
            "A new round of talks of Egypt, Sudan and Ethiopia on the dam began on Wednesday.",
            "EG-ET-SD",
        ),
        (
            (
                "Egypt's Foreign Minister Badr Abdelatty held a three-way phone call with"
                " Jordan's Ayman Safadi and Iraq's Fuad Hussein on Saturday."
            ),
            "EG-IQ-JO",
        ),
        (
            (
                "US Secretary of State Marco Rubio flew to Rome on Thursday and met the foreign"
                " ministers of Italy and France together."
            ),
            "FR-IT-US",
        ),
        (
            (
                "Kazakhstan's Foreign Minister Murat Nurtleu hosted the foreign ministers of"
                " Uzbekistan and Tajikistan on Thursday for talks."
            ),
            "KZ-TJ-UZ",
        ),
        (
            (
                "President João Lourenço of Angola spoke by phone on Thursday with the presidents"
                " of Rwanda, Paul Kagame, and of Zambia, Hakainde Hichilema."
            ),
            "AO-RW-ZM",
        ),
        (
            "US President Donald Trump will meet the leaders of Japan and South Korea in Busan.",
            "JP-KR-US",
        ),
        (
            "The envoys of Saudi Arabia, Iran and Turkey travelled to Baku for talks on Thursday.",
            "IR-SA-TR",
        ),
        (
            (
                "The prime ministers of Uzbekistan, Vietnam and Egypt met on Thursday with their"
                " respective teams for three-way talks."
            ),
            "EG-UZ-VN",
        ),
        (
            (
                "The leaders of Kenya, Uganda and Rwanda met on Thursday. In separate meetings with"
                " the press they praised the outcome."
            ),
            "KE-RW-UG",
        ),
    ],
)
def test_who_is_met_together_is_one_set(text: str, expected: str) -> None:
    """A host and his guests meet, and so do those whom words count or put together."""
    assert sets(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Split will receive the foreign ministers of Kenya, Uganda and Tanzania on May 14.",
        "Ohrid welcomes the presidents of Chile, Peru and Bolivia on May 20.",
    ],
)
def test_a_city_that_receives_is_no_guest_of_its_own(text: str) -> None:
    """The town is the stage: those it receives meet each other."""
    assert len(sets(text)) == 1
