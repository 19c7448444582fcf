"""The commands ``minilateral newsrooms``, and that every run refuses a file in doubt."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.newsrooms import app
from tests.flows.houses import Command, furnish

GROUP = """
[[newsroom]]
name = "Harbour Post"
domains = ["harbourpost.example", "harbourpost-north.example"]
"""


def test_what_is_known_is_told(home: Path, minilateral: Command) -> None:
    """The entries are counted and listed, and say whose a host is."""
    furnish(home, newsrooms=GROUP)
    checked = minilateral("newsrooms", "check")
    assert "newsroom    1, with 2 domains" in checked.output
    listed = minilateral("newsrooms", "list")
    assert "Harbour Post: harbourpost.example, harbourpost-north.example" in listed.output
    shown = minilateral("newsrooms", "show", "www.harbourpost-north.example")
    assert shown.output.strip().endswith("the newsroom harbourpost.example")
    assert len(app.registered_commands) == 3


@pytest.mark.parametrize("words", [("newsrooms", "check"), ("detect",), ("run",), ("ingest",)])
def test_nothing_runs_while_it_is_in_doubt(
    home: Path, minilateral: Command, words: tuple[str, ...]
) -> None:
    """An outlet that two entries claim stops every run, with line and remedy."""
    furnish(home, newsrooms=GROUP + GROUP.replace('Post"', 'Mail"'))
    refused = minilateral(*words, status=2)
    said = " ".join(refused.output.split())
    assert "newsrooms.toml:6" in said
    assert "claims 'harbourpost.example', which newsroom \"Harbour Post\" in line 2 claims" in said
    assert "Remove it from one of them" in said
    assert not (home / "watch.sqlite").exists()


def test_nothing_runs_without_it(home: Path, minilateral: Command) -> None:
    """A file that is gone is no empty file; the reader alone needs none."""
    furnish(home)
    (home / "config" / "newsrooms.toml").unlink()
    refused = minilateral("detect", status=2)
    assert "newsrooms.toml: is missing" in " ".join(refused.output.split()).replace(" /", "/")
    (home / "articles.jsonl").write_text("", encoding="utf-8")
    minilateral("read", "articles.jsonl")
