"""Copies are folded as well as they were, and the measures of that are right."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.quality.copies.__main__ import main, measured
from tests.quality.copies.scores import Scores, scores
from tests.quality.copies.sets import Copy, digest, labelled, newsroom, outside

# Least pair recall, ARI and recall of two texts by themselves, by the digest of the set; no rival
# report may be taken for a copy. A changed set needs its own floors, and a lower one a reason.
FLOORS = {
    "1c9ad2f30af7328f": (1.0, 1.0, 1.0),
    "03511886b6a8a29b": (0.91, 0.95, 0.91),
}


@pytest.mark.parametrize("copies", [newsroom(), labelled()], ids=["newsroom", "labelled"])
def test_copies_are_folded_as_well_as_they_were(copies: list[Copy]) -> None:
    """Every measure stands at its floor or above, and nothing else is folded."""
    recall, ari, alone = FLOORS[digest(copies)]
    for made in measured(copies).values():
        assert (made.precision, made.merged, made.taken) == (1.0, 0, 0)
        assert (made.recall >= recall, made.ari >= ari, made.alone >= alone) == (True,) * 3


def test_any_order_gives_the_same_stories() -> None:
    """The measures of the newsroom are the same read backwards."""
    assert measured(newsroom()) == measured(newsroom()[::-1])


def copies(told: str) -> list[Copy]:
    """Return texts told as ``name:original:event`` each; the sample newsroom lends the words."""
    lent = newsroom()[0].article
    named = [one.split(":") for one in told.split()]
    return [
        Copy(replace(lent, id=name), original, event, damage="plain")
        for name, original, event in named
    ]


TOLD = "a:x:e b:x:e c:y:e d:z:f"


@pytest.mark.parametrize(
    ("stories", "joined", "wanted"),
    [
        # Right, and each pair by itself.
        ("aabc", [("b", "a")], {"precision": 1.0, "recall": 1.0, "ari": 1.0, "alone": 1.0}),
        # Nothing is folded.
        ("abcd", [], {"precision": 1.0, "recall": 0.0, "ari": 0.0, "alone": 0.0, "merged": 0}),
        # An independent report of the same event is taken for a copy.
        ("aaac", [("a", "b"), ("b", "c")], {"precision": 1 / 3, "merged": 1, "taken": 1}),
        # Folded with the help of a third alone.
        ("aabc", [], {"recall": 1.0, "alone": 0.0}),
        # Another event in the same story is no rival report.
        ("aaba", [("a", "b"), ("a", "d")], {"merged": 0, "taken": 0, "events": 2}),
    ],
)
def test_the_measures_are_those_of_the_definitions(
    stories: str, joined: list[tuple[str, str]], wanted: dict[str, float]
) -> None:
    """Pairs, index and B-cubed count as their papers say, rivals and events as labelled."""
    made = scores(copies(TOLD), dict(zip("abcd", stories, strict=True)), joined)
    assert {name: getattr(made, name) for name in wanted} == pytest.approx(wanted)


def test_b_cubed_and_index_of_a_known_partition() -> None:
    """Two of three texts in the right heap: a worked example."""
    made: Scores = scores(copies(TOLD), dict(zip("abcd", "aaab", strict=True)), [])
    assert made.b3 == pytest.approx(2 * (2 / 3) * 1.0 / (2 / 3 + 1.0))
    assert made.ari == pytest.approx((1 - 3 / 6) / (2 - 3 / 6))


def test_a_set_from_outside(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder with texts and labels is read, part by part; an empty one is refused by name."""
    texts = [("a", "one", "Waves."), ("b", "one", "Winds and waves."), ("c", "two", "Rain.")]
    docs = [
        {"id": i, "slice": part, "title": i, "text": text, "date": "2026-03-02", "source": None}
        for i, part, text in texts
    ]
    gold = [{"id": i, "slice": part, "cluster": "k", "event": "e"} for i, part, _ in texts]
    for name, rows in (("docs", docs), ("gold", gold)):
        (tmp_path / f"{name}.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    read = outside(tmp_path)
    assert [(one.part, one.original, one.event) for one in read] == [
        ("one", "one:k", "e"),
        ("one", "one:k", "e"),
        ("two", "two:k", "e"),
    ]
    assert digest(read) == digest(read[::-1]) != digest(read[1:])
    assert main([str(tmp_path)]) == 0
    assert "two texts recall 0.0000" in capsys.readouterr().out
    assert main([str(tmp_path / "none")]) == 2
    assert "Name a folder with docs.jsonl and gold.jsonl" in capsys.readouterr().out
