"""What stands behind a name and says who its bearer is: "X, A's minister", "X, Y's envoy".

The other forms in which print names people are read in parsers.scenes.cast.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from parsers.actors.actor_forms import COUNTERPARTS, closes, in_office, is_former, role_state
from parsers.actors.actors import Actor
from parsers.actors.metonyms import capital_list
from parsers.actors.people import People, Person, is_of_another
from parsers.actors.titles import NO_TITLES, Titles, titles_at
from parsers.actors.wider_titles import after_who, of_aide, with_body
from parsers.lexicon import Lexicon
from parsers.model import Level
from parsers.scenes.readings import Readings
from parsers.words.function_words import after_determiners, after_modifiers, word_at
from parsers.words.items import NAME_KINDS, Item
from parsers.words.statelists import StateList, state_list

OF_STATE = frozenset({"of", "for", "at", "in"})


class Appositions:
    """Reads titles and states in one document, and what is said behind a name.

    ``named`` are the states of the document; ``blocs`` maps ids of regions to their states.
    """

    def __init__(
        self,
        lexicon: Lexicon,
        people: People,
        named: frozenset[str],
        blocs: Mapping[str, tuple[str, ...]],
    ) -> None:
        self._lexicon = lexicon
        self._people = people
        self._named = named
        self._blocs = blocs
        self._readings = Readings()

    def _person_of(self, name: Item, levels: frozenset[Level] = frozenset()) -> Person | None:
        return self._readings.ask(partial(self._people.find, name, levels))

    def _states(self, items: Sequence[Item], at: int) -> StateList:
        return state_list(items, after_determiners(items, at), self._blocs)

    def _states_behind(self, items: Sequence[Item], at: int) -> StateList:
        """Read the states behind a preposition; "from" may have them by their capitals.

        Ambassadors "from Paris and London" are those who are posted there.
        """
        states = self._states(items, at + 1)
        is_posted = word_at(items, at - 1).startswith("ambassador")
        if states.codes or is_posted or word_at(items, at) != "from":
            return states
        by_capital = capital_list(items, at + 1, self._lexicon.states)
        return by_capital if len(by_capital.codes) > 1 else states

    def _titles(self, items: Sequence[Item], at: int, state: str | None = None) -> Titles:
        return titles_at(items, at, self._lexicon, self._named, state)

    def _owner(self, name: Item) -> str | None:
        known = self._person_of(name)
        return known.state if known is not None else None

    def _person(self, name: Item, state: str, first: int, last: int) -> Actor:
        known = self._person_of(name)
        if known is None or known.state != state:
            return Actor(state, first, last, person=Person(name.text, state))
        person = replace(known, name=name.text, from_table=False)
        return Actor(state, first, last, known.levels, person=person, office=known.office)

    def _apposed(self, items: Sequence[Item], at: int) -> Actor | None:
        """Read ``X, the Polish foreign minister`` and ``X, his Polish counterpart``."""
        start = after_modifiers(items, after_who(items, at + 2))
        states = state_list(items, start, self._blocs)
        code = states.only
        if code is None:
            return self._apposed_title(items, at, start)
        title_at = after_modifiers(items, states.end)
        if COUNTERPARTS & {word_at(items, title_at), word_at(items, title_at - 1)}:
            actor = self._person(items[at], code, at, title_at + 1)
            return replace(actor, is_counterpart=True)
        titles = self._titles(items, title_at, code)
        is_of_next = titles.end < len(items) and items[titles.end].kind in NAME_KINDS
        aide = of_aide(items, titles.end + is_of_next, self._titles) if titles.text else NO_TITLES
        if aide.text:
            return in_office(items[at], code, at, aide.end, aide)
        if not titles.text or is_of_next or self._is_next_in_list(items, at, titles.end, code):
            return None
        is_past = is_former(items, start, start)
        return in_office(items[at], code, at, titles.end, titles, is_past=is_past)

    def _apposed_title(self, items: Sequence[Item], at: int, start: int) -> Actor | None:
        """Read ``X, foreign minister of Poland`` and ``X, head of the Polish agency``."""
        titles = self._titles(items, start)
        is_of = bool(titles.text) and word_at(items, titles.end) in OF_STATE
        states = self._states(items, titles.end + 1 if is_of else len(items))
        if states.only is None:
            if not is_of and (sent := self._sent_by(items, at, start, titles)):
                return sent
            place = role_state(items, at + 2)
            if place is None:
                return None
            return self._person(items[at], items[place].values[0], at, place + 1)
        titles = replace(self._titles(items, start, states.only), end=states.end)
        titles = with_body(items, titles, states.end, self._lexicon)
        is_past = is_former(items, start, start)
        return in_office(items[at], states.only, at, titles.end, titles, is_past=is_past)

    def _sent_by(
        self,
        items: Sequence[Item],
        at: int,
        start: int,
        titles: Titles,
    ) -> Actor | None:
        """Read ``X, President Y's special envoy``, of Y's state."""
        sender_at = titles.end if titles.text else start
        if sender_at >= len(items) or items[sender_at].kind not in NAME_KINDS:
            return None
        aide = of_aide(items, sender_at + 1, self._titles)
        sender = self._person_of(items[sender_at], titles.levels) if aide.text else None
        if sender is None or sender.state is None:
            return None
        return in_office(items[at], sender.state, at, aide.end, aide)

    def _is_next_in_list(self, items: Sequence[Item], at: int, end: int, state: str) -> bool:
        """Tell whether "X, A's minister and Y" lists three: X is known to be of another state."""
        return is_of_another(self._person_of(items[at]), state) and not closes(items, end)
