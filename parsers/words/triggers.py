"""What happens in a sentence: the words that say that people meet, call, travel or act.

It reads words alone; it knows no states and no dates. Text is in lower case throughout.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from parsers.values import Kind, value
from parsers.words.phrases import by_line, phrases
from parsers.words.vocabularies import Choice


class TriggerKind(Kind):
    """How directly a word says that people meet."""

    MEETING = "meeting"
    CALL = "call"
    VISIT = "visit"
    SUPPORT = "support"
    ACT = "act"


STRONG = frozenset({TriggerKind.MEETING, TriggerKind.CALL})


@value(frozen=True, slots=True)
class Trigger:
    """A meeting word at [``start``, ``end``) of a sentence; ``is_noun`` for "summit", not "met"."""

    start: int
    end: int
    text: str
    kind: TriggerKind
    is_noun: bool

    def counted_from(self, start: int) -> Trigger:
        """Return the same word with its span counted from a later character of the sentence."""
        return Trigger(self.start - start, self.end - start, self.text, self.kind, self.is_noun)


NOUNS = phrases(
    r"""
    meetings?|talks|summits?|dialogues?|ministerials?
    (?:tri|quadri)laterals?(?!['’]?\s+(?:cooperation|partnership|relation\w*|security|work|\
    initiative|format|framework|mechanism|alliance|pact|ties|defen[cs]e|military|exercis\w+|\
    economic|coordination|grouping|agreement|project|efforts?|statement|declaration|accord|\
    memorandum|document|commission|fund|venture|trade|deal|level|basis|engagement|\
    collaboration|development|maritime|patrols?|naval|task|working|air|sea|sail\w*|voyages?|drills?|\
    operations?|activit\w+|(?:(?!and|or|on|in|meeting|summit|talks|session)[\w-]+ ){1,3}\
    (?:exercis\w+|drills?|patrols?|manoeuvres|maneuvers)|\
    joint (?!meet|talk|session|summit|dialogue|ministerial|conference)))
    rounds? of|(?:first|second|third|fourth|fifth|sixth|next|new|another|more|final|latest) \
    rounds?(?! of)
    (?:technical|ministerial|expert|working|high-level|expert-level|follow-up|additional|further)\
    ["”'’]? rounds?
    next one(?= (?:in|at|on|will|is|to|would)\b)
    consultations|(?:video|tele)-?\s?conferences?|video calls?|gatherings?
    sessions?|retreats?|conclave|negotiations|discussions|(?<=for a )discussion|(?<=for )discussion
    (?:working )?(?:breakfasts?|dinners?|lunch(?:eon)?s?)
    those (?:present|attending|taking part)|(?:in attendance|participants|attendees) (?:were|\
    includ(?:ed?|es|ing)|are)
    (?:three-way|four-way|trilateral|tripartite|quadrilateral|joint|face-to-face|one-on-one) talk
    (?:trilateral|quadrilateral|tripartite|three-way|four-way|political) (?:\w+ )?consultation
    encounters?|assembly|huddle|get-together|conference|symposium
    2\s?\+\s?2|2[- ]plus[- ]2|two\s?\+\s?two|two[- ]plus[- ]two|[aj]usmin|aukmin
    """,
)
VERBS = phrases(
    r"""
    met|meets?|meeting|gather(?:s|ed|ing)?|assembles?(?= (?:in|at|on|here|for)\b)
    conven(?:e|es|ed|ing)|confer(?:s|red|ring)?
    reconvenes?|take (?:up )?(?:the|this|these) (?:matter|issue|question|subject|file|topic)s? \
    (?:up )?again|(?:format|meeting|round)s? (?:\w+ ){1,3}repeated
    (?:sat|sits?|sitting) (?:across from|opposite|face to face with)
    sat down|sit down|sits down|sitting down|huddled|assembled|dined|lunched|conversed?
    (?:talk(?:s|ed|ing)?|spoke|speaks?) (?:together|among themselves|face to face|at length)
    (?:will|to|would|and) talk (?:to|with)|talked (?:to|with)
    called on (?=(?:his |her |the |[\w-]+ ){0,3}(?:president|prime minister|premier|king|queen|\
    emir|sultan|emperor|chancellor|(?:\w+ ){0,2}minister|counterpart)\b)\
    (?![^.;:]{0,120}\b(?:to|for)\b)
    (?:courtesy|farewell) calls? (?:on|to)
    discuss(?:es|ed|ing)? (?:(?!results?|outcomes?)[\w'’-]+ ){1,8}with(?! (?:a|the) view)
    (?:see|sees|saw|seen|seeing) (?=(?:his|her|their|the|both) (?:[\w-]+ ){0,3}?(?:counterparts?|\
    colleagues?|opposite numbers?|presidents?|prime ministers?|foreign ministers?|premiers?)\b)
    talked (?:for|in|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)
    (?:see|sees|saw|seen|seeing) (?:(?:[\w'’-]+,? ){1,10}together|each other|one another)
    (?:got|gets?|came|comes?|come|coming|brought|brings?|bring|bringing|sat|sit|sits|appeared|\
    stood|appear|meet) (?:together|in (?:one|the same) room|(?:around|at|round) (?:one|the same|\
    a) table|(?:around|at|round) the table)
    (?:call(?:ed|s|ing)?|br(?:ings?|inging|ought)|gather(?:s|ed|ing)?|g[eo]ts?|drew|draws) \
    (?:[\w'’-]+,? ){1,14}(?<!closer )together(?= (?:in|at|on|for|around|as)\b|[.,;])
    (?:ministers|leaders|presidents|premiers|chiefs|advis[eo]rs|officials|envoys|neighbou?rs) \
    (?:[\w'’-]+,? ){0,8}together (?:in|at)(?= [\w’'-]+)
    """,
)
SUPPORT = phrases(
    r"""
    (?:play(?:s|ed|ing)?|was|were|is|are|be|been) host
    hold|holds|held|holding|host(?:s|ed|ing)?|attend(?:s|ed|ing)?|receiv(?:e|es|ed|ing)
    join(?:s|ed|ing)?|took part|takes? part|taking part|welcom(?:e|es|ed|ing)
    co-host(?:s|ed|ing)?|beg[aiu]n(?:s|ning)?
    (?:co-)?chair(?:ed|ing)|(?:to|will|would) (?:co-)?chair|(?:co-)?chairs(?! of)
    open(?:s|ed)|kick(?:s|ed|ing) off|conclud(?:es|ed)|wrap(?:s|ped) up|start(?:s|ed)
    """,
)
ACTS = phrases(
    r"""
    announc(?:e|es|ed|ing|ement)|unveil(?:s|ed|ing)?|sign(?:s|ed|ing)?|launch(?:es|ed|ing)?
    agree(?:s|d|ing)?|decid(?:e|es|ed|ing)|pledg(?:e|es|ed|ing)|vow(?:s|ed|ing)?
    issu(?:e|es|ed|ing)|adopt(?:s|ed|ing)?|discuss(?:es|ed|ing)?|reaffirm(?:s|ed|ing)?
    declar(?:e|es|ed|ing|ation)|sp(?:eaks?|oke) of
    reviewed|exchanged (?:views|notes)|stress(?:es|ed)|underlin(?:es|ed)|underscor(?:es|ed)
    highlight(?:s|ed)|point(?:s|ed) (?:to|out|in)|celebrat(?:es|ed)|mark(?:s|ed)|cover(?:s|ed) a
    c[ao]me to|appear(?:s|ed)|pos(?:es|ed)|consult(?:s|ed)
    """,
)
# Who cannot agree has talked, wherever it was.
FAILURES = phrases(
    r"""
    (?:could|did)(?: not|n['’]t) (?:\w+ ){0,2}?(?:agree|bridge|reach|overcome|settle|resolve)
    fail(?:s|ed)? (?:[\w'’]+ ){0,4}?to (?:agree|bridge|reach|overcome|settle|resolve|narrow|break)
    (?:were|was) unable to (?:agree|bridge|reach|overcome|settle|resolve)
    """,
)
# What is talked over on a day is talked over together: "officials of A, B and C discussed today".
CONFERRED = phrases(
    r"""
    (?:discussed|reviewed|took stock|exchanged (?:views|notes)|consulted)(?: \w+ly| by video)? \
    (?:on )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday)
    """,
)
# Who is to do something, where the text counts whose they are.
PLANNED_ACT = re.compile(
    r"\b(?:officials|experts|teams?|ministers|delegations|technicians|engineers|negotiators|officers"
    r"|diplomats|representatives|chiefs|heads|advisers|advisors) (?:\w+ )?(?:from|of) "
    r"(?:the|all|these) (?:three|four|five|six) (?:\w+ )?(?:countries|nations|states|sides|parties"
    r"|governments|neighbou?rs|partners|capitals) (?:will|would|are to|are due to|are set to) "
    r"(?:jointly )?$"
)
CALLS = phrases(
    r"""
    phone calls?|telephone calls?|telephone conversations?|phone conversations?
    conference calls?|telephoned|phoned|over the phone|by (?:tele)?phone|held a call
    (?:spoke|speak|speaks|talked|talk|speaking) (?:by|on|over) (?:the )?(?:tele)?phone
    (?:spoke|spoken|speaks?) (?:to|with)|calls? with|called (?:his|her)
    (?:spoke|speaks?|speaking|talked|talks?|conferred|confer) (?:by|via|over|through|on|in) \
    (?:a )?(?:secure )?(?:video|zoom|internet)(?:[- ]?(?:link|call|conference))?
    (?:hold|holds|held|holding|have|had|has|having|join|joined|make|made) \
    (?:a |an |another |their |the )?(?:(?:joint|trilateral|three-way|four-way|group|brief|long|\
    short|first|second) ){0,2}call
    """,
)
VISITS = phrases(
    r"""
    visit(?:s|ed|ing)?|trips?|travel(?:s|ed|led|ing|ling)?|fl(?:y|ies|ew|ying) (?:to|from|into)
    heads? (?:to|for)|heading (?:to|for)|headed (?:to|for)|going to|goes to|tour
    arriv(?:es?|ed|ing)
    """,
)
NOT_A_MEETING = by_line(
    r"""
    (?:press|news|media) (?:conference|briefing|meeting)s?|press meets?|host (?:countr|nation)\w*
    (?:model|mock) (?:summits?|meetings?|sessions?)
    meeting (?:rooms?|points?|places?|halls?|houses?)
    contract talks|pay talks|transfer talks|merger talks|takeover talks
    (?<!-)(?:board|shareholders?'?|annual general|town hall|cabinet|party|council|committee|staff|\
    staffing|parliamentary|club|court|church|prayer|team|politburo|plenary|track|race|\
    athletics|general body|budget|training|practice|question and answer|photo) (?:meeting|\
    session|talk)s?
    (?:joint|parliamentary|security council|special|opening|closing|court|trading) sessions?
    (?:meet(?:s|ing)?|met) (?:(?:in full|fully|all|only|even|half|most|none|some) (?:of )?)?\
    (?:the |its |their |his |her |all |any |both |these |those |such |[\w-]+['’]s )?\
    (?:(?!minist|leader|president|counterpart|official|with\b|in\b|on\b|at\b)[\w-]+ ){0,2}\
    (?:needs?|demands?|targets?|goals?|requirements?|standards?|expectations?|criteria|deadlines?|\
    challenges?|obligations?|threats?|costs?|bills?|commitments?|quotas?|thresholds?|benchmarks?|\
    conditions?|shortfalls?|aspirations?)(?! (?:assess|team|group|minister|panel|committee|board))
    (?:meets?|met) with (?:[\w-]+ ){0,2}(?:doubts?|resistance|opposition|criticism|approval|\
    silence|disapproval|s[ck]epticism|success|failure|protests?|suspicion|reception|responses?|applause|\
    hostility|outrage|anger|indifference|concern|alarm|dismay|praise|reviews|refusal|objections?)
    (?:meet(?:s|ing)?|speak(?:s|ing)? to|spoke to|talk(?:s|ed)? to) the (?:press|media|nation|\
    public|house|parliament)
    peace talks process|coalition talks|general assembly|national assembly
    legislative assembly|federal assembly|assembly (?:line|plant|member|hall|election)s?
    (?:speak(?:s|ing)?|spoke|talk(?:s|ed|ing)?|chatted) (?:to|with) (?:the |some |local )?\
    (?:reporters|journalists|the media|parliament|workers|patients|survivors|residents|shoppers|\
    students|pupils|voters|troops|soldiers|villagers|miners|farmers|fans|exiles|drivers|families)
    (?:meet|meets|met|meetings?|sessions?|discussions?|talks|spoke|speak|speaks) (?:by video |\
    online |\
    virtually )?with (?:[\w-]+ ){0,3}(?:journalists|reporters|editors|civil[- ]society|\
    governors|mayors|miners|pilgrims|prisoners|victims|exiles|dissidents|nurses|\
    students|business(?:men|people|es| leaders)|investors|lawmakers|families|relatives|fans|\
    workers|troops|soldiers|residents|survivors|community|executives|ceos|diaspora|alumni|\
    clergy|doctors|farmers|unions?|shareholders|lawyers|voters|celebrities)
    (?:meetings?|sessions?|talks) (?:of|with) (?:the |its |their |his |her |a )?(?:\w+ )?\
    (?:board|cabinet(?! secretar)|council of ministers|parliament|party(?! leader)|\
    (?<!steering )(?<!joint )(?<!trilateral )(?<!follow-up )(?<!contact )committee|\
    shareholders|directors|unions?)
    (?:meet|meets|met|meeting) (?:the |with |his own |her own |local |provincial |regional )?\
    (?:reporters|journalists|editors|students|fans|\
    troops|investors|families|relatives|residents|survivors|governors|mayors|workers|unions|\
    pupils|parents|teachers|farmers|voters|villagers|prisoners|pilgrims|patients|shopkeepers|\
    the emergency services|doctors|nurses|the public)
    (?<!the )(?<!their )(?<!its )(?<!year's )(?:regular|periodic|frequent|recurring|annual|\
    biannual|yearly|quarterly|monthly|further|future|previous|past|earlier|such|many|several|\
    numerous) (?:[\w-]+ ){0,2}(?:meetings|summits|consultations|\
    dialogues|gatherings|encounters|rounds of)
    (?:strengthen|deepen|build|expand|upgrad|elevat|consolidat|institutionali[sz])\w* \
    (?:an?|the|their|this|our) (?:[\w-]+ )?(?:tri|quadri)laterals?(?! (?:meet|summit|talk|dialogue|\
    session|conference|consultation))
    (?:spoke|spoken|speaking|talked)\b[^.;]{0,60}? (?:on|under) (?:the )?conditions? of anonymity
    (?:dialogues?|meetings?|conferences?|talks|sessions?|gatherings?|summits?) \
    (?:of|between|among|for) (?:the |all )?(?:[\w-]+ )?(?:think[- ]tanks?|scholars|academics|\
    elders|researchers|scientists|students|broadcasters|journalists|editors|companies|firms|businesses|\
    bishops|mayors|universities|chambers|federations|unions|clubs|parliaments|parliamentarians)
    (?:at|in|after|during|before|of|to) (?:each|every) (?:such )?(?:[\w-]+ )?(?:meeting|summit|\
    session|gathering|round|dialogue|encounter)
    (?:earlier|previous|prior|former|preceding) (?:[\w-]+ ){0,3}(?:meetings|summits|consultations|\
    dialogues|gatherings|encounters|rounds|sessions)
    (?:met|meets?|spoken|spoke|talked|gathered|convened) (?:(?!met\b|meet|spoke)[\w'’-]+,? ){0,14}\
    (?:hundred|thousand|dozen|countless|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\
    \w+teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\w+)?|\d+) times
    (?:meets?|met|meeting|talks) (?:with )?(?:the |all )?(?:european council|security council|\
    general assembly|eu['’]?s? (?:heads|leaders)|27 (?:heads|leaders))\
    (?! (?:secretar|chief|head|chair|advis|president|member|official|representative))
    (?:^|(?:when|as|after|before|until|while|since|that|if|where) )(?:the |its |his |her )?\
    (?:(?:european|security|federal|governing|military|city|town) council|parliament|senate|\
    congress|cabinet|politburo|board|court|g-?20|g-?7|asean|nato|(?:(?:world health|general|\
    national|federal) )?assembly) \
    (?:(?:will|to|is|are|was|next|again|also|last|first) ){0,2}(?:meets?|met|convenes?|convened|\
    gathers?|gathered|meeting)
    (?:meet|meets|gather|gathers|convene|convenes|confer) (?:regularly|annually|yearly|frequently|\
    periodically|routinely|often|twice a year|once a year|every (?:\w+ )?(?:year|month|week|\
    quarter|six months))
    (?:mechanism|forum|commission|committee|agreement|framework|process|pact) (?:on|for|of) \
    (?:[\w-]+ ){0,2}dialogue
    (?:water|crowds?|clouds?|dust|mourners|supporters|protesters|people|thousands|hundreds) \
    (?:(?!minist|leader|presid)[\w'’-]+ ){0,2}gather(?:s|ed|ing)?
    munich security conference|met (?:office|police|gala|museum|opera)
    (?:the|this year['’]s|last year['’]s) (?:(?!trilateral|quadrilateral|three-way|tripartite|\
    joint|minister|leaders|four-way|peace|video|press)[\w-]+ ){1,3}conference\
    (?! (?:of|between|with|call))
    (?:recall|call|summon|withdr)\w* (?:[\w'’-]+,? ){1,12}for consultations
    as (?:they|he|she) (?:arrived|arrives|left|came) for (?:the|a|an) (?:\w+ )?(?:lunch|dinner|\
    summit|meeting|talks|session|reception)
    (?:discussed|raised|mentioned|recalled|debated|on the agenda) (?:is|are|was|were|will be) \
    (?:also )?(?:the|a|an|last \w+['’]s) (?:[\w-]+ ){0,3}(?:meeting|summit|talks|gathering)s?
    sp(?:eak|eaks|oke|oken) (?:with one voice|as one)
    discuss(?:es|ed) [^.;]{2,80}?(?:,| and) (?:the )?(?:talks|visits?) (?:of|with|by)
    brief(?:s|ed|ing)? (?:[\w'’-]+,? ){1,8}(?:on|about) (?:the |his |her |their )?(?:[\w-]+ )?\
    (?:talks|meetings?|negotiations|discussions|summit)
    (?:discuss(?:es|ed|ing)?|debat(?:es|ed|ing)|mandate for|position for) (?:the |possible |\
    future |planned |coming )?(?:[\w-]+ )?(?:talks|negotiations)(?= with)
    conference (?:room|hall|centre|center|table|finals?)
    (?:inaugurat\w+|address\w*|(?:spoke|speaking|speaks?) (?:at|to|in|during)|told) \
    (?:a|an|the|one|another) \
    (?:[\w-]+ ){0,3}(?:conference|symposium|dialogue|session)(?! (?:of|between|with|call))
    (?:coordinat|co-ordinat|align|harmoni[sz])\w* (?:[\w'’-]+ ){0,4}(?:positions?|stances?|\
    strateg(?:y|ies)|approach(?:es)?) (?:for|ahead of|before) (?:the|a|an) \
    (?:(?!trilateral|three-way|four-way|tripartite|quadrilateral)[\w'’-]+ ){0,6}(?:summit|meeting|\
    conference|session|ministerial)
    """,
)


def triggers(sentence: str) -> list[Trigger]:
    """Return the meeting words of a sentence, in order, without those that mean another thing."""
    found = sorted(_candidates(sentence), key=_by_place)
    if not found:
        return []
    barred = [match.span() for _, match in NOT_A_MEETING.finditer(sentence)]
    kept: list[Trigger] = []
    end = 0
    for trigger in found:
        if trigger.start >= end and not (barred and _touches(trigger, barred)):
            kept.append(trigger)
            end = trigger.end
    return kept


def _by_place(trigger: Trigger) -> tuple[int, int]:
    return trigger.start, -trigger.end


def _touches(trigger: Trigger, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start < trigger.end and trigger.start < end for start, end in spans)


def _candidates(sentence: str) -> Iterator[Trigger]:
    """Yield every word that may tell of a meeting; of one span the earlier sense is kept."""
    for pattern in CANDIDATES.possible(sentence):
        kind, is_noun = SENSES[pattern]
        for match in pattern.finditer(sentence):
            text = match[0]
            is_call = "call" in text and kind is TriggerKind.CALL
            yield Trigger(*match.span(), text, kind, is_noun or is_call)


SENSES = {
    SUPPORT: (TriggerKind.SUPPORT, False),
    FAILURES: (TriggerKind.ACT, False),
    ACTS: (TriggerKind.ACT, False),
    CALLS: (TriggerKind.CALL, False),
    NOUNS: (TriggerKind.MEETING, True),
    VERBS: (TriggerKind.MEETING, False),
    VISITS: (TriggerKind.VISIT, False),
}
CANDIDATES = Choice(*SENSES)


def is_conferring(sentence: str, trigger: Trigger) -> bool:
    """Tell whether a deed is said to be done on a day: "reviewed on Monday how ..."."""
    return CONFERRED.match(sentence, trigger.start) is not None


def gap(start: int, end: int, trigger: Trigger) -> int:
    """Return how many characters part a span from a trigger, 0 where they touch or overlap."""
    return max(start - trigger.end, trigger.start - end, 0)
