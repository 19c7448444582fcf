"""An article made ready for reading: rows, actors, meeting words and named groupings.

A scene is one sentence with all that was found in it. The document keeps what
holds for all scenes: when it was published, where it was written, who is who.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import takewhile

from parsers.actors.actors import Actor, states_of
from parsers.actors.outsiders import in_service
from parsers.lexicon import Lexicon
from parsers.model import Evidence, Place, Precision, When
from parsers.places.datelines import Dateline, dateline
from parsers.places.journeys import Stay, hosts, itinerary, leg_at
from parsers.scenes.bodies import Named, groupings_named
from parsers.scenes.cast import Cast
from parsers.times.when import Tense, TimeExpression
from parsers.values import value
from parsers.words.items import Item, Row, rows
from parsers.words.name_lists import NameList, name_lists
from parsers.words.triggers import Trigger, TriggerKind, triggers

# What must not stand before a year is asked behind it, where there is one.
YEAR = re.compile(
    r"(?:19[4-9][0-9]|20[0-4][0-9])\b(?<!\w....)(?<!since ....)(?<!by ....)(?<!until ....)"
)
# What stands shortly before a year that is yet to come: "to be held in Conakry in 2014".
TO_COME = re.compile(
    r"\b(?:will|shall|to be|(?:is|are) (?:\w+ )?to|next|aims?|hopes?|plans?|targets?)\b"
    r"[^.;\n]{0,60}$"
)
BEFORE_YEAR = 80  # characters before a year in which words make it one to come


@value(frozen=True, slots=True)
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

    def end_of(self, actor: Actor) -> int:
        """Return where the words of an actor end in the sentence, in characters."""
        return self.row.items[actor.last - 1].end - self.row.sentence.start


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
    def list_owners(self) -> dict[tuple[int, int], tuple[str | None, ...]]:
        """Whose those on its lists of names are, by where the lists begin, as far as asked for."""
        return {}

    @cached_property
    def times(self) -> dict[tuple[int, Tense], tuple[TimeExpression, ...]]:
        """The dated times of its scenes, by index and tense, as far as they were asked for."""
        return {}

    @cached_property
    def trips(self) -> tuple[Scene, ...]:
        """The scenes with a word for a trip and somebody who may make it."""
        return tuple(
            scene
            for scene in self.scenes
            if scene.actors and any(each.kind is TriggerKind.VISIT for each in scene.triggers)
        )

    @cached_property
    def trip_days(self) -> dict[int, tuple[When, ...]]:
        """The days of the trips of its scenes, by index, as far as they were asked for."""
        return {}

    @cached_property
    def _by_start(self) -> dict[int, Scene]:
        return {scene.row.sentence.start: scene for scene in self.body}

    @cached_property
    def by_text(self) -> dict[str, Scene]:
        """The first scene of each text."""
        return {scene.text: scene for scene in reversed(self.scenes)}

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
    regions = lexicon.regions
    about = published or (month[0] if month else None)
    day = published or (opening.day.start if opening.day.precision is Precision.DAY else None)
    stays = itinerary(found, day, lexicon, Place(opening.city, opening.country))
    travelling = hosts(found, stays)
    cast = Cast(lexicon, found, regions, published=about, home=opening.country, hosts=travelling)
    since = day or about
    present_year = since.year if since else latest_year(f"{title} {text}")
    then = since or (date(present_year, 1, 1) if present_year else None)
    words = [tuple(triggers(row.text)) for row in found]
    named = groupings_named(found, words, lexicon.groupings, regions, then)
    scenes = tuple(
        Scene(index, row, tuple(in_service(row.items, cast.of(row))), words[index], named[index])
        for index, row in enumerate(found)
    )
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
