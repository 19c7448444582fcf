"""The configuration that comes with the product is valid, and so are the examples in it."""

from __future__ import annotations

import re
from pathlib import Path

from alerts.model import ChannelKind
from flows.runtime.watchlist import load_watchlist
from parsers.lexicon import load

ROOT = Path(__file__).parents[2]


def test_it_is_valid() -> None:
    """It has no fault, known states alone, and tells nobody."""
    watchlist = load_watchlist(ROOT / "config", states=load().states.keys())
    assert len(watchlist.feeds) > 100
    assert watchlist.recipients == ()
    assert {"all-minilaterals", "new-groupings", "indo-pacific", "two-plus-twos"} <= {
        rule.name for rule in watchlist.rules
    }


def test_a_feed_that_is_off_says_why() -> None:
    """Every feed has a note, and one that is not read gives the reason."""
    feeds = load_watchlist(ROOT / "config").feeds
    assert all(feed.note for feed in feeds)
    off = [feed for feed in feeds if not feed.enabled]
    assert off
    assert all("Off: " in feed.note for feed in off)
    assert not any("Off: " in feed.note for feed in feeds if feed.enabled)


def test_its_examples_are_valid(tmp_path: Path) -> None:
    """The recipients that stand there as comments work once the # is removed."""
    text = (ROOT / "config" / "recipients.toml").read_text(encoding="utf-8")
    examples = re.sub(r"^# (?=\[\[|\w+ = )", "", text, flags=re.MULTILINE)
    rules = (ROOT / "config" / "watchlist.toml").read_text(encoding="utf-8")
    (tmp_path / "feeds.toml").write_text("", encoding="utf-8")
    (tmp_path / "newsrooms.toml").write_text("", encoding="utf-8")
    (tmp_path / "watchlist.toml").write_text(rules, encoding="utf-8")
    (tmp_path / "recipients.toml").write_text(examples, encoding="utf-8")
    recipients = load_watchlist(tmp_path).recipients
    assert {recipient.channel for recipient in recipients} == set(ChannelKind)
