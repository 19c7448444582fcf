"""Reports: what articles claim, of which record each is, and which lie near another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from parsers.model import Credit, Meeting, Precision, Status, When
from storage import reports, stories
from storage.database import transaction
from tests.storage import builders as make
from tests.storage.builders import NOW

MAY = date(2031, 5, 5)
DAY = timedelta(days=1)


def tell(session: Session, article: str, *claims: Meeting, hours: float = 0) -> set[str]:
    """Keep an article of a newsroom of its own, with its claims."""
    one = make.article(article, hours=hours)
    make.keep_article(session, one, newsroom=f"{article}.example")
    return reports.keep(session, article, claims, told_at=one.published_at or NOW, seen_at=NOW)


def near(session: Session, first: date, last: date, states: Sequence[str] = ("DK", "SE")) -> str:
    """Return the articles of the reports around some days."""
    found = reports.around(session, [states], first, last).reports
    return " ".join(report.telling.article for report in found)


def test_a_new_reading_takes_the_place_of_the_old(engine: Engine) -> None:
    """Claims come back in order with who told them; a claim of the same states keeps its record."""
    first = [make.claim("DK", "FI", "SE", on=MAY), make.claim("JP", "KR", "US")]
    with transaction(engine) as session:
        assert tell(session, "talks", *first, hours=2) == set()
        assert reports.claims(session, "talks") == first
        reports.assign(session, "one", [("talks", 0)])
        reports.assign(session, "two", [("talks", 1)])
        turned = [first[1], make.claim("AU", "US")]
        later = {"told_at": NOW, "seen_at": NOW + DAY}
        assert reports.keep(session, "talks", turned, **later) == {"one"}
        found = reports.of_article(session, "talks")
        assert [report.claim for report in found] == turned
        assert [report.telling.seen_at for report in found] == [NOW, NOW + DAY]
        assert {report.telling.newsroom for report in found} == {"talks.example"}
        assert [report.key for report in reports.of_record(session, "two")] == [("talks", 0)]
        assert reports.of_record(session, "one") == []


@pytest.mark.parametrize(
    ("days", "articles"), [((0, 0), "day"), ((-5, 5), "day"), ((1, 9), ""), ((8, 40), "month")]
)
def test_reports_are_found_by_their_days(
    engine: Engine, days: tuple[int, int], articles: str
) -> None:
    """A day lies in the window or not, a month where one of its days does; others never."""
    june = When(date(2031, 6, 1), date(2031, 6, 30), Precision.MONTH)
    with transaction(engine) as session:
        tell(session, "day", make.claim("SE", "DK", on=MAY))
        tell(session, "month", make.claim("SE", "DK", when=june))
        tell(session, "else", make.claim("SE", "DK", "FI", on=MAY))
        assert near(session, MAY + days[0] * DAY, MAY + days[1] * DAY) == articles


def test_an_undated_report_lies_around_its_publication(engine: Engine) -> None:
    """A plan looks a season ahead, and a report a month back."""
    today = NOW.date()
    with transaction(engine) as session:
        tell(session, "plan", make.claim("DK", "SE"))
        tell(session, "past", make.claim("DK", "SE", status=Status.HELD))
        assert near(session, today + 90 * DAY, today + 91 * DAY) == "plan"
        assert near(session, today - 20 * DAY, today - 19 * DAY) == "past"
        assert near(session, today + 200 * DAY, today + 201 * DAY) == ""


def test_with_a_report_come_all_of_its_record(engine: Engine) -> None:
    """Wherever they lie, and each says of which record it is."""
    with transaction(engine) as session:
        tell(session, "here", make.claim("DK", "SE", on=MAY))
        tell(session, "there", make.claim("DK", "SE", on=MAY + 300 * DAY))
        tell(session, "loose", make.claim("DK", "SE", on=MAY))
        reports.assign(session, "one", [("here", 0), ("there", 0)])
        assert near(session, MAY, MAY) == "here loose there"
        held = reports.around(session, [("SE", "DK")], MAY, MAY)
        assert held.records == {("here", 0): "one", ("there", 0): "one"}


def test_a_copy_speaks_for_its_writer(engine: Engine) -> None:
    """A reprint's report is one of the agency's, as soon as the two are one story."""
    with transaction(engine) as session:
        tell(session, "agency", make.claim("DK", "SE", on=MAY))
        tell(session, "copy", make.claim("DK", "SE", on=MAY), hours=1)
        stories.join(session, "copy", [make.edge("agency", "copy")])
        found = reports.around(session, [("DK", "SE")], MAY, MAY).reports
        assert {report.telling.newsroom for report in found} == {"agency.example"}


def test_what_was_published_by_a_day_is_told_apart(engine: Engine) -> None:
    """The reports of the articles published before an instant, and no others."""
    with transaction(engine) as session:
        tell(session, "early", make.claim("DK", "SE", on=MAY), hours=-1)
        tell(session, "late", make.claim("DK", "SE", on=MAY), hours=0)
        found = reports.published(session, NOW).reports
        assert [report.telling.article for report in found] == ["early"]


def test_many_reports_are_assigned_at_once(engine: Engine) -> None:
    """More reports than one statement can name."""
    with transaction(engine) as session:
        tell(session, "long", *(make.claim("DK", "SE") for _ in range(1_200)))
        reports.assign(session, "one", [("long", n) for n in range(1_200)])
        assert len(reports.of_record(session, "one")) == 1_200


def test_a_credit_names_the_writer(engine: Engine) -> None:
    """An agency's story is the agency's, whoever prints it."""
    with transaction(engine) as session:
        credit = Credit("Öresund Wire", "reprint")
        make.keep_article(session, make.article("print"), newsroom="Öresund Wire", credit=credit)
        claims = [make.claim("DK", "SE", on=MAY)]
        reports.keep(session, "print", claims, told_at=NOW, seen_at=NOW)
        (report,) = reports.of_article(session, "print")
        assert report.telling.newsroom == "Öresund Wire"
