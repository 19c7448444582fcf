"""The set of unrelated news is varied, and every false claim in it is counted and traced."""

from __future__ import annotations

from datetime import date

import pytest

from benchmarks.prose import Printed, topics
from benchmarks.quality.unrelated.__main__ import main, report
from benchmarks.quality.unrelated.alarms import HELD_BACK, PATTERNS, Alarm, alarms, articles, ranked
from parsers.lexicon import load

MEETING = "The foreign ministers of {state}, {state2} and {state3} met in {city}."
TEXT = "The foreign ministers of Japan, India and Australia met in Tokyo on Tuesday."


def printed(text: str, *patterns: str) -> Printed:
    """Return an article of one text."""
    return Printed("", text, date(2024, 5, 9), "sport", patterns)


def test_the_set_is_varied() -> None:
    """Many topics and some hundred sentences, none of them twice."""
    known = [*topics(PATTERNS), *topics(HELD_BACK)]
    sentences = [sentence for topic in known for sentence in topic.sentences]
    assert len(known) >= 12
    assert len(sentences) >= 250
    assert len(set(sentences)) == len(sentences)


def test_the_articles_take_all_topics_in_turn() -> None:
    """No topic is left out, and no two articles are the same."""
    made = list(articles(60))
    assert {one.topic for one in made} == {
        topic.name for topic in (*topics(PATTERNS), *topics(HELD_BACK))
    }
    assert len({one.text for one in made}) == len(made)


def test_a_claim_is_an_alarm_and_traced_to_its_pattern() -> None:
    """Where states do meet an alarm is raised, in scope, and laid at the right sentence's door."""
    (first, *_) = alarms(printed(TEXT, "It rained in {city}.", MEETING), load())
    assert (first.kind, first.states, first.pattern) == ("meeting", ("AU", "IN", "JP"), MEETING)
    assert first.is_news
    assert alarms(printed("It rained in Tokyo on Tuesday.", "It rained."), load()) == []


def test_unrelated_news_raises_no_alarm() -> None:
    """Four hundred articles of all topics, read anew with every change of the reader."""
    assert [one for printed in articles(400) for one in alarms(printed, load())] == []


def test_patterns_are_ranked_by_their_alarms() -> None:
    """The sentence that misleads most often comes first."""
    one = Alarm("sport", "meeting", ("FR", "IT"), "", "A", is_news=False)
    other = Alarm("sport", "meeting", ("FR", "IT"), "", "B", is_news=True)
    assert ranked([one, other, other]) == [("sport: B", 2), ("sport: A", 1)]
    lines = list(report([one, other, other], 1_000))
    assert lines[0] == "1000 articles of unrelated news, 3 records, 2 of them in scope"
    assert lines[1].endswith("missed")
    assert list(report([], 1_000))[1].endswith("met")


def test_a_sentence_held_back_is_counted_and_not_shown() -> None:
    """Alarms of the closed topics count, but the report does not print their patterns."""
    topic = topics(HELD_BACK)[0]
    one = Alarm(topic.name, "meeting", ("FR", "IT"), "W", topic.sentences[0], is_news=True)
    lines = list(report([one], 1_000))
    assert "held back did, 1 times" in "\n".join(lines)
    assert topic.sentences[0] not in "\n".join(lines)


def test_the_command_prints_the_rate(capsys: pytest.CaptureFixture[str]) -> None:
    """A small set is written, read and told of."""
    assert main(["--articles", "14"]) == 0
    assert "records per 1,000 articles" in capsys.readouterr().out
