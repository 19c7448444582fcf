"""The benchmark of copies: a stream with true labels, peers in another process, honest figures."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import Engine

from benchmarks.syndication import __main__ as benchmark
from benchmarks.syndication import growth, peers
from benchmarks.syndication.house import FINDING, groups, quality, run
from benchmarks.syndication.stream import DAMAGES, Labelled, outside, stream
from benchmarks.syndication.words import is_name, ranks, word
from parsers.copies.candidates import found
from parsers.copies.fingerprints import is_near
from storage.database import connect, upgrade

COPIED = "\n".join(
    f"Raduva met Teluk in port {number} and Sarim signed paper {number * 7} there."
    for number in range(30)
)


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    """An empty archive."""
    made = connect(f"sqlite:///{tmp_path / 'archive.sqlite'}")
    upgrade(made)
    return made


def test_the_stream_is_the_same_every_time_and_has_every_damage() -> None:
    """One seed makes the same articles; each kind of damage changes the text of its original."""
    made = stream(60, seed=1)
    assert made == stream(60, seed=1)
    assert made != stream(60, seed=2)
    assert {one.damage for one in made} == {"original", *DAMAGES}
    originals = {one.story: one.article.text for one in made if one.damage == "original"}
    for one in made:
        assert (one.article.text == originals[one.story]) == (one.damage == "original")
    assert len(originals) > 60


def test_rivals_share_names_and_speech() -> None:
    """Reports of one event quote the same sentence: what tempts to a wrong join is there."""
    texts: dict[str, list[str]] = {}
    for one in stream(40, seed=1):
        if one.damage == "original":
            texts.setdefault(one.story.split("-")[0], []).append(one.article.text)
    pairs = [(one, other) for one, *others in texts.values() for other in others]
    speech = [set(_speech(one)) & set(_speech(other)) for one, other in pairs]
    assert sum(map(bool, speech)) > len(pairs) / 2 > 0


def _speech(text: str) -> list[str]:
    return [part.split("”")[0] for part in text.split("“")[1:]]


def test_words_are_distributed_like_real_ones() -> None:
    """The most frequent are in a few articles of a hundred, most are seen once; some are names."""
    lot = Random(1)  # noqa: S311 -- repeatable, no secret
    drawn = [set(ranks(lot, 120)) for _ in range(2_000)]
    seen = [rank for one in drawn for rank in one]
    first = sum(0 in one for one in drawn) / len(drawn)
    once = sum(seen.count(rank) == 1 for rank in set(seen[:400])) / len(set(seen[:400]))
    assert 0.01 < first < 0.15
    assert 0.2 < once < 0.9
    assert [is_name(rank) for rank in range(4)] == [word(rank)[0].isupper() for rank in range(4)]
    assert len({word(rank) for rank in range(5_000)}) == 5_000


def test_the_house_is_scored_by_pairs(engine: Engine) -> None:
    """A joined pair counts as right where the labels have it; costs are noted for each article."""
    made = stream(12, seed=3)
    done = run(engine, made)
    score = quality(made, groups(made, done))
    assert score.precision > 0.9
    assert score.recall > 0.8
    assert len(done.whole()) == len(made) == len(done.taken["keeping"])
    assert min(done.whole()) > 0
    assert {*FINDING} < {*done.taken}
    alone = quality(made, {one.article.id: one.article.id for one in made})
    assert (alone.joined, alone.precision, alone.recall) == (0, 1.0, 0.0)
    every = quality(made, {one.article.id: "one" for one in made})
    assert every.recall == 1.0
    assert every.precision < 0.5
    engine.dispose()


def test_simhash_pairs_equal_texts_and_no_others() -> None:
    """What needs no library is always measured."""
    other = " ".join(f"word{number}" for number in range(200))
    answered = list(benchmark.peers(sys.executable, [COPIED, other, COPIED + "\nThe end."]))
    names = [name for name, _, _ in answered]
    assert names[-1].startswith("SimHash")
    assert answered[-1][2] == [[0, 2]]
    assert all(seconds > 0 for _, seconds, _ in answered)


def test_each_threshold_has_its_bands() -> None:
    """A lower threshold asks for more bands of fewer rows."""
    assert [peers._bands(one) for one in peers.THRESHOLDS] == sorted(
        peers._bands(one) for one in peers.THRESHOLDS
    )


def test_growth_counts_what_it_says(engine: Engine) -> None:
    """Copies are found among made-up articles, each costs some hundred bytes, time passes."""
    one = growth.figures(engine, 400, 40)
    assert (one.articles, one.found) == (400, 1.0)
    assert 300 < one.room < 900
    assert 0 < one.median <= one.slowest
    engine.dispose()


def test_made_articles_have_hot_names() -> None:
    """Some names stand in about every tenth article, and copies keep half of the rare words."""
    made = list(growth.articles(1_000, 1))
    hot = sum(-1 in one.terms for one in made) / len(made)
    assert 0.05 < hot < 0.2
    copy = growth.copy_of(made[0], Random(9))  # noqa: S311 -- same
    kept = len({*copy.terms} & {*made[0].terms}) / len(made[0].terms)
    assert 0.3 < kept < 0.7
    one, other = growth.marks(made[0]), growth.marks(copy)
    shared = {*one.keys} & {*other.keys}
    assert found([[1]] * len(shared)) == [1]
    assert is_near(one, other)


def test_an_outside_set_can_be_given(tmp_path: Path) -> None:
    """Documents with a label are read from two files; one without a date has none."""
    row = {"id": "a", "slice": "s", "source": "", "date": "2031-03-03", "title": "", "text": "x"}
    rows = [row | {"lang": "en"}, row | {"id": "b", "date": "", "lang": "en"}, row | {"id": "c"}]
    (tmp_path / "docs.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    gold = [{"id": "a", "cluster": "1"}, {"id": "b", "cluster": "1"}]
    (tmp_path / "gold.jsonl").write_text("\n".join(map(json.dumps, gold)), encoding="utf-8")
    first, second = outside(tmp_path)
    assert isinstance(first, Labelled)
    assert (first.story, second.story) == ("1", "1")
    assert first.article.published_at is not None
    assert second.article.published_at is None


def test_the_command_prints_every_figure(capsys: pytest.CaptureFixture[str]) -> None:
    """A small run has the house, a peer, and growth on each database that is there."""
    benchmark.main(["--events", "4", "--sizes", "50", "200"])
    told = capsys.readouterr().out
    for part in ("the house", "SimHash", "verification", "SQLite: 200 articles", "goal"):
        assert part in told
