"""What is told by the way: news begins with what is new.

Where headline or lead tells of a meeting of three states and more, another such that was held,
first told further down and without a day, is one of those that came before. A "2+2" in the lead
may be one stop of a journey, and what else happened on it is news.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parsers.model import Meeting, Status
from parsers.scenes.scenes import Document
from parsers.words.counts import SET_SIZE

LEAD_SCENES = 3  # sentences of the text that tell what is new


def with_asides(claims: Sequence[Meeting], document: Document) -> list[Meeting]:
    """Return the claims, those told by the way as background."""
    is_told = any(
        _is_news(claim) and len(claim.participants) >= SET_SIZE and _is_in_lead(claim, document)
        for claim in claims
    )
    if not is_told:
        return list(claims)
    return [
        replace(claim, is_background=True) if _is_aside(claim, document) else claim
        for claim in claims
    ]


def _is_news(claim: Meeting) -> bool:
    return claim.is_in_scope and not claim.is_background


def _is_aside(claim: Meeting, document: Document) -> bool:
    is_undated = claim.when.start is None and claim.status is Status.HELD
    return _is_news(claim) and is_undated and not _is_in_lead(claim, document)


def _is_in_lead(claim: Meeting, document: Document) -> bool:
    """Tell whether a claim is first told in the headline or in the first few sentences."""
    scene = document.scene_of(claim.evidence)
    return scene is not None and scene.index < len(document.headlines) + LEAD_SCENES
