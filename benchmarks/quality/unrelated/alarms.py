"""What the reader claims of news in which no states meet, and which sentences made it do so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.prose import Printed, article, topics
from parsers.lexicon import Lexicon
from parsers.reading import read

PATTERNS = Path(__file__).with_name("patterns.toml")


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


def articles(number: int) -> Iterator[Printed]:
    """Yield so many articles, all topics in turn; the same ones each time."""
    known = topics(PATTERNS)
    for seed in range(number):
        yield article(known[seed % len(known)], seed)


def alarms(printed: Printed, lexicon: Lexicon) -> list[Alarm]:
    """Read an article and return what is claimed of it; past meetings are left aside."""
    reading = read(printed.title, printed.text, printed.published, lexicon)
    meetings = [
        _alarm(printed, "meeting", one.participants, one.evidence.text, is_news=one.is_in_scope)
        for one in reading.meetings
        if not one.is_background
    ]
    groupings = [
        _alarm(printed, "grouping", one.members, one.evidence.text, is_news=one.is_new)
        for one in reading.groupings
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
