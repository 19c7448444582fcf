"""A second opinion on what was read: another reader of the same document, weighed against ours.

Any reader that keeps to ``Extractor`` can be asked, such as a dependency parse or a language
model; none comes with the house. An opinion only weighs claims, so what it alone sees adds
nothing, and without one the reading is as it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from parsers.meetings.confidence import marked
from parsers.model import Meeting
from parsers.scenes.scenes import Document

# Log-odds, as measured for a dependency parse beside rules: where both agree nine claims in
# ten are right, where it sees other participants in the sentence fewer than half.
SECONDED = 1.0
OTHERWISE = -0.8


class Extractor(Protocol):
    """Reads the meetings of a prepared document: the same document, the same claims.

    The evidence of each claim is a span of the document's text; one that lies outside of
    it is not heard. It neither fetches nor keeps anything.
    """

    def meetings(self, document: Document) -> Sequence[Meeting]:
        """Return the meetings that the document claims, in its order."""


def weighed(
    claims: Sequence[Meeting],
    document: Document,
    second: Extractor | None,
) -> list[Meeting]:
    """Return ``claims`` with what a second reader thinks of each among its features."""
    if second is None:
        return list(claims)
    heard = [
        claim
        for claim in second.meetings(document)
        if 0 <= claim.evidence.start <= claim.evidence.end <= len(document.text)
    ]
    return [_weighed(claim, heard) for claim in claims]


def _weighed(claim: Meeting, heard: Sequence[Meeting]) -> Meeting:
    if any(other.participants == claim.participants for other in heard):
        return marked(claim, "seconded", SECONDED)
    if any(_is_same_sentence(claim, other) for other in heard):
        return marked(claim, "read_otherwise", OTHERWISE)
    return claim


def _is_same_sentence(claim: Meeting, other: Meeting) -> bool:
    return claim.evidence.start < other.evidence.end and other.evidence.start < claim.evidence.end
