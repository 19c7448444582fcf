"""Which sets of states a text says to act together, under which name, and as something new."""

from __future__ import annotations

import pytest

from tests.parsers.claims import groupings

Told = list[tuple[str, str | None, bool]]


def told(text: str, title: str = "") -> Told:
    """Return members, name and novelty of each grouping."""
    return [("-".join(g.members), g.name, g.is_new) for g in groupings(text, title)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Diplomats call the new grouping of Estonia, Finland and Iceland 'ESFICE'.",
            ("EE-FI-IS", "ESFICE", True),
        ),
        (
            "The grouping of Chad, Niger and Libya, dubbed CHANILI, met, its ministers said.",
            ("LY-NE-TD", "CHANILI", False),
        ),
        (
            "The trilateral of Guyana, Suriname and Brazil is known as the Guiana Shield Dialogue.",
            ("BR-GY-SR", "Guiana Shield Dialogue", False),
        ),
        (
            "The foreign ministers of Oman, Kenya and India met. Officials call the format “OKI”.",
            ("IN-KE-OM", "OKI", False),
        ),
        (
            "Envoys coined “LAMETHA” for the trilateral of Laos, Myanmar and Thailand.",
            ("LA-MM-TH", "LAMETHA", False),
        ),
        (
            "Ministers named the trio of Fiji, Tonga and Samoa the “Reef Table”.",
            ("FJ-TO-WS", "Reef Table", False),
        ),
    ],
)
def test_a_name_is_captured_for_its_set(text: str, expected: tuple[str, str, bool]) -> None:
    """A name that no lexicon holds is taken from where the text gives it."""
    assert told(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The minister called France, Germany and Poland 'close friends'.",
        "Officials dubbed the storm 'Elena' in Cuba, Haiti and Jamaica.",
        "Critics call the trilateral of Fiji, Tonga and Samoa Useless.",
        "The trilateral of Laos, Myanmar and Thailand met in the so-called Golden Triangle.",
        "Diplomats call the format of Oman, Kenya and India the Quad.",
        "Ministers of Chad, Niger and Libya and of Fiji, Tonga and Samoa met. The trio is X1.",
    ],
)
def test_what_names_something_else_is_no_name_of_a_set(text: str) -> None:
    """Storms, judgements, known groupings and names that fit two sets are not taken."""
    names = {name for _, name, _ in told(text)}
    assert names <= {None, "Quad"}


@pytest.mark.parametrize(
    "text",
    [
        "Fiji, Tonga and Samoa launched a trilateral dialogue of foreign ministers.",
        "The foreign ministers of Oman, Kenya and India met for the first time on Monday.",
        "The first-ever trilateral summit of the leaders of Peru, Chile and Bolivia was held.",
        "Laos, Cambodia and Thailand set up a new three-way mechanism of their ministers.",
        "An inaugural three-way meeting of Estonian, Finnish and Icelandic ministers opened.",
        "Ministers of Chad, Niger and Libya announced a new alliance of the three states.",
        "Togo, Benin and Ghana created a joint trilateral group of ministers, a first.",
    ],
)
def test_words_of_novelty_make_a_set_new(text: str) -> None:
    """The words "First", "new", "launch" and "inaugural" say that a set did not act before."""
    assert [is_new for _, _, is_new in told(text)] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "Fiji, Tonga and Samoa held their third trilateral dialogue of foreign ministers.",
        "The first trilateral summit since 2016 of the leaders of Fiji, Tonga and Samoa was held.",
        "The foreign ministers of Oman, Kenya and India, who first met in 2019, met on Monday.",
        "The leaders of Peru, Chile and Bolivia held the first three-way meeting in five years.",
        "On the first day the ministers of Laos, Cambodia and Thailand held a trilateral.",
        "The 12th three-way meeting of Estonian, Finnish and Icelandic ministers opened.",
        "The foreign ministers of Chad, Niger and Libya held a trilateral meeting.",
    ],
)
def test_recurrence_is_not_new(text: str) -> None:
    """The words "First since", "third" and "first day" tell of a series."""
    assert [is_new for _, _, is_new in told(text)] == [False]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("AUKUS was discussed.", []),
        ("The Weimar Triangle and the Visegrad Group differ.", []),
        (
            "AUKUS unites Australia, the United Kingdom and the United States.",
            [("AU-GB-US", "AUKUS", False)],
        ),
        (
            "Moscow wants to revive the Russia-India-China format.",
            [("CN-IN-RU", "RIC", False)],
        ),
        ("ASEAN, the EU and the G7 issued statements.", []),
        ("The leaders of Kenya and Uganda met.", []),
        ("Kenya, Uganda and Tanzania export tea.", []),
        (
            "The Pacific Alliance ministers met Ecuador's minister in Lima.",
            [("CL-CO-MX-PE", "Pacific Alliance", False)],
        ),
        (
            (
                "The Lublin Triangle praised the new port that was unveiled in Gdansk, and the "
                "long and old history of its three members was recalled."
            ),
            [("LT-PL-UA", "Lublin Triangle", False)],
        ),
    ],
)
def test_named_clubs_of_few_states(text: str, expected: Told) -> None:
    """Clubs of three to nine states that act, or are spelt out, are groupings."""
    assert told(text) == expected


def test_a_known_set_without_its_name_is_recognised() -> None:
    """The lexicon's id goes with the set, whatever it is called."""
    (found,) = groupings("The French, German and Polish foreign ministers met as a trio.")
    assert (found.known, found.name, found.level) == ("weimar", None, "foreign_ministers")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "The bloc, modelled on the Visegrad Four, was founded by Fiji, Tonga and Samoa "
                "as a trilateral format, ministers said."
            ),
            ["FJ-TO-WS"],
        ),
        ("Rwandan and Congolese ministers will meet under the Luanda process.", []),
        (
            "The presidents of Peru, Chile and Bolivia met to review the Pacific Alliance's plans.",
            ["BO-CL-PE"],
        ),
        (
            "The summit of the leaders of Oman, Kenya and India was praised by the Quad on Monday.",
            ["IN-KE-OM"],
        ),
        (
            (
                "The 3+3 format put forward by Azerbaijan opens more room for trade, the "
                "minister of Georgia said."
            ),
            [],
        ),
        ("The Troika of the Non-Aligned Movement met in Harare, Zimbabwe's minister said.", []),
        ("Leaders will attend an EU-Western Balkans summit in Sofia on Thursday.", []),
        (
            (
                "Fiji, Tonga and Samoa held trilateral talks, with Chile, Peru and Ecuador as "
                "observers, ministers said."
            ),
            ["FJ-TO-WS"],
        ),
        (
            (
                "The leaders of Kenya, Uganda and Chad met in Kampala in 1999. The ministry "
                "opened an archive on 3 May 2024."
            ),
            [],
        ),
        (
            (
                "The Weimar Triangle ministers met in Paris. Their Moldovan colleague was there "
                "as a guest."
            ),
            ["DE-FR-PL"],
        ),
        ("The minister discussed the Western Balkans in a joint four-way call, envoys said.", []),
        (
            "The Western Balkan leaders announced a new trilateral format, diplomats said.",
            [],
        ),
        ("Ministers of the Visegrad group met in Prague.", ["CZ-HU-PL-SK"]),
        ("The Lublin triangle held talks in Kyiv.", ["LT-PL-UA"]),
    ],
)
def test_bystanders_and_history_are_no_groupings(text: str, expected: list[str]) -> None:
    """What is compared, praised or recalled does not act; a small letter hides no name."""
    assert [members for members, _, _ in told(text)] == expected


@pytest.mark.parametrize(
    ("text", "is_new"),
    [
        (
            (
                "The presidents of Fiji, Tonga and Samoa met in Apia. A working group is to "
                "follow up on the outcome of this first summit."
            ),
            True,
        ),
        (
            (
                "The foreign ministers of Oman, Kenya and India met in what they called an "
                '"unprecedented" format.'
            ),
            True,
        ),
        (
            (
                "Ministers of Chad, Niger and Libya met in Sebha. A mechanism for trade along the "
                "desert road was formally established."
            ),
            True,
        ),
        (
            (
                "The leaders of Peru, Chile and Bolivia held a summit, the first one in such a "
                "composition."
            ),
            True,
        ),
        (
            (
                "The leaders of Peru, Chile and Bolivia held their first face-to-face summit "
                "since the outbreak."
            ),
            False,
        ),
        (
            (
                "The ministers of Oman, Kenya and India met, the first time the trilateral is "
                "convened at this level."
            ),
            False,
        ),
        (
            (
                "The ministers of Oman, Kenya and India held the first trilateral in about two "
                "and a half years."
            ),
            False,
        ),
    ],
)
def test_a_sentence_apart_can_tell_that_a_set_is_new(text: str, *, is_new: bool) -> None:
    """A later sentence may point back at the first meeting; a new level makes no new set."""
    assert [each for _, _, each in told(text)] == [is_new]
