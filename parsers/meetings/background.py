"""Whether a meeting is told as history: by its date, else by the years and words around it.

What is held to be history in the light of the whole text is asked in parsers.meetings.asides.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from parsers.meetings.days import latest_own_year
from parsers.model import Status, When
from parsers.scenes.frames import Frame
from parsers.scenes.scenes import Document
from parsers.words.phrases import phrases
from parsers.words.statuses import PLANNED

BACKGROUND_AFTER = timedelta(days=45)  # a meeting that ended longer ago is told as history
PAST_CUE = phrases(
    r"""
    last (?:year|decade|century)|(?:years?|decades?) (?:ago|earlier)|back in
    previous(?:ly)? (?=\w)|first met
    the last (?:such )?(?:meeting|summit|round|time|one)
    (?:one|meeting|summit|talks|session|round) (?:which|that) (?:[\w'’-]+,? ){1,9}had held
    before that(?=,)(?![^.]{0,200}\b(?:will|would|is|are|plans?|due|expected|scheduled)\b)
    was (?:set up|founded|established|formed|conceived|created|born)|originally
    earlier (?:meetings?|summits?|rounds?)|dates? back|during the (?:cold war|presidency)
    that (?:january|february|march|april|may|june|july|august|september|october|november|december)
    that (?:same )?(?:year|spring|summer|autumn|winter)
    then-(?=\w)|former|in those days|half a century|(?<!not )(?<!not so )long ago
    as a young (?:man|woman|diplomat)
    in the (?:early |late |mid-?)?(?:(?:fif|six|seven|eigh|nine)ties|(?:1[89]|20)[0-9]0s)
    (?:generations|decades) (?:later|earlier|before|on)|during the (?:\w+ )?war
    in (?:1[0-8][0-9][0-9]|19[0-3][0-9])|(?:died|dies|dead|died on \w+),? (?:aged|at) [0-9]{2,3}
    last (?:living|surviving) (?:witness|participant|member)
    served as (?:[\w-]+ ){0,3}(?:ambassador|minister|envoy|consul|secretary|president|premier)
    (?:discussed|agreed|decided|taken|made|adopted|reached|signed) (?:up)?(?:on )?(?:at|during) \
    (?:the |their )?(?:earlier|previous|past|preceding)
    what (?:[\w'’-]+,? ){1,24}(?:agreed|decided|discussed|pledged|promised) (?:up)?(?:on )?(?:at|\
    during) (?:the|their|its) (?:\w+ )?(?:summits?|meetings?|talks)
    since the (?:[\w'’-]+ ){0,4}(?:summit|meeting|talks|ministerial|round)
    (?:continues?|builds? on|follows?) (?:the |their )?(?:earlier|previous|past)
    interpreted (?:at|for)|died .{0,30}\baged|died .{0,20}\bat [0-9]{2}
    when (?:he|she) was (?:\w+ )?(?:minister|president|premier|ambassador|chancellor)
    the late (?:president|premier|prime minister|king|queen|chancellor|\w+ (?:president|leader|\
    premier|minister))|on this day in
    """,
)
# "Fifty years ago this autumn", whose autumn is not this one.
ANNIVERSARY = phrases(
    "(?:years|decades|century|centuries) ago (?:this|today|tomorrow|to the day|next|on|in)|"
    "(?:years|decades|century|generations) after the (?:[\\w'’-]+,? ){1,12}"
    "(?:met|gathered|convened)"
)
# Words for the meeting before, which is history though it may be of last month.
BEFORE_THIS = phrases(
    r"""
    last (?:met|gathered|convened|held talks)|(?:the|their) last time|first met
    (?:have|has|had) since (?:\w+ )?(?:met|gathered|convened|held talks)
    (?:the|their) (?:previous|preceding|last) (?:such )?(?:\w+ )?(?:meetings?|summits?|rounds?|\
    sessions?|talks|edition|one)(?! week)
    since the (?:[\w'’-]+ ){0,4}(?:summit|meeting|talks|ministerial|round)\
    (?! (?:began|started|opened))
    (?:meeting|summit|talks|session|trilateral|it|this|round)[^;.]{0,40}? \
    (?:follow(?:s|ed)|c[ao]mes?) (?:\w+ (?:days|weeks|months) )?(?:after|a|an|the|their|\
    similar|another|on the heels)
    """,
)
# "The summit comes after the three agreed in May" tells of two meetings, and of one before.
COMES_AFTER = re.compile(
    r"[^.;]{0,60}\b(?:c[ao]mes? (?:\w+ ){0,4}after|follow(?:s|ed)|builds on|built on|continues)\b"
)
# "The talks come on the heels of a summit", "four months after the three announced a pact".
HEELS = re.compile(
    r"\b(?:also )?c[ao]mes? (?:also |just |only |less than |about )?(?:on the heels of"
    r"|(?:\w+ ){1,3}(?:days|weeks|months|years) after)\b"
)
COMING = re.compile(
    r"\b(?:meeting|summit|talks|visit|call|conference|session|round|trip|it|this)\b"
)
FOLLOWED = phrases(
    "(?:c[ao]mes?|follow(?:s|ed|ing)?) (?:after )?(?:the |a |an )?(?:similar|earlier|previous|past)"
)
PAST_PERFECT = phrases(
    r"had (?:met|held|last|gathered|convened|had (?:\w+[ -]){0,3}(?:talks|meetings?))"
)
OPENING = 4  # sentences in which a text comes to its news
RECENT = timedelta(days=7)  # what ended since is news, whatever it came after
REPORTED = phrases("(?:said|says|told|confirmed|announced|reported|added|wrote) .*had")


def is_background(frame: Frame, document: Document, when: When, status: Status | None) -> bool:
    """Past by its date where one resolves; else by the years and words of its clause."""
    text = frame.clause.text
    told = frame.clause.scene.row.text[: frame.trigger.end]
    if ANNIVERSARY.search(text):
        return True
    if when.end is not None and document.published is not None:
        is_before = when.end < document.published - RECENT and _is_of_before(frame)
        return is_before or is_long_past(when, document.published)
    latest = latest_own_year(frame, document)
    if document.present_year is not None and latest is not None:
        is_of_last_time = document.published is None and BEFORE_THIS.search(text) is not None
        return latest < document.present_year or is_of_last_time
    if status in PLANNED:
        return False
    if when.end is None and status is Status.HELD and HEELS.search(told):
        return True
    is_opening = 0 < frame.clause.scene.index - len(document.headlines) < OPENING
    is_past = _is_told_as_past(text, is_opening=is_opening)
    return is_past or FOLLOWED.search(told) is not None


def _is_of_before(frame: Frame) -> bool:
    """Tell whether words set a meeting before the one that a text is about."""
    text = frame.clause.scene.row.text
    if BEFORE_THIS.search(frame.clause.text) or BEFORE_THIS.search(text[: frame.trigger.end]):
        return True
    first = COMING.search(text)
    return first is not None and COMES_AFTER.match(text, first.end()) is not None


def _is_told_as_past(clause: str, *, is_opening: bool) -> bool:
    """Read "had met" as history, but not where "said he had met" only reports.

    The opening of a text tells its news so, behind a sentence that tells what came of it.
    """
    if PAST_CUE.search(clause):
        return True
    return not is_opening and is_past_perfect(clause)


def is_past_perfect(clause: str) -> bool:
    """Tell whether states "had met", where that is not only how a report puts it."""
    return PAST_PERFECT.search(clause) is not None and REPORTED.search(clause) is None


def is_long_past(when: When, published: date | None) -> bool:
    """Tell whether a meeting ended so long before publication that it is told as history."""
    if when.end is None or published is None:
        return False
    return when.end < published - BACKGROUND_AFTER
