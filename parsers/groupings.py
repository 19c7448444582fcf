"""What an article claims of groupings: named clubs of states, and sets that act together.

A set of states is the identity, a name is an alias. Whether a set is new to what we
hold is asked of the records; here only whether the text calls it new.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from parsers.actors import Role
from parsers.counts import SET_SIZE, cardinality, is_collective
from parsers.firsts import says_first, without_recurrence
from parsers.items import ItemKind
from parsers.model import Evidence, Grouping, GroupingKind, Level, Meeting, kind_of
from parsers.naming import names_given
from parsers.phrases import phrases
from parsers.scenes import MINILATERAL, Document, Scene

NAMED_CONFIDENCE, UNNAMED_CONFIDENCE = 0.8, 0.7
NOVELTY_REACH = 90  # characters around a known name in which words of novelty speak of it
ACTS_TOGETHER = phrases(
    r"""
    trilateral|three-way|tripartite|trio|quadrilateral|four-way|quartet|four-nation|three-nation
    three-country|four-country|five-nation|grouping|format|mini-?lateral|mechanism|alliance
    triangle|three-party|trilogue|partnership of|pact between|three-sided|initiative of
    """,
)

# That states train together for the first time founds no grouping.
DRILLS = phrases(r"exercis\w+|drills?|war ?games?|patrols?|manoeuv\w+|maneuv\w+")
DIPLOMATS = phrases(
    "diplomats?|envoys?|officials?|governments?|capitals|delegations?|ministr(?:y|ies)"
)


@dataclass(frozen=True, slots=True)
class _Find:
    """One place where a text speaks of a set."""

    members: tuple[str, ...]
    scene: Scene
    rule: str
    name: str | None = None
    known: str | None = None
    level: Level | None = None


def groupings(document: Document, meetings: Sequence[Meeting]) -> list[Grouping]:
    """Return the groupings an article speaks of, each set of states once."""
    finds = [*_named(document), *_of_meetings(document, meetings), *_of_words(document)]
    unnamed = [(find.scene.index, find.members) for find in finds if find.name is None]
    names = dict(names_given(document, unnamed))
    found: dict[tuple[str, ...], list[_Find]] = {}
    for find in finds:
        found.setdefault(find.members, []).append(find)
    return [_claim(document, each, names.get(members)) for members, each in found.items()]


def _claim(document: Document, found: Sequence[_Find], given: str | None) -> Grouping:
    named = next((find for find in found if find.name), None)
    first = named or found[0]
    return Grouping(
        members=first.members,
        name=given or first.name,
        is_new=any(_is_new(find) for find in found),
        evidence=_evidence(first.scene),
        rule="naming" if given else first.rule,
        known=first.known if named else _known(document, first.members),
        level=next((find.level for find in found if find.level), None),
        confidence=NAMED_CONFIDENCE if named else UNNAMED_CONFIDENCE,
    )


def _named(document: Document) -> Iterator[_Find]:
    for scene in document.scenes:
        for named in scene.named:
            members = tuple(sorted(set(named.known.states)))
            if named.is_minilateral and len(members) >= SET_SIZE:
                yield _Find(members, scene, "named", named.known.name, named.known.id)


def _of_meetings(document: Document, meetings: Iterable[Meeting]) -> Iterator[_Find]:
    """Sets that meet are sets that act together, a guest of the set left aside."""
    scenes = {scene.text: scene for scene in reversed(document.scenes)}
    for meeting in meetings:
        if meeting.kind is GroupingKind.MINILATERAL and meeting.grouping is None:
            scene = scenes[meeting.evidence.text]
            states = _hosts(document, scene, frozenset(meeting.participants))
            yield _Find(tuple(sorted(states)), scene, "met", level=meeting.level)


def _hosts(document: Document, scene: Scene, states: frozenset[str]) -> frozenset[str]:
    """Return the known set that meets a guest: "the ministers of the E3 states met X of Iran"."""
    runs = {run for run in _runs(scene) if run < states and _known(document, tuple(sorted(run)))}
    return runs.pop() if len(runs) == 1 else states


def _of_words(document: Document) -> Iterator[_Find]:
    """Sets said to be trilateral, a trio, a format and so on, met or not."""
    for scene in document.scenes:
        text = scene.row.text
        count = cardinality(text)
        if scene.is_question or (count is None and not ACTS_TOGETHER.search(text)):
            continue
        if not (is_collective(text) or _is_official(scene)):
            continue
        named = [frozenset(named.known.states) for named in scene.named]
        for states in _runs(scene):
            is_part = any(states <= members for members in named)
            if not is_part and count in (None, len(states)):
                yield _Find(tuple(sorted(states)), scene, "together")


def _runs(scene: Scene) -> Iterator[frozenset[str]]:
    """Yield the states of each co-ordinated run that is the size of a mini-lateral."""
    actors = [actor for actor in scene.actors if actor.role is not Role.PLACE]
    for group in dict.fromkeys(actor.group for actor in scene.actors):
        states = frozenset(actor.state for actor in actors if actor.group == group)
        if kind_of(tuple(states)) is GroupingKind.MINILATERAL:
            yield states


def _is_official(scene: Scene) -> bool:
    return DIPLOMATS.search(scene.row.text) is not None or any(
        item.kind is ItemKind.OFFICE for item in scene.items
    )


def _is_new(find: _Find) -> bool:
    """The text calls a set new in the sentence that tells of it; recurrence does not count.

    A known name in passing beside something new is not new itself.
    """
    if DRILLS.search(find.scene.row.text):
        return False
    if find.rule != "named" or find.scene.row.is_headline:
        return says_first(find.scene.row.text)
    position = next(n.start for n in find.scene.named if n.known.id == find.known)
    stripped = without_recurrence(find.scene.row.text)
    window = stripped[max(0, position - NOVELTY_REACH) : position + NOVELTY_REACH]
    return says_first(window)


def _known(document: Document, members: tuple[str, ...]) -> str | None:
    known = [k for k in document.lexicon.grouping_by_states(members) if k.kind == MINILATERAL]
    return known[0].id if known else None


def _evidence(scene: Scene) -> Evidence:
    if scene.row.is_headline:
        return Evidence(0, 0, scene.text)
    return Evidence(scene.row.sentence.start, scene.row.sentence.end, scene.text)
