"""The commands ``minilateral rules …`` on the days of the sample newsroom."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from alerts.model import Reason, Rule
from flows.runtime.wiring import House
from flows.steps.past import Window
from flows.steps.preview import preview
from parsers.model import GroupingKind, Level
from tests.flows.archives import FIRST, LAST, content, lived, told, with_rules
from tests.flows.houses import Command, furnish

pytestmark = pytest.mark.slow

DAYS = ("--now", LAST.isoformat(), "--days", "5")
EVERYTHING = Rule("everything", kinds=tuple(GroupingKind), bilateral=True, min_confidence=0.0)
WATCHLISTS = {
    "narrow": [Rule("cancelled", reasons=(Reason.CANCELLED, Reason.POSTPONED))],
    "two newsrooms": [Rule("sure", min_newsrooms=2), Rule("asia", states=("IN", "JP"))],
    "wide": [EVERYTHING, Rule("ministers", levels=(Level.FOREIGN_MINISTERS,))],
    "sure": [Rule("very", min_confidence=0.99), Rule("new", reasons=(Reason.NEW_GROUPING,))],
}


@pytest.mark.parametrize("name", WATCHLISTS)
def test_a_preview_is_what_a_live_run_raises(week: House, tmp_path: Path, name: str) -> None:
    """Another house that had these rules from the first day on told exactly the same."""
    house = with_rules(week, WATCHLISTS[name])
    with lived(house, tmp_path) as there:
        real = told(there)
    assert real
    for one in preview(house, Window(FIRST, LAST)):
        own = [alert for alert in real if one.rule.name in alert.rules]
        found = [told.alert for told in one.told]
        assert sorted(found, key=lambda a: (a.raised_at, a.id)) == own


def test_the_rules_of_then_tell_what_was_told(week: House) -> None:
    """Each alert of each rule was told then, and nothing is changed by asking."""
    before = content(week.engine)
    found = preview(week, Window(FIRST, LAST))
    assert all(one.was_told for rule in found for one in rule.told)
    assert {one.alert.id for rule in found for one in rule.told} == {a.id for a in told(week)}
    assert content(week.engine) == before


def test_what_was_nearly_told_misses_one_condition(week: House) -> None:
    """It was not told under that rule, and is told once the condition is dropped."""
    strict = Rule("strict", levels=(Level.LEADERS,), min_newsrooms=3)
    (found,) = preview(with_rules(week, [strict]), Window(FIRST, LAST))
    assert {one.condition for one in found.near} == {"levels", "newsrooms"}
    looser = Rule("strict", levels=(Level.LEADERS,))
    (other,) = preview(with_rules(week, [looser]), Window(FIRST, LAST))
    near = {one.judged.record.id for one in found.near if one.condition == "newsrooms"}
    now = {record for one in other.told for record in _records(one.alert)}
    assert near <= now


def _records(alert: object) -> set[str]:
    met = getattr(alert, "meeting", None)
    return {str(getattr(alert, "record", "")), *([met.id] if met else ())}


@pytest.fixture
def edited(week: House) -> Path:
    """A watchlist that is not installed."""
    file = Path("edited.toml")
    file.write_text('[[rule]]\nname = "pairs"\nbilateral = true\nlevels = ["leaders"]\n')
    return file


def test_an_edited_watchlist_is_tried_before_it_is_installed(
    edited: Path, minilateral: Command
) -> None:
    """A plus marks what was not told then; what is installed stays."""
    installed = Path("config/watchlist.toml").read_text()
    output = minilateral("rules", "preview", *DAYS, "--watchlist", str(edited)).output
    assert "pairs  (levels: leaders; bilateral: true; followed by nobody)" in output
    assert "  + 2026-03-0" in output
    assert "nearly told of" in output
    found = json.loads(
        minilateral("rules", "preview", *DAYS, "--watchlist", str(edited), "--json").output
    )
    (rule,) = found["rules"]
    assert (rule["rule"], rule["asks"]) == ("pairs", {"levels": "leaders", "bilateral": "true"})
    assert [one["was_told"] for one in rule["told"]] == [False] * len(rule["told"])
    assert all(one["missed"] for one in rule["nearly_told"])
    assert Path("config/watchlist.toml").read_text() == installed


def test_one_rule_is_shown_alone(week: House, minilateral: Command) -> None:
    """With the others judged beside it; one that is not there is named."""
    output = minilateral("rules", "preview", *DAYS, "--rule", "two-plus-twos").output
    assert "two-plus-twos  (levels: two_plus_two; followed by asia-desk, channel)" in output
    assert "would have told of 2; 2 of them were told then" in output
    assert "all-minilaterals" not in output
    refused = minilateral("rules", "preview", "--rule", "quod", status=2).output
    assert "quod: no such rule. There are: all-minilaterals" in refused


def test_rules_are_listed_with_who_follows_them(
    home: Path, minilateral: Command, edited_rules: Callable[[str], Path]
) -> None:
    """And with what may be meant otherwise."""
    furnish(home)
    output = minilateral("rules", "check").output
    assert "two-plus-twos  (levels: two_plus_two)\n  followed by nobody" in output
    file = edited_rules('[[rule]]\nname = "club"\ngroupings = ["Quod"]\n')
    output = minilateral("rules", "check", "--watchlist", str(file)).output
    assert "note: rule club: no grouping that we know is called Quod." in output


def test_faults_of_an_edited_watchlist_are_named(
    home: Path, minilateral: Command, edited_rules: Callable[[str], Path]
) -> None:
    """With file, line and remedy, as those of the installed one; also a file that is missing."""
    furnish(home)
    file = edited_rules('[[rule]]\nname = "club"\nlevels = ["leader"]\n')
    for verb in ("check", "preview"):
        told = minilateral("rules", verb, "--watchlist", str(file), status=2).output
        assert "other.toml:1: rule \"club\": levels 'leader' is no word of its list" in told
    told = minilateral("rules", "check", "--watchlist", "none.toml", status=2).output
    assert "none.toml" in told


@pytest.fixture
def edited_rules(home: Path) -> Callable[[str], Path]:
    """Writes a watchlist beside the installed one."""

    def write(text: str) -> Path:
        file = home / "other.toml"
        file.write_text(text, encoding="utf-8")
        return file

    return write
