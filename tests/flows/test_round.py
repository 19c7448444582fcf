"""One whole round on each kind of database: feeds in, digest out, and once more for nothing."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import Engine

from alerts.model import Cadence, ChannelKind, Reason, Recipient, Rule
from demo.sinks import SlackSink
from flows.runtime.runs import VerbBusyError, running
from flows.runtime.wiring import House
from flows.steps.detect import detect
from flows.steps.explain import explain
from flows.steps.status import feed_table, status_of
from storage import articles, meetings, runs
from storage.database import reading
from tests.flows.houses import (
    HELD,
    HOTLINE,
    NOW,
    TRAM,
    house_on,
    item,
    later,
    print_feed,
    print_page,
    read_feeds,
    send,
)
from tests.flows.loopback import Newsroom

DESK = Recipient("desk", ChannelKind.SLACK, ("all",), Cadence.INSTANT, secret="news")


@pytest.fixture
def watch(home: object, engine: Engine, room: Newsroom, slack: SlackSink) -> House:
    """A house on a database of each kind, two feeds, and a desk that hears at once."""
    print_feed(room, "harbour", [item(room.url("/hotline"), HOTLINE.title)])
    print_feed(
        room, "coast", [item(room.url("/reprint"), HOTLINE.title), item(room.url("/tram"), "T")]
    )
    print_page(room, "/hotline", HOTLINE.page(later(-0.1)))
    print_page(room, "/reprint", HOTLINE.page())
    print_page(room, "/tram", TRAM.page())
    return house_on(
        engine,
        room,
        "harbour",
        "coast",
        rules=[Rule("all")],
        recipients=[DESK],
        secret={"news": slack.url},
    )


def test_a_round_from_feed_to_digest(watch: House, room: Newsroom, slack: SlackSink) -> None:
    """Articles, one story with a copy, one alert, one message; then the meeting is held."""
    assert read_feeds(watch).as_counts() == {"feeds_ok": 2, "stored": 3}
    found = detect(watch, NOW)
    assert (found.articles, found.copies, found.unreadable) == (3, 1, 0)
    assert [alert.reason for alert in found.alerts] == [Reason.NEW_GROUPING]
    composed, sends = send(watch)
    assert (composed, sends.as_dict()) == (1, {"sent": 1})

    print_feed(room, "harbour", [item(room.url("/held"), HELD.title, later(3.3))])
    print_page(room, "/held", HELD.page(later(3.3)))
    assert read_feeds(watch, later(3.3)).entries["stored"] == 1
    held = detect(watch, later(3.3))
    assert [alert.reason for alert in held.alerts] == [Reason.HELD]
    assert send(watch, later(3.3))[0] == 1
    assert len(slack.payloads) == 2
    with reading(watch.engine) as session:
        (record,) = (m for m in meetings.all(session) if m.participants == ("IN", "KE", "OM"))
        assert len(record.sources) == 3
        assert articles.counts(session)["articles"] == 4


def test_a_second_round_does_nothing(watch: House, slack: SlackSink) -> None:
    """No verb, repeated, adds an article, an alert or a message."""
    for _ in range(2):
        read_feeds(watch)
        detect(watch, NOW)
        send(watch)
    assert read_feeds(watch).entries.as_dict() == {"known": 3}
    assert detect(watch, NOW).articles == 0
    assert send(watch)[0] == 0
    assert len(slack.payloads) == 1


def test_the_lock_holds_on_every_database(watch: House) -> None:
    """Two runs of one verb never overlap; the second leaves no trace."""
    with running(watch, "ingest", NOW) as first, pytest.raises(VerbBusyError):
        read_feeds(watch)
    with reading(watch.engine) as session:
        assert [run.id for run in runs.recent(session)] == [first.id]


def test_what_was_done_can_be_asked(watch: House) -> None:
    """Status, feeds and explain tell what the round did, in words."""
    read_feeds(watch)
    (alert,) = detect(watch, NOW).alerts
    send(watch)
    told = status_of(watch, NOW)
    assert "articles   3 in 2 stories" in told
    assert "feeds      2 enabled, 0 failing" in told
    assert "messages   1 sent, 0 queued" in told
    assert f"{alert.id[:10]}  2026-03-02  new_grouping  India, Kenya, Oman" in told
    rows = [row.split() for row in feed_table(watch, NOW)]
    assert [row[:2] for row in rows[1:]] == [["harbour", "ok"], ["coast", "ok"]]
    reasons = explain(watch, alert.id[:8]) or ""
    assert HOTLINE.paragraphs[0] in reasons
    assert "told by 1 newsroom(s)" in reasons
    assert re.search(r"confidence 0\.\d+: \w+ \+1\.\d, ", reasons), "the features are listed"
    assert alert.meeting is not None
    assert (explain(watch, alert.meeting.id) or "").startswith(f"meeting {alert.meeting.id}")
    assert (explain(watch, alert.record) or "").startswith(f"grouping {alert.record}")
    article = alert.meeting.sources[0]
    story = explain(watch, article) or ""
    assert "2 article(s)" in story
    assert "exact" in story or "near" in story
    assert explain(watch, "no such id") is None
