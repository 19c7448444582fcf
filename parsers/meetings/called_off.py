"""What becomes of a meeting that is off: given up, or only put off to another day.

Papers call off what they then say has a later date, and tell in one sentence that people will
not meet and in the next that they were to. Whether a sentence says that a meeting is off at
all is asked in parsers.words.statuses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.model import Level, Meeting, Status
from parsers.scenes.scenes import Document, Scene
from parsers.words.governors import STATUS, Mood
from parsers.words.noun_groups import mood_of_noun
from parsers.words.phrases import phrases
from parsers.words.statuses import CANCELLED, POSTPONED
from parsers.words.triggers import STRONG

REACH = 3  # sentences after that of a meeting called off in which a later day is spoken of
AROUND = 2  # sentences around "they were to meet" in which it is said that they will not
SHARED = 2  # states that such a sentence has in common with the meeting, if it names so many
BEFORE = 60  # characters before a word for a later day in which it is denied
PLANS = frozenset({Status.SCHEDULED, Status.EXPECTED})
OPEN = PLANS | {None}  # what words of what was to be may have left
FORMER = "former"  # marks a claim of what was to be
WAS_TO_BE = re.compile(
    r"\b(?:(?:was|were) (?:(?:also|originally|initially|first|both|all|then|\w+ly) ){0,2}"
    r"(?:(?:due|scheduled|set|expected|supposed|meant|planned|slated) )?(?:originally )?to"
    r"|had been (?:due|scheduled|set|expected|supposed|meant|planned|slated)"
    r"|(?:was|were) (?:(?:originally|initially|first|previously) )?"
    r"(?:to have|due|scheduled|slated|planned|set for)|should have)\b",
)
DUE = re.compile(r", (?:due|set|scheduled|planned) (?:on|for|in) ")
THAT_ONE = re.compile(
    r"\b(?:the|this|that|their) (?:(?!last|next|previous|earlier|other)[\w'’-]+ ){0,3}$"
)
GIVEN_UP = frozenset({Mood.OFF, Mood.PUT_OFF})
# A later day is spoken of; "no new date" speaks of none.
LATER = phrases(
    r"""
    (?<!no )(?:new|another|later|future|fresh|alternative|different) (?:dates?|day|time|slot)\
    (?! (?:for|of) (?:[\w'’-]+ ){0,3}(?:elections?|polls?|votes?|referendum|trial|hearing|launch))
    (?:dates?|day|time) (?:that (?:is|was) )?(?:yet )?to be \w+|reschedul\w+|postponements?
    (?:dates?|day) (?:still|yet|as yet) (?:unknown|open|undecided)
    (?:changed|moved|shifted|switched) to (?:the |next |later )?(?:autumn|spring|summer|winter|\
    fall|year|month)
    (?:until|till|to) (?:a )?(?:further notice|later|next \w+|after)|at a later (?:stage|point)
    pushed (?:back )?(?:to|into)|put (?:off|back)|puts off|putting off
    postpon(?:es?|ed|ing)\
    (?! (?:a|an|the|his|her|their) (?:[\w'’-]+ ){0,3}(?:visit|trip|tour|journey))
    will now (?:be held|take place|meet)|deferr(?:ed|al)|delayed
    (?:was|were|be|been|is|are) suspended|for (?:now|the (?:time being|moment))
    (?:host|held|hold|meet|take place|organi[sz]e|staged?|convene)(?!\w)[^.;]{0,60} \
    (?:later (?:this|in the) (?:year|month)|(?:this|in (?:the|early|late)) \
    (?:autumn|spring|summer|winter|fall)|next (?:month|year))
    """,
)
# What was put off before says nothing of what is now called off, and what is unsure nothing.
ALREADY = re.compile(
    r"(?:\bpossib\w+[\"'”’]? of an? "
    r"|\b(?:(?:already|once|twice|previously|earlier|repeatedly|had (?:first |earlier )?been|no|not"
    r"|first|being|without|nor|never) (?:\w+ )?|(?:whether|if|unless) (?:[\w'’]+ ){1,6}))$"
)
# "It had been rescheduled to a date still unknown": put off now, and not before.
TO_LATER = re.compile(r"reschedul\w+ (?:to|for|until) ")
NOT_MET = phrases(
    r"""
    (?:will|would|did|do)(?: not|n['’]t| no longer) (?:be )?(?:meet|meeting|gather|hold|convene|\
    take place|go ahead|happen|come about)
    forgo(?:es|ing)?|forego(?:es|ing)?|forwent|no longer (?:take place|meet|be held)
    fail(?:s|ed) to (?:take place|materiali[sz]e)
    """,
)


def standing_of(claim: Meeting, document: Document) -> Status | None:
    """Return the status of a claim as its neighbours leave it: put off, called off, or its own."""
    status = claim.status
    if FORMER in claim.features and status in OPEN and _is_said_off(claim, document):
        status = Status.CANCELLED
    if status in PLANS and claim.when.start is None:
        status = _taken_back(claim, document) or status
    if status is Status.CANCELLED and _is_put_off(claim, document):
        return Status.POSTPONED
    return status


def _is_said_off(claim: Meeting, document: Document) -> bool:
    """Tell whether a sentence beside "were to meet" says that they will not."""
    return any(
        _is_of(scene, claim)
        and any(said.search(scene.row.text) for said in (CANCELLED, POSTPONED, NOT_MET))
        for scene in _around(claim, document, AROUND, AROUND)
    )


def _taken_back(claim: Meeting, document: Document) -> Status | None:
    """Return what became of a plan without a day that is said right behind it to be off.

    "To prepare a meeting of A, B and C. Their summit, due on Saturday, was postponed."
    """
    found = (
        mood
        for scene in _around(claim, document, 0, AROUND)
        if scene.row.sentence.text != claim.evidence.text and _is_of(scene, claim)
        for mood in _given_up(scene, is_summit=claim.level is Level.LEADERS)
    )
    return next((STATUS[mood] for mood in found), None)


def _given_up(scene: Scene, *, is_summit: bool) -> Iterator[Mood]:
    """Yield what became of "the summit", or "the talks", that a sentence says was to be."""
    text = scene.row.text
    is_former = WAS_TO_BE.search(text) is not None or DUE.search(text) is not None
    if not is_former or any(not named.is_minilateral for named in scene.named):
        return
    for trigger in scene.triggers:
        is_level = (trigger.text == "summit") == is_summit
        if trigger.kind in STRONG and trigger.is_noun and is_level:
            mood = mood_of_noun(text, trigger.start, trigger.end)
            if mood in GIVEN_UP and THAT_ONE.search(text, 0, trigger.start):
                yield mood


def _is_put_off(claim: Meeting, document: Document) -> bool:
    """Tell whether the headline, or what is told of a meeting called off, gives it a later day."""
    return any(
        _is_of(scene, claim) and _speaks_of_later(scene.row.text)
        for scene in (*document.headlines, *_around(claim, document, AROUND, REACH))
    )


def _speaks_of_later(text: str) -> bool:
    return any(
        ALREADY.search(text, max(0, match.start() - BEFORE), match.start()) is None
        or TO_LATER.match(text, match.start()) is not None
        for match in LATER.finditer(text)
    )


def _around(claim: Meeting, document: Document, back: int, on: int) -> Iterator[Scene]:
    """Yield the sentences of the text from some before a claim's to some after it."""
    own = document.scene_of(claim.evidence)
    if own is None:
        return
    for index in range(own.index - back, own.index + on + 1):
        scene = document.body_scene(index)
        if scene is not None:
            yield scene


def _is_of(scene: Scene, claim: Meeting) -> bool:
    """Tell whether a sentence may speak of a claim's meeting: it names its states, or none."""
    named = {actor.state for actor in scene.actors}
    shared = len(named.intersection(claim.participants))
    return not named or shared >= min(SHARED, len(named))
