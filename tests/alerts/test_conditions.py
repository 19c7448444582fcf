"""What a rule asks for in words, what a record lacks, and what an editor may have meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

import pytest

from alerts.conditions import KEYS, asked, remarks, shortfall
from alerts.model import Reason, Rule, Skip
from alerts.rules import Context, judge, missed, shown
from parsers.model import ChangeKind, GroupingKind, Level, Status
from tests.alerts.builders import NOW, change, meeting, names, recipient

CREATED = (change(ChangeKind.CREATED, after="scheduled"),)
PAIR = meeting(participants=("JP", "PH"))


def test_a_rule_is_told_by_what_it_asks_for() -> None:
    """Only what differs from a rule without a condition, in the words of the file."""
    assert asked(Rule("all")) == {}
    rule = Rule("asia", states=("JP", "PH"), min_newsrooms=2, bilateral=True, min_confidence=0.9)
    assert asked(rule) == {
        "states": "JP, PH", "min_confidence": "0.90", "min_newsrooms": "2", "bilateral": "true",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "condition", "words"),
    [
        (Rule("r", states=("FR",)), "states", "JP, PH, US, asks for FR"),
        (Rule("r", groupings=("Quad",)), "groupings", "no name, asks for Quad"),
        (Rule("r", levels=(Level.LEADERS,)), "levels", "nsa, asks for leaders"),
        (Rule("r", statuses=(Status.HELD,)), "statuses", "scheduled, asks for held"),
        (Rule("r", reasons=(Reason.MOVED,)), "reasons", "new_meeting, asks for moved"),
        (Rule("r", min_confidence=0.9), "confidence", "0.80, asks for at least 0.90"),
        (Rule("r", min_newsrooms=2), "newsrooms", "1, asks for at least 2"),
        (
            Rule("r", kinds=(GroupingKind.MULTILATERAL,)),
            "kind",
            "minilateral, asks for multilateral",
        ),
    ],
)
def test_what_a_record_lacks_is_told_with_what_it_has(
    rule: Rule, condition: str, words: str
) -> None:
    """The one condition that is missed, as judging finds it."""
    context = Context()
    assert isinstance(judge(meeting(), CREATED, [rule], context, NOW, names=names), Skip)
    assert missed(meeting(), CREATED, [rule], context) == {"r": (condition,)}
    assert shortfall(rule, condition, shown(meeting(), CREATED, context)[condition]) == words


def test_a_pair_is_told_how_it_would_be_let_through() -> None:
    """A rule without kinds asks for more than two states."""
    words = shortfall(Rule("r"), "kind", shown(PAIR, CREATED, Context())["kind"])
    assert "bilateral = true lets pairs through" in words
    assert missed(PAIR, CREATED, [Rule("r")], Context()) == {"r": ("kind",)}
    assert missed(PAIR, CREATED, [Rule("r", bilateral=True)], Context()) == {"r": ()}


def test_every_condition_has_its_key() -> None:
    """Whatever a record can miss is a field of a rule."""
    keys = {field.name for field in fields(Rule)}
    assert {KEYS.get(word, word) for word in shown(meeting(), CREATED, Context())} <= keys


@pytest.mark.parametrize(
    "context", [Context(is_history=True), Context(is_muted=True)], ids=["history", "muted"]
)
def test_what_is_hidden_misses_no_rule(context: Context) -> None:
    """No other rule would let it through; nor what is no news."""
    assert missed(meeting(), CREATED, [Rule("r")], context) == {}
    assert missed(meeting(), (), [Rule("r")], Context()) == {}


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        ([Rule("r")], []),
        ([Rule("r"), Rule("s")], ["rule s: nobody follows it"]),
        ([Rule("r", groupings=("quad", "Quod"))], ["no grouping that we know is called Quod"]),
        ([Rule("r", kinds=(GroupingKind.BILATERAL,))], ["it hears of 2+2s alone"]),
        (
            [Rule("r", kinds=(GroupingKind.MINILATERAL,), bilateral=True)],
            ["bilateral = true has no effect"],
        ),
        ([Rule("r", min_confidence=0.1)], ["lower than what is kept at all"]),
        ([], ["recipient desk: there is no rule r"]),
    ],
)
def test_what_may_be_meant_otherwise_is_remarked(rules: Sequence[Rule], words: list[str]) -> None:
    """And nothing else."""
    desk = recipient(name="desk", rules=("r",))
    found = list(remarks(rules, [desk], ["Quad"]))
    assert len(found) == len(words)
    assert all(part in line for part, line in zip(words, found, strict=True))
