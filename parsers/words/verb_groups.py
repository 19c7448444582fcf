"""What the words before a verb make of it: done, under way, planned, likely or only wished.

"Will meet", "could meet", "agreed to meet", "having met", "met": a small grammar of English
auxiliaries and of the words that govern an infinitive. It reads words alone, in lower case.
"""

from __future__ import annotations

import re

from parsers.words.governors import (
    AS_PLANNED,
    CERTAINTY,
    DOUBT,
    DOUBTED,
    GOVERNORS,
    MAY,
    MOODS,
    Mood,
)
from parsers.words.phrases import phrases

REACH = 90  # characters before a verb in which its auxiliaries and their adverbs stand
GOVERNOR_REACH = 130  # characters from "invited", its objects between, to "to meet"
FAR = 240  # characters before a verb in which the verb of its sentence stands
GERUND_REACH = 14  # characters from "idea" over "of" to "holding"
DEPTH = 2  # "may agree to plan to meet": how far governors are followed

# "Will on Monday meet", "are this week holding": when, said between auxiliary and verb.
_DAYS = (
    r"(?:(?:on |this |next |later this )?(?:coming )?(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|(?:later )?(?:this|next) (?:coming )?(?:weekend|week|month|year|morning|afternoon|evening))"
)
_ADVERBS = (
    r"(?:(?:\w+ly|well|also|now|then|soon|again|next|first|later|still|yet|just|already|together"
    r"|all|both|each|once|even|never|not|no longer|instead|there|today|tomorrow|tonight|indeed"
    rf"|thus|reportedly|separately|in turn|at last|at least|help|{_DAYS}) ){{0,3}}"
)
_INSERT = r"(?:, [^,;]{1,40},)?"
# The auxiliaries right before a verb; one group for each sense.
AUXILIARIES = re.compile(
    rf"(?:(?P<planned>\b(?:will|shall|going to)|['’]ll)|(?P<likely>\b(?:{MAY}|might|could|can))"
    r"|(?P<would>\bwould|['’]d)|(?P<wished>\b(?:should|must|ought to|needs? to|ha(?:s|ve) to))"
    r"|(?P<done>\b(?:has|have|had|having|was|were|did(?! not))|['’]ve)"
    r"|(?P<ongoing>\b(?:is|are|am|being)|['’]re))"
    rf"(?:n['’]t)?{_INSERT} {_ADVERBS}(?:(?:have|be|been|being) ){{0,2}}{_ADVERBS}$",
)
# "Will no longer meet", "did not meet as planned": what was to be, and is not.
UNDONE = re.compile(
    rf"\b(?:will|would|shall|can|could|did|do|does|is|are)(?: not|n['’]t| no longer|) {_ADVERBS}"
    rf"(?:(?:be|now|going|able|to) ){{0,3}}{_ADVERBS}$",
)
NOT = re.compile(r"\bnot\b|n['’]t\b")
INFINITIVE = re.compile(rf"\bto {_ADVERBS}(?:(?:have|be|been) ){{0,2}}{_ADVERBS}$")
BE = re.compile(rf"\b(?:is|are|was|were|be|been|being|['’]re) {_ADVERBS}$")
AFTER = re.compile(r"\b(?:after|following|upon|since|on|by) (?:\w+ly )?$")
BEFORE = re.compile(r"\b(?:before|ahead of|prior to|until|instead of|for) (?:\w+ly )?$")
JOINED = re.compile(r"(?:\b(?:and|or|then)|,) (?:also |then |later |jointly )?$")
# The auxiliary that two verbs share: "will travel to Rome and meet".
SHARED = re.compile(
    rf"(?:\b(?:will|shall|would|{MAY}|might|could)|['’]ll) (?:\w+ly )?(?:be |have )?(?=[\w-]+\b)"
)
SHARED_TO = re.compile(
    r"\bto (?:\w+ly )?(?=(?:travel|visit|go|fly|come|discuss|sign|review|take|hold|host|attend|pay"
    r"|join|chair|speak|address|deliver|make|give|see|have|be)\b)"
)
FINITE_BETWEEN = phrases("said|says|told|is|are|was|were|has|have|had|who|which|that|where")
# "Said that they would meet" is the past of "will meet".
REPORTED = phrases(
    r"""
    said|says|announced|confirmed|told|added|informed|stated|revealed|disclosed|according to
    agreed|decided|reported|wrote|learnt|declared
    """,
)
PAST = frozenset(
    """met held had took sat began begun came got brought spoke spoken gave went left saw stood
    talked huddled dined ran put seen was were""".split(),
)
# "Sunday saw the leaders come together": the verb of seeing has the tense of both.
SEEN = re.compile(r"\b(saw|see|sees|seen|watched) (?:[\w'’-]+,? ){1,14}$")
WHEN = re.compile(r"\b(?:when|until|once|as soon as) (?:[\w'’]+ ){1,6}$")
# "Oslo will be the place where they meet": a present tense under a future one.
UNDER_FUTURE = re.compile(
    r"(?:\b(?:will|shall)|['’]ll)\b[^;]{0,80}\b(?:where|when|which|as|who|at which)\b[^;]{0,120}$"
    r"|\b(?:left|leaves?|leaving|depart(?:s|ed)|fl(?:ies|y)|heads?|headed|travels?|set off"
    r"|on (?:his|her|their) way)\b[^;]{0,80}\bwhere [^;]{0,80}$"
)
# "Weeks after the leaders have met": a perfect under a future one.
TO_BE_DONE = re.compile(
    r"(?:\b(?:will|shall|would|to be)|['’]ll)\b[^;]{0,120}"
    r"\b(?:after|once|when|until|before|as soon as) [^;]{0,80}$"
)
OPEN = frozenset({"planned", "would", "likely"})  # the auxiliaries of what is to come
SAID_TO = re.compile(r"\b(?:is|are|was|were) (?:said|reported) $")  # "is said to plan a summit"
DISCUSSED = re.compile(r"\bdiscuss(?:es|ed|ing)? $")  # "discussed holding a summit"
HAVE = re.compile(r"(?:has|have)\b|['’]ve\b")
# "They would be meeting on Friday" is a plan, in South Asia the usual one.
BE_MEETING = re.compile(
    r"would (?:\w+ ){0,2}be (?:\w+ ){0,2}"
    r"(?:meet|hold|gather|host|attend|conven|visit|travel)\w?ing\b"
)
# "Are not giving up their summit", "refused to cancel it": what is kept is on.
KEPT = re.compile(
    r"(?:\bnot|n['’]t|\bnever|\brefus\w+ to|\bwithout|\b(?:instead|rather) (?:of|than))"
    r" (?:be |been |now )?$"
)
KEPT_REACH = 14
OFF = frozenset({Mood.OFF, Mood.PUT_OFF})
# "Has yet to decide whether they will meet".
WHETHER = re.compile(r"\bwhether (?:or not )?[^,;]{0,80}$")
# "Proposed that the ministers meet" is a wish; "said that they meet" is none.
THAT_THEY = re.compile(
    r"\b(?:propos|suggest|recommend|urg|demand|ask|insist|request)\w* "
    r"(?:(?:on |last )?\w+day )?that [^;]{0,120}$"
)
# "It is expected that they will meet".
EXPECTED_THAT = re.compile(
    r"\b(?:expect(?:s|ed)|likely|believe[sd]|hope[sd]?|thought|anticipated|rumou?red|speculated"
    r"|speculation)(?:, [^,;]{1,60},)? that [^;]{0,120}$"
)
# What is suggested of people, they do not yet plan: "suggested that they could meet".
SUGGESTED = re.compile(r"\b(?:suggest|propos|recommend|urg|demand|float|moot)\w*\b[^;]{0,120}$")


def mood_of_verb(clause: str, start: int, end: int, depth: int = DEPTH) -> Mood | None:
    """Return what a verb at [``start``, ``end``) of a clause says; None where it says nothing."""
    if _is_undone(clause, start, end):
        return Mood.OFF
    found = _of_auxiliary(clause, start, depth)
    if found is not None:
        return found
    verb = clause[start:end].partition(" ")[0]
    if verb.endswith("ing"):
        return _of_gerund(clause, start, depth)
    if verb in PAST or verb.endswith("ed"):
        return Mood.DONE
    return _of_present(clause, start, depth)


def _is_undone(clause: str, start: int, end: int) -> bool:
    """Tell whether a verb is denied of what was to be; a mere "will not meet" is no such word."""
    denied = UNDONE.search(clause, max(0, start - REACH), start)
    if denied is None:
        return False
    words = denied.group()
    return "no longer" in words or (
        NOT.search(words) is not None and AS_PLANNED.search(clause, end, end + FAR) is not None
    )


def _of_present(clause: str, start: int, depth: int) -> Mood:
    """Read a bare "meet": one that a conjunction puts off, that shares an auxiliary, or plain."""
    low, far = max(0, start - REACH), max(0, start - FAR)
    seen = SEEN.search(clause, max(0, start - GOVERNOR_REACH), start)
    if seen is not None and depth:
        return mood_of_verb(clause, seen.start(1), seen.end(1), depth - 1) or Mood.DONE
    if THAT_THEY.search(clause, far, start):
        return Mood.WISHED
    if WHEN.search(clause, low, start) or UNDER_FUTURE.search(clause, far, start):
        return Mood.PLANNED
    if JOINED.search(clause, low, start):
        return _of_shared(clause, start, depth) or Mood.PRESENT
    return Mood.PRESENT


def _of_auxiliary(clause: str, start: int, depth: int) -> Mood | None:
    """Read the auxiliaries that stand right before a position, or the "to"."""
    low = max(0, start - REACH)
    to = INFINITIVE.search(clause, low, start)
    aux = AUXILIARIES.search(clause, low, start)
    if to is not None and (aux is None or aux.start() >= to.start()):
        return _of_infinitive(clause, to.start(), depth)
    if aux is None:
        return None
    far = clause[max(0, start - FAR) : aux.start()]
    if aux.lastgroup in OPEN:
        return _of_open(clause, aux, start, far)
    if DOUBT.search(clause, aux.start(), start):
        return Mood.LIKELY
    if HAVE.match(aux.group()) and TO_BE_DONE.search(far):
        return Mood.PLANNED
    return Mood(str(aux.lastgroup))


def _of_open(clause: str, aux: re.Match[str], start: int, far: str) -> Mood:
    """Read an auxiliary of what is to come by what is said before it, ``far``, and around it."""
    is_expected = aux.lastgroup == "planned" and EXPECTED_THAT.search(far) is not None
    if WHETHER.search(far):
        return Mood.WISHED
    if is_expected or DOUBT.search(clause, aux.start(), start) or DOUBTED.search(far):
        return Mood.LIKELY
    if aux.lastgroup != "planned" and SUGGESTED.search(far):
        return Mood.WISHED
    if aux.lastgroup == "would":
        is_told = REPORTED.search(clause) or BE_MEETING.match(clause, aux.start())
        return Mood.PLANNED if is_told else Mood.LIKELY
    return Mood(str(aux.lastgroup))


def _of_infinitive(clause: str, start: int, depth: int) -> Mood:
    """Read "to meet" by what governs it, the nearest governor before; alone it is a plan."""
    low = max(0, start - GOVERNOR_REACH)
    if SAID_TO.search(clause, low, start) and not clause.startswith("to have", start):
        return Mood.LIKELY
    governors = list(GOVERNORS.finditer(clause, low, start))
    if not governors or depth == 0:
        return Mood.PLANNED
    return mood_of_governor(clause, governors[-1], depth)


def mood_of_governor(clause: str, governor: re.Match[str], depth: int = DEPTH) -> Mood:
    """Return what a governing word says, weakened by its own auxiliaries: "may agree to"."""
    over = _right_before(clause, governor)
    if over is not None and depth:
        return mood_of_governor(clause, over, depth - 1)
    own = MOODS[str(governor.lastgroup)]
    if own in OFF and KEPT.search(clause, max(0, governor.start() - KEPT_REACH), governor.start()):
        return Mood.PLANNED
    above = _of_auxiliary(clause, governor.start(), depth - 1) if depth else None
    if above not in (Mood.WISHED, Mood.LIKELY, Mood.PLANNED):
        return own
    return min(own, above, key=lambda mood: CERTAINTY[mood])


def _right_before(clause: str, governor: re.Match[str]) -> re.Match[str] | None:
    """Return the governor of a governor: "scrapped" of "plans", "finalising" of "arrangements"."""
    low, end = max(0, governor.start() - GERUND_REACH), governor.start()
    before = [found for found in GOVERNORS.finditer(clause, low, end) if found.end() == end - 1]
    return before[-1] if before else None


def _of_gerund(clause: str, start: int, depth: int) -> Mood | None:
    """Read "holding" by the word before it: "after holding", "considering holding"."""
    low = max(0, start - REACH)
    if AFTER.search(clause, low, start):
        return Mood.DONE
    if DISCUSSED.search(clause, low, start):
        return Mood.WISHED
    governors = list(GOVERNORS.finditer(clause, max(0, start - GERUND_REACH), start))
    if governors and depth:
        return mood_of_governor(clause, governors[-1], depth)
    return Mood.PLANNED if BEFORE.search(clause, low, start) else None


def _of_shared(clause: str, start: int, depth: int) -> Mood | None:
    """Read a verb joined to another by that one's auxiliary: "will fly to Rome and meet"."""
    low = max(0, start - GOVERNOR_REACH)
    shared = list(SHARED.finditer(clause, low, start))
    shared = shared or list(SHARED_TO.finditer(clause, low, start))
    if not shared or FINITE_BETWEEN.search(clause, shared[-1].end(), start):
        return None
    return _of_auxiliary(clause, shared[-1].end(), depth)
