"""Two articles side by side: any two that we hold, whatever their texts are."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from flows.compare import LEAST_WIDTH
from flows.runtime.wiring import opened
from flows.steps.columns import cells
from parsers.copies.edges import Relation
from storage import stories
from storage.database import transaction
from tests.flows.archives import report
from tests.flows.houses import HOTLINE, TRAM, Command, furnish
from tests.storage import builders as make

EDITED = replace(
    HOTLINE,
    title="Talks on a hotline for ships",
    text=HOTLINE.text.replace("a fund for lighthouse keepers", "a fund for pilots")
    + "\n\nRain fell on the harbour of Muscat all day.",
)


@pytest.fixture(autouse=True)
def _archive(home: Path) -> None:
    """A report, an edited reprint, and one of something else."""
    furnish(home)
    report("aa", HOTLINE, 0, "harbour")
    report("bb", EDITED, 1, "coast")
    report("cc", TRAM, 2, "strait")


def hold(name: str, **fields: object) -> None:
    """Keep an article that nobody read."""
    with opened() as house, transaction(house.engine) as session:
        make.keep_article(session, make.article(name, **fields))


def test_two_copies_stand_side_by_side(minilateral: Command) -> None:
    """Both with outlet, time and address, the proof, and sentence by sentence what differs."""
    told = minilateral("compare", "aa", "bb", "--width", "100").output
    lines = told.splitlines()
    assert lines[0] == "left   aa  2026-03-02 12:00  harbour.example, text by harbour.example"
    assert lines[3] == "       https://coast.example/bb"
    assert lines[4] == "one story: aa"
    assert lines[5].startswith("  aa is one text with bb (copy; near, rule ")
    assert "of the shorter text's five-word runs stand in the other" in told
    same = [line for line in lines if line.startswith("A harbour pilot")]
    assert same[0][48:].startswith("   A harbour pilot")
    assert "[-lighthouse" in told
    assert "{+pilots.+}" in told
    assert re.search(r"^ {48} > Rain fell on the harbour of Muscat all day\.$", told, re.MULTILINE)
    assert max(map(cells, lines[lines.index("") :])) <= 100


def test_without_another_it_is_the_first_of_the_story(minilateral: Command) -> None:
    """Or for the first the next one; a story of one needs another."""
    assert minilateral("compare", "bb").output.splitlines()[2].startswith("right  aa")
    assert minilateral("compare", "aa").output.splitlines()[2].startswith("right  bb")
    assert "cc: has no copy" in minilateral("compare", "cc", status=2).output


def test_what_is_no_copy_says_why_not(minilateral: Command) -> None:
    """And is laid side by side as well."""
    told = minilateral("compare", "aa", "cc").output
    assert "two stories: aa and cc" in told
    assert "nothing proves that one is a copy of the other:" in told
    assert "hardly a run of words in common" in told
    assert " <\n" in told
    assert " > " in told


def test_what_was_never_compared_is_compared_now(minilateral: Command) -> None:
    """A copy of which no proof is kept."""
    text = "\n\n".join(HOTLINE.paragraphs)
    hold("dd", title=HOTLINE.title, text=text, outlet="sound.example", hours=None)
    told = minilateral("compare", "dd", "aa").output
    assert "two stories: dd and aa" in told
    assert "no proof is kept of the two; held against each other now:" in told
    assert "aa is one text with dd (copy; exact, rule digest" in told


def test_copies_through_another_are_told_through_which(minilateral: Command) -> None:
    """Two of one story that no proof ties have a way through those that do."""
    hold("dd", text="One word.")
    with opened() as house, transaction(house.engine) as session:
        stories.join(session, "bb", [make.edge("bb", "dd")])
        stories.join(session, "cc", [make.edge("aa", "cc", relation=Relation.UPDATE)])
    told = minilateral("compare", "aa", "dd").output
    assert "one story: aa" in told
    assert "  through aa is one text with bb (copy; near" in told
    assert "  through bb is one text with dd (copy; near" in told
    assert (
        "aa is another version, or the next step, of cc"
        in minilateral("compare", "cc", "aa").output
    )


def test_what_a_person_ruled_of_the_two_is_told(minilateral: Command) -> None:
    """Above the proof, if there is one."""
    minilateral("correct", "story", "merge", "cc", "aa", "--now", "2026-03-03")
    told = minilateral("compare", "cc", "aa").output
    assert "one story: aa" in told
    assert "ruled 2026-03-03 00:00 by a person: cc | aa bb are one text" in told
    assert "nothing proves that one is a copy of the other:" in told


@pytest.mark.parametrize(
    "fields",
    [
        {"text": ""},
        {"text": "A\x1b[2J red \u202eword.\x07 Next.", "title": "T\x1b]0;owned\x07itle"},
        {
            "text": "三カ国の外相がマスカットで会談した。\n会談は初めて。",
            "language": "ja",
            "title": "外相会談",
        },
        {"text": "word " * 40_000, "hours": None, "title": ""},
        {"text": "One. " * 700},
    ],
    ids=["empty", "hostile", "wide", "endless", "many"],
)
@pytest.mark.parametrize("width", [LEAST_WIDTH, 80])
def test_any_two_articles_can_be_compared(
    minilateral: Command, fields: dict[str, object], width: int
) -> None:
    """Whatever the feeds sent: lines fit, and nothing moves the cursor of a terminal."""
    hold("dd", **fields)
    for pair in (("dd", "aa"), ("aa", "dd")):
        told = minilateral("compare", *pair, "--width", str(width)).output
        assert not re.search("[\x00-\x09\x0b-\x1f\u202a-\u202e]", told)
        shown = told.split("of the right text alone\n", 1)[1].splitlines()
        shown = [line for line in shown if "goes on for" not in line]
        assert all(cells(line) <= width for line in shown)


def test_what_an_outlet_always_prints_is_left_out_and_told(minilateral: Command) -> None:
    """The lines under all articles of an outlet stand below the texts, not in them."""
    letter = "Write to the captain's desk at the old customs house in Galle."
    words = ("lamp ropes glow", "copra ships sail", "river otters swim", "grain silos rise")
    for number, told_of in enumerate(words):
        news = replace(TRAM, title=told_of.title(), text=f"The {told_of} once more.\n\n{letter}")
        report(f"e{number}", news, 3 + number, "harbour")
    told = minilateral("compare", "e0", "e3").output
    assert told.count(letter) == 2
    assert f"left out on the left, as harbour.example prints it under many: {letter}" in told
    assert f"left out on the right, as harbour.example prints it under many: {letter}" in told


def test_what_is_not_shown_is_counted(minilateral: Command) -> None:
    """A text of many sentences ends with how many are left."""
    hold("dd", text="Once more. " * 700)
    told = minilateral("compare", "aa", "dd").output
    assert "the right text goes on for 400 sentence(s) that are not shown" in told


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("ffff", "aa"), "ffff: no such article"),
        (("aa", "ffff"), "ffff: no such article"),
        (("b",), "b: several articles begin so"),
        (("aa", "aa"), "aa: is the same article"),
    ],
)
def test_what_cannot_be_compared_is_refused(
    minilateral: Command, words: tuple[str, ...], complaint: str
) -> None:
    """With what was asked, and the remedy."""
    hold("ba")
    assert complaint in minilateral("compare", *words, status=2).output
