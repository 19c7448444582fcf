"""What governs a time expression: a meeting, a word of saying, "since", or a dateline.

It looks only at the words around the expression, in the same sentence; which meeting the time
belongs to is not its question.
"""

from __future__ import annotations

import re
from functools import lru_cache

from parsers.model import Precision
from parsers.times.calendar_words import GAP, S
from parsers.times.calendars import Tense
from parsers.times.periods import MEETING_NOUN, MODIFIER
from parsers.times.sightings import Sighting, TimeRole
from parsers.words.vocabularies import Vocabulary

# How far around an expression its governors are looked for, in characters.
REACH = 100
RECENT = 128  # clauses of which it is remembered how they look on

SAYING = (
    r"(?:said|says|say|told|tells|announced|announces|stated|confirmed|confirms|reported|"
    r"reports|declared|disclosed|revealed|bared|divulged|wrote|tweeted|posted|quoted|added|noted|warned|claimed|"
    r"denied|commented|hinted|informed|briefed|condemned|urged|vowed|saying)"
)
EVENT_WORDS = (
    r"(?:met|meet(?:s|ing)?|hold(?:s|ing)?|held|host(?:s|ed|ing)?|visit(?:s|ed|ing)?|arriv\w+|"
    r"travel\w*|gather\w*|conven\w+|took|takes?|taking|agree[ds]?|sign(?:s|ed|ing)?|began|begins?|"
    r"concluded?|ended|ends|opened|attend\w*|join(?:s|ed)|will|would|shall|might|could|should|has|"
    r"had|have|was|were|is|are|been|be|that|discuss\w*|spoke|launched|conducted|carried|left|"
    r"flew|scheduled|planned|due|set|expected|slated|summoned|called|received|welcomed)"
)
EVENT = Vocabulary(rf"\b{EVENT_WORDS}\b", re.IGNORECASE)
LAST_SAYING = Vocabulary(rf"\b(?P<verb>{SAYING})\b(?P<between>[^.;:]*)$", re.IGNORECASE)
# Who is told may be anybody, in a few words.
TOLD = frozenset({"told", "tells", "informed", "briefed"})
LONGEST_AUDIENCE = 6
# ", said the ministry's spokesman X last Thursday": who says it stands behind the verb.
INVERTED = re.compile(
    rf"[,\"\u201d\u2019]\s{{0,2}}{SAYING}\s(?:(?:the|an?)\s)?(?=[A-Z]|\w+['’]s)"
    r"(?:[\w.'\u2019-]+,?\s){1,12}(?:(?:on|late|early|last)\s){0,2}$"
)
# What may stand between a word of saying and its day: to whom, where, in which paper.
AUDIENCE = re.compile(
    r"^\W*(?:(?:reporters|journalists|the press|parliament|lawmakers|media|[\w ]{0,20}?"
    r"(?:agency|television|newspaper|radio|service|conference|committee|briefing))\b)?"
    r"(?:[\w' ]{0,40}?(?:statement|release|tweet|post|interview|speech|report|address|message|"
    r"remarks)\b)?(?:\s*\b(?:in|at|here|late|early|from|via|through)\b[\w ,'-]{0,40}?)?"
    r"\s*(?:\b(?:on|late|early|earlier|in)\b\s*)*(?:the\s*)?$",
    re.IGNORECASE,
)
# "announced the visit on Monday" dates the words; "announced a meeting on Monday" the meeting.
ANNOUNCED = Vocabulary(
    r"\b(?:announced|confirmed|disclosed|revealed|denied|condemned)\s+"
    r"(?:the|this|their|its|his|her)\s(?:(?!to\b)[\w-]+\s){1,4}on\s+$",
    re.IGNORECASE,
)
PUBLISHED = Vocabulary(
    r"(?<!joint )\b(?:statement|press release|communiqu\w+|tweet|posting|post on \w+|interview|"
    r"speech|news conference|press conference|briefing|remarks|editorial|commentary|"
    r"released|published|issued|posted|updated|printed)\b[\w ]{0,20}?\s*\b(?:on|late|dated)?\s*$",
    re.IGNORECASE,
)
SAID_NEXT = re.compile(
    rf"^,?\s+(?:(?:also|again|[a-z]+ly)\s+){{0,2}}{SAYING}\b(?!\s+(?:to\s+have|by)\b)",
    re.IGNORECASE,
)
# "The ministers, who met on Tuesday, said": the comma ends what tells who they are.
TELLS_WHO = re.compile(r", (?:who|which|where)\b[^,;]*$", re.IGNORECASE)
SUBJECT_SAID = re.compile(rf"^,?\s+(?P<subject>(?:[\w'.-]+\s+){{1,8}}?){SAYING}\b", re.IGNORECASE)
EVENT_NEXT = re.compile(
    rf"^(?!\s+that\b),?\s+(?:also\s+|[a-z]+ly\s+)?{EVENT_WORDS}\b", re.IGNORECASE
)
MEETING_NEXT = re.compile(
    rf"^(?P<own>['\u2019]s?)?{GAP}(?:{MODIFIER}{GAP}){{0,3}}?{MEETING_NOUN}\b", re.IGNORECASE
)
IN_MEETING = Vocabulary(rf"(?<!news )(?<!press )\b{MEETING_NOUN}\s+(?:on\s+)?$", re.IGNORECASE)
# "Sunday's Yomiuri says" dates a paper.
PAPER_NEXT = re.compile(
    r"^['\u2019]s?\s+(?:[\w'\u2019-]+\s+){1,4}?(?:said|says?|report(?:s|ed)|"
    r"wr(?:ites|ote)|quot(?:es|ed)|has it)\b",
    re.IGNORECASE,
)
# "On Wednesday, the ministry said": a subject may follow only where the time opens the sentence.
SENTENCE_START = re.compile(
    r"^\W*(?:(?:and|but|also|earlier|later|late|early|on|in|the)\s+){0,3}$", re.IGNORECASE
)
# "said on Thursday at its first summit": who speaks there meets there.
AT_MEETING = re.compile(
    rf"^{GAP}(?:at|during|after|following){GAP}(?:(?:the|an?|its|their|his|her|this){GAP})?"
    rf"(?:(?!news\b|press\b){MODIFIER}{GAP}){{0,4}}?{MEETING_NOUN}\b",
    re.IGNORECASE,
)
# "a March 20 news release", "the June 3 interview": the date of the text, not of an event.
PUBLICATION_NEXT = re.compile(
    rf"^{GAP}(?:(?!joint\b){MODIFIER}{GAP}){{0,2}}?(?:statements?|press release|news release|tweet|"
    r"interview|speech|article|report|letter|announcement|posting|(?:press|news) "
    r"(?:conference|briefing))\b",
    re.IGNORECASE,
)
# "since Biden took office on January 20" bounds and is no meeting's day.
IN_OFFICE = (
    r"since(?:\s+[\w.]+){0,3}?\s+(?:took|taking|assum\w+|came\s+to|coming\s+to|entering)\s+"
    r"(?:office|power)(?:\s+[\w]+){0,2}?\s+(?:in|on)"
)
# "ahead of the June 5 meeting": an article or possessive makes the date an attribute.
ATTRIBUTE = re.compile(
    r"(?:\b(?:the|a|an|its|their|his|her|this|that|our|after|before|since|following|for|of)|'s)\s+$",
    re.IGNORECASE,
)
ATTRIBUTE_OF = re.compile(r"^\s*(?:the|a|its|their|his|her|this|that)\b", re.IGNORECASE)
BOUND = Vocabulary(
    rf"\b(?P<word>{IN_OFFICE}|since|by|until|till|before|after|prior to|ahead of|as of|"
    r"no later than|not later than|up to|up until|not before|no earlier than|following|through)\s+"
    r"(?:(?:about|around|at least|as early as|the|early on|late on|on)\s+){0,2}$",
    re.IGNORECASE,
)
SINCE = re.compile(r"^since\b.*", re.DOTALL)
STARTING = Vocabulary(
    r"\b(?P<word>from|starting|beginning)\s+(?:in\s+|the\s+){0,2}$", re.IGNORECASE
)
OTHER_EVENT = re.compile(
    rf"^{GAP}(?:{MODIFIER}{GAP}){{0,2}}?(?:attacks?|coup|riots?|massacre|uprising|movement|revolution|"
    r"invasion|war|earthquake|tsunami|protests|elections?|referendum|vote)\b",
    re.IGNORECASE,
)
DATELINE_BEFORE = re.compile(r"^\W*(?:[A-Z][\w.'\u2019]*[\s,/()-]+|(?:de|of|the|and|al)\s){0,8}$")
BRACKET = re.compile(r"\s*[(\[]$")  # "(Sept. 21, 2015) The agreement ..."
DATELINE_AFTER = re.compile(
    rf"^[\s,)]{{0,3}}(?:\([^()\n]{{2,40}}\)|/[A-Z][\w .-]{{1,30}}/"
    rf"|{S}[A-Z][A-Za-z]{{1,14}}{S}(?=[-\u2013\u2014:]))?"
    r"\s{0,3}(?P<dash>--|[-\u2013\u2014:])?"
)
IN_CREDIT = re.compile(r"\([^()\n]{2,60}(?:-|/|\u2013|,)\s*$")
AGENCY = re.compile(r"^[\s,.]{0,3}(?:\([A-Z][^()\n]{1,40}\)|/[A-Z][\w .-]{1,30}/)")

LOOKS_AHEAD = Vocabulary(
    r"\b(?:(?:will|shall|won't|would)(?:\s+\w+){0,2}|"
    r"to (?:be|meet|hold|visit|host|attend|travel|convene|discuss|begin|start|"
    r"gather|take|co-host|join|sign|arrive|fly|go|come|head|open|launch|receive|welcome|"
    r"speak|talk|confer|dine|return|leave|depart)|(?:postponed|moved|rescheduled|put off|"
    r"brought forward|delayed) (?:to|until|till|from)|"
    r"scheduled|planned|plans?|planning|due|expected|slated|set|intends?|upcoming|tentatively|"
    r"going to|ahead of|tomorrow|next|coming|(?:is|are|was|were) (?:due |set )?to)\b",
    re.IGNORECASE,
)
LOOKS_BACK = Vocabulary(
    r"\b(?:met|held|visited|was|were|had|hosted|attended|arrived|began|concluded|ended|gathered|"
    r"convened|discussed|signed|spoke|took|travelled|traveled|flew|came|opened|wrapped|joined|"
    r"received|welcomed|talked|kicked|launched|conducted|last|yesterday|did|co-hosted|"
    r"inaugurated|said|told|decided|agreed|resolved|announced|approved|declared)\b",
    re.IGNORECASE,
)
LOOKS_ON = Vocabulary(
    r"\b(?:(?:meet|attend|host|visit|travel|head|leave|arrive|return|begin|start|open|gather|"
    r"convene|hold|join|take|depart|receive|welcome|end|conclude|close|dine|confer)s?|go|goes|"
    r"fly|flies)\b",
    re.IGNORECASE,
)
# What leaves no doubt which way a clause looks, whatever its sentence tells besides.
SURELY_AHEAD = Vocabulary(
    r"\b(?:will|shall|(?:is|are) (?:(?:also|now|then) )?(?:(?:due|set|scheduled|slated|going) )?to)"
    r"\b"
    r"|['\u2019]ll\b|\bbeing (?:arranged|planned|prepared|organi[sz]ed|eyed) for\b"
    r"|\b(?:begins|starts|opens|convenes|takes place|kicks off|gets under ?way)\b",
    re.IGNORECASE,
)
SURELY_BACK = Vocabulary(
    r"(?<!be )(?<!is )(?<!are )(?<!being )"
    r"(?<!have )(?<!have been )\b(?:met|held|visited|hosted|arrived|gathered|"
    r"convened|concluded|ended|wrapped|travelled|traveled|flew|came|landed|departed|left|received|"
    r"welcomed|took|kicked|opened|began|spoke)\b|\bdid(?: not|n['\u2019]t) \w+\b",
    re.IGNORECASE,
)
# "Monday's summit was put off" says nothing of whether Monday is past.
WAS_OR_DID = Vocabulary(
    r"\b(?:(?:was|were)(?! (?:now |again )?(?:called off|cancel|postpon|put off|shelved|scrapped|"
    r"delayed|deferred|moved|rescheduled|dropped|axed|abandoned|pushed))|did)\b|"
    rf"{SURELY_BACK.pattern}",
    re.IGNORECASE,
)
CLAUSE = re.compile(
    r"[;:\u201c\u201d\"]|, (?:who|which|where|while|and|but|after|before)\b"
    r"|\b(?:to (?:prepare|lay|pave|plan|arrange|organi[sz]e)|ahead of)\b"
)


def role_of(sentence: str, sighting: Sighting) -> tuple[TimeRole, str]:
    """Return the role of ``sighting`` in ``sentence``, and the word that gives it."""
    if sighting.role is not TimeRole.POINT:
        return sighting.role, sighting.governed_by
    if is_dateline(sentence, sighting):
        return TimeRole.SPEECH, "dateline"
    before = sentence[max(0, sighting.start - REACH) : sighting.start]
    after = sentence[sighting.end : sighting.end + REACH]
    if OTHER_EVENT.match(after):
        return TimeRole.AGE_OR_NAME, ""
    bound = BOUND.search(before)
    if not _is_of_meeting(sentence, sighting, before, after):
        if bound:
            return TimeRole.BOUND, SINCE.sub("since", bound["word"].lower())
        if _is_spoken(sentence, sighting, before, after):
            return TimeRole.SPEECH, "said"
    return TimeRole.POINT, ""


def opens(sentence: str, sighting: Sighting, precision: Precision | None) -> str:
    """Return the word that makes a month or year the start of an open time ("from 2021 on")."""
    if precision not in {Precision.MONTH, Precision.YEAR}:
        return ""
    before = sentence[max(0, sighting.start - REACH) : sighting.start]
    found = STARTING.search(before)
    return found["word"].lower() if found else ""


def is_dateline(sentence: str, sighting: Sighting) -> bool:
    """Say whether ``sighting`` is the date of a dateline ("TOKYO, March 15 (Kyodo) -")."""
    if not DATELINE_BEFORE.match(sentence[: min(sighting.start, REACH)]):
        return False
    if sighting.start > REACH or not any(
        c.isdigit() for c in sentence[sighting.start : sighting.end]
    ):
        return False
    after = sentence[sighting.end : sighting.end + REACH]
    match = DATELINE_AFTER.match(after)
    if BRACKET.match(sentence[: sighting.start]) and after[:1] in {")", "]"}:
        return True
    if IN_CREDIT.search(sentence[: sighting.start]) and after.startswith(")"):
        return True
    return bool(AGENCY.match(after) or (match and match["dash"] and sighting.start > 0))


def tense_of(sentence: str, sighting: Sighting) -> Tense:
    """Return the tense that the words before ``sighting``, in its clause, speak in.

    The nearest word decides; the present, as news uses it, is unknown.
    """
    clause = _clause_before(sentence, sighting)
    ahead, back, present = (_last(cue, clause) for cue in (LOOKS_AHEAD, LOOKS_BACK, LOOKS_ON))
    if ahead > back and ahead >= present:
        return Tense.FUTURE
    return Tense.PAST if back > ahead and back >= present else Tense.UNKNOWN


def sure_tense_of(sentence: str, sighting: Sighting) -> Tense:
    """Return the tense that the verb before ``sighting``, in its clause, leaves no doubt of."""
    clause = _clause_before(sentence, sighting)
    if SENTENCE_START.match(clause) and sighting.start <= len(clause) + 1:
        return _tense_after(sentence, sighting)
    sure, likely = (
        [_last(cue, clause) for cue in pair]
        for pair in ((SURELY_AHEAD, SURELY_BACK), (LOOKS_AHEAD, LOOKS_BACK))
    )
    if sure[0] > max(sure[1], likely[1]):
        return Tense.FUTURE
    return Tense.PAST if sure[1] > max(sure[0], likely[0]) else Tense.UNKNOWN


@lru_cache(RECENT)
def _last(cue: Vocabulary, clause: str) -> int:
    """Return where the last match of a cue ends, 0 where there is none; asked for twice."""
    return max((match.end() for match in cue.finditer(clause)), default=0)


def _tense_after(sentence: str, sighting: Sighting) -> Tense:
    """Return the tense of the first verb after a time that opens its sentence."""
    clause = CLAUSE.split(sentence[sighting.end : sighting.end + REACH])[0]
    ahead, back = SURELY_AHEAD.search(clause), WAS_OR_DID.search(clause)
    if ahead is None or back is None:
        return Tense.UNKNOWN if ahead is back else Tense.PAST if back else Tense.FUTURE
    return Tense.FUTURE if ahead.start() < back.start() else Tense.PAST


def is_present(sentence: str, sighting: Sighting) -> bool:
    """Say whether the clause before ``sighting`` is in the present: news then mostly looks on."""
    return bool(LOOKS_ON.search(_clause_before(sentence, sighting)))


def _clause_before(sentence: str, sighting: Sighting) -> str:
    """Return the words of the clause of ``sighting`` that stand before it."""
    return _last_clause(sentence[max(0, sighting.start - REACH) : sighting.start])


@lru_cache(RECENT)
def _last_clause(words: str) -> str:
    """Return the last clause of some words; asked for by each that looks for a tense."""
    return CLAUSE.split(words)[-1]


def _is_of_meeting(sentence: str, sighting: Sighting, before: str, after: str) -> bool:
    """Say whether the date is the attribute of a meeting ("Thursday's talks")."""
    match = MEETING_NEXT.match(after)
    if match is None:
        return False
    own = sentence[sighting.start : sighting.end]
    return bool(match["own"] or ATTRIBUTE.search(before) or ATTRIBUTE_OF.match(own))


def _is_spoken(sentence: str, sighting: Sighting, before: str, after: str) -> bool:
    """Say whether the date is that of saying and not of what is said."""
    if EVENT_NEXT.match(after) or AT_MEETING.match(after):
        return False
    if SAID_NEXT.match(after) and not (after[:1] == "," and TELLS_WHO.search(before)):
        nearest = EVENT.search(" ".join(before.split()[-4:]))
        return not nearest or before.rstrip().lower().endswith(" on")
    is_paper = PAPER_NEXT.match(after) and not MEETING_NEXT.match(after)
    if is_paper or ANNOUNCED.search(before) or PUBLICATION_NEXT.match(after):
        return True
    if IN_MEETING.search(before):
        return False
    return _is_after_saying(before) or _is_before_saying(sentence, sighting, after)


def _is_after_saying(before: str) -> bool:
    """Say whether ``before`` ends in saying or publishing, with at most the audience after it."""
    said = LAST_SAYING.search(before)
    if said and not EVENT.search(said["between"]):
        if INVERTED.search(before):
            return True
        is_told = said["verb"].lower() in TOLD
        is_short = len(said["between"].split()) <= LONGEST_AUDIENCE
        return (is_told and is_short) or bool(
            AUDIENCE.match(said["between"]) or PUBLISHED.search(before)
        )
    return bool(PUBLISHED.search(before))


def _is_before_saying(sentence: str, sighting: Sighting, after: str) -> bool:
    """Say whether the date opens a sentence in which somebody says something."""
    if not SENTENCE_START.match(sentence[: min(sighting.start, REACH)]):
        return False
    following = SUBJECT_SAID.match(after)
    return bool(following and not EVENT.search(following["subject"]))
