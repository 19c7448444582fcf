"""Words at a meeting that give its level: "the presidential summit", "an energy ministerial".

They go before the offices of those who are named, who may only have announced it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.model import Level
from parsers.words.personal_names import TITLE_TAILS
from parsers.words.phrases import alternatives
from parsers.words.triggers import Trigger

BEFORE_REACH = 48  # characters before a meeting word in which such an adjective stands
AGREED_REACH = 12  # characters before a clause in which "agreed" leads to it
AFTER_REACH = 60  # characters behind it in which "at the level of" does
_MEETING = r"(?:[\w+-]+[ -]){0,2}$"
_LEADERS = re.compile(
    rf"\b(?:presidential|prime[- ]ministerial|heads[- ]of[- ](?:state|government)) {_MEETING}"
)
_PORTFOLIO = re.compile(
    rf"\b(?P<portfolio>foreign|defen[cs]e|{'|'.join(sorted(TITLE_TAILS))}) ministerial\b"
)
_OFFICIALS = alternatives(
    r"""
    (?:joint|additional|deputy|permanent|under|state|assistant) ?secretar(?:y|ies)
    directors?(?:[- ]general)?|senior officials?|officials|experts?|technical|working
    (?:vice|deputy)[- ](?:foreign |defen[cs]e )?ministers?|vice[- ]ministerial|ambassadors?
    special envoys?|envoys?|deputy (?:nsas?|national security advis[eo]rs?)
    """,
)
_DEPUTIES = re.compile(rf"\b(?:vice|deputy|sub)[- ]ministerial {_MEETING}")
_AT_LEVEL = re.compile(
    rf"\bat (?:the )?level of (?:the |their )?(?:{_OFFICIALS})"
    rf"|\b(?:{_OFFICIALS})[- ]level\b"
)
_OF_WHOM = re.compile(
    r"(?: \w+day)? (?:of|between|among)"
    r" (?:(?:the|their|its|our|all|both|three|four|five|six) ){0,3}"
    r"(?:(?!to|for|with|by|on|in|at|from|and|who|which|that|after|before)[\w+-]+ ){0,2}"
)
_PURPOSE = re.compile(r"\bto (?:prepare|plan|pave|arrange|discuss|organi[sz]e)\b[^,;]*$")
_RESPONSIBLE = re.compile(
    r" (?:who are )?(?:responsible|in charge|charged|tasked) (?:for|of|with)"
    r" (?:the )?(?:[\w-]+ )??(?P<portfolio>foreign|defen[cs]e|\w+)"
)
# "Reported to the presidents, who are to meet in June": those meet.
_WHO = re.compile(r"s?,? who (?:[\w'’]+ ){0,5}")
_AGREED = re.compile(r"\b(?:agree|decid|resolv|promis|pledg)\w* $")
_A_SUMMIT = re.compile(r"(?:(?:tri|quadri)lateral )?summits?\b")
# Ministers who agree to a summit, or prepare one, speak of their leaders'.
_AGREED_SUMMIT = re.compile(
    r"\b(?:agree|decid|resolv|promis|pledg|prepar|discuss|plan|pav(?=e|ing)|arrang|propos"
    r"|look(?:ed|ing|s)? forward)"
    r"\w*\b(?:(?!minist|defen[cs]e|foreign|security)[^,;]){0,90}\bsummits?$"
)


def of_portfolio(word: str) -> Level:
    """Return the level of the ministers of a portfolio."""
    if word.startswith(("foreign", "external")):
        return Level.FOREIGN_MINISTERS
    return Level.DEFENCE_MINISTERS if word.startswith("defen") else Level.MINISTERS_OTHER


def level_named(
    text: str,
    trigger: Trigger,
    titles: Sequence[tuple[int, int, Level]],
    *,
    has_met: bool,
) -> Level | None:
    """Return the level that lower-case words around a meeting word give it, None where none do.

    ``titles`` are those of the sentence with their characters and levels. Those who ``has_met``
    says to have met before it "to prepare a summit of their presidents" are others.
    """
    if not trigger.is_noun:
        return next((lv for _, end, lv in titles if _WHO.fullmatch(text, end, trigger.start)), None)
    before = text[max(0, trigger.start - BEFORE_REACH) : trigger.start]
    if _LEADERS.search(before):
        return Level.LEADERS
    portfolio = _PORTFOLIO.search(f"{before}{trigger.text}")
    if portfolio is not None:
        return of_portfolio(portfolio["portfolio"])
    low, high = max(0, trigger.start - BEFORE_REACH), trigger.end + AFTER_REACH
    if _DEPUTIES.search(before) or _AT_LEVEL.search(text, low, high):
        return Level.OFFICIALS
    if has_met and _PURPOSE.search(before):
        return None
    whose = (
        level
        for start, _, level in titles
        if start > trigger.end and _OF_WHOM.fullmatch(text[trigger.end : start])
    )
    return next(whose, None)


def level_responsible(text: str, end: int) -> Level | None:
    """Return the level of "ministers", ending there, "responsible for defence"."""
    match = _RESPONSIBLE.match(text, end)
    return of_portfolio(match["portfolio"]) if match is not None else None


def is_agreed_summit(text: str, start: int, trigger: Trigger) -> bool:
    """Tell whether a clause that begins at ``start`` speaks of a summit agreed on or prepared.

    Not of a "ministerial summit", and not of one that ministers are said to hold.
    """
    summit = _A_SUMMIT.match(text, trigger.start)
    if summit is None:
        return False
    agreed = _AGREED.search(text, max(0, start - AGREED_REACH), start)
    low = agreed.start() if agreed is not None else start
    return _AGREED_SUMMIT.search(text, low, summit.end()) is not None
