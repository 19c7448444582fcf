"""What is denied of the meeting that a sentence tells of, and what of another by the way."""

from __future__ import annotations

import pytest

from parsers.words.denials import begins_denying, denies
from parsers.words.triggers import triggers
from tests.parsers.claims import who

THREE = "The transport ministers of Kenya, Uganda and Rwanda"


@pytest.mark.parametrize(
    ("sentence", "is_denied"),
    [
        ("the three will not meet in naivasha", True),
        ("there was never a summit to cancel", True),
        ("they deny that a summit is planned", True),
        ("the summit has been called off, there will be no talks", False),
        ("the three will meet in naivasha, which has never held a summit", False),
        ("the three, who have not met since 2013, will hold a summit", False),
    ],
)
def test_what_is_denied_is_the_meeting_of_the_clause(sentence: str, *, is_denied: bool) -> None:
    """What has not been for years says nothing against what is to be."""
    assert denies(sentence, triggers(sentence)[0]) is is_denied


def test_the_second_half_of_a_contrast_denies() -> None:
    """Only a clause that opens with its denial is one."""
    assert begins_denying("but is not planning a separate one", 0)
    assert not begins_denying("but will meet the press, though not today", 0)


@pytest.mark.parametrize(
    "text",
    [
        f"{THREE} will revive on Monday their meeting, which has not been held since 2019.",
        f"{THREE}, who have not met since 2019, held talks in Naivasha on Thursday.",
    ],
)
def test_a_denial_by_the_way_leaves_the_meeting(text: str) -> None:
    """A meeting after a long time is read as one."""
    assert who(text) == "KE-RW-UG"
