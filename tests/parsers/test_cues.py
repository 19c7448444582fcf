"""What words say: meeting words, counts, status, format, level and novelty, in lower case."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.model import Format, Level, Status
from parsers.words.counts import cardinality, is_apart, is_collective, is_joint, without_ties
from parsers.words.denials import is_denied
from parsers.words.firsts import says_first
from parsers.words.formats import format_at, formats_agree
from parsers.words.levels import (
    RANK,
    highest,
    levels_agree,
    lowest,
    says_summit,
    says_two_plus_two,
)
from parsers.words.phrases import lowered, phrases
from parsers.words.statuses import says_moved, status_at
from parsers.words.triggers import Trigger, TriggerKind, triggers


def trigger(clause: str, word: str = "meeting") -> Trigger:
    """Return the trigger of a clause that has this text."""
    return next(t for t in triggers(clause) if t.text == word)


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "they met and held talks",
            [("met", "meeting"), ("held", "support"), ("talks", "meeting")],
        ),
        ("a trilateral summit", [("trilateral", "meeting"), ("summit", "meeting")]),
        ("a trilateral relationship", []),
        ("he telephoned her", [("telephoned", "call")]),
        ("they spoke by phone", [("spoke by phone", "call")]),
        ("they spoke by video link", [("spoke by video link", "call")]),
        ("they will hold a joint call", [("hold a joint call", "call")]),
        ("she visited him", [("visited", "visit")]),
        ("they announced a plan", [("announced", "act")]),
        ("a working lunch", [("working lunch", "meeting")]),
        ("they sat down together", [("sat down", "meeting")]),
        ("2+2 talks", [("2+2", "meeting"), ("talks", "meeting")]),
    ],
)
def test_meeting_words(sentence: str, found: list[tuple[str, str]]) -> None:
    """Nouns, verbs, calls, trips and acts are found in order, the longest first."""
    assert [(t.text, t.kind.value) for t in triggers(sentence)] == found


@pytest.mark.parametrize(
    "sentence",
    [
        "a press conference",
        "the host country",
        "a board meeting",
        "a meeting of the board",
        "it meets the needs of all",
        "they met with business leaders",
        "they met reporters",
        "sessions with students and teachers",
        "the national assembly",
        "he spoke to reporters",
        "the met office",
        "transfer talks",
        "the conference room",
    ],
)
def test_words_of_another_sense(sentence: str) -> None:
    """Boards, needs, reporters, parliaments and rooms are no meetings of states."""
    assert triggers(sentence) == []


@pytest.mark.parametrize(
    ("clause", "count"),
    [
        ("a trilateral summit", 3),
        ("the three ministers met", 3),
        ("as a trio", 3),
        ("a four-way call", 4),
        ("the quartet", 4),
        ("the five leaders", 5),
        ("all four, he said", 4),
        ("these six nations", 6),
        ("the seven prime ministers", 7),
        ("an eight-nation pact", 8),
        ("a nine-member group", 9),
        ("the three baltic prime ministers", 3),
        ("the two leaders", None),
        ("a bilateral meeting", None),
        ("the three years since", None),
        ("the four million people", None),
        ("three days of talks", None),
        ("a trilateral of the four leaders", None),
        ("they met", None),
    ],
)
def test_how_many_act_together(clause: str, count: int | None) -> None:
    """Words for three to nine count; two, times, amounts and contradictions do not."""
    assert cardinality(clause) == count


def test_ties_and_sides() -> None:
    """A tie counts nobody; "jointly" joins and "respectively" parts those it names."""
    assert cardinality(without_ties("the trilateral security cooperation grew")) is None
    assert is_collective("a quadrilateral")
    assert not is_collective("a bilateral")
    assert is_joint("they jointly agreed")
    assert is_apart("they met separately")
    assert not is_apart("they met")


@pytest.mark.parametrize(
    ("clause", "status"),
    [
        ("a meeting was held", Status.HELD),
        ("a meeting will be held", Status.SCHEDULED),
        ("a meeting is expected", Status.EXPECTED),
        ("he proposed a meeting", Status.PROPOSED),
        ("the meeting was cancelled", Status.CANCELLED),
        (
            "the meeting, long awaited in many capitals of the region, was cancelled",
            Status.CANCELLED,
        ),
        ("the meeting has been postponed", Status.POSTPONED),
        ("the meeting was delayed", Status.POSTPONED),
        ("a proposal to hold a meeting", Status.PROPOSED),
        ("they agreed on monday to a meeting", Status.SCHEDULED),
        ("in may a meeting", None),
        ("a meeting on may 3", None),
        ("a meeting may follow", Status.EXPECTED),
        ("a meeting tomorrow", Status.SCHEDULED),
        ("the meeting", None),
    ],
)
def test_status_of_a_cue(clause: str, status: Status | None) -> None:
    """The nearest cue counts; a cue that a meeting is off is heard from afar."""
    assert status_at(clause, trigger(clause)) is status


@pytest.mark.parametrize(
    ("clause", "status"),
    [
        ("they announced it in rome", Status.HELD),
        ("they will jointly announced it", None),
    ],
)
def test_an_act_is_done_unless_it_is_planned(clause: str, status: Status | None) -> None:
    """States that announce something together have met; those that will, have not."""
    found = status_at(clause, trigger(clause, "announced"))
    assert found is status or (status is None and found is not Status.HELD)


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("the meeting was moved to friday", True),
        ("it was rescheduled", True),
        ("it will now be in june", True),
        ("they were to meet on monday", True),
        ("a new date was set", True),
        ("they met on friday", False),
        ("the house was sold", False),
        ("they moved", False),
    ],
)
def test_words_of_a_move(clause: str, *, expected: bool) -> None:
    """A change of day or place is told by a few phrases."""
    assert says_moved(clause) is expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("there are no plans to meet", True),
        ("they refused to meet", True),
        ("he ruled out talks", True),
        ("they did not meet", True),
        ("unless they meet", True),
        ("they would have met", True),
        ("he skipped the summit", True),
        ("they met", False),
        ("they will meet", False),
        ("nothing came of it", False),
    ],
)
def test_words_of_denial(sentence: str, *, expected: bool) -> None:
    """Denials, refusals and suppositions are told apart from reports."""
    assert is_denied(sentence) is expected


@pytest.mark.parametrize(
    ("clause", "format_"),
    [
        ("a virtual meeting", Format.VIRTUAL),
        ("a meeting by secure video link", Format.VIRTUAL),
        ("an online meeting", Format.VIRTUAL),
        ("a meeting by phone", Format.PHONE),
        ("a meeting face to face", Format.IN_PERSON),
        ("an in-person meeting", Format.IN_PERSON),
        ("an in-person meeting; before that there was a call by telephone", Format.IN_PERSON),
        ("a meeting", Format.UNKNOWN),
        (
            "a meeting, of which nobody in the large hall of the ministry took pictures for online",
            Format.UNKNOWN,
        ),
    ],
)
def test_format_near_a_meeting_word(clause: str, format_: Format) -> None:
    """The nearest word of format counts, within sixty characters."""
    assert format_at(clause, trigger(clause)) is format_


def test_a_call_is_no_visit() -> None:
    """Only telephone and presence contradict each other."""
    assert not formats_agree(Format.PHONE, Format.IN_PERSON)
    assert formats_agree(Format.PHONE, Format.VIRTUAL)
    assert formats_agree(Format.UNKNOWN, Format.IN_PERSON)


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("a first-ever summit", True),
        ("they met for the first time", True),
        ("the bridge closed for the first time", False),
        ("a new trilateral format", True),
        ("they launched a dialogue", True),
        ("the inaugural round", True),
        ("they set up a three-way mechanism", True),
        ("an unprecedented meeting", True),
        ("the first meeting since 2016", False),
        ("the first three-way talks in ten years", False),
        ("they first met in 2019", False),
        ("the third round", False),
        ("the 12th session", False),
        ("the first lady", False),
        ("the first day", False),
        ("they met", False),
    ],
)
def test_words_of_novelty(clause: str, *, expected: bool) -> None:
    """What is new is told apart from what comes again."""
    assert says_first(clause) is expected


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("a 2+2 meeting", True),
        ("two-plus-two talks", True),
        ("foreign and defence ministers", True),
        ("the defense and foreign secretaries", True),
        ("ausmin in perth", True),
        ("a 12+2 format", False),
        ("2+2+1", False),
        ("foreign ministers", False),
        ("defence and trade ministers", False),
    ],
)
def test_words_for_two_plus_two(clause: str, *, expected: bool) -> None:
    """The format of foreign and defence ministers has few names."""
    assert says_two_plus_two(clause) is expected


def test_levels_are_ordered() -> None:
    """The most senior and the least senior of some, and none of none."""
    assert highest({Level.NSA, Level.LEADERS}) is Level.LEADERS
    assert highest([]) is None
    assert lowest([Level.LEADERS, Level.OFFICIALS, None]) is Level.OFFICIALS
    assert set(RANK) == set(Level) - {Level.TWO_PLUS_TWO}
    assert says_summit("a summit in nadi")
    assert not says_summit("a meeting")


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (Level.TWO_PLUS_TWO, Level.FOREIGN_MINISTERS, True),
        (Level.DEFENCE_MINISTERS, Level.TWO_PLUS_TWO, True),
        (None, Level.NSA, True),
        (Level.NSA, Level.NSA, True),
        (Level.TWO_PLUS_TWO, Level.LEADERS, False),
        (Level.FOREIGN_MINISTERS, Level.DEFENCE_MINISTERS, False),
    ],
)
def test_levels_that_can_both_be_true(
    left: Level | None,
    right: Level | None,
    *,
    expected: bool,
) -> None:
    """A 2+2 agrees with its halves, an unknown level with all."""
    assert levels_agree(left, right) is expected
    assert levels_agree(right, left) is expected


def test_a_vocabulary_is_written_in_lines() -> None:
    """Lines are alternatives, a backslash continues one, and words match whole."""
    pattern = phrases(
        r"""
        held|hosted
        sat \
        down
        """,
    )
    assert pattern.findall("they held, sat down, upheld, hosted") == ["held", "sat down", "hosted"]


@given(st.text(max_size=60))
def test_lower_case_has_the_same_length(text: str) -> None:
    """Positions in lower case are positions in the text."""
    assert len(lowered(text)) == len(text)


WORDS = st.lists(
    st.sampled_from(
        """they met held will may was cancelled postponed meeting summit talks trilateral three the
        ministers to of on not expected proposed phone video 2+2 first since visited call with and ,
        ; spoke by moved from""".split(),
    ),
    max_size=16,
).map(" ".join)


@given(WORDS | st.text(max_size=60).map(lowered))
def test_cues_are_read_from_any_text(text: str) -> None:
    """No text is refused; triggers are in order, apart, and hold their words."""
    end = 0
    for found in triggers(text):
        assert end <= found.start < found.end <= len(text)
        assert text[found.start : found.end] == found.text
        end = found.end
        assert status_at(text, found) in {None, *Status}
        assert format_at(text, found) in set(Format)
        assert found.kind in set(TriggerKind)
    assert cardinality(text) in {None, 3, 4, 5, 6, 7, 8, 9}
