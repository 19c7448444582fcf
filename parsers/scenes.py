"""An article made ready for reading: rows, actors, meeting words and named groupings.

A scene is one sentence with all that was found in it. The document keeps what
holds for all scenes: when it was published, where it was written, who is who.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import takewhile

from parsers.actors import Actor, states_of
from parsers.cast import Cast
from parsers.datelines import Dateline, dateline
from parsers.function_words import word_at
from parsers.items import Item, ItemKind, Row, rows
from parsers.journeys import Stay, hosts, itinerary, leg_at
from parsers.lexicon import KnownGrouping, Lexicon
from parsers.model import Evidence, Place, Precision
from parsers.name_lists import NameList, name_lists
from parsers.outsiders import in_service
from parsers.phrases import phrases
from parsers.statelists import blocs, states_named
from parsers.triggers import Trigger, triggers
from parsers.when import Tense, TimeExpression

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
YEAR = re.compile(r"(?<!since )(?<!by )(?<!until )\b(?:19[4-9][0-9]|20[0-4][0-9])\b")
# What stands shortly before a year that is yet to come: "to be held in Conakry in 2014".
TO_COME = re.compile(
    r"\b(?:will|shall|to be|(?:is|are) (?:\w+ )?to|next|aims?|hopes?|plans?|targets?)\b"
    r"[^.;\n]{0,60}$"
)
BEFORE_YEAR = 80  # characters before a year in which words make it one to come
CONTEXT_STATES = 2  # of a grouping, named anywhere, that settle an alias of two senses
SESSIONS = frozenset(
    {"meeting", "meetings", "summit", "summits", "session", "gathering", "members"}
)
SUMMITS = frozenset({"summit", "summits", "ministerial"})
POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
NAMING_KINDS = frozenset({ItemKind.STATE, ItemKind.DEMONYM, ItemKind.METONYM})


@dataclass(frozen=True, slots=True)
class Named:
    """A grouping of the lexicon where a sentence names it, at item ``at``.

    ``start`` and ``end`` count characters of the sentence.
    """

    known: KnownGrouping
    at: int
    start: int
    end: int

    @property
    def is_minilateral(self) -> bool:
        """True for the few states that act together, False for a body of many or a venue."""
        return self.known.kind == MINILATERAL

    @property
    def is_pair(self) -> bool:
        """True for a format of two states that has a name, such as AUSMIN."""
        return self.known.kind == BILATERAL


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence with all that was found in it; ``index`` counts from the headline, 0."""

    index: int
    row: Row
    actors: tuple[Actor, ...]
    triggers: tuple[Trigger, ...]
    named: tuple[Named, ...]

    @property
    def text(self) -> str:
        """The sentence as printed."""
        return self.row.sentence.text

    @property
    def items(self) -> tuple[Item, ...]:
        """The items of the sentence, dateline left out."""
        return self.row.items

    @property
    def is_question(self) -> bool:
        """True where the sentence asks and so claims nothing."""
        return self.text.rstrip("\"”’' ").endswith("?")

    def position(self, at: int) -> int:
        """Return where item ``at`` begins in the sentence, in characters."""
        return self.row.items[at].start - self.row.sentence.start


@dataclass(frozen=True)
class Document:
    """An article ready for reading, with what is looked up in it again and again.

    ``published`` is the day that relative dates count from, or ``month`` the first and last
    day of the month where no more is known; ``present_year`` is their year, or the latest year
    that a text without them speaks of. ``stays`` are those of its trips.
    """

    title: str
    text: str
    published: date | None
    month: tuple[date, date] | None
    scenes: tuple[Scene, ...]
    lexicon: Lexicon
    dateline: Dateline
    present_year: int | None
    stays: tuple[Stay, ...] = ()

    @cached_property
    def headlines(self) -> tuple[Scene, ...]:
        """The scenes of the headline, which go before all others."""
        return tuple(takewhile(lambda scene: scene.row.is_headline, self.scenes))

    @cached_property
    def body(self) -> tuple[Scene, ...]:
        """The scenes of the text itself."""
        return self.scenes[len(self.headlines) :]

    @cached_property
    def name_lists(self) -> tuple[NameList, ...]:
        """All lists of names in the text."""
        return tuple(
            found for scene in self.scenes for found in name_lists(scene.index, scene.items)
        )

    @cached_property
    def times(self) -> dict[tuple[int, Tense], tuple[TimeExpression, ...]]:
        """The dated times of its scenes, by index and tense, as far as they were asked for."""
        return {}

    @cached_property
    def _by_start(self) -> dict[int, Scene]:
        return {scene.row.sentence.start: scene for scene in self.body}

    def scene_of(self, evidence: Evidence) -> Scene | None:
        """Return the scene that a claim's evidence is, be it one of the headline."""
        if evidence.end == 0:
            return next((scene for scene in self.headlines if scene.text == evidence.text), None)
        return self._by_start.get(evidence.start)

    @cached_property
    def _by_states(self) -> dict[frozenset[str], list[Scene]]:
        found: dict[frozenset[str], list[Scene]] = {}
        for scene in self.scenes:
            found.setdefault(states_of(scene.actors), []).append(scene)
        return found

    def scenes_of(self, states: frozenset[str]) -> list[Scene]:
        """Return the scenes whose actors are of just these states."""
        return self._by_states.get(states, [])

    @cached_property
    def _on_stays(self) -> dict[str, list[int]]:
        """The scenes of the body that are told while somebody stays in a state, by that state."""
        found: dict[str, list[int]] = {}
        for scene in self.body:
            for country in {stay.country for stay in leg_at(self.stays, scene.index)}:
                found.setdefault(country, []).append(scene.index)
        return found

    def told_in(self, countries: Iterable[str]) -> set[int]:
        """Return the indices of scenes told while somebody stays in one of these states."""
        return {index for country in countries for index in self._on_stays.get(country, ())}

    def around(self, index: int) -> Iterator[Scene]:
        """Yield the scenes next to one, itself, and those of the headline."""
        yield from self.headlines
        yield from self.scenes[max(0, index - 1) : index + 2]

    def body_scene(self, index: int) -> Scene | None:
        """Return the scene of that index where it is one of the text, not of the headline."""
        if not 0 <= index < len(self.scenes) or self.scenes[index].row.is_headline:
            return None
        return self.scenes[index]


def document(
    title: str,
    text: str,
    published: date | None,
    lexicon: Lexicon,
    month: tuple[date, date] | None = None,
) -> Document:
    """Make an article ready for reading; an empty headline or text is no error."""
    found, opening = dateline(rows(title, text, lexicon), published, lexicon)
    regions = blocs(lexicon)
    about = published or (month[0] if month else None)
    day = published or (opening.day.start if opening.day.precision is Precision.DAY else None)
    stays = itinerary(found, day, lexicon, Place(opening.city, opening.country))
    travelling = hosts(found, stays)
    cast = Cast(lexicon, found, regions, published=about, home=opening.country, hosts=travelling)
    context = _Context(found)
    scenes = tuple(
        Scene(
            index,
            row,
            tuple(in_service(row.items, cast.of(row))),
            tuple(triggers(row.text)),
            tuple(_named(row, context, lexicon.groupings, regions)),
        )
        for index, row in enumerate(found)
    )
    since = day or about
    present_year = since.year if since else latest_year(f"{title} {text}")
    left = None if day else month
    return Document(title, text, day, left, scenes, lexicon, opening, present_year, stays)


def latest_year(text: str) -> int | None:
    """Return the latest year of our time that a text names, "since 2019" left aside.

    One that it only looks forward to counts where it names no other.
    """
    found = list(YEAR.finditer(text))
    told = [year for year in found if not _is_to_come(text, year.start())]
    return max((int(year[0]) for year in told or found), default=None)


def _is_to_come(text: str, at: int) -> bool:
    return TO_COME.search(text[max(0, at - BEFORE_YEAR) : at]) is not None


class _Context:
    """What a whole document says that settles an alias of two senses."""

    def __init__(self, found: Sequence[Row]) -> None:
        self.states = states_named(found, NAMING_KINDS)
        self._rows = found
        self._is_diplomatic: bool | None = None

    @property
    def is_diplomatic(self) -> bool:
        """True where any sentence has a word of diplomacy; looked up when first asked for."""
        if self._is_diplomatic is None:
            self._is_diplomatic = any(DIPLOMATIC.search(row.text) for row in self._rows)
        return self._is_diplomatic

    def fits(self, known: KnownGrouping) -> bool:
        """An alias that is an ordinary word counts only among its states and diplomats."""
        shared = len(self.states.intersection(known.states))
        return shared >= min(CONTEXT_STATES, len(known.states)) and self.is_diplomatic


def _named(
    row: Row,
    context: _Context,
    groupings: Mapping[str, KnownGrouping],
    regions: Mapping[str, tuple[str, ...]],
) -> Iterator[Named]:
    offset = row.sentence.start
    for at, item in enumerate(row.items):
        if item.kind is not ItemKind.GROUPING:
            continue
        candidates = [groupings[value] for value in item.values if value in groupings]
        best = _likeliest(item, candidates, context, is_in_office=_is_in_office(row.items, at))
        if best is not None and best.id not in regions:
            yield Named(best, at, item.start - offset, item.end - offset)


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
