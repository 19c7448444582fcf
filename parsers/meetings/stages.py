"""The city that is itself the stage of a meeting: it hosts, it is the venue, it is where.

What a preposition governs is read in parsers.places.sites; here a city is the subject, or the
host behind "hosted by".
"""

from __future__ import annotations

import re

from parsers.lexicon import Lexicon
from parsers.model import Place
from parsers.places.localities import Locality, locality_at
from parsers.places.sites import governor_of, is_of_time
from parsers.scenes.scenes import Scene
from parsers.words.function_words import GOAL_WORDS, PLACE_WORDS, word_at
from parsers.words.items import ItemKind
from parsers.words.phrases import phrases

HOSTS = phrases(
    r"""
    (?:co-)?host(?:s|ed|ing)?|receiv(?:e|es|ed|ing)|play(?:s|ed|ing)? host
    (?<!\bis )(?<!\bare )(?<!\bbe )welcom(?:e|es|ed|ing)
    """,
)
STAGES = phrases(
    r"""
    (?:co-)?host(?:s|ed|ing)?|venue|scene|site of|setting (?:of|for)|place where|location (?:of|for)
    stag(?:e|es|ed|ing)|(?:is|was|be) (?:where|the place of)
    """,
)
# A city that receives people; who "welcomed a decision of the ministers" received nobody.
GUESTS = phrases(
    r"""
    (?:receiv|welcom)(?:e|es|ed|ing) (?:(?!(?:of|by|that|which|who|to|from)\b)[\w'’-]+ ){0,5}?\
    (?:leaders|presidents|premiers|ministers|heads|chiefs|delegations|envoys|diplomats|officials\
    |negotiators|monarchs|kings|emirs|chancellors|secretaries|advisers|advisors|counterparts)\b(?!['’])
    """,
)
HOSTED_BY = re.compile(r"\b(?:hosted|staged) by (?:the )?$")
PASSIVE_REACH = 20  # characters before a city in which "hosted by the" stands
STAGE_KINDS = frozenset({ItemKind.CITY, ItemKind.REGION, ItemKind.METONYM})
SCENE_KINDS = STAGE_KINDS | {ItemKind.STATE}
UNKNOWN = frozenset({ItemKind.NAME, ItemKind.PERSON})  # a town that the lexicon lacks
CITY_KINDS = frozenset({ItemKind.CITY}) | UNKNOWN
SUBJECT_REACH = 8  # items between "Astana" and its "host"
ASIDE_MAX = 20  # items of what is told of a city between two commas
PLAIN = frozenset({ItemKind.WORD, ItemKind.NUMBER, ItemKind.PUNCTUATION, ItemKind.CONJUNCTION})
PREPOSITIONS = PLACE_WORDS | GOAL_WORDS | {"from", "of", "on", "by", "with", "and"}


def stage_in(
    scene: Scene,
    start: int,
    end: int,
    lexicon: Lexicon,
    near: frozenset[str],
) -> Place | None:
    """Return the city that hosts, or is called the venue, in some characters of a sentence."""
    text = scene.row.text
    for match in STAGES.finditer(text, start, end):
        kinds = STAGE_KINDS if HOSTS.match(match.group()) else SCENE_KINDS
        found = _host_behind(scene, match.start(), lexicon, near)
        found = found or _subject(scene, (start, match.start()), kinds | UNKNOWN, lexicon, near)
        if found is not None:
            return found
    for match in GUESTS.finditer(text, start, end):
        found = _subject(scene, (start, match.start()), CITY_KINDS, lexicon, near)
        if found is not None:
            return found
    return None


def _subject(
    scene: Scene,
    span: tuple[int, int],
    kinds: frozenset[ItemKind],
    lexicon: Lexicon,
    near: frozenset[str],
) -> Place | None:
    """Return the place that is the subject of the verb at the end of a span."""
    start, verb = span
    for at, item in enumerate(scene.items):
        is_inside = item.kind in kinds and start <= scene.position(at) < verb
        named = locality_at(scene.items, at, lexicon, near) if is_inside else None
        if named is not None and _is_subject(scene, named, verb):
            return named.place
    return None


def _host_behind(scene: Scene, verb: int, lexicon: Lexicon, near: frozenset[str]) -> Place | None:
    """Read "hosted by Szeged, Hungary": the city right behind; a state hosts at home."""
    text = scene.row.text
    for at, item in enumerate(scene.items):
        position = scene.position(at)
        if item.kind is not ItemKind.CITY or not verb < position <= verb + PASSIVE_REACH:
            continue
        if HOSTED_BY.search(text, verb, position):
            named = locality_at(scene.items, at, lexicon, near)
            return named.place if named is not None else None
    return None


def _is_subject(scene: Scene, named: Locality, verb: int) -> bool:
    """Tell whether a city governs a verb: no preposition before it, plain words between.

    What is told of it between commas is passed over: "Piran, a town on the Adriatic, hosts".
    """
    items = scene.items
    governor = governor_of(items, named.first)
    is_of_day = word_at(items, governor) == "on" and is_of_time(items[governor + 1])
    if word_at(items, governor) in PREPOSITIONS and not is_of_day:
        return False
    first = _behind_aside(scene, named.last, verb)
    between = (at for at in range(first, len(items)) if scene.position(at) < verb)
    kinds = [items[at].kind for at in between]
    return (
        len(kinds) <= SUBJECT_REACH
        and scene.position(named.first) < verb
        and all(kind in PLAIN for kind in kinds)
    )


def _behind_aside(scene: Scene, at: int, verb: int) -> int:
    """Return where a sentence goes on behind an apposition or a relative clause."""
    items = scene.items
    is_list = any(item.kind in STAGE_KINDS for item in items[at + 1 : at + 2])
    if word_at(items, at) != "," or is_list:
        return at
    for end in range(at + 1, min(at + ASIDE_MAX, len(items))):
        if items[end].text == "," and scene.position(end) < verb:
            return end + 1
    return at
