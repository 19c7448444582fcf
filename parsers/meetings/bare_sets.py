"""States named alone that are said outright to meet: "A, B, C and D will hold talks in Geneva".

Nobody in office vouches for them, so the grammar has to: they are the subject of a verb of meeting
or of holding one, or stand behind the meeting word as those it brings together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from parsers.actors.actors import Actor, states_of
from parsers.scenes.clauses import Clause
from parsers.words.items import ItemKind
from parsers.words.triggers import Trigger, TriggerKind

LARGEST = 9  # states; a longer list is of a body's members
# What stands before states that are those a meeting word speaks of; "talks with A, B and C" are
# somebody else's, with each of them.
AROUND = frozenset(
    """of between among and plus by together gathered gathers gather assembled were are
    includes included : """.split(),
) | {""}
# What a subject of its own stands behind: the time, a comma, whoever tells of it.
OPENS_CLAUSE = re.compile(
    r"(?:^|[,;:–—\"“‘(]|\b(?:that|when|where|while|as|said|says|say|announced|confirmed|reported|and|but"
    r"|mon|tues|wednes|thurs|fri|satur|sun|today|yesterday|tomorrow|week|month|year|day|time|meanwhile"
    r"|january|february|march|april|may|june|july|august|september|october|november|december|\d+)"
    r"(?:day)?)\s*(?:(?:the|both|all|neighbou?ring|allies|neighbou?rs|rivals|partners)\s+){0,2}$"
)
PLURAL_CALLS = frozenset({"phone calls", "telephone calls", "conference calls"})
BEFORE_REACH = 40  # characters before the run in which that is looked for
# Between a subject and its verb or its meeting: "on Monday opened a new round of".
_WORDS = r"(?:[\s,]+[\w'’-]+)"
HOLDING = re.compile(
    rf"{_WORDS}{{0,8}}?[\s,]+(?:h[eo]ld(?:ing|s)?|ha[ds]|have|having|beg[aiu]n|start(?:ed|s)?"
    r"|open(?:ed|s)?|resumed?|conclude[ds]?|conven(?:e|ed|ing)|continued?|stage[ds]?"
    r"|conduct(?:ed)?|attend(?:ed|ing)?|t[ao]+k(?:e|en|ing)? part|participat(?:e|ed|ing)"
    r"|wrap(?:ped)? up|end(?:ed)?|met|meet|gather(?:ed)?|finish(?:ed)?|schedul(?:ed|ing)"
    r"|plan(?:ned)?|agreed)"
    r"(?:\s+[\w'’-]+){0,7}?\s+$",
)
DAY = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:today|tomorrow|tonight|this|next|later|soon"
    r"|again)\b"
)
TO_VERB = re.compile(rf"{_WORDS}{{0,8}}\s+$")
# A meeting told at the head of the sentence, whose subject follows: "after talks in Geneva, A".
AT_HEAD = re.compile(
    r"(?:at|after|during|following|in|on (?:the )?(?:sidelines|margins) of)\s(?:[\w'’-]+\s){0,6}$"
)


def are_told_to_meet(clause: Clause, actors: Sequence[Actor]) -> bool:
    """Tell whether a run of bare states is what a meeting word in the clause says to meet."""
    if not actors or len(states_of(actors)) > LARGEST or _are_names(clause, actors):
        return False
    start, end = clause.scene.position(actors[0].first), clause.scene.end_of(actors[-1])
    return any(
        _are_subject(clause, actors[0], start, end, trigger)
        if end <= trigger.start
        else trigger.is_noun and _are_around(clause, actors[0], start, trigger.start)
        for trigger in clause.live
        if trigger.kind is TriggerKind.MEETING
        or (trigger.kind is TriggerKind.CALL and trigger.text not in PLURAL_CALLS)
    )


def _are_names(clause: Clause, actors: Sequence[Actor]) -> bool:
    """Tell whether states stand side by side with nothing between: "Chad Israel" is a person."""
    items = clause.scene.items
    return any(left.last == right.first for left, right in pairwise(actors) if left != right) and (
        all(items[actor.last - 1].kind is ItemKind.STATE for actor in actors)
    )


def _are_subject(clause: Clause, first: Actor, start: int, end: int, trigger: Trigger) -> bool:
    text = clause.scene.row.text
    between = text[end : trigger.start]
    before = text[max(clause.start, start - BEFORE_REACH) : start]
    if trigger.text == "meet" and not between.strip() and _is_timeless(clause, before):
        return False
    is_for = first.governor == "for" and between.lstrip().startswith("to ")
    opens = is_for or first.governor == "" or OPENS_CLAUSE.search(before) is not None
    return opens and (HOLDING if trigger.is_noun else TO_VERB).match(between) is not None


def _is_timeless(clause: Clause, before: str) -> bool:
    """Tell whether a present tense is of no day: where A, B and C meet, borders do."""
    is_news = clause.scene.row.is_headline and not before.rstrip().endswith("where")
    return not is_news and DAY.search(clause.text) is None


def _are_around(clause: Clause, first: Actor, start: int, noun: int) -> bool:
    text = clause.scene.row.text
    if first.governor in AROUND:
        return True
    before = text[max(clause.start, start - BEFORE_REACH) : start]
    is_head = AT_HEAD.match(text[clause.start : noun]) is not None or noun == clause.start
    return is_head and OPENS_CLAUSE.search(before) is not None
