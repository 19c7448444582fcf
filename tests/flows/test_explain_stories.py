"""What is said of a story: its articles, each proof in words, and what joins nothing, and why."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from flows.runtime.wiring import opened
from parsers.copies.edges import Edge, Relation, Tier
from storage import stories
from storage.database import transaction
from tests.flows.archives import report
from tests.flows.houses import HOTLINE, TRAM, Command, furnish
from tests.storage import builders as make

AT = ("--now", "2026-03-03T12:00")


def join(*edges: Edge) -> None:
    """Keep proofs as if they had been found."""
    with opened() as house, transaction(house.engine) as session:
        for one in edges:
            stories.join(session, one.left, [one])


def section(told: str, title: str) -> list[str]:
    """Return the lines below a title, up to the next."""
    lines = told.splitlines()
    found = []
    for line in lines[lines.index(f"{title}:") + 1 :]:
        if not line.startswith(" "):
            break
        found.append(line.strip())
    return found


@pytest.fixture(autouse=True)
def _archive(home: Path) -> None:
    """A report, two reprints of it, and one of something else."""
    furnish(home)
    report("aa", HOTLINE, 0, "harbour")
    report("bb", HOTLINE, 1, "coast")
    report("cc", TRAM, 2, "strait")


def test_a_story_names_its_articles_and_every_proof(minilateral: Command) -> None:
    """Outlets and times, what ties each pair and how that was found, and how to see both."""
    told = minilateral("explain", "bb").output
    assert told.startswith(
        "story aa: 2 article(s)\n"
        f"  aa  2026-03-02 12:00  harbour.example  {HOTLINE.title}\n"
        f"  bb  2026-03-02 13:00  coast.example  {HOTLINE.title}\n"
    )
    proof = section(told, "joined by")
    assert re.match(r"aa is one text with bb \(copy; exact, rule digest, score 1.00; ", proof[0])
    assert "equal but for credits, case and punctuation" in proof
    assert "bb was published 1 h later" in proof
    assert "`minilateral compare aa bb` shows two of them side by side" in told
    assert "beside it" not in told


def test_a_story_of_one_has_no_proof(minilateral: Command) -> None:
    """It says so by having none."""
    told = minilateral("explain", "cc").output
    assert told.splitlines() == [
        "story cc: 1 article(s)",
        f"  cc  2026-03-02 14:00  strait.example  {TRAM.title}",
        "  written by strait.example (own, confidence 0.90): a lone article that names nobody else",
        "  nearest to the original: article cc",
        "    cc  strait.example: strait.example, printed: its own page",
    ]


def test_an_article_that_nobody_read_is_a_story_of_one(minilateral: Command) -> None:
    """It is named, though it was compared with no other yet."""
    with opened() as house, transaction(house.engine) as session:
        make.keep_article(session, make.article("dd"))
    told = minilateral("explain", "dd").output
    assert told == "story dd: 1 article(s)\n  dd  2031-04-07 06:30  harbour.example  Dd\n"


def test_a_large_story_gives_the_reasons_of_what_holds_it_together(minilateral: Command) -> None:
    """Every proof is named; and one less than there are articles come with their reasons."""
    for number in range(5):
        report(f"e{number}", HOTLINE, 3, f"sound-{number}")
    proofs = section(minilateral("explain", "aa").output, "joined by")
    assert len([line for line in proofs if " is one text with " in line]) == 21
    assert len([line for line in proofs if line.startswith("equal but for credits")]) == 6
    assert proofs[-1] == "`minilateral compare` gives the reasons of any two of them"


def test_what_is_no_join_is_told_with_the_other_story(minilateral: Command) -> None:
    """Relations, the surest of each; and what is perhaps a copy and was not proven to be one."""
    join(
        make.edge("aa", "cc", relation=Relation.UPDATE, score=0.4, evidence={"rule": "headline"}),
        make.edge("bb", "cc", relation=Relation.UPDATE, score=0.6, evidence={"rule": "headline"}),
    )
    told = minilateral("explain", "aa").output
    beside = section(told, "beside it")
    assert beside[0].startswith("bb is another version, or the next step, of cc (update; ")
    assert beside[-1] == "and 1 more such between articles of the two stories"
    assert f"of story cc: cc  2026-03-02 14:00  strait.example  {TRAM.title}" in beside
    join(make.edge("aa", "bb", relation=Relation.POSSIBLE, tier=Tier.REWRITTEN, score=0.5))
    told = minilateral("explain", "aa").output
    assert "aa is possibly one text with bb (possible; rewritten, " in told


def test_what_a_person_ruled_is_told_and_why_a_proof_does_not_join(
    minilateral: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who said what when, with the note; and the proof that it overrules stays to be read."""
    monkeypatch.setenv("MINILATERAL_EDITOR", "Ana Lind")
    minilateral("correct", "story", "split", "bb", "--note", "Wrote it\x1b[2J anew", *AT)
    told = minilateral("explain", "aa").output
    ruled = r"  ruled 2026-03-03 12:00 by Ana Lind: bb \| aa are no copies of each other: "
    assert re.search(ruled + r"Wrote it\[2J anew \(decision [0-9a-f]{10}\)\n", told)
    alike = section(told, "alike, and not joined")
    assert alike[0].startswith("aa is one text with bb (copy; exact")
    assert any(re.match(r"does not join: ruled on 2026-03-03 \(", line) for line in alike)
    assert not re.search("[\x00-\x09\x0b-\x1f]", told)


def test_a_pin_is_told_to_keep_others_out(minilateral: Command) -> None:
    """A later reprint names the pin that it does not pass."""
    minilateral("correct", "story", "pin", "aa", *AT)
    report("dd", HOTLINE, 26, "sound")
    told = minilateral("explain", "dd").output
    assert "story dd: 1 article(s)" in told
    assert "does not join: ruled on 2026-03-03 (" in told
    assert "aa bb are one story, complete as it is (decision" in minilateral("explain", "aa").output
    minilateral("correct", "story", "merge", "aa", "dd", "--now", "2026-03-04")
    told = minilateral("explain", "dd").output
    assert re.search(r"aa bb are one story, .*, ended by a later one\)\n", told)
    assert "story aa: 3 article(s)" in told


def test_a_loose_copy_of_a_large_story_says_that_too_few_are_tied(minilateral: Command) -> None:
    """One loose proof to one of many does not make them one story."""
    for name in ("dd", "ee"):
        report(name, HOTLINE, 3, f"sound-{name}")
    join(make.edge("aa", "cc", tier=Tier.REWRITTEN, score=0.6))
    alike = section(minilateral("explain", "cc").output, "alike, and not joined")
    assert "does not join: too few of the articles of the two stories are tied" in alike


def test_text_by_an_agency_names_it(minilateral: Command) -> None:
    """Who wrote an article is told where that is not who printed it."""
    with opened() as house, transaction(house.engine) as session:
        one = make.article("dd", text="A word.", outlet="sound.example")
        make.keep_article(session, one, newsroom="Quay Press")
        stories.join(session, "dd", [])
    assert "sound.example (text: Quay Press)" in minilateral("explain", "dd").output
