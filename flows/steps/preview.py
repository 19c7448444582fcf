"""Says what rules would have sent in the last days, to whom and why, and what they nearly sent.

The days are judged again by what is kept of them: no article is read anew, nothing is sent.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from alerts.conditions import NO_CONDITION, asked, remarks, shortfall
from alerts.model import Alert, Recipient, Rule
from alerts.rules import Record, missed, shown
from alerts.untrusted import clean
from flows.runtime.wiring import House
from flows.steps.judging import Judgement
from flows.steps.past import Round, Window, rebuilt, relived, remembered
from flows.steps.replay import ID_DIGITS, alert_cells, line, raised
from parsers.model import MeetingRecord
from storage import groupings, outbox
from storage.database import reading

LISTED = 5  # so many of what was nearly sent are named for people; programs get them all
SHORTFALL_LIMIT = 120  # characters; a rule may name every state of a region
# A rule that misses pairs, or large bodies, misses them every day: these come last.
NEAREST_FIRST = ("confidence", "newsrooms", "levels", "reasons", "statuses", "states", "groupings")


@dataclass(frozen=True, slots=True)
class Told:
    """An alert that a rule would have sent, and whether it was told under this rule then."""

    alert: Alert
    was_told: bool


@dataclass(frozen=True, slots=True)
class Near:
    """A record that a rule would have told of but for one condition."""

    judged: Judgement
    at: str
    condition: str
    shortfall: str


@dataclass(frozen=True, slots=True)
class RulePreview:
    """What one rule would have sent in a window, and what it nearly sent; each record once."""

    rule: Rule
    recipients: tuple[Recipient, ...]
    told: tuple[Told, ...]
    near: tuple[Near, ...]


def listed(house: House) -> Iterator[str]:
    """Yield each rule with what it asks for and who follows it, then what holds for all."""
    for rule in house.watchlist.rules:
        names = [who.name for who in house.watchlist.recipients if rule.name in who.rules]
        yield f"{rule.name}  ({conditions(rule)})"
        yield f"  followed by {', '.join(names) or 'nobody'}"
    minutes = int(house.watchlist.wait.total_seconds() // 60)
    yield f"what one newsroom says waits {minutes} minutes for a second"


def doubts(house: House) -> Iterator[str]:
    """Yield what an editor may have meant otherwise."""
    known = [*house.lexicon.groupings]
    for grouping in house.lexicon.groupings.values():
        known += [grouping.name, *grouping.aliases]
    with reading(house.engine) as session:
        known += [name for record in groupings.everything(session) for name in record.names]
    yield from remarks(house.watchlist.rules, house.watchlist.recipients, known)


def preview(house: House, window: Window) -> list[RulePreview]:
    """Judge a window again under the rules of the house, which need not be those of then."""
    with reading(house.engine) as session:
        then = {one.id: one for one in outbox.alerts_between(session, window.start, window.end)}
    with rebuilt(house, window, is_read=False) as there:
        rounds = list(relived(house, there, window, remembered(house)))
    alerts = list(raised(rounds))
    return [_of_rule(house, rule, alerts, then, rounds) for rule in house.watchlist.rules]


def _of_rule(
    house: House,
    rule: Rule,
    alerts: Sequence[Alert],
    then: dict[str, Alert],
    rounds: Sequence[Round],
) -> RulePreview:
    own = [one for one in alerts if rule.name in one.rules]
    told = [Told(one, one.id in then and rule.name in then[one.id].rules) for one in own]
    records = {one.record for one in own} | {one.meeting.id for one in own if one.meeting}
    near = {one.judged.record.id: one for one in _nearly(rule, rounds)}
    left = [one for identity, one in near.items() if identity not in records]
    followers = tuple(one for one in house.watchlist.recipients if rule.name in one.rules)
    return RulePreview(rule, followers, tuple(told), tuple(sorted(left, key=_nearness)))


def _nearly(rule: Rule, rounds: Iterable[Round]) -> Iterator[Near]:
    """Yield what missed one condition alone, the latest judgement of a record last."""
    for one in rounds:
        for judged in one.report.judgements:
            context = judged.context
            if context is None:
                continue
            misses = missed(judged.record, judged.news, [rule], context).get(rule.name, ())
            if len(misses) == 1:
                words = shown(judged.record, judged.news, context)[misses[0]]
                said = shortfall(rule, misses[0], words)
                yield Near(judged, f"{one.now:%Y-%m-%d %H:%M}", misses[0], said)


def _nearness(near: Near) -> tuple[int, str, str]:
    order = {word: index for index, word in enumerate(NEAREST_FIRST)}
    return order.get(near.condition, len(order)), near.at, near.judged.record.id


def written(house: House, found: Sequence[RulePreview], window: Window) -> Iterator[str]:
    """Yield what the rules would have sent, for people."""
    yield f"{window.since} to {window.until}, judged by what is kept of these days; nothing is sent"
    for one in found:
        names = ", ".join(who.name for who in one.recipients) or "nobody"
        sent = sum(told.was_told for told in one.told)
        yield f"\n{one.rule.name}  ({conditions(one.rule)}; followed by {names})"
        yield f"  would have told of {len(one.told)}; {sent} of them were told then"
        for told in one.told:
            yield f"  {'  ' if told.was_told else '+ '}{line(house, told.alert)}"
            if told.alert.sentence:
                yield f"      “{clean(told.alert.sentence)}”"
        yield from _nearly_lines(house, one.near)


def conditions(rule: Rule) -> str:
    """Return what a rule asks for on one line."""
    given = (f"{key}: {clean(words)}" for key, words in asked(rule).items())
    return "; ".join(given) or NO_CONDITION


def _nearly_lines(house: House, near: Sequence[Near]) -> Iterator[str]:
    if not near:
        return
    counts = Counter(one.condition for one in near)
    words = ", ".join(f"{count} by {condition}" for condition, count in counts.items())
    yield f"  nearly told of {len(near)}: {words}"
    for one in near[:LISTED]:
        record = one.judged.record
        who = ", ".join(house.lexicon.state_name(code) for code in members(record))
        yield f"    {one.at}  {who}  ({record.id[:ID_DIGITS]})"
        yield f"      {one.condition}: {clean(one.shortfall, SHORTFALL_LIMIT)}"
    if len(near) > LISTED:
        yield f"    and {len(near) - LISTED} more; --json names them all"


def members(record: Record) -> tuple[str, ...]:
    """Return the states of a meeting or of a set."""
    return record.participants if isinstance(record, MeetingRecord) else record.members


def as_data(found: Sequence[RulePreview], window: Window) -> str:
    """Return what the rules would have sent as JSON."""
    said = {
        "since": window.since.isoformat(),
        "until": window.until.isoformat(),
        "rules": [_cells(one) for one in found],
    }
    return json.dumps(said, ensure_ascii=False, indent=2)


def _cells(one: RulePreview) -> dict[str, object]:
    return {
        "rule": one.rule.name,
        "asks": asked(one.rule),
        "recipients": [who.name for who in one.recipients],
        "told": [
            {**(alert_cells(told.alert) or {}), "was_told": told.was_told} for told in one.told
        ],
        "nearly_told": [
            {
                "record": near.judged.record.id,
                "states": list(members(near.judged.record)),
                "at": near.at,
                "missed": near.condition,
                "shown": clean(near.shortfall),
            }
            for near in one.near
        ],
    }
