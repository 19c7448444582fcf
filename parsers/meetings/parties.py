"""Who of those a clause names takes part in its meeting.

People in office and states at the meeting word do; whoever only speaks of it, and the states it
is about, do not.
"""

from __future__ import annotations

import re

from parsers.actors.actors import Actor, Role
from parsers.actors.roles import COMPANY_WORDS
from parsers.meetings.bystanders import without_bystanders
from parsers.scenes.clauses import Clause
from parsers.scenes.discourse import PRONOUNS
from parsers.words.phrases import phrases

REACH_OF_PRONOUN = 12  # items after a speaker in which "he" is himself
SUBORDINATORS = frozenset({"when", "where", "while", "although", "though", "after", "before"})
# Before those to whom something else is done than to meet them there.
BY_THE_WAY = frozenset(
    """thank thanks thanked thanking congratulate congratulates congratulated congratulating praise
    praises praised praising applaud applauds applauded credit credits credited commend commends
    commended commending blame blames blamed blaming criticise criticised criticize criticized
    """.split(),
)
SEEN = frozenset({"saw", "sees"})
# "Saw X and had a call from Y".
AND_HAD = re.compile(r" and (?:\w+ )?(?:had|has|took|received|got|spoke|called|talked)\b")
# "On Sudan with the", behind which stands company; not "on how to deal with".
SHORT_TOPIC = re.compile(
    r"(?:on|about|over|regarding|concerning) (?:the )?(?:(?!how|whether|ways|what)[\w'’-]+ ){1,4}"
    r"(?:with|between|among) (?:[\w'’-]+,? (?:and )?){0,12}"
)
BETWEEN = re.compile(r"\s+(?:(?:held|scheduled|planned|set) )?(?:between|among)\b")
# What is said of a speaker who has guests: "said Minister X, who is hosting".
IS_HOST = re.compile(
    r",? who (?:(?:is|was|will be|will|has|had|had been) )?(?:host|receiv|welcom|chair|conven)\w*"
)
# "I met today with my colleagues from A and B," said the minister of C.
FIRST_PERSON = phrases(
    r"""
    (?:my|our) (?:[\w'’-]+,? ){0,4}(?:counterparts?|colleagues?|homologues?|opposite numbers?\
    |guests?)
    (?:i|we) (?:(?:have|had|just|also|will|today|was|am|were|are|then|now|yesterday|happy|glad\
    |pleased|delighted|to|be able to) ){0,5}(?:met|meet|held talks|h[ao]ve talks|had talks|receive\
    |received|host|hosted|welcome|welcomed|hosting|meeting|sat down|sit down)(?: with)?\
    (?: [\w'’-]+,?){0,4} (?:ministers?|presidents?|premiers?|leaders?|chancellors?\
    |secretar(?:y|ies))
    """,
)
SAID_AT = phrases(
    r"""
    (?:said|told|says|announced|added)\b.{0,30}\b(?:at|after|following|during) \
    (?:a|the|his|her|their|its)? ?(?:\w+ ){0,4}(?:meeting|talks|summit|call)
    """,
)
# "At a meeting with his guests from A and B in Accra, X said": who speaks is one of them.
AT_FIRST = re.compile(
    r"(?:speaking )?(?:at|during|in|after|following|on the (?:sidelines|margins) of)"
    r" (?:(?:an?|the|his|her|their|its|another|today['’]s) )?(?:[\w+'’-]+ ){0,4}"
)
WITH_OTHERS = re.compile(r"(?: (?:held|here|today|yesterday|(?:in|on) [\w.'’-]+)){0,3} with ")


def taking_part(clause: Clause) -> list[Actor]:
    """Who takes part; a speaker does where he speaks of himself ("said he would meet")."""
    topic = clause.topic_start
    named = _named_at(clause)
    live = [
        actor
        for actor in named or clause.actors
        if not _is_by_the_way(clause, actor)
        and (
            (actor.role is Role.SPEAKER and _is_there_himself(clause, actor))
            or (
                (actor.role is Role.PARTICIPANT or _is_subject(clause, actor))
                and (not actor.is_bare or not _is_talked_of(clause, actor, topic))
            )
        )
    ]
    return without_bystanders(clause, sorted(live, key=lambda actor: actor.first))


def _is_talked_of(clause: Clause, actor: Actor, topic: int) -> bool:
    """Tell whether a bare state is in the topic; "talks on Sudan with A" are with A."""
    start = clause.scene.position(actor.first)
    if start < topic:
        return False
    between = clause.scene.row.text[topic:start]
    return actor.governor not in COMPANY_WORDS or SHORT_TOPIC.fullmatch(between) is None


def _is_by_the_way(clause: Clause, actor: Actor) -> bool:
    """Tell whether something else is told of somebody: "thanked X", "saw X and had a call from"."""
    if actor.governor in BY_THE_WAY:
        return True
    start, main = clause.scene.position(actor.first), clause.main.start
    return actor.governor in SEEN and bool(AND_HAD.search(clause.scene.row.text, start, main))


def _is_subject(clause: Clause, actor: Actor) -> bool:
    """Tell whether somebody opens a subordinate clause that tells of the meeting: "when X met"."""
    is_opening = actor.governor in SUBORDINATORS and not actor.is_bare
    return is_opening and clause.scene.position(actor.first) < clause.main.start


def _named_at(clause: Clause) -> list[Actor]:
    """A meeting "between A and B" is theirs alone, whoever announces or arranges it."""
    if not clause.main.is_noun or not BETWEEN.match(clause.scene.row.text, clause.main.end):
        return []
    after = [a for a in clause.actors if clause.scene.position(a.first) >= clause.main.end]
    groups = list(dict.fromkeys(actor.group for actor in after))
    return [actor for actor in after if actor.group == groups[0]] if groups else []


def _is_there_himself(clause: Clause, speaker: Actor) -> bool:
    if not speaker.is_bare and FIRST_PERSON.search(clause.text):
        return True
    if speaker.levels and _speaks_at_his_own(clause, speaker):
        return True
    if IS_HOST.match(clause.scene.row.text, clause.scene.end_of(speaker)):
        return True
    after = clause.scene.items[speaker.last : speaker.last + REACH_OF_PRONOUN]
    return any(item.word in PRONOUNS for item in after) or SAID_AT.search(clause.text) is not None


def _speaks_at_his_own(clause: Clause, speaker: Actor) -> bool:
    """Tell whether a sentence opens "at a meeting with" others, and he is who speaks then."""
    text, main = clause.scene.row.text, clause.main
    is_first = AT_FIRST.fullmatch(text, clause.opening, main.start) is not None
    is_behind = main.end < clause.scene.position(speaker.first)
    return is_first and is_behind and WITH_OTHERS.match(text, main.end) is not None
