"""Who does something else in a sentence than meet is no party to its meeting."""

from __future__ import annotations

import pytest

from tests.parsers.claims import who

SIKORSKI = "Polish Foreign Minister Radoslaw Sikorski"
LAMMY = "British Foreign Secretary David Lammy"
BARROT = "French Foreign Minister Jean-Noel Barrot"
BARE = "Kenya, Uganda and Rwanda"


def sets(text: str) -> list[str]:
    """Return the sets of three states and more that a text claims to meet now."""
    return [states for states in who(text).split() if states.count("-") > 1]


@pytest.mark.parametrize(
    "text",
    [
        f"{SIKORSKI} and {LAMMY} met in London on Tuesday ahead of a visit by {BARROT} next week.",
        f"{SIKORSKI} and {LAMMY} met on Tuesday after a speech by {BARROT}.",
        f"Speaking after the meeting, {LAMMY} said {BARE} shared an interest in calm.",
        f"After talks with {SIKORSKI}, {LAMMY} stressed that {BARROT} had been told.",
        f"The ministers of Kenya and Uganda condemned the strike, and {LAMMY} spoke with {BARROT}.",
        (
            "Ministers in Rome reacted coolly to the plan of US President Donald Trump to meet"
            " Russian President Vladimir Putin."
        ),
        f"{LAMMY} criticised {BARROT}'s wish to meet Iranian Foreign Minister Abbas Araghchi.",
        f"{SIKORSKI} and {LAMMY} met in London and invited their Estonian colleague for June.",
        f"{SIKORSKI} and {LAMMY} met in London and thanked {BARROT} for his help.",
        (
            "Ghana and Togo agreed in talks on Monday to mark their border, and Benin and Nigeria"
            " watch."
        ),
        (
            f"{SIKORSKI} held talks with {LAMMY}, and the pair agreed to keep up the yearly"
            " meetings among the prime ministers of Estonia, Latvia and Lithuania."
        ),
        f"{BARE} hailed the outcome of the talks in Geneva.",
        f"{SIKORSKI} received {LAMMY} and told him that the talks with {BARROT} would go on.",
        f"{SIKORSKI} met {LAMMY} after a trip to Paris, where he met {BARROT}.",
    ],
)
def test_who_does_something_else_does_not_meet(text: str) -> None:
    """A visit that marks a day, what is said of others, a verb or a plan of their own."""
    assert sets(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{SIKORSKI}, {LAMMY} and {BARROT} met in London on Tuesday and said so.", "FR-GB-PL"),
        (f"{SIKORSKI} told reporters that he, {LAMMY} and {BARROT} will meet in June.", "FR-GB-PL"),
        (f"{SIKORSKI} said after talks with {LAMMY} and {BARROT} that aid would come.", "FR-GB-PL"),
        (f"{SIKORSKI} invited {LAMMY} and {BARROT} to talks in Warsaw in June.", "FR-GB-PL"),
        (f"{BARE} condemned the attack at a meeting in Kampala on Monday.", "KE-RW-UG"),
        (f"{BARE} opened talks on Monday and praised the mediators.", "KE-RW-UG"),
        (f"At a meeting in London {SIKORSKI}, {LAMMY} and {BARROT} praised Kyiv.", "FR-GB-PL"),
        (
            (
                "US President Donald Trump is to meet Russian President Vladimir Putin and"
                " Chinese President Xi Jinping in June."
            ),
            "CN-RU-US",
        ),
    ],
)
def test_who_meets_is_kept(text: str, expected: str) -> None:
    """Speakers who are there themselves, hosts, and those who act at their own meeting."""
    assert sets(text) == [expected]


@pytest.mark.parametrize(
    ("text", "sets"),
    [
        (
            (
                "At a summit in Nouakchott on Tuesday, President Ghazouani of Mauritania, "
                "President Faye of Senegal, and President Barrow of Gambia signed a gas accord."
            ),
            "GM-MR-SN",
        ),
        (
            (
                "During talks in Riga on Monday, Prime Minister Evika Silina of Latvia, Prime "
                "Minister Kaja Kallas of Estonia, and Prime Minister Ingrida Simonyte of "
                "Lithuania agreed on a defence line."
            ),
            "EE-LT-LV",
        ),
        (
            (
                "At a meeting in Jakarta on Monday, Indonesian Defence Minister Prabowo Subianto, "
                "Malaysian Defence Minister Mohamad Hasan, and Philippine Defence Secretary "
                "Gilberto Teodoro agreed to widen patrols."
            ),
            "ID-MY-PH",
        ),
        (
            (
                "The foreign ministers of Egypt, Iraq and Jordan met in Amman on Monday, and "
                "Lebanon's foreign minister welcomed the outcome."
            ),
            "EG-IQ-JO",
        ),
    ],
)
def test_the_last_of_a_list_opens_no_clause_of_its_own(text: str, sets: str) -> None:
    """A comma before the "and" of a list of people parts nobody from it."""
    assert who(text) == sets
