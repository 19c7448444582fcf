"""How far along a meeting is: the cue nearest to its word tells.

It reads words alone, in lower case throughout; what a date adds is asked in
parsers.meetings.fields.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.model import Status
from parsers.values import value
from parsers.words.governors import PLANNED_BEFORE, STATUS, Mood
from parsers.words.noun_groups import mood_of_noun
from parsers.words.phrases import phrases
from parsers.words.triggers import Trigger, TriggerKind
from parsers.words.verb_groups import mood_of_verb
from parsers.words.vocabularies import Choice

OFF = frozenset({Status.CANCELLED, Status.POSTPONED})
PLANNED = frozenset({Status.PROPOSED, Status.EXPECTED, Status.SCHEDULED})
_MEET = (
    "(?:meet|hold|host|convene|gather|attend|confer|join|sit down|speak|talk|receive|take part"
    "|co-host)"
)
# "A proposal to hold", "wants to meet", "is expected to host" plan nothing yet.
_WISHES = """proposal proposals proposed proposing idea offer offered want wants wanted hope hopes
    hoped ready willing expected likely invitation invited suggested interest try tries trying asked
    urged refused failed"""
_NOT_WISHED = "".join(rf"(?<!\b{word} )" for word in _WISHES.split())
# The month is no auxiliary: "in May", "20 May", "May 20".
_MAY = (
    r"(?<!\bin )(?<!\d )(?<!\bof )(?<!early )(?<!late )(?<!\bmid-)(?<!last )(?<!next )(?<!this )"
    r"(?<!until )(?<!since )may(?!,? \d)"
)

CANCELLED = phrases(
    rf"""
    cancel(?:s|led|ed|ling|ing|lation)?|call(?:s|ed|ing)? off|scrap(?:s|ped|ping)?
    shelv(?:e|es|ed|ing)|abandon(?:s|ed)?|not going ahead|pulled out of|dropped plans
    will not (?:take place|go ahead|be held|happen)
    (?:will|would|can|could) no longer (?:\w+ ){{0,2}}(?:take|meet|be|hold|gather|go|attend|host)
    (?:will|would|did|do|could|can)(?: not|n['’]t) (?:be |now ){{0,2}}(?:meet|gather|hold|host|\
    come|travel|go|attend|conven|sit|see|confer|receiv|visit)\w*\b[^.;]{{0,120}} {PLANNED_BEFORE}
    falls? through|fell through|axed|nix(?:es|ed)|g(?:iv|av)(?:es?|en|ing|e) up on
    (?:pull\w* the plug on|torpedo\w*|scupper\w*|derail\w*) (?:[\w'’+-]+ ){{0,6}}\
    (?:meeting|summit|talks|trilateral|dialogue)
    be no (?:\w+ ){{0,3}}(?:meeting|summit|talks|trilateral)\b[^.;]{{0,120}} {PLANNED_BEFORE}
    """,
)
POSTPONED = phrases(
    r"""
    postpon(?:e|es|ed|ing|ement)|put(?:s|ting)? off|rain check|suspended until|deferment
    (?:was|were|been|be|is) put back
    moved to a later date|(?:be|been|is|was|were|are) (?:delayed|deferred|pushed back)
    (?:delay|defer|push back|pushed back|pushes back)\w* (?:\w+ ){0,5}\
    (?:meetings?|summit|talks|visit|trip|dialogue|2\+2|trilateral|conference)
    """,
)
PROPOSED = phrases(
    rf"""
    propos(?:e|es|ed|ing|al|als)|suggest(?:s|ed|ing|ion)?|call(?:s|ed|ing)? for
    idea of|consider(?:s|ed|ing)?
    (?:in )?(?:talks|discussions|negotiations|negotiating) \
    (?:about|on|over|to set up|to arrange|to hold|to organi[sz]e) \
    (?:an? (?:[\w-]+ ){{0,3}}(?:meeting|summit|trilateral|session|dialogue|visit|talks|call)\
    |holding|having|hosting|the possib)
    offer(?:s|ed|ing)? to (?:host|hold|meet|mediate)|want(?:s|ed)? (?:to|the|a)
    (?:is|are|was|were) (?:ready|willing|open) to {_MEET}|negotiating|explor(?:e|es|ed|ing)
    seek(?:s|ing)? (?:a|to)|sought|float(?:s|ed)|a possible|possibility|possible meeting
    urg(?:e|es|ed|ing) (?:a|the)|invit(?:e|es|ed|ing|ation)|push(?:es|ed|ing)? for
    discussed a|interest in (?:a|holding)|try to|hopes? (?:to|that|for)|hoped|should
    """,
)
EXPECTED = phrases(
    rf"""
    expect(?:s|ed|ing)?|likely|{_MAY}|might|could(?! not)|tentative(?:ly)?|anticipated|probably
    would(?! like)|is believed to|reportedly plan\w*|in the works|being arranged|arrang(?:e|ing)
    under discussion|under consideration|eyeing|eyes
    """,
)
SCHEDULED = phrases(
    rf"""
    will|'ll|set to|due (?:to|in|on)|schedul(?:e|ed|es)|slated|plan(?:s|ned|ning)?|upcoming
    forthcoming|(?:is|are|was|were|,|agreed|agree|vow|vows) to (?:be )?{_MEET}|to be held
    agree(?:d|s) (?:(?:on |last )?\w+ )?to (?:a|an|another|their|the next) (?:[\w-]+ ){{0,3}}\
    (?:meeting|summit|talks|dialogue|session|call|trilateral|round|gathering)
    ahead of|prepar(?:e|es|ed|ing|ations?|atory)
    {_NOT_WISHED}to (?:{_MEET}|visit|travel|discuss|gather|open)\b
    going to|heading|heads|before the
    next (?:summit|meeting|round|trilateral)
    (?:travel\w*|arriv\w+|head(?:s|ed|ing)?|left|leaves?|fl(?:y|ies|ew)|depart\w*|goes|went)\b\
    [^.;]{{0,80}}?\b(?:for|to attend)
    announced (?:a|that|plans)|are to|is to|looking forward|look forward
    agenda for|on the table|stage is set|gears? up|confirmed (?:a|the|that)
    """,
)
# A time to come makes a plan where no other word near says how firm it is.
TO_COME = phrases(
    r"""
    next (?:week|month|year|monday|tuesday|wednesday|thursday|friday|saturday|sunday)
    (?:mon|tues|wednes|thurs|fri|satur|sun)day (?:next )?week|a week (?:on|from) \w+day
    (?:within|before the end of) (?:the|this) (?:year|month|week)
    tomorrow|later (?:today|this|on)|coming (?:days|week|weeks|month|months)
    """,
)
HELD = phrases(
    r"""
    met|held|gathered|convened|conferred|hosted|attended|received|spoke|sat down|took part
    took place|welcomed|wrapped up|wrap(?:s)? up|conclud(?:ed|es|ing)|ended|ends|opened|opens|\
    began
    begun|begins|kick(?:s|ed) off|under ?way|reconvened|resumed
    (?:is|are|were|was) (?:meeting|gathering|holding|hosting|attending|at (?:a|the)|being held)
    discussed|agreed|launched|issued|reaffirmed|reviewed|joined|brought|came together|appeared
    visited|travel+ed|called|telephoned|phoned|has had
    had (?:talks|a meeting|a working|an? \w+ (?:meeting|call|conversation|talk)|a conversation|\
    dinner|lunch|breakfast)
    could(?: not|n['’]t) (?:agree|bridge|reach|settle)|failed (?:[\w'’]+ ){0,4}?to (?:agree|reach)
    holds|said after|emerged from|signed|adopted|followed a|participated
    after (?:meeting|talks|holding|hosting|a meeting)
    """,
)
PRESENT_HELD = frozenset({"holds", "ends", "concludes", "opens", "begins", "wraps up", "kicks off"})
# In order of precedence where two cues are equally near.
CUES = (
    (Status.CANCELLED, CANCELLED),
    (Status.POSTPONED, POSTPONED),
    (Status.PROPOSED, PROPOSED),
    (Status.EXPECTED, EXPECTED),
    (Status.SCHEDULED, SCHEDULED),
    (Status.SCHEDULED, TO_COME),
    (Status.HELD, HELD),
)
FIRM = CUES.index((Status.SCHEDULED, SCHEDULED))
PRECEDENCE = {pattern: order for order, (_, pattern) in enumerate(CUES)}
ANY_CUE = Choice(*PRECEDENCE)
# "Said that they would meet" is the past of "will meet".
REPORTED = phrases("said|announced|confirmed|told|added")
# Said beside a meeting word, these tell that it took place, unless an auxiliary tells otherwise.
SETTING = phrases(
    r"""
    (?:at|after|following|during|in) (?:a|an|the|their|his|her|its) (?:[\w'’-]+ ){0,6}\
    (?:meeting|summit|talks|dialogue|call|trilateral|consultations|conference|2\+2|session)
    on the (?:sidelines|margins)
    """,
)
MOVED = phrases(
    r"""
    reschedul\w+|brought forward|bring forward|put back|pushed back|push back
    (?:moved|moving|shifted|switched|postponed|delayed|put off|advanced|changed|deferred) \
    (?:\w+ ){0,4}(?:to|until|till|from|by)
    new date|change of date|instead(?! of a )|a (?:day|week|month) (?:later|earlier)|will now
    previously announced|(?:was|were|had been) to (?:have )?(?:tak|be|meet|met|gather|host|held)
    """,
)
# Verbs of meeting, a participle left aside.
FINITE = phrases(
    "met|meets?|gathered|gathers?|convened|conferred|sat (?:down|together|round|around)|huddled"
)
# Who talks over at a place or on a day what is to be prepared has met there.
PREPARING = re.compile(
    r"\b(?P<verb>discuss(?:ed)?|review(?:ed)?|consider(?:ed)?|coordinated?|finali[sz]ed?|examined?"
    r"|assess(?:ed)?)"
    r"(?: (?:in|on|at|today|yesterday)\b(?: (?!the\b)[\w.'’-]+){0,3}?){1,2} (?:the )?"
    r"(?:preparations?|arrangements|agenda|organi[sz]ation|holding|groundwork|plans)"
    r" (?:for|of) (?:[\w'’-]+ ){0,6}$"
)
PREPARING_REACH = 160  # characters before a noun in which such a verb stands
# What stands before a verb that only tells who somebody is: "who met in May".
ASIDE = re.compile(
    r"(?:\b(?:since|after|before) (?:[\w'’]+ ){0,3}"
    r"|\b(?:who|which|that|where|when|whose) (?:[\w'’]+,? ){0,12})$"
)
LEAVING = phrases("travels?|fly to|flies to|heads? (?:to|for)|heading (?:to|for)|goes to|going to")
ASIDE_REACH = 120  # characters before a verb in which its "who" stands
ARTICLE = re.compile(r"\b(?:the|a|an|this|their|trilateral|crucial|joint) $")  # "the meet"
MEETS = frozenset({"meet", "meets"})
# "A tripartite meet" is a noun too.
SORT = re.compile(
    r"\b(?:tripartite|(?:three|four)-way|annual|ministerial|[a-z]{1,12}-level|virtual|summit) $"
)
VERB_FIRST = re.compile(
    r"(?:hold|holds|held|holding|have|had|has|having|join|joined|make|made|spoke|speak|called)\b"
)
# Meeting words that open before their verb: "and talk to", "ministers of A and B sat together in".
BEFORE_VERB = re.compile(
    r"(?:and|will|to|would) (?=talk)|\w+s (?:[\w'’-]+,? ){0,8}?"
    r"(?=(?:sat|sits?|met|meets?|came|comes?|coming|got|gets?|stood|gather\w*)"
    r" (?:back )?together\b)"
)
# A plan without a date is no more than expected.
NO_DATE = phrases(
    r"""
    no (?:exact |firm |specific |fixed |final |official )?dates? (?:has|have|had|was|were|is|yet)
    (?:wait\w*|await\w*) (?:[\w'’-]+ ){0,6}to (?:set|fix|name|announce|confirm) (?:a|the|its) date
    (?:yet|still|have|has) to (?:set|fix|name|agree(?: on)?|announce|find) (?:a|the|any) dates?
    dates? (?:will|would|(?:is|are|was|were) to|should) be (?:agreed|set|fixed|announced|decided)
    without (?:giving|naming|setting|fixing|specifying) (?:a|an|the|any) (?:exact |precise )?dates?
    (?:dates?|schedules?|timing)\b.{0,40}\b(?:not (?:yet )?(?:been )?(?:fixed|set|final\w*|\
    announced|confirmed|agreed)|(?:yet|still) to be \w+|being worked out|under discussion)
    """,
)
# States that announce or sign together at a place have met, unless they are yet to do it.
PLANS_ACT = re.compile(r"\b(?:will|to|would|may|could|expected to|set to) (?:jointly )?$")
# "Will be discussed by the ministers".
PLANS_PASSIVE = re.compile(r"\b(?:will|to|would|may|could|might) (?:also )?be $")
# "Was cancelled" is said of what the sentence is about, however long its name.
PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being) (?:\w+ly )?$")

# "Asked whether the gathering should go ahead or be put off" puts off none.
WHETHER = re.compile(r"\bwhether\b[^.;]*$")
WHETHER_REACH = 110

# Characters; a cue farther than this from its meeting word yields to the setting.
SETTING_DISTANCE = 40.0
AUXILIARY_REACH = 40  # characters before a word in which its auxiliaries stand
# Weights of a cue's distance. English puts its auxiliaries first, so a cue after the word
# counts as farther away; that a meeting is off is said farther from it than when it will be.
AFTER_PENALTY = 1.6
OFF_WEIGHT = 0.3
TO_COME_AWAY = 30  # characters that a mere time is worth in distance
PASSIVE_WEIGHT = 0.05


# Who was invited and has accepted is to come.
ACCEPTED = phrases(
    r"""
    (?:both|all|all three|they|he|she|who|which|and) (?:of (?:them|whom) )?(?:have |has |had )?\
    (?:already |since |now )?(?:accepted|said yes)
    """,
)


@value(frozen=True, slots=True)
class Standing:
    """How far along words say a meeting is; in the present tense only the day can tell."""

    status: Status | None
    is_present: bool = False
    is_ongoing: bool = False


def standing_at(clause: str, trigger: Trigger) -> Standing:
    """Return what the grammar around a trigger says, else what the cue nearest to it does."""
    mood = _mood(clause, trigger)
    if mood is Mood.WISHED and ACCEPTED.search(clause):
        mood = Mood.PLANNED
    if mood in (Mood.PRESENT, Mood.ONGOING):
        status = Status.SCHEDULED if TO_COME.search(clause) else None
        return Standing(status, is_present=True, is_ongoing=mood is Mood.ONGOING)
    status = STATUS[mood] if mood else status_at(clause, trigger)
    if mood and status in OFF and _is_open_question(clause, trigger.start):
        return Standing(None)
    if mood is None and status is Status.HELD and _is_told_in_present(clause, trigger):
        return Standing(None, is_present=True)
    return Standing(status)


def _is_told_in_present(clause: str, trigger: Trigger) -> bool:
    """Tell whether the nearest word for a meeting's course is in the present: "ends on Friday"."""
    found = ((distance(match.span(), trigger), match.group()) for match in HELD.finditer(clause))
    return min(found, default=(0.0, ""))[1] in PRESENT_HELD


def _mood(clause: str, trigger: Trigger) -> Mood | None:
    if trigger.kind is TriggerKind.ACT:
        return None
    if trigger.kind is TriggerKind.VISIT:
        return _of_visit(clause, trigger)
    verb = verb_before(clause, trigger.start) if trigger.is_noun else None
    if verb is not None:
        return mood_of_verb(clause, *verb)
    is_noun = trigger.is_noun or _is_governed(clause, trigger.start, ARTICLE)
    is_noun |= trigger.text in MEETS and _is_governed(clause, trigger.start, SORT)
    if is_noun and not VERB_FIRST.match(trigger.text):
        return mood_of_noun(clause, trigger.start, trigger.end)
    before = BEFORE_VERB.match(trigger.text)
    return mood_of_verb(clause, trigger.start + (before.end() if before else 0), trigger.end)


def _of_visit(clause: str, trigger: Trigger) -> Mood | None:
    """Who "travels to" a place is on the way there; of a visit itself the nearest cue tells."""
    if not LEAVING.match(trigger.text):
        return None
    mood = mood_of_verb(clause, trigger.start, trigger.end)
    return Mood.PLANNED if mood in (Mood.PRESENT, Mood.ONGOING) else mood


def verb_before(clause: str, start: int) -> tuple[int, int] | None:
    """Return where people are said to meet before a noun: "met to prepare a summit"."""
    spans = (match.span() for match in FINITE.finditer(clause, 0, start))
    met = next((span for span in spans if not _is_aside(clause, span[0])), None)
    talked = PREPARING.search(clause, max(0, start - PREPARING_REACH), start) if not met else None
    return talked.span("verb") if talked is not None else met


def _is_aside(clause: str, start: int) -> bool:
    return ASIDE.search(clause, max(0, start - ASIDE_REACH), start) is not None


def status_at(clause: str, trigger: Trigger) -> Status | None:
    """Return the status that the cue nearest to a trigger gives; None where no cue stands."""
    if trigger.kind is TriggerKind.ACT and not _is_governed(clause, trigger.start, PLANS_ACT):
        is_to_come = _is_governed(clause, trigger.start, PLANS_PASSIVE)
        mood = mood_of_verb(clause, trigger.start, trigger.end) if is_to_come else Mood.DONE
        return STATUS.get(mood or Mood.DONE, Status.HELD)
    best = min(_cues(clause, trigger), default=None)
    if (best is None or best[0] > SETTING_DISTANCE) and SETTING.search(clause):
        return Status.HELD
    return CUES[best[1]][0] if best is not None else None


def _cues(clause: str, trigger: Trigger) -> Iterator[tuple[float, int]]:
    """Yield the weighted distance and the precedence of each cue."""
    for pattern in ANY_CUE.possible(clause):
        order = PRECEDENCE[pattern]
        status = CUES[order][0]
        for match in pattern.finditer(clause):
            away = distance(match.span(), trigger) + (TO_COME_AWAY if pattern is TO_COME else 0)
            if status in OFF and _is_open_question(clause, match.start()):
                continue
            if status in OFF:
                is_passive = _is_governed(clause, match.start(), PASSIVE)
                away *= PASSIVE_WEIGHT if is_passive else OFF_WEIGHT
            is_past_of_will = match.group() == "would" and REPORTED.search(clause, 0, match.start())
            yield away, FIRM if is_past_of_will else order


def _is_open_question(clause: str, start: int) -> bool:
    """Tell whether it is asked if a meeting is off: "whether it should go ahead or be put off"."""
    return WHETHER.search(clause, max(0, start - WHETHER_REACH), start) is not None


def _is_governed(clause: str, start: int, auxiliary: re.Pattern[str]) -> bool:
    """Tell whether an auxiliary stands right before a position."""
    return auxiliary.search(clause, max(0, start - AUXILIARY_REACH), start) is not None


def distance(span: tuple[int, int], trigger: Trigger) -> float:
    """Return how far a cue is from a trigger in characters, 0 where they overlap."""
    start, end = span
    if start <= trigger.start < end or trigger.start <= start < trigger.end:
        return 0.0
    if end <= trigger.start:
        return float(trigger.start - end)
    return AFTER_PENALTY * (start - trigger.end)


def lacks_date(sentence: str) -> bool:
    """Tell whether a sentence says that a meeting has no date yet."""
    return NO_DATE.search(sentence) is not None


def says_moved(clause: str) -> bool:
    """Tell whether a clause gives a meeting another date or place than it had."""
    return MOVED.search(clause) is not None
