"""Who of those that a sentence names does something else in it than meet.

Their visit marks a day, they are what others speak of, they have a verb of their own in another
main clause, or others object to a plan of theirs. Who takes part in a meeting is asked in
parsers.meetings.parties.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter

from parsers.actors.actors import Actor, states_of
from parsers.scenes.clauses import Clause
from parsers.words.counts import SET_SIZE, cardinality
from parsers.words.phrases import phrases
from parsers.words.triggers import STRONG, TriggerKind

# Whose deed only marks a time or is a topic: "ahead of a visit by X", "on a proposal of X".
DEED_BY = re.compile(
    r"\b(?:ahead of|before|after|following|since|amid|despite|during|on|about|over|of|by) "
    r"(?:[\w'’-]+ ){0,4}(?:visits?|trips?|tours?|stay|speech|address|remarks|comments|letter"
    r"|attacks?|strikes?|invasion|criticism|threats?|departure|arrival|warnings?|appeals?|election|statements?)"
    r" (?:on \w+day |last week |next week |this week )?(?:by|of|from) (?:the )?$"
    r"|\b(?:discuss\w*|debat\w*|mandate for|position for) (?:[\w-]+ ){0,2}(?:talks|negotiations)"
    r" with (?:the )?$"
)
# Who only looks on: "in the presence of observers from X".
LOOKS_ON = re.compile(
    r"\b(?:in the (?:\w+ )?presence of|(?:observed|witnessed) by|with observers from)"
    r" (?:the |an? )?(?:[\w'’-]+ ){0,3}$"
)
DEED_REACH = 80  # characters before somebody in which such a word stands
# What somebody says of others, behind the meeting at which he says it.
SAYS = phrases(
    r"""
    (?:said|says|argued|argues|stressed|believes?|believed|noted|wrote|warned|insisted|declared|\
    claimed|added|recalled|reiterated|stated)(?: \w+day)?(?: that)?
    """,
)
# A quotation or a clause of reason sets in behind which others are named anew.
COMPLEMENT = re.compile(r"[\s\"“'‘,]*(?:that )?[\"“'‘]?(?:the )?(?:[\w'’-]+ ){0,3}$")
# The verb of a main clause, right behind whom it is said of.
OWN_VERB = re.compile(
    r" (?:on \w+day |also |\w+ly |in turn |meanwhile ){0,2}(?:have |has |had )?"
    r"(?P<verb>\w{2,}ed|said|made|sent|put|told|took|gave|saw|spoke|fear|want|support|oppose|watch|follow|hope|warn)\b"
)
# What opens a main clause of its own; a mere comma lists.
AND = re.compile(r"(?:,? and|;|,? while|,? but)(?: (?:the|also|later))? $")
HIMSELF = re.compile(r"\b(?:that|he|she|they|who|which)\b")
# Behind a meeting, whom something else is done to: "met and thanked X", "and invited their".
NEXT_OBJECT = re.compile(
    r" and (?:\w+ly |also |later )?(?:thank|invit|urg|ask|congratulat|prais|criticis|criticiz"
    r"|prompt|blam|accus|warn|support|condemn|back|call)\w* (?:on |upon )?"
    r"(?:the |their |his |her |its )?$"
)
NEXT_SUBJECT = re.compile(r"(?:,|;|”|\") (?:and|while|but|whereas) (?:the )?$")
# "And the pair agreed to keep up": of what is told behind it, the meeting is none.
NEXT_CLAUSE = re.compile(
    r",? and (?:the (?:pair|two|two sides|latter)|they|both|he|she)(?: \w+ly| also)? "
    r"(?:agreed|said|stressed|noted|praised|pledged|promised|urged|recalled|welcomed|called)\b"
)
JOINS = re.compile(r"\b(?:join|met\b|meet\b|talk|hold|host|invit|gather|sit)")
COMMENT = re.compile(
    r" (?:(?:have|has|had|also|\w+ly|both|all|on \w+day) ){0,3}(?:hail|welcom|prais|applaud|laud"
    r"|condemn|criticis|criticiz|deplor|watch|back|support|follow|brand|call)(?:s|e|es|ed|ing)? "
    r"(?!for\b)"
)
# What is said at one's own meeting.
AT_MEETING = re.compile(r"\b(?:at|during|after|following) (?:a|an|the|their|talks|its)\b")
# "The plan of X to meet Y", "X's wish to meet Y": nobody else is to meet.
PLAN_OF = re.compile(
    r"\b(?:plans?|decision|intentions?|wish|desire|readiness|willingness|refusal|offer|hopes?"
    r"|ambitions?|bid|announcement) (?:of|by) (?:the )?$"
)
PLAN = re.compile(
    r"['’]s? (?:\w+ ){0,2}(?:plans?|decision|intentions?|wish|desire|readiness|willingness"
    r"|refusal|offer|hopes?|ambitions?|bid) to $"
)
TO = " to "


def without_bystanders(clause: Clause, present: Sequence[Actor]) -> list[Actor]:
    """Return those of a clause who may meet; fewer than three states are left as they are."""
    present = _without_onlookers(clause, present)
    if len(states_of(present)) < SET_SIZE:
        return list(present)
    planners = _of_plan(clause, present)
    if planners is not None:
        return planners
    aside = {
        actor.group
        for actor in present
        if _marks_time(clause, actor)
        or _is_spoken_of(clause, actor)
        or _has_own_verb(clause, actor, present)
        or _is_told_of_next(clause, actor, present)
    }
    return [actor for actor in present if actor.group not in aside] if aside else list(present)


def _without_onlookers(clause: Clause, present: Sequence[Actor]) -> Sequence[Actor]:
    """Leave out who looks on, where others meet: "the three met in the presence of X"."""
    text, position = clause.scene.row.text, clause.scene.position
    there = [
        actor
        for actor in present
        if not LOOKS_ON.search(
            text, max(0, position(actor.first) - DEED_REACH), position(actor.first)
        )
    ]
    is_enough = len(states_of(there)) >= SET_SIZE or cardinality(clause.text) is not None
    return there if is_enough else present


def _marks_time(clause: Clause, actor: Actor) -> bool:
    """Tell whether somebody's visit or speech only tells when others meet."""
    if actor.governor not in {"by", "of", "from", "with"} or clause.main.kind is TriggerKind.VISIT:
        return False
    text, start = clause.scene.row.text, clause.scene.position(actor.first)
    return DEED_BY.search(text, max(0, start - DEED_REACH), start) is not None


def _is_spoken_of(clause: Clause, actor: Actor) -> bool:
    """Tell whether others are named by somebody who spoke after the meeting: "X said A and B"."""
    text, end = clause.scene.row.text, clause.main.end
    start = clause.scene.position(actor.first)
    if start <= end:
        return False
    said = next(SAYS.finditer(text, end, start), None)
    return said is not None and COMPLEMENT.fullmatch(text, said.end(), start) is not None


def _has_own_verb(clause: Clause, actor: Actor, present: Sequence[Actor]) -> bool:
    """Tell whether somebody does something and somebody else, in the next clause, meets.

    "The ministers of A and B condemned the strike, and C's X spoke with his colleague of D."
    """
    scene, main = clause.scene, clause.main
    end = _end_of_run(clause, actor, present)
    own = OWN_VERB.match(scene.row.text, end)
    if own is None or end > main.start or _is_meeting_word(clause, own.start("verb")):
        return False
    return any(
        end < scene.position(other.first) < main.start
        and _opens_clause(scene.row.text[own.end() : scene.position(other.first)])
        for other in _first_of_runs(present)
        if other.group != actor.group
    )


def _first_of_runs(present: Sequence[Actor]) -> list[Actor]:
    return [next(run) for _, run in groupby(present, key=attrgetter("group"))]


def _opens_clause(between: str) -> bool:
    """Tell whether words behind a verb end where a new main clause begins."""
    return AND.search(between) is not None and HIMSELF.search(between) is None


def _is_told_of_next(clause: Clause, actor: Actor, present: Sequence[Actor]) -> bool:
    """Tell whether the next main clause is of somebody: "A met B and thanked C", ", and C watched".

    Not where it goes on about the same meeting: "met in Rome, and A signed".
    """
    scene, main = clause.scene, clause.main
    start = scene.position(actor.first)
    if start < main.end:
        return False
    if NEXT_OBJECT.search(scene.row.text, main.end, start) is not None:
        return True
    between = scene.row.text[main.end : _start_of_run(clause, actor, present)]
    if NEXT_CLAUSE.search(between) and not JOINS.search(between):
        return True
    own = OWN_VERB.match(scene.row.text, _end_of_run(clause, actor, present))
    is_own = own is not None and not _is_meeting_word(clause, own.start("verb"))
    return is_own and NEXT_SUBJECT.search(between) is not None


def _start_of_run(clause: Clause, actor: Actor, present: Sequence[Actor]) -> int:
    """Return where a run begins behind the meeting word: ", and C" in "A, B, and C" opens none."""
    starts = (clause.scene.position(a.first) for a in present if a.group == actor.group)
    return min(start for start in starts if start >= clause.main.end)


def _end_of_run(clause: Clause, actor: Actor, present: Sequence[Actor]) -> int:
    return max(clause.scene.end_of(other) for other in present if other.group == actor.group)


def comment_on(clause: Clause, actors: Sequence[Actor]) -> bool:
    """Tell whether states named alone only comment on a meeting: "A, B and C hailed the talks"."""
    last = max(actors, key=lambda actor: actor.last, default=None)
    if last is None:
        return False
    said = COMMENT.match(clause.scene.row.text, clause.scene.end_of(last))
    return said is not None and AT_MEETING.search(clause.text) is None


def _is_meeting_word(clause: Clause, start: int) -> bool:
    return any(t.start <= start < t.end and t.kind in STRONG for t in clause.triggers)


def _of_plan(clause: Clause, present: Sequence[Actor]) -> list[Actor] | None:
    """Return those whose plan to meet others comment on, with whom they are to meet."""
    scene, main = clause.scene, clause.main
    text = scene.row.text
    if main.is_noun or not text.endswith(TO, 0, main.start):
        return None
    before = [actor for actor in present if scene.position(actor.first) < main.start]
    if not before:
        return None
    last = before[-1]
    is_of = scene.end_of(last) + len(TO) == main.start and PLAN_OF.search(
        text, max(0, scene.position(last.first) - DEED_REACH), scene.position(last.first)
    )
    if not is_of and PLAN.fullmatch(text, scene.end_of(last), main.start) is None:
        return None
    owners = [actor for actor in before if actor.group == last.group]
    return owners + [actor for actor in present if scene.position(actor.first) > main.start]
