"""What is no news of a meeting is left alone, and the near case that is one is read."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from parsers.actors.outsiders import in_service
from parsers.lexicon import load
from parsers.meetings.participants import frames
from parsers.model import Reading
from parsers.reading import read
from parsers.scenes.antecedents import can_be_meant, grounds
from parsers.scenes.discourse import memory
from parsers.scenes.holdings import holds_named
from parsers.scenes.retrospects import explains, is_timeless
from parsers.scenes.scenes import document
from parsers.words.denials import is_refuted
from parsers.words.imagined import is_habit, is_imagined
from parsers.words.triggers import triggers

PAIRS = Path(__file__).parent / "data" / "negatives.toml"
PUBLISHED = date(2024, 5, 9)


def families() -> Iterator[tuple[bool, list[str]]]:
    """Yield each pair, and whether two states may meet in what is left alone."""
    for family in tomllib.loads(PAIRS.read_text(encoding="utf-8")).values():
        may_meet = bool(family.get("pairs_may_meet"))
        yield from ((may_meet, pair) for pair in family["pairs"])


def pairs() -> Iterator[tuple[str, str, str]]:
    """Yield each pair: what is left alone, what is read, and the states that meet in it."""
    yield from ((no, yes, states) for _, (no, yes, states) in families())


def of(text: str) -> Reading:
    """Read a text of no headline, published on a Thursday."""
    return read("", text, PUBLISHED, load())


def claims(reading: Reading) -> list[str]:
    """Return who is claimed to meet as news, and which groupings are called new."""
    met = [" ".join(one.participants) for one in reading.meetings if not one.is_background]
    return met + ["new " + " ".join(one.members) for one in reading.groupings if one.is_new]


@pytest.mark.parametrize("text", [no for may_meet, (no, _, _) in families() if not may_meet])
def test_no_meeting_is_claimed(text: str) -> None:
    """Neither of three states nor of two, and no set is called new."""
    assert claims(of(text)) == []


@pytest.mark.parametrize("text", [no for may_meet, (no, _, _) in families() if may_meet])
def test_those_who_meet_in_pairs_make_no_set(text: str) -> None:
    """Whom one meets at one time and whom at another, or two under the name of a larger set."""
    assert [claim for claim in claims(of(text)) if len(claim.split()) > 2] == []


@pytest.mark.parametrize(("text", "states"), [(yes, states) for _, yes, states in pairs()])
def test_the_near_case_is_read(text: str, states: str) -> None:
    """The same words with people in office, a day or a plan tell of a meeting of these states."""
    assert " ".join(sorted(states.split())) in claims(of(text))


def test_there_are_enough_pairs() -> None:
    """Each kind of news has its own, and none stands twice."""
    texts = [text for no, yes, _ in pairs() for text in (no, yes)]
    assert len(texts) >= 240
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("every six months the presidents meet and the chair passes on", True),
        ("the ministers usually meet in june", True),
        ("the ministers, who usually meet in june, met on monday", False),
        ("the ministers met on monday", False),
        ("the inn has hosted presidents and kings", True),
        ("the palace has hosted the talks", False),
    ],
)
def test_habits(sentence: str, *, expected: bool) -> None:
    """What is done again and again is no meeting; one time of it, with its day, is one."""
    assert is_habit(sentence) is expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("in the second season the presidents hold a summit", True),
        ("in the second week the presidents hold a summit", False),
        ("he plays a prime minister who meets a king", True),
        ("the minister played a part in the talks", False),
        ("analysts want the ministers to meet more often", True),
        ("the ministers want to meet more often", False),
        ("they meet in the semi-final", True),
        ("the letters tell how the kings dined together", True),
    ],
)
def test_imagined_meetings(sentence: str, *, expected: bool) -> None:
    """Works, games and the wishes of bystanders are told apart from plans and reports."""
    assert is_imagined(sentence) is expected


def test_a_rumour_is_refuted_and_not_what_stands_beside_it() -> None:
    """What is called untrue is the meeting in the rumour alone."""
    sentence = "reports of a summit in oslo are false, but talks are held in rome"
    summit, talks = (t for t in triggers(sentence) if t.text in ("summit", "talks"))
    assert is_refuted(sentence, summit)
    assert not is_refuted(sentence, talks)


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("Students from Kenya, Chad and Fiji met.", []),
        ("Kenyan, Chadian and Fijian farmers met.", []),
        ("Ministers from Kenya, Chad and Fiji met.", ["FJ", "KE", "TD"]),
        ("The late Zambian president met the king.", []),
        ("In late May the Zambian president met the king.", ["ZM"]),
        ("The president of the Ghanaian football association spoke.", []),
        ("The president of Ghana spoke to the football association.", ["GH"]),
        ("The grandsons of the Greek and Thai ministers met.", []),
    ],
)
def test_who_acts_for_a_state(text: str, states: list[str]) -> None:
    """Those out of office, citizens and heads of other bodies leave no state in a sentence."""
    (scene,) = document("", text, PUBLISHED, load()).scenes
    assert sorted({actor.state for actor in scene.actors}) == states
    assert in_service(scene.items, scene.actors) == list(scene.actors)


def test_a_pronoun_of_a_stranger_means_no_statesman() -> None:
    """Where "the witness said he", that is not the president of the sentence before."""
    opening = "The president of Ghana spoke. "
    for text, expected in (
        ("The witness said he had met the minister of Togo.", []),
        ("He said he had met the minister of Togo.", [True]),
    ):
        read_in = document("", opening + text, PUBLISHED, load())
        known = memory(read_in)
        known.remember(read_in.scenes[0])
        base = grounds(read_in)
        told = frames(read_in.scenes[1], read_in, known)
        found = [can_be_meant(one, read_in, base) for one in told]
        assert [one for one in found if one] == expected


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        (
            "Kremlin denies plans for three-way summit",
            "Newspapers had said the presidents of Russia, Turkey and Syria would soon meet.",
            [],
        ),
        (
            "Kremlin confirms plans for three-way summit",
            "Newspapers had said the presidents of Russia, Turkey and Syria would soon meet.",
            ["RU SY TR"],
        ),
        (
            "Oslo denies plans for a summit with Russia",
            "The foreign ministers of Peru, Chile and Cuba will meet on Friday.",
            ["CL CU PE"],
        ),
        (
            "What is the Weimar Triangle?",
            "The foreign ministers of France, Germany and Poland formed a new format and met.",
            [],
        ),
        (
            "Weimar Triangle meets",
            "The foreign ministers of France, Germany and Poland met in Weimar on Monday.",
            ["DE FR PL"],
        ),
        (
            "What is the Weimar Triangle, which meets on Friday?",
            "The foreign ministers of France, Germany and Poland will meet on Friday.",
            ["DE FR PL"],
        ),
    ],
)
def test_what_a_headline_makes_of_a_text(title: str, text: str, expected: list[str]) -> None:
    """A denial undoes the plans of its states, an explainer makes history of what has no day."""
    assert claims(read(title, text, PUBLISHED, load())) == expected


def test_an_explainer_announces_nothing() -> None:
    """The same sentence calls a grouping new in a report, and not in an explainer."""
    text = "The foreign ministers of Kenya, Chad and Fiji met for the first time on Monday."
    prepared = document("Explainer: three far states", text, PUBLISHED, load())
    assert explains(prepared)
    assert not explains(document("Three far states meet", text, PUBLISHED, load()))
    assert "new FJ KE TD" in claims(of(text))
    assert "new FJ KE TD" not in claims(read(prepared.title, text, PUBLISHED, load()))


ESSAY = (
    "The foreign ministers of Kenya, Chad and Fiji met on a raft. Small clubs outlive large ones. "
    + "Habit carries states through a crisis, and it is cheap. " * 10
)


def test_an_essay_without_a_day_tells_history() -> None:
    """A long text that nothing ties to a day tells of history; a day makes news of it."""
    on_a_day = ESSAY.replace("on a raft", "on a raft on Monday")
    assert is_timeless(document("Small clubs", ESSAY, PUBLISHED, load()))
    assert not is_timeless(document("Small clubs", on_a_day, PUBLISHED, load()))
    assert not is_timeless(document("Small clubs", ESSAY[:90], PUBLISHED, load()))
    assert claims(read("Small clubs", ESSAY, PUBLISHED, load())) == []
    assert claims(read("Small clubs", on_a_day, PUBLISHED, load())) == ["FJ KE TD"]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Why three far states talk", True),
        ("Three far states: what they mean", True),
        ("Three far states, what it is", True),
        ("What three far states hold in store", True),
        ("Three far states say why they talk", False),
        ("Editorial: three far states and the sea", True),
        ("Opinion | Three far states and the sea", True),
        ("Three far states (encyclopedia entry)", True),
        ("1961: The first summit of three far states", True),
        ("Some hard questions on three far states", True),
        ("Lessons from three far states", True),
        ("Three far states, thirty years later", True),
        ("Three far states mark 30 years of their forum", False),
        ("Three far states answer the opposition", False),
        ("Analysis: a year of three far states", False),
    ],
)
def test_headlines_that_explain(title: str, *, expected: bool) -> None:
    """One that begins with "why", "how" or "what" explains; one that reports a reason does not."""
    assert explains(document(title, "Ministers met.", PUBLISHED, load())) is expected


def test_a_sentence_may_begin_as_the_headline_does() -> None:
    """A text that repeats its headline is read from after it; one that goes on from it is not."""
    for text, first in (
        ("Scout leaders meet. Ministers met.", "Ministers met."),
        ("Scout leaders meet in Fiji.", "Scout leaders meet in Fiji."),
    ):
        scenes = document("Scout leaders meet", text, PUBLISHED, load()).body
        assert first in [scene.text for scene in scenes]


def test_a_headline_may_set_guests_apart() -> None:
    """Where it says that they came one after the other, "met A and B" tells of two meetings."""
    text = "Egypt's president met the Israeli and Jordanian prime ministers in Cairo on Monday."
    apart = claims(read("Egypt's president sees two premiers in turn", text, PUBLISHED, load()))
    assert sorted(apart) == ["EG IL", "EG JO"]
    assert claims(read("Egypt's president sees two premiers", text, PUBLISHED, load())) == [
        "EG IL JO"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Germany hosts the Weimar Triangle in Berlin.", True),
        ("The Weimar Triangle was hosted by Germany.", True),
        ("The Weimar Triangle began in Berlin.", True),
        ("The Weimar Triangle began a fund in Berlin.", False),
        ("The Weimar Triangle holds great promise.", False),
        ("Germany hosts a fair with the Weimar Triangle.", False),
    ],
)
def test_what_a_grouping_is_said_to_hold(text: str, *, expected: bool) -> None:
    """It is what is hosted or begins, and not what begins or holds something else."""
    (scene,) = document("", text, PUBLISHED, load()).scenes
    assert any(holds_named(scene, trigger) for trigger in scene.triggers) is expected
