"""``minilateral lexicon``: how much there is, what a name denotes, and what is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.flows.houses import Command, furnish

OWN = """\
[[grouping]]
id = "harbour_three"
name = "Harbour Three"
states = ["AU", "FJ", "NZ"]
"""


@pytest.fixture
def own(home: Path) -> Path:
    """A folder whose editors added a grouping."""
    furnish(home)
    (home / "config" / "lexicon.toml").write_text(OWN, encoding="utf-8")
    return home


def test_the_commands_are_listed(minilateral: Command) -> None:
    """The help names each, and each has help of its own."""
    told = minilateral("lexicon", "--help").output
    for command in ("check", "show", "refresh"):
        assert f" {command} " in told
        assert len(minilateral("lexicon", command, "--help").output.split()) > 30


@pytest.mark.usefixtures("home")
def test_check_counts_what_there_is(minilateral: Command) -> None:
    """It needs neither database nor configuration."""
    told = minilateral("lexicon", "check").output
    assert "states      199" in told
    assert "additions   none" in told
    assert "no contradictions" in told


@pytest.mark.usefixtures("own")
def test_check_says_that_editors_added(minilateral: Command) -> None:
    """The edition shows that the additions count."""
    assert "additions   edition " in minilateral("lexicon", "check").output


def test_check_tells_faults_of_the_configuration(minilateral: Command, own: Path) -> None:
    """Status 2, with file, line, entry and remedy."""
    text = f'{OWN}colour = 3\n[[alias]]\nname = "Lantern"\ngrouping = "aucus"\n'
    (own / "config" / "lexicon.toml").write_text(text, encoding="utf-8")
    told = minilateral("lexicon", "check", status=2).output
    assert 'lexicon.toml:1: grouping "harbour_three": there is no key colour' in told
    assert 'lexicon.toml:6: alias "Lantern": there is no grouping' in told
    assert "there is no key colour" in minilateral("status", status=2).output
    assert "there is no key colour" in minilateral("doctor", status=1).output


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("Harbour Three", "grouping    harbour_three: Harbour Three, minilateral, AU FJ NZ"),
        ("harbour_three", "grouping    harbour_three: Harbour Three, minilateral, AU FJ NZ"),
        ("JAROPUS", "name known since 2023-06-01"),
        ("Quad", "grouping    sudan_quad: Quad on Sudan, minilateral, AE EG SA US"),
        ("Kishida", "Fumio Kishida: JP Prime Minister (leaders), 2021-10-04 to 2024-10-01"),
        ("JP", "state       JP Japan"),
        ("Georgia", "state       GE Georgia; asks for context"),
        ("Tripoli", "city        LB Lebanon"),
        ("Seoul-based", "mask        a name in which other names do not count"),
        ("Seoul-based", "city        KR South Korea"),
        ("external affairs minister", "office      external affairs minister: foreign_ministers"),
        ("  Weimar   Triangle ", "grouping    weimar: "),
    ],
)
@pytest.mark.usefixtures("own")
def test_show_says_what_a_name_denotes(minilateral: Command, name: str, line: str) -> None:
    """Every sense on its line, with ids, members, dates and doubts."""
    assert line in minilateral("lexicon", "show", name).output


@pytest.mark.usefixtures("home")
def test_an_unknown_name_is_told_with_what_is_near(minilateral: Command) -> None:
    """A slip finds its name; a word like no other finds none."""
    assert "Near it: JAROPUS" in minilateral("lexicon", "show", "JAROPOS", status=2).output
    assert "Near it" not in minilateral("lexicon", "show", "Xyzzyxqq", status=2).output


def test_the_reader_alone_reads_with_additions(minilateral: Command, own: Path) -> None:
    """``read`` takes the file of this folder, and does without it elsewhere."""
    line = {
        "id": "a",
        "url": "https://harbour.example/a",
        "published": "2026-03-04",
        "title": "Ministers meet",
        "text": "SUVA - The foreign ministers of the Harbour Three met on Tuesday in Suva.",
    }
    (own / "articles.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")

    def participants() -> list[list[str]]:
        told = json.loads(minilateral("read", "articles.jsonl").output)
        return [meeting["participants"] for meeting in told["meetings"]]

    assert participants() == [["AU", "FJ", "NZ"]]
    (own / "config" / "lexicon.toml").unlink()
    assert participants() == []
    (own / "config" / "lexicon.toml").write_text("[[foo]]", encoding="utf-8")
    assert "foo: is unknown" in minilateral("read", "articles.jsonl", status=2).output
