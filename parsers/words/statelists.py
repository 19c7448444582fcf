"""Lists of states as print writes them: "A, B and C", "the A-B-C", "A's and B's", "A as well as B".

A list says only which states stand together; what they do there is for others to find.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from parsers.lexicon import Lexicon
from parsers.values import value
from parsers.words.function_words import LIST_WORDS, after_modifiers, word_at
from parsers.words.items import JOINERS, STATE_KINDS, Item, ItemKind, Row

REPEATED = frozenset({"of", "from"})  # before members of a list


@value(frozen=True, slots=True)
class StateList:
    """Co-ordinated states: the codes with the items that name them, and where the run ends."""

    codes: tuple[tuple[str, int], ...]
    end: int
    is_compound: bool
    is_adjective: bool

    @property
    def only(self) -> str | None:
        """The one state of a list of one."""
        return self.codes[0][0] if len(self.codes) == 1 else None


def state_list(items: Sequence[Item], at: int, blocs: Mapping[str, tuple[str, ...]]) -> StateList:
    """Read co-ordinated states from ``at``; empty where none stands there.

    ``blocs`` maps the ids of named regions to their states, so that "Central Asian
    and US ministers" is six states.
    """
    codes: list[tuple[str, int]] = []
    compound = False
    adjectives = False
    position = end = at
    before = _preposition(items, at)
    while position < len(items):
        item = items[position]
        found = _codes_of(item, blocs)
        if found is None or (position > at and _opens_title(items, at, position)):
            break
        codes.extend((code, position) for code in found)
        adjectives = item.kind is ItemKind.DEMONYM
        position = _after_short_form(items, position + 1, found)
        end = position = _after_possessive(items, position)
        step = _separator(items, position, before)
        if step == 0:
            break
        compound = compound or items[position].text in JOINERS
        position += step
    return StateList(tuple(codes), end, compound and len(codes) > 1, adjectives)


def _opens_title(items: Sequence[Item], at: int, position: int) -> bool:
    """Tell whether an adjective begins the next person: "of Djibouti and Ethiopian Premier X"."""
    is_noun = items[at].kind is ItemKind.STATE and not items[at].text.isupper()
    is_adjective = items[position].kind is ItemKind.DEMONYM and "." not in items[at].text
    after = after_modifiers(items, position + 1)
    return is_noun and is_adjective and after < len(items) and items[after].kind is ItemKind.OFFICE


def _after_possessive(items: Sequence[Item], at: int) -> int:
    return at + 1 if at < len(items) and items[at].kind is ItemKind.POSSESSIVE else at


def _after_short_form(items: Sequence[Item], at: int, codes: tuple[str, ...]) -> int:
    """Step over the same state in brackets: "the United Arab Emirates (UAE)"."""
    if at >= len(items) or items[at].text != "(":
        return at
    match items[at : at + 3]:
        case [Item(text="("), Item(kind=ItemKind.STATE) as form, Item(text=")")]:
            return at + 3 if form.values[:1] == codes else at
        case _:
            return at


def _codes_of(item: Item, blocs: Mapping[str, tuple[str, ...]]) -> tuple[str, ...] | None:
    if item.kind in STATE_KINDS:
        return item.values[:1]
    if item.kind is ItemKind.GROUPING and item.values:
        return blocs.get(item.values[0])
    return None


def _preposition(items: Sequence[Item], at: int) -> str:
    """Return the "of" or "from" that a list stands behind, which it may repeat: "of A and of B"."""
    word = word_at(items, at - 2 if word_at(items, at - 1) == "the" else at - 1)
    return word if word in REPEATED else ""


def _separator(items: Sequence[Item], at: int, before: str) -> int:
    """Return how many items at ``at`` join two members of a list behind ``before``; 0 for none."""
    position = at
    joined = False
    while position < len(items):
        item = items[position]
        is_joiner = item.text in JOINERS and _is_tight(items, position)
        if item.kind is ItemKind.CONJUNCTION or is_joiner:
            joined = True
        elif not (item.word in LIST_WORDS and (joined or item.word == "as")) and not (
            joined and item.word == before and items[position - 1].word in {"and", "&"}
        ):
            break
        position += 1
    is_as_well_as = at < len(items) and items[at].word == "as"
    return position - at if joined or is_as_well_as else 0


def _is_tight(items: Sequence[Item], at: int) -> bool:
    if at == 0 or at + 1 >= len(items):
        return False
    return items[at - 1].end == items[at].start or items[at].end == items[at + 1].start


def region(item: Item, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the states of the region that an item names, such as "the Gulf states"; else none."""
    return lexicon.regions.get(item.values[0], ()) if item.values else ()


def states_named(rows: Iterable[Row], kinds: Iterable[ItemKind]) -> frozenset[str]:
    """Return every state that a document names by an item of one of these kinds."""
    wanted, found = frozenset(kinds), set[str]()
    for row in rows:
        for item in row.items:
            if item.values and item.kind in wanted:
                found.update(item.values)
    return frozenset(found)
