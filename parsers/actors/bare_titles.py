"""Whose a title is to which no name and no state is put: "the minister", "the crown prince".

It is the person's whom the last sentences were about, else the only holder's whom the text
names, else of the state where the text was written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from parsers.actors.actors import Actor
from parsers.actors.titles import Titles
from parsers.lexicon import Lexicon
from parsers.model import Level
from parsers.words.function_words import word_at
from parsers.words.items import Item

# Of whom the text says no state, these are its home's: "the Prime Minister will host".
AT_HOME = frozenset({Level.LEADERS, Level.FOREIGN_MINISTERS, Level.DEFENCE_MINISTERS})
PREPOSITIONS = frozenset(
    "from of to by with for in on about after before between among against without over".split(),
)
OF_OTHERS = frozenset({"of", "from", "for", "'s", "’s"})


class BareTitles:
    """What one text has told so far of people in office; ``home`` is where it was written."""

    def __init__(self, lexicon: Lexicon, home: str | None) -> None:
        self._offices = lexicon.offices
        self._home = home
        self._holders: dict[str, set[str]] = {}
        self._subject: Actor | None = None

    def learn(self, office: str, state: str) -> None:
        """Keep that a state has somebody in an office."""
        self._holders.setdefault(office.lower(), set()).add(state)

    def follow(self, items: Sequence[Item], actors: Iterable[Actor]) -> None:
        """Keep whom a sentence is about: the first person in office whom no preposition governs."""
        people = [a for a in actors if a.person and a.office and a.governor not in PREPOSITIONS]
        if people and not any(item.word in {"he", "she"} for item in items[: people[0].first]):
            self._subject = people[0]

    def subject(self, items: Sequence[Item], at: int, titles: Titles) -> Actor | None:
        """Read "The minister met" of the minister whom the last sentences were about."""
        known = self._subject
        is_opening = at == 1 and items[0].text == "The" and titles.end == at + 1
        if known is None or not is_opening or self._is_plural(items[at]):
            return None
        if not same_title(items[at].word, known.office or ""):
            return None
        person = known.person
        return Actor(known.state, at, titles.end, known.levels, person=person, office=known.office)

    def only_holder(self, items: Sequence[Item], at: int, titles: Titles) -> str | None:
        """Read "the crown prince" as of the only state whose crown prince the text names."""
        states = self._holders.get(titles.text.lower(), set())
        is_one = len(states) == 1 and not self._is_plural(items[at])
        is_definite = word_at(items, at - 1) == "the" and word_at(items, titles.end) != "of"
        return next(iter(states)) if is_one and is_definite else None

    def at_home(self, items: Sequence[Item], at: int, titles: Titles) -> str | None:
        """Read "the Prime Minister will" as of the state where the text was written."""
        is_one = bool(titles.levels & AT_HOME) and not self._is_plural(items[at])
        is_definite = word_at(items, at - 1) == "the" and items[at].text[0].isupper()
        is_free = word_at(items, titles.end) not in OF_OTHERS
        return self._home if is_one and is_definite and is_free else None

    def _is_plural(self, item: Item) -> bool:
        return any(self._offices[value].plural for value in item.values)


def same_title(word: str, office: str) -> bool:
    """Tell whether "the secretary" can be the Secretary of State."""
    title = office.lower()
    if word in {"premier", "prime minister"}:
        return title.endswith(("premier", "prime minister"))
    if word == "minister":
        return "minister" in title and "prime minister" not in title
    return word in title.split()
