"""The command line: what each verb says, and with which status it ends."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from demo.sinks import DROPPED, SlackSink
from flows.runtime.runs import running
from flows.runtime.wiring import opened
from tests.flows.houses import (
    HELD,
    HOTLINE,
    Command,
    feeds_toml,
    furnish,
    item,
    kept_runs,
    later,
    page,
    print_page,
    rss,
    sends,
)
from tests.flows.loopback import Newsroom

AT = ("--now", "2026-03-02T12:00")
VERBS = [
    "ingest",
    "detect",
    "digest",
    "run",
    "serve",
    "backfill",
    "read",
    "feeds",
    "explain",
    "compare",
    "status",
    "doctor",
    "meetings",
    "groupings",
    "audit",
    "runs",
    "correct",
    "lexicon",
]


class TestHelp:
    """The command teaches itself."""

    def test_the_verbs_are_listed(self, minilateral: Command) -> None:
        """The help names every verb, each with what it does."""
        told = minilateral("--help").output
        assert all(re.search(rf"\b{verb}\b", told) for verb in VERBS)

    @pytest.mark.parametrize("verb", VERBS)
    def test_every_verb_has_help(self, minilateral: Command, verb: str) -> None:
        """Help is more than a list of options, and needs no settings."""
        told = minilateral(verb, "--help").output
        assert len(told.split()) > 30

    def test_an_unknown_verb_is_refused(self, minilateral: Command) -> None:
        """A slip is told with what was meant."""
        assert "No such command" in minilateral("inhest", status=2).output

    def test_the_package_is_the_command(self, home: Path) -> None:
        """``python -m flows`` starts the command; faults give a message and no traceback."""
        furnish(home, feeds="[[feed]]\nslug = 3\n")
        command = [sys.executable, "-m", "flows", "status"]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=home)  # noqa: S603 -- fixed words
        assert done.returncode == 2
        assert "fault(s) in the configuration" in done.stderr
        assert "Traceback" not in done.stderr
        assert done.stdout == ""


class TestRound:
    """The verbs in their order."""

    @pytest.mark.usefixtures("watch")
    def test_a_round_says_what_it_did(
        self, minilateral: Command, slack: SlackSink, home: Path
    ) -> None:
        """Feeds, entries, alerts and sends are told in words and figures; all runs are kept."""
        read = minilateral("ingest", *AT).output
        assert "feeds    2: 2 ok" in read
        assert "entries  2: 2 stored" in read
        found = minilateral("detect", *AT).output
        assert "2 articles" in found
        assert "new_grouping  IN, KE, OM" in found
        told = minilateral("digest", *AT).output
        assert "1 composed" in told
        assert "1 sent" in told
        assert len(slack.payloads) == 1
        kept = {(run.verb, run.status.value) for run in kept_runs(home)}
        assert kept == {("ingest", "ok"), ("detect", "ok"), ("digest", "ok")}

    @pytest.mark.usefixtures("watch")
    def test_run_does_one_round(self, minilateral: Command, slack: SlackSink) -> None:
        """One command reads, detects and tells; the next finds nothing to do."""
        minilateral("run", *AT)
        assert len(slack.payloads) == 1
        again = minilateral("run", "--now", "2026-03-02T12:05").output
        assert "No feed is due" in again
        assert "0 articles" in again
        assert len(slack.payloads) == 1

    @pytest.mark.usefixtures("watch")
    def test_what_was_found_can_be_asked(self, minilateral: Command) -> None:
        """Explain takes the first digits that detect and status print; feeds lists the feeds."""
        minilateral("ingest", *AT)
        identity = re.search(r"\(([0-9a-f]{24})\)", minilateral("detect", *AT).output)
        assert identity is not None
        told = minilateral("explain", identity[1][:8]).output
        assert HOTLINE.paragraphs[0] in told
        assert "India, Kenya, Oman" in told
        assert "2 in 2 stories" in minilateral("status").output
        rows = minilateral("feeds").output.splitlines()
        assert rows[0].split()[:2] == ["feed", "state"]
        assert [row.split()[0] for row in rows[1:]] == ["harbour", "coast"]
        assert "no such alert" in minilateral("explain", "ffff0000", status=2).output

    @pytest.mark.usefixtures("watch")
    def test_ingest_says_when_nothing_is_due(self, minilateral: Command, home: Path) -> None:
        """Silence would look like a fault; a forced run asks all the same."""
        minilateral("ingest", *AT)
        told = minilateral("ingest", *AT).output
        assert "No feed is due" in told
        assert "--force" in told
        assert "feeds    1: 1 ok" in minilateral("ingest", "--force", "--feed", "coast", *AT).output
        furnish(home)
        assert "Enable some in config/feeds.toml" in minilateral("ingest", *AT).output

    def test_some_silent_feeds_do_not_fail_the_run(
        self, minilateral: Command, watch: Newsroom, home: Path
    ) -> None:
        """The run did its work: it names who did not answer, and counts as partial."""
        watch.answers["/coast.xml"] = sends(500)
        assert "not read: coast" in minilateral("ingest", *AT).output
        assert kept_runs(home)[0].status.value == "partial"
        assert "failing since" in minilateral("feeds", "--failing").output

    def test_a_run_without_any_answer_fails(
        self, minilateral: Command, watch: Newsroom, home: Path
    ) -> None:
        """Nothing was read: the status says so to whoever started it."""
        watch.answers["/coast.xml"] = watch.answers["/harbour.xml"] = sends(500)
        assert "not read: " in minilateral("ingest", *AT, status=1).output
        assert kept_runs(home)[0].status.value == "failed"
        minilateral("run", "--now", "2026-03-03T12:00", status=1)

    @pytest.mark.usefixtures("watch")
    def test_overlap_is_refused(self, minilateral: Command, home: Path) -> None:
        """A second run says that one is under way, and keeps nothing."""
        with opened() as house, running(house, "ingest", later(0)):
            assert "under way" in minilateral("ingest", *AT, status=1).output
        assert len(kept_runs(home)) == 1

    @pytest.mark.parametrize(
        ("words", "told"),
        [
            (("ingest", "--feed", "harbor"), "harbor: no such feed"),
            (("ingest", "--feed", "attic"), "attic: is disabled"),
            (
                ("backfill", "--since", "2026-02-01", "--until", "2026-02-02", "--feed", "x"),
                "x: no",
            ),
            (("backfill", "--since", "2026-02-09", "--until", "2026-02-02"), "swap them"),
            (("backfill", "--since", "soon", "--until", "2026-02-02"), "soon"),
            (("digest", "--recipient", "boss"), "boss: no such recipient"),
            (("deliveries", "retry", "ffff"), "ffff: no such message"),
            (("ingest", "--now", "yesterday"), "yesterday"),
        ],
    )
    def test_what_cannot_be_done_as_asked_is_refused(
        self, minilateral: Command, watch: Newsroom, home: Path, words: tuple[str, ...], told: str
    ) -> None:
        """The message names what was given; nothing is asked of any server."""
        feeds = home / "config" / "feeds.toml"
        attic = feeds_toml(watch, "attic") + "enabled = false\n"
        feeds.write_text(feeds.read_text() + attic)
        assert told in minilateral(*words, status=2).output
        assert watch.seen == []


class TestDigest:
    """Looking, sending, and sending again."""

    @pytest.mark.usefixtures("watch")
    def test_a_preview_is_written_and_nothing_sent(
        self, minilateral: Command, slack: SlackSink, home: Path
    ) -> None:
        """The HTML of the day's alerts lands in the file."""
        minilateral("ingest", *AT)
        minilateral("detect", *AT)
        told = minilateral("digest", "--preview", "out.html", *AT).output
        assert "Subject: " in told
        assert "COMING UP" in told
        assert "Muscat" in (home / "out.html").read_text(encoding="utf-8")
        assert slack.answered == []
        told = minilateral("digest", "--preview", "no/such/folder.html", *AT, status=2).output
        assert "cannot be written" in told

    def test_without_recipients_it_says_so(
        self, minilateral: Command, watch: Newsroom, home: Path
    ) -> None:
        """Nobody is told, and the remedy is named."""
        furnish(home, feeds=feeds_toml(watch, "harbour"))
        assert "add a [[recipient]]" in minilateral("digest", *AT).output
        assert "Add one" in minilateral("digest", "--preview", "x.html", status=2).output

    @pytest.mark.usefixtures("watch")
    def test_a_lost_answer_fails_the_run_and_can_be_sent_again(
        self, minilateral: Command, slack: SlackSink
    ) -> None:
        """Nothing arrived for certain: status names the message, and a person may repeat it."""
        minilateral("ingest", *AT)
        minilateral("detect", *AT)
        slack.script.append(DROPPED)
        told = minilateral("digest", *AT, status=1).output
        assert "`minilateral deliveries list` says why" in told
        assert "nothing" not in minilateral("digest", *AT).output
        assert len(slack.answered) == 1
        found = re.search(r"([0-9a-f]{24})  to channel: unknown", minilateral("status").output)
        assert found is not None
        minilateral("deliveries", "retry", found[1], *AT)
        assert "1 sent" in minilateral("digest", *AT).output


class TestBackfill:
    """The past, by hand."""

    def test_the_past_is_read_and_nobody_is_told(
        self, minilateral: Command, watch: Newsroom, slack: SlackSink, home: Path
    ) -> None:
        """Finds are counted and read; a second run adds nothing."""
        published = later(-20)
        watch.answers["/coast.xml?paged=2"] = sends(404)
        watch.answers["/harbour.xml?paged=2"] = sends(
            200, rss([item(watch.url("/old"), HELD.title, published)])
        )
        watch.answers["/harbour.xml?paged=3"] = sends(404)
        print_page(watch, "/old", page(HELD.title, HELD.paragraphs, published))
        words = ("backfill", "--since", "2026-02-01", "--until", "2026-02-20", *AT)
        told = minilateral(*words).output
        assert "1 stored" in told
        assert "1 articles" in told
        assert "0 alerts" in told
        assert "1 known" in minilateral(*words).output
        minilateral("digest", *AT)
        assert slack.answered == []
        assert {run.verb for run in kept_runs(home)} == {"backfill", "detect", "digest"}

    def test_silent_feeds_fail_it(self, minilateral: Command, watch: Newsroom) -> None:
        """Where no feed answers the run as a whole failed."""
        watch.answers["/coast.xml"] = watch.answers["/harbour.xml"] = sends(500)
        words = ("backfill", "--since", "2026-02-01", "--until", "2026-02-20", *AT)
        assert "2 of 2 feeds did not answer" in minilateral(*words, status=1).output


class TestRead:
    """The batch interface needs neither settings nor a database."""

    ROW = json.dumps(
        {
            "id": "a",
            "url": "https://harbour.example/a",
            "published": "2026-03-02",
            "title": HOTLINE.title,
            "text": "\n\n".join(HOTLINE.paragraphs),
        }
    )

    def test_lines_go_in_and_come_out(self, minilateral: Command, home: Path) -> None:
        """To standard output, or to a file; a mark of the encoding is no part of the first line."""
        (home / "in.jsonl").write_text(f"\ufeff{self.ROW}\n", encoding="utf-8")
        made = minilateral("read", "in.jsonl").stdout
        assert json.loads(made)["meetings"][0]["participants"] == ["IN", "KE", "OM"]
        assert minilateral("read", "in.jsonl", "--output", "out.jsonl").stdout == ""
        assert (home / "out.jsonl").read_text(encoding="utf-8") == made
        assert sorted(path.name for path in home.iterdir()) == ["in.jsonl", "out.jsonl"]

    @pytest.mark.parametrize(
        ("content", "told"),
        [
            (None, "cannot be read"),
            (b'{"id": "a"}\n{"title"\n', "line 2: is no JSON"),
            (b'{"id": "\xff"}\n', "utf-8"),
        ],
    )
    def test_a_bad_file_is_refused(
        self, minilateral: Command, home: Path, content: bytes | None, told: str
    ) -> None:
        """The file is named, and no output is begun."""
        if content is not None:
            (home / "in.jsonl").write_bytes(content)
        output = minilateral("read", "in.jsonl", "--output", "out.jsonl", status=2).output
        assert "in.jsonl" in output
        assert told in output
        assert not (home / "out.jsonl").exists()

    def test_a_place_that_cannot_be_written_is_refused(
        self, minilateral: Command, home: Path
    ) -> None:
        """The path is named."""
        (home / "in.jsonl").write_text(self.ROW)
        told = minilateral("read", "in.jsonl", "--output", "no/where.jsonl", status=2).output
        assert "no/where.jsonl: cannot be written" in told
