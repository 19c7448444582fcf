"""Meetings that some ask of others: "called for talks", "urged the rivals to sit down".

It reads words alone, in lower case. Who asks is no party to what he asks for; whether the words
name those who are to meet, and he among them, is asked in parsers.scenes.clauses.
"""

from __future__ import annotations

import re

from parsers.words.phrases import phrases
from parsers.words.triggers import Trigger
from parsers.words.vocabularies import Choice

REACH = 110  # characters from the demand to the meeting word
ASK_FOR = phrases(
    r"""
    (?:call(?:s|ed|ing)?|ask(?:s|ed|ing)?|appeal(?:s|ed|ing)?|press(?:es|ed|ing)?|plead\w*|beg\w*|\
    push(?:es|ed|ing)?|clamou?r\w*|lobb(?:y|ies|ied|ying)|pleas?|voted?) (?:[\w-]+ ){0,2}?for
    demand(?:s|ed|ing)?|advocat(?:es|ed|ing)|urg(?:es|ed|ing)|recommend(?:s|ed|ing)?
    insist(?:s|ed|ing)? on|in favou?r of|(?:speaks?|spoke|came out) (?:out )?(?:for|in favou?r of)
    """,
)
# Approval of any meeting there may be; "welcomed the meeting" may be said of one's own.
APPROVE = phrases(
    r"""
    (?:back|support|favou?r|endors|mediat|broker|facilitat|sponsor|oppos|reject|encourag)\w*
    """,
)
MAKE = phrases(
    r"""
    urg(?:es|ed|ing)|want(?:s|ed|ing)?|ask(?:s|ed|ing)?|press(?:es|ed|ing)?|beg(?:s|ged|ging)?
    tell(?:s|ing)?|told|push(?:es|ed|ing)?|appeal(?:s|ed|ing)? to|call(?:s|ed|ing)? (?:up)?on
    encourag(?:es|ed|ing)|implor(?:es|ed|ing)|exhort(?:s|ed|ing)?|advis(?:es|ed|ing)
    order(?:s|ed|ing)?|persuad(?:es|ed|ing)|convinc(?:es|ed|ing)|would like
    """,
)
_LINKS = r"(?!(?:and|but|or|at|in|during|after|before|ahead|following|when|while|who|which|that|on"
_LINKS += r"|from|as|to|with|by|for|after)\b)"
_WORD = rf"{_LINKS}[\w'’-]+ "
_HEAD = (
    r"(?:return|resumption|start|opening|holding|convening|continuation|launch|idea|principle"
    r"|prospect|possibility|proposal|calls?|need|renewal|relaunch|revival|round) (?:of|to|for) "
)
OBJECT = re.compile(rf" (?:(?:{_WORD}){{0,4}}?{_HEAD})?(?:{_WORD}){{0,5}}")
ANY = re.compile(
    rf" (?:(?:{_WORD}){{0,3}}?{_HEAD})?"
    r"(?:(?:a|an|any|new|more|further|peace|direct|such|early|fresh|political|inclusive) ){0,4}"
)
TO_MEET = re.compile(
    r" (?!(?:him|her|us|me|to)\b)"
    r"(?:(?!(?:to|and|but|after|before|that|which|who)\b)[\w'’-]+,? ){1,10}to (?:\w+ly )?"
    r"(?:(?:hold|start|begin|resume|open|return to|enter(?: into)?|come to|go back to|engage in"
    r"|convene|call|organi[sz]e|attend|join|continue|restart|launch|work towards?|agree (?:on|to))"
    rf" (?:{_WORD}){{0,4}})?"
)
# Who "were urged to meet" are asked themselves.
PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being) (?:\w+ly )?$")
# Words that make the meeting one of those who ask.
OWN = phrases(
    r"""
    trilateral|three-way|four-way|tripartite|quadrilateral|quadripartite|joint|their|together|our
    five-way|2\s?\+\s?2|two-plus-two|next|another
    """,
)


def demanded_from(sentence: str, trigger: Trigger) -> int | None:
    """Return where a demand begins that asks others for a meeting; None where there is none."""
    start = max(0, trigger.start - REACH)
    for pattern in DEMANDS.possible(sentence):
        between = FORMS[pattern]
        for match in pattern.finditer(sentence, start, trigger.start):
            words = sentence[match.end() : trigger.start]
            is_passive = PASSIVE.search(sentence, max(0, match.start() - REACH), match.start())
            if between.fullmatch(words) and not is_passive and not OWN.search(words):
                return match.start()
    return None


FORMS = {ASK_FOR: OBJECT, APPROVE: ANY, MAKE: TO_MEET}
DEMANDS = Choice(*FORMS)
