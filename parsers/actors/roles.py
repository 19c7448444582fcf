"""Which role an actor has: the preposition before its run tells, and the noun that hangs on.

So the state a talk is about, or held in, does not become one that takes part.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from parsers.actors.actors import Actor, Role
from parsers.words.function_words import GOAL_WORDS, LIST_WORDS, MODIFIERS, PLACE_WORDS, word_at
from parsers.words.items import NAME_KINDS, Item, ItemKind

SPEECH = frozenset(
    """said says say told tells added adds stated noted notes tweeted wrote writes confirmed
    announced according recalled explained argued stressed""".split(),
)
PERFECT = frozenset({"had", "has", "have", "also", "later"})
TOLD = frozenset({"told", "tells"})
CLOSES_SPEECH = frozenset({",", '"', "”", "’", "'"})  # '"...," said Minister X'
TOPIC_WORDS = frozenset(
    """about on over regarding concerning against amid despite versus vs toward towards around
    behind beyond facing under within since like unlike without because off when though although
    whereas while whether if until""".split(),
)
ABSENT_WORDS = frozenset({"neither", "nor", "except", "excluding", "not", "minus", "absent"})
MEETING_HEADS = frozenset(
    """meeting meetings talks summit summits dialogue dialogues ministerial ministerials trilateral
    trilaterals quadrilateral consultation consultations conference videoconference call
    conversation gathering session discussions negotiations round breakfast dinner lunch retreat
    conclave group grouping groupings trio quartet format bloc club members member leaders
    ministers officials representatives delegations parties partnership alliance mechanism
    initiative encounter 2+2 heads chiefs capitals governments presidents counterparts colleagues
    diplomats envoys advisers advisors side sides met meet meets speak spoke confer conferred
    together separately participation presence attendance ministries""".split(),
)
AGENT_HEADS = frozenset(
    """hosted attended joined convened chaired organised organized brokered mediated led called
    proposed represented initiated sponsored held summoned together arranged facilitated
    agreed decided discussed backed""".split(),
)
OTHER_HEADS = frozenset(
    """war wars border borders tie ties relation relations tension tensions dispute disputes
    conflict conflicts rivalry competition deal deals agreement agreements treaty treaties trade
    relationship relationships friction frictions row rows standoff feud pact pacts friendship
    cooperation accord accords ceasefire cease-fire truce armistice peace fighting clashes violence
    hostilities escalation confrontation crisis stalemate impasse differences misunderstandings
    rapprochement reconciliation normalisation normalization understanding hotline corridor
    solidarity quarrel quarrels spat spats rift rifts disagreement disagreements animosity enmity
    mistrust distrust clash duel strife skirmishes flights commerce exports imports
    contract contracts protocol memorandum memoranda memorandums""".split(),
)
# The wives of leaders are not the leaders.
RELATIVES = frozenset(
    """wife wives husband husbands spouse spouses widow widows son sons daughter daughters family
    families supporters opponents critics friends""".split(),
)
# Whose they are is not said to meet anybody: "on the margins of the funeral of the king".
OCCASIONS = frozenset(
    """eve aftermath absence inauguration swearing-in funeral coronation wedding burial death
    birthday anniversary resignation overthrow arrest assassination election
    re-election""".split(),
)
OF_WHOM = RELATIVES | OCCASIONS
# What befalls one who need not be where others meet: "on the eve of X's return".
BEFALLS = OCCASIONS | frozenset(
    """return arrival departure reelection victory win swearing speech address ouster removal
    downfall decision announcement invasion attack appointment ultimatum deadline tariffs threats
    accession takeover""".split(),
)
WHEN_WORDS = frozenset({"before", "after", "following", "since", "despite", "marking", "until"})
WHEN_HEADS = frozenset(
    """ahead eve day days week weeks hours wake aftermath anniversary morning evening time light
    because shadow""".split(),
)
OCCASION_REACH = 4  # items from "X's" to what befalls him: "X's surprise second inauguration"
# Who only looks on: "attending as observers are the presidents of A and B".
# What states are to each other: "A and its neighbours B and C".
KIN = frozenset(
    """neighbouring neighboring neighbours neighbors neighbour neighbor allies ally partners partner
    rivals members founders""".split(),
)
OPENING, CLOSING = frozenset("(-–—:"), frozenset(")-–—")
LOOKING_ON = frozenset({"observers", "observer"})
BEING = frozenset({"are", "is", "were", "was", "include", "included", "from", "be", ":"})
# States named as examples leave open who else is there.
EXAMPLE_WORDS = frozenset({"including", "notably"})
COMPANY_WORDS = frozenset({"with", "between", "among"})
VISIT_WORDS = frozenset({"visit", "visits", "visited", "visiting"})
CALLS_ON = frozenset({"called", "calls", "call"})  # "paid a call on the minister"
VENUE = re.compile(
    r"(?:is|was|remains|became|becomes|will (?:again )?be) (?:\w+ )?the "
    r"(?:place|venue|scene|setting|site)\b",
)
VENUE_REACH = 6  # items after a state: "is again the place"
TO_MEET = frozenset(
    """meet hold confer gather convene sit come talk discuss join attend resume begin""".split(),
)
TO_MEET_REACH = 14  # items after the first of a list: ", B, C and D to meet"
THEMES = frozenset({"theme", "topic", "agenda", "focus", "backdrop", "spotlight", "subject"})
# What a state lends to others: "formed with U.S. backing".
BACKING = frozenset(
    """backing support help aid assistance mediation money funding funds consent approval blessing
    encouragement facilitation arms weapons advice""".split(),
)
THEME_REACH = 4  # items after a state: "as the main theme"
PASSIVE = frozenset({"been", "being", "be"})  # who "has been announced" does not speak
SPOKESMAN_KINDS = NAME_KINDS | {ItemKind.WORD, ItemKind.OFFICE}
SPOKESMAN_REACH = 5  # items: "foreign ministry spokesman X said"
SIDE_WORDS = frozenset({"on", "from"})  # "on the Omani side"
QUOTES = "\"“'‘"
ADJECTIVE = re.compile(r"[a-z]+(?:ly|ive|ous|ful|ical|ern|less|ish|ent|ant|ary)")
QUALIFIERS_MAX = 4  # words from a state within which an adjective still qualifies it


def with_roles(items: Sequence[Item], actors: Sequence[Actor]) -> list[Actor]:
    """Number the runs of co-ordinated actors, and give each run the role of its first."""
    roles: dict[int, tuple[Role, str]] = {}
    found = []
    governors = [_governor(items, actor) for actor in actors]
    groups = _groups(items, actors, governors)
    for actor, governor, group in zip(actors, governors, groups, strict=True):
        if group not in roles:
            roles[group] = _role(items, actor, governor)
        found.append(actor.placed(group, *roles[group]))
    return found


def _groups(
    items: Sequence[Item], actors: Iterable[Actor], governors: Iterable[int]
) -> Iterator[int]:
    """Number the run of each actor; only conjunctions part those of one run."""
    group = 0
    last = None
    is_source = is_place = False
    opened_by = ""  # the word that governs the first of a run
    for actor, governor in zip(actors, governors, strict=True):
        is_apart = last is not None and actor.first >= last
        before = actor.first - 1 - (word_at(items, actor.first - 1) == "the")
        is_cut = not actor.is_bare and word_at(items, before) == ","
        # "After talks with A and B, X of C said": who speaks begins anew.
        is_cut = is_cut and (is_place or (opened_by == "with" and _speaks(items, actor, governor)))
        if is_apart and (is_source or is_cut or not _is_joined(items, last or 0, actor.first)):
            group += 1
            opened_by = ""
        opened_by = opened_by or word_at(items, governor)
        is_source = _is_source(items, governor)
        is_place = actor.is_bare and word_at(items, governor) in PLACE_WORDS
        last = max(last or 0, actor.last)
        yield group


def _is_joined(items: Sequence[Item], start: int, end: int) -> bool:
    between = _without_closing(items, start, end)
    joined = any(item.kind is ItemKind.CONJUNCTION for item in between) or start == end
    return joined and all(
        item.kind is ItemKind.CONJUNCTION
        or item.word in LIST_WORDS
        or item.word in MODIFIERS
        or item.word in KIN
        for item in between
    )


def _without_closing(items: Sequence[Item], start: int, end: int) -> Sequence[Item]:
    """Leave out the end of an apposition: "four states (A, B, C and D) and of E" is one run."""
    between = items[start:end]
    is_closed = len(between) > 1 and between[0].text in CLOSING
    if not is_closed or not any(item.text in OPENING for item in items[:start]):
        return between
    return between[1:-1] if between[-1].word in {"of", "from"} else between[1:]


def _role(items: Sequence[Item], actor: Actor, position: int) -> tuple[Role, str]:
    """Return the role of the run that an actor opens, and the word at a position governs it."""
    word = word_at(items, position)
    is_called_on = word_at(items, position - 1) in CALLS_ON and not actor.is_bare
    if word in SIDE_WORDS and (word_at(items, actor.last - 1) == "side" or is_called_on):
        return Role.PARTICIPANT, word
    if _speaks(items, actor, position):
        return Role.SPEAKER, word
    if actor.is_bare and (word in PLACE_WORDS or _is_venue(items, actor)):
        return Role.PLACE, word
    is_visited = word_at(items, actor.first - 1) in VISIT_WORDS
    if actor.is_bare and (word in GOAL_WORDS or is_visited) and not _is_to_meet(items, actor, word):
        return Role.GOAL, word
    is_topic = word in ABSENT_WORDS or word in TOPIC_WORDS or _is_theme(items, actor, word)
    is_topic = is_topic or _is_of_occasion(items, actor, position)
    if is_topic or _is_of_another_noun(actor, word, word_at(items, position - 1)):
        return Role.TOPIC, word
    return Role.PARTICIPANT, word


def _is_to_meet(items: Sequence[Item], actor: Actor, word: str) -> bool:
    """Read "plans for A, B and C to meet": who is to do something is no goal."""
    reach = items[actor.last : actor.last + TO_MEET_REACH] if word == "for" else ()
    return any(
        item.word == "to" and word_at(reach, at + 1) in TO_MEET for at, item in enumerate(reach)
    )


def _is_venue(items: Sequence[Item], actor: Actor) -> bool:
    """Read "Oman is again the place where" and "Oman will be the venue of"."""
    after = items[actor.last : actor.last + VENUE_REACH]
    return VENUE.match(" ".join(item.word for item in after)) is not None


def _is_theme(items: Sequence[Item], actor: Actor, word: str) -> bool:
    """Read "with Syria as the theme", "with Syria on the agenda" and "with Syrian backing"."""
    if word != "with" or not actor.is_bare:
        return False
    after = items[actor.last : actor.last + THEME_REACH]
    return word_at(items, actor.last) in BACKING or any(item.word in THEMES for item in after)


def _is_of_occasion(items: Sequence[Item], actor: Actor, position: int) -> bool:
    """Tell whether somebody only marks a time, or looks on.

    "On the eve of X's return", "after the death of X", "as observers are X and Y".
    """
    word, head = word_at(items, position), word_at(items, position - 1)
    if word in BEING and head in LOOKING_ON:
        return True
    if word == "of" and head in BEFALLS:
        start = position - 2
        while word_at(items, start) in MODIFIERS:
            start -= 1
        return _tells_when(items, start)
    is_possessed = actor.last < len(items) and items[actor.last].kind is ItemKind.POSSESSIVE
    after = items[actor.last + 1 : actor.last + OCCASION_REACH]
    is_occasion = is_possessed and any(item.word in BEFALLS for item in after)
    return is_occasion and _tells_when(items, position)


def _tells_when(items: Sequence[Item], at: int) -> bool:
    """Tell whether a preposition sets a time: "before", "ahead of", "on the eve of"."""
    word = word_at(items, at)
    return word in WHEN_WORDS or (word == "of" and word_at(items, at - 1) in WHEN_HEADS)


def _governor(items: Sequence[Item], actor: Actor) -> int:
    """Return where the word stands that governs an actor, -1 for none."""
    position = actor.first - 1
    while position >= 0 and _qualifies(items[position], actor.first - position):
        position -= 1
    return position


def _is_source(items: Sequence[Item], governor: int) -> bool:
    """Tell whether the governing words are "according to"."""
    return word_at(items, governor) == "to" and word_at(items, governor - 1) == "according"


def _is_of_another_noun(actor: Actor, word: str, head: str) -> bool:
    """Tell whether a preposition ties a state to a noun that is no meeting: "the war with A"."""
    if word in COMPANY_WORDS:
        return head in OTHER_HEADS
    if word == "of" and head in OF_WHOM:
        return True
    if not actor.is_bare:
        return False
    if word in EXAMPLE_WORDS or (head, word) == ("among", "them"):
        return True
    if word == "by":
        return head not in AGENT_HEADS
    return word in {"of", "from"} and head not in MEETING_HEADS


def _qualifies(item: Item, distance: int) -> bool:
    """Step over what parts a preposition from a state: "an increasingly assertive China"."""
    if item.word in MODIFIERS or item.word in KIN or item.text in QUOTES:
        return True
    is_near = item.kind is ItemKind.WORD and distance <= QUALIFIERS_MAX
    return is_near and ADJECTIVE.fullmatch(item.word) is not None


def _speaks(items: Sequence[Item], actor: Actor, governor: int) -> bool:
    """Tell whether somebody in office only tells of a meeting; that alone puts him in none.

    He stands before "said", after the "said" that follows what he says, or is told.
    """
    if actor.person is None and not actor.levels:
        return _is_followed_by_speech(items, actor.last)
    word = word_at(items, governor)
    is_inverted = word in SPEECH and word_at(items, governor - 1) in CLOSES_SPEECH
    last = actor.last + (word_at(items, actor.last) in PERFECT)
    is_plain = word in TOLD or word_at(items, last) in SPEECH
    return is_plain or is_inverted or _is_source(items, governor)


def _is_followed_by_speech(items: Sequence[Item], at: int) -> bool:
    """Read "Tokyo said" and "the Kremlin spokesman Ivan Petrov said" of a state that is bare."""
    for item in items[at : at + SPOKESMAN_REACH]:
        if item.word in SPEECH:
            return True
        if item.word in PASSIVE or item.kind not in SPOKESMAN_KINDS:
            return False
    return False
