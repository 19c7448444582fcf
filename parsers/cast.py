"""Who acts in a sentence: states with the office and the person that the words give them.

People are linked to states by what the text says ("Japanese Foreign Minister X",
"Poland's X", "X of Ukraine"); the table of office-holders is only a prior.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from parsers.actors import Actor
from parsers.counts import SET_SIZE
from parsers.function_words import (
    GOAL_WORDS,
    PLACE_WORDS,
    after_determiners,
    after_modifiers,
    word_at,
)
from parsers.items import NAME_KINDS, STATE_KINDS, Item, ItemKind, Row
from parsers.lexicon import Lexicon
from parsers.model import Level
from parsers.people import People, Person
from parsers.roles import with_roles
from parsers.statelists import StateList, state_list, states_named
from parsers.titles import PORTFOLIOS, Titles, portfolio_at, titles_at

COUNTERPARTS = frozenset({"counterpart", "counterparts", "colleague", "colleagues", "opposite"})
STAFF = frozenset(
    """delegation delegations diplomat diplomats negotiator negotiators team teams officials envoys
    experts""".split(),
)
DELEGATES = STAFF | frozenset(
    """side sides partner partners representative representatives government governments
    authorities hosts host parties ministers leaders ministry ministries""".split(),
)
STAND_INS = COUNTERPARTS | DELEGATES
OF_STATE = frozenset({"of", "for"})
FROM_STATES = frozenset({"of", "from", "for"})
COUNTERPARTS_OF = frozenset({"from", "of", "in"})
CLOSING = frozenset({",", ".", ";", ")"})
BETWEEN_NAMES = frozenset({"-", "–", "("})
# A capital after one of these is an address, or part of another name.
NO_METONYM_AFTER = PLACE_WORDS | GOAL_WORDS | {",", "-", "from", "of", "the", "("}
NO_METONYM_BEFORE = frozenset({",", "(", ":"})
LISTED_KINDS = STATE_KINDS | {ItemKind.GROUPING}
METONYM_KINDS = frozenset({ItemKind.CITY, ItemKind.METONYM})
LEARNT_KINDS = NAME_KINDS | {ItemKind.OFFICE}
NAMING_KINDS = STATE_KINDS | METONYM_KINDS
# Items of these kinds begin an actor only where a word of the vocabularies above stands.
PLAIN_KINDS = frozenset(
    {
        ItemKind.WORD,
        ItemKind.CONJUNCTION,
        ItemKind.PUNCTUATION,
        ItemKind.NUMBER,
        ItemKind.POSSESSIVE,
    },
)
STARTING_WORDS = COUNTERPARTS | PORTFOLIOS.keys()


class Cast:
    """Finds the actors of each row of one document.

    ``blocs`` maps the ids of named regions to their states. ``home`` is the state
    that the dateline's city lies in.
    """

    def __init__(
        self,
        lexicon: Lexicon,
        rows: Sequence[Row],
        blocs: Mapping[str, tuple[str, ...]],
        *,
        published: date | None,
        home: str | None,
    ) -> None:
        self._lexicon = lexicon
        self._home = home
        self._blocs = blocs
        self._named = states_named(rows, NAMING_KINDS)
        self._people = People(lexicon, published, self._named)
        self._in_office: dict[str, set[str]] = {}
        for row in rows:
            if any(item.kind in LEARNT_KINDS for item in row.items):
                self._learn(row)

    def _learn(self, row: Row) -> None:
        for actor in self._found(row.items):
            if actor.person is not None and not actor.person.from_table:
                self._people.learn(actor.person)
            if actor.office is not None:
                self._in_office.setdefault(actor.office.lower(), set()).add(actor.state)

    def of(self, row: Row) -> list[Actor]:
        """Return the actors of a row in order, each with its role and co-ordination group."""
        return with_roles(row.items, list(self._found(row.items)))

    def _found(self, items: Sequence[Item]) -> Iterator[Actor]:
        position = 0
        while position < len(items):
            actors = self._at(items, position)
            if actors:
                yield from (actor for actor in actors if not self._is_territory(actor.state))
                position = max(actor.last for actor in actors)
            else:
                position += 1

    def _is_territory(self, code: str) -> bool:
        state = self._lexicon.states.get(code)
        return state is None or state.territory

    def _at(self, items: Sequence[Item], at: int) -> list[Actor]:
        item = items[at]
        if item.kind in PLAIN_KINDS and item.word not in STARTING_WORDS:
            return []
        if item.kind is ItemKind.OFFICE or portfolio_at(items, at) is not None:
            return self._office_first(items, at)
        if item.kind in NAME_KINDS:
            return self._name_first(items, at)
        if item.kind in LISTED_KINDS:
            return self._state_first(items, at)
        if item.kind in METONYM_KINDS:
            return self._metonym(items, at)
        return self._counterparts_of(items, at) if item.word in COUNTERPARTS else []

    def _states(self, items: Sequence[Item], at: int) -> StateList:
        return state_list(items, after_determiners(items, at), self._blocs)

    def _titles(self, items: Sequence[Item], at: int, state: str | None = None) -> Titles:
        return titles_at(items, at, self._lexicon, self._named, state)

    # A title opens: "foreign ministers of A, B and C", "Foreign Minister X [of A]".

    def _office_first(self, items: Sequence[Item], at: int) -> list[Actor]:
        titles = self._titles(items, at)
        end = titles.end
        if end == at:
            return []
        if word_at(items, end) in FROM_STATES:
            listed = self._states(items, end + 1)
            # "Leaders of Kenya's parties" are no leaders of Kenya.
            if listed.codes and items[listed.end - 1].kind is not ItemKind.POSSESSIVE:
                return self._listed(items, listed, at, self._titles(items, at, listed.codes[0][0]))
        if end < len(items) and items[end].kind in NAME_KINDS:
            return self._titled(items, at, titles)
        state = titles.own or self._holder_of(items, at, titles)
        if state:
            return [Actor(state, at, end, levels=titles.levels, office=titles.text)]
        return []

    def _holder_of(self, items: Sequence[Item], at: int, titles: Titles) -> str | None:
        """Read "the crown prince" as of the only state whose crown prince the text names."""
        states = self._in_office.get(titles.text.lower(), set())
        is_plural = any(self._lexicon.offices[value].plural for value in items[at].values)
        is_one = len(states) == 1 and not is_plural
        is_definite = word_at(items, at - 1) == "the" and word_at(items, titles.end) != "of"
        return next(iter(states)) if is_one and is_definite else None

    def _titled(self, items: Sequence[Item], at: int, titles: Titles) -> list[Actor]:
        name = items[titles.end]
        last = titles.end + 1
        state: str | None = None
        if word_at(items, last) == "of":
            listed = self._states(items, last + 1)
            if listed.only is not None:
                state, last = listed.only, listed.end
        known = self._people.find(name)
        state = state or (known.state if known else None) or titles.own or self._home
        if state is None:
            return []
        from_table = bool(known and known.from_table) and not titles.own
        titles = self._titles(items, at, state)
        return [_in_office(name, state, at, last, titles, from_table=from_table)]

    def _listed(
        self,
        items: Sequence[Item],
        listed: StateList,
        first: int,
        titles: Titles,
    ) -> list[Actor]:
        """Give each state of a list the titles, and the people named right after the list."""
        people = _named_after(items, listed)
        last = people[-1][0] + 1 if people else listed.end
        shared = Actor(
            "", first, last, levels=titles.levels, office=titles.text,
            is_compound=listed.is_compound,
        )  # fmt: skip
        if not people:
            return [replace(shared, state=code) for code, _ in listed.codes]
        return [
            replace(shared, state=code, person=Person(name.text, code, titles.level, titles.text))
            for (code, _), (_, name) in zip(listed.codes, people, strict=True)
        ]

    # A name opens: "X of A", "X, A's foreign minister", and people known already.

    def _name_first(self, items: Sequence[Item], at: int) -> list[Actor]:
        name = items[at]
        after = at + 1
        if word_at(items, after) == "of":
            listed = self._states(items, after + 1)
            if listed.only is not None:
                return [self._person(name, listed.only, at, listed.end)]
        if word_at(items, after) == ",":
            apposed = self._apposed(items, at)
            if apposed is not None:
                return [apposed]
        known = self._people.find(name)
        if known is None or known.state is None:
            return []
        levels = frozenset({known.level}) if known.level else frozenset()
        return [Actor(known.state, at, after, levels=levels, person=known, office=known.office)]

    def _apposed(self, items: Sequence[Item], at: int) -> Actor | None:
        """Read ``X, the Polish foreign minister`` and ``X, foreign minister of Poland``."""
        start = after_determiners(items, at + 2)
        listed = state_list(items, start, self._blocs)
        if listed.only is not None:
            code = listed.only
            titles = self._titles(items, after_determiners(items, listed.end), code)
            return _in_office(items[at], code, at, titles.end, titles) if titles.text else None
        titles = self._titles(items, start)
        if not titles.text or word_at(items, titles.end) not in OF_STATE:
            return None
        listed = self._states(items, titles.end + 1)
        if listed.only is None:
            return None
        titles = self._titles(items, start, listed.only)
        return _in_office(items[at], listed.only, at, listed.end, titles)

    def _person(self, name: Item, state: str, first: int, last: int) -> Actor:
        known = self._people.find(name)
        is_of_state = known is not None and known.state == state
        level = known.level if known is not None and is_of_state else None
        office = known.office if known is not None and is_of_state else None
        person = Person(name.text, state, level, office)
        levels = frozenset({level}) if level else frozenset[Level]()
        return Actor(state, first, last, levels=levels, person=person, office=office)

    # A state opens: "A's X", "the A, B and C foreign ministers", "A's Foreign Minister X".

    def _state_first(self, items: Sequence[Item], at: int) -> list[Actor]:
        listed = state_list(items, at, self._blocs)
        if not listed.codes:
            return []
        start = after_modifiers(items, listed.end)
        if _is_possessed_name(items, start) and listed.only is not None:
            return [self._person(items[start], listed.only, at, start + 1)]
        titles = self._titles(items, start, listed.codes[-1][0])
        if titles.text:
            return self._officed(items, listed, at, titles)
        for noun_at in (start - 1, start):
            if noun_at >= listed.end and word_at(items, noun_at) in STAND_INS:
                return _delegated(items, listed, at, noun_at)
        return _bare(items, listed, at)

    def _officed(
        self,
        items: Sequence[Item],
        listed: StateList,
        at: int,
        titles: Titles,
    ) -> list[Actor]:
        end = titles.end
        name_at = end + 1 if word_at(items, end) == "," else end
        is_named = name_at < len(items) and items[name_at].kind in NAME_KINDS
        if not is_named or (name_at > end and not _closes(items, name_at + 1)):
            return self._listed(items, replace(listed, end=end), at, titles)
        last = name_at + 1
        others = [
            Actor(other, at, last, is_compound=listed.is_compound) for other, _ in listed.codes[:-1]
        ]
        return [*others, _in_office(items[name_at], listed.codes[-1][0], at, last, titles)]

    # Others.

    def _counterparts_of(self, items: Sequence[Item], at: int) -> list[Actor]:
        """Read ``counterparts from A, B and C``."""
        if word_at(items, at + 1) not in COUNTERPARTS_OF:
            return []
        listed = self._states(items, at + 2)
        if listed.is_adjective and listed.only is not None:
            return []
        return [
            Actor(code, at, listed.end, is_counterpart=True, governor="with")
            for code, _ in listed.codes
        ]

    def _metonym(self, items: Sequence[Item], at: int) -> list[Actor]:
        """A capital or a palace stands for its state where no preposition makes it a place."""
        before = at - 1
        if items[at].kind is ItemKind.METONYM and word_at(items, before) == "the":
            before -= 1
        codes, end = self._capitals(items, at)
        if not codes or word_at(items, before) in NO_METONYM_AFTER:
            return []
        if len(codes) >= SET_SIZE:
            return [Actor(code, at, end) for code in codes]
        if at == 0 or word_at(items, at + 1) in NO_METONYM_BEFORE:
            return []
        return [Actor(codes[0], at, at + 1)]

    def _capitals(self, items: Sequence[Item], at: int) -> tuple[list[str], int]:
        """Read "Tokyo, Seoul and Washington": the states, and where the run ends."""
        codes: list[str] = []
        end = at
        while at < len(items) and items[at].kind in METONYM_KINDS:
            state = self._lexicon.states.get(items[at].values[0]) if items[at].values else None
            is_city = items[at].kind is ItemKind.CITY
            if state is None or (is_city and state.capital != items[at].text):
                break
            codes.append(state.code)
            end = at = at + 1
            while at < len(items) and items[at].kind is ItemKind.CONJUNCTION:
                at += 1
        return codes, end


def _in_office(
    name: Item,
    state: str,
    first: int,
    last: int,
    titles: Titles,
    *,
    from_table: bool = False,
) -> Actor:
    person = Person(name.text, state, titles.level, titles.text, from_table=from_table)
    return Actor(state, first, last, levels=titles.levels, person=person, office=titles.text)


def _named_after(items: Sequence[Item], listed: StateList) -> list[tuple[int, Item]]:
    """Find ``, X, Y and Z`` after a list of states: as many names as states, else none."""
    position = listed.end
    found: list[tuple[int, Item]] = []
    while position < len(items):
        item = items[position]
        if item.kind in NAME_KINDS:
            found.append((position, item))
        elif item.kind is not ItemKind.CONJUNCTION and item.text not in BETWEEN_NAMES:
            break
        position += 1
    return found if len(found) == len(listed.codes) else []


def _is_possessed_name(items: Sequence[Item], at: int) -> bool:
    is_name = at < len(items) and items[at].kind in NAME_KINDS
    return is_name and items[at - 1].kind is ItemKind.POSSESSIVE


def _delegated(items: Sequence[Item], listed: StateList, at: int, noun_at: int) -> list[Actor]:
    """Read ``his A and B counterparts``, ``the A counterpart X``, ``the A delegation``."""
    word = items[noun_at].word
    last = noun_at + 1
    person = None
    if word in COUNTERPARTS and last < len(items) and items[last].kind in NAME_KINDS:
        person = Person(items[last].text, listed.codes[-1][0], None, None)
        last += 1
    levels = frozenset({Level.OFFICIALS}) if word in STAFF else frozenset[Level]()
    named = person if listed.only is not None else None
    return [
        Actor(code, at, last, levels=levels, person=named, is_counterpart=True)
        for code, _ in listed.codes
    ]


def _bare(items: Sequence[Item], listed: StateList, at: int) -> list[Actor]:
    """Read states of whom nobody is named; an address or a mere adjective is none."""
    ends_in_possessive = items[listed.end - 1].kind is ItemKind.POSSESSIVE
    only_adjective = listed.is_adjective and not listed.is_compound
    if _is_address(items, at) or ends_in_possessive or only_adjective:
        return []
    if listed.only is not None and items[at].ambiguous and items[at].text.isupper():
        return []
    return [Actor(code, at, listed.end, is_compound=listed.is_compound) for code, _ in listed.codes]


def _is_address(items: Sequence[Item], at: int) -> bool:
    """Tell whether a state only says where a city lies: "Busan, South Korea"."""
    return word_at(items, at - 1) == "," and at > 1 and items[at - 2].kind is ItemKind.CITY


def _closes(items: Sequence[Item], at: int) -> bool:
    return at >= len(items) or items[at].text in CLOSING
