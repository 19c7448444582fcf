"""Whether words call something new: "first-ever", "a new format"; recurrence is not novelty.

It reads words alone, in lower case; what we hold of the past is asked of the records. A cue
counts with the noun it speaks of: a first summit is news of a set of states, a first visit none.
"""

from __future__ import annotations

from parsers.words.phrases import alternatives, phrases
from parsers.words.vocabularies import Vocabulary

# Meetings, and what states set up together; in the plural the latter are talked of in general.
_MEETING = alternatives(
    r"""
    meetings?|summits?|talks|rounds?|dialogues?|trilaterals?|quadrilaterals?|sessions?|gatherings?
    editions?|encounters?|ministerials?|consultations|get-together|conclave|2\s?\+\s?2|call
    conference|exercise of the|three-way|four-way
    """,
)
_GROUP = alternatives(
    r"""
    format|grouping|group|trilateral|quadrilateral|mini-?lateral|mechanism|alliance|partnership
    platform|triangle|quad|dialogue|bloc|forum|pact|trio|quartet|accord|framework|confederation
    (?:trilateral|three-way|tripartite|trinational|trination|joint|three-nation|three-country|four-way|\
    four-nation|quadripartite|quadrilateral) (?:\w+ )?(?:initiative|cooperation|council|body|\
    commission|committee|secretariat|task force|working group|compact|corridor|fund|league|club)
    """,
)
# Words that a noun and its "first" may have between them; no preposition, and nobody's trip.
_BETWEEN = (
    r"(?:(?!(?:of|to|for|in|on|at|since|and|by|with|who|that|day|days|visit|trip|leg|stop|lady"
    r"|time|overseas|half|phase|step|term|parliament\w*|business|youth|women\w*|committee|working"
    r"|technical|experts?|commission)\b)[\w.'’+&“”\"-]+,? ){0,7}?"
)
_FEW = r"(?:(?!(?:and|in|on|at|by|with|who|that|for)\b)[\w'’“\"-]+ ){0,4}?"
# What states have beside their leaders and ministers.
_BODIES = "parliament|speaker|business|youth|central bank|working|joint|technical|expert|chamber"
# "Form minilateral groups" is of groups in general.
_ONE = r"(?! (?:groups|groupings|formats|alliances|partnerships|forums|pacts|ties|relations)\b)"
_QUOTE = "[\"“'‘]?"
_BIRTH = alternatives(
    r"""
    creat(?:e|es|ed|ing|ion)|(?:to|will|would|could) form|formed|forming|formation
    establish(?:es|ed|ing|ment)?
    found(?:s|ed|ing)?|set up|sets up|setting up|unveil\w*|inaugurat\w+|birth|announc(?:e|es|ed|ing)
    launch(?:es|ed|ing)?|start(?:s|ed|ing)?|institutionali[sz]\w+
    """,
)
_DEBUT = (
    r"(?:making|makes?|made|celebrat(?:es|ed)|had|has) (?:its|their) (?:first appearance|debut)"
)
_BORN = r"(?:launched|created|formed|established|founded|set up|born|unveiled|inaugurated)"
_MET = alternatives(
    r"""
    met|meets?|gather\w*|held|hold|holds|holding|took place|takes? place|conven\w+|sat|sits?
    together|talks|summit|meeting|trilateral|convers\w+|spoke|host\w*|dialogue|get-together
    """,
)
FIRST = phrases(
    rf"""
    (?:first[- ]ever|inaugural|maiden|unprecedented) {_BETWEEN}{_QUOTE}(?:{_MEETING}|{_GROUP})
    first {_BETWEEN}(?:{_MEETING})\b(?! of (?:their|its|the) (?:{_BODIES}))
    first of (?:these |their |its )?{_FEW}(?:{_MEETING})
    (?:{_MEETING}|{_GROUP})\b[^.;]{{0,60}} (?:first|one) (?:of its kind|ever)
    (?:{_MET})\b[^.;]{{0,90}}\b(?:for the (?:very )?first time|never happened before)
    for the (?:very )?first time\b[^.;]{{0,90}}\b(?:{_MET})
    first time\b (?:ever )?(?:that )?(?:[\w'’-]+ ){{0,6}}(?:{_MET})
    never (?:before )?(?:had |have |has )?[^.;]{{0,60}}(?:met|gathered|come together|convened)
    (?:a|an|the|this|their|its|of|in|under|into|launch|as) new (?:[\w'’-]+[ -]){{0,2}}(?:{_GROUP})
    newly (?:formed|created|established|launched) {_FEW}(?:{_GROUP})
    (?:a|the) new (?:[\w-]+ )?(?:form|type|kind|model) of (?:[\w-]+ )?(?:cooperation|partnership)
    (?:{_BIRTH}) (?:of )?(?:a |an |the |their |its |this )?{_FEW}{_QUOTE}(?:{_GROUP})\b{_ONE}
    (?:{_GROUP})['’\"”]? (?:\w+ ){{0,3}}(?:was|were|is|has been|have been) (?:\w+ly )?{_BORN}
    (?:{_GROUP})['’\"”]? (?:\w+ ){{0,3}}(?:comes?|came) into (?:being|existence)
    new [^.;]{{0,60}}cooperation\b[^.;]{{0,60}}\blaunched
    (?:comes|came|has come) into being|(?:is|was) born|{_DEBUT}
    first (?:one |such |ever |time )?in (?:such |this |that |the )(?:a |an |new |very )?{_FEW}\
    (?:composition|configuration|format|make-?up|line-?up|setting|constellation|circle)
    (?:{_GROUP}) (?:for|of|on) (?:[\w'’-]+ ){{1,9}}?(?:was|were|is|has been|have been) \
    (?:\w+ly )?{_BORN}
    """,
)
# A sentence apart from that of the meeting must point at it.
POINTING = phrases(
    rf"""
    this (?:very )?first (?:{_MEETING})|first of (?:these|such) {_FEW}(?:{_MEETING})
    (?:this|it|that) (?:is|was|will be|would be|marks|marked) (?:\w+ )?(?:their|the|our|its) \
    (?:very )?first
    their (?:very )?first {_BETWEEN}(?:{_MEETING})
    the first (?:one|{_MEETING}) (?:in such|in this|of its kind)
    (?:{_GROUP})\b[^.;]{{0,60}} (?:was|has been|is) (?:\w+ly )?{_BORN}
    """,
)
QUOTED = str.maketrans(dict.fromkeys('"“”', None))
RECURRENCE = phrases(
    r"""
    first (?:[\w.'’-]+ ){0,14}(?:since|following)
    first (?:[\w.'’-]+,? ){0,14}in (?:[\w-]+ ){0,6}(?:years|months|decades?)
    first (?:[\w'’-]+ ){0,8}(?:face[- ]to[- ]face|in[- ]person|physical(?:ly)?|virtual(?:ly)?\
    |online)
    first (?:[\w'’-]+ ){0,10}at (?:this|that|such a|so high a|the highest) level
    first (?:[\w'’-]+ ){0,6}(?:this year|\
    of the year|after|under|half|day|phase|leg|stop|term|lady|person|visit|trip|overseas|\
    foreign trip|time since)
    at first|first (?:met|agreed|talked|proposed|announced|held|launched|mooted|unveiled)
    first of (?:the )?(?:two|three|four|five|several|many|a series)
    since (?:[\w'’,-]+ ){0,8}(?:first|launch\w*|found\w*|establish\w*|creat\w*|form\w*|set up|born)
    (?:years?|months?|decades?) (?:after|since) (?:[\w'’,-]+ ){0,8}(?:launch\w*|found\w*|\
    establish\w*|creat\w*|form\w*|set up|born)
    second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth
    (?:1[0-9]|[2-9][0-9]?)(?:st|nd|rd|th)
    """,
)
HINT = Vocabulary(
    r"first|new|inaug|maiden|unprec|never|creat|form|establish|found|set|unveil|birth|born|announc"
    r"|launch|start|institution|being",
)


def says_first(clause: str) -> bool:
    """Tell whether a clause presents something as new, recurrence left aside."""
    if not HINT.is_possible(clause):
        return False
    told = without_recurrence(clause)
    return FIRST.search(told) is not None or FIRST.search(told.translate(QUOTED)) is not None


def points_at_first(clause: str) -> bool:
    """Tell whether a clause calls the meeting that a text tells of elsewhere the first."""
    return HINT.is_possible(clause) and POINTING.search(without_recurrence(clause)) is not None


def without_recurrence(clause: str) -> str:
    """Return a clause without its words for what has happened before."""
    return RECURRENCE.sub(" ", clause)
