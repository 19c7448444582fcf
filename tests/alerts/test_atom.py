"""The feed of alerts, read back by an independent reader of feeds."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import feedparser

from alerts.atom import ENTRIES, feed
from alerts.model import Alert
from tests.alerts.builders import NOW, alert, many, names, sample, source

DOMAIN = "watch.example.org"


def read(*alerts: Alert, **options: str) -> Any:  # noqa: ANN401 -- feedparser's own dictionary
    """Write a feed and read it back."""
    made = feedparser.parse(feed(alerts, names, domain=DOMAIN, at=NOW, **options))
    assert not made.bozo
    assert made.version == "atom10"
    return made


def test_each_alert_is_an_entry_with_a_stable_id() -> None:
    """The id depends on domain and alert alone; the latest comes first."""
    older = alert(id="a", raised_at=NOW - timedelta(hours=2))
    made = read(older, alert(id="b"))
    assert made.feed.id == f"tag:{DOMAIN},2026:alerts"
    assert made.feed.updated == NOW.isoformat()
    assert [entry.id for entry in made.entries] == [
        f"tag:{DOMAIN},2026:alert/b",
        f"tag:{DOMAIN},2026:alert/a",
    ]
    assert [entry.updated for entry in made.entries] == [
        NOW.isoformat(),
        (NOW - timedelta(hours=2)).isoformat(),
    ]


def test_an_entry_says_what_happened_and_who_says_so() -> None:
    """Title, step, day and place, the quoted sentence, and the newsrooms."""
    entries = {entry.tags[0].term: entry for entry in read(*sample().alerts).entries}
    moved = entries["moved"]
    assert moved.title.startswith("Moved: Japan and Philippines")
    assert moved.summary.splitlines() == [
        "Before: Thursday 12 March 2026. Now: Thursday 19 March 2026.",
        "When: Thursday 19 March 2026. Where: Tokyo, Japan.",
        "The talks will take place a week later because of the storm, Manila said.",
        "2 newsrooms, 3 copies: harbour.example and delta.example.",
    ]
    assert moved.link == source().url
    assert "mfa.gov.xx" in entries["new_grouping"].summary


def test_records_are_linked_where_they_can_be_opened() -> None:
    """With a public address entries lead to the record, not to a source."""
    (entry,) = read(alert(), public_url="https://watch.example.org").entries
    assert entry.link == "https://watch.example.org/records/m1"


def test_an_address_that_is_no_link_is_left_out() -> None:
    """A reader follows what a feed says."""
    (entry,) = read(alert(sources=(source(url="javascript:alert(1)"),))).entries
    assert entry.get("links", []) == []


def test_a_feed_has_an_end_and_may_be_empty() -> None:
    """The latest alerts are enough; a feed without any is a feed."""
    assert len(read(*many(500)).entries) == ENTRIES
    made = read()
    assert (made.entries, made.feed.updated) == ([], NOW.isoformat())
