"""The command ``minilateral replay`` on the days of the sample newsroom."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from flows.runtime.wiring import House
from flows.steps import detect as step
from flows.steps.past import Window
from flows.steps.replay import replay
from tests.flows.archives import FIRST, LAST, content, told
from tests.flows.houses import Command

pytestmark = pytest.mark.slow

DAYS = ("--since", FIRST.isoformat(), "--until", LAST.isoformat())


@pytest.mark.parametrize("first", [1, 2, 4])
def test_the_same_code_tells_the_same(week: House, first: int) -> None:
    """From some days on nothing differs, and nothing is changed in the house's own database."""
    before = content(week.engine)
    done = replay(week, Window(FIRST.replace(day=1 + first), LAST))
    assert {one.fate.value for one in done.differences} == {"same"}
    assert done.articles > 0
    window = Window(FIRST.replace(day=1 + first), LAST)
    assert len(done.differences) == sum(a.raised_at >= window.start for a in told(week))
    assert content(week.engine) == before


def test_the_files_of_the_database_are_untouched(
    week: House, home: Path, minilateral: Command
) -> None:
    """Not only their content: also the bytes on the disk, and what waits to be sent."""
    week.engine.dispose()
    before = (home / "watch.sqlite").read_bytes()
    minilateral("replay", *DAYS)
    assert (home / "watch.sqlite").read_bytes() == before
    assert not [path for path in home.glob("watch.sqlite-*") if path.stat().st_size]


def test_another_rule_shows_what_it_changes(week: House, home: Path, minilateral: Command) -> None:
    """A rule for cancelled meetings alone tells of the one that was cancelled, and why not more."""
    assert "no longer told    0" in minilateral("replay", *DAYS).output
    rules = '[[rule]]\nname = "all-minilaterals"\nreasons = ["cancelled"]\n'
    (home / "config" / "watchlist.toml").write_text(rules, encoding="utf-8")
    recipients = home / "config" / "recipients.toml"
    recipients.write_text(recipients.read_text().replace(', "two-plus-twos"', ""))
    found = json.loads(minilateral("replay", *DAYS, "--json").output)
    assert found["counts"] == {
        "same": 0, "now_told": 0, "no_longer_told": 16, "told_otherwise": 1,
    }  # fmt: skip
    (cancelled,) = [one for one in found["alerts"] if one["now"]]
    assert cancelled["then"]["reason"] == cancelled["now"]["reason"] == "cancelled"
    assert list(cancelled["fields"]) == ["rules"]
    gone = [one["why_not"] for one in found["alerts"] if one["now"] is None]
    assert {one["reason"] for one in gone} == {"no_rule"}
    assert {one["detail"] for one in gone} == {"rule all-minilaterals: reasons"}


def test_a_decision_shows_what_it_changes(week: House, minilateral: Command) -> None:
    """A meeting that was dismissed on Wednesday is not told as put off on Friday."""
    (alert,) = [one for one in told(week) if one.reason.value == "postponed"]
    minilateral("correct", "dismiss", alert.record, "--now", "2026-03-04T09:00")
    output = minilateral("replay", *DAYS).output
    assert "same             16" in output
    assert "no longer told    1" in output
    assert "now told          0" in output
    (line,) = [line for line in output.splitlines() if alert.id[:10] in line]
    assert line.startswith("  2026-03-06 22:00  postponed     Lithuania, Poland, Ukraine")
    assert "not told: dismissed: a meeting that a person dismissed" in output


def test_an_article_that_breaks_the_reader_is_counted(
    week: House, minilateral: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The others are decided all the same, and what it alone told of is told no longer."""
    real = step.read

    def broken(title: str, *rest: object) -> object:
        if "KORJUS" in f"{title} {rest[0]}":
            raise RecursionError("too deep")
        return real(title, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(step, "read", broken)
    output = minilateral("replay", *DAYS).output
    assert "article(s) broke the reader" in output
    assert "no longer told    1" in output
    assert re.search("no longer told:\n  .*new_name      Japan, South Korea", output)


def test_days_that_end_before_they_begin_are_refused(minilateral: Command) -> None:
    """With both days, before anything is opened."""
    told = minilateral("replay", "--since", "2026-03-06", "--until", "2026-03-02", status=2).output
    assert "2026-03-06 to 2026-03-02: ends before it begins." in told


def test_days_of_which_nothing_is_held_are_empty(week: House, minilateral: Command) -> None:
    """No article was read, and so nothing differs."""
    told = minilateral("replay", "--since", "2020-01-01", "--until", "2020-01-02").output
    assert "0 article(s) decided again in 0 batch(es); 0 alert(s) then, 0 now" in told
