"""Known groupings where sentences name them: in which sense, with which members, and as what.

A club of few states acts wherever it is named. A treaty body of few, such as the G7, is context,
unless its own meeting is what a text is about: then it is read as a club would be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from parsers.lexicon import KnownGrouping
from parsers.model import GroupingKind, kind_of
from parsers.words.function_words import word_at
from parsers.words.items import Item, ItemKind, Row, places_of
from parsers.words.phrases import phrases
from parsers.words.statelists import states_named
from parsers.words.triggers import STRONG, Trigger

MINILATERAL = "minilateral"
BILATERAL = "bilateral"
DIPLOMATIC = phrases(
    r"""
    minister\w*|secretar\w+|president\w*|premier\w*|leaders?|summit|diplomat\w*|talks|alliance
    security|partnership|grouping|pact|treaty|defen[cs]e|foreign|indo-pacific|trilateral
    quadrilateral|ministerial|nations|countries|members|sanctions|nuclear|cooperation|dialogue
    envoys?
    """,
)
CONTEXT_STATES = 2  # of a grouping, named anywhere, that settle an alias of two senses
SESSIONS = frozenset(
    {"meeting", "meetings", "summit", "summits", "session", "gathering", "members"}
)
SUMMITS = frozenset({"summit", "summits", "ministerial"})
POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
OWNERS = frozenset({ItemKind.NAME, ItemKind.GROUPING, ItemKind.MASK})
OWNER_REACH = 5  # items from a name to that of its owner
NAMING_KINDS = frozenset({ItemKind.STATE, ItemKind.DEMONYM, ItemKind.METONYM})

MULTILATERAL = "multilateral"
LEAD_ROWS = 2  # sentences after the headline that tell what a text is about
SUBJECT_REACH = 60  # characters from a body's name to the word that says that it meets
# Before a body's name: it is where or when something else happens, or what somebody goes to.
CIRCUMSTANCES = frozenset(
    """at on for in before after during with ahead by as than via under over about against
    attend attends attended attending join joins joined joining from despite amid into""".split()
)
# Between a body and a meeting word: the meeting is what it asks for or judges.
DEMANDS = phrases(
    r"""
    call(?:s|ed|ing)?|urg(?:e|es|ed|ing)|welcom(?:e|es|ed|ing)|back(?:s|ed|ing)?
    support(?:s|ed|ing)?|condemn(?:s|ed|ing)?|want(?:s|ed|ing)?|seek(?:s|ing)?|sought
    demand(?:s|ed|ing)?|propos(?:e|es|ed|ing)|hail(?:s|ed|ing)?|prais(?:e|es|ed|ing)
    ask(?:s|ed|ing)?|invit(?:e|es|ed|ing)|endors(?:e|es|ed|ing)|reject(?:s|ed|ing)?
    expect(?:s|ed|ing)?|offer(?:s|ed|ing)?|mediat(?:e|es|ed|ing)|broker(?:s|ed|ing)?
    criticis(?:e|es|ed|ing)|criticiz(?:e|es|ed|ing)|applaud(?:s|ed|ing)?|encourag(?:e|es|ed|ing)
    """
)


@dataclass(frozen=True, slots=True)
class Named:
    """A grouping of the lexicon where a sentence names it, at item ``at``.

    ``start`` and ``end`` count characters of the sentence. ``is_convened`` says that the text is
    about a meeting of this body.
    """

    known: KnownGrouping
    at: int
    start: int
    end: int
    is_convened: bool = False

    @property
    def is_minilateral(self) -> bool:
        """True for the few states that act together, False for a body of many or a venue."""
        return self.known.kind == MINILATERAL or self.is_convened

    @property
    def is_pair(self) -> bool:
        """True for a format of two states that has a name, such as AUSMIN."""
        return self.known.kind == BILATERAL


def groupings_named(
    rows: Sequence[Row],
    triggers: Sequence[Sequence[Trigger]],
    groupings: Mapping[str, KnownGrouping],
    regions: Mapping[str, tuple[str, ...]],
    day: date | None,
) -> list[tuple[Named, ...]]:
    """Return for each row the groupings it names, with the members they had on a day."""
    context = _Context(rows)
    found = [tuple(_named(row, context, groupings, regions, day)) for row in rows]
    convened = _convened(rows, triggers, found)
    if not convened:
        return found
    return [
        tuple(replace(each, is_convened=each.known.id in convened) for each in named)
        for named in found
    ]


def _convened(
    rows: Sequence[Row], triggers: Sequence[Sequence[Trigger]], named: Sequence[Sequence[Named]]
) -> frozenset[str]:
    """Return the bodies of few states whose own meeting headline or lead tells of."""
    lead = sum(row.is_headline for row in rows) + LEAD_ROWS
    return frozenset(
        each.known.id
        for row, words, found in zip(rows[:lead], triggers, named, strict=False)
        for each in found
        if _is_body_of_few(each.known) and _is_subject(row, each) and _meets(row, words, each)
    )


def _is_body_of_few(known: KnownGrouping) -> bool:
    return known.kind == MULTILATERAL and kind_of(known.states) is GroupingKind.MINILATERAL


def _is_subject(row: Row, named: Named) -> bool:
    """Tell whether nothing before a body's name makes it the circumstance of something else."""
    before = [item.word for item in row.items[: named.at]]
    is_goal = before[-1:] == ["to"] or before[-2:] == ["to", "the"]
    return not is_goal and CIRCUMSTANCES.isdisjoint(before)


def _meets(row: Row, triggers: Sequence[Trigger], named: Named) -> bool:
    """Tell whether a body is said to meet: "G7 ministers met", "leaders of the GCC hold talks"."""
    return any(
        trigger.kind in STRONG
        and trigger.start - named.end <= SUBJECT_REACH
        and not DEMANDS.search(row.text, min(named.end, trigger.end), trigger.start)
        for trigger in triggers
    )


class _Context:
    """What a whole document says that settles an alias of two senses."""

    def __init__(self, found: Sequence[Row]) -> None:
        self._rows = found

    @cached_property
    def states(self) -> frozenset[str]:
        """All states that are named; few texts name a grouping, for which it is asked."""
        return states_named(self._rows, NAMING_KINDS)

    @cached_property
    def is_diplomatic(self) -> bool:
        """True where any sentence has a word of diplomacy."""
        return any(DIPLOMATIC.search(row.text) for row in self._rows)

    def fits(self, known: KnownGrouping) -> bool:
        """An alias that is an ordinary word counts only among its states and diplomats."""
        shared = len(self.states.intersection(known.states))
        return shared >= min(CONTEXT_STATES, len(known.states)) and self.is_diplomatic


def _named(
    row: Row,
    context: _Context,
    groupings: Mapping[str, KnownGrouping],
    regions: Mapping[str, tuple[str, ...]],
    day: date | None,
) -> Iterator[Named]:
    offset = row.sentence.start
    for at in places_of(ItemKind.GROUPING, row.items):
        item = row.items[at]
        candidates = [groupings[value] for value in item.values if value in groupings]
        best = _likeliest(item, candidates, context, is_in_office=_is_in_office(row.items, at))
        if best is not None and best.id not in regions and not _is_organ(row.items, at):
            then = best.states_on(day)
            known = best if then == best.states else replace(best, states=then)
            yield Named(known, at, item.start - offset, item.end - offset)


def _is_organ(items: Sequence[Item], at: int) -> bool:
    """Tell whether a name is that of a body's part: "the Troika of the Non-Aligned Movement"."""
    is_owned = word_at(items, at + 1) == "of" and word_at(items, at + 2) == "the"
    owner = items[at + 3 : at + OWNER_REACH]
    is_common = len(items[at].text.split()) == 1
    return is_owned and is_common and any(item.kind in OWNERS for item in owner)


def _is_in_office(items: Sequence[Item], at: int) -> bool:
    """Tell whether a name goes with a title or a session: "Quad leaders", "summit of the E3"."""
    after = at + 2 if word_at(items, at + 1) in POSSESSIVES else at + 1
    if after < len(items) and items[after].kind is ItemKind.OFFICE:
        return True
    if word_at(items, after) in SUMMITS:
        return True
    before = at - 2 if word_at(items, at - 1) == "the" else at - 1
    if before < 1 or items[before].word != "of":
        return False
    return items[before - 1].kind is ItemKind.OFFICE or items[before - 1].word in SESSIONS


def _likeliest(
    item: Item,
    candidates: Iterable[KnownGrouping],
    context: _Context,
    *,
    is_in_office: bool,
) -> KnownGrouping | None:
    """Choose the grouping that shares most states with the document, the first of equals.

    A name that has another sense needs its states near, unless those in office go with it.
    """
    listed = list(candidates)
    is_word = item.ambiguous or any(item.text in known.needs_context for known in listed)
    is_plain = not is_word or is_in_office
    fitting = [known for known in listed if is_plain or context.fits(known)]
    return max(
        fitting,
        key=lambda known: len(context.states.intersection(known.states)),
        default=None,
    )
