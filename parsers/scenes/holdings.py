"""Whether a verb has a named grouping meet: "hosts the Quad", "the Quad summit was held".

A grouping that "holds great promise" or "opens a market" only does something; what it does as
a meeting is to be held, hosted, attended, or to begin.
"""

from __future__ import annotations

import re

from parsers.scenes.scenes import Scene
from parsers.words.phrases import phrases
from parsers.words.triggers import Trigger, TriggerKind

# What one does to a meeting of a named grouping.
HOLDING = phrases(
    r"""
    h[eo]ld\w*|host\w*|co-host\w*|attend\w*|chair\w*|co-chair\w*|t[ao]+k\w*|beg[aiu]n\w*
    open(?:s|ed)|kick\w* off|conclud\w+|wrap\w* up|start(?:s|ed)
    """,
)

# "Was held", "being hosted"; "began", "opens" without what is begun: a meeting does so itself.
BEING = re.compile(r"\b(?:is|are|was|were|be|been|being)(?: \w+ly)? $")
BEING_REACH = 20
BEGINS = phrases("beg[aiu]n\\w*|open(?:s|ed)|kick\\w* off|conclud\\w+|wrap\\w* up|start(?:s|ed)")
HELD = re.compile(r" (?:(?!(?:for|in|on|to|about|with|and|that|from)\b)[\w'’-]+,? ){0,7}[\"“(]?")
OBJECT = re.compile(
    r" (?!(?:in|on|at|with|for|amid|after|before|under|behind|today|here|next|this|to"
    r"|tomorrow|yesterday|late|later|early|as|and|by|a day|without|against|from|near|earlier|via"
    r"|by|over|\w+day)\b)\w",
)


def holds_named(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether a named grouping is held, attended or begins, as meetings are.

    It is what one hosts, or is hosted itself; "the Quad holds" and "opens the door" something
    else, and so does who "began" anything.
    """
    if trigger.kind is not TriggerKind.SUPPORT or not HOLDING.match(trigger.text):
        return False
    text = scene.row.text
    few = [named for named in scene.named if named.is_minilateral or named.is_pair]
    if any(HELD.fullmatch(text, trigger.end, named.start) for named in few):
        return True
    is_passive = text.startswith(" by ", trigger.end) or BEING.search(
        text, max(0, trigger.start - BEING_REACH), trigger.start
    )
    is_event = BEGINS.match(trigger.text) and not OBJECT.match(text, trigger.end)
    return bool(few) and bool(is_passive or is_event)
