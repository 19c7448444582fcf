"""Articles made of patterns are the same each time, whole, and without a slot left open."""

from __future__ import annotations

import re
from pathlib import Path

from benchmarks.prose import SLOT, Topic, article, topics

TOPIC = Topic(
    "sport",
    ("{home} win",),
    (
        "{state} met {state2} in {city} on {date}.",
        "{person} of {home} and {person2} of {home_city} drew {small} crowds.",
        "{state}, {state2} and {state3} are out.",
    ),
)


def test_an_article_is_the_same_each_time() -> None:
    """Topic and seed decide every word; another seed gives another text."""
    assert article(TOPIC, 7) == article(TOPIC, 7)
    assert article(TOPIC, 7) != article(TOPIC, 8)


def test_slots_are_filled_and_differ_within_a_sentence() -> None:
    """No brace is left, and no state stands twice in one sentence."""
    for seed in range(200):
        printed = article(TOPIC, seed)
        assert not SLOT.search(f"{printed.title} {printed.text}")
        (listed,) = re.findall(r"[^.\n]+ are out\.", printed.text)
        states = re.split(r", | and ", listed.removesuffix(" are out.").strip())
        assert len({state.removeprefix("the ").removeprefix("The ") for state in states}) == 3


def test_home_stays_the_same_through_an_article() -> None:
    """A headline and its sentences speak of one home."""
    printed = article(TOPIC, 3)
    assert printed.title.removesuffix(" win").removeprefix("The ") in printed.text


def test_a_number_of_words_is_reached() -> None:
    """Patterns come again, in other words, until the length is reached."""
    printed = article(TOPIC, 1, words=400)
    assert 380 < len(printed.text.split()) < 480
    assert len(printed.patterns) > len(TOPIC.sentences) + 1


def test_a_file_of_patterns_is_read_by_topic(tmp_path: Path) -> None:
    """Each table is a topic with its headlines and sentences."""
    path = tmp_path / "patterns.toml"
    path.write_text('[sport]\nheadlines = ["A"]\nsentences = ["B.", "C."]\n', encoding="utf-8")
    assert topics(path) == [Topic("sport", ("A",), ("B.", "C."))]
