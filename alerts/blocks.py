"""Lays a page out for a Slack incoming webhook, within Slack's limits.

Untrusted text goes into ``plain_text`` and ``rich_text`` elements alone, which Slack
shows as they are: no mention, link or formatting comes to life. Only the fallback
``text`` is parsed by Slack, so it is escaped.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, TypeAlias

from alerts.cards import Card, Link, Page, Row
from alerts.lines import what_is_left_out
from alerts.untrusted import shortened

Block: TypeAlias = dict[str, Any]  # JSON as Slack defines it

BLOCKS = 50  # Slack's limit for one message
PAYLOAD = 10_000  # octets; Slack refuses somewhat above 13,000 without documenting it
ITEMS = 15  # alerts; more is a list nobody scrolls through in a channel
HEADER = 150  # characters, Slack's limit for a header
FALLBACK = 300  # characters; what a notification shows, and a little more


def payload(page: Page) -> str:
    """Return the JSON body for ``page``, within 50 blocks and 10 KB.

    Alerts are left out from the end until the body fits, and how many is said.
    """
    items = [*map(_card, page.cards), *map(_row, page.rows)]
    kept = min(len(items), ITEMS)
    body = _body(page, items, kept)
    while kept and (len(body["blocks"]) > BLOCKS or len(_dumped(body).encode()) > PAYLOAD):
        kept -= 1
        body = _body(page, items, kept)
    return _dumped(body)


def _body(page: Page, items: list[Block], kept: int) -> Block:
    hidden = page.hidden + len(items) - kept
    footer = [line for line in (*page.coverage, page.why, page.how) if line]
    blocks = [
        {"type": "header", "text": _plain(shortened(page.headline, HEADER))},
        _context(page.edition),
        *items[:kept],
        *([_context(what_is_left_out(hidden))] if hidden else []),
        *_upcoming(page.upcoming),
        {"type": "divider"},
        _context("\n".join(footer)),
    ]
    return {
        "text": _escaped(shortened(page.subject, FALLBACK)),
        "blocks": blocks,
        "unfurl_links": False,
        "unfurl_media": False,
    }


def _card(card: Card) -> Block:
    head = [_bold(f"{card.chip}  "), _link(Link(card.title, card.url), bold=True)]
    facts = [fact for fact in card.facts if fact.label in {"When", "Where", "Evidence"}]
    lines = [[_text(f"{fact.label}: "), *_strong(fact.strong), _text(fact.value)] for fact in facts]
    if card.step:
        old, new = _text(card.step.before, strike=True), _bold(card.step.after)
        lines.insert(0, [_text(f"{card.step.label}: "), old, _text(" \N{RIGHTWARDS ARROW} "), new])
    lines.append(_sources(card))
    if card.warning:
        lines.append([_text(card.warning)])
    return _rich(head, _lines(lines))


def _row(row: Row) -> Block:
    return _rich([_bold(f"{row.head}  "), _link(Link(row.title, row.url)), _text(f"\n{row.note}")])


def _upcoming(rows: Iterable[Row]) -> list[Block]:
    lines = [
        [_bold(row.head), _text(f"  {row.title}{f', {row.note}' if row.note else ''}")]
        for row in rows
    ]
    return [_rich([_bold("Coming up, next 14 days")], _lines(lines))] if lines else []


def _sources(card: Card) -> list[Block]:
    if not card.sources:
        return [_text("Sources: none named")]
    words: list[Block] = [_text("Sources: ")]
    for at, source in enumerate(card.sources):
        words += [_text(", ")] if at else []
        words.append(_link(source))
    return [*words, _text(f" and {card.more_sources} more")] if card.more_sources else words


def _lines(lines: Iterable[list[Block]]) -> list[Block]:
    return [word for line in lines for word in (*line, _text("\n"))][:-1]


def _rich(*sections: list[Block]) -> Block:
    return {
        "type": "rich_text",
        "elements": [{"type": "rich_text_section", "elements": words} for words in sections],
    }


def _context(text: str) -> Block:
    return {"type": "context", "elements": [_plain(text)]}


def _plain(text: str) -> Block:
    return {"type": "plain_text", "text": text, "emoji": False}


def _text(text: str, **style: bool) -> Block:
    return (
        {"type": "text", "text": text, "style": style} if style else {"type": "text", "text": text}
    )


def _bold(text: str) -> Block:
    return _text(text, bold=True)


def _strong(word: str) -> list[Block]:
    return [_bold(word), _text(" ")] if word else []


def _link(link: Link, *, bold: bool = False) -> Block:
    if link.url is None:
        return _bold(link.label) if bold else _text(link.label)
    block: Block = {"type": "link", "url": link.url, "text": link.label}
    return {**block, "style": {"bold": True}} if bold else block


def _escaped(text: str) -> str:
    # Slack parses the fallback: these three characters begin all that it reads into text.
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _dumped(body: Block) -> str:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))
