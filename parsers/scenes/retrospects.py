"""Texts that explain, remember or deny: what their meetings are then worth.

An explainer's meetings are history unless it gives them a day, and it announces no new grouping;
what the headline or the first sentence denies is no plan further down.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from parsers.actors.actors import states_of
from parsers.model import Grouping, Meeting, Status
from parsers.scenes.scenes import Document, Scene
from parsers.words.phrases import phrases

EXPLAINING = phrases(
    r"""
    explain(?:er|ed|ing)|timeline|obituary|obituaries|on this day|appreciation|a (?:brief |short )?\
    history of|q ?& ?a|what (?:is|are|was|were)|what you need to know|backgrounder|factbox
    fact ?sheet|in pictures|book review|from the archives?|archive reveals|remembered|remembering
    ^(?:why|how|what)|what (?:it|they|this|that) (?:is|are|means?|does|do)
    ^(?:opinion|editorial|commentary|column|comment|viewpoint|perspective|review)(?=\s?[:|\u2013-])
    op-ed|encyclop(?:a?edia|ædia)|(?:1[89]\d\d|19\d\ds): |epochal|in retrospect
    (?:hard|open|key|big|five|ten|some) questions (?:on|about|for|over|answered)|lessons (?:of|from)
    (?:ten|twenty|thirty|forty|fifty|\d\d) years later
    dies (?:aged|at)|dead at|years on|years ago today|profile|long read|essay
    """,
)
DENYING = phrases(
    r"""
    den(?:y|ies|ied)|rul(?:e|es|ed) out|no plans?|turn(?:s|ed) down
    (?<!not )(?<!not been )(?<!never )reject(?:s|ed)?|sa(?:ys|id) no to
    declin(?:es|ed) to (?:back|endorse|support)
    do(?:es)? not (?:back|support|endorse|seek|share)|nothing known|cold water|play(?:s|ed)? down
    dismiss(?:es|ed)?|not planned|no (?:meetings?|summit|talks|trilateral|scope|knowledge)|unaware
    not aware|(?:do|does|did|is|are)(?: not|n['’]t) (?:plan|planning|expect|expecting|intend)
    not something that can be expected|kn(?:ow|ows|ew) nothing|short shrift|untrue|baseless
    """,
)
# What ties a text to its day: a report has one of these, an essay on history or policy often none.
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
ANCHOR = phrases(
    rf"""
    (?:mon|tues|wednes|thurs|fri|satur|sun)days?|today|yesterday|tomorrow|tonight
    (?:this|last|next|coming) (?:week|weekend|month|morning|afternoon|evening|night)
    {_MONTH} \d{{1,2}}|\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}
    \d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}
    on the (?:sidelines|margins)|will|recently|soon|earlier (?:in|on)
    (?:is|are) (?:being|meeting|holding|hosting|gathering)
    """,
)
ESSAY = 100  # words from which a text without any of these is none that was cut to a few lines
# A condition is no denial, and what comes after "but" is another meeting.
OTHERWISE = phrases("but|instead|however|although|while|unless|until|without|rather")
MEETING = phrases("meetings?|summits?|talks|trilateral|get-together|encounter|visit|dialogue|2\\+2")
PLANS = frozenset({Status.PROPOSED, Status.EXPECTED, Status.SCHEDULED})
SHARED = 2  # states of a plan that the denial names, one if it names no more: it is the one denied


def in_retrospect(found: Sequence[Meeting], document: Document) -> list[Meeting]:
    """Return the meetings of a text: those an explainer tells as past, without the denied."""
    planned = {claim.participants for claim in found if claim.status in PLANS}
    only = frozenset(next(iter(planned))) if len(planned) == 1 else frozenset[str]()
    denied = [states_of(scene.actors) or only for scene in _denials(document)]
    kept = [claim for claim in found if not any(_is_denied(claim, states) for states in denied)]
    if not any(claim.when.start is None for claim in kept):
        return kept
    if explains(document):
        return [_as_history(claim) for claim in kept]
    if not is_timeless(document):
        return kept
    return [claim if claim.evidence.end == 0 else _as_history(claim) for claim in kept]


def _as_history(claim: Meeting) -> Meeting:
    return replace(claim, is_background=claim.is_background or claim.when.start is None)


def is_timeless(document: Document) -> bool:
    """Tell whether a text of some length has no word that ties it to a day."""
    if len(document.text.split()) < ESSAY or document.dateline.city is not None:
        return False
    return not any(ANCHOR.search(scene.row.text) for scene in document.body)


def announced(found: Sequence[Grouping], document: Document) -> list[Grouping]:
    """Return the groupings of a text; an explainer tells of none that is new."""
    if not explains(document):
        return list(found)
    return [replace(grouping, is_new=False) for grouping in found]


def explains(document: Document) -> bool:
    """Tell whether a headline announces an explanation, a memory or a question."""
    heads = [scene for scene in document.scenes if scene.row.is_headline]
    is_question = document.title.rstrip("\"”’' ").endswith("?")
    return is_question or any(EXPLAINING.search(scene.row.text) for scene in heads)


def _denials(document: Document) -> Iterator[Scene]:
    """Yield the headline and the first sentence where they deny that there will be a meeting."""
    first = next((s for s in document.scenes if not s.row.is_headline and s.actors), None)
    heads = [scene for scene in document.scenes if scene.row.is_headline]
    for scene in [*heads, *([first] if first else [])]:
        text = scene.row.text
        if MEETING.search(text) and DENYING.search(text) and not OTHERWISE.search(text):
            yield scene


def _is_denied(claim: Meeting, states: frozenset[str]) -> bool:
    """A plan of the states of the denial is the one denied; one of others is not."""
    shared = len(states.intersection(claim.participants))
    return claim.status in PLANS and shared >= max(1, min(SHARED, len(states)))
