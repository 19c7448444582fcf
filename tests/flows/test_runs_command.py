"""The ledger of runs: what was kept, and what was dropped by reason."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime

import pytest

from flows.runtime.wiring import opened
from flows.steps.ingest import IngestReport
from flows.steps.runs import REASONS, is_dropped, latest, ledger
from storage.model import DeliveryState, EntryOutcome, PollOutcome, Run
from tests.flows.houses import NOW, Command, item, print_feed
from tests.flows.loopback import Newsroom

AT = ("--now", "2026-03-02T12:00")


def run_of(verb: str, counts: dict[str, int], at: datetime = NOW) -> Run:
    """Return a run that counted this."""
    return Run(f"{verb}-1", verb, at, counts=counts)


def test_what_was_kept_is_parted_from_what_was_dropped() -> None:
    """Each figure once, the largest first, without those of nothing."""
    counts = {"feeds_ok": 2, "feeds_timed_out": 1, "stored": 5, "known": 9, "no_text": 3}
    found = ledger(run_of("ingest", counts | {"blocked": 0}))
    assert found.kept.line() == "16: 9 known, 5 stored, 2 feeds_ok"
    assert found.dropped.line() == "4: 3 no_text, 1 feeds_timed_out"


def test_articles_without_a_meeting_are_dropped() -> None:
    """What is read and tells of no meeting is counted, beside what could not be read."""
    counts = {"articles": 20, "copies": 2, "relevant": 4, "unreadable": 1, "alerts": 1}
    found = ledger(run_of("detect", counts | {"skipped_bilateral": 7}))
    assert found.dropped.counts == {"no_meeting": 15, "skipped_bilateral": 7, "unreadable": 1}
    assert found.kept["relevant"] == 4


@pytest.mark.parametrize("word", [o.value for o in EntryOutcome if not o.is_kept])
def test_every_outcome_that_keeps_nothing_is_explained(word: str) -> None:
    """No word of the ledger is left without its meaning."""
    assert is_dropped(word)
    assert REASONS[word]


@pytest.mark.parametrize("outcome", PollOutcome)
def test_every_failure_of_a_feed_is_explained(outcome: PollOutcome) -> None:
    """And an answer is no failure."""
    assert is_dropped(f"feeds_{outcome}") is not outcome.is_success


@pytest.mark.parametrize("word", ["sent", "composed", "empty", "stored", "known", "alerts"])
def test_what_was_done_is_not_dropped(word: str) -> None:
    """Nor is what is held already."""
    assert not is_dropped(word)


def test_messages_that_did_not_go_out_are_lost() -> None:
    """Whatever became of them."""
    assert [s.value for s in DeliveryState if is_dropped(s.value)] == ["failed", "unknown", "dead"]


def test_a_run_that_counts_nothing_has_an_empty_ledger() -> None:
    """A run under way, or one without anything to do."""
    found = ledger(run_of("ingest", IngestReport().as_counts()))
    assert (found.kept.total, found.dropped.total) == (0, 0)


def test_the_command_tells_what_runs_dropped(watch: Newsroom, minilateral: Command) -> None:
    """For people with what the reasons mean, and row by row for programs."""
    linkless = [item("", "Bells"), item(watch.url("/hotline"), "Hotline for ships")]
    print_feed(watch, "harbour", linkless)
    minilateral("ingest", *AT)
    minilateral("detect", "--now", "2026-03-02T12:05")
    told = minilateral("runs").stdout
    lines = told.splitlines()
    assert lines[1].split()[2] == "detect"
    assert "1 no_link" in lines[2]
    assert "1 no_meeting" in lines[1]
    assert "  no_link            an entry of a feed without an address" in told
    rows = list(csv.DictReader(io.StringIO(minilateral("runs", "--format", "csv").stdout)))
    (link,) = [row for row in rows if row["reason"] == "no_link"]
    assert (link["verb"], link["fate"], link["count"]) == ("ingest", "dropped", "1")
    asked = json.loads(minilateral("runs", "--verb", "ingest", "--format", "json").stdout)
    assert {row["verb"] for row in asked} == {"ingest"}
    assert minilateral("runs", "--verb", "serve").stdout.split() == [
        "started", "verb", "status", "kept", "dropped",
    ]  # fmt: skip
    with opened() as house:
        assert [one.run.verb for one in latest(house, None, 1)] == ["detect"]
