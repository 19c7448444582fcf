"""Lays a page out as an adaptive card for Microsoft Teams, within the size that Teams takes.

All text stands in ``TextRun`` elements, which Teams shows as they are: a ``TextBlock`` would
read Markdown out of a title. Addresses are actions, never part of a text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, TypeAlias

from alerts.cards import Card, Link, Page, Row
from alerts.lines import what_is_left_out

Json: TypeAlias = dict[str, Any]  # JSON as Adaptive Cards define it

PAYLOAD = 25_000  # octets; Teams refuses from 28 KB on, with what its workflow adds
ITEMS = 20  # alerts; more is a card nobody scrolls through
VERSION = "1.4"  # of Adaptive Cards; the newest that Teams shows everywhere

_SHOWN = frozenset({"When", "Where", "Evidence"})


def payload(page: Page) -> str:
    """Return the JSON body for ``page``, of at most 25 KB.

    Alerts are left out from the end until the body fits, and how many is said.
    """
    items = [*map(_card, page.cards), *map(_row, page.rows)]
    kept = min(len(items), ITEMS)
    made = _body(page, items, kept)
    while kept and len(made.encode()) > PAYLOAD:
        kept -= 1
        made = _body(page, items, kept)
    return made


def _body(page: Page, items: list[Json], kept: int) -> str:
    hidden = page.hidden + len(items) - kept
    footer = [line for line in (*page.coverage, page.why, page.how) if line]
    content = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": VERSION,
        "msteams": {"width": "Full"},
        "body": [
            _rich([_run(page.headline, size="Large", weight="Bolder")]),
            _rich([_run(page.edition, isSubtle=True)]),
            *items[:kept],
            *([_rich([_run(what_is_left_out(hidden))])] if hidden else []),
            *_upcoming(page.upcoming),
            _rich([_run("\n".join(footer), isSubtle=True, size="Small")], separator=True),
        ],
    }
    attachment = {"contentType": "application/vnd.microsoft.card.adaptive", "content": content}
    message = {"type": "message", "summary": _inert(page.subject), "attachments": [attachment]}
    return json.dumps(message, ensure_ascii=False, separators=(",", ":"))


def _card(card: Card) -> Json:
    lines = [[_run(f"{card.chip}  ", weight="Bolder"), _link(Link(card.title, card.url))]]
    if card.step:
        old, new = card.step.before, card.step.after
        lines.append(
            [
                _run(f"{card.step.label}: "),
                _run(old, strikethrough=True),
                _run(" \N{RIGHTWARDS ARROW} "),
                _run(new, weight="Bolder"),
            ]
        )
    lines += [
        [_run(f"{fact.label}: {fact.strong}{' ' if fact.strong else ''}{fact.value}")]
        for fact in card.facts
        if fact.label in _SHOWN
    ]
    lines.append(_sources(card))
    lines += [[_run(card.warning)]] if card.warning else []
    return _rich(_joined(lines), separator=True)


def _row(row: Row) -> Json:
    head = [_run(f"{row.head}  ", weight="Bolder"), _link(Link(row.title, row.url))]
    return _rich(_joined([head, [_run(row.note)]]), separator=True)


def _upcoming(rows: Iterable[Row]) -> list[Json]:
    lines = [
        [
            _run(row.head, weight="Bolder"),
            _run(f"  {row.title}{f', {row.note}' if row.note else ''}"),
        ]
        for row in rows
    ]
    head = [_run("Coming up, next 14 days", weight="Bolder")]
    return [_rich(_joined([head, *lines]), separator=True)] if lines else []


def _sources(card: Card) -> list[Json]:
    if not card.sources:
        return [_run("Sources: none named")]
    runs = [_run("Sources: ")]
    for at, source in enumerate(card.sources):
        runs += [_run(", ")] if at else []
        runs.append(_link(source))
    return [*runs, _run(f" and {card.more_sources} more")] if card.more_sources else runs


def _joined(lines: Iterable[list[Json]]) -> list[Json]:
    return [run for line in lines for run in (*line, _run("\n"))][:-1]


def _rich(runs: list[Json], **style: bool) -> Json:
    return {"type": "RichTextBlock", "inlines": runs, **style}


def _run(text: str, **style: str | bool) -> Json:
    return {"type": "TextRun", "text": _inert(text), **style}


def _link(link: Link) -> Json:
    run = _run(link.label)
    if link.url is None:
        return run
    return {**run, "selectAction": {"type": "Action.OpenUrl", "url": link.url}}


def _inert(text: str) -> str:
    # {{DATE(...)}} and {{TIME(...)}} are the only things that a card reads out of a run.
    return text.replace("{{", "{ {")
