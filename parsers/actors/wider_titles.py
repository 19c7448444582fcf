"""Titles that go on around a state: "secretary of Iran's Supreme Council", "A's president's envoy".

It reads how far such a title goes and what level it has; whose it is, is asked in
parsers.scenes.cast.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from parsers.actors.actor_forms import REPRESENTED, SIDES, SPEAKING_FOR
from parsers.actors.titles import NO_TITLES, Titles
from parsers.lexicon import Lexicon
from parsers.model import Level
from parsers.words.field_words import FIELD_ADJECTIVES, FIELD_NOUNS
from parsers.words.function_words import after_modifiers, word_at
from parsers.words.items import NAME_KINDS, Item, ItemKind
from parsers.words.statelists import StateList

TitlesAt = Callable[[Sequence[Item], int], Titles]

BODY_REACH = 7  # items of "Supreme National Security Council"
BODIES = frozenset(
    """ministry department bureau directorate secretariat office council agency committee
    presidency""".split(),
)
OF_COUNCILS = frozenset({"council", "committee"})
FIELD_OPENERS = frozenset({"of", "for"})
JOINING = frozenset({"and", "&", ","})
FIELDS = FIELD_NOUNS | FIELD_ADJECTIVES
FIELD_WORDS = FIELDS | JOINING
BODY_KINDS = frozenset({ItemKind.WORD, ItemKind.NAME, ItemKind.GROUPING})
BEING = frozenset({"is", "serves"})
ALSO = frozenset({"also", "now", "currently", "as", "both"})


def after_who(items: Sequence[Item], at: int) -> int:
    """Step over "who is now" before what somebody is."""
    if word_at(items, at) not in {"who", "and"} or word_at(items, at + 1) not in BEING:
        return at
    at += 2
    while word_at(items, at) in ALSO:
        at += 1
    return at


def with_body(items: Sequence[Item], titles: Titles, at: int, lexicon: Lexicon) -> Titles:
    """Read on from behind a state: "[secretary of the Russian] Security Council".

    Where no body of a state stands there, the titles are returned as they are.
    """
    end = _after_body(items, at)
    if end == at:
        return titles
    text = f"{titles.text} of the {' '.join(item.text for item in items[at:end])}"
    known = [
        lexicon.offices[value].level
        for term in lexicon.scan(text)
        for value in term.values
        if value in lexicon.offices and term.end == len(text)
    ]
    is_of_ministry = items[at].kind is not ItemKind.GROUPING and not _is_council(items[at:end])
    levels = frozenset({Level.OFFICIALS}) if is_of_ministry else titles.levels
    return replace(titles, levels=frozenset(known) or levels, text=text, end=end)


def _is_council(body: Sequence[Item]) -> bool:
    return any(word in OF_COUNCILS for item in body for word in item.word.split())


def _after_body(items: Sequence[Item], at: int) -> int:
    for position in range(at, min(len(items), at + BODY_REACH)):
        item = items[position]
        if item.kind not in BODY_KINDS:
            return at
        if item.word.split()[-1] in BODIES:
            return _after_field(items, position + 1)
        is_part = item.text[0].isupper() or item.word in FIELDS
        if not is_part:
            return at
    return at


def _after_field(items: Sequence[Item], at: int) -> int:
    """Step over "of foreign affairs and trade" behind a department."""
    if word_at(items, at) not in FIELD_OPENERS:
        return at
    end, position = at, at + 1
    while word_at(items, position) in FIELD_WORDS:
        position += 1
        end = position if word_at(items, position - 1) in FIELD_NOUNS else end
    return end


def of_aide(items: Sequence[Item], at: int, titles_at: TitlesAt) -> Titles:
    """Read the title of whom a president sends: "[President X]'s special envoy" at the possessive.

    Nothing where no title follows.
    """
    if at >= len(items) or items[at].kind is not ItemKind.POSSESSIVE:
        return NO_TITLES
    found = titles_at(items, after_modifiers(items, at + 1))
    return found if found.levels == {Level.OFFICIALS} else NO_TITLES


def gapped(items: Sequence[Item], at: int, states: StateList) -> int | None:
    """Read "[X represented A], Y [B]" and "[X led the A side], Y the [B] team": where that ends.

    ``states`` are those that stand behind the name at ``at``; None where no such verb is left out.
    """
    verbs = {item.word for item in items[:at]}
    if states.only is None:
        return None
    if word_at(items, states.end) in SIDES:
        return states.end + 1 if verbs & SPEAKING_FOR else None
    is_bare = items[at + 1].kind is ItemKind.STATE and not states.is_adjective
    is_closed = word_at(items, states.end) in {",", ".", "and", ";"}
    return states.end if is_bare and is_closed and verbs & REPRESENTED else None


def name_behind(items: Sequence[Item], at: int) -> int | None:
    """Return where the name stands that follows a title, a comma before it or not."""
    is_apart = word_at(items, at) == ","
    place = at + is_apart
    if place >= len(items) or items[place].kind not in NAME_KINDS:
        return None
    after = word_at(items, place + 1)
    is_closed = place + 1 >= len(items) or after in {",", ".", ";", ")"}
    return place if is_closed or not is_apart else None
