"""Who asks others to meet does not meet; who asks for a meeting of his own proposes one."""

from __future__ import annotations

import pytest

from parsers.words.demands import demanded_from
from parsers.words.triggers import triggers
from tests.parsers.claims import who

BARE = "Kenya, Uganda and Rwanda"
RUTO, MUSEVENI, KAGAME = (
    "Kenyan President William Ruto",
    "Ugandan President Yoweri Museveni",
    "Rwandan President Paul Kagame",
)


@pytest.mark.parametrize(
    "text",
    [
        f"{BARE} called for talks between the warring sides on Tuesday.",
        f"{BARE} have asked for immediate talks to end the fighting.",
        f"{BARE} urged the parties to hold talks without delay.",
        f"{BARE} want the rivals to meet.",
        f"The foreign ministries of {BARE} appealed for dialogue on Monday.",
        f"{BARE} abstained in the vote and pressed for negotiations.",
        f"{BARE} on Friday demanded an emergency session of the Security Council.",
        f"{BARE} backed the idea of a peace conference.",
        f"{BARE} spoke out in favour of a resumption of negotiations.",
        f"{BARE} told the two generals to sit down with each other.",
        f"{BARE} issued statements on Monday welcoming the meeting between the two generals.",
        f"{BARE} will urge the company to meet in full the demands of the regulator.",
        f"{BARE} failed to meet the climate target, a report said on Monday.",
        f"{BARE} agreed to meet the cost of the dam.",
        f"{BARE} met their treaty obligations in full, inspectors said on Monday.",
        'The minister inaugurated an international conference, "Kenya-Uganda-Rwanda: To Growth".',
        f"{RUTO} praised {MUSEVENI} and {KAGAME} for sending rescue teams after the talks.",
        f"After talks with his guest {RUTO} thanked {MUSEVENI} and {KAGAME} for their help.",
        f"{RUTO} has not spoken with his counterparts from Uganda and Rwanda, he said.",
        f"Nothing has been put in the diary on a call with {MUSEVENI} and {KAGAME}, {RUTO} said.",
    ],
)
def test_who_asks_others_to_meet_does_not_meet(text: str) -> None:
    """No set of three is told of demands, duties, thanks and what did not happen."""
    assert not [states for states in who(text).split() if states.count("-") > 1]


@pytest.mark.parametrize(
    "text",
    [
        f"{RUTO} on Monday called for a trilateral summit with Uganda and Rwanda.",
        f"{RUTO} asked for talks with {MUSEVENI} and {KAGAME}.",
        f"Kenya has called for a meeting of the leaders of {BARE}.",
        f"{BARE} want to hold a summit in June.",
        f"{BARE} want to meet again in June.",
        f"The leaders of {BARE} met on Monday and called for talks between the warring sides.",
        f"At talks in Geneva on Monday the leaders of {BARE} urged the rivals to meet.",
        f"{RUTO} wants the leaders of {BARE} to meet in June.",
        f"{RUTO} thanked {MUSEVENI} and {KAGAME} after the three met in Geneva on Monday.",
        f"Kenya demanded on Monday that the foreign ministers of {BARE} hold an emergency meeting.",
        f"{BARE} called for a joint meeting of their foreign ministers.",
        f"{RUTO} met {MUSEVENI} and {KAGAME} in Geneva on Monday to meet the climate deadline.",
    ],
)
def test_who_asks_for_a_meeting_of_his_own_takes_part(text: str) -> None:
    """The words name those who are to meet, or say that the meeting is theirs."""
    assert "KE-RW-UG" in who(text)


@pytest.mark.parametrize(
    ("sentence", "is_demand"),
    [
        ("they called on monday for urgent talks", True),
        ("they called for an end to the war at talks in rome", False),
        ("they urged both sides to return to talks", True),
        ("they urged restraint and held talks", False),
        ("they want to meet", False),
        ("they called for a trilateral meeting", False),
        ("they have been urged by the bloc to meet", False),
    ],
)
def test_a_demand_governs_its_meeting_word(sentence: str, *, is_demand: bool) -> None:
    """Nothing but what is asked for stands between the two."""
    assert (demanded_from(sentence, triggers(sentence)[-1]) is not None) is is_demand


def test_a_call_with_each_is_two_calls() -> None:
    """Who "spoke with A and with B" spoke with each, unless one joins the others."""
    assert who(f"{RUTO} spoke by phone with {MUSEVENI} and with {KAGAME}.") == "KE-RW KE-UG"
    text = f"{RUTO} met on Monday with {MUSEVENI} and with {KAGAME}, who is to join by video."
    assert "KE-RW-UG" in who(text)
    seen = f"{RUTO} saw {MUSEVENI} in May and had a phone call from {KAGAME}."
    assert "KE-RW-UG" not in who(seen)


def test_what_positions_are_coordinated_for_is_a_meeting_of_others() -> None:
    """The three prepare for a summit of many, which is none of theirs."""
    three = f"The foreign ministers of {BARE}"
    asked = f"{three} will coordinate their positions for the African Union summit on May 17."
    assert not who(asked)
    met = f"{three} met on Monday to coordinate their positions for the African Union summit."
    assert who(met) == "KE-RW-UG"
    own = f"{three} adopted a common strategy at the trilateral meeting in Kigali on Monday."
    assert who(own) == "KE-RW-UG"
