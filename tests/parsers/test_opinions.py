"""A second reader of the same document makes claims surer or less so, and adds none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from parsers.lexicon import load
from parsers.meetings.opinions import OTHERWISE, SECONDED
from parsers.model import Evidence, Meeting
from parsers.reading import read
from parsers.scenes.scenes import Document
from tests.parsers.claims import FRIDAY, only

TEXT = "The foreign ministers of Kenya, Uganda and Rwanda met in Kigali on Thursday."


@dataclass(frozen=True)
class Reader:
    """Claims what it was made to claim, whatever the document."""

    claims: tuple[Meeting, ...]

    def meetings(self, document: Document) -> Sequence[Meeting]:
        """Return the claims, if the document is the one that they are about."""
        return self.claims if document.text == TEXT else ()


def _heard(*claims: Meeting) -> Meeting:
    (found,) = read("", TEXT, FRIDAY, load(), second=Reader(claims)).meetings
    return found


def test_a_claim_that_both_make_is_surer() -> None:
    """The same states, whatever else the other says."""
    ours = only(TEXT)
    seconded = _heard(replace(ours, level=None))
    assert seconded.features["seconded"] == SECONDED
    assert seconded.confidence > ours.confidence


def test_other_states_in_the_same_sentence_make_it_less_sure() -> None:
    """The other reader saw the meeting, but not who is in it."""
    ours = only(TEXT)
    doubted = _heard(replace(ours, participants=("KE", "UG")))
    assert doubted.features["read_otherwise"] == OTHERWISE
    assert doubted.confidence < ours.confidence


def test_silence_and_other_sentences_change_nothing() -> None:
    """An opinion on another sentence, or on words that the text does not have, is not heard."""
    ours = only(TEXT)
    beyond = replace(ours, evidence=Evidence(0, len(TEXT) + 9, TEXT + " Tomorrow"))
    assert _heard() == ours
    assert _heard(beyond) == ours


def test_an_opinion_adds_no_meeting() -> None:
    """What only the second reader sees is no claim of ours."""
    other = replace(only(TEXT), participants=("FJ", "TO", "WS"), evidence=Evidence(0, 1, "T"))
    assert _heard(other).participants == ("KE", "RW", "UG")
