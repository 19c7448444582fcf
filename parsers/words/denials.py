"""Whether words deny the meeting that they speak of, or only another by the way.

It reads words alone, in lower case. The vocabulary of denial is in parsers.words.statuses.
"""

from __future__ import annotations

import re

from parsers.words.phrases import phrases
from parsers.words.statuses import OFF, is_denied, is_refuted, status_at
from parsers.words.triggers import Trigger

# The second half of a contrast; it takes nothing back from the first.
CONTRAST = re.compile(r"(?:\w+ ){0,3}(?:not|no|never|neither|without)\b")
# Of what has not been since a year, something is told that is.
BY_THE_WAY = re.compile(
    r", (?:which|who) (?:has|have|had|did|was|were) (?:not|never)\b[^,;]{0,120}(?:,|$)"
)
# "There was never a summit to cancel": what was not to be cannot be called off.
NEVER_WAS = phrases(
    "there (?:is|was|were|has been|had been) (?:never|no) (?:an? |any )?(?:\\w+ )?"
    "(?:meetings?|summit|talks|visit|session|dialogue|call) (?:to|for anybody to)"
)


def denies(clause: str, trigger: Trigger) -> bool:
    """Tell whether a clause denies its meeting; one that is called off was to be."""
    if NEVER_WAS.search(clause):
        return True
    told = BY_THE_WAY.sub(_blank, clause)
    denied = is_denied(told) or is_refuted(clause, trigger)
    return denied and status_at(clause, trigger) not in OFF


def begins_denying(sentence: str, start: int) -> bool:
    """Tell whether a clause begins by denying: "but is not planning a separate one"."""
    return CONTRAST.match(sentence, start) is not None


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())
