"""The audit benchmark stages its news as it says, and counts rightly what it prints."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.quality.audit.__main__ import TODAY, crossed, main
from benchmarks.quality.audit.houses import Case, Staged, as_list, read_house, sample
from benchmarks.quality.travels.records import Trip, trips
from benchmarks.quality.travels.remarks import Told
from flows.steps.audit import audit
from parsers.lexicon import load
from parsers.outside.entries import OutsideMeeting
from parsers.outside.lists import read_list
from parsers.records.auditing import Finding, Outcome, Why
from storage import articles, feeds
from storage.database import reading
from tests.benchmarks.test_travels import RECORDS

LEXICON = load()
MORE = """<trip role="president" who="roe-john">
    <id>{id}</id><role>president</role><name>Barack Obama</name>
    <start-date>{day}</start-date><end-date>{day}</end-date>
    <country id="france">France</country><locale>Paris</locale>
    <remarks>Met with President Blanc.</remarks>
  </trip>
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of records with trips in most months of a year."""
    days = [f"2012-{month:02}-15" for month in (1, 2, 3, 4, 6, 7, 8, 9, 10)]
    more = "".join(MORE.format(id=f"p{day}", day=day) for day in days)
    text = RECORDS.replace("</trips>", f"{more}</trips>")
    (tmp_path / "secretary-travels").mkdir()
    (tmp_path / "secretary-travels" / "all.xml").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def cases(folder: Path) -> list[Case]:
    """All of them, as the benchmark stages them."""
    return sample(trips(folder, LEXICON)[0], 400, LEXICON)


def test_the_sample_is_even_and_staged(cases: list[Case]) -> None:
    """Trips of the silent months have no article, and every case knows what it tells."""
    silent = [case.trip.start.month for case in cases if case.staged is Staged.SILENT]
    assert silent == [6, 7]
    assert {case.tells for case in cases} == {Told.HOST}
    some = sample([case.trip for case in cases], 5, LEXICON)
    assert [case.trip for case in some] == [case.trip for case in cases][::2][:5]


def test_the_travellers_own_land_is_left_out(cases: list[Case]) -> None:
    """Nobody visits himself."""
    home = Trip("x", "president", "A", cases[0].trip.start, cases[0].trip.end, "US", (), "")
    assert sample([home], 5, LEXICON) == []


def test_the_list_can_be_read(cases: list[Case]) -> None:
    """Every trip is a line that an audit takes, with all that the record knows."""
    found = read_list(as_list(cases, LEXICON), LEXICON)
    assert (len(found.meetings), found.remarks) == (len(cases), ())
    seoul = next(one for one in found.meetings if "KR" in one.participants)
    assert (seoul.participants, seoul.place.country, str(seoul.level)) == (
        ("KR", "US"), "KR", "foreign_ministers",
    )  # fmt: skip


def test_the_house_has_read_what_was_staged(cases: list[Case]) -> None:
    """Stored trips are articles, silent months have no polls, and the audit tells them apart."""
    stored = [case for case in cases if case.staged is Staged.STORED]
    listed = read_list(as_list(cases, LEXICON), LEXICON)
    with read_house(cases, LEXICON) as house:
        with reading(house.engine) as session:
            assert articles.counts(session)["articles"] == len(stored) > 0
            polls = feeds.last_polls(session, "travels", 500)
        found = audit(house, listed.meetings, TODAY)
    assert polls
    by_stage: dict[Staged, set[str]] = {}
    for case, one in zip(cases, found, strict=True):
        by_stage.setdefault(case.staged, set()).add(one.why or one.outcome)
    assert by_stage[Staged.STORED] == {"held"}
    assert by_stage[Staged.SILENT] == {"no_feed"}


def test_what_was_staged_is_set_against_what_was_found(cases: list[Case]) -> None:
    """One line for each way, with the counts of the audit."""
    pair = cases[:2]
    meetings = [OutsideMeeting(2, ("FR", "US"), c.trip.start, c.trip.end) for c in pair]
    staged = [
        Case(one.trip, Told.HOST, way)
        for one, way in zip(pair, (Staged.STORED, Staged.SILENT), strict=True)
    ]
    found = [
        Finding(meetings[0], Outcome.HELD),
        Finding(meetings[1], Outcome.MISSED, why=Why.NO_FEED),
    ]
    told = list(crossed(staged, found))
    assert told[1].split() == ["article", "stored,", "met", "the", "host", "1:", "1", "held"]
    assert told[2].endswith("1: 1 no_feed")


def test_it_runs_over_a_folder(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Counts, the ways, and how long it took; 2 and a hint where there are no records."""
    assert main([str(folder), "--trips", "4"]) == 0
    told = capsys.readouterr().out
    assert "meetings listed, 0 lines not read" in told
    assert "audited in" in told
    assert main([str(folder / "none")]) == 2
    assert "HistoryAtState/travels" in capsys.readouterr().out
