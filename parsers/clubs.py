"""Meetings of named groupings: "the Quad ministers met", "the E3 met Iran".

The lexicon's members stand for the name, a guest beside them where one is met.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parsers.actors import Actor, Role
from parsers.clauses import Clause
from parsers.counts import SET_SIZE, cardinality
from parsers.frames import GROUPING, Frame, strength
from parsers.function_words import word_at
from parsers.scenes import Named
from parsers.triggers import STRONG, Trigger, gap

TOPIC_BEFORE = frozenset(
    {"about", "like", "on", "under", "as", "including", "unlike", "than", "for", "from"},
)
TOPIC_AFTER = frozenset({"deal", "pact", "agreement", "submarines", "submarine"})
ARTICLES = frozenset({"the", "a"})
COUNTS = {"trilateral": 3, "quadrilateral": 4}


def club_frames(clause: Clause) -> Iterator[Frame]:
    """Yield a frame for each grouping that a clause says to meet."""
    explicit = frozenset(a.state for a in clause.actors if a.role is Role.PARTICIPANT)
    count = cardinality(clause.text)
    seen: set[str] = set()
    for named in _named_in(clause):
        members = frozenset(named.known.states)
        trigger = _nearest_trigger(clause, named)
        if named.known.id in seen or _is_topic(clause, named):
            continue
        if _is_of_others(explicit, members, count) or _counts_otherwise(trigger, members):
            continue
        seen.add(named.known.id)
        yield _frame(clause, named, trigger)


def _frame(clause: Clause, named: Named, trigger: Trigger) -> Frame:
    members = frozenset(named.known.states)
    states = members | _guests(clause, members)
    features = {"grouping": GROUPING, **strength(clause, trigger, clause.actors, states)}
    return Frame(clause, trigger, states, clause.actors, "grouping", features, named)


def _named_in(clause: Clause) -> list[Named]:
    """The few-state groupings that a clause names."""
    return [
        named
        for named in clause.scene.named
        if named.is_minilateral
        and len(set(named.known.states)) >= SET_SIZE
        and clause.covers(named.start)
    ]


def _is_of_others(explicit: frozenset[str], members: frozenset[str], count: int | None) -> bool:
    """Tell whether the states that a clause spells out are others than a grouping's."""
    if len(explicit) < SET_SIZE:
        return False
    return not explicit & members or (count == len(explicit) and not explicit <= members)


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
    items = clause.scene.items
    before = word_at(items, named.at - 1)
    if before in ARTICLES and named.at > 1:
        before = word_at(items, named.at - 2)
    return before in TOPIC_BEFORE or word_at(items, named.at + 1) in TOPIC_AFTER


def _guests(clause: Clause, members: frozenset[str]) -> frozenset[str]:
    """A state met by a grouping: "the E3 met Iran", "Iran met the E3", "the E3 with Iran".

    Only one that stands across the meeting word from the grouping, or after "with";
    and none where only some of the members are named, for then they met as states.
    """
    live = [actor for actor in clause.actors if actor.role is Role.PARTICIPANT]
    outside = [actor for actor in live if actor.state not in members]
    inside = {actor.state for actor in live} & members
    if len({actor.state for actor in outside}) != 1 or (inside and inside != members):
        return frozenset()
    guest = outside[0]
    is_joined = guest.governor in {"with", "and"}
    return frozenset({guest.state}) if is_joined or _is_across(clause, guest) else frozenset()


def _is_across(clause: Clause, guest: Actor) -> bool:
    """Tell whether a meeting verb stands between a guest and the sentence's first grouping."""
    scene = clause.scene
    sides = sorted((scene.position(guest.first), min(named.start for named in scene.named)))
    verbs: Sequence[int] = [t.start for t in scene.triggers if t.kind in STRONG and not t.is_noun]
    return any(sides[0] < verb < sides[1] for verb in verbs)
