"""How many act together: "trilateral", "the three ministers", "as a trio"; or each with each.

It counts words alone; which states they are is asked in parsers.meetings.participants. Text is
in lower case throughout.
"""

from __future__ import annotations

from functools import lru_cache

from parsers.words.phrases import alternatives, phrases
from parsers.words.vocabularies import Vocabulary

RECENT = 128  # clauses of which the number is remembered: several ask for it
SET_SIZE = 3  # two are a pair; three and more act together
WORDS_FOR = {
    3: r"""
    trilateral(?:ly|s)?|tri-lateral|three-way|3-way|tripartite|trio|three-party
    three-(?:nation|country)(?! (?:tour|trip|visit|swing))
    three-sided|three-member|triangular|trilogue|threesome|triangle
    """,
    4: r"""
    quadrilateral(?:ly|s)?|four-way|4-way|four-party|quartet
    four-(?:nation|country)(?! (?:tour|trip|visit|swing))
    quadripartite|four-member|four-sided
    """,
    5: r"""
    five-way|five-party|five-nation|five-country|quintet|quintilateral|five-member|pentalateral
    """,
    6: "six-way|six-party|six-nation|six-country|six-member",
    7: "seven-way|seven-nation|seven-country|seven-member",
    8: "eight-nation|eight-country|eight-member",
    9: "nine-nation|nine-country|nine-member",
}
NUMBER_WORDS = {"three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}
# One group for each number, so that the group that matched tells it.
COLLECTIVE = Vocabulary(
    r"\b(?:"
    + "|".join(f"(?P<n{number}>{alternatives(words)})" for number, words in WORDS_FOR.items())
    + r")\b",
)
COUNTED = phrases(
    r"""
    (three|four|five|six|seven|eight|nine) (?:(?:\w+|\w+-\w+) ){0,2}(?:countries|nations|states|\
    sides|parties|leaders|ministers|presidents|governments|allies|neighbou?rs|partners|\
    capitals|foreign ministers|defen[cs]e ministers|defen[cs]e chiefs|prime ministers|\
    diplomats|officials|advis[eo]rs|national security advis[eo]rs|premiers|delegations|powers|\
    members|democracies|heads of (?:state|government)|monarchs|chancellors|top diplomats|\
    foreign secretaries|envoys|counterparts|colleagues|opposite numbers|defen[cs]e secretaries|\
    (?:\w+ )?ministers|republics)
    (?:the|all|of the|these) (three|four|five|six|seven|eight|nine)(?=[\s,.;:'’]+(?!per|years?|\
    days?|months?|weeks?|hours?|times|points?|people|million|billion|percent|meetings|calls|talks|\
    conversations|sessions|visits|ships|jets|planes|companies|firms|men|women|soldiers|issues|\
    topics|rounds|letters|texts|projects))
    """,
)
TOGETHER = phrases(
    r"together|jointly|joint|as a (?:trio|three|quartet|group|foursome)|in the same room",
)
# A time of day or a day: who is met at one time and who at another are met apart.
_THEN = (
    r"(?: on (?:mon|tues|wednes|thurs|fri|satur|sun)day| in the (?:morning|afternoon|evening)"
    r"| (?:on )?the (?:next|following|same|previous) (?:day|morning|afternoon|evening)"
    r"| (?:a|one|two|three) (?:days?|hours?|weeks?) (?:later|earlier|before)"
    r"| at (?:noon|night|midday|breakfast|lunch|dinner)| over (?:breakfast|lunch|dinner)"
    r"| (?:later|earlier)(?: (?:on|in the day|that day|the same day))?| today| yesterday| tomorrow)"
)
_MET = "(?:met|meets?|talks|meetings?|sees|saw|received|receives|hosted|hosts)"
# What goes on about the same people: "and signed it on Friday", "and their aides on Friday".
_NO_GUEST = (
    r"(?:again|then|later|will|would|is|are|to|the \w+ day|an?|it|they|their|its|\w+ed|held|met"
    r"|left|went|flew|gave|made|spoke|began|took|saw)"
)
APART = phrases(
    rf"""
    separate(?:ly)?|respective|bilaterals?|in turn|one-on-one|each of|individually
    (?:met|meets?|spoke|talked|received) respectively
    each (?:for|over|lasting) (?:an?|half|\w+ (?:minutes|hours?))
    each (?:on|by) (?:his|her|its|their) own|each by (?:him|her|it)self|each (?:alone|apart)|\
    one at a time|with each (?:alone|apart|in private)
    various groupings|in pairs|back-to-back|one after (?:another|the other)|one by one|\
    each in turn|one at a time
    each (?:on (?:his|her|its|their) own|by (?:him|her|it|them)sel(?:f|ves))
    and, (?:later|then|in the evening|at night)(?=,)
    and (?:afterwards|subsequently)|and,? later (?:the same|that|in the) (?:day|evening|week)
    (?:not|never) in the same room
    (?:talks|meetings?|met|meets?|discussions|conversations?) with [^.;:,]{{3,90}},? and with
    in [\w’'-]+ (?:he|she|they) [^.;]{{3,110}},? (?:and |then )?in [\w’'-]+ (?:he|she|they) (?=\w)
    each of (?:the|his|her|their) (?:two|three|four|several)|on (?:separate|different) days
    first (?:[\w'’-]+,? ){{1,12}}(?:and|,) then|(?:moves?|moved|went|goes|travels?|travelled|flew|\
    flies) on to
    on (?:mon|tues|wednes|thurs|fri|satur|sun)day [^.;:]{{4,80}},(?: and)? on (?:mon|tues|wednes|\
    thurs|fri|satur|sun)day (?:the|with|by|to)
    {_MET} [^.;:]{{3,90}}{_THEN} and (?:{_THEN}, )?(?!{_NO_GUEST}\b)\
    (?:(?! (?:was|were|will|would|is|are|has|had|to) )[^.;:,]){{4,80}}{_THEN}
    {_MET} [^.;:]{{3,90}}{_THEN},? and,{_THEN},? (?!{_NO_GUEST}\b)(?=\w)
    """,
)
# "A trilateral relationship" counts states that are tied, not states that meet.
TIED = phrases(
    r"""
    (?:(?:tri|quadri|mini)-?lateral|tripartite|quadripartite|three-way|four-way) (?:\w+ )?\
    (?:relation\w*|cooperation|partnership|ties|alliance|\
    security|work|coordination|initiative|framework|exercis\w+|trade|agreement|pact|defen[cs]e|\
    economic|engagement)
    (?:called|named|dubbed|known as|name of|termed) (?:the |a |an )?[“"'‘]?(?:tri|quadri)lateral
    (?:tour|trip|visit|swing|journey|travels|stops?|leg) (?:\w+ ){0,2}?(?:of|to|through|in|across|\
    around) (?:(?:the|these|all|all of the) )?(?:three|four|five|six|seven|eight|nine) \
    (?:[\w-]+ ){0,2}(?:countries|nations|states|capitals|republics|neighbou?rs|allies|partners)
    """,
)

# What is said of meetings just told: "during the meetings, which were held separately".
SAID_APART = Vocabulary(
    r"\b(?:during|in|at|on the sidelines of|after) (?:the|these|those|all|each of the|their|his|her"
    r"|separate|both|all three) (?:separate |bilateral |individual |three |two |four ){0,2}"
    r"(?:meetings|calls|conversations|encounters)\b"
    r"|\b(?:meetings|calls|talks|conversations)(?:, which)? (?:were|are|took place|will be) "
    r"(?:all )?(?:held )?(?:separate(?:ly)?|bilateral(?:ly)?|individual(?:ly)?)\b"
)


@lru_cache(RECENT)
def cardinality(clause: str) -> int | None:
    """Return how many a clause says act together (3 for "trilateral").

    None where it is silent, speaks of two, or names two numbers.
    """
    counts = {int((match.lastgroup or "n0")[1:]) for match in COLLECTIVE.finditer(clause)}
    counts.update(NUMBER_WORDS[match[1] or match[2]] for match in COUNTED.finditer(clause))
    return counts.pop() if len(counts) == 1 else None


def counted_at(clause: str) -> list[int]:
    """Return where in a clause a number counts states or people in office: "three leaders"."""
    return [match.start() for match in COUNTED.finditer(clause)]


def is_collective(clause: str) -> bool:
    """Tell whether a clause has an adjective or noun for three and more that act as one."""
    return COLLECTIVE.search(clause) is not None


def is_joint(clause: str) -> bool:
    """Tell whether a clause says of those it names that they are together."""
    return TOGETHER.search(clause) is not None


def is_apart(clause: str) -> bool:
    """Tell whether a clause says of those it names that each meets on his own."""
    return APART.search(clause) is not None


def tells_apart(sentence: str) -> bool:
    """Tell whether a sentence says of meetings just told that each was by itself."""
    return SAID_APART.search(sentence) is not None


def without_ties(clause: str) -> str:
    """Return a clause without its words for states that are merely tied to each other."""
    return TIED.sub(" ", clause)
