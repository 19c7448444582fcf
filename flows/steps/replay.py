"""Decides a window of the past again with today's code, and says what is told otherwise.

The articles are read anew, in their order and at their instants; nothing is sent or kept.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from alerts.differences import Difference, Fate, differences
from alerts.model import Alert, Skip
from alerts.untrusted import LABEL_LIMIT, URL_LIMIT, clean
from alerts.wording import level_words, place_words, short_span
from flows.runtime.wiring import House
from flows.steps.judging import Judgement
from flows.steps.past import Round, Window, rebuilt, relived
from flows.steps.runs import why
from storage import outbox
from storage.database import reading

ID_DIGITS = 10
NO_RECORD = "no_record"


@dataclass(frozen=True, slots=True)
class Replayed:
    """What was told in a window and what is told of it now, each alert once.

    ``whys`` says by id of an alert that is told no longer, why not.
    """

    window: Window
    articles: int
    unreadable: int
    batches: int
    differences: tuple[Difference, ...]
    whys: dict[str, Skip]

    def of(self, fate: Fate) -> list[Difference]:
        """Return the alerts of one fate, in the order of time."""
        return [one for one in self.differences if one.fate is fate]


def replay(house: House, window: Window) -> Replayed:
    """Decide a window again, upon what was held before it."""
    with reading(house.engine) as session:
        then = outbox.alerts_between(session, window.start, window.end)
    with rebuilt(house, window, is_read=True) as there:
        rounds = list(relived(house, there, window))
    found = differences(then, list(raised(rounds)))
    gone = [one.then for one in found if one.fate is Fate.NO_LONGER and one.then]
    whys = {alert.id: _why_not(alert, rounds) for alert in gone}
    read = [one.report.summary() for one in rounds if one.report.articles]
    unreadable = sum(one.unreadable for one in read)
    articles = sum(one.articles for one in read)
    return Replayed(window, articles, unreadable, len(read), found, whys)


def raised(rounds: Iterable[Round]) -> Iterator[Alert]:
    """Yield the alerts of some rounds, in their order."""
    for one in rounds:
        yield from one.report.summary().alerts


def _why_not(alert: Alert, rounds: Sequence[Round]) -> Skip:
    """Return why nothing is told of an alert's record: the skip that is nearest to it in time."""
    near = [
        (not is_same, abs(one.now - alert.raised_at), index, judged.verdict)
        for index, one in enumerate(rounds)
        for judged in one.report.judgements
        if isinstance(judged.verdict, Skip)
        and ((is_same := _is_of(alert, judged)) or _shares_articles(alert, judged))
    ]
    return min(near, key=lambda one: one[:3])[3] if near else Skip(NO_RECORD, alert.record)


def _is_of(alert: Alert, judged: Judgement) -> bool:
    return judged.record.id in {alert.record, *([alert.meeting.id] if alert.meeting else ())}


def _shares_articles(alert: Alert, judged: Judgement) -> bool:
    records = [one for one in (alert.meeting, alert.grouping) if one is not None]
    told_by = {article for record in records for article in record.sources}
    return not told_by.isdisjoint(judged.record.sources)


def written(house: House, done: Replayed) -> Iterator[str]:
    """Yield what a replay came to, for people: the figures, then each difference."""
    window, told = done.window, {fate: done.of(fate) for fate in Fate}
    then = sum(one.then is not None for one in done.differences)
    now = sum(one.now is not None for one in done.differences)
    yield (
        f"{window.since} to {window.until}: {done.articles} article(s) decided again in "
        f"{done.batches} batch(es); {then} alert(s) then, {now} now; nothing was sent"
    )
    if done.unreadable:
        yield f"{done.unreadable} article(s) broke the reader; the log names them"
    for fate, found in told.items():
        yield f"{fate.value:<15}{len(found):>4}"
    for fate in (Fate.NOW_TOLD, Fate.NO_LONGER, Fate.OTHERWISE):
        if told[fate]:
            yield f"\n{fate.value}:"
        for one in told[fate]:
            yield from _lines(house, done, one)


def _lines(house: House, done: Replayed, one: Difference) -> Iterator[str]:
    alert = one.now or one.then
    if alert is None:
        return
    yield f"  {line(house, alert)}"
    if alert.sentence:
        yield f"    “{clean(alert.sentence)}”"
    if one.fate is Fate.NO_LONGER:
        yield f"    not told: {why(done.whys[alert.id])}"
    elif one.fate is Fate.NOW_TOLD:
        yield f"    told under {', '.join(alert.rules)}"
    for change in one.fields:
        then, now = (clean(value) or "nothing" for value in (change.then, change.now))
        yield f"    {change.field}: {then} => {now}"


def line(house: House, alert: Alert) -> str:
    """Return an alert on one line: when, why, who, at which level, when and where."""
    who = ", ".join(house.lexicon.state_name(code) for code in alert.members)
    name = f" ({clean(alert.name, LABEL_LIMIT)})" if alert.name else ""
    met = alert.meeting
    facts = (
        level_words(alert.level),
        short_span(met.when) if met else "",
        place_words(met.place, house.lexicon.state_name) if met else "",
    )
    rest = "; ".join(fact for fact in facts if fact)
    told = f"{alert.raised_at:%Y-%m-%d %H:%M}  {alert.reason.value:<13} {who}{name}"
    return f"{told}{'; ' if rest else ''}{rest}  ({alert.id[:ID_DIGITS]})"


def as_data(done: Replayed) -> str:
    """Return what a replay came to as JSON: figures, and every alert with its fate."""
    said = {
        "since": done.window.since.isoformat(),
        "until": done.window.until.isoformat(),
        "articles": done.articles,
        "unreadable": done.unreadable,
        "counts": {_word(fate): len(done.of(fate)) for fate in Fate},
        "alerts": [_cells(done, one) for one in done.differences],
    }
    return json.dumps(said, ensure_ascii=False, indent=2)


def _word(fate: Fate) -> str:
    return fate.value.replace(" ", "_")


def _cells(done: Replayed, one: Difference) -> dict[str, object]:
    gone = done.whys.get(one.then.id) if one.then else None
    return {
        "fate": _word(one.fate),
        "then": alert_cells(one.then),
        "now": alert_cells(one.now),
        "fields": {c.field: {"then": clean(c.then), "now": clean(c.now)} for c in one.fields},
        "why_not": gone and {"reason": gone.reason, "detail": gone.detail},
    }


def alert_cells(alert: Alert | None) -> dict[str, object] | None:
    """Return an alert for programs; its texts are data."""
    if alert is None:
        return None
    met = alert.meeting
    return {
        "id": alert.id,
        "reason": alert.reason.value,
        "record": alert.record,
        "states": list(alert.members),
        "name": clean(alert.name, LABEL_LIMIT) if alert.name else None,
        "level": alert.level and alert.level.value,
        "start": met.when.start.isoformat() if met and met.when.start else None,
        "end": met.when.end.isoformat() if met and met.when.end else None,
        "status": met.status.value if met and met.status else None,
        "raised_at": alert.raised_at.isoformat(),
        "rules": list(alert.rules),
        "confidence": alert.confidence,
        "newsrooms": alert.newsrooms,
        "sentence": clean(alert.sentence),
        "sources": [clean(source.url, URL_LIMIT) for source in alert.sources],
    }
