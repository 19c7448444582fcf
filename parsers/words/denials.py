"""Whether words deny the meeting that they speak of, or only another by the way.

It reads words alone, in lower case.
"""

from __future__ import annotations

import re

from parsers.words.phrases import phrases
from parsers.words.statuses import OFF, status_at
from parsers.words.triggers import Trigger

DENIED = phrases(
    r"""
    no (?:plans?|meetings?|talks|summit|contact|trilateral|in-person)
    not (?:meet|met|hold|held|plan|planned|planning|scheduled|\
    on (?:the|any|anyone['’]s|its|his|her|our|their|my) (?:agenda|itinerary|cards|diary)|\
    attend|attending|be attending)
    not (?:yet )?(?:been )?(?:convened|held|met|taken place)
    not (?:be|been|being) (?:attended|joined) by|(?:is|are|was|were) not attended by
    (?:has|have|had)(?: not|n['’]t) (?:yet |so far )?(?:spoken|talked|conferred) (?:to|with)
    did(?: not|n['’]t) (?:speak|talk) (?:to|with)
    nothing (?:has been|was|had been|is) (?:planned|arranged|scheduled|agreed|fixed|put in)
    did(?: not|n['’]t) meet|refus(?:e|es|ed|ing|al) to (?:meet|hold|attend|talk)
    (?<!not )(?<!n['’]t )rul(?:e|es|ed|ing) out
    den(?:y|ies|ied|ying) (?:on \w+day |\w+ly |again )?(?:that |reports|plans|any|a |having)
    never (?:met|meet|held)|without (?:a )?meeting|skip(?:s|ped|ping)?|stay(?:s|ed)? away from
    boycott\w*|reject(?:s|ed|ing)? (?:a |the |any )?(?:\w+ )?(?:meeting|talks|summit|proposal)
    unless|(?<!good )(?<!useful )(?<!helpful )(?<!desirable )if \
    (?!(?:[\w'’-]+ ){1,4}(?:allows?|permits?|goes?|go|holds?|works?)\b)(?:the|a|they|he|she|such|\
    any|talks|it)|hypothetical
    would have (?:met|held|been held|taken place|attended|gathered)
    (?:can(?:not|['’]t| not)|could(?: not|n['’]t)|fail(?:s|ed|ing)? to|unable to) (?:even )?\
    (?:agree on|agree to|fix|settle on|find|set) (?:a|an|any|the|when|where|how) \
    (?:(?!\b(?:at|during|in|after|when)\b)[^.;]){0,60}\
    (?:meetings?|summit|talks|trilateral|session|dialogue)
    no (?:(?:such|further|such a|new|fresh|other|separate|joint|bilateral|trilateral|tripartite|\
    quadrilateral|three-way|four-way|direct|formal|official|face-to-face) ){0,3}(?:2\s?\+\s?2|\
    dialogue|two-plus-two|ministerial|meetings?|talks|summit|session|gathering|encounter|visit)
    (?:kn(?:ew|ows?)|heard|hears?) nothing (?:of|about)|(?:not|un)\s?aware of
    (?:no|any|without) knowledge (?:of|that|about)
    no (?:intentions?|plan|wish|desire|reason|need) (?:of|to|for)
    refus(?:e|es|ed|ing|al) (?:(?:on|again|flatly|to be|late) )?(?:\w+day )?to (?:sit|meet|hold|\
    attend|talk|join|come|see|receive|host|speak)
    nobody (?:refused|agreed)
    no (?:\w+ )?(?:minister|president|leader|premier|official|chancellor|one|side|date)s? (?:of|\
    from) (?:[\w'’-]+ ){1,4}(?:has|have|had|will|would|wants?)
    neither\b.{0,90}\b(?:wants?|wanted|plans?|planned|agreed|asked|has met|have met|will meet)
    there (?:was|has been|were) never
    not (?:yet )?(?:been )?invited to any
    no such (?:proposal|plan|idea|request|invitation|thing|event|trip|appointment|decision|offer)s?
    (?:is|are|was|were|looks?|seems?|appears?|remains?|becoming) (?:now |still |highly |very |\
    most |increasingly )?unlikely(?=[,.;]| (?:before|until|any|this|for|soon|in|on|while|as)\b)
    no (?:\w+ )?(?:discussions|negotiations|preparations|arrangements|invitations?) (?:on|about|\
    for|over|to) (?:an?|any|such|holding|hosting)\b
    """,
)
# A rumour of a meeting, and what is said of it; the meeting stands between.
REFUTED = phrases(
    r"""
    (?:reports?|rumou?rs?|talk|suggestions?|news|stories|speculation|efforts?|claims?) (?:of|about|\
    that|to|on)\b.{0,140}?\b(?:is|are|was|were) (?:\w+ ){0,2}(?:untrue|false|baseless|unfounded|\
    fake|premature|fiction|wrong|nonsense|fabricated|dismissed|denied|rejected)
    (?:dismiss\w*|reject\w*|den(?:y|ies|ied)|gave short shrift to|scoff\w* at|shot down|brush\w* \
    (?:off|aside)|turn\w* down|spurn\w*|rebuff\w*|shrug\w* off|pour\w* cold water on|play\w* down) \
    (?:[\w'’-]+ ){0,5}(?:remarks|reports?|\
    rumou?rs?|talk|speculation|ideas?|suggestions?|comments|claims?|calls?|offers?) \
    (?:of|about|on|that|for|to) \
    (?:(?!at |during |after |in |ahead )[\w'’-]+,? ){0,8}(?:meetings?|summit|talks|trilateral|\
    session|dialogue|meet)
    """,
)
# The second half of a contrast; it takes nothing back from the first.
CONTRAST = re.compile(r"(?:\w+ ){0,3}(?:not|no|never|neither|without)\b")
# Of what has not been since a year, something is told that is.
BY_THE_WAY = re.compile(
    r", (?:which|who) (?:has|have|had|did|was|were) (?:not|never)\b[^,;]{0,120}(?:,|$)"
)
# "There was never a summit to cancel": what was not to be cannot be called off.
NEVER_WAS = phrases(
    "there (?:is|was|were|has been|had been) (?:never|no) (?:an? |any )?(?:\\w+ )?"
    "(?:meetings?|summit|talks|visit|session|dialogue|call) (?:to|for anybody to)"
)


def is_denied(sentence: str) -> bool:
    """Tell whether a sentence denies, refuses or only supposes a meeting."""
    return DENIED.search(sentence) is not None


def is_refuted(sentence: str, trigger: Trigger) -> bool:
    """Tell whether a meeting word stands in a rumour that the sentence calls untrue."""
    spans = (match.span() for match in REFUTED.finditer(sentence))
    return any(start <= trigger.start < end for start, end in spans)


def denies(clause: str, trigger: Trigger) -> bool:
    """Tell whether a clause denies its meeting; one that is called off was to be."""
    if NEVER_WAS.search(clause):
        return True
    told = BY_THE_WAY.sub(_blank, clause)
    denied = is_denied(told) or is_refuted(clause, trigger)
    return denied and status_at(clause, trigger) not in OFF


def begins_denying(sentence: str, start: int) -> bool:
    """Tell whether a clause begins by denying: "but is not planning a separate one"."""
    return CONTRAST.match(sentence, start) is not None


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())
