"""Words that govern a meeting, and how far along each leaves it: "agreed to", "idea of".

A vocabulary and no more; parsers.words.verb_groups and parsers.words.noun_groups say where its
words stand.
"""

from __future__ import annotations

import re

from parsers.model import Status
from parsers.values import Kind
from parsers.words.phrases import alternatives


class Mood(Kind):
    """What a verb group says of what it tells; "meet" and "are meeting" leave it to the day."""

    OFF = "off"
    PUT_OFF = "put off"
    WISHED = "wished"
    LIKELY = "likely"
    PLANNED = "planned"
    PRESENT = "present"
    ONGOING = "ongoing"
    DONE = "done"


STATUS = {
    Mood.OFF: Status.CANCELLED,
    Mood.PUT_OFF: Status.POSTPONED,
    Mood.WISHED: Status.PROPOSED,
    Mood.LIKELY: Status.EXPECTED,
    Mood.PLANNED: Status.SCHEDULED,
    Mood.DONE: Status.HELD,
}
# From the least certain; where one governs another the less certain of both holds.
CERTAINTY = {mood: rank for rank, mood in enumerate(Mood)}

# "In May", "20 May", "May 20" are a month; "may meet" is none.
MAY = (
    r"(?<!\bin )(?<!\d )(?<!\bof )(?<!early )(?<!late )(?<!\bmid-)(?<!last )(?<!next )(?<!this )"
    r"(?<!until )(?<!since )may(?!,? \d)"
)
# What makes of a denial a plan given up: "will not meet on Monday as planned".
PLANNED_BEFORE = (
    r"(?:as (?:had been |has been |was |were |it was |originally |first |previously |earlier ){0,2}"
    r"(?:planned|scheduled|intended|announced|foreseen|agreed|arranged|expected|hoped|billed)"
    r"|after all)"
)
AS_PLANNED = re.compile(rf"\b{PLANNED_BEFORE}\b")
DOUBT = re.compile(r"\b(?:probably|likely|possibly|perhaps|hopefully|tentatively|presumably)\b")
# "In all likelihood the ministers will meet": said of all that follows.
DOUBTED = re.compile(
    r"^\W*(?:in all (?:likelihood|probability)|(?:most|very|quite) (?:likely|probably)|probably"
    r"|perhaps|possibly|presumably|if (?:[\w'’]+ ){1,4}(?:goes?|go|allows?|permits?|holds?)\b)"
)

_WISHED = alternatives(
    r"""
    propos(?:e|es|ed|ing|al|als)|suggest(?:s|ed|ing|ion|ions)?|offer(?:s|ed|ing)?
    invit(?:e|es|ed|ing|ation|ations)|urg(?:e|es|ed|ing)|ask(?:s|ed|ing)?|request(?:s|ed|ing)?
    float(?:s|ed|ing)?|moot(?:s|ed|ing)?|call(?:s|ed|ing)? (?:on|upon|for)|calls (?:\w+ ){1,3}for
    appeal(?:s|ed|ing)?
    demand(?:s|ed|ing)?|press(?:es|ed|ing)? for|push(?:es|ed|ing)? (?:for|to)
    lobb(?:y|ies|ied|ying)|want(?:s|ed|ing)?|wish(?:es|ed|ing)?|hop(?:e|es|ed|ing)|hopeful
    would (?:also )?(?:like|love|welcome|favou?r|support|back)|favou?r(?:s|ed|ing)?
    ready|readiness|willing|willingness|open|happy|glad|keen|eager|interested|interest
    desires?|(?:is|are|was|were) prepared|consider(?:s|ed|ing)?|mull(?:s|ed|ing)?
    explor(?:e|es|ed|ing)|seek(?:s|ing)?|sought|tr(?:y|ies|ied|ying)|attempt(?:s|ed|ing)?
    ideas?|notion|possibilit(?:y|ies)|prospects?|chance|talk of|negotiating|in (?:talks|discussions)
    contemplat(?:es?|ed|ing)|sound(?:s|ed|ing)? out|weigh(?:s|ed|ing)?|recommend(?:s|ed|ing|ation)?
    advocat(?:es?|ed|ing)|encourag(?:es?|ed|ing)|feasibility|toy(?:s|ed|ing)? with|bid|efforts?
    bring(?:s|ing)? about|(?:good|useful|helpful|desirable) if
    not rul(?:e|es|ed|ing) out|weight behind|support for|in favou?r of|mak(?:e|es|ing) a case for
    """,
)
_LIKELY = alternatives(
    r"""
    expect(?:s|ed|ing|ation|ations)?|likely|tipped|anticipat(?:es?|ed|ing)|believed|thought
    understood|rumou?red|reported|arrang(?:e|ing|ements?)|working (?:on|to|towards?)
    (?<!all )ey(?:e|es|ed|eing|ing)|look(?:s|ed|ing)?(?! forward| back| at)|aim(?:s|ed|ing)?
    plans are afoot|probable
    co-?ordinating
    set(?:s|ting)? the stage|pav(?:es?|ed|ing) the way|clear(?:s|ed|ing)? the way|stage is set
    """,
)
_PLANNED = alternatives(
    r"""
    plan(?:s|ned|ning)?|schedul(?:e|es|ed|ing)|slated|set|due|billed|earmarked|bound|poised
    agree(?:s|d|ing|ment)?|decid(?:es?|ed|ing)|decision|resolv(?:es?|ed|ing)
    inten(?:d|ds|ded|ding|tion|tions)|announc(?:es?|ed|ing|ement)|confirm(?:s|ed|ing|ation)?
    prepar(?:e|es|ing|ations?)|vow(?:s|ed|ing)?|pledg(?:es?|ed|ing)|commit(?:s|ted|ting|ment)?
    promis(?:es?|ed|ing)|accept(?:s|ed|ing)?|finali[sz](?:es?|ed|ing)
    (?:is|are|was|were) about|going|gears? up
    gearing up|get(?:s|ting)? ready|ready(?:ing)? (?:itself|himself|herself|themselves)
    looks? forward|looking forward|(?:run|lead|build)-?\s?up
    """,
)
# Who "left to attend" has yet to attend; who "came to meet" has met.
_LEAVING = alternatives(
    r"""
    left|leav(?:es?|ing)|sen(?:d|ds|t|ding)|dispatch(?:es|ed|ing)?|fl(?:y|ies|ew|ying)|flown|depart(?:s|ed|ing)?|head(?:s|ed|ing)?
    travel(?:s|led|ed|ling|ing)?|go(?:es)?|went|set (?:out|off)|jet(?:s|ted|ting)? off
    en route|on (?:his|her|their) way
    """,
)
_COMING = alternatives(
    r"""
    came|gathered|assembled|convened|sat down|got together|met|returned|stayed|arrived
    cut short|broke off|interrupted|suspended (?:his|her|their)|paused|hurried|rushed|stopped over
    """,
)
_OFF = alternatives(
    r"""
    cancel(?:s|led|ed|ling|ing|lation)?|call(?:s|ed|ing)? off|scrap(?:s|ped|ping)?
    shelv(?:es?|ed|ing)|abandon(?:s|ed|ing)?|pull(?:s|ed|ing)? out of|axed|nix(?:es|ed)
    g(?:iv|av)(?:es?|en|ing|e) up(?: on)?|pull(?:s|ed|ing)? the plug on|torpedo(?:es|ed|ing)?
    drop(?:s|ped|ping)? (?:(?:its|their|his|her|all|the) )?(?:plans?|idea)
    scupper(?:s|ed|ing)?|derail(?:s|ed|ing)?|ditch(?:es|ed|ing)?
    """,
)
_PUT_OFF = alternatives(
    r"""
    postpon(?:es?|ed|ing|ement)|put(?:s|ting)? off|push(?:es|ed|ing)? back|defer(?:s|red|ring|ment)?
    delay(?:s|ed|ing)?|suspend(?:s|ed|ing)?
    """,
)
# "Postponed until June the talks": who calls off may say when before what.
OFF_BEFORE = re.compile(
    rf"\b(?:(?P<off>{_OFF})|(?P<put_off>{_PUT_OFF})) (?:until|till|on|at|in|to|for) (?:\w+ ){{1,3}}"
    r"(?:the|a|an|their|its|his|her) (?:[\w'’-]+ ){0,4}$"
)
# Who accepts an invitation plans, and so does who has sent his out.
_SETTLED = alternatives(
    r"""
    accept(?:s|ed|ing) (?:an?|the|his|her|its|their) (?:\w+ )?invitations?
    invitations? (?:to [^.;,]{2,80} )?(?:have |has |had |were )?(?:already )?(?:gone out|been sent\
    |sent out)
    """,
)
# One group for each mood; the last of them in a stretch of words is the nearest to its end.
GOVERNORS = re.compile(
    rf"\b(?:(?P<off>{_OFF})|(?P<put_off>{_PUT_OFF})|(?P<settled>{_SETTLED})|(?P<wished>{_WISHED})|(?P<likely>{_LIKELY})"
    rf"|(?P<planned>{_PLANNED}|{_LEAVING})|(?P<done>{_COMING}))\b",
)
MOODS = {
    "off": Mood.OFF,
    "put_off": Mood.PUT_OFF,
    "settled": Mood.PLANNED,
    "wished": Mood.WISHED,
    "likely": Mood.LIKELY,
    "planned": Mood.PLANNED,
    "done": Mood.DONE,
}
