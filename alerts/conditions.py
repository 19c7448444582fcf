"""Says in words what a rule asks for, who hears of it, and what it can never see.

It decides nothing: that is the part of alerts.rules.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import fields

from alerts.model import Recipient, Rule
from parsers.meetings.confidence import STORE_FROM
from parsers.model import GroupingKind

NO_CONDITION = "three states and more, and 2+2s; no further condition"
# Which key of a rule a missed condition is about.
KEYS = {"kind": "kinds", "confidence": "min_confidence", "newsrooms": "min_newsrooms"}


def asked(rule: Rule) -> dict[str, str]:
    """Return by key what a rule asks for beyond what every rule does, in words."""
    given = {
        field.name: getattr(rule, field.name) for field in fields(Rule) if field.name != "name"
    }
    plain = {field.name: field.default for field in fields(Rule)}
    return {key: _words(value) for key, value in given.items() if value != plain[key]}


def shortfall(rule: Rule, condition: str, shown: str) -> str:
    """Say what a record shows for a condition that it misses, and what the rule asks for."""
    value = getattr(rule, KEYS.get(condition, condition))
    if condition == "kind" and not value:
        return f"{shown}, asks for three states and more (bilateral = true lets pairs through)"
    least = "at least " if condition in {"confidence", "newsrooms"} else ""
    return f"{shown}, asks for {least}{_words(value)}"


def remarks(
    rules: Sequence[Rule], recipients: Sequence[Recipient], known: Collection[str]
) -> Iterator[str]:
    """Yield what an editor may have meant otherwise; ``known`` are the names of groupings."""
    names = {name.casefold() for name in known}
    followed = {name for recipient in recipients for name in recipient.rules}
    for rule in rules:
        if rule.name not in followed:
            yield f"rule {rule.name}: nobody follows it; name it in config/recipients.toml."
        for grouping in rule.groupings:
            if grouping.casefold() not in names:
                yield f"rule {rule.name}: no grouping that we know is called {grouping}."
        yield from (f"rule {rule.name}: {words}" for words in _contradictions(rule))
    held = {rule.name for rule in rules}
    for recipient in recipients:
        for name in recipient.rules:
            if name not in held:
                yield f"recipient {recipient.name}: there is no rule {name}."


def _contradictions(rule: Rule) -> Iterator[str]:
    is_pairs = rule.kinds == (GroupingKind.BILATERAL,)
    if is_pairs and not rule.bilateral:
        yield "of two states it hears of 2+2s alone; bilateral = true lets the others through."
    if rule.bilateral and rule.kinds and GroupingKind.BILATERAL not in rule.kinds:
        yield "bilateral = true has no effect, for kinds leaves out bilateral."
    if rule.min_confidence < STORE_FROM:
        yield f"min_confidence is lower than what is kept at all ({STORE_FROM})."


def _words(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return ", ".join(str(one) for one in value)
    return f"{value:.2f}" if isinstance(value, float) else str(value)
