"""Titles as print writes them: "foreign and defence ministers", "prime minister", "taoiseach".

It reads which levels a run of titles has; whose titles they are is asked in parsers.scenes.cast.
"""

from __future__ import annotations

from collections.abc import Sequence

from parsers.actors.outsiders import BODIES, CITIZENS, OF_ANOTHER_BODY
from parsers.lexicon import Lexicon, Office
from parsers.model import Level
from parsers.values import value
from parsers.words.function_words import word_at
from parsers.words.items import Item, ItemKind
from parsers.words.level_phrases import of_portfolio
from parsers.words.levels import highest
from parsers.words.personal_names import TITLE_TAILS

# A minister of nothing said: somebody in office, at a level that the words leave open.
ANY_MINISTER = frozenset({"minister", "ministers"})
PORTFOLIOS = {
    "foreign": Level.FOREIGN_MINISTERS,
    "overseas": Level.FOREIGN_MINISTERS,
    "diplomatic": Level.FOREIGN_MINISTERS,
    "state": Level.FOREIGN_MINISTERS,
    "defence": Level.DEFENCE_MINISTERS,
    "defense": Level.DEFENCE_MINISTERS,
}
IN_CHARGE = frozenset({"responsible", "charged", "tasked"})
TAIL_GAP = 2  # items such as "and MSG" before the next word of a title
FIELD_OPENERS = frozenset({"of", "for", "in", "charge", "responsible"})
FIELD_KINDS = frozenset({ItemKind.WORD, ItemKind.CONJUNCTION, ItemKind.OFFICE})
FIELD_HOLDERS = frozenset(
    """ministers secretaries chiefs directors directors-general commissioners envoys officials
    representatives negotiators""".split(),
)
NO_FIELDS = BODIES | OF_ANOTHER_BODY | CITIZENS | frozenset({"museums", "groups", "archives"})
FIELD_REACH = 5  # items of a field: "the foreign ministries"
TITLE_HYPHENS = frozenset({"-", "–", "—"})  # "Deputy Prime Minister - Minister of Foreign Affairs"
PORTFOLIO_JOINERS = frozenset({"and", "&", ",", "/"})


@value(frozen=True, slots=True)
class Titles:
    """A run of titles: the levels, the words, where it ends, and the state of a local title."""

    levels: frozenset[Level]
    text: str
    end: int
    own: str

    @property
    def level(self) -> Level | None:
        """The one level of the run, or the most senior of several."""
        return highest(self.levels)


NO_TITLES = Titles(frozenset(), "", 0, "")


def titles_at(
    items: Sequence[Item],
    at: int,
    lexicon: Lexicon,
    named: frozenset[str],
    state: str | None = None,
) -> Titles:
    """Read a run of titles from ``at``; ``state`` settles those that differ by state.

    ``named`` are the states of the document: a local title is of one of them.
    """
    if not _may_be_title(items, at):
        return Titles(NO_TITLES.levels, "", at, "")
    levels: set[Level] = set()
    words: list[str] = []
    own = ""
    is_open = False
    position = end = at
    while position < len(items):
        item = items[position]
        if item.kind is ItemKind.OFFICE:
            office = _sense(item, lexicon, named, state)
            if item.word in ANY_MINISTER:
                is_open = True
            else:
                levels.add(office.level)
            own = own or (office.state if office.exact or office.state in named else None) or ""
        elif (portfolio := portfolio_at(items, position)) is not None:
            levels.add(portfolio)
        else:
            break
        words.append(item.text)
        duty = _duty(items, position + 1) if item.word in ANY_MINISTER else None
        if duty is not None:  # "ministers responsible for defence"
            is_open = False
            levels.add(duty[0])
            position = duty[1] - 1
        end = position = _after_field(items, _after_tail(items, position + 1))
        position = _next_title(items, position)
    if is_open:  # "ministers and senior officials" are led by ministers of something
        levels.discard(Level.OFFICIALS)
    return Titles(frozenset(levels), " ".join(words), end, own)


def _duty(items: Sequence[Item], at: int) -> tuple[Level, int] | None:
    """Read "responsible for defence": the level of those in charge, and where the words end."""
    if word_at(items, at) not in IN_CHARGE or word_at(items, at + 1) not in {"for", "with", "of"}:
        return None
    portfolio = at + 3 if word_at(items, at + 2) == "the" else at + 2
    if portfolio >= len(items) or items[portfolio].kind is not ItemKind.WORD:
        return None
    return of_portfolio(items[portfolio].word), portfolio + 1


def _may_be_title(items: Sequence[Item], at: int) -> bool:
    return at < len(items) and (items[at].kind is ItemKind.OFFICE or items[at].word in PORTFOLIOS)


def _after_tail(items: Sequence[Item], at: int) -> int:
    """Step over what else a title says: "[Minister of Digital] Development and Transport"."""
    end = at
    while at < len(items):
        is_body = items[at].kind is ItemKind.GROUPING or items[at].kind is ItemKind.CONJUNCTION
        if items[at].word in TITLE_TAILS and items[at].text[0].isupper():
            end = at + 1
        elif not is_body or at - end >= TAIL_GAP:
            break
        at += 1
    return end


def _after_field(items: Sequence[Item], at: int) -> int:
    """Step over a field before "of A": "[ministers] responsible for fisheries [of A and B]"."""
    title = items[at - 1]
    if title.kind is not ItemKind.OFFICE or title.word.split()[-1] not in FIELD_HOLDERS:
        return at
    position = at
    while word_at(items, position) in FIELD_OPENERS:
        position += 1
    opened = position
    while opened > at and position < min(len(items), opened + FIELD_REACH):
        item = items[position]
        if item.word == "of" and position > opened:
            return position if _is_state(items, position + 1) else at
        if item.word in NO_FIELDS or item.kind not in FIELD_KINDS:
            return at
        position += 1
    return at


def _is_state(items: Sequence[Item], at: int) -> bool:
    at += word_at(items, at) in {"the", "all"}
    return at < len(items) and items[at].kind in (ItemKind.STATE, ItemKind.DEMONYM)


def _sense(
    item: Item,
    lexicon: Lexicon,
    named: frozenset[str],
    state: str | None,
) -> Office:
    """Choose the sense of a title that belongs to a state, else the general one.

    Where no state is given, a sense of one that the document names.
    """
    senses = [lexicon.offices[value] for value in item.values]
    wanted = {state} if state else {None, *named}
    own = [office for office in senses if office.state in wanted]
    general = [office for office in senses if office.state is None]
    return (own or general or senses)[0]


def _next_title(items: Sequence[Item], at: int) -> int:
    """Step over the conjunction in "foreign minister and deputy prime minister"."""
    if at + 1 >= len(items):
        return at
    if items[at].kind is ItemKind.CONJUNCTION or items[at].text in TITLE_HYPHENS:
        after = items[at + 1]
        if after.kind is ItemKind.OFFICE or portfolio_at(items, at + 1) is not None:
            return at + 1
    return at


def portfolio_at(items: Sequence[Item], at: int) -> Level | None:
    """Read the first half of ``foreign and defence ministers``; None where none stands there."""
    portfolio = PORTFOLIOS.get(items[at].word)
    if portfolio is None or at + 2 >= len(items) or items[at + 2].kind is not ItemKind.OFFICE:
        return None
    return portfolio if word_at(items, at + 1) in PORTFOLIO_JOINERS else None
