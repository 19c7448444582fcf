"""What is told by the way: news begins with what is new.

A meeting held days before publication is history where the text tells of a newer one. Where
headline or lead tells of a meeting of three states and more, another such that was held, first
told further down and without a day, is one of those that came before. A "2+2" in the lead
may be one stop of a journey, and what else happened on it is news.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from parsers.model import Meeting, Status
from parsers.scenes.scenes import Document
from parsers.words.counts import SET_SIZE

# Of labelled meetings that were held before a newer one in the same text, 228 of 229 that had
# ended four days before publication and more were told as history, 7 of 49 of the others.
OLD = timedelta(days=4)
LEAD_SCENES = 3  # sentences of the text that tell what is new


def with_asides(told: Sequence[Meeting], document: Document) -> list[Meeting]:
    """Return the claims, those told by the way as background."""
    claims = [
        replace(claim, is_background=True) if _is_outdated(claim, told, document) else claim
        for claim in told
    ]
    is_told = any(
        _is_news(claim) and len(claim.participants) >= SET_SIZE and _is_in_lead(claim, document)
        for claim in claims
    )
    if not is_told:
        return claims
    return [
        replace(claim, is_background=True) if _is_aside(claim, document) else claim
        for claim in claims
    ]


def _is_outdated(claim: Meeting, claims: Sequence[Meeting], document: Document) -> bool:
    """Tell whether a meeting was held days ago, and the text tells of a newer one."""
    end, published = claim.when.end, document.published
    if end is None or published is None or claim.status is not Status.HELD:
        return False
    if _is_in_lead(claim, document):
        return False
    return end <= published - OLD and any(_is_newer(other, end) for other in claims)


def _is_newer(other: Meeting, end: date) -> bool:
    is_set = len(other.participants) >= SET_SIZE and not other.is_background
    return is_set and other.when.start is not None and other.when.start > end


def _is_news(claim: Meeting) -> bool:
    return claim.is_in_scope and not claim.is_background


def _is_aside(claim: Meeting, document: Document) -> bool:
    is_undated = claim.when.start is None and claim.status is Status.HELD
    return _is_news(claim) and is_undated and not _is_in_lead(claim, document)


def _is_in_lead(claim: Meeting, document: Document) -> bool:
    """Tell whether a claim is first told in the headline or in the first few sentences."""
    scene = document.scene_of(claim.evidence)
    return scene is not None and scene.index < len(document.headlines) + LEAD_SCENES
