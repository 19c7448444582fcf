"""An audit: what is held, held wrongly, or missed for each of the reasons; and its command."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from alerts.model import Rule
from flows.runtime.settings import Settings
from flows.runtime.watchlist import Watchlist
from flows.runtime.wiring import House, opened
from flows.steps.audit import audit
from flows.steps.audit_report import counts, remarks, report
from flows.steps.detect import detect
from flows.steps.tables import Shape
from parsers.lexicon import load
from parsers.outside.entries import OutsideList, OutsideMeeting, Remark
from parsers.outside.lists import read_list
from parsers.records.auditing import Finding, Outcome, Why
from storage import feeds
from storage.database import transaction
from storage.model import PollOutcome
from tests.flows.houses import HELD, Command, News, furnish
from tests.storage import builders as make

THURSDAY = datetime(2026, 3, 5, 18, 0, tzinfo=UTC)
TODAY = date(2026, 6, 1)
DOUBTFUL = News(
    "Swedish prime minister opens a fair of bakers",
    """
    Sweden's prime minister opened a fair of bakers in Lund and praised the smell of rye. She
    said that bread needs time, and that a loaf tells more of a town than its mayor does. The
    bakers gave her a braided loaf, and she promised to eat all of it before the end of the
    week, with butter and without any help.

    Officials of Chile, Peru, Bolivia, Ecuador, Panama, Cuba and Haiti met in another hall.

    Ministers of Fiji, Tonga and Samoa met in the cellar.
    """,
)
TOGETHER = News(
    "=Bread\x1b[31m from three countries",
    """
    Loaves from Norway, Finland and Denmark were on show in a hall by the harbour, and a jury of
    bakers from the town ate them all before noon.
    """,
)
LIST = """who,start,end,city,country,level,title
India; Kenya; Oman,2026-03-05,,Muscat,Oman,foreign ministers,=HYPERLINK()
India; Kenya; Oman,2026-03-05,,Mombasa,Kenya,foreign ministers,
Norway; Finland; Denmark,2026-03-04,,,,,\x1b[31mRed
Brazil; Chile,2026-03-04,,,,,
India; Kenya; Oman,2025-03-05,,,,,
CL; PE; BO; EC; PA; CU; HT,2026-03-04,,,,,
FJ; TO; WS,2026-03-05,,,,,
Atlantis; Oman,2026-03-05,,,,,
"""
VERDICTS = [
    "held", "held", "not_detected", "no_article", "no_feed", "below_threshold", "below_threshold",
]  # fmt: skip


def print_news(house: House, **printed: News) -> None:
    """Keep articles that came out on the day, and read them."""
    with transaction(house.engine) as session:
        for name, news in printed.items():
            text = "\n\n".join(news.paragraphs)
            one = make.article(name, published_at=THURSDAY, title=news.title, text=text)
            make.keep_article(session, one, newsroom=f"{name}.example", now=THURSDAY)
    detect(house, THURSDAY + timedelta(hours=1))


@pytest.fixture
def stocked(engine: Engine) -> House:
    """A house that has read three articles of one day, on each kind of database."""
    settings = Settings.model_validate({"database_url": "sqlite:///not-asked.sqlite"})
    house = House(settings, Watchlist((), (Rule("all"),), (), timedelta(0)), engine, load())
    print_news(house, held=HELD, doubtful=DOUBTFUL, together=TOGETHER)
    return house


def found(house: House, text: str = LIST, today: date = TODAY) -> list[Finding]:
    """Audit a list."""
    return audit(house, read_list(text.encode(), house.lexicon).meetings, today)


def words(findings: list[Finding]) -> list[str]:
    """Return the verdict of each, or the reason for which it was missed."""
    return [one.why.value if one.why else one.outcome.value for one in findings]


class TestReasons:
    """Each listed meeting has a verdict, and each missed one the first reason that applies."""

    def test_every_reason_is_told(self, stocked: House) -> None:
        """A meeting held, and one missed for each reason, on either database."""
        findings = found(stocked, LIST.replace("Mombasa,Kenya", "Muscat,Oman"))
        assert words(findings) == VERDICTS
        held, _, detected, *_, not_kept, unsure = findings
        assert held.match is not None
        assert held.match.record.participants == ("IN", "KE", "OM")
        assert held.is_told, "the rule asks for three states, so an alert was raised"
        assert [one.article for one in detected.articles] == ["together"]
        assert not_kept.detail == "0.35, not kept"
        assert [one.article for one in not_kept.articles] == ["doubtful"]
        assert unsure.match is not None
        assert unsure.detail == f"{unsure.match.record.confidence:.2f}"

    def test_a_wrong_field_is_named(self, stocked: House) -> None:
        """A wrong country alone makes no other meeting, where no other line has the record."""
        wrong = "".join(LIST.splitlines(keepends=True)[:1] + LIST.splitlines(keepends=True)[2:3])
        (one,) = found(stocked, wrong)
        assert one.outcome is Outcome.HELD_WRONGLY
        assert one.match is not None
        (differing,) = one.match.differing
        assert (differing.field, differing.theirs, differing.ours) == (
            "place", "Mombasa, KE", "Muscat, OM",
        )  # fmt: skip

    def test_who_was_asked_and_had_no_article_is_told_apart(self, stocked: House) -> None:
        """Days on which a feed answered were read, though nothing was kept of them."""
        text = "who,start\nBrazil; Chile,2025-11-05\n"
        assert words(found(stocked, text)) == ["no_feed"]
        at = datetime(2025, 11, 6, tzinfo=UTC)
        with transaction(stocked.engine) as session:
            feeds.sync(session, [make.source("quay")], at)
            feeds.keep_poll(session, make.poll("quay", at=at, outcome=PollOutcome.NOT_MODIFIED))
        assert words(found(stocked, text)) == ["no_article"]

    def test_other_days_of_the_same_states_are_named(self, stocked: House) -> None:
        """So that a date far off is seen as what it may be."""
        text = "who,start\nIndia; Kenya; Oman,2026-03-24\n"
        with transaction(stocked.engine) as session:
            make.keep_article(session, make.article("rain", published_at=at(24)))
        (one,) = found(stocked, text)
        assert one.why is Why.NO_ARTICLE
        assert one.detail.endswith("(2026-03-05)")

    def test_news_of_a_plan_is_sought_before_today(self, stocked: House) -> None:
        """A meeting that is still to come was missed where today's articles name its states."""
        text = "who,start\nNorway; Finland; Denmark,2026-05-20\n"
        assert words(found(stocked, text, date(2026, 3, 8))) == ["not_detected"]
        assert words(found(stocked, text, date(2026, 7, 8))) == ["no_feed"]

    def test_articles_are_walked_in_batches(
        self, stocked: House, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The same is found however many are taken at a time."""
        whole = words(found(stocked))
        monkeypatch.setattr("flows.steps.audit.BATCH", 1)
        assert words(found(stocked)) == whole

    def test_an_empty_list_is_no_fault(self, stocked: House) -> None:
        """Nothing is looked for."""
        assert audit(stocked, (), TODAY) == []

    @pytest.mark.parametrize("today", [date.min, date.max])
    def test_the_rim_of_the_calendar_breaks_nothing(self, stocked: House, today: date) -> None:
        """Whatever day it is said to be."""
        assert len(found(stocked, LIST, today)) == len(VERDICTS)


def at(day: int) -> datetime:
    """Return noon of a day of March."""
    return datetime(2026, 3, day, 12, tzinfo=UTC)


class TestReport:
    """What is printed."""

    def test_remarks_are_few_and_clean(self) -> None:
        """The first of many, without what a terminal would obey."""
        many = OutsideList(remarks=tuple(Remark(n, "odd \x1b[31m", "Mend.") for n in range(30)))
        told = list(remarks(many))
        assert len(told) == 21
        assert told[0] == "line 0: odd [31m. Mend."
        assert told[-1] == "and 10 remarks more"

    def test_counts_are_by_verdict_and_reason(self) -> None:
        """The missed count under why they were missed."""
        meeting = OutsideMeeting(2, ("JP", "KR"), TODAY, TODAY)
        listed = [
            Finding(meeting, Outcome.HELD),
            Finding(meeting, Outcome.MISSED, why=Why.NO_FEED),
            Finding(meeting, Outcome.MISSED, why=Why.NO_FEED),
        ]
        assert counts(listed).line() == "3: 2 no_feed, 1 held"

    def test_a_table_says_it_in_words(self, stocked: House) -> None:
        """Counts first, then a line for each meeting with its record, or why there is none."""
        listed = read_list(LIST.encode(), stocked.lexicon)
        told = report(stocked, listed, audit(stocked, listed.meetings, TODAY), Shape.TABLE)
        lines = told.splitlines()
        assert lines[0] == "7 meetings listed, 1 lines not read"
        assert "1  no_article: no stored article names these states" in told
        (row,) = [line for line in lines if line.startswith("4 ")]
        assert 'not_detected; together "=Bread[31m from three countries"' in row
        assert "\x1b" not in told


class TestCommand:
    """``minilateral audit``."""

    @pytest.fixture(autouse=True)
    def _archive(self, home: Path) -> None:
        """A folder whose house has read the articles, and the list beside it."""
        furnish(home)
        with opened() as house:
            print_news(house, held=HELD, doubtful=DOUBTFUL, together=TOGETHER)
        (home / "list.csv").write_text(LIST, encoding="utf-8")

    def test_a_list_is_audited(self, minilateral: Command) -> None:
        """Status 0 whatever was missed; lines that cannot be read are told on standard error."""
        done = minilateral("audit", "list.csv", "--as-of", "2026-06-01")
        assert "held          1" in done.stdout
        assert 'line 9: "Atlantis" is no state that we know.' in done.stderr
        assert "Atlantis" not in done.stdout

    def test_programs_get_rows(self, minilateral: Command) -> None:
        """CSV and JSON say the same; what begins like a formula is text."""
        table = minilateral("audit", "list.csv", "--format", "csv").stdout
        rows = list(csv.DictReader(io.StringIO(table)))
        assert [row["line"] for row in rows] == ["2", "3", "4", "5", "6", "7", "8"]
        assert rows[0]["title"] == "'=HYPERLINK()"
        assert rows[2]["title"] == "[31mRed"
        told = json.loads(minilateral("audit", "list.csv", "--format", "json").stdout)
        assert [one["verdict"] for one in told] == [row["verdict"] for row in rows]
        assert told[0]["record"] == rows[0]["record"]
        assert told[2]["articles"] == "together =Bread[31m from three countries"

    def test_a_calendar_is_audited(self, minilateral: Command, home: Path) -> None:
        """The file says what it is."""
        event = "DTSTART;VALUE=DATE:20260305\nSUMMARY:India-Kenya-Oman foreign ministers\n"
        text = f"BEGIN:VCALENDAR\nBEGIN:VEVENT\n{event}END:VEVENT\nEND:VCALENDAR\n"
        (home / "ours.ics").write_text(text, encoding="utf-8")
        assert "held          1" in minilateral("audit", "ours.ics").stdout

    def test_what_is_no_list_is_refused(self, minilateral: Command, home: Path) -> None:
        """Status 2, with what to give instead."""
        assert "cannot be read" in minilateral("audit", "none.csv", status=2).stderr
        (home / "odd.csv").write_text("a,b\n1,2\n", encoding="utf-8")
        assert "Name the columns" in minilateral("audit", "odd.csv", status=2).stderr
