"""What an article claims of groupings: named clubs of states, and sets that act together.

A set of states is the identity, a name is an alias. Whether a set is new to what we
hold is asked of the records; here only whether the text calls it new.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from parsers.actors.actors import Actor, Role
from parsers.meetings.background import BACKGROUND_AFTER
from parsers.model import Evidence, Grouping, GroupingKind, Level, Meeting, kind_of
from parsers.scenes.bodies import MINILATERAL
from parsers.scenes.naming import names_given
from parsers.scenes.scenes import Document, Scene, latest_year
from parsers.times.when import TimeRole, resolve
from parsers.words.counts import SET_SIZE, cardinality, is_collective
from parsers.words.denials import is_denied
from parsers.words.firsts import points_at_first, says_first
from parsers.words.items import STATE_KINDS, ItemKind
from parsers.words.phrases import phrases
from parsers.words.statelists import region, states_named

NAMED_CONFIDENCE, UNNAMED_CONFIDENCE = 0.8, 0.7
LEAD = 1  # sentences that tell what is news
NOVELTY_REACH = 90  # characters around a known name in which words of novelty speak of it
ACTS_TOGETHER = phrases(
    r"""
    trilateral|three-way|tripartite|trio|quadrilateral|four-way|quartet
    (?:three|four|five)-(?:nation|country)(?! (?:tour|trip|visit|swing))
    grouping|format|mini-?lateral|mechanism|alliance
    triangle|three-party|trilogue|partnership of|pact between|three-sided|initiative of
    """,
)

# What a sentence without states says of the meeting just told.
THEIRS = phrases(
    "it|this|their|the (?:three|four|five|trio|meeting|summit|talks|session|trilateral)|such"
)
# That states train, sing or suffer together for the first time founds no grouping.
DRILLS = phrases(
    r"""
    exercis\w+|drills?|war ?games?|patrols?|manoeuv\w+|maneuv\w+
    lectures?|concerts?|festivals?|exhibitions?|tournaments?|choirs?|orchestras?|stalking|haunting
    """
)
# What a body does that acts: a name before one of these is more than mentioned.
DECLARES = re.compile(
    r"(?:['’]s? (?:[\w-]+ ){1,2}| (?:\([^)]{1,20}\) )?)"
    r"(?:(?:has|have|had|will|would|is|are|to|also|on \w+day) ){0,3}"
    r"(?:agree[ds]?|sign(?:s|ed)|announc\w+|launch\w+|pledg\w+|issu(?:es|ed)|condemn\w+|prais\w+"
    r"|urg(?:es|ed)|call(?:s|ed) (?:for|on)|adopt(?:s|ed)|welcom(?:es|ed)|back(?:s|ed)"
    r"|warn(?:s|ed)"
    r"|impos(?:es|ed)|invit(?:es|ed)|decid(?:es|ed)|met|meets?|gather\w*|held|holds?|vow(?:s|ed)"
    r"|reject(?:s|ed)|demand(?:s|ed)|join(?:s|ed)|admit(?:s|ted)|suspend(?:s|ed)|appoint(?:s|ed)"
    r"|plan(?:s|ned)?|propos(?:es|ed)|agree(?:s|d)?|create[sd]?|set up|sets up)\b",
)
GUESTS = phrases(
    r"""
    (?:as|with) (?:an? |its |their |the |special )?guests?|guests? of hono(?:u)?r|as observers?
    invited (?:as well|along|too|also)|also invited
    join(?:s|ed)? (?:them|the (?:three|four|five|trio))
    """
)
# Who watches the others: "with Kenya, Uganda and Chad as observers".
AS_WATCHERS = re.compile(
    r"[^,;.]{0,12} (?:as|attend\w+ as|in the role of) (?:an? )?(?:observers?|guests?|witness\w*)\b"
)
TOPICAL = frozenset({"of", "in", "for", "on", "about", "over", "to", "towards", "across"})
NAME_PARTS = re.compile(r"(?<=\w)[-\u2010-\u2013](?=[A-Z])")
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
    is_background: bool = False


def groupings(document: Document, meetings: Sequence[Meeting]) -> list[Grouping]:
    """Return the groupings an article speaks of, each set of states once."""
    told = [*_of_meetings(document, meetings), *_of_words(document)]
    finds = [*_acting(document, told, meetings), *told]
    if not finds:
        return []
    unnamed = [(find.scene.index, find.members) for find in finds if find.name is None]
    names = dict(names_given(document, unnamed))
    found: dict[tuple[str, ...], list[_Find]] = {}
    for find in finds:
        found.setdefault(find.members, []).append(find)
    clubs = frozenset(find.members for find in finds if find.known)
    guests = _states_where(document, lambda scene: GUESTS.search(scene.row.text) is not None)
    first = _states_where(document, lambda scene: _points_at_first(scene, document))
    return [
        _claim(document, each, names.get(members), first)
        for members, each in found.items()
        if not (_is_mere_history(document, each) or _has_guests(set(members), clubs, guests))
    ]


def _states_where(document: Document, is_told: Callable[[Scene], bool]) -> list[set[str]]:
    """Return the states of the people of each sentence that tells something, asked once a text."""
    return [{a.state for a in scene.actors} for scene in document.body if is_told(scene)]


def _has_guests(
    members: set[str],
    clubs: Iterable[tuple[str, ...]],
    guests: Sequence[set[str]],
) -> bool:
    """Tell whether a set is a named grouping of the text and whom it had as guests."""
    others = [members.difference(club) for club in clubs if members.issuperset(club)]
    return any(some & there for some in others for there in guests)


def _is_mere_history(document: Document, found: Sequence[_Find]) -> bool:
    """States of which a text only recalls that they met once are no grouping of their own."""
    if _known(document, found[0].members) is not None:
        return False
    is_formed = any(f.rule == "together" and is_collective(f.scene.row.text) for f in found)
    met = [find.is_background for find in found if find.rule == "met"]
    return bool(met) and all(met) and not is_formed


def _acting(
    document: Document,
    told: Sequence[_Find],
    meetings: Iterable[Meeting],
) -> Iterator[_Find]:
    """Named groupings that meet, act, or whose members the text names.

    One that is only compared with, or comes up in passing, is background.
    """
    named = list(_named(document))
    if not named:
        return
    met = {meeting.grouping for meeting in meetings} | {find.members for find in told}
    present = states_named((scene.row for scene in document.scenes), STATE_KINDS)
    for find in named:
        is_told = find.name in met or find.members in met
        if is_told or present.issuperset(find.members) or _is_spelt_out(find) or _declares(find):
            yield find


def _is_spelt_out(find: _Find) -> bool:
    """Tell whether the very name lists the members: "Russia-India-China"."""
    named = (find.scene.text[n.start : n.end] for n in find.scene.named if n.known.id == find.known)
    return any(len(NAME_PARTS.split(text)) >= len(find.members) for text in named)


def _declares(find: _Find) -> bool:
    """Tell whether a named grouping is the subject of a sentence that says what it did."""
    named = next(n for n in find.scene.named if n.known.id == find.known)
    opening = find.scene.items[: named.at]
    is_subject = all(item.word in {"the", "so-called", "“", '"'} for item in opening)
    return is_subject and DECLARES.match(find.scene.row.text, named.end) is not None


def _claim(
    document: Document,
    found: Sequence[_Find],
    given: str | None,
    opening: Sequence[set[str]],
) -> Grouping:
    named = next((find for find in found if find.name), None)
    first = named or found[0]
    return Grouping(
        members=first.members,
        name=given or first.name,
        is_new=_is_new(document, found, opening),
        evidence=evidence_of(first.scene),
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
    named = frozenset(find.members for find in _named(document))
    for meeting in meetings:
        if meeting.kind is GroupingKind.MINILATERAL and meeting.grouping is None:
            scene = document.by_text[meeting.evidence.text]
            states = _hosts(scene, frozenset(meeting.participants), named)
            yield _Find(
                tuple(sorted(states)),
                scene,
                "met",
                level=meeting.level,
                is_background=meeting.is_background,
            )


def _hosts(
    scene: Scene,
    states: frozenset[str],
    named: frozenset[tuple[str, ...]],
) -> frozenset[str]:
    """Return the named set that meets a guest: "Ukraine's X met the E3 ministers"."""
    runs = {run for run in _runs(scene) if run < states and tuple(sorted(run)) in named}
    return runs.pop() if len(runs) == 1 else states


def _of_words(document: Document) -> Iterator[_Find]:
    """Sets said to be trilateral, a trio, a format and so on, met or not."""
    for scene in document.scenes:
        if len(scene.actors) < SET_SIZE or scene.is_question:
            continue
        text = scene.row.text
        count = cardinality(text)
        if count is None and not ACTS_TOGETHER.search(text):
            continue
        if not (is_collective(text) or _is_official(scene)):
            continue
        named = [frozenset(named.known.states) for named in scene.named]
        runs = list(_runs(scene))
        for states in runs:
            is_part = any(states <= members for members in named)
            is_topic = states in _regions(scene, document) and (
                len(runs) > 1 or _is_talked_of(scene, states)
            )
            if not (is_part or is_topic) and count in (None, len(states)):
                yield _Find(tuple(sorted(states)), scene, "together")


def _runs(scene: Scene) -> Iterator[frozenset[str]]:
    """Yield the states of each co-ordinated run that is the size of a mini-lateral."""
    actors = [actor for actor in scene.actors if actor.role is not Role.PLACE]
    for group in dict.fromkeys(actor.group for actor in scene.actors):
        run = [actor for actor in actors if actor.group == group]
        states = frozenset(actor.state for actor in run)
        if kind_of(tuple(states)) is GroupingKind.MINILATERAL and not _watches(scene, run):
            yield states


def _is_talked_of(scene: Scene, states: frozenset[str]) -> bool:
    """Tell whether a region is only what is talked of: "the future of the Western Balkans"."""
    governors = {actor.governor for actor in scene.actors if actor.state in states}
    return governors <= TOPICAL


def _watches(scene: Scene, run: Sequence[Actor]) -> bool:
    """Tell whether those of a run are there as observers of what others do."""
    last = max(actor.last for actor in run) - 1
    end = scene.position(last) + len(scene.items[last].text)
    return AS_WATCHERS.match(scene.row.text, end) is not None


def _regions(scene: Scene, document: Document) -> set[frozenset[str]]:
    """The states of the regions that a sentence names: "the Western Balkans"."""
    regions = (region(i, document.lexicon) for i in scene.items if i.kind is ItemKind.GROUPING)
    return {frozenset(states) for states in regions if states}


def _is_official(scene: Scene) -> bool:
    return DIPLOMATS.search(scene.row.text) is not None or any(
        item.kind is ItemKind.OFFICE for item in scene.items
    )


def _is_new(document: Document, found: Sequence[_Find], first: Sequence[set[str]]) -> bool:
    """The text calls a set new where it tells of it, and as news; recurrence does not count."""
    known = next((find.known for find in found if find.known), None)
    if _is_old(document, known or _known(document, found[0].members)):
        return False
    if any(_tells_new(find) and not _is_history(find, document) for find in found):
        return True
    if any(_is_new_apart(find, document) for find in found) or _is_born(document, found):
        return True
    # "The outcome of this first summit" is of a set whose people alone are named there.
    members = set(found[0].members)
    is_pointed_at = any(states <= members for states in first)
    return is_pointed_at and any(find.rule == "met" for find in found)


def _points_at_first(scene: Scene, document: Document) -> bool:
    """Tell whether a sentence calls a meeting told elsewhere the first, and as news."""
    text = scene.row.text
    is_of_set = points_at_first(text) and not scene.named and not DRILLS.search(text)
    return is_of_set and not is_of_past(scene, document)


def _is_born(document: Document, found: Sequence[_Find]) -> bool:
    """Tell whether a sentence of just these states calls something of theirs new."""
    return any(
        _says_new(scene.row.text) and not is_of_past(scene, document)
        for scene in document.scenes_of(frozenset(found[0].members))
    )


def _tells_new(find: _Find) -> bool:
    """Tell whether a sentence calls a set new; near a known name only, whose words it is."""
    text = find.scene.row.text
    named = next((n for n in find.scene.named if n.known.id == find.known), None)
    if named is None:
        return _says_new(text)
    before = text[max(0, named.start - NOVELTY_REACH) : named.start]
    return _says_new(f"{before}grouping{text[named.end : named.end + NOVELTY_REACH]}")


def _says_new(text: str) -> bool:
    """Tell whether words call something of states new, a drill or what is denied left aside."""
    return says_first(text) and not DRILLS.search(text) and not is_denied(text)


def _is_new_apart(find: _Find, document: Document) -> bool:
    """Read the sentence after a meeting's that names no state: "It was their first summit"."""
    after = document.body_scene(find.scene.index + 1)
    is_apart = find.rule == "met" and after is not None and not after.actors and not after.named
    if after is None or not is_apart or not THEIRS.search(after.row.text):
        return False
    return says_first(after.row.text) and not is_of_past(after, document)


def _is_history(find: _Find, document: Document) -> bool:
    if find.rule == "met":  # of a meeting its own days tell it
        return find.is_background
    return is_of_past(find.scene, document)


def is_of_past(scene: Scene, document: Document) -> bool:
    """Tell whether a sentence is of an earlier year, or all its days are long past."""
    latest = latest_year(scene.row.text)
    if latest is not None and document.present_year is not None:
        is_undated = document.published is None and document.month is None
        return latest < document.present_year or (is_undated and _is_dated_apart(scene, document))
    ends = [
        point.when.end
        for point in resolve(scene.text, document.published)
        if point.role is TimeRole.POINT and point.when.end is not None
    ]
    published = document.published
    return bool(ends) and published is not None and max(ends) < published - BACKGROUND_AFTER


def _is_dated_apart(scene: Scene, document: Document) -> bool:
    """Tell whether a text without a date gives a year here, and none for what it opens with."""
    lead = document.body[:LEAD]
    return scene not in lead and all(latest_year(other.row.text) is None for other in lead)


def _is_old(document: Document, known: str | None) -> bool:
    """Tell whether a set acted in an earlier year, so that its birth is no news."""
    since = document.lexicon.groupings[known].first_year if known else None
    year = document.present_year
    return since is not None and year is not None and since < year


def _known(document: Document, members: tuple[str, ...]) -> str | None:
    known = [k for k in document.lexicon.grouping_by_states(members) if k.kind == MINILATERAL]
    return known[0].id if known else None


def evidence_of(scene: Scene) -> Evidence:
    """Return a sentence as evidence; one of the headline has no place in the text."""
    if scene.row.is_headline:
        return Evidence(0, 0, scene.text)
    return Evidence(scene.row.sentence.start, scene.row.sentence.end, scene.text)
