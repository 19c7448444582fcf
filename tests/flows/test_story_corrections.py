"""What a person decides of copies holds at once and later, and everything follows that counts."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from sqlmodel import delete

from flows.runtime.wiring import opened
from flows.steps.detect import detect
from parsers.model import GroupingStanding
from storage import groupings, meetings, stories
from storage.database import reading, transaction
from storage.statements import change
from storage.tables.articles import ReadingRow
from tests.flows.archives import report
from tests.flows.houses import HOTLINE, TRAM, Command, News, furnish, later
from tests.flows.test_corrections import decided

ALIKE = News(
    "Three ministers to speak of a hotline for ships",
    """
    A telephone for captains in distress is what the foreign ministers of India, Kenya and Oman
    want to talk about when they meet in Muscat on 5 March, diplomats told the Strait Courier.

    No such round has come together before. Kenya would like the receiver to stand in Mombasa,
    and nobody has yet said who would pay the operators through the night.

    Sailors in the old harbour shrugged when they were asked. One wanted better charts instead.
    """,
)
AT = ("--now", "2026-03-03T12:00")
STATES = ("IN", "KE", "OM")


def held() -> tuple[dict[str, str | None], tuple[str, ...], tuple[str, ...]]:
    """Return each article's story, and who wrote of the meeting and of the set of states."""
    with opened() as house, reading(house.engine) as session:
        told = {name: stories.story_of(session, name) for name in ("aa", "bb", "cc", "dd")}
        (met,) = [one for one in meetings.all(session) if one.participants == STATES]
        group = groupings.by_members(session, STATES)
        assert group is not None
        is_firm = group.standing is GroupingStanding.CONFIRMED
        assert is_firm is (len(group.newsrooms) > 1)
        known = {name: story for name, story in told.items() if story}
        return known, _short(met.newsrooms), _short(group.newsrooms)


def _short(newsrooms: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name.removesuffix(".example") for name in newsrooms)


def everybody(*names: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return these newsrooms as those of the meeting and of the set."""
    return names, names


@pytest.fixture(autouse=True)
def _archive(home: Path) -> None:
    """A report, its reprint, and another newsroom's own report of the same meeting."""
    furnish(home)
    report("aa", HOTLINE, 0, "harbour")
    report("bb", HOTLINE, 1, "coast")
    report("cc", ALIKE, 2, "strait")


FOUND = {"aa": "aa", "bb": "aa", "cc": "cc"}


def test_two_stories_are_merged_and_parted_again(minilateral: Command) -> None:
    """With the second report a reprint one newsroom is left, of the meeting and of the set."""
    assert held() == (FOUND, *everybody("harbour", "strait"))
    told = minilateral("correct", "story", "merge", "cc", "bb", *AT).output
    assert "story aa: 3 article(s)" in told
    assert held() == (dict.fromkeys(FOUND, "aa"), *everybody("harbour"))
    told = minilateral("correct", "undo", decided(told)[:8], *AT).output
    assert "story cc: 1 article(s)" in told
    assert held() == (FOUND, *everybody("harbour", "strait"))


def test_an_article_is_split_off(minilateral: Command) -> None:
    """What was no reprint after all counts as a newsroom of its own."""
    told = minilateral("correct", "story", "split", "bb", "--note", "Wrote it anew", *AT).output
    assert held() == ({**FOUND, "bb": "bb"}, *everybody("coast", "harbour", "strait"))
    minilateral("correct", "undo", decided(told), *AT)
    assert held() == (FOUND, *everybody("harbour", "strait"))


def test_a_pinned_story_takes_nobody_in(minilateral: Command) -> None:
    """A later reprint stands alone, until the pin is undone or merged away."""
    told = minilateral("correct", "story", "pin", "aa", *AT).output
    report("dd", HOTLINE, 26, "sound")
    alone = {**FOUND, "dd": "dd"}
    assert held() == (alone, *everybody("harbour", "sound", "strait"))
    minilateral("correct", "undo", decided(told), *AT)
    assert held() == ({**FOUND, "dd": "aa"}, *everybody("harbour", "strait"))
    minilateral("correct", "story", "pin", "cc", *AT)
    minilateral("correct", "story", "merge", "cc", "dd", "--now", "2026-03-03T13:00")
    assert held() == (dict.fromkeys(alone, "aa"), *everybody("harbour"))


@pytest.mark.parametrize(
    ("words", "stories_then"),
    [
        (("merge", "aa", "cc"), {"aa": "aa", "bb": "aa", "cc": "aa"}),
        (("split", "bb"), {"aa": "aa", "bb": "bb", "cc": "cc"}),
        (("pin", "aa"), FOUND),
    ],
)
def test_what_was_decided_survives_another_reading(
    minilateral: Command, words: tuple[str, ...], stories_then: dict[str, str]
) -> None:
    """Every article is compared and read once more, and everything stays as it was decided."""
    minilateral("correct", "story", *words, *AT)
    before = held()
    assert before[0] == stories_then
    with opened() as house:
        with transaction(house.engine) as session:
            change(session, delete(ReadingRow))
        detect(house, later(2))
    assert held() == before


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("merge", "ffff", "aa"), "no such article or story"),
        (("merge", "", "aa"), "no such article or story"),
        (("merge", "aa", "bb"), "one story already"),
        (("split", "cc"), "nothing of the story is left"),
        (("split", "aa", "bb"), "nothing of the story is left"),
        (("split", "aa", "cc"), "cc is not of the story of aa"),
        (("pin", "ffff"), "no such article or story"),
    ],
)
def test_what_cannot_be_decided_is_refused(
    minilateral: Command, words: tuple[str, ...], complaint: str
) -> None:
    """With the name of the thing and the remedy; nothing is kept of it."""
    told = " ".join(minilateral("correct", "story", *words, *AT, status=2).output.split())
    assert complaint in told
    assert minilateral("correct", "list").output == ""


def test_an_id_that_two_articles_begin_with_is_refused(minilateral: Command) -> None:
    """A whole id is taken, also where another one begins with it."""
    report("aab", TRAM, 3, "sound")
    report("aac", replace(TRAM, title="Trams"), 3, "coast")
    assert "Give more of the id" in minilateral("correct", "story", "pin", "a", status=2).output
    minilateral("correct", "story", "pin", "aa", *AT)


def test_decisions_are_exported_as_labelled_pairs(
    minilateral: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two articles a line, with what they are to each other, who said so, and whether it holds."""
    monkeypatch.setenv("MINILATERAL_EDITOR", "Ana Lind")
    minilateral("correct", "story", "merge", "aa", "cc", "--note", "One wire report", *AT)
    told = minilateral("correct", "story", "split", "cc", "--now", "2026-03-04").output
    minilateral("correct", "undo", decided(told), "--now", "2026-03-05")
    minilateral("correct", "story", "pin", "aa", "--now", "2026-03-06")
    merged, parted, pinned = minilateral("correct", "list").output.splitlines()
    assert merged.endswith("story_merge  aa  aa bb | cc  by Ana Lind  One wire report")
    assert parted.endswith("story_split  aa  cc | aa bb  by Ana Lind  undone 2026-03-05")
    assert pinned.endswith("story_pin  aa  aa bb cc  by Ana Lind")
    file = tmp_path / "pairs.jsonl"
    minilateral("correct", "export", str(file))
    pairs = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert [
        (one["left"]["article"], one["right"]["article"], one["label"], one["holds"])
        for one in pairs
    ] == [
        ("aa", "cc", "copy", False),  # the pin says the same, later
        ("bb", "cc", "copy", False),
        ("aa", "cc", "not copy", False),
        ("bb", "cc", "not copy", False),
        ("aa", "bb", "copy", True),
        ("aa", "cc", "copy", True),
        ("bb", "cc", "copy", True),
    ]
    first = pairs[0]
    assert (first["kind"], first["made_by"], first["note"], first["undone_at"]) == (
        "story_merge", "Ana Lind", "One wire report", None,
    )  # fmt: skip
    assert datetime.fromisoformat(first["made_at"]) == later(1)
    assert first["right"] == {
        "article": "cc",
        "url": "https://strait.example/cc",
        "title": ALIKE.title,
        "published": later(2 / 24).isoformat(),
    }
    assert pairs[2]["undone_at"] == "2026-03-05T00:00:00+00:00"
