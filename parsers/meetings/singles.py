"""Whether those whom somebody meets are met each by himself: "with X on Monday, with Y on Tuesday".

What the words say together, or count as one set, is never taken apart. Who meets whom then is asked
in parsers.meetings.participants.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from parsers.actors.actors import Actor, states_of
from parsers.scenes.clauses import Clause
from parsers.words.counts import SET_SIZE, is_apart, is_collective, is_joint
from parsers.words.function_words import PLACE_WORDS, word_at
from parsers.words.items import ItemKind, places_of
from parsers.words.phrases import phrases
from parsers.words.triggers import STRONG, Trigger, TriggerKind

RECEIVED = re.compile(r"receiv|welcom")
# Between "met" or "talks" and those met; a day may stand there.
AT_WORD = re.compile(
    r"(?: (?:on \w+day|today|yesterday|separately|also|in [\w'’-]+))?"
    r"(?: (?:with|to|on))?(?: the)? ?"
)
PLURALS = frozenset(
    {"meetings", "dialogues", "consultations", "encounters", "calls", "phone calls"}
)
PLURAL_CALLS = frozenset({"calls", "phone calls", "telephone calls", "telephone conversations"})
# Who "spoke with A and with B" spoke with each, unless one joins the other.
AND_WITH = re.compile(r" and (?:also |then |later |separately )?with\b(?!.{0,90}\bjoin)")
# "With A for an hour, with B for two and a little longer with C": each has a "with" of his own.
WITH_EACH = re.compile(
    r"[^;]{0,60}?(?:,| and)(?: (?!(?:along|together|jointly|alongside|who|whom|which|where|as)\b)"
    r"[\w'’-]+){0,7} (?:with|to) (?:the )?",
)
SERIES = phrases(
    r"""
    (?:series|string|flurry|succession|raft|handful) of (?:[\w-]+ ){0,2}\
    (?:calls|phone calls|telephone calls|conversations|meetings|talks|contacts|encounters|\
    engagements|discussions|one-on-ones|bilaterals|telephone conversations)
    (?:during|on) (?:a|an|his|her|its|their|the) (?:[\w-]+ ){0,3}(?:tour|swing|\
    trip (?:to|of|through) (?:the )?(?:asia|africa|europe|gulf|balkans|region|middle east|\
    latin america|central asia|caucasus|pacific|south-?east asia|west africa|east africa|caribbean))
    among others
    (?:the|these|those|all|of the|in|his|her) (?:two|three|four|five|six|several) \
    (?:[\w-]+ )?(?:meetings|calls|conversations|encounters)
    """,
)
# "Among those whom he met were A, B and C".
AMONG_THE_MET = phrases(
    r"""
    among (?:those|the (?:leaders|ministers|presidents|people|officials|guests|visitors)) \
    (?:who |whom |that )?(?:[\w'’-]+ ){1,4}(?:met|saw|received|spoke (?:to|with)|talked (?:to|with))
    """,
)
EACH = frozenset({"with", "to"})
STOPS = frozenset({ItemKind.CITY, ItemKind.STATE})
TO_STOP = 5  # characters from "will travel to" to the first stop: " the "
GOING = phrases(
    "(?:leaves?|left|depart(?:s|ed)?|sets? (?:off|out)) for|arriv(?:es?|ed) in|"
    "(?:go|goes|going|went|travel(?:s|led|ed|ling|ing)?|fl(?:y|ies|ew)|head(?:s|ed)?|trips?) to|"
    "visit(?:s|ed|ing)?|tour(?:s|ed|ing)?"
)
MET_ON_TOUR = frozenset(
    {"meetings", "talks", "consultations", "discussions", "conversations", "meet", "met"}
)


def are_met_singly(clause: Clause, before: Sequence[Actor], after: Sequence[Actor]) -> bool:
    """Tell whether those ``after`` the meeting word are met one at a time by those ``before``.

    Who "met his Japanese and Korean counterparts for meetings" met each of them alone.
    """
    text = clause.text
    if is_joint(text) or is_collective(text):
        return False
    counterparts = sum(actor.is_counterpart for actor in after)
    if counterparts > 1 and any(t.text in PLURALS for t in clause.triggers):
        return True
    if AND_WITH.search(text) is not None and all(actor.governor == "with" for actor in after):
        return True
    is_of_one = len(states_of(before)) <= 1
    return is_apart(text) or (is_of_one and _are_of_series(clause, after))


def are_met_alone(clause: Clause, present: Sequence[Actor]) -> bool:
    """Tell whether only those are known whom somebody meets: "he spoke to those of A, B and C".

    Whoever meets them is one of the meeting, so that they are no set without him.
    """
    if not present or is_joint(clause.text) or is_collective(clause.text):
        return False
    first, start = present[0], clause.scene.position(present[0].first)
    if any(a.group != first.group and a.governor not in EACH for a in present):
        return False
    words = [t for t in clause.triggers if t.end <= start]
    return not first.is_compound and any(_is_met(clause, first, word) for word in words)


def _is_met(clause: Clause, first: Actor, word: Trigger) -> bool:
    """Tell whether those behind a word are its object: "met the", "talks with", "received"."""
    between = clause.scene.row.text[word.end : clause.scene.position(first.first)]
    if AT_WORD.fullmatch(between) is None:
        return False
    if word.kind is TriggerKind.SUPPORT:
        is_received = word is clause.main and RECEIVED.match(word.text) is not None
        return is_received and not _is_by_city(clause, word)
    if word.kind not in STRONG or word.text.startswith("gather"):
        return False
    return first.governor in EACH or (not word.is_noun and first.governor == word.text.split()[-1])


def _is_by_city(clause: Clause, word: Trigger) -> bool:
    """Tell whether a city is the host, as in "Split will receive": it is none of those who meet."""
    scene = clause.scene
    return any(
        scene.position(at) < word.start and word_at(scene.items, at - 1) not in PLACE_WORDS
        for at in places_of(ItemKind.CITY, scene.items)
    )


def _are_of_series(clause: Clause, after: Sequence[Actor]) -> bool:
    if len({actor.state for actor in after}) < SET_SIZE - 1:
        return False
    text = clause.text
    if SERIES.search(text) is not None or AMONG_THE_MET.search(text) is not None:
        return True
    if _has_each_a_with(clause, after) or _has_each_a_place(clause, after):
        return True
    return _are_called(clause, after) or _is_tour(clause)


def _has_each_a_with(clause: Clause, after: Sequence[Actor]) -> bool:
    """Tell whether each of those met stands behind a "with" of his own."""
    heads = [
        actor
        for before, actor in pairwise(after)
        if actor.group != before.group
        and WITH_EACH.fullmatch(
            clause.scene.row.text, clause.scene.end_of(before), clause.scene.position(actor.first)
        )
    ]
    groups = {actor.group for actor in after if not actor.is_bare}
    return after[0].governor in EACH and len(heads) == len(groups) - 1 > 0


def _has_each_a_place(clause: Clause, after: Sequence[Actor]) -> bool:
    """Tell whether each is met at home: "X in Kinshasa, Y in Nairobi and Z in Kigali"."""
    scene = clause.scene
    cities = [
        scene.position(at)
        for at in places_of(ItemKind.CITY, scene.items)
        if word_at(scene.items, at - 1) in PLACE_WORDS
    ]
    ends = [scene.end_of(actor) for actor in after]
    starts = [scene.position(actor.first) for actor in after[1:]]
    gaps = list(zip(ends, starts, strict=False))
    is_each = all(any(end <= city < start for city in cities) for end, start in gaps)
    return bool(gaps) and is_each


def _are_called(clause: Clause, after: Sequence[Actor]) -> bool:
    """Tell whether somebody has several calls: "received phone calls from A, B and C"."""
    start = clause.scene.position(after[0].first)
    calls = [t for t in clause.triggers if t.text in PLURAL_CALLS and t.start < start]
    return bool(calls) and after[0].governor in {"with", "from", "to"}


def _is_tour(clause: Clause) -> bool:
    """Tell whether somebody is to meet people in several places, in each his hosts."""
    scene, text = clause.scene, clause.scene.row.text
    words = [t for t in clause.triggers if t.kind is TriggerKind.MEETING]
    going = GOING.search(text, 0, words[-1].start) if words else None
    if going is None or words[-1].text not in MET_ON_TOUR:
        return False
    stops = [
        scene.position(at)
        for at, item in enumerate(scene.items)
        if item.kind in STOPS and going.end() <= scene.position(at) < words[-1].start
    ]
    return len(stops) > 1 and stops[0] - going.end() <= TO_STOP
