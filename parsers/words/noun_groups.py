"""What the words around a noun make of the meeting it names: "ahead of talks", "talks are off".

Asked are the word that governs it from the left, the words that stand before it, and the verb
that it is the subject of. It reads words alone, in lower case.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers.words.governors import AS_PLANNED, GOVERNORS, MAY, MOODS, OFF_BEFORE, Mood
from parsers.words.phrases import phrases
from parsers.words.predicates import predicate
from parsers.words.verb_groups import mood_of_governor, mood_of_verb
from parsers.words.vocabularies import Sought

WALK = 9  # words from a noun back to what governs it
REACH = 130  # characters before a noun in which that stands
JUMP = 200  # characters from "host", its guests between, to "for talks"
NEAR = 110  # characters from "met" to "at a meeting"

WORD = re.compile(r"[\w'’+-]+|[^\w\s]")
STOPS = frozenset(',;:()–—"“”.!?')
DETERMINERS = frozenset("the a an this these their its his her our any".split())
WEEKDAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day")
# "Announced the holding of a summit": a noun, governed as the summit would be.
THE_HOLDING = re.compile(r"\bthe (?:holding|hosting|convening|opening)$")
TEMPORAL = re.compile(
    r"\b(?:(?P<planned>confirm\w* (?:its|his|her|their) (?:participation|attendance) (?:in|at)"
    r"|ahead of|before|prior to|dates? (?:fixed|set|agreed|chosen|announced) for"
    r"|(?:run-?\s?up|lead-?\s?up|build-?\s?up) to"
    r"|eve of|in preparation for|until)"
    r"|(?P<done>after|following|since|emerged from|(?:in the )?wake of|(?:end|close) of"
    r"|heels of|outcomes? of|results? of)"
    r"|(?P<matrix>at|during|in|on the (?:sidelines|margins) of|through|via|by|as part of))$",
)
JUMPS = frozenset({"for", "to", "about", "into", "toward", "towards"})
OCCUR = phrases(
    r"""
    hold|holds|held|holding|host(?:s|ed|ing)?|co-host(?:s|ed|ing)?|attend(?:s|ed|ing)?
    have|has|had|having|conduct(?:s|ed|ing)?|took|takes?|taking|organi[sz](?:es?|ed|ing)
    conven(?:es?|ed|ing)|call(?:s|ed|ing)|chair(?:s|ed|ing)?|co-chair(?:s|ed|ing)?
    join(?:s|ed|ing)?|address(?:es|ed|ing)?|wrap(?:s|ped|ping)? up|conclud(?:es?|ed|ing)
    end(?:s|ed|ing)|finish(?:es|ed|ing)?|open(?:s|ed|ing)?|beg(?:in|ins|an|un|inning)
    (?:went|gone|go|goes|going) (?:straight |right )?into|enter(?:s|ed|ing)?
    start(?:s|ed|ing)?|resum(?:es?|ed|ing)|complet(?:es?|ed|ing)|receiv(?:es?|ed|ing)
    us(?:e|es|ed|ing)
    (?:return|returns|returned|returning|come|came|go|went|gone) (?:back )?to
    """,
)
GATHER = phrases(
    r"""
    (?:met|meet|meets|come|came|get|got) together|met|meet|meets
    gather(?:s|ed|ing)?|sat down|sit down|sits down|assembl(?:es?|ed|ing)
    hold|holds|held|holding|host(?:s|ed|ing)?|attend(?:s|ed|ing)?|receiv(?:es?|ed|ing)
    conven(?:es?|ed|ing)|welcom(?:es?|ed|ing)|join(?:s|ed|ing)?|brought|bring(?:s|ing)?
    t(?:ake|akes|ook|aking) part|participat(?:es?|ed|ing)
    """,
)
# "Cairo was the venue of the talks": the place is told as the subject.
VENUES = frozenset("venue scene setting site seat stage host hosts guest guests".split())
VENUE = re.compile(r"\b(?:venue|scene|setting|site|seat|stage|hosts?|guests?)\b")
TO_BE_VENUE = re.compile(
    r"\b(?P<be>was|were|is|are|be|been|becomes?|became|serv(?:es?|ed|ing)|act(?:s|ed|ing)?"
    r"|provid(?:es?|ed|ing)) (?:\w+ly |again |also |as ){0,3}(?:(?:the|a|an|its) )?"
    r"(?:\w+ )?$",
)
CHOSEN = re.compile(
    r"\b(?:(?P<planned>chosen|picked|named|selected|confirmed)|(?P<wished>proposed|suggested|offered))"
    r" as (?:the|a|its) $"
)
# Who leaves the venue has met there.
AT_VENUE = re.compile(r"\b(?:left|leav(?:es?|ing)|enter\w*|arriv\w+ at) (?:the|their) (?:\w+ )?$")
# "For what was their second meeting", "the talks with A and B, which were held on Monday".
WHAT_WAS = re.compile(
    r"\bwhat (?:(?P<done>was|were)|(?P<planned>(?:will|would|is to) be)) (?:[\w'’-]+ ){0,6}$"
)
_TAKEN_PLACE = r"(?:held|convened|hosted|chaired|attended)"
WHICH_WAS = re.compile(
    r"(?:(?!\b(?:summit|meeting|talks|conference|session|visit|forum|war|exercise)\b)[^,;.]){0,110},"
    rf" which (?:(?P<done>took place|(?:was|were|has been|have been) {_TAKEN_PLACE})"
    r"|(?P<planned>(?:will|(?:is|are) (?:due |set |scheduled )?to) "
    rf"(?:take place|be {_TAKEN_PLACE})))\b"
)
IS = frozenset({"is", "are", "becomes", "become"})
WAS = frozenset({"was", "were", "became"})
# What stands before a noun and tells of its meeting: "the planned summit".
MODIFIERS = {
    **dict.fromkeys("cancelled canceled aborted scrapped shelved abandoned".split(), Mood.OFF),
    **dict.fromkeys("postponed delayed deferred".split(), Mood.PUT_OFF),
    **dict.fromkeys(
        "proposed mooted possible potential prospective suggested would-be".split(), Mood.WISHED
    ),
    **dict.fromkeys("expected likely anticipated hoped-for tentative".split(), Mood.LIKELY),
    **dict.fromkeys(
        """upcoming forthcoming planned scheduled coming impending looming future next approaching
        slated tomorrow's tomorrow’s""".split(),
        Mood.PLANNED,
    ),
    **dict.fromkeys(
        """recent concluded just-concluded recently-concluded ongoing yesterday's
        yesterday’s""".split(),
        Mood.DONE,
    ),
}
# Who is "asked about the talks" is not asked to hold them.
ASKED = re.compile(r"\b(?:asked|asking|questions?|question(?:ed)?) (?:\w+ ){0,3}about$")
# What somebody speaks of, and nobody has announced: "what he said about a 'trilateral summit'".
MENTIONED = re.compile(
    r"\b(?:said|says?|saying|talk|talked|talking|speculation|rumou?rs?|reports?|remarks?|comments?"
    r"|hints?|hinted|questions?) (?:about|of|on) (?:an?|any|another|possible) ?[\"“]?$",
)
# "Are meeting" is a verb, and so is ", meeting in Rome,".
PROGRESSIVE = re.compile(r"\b(?:is|are|was|were|be|been|['’]re)(?: \w+ly| now| also| again)? $")
PARTED = re.compile(
    r"\b(?:(?P<put_off>put|puts|putting|push(?:es|ed|ing)?)|(?P<off>call(?:s|ed|ing)?))"
    r" (?:[\w'’+-]+ ){0,6}$"
)
PARTICLE = re.compile(r" (?:(?:with|of|between|in|on) [^,;]{0,60})?(?:off|back)\b")
NONE = re.compile(r"\bbe no (?:\w+ ){0,3}$")
IS_AT = re.compile(r"\b(?:is|are|['’]re)(?: \w+ly| now| also| still| both| all)? $")
TO_BE_AT = re.compile(r"\bto (?P<be>be) (?:present )?$")
PARTICIPLE = re.compile(
    r"(?:^|, )meeting (?:in|on|at|for|with|via|here|today|by|under|behind|for)\b"
)
# Talks to set up other talks are none yet.
ARRANGED = re.compile(
    r" (?:to (?:arrange|organi[sz]e|set up|convene|hold|host)"
    r"|(?:on|about|over) (?:holding|hosting|arranging|an? (?:possible |potential )?"
    r"(?:meeting|summit)))\b"
)
FUTURE = re.compile(
    rf"\b(?:(?:will|would|shall|going to|{MAY}|might|could)\b(?! have)"
    r"|(?:is|are|was|were) (?:due|set|expected|likely|scheduled|slated|poised|about|hoping"
    r"|planning)? ?to\b|(?:plan|hope|intend)s? to\b)|['’]ll\b",
)
PAST = re.compile(
    r"\b(?!united|need|proposed|planned|scheduled|expected|so-called|armed|indeed|postponed)"
    r"(?<!\bbe )(?<!being )(?:\w{3,}ed|said|told|met|held|took|made|gave|brought"
    r"|put|led|sent|spent|won|drew|wrote|came|went|saw|spoke|began|sat|laid|was|were|has|have|had)\b",
)


# A verb that leaves open, or only weakens, what a modifier says: "a possible summit could".
OPEN = frozenset({None, Mood.PRESENT, Mood.ONGOING, Mood.LIKELY})


@dataclass(frozen=True, slots=True)
class _Governed:
    """What stands to the left of a noun; ``is_loose`` where a mere "at" leads to it."""

    mood: Mood | None = None
    modifier: Mood | None = None
    is_loose: bool = False


def mood_of_noun(clause: str, start: int, end: int) -> Mood | None:
    """Return what is said of the meeting that a noun names; None where nothing is.

    A short name in brackets stands where the full one does: "the consultations (AUKMIN)".
    """
    if clause[start - 1 : start] == "(" and clause[end : end + 1] == ")":
        start, end = max(0, start - 2), end + 1
    if ARRANGED.match(clause, end):
        return Mood.WISHED
    if clause[start:end] in ("meeting", "gathering"):
        low = max(0, start - 20)
        if PROGRESSIVE.search(clause, low, start):
            return mood_of_verb(clause, start, end)
        if PARTICIPLE.search(clause, low, end + 9):
            return _of_matrix(clause, start, end)
    told = _parted(clause, start, end) or _told_apart(clause, start, end)
    if told is not None:
        return told
    if NONE.search(clause, max(0, start - 40), start) and AS_PLANNED.search(clause, end):
        return Mood.OFF
    right, is_off = predicate(clause, end)
    return right if is_off else _weighed(_governed(clause, start), right)


def _parted(clause: str, start: int, end: int) -> Mood | None:
    """Read a verb whose two words stand around the noun: "put their talks off"."""
    verb = PARTED.search(clause, max(0, start - 70), start)
    if verb is None or PARTICLE.match(clause, end) is None:
        return None
    return Mood(str(verb.lastgroup).replace("_", " "))


def _told_apart(clause: str, start: int, end: int) -> Mood | None:
    """Read the verb of a relative clause: "what was their second meeting", "which was held"."""
    said = WHAT_WAS.search(clause, max(0, start - 60), start) or WHICH_WAS.match(clause, end)
    return Mood(str(said.lastgroup)) if said is not None else None


def _weighed(left: _Governed, right: Mood | None) -> Mood | None:
    """What governs a noun goes before its verb, and its verb before what describes it."""
    if left.mood in (Mood.PRESENT, Mood.ONGOING) and left.modifier is not None:
        return left.modifier
    if left.mood is not None and not left.is_loose:
        return left.mood
    is_next = left.is_loose and left.modifier is Mood.PLANNED
    if left.is_loose and not is_next:
        return right if right is Mood.PLANNED and left.mood is not Mood.DONE else left.mood
    if left.modifier is Mood.PLANNED and right is Mood.LIKELY:
        return right
    if left.modifier is not None and (right in OPEN or is_next):
        return left.modifier
    return right


def _governed(clause: str, start: int) -> _Governed:
    """Walk from a noun to the left until a word governs it."""
    words = list(WORD.finditer(clause, max(0, start - REACH), start))
    modifier: Mood | None = None
    left = WALK
    for back, word in enumerate(reversed(words[-WALK:])):
        if MENTIONED.search(clause, max(0, word.end() - REACH), word.end()):
            return _Governed(Mood.WISHED, modifier)
        if word.group() in STOPS or word.group() == "that" or left == 0:
            break
        is_when = word.group() == "on" and WEEKDAY.match(clause, word.end() + 1) is not None
        left = left if is_when else _left(left, word.group())
        before = words[-back - 2].group() if back + 1 < len(words) else ""
        is_modifier = word.group() in MODIFIERS and (before in DETERMINERS or "'" in before)
        if is_modifier or word.group() in ("upcoming", "forthcoming", "next", "possible"):
            modifier = modifier or MODIFIERS[word.group()]
            continue
        found = _at(clause, word)
        if found is not None:
            return _Governed(found.mood, modifier, found.is_loose)
    off = OFF_BEFORE.search(clause, max(0, start - REACH), start)
    return _Governed(MOODS[str(off.lastgroup)] if off else None, modifier)


def _left(left: int, word: str) -> int:
    """Return how many words to go on: past a determiner the next one governs."""
    if word == "of":
        return WALK
    if WEEKDAY.fullmatch(word.removesuffix("'s").removesuffix("’s")):
        return left
    return 1 if word in DETERMINERS else left - 1


def _at(clause: str, word: re.Match[str]) -> _Governed | None:
    """Return what a word says of what follows it; None where it governs nothing."""
    low, end = max(0, word.start() - REACH), word.end()
    occurs = _ending(OCCUR, clause, word)
    if occurs is not None and THE_HOLDING.search(clause, low, end):
        return None
    if occurs is not None:
        return _Governed(mood_of_verb(clause, occurs.start(), occurs.end()) or Mood.DONE)
    governor = _ending(GOVERNORS, clause, word)
    if governor is not None:
        return _Governed(mood_of_governor(clause, governor))
    venue = _of_venue(clause, word.start()) if word.group() in VENUES else None
    if venue is not None:
        return _Governed(venue)
    temporal = TEMPORAL.search(clause, low, end)
    return _at_time(clause, temporal) if temporal is not None else _at_jump(clause, word)


def _at_time(clause: str, temporal: re.Match[str]) -> _Governed:
    """Read "ahead of", "after" and "at"."""
    if temporal.lastgroup == "matrix":
        mood = _of_matrix(clause, temporal.start(), temporal.end())
        return _Governed(mood, is_loose=True)
    return _Governed(Mood(temporal.lastgroup or ""))


def _at_jump(clause: str, word: re.Match[str]) -> _Governed | None:
    """Read a "for" or "to" by the verb that stands farther off."""
    if word.group() not in JUMPS:
        return None
    low = max(0, word.start() - REACH)
    is_question = ASKED.search(clause, low, word.end()) is not None
    return _Governed(None if is_question else _jumped(clause, word.start()))


def _ending(pattern: Sought, clause: str, word: re.Match[str]) -> re.Match[str] | None:
    """Return the match of a pattern that ends with a word."""
    low, end = max(0, word.start() - 20), word.end()
    return next(
        (
            match
            for match in pattern.finditer(clause, low, end)
            if match.end() == end and match.start() <= word.start()
        ),
        None,
    )


def _of_venue(clause: str, start: int) -> Mood | None:
    """Read "was the venue of" by its verb; None where a venue is only named."""
    chosen = CHOSEN.search(clause, max(0, start - 40), start)
    if chosen is not None:
        return Mood(str(chosen.lastgroup))
    be = TO_BE_VENUE.search(clause, max(0, start - 40), start)
    if be is None:
        return Mood.DONE if AT_VENUE.search(clause, max(0, start - 40), start) else None
    if be["be"] in WAS:
        return Mood.DONE
    if be["be"] in IS:
        return Mood.PRESENT
    return mood_of_verb(clause, *be.span("be"))


def _jumped(clause: str, end: int) -> Mood | None:
    """Read "host the ministers of A and B for talks" by its verb, over the objects between."""
    low = max(0, end - JUMP)
    venues = list(VENUE.finditer(clause, low, end))
    venue = _of_venue(clause, venues[-1].start()) if venues else None
    if venue is not None:
        return venue
    verbs = [found for found in GATHER.finditer(clause, low, end) if not _is_host(clause, found)]
    governors = list(GOVERNORS.finditer(clause, low, end))
    if verbs and (not governors or verbs[-1].end() >= governors[-1].end()):
        return mood_of_verb(clause, *verbs[-1].span())
    return mood_of_governor(clause, governors[-1]) if governors else None


def _is_host(clause: str, found: re.Match[str]) -> bool:
    """Tell whether "host" is who hosts: "the host", "host is the premier"."""
    before = clause[max(0, found.start() - 8) : found.start()].split()
    return found.group() in ("host", "hosts") and (not before or before[-1] in DETERMINERS)


def _of_matrix(clause: str, start: int, end: int) -> Mood:
    """Read "at a meeting" by the verb group nearest to it, one before counting as nearer."""
    if IS_AT.search(clause, max(0, start - 25), start):
        return Mood.ONGOING
    to_be = TO_BE_AT.search(clause, max(0, start - 25), start)
    if to_be is not None:
        return mood_of_verb(clause, to_be.start("be"), to_be.end()) or Mood.PLANNED
    gathers = list(GATHER.finditer(clause, max(0, start - NEAR), start))
    mood = mood_of_verb(clause, *gathers[-1].span()) if gathers else None
    if mood not in (None, Mood.PRESENT, Mood.ONGOING):
        return mood
    before = [
        (match.end(), mood)
        for pattern, mood in ((FUTURE, Mood.PLANNED), (PAST, Mood.DONE))
        for match in pattern.finditer(clause, max(0, start - REACH), start)
    ]
    if before:
        return max(before)[1]
    after = [
        (match.start(), mood)
        for pattern, mood in ((FUTURE, Mood.PLANNED), (PAST, Mood.DONE))
        if (match := pattern.search(clause, end, end + REACH)) is not None
    ]
    if after:
        return min(after)[1]
    return mood or (Mood.PRESENT if clause[:start].strip() else Mood.DONE)
