"""Who acts in a sentence: states with the office and the person that the words give them.

People are linked to states by what the text says ("Japanese Foreign Minister X",
"Poland's X", "X of Ukraine"); the table of office-holders is only a prior.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from parsers.actors.actor_forms import (
    COUNTERPARTS,
    LEADING,
    PROXIES,
    SIDES,
    SPEAKING_FOR,
    STAND_INS,
    bare,
    beginnings,
    closes,
    delegated,
    halves,
    heads_body,
    in_office,
    is_former,
    is_possessed_name,
    is_tied_to_body,
    listed,
    named_after,
    names_before,
    of_aides,
    own_state,
    paired,
    represented_by,
    without_owner,
)
from parsers.actors.actors import Actor
from parsers.actors.bare_titles import BareTitles
from parsers.actors.metonyms import METONYM_KINDS, metonym
from parsers.actors.people import People, Person, is_of_another
from parsers.actors.roles import with_roles
from parsers.actors.surroundings import (
    Surroundings,
    royal,
    side_of,
    title_before,
    with_shared_titles,
)
from parsers.actors.titles import NO_TITLES, Titles, portfolio_at
from parsers.actors.wider_titles import gapped, name_behind, of_aide, with_body
from parsers.lexicon import Lexicon
from parsers.model import Level
from parsers.places.journeys import Turns, host_at
from parsers.scenes.appositions import Appositions
from parsers.words.function_words import after_determiners, after_modifiers, word_at
from parsers.words.items import NAME_KINDS, STATE_KINDS, Item, ItemKind, Row
from parsers.words.personal_names import TITLE_TAILS
from parsers.words.statelists import StateList, state_list, states_named

FROM_STATES = frozenset({"of", "from", "for"})
COUNTERPARTS_OF = frozenset({"from", "of", "in"})
LISTED_KINDS = STATE_KINDS | {ItemKind.GROUPING}
LEARNT_KINDS = NAME_KINDS | {ItemKind.OFFICE}
NAMING_KINDS = STATE_KINDS | METONYM_KINDS


class Cast(Appositions):
    """Finds the actors of each row of one document.

    ``blocs`` maps the ids of named regions to their states. ``home`` is the state
    that the dateline's city lies in; ``hosts`` are those of travellers, by where rows begin.
    """

    def __init__(
        self,
        lexicon: Lexicon,
        rows: Sequence[Row],
        blocs: Mapping[str, tuple[str, ...]],
        *,
        published: date | None,
        home: str | None,
        hosts: Mapping[int, Turns],
    ) -> None:
        named = states_named(rows, NAMING_KINDS)
        super().__init__(lexicon, People(lexicon, published, named), named, blocs)
        self._home = home
        self._bare = BareTitles(lexicon, home)
        self._hosts = hosts
        for row in rows:
            if any(item.kind in LEARNT_KINDS for item in row.items):
                self._learn(row)

    def _learn(self, row: Row) -> None:
        for at, item in enumerate(row.items):
            if item.kind in NAME_KINDS and heads_body(row.items, at):
                self._people.learn(Person(item.text, None))
        for actor in self._read(row):
            person = actor.person
            if person is not None and (not person.from_table or " " in person.name):
                self._people.learn(person)
            if actor.office is not None:
                self._bare.learn(actor.office, actor.state)

    def of(self, row: Row) -> list[Actor]:
        """Return the actors of a row in order, each with its role and co-ordination group.

        Rows are to be asked for in their order: "the minister" is whom the last ones told of.
        """
        found = with_roles(row.items, self._read(row))
        self._bare.follow(row.items, found)
        return found

    def _read(self, row: Row) -> Sequence[Actor]:
        return self._readings.of((row.is_headline, row.sentence.start), partial(self._found, row))

    def _found(self, row: Row) -> list[Actor]:
        items, offset = row.items, row.sentence.start
        turns = () if row.is_headline else self._hosts.get(offset, ())
        found: list[Actor] = []
        side: str | None = None
        end = 0
        for at in beginnings(items):
            if at < end:
                continue
            host = host_at(turns, items[at].start - offset) if turns else None
            near = Surroundings(found[-1] if found else None, host, side)
            actors = self._at(items, at, near)
            if actors:
                side = side_of(items, actors) or side
                found.extend(actor for actor in actors if not self._is_territory(actor.state))
                end = max(actor.last for actor in actors)
        return with_shared_titles(items, found, self._lexicon)

    def _is_territory(self, code: str) -> bool:
        state = self._lexicon.states.get(code)
        return state is None or state.territory

    def _at(self, items: Sequence[Item], at: int, near: Surroundings) -> list[Actor]:
        item = items[at]
        if item.kind is ItemKind.OFFICE or portfolio_at(items, at) is not None:
            return self._office_first(items, at, near)
        if item.kind in NAME_KINDS:
            return self._name_first(items, at, near)
        if item.kind in LISTED_KINDS:
            return self._state_first(items, at)
        if item.kind in METONYM_KINDS:
            return self._of_house(items, at) or metonym(items, at, self._lexicon.states)
        if item.word in PROXIES:
            return self._those_of(items, at, near)
        return self._counterparts_of(items, at) if item.word in COUNTERPARTS else []

    def _of_house(self, items: Sequence[Item], at: int) -> list[Actor]:
        """Read ``White House National Security Adviser X``, with his title right behind."""
        state = self._lexicon.states.get(items[at].values[0]) if items[at].values else None
        titles = self._titles(items, at + 1, state.code if state else None)
        if state is None or not titles.text or items[at].kind is not ItemKind.METONYM:
            return []
        name_at = titles.end if titles.end < len(items) else at
        if items[name_at].kind not in NAME_KINDS:
            return []
        return [in_office(items[name_at], state.code, at, name_at + 1, titles)]

    def _those_of(self, items: Sequence[Item], at: int, near: Surroundings) -> list[Actor]:
        """Read ``those of A and B``, ``and of A, X``, after ``the foreign minister of C``."""
        first = at + 1 if items[at].word == "of" else at + 2
        titles, states = near.titles_of_others(items, at), self._states(items, first)
        return listed(items, states, at, titles, self._owner) if titles and states.codes else []

    # A title opens: "foreign ministers of A, B and C", "Foreign Minister X [of A]".

    def _office_first(self, items: Sequence[Item], at: int, near: Surroundings) -> list[Actor]:
        titles = self._titles(items, at)
        end = titles.end
        if end == at:
            return []
        if _is_in_brackets(items, end) and word_at(items, end + 3) in FROM_STATES:
            titles, end = replace(titles, end=end + 3), end + 3
        if word_at(items, end) in FROM_STATES and (found := self._of_states(items, at, titles)):
            return found
        if end < len(items) and items[end].kind in NAME_KINDS:
            return self._titled(items, at, titles, near)
        if known := self._readings.ask(partial(self._bare.subject, items, at, titles)):
            return [known]
        state = titles.own or near.owner_of(items, at)
        state = state or self._readings.ask(partial(self._bare.only_holder, items, at, titles))
        state = state or near.host_of(items, at)
        state = state or self._bare.at_home(items, at, titles)
        if state and not heads_body(items, end):
            return [Actor(state, at, end, levels=titles.levels, office=titles.text)]
        return []

    def _of_states(self, items: Sequence[Item], at: int, titles: Titles) -> list[Actor]:
        """Read ``foreign ministers of A, B and C`` and ``secretary of the A Security Council``."""
        states = self._states_behind(items, titles.end)
        if states.only is not None and (found := self._of_body(items, at, titles, states)):
            return found
        states = without_owner(items, states)
        if not states.codes:
            return []
        titles = of_aides(items, at, self._titles(items, at, states.codes[0][0]))
        first = title_before(items, at)
        if titles.levels == {Level.OFFICIALS} and first < at:
            titles = self._titles(items, first, states.codes[0][0])
        return listed(items, states, at, titles, self._owner)

    def _of_body(
        self,
        items: Sequence[Item],
        at: int,
        titles: Titles,
        states: StateList,
    ) -> list[Actor]:
        """Read ``secretary of the Russian Security Council X``; nothing where no body is."""
        code = states.codes[0][0]
        wide = with_body(items, titles, states.end, self._lexicon)
        if wide is titles:
            return []
        name_at = name_behind(items, wide.end)
        if name_at is None:
            return [Actor(code, at, wide.end, levels=wide.levels, office=wide.text)]
        return [in_office(items[name_at], code, at, name_at + 1, wide)]

    def _titled(
        self, items: Sequence[Item], at: int, titles: Titles, near: Surroundings
    ) -> list[Actor]:
        name = items[titles.end]
        said, last = own_state(items, titles.end + 1, self._blocs)
        known = self._person_of(name, titles.levels | self._senses(items[at]))
        known = None if known and known.from_table and heads_body(items, titles.end) else known
        state: str | None = said or (known.state if known else None) or titles.own
        if not heads_body(items, titles.end):
            state = state or self._state_ahead(items, last) or near.state_of(items, at, titles)
            state = state or self._home
        if state is None:
            return []
        from_table = bool(known and known.from_table) and not (said or titles.own)
        titles = self._titles(items, at, state)
        is_past = is_former(items, at, at)
        return [in_office(name, state, at, last, titles, from_table=from_table, is_past=is_past)]

    def _senses(self, title: Item) -> frozenset[Level]:
        """All levels that a title has in one state or another."""
        return frozenset(self._lexicon.offices[value].level for value in title.values)

    def _state_ahead(self, items: Sequence[Item], at: int) -> str | None:
        """Read the state in "Foreign Minister X [at] and Defence Minister Y of A"."""
        titles = self._titles(items, at + 1) if word_at(items, at) == "and" else None
        is_named = titles is not None and titles.end < len(items)
        if titles is None or not is_named or items[titles.end].kind not in NAME_KINDS:
            return None
        return own_state(items, titles.end + 1, self._blocs)[0]

    # A name opens: "X of A", "X (A)", "X, A's foreign minister", and people known already.

    def _name_first(self, items: Sequence[Item], at: int, near: Surroundings) -> list[Actor]:
        name, after = items[at], at + 1
        if together := self._named_before(items, at):
            return together
        state, last = own_state(items, after, self._blocs)
        if state is not None:
            return [self._person(name, state, at, last)]
        if word_at(items, after) == "," and (apposed := self._apposed(items, at)) is not None:
            return [apposed]
        speaks_for = word_at(items, after) == "spoke" and word_at(items, after + 1) == "for"
        if speaks_for or word_at(items, after) in SPEAKING_FOR:
            states = self._states(items, after + 1 + speaks_for)
            is_side = word_at(items, states.end) in SIDES
            if states.only is not None and (is_side or word_at(items, after) not in LEADING):
                return [self._person(name, states.only, at, states.end + is_side)]
        states = self._states(items, after)
        end = gapped(items, at, states)
        if end is not None and states.only is not None:
            return [self._person(name, states.only, at, end)]
        return self._known(items, at, near)

    def _known(self, items: Sequence[Item], at: int, near: Surroundings) -> list[Actor]:
        """Read the mere name of somebody known; whom the table knows may head a body by now."""
        known = self._person_of(items[at])
        if known is None:
            return royal(items, at, near)
        if known.state is None or (known.from_table and heads_body(items, at)):
            return []
        return [Actor(known.state, at, at + 1, known.levels, person=known, office=known.office)]

    def _named_before(self, items: Sequence[Item], at: int) -> list[Actor]:
        """Read ``X, Y and Z, the foreign ministers of A, B and C``."""
        names, start = names_before(items, at)
        titles = self._titles(items, after_determiners(items, start)) if names else NO_TITLES
        if not titles.text or word_at(items, titles.end) not in FROM_STATES:
            return []
        states = self._states(items, titles.end + 1)
        if len(states.codes) != len(names):
            return []
        pairs = paired(states, names, self._owner)
        return [in_office(name, code, at, states.end, titles) for code, name in pairs]

    def _is_of_other(self, name: Item, state: str) -> bool:
        """Tell whether a surname behind a title is known, by the whole name, of another state.

        "After a meeting with the Omani minister Rojas tweeted" makes Rojas no Omani.
        """
        known = self._person_of(name) if " " not in name.text else None
        return known is not None and " " in known.name and is_of_another(known, state)

    # A state opens: "A's X", "the A, B and C foreign ministers", "A's Foreign Minister X".

    def _state_first(self, items: Sequence[Item], at: int) -> list[Actor]:
        states = state_list(items, at, self._blocs)
        if not states.codes or is_tied_to_body(items, at, states.end):
            return []
        start = after_modifiers(items, states.end)
        if is_possessed_name(items, start) and states.only is not None:
            return [self._person(items[start], states.only, at, start + 1)]
        titles = self._titles(items, start, states.codes[-1][0])
        if not titles.text and word_at(items, start) in TITLE_TAILS:
            titles = self._titles(items, start + 1, states.codes[-1][0])  # "A's energy secretary"
        if titles.text:
            return self._officed(items, states, at, titles)
        if word_at(items, states.end) in SIDES and (sent := self._sent(items, states, at)):
            return sent
        for noun_at in (start - 1, start):
            if noun_at >= states.end and word_at(items, noun_at) in STAND_INS:
                return delegated(items, states, at, noun_at, self._owner)
        return self._sent(items, states, at) or bare(items, states, at)

    def _sent(self, items: Sequence[Item], states: StateList, at: int) -> list[Actor]:
        """Read ``A was represented by X`` and ``A's delegation was led by X``."""
        after = states.end + (word_at(items, states.end) in SIDES)
        start = represented_by(items, after)
        if start is None or states.only is None:
            return []
        titles = self._titles(items, start, states.only)
        name_at = titles.end + (bool(titles.text) and word_at(items, titles.end) == ",")
        if name_at >= len(items) or items[name_at].kind not in NAME_KINDS:
            return []
        name, last = items[name_at], name_at + 1
        made = in_office(name, states.only, at, last, titles) if titles.text else None
        return [made or self._person(name, states.only, at, last)]

    def _officed(
        self,
        items: Sequence[Item],
        states: StateList,
        at: int,
        titles: Titles,
    ) -> list[Actor]:
        end = titles.end
        if states.only is not None and (sent := self._aide(items, states.only, at, end)):
            return sent
        if states.only is None and named_after(items, end, len(states.codes)):
            return listed(items, replace(states, end=end), at, titles, self._owner)
        if states.only is not None and (both := halves(items, states.only, at, titles)):
            return both
        name_at = end + 1 if word_at(items, end) == "," else end
        is_named = name_at < len(items) and items[name_at].kind in NAME_KINDS
        if not is_named or (name_at > end and not closes(items, name_at + 1)):
            return listed(items, replace(states, end=end), at, titles, self._owner)
        last, code = name_at + 1, states.codes[-1][0]
        if self._is_of_other(items[name_at], code):
            return [
                Actor(c, at, end, levels=titles.levels, office=titles.text) for c, _ in states.codes
            ]
        others = [
            Actor(other, at, last, is_compound=states.is_compound) for other, _ in states.codes[:-1]
        ]
        is_past = is_former(items, at, end - 1)
        return [*others, in_office(items[name_at], code, at, last, titles, is_past=is_past)]

    def _aide(self, items: Sequence[Item], state: str, at: int, end: int) -> list[Actor]:
        """Read ``A's president's envoy X`` and ``A's President Y's envoy X`` as of X."""
        is_named = end < len(items) and items[end].kind in NAME_KINDS
        aide = of_aide(items, end + is_named, self._titles)
        if not aide.text:
            return []
        name_at = name_behind(items, aide.end)
        if name_at is None:
            return [Actor(state, at, aide.end, levels=aide.levels, office=aide.text)]
        return [in_office(items[name_at], state, at, name_at + 1, aide)]

    # Others.

    def _counterparts_of(self, items: Sequence[Item], at: int) -> list[Actor]:
        """Read ``counterparts from A, B and C``, be it by their capitals."""
        if word_at(items, at + 1) not in COUNTERPARTS_OF:
            return []
        states = self._states_behind(items, at + 1)
        if states.is_adjective and states.only is not None:
            return []
        named = listed(items, states, at, NO_TITLES, self._owner)
        return [replace(a, office=None, is_counterpart=True, governor="with") for a in named]


def _is_in_brackets(items: Sequence[Item], at: int) -> bool:
    """Tell whether one word in brackets stands there: "the foreign ministers (FMs) of"."""
    return word_at(items, at) == "(" and word_at(items, at + 2) == ")"
