"""The round after the one told: "the next meeting will be in A", "they will sit down again in B".

It tells whether a clause speaks of a further meeting of those who met; who they are is
known from the sentences before, and asked in parsers.meetings.participants.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.scenes.clauses import Clause
from parsers.words.function_words import word_at
from parsers.words.items import Item, ItemKind
from parsers.words.known_groups import speaks_of_group
from parsers.words.phrases import alternatives, phrases
from parsers.words.vocabularies import Vocabulary

TALKS = "talks|negotiations|discussions|consultations|dialogue"
ROUND = alternatives(
    rf"""
    rounds?(?: of (?:the |their |these )?(?:\w+ ){{0,2}}(?:{TALKS}))?|meetings?|summits?|sessions?
    {TALKS}|editions?|trilateral|quadrilateral|conference|gathering|ministerial|conclave|retreat|one
    """,
)
ORDINAL = alternatives(
    r"""
    second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth
    [0-9]{1,3}(?:st|nd|rd|th)
    """,
)
# Nouns for what comes after this meeting.
NEXT = phrases(
    rf"""
    (?:(?:the|their|its|a|this|whose) (?:\w+ )?(?:next|following|follow-up|further|subsequent|\
    additional|fresh)|another|(?:one|two) more) \
    (?:(?!week|month|year|day)[\w-]+ ){{0,4}}?(?:{ROUND})
    the (?:{ORDINAL}) (?:[\w-]+ ){{0,3}}?(?:{ROUND})
    (?:host|hosts|hosting|host of) (?:[\w'’-]+ ){{0,3}}(?:{ORDINAL}) \
    (?:[\w'’-]+ ){{0,3}}?(?:{ROUND})
    (?:next|the following|the coming) year['’]?s (?:(?!week|month|day)[\w-]+ ){{0,3}}?(?:{ROUND})
    followed by (?:[\w'’“”\"-]+ ){{1,4}}?(?:{ROUND})
    """,
)
# Whose meetings these can be: of the states and people told of, or of a body of theirs.
OWN = alternatives(
    r"""
    (?:the |this |that |these |its |their |our )?(?:[\w-]+ )?(?:three|four|five|six|seven|eight|nine
    |trilateral|tripartite|quadrilateral|quadripartite|ministers|leaders|presidents|premiers|officials
    |heads|chiefs|foreign|defen[cs]e|prime|group(?:ing)?|trio|quartet|format|mechanism|commission
    |committee|kind|sort|type|series|sides|parties|countries|nations|states|secretaries|advis[eo]rs
    |experts|joint|working|steering|track|alliance|conclave|bloc|triangle|partnership|quad|initiative)
    """.replace("\n    |", "|"),
)
OF_OTHERS = re.compile(rf" (?:of|between|among|for) (?!(?:{OWN})\b)")
# Verbs for it, whose subject is known people.
AGAIN = Vocabulary(
    r"\b(?:they|it|ministers?|leaders?|presidents?|premiers?|officials?|sides|parties|countries"
    r"|nations|states|capitals|delegations?|negotiators|experts|diplomats|chiefs|advis[eo]rs|envoys"
    r"|heads|secretaries|teams? of experts|three|four|five|six|trio|group|committee|commission"
    r"|agreed|format|counterparts|vowed|decided|promised|plan(?:s|ned)?|resolved|undertook"
    r"|pledged) "
    r"(?:[\w'’-]+,? ){0,6}?"
    r"(?:(?:meet|gather|convene|sit down|get together|come together|assemble|confer|talk) "
    r"(?:\w+ ){0,2}(?:again|anew|next|once more)|reconvenes?"
    r"|take (?:\w+ )?(?:the|this|these) (?:[\w-]+ ){1,2}(?:up )?again"
    r"|(?:be|are|is) (?:\w+ )?(?:repeated|reconvened))\b",
)
# What was agreed then has come about since.
THEN = phrases("(?:agreed|decided|said|announced|resolved) (?:then|there|at that time|back then)")
# It is yet to be; "the next round was held" is not.
TO_COME = phrases(
    r"""
    will|would|shall|(?:is|are|was|were) (?:\w+ly )?(?:to|due|set|slated|scheduled|planned|expected)
    to (?:be )?(?:host\w*|h[eo]ld|meet|convene|gather|take place|follow\w*|organi[sz]e)|followed by
    next (?:week|month|year|spring|summer|autumn|fall|winter)
    (?:expect|plan|hope|intend|propose)(?:s|ed)?|should|agree[sd]? (?:up)?on
    """,
)
# Those who meet again and are no states.
STRANGERS = phrases(
    r"""
    board|parliaments?|cabinet|bank|courts?|clubs?|teams|part(?:y|ies) (?:congress|conference)
    assembly|congress|league|federation|fans|farmers|compan(?:y|ies)|firms?|players|unions?|rebels
    shareholders|lawmakers|senate|jury|governors|exercises?|drills?|tournament|elections?|rivals
    """,
)
# A grouping this near a meeting word has it for its own: "the next G20 summit".
OWNER_REACH = 3
NAMES_OF_OWN = frozenset({ItemKind.STATE, ItemKind.DEMONYM, ItemKind.OFFICE, ItemKind.POSSESSIVE})
ADJECTIVES = frozenset(
    """the their its a trilateral tripartite quadrilateral ministerial joint high-level level
    leaders presidential committee commission steering coordination consultative technical annual
    second third fourth fifth sixth seventh eighth ninth tenth next following foreign defence
    defense ministers summit political security strategic dialogue council working group""".split(),
)
WHERE = frozenset({"at", "during", "sidelines", "margins", "before", "after", "alongside", "with"})


def speaks_of_known(clause: Clause) -> bool:
    """Tell whether a clause speaks of a meeting or of people as known, and of no body's own."""
    if is_of_another_round(clause):
        return False
    return speaks_of_group(clause.text) or is_next_round(clause)


def is_next_round(clause: Clause) -> bool:
    """Tell whether a clause speaks of a further meeting of whom the text is about."""
    text = clause.text
    nouns = NEXT.search(text)
    is_again = nouns is not None and not OF_OTHERS.match(text, nouns.end())
    if is_again and nouns is not None and nouns[0].startswith("its ") and _names_body(clause):
        return False
    is_again = is_again or (nouns is None and AGAIN.search(text) is not None)
    is_again = is_again and THEN.search(text) is None
    before = clause.main.start - clause.start
    return is_again and STRANGERS.search(text, 0, before) is None and not _is_of_body(clause)


def is_of_another_round(clause: Clause) -> bool:
    """Tell whether a clause speaks of a further meeting, but of other people's."""
    return NEXT.search(clause.text) is not None and not is_next_round(clause)


def _names_body(clause: Clause) -> bool:
    """Tell whether "its" can be of a body that the sentence names: "NATO ... its next summit"."""
    return any(not named.is_minilateral for named in clause.scene.named)


def is_to_come(text: str) -> bool:
    """Tell whether words in lower case say that such a meeting is yet to be."""
    return TO_COME.search(text) is not None


def _is_of_body(clause: Clause) -> bool:
    """Tell whether the meeting is one of a body: "the next summit of the African Union"."""
    items, position = clause.scene.items, clause.scene.position
    near = [
        at
        for at, item in enumerate(items)
        if item.kind in (ItemKind.GROUPING, ItemKind.MASK) and clause.holds(item)
    ]
    word = next((at for at in range(len(items)) if position(at) >= clause.main.start), len(items))
    if _is_titled(items, word):
        return True
    return any(
        abs(at - word) <= OWNER_REACH
        and not WHERE & {word_at(items, at - 1), word_at(items, at - 2), word_at(items, at - 3)}
        for at in near
    )


def _is_titled(items: Sequence[Item], word: int) -> bool:
    """Tell whether a name that nobody knows stands before a meeting word: "the P4G summit"."""
    before = items[word - 1] if 1 < word <= len(items) else None
    is_name = before is not None and before.text[:1].isupper() and before.kind not in NAMES_OF_OWN
    return is_name and before is not None and before.word not in ADJECTIVES
