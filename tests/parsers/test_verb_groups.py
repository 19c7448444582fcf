"""What verbs and nouns say of a meeting: done, under way, planned, likely or only wished."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.words.governors import CERTAINTY, GOVERNORS, MOODS, STATUS, Mood
from parsers.words.noun_groups import mood_of_noun
from parsers.words.phrases import lowered
from parsers.words.predicates import predicate
from parsers.words.verb_groups import mood_of_governor, mood_of_verb


def of_verb(clause: str) -> Mood | None:
    """Return the mood of the verb between brackets."""
    start = clause.index("[")
    end = clause.index("]") - 1
    return mood_of_verb(clause.replace("[", "").replace("]", ""), start, end)


def of_noun(clause: str) -> Mood | None:
    """Return the mood of the noun between brackets."""
    start = clause.index("[")
    end = clause.index("]") - 1
    return mood_of_noun(clause.replace("[", "").replace("]", ""), start, end)


@pytest.mark.parametrize(
    ("clause", "mood"),
    [
        ("they [met]", Mood.DONE),
        ("they [meet]", Mood.PRESENT),
        ("they are [meeting]", Mood.ONGOING),
        ("they have [met]", Mood.DONE),
        ("talks were [held]", Mood.DONE),
        ("they will [meet]", Mood.PLANNED),
        ("they’ll [meet]", Mood.PLANNED),
        ("they will, officials said, [meet]", Mood.PLANNED),
        ("they will probably [meet]", Mood.LIKELY),
        ("they could [meet]", Mood.LIKELY),
        ("on 3 may they [met]", Mood.DONE),
        ("they should [meet]", Mood.WISHED),
        ("they would [meet]", Mood.LIKELY),
        ("he said they would [meet]", Mood.PLANNED),
        ("he suggested they could [meet]", Mood.WISHED),
        ("to [meet]", Mood.PLANNED),
        ("they agreed to [meet]", Mood.PLANNED),
        ("they may agree to [meet]", Mood.LIKELY),
        ("they are likely to [meet]", Mood.LIKELY),
        ("they hope to [meet]", Mood.WISHED),
        ("he invited his colleagues from abroad to [meet]", Mood.WISHED),
        ("they came to the coast to [meet]", Mood.DONE),
        ("they left for the coast to [meet]", Mood.PLANNED),
        ("after [meeting] him", Mood.DONE),
        ("before [meeting] him", Mood.PLANNED),
        ("the idea of [holding] talks", Mood.WISHED),
        ("[holding] talks", None),
        ("they will fly to rome and [meet]", Mood.PLANNED),
        ("they fly to rome and [meet]", Mood.PRESENT),
        ("when the ministers [meet]", Mood.PLANNED),
        ("rome will be the place where they [meet]", Mood.PLANNED),
        ("he left for rome, where they [meet]", Mood.PLANNED),
        ("he went to rome, where they [met]", Mood.DONE),
        ("it will be called weeks after the leaders have [met]", Mood.PLANNED),
        ("it was called weeks after the leaders had [met]", Mood.DONE),
        ("the leaders have [met]", Mood.DONE),
        ("he has yet to decide whether they will [meet]", Mood.WISHED),
        ("he said they will [meet] whether it rains or not", Mood.PLANNED),
        ("in all likelihood they will [meet]", Mood.LIKELY),
        ("they would be [meeting] on friday", Mood.PLANNED),
        ("they would [meet] on friday", Mood.LIKELY),
        ("he suggested on tuesday that they [meet]", Mood.WISHED),
        ("they are coordinating to [hold] talks", Mood.LIKELY),
    ],
)
def test_mood_of_a_verb(clause: str, mood: Mood | None) -> None:
    """Auxiliaries, the governor of an infinitive and a verb joined to another tell."""
    assert of_verb(clause) is mood


@pytest.mark.parametrize(
    ("clause", "mood"),
    [
        ("ahead of the [summit]", Mood.PLANNED),
        ("on the eve of a [summit]", Mood.PLANNED),
        ("following [talks]", Mood.DONE),
        ("they will discuss fish at the [summit]", Mood.PLANNED),
        ("they discussed fish at the [summit]", Mood.DONE),
        ("he wants a ban at the [summit]", Mood.PRESENT),
        ("the upcoming [summit]", Mood.PLANNED),
        ("a possible [summit]", Mood.WISHED),
        ("a possible [summit] could be held in may", Mood.WISHED),
        ("the proposed [summit] was held", Mood.DONE),
        ("the planned [summit] was cancelled", Mood.OFF),
        ("the [summit] planned for may 3 has been put off", Mood.PUT_OFF),
        ("the [summit] will not take place", Mood.OFF),
        ("the [summit] will not take place before june", Mood.PUT_OFF),
        ("the [summit], to be held in may", Mood.PLANNED),
        ("the [summit] is scheduled for may 3", Mood.PLANNED),
        ("the [summit] is expected to take place in may", Mood.LIKELY),
        ("the [summit] is being arranged", Mood.LIKELY),
        ("the [summit] has been proposed", Mood.WISHED),
        ("the [summit] ended", Mood.DONE),
        ("the [summit] opens", Mood.PRESENT),
        ("the [summit] of the ministers, who will retire soon, ended", Mood.DONE),
        ("they held a [summit]", Mood.DONE),
        ("they will hold a long [summit]", Mood.PLANNED),
        ("he proposed a [summit]", Mood.WISHED),
        ("he called off the [summit]", Mood.OFF),
        ("they will host him for [talks]", Mood.PLANNED),
        ("he was invited to the [summit]", Mood.WISHED),
        ("they are in [talks] to arrange a summit", Mood.WISHED),
        ("they are [meeting] in rome", Mood.ONGOING),
        ("the ministers, [meeting] in rome, agreed on a plan", Mood.DONE),
        ("a long [summit]", None),
        ("rome was the venue on friday of [talks]", Mood.DONE),
        ("rome will be the venue on 6 july of the first [summit]", Mood.PLANNED),
        ("rome is to be the scene of the [summit]", Mood.PLANNED),
        ("rome is the scene of the [summit]", Mood.PRESENT),
        ("they were the guests of rome for [talks]", Mood.DONE),
        ("the venue of the [summit]", None),
        ("he hands on the chair this week at a [summit]", Mood.PRESENT),
        ("he proposed that a [summit] be held", Mood.WISHED),
        ("the [summit] is to be held in may", Mood.PLANNED),
        ("the [summit], a format which many fear will fail, began", Mood.DONE),
        ("the [summit] reportedly planned for may", Mood.LIKELY),
        ("they return to [talks]", Mood.PRESENT),
        ("they will return to the [talks]", Mood.PLANNED),
        ("rome is getting ready for the [summit]", Mood.PLANNED),
    ],
)
def test_mood_of_a_noun(clause: str, mood: Mood | None) -> None:
    """What governs a noun, its verb, and what stands before it tell, in this order."""
    assert of_noun(clause) is mood


def test_that_it_is_off_is_said_apart() -> None:
    """A passive that a meeting is off goes before the verb that comes first."""
    clause = "the talks planned for friday were called off"
    assert predicate(clause, len("the talks")) == (Mood.OFF, True)
    assert predicate("the talks ended", len("the talks")) == (Mood.DONE, False)
    assert predicate("the talks", len("the talks")) == (None, False)


def test_a_governor_is_weakened_by_its_own_auxiliary() -> None:
    """Who may agree has not agreed; who will propose, proposes."""
    for clause, mood in (
        ("they may agree", Mood.LIKELY),
        ("they agree", Mood.PLANNED),
        ("they will propose", Mood.WISHED),
    ):
        governor = GOVERNORS.search(clause)
        assert governor is not None
        assert mood_of_governor(clause, governor) is mood


def test_every_mood_has_its_place() -> None:
    """All but the present tenses are a status, and all are ordered by how certain they are."""
    assert set(CERTAINTY) == set(Mood)
    assert set(Mood) - set(STATUS) == {Mood.PRESENT, Mood.ONGOING}
    assert set(MOODS.values()) == set(STATUS)


@given(st.text(max_size=80).map(lowered), st.integers(0, 80), st.integers(0, 12))
def test_any_text_can_be_read(text: str, start: int, length: int) -> None:
    """No text is refused."""
    start = min(start, len(text))
    end = min(start + length, len(text))
    assert mood_of_verb(text, start, end) in {None, *Mood}
    assert mood_of_noun(text, start, end) in {None, *Mood}
