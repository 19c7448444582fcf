"""Meetings that nobody reports: wished for, supposed, played, drawn, or a mere habit.

It reads words alone, in lower case. What is denied or only proposed by those in office
is told in parsers.words.statuses.
"""

from __future__ import annotations

import re

from parsers.words.phrases import phrases
from parsers.words.vocabularies import Choice

# What somebody who does not take part wants others to do; "X said that they should meet"
# is his opinion, and no plan.
WISHED = phrases(
    r"""
    (?:should|must|ought to|need to|needs to|had better) (?:\w+ )?(?:meet|talk|hold|convene|gather|\
    host|sit down|come together)
    (?:readers?|columnists?|analysts?|experts?|scholars?|professors?|commentators?|pundits?|\
    economists?|activists?|campaigners|protesters|petitions?|editorials?|elders|bishops|clerics|\
    churches|unions|charities|aid agencies|(?:rights|civic|women['’]?s) groups|residents|families|\
    farmers|fishermen|traders|villagers|students|lawmakers|senators|mps) \
    (?:[\w'’]+,? ){0,7}(?:wants?|wanted|wish(?:es)?|would like|urges?|urged|calls? (?:for|on)|\
    called (?:for|on)|begs?|begged|demands?|demanded|dreams?|dreamt) \
    (?:[\w'’-]+,? ){1,16}to (?:\w+ )?(?:meet|talk|sit|hold|gather|come together)
    (?:said|says|argued|insisted|believes?|thinks?) (?:that )?(?:[\w'’-]+,? ){1,10}ha(?:s|ve|d) to \
    (?:meet|talk|sit|come together)
    (?:readers?|columnists?|letter writers?|listeners?|viewers?) (?:\w+ )?(?:suggests?|suggested|\
    proposes?|proposed|wonders?)
    (?:wish|hopes?|hoped|hoping|wished|wishes|confidence|confident|desire) that \
    (?:the |these |those |its |their )?(?:[\w'’-]+ ){0,3}(?:talks|negotiations|meetings?|rounds?|\
    dialogue|consultations|discussions)\b[^.;]{0,90}? (?:ends?|bears?|leads?|succeeds?|brings?|\
    yields?|results?|produces?|concludes?|reach(?:es)?|culminates?) (?:in|to|with|fruit|about|an?|\
    results?|the)
    """,
)
SUPPOSED = phrases(
    r"""
    (?:^|[\"“‘] ?)(?:one|some) day,? (?!after|before|later|earlier|of|ahead)
    imagine|imagining|suppose that|what if|let us say|picture this|in theory|in principle could
    were (?:the|a|an|both) (?:[\w'’-]+,? ){1,14}(?:ever )?to (?:meet|sit|hold|talk|gather)
    if (?:[\w'’-]+,? ){1,14}(?:were|was) (?:ever )?to (?:meet|sit|hold|talk|gather)
    (?:would|will) take a (?:miracle|war|revolution|generation)
    (?:nobody|no one|no-one|few|hardly anyone|who would) (?:\w+ )?(?:expects?|expected|believes?|\
    thinks?)
    (?:ideas?|notion|hopes?|prospects?|chances?) (?:that|of|for) (?:[\w'’-]+,? ){1,24}(?:has|have) \
    (?:faded|receded|gone|vanished|evaporated|dimmed|died)
    (?:reporters?|journalists?|correspondents?|peers|mps|lawmakers|senators|deputies|legislators) \
    (?:had |have |also |then )?(?:asked|wanted to know|wondered|inquired|enquired)
    earlier version of (?:this|the) (?:story|article|report|dispatch|page)
    (?:ideas?|notion|thought|dream|fantasy|prospect) (?:that|of) (?:[\w'’-]+,? ){1,24}(?:is|are|\
    was|remains?) (?:still )?(?:an? )?(?:mere |pipe ?)?(?:dream|fantasy|joke|illusion|fiction|\
    absurd|laughable|far-fetched|fanciful)
    as (?:un)?likely as|would rather (?!not)|meetings? of minds
    (?:have|has) in common (?:is|are)
    (?:talked|spoken|dreamt|dreamed|whispered|written|mooted|debated|rumou?red) (?:about |of )?for \
    (?:years|decades|generations|a (?:long time|decade|generation))
    (?:could|might|would) [^.;]{0,90}?\b(?:analysts?|experts|observers|commentators|scholars|\
    pundits|columnists) (?:\w+ )?(?:believe|think|say|said|argue|speculate|suggest|predict)s?
    (?:analysts?|experts|observers|commentators|scholars|pundits|columnists) (?:\w+ )?(?:believe|\
    think|argue|speculate|suggest|predict)s? [^.;]{0,60}?\b(?:could|might)
    whether (?:he|she|they|it) (?:would|will|could|might) ever
    (?:sort|kind|type) of (?:meeting|summit|talks|gathering|dialogue)
    """,
)
OFFICE = (
    r"(?:president|premier|prime minister|(?:\w+ )?minister|chancellor|(?:\w+ )?secretary|king"
    r"|queen|ambassador|diplomat|leader|spy|general)s?"
)
WORK = (
    r"(?:film|movie|novel|musical|opera|quiz|board game|video game|documentary|puppet (?:show"
    r"|theatre)|stage play|textbook|comic|comic strip|cartoon|waxworks?|sitcom|thriller|comedy"
    r"|screenplay|mural|fresco|painting|sketch|tv series|television series|spy drama"
    r"|political drama|film script|epic|short story|fairy tale|ballet|graphic novel|caricature"
    r"|plot|storyline|libretto|satire|parody|joke|riddle|myth|fable|tale|saga"
    r"|soap opera|miniseries|trilogy|sequel)"
)
# Where leaders are figures of a work, a game or a lesson.
PLAYED = phrases(
    rf"""
    {WORK} (?:in which|which shows|opens|opened|begins|ends|tells|told|has|had|puts|sees|shows|\
    showing|follows|imagines|depicts|depicting|portrays|turns on|is about|pits|brings|where|that|\
    of the|features)
    for (?:the|his|her|their|a) (?:\w+ )?(?:book|film|documentary|novel|portrait|biography)
    {WORK}, (?:[\w'’-]+,? ){{1,9}}(?:tells|has|shows|sees|follows|imagines|depicts|is about)
    (?:in|of) (?:a|the|his|her|their|one) (?:\w+ )?(?:film|cartoon|play|novel|book|memoirs?|quiz|\
    painting|movie|sitcom|sketch|comic|opera|musical|mural|comedy|thriller)
    (?:in|of) (?:a|the|its|his|her|this) (?:\w+ )?(?:season|episode|sequel|screenplay|script)\
    (?! of (?:talks|meetings|summits))
    in (?:the|a|its|his|her) (?:new|latest|hit|tv|television|comedy|drama|spy) series
    (?:in|as) (?:chapter|episode|scene) \w+|(?:chapter|episode) (?:\w+, )?in which
    (?:first|second|third|opening|final|closing|last) (?:act|scene|chapter|episode) \
    (?:has|sees|shows|opens|puts|finds)
    (?:acting|dressed|posing|role-?playing) as|acted the (?:part|role)|opening scene
    (?:stars?|starring|starred|cast) as
    (?:plays?|played|playing|portrays?|portrayed|portraying|impersonat\w+) (?:a|an|the) \
    (?:\w+ ){{0,2}}{OFFICE}
    (?:play(?:s|ed|ing)?|take|takes|took) the (?:part|parts|role|roles) of
    (?:pupils|students|children|actors|gamers|players|schoolchildren) play(?:s|ed|ing)? \
    (?!a (?:role|part|key))
    (?:alternate|alternative|imaginary|counterfactual) (?:history|universe|world|future)
    gamers|is the subject of (?:a|an|the)
    (?:model|mock|simulated|fictional|imaginary|fictitious) (?:un|united nations|summit|meeting|\
    session|conference|talks|g7|g20|asean|cabinet)
    """,
)
# Where states meet on a field.
SPORTING = phrases(
    r"""
    semi-?finals?|quarter-?finals?|wickets?|innings|goalless|in the (?:\w+ )?stands?|(?:the|a) toss
    group stage|(?:world cup|olympic) qualifiers?|last (?:eight|sixteen)|play-?offs?|touchline
    in (?:the|their) (?:\w+ )?(?:qualifiers?|qualifying|knock-?outs?|play-?offs?|group [a-h])
    dressing rooms?|penalty shoot-?out|extra time|straight sets|for the kick-?off
    """,
)
# Where what is told was found, not what happens.
FOUND = phrases(
    r"""
    (?:archives?|minutes|old papers|letters|photographs?|diar(?:y|ies)|papers|notes|memoirs?) \
    (?:\w+ ){0,3}(?:opened|found|released|unsealed|declassified|auctioned)
    (?:interpreted|translated|took notes|interpreting|translating) (?:at|for|during)
    (?:archives?|minutes|letters|photographs?|diar(?:y|ies)|papers|notes|transcripts?) of \
    (?:[\w'’-]+,? ){1,24}(?:sold|found|unearthed|discovered|auctioned|unsealed|declassified|\
    released|donated)
    (?:letters|diar(?:y|ies)|memoirs?|papers|chronicles?|biograph(?:y|er)|legends?) \
    (?:tell|tells|told|describes?|recounts?|records?|recalls?) (?:of|how|that|the|a|an)
    (?:register|guest ?book|visitors['’] book) (?:\w+ ){0,3}(?:signed|kept)
    (?:plaque|stamp|coin|statue|monument|memorial|street) (?:\w+ ){0,3}(?:marks?|recalls?|\
    commemorates?|honou?rs?|remembers?)
    """,
)
# What is done again and again, of which no single time is told.
HABIT = phrases(
    r"""
    (?:at least |about )?(?:once|twice|(?:two|three|four|several|many) times) \
    (?:an?|every|per|each) year|always (?:\w+ )?(?:held|hosted|takes? place|meets?|convened)
    every (?:few|other|second|third|two|three|four|five|six|ten|\d+) (?:years?|months?|weeks?|\
    turns?)|every (?:spring|summer|autumn|winter|year)
    usually|traditionally|normally|typically|generally|as a rule|seldom|rarely|hardly ever
    once in a (?:blue moon|while|generation)|from time to time|now and then|now and again
    (?:many|several|countless|dozens of|a few|hundreds of) times|time and again|over the years
    more often than|only at (?:funerals|weddings|summits)|used to|in the habit of
    (?:has|have|had) (?:hosted|received|welcomed|entertained|fed|seen|housed) (?:the )?\
    (?:presidents|kings|queens|leaders|ministers|prime ministers|statesmen|heads of state|\
    popes|guests|envoys)
    (?:would|must) (?:\w+ )?(?:meet|gather|convene) (?:[\w'’-]+ ){0,6}\
    (?:each|every|if|whenever|when)
    meets? (?:when|if|as) (?:there|needed|necessary|they|required|occasion|the need)
    whenever|is an? (?:meeting|summit|gathering|dialogue) (?:of|between|at which|where)
    """,
)
# One time that is told, with its day or as a plan.
EVENT = re.compile(
    r"(?<!have )(?<!has )(?<!had )(?<!be )(?<!are )(?<!always )"
    r"\b(?:met|gathered|held|convened|hosted|sat down)\b"
    r"|\b(?:propos|suggest)(?:e?[ds]?|ing)\b"
    r"|\b(?:will|to be|are to|is to|set to|due to|today|yesterday|tomorrow|tonight"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|(?:this|next|last|coming) (?:week|month))\b"
    r"|\b\d{1,2}(?:st|nd|rd|th)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"|\b(?:january|february|march|april|may|june|july|august|september|october|november"
    r"|december) \d"
)


# "Rejected the proposal that they should meet" tells of a proposal, whoever made it.
PUT_FORWARD = phrases(
    r"""
    (?:proposals?|suggestions?|offers?|requests?|invitations?) (?:[\w'’-]+ ){0,8}?that \
    (?:[\w'’-]+,? ){1,20}should
    """,
)
UNREAL = Choice(SUPPOSED, PLAYED, SPORTING, FOUND)


def is_imagined(sentence: str) -> bool:
    """Tell whether a sentence only wishes for a meeting, supposes it or has it in a work."""
    if WISHED.search(sentence) and not PUT_FORWARD.search(sentence):
        return True
    return any(said.search(sentence) is not None for said in UNREAL.possible(sentence))


def is_habit(sentence: str) -> bool:
    """Tell whether a sentence tells what is done again and again, and of no one time."""
    return HABIT.search(sentence) is not None and EVENT.search(sentence) is None
