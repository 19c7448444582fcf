"""Words that speak of people or a meeting as known: "the ministers", "their talks", "they"."""

from __future__ import annotations

import re

from parsers.words.vocabularies import Vocabulary

THE_GROUP = Vocabulary(
    r"\b(?:the|these|all) (?:three|four|five|six|seven|eight|nine|trio|quartet)?\s?"
    r"(?:foreign |defen[cs]e |prime |next |upcoming |coming |planned |scheduled |annual )?"
    r"(?:leaders|ministers|sides|countries|nations|advisers|advisors|chiefs|presidents|officials"
    r"|parties|states|trio|quartet|three|four|five|summit|meeting|talks|trilateral|dialogue"
    r"|session|gathering|encounter|call|consultations|discussions"
    r"|heads of (?:state|government)|premiers|envoys|negotiators|delegations)\b"
    r"|\b(?:their|its|such) (?:\w+ ){0,2}"
    r"(?:meeting|talks|summit|trilateral|dialogue|session|gathering|call)\b"
    r"|\btheir (?:respective )?(?:foreign |defen[cs]e |prime |finance )?"
    r"(?:leaders|ministers|presidents|premiers|advisers|advisors|chiefs|heads|officials|diplomats|envoys)\b"
    r"|\bof the group(?:ing)?\b",
)
THEY = re.compile(r"(?:they|it)\b")


def speaks_of_group(text: str) -> bool:
    """Tell whether words speak of people or a meeting as known: "the ministers", or "it" first."""
    return THEY.match(text) is not None or THE_GROUP.search(text) is not None
