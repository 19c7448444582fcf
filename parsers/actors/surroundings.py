"""What stands around a person lends him what he lacks: a title, or the state of his neighbour.

"Foreign Ministers X of A and Y of B" gives both the title; "A's Foreign Minister X and
Defence Minister Y" gives both the state.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parsers.actors.actors import Actor
from parsers.actors.people import Person
from parsers.actors.titles import Titles
from parsers.lexicon import Lexicon
from parsers.model import Level
from parsers.values import value
from parsers.words.function_words import MODIFIERS, word_at
from parsers.words.items import NAME_KINDS, Item, ItemKind

SENT = frozenset({"representatives", "delegates", "delegation", "team", "side"})
# Who is met stands behind one of these: "met with", "hosted by", "received by".
MEETING_WORDS = frozenset(
    """with met meet meets meeting by see sees saw received hosted greeted welcomed
    invitation""".split()
)
# Titles that the table of holders has as part of a name: "King Abdullah".
ROYAL_TITLES = frozenset({"King", "Queen", "Emir", "Amir", "Sultan", "Emperor", "Pope"})
RUN_KINDS = NAME_KINDS | {
    ItemKind.OFFICE, ItemKind.CONJUNCTION, ItemKind.STATE, ItemKind.DEMONYM, ItemKind.POSSESSIVE,
}  # fmt: skip
RUN_WORDS = frozenset({"the", "his", "her", "then", "of", "both", "new", "newly", "separately"})
RUN_REACH = 24  # items that a list of people met may have before one of them
COMPANY_REACH = 8  # items from "officials" back to the ministers whom they come with
CONSIST = frozenset({"were", "was", "included", "includes", "comprised", "comprises", "consisted"})


OWN = frozenset({"its", "his", "her"})
NOT_OWN = MODIFIERS - OWN


@value(frozen=True, slots=True)
class Surroundings:
    """The actor before, the traveller's host, and the side whose people a sentence names."""

    before: Actor | None
    host: str | None
    side: str | None = None

    def host_of(self, items: Sequence[Item], at: int) -> str | None:
        """Return the traveller's host where the person at ``at`` is one whom he meets."""
        return self.host if self.host is not None and is_met(items, at) else None

    def owner_of(self, items: Sequence[Item], at: int) -> str | None:
        """Read "its interior minister" as that of the state named before: "Kenya said that its"."""
        position = at - 1
        while word_at(items, position) in NOT_OWN:
            position -= 1
        is_own = word_at(items, position) in OWN or _is_of_country(items, position)
        return self.before.state if is_own and self.before is not None else None

    def titles_of_others(self, items: Sequence[Item], at: int) -> Titles | None:
        """Return the titles that go on: "those of Peru", "the presidents of A, X, of B, Y"."""
        if self.before is None or not self.before.levels or not self._goes_on(items, at):
            return None
        return Titles(self.before.levels, self.before.office or "", at, "")

    def _goes_on(self, items: Sequence[Item], at: int) -> bool:
        if items[at].word != "of":
            return word_at(items, at + 1) == "of"
        return self.before is not None and _is_joined(items, self.before.last, at)

    def state_of(self, items: Sequence[Item], at: int, titles: Titles) -> str | None:
        """Return the state that the surroundings lend to a person with a title at ``at``."""
        beside = self._state_beside(items, at, titles)
        if beside is None and self.before is not None and _is_of_country(items, at - 1):
            return self.before.state
        return self.side or beside or self.host_of(items, at)

    def _state_beside(self, items: Sequence[Item], at: int, titles: Titles) -> str | None:
        """Return the state of the person before, where he has another office and "and" joins."""
        before = self.before
        if before is None or before.person is None or not _is_joined(items, before.last, at):
            return None
        is_other = bool(before.levels) and before.levels.isdisjoint(titles.levels)
        return before.state if is_other else None


def royal(items: Sequence[Item], at: int, near: Surroundings) -> list[Actor]:
    """Read "met King Abdullah" and "received by Emir Tamim" of the host's, where they are met."""
    title = items[at].text.split()[0]
    state = near.host_of(items, at) if title in ROYAL_TITLES else None
    if state is None:
        return []
    levels = frozenset({Level.LEADERS})
    person = Person(items[at].text, state, levels, title)
    return [Actor(state, at, at + 1, levels, person=person, office=title)]


def side_of(items: Sequence[Item], actors: Sequence[Actor]) -> str | None:
    """Return the state whose people follow: "on the Omani side Minister X and Minister Y"."""
    noun = word_at(items, actors[0].last - 1)
    if len(actors) > 1 or noun not in SENT:
        return None
    first, last = actors[0].first, actors[0].last
    before = word_at(items, first - 1)
    before = word_at(items, first - 2) if before == "the" else before
    is_side = noun == "side" and before in {"on", "from"}
    is_sent = word_at(items, last) in CONSIST
    return actors[0].state if is_side or is_sent else None


def title_before(items: Sequence[Item], at: int) -> int:
    """Return where the title begins in whose company another comes; ``at`` where there is none.

    "Foreign ministers and the top security officials of A and B" are led by the ministers.
    """
    position, joined = at - 1, False
    while position >= max(0, at - COMPANY_REACH) and items[position].kind is not ItemKind.OFFICE:
        is_plain = items[position].kind is ItemKind.WORD and items[position].text.islower()
        if not is_plain and items[position].word != "and":
            return at
        joined = joined or items[position].word == "and"
        position -= 1
    is_title = position >= max(0, at - COMPANY_REACH) and joined
    return position if is_title and items[position + 1].word == "and" else at


def is_met(items: Sequence[Item], at: int) -> bool:
    """Tell whether the person at ``at`` stands in a run of those whom somebody meets."""
    position = at - 1
    while position >= max(0, at - RUN_REACH):
        item = items[position]
        is_call = item.word == "on" and word_at(items, position - 1) == "called"
        if item.word in MEETING_WORDS or is_call:
            return True
        if item.kind not in RUN_KINDS and item.word not in RUN_WORDS:
            return False
        position -= 1
    return False


def _is_of_country(items: Sequence[Item], at: int) -> bool:
    """Read "that country's president" as that of the state named before."""
    is_possessive = items[at].kind is ItemKind.POSSESSIVE if 0 < at < len(items) else False
    return (
        is_possessive
        and word_at(items, at - 1) == "country"
        and (word_at(items, at - 2) in {"that", "host", "latter"})
    )


def _is_joined(items: Sequence[Item], start: int, end: int) -> bool:
    """Tell whether conjunctions and "the" alone part two people."""
    between = items[start:end]
    return bool(between) and all(
        item.kind is ItemKind.CONJUNCTION or item.word in {"the", "his", "her"} for item in between
    )


def with_shared_titles(
    items: Sequence[Item],
    actors: Sequence[Actor],
    lexicon: Lexicon,
) -> list[Actor]:
    """Give those named after the first of "Foreign Ministers X of A, Y of B" his title."""
    found: list[Actor] = []
    for actor in actors:
        before = found[-1] if found else None
        is_titleless = actor.person is not None and actor.person.office is None
        kept = actor
        if before is not None and is_titleless and _shares(items, before, actor, lexicon):
            kept = _titled_as(actor, before)
        found.append(kept)
    return found


def _shares(items: Sequence[Item], before: Actor, actor: Actor, lexicon: Lexicon) -> bool:
    if before.person is None or before.office is None or before.state == actor.state:
        return False
    return _is_joined(items, before.last, actor.first) and _is_plural(before.office, lexicon)


def _is_plural(title: str, lexicon: Lexicon) -> bool:
    return any(lexicon.offices[v].plural for term in lexicon.scan(title) for v in term.values
               if v in lexicon.offices)  # fmt: skip


def _titled_as(actor: Actor, before: Actor) -> Actor:
    person = actor.person and replace(actor.person, levels=before.levels, office=before.office)
    return replace(actor, levels=before.levels, office=before.office, person=person)
