"""Renders a digest as HTML, plain text, Slack blocks and a Teams card, all from one page.

Rendering opens no file but the templates and no connection at all. What does not
fit a mail client's limit is left out from the end, and the message says so.
"""

from __future__ import annotations

import quopri
import textwrap
from functools import cache

from css_inline import CSSInliner
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from alerts import adaptive, blocks
from alerts.cards import Page, page
from alerts.digests import CARDS, ROWS
from alerts.model import Digest, Message
from alerts.palette import DARK, LIGHT
from alerts.wording import Names
from parsers.lexicon import load

BUDGET = 90_000  # octets of encoded HTML; Gmail cuts a message at about 102,000
STEP = 4  # rows or cards left out before the size is measured again
WIDTH = 72  # columns of plain text
_LABEL = 10  # columns of a fact's label in plain text


def render(digest: Digest, *, names: Names | None = None, public_url: str | None = None) -> Message:
    """Return ``digest`` in words: HTML of at most 90 KB, text of 72 columns, and JSON.

    ``names`` maps a state's code to its name; without it the lexicon's names are
    used. ``public_url`` is where records can be opened, if anywhere.
    """
    named = names or load().state_name
    shown, html = _fitted(digest, named, public_url)
    return Message(
        subject=shown.subject,
        preheader=shown.preheader,
        html=html,
        text=_text(shown),
        slack=blocks.payload(shown),
        teams=adaptive.payload(shown),
    )


def _fitted(digest: Digest, names: Names, public_url: str | None) -> tuple[Page, str]:
    """Return the fullest page whose HTML is within the budget: rows go first, then cards."""
    count = len(digest.alerts)
    cards, rows = min(CARDS, count), max(0, min(ROWS, count - CARDS))
    while True:
        shown = page(digest, names, cards=cards, rows=rows, public_url=public_url)
        html = _html(shown)
        if size(html) <= BUDGET or cards + rows == 0:
            return shown, html
        if rows:
            rows = max(0, rows - STEP)
        else:
            cards -= 1


def size(html: str) -> int:
    """Return the octets that ``html`` takes in a mail, quoted-printable."""
    return len(quopri.encodestring(html.encode()))


def _html(shown: Page) -> str:
    source = _templates().get_template("digest.html.j2")
    return _inliner().inline(source.render(page=shown, light=LIGHT, dark=DARK))


def _text(shown: Page) -> str:
    return _templates().get_template("digest.txt.j2").render(page=shown, width=WIDTH)


@cache
def _templates() -> Environment:
    made = Environment(
        loader=PackageLoader("alerts", "templates"),
        # Only plain text goes unescaped; every other name, known or not, is markup.
        autoescape=select_autoescape(
            enabled_extensions=(),
            disabled_extensions=("txt.j2",),
            default_for_string=True,
            default=True,
        ),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters.update(wrapped=wrapped, fact=fact)
    return made


@cache
def _inliner() -> CSSInliner:
    return CSSInliner(
        keep_at_rules=True, minify_css=True, load_remote_stylesheets=False, keep_style_tags=False
    )


def wrapped(text: str, indent: int = 0) -> str:
    """Return ``text`` broken at spaces into lines of 72 columns, long words whole."""
    pad = " " * indent
    return textwrap.fill(
        text,
        WIDTH,
        initial_indent=pad,
        subsequent_indent=pad,
        break_long_words=False,
        break_on_hyphens=False,
    )


def fact(value: str, label: str, indent: int = 0) -> str:
    """Return a labelled line of plain text, its further lines under the value."""
    column = max(_LABEL, len(label) + 2)
    return textwrap.fill(
        value,
        WIDTH,
        initial_indent=" " * indent + label.ljust(column),
        subsequent_indent=" " * (indent + column),
        break_long_words=False,
        break_on_hyphens=False,
    )
