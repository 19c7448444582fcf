"""Renewing office-holders over HTTP: what is kept, what is told, and what no fault may destroy."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from flows.runtime.vocabulary import HOLDERS, load_lexicon
from flows.steps.refresh import question, written
from parsers.lexicon import load
from parsers.lexicon.succession import Term
from parsers.lexicon.wikidata import ACCEPT, ENDPOINT, QUERY
from parsers.model import Level
from tests.flows.houses import Command, furnish, sends
from tests.flows.loopback import Newsroom, Reply
from tests.parsers.tellings import answer, row

JSON = {"Content_Type": "application/sparql-results+json;charset=utf-8"}

# Fiji's President and Prime Minister as the package holds them, with changes of our invention.
NAIQAMA = row("FJ", "head_of_state", "Q1001", "Naiqama Lalabalavu", "2024-11-12")
RABUKA = row("FJ", "head_of_government", "Q1002", "Sitiveni Rabuka", "2022-12-24")
RABUKA_GONE = row(
    "FJ", "head_of_government", "Q1002", "Sitiveni Rabuka", "2022-12-24", until="2027-02-01"
)
REEF = row("FJ", "head_of_government", "Q1003", "Ada Reef", "2027-02-01")
REEF_GONE = row("FJ", "head_of_government", "Q1003", "Ada Reef", "2027-02-01", until="2029-03")


class Service:
    """A query service on loopback: answers the one path it has, whatever the question."""

    def __init__(self, room: Newsroom) -> None:
        self.room = room
        self.url = room.url("/sparql")
        self.path = question("/sparql")

    def says(self, *rows: dict[str, object]) -> Service:
        """Answer with these rows from now on."""
        self.room.answers[self.path] = sends(200, answer(*rows), **JSON)
        return self

    def answers(self, status: int, body: bytes = b"", **headers: str) -> Service:
        """Answer with these bytes from now on."""
        self.room.answers[self.path] = sends(status, body, **headers)
        return self


@pytest.fixture
def service(home: Path, room: Newsroom) -> Service:
    """A service that tells what the package knows, and a folder to keep it in."""
    furnish(home, settings={"HOST_GAP": "0", "READ_TIMEOUT": "0.5", "CONTACT": "desk@ours.example"})
    return Service(room).says(NAIQAMA, RABUKA)


@pytest.fixture
def kept(home: Path) -> Path:
    """Where the refreshed holders stand."""
    return home / "config" / HOLDERS


def refresh(minilateral: Command, service: Service, *words: str, status: int = 0) -> str:
    """Run the command and return what it printed, complaints among it."""
    return minilateral("lexicon", "refresh", "--from", service.url, *words, status=status).output


class TestRefresh:
    """What a sound answer brings."""

    def test_nothing_new_writes_nothing(
        self, minilateral: Command, service: Service, kept: Path
    ) -> None:
        """A source that tells what we hold changes no file."""
        told = refresh(minilateral, service)
        assert "told      2 terms of office" in told
        assert "nothing was written" in told
        assert not kept.exists()

    def test_the_question_goes_out_as_the_service_wants_it(
        self, minilateral: Command, service: Service
    ) -> None:
        """One request, the query in the address, the format asked for, and who we are."""
        refresh(minilateral, service)
        ((path, headers),) = service.room.seen
        assert parse_qs(urlsplit(path).query) == {"query": [QUERY], "format": ["json"]}
        assert headers["Accept"] == ACCEPT
        assert headers["User-Agent"].endswith("(+desk@ours.example)")

    def test_a_successor_is_kept_and_used(
        self, minilateral: Command, service: Service, kept: Path
    ) -> None:
        """One ends, another comes; the file is sound, says whence it is, and the lexicon has it."""
        told = refresh(minilateral, service.says(NAIQAMA, RABUKA_GONE, REEF))
        assert "ended     1\n  FJ Prime Minister: Sitiveni Rabuka" in told
        assert "added     1\n  FJ Prime Minister: Ada Reef, 2027-02-01 to now" in told
        text = kept.read_text(encoding="utf-8")
        assert text.startswith("# Office-holders from Wikidata")
        assert [one["source"] for one in tomllib.loads(text)["holder"]] == ["Q1002", "Q1003"]
        shown = minilateral("lexicon", "show", "Ada Reef").output
        assert "FJ Prime Minister (leaders), 2027-02-01 to now" in shown
        assert "2027-02-01" in minilateral("lexicon", "show", "Sitiveni Rabuka").output
        assert "no contradictions" in minilateral("lexicon", "check").output
        assert [path.name for path in kept.parent.iterdir() if path.name.startswith(".")] == []

    def test_a_second_time_changes_nothing(
        self, minilateral: Command, service: Service, kept: Path
    ) -> None:
        """The same answer leaves the file as it is, to the byte and the second."""
        refresh(minilateral, service.says(RABUKA_GONE, REEF))
        before = kept.read_bytes(), kept.stat().st_mtime_ns
        assert "nothing was written" in refresh(minilateral, service)
        assert (kept.read_bytes(), kept.stat().st_mtime_ns) == before

    def test_what_changed_since_the_last_time_is_told(
        self, minilateral: Command, service: Service, kept: Path
    ) -> None:
        """An end told later, an end corrected, and a term that the source took back."""
        refresh(minilateral, service.says(RABUKA_GONE, REEF))
        assert "ended     1\n  FJ Prime Minister: Ada Reef" in refresh(
            minilateral, service.says(RABUKA_GONE, REEF_GONE)
        )
        moved = {**REEF_GONE, "until": {"type": "literal", "value": "2029-04-01T00:00:00Z"}}
        told = refresh(minilateral, service.says(RABUKA_GONE, moved))
        assert "changed   1\n  FJ Prime Minister: Ada Reef, 2027-02-01 to 2029-04" in told
        told = refresh(minilateral, service.says(RABUKA))
        assert "withdrawn 2" in told
        assert "holder" not in tomllib.loads(kept.read_text(encoding="utf-8"))

    def test_a_look_writes_nothing(
        self, minilateral: Command, service: Service, kept: Path
    ) -> None:
        """The changes are told all the same."""
        told = refresh(minilateral, service.says(RABUKA_GONE, REEF), "--dry-run")
        assert "Ada Reef" in told
        assert not kept.exists()

    def test_a_file_is_as_good_as_an_address(
        self, minilateral: Command, service: Service, home: Path, kept: Path
    ) -> None:
        """An answer that was saved elsewhere is read without any request."""
        (home / "answer.json").write_bytes(answer(RABUKA_GONE, REEF))
        minilateral("lexicon", "refresh", "--from", "answer.json")
        assert kept.exists()
        assert service.room.seen == []
        told = minilateral("lexicon", "refresh", "--from", "nowhere.json", status=1).output
        assert "nowhere.json: cannot be read" in told

    def test_text_of_strangers_stays_text(
        self, minilateral: Command, service: Service, kept: Path
    ) -> None:
        """A name that is markup is left out, one with a quotation mark or bracket too."""
        names = ('Ada"\nlevel = "nsa', "<b>Ada Reef</b>", "Ada [[holder]]", "Ada \u001b[31mReef")
        rows = [
            row("FJ", "head_of_government", f"Q{at}", name, "2027-02-01")
            for at, name in enumerate(names, 1)
        ]
        told = refresh(minilateral, service.says(RABUKA, *rows))
        assert "4 left out: without a usable name" in told
        assert "\u001b" not in told
        assert not kept.exists()

    def test_a_broken_file_of_before_is_replaced(
        self, minilateral: Command, service: Service, kept: Path
    ) -> None:
        """It stops every other command; this one mends it."""
        kept.write_text("[[holder]]\nname = 3\n", encoding="utf-8")
        assert "lexicon.holders.toml:1" in minilateral("lexicon", "check", status=2).output
        refresh(minilateral, service.says(RABUKA_GONE, REEF))
        minilateral("lexicon", "check")

    def test_an_editor_s_fault_is_told_before_anybody_is_asked(
        self, minilateral: Command, service: Service, home: Path
    ) -> None:
        """Nothing is asked for a configuration that cannot be used."""
        (home / "config" / "lexicon.toml").write_text("[[foo]]\n", encoding="utf-8")
        assert "foo: is unknown" in refresh(minilateral, service, status=2)
        assert service.room.seen == []


class TestFaults:
    """Whatever the service does, the old file stands and the person learns what to do."""

    @pytest.mark.parametrize(
        ("status", "body", "headers", "told"),
        [
            (429, b"", {"Retry-After": "37"}, "try again in 37 seconds"),
            (429, b"", {}, "try again in 60 seconds"),
            (403, b"no agent", {}, "Set MINILATERAL_CONTACT"),
            (500, b"<html>java.util.concurrent.TimeoutException</html>", {}, "with status 500"),
            (503, b"", {"Retry-After": "9"}, "with status 503"),
            (200, b"<!DOCTYPE html><title>Busy</title>", {}, "is a page, not JSON"),
            (200, answer(RABUKA_GONE, REEF)[:-40], {}, "is cut short or broken JSON"),
            (200, b"", {}, "is empty"),
            (200, answer(), {}, "tells no term of office"),
            (200, b'{"results": []}', {}, "has no results.bindings"),
            (204, b"", {}, "with status 204"),
        ],
    )
    def test_a_bad_answer_changes_nothing(
        self,
        minilateral: Command,
        service: Service,
        kept: Path,
        *,
        status: int,
        body: bytes,
        headers: dict[str, str],
        told: str,
    ) -> None:
        """Too many requests, refusals, pages of errors, broken and empty answers."""
        kept.write_text("# as it was\n", encoding="utf-8")
        before = kept.read_bytes()
        said = refresh(minilateral, service.answers(status, body, **headers), status=1)
        assert told in " ".join(said.split())
        assert kept.read_bytes() == before

    def test_a_service_that_hangs_is_left(
        self, minilateral: Command, service: Service, kept: Path
    ) -> None:
        """The read time-out ends it, and its name is in the remedy."""

        def hangs(reply: Reply) -> None:
            time.sleep(1.5)
            reply.send(200, answer(RABUKA_GONE, REEF))

        service.room.answers[service.path] = hangs
        assert "MINILATERAL_READ_TIMEOUT" in refresh(minilateral, service, status=1)
        assert not kept.exists()

    def test_a_transfer_that_breaks_off_changes_nothing(
        self, minilateral: Command, service: Service, kept: Path
    ) -> None:
        """Half a body is no answer, although its first half is."""

        def breaks(reply: Reply) -> None:
            body = answer(RABUKA_GONE, REEF)
            reply.send_response(200)
            reply.send_header("Content-Length", str(len(body)))
            reply.end_headers()
            reply.wfile.write(body[: len(body) // 2])
            reply.close_connection = True

        service.room.answers[service.path] = breaks
        assert "gave no answer" in refresh(minilateral, service, status=1)
        assert not kept.exists()

    def test_a_folder_that_cannot_be_written_is_told(
        self, minilateral: Command, service: Service, kept: Path
    ) -> None:
        """A folder stands where the file should: the reason is told, and no half file is left."""
        kept.mkdir()
        said = refresh(minilateral, service.says(RABUKA_GONE, REEF), status=1)
        assert "cannot be written" in said
        assert [path.name for path in kept.parent.iterdir() if path.name.startswith(".")] == []


def test_an_address_with_a_question_is_asked_as_it_is() -> None:
    """Who brings a question of his own is not given ours."""
    assert question("https://sparql.example/q?query=x") == "https://sparql.example/q?query=x"
    assert question(ENDPOINT).startswith("https://query.wikidata.org/sparql?query=SELECT+")


def test_what_is_written_is_read_back() -> None:
    """Quotes, accents and dates come back as they were."""
    term = Term("Tane O'Brien-Reef", "NZ", "Prime Minister", Level.LEADERS, "2031-02", None, "Q5")
    (one,) = tomllib.loads(written([term]))["holder"]
    assert one == {
        "name": "Tane O'Brien-Reef", "state": "NZ", "office": "Prime Minister",
        "level": "leaders", "since": "2031-02", "source": "Q5",
    }  # fmt: skip


def test_what_the_package_holds_of_fiji_is_what_these_tests_think(home: Path) -> None:
    """The two sitting leaders that the answers above begin with."""
    names = {row.name for row in load().holders.values() if row.state == "FJ" and not row.until}
    assert {"Sitiveni Rabuka", "Naiqama Lalabalavu"} <= names
    assert load_lexicon(home) is load()
