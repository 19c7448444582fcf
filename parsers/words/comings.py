"""Words for people who come to a place, are asked there or join others, and for their talks.

It reads words alone, in lower case; who they are is added up in parsers.scenes.gatherings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.words.phrases import phrases
from parsers.words.triggers import STRONG, Trigger, TriggerKind
from parsers.words.vocabularies import Vocabulary

_COMES = phrases(
    r"""
    arriv(?:es?|ed|ing)|land(?:s|ed)|touch(?:es|ed) down|followed|got off|gets off|turned up
    (?:fl(?:y|ies|ew|own|ying)|travel(?:s|led|ed|ling|ing)?|go(?:es|ing)?|went|dr[io]ve[sn]?\
    |sail(?:s|ed)|head(?:s|ed|ing)?|cross(?:es|ed)|leaves?|left|set (?:off|out)) \
    (?:[\w'’-]+ ){0,3}?(?:to|into|for)(?! (?:the )?(?:details?|effect|war|press|force|polls)\b)
    (?:c(?:ame|omes?)|(?:is|are|be) coming)\
    (?! (?:after|as|amid|under|up|out|down|at a|into force|to an?|to light)\b)
    (?:be|is|are|was|were|been) (?:also |already |now |both |all |back )?(?:there|here)
    (?:be|is|are|was|were|been) waiting|due (?:in|to (?:arrive|come|land))
    ma(?:kes?|de|king) (?:his|her|the|their) (?:\w+ )?(?:trip|journey)
    pa(?:id|ys?) (?:a|an|his|her) (?:[\w-]+ )?visit|visit(?:s|ed)|reach(?:es|ed) (?!a |an |out)
    fl(?:ew|ies) in|drove up|spen[dt]s? (?:[\w-]+ ){1,3}in
    t(?:ook|akes?) (?:a|the) (?:[\w-]+ )?(?:ferry|train|plane|flight|bus|boat) to
    """,
)
# The same where a city is named.
_BE_AT = phrases(r"(?:be|is|are|was|were|been) (?:also |already |now |both |all |back )?(?:in|at)")
ASKS = phrases(
    r"""
    invit(?:es?|ed|ing|ations?)|(?:has|had|have|having) asked|summon(?:s|ed)?
    call(?:s|ed) (?:his|her|two|three|four|the|both|in) (?:of )?(?:[\w'’-]+ ){1,6}to
    (?:two|three|four|five) (?:of (?:his|her|their|its) )?(?:[\w-]+ )?(?:guests|visitors|colleagues\
    |neighbou?rs|counterparts|partners)
    guests?|visitors|host(?:s|ed|ing)?|receiv(?:es?|ed|ing)|welcom(?:es?|ed|ing)|br(?:ings?|ought)
    """,
)
# Whoever does so is at a meeting, and others are there with him.
CHAIRS = phrases(
    r"""
    (?:presid(?:es?|ed|ing) over|chair(?:s|ed|ing)?|open(?:s|ed|ing)?|led|leads?) (?:the|a|an) \
    (?:[\w-]+ ){0,2}(?:sessions?|meetings?|talks|summit|conference|council|consultations|round)
    """,
)
THOSE_OF = phrases("(?:those|that) of")
JOINS = phrases(
    r"""
    join(?:s|ed|ing)?(?= (?:them|him|her|both|by|in|on|at|there|later|too|remotely|via|for|with\
    |the (?:two|three|four|five|other|talks|meeting|ministers|leaders|presidents|group|trio|pair\
    |session|dinner|lunch|discussions?))\b|\W*$)
    t(?:ook|akes?|aking) part|as (?:a|the|his|her|their) guests?|(?:be|is|was) a guest
    represented by|(?:at|by) (?:his|her|their) side|across the table
    the (?:third|fourth|fifth) (?:guest|party|man|at|in|participant)|complet(?:es?|ed) the
    accompan(?:ied|ies|ying)|together with|(?:with|alongside|beside) (?:him|her|them)
    (?:too|as well)(?=\W*$)|so (?:did|was|were|had|has|is|does|will)|arrived late|at the table
    also (?:invit\w+|came|there|arrived|coming|present|attend\w*)
    """,
)
# Who comes to the meeting of a body is a guest of it, or only looks on.
INVITED = phrases(
    r"""
    invit(?:es?|ed|ing)|as (?:a|the|its|their) guests?
    (?:be|is|was|are|were) (?:a |their |the )?guests?
    join(?:s|ed|ing)? (?:them|him|her|the|in|for)|(?:is|was|were|be|are) (?:later |then )?joined by
    """,
)
DECLINES = phrases(
    r"""
    (?:not|n['’]t) (?:be )?(?:com(?:e|ing)|go|going|attend\w*|travel\w*|join\w*|take part|meet\
    |receiv\w*|make it|represented|invited|there|present|taken part|been|host\w*)
    cannot (?:come|attend|go|join|travel)|was to (?:host|have|receive|welcome|meet)
    no longer|stay(?:s|ed) away|absent|apologies|regrets|remain(?:s|ed) empty|excused|miss(?:es|ed)
    separate(?:ly)?|one by one|each|ambassadors?|spokes\w+|return(?:s|ed|ing)? (?:home|to)
    would (?:\w+ )?(?:welcome|like|gladly|receive|host)
    (?:was|were|had been) (?:due|to have|expected)
    """,
)
# The meeting is off: those who do not come were to be at it.
IS_OFF = phrases(
    r"""
    call(?:s|ed|ing) (?:\w+ )?off|cancel\w*|postpon\w*|put (?:off|back)|deferr\w*|scrapp\w+|shelved
    not (?:now )?(?:take place|be held|go ahead|happen)|another time|at a later date|fell through
    """,
)
# What is told of former times neither adds to those who come nor parts them.
EARLIER = phrases(
    r"""
    (?:last|previous(?:ly)?|first) (?:met|time|meeting|summit|round)|years? ago
    (?:the|their|a) (?:last|previous|earlier|similar) (?:[\w-]+ )?(?:meeting|summit|talks|round|one)
    before that|(?:a|the|two|three) (?:days?|weeks?|months?) (?:earlier|before) (?:he|she|the)
    (?:last|the previous) (?:week|month|year) (?:he|she)
    """,
)
# A year by itself, and not that of a day: "the treaty of 1969", "had met in 1992".
YEAR = Vocabulary(r"\b(?:in|of|since|from|by|until|before) (?:19|20)\d\d\b")
# A number that counts those who are joined, received or visited, and not all.
COUNTS_OTHERS = phrases(
    r"""
    (?:join\w*|receiv\w*|host\w*|welcom\w*|invit\w*|with|to) (?:the|all|of|all of the)? ?\
    (?:other )?(?:two|three|four|five|six|seven)
    (?:his|her|their|its|other) (?:two|three|four|five) (?:[\w-]+ )?(?:guests?|visitors\
    |counterparts|colleagues)
    """,
)
# Whom a sentence receives by number only; who they are, the next ones tell.
_GUESTS = phrases(
    r"""
    (?:receiv\w*|host\w*|host to|welcom\w*|had|ha[sd]|invited|brought|called|met|met with|saw\
    |sat down with|(?:lunch|dinner|breakfast) (?:to|for|with)|expects?|awaits?) (?:[\w-]+ )?\
    (two|three|four|five) (?:of (?:his|her|their|its) )?(?:[\w-]+ ){0,2}(?:guests|visitors\
    |colleagues|counterparts|neighbou?rs|presidents|ministers|leaders|premiers|partners)
    """,
)
MEETS = phrases("met|sat down|gave (?:a )?(?:lunch|dinner)|had|expects?|saw")
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5}
# "The two guests and their host" are three.
_WITH_HOST = phrases(
    "(?:the )?(two|three|four|five) (?:[\\w-]+ )?(?:guests|visitors|others|ministers|presidents"
    "|leaders|delegations) and (?:their|his|her|the) hosts?"
)
LINKS = frozenset({"him", "them", "both"})
_DAY = re.compile(r"\b(mon|tues|wednes|thurs|fri|satur|sun)day\b")
_WHO = (
    r"(?:foreign |defen[cs]e |prime |finance |interior |energy |trade |transport |water )?"
    r"(?:ministers|leaders|presidents|premiers|heads of (?:state|government)|generals|admirals"
    r"|officials|envoys|delegations|delegates|sides|parties|visitors|guests|chiefs|advis[eo]rs"
    r"|diplomats|neighbou?rs|trio|quartet|foursome|secretaries)"
)
_TALKS = (
    r"(?:(?:three-way|trilateral|tripartite|joint|closed|private) )?"
    r"(?:meetings?|talks|summit|sessions?|discussions|consultations|dinner|lunch|breakfast"
    r"|trilateral|negotiations|conversation|gathering|retreat)"
)
_REFERS = Vocabulary(
    r"\b(?:they|both|all (?:of them|were|are|sat|met|agreed|will)|(?:three|four|five|six)-way"
    r"|tri(?:lateral|partite)|quadrilateral|the (?:two|three|four|five|six|seven|eight|nine)"
    rf"(?! of\b)|(?:the|these|all) {_WHO}(?! (?:of|from)\b)|(?:his|her) guests"
    rf"|(?:the|their|these) {_TALKS}"
    r"|together)\b"
)
_CONFERS = phrases(
    r"""
    discuss(?:es|ed|ing)?|talk(?:s|ed|ing)?|sp(?:oke|eak|eaks|oken)|review(?:s|ed|ing)?
    compar(?:es?|ed|ing) notes|exchang(?:es?|ed|ing) (?:views|notes)|consult(?:s|ed|ing)?
    work(?:s|ed|ing)? (?:on|out)|plan(?:s|ned)? (?:the|a|an|how|joint)
    (?:go|goes|went) (?:over|through)|spen[dt] (?:[\w'’-]+ ){1,6}?on|agree(?:s|d)?
    s[ia]t (?:down|together)|negotiat(?:es?|ed|ing)|confer(?:s|red|ring)?|argu(?:es?|ed|ing)
    initial(?:s|led|ed)|assess(?:es|ed)|debat(?:es?|ed|ing)|settled|dined|lunched
    sign(?:s|ed|ing)?|look (?:at|into)|deal with|(?:will|to) decide
    """,
)
# What stands on it is talked of.
_AGENDA = phrases("(?:on )?(?:the|their) (?:agenda|table)")
_ACCEPTS = Vocabulary(
    r"\b(?:they|both|all|the (?:two|three|four|five)) "
    r"(?:will|have|are to|are due to|have all|did|are)? ?"
    r"(?:come|came|accepted|arrive|agreed|travel|be there|said yes|expected|awaited|due)\b"
)
# What stands behind people who "met" one another, or behind the title of whom they met.
_ALONE = re.compile(
    r"\W*$|\W* (?:in|on|at|for|again|behind|before|after|to|together|later|earlier|over|with"
    r"|privately|separately|yesterday|today|this|late|early|and|as|here|there|briefly|face|under"
    r"|during|inside|several|twice|amid|by|virtually|the|their|his|her|deputy|foreign|defen[cs]e"
    r"|prime|president|minister|[\w'’-]+(?:['’]s|n|an|ish|ese))\b"
    r"(?! (?:business|community|students|people|investors|executives|soldiers|workers|families))"
)
_HIMSELF = phrases(
    r"(?:said|says|announced|confirmed|told \w+|promised)(?: that)? (?:he|she) "
    r"(?:will|would|is|was|had|has)"
)
_ERRAND = re.compile(r"\b(?:was|were|came|arrived|flew|travell?ed|had come)(?=[^.;:]{0,60} to $)")
# What is yet to come, in a sentence that has people come.
_PLANS = phrases(
    r"""
    will|shall|(?:is|are) (?:to|due|set|scheduled|expected)|tomorrow
    next (?:week|month|(?:mon|tues|wednes|thurs|fri|satur|sun)day)
    """,
)

_WILL_BE = phrases("(?:will|to|shall) be (?:in|at|there|here)")
_TALKED = phrases("met|held|spoke|talked|discussed|sat|signed")


def is_of_before(text: str) -> bool:
    """Tell whether a lower-case sentence is of another time: "last year", "the treaty of 1969"."""
    return EARLIER.search(text) is not None or (YEAR.search(text) is not None and not plans(text))


def plans(text: str) -> bool:
    """Tell whether words say that people are yet to come."""
    return _PLANS.search(text) is not None


def comes_later(text: str) -> bool:
    """Tell whether words say that people are yet to come, or to be where others are."""
    is_there = _WILL_BE.search(text) is not None
    return is_there or (plans(text) and (comes(text) or JOINS.search(text) is not None))


def tells_of_before(text: str) -> bool:
    """Tell whether words say that people have talked, and not that they will."""
    return _TALKED.search(text) is not None and _PLANS.search(text) is None


def guests(text: str) -> int | None:
    """Return how many are received or called, where a sentence only counts them."""
    found = _GUESTS.search(text)
    return None if found is None else _NUMBERS[found[1]]


def with_host(text: str) -> int | None:
    """Return how many "the two guests and their host" are."""
    found = _WITH_HOST.search(text)
    return None if found is None else _NUMBERS[found[1]] + 1


def days_named(text: str) -> frozenset[str]:
    """Return the days of the week that a sentence names."""
    return frozenset(found[1] for found in _DAY.finditer(text))


def comes(text: str) -> bool:
    """Tell whether words say that somebody comes to where others are."""
    return _COMES.search(text) is not None


def is_at(text: str) -> bool:
    """Tell whether words may say that somebody is at a place."""
    return _BE_AT.search(text) is not None


def speaks_of_himself(text: str) -> bool:
    """Tell whether somebody says of himself that he does something: "said he will come"."""
    return _HIMSELF.search(text) is not None


def refers(text: str) -> bool:
    """Tell whether words speak of several people as known, or of their talks."""
    return _REFERS.search(text) is not None


def accepting(text: str) -> Trigger | None:
    """Return the words that say that those who were invited come."""
    found = _ACCEPTS.search(text)
    return None if found is None else _word(found, TriggerKind.VISIT)


def conferring(text: str, words: Sequence[Trigger]) -> Trigger | None:
    """Return the word that says that those of whom a sentence speaks talk to one another.

    ``words`` are its meeting words; the first behind those who are spoken of says it best.
    """
    known = _REFERS.search(text)
    begin = known.start() if known is not None else 0
    strong = [word for word in words if word.kind in STRONG and not _has_object(text, word)]
    said = [_of_errand(text, found) for found in (_CONFERS.search(text, begin),) if found]
    behind = [word for word in (*strong, *said) if word.start >= begin]
    if behind or strong:
        return min(behind, key=_start, default=strong[-1] if strong else None)
    agenda = _AGENDA.search(text)
    return None if agenda is None else _word(agenda)


def _of_errand(text: str, found: re.Match[str]) -> Trigger:
    """Who "were in Niamey to work it out" did so: how far along it is, the coming tells."""
    came = _ERRAND.search(text, 0, found.start())
    return _word(found if came is None else came)


def _word(found: re.Match[str], kind: TriggerKind = TriggerKind.MEETING) -> Trigger:
    return Trigger(*found.span(), found[0], kind, is_noun=False)


def _start(word: Trigger) -> int:
    return word.start


def _has_object(text: str, word: Trigger) -> bool:
    """Tell whether "they met" somebody else: "they met business people"."""
    return word.text == "met" and _ALONE.match(text, word.end) is None
