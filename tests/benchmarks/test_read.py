"""The benchmark of speed reads what it says, in processes of its own, and tells what is absent."""

from __future__ import annotations

import json
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from benchmarks.read.__main__ import NO_PEER, OUTDATED, growth, rounds_of, speeds
from benchmarks.read.articles import WORDS, mixture
from benchmarks.read.engines import AbsentError, Engine, engine
from benchmarks.read.hostile import TEXTS, parts
from benchmarks.read.worker import MODELS
from parsers.lexicon import load
from parsers.reading import read


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Four rounds of three articles, as a process is handed them."""
    path = tmp_path / "articles.json"
    path.write_text(rounds_of(list(mixture(12)), 3), encoding="utf-8")
    return path


def test_each_round_has_articles_of_its_own() -> None:
    """What is remembered of one round shortens no other."""
    titles = [[row["text"] for row in each] for each in json.loads(rounds_of([*mixture(7)], 3))]
    assert [len(each) for each in titles] == [3, 3, 1]
    assert len({text for each in titles for text in each}) == 7


def test_the_mixture_is_one_third_diplomacy() -> None:
    """Every third article has meetings to read, most others have none, all have their length."""
    made = list(mixture(12))
    met = [bool(read(one.title, one.text, one.published, load()).meetings) for one in made]
    assert all(met[::3])
    assert all(WORDS - 20 < len(one.text.split()) < WORDS + 150 for one in made)


@pytest.mark.parametrize("name", TEXTS)
def test_an_endless_text_has_its_length(name: str) -> None:
    """Each kind grows with what is asked for, within a fifth; it is never empty."""
    short, long = (len(TEXTS[name](words)) for words in (600, 6_000))
    assert short > 0
    assert 8 < long / short < 12


@pytest.mark.parametrize(("text", "number"), [("abcdef", 3), ("abcdefg", 3), ("ab", 1)])
def test_the_parts_of_a_text_are_it(text: str, number: int) -> None:
    """Nothing is lost or told twice, and there are as many as were asked for."""
    assert "".join(parts(text, number)) == text
    assert len(parts(text, number)) == number


def test_reading_a_text_leaves_no_trace(articles: Path) -> None:
    """The time that a long text takes does not depend on whether it was read before."""
    with engine(sys.executable, "reader", articles) as reader:
        assert reader is not None
        before = reader.ask("memory")["mib"]
        assert reader.ask("news 20000 1")["found"] > 0
        assert reader.ask("memory")["mib"] < before + 5


def test_an_engine_answers_with_its_time_and_memory(articles: Path) -> None:
    """The reader runs apart, finds the meetings, and tells how much memory it took."""
    with engine(sys.executable, "reader", articles) as reader:
        assert reader is not None
        answer = reader.ask("round")
        assert answer["seconds"] > 0
        assert answer["found"] > 0
        assert 20 < reader.ask("memory")["mib"] < 1_000
        assert reader.ask("only commas 100 2")["found"] == 0


def test_an_engine_that_has_ended_says_so(articles: Path) -> None:
    """A process that cannot start is absent, not slow."""
    with Engine(sys.executable, "nobody", articles) as nobody, pytest.raises(AbsentError):
        nobody.ask("round")


@pytest.mark.skipif(any(map(find_spec, MODELS)), reason="the peer is installed")
def test_without_the_peer_there_is_no_comparison(articles: Path) -> None:
    """An interpreter without spaCy has no peer, and the report says how to get it."""
    with (
        engine(sys.executable, "peer", articles) as peer,
        engine(sys.executable, "reader", articles) as reader,
    ):
        assert peer is None
        assert reader is not None
        assert list(speeds({"reader": reader}, peer, 3, 1))[-1] == NO_PEER


def test_reader_and_peer_stand_side_by_side(articles: Path) -> None:
    """With two engines the last line holds one against the other."""
    with (
        engine(sys.executable, "reader", articles) as one,
        engine(sys.executable, "reader", articles) as other,
    ):
        assert one is not None
        *_, last = speeds({"reader": one}, other, 3, 2)
        assert "times as many" in last


def test_two_readers_that_find_the_same_are_told_apart_by_speed_alone(articles: Path) -> None:
    """Each reader has its lines; one that finds other meetings is said to be of other sources."""
    with (
        engine(sys.executable, "reader", articles) as one,
        engine(sys.executable, "reader", articles) as other,
    ):
        assert one is not None
        assert other is not None
        lines = list(speeds({"reader": one, "compiled": other}, None, 3, 1))
        assert [line.split()[0] for line in lines[:4:2]] == ["reader", "compiled"]
        assert OUTDATED not in lines
        other.ask("round")
        assert OUTDATED in list(speeds({"reader": one, "compiled": other}, None, 3, 1))


def test_a_reader_that_was_not_compiled_is_absent(articles: Path, tmp_path: Path) -> None:
    """Nothing is run where no code lies."""
    with engine(sys.executable, "reader", articles, tmp_path / "nowhere") as compiled:
        assert compiled is None


def test_growth_is_told_of_every_kind(articles: Path) -> None:
    """Each kind of endless text has its line, with both times."""
    with engine(sys.executable, "reader", articles) as reader:
        assert reader is not None
        lines = list(growth(reader, 1_000))
    assert [line[:26].strip() for line in lines[1:]] == list(TEXTS)
