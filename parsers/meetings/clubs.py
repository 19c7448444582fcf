"""Meetings of named groupings: "the Quad ministers met", "the E3 met Iran", "the V4 and Austria".

The lexicon's members stand for the name, with the guests beside them: whoever they meet,
who stands with them, and who joins them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.actors.actors import Actor, Role
from parsers.meetings.unions import united
from parsers.scenes.bodies import Named
from parsers.scenes.clauses import Clause
from parsers.scenes.frames import GROUPING, Frame, strength
from parsers.words.counts import SET_SIZE, cardinality
from parsers.words.function_words import JOINED_BY, word_at
from parsers.words.items import ItemKind
from parsers.words.phrases import phrases
from parsers.words.triggers import STRONG, Trigger, TriggerKind, gap

TOPIC_BEFORE = frozenset(
    {
        "about",
        "after",
        "before",
        "since",
        "like",
        "on",
        "under",
        "as",
        "including",
        "unlike",
        "than",
        "for",
        "from",
    },
)
# What one does who is no member of a grouping, and who of its members is there.
ONLY = phrases(
    "only|the (?:other|remaining) (?:three|four|five|six|seven|eight)|(?:three|four|five|six) other"
)
JOINING = phrases("join(?:s|ed|ing)?|attend(?:s|ed|ing)?|t(?:ook|akes?|aking) part")
JOINS = re.compile(r"(?: \w+){0,2}? (?:to )?join(?:s|ed|ing)? (?:them|the|their|in)\b")
# What a grouping does beside meeting, or others do in its name.
OTHER_EVENTS = phrases(
    r"""
    exercis\w+|drills?|war ?games?|patrols?|manoeuvres?|maneuvers?
    (?:business|youth|media|academic|civil|parliament\w*|trade|tourism|think[- ]tank|women\w*|\
    health|film|sports?) (?:\w+ )?(?:forum|summit|conference|meeting|dialogue|fair|council|\
    festival)
    workshops?|seminars?|webinars?|festival|expo|games|fair|receptions?|gala
    training|course|scholarships?|fellows(?:hips?)?|competition|hackathon
    """,
)
# "The exercise Three Brothers": a drill that bears the name.
EVENT_NAMED = re.compile(r"\b(?:exercises?|drills?|war ?games?|festival|expo) [\"“'‘]?$")
# Who speaks for a body: "OTS Secretary General X called the summit a milestone".
SPEAKERS = re.compile(
    r"(?:['’]s?)?\s+(?:secretary[- ]general|secretariat|chair(?:man|person)?|spokes\w+|charter"
    r"|website|executive secretary|platform|headquarters)\b",
)
# What is done to a body, by it or in its name, is no meeting of its members.
DONE_TO = frozenset(
    """make makes made making strengthen strengthens strengthened strengthening expand expands
    expanded expanding enlarge enlarged enlarging revive revives revived reviving leave leaves left
    leaving quit quits praise praises praised support supports supported supporting create creates
    created modelled modeled patterned resemble resembles rival rivals replace replaces succeed
    succeeds copy copies envisage envisages envisaged include includes included""".split(),
)
SESSION_GOVERNORS = DONE_TO | {"for", "after", "before", "since"}
# "Ministers from the X" are its own, those "from the X, Y and Z" of more than one.
AND_MORE = re.compile(r",| (?:and|or)\b")
SENT = re.compile(
    r"\b(?:ministers|leaders|presidents|premiers|officials|diplomats|envoys|chiefs|delegations"
    r"|representatives|negotiators|advis[eo]rs|directors) from (?:the )?$"
)
HELD_BY = re.compile(
    r"\b(?:held|hosted|convened|attended|organi[sz]ed|called|chaired|meetings?|summits?|talks)"
    r" (?:\w+ ){0,4}by (?:the )?$"
)
IN_ITS_NAME = re.compile(
    r"\b(?:under(?: the auspices of)?|through|via|by way of|as part of|in line with|within"
    r"|(?:with)?in (?:the )?(?:framework|spirit|scope|context|terms) of)"
    r" (?:the )?(?:[\w-]+ ){0,1}$"
)
NAME_REACH = 48  # characters before a grouping's name in which such words end
PURPOSE = re.compile(
    r"\bto (?:take stock of|follow up on|discuss|review|examine|assess|talk about|evaluate"
    r"|look (?:back )?at|go over|promote|advance|deepen)\b"
)
BODY_OF = re.compile(r"\b(?:secretariat|secretary[- ]general|headquarters|charter) of (?:the )?$")
# Before "talks" and "meetings" these part those who meet.
SINGLE = re.compile(r"\b(?:separate|bilateral|individual|one-on-one|two-way) (?:\w+ )?$")
SINGLE_REACH = 30  # characters
PAIR = 2  # states
COMMENTS = re.compile(
    r"['’]?s? (?:\w+ ){0,3}?(?:glad|welcom\w+|hail\w+|prais\w+|congratulat\w+|applaud\w+|laud\w+"
    r"|condemn\w+|satisf\w+|pleased|happy|regrets?|regretted|criticis\w+|criticiz\w+|slam\w*"
    r"|support(?:s|ed)) (?:[\w'’-]+ ){0,8}$"
)
# "The format opens more room" is no opening of a meeting.
OPENS = re.compile(r"opens|opened|starts|started")
OPENS_HERE = re.compile(
    r"\W*(?:$|(?:on|in|at|today|tomorrow|here|with|its|their|the|a|an|\w+day|this|next|late|early|amid"
    r"|under|by|behind)\b)"
)
DONE_REACH = 40  # characters from "hosted" or "attended" to the grouping's name
EVENT_REACH = 30  # characters from a grouping's name to the event that bears it
TOPIC_AFTER = frozenset({"deal", "pact", "agreement", "submarines", "submarine"})
BESIDE_REACH = 20  # characters from a grouping's name to the guest: "(V4) and the"
SESSION_REACH = 30  # characters: "the Quad foreign ministers' meeting"
SESSIONS = ("summit", "meeting", "ministerial", "retreat")
JOINED = re.compile(r"\s+(?:with|and|plus)\s+(?:the\s+)?")
ARTICLES = frozenset({"the", "a"})
COUNTS = {"trilateral": 3, "quadrilateral": 4}


def club_frames(clause: Clause, absent: frozenset[str]) -> Iterator[Frame]:
    """Yield a frame for each grouping that a clause says to meet, without who is ``absent``."""
    clubs = _named_in(clause)
    if not clubs:
        return
    explicit = frozenset(a.state for a in clause.actors if a.role is Role.PARTICIPANT)
    count = cardinality(clause.text)
    seen: set[str] = set()
    for named in clubs:
        members = frozenset(named.known.states)
        trigger = _nearest_trigger(clause, named)
        if named.known.id in seen or _is_topic(clause, named):
            continue
        if union := united(clause, named):
            seen.update(other.known.id for other in clubs if _is_in(other, union))
            yield _frame_of(clause, trigger, union - absent)
            continue
        if _is_of_others(explicit, members, count) or _counts_otherwise(trigger, members):
            continue
        if _is_of_parts(clause, trigger, explicit, members):
            continue
        if _is_of_pair(clause, named, explicit) or _is_purpose(clause, named, trigger, explicit):
            continue
        seen.add(named.known.id)
        yield _frame(clause, named, trigger, absent)


def _is_in(named: Named, union: frozenset[str]) -> bool:
    return frozenset(named.known.states) <= union


def _frame_of(clause: Clause, trigger: Trigger, states: frozenset[str]) -> Frame:
    """Make a frame of several groupings together, which have no name in common."""
    features = {"grouping": GROUPING, **strength(clause, trigger, clause.actors, states)}
    return Frame(clause, trigger, states, clause.actors, "together", features)


def _frame(clause: Clause, named: Named, trigger: Trigger, absent: frozenset[str]) -> Frame:
    members = frozenset(named.known.states)
    present = _present_of(clause, members) or members - absent
    states = (present if len(present) >= SET_SIZE else members) | _guests(clause, members)
    features = {"grouping": GROUPING, **strength(clause, trigger, clause.actors, states)}
    return Frame(clause, trigger, states, clause.actors, "grouping", features, named)


def _present_of(clause: Clause, members: frozenset[str]) -> frozenset[str]:
    """Who of a grouping is there: "only the Czech, Polish and Slovak ministers of the V4"."""
    if not ONLY.search(clause.text):
        return _named_members(clause, members)
    there = frozenset(
        a.state for a in clause.actors if not a.is_bare and a.role is Role.PARTICIPANT
    )
    return there if len(there) >= SET_SIZE and there < members else frozenset()


def _named_members(clause: Clause, members: frozenset[str]) -> frozenset[str]:
    """Who "met for the summit" of a grouping, each by name, where that is half of it and more."""
    verbs = [t for t in clause.triggers if t.kind is TriggerKind.MEETING and not t.is_noun]
    if not verbs:
        return frozenset()
    verb = verbs[0]
    before = [a for a in clause.actors if clause.scene.position(a.first) < verb.start]
    people = [a for a in before if a.person is not None and a.role is Role.PARTICIPANT]
    there = frozenset(actor.state for actor in people)
    is_first = all(named.start > verb.end for named in clause.scene.named)
    are_most = len(there) >= SET_SIZE and 2 * len(there) >= len(members)
    return there if is_first and are_most and there < members else frozenset()


def _named_in(clause: Clause) -> list[Named]:
    """The few-state groupings that a clause names."""
    return [
        named
        for named in clause.scene.named
        if clause.covers(named.start)
        and (named.is_pair or (named.is_minilateral and len(set(named.known.states)) >= SET_SIZE))
    ]


def _is_of_others(explicit: frozenset[str], members: frozenset[str], count: int | None) -> bool:
    """Tell whether the states that a clause spells out are others than a grouping's."""
    if len(explicit) < SET_SIZE:
        return False
    return not explicit & members or (count == len(explicit) and not explicit <= members)


def _is_of_parts(
    clause: Clause,
    trigger: Trigger,
    explicit: frozenset[str],
    members: frozenset[str],
) -> bool:
    """Tell whether some members meet each by himself: "in two separate talks with the A and B"."""
    text = clause.scene.row.text
    is_apart = SINGLE.search(text, max(0, trigger.start - SINGLE_REACH), trigger.start)
    return is_apart is not None and bool(explicit) and explicit < members


def _is_of_pair(clause: Clause, named: Named, explicit: frozenset[str]) -> bool:
    """Two members who are to meet "in the framework of the X process" meet by themselves."""
    if len(explicit) != PAIR or not explicit <= frozenset(named.known.states):
        return False
    start = max(0, named.start - NAME_REACH)
    return IN_ITS_NAME.search(clause.scene.row.text, start, named.start) is not None


def _is_purpose(
    clause: Clause,
    named: Named,
    trigger: Trigger,
    explicit: frozenset[str],
) -> bool:
    """Those named who "met to take stock of the X plan" met about the grouping, not as it."""
    if len(explicit) < PAIR or named.start < trigger.end or _is_session(clause, named):
        return False
    return PURPOSE.search(clause.scene.row.text, trigger.end, named.start) is not None


def _nearest_trigger(clause: Clause, named: Named) -> Trigger:
    """The meeting word that belongs to a grouping is the one nearest to its name."""
    main = clause.main
    alike = [trigger for trigger in clause.triggers if trigger.kind is main.kind]
    return min(alike, key=lambda t: (gap(named.start, named.end, t), t.start), default=main)


def _counts_otherwise(trigger: Trigger, members: frozenset[str]) -> bool:
    """A trilateral is no meeting of four."""
    return COUNTS.get(trigger.text.rstrip("s"), len(members)) != len(members)


def _is_topic(clause: Clause, named: Named) -> bool:
    """Tell whether a grouping is only what is talked of: "to finalise the AUKUS deal"."""
    text = clause.scene.row.text
    is_body = SPEAKERS.match(text, named.end) or BODY_OF.search(text, 0, named.start)
    if is_body or not _is_near(clause, named):
        return True
    if _comments(clause, named):
        return True
    if OTHER_EVENTS.search(text, named.start, named.end + EVENT_REACH):
        return True
    if EVENT_NAMED.search(text, 0, named.start):
        return True
    return _is_governed_as_topic(clause, named)


def _is_governed_as_topic(clause: Clause, named: Named) -> bool:
    """Tell it by the word before a name, or the one right behind."""
    text = clause.scene.row.text
    before, after = _word_before(clause, named), word_at(clause.scene.items, named.at + 1)
    if before in SESSION_GOVERNORS and _is_session(clause, named):
        return False
    sent = SENT.search(text, max(0, named.start - NAME_REACH), named.start)
    if before == "from" and sent and AND_MORE.match(text, named.end) is None:
        return False
    if before == "by":
        return HELD_BY.search(text, max(0, named.start - NAME_REACH), named.start) is None
    return before in DONE_TO or before in TOPIC_BEFORE or after in TOPIC_AFTER


def _word_before(clause: Clause, named: Named) -> str:
    """Return the word that governs a name: "by the X", "to make the X (Y)"."""
    items, at = clause.scene.items, named.at
    full = items[at - 2] if at > 1 else None
    if full is not None and word_at(items, at - 1) == "(" and full.kind is ItemKind.GROUPING:
        at -= 2
    before = word_at(items, at - 1)
    return word_at(items, at - 2) if before in ARTICLES and at > 1 else before


def _comments(clause: Clause, named: Named) -> bool:
    """Read "the A is glad of the outcome of the B summit": who welcomes it was not at it."""
    start = clause.main.start
    between = clause.scene.row.text[named.end : start] if clause.main.is_noun else ""
    return COMMENTS.match(between) is not None


def _is_near(clause: Clause, named: Named) -> bool:
    """What one hosts, attends or begins is the grouping only where its name is at hand."""
    trigger = clause.main
    if trigger.kind in STRONG:
        return True
    if OPENS.fullmatch(trigger.text) and not OPENS_HERE.match(clause.scene.row.text, trigger.end):
        return False
    return any(
        gap(named.start, named.end, other) <= DONE_REACH
        for other in clause.triggers
        if other.kind is trigger.kind
    )


def _is_session(clause: Clause, named: Named) -> bool:
    """Tell whether a meeting word goes with a name: "flew to Delhi for the Quad summit".

    Or ends it: "met for the CLMV Summit".
    """
    name = clause.scene.row.text[named.start : named.end]
    return name.endswith(SESSIONS) or any(
        trigger.is_noun and 0 <= trigger.start - named.end <= SESSION_REACH
        for trigger in clause.triggers
    )


def _guests(clause: Clause, members: frozenset[str]) -> frozenset[str]:
    """Who meets with a grouping: "the E3 met Iran", "the V4 and Austria", "X joined the Quad".

    Only one run of states. Where some of the members are named the states met as such, and
    a guest is only who stands right beside the grouping.
    """
    live = [actor for actor in clause.actors if actor.role is Role.PARTICIPANT]
    others = _members_of_others(clause, members)
    outside = [actor for actor in live if actor.state not in members | others]
    if len({actor.group for actor in outside}) != 1:
        return frozenset()
    states = frozenset(actor.state for actor in outside)
    if _is_beside(clause, outside[0]) or _is_hyphened(clause, outside[0]):
        return states
    inside = {actor.state for actor in live} & members
    if inside and inside != members:
        return frozenset()
    is_list = len(states) > 1 and any(actor.is_bare for actor in outside)
    is_with = outside[0].governor in JOINED_BY or _joins(clause, outside[-1])
    return states if is_with or (not is_list and _is_across(clause, outside[0])) else frozenset()


def _joins(clause: Clause, guest: Actor) -> bool:
    """Read "and had their Portuguese colleague join them"."""
    scene = clause.scene
    end = scene.end_of(guest)
    return JOINS.match(scene.row.text, end) is not None


def _is_hyphened(clause: Clause, guest: Actor) -> bool:
    """Tell whether a hyphen ties a guest to a grouping's name: "the Iran-E3 talks"."""
    items = clause.scene.items
    tied = {at for at in (guest.last, guest.first - 1) if word_at(items, at) == "-"}
    return any({named.at - 1, named.at + 1} & tied for named in _named_in(clause))


def _is_beside(clause: Clause, guest: Actor) -> bool:
    """Tell whether a guest and a grouping are joined: "the V4 and Serbia", "Iran with the E3"."""
    text, end = clause.scene.row.text, clause.scene.end_of(guest)
    if any(JOINED.fullmatch(text, end, named.start) for named in _named_in(clause)):
        return True
    if guest.governor not in JOINED_BY:
        return False
    start = clause.scene.position(guest.first)
    return any(0 <= start - named.end <= BESIDE_REACH for named in _named_in(clause))


def _members_of_others(clause: Clause, members: frozenset[str]) -> frozenset[str]:
    """The states of the other groupings in a clause: "the BRIC and IBSA summits"."""
    named = (frozenset(named.known.states) for named in _named_in(clause))
    return frozenset().union(*(states for states in named if states != members))


def _is_across(clause: Clause, guest: Actor) -> bool:
    """Tell whether a verb of meeting or joining parts a guest and the first grouping."""
    scene = clause.scene
    sides = sorted((scene.position(guest.first), min(named.start for named in scene.named)))
    verbs = [t.start for t in scene.triggers if _parts_sides(t)]
    return any(sides[0] < verb < sides[1] for verb in verbs)


def _parts_sides(trigger: Trigger) -> bool:
    is_verb = trigger.kind in STRONG and not trigger.is_noun
    return is_verb or JOINING.match(trigger.text) is not None
