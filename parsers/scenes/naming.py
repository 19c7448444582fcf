"""Names that the lexicon does not hold, captured where a text gives them to a set of states.

"A grouping insiders call X", "dubbed X", "have begun to call the framework of A, B and C 'X'".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from parsers.scenes.scenes import Document, Scene
from parsers.words.items import ItemKind
from parsers.words.phrases import alternatives, phrases

QUOTES = "\"“'‘"
NAMERS = alternatives(
    """
    insiders|officials|diplomats|members|they|some|many|analysts|aides|participants|media
    observers|ministers|envoys
    """,
)
SO_NAMED = alternatives(
    """
    dubbed|known as|(?<!in the )(?<!at the )(?<!near the )so-called|nicknamed|(?<!so-)called
    named|christened|under the name(?: of)?|styled
    billed as|calling itself|call themselves|to be called|rebranded as|renamed|by the name of
    """,
)
NAME = r"[A-Z][\w+-]*(?:\s+(?:of\s+)?[A-Z0-9][\w+-]*){0,3}"
NAMING = re.compile(
    rf"(?:\b(?:{NAMERS})\s+(?:\w+\s+)?(?:call(?:s|ed)?|refer to as|dub(?:s|bed)?|nickname[sd]?)"
    rf"|\b(?:{SO_NAMED}))\s+"
    rf"(?:(?:it|them|itself|themselves)\s+)?(?:the\s+)?[{QUOTES}]?(?P<name>{NAME})",
)
# "Call the trilateral framework of A, B and C 'X'", "coin 'X' for the trilateral".
QUOTED_NAMING = re.compile(
    r"\b(?:call(?:s|ed|ing)?|dub(?:s|bed|bing)?|coin(?:s|ed|ing)?|name(?:s|d)|nicknam\w+"
    r"|christen\w*|term(?:s|ed)|refer\w* to)\b[^.;]{0,140}?[\"“‘']"
    r"(?P<name>[A-Z][\w+-]*(?:\s+[A-Z0-9][\w+-]*){0,3})[,.]?[\"”’']",
)
SET_WORD = phrases(
    r"""
    grouping|group|format|trio|quartet|trilateral|quadrilateral|bloc|mechanism|partnership
    alliance|club|framework|set of (?:states|countries)|mini-?lateral|dialogue|arrangement
    four|three
    """,
)
TAKEN_KINDS = frozenset(
    {
        ItemKind.GROUPING, ItemKind.STATE, ItemKind.DEMONYM, ItemKind.CITY, ItemKind.PERSON,
        ItemKind.OFFICE, ItemKind.MASK, ItemKind.METONYM,
    },
)  # fmt: skip


def names_given(
    document: Document,
    sets: Sequence[tuple[int, tuple[str, ...]]],
) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield a set of states and the name that a text gives it.

    ``sets`` are the unnamed ones with the index of their scene; the one named is in the
    same or the last sentence, and no other beside it.
    """
    for scene in document.scenes if sets else ():
        if not SET_WORD.search(scene.row.text):
            continue
        for pattern in (NAMING, QUOTED_NAMING):
            for match in pattern.finditer(scene.text):
                members = _set_near(scene.index, sets)
                if (
                    members is not None
                    and _is_name(match)
                    and not is_taken(scene, match.start("name"))
                ):
                    yield members, match["name"].strip()


def is_taken(scene: Scene, start: int) -> bool:
    """A name is taken where the lexicon knows it as a grouping, a state, a place or a person."""
    at = scene.row.sentence.start + start
    return any(item.start <= at < item.end and item.kind in TAKEN_KINDS for item in scene.items)


def _is_name(match: re.Match[str]) -> bool:
    """An acronym, several words or a word in quotes; one plain word may be a bad translation."""
    name = match["name"]
    start = match.start("name")
    is_quoted = start > 0 and match.string[start - 1] in QUOTES
    return sum(letter.isupper() for letter in name) > 1 or " " in name or is_quoted


def _set_near(
    index: int,
    sets: Sequence[tuple[int, tuple[str, ...]]],
) -> tuple[str, ...] | None:
    here = {members for at, members in sets if at == index}
    near = here or {members for at, members in sets if at == index - 1}
    return near.pop() if len(near) == 1 else None
