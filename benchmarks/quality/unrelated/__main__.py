"""``python -m benchmarks.quality.unrelated``: false alarms on news in which no states meet."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from benchmarks.prose import Topic
from benchmarks.quality.unrelated.alarms import Alarm, alarms, articles, known_topics, ranked
from parsers.lexicon import load

NUMBER = 1_500
GOAL = 2  # records per 1,000 articles, at most


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the articles, read them, and print what was claimed."""
    parser = argparse.ArgumentParser(prog="benchmarks.quality.unrelated", description=__doc__)
    parser.add_argument("--articles", type=int, default=NUMBER, metavar="N", help="how many")
    number = parser.parse_args(arguments).articles
    lexicon = load()
    found = [alarm for printed in articles(number) for alarm in alarms(printed, lexicon)]
    print("\n".join(report(found, number)))
    return 0


def report(found: Sequence[Alarm], number: int) -> Iterator[str]:
    """Yield the lines of the report: records per 1,000 articles, by topic and by pattern."""
    in_scope = sum(one.is_news for one in found)
    yield f"{number} articles of unrelated news, {len(found)} records, {in_scope} of them in scope"
    rate = _per_1000(len(found), number)
    verdict = "met" if rate <= GOAL else "missed"
    yield f"records per 1,000 articles {rate:.1f}   goal: {GOAL} at most, {verdict}"
    yield f"in scope per 1,000 articles {_per_1000(in_scope, number):.1f}"
    for topic, count in Counter(one.topic for one in found).most_common():
        yield f"  {topic:16}{count:5}"
    shown = [one for one in found if not one.is_held_back]
    closed = [one for one in found if one.is_held_back]
    first, second = known_topics()
    yield f"{len(ranked(shown))} of {_patterns(first)} patterns gave one"
    yield f"{len(ranked(closed))} of {_patterns(second)} held back did, {len(closed)} times"
    examples = {f"{one.topic}: {one.pattern}": one for one in shown}
    for pattern, count in ranked(shown):
        one = examples[pattern]
        yield f"{count:4}  {pattern}\n      {one.kind} {' '.join(one.states)} | {one.words}"


def _patterns(known: Iterable[Topic]) -> int:
    return sum(len(topic.headlines) + len(topic.sentences) for topic in known)


def _per_1000(count: int, number: int) -> float:
    return 1_000 * count / number if number else 0.0


if __name__ == "__main__":
    sys.exit(main())
