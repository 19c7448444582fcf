"""What the verb of which a meeting is the subject says of it: "the summit was put off".

The noun's own participles ("scheduled for Friday") count as its verb. Words alone, in lower case.
"""

from __future__ import annotations

import re

from parsers.words.governors import DOUBT, MAY, Mood
from parsers.words.phrases import alternatives
from parsers.words.verb_groups import REPORTED
from parsers.words.vocabularies import Sections

REACH = 230  # characters after a noun in which its verb stands
# What is said of somebody at the meeting is not said of the meeting.
RELATIVE = re.compile(
    r", (?:which (?:was|were|had been|has been)|who|whose|whom|where"
    r"|(?:in|at|with|during|for) which)\b"
    r"[^,;]{0,160}(?:,|$)"
    r"|, (?:an?|the|its|his|her|their|one) (?:[\w'’-]+ ){1,6}(?:which|that|who|whose)\b"
    r"[^,;]{0,160},"
    # "The next meeting, they agreed, is to be held": who says so, and what was planned first.
    r"|, (?:[\w'’.-]+ ){0,4}(?:agreed|decided|said|says|added|announced|stressed|noted)\b"
    r"[^,;]{0,60},"
    r"|, (?:at first|first|originally|initially|once|earlier) (?:planned|scheduled|set|due|fixed)\b"
    r"[^,;]{0,80},"
)
_ADVERBS = r"(?:(?:\w+ly|also|now|still|yet|not|again|just|then|first|therefore|thus) ){0,3}"
_BE = (
    r"(?:(?:is|are|was|were|be|been|being|got|gets|stands?|remains?|has been|have been)"
    r"(?:n['’]t)? [\"“]?)"
)
_HAPPEN = (
    r"(?:be (?:held|hosted|convened)|take place|go ahead|happen|occur|proceed|begin|start|follow"
    r"|come|convene|open)"
)
_FOR_NOW = (
    r"(?:(?:on|in|this|next) [\w ]{2,20} )?(?:for (?:now|the (?:time being|moment))"
    r"|at this (?:time|stage|point)|until (?!now)|before )"
)
_BRING = (
    r"(?:draw|attract|discuss|adopt|focus|review|produce|cover|address|approve|endorse|dwell|yield"
    r"|result|last|touch|centre|center|deal|help|pave|conclude with|end with|bring (?!together))"
)
_SET = r"(?:scheduled|planned|slated|set|due|billed|fixed|earmarked)"
_AGREED = r"(?:announced|agreed|confirmed|called|arranged)"
_OFF = alternatives(
    r"""
    cancel\w+|called off|scrapped|shelved|abandoned|axed|dropped|aborted|ditched
    off(?=[,.;]|$| (?:because|after|as|and|amid|again|altogether|following|over|since|for good)\b)
    """
)
_PUT_OFF = alternatives(
    r"""
    postponed|reset|put off|put back|put on (?:hold|ice)|pushed back|delayed|deferred|suspended
    on (?:hold|ice)|off (?:until|till|for (?:now|the (?:moment|time being)))
    """
)
_WISHED = alternatives(
    r"""
    proposed|mooted|suggested|floated|requested|under consideration|in limbo|in doubt|uncertain
    yet to be (?:fixed|scheduled|set|confirmed|announced|agreed)|possible
    being (?:considered|mulled|explored)
    """
)
_LIKELY = alternatives(
    r"""
    being (?:arranged|worked out|planned|organi[sz]ed|prepared|discussed|negotiated)
    imminent|talked about|anticipated|hoped for|under discussion|on the cards
    in the (?:works|offing|pipeline|making)
    """
)
_RAN = alternatives(
    r"""
    took place|opened|began|begun|started|ended|concluded|closed|wrapped up|kicked off
    got under ?way|got going|got off the ground|went ahead|came off
    lasted|focus(?:s)?ed|discussed|produced|dealt|yielded|brought|marked|resulted
    reviewed|addressed|adopted|issued|failed|saw|showed|demonstrated|underlined
    broke up|followed|covered|touched|ran
    came (?:amid|as|after|just|days|hours|weeks|a|at)|centred|centered|drew|dominated
    (?:has |have |had )?(?:agreed|decided|approved|endorsed|pledged|condemned|urged|called for)
    """
)
_RUNS = alternatives(
    r"""
    takes place|take place|opens|begins|starts|ends|concludes|kicks? off|gets under ?way|convenes
    (?:is|are) taking place|(?:is|are) being held|(?:is|are) (?:held|on|in|an?|the|one|their|its)
    comes (?:amid|as)|brings?|(?<!\bits )(?<!their )aims?(?: to| at)|marks? (?:an?|the|\w+ years)
    """
)
_WELCOME = (
    r"(?:good|useful|desirable|welcome|helpful|ideal|appropriate|beneficial|necessary|important"
    r"|logical|natural)"
)
_PASSIVE = r"(?:held|hosted|convened|attended|chaired|overshadowed|dominated|marked|opened|led)"
_HOW = r"(?:now |still |already |also |currently )?"
PREDICATES = (
    ("off", rf"{_BE}{_ADVERBS}(?:{_OFF})"),
    ("put off", rf"(?:will|would|can|could)(?: not|n['’]t) {_HAPPEN} (?:before|until|till)"),
    ("put off", rf"(?:will|would|can|could|did)(?: not|n['’]t) (?:\w+ )?{_HAPPEN} {_FOR_NOW}"),
    ("off", rf"(?:will|would|can|could|did)(?: not|n['’]t| no longer) (?:\w+ )?{_HAPPEN}"),
    ("off", "falls? through|fell through|never (?:happened|took place|materiali[sz]ed|came about)"),
    ("put off", rf"{_BE}{_ADVERBS}(?:{_PUT_OFF})"),
    ("put off", "on (?:hold|ice)|slipped (?:to|into|until)"),
    ("wished", rf"{_BE}{_ADVERBS}(?:{_WISHED})"),
    ("wished", "(?:proposed|mooted|suggested|floated) (?:by|for|in|last|earlier)"),
    ("likely", "should go ahead"),
    ("wished", rf"(?:should|must|ought to) {_ADVERBS}{_HAPPEN}"),
    # "Proposed that a summit be held": no auxiliary stands before.
    ("wished", r"(?<!\bnot )be (?:held|hosted|convened|organi[sz]ed)"),
    (
        "planned",
        r"(?:is|are) being (?:organi[sz]ed|convened|hosted) (?:on|for|today|tomorrow|tonight|next)",
    ),
    ("likely", rf"{_BE}{_ADVERBS}(?:{_LIKELY})|(?:{MAY}|might|could) {_ADVERBS}{_HAPPEN}"),
    ("likely", rf"(?:expected|likely|tipped|believed|tentatively \w+) to {_ADVERBS}{_HAPPEN}"),
    # What a meeting is expected to bring leaves no doubt that it takes place.
    ("planned", rf"(?:is|are) (?:expected|likely) to {_ADVERBS}{_BRING}"),
    ("planned", r"(?:is|are) (?:now |already )?in preparation"),
    ("planned", r"draws? near(?:er)?|nears|approaches|(?:is|are) (?:just )?(?:a)?round the corner"),
    ("planned", r"(?:is|are) (?:only |just )?(?:\w+ ){1,2}(?:days?|weeks?|months?|hours?) away"),
    ("planned", rf"{_BE}{_ADVERBS}(?:brought forward|moved|rescheduled|shifted) (?:to|until|for)"),
    ("likely", rf"(?:reportedly|provisionally|tentatively) {_SET}"),
    ("likely", r"(?:expected|likely) (?:in|on|for|next|later|this|soon|by|before|at|within|early)"),
    # Who is to go on has begun.
    (
        "done",
        r"(?:will|would|(?:is|are|was|were|due|set|expected|scheduled) to) (?:go on|continue)\b",
    ),
    ("wished", rf"would (?:\w+ly )?be (?:an? )?(?:\w+ly )?(?:{_WELCOME})"),
    ("would", r"would (?=\w)"),
    ("planned", r"(?:was|were) (?:also |originally )?to (?=\w)"),
    ("planned", rf"(?:will|shall) {_ADVERBS}(?=\w)|['’]ll (?=\w)"),
    ("planned", "to be (?:held|hosted|convened|chaired|attended)"),
    ("planned", rf"(?:is|are) {_HOW}(?:to|due|set)\b|{_SET}|{_BE}{_ADVERBS}{_AGREED}"),
    ("done", rf"(?<!\bbe )(?<!\bbeen )(?<!\bwas )(?<!\bwere )(?:{_RAN})"),
    (
        "done",
        rf"(?:was|were|has been|have been|had been|being) {_ADVERBS}{_PASSIVE}|held(?! before)",
    ),
    ("ongoing", rf"(?:is|are|was|were) {_HOW}(?:under ?way|in progress|in session)"),
    ("present", _RUNS),
    ("done", "(?:was|were) (?:an?|the|one|their|its|also|in|at|on)"),
)
PREDICATE = Sections(rf"\b(?:{words})\b" for _, words in PREDICATES)
OFF = frozenset({Mood.OFF, Mood.PUT_OFF})
BEING_OFF = re.compile(
    rf"(?:\bnot|n['’]t) (?:yet )?(?:been |being )?(?={_OFF}|{_PUT_OFF})",
)
PRIOR = re.compile(
    r"\b(?:after|since) (?:(?:it|they|the [\w-]+|an? (?:[\w-]+ ){0,3}[\w-]+) (?:had )?)?$"
)
PRIOR_REACH = 50  # characters before "was put off" in which "after it" stands
NOT_REACH = 10  # characters before "been cancelled" in which a "not" stands
DOUBT_REACH = 14  # characters around "will" in which "probably" weakens it


def predicate(clause: str, end: int) -> tuple[Mood | None, bool]:
    """Return what the first verb after a noun says of it, and whether one says that it is off."""
    right = RELATIVE.sub(_blank, clause[end : end + REACH])
    found = [
        (match, _mood(right, match, PREDICATES[number][0], clause))
        for number, match in PREDICATE.finditer(right)
        if not _is_denied(right, match)
    ]
    off = next((mood for match, mood in found if mood in OFF and not _is_prior(right, match)), None)
    if off is not None:
        return off, True
    found = [(match, mood) for match, mood in found if mood not in OFF]
    return (found[0][1] if found else None), False


def _mood(right: str, match: re.Match[str], name: str, clause: str) -> Mood:
    if name == "would":
        return Mood.PLANNED if REPORTED.search(clause) else Mood.LIKELY
    mood = Mood(name)
    low, high = max(0, match.start() - DOUBT_REACH), match.end() + DOUBT_REACH
    if mood is Mood.PLANNED and DOUBT.search(right, low, high):
        return Mood.LIKELY
    return mood


def _is_denied(right: str, match: re.Match[str]) -> bool:
    """Tell whether "not" takes back that a meeting is off: "has not been cancelled"."""
    said = BEING_OFF.search(right, max(0, match.start() - NOT_REACH), match.end())
    return said is not None and said.end() >= match.start()


def _is_prior(right: str, match: re.Match[str]) -> bool:
    """Tell whether it was off before: "will be held in June after it was put off"."""
    return PRIOR.search(right, max(0, match.start() - PRIOR_REACH), match.start()) is not None


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())
