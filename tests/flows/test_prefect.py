"""The flows, run by a real Prefect server against the sample newsroom on loopback.

Prefect's history of tasks trails behind, so nothing here asks it: what happened is in
our own tables, and how a run ended in the state that it returns.
"""

from __future__ import annotations

import asyncio
import gc
import logging
from collections.abc import Coroutine, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from prefect import Flow, State
from prefect.testing.utilities import prefect_test_harness

from demo.play import staged
from demo.publisher import Site
from demo.sinks import SlackSink, SmtpSink
from flows.backfill import backfill
from flows.detect import detect
from flows.digest import digest
from flows.ingest import ingest
from flows.runtime.wiring import opened
from storage import articles, outbox, runs
from storage.database import reading, transaction
from storage.model import Run, RunStatus

pytestmark = [
    pytest.mark.flows,
    pytest.mark.slow,
    # Prefect leaves its client's connections to its own API open when an event loop ends.
    pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning"),
]

FAILS_ON_DAY_2 = "hangang-post"
OTHER = "another-machine:1"
MINUTE = timedelta(minutes=1)

Verb = Flow[..., Coroutine[Any, Any, Any]]


@pytest.fixture(scope="module", autouse=True)
def _server() -> Iterator[None]:
    """Run a Prefect server with a database of its own for all tests of this file."""
    with prefect_test_harness(server_startup_timeout=180):
        yield
    gc.collect()  # what Prefect left open is closed here, and not in the middle of another test


@dataclass(frozen=True, slots=True)
class Desk:
    """The staged newsroom, with how the flows of its first day ended."""

    site: Site
    smtp: SmtpSink
    slack: SlackSink
    read: State[Any]
    understood: State[Any]
    told: State[Any]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Read, detect and tell the newsroom's first day, once for all tests."""
    factory, level = logging.getLogRecordFactory(), logging.getLogger().level
    with staged(tmp_path_factory.mktemp("desk")) as (site, smtp, slack):
        read = ended(ingest, force=True, batch_size=5, now=site.now)
        understood = ended(detect, send=False, now=site.now)
        told = ended(digest, now=site.now)
        yield Desk(site, smtp, slack, read, understood, told)
    logging.setLogRecordFactory(factory)
    logging.getLogger().setLevel(level)


def ended(flow: Verb, **parameters: object) -> State[Any]:
    """Run a flow as Prefect does, and return the state that it ended in."""
    state: State[Any] = asyncio.run(flow(**parameters, return_state=True))
    return state


def counts(state: State[Any]) -> dict[str, int]:
    """Return what a completed run counted."""
    assert state.is_completed(), state.message
    found: dict[str, int] = state.result()
    return found


def kept(verb: str) -> list[Run]:
    """Return the runs of a verb in our own table."""
    with opened() as house, reading(house.engine) as session:
        return runs.recent(session, verb)


def kept_at(verb: str, now: datetime) -> Run:
    """Return the one run of a verb that acted at an instant."""
    (found,) = (run for run in kept(verb) if run.started_at == now)
    return found


@pytest.fixture
def held() -> Iterator[str]:
    """Hold the lock of every verb, as a run on another machine would."""
    verbs = ("ingest", "detect", "digest", "backfill")
    with opened() as house:
        with transaction(house.engine) as session:
            for verb in verbs:
                assert runs.lock(
                    session, verb, OTHER, now=datetime.now(UTC), lease=timedelta(minutes=5)
                )
        yield OTHER
        with transaction(house.engine) as session:
            for verb in verbs:
                assert runs.unlock(session, verb, OTHER), "the lock was taken away"


def test_ingest_keeps_what_the_newsroom_prints(desk: Desk) -> None:
    """Batches ask every feed once, what they bring is stored, and the run is in our table."""
    found = counts(desk.read)
    outlets = desk.site.content.outlets
    assert found["feeds_ok"] == len(outlets) > 5
    with opened() as house, reading(house.engine) as session:
        assert articles.counts(session)["articles"] == found["stored"] + found["stored_from_feed"]
    run = kept_at("ingest", desk.site.now)
    assert (run.status, run.counts) == (RunStatus.OK, found)


def test_detect_reads_all_that_is_stored(desk: Desk) -> None:
    """Every article is read once, and the alerts it counts are in the outbox."""
    found = counts(desk.understood)
    with opened() as house, reading(house.engine) as session:
        start = desk.site.now.replace(hour=0, minute=0)
        raised = list(outbox.alerts_between(session, start, desk.site.now + MINUTE))
    assert found["articles"] == counts(desk.read)["stored"] + counts(desk.read)["stored_from_feed"]
    assert found["alerts"] == len(raised) > 0
    assert kept_at("detect", desk.site.now).counts == found


def test_digest_reaches_mailbox_and_channel(desk: Desk) -> None:
    """What was composed has arrived, once, by mail and in Slack."""
    found = counts(desk.told)
    assert found["sent"] == found["composed"] == 2
    assert (len(desk.smtp.mails), len(desk.slack.payloads)) == (1, 1)
    assert kept_at("digest", desk.site.now).counts == found


def test_a_feed_that_is_not_due_is_left_alone(desk: Desk) -> None:
    """Without force a second run a minute later asks nobody, and says so."""
    asked = desk.site.counts.total()
    assert counts(ended(ingest, now=desk.site.now + MINUTE)) == {}
    assert desk.site.counts.total() == asked


def test_a_run_under_way_refuses_all_others(desk: Desk, held: str) -> None:
    """A flow whose lock is taken is cancelled with a message, and leaves no trace of a run."""
    before = {verb: len(kept(verb)) for verb in ("ingest", "detect", "digest", "backfill")}
    window = {"since": "2026-03-01", "until": "2026-03-02"}
    for flow, more in ((ingest, {}), (detect, {}), (digest, {}), (backfill, window)):
        state = ended(flow, **more)
        assert state.is_cancelled()
        assert state.message is not None
        assert state.message.startswith(f"{flow.name}: another run is under way.")
    assert {verb: len(kept(verb)) for verb in before} == before


@pytest.mark.parametrize(
    ("flow", "parameters", "message"),
    [
        (ingest, {"feeds": ["no-such-feed"]}, "no-such-feed: no such feed. config/feeds.toml"),
        (digest, {"recipient": "nobody"}, "nobody: no such recipient. config/recipients.toml"),
        (
            backfill,
            {"since": "2026-03-02", "until": "2026-03-01"},
            "until (2026-03-01) is before since (2026-03-02)",
        ),
        (
            backfill,
            {"since": "2026-03-01", "until": "2026-03-02", "feeds": ["no-such-feed"]},
            "no-such-feed: no such feed",
        ),
    ],
    ids=["feed", "recipient", "window", "feed of backfill"],
)
def test_what_cannot_be_done_fails_with_its_reason(
    desk: Desk, flow: Verb, parameters: dict[str, object], message: str
) -> None:
    """A wrong request ends in a failed state that names it; no run is kept of it."""
    before = len(kept(flow.name))
    state = ended(flow, **parameters)
    assert state.is_failed()
    assert message in str(state.message)
    assert len(kept(flow.name)) == before


@pytest.mark.parametrize(
    ("flow", "parameters", "named"),
    [
        (ingest, {"now": "2026-03-02T10:00:00"}, "now"),
        (ingest, {"batch_size": 0}, "batch_size"),
        (ingest, {"feeds": ["No Slug"]}, "feeds.0"),
        (backfill, {"since": "banana", "until": "2026-03-02"}, "since"),
        (backfill, {"since": "2026-03-01", "until": "2026-03-02", "notify": "all"}, "notify"),
    ],
    ids=["naive instant", "no batch", "no slug", "no date", "no such mode"],
)
def test_parameters_are_checked(
    desk: Desk, flow: Verb, parameters: dict[str, object], named: str
) -> None:
    """A value of the wrong kind fails the run before it does anything, and is named."""
    state = ended(flow, **parameters)
    assert state.is_failed()
    assert f" - {named}:" in str(state.message)


def test_dates_may_be_given_as_they_are_written() -> None:
    """Text in ISO form and values of the type are the same; an offset is turned into UTC."""
    taken = backfill.validate_parameters(
        {"since": "2026-03-01", "until": date(2026, 3, 2), "now": "2026-03-03T09:00:00+09:00"}
    )
    assert (taken["since"], taken["until"]) == (date(2026, 3, 1), date(2026, 3, 2))
    assert taken["now"].isoformat() == "2026-03-03T00:00:00+00:00"


def test_faults_of_the_settings_fail_the_run(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong variable is named in the state of the run, with its remedy."""
    monkeypatch.setenv("MINILATERAL_LOG_LEVEL", "LOUD")
    state = ended(detect)
    assert state.is_failed()
    assert "MINILATERAL_LOG_LEVEL: 'LOUD'" in str(state.message)


def test_backfill_keeps_the_past_and_tells_nobody(desk: Desk) -> None:
    """What lies in the window is known already, nothing alerts, and both runs are kept."""
    arrived = len(desk.smtp.mails), len(desk.slack.payloads)
    later = datetime(2026, 4, 2, tzinfo=UTC)
    found = counts(ended(backfill, since="2026-02-20", until="2026-03-02", now=later))
    assert found["known"] > 0
    assert found["alerts"] == 0
    assert kept_at("backfill", later).status is RunStatus.OK
    assert kept_at("detect", later).status is RunStatus.OK
    assert (len(desk.smtp.mails), len(desk.slack.payloads)) == arrived


def test_detect_sends_what_is_due(desk: Desk) -> None:
    """On the next day one run of detect reads and tells, and both verbs are in our table."""
    desk.site.day = 2
    counts(ended(ingest, force=True, now=desk.site.now))
    found = counts(ended(detect, now=desk.site.now))
    assert found["alerts"] > 0
    assert found["sent"] == 2
    read, told = (kept_at(verb, desk.site.now).counts for verb in ("detect", "digest"))
    assert {word: told[word] for word in ("composed", "empty", "sent")}.items() <= found.items()
    assert found["alerts"] == read["alerts"] + told["alerts"]  # one had waited for the digest


def test_nobody_answering_fails_the_run(desk: Desk) -> None:
    """A run that reached no feed at all has failed, in Prefect and in our table."""
    desk.site.day = 2
    later = desk.site.now + MINUTE
    only = {"feeds": [FAILS_ON_DAY_2], "now": later}
    window = {"since": "2026-03-01", "until": "2026-03-02"}
    for flow, more in ((ingest, {"force": True}), (backfill, window)):
        state = ended(flow, **only, **more)
        assert state.is_failed()
        assert state.message == "None of 1 feeds answered; see minilateral feeds."
        assert kept_at(flow.name, later).status is RunStatus.FAILED


def test_nothing_sent_fails_the_run(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no message can leave, detect fails and says so, and what it read is kept."""
    desk.site.day = 3
    counts(ended(ingest, force=True, now=desk.site.now))
    monkeypatch.setenv("MINILATERAL_SMTP_PORT", "1")
    monkeypatch.setenv("MINILATERAL_SECRET_SLACK_CHANNEL", "http://127.0.0.1:1/services/T/B/x")
    state = ended(detect, now=desk.site.now)
    assert state.is_failed()
    assert state.message == "No message could be sent; see minilateral status."
    assert kept_at("detect", desk.site.now).status is RunStatus.OK
    assert kept_at("digest", desk.site.now).status is RunStatus.FAILED
