"""Articles made of our own sentences: patterns with slots, filled in by lot, the same each time.

It knows what may stand in a slot; which sentences there are stands with each benchmark.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

SLOTS = Path(__file__).with_name("slots.toml")
SLOT = re.compile(r"\{(\w+?)(\d?)\}")  # {city}, {city2}
FIRST_DAY = date(2015, 1, 5)
SPAN = 3_900  # days over which articles are published
ARTICLED = re.compile(r"\b(United (?:States|Kingdom)|Netherlands|Philippines)$")
SENTENCES = range(9, 15)  # in an article, where no number of words is asked for
PARAGRAPHS = range(1, 4)  # sentences in one


@dataclass(frozen=True, slots=True)
class Topic:
    """What news of one kind is made of."""

    name: str
    headlines: tuple[str, ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """One article; ``patterns`` are those of its sentences, headline first."""

    title: str
    text: str
    published: date
    topic: str
    patterns: tuple[str, ...]


def topics(path: Path) -> list[Topic]:
    """Return the topics of a file of patterns, in its order."""
    rows = tomllib.loads(path.read_text(encoding="utf-8"))
    return [
        Topic(name, tuple(row["headlines"]), tuple(row["sentences"])) for name, row in rows.items()
    ]


def article(topic: Topic, seed: int, words: int | None = None) -> Printed:
    """Write one article, of at least so many words where a number is given."""
    lot = Random(f"{topic.name} {seed}")  # noqa: S311 -- the same article each time, no secret
    fill = Fill(lot)
    headline = lot.choice(topic.headlines)
    patterns = list(_chosen(topic, lot, words))
    printed = [fill.sentence(pattern) for pattern in patterns]
    return Printed(
        title=fill.sentence(headline),
        text="\n".join(_paragraphs(printed, lot)),
        published=FIRST_DAY + timedelta(days=lot.randrange(SPAN)),
        topic=topic.name,
        patterns=(headline, *patterns),
    )


def _chosen(topic: Topic, lot: Random, words: int | None) -> Iterator[str]:
    """Yield patterns by lot, none a second time before all had their turn."""
    if words is None:
        yield from lot.sample(topic.sentences, min(lot.choice(SENTENCES), len(topic.sentences)))
        return
    count = 0
    while count < words:
        for pattern in lot.sample(topic.sentences, len(topic.sentences)):
            yield pattern
            count += len(pattern.split())
            if count >= words:
                return


def _paragraphs(sentences: Sequence[str], lot: Random) -> Iterator[str]:
    at = 0
    while at < len(sentences):
        size = lot.choice(PARAGRAPHS)
        yield " ".join(sentences[at : at + size])
        at += size


class Fill:
    """Fills slots; what is of the article's home stays the same from sentence to sentence."""

    def __init__(self, lot: Random) -> None:
        self._lot = lot
        self._lists = _lists()
        home = lot.randrange(len(self._lists["states"]))
        self._home = {
            "home": _with_article(self._lists["states"][home]),
            "home_adj": self._lists["adjectives"][home],
            "home_city": self._lists["capitals"][home],
        }

    def sentence(self, pattern: str) -> str:
        """Return a pattern with its slots filled, no value twice; it opens with a capital."""
        taken = set(self._home.values())
        filled = SLOT.sub(lambda slot: self._value(slot[1], taken), pattern)
        return filled[0].upper() + filled[1:]

    def _value(self, name: str, taken: set[str]) -> str:
        if name in self._home:
            return self._home[name]
        while True:
            value = KINDS[name](self._lot, self._lists)
            if value not in taken:
                taken.add(value)
                return value


def _lists() -> dict[str, tuple[str, ...]]:
    rows = tomllib.loads(SLOTS.read_text(encoding="utf-8"))
    return {name: tuple(re.split(r"[|\n]", text)) for name, text in rows.items()}


def _with_article(state: str) -> str:
    return f"the {state}" if ARTICLED.search(state) else state


def _state(lot: Random, lists: Mapping[str, Sequence[str]]) -> str:
    return _with_article(lot.choice(lists["states"]))


def _city(lot: Random, lists: Mapping[str, Sequence[str]]) -> str:
    return lot.choice(lists[lot.choice(("cities", "capitals"))])


def _person(lot: Random, lists: Mapping[str, Sequence[str]]) -> str:
    return f"{lot.choice(lists['given'])} {lot.choice(lists['family'])}"


def _date(lot: Random, lists: Mapping[str, Sequence[str]]) -> str:
    day, month = lot.randint(1, 28), lot.choice(lists["months"])
    return lot.choice((f"{month} {day}", f"{day} {month}"))


def _money(lot: Random, _lists: Mapping[str, Sequence[str]]) -> str:
    return f"{lot.choice('$€£')}{lot.randint(1, 900)} {lot.choice(('million', 'billion'))}"


def _of(name: str) -> Callable[[Random, Mapping[str, Sequence[str]]], str]:
    return lambda lot, lists: lot.choice(lists[name])


def _number(first: int, last: int) -> Callable[[Random, Mapping[str, Sequence[str]]], str]:
    return lambda lot, _: str(lot.randint(first, last))


KINDS: dict[str, Callable[[Random, Mapping[str, Sequence[str]]], str]] = {
    "state": _state,
    "adj": _of("adjectives"),
    "city": _city,
    "person": _person,
    "surname": _of("family"),
    "company": _of("companies"),
    "club": _of("clubs"),
    "street": _of("streets"),
    "day": _of("days"),
    "month": _of("months"),
    "date": _date,
    "money": _money,
    "number": _number(120, 980),
    "small": _number(3, 59),
    "percent": _number(1, 19),
    "year": _number(1965, 2014),
}
