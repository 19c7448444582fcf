"""What a person can get wrong, and what ``doctor`` finds: the thing, the remedy, the status."""

from __future__ import annotations

from pathlib import Path

import pytest

from demo.sinks import DROPPED, SlackSink
from storage import database, outbox
from tests.flows.houses import CHANNEL, Command, feeds_toml, furnish, kept_runs, sends
from tests.flows.loopback import Newsroom

AT = ("--now", "2026-03-02T12:00")


class TestFaults:
    """What a person can get wrong, each with the thing, the remedy, and nothing half-written."""

    @pytest.mark.parametrize("verb", [["ingest"], ["detect"], ["digest"], ["status"], ["feeds"]])
    def test_a_broken_table_is_named_with_its_line(
        self, minilateral: Command, home: Path, verb: list[str]
    ) -> None:
        """Unreadable TOML stops every verb before anything is made."""
        furnish(home, feeds="[[feed]]\nslug = 'a'\nurl = = 3\n")
        told = minilateral(*verb, status=2).output
        assert "feeds.toml" in told
        assert "line 3" in told or ":3" in told
        assert not (home / "watch.sqlite").exists()

    def test_an_unknown_rule_is_named_with_the_nearest(
        self, minilateral: Command, home: Path
    ) -> None:
        """A slip in a recipient's rules does not silence him."""
        furnish(home, recipients=CHANNEL.replace("all-mini", "al-mini"))
        told = minilateral("ingest", status=2).output
        assert "al-minilaterals" in told
        assert "Did you mean all-minilaterals" in told

    def test_all_faults_are_told_at_once(self, minilateral: Command, home: Path) -> None:
        """One run is enough to find them all."""
        furnish(home, feeds="[[feed]]\nslug = 3\n", rules="[[rule]]\n", recipients="oops")
        told = minilateral("ingest", status=2).output
        assert all(f"{name}.toml" in told for name in ("feeds", "watchlist", "recipients"))

    @pytest.mark.parametrize(
        ("url", "told"),
        [
            ("sqlite:///no/such/folder/watch.sqlite", "its folder does not exist. Create"),
            ("sqlite:///config", "is a folder"),
            ("sqlite:///garbage.sqlite", "garbage.sqlite"),
            ("postgresql://watch:s3cret-word@127.0.0.1:9/watch", "127.0.0.1"),
            ("mysql://localhost/watch", "MINILATERAL_DATABASE_URL"),
        ],
    )
    def test_a_dead_database_is_named(
        self, minilateral: Command, home: Path, url: str, told: str
    ) -> None:
        """The path or host is in the message, a password never."""
        furnish(home, settings={"DATABASE_URL": url})
        (home / "garbage.sqlite").write_bytes(b"no database at all " * 100)
        output = minilateral("ingest", status=2).output
        assert told in output
        assert "s3cret-word" not in output

    def test_a_misspelt_setting_is_named_with_the_nearest(
        self, minilateral: Command, home: Path
    ) -> None:
        """A name that nothing reads would be a silent default."""
        furnish(home, settings={"HOST_GAPP": "3"})
        told = minilateral("ingest", status=2).output
        assert "MINILATERAL_HOST_GAPP" in told
        assert "Did you mean MINILATERAL_HOST_GAP?" in told
        assert not (home / "watch.sqlite").exists()

    def test_the_default_database_gets_its_folder(self, minilateral: Command, home: Path) -> None:
        """A newcomer who sets nothing has a place to keep things."""
        furnish(home)
        (home / ".env").unlink()
        minilateral("status")
        assert (home / "data" / "minilateral.sqlite").exists()


class TestDoctor:
    """The whole installation, part by part."""

    def test_an_empty_folder_is_told_what_it_lacks(self, minilateral: Command) -> None:
        """Each part is examined, whatever the others lack, and each fault has its remedy."""
        told = minilateral("doctor", status=1).output
        assert "config/feeds.toml" in told
        assert "ok    settings" in told
        assert "minilateral serve" in told

    @pytest.mark.usefixtures("watch")
    def test_a_well_kept_house_is_well(self, minilateral: Command) -> None:
        """After a run everything is in order, and the status says so."""
        minilateral("ingest")
        told = minilateral("doctor").output
        assert "fault" not in told
        for part in ("settings", "feeds: 2", "rules: 2", "recipients: 1", "sqlite", "schedule"):
            assert part in told

    def test_every_fault_has_a_line(
        self, minilateral: Command, watch: Newsroom, home: Path
    ) -> None:
        """A channel without its secret, a mail server that is away, a message that is stuck."""
        mail = {"SMTP_HOST": "127.0.0.1", "SMTP_PORT": "9", "SMTP_MODE": "none"}
        furnish(
            home,
            feeds=feeds_toml(watch, "harbour"),
            recipients=CHANNEL,
            settings=mail | {"SMTP_SENDER": "watch@watch.example"},
        )
        told = minilateral("doctor", status=1).output
        assert "MINILATERAL_SECRET_SLACK_NEWS: is not set" in told
        assert "check MINILATERAL_SMTP_HOST" in told
        assert "nothing was read yet" in told

    def test_faults_of_settings_and_configuration_are_findings(
        self, minilateral: Command, home: Path
    ) -> None:
        """What stops every other verb is listed here beside the rest."""
        furnish(home, feeds="oops", settings={"DATABASE_URL": "sqlite:///no/such/place"})
        told = minilateral("doctor", status=1).output
        assert "fault configuration: " in told
        assert "fault database: " in told
        furnish(home, settings={"HOST_GAPP": "3"})
        assert "fault settings: MINILATERAL_HOST_GAPP" in minilateral("doctor", status=1).output
        assert not (home / "watch.sqlite").exists()

    def test_feeds_that_fail_for_long_are_named(
        self, minilateral: Command, watch: Newsroom
    ) -> None:
        """A feed that is down for an hour is no fault of the house; for days it is."""
        watch.answers["/coast.xml"] = sends(500)
        minilateral("ingest", *AT)
        told = minilateral("doctor", status=1).output
        assert "failing for over a day: coast" in told
        assert "config/feeds.toml" in told

    @pytest.mark.usefixtures("watch")
    def test_a_stuck_message_is_a_fault(self, minilateral: Command, slack: SlackSink) -> None:
        """Somebody has to look at a message of unknown outcome."""
        minilateral("ingest", *AT)
        minilateral("detect", *AT)
        slack.script.append(DROPPED)
        minilateral("digest", *AT, status=1)
        assert "1 of unknown outcome" in minilateral("doctor", status=1).output


def test_a_verb_that_loses_its_database_fails(
    minilateral: Command, watch: Newsroom, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A database that goes away during a run ends it with a message, not with a traceback."""
    minilateral("ingest", *AT)

    def lost(*_given: object, **_more: object) -> object:
        raise database.DatabaseRefusedError("watch.sqlite", "is full", "Make room.")

    monkeypatch.setattr(outbox, "raise_alert", lost)
    assert "watch.sqlite: is full. Make room." in minilateral("detect", *AT, status=1).output
    assert "DatabaseRefusedError" in {run.detail for run in kept_runs(home)}
