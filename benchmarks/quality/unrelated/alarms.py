"""What the reader claims of news in which no states meet, and which sentences made it do so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks.prose import Printed, Topic, article, topics
from parsers.lexicon import Lexicon
from parsers.reading import read

PATTERNS = Path(__file__).with_name("patterns.toml")
HELD_BACK = Path(__file__).with_name("held_back.toml")


@dataclass(frozen=True, slots=True)
class Alarm:
    """One false claim: of a meeting, or of a grouping; ``words`` are those it was taken from.

    ``is_news`` where it is in scope, so that somebody would be told.
    """

    topic: str
    kind: str
    states: tuple[str, ...]
    words: str
    pattern: str
    is_news: bool

    @property
    def is_held_back(self) -> bool:
        """True where its topic is one of those whose sentences are counted and not shown."""
        return self.topic in {topic.name for topic in known_topics()[1]}


@cache
def known_topics() -> tuple[list[Topic], list[Topic]]:
    """Return the topics that are shown, and those that are held back."""
    return topics(PATTERNS), topics(HELD_BACK)


def articles(number: int) -> Iterator[Printed]:
    """Yield so many articles, all topics in turn; the same ones each time."""
    shown, held_back = known_topics()
    known = [*shown, *held_back]
    for seed in range(number):
        yield article(known[seed % len(known)], seed)


def alarms(printed: Printed, lexicon: Lexicon) -> list[Alarm]:
    """Read an article and return what is claimed of it; past meetings are left aside.

    So are the sets that only met in the past and that nothing calls new.
    """
    reading = read(printed.title, printed.text, printed.published, lexicon)
    meetings = [
        _alarm(printed, "meeting", one.participants, one.evidence.text, is_news=one.is_in_scope)
        for one in reading.meetings
        if not one.is_background
    ]
    past = {one.participants for one in reading.meetings if one.is_background}
    groupings = [
        _alarm(printed, "grouping", one.members, one.evidence.text, is_news=one.is_new)
        for one in reading.groupings
        if one.is_new or one.members not in past
    ]
    return [*meetings, *groupings]


def _alarm(
    printed: Printed, kind: str, states: tuple[str, ...], words: str, *, is_news: bool
) -> Alarm:
    return Alarm(printed.topic, kind, states, words, pattern_of(words, printed), is_news)


def pattern_of(words: str, printed: Printed) -> str:
    """Return the pattern that shares most words with a sentence of the article."""
    said = set(words.split())
    return max(printed.patterns, key=lambda pattern: len(said & set(pattern.split())))


def ranked(found: Iterable[Alarm]) -> list[tuple[str, int]]:
    """Return the patterns that gave alarms, those that did so most often first."""
    return Counter(f"{one.topic}: {one.pattern}" for one in found).most_common()
