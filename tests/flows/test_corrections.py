"""What a person decides holds at once, survives every later run, and can be taken back."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from flows.runtime.wiring import opened
from flows.steps.settling import resettle, settle
from parsers.model import Meeting, Status
from parsers.records.telling import Telling
from storage import meetings, reports
from storage.database import transaction
from tests.flows.houses import Command, furnish
from tests.parsers.told import TOLD, claim, day
from tests.storage import builders as make

AUGUST = claim(when=day(8, 1))
LATER = ("--now", "2024-05-20T12:00")


def tell(name: str, after: float, *claims: Meeting) -> None:
    """Let an article with these claims arrive and be settled, as detection does."""
    told = TOLD + timedelta(days=after)
    with opened() as house, transaction(house.engine) as session:
        if reports.of_article(session, name) == []:
            one = make.article(name, published_at=told)
            make.keep_article(session, one, newsroom=f"{name}.example", now=told)
        telling = Telling(name, f"{name}.example", told, told)
        lost = reports.keep(session, name, claims, told_at=told, seen_at=told)
        for report in reports.of_article(session, name):
            settle(session, report, telling)
        for record in lost:
            resettle(session, record, telling)


def held() -> list[str]:
    """Return the meetings that we hold, each as its day, status and articles."""
    with opened() as house, transaction(house.engine) as session:
        return [
            f"{one.when.start} {one.status} {'+'.join(one.sources)}"
            for one in meetings.all(session)
            if not one.is_dismissed
        ]


def ids() -> list[str]:
    """Return the ids of the meetings that we hold, by day."""
    with opened() as house, transaction(house.engine) as session:
        return [one.id for one in meetings.all(session)]


def decided(told: str) -> str:
    """Return the id of the decision that a command has told."""
    found = re.search(r"[0-9a-f]{24}", told)
    assert found is not None
    return found[0]


@pytest.fixture(autouse=True)
def _archive(home: Path) -> None:
    """Two articles of a meeting in May, and one of another in August."""
    furnish(home)
    tell("a", 0, claim())
    tell("b", 1, claim())
    tell("c", 2, AUGUST)


MAY_AND_AUGUST = ["2024-05-20 scheduled a+b", "2024-08-01 scheduled c"]


def test_two_records_are_joined_and_parted_again(minilateral: Command) -> None:
    """They stay one when more is told, and are two again once the decision is undone."""
    first, second = ids()
    told = minilateral("correct", "merge", first[:8], second[:8], *LATER).output
    assert held() == ["2024-05-20 scheduled a+b+c"]
    assert ids() == [first]
    tell("d", 3, AUGUST)  # an article of August alone is of August
    tell("c", 2, AUGUST)
    assert held() == ["2024-05-20 scheduled a+b+c", "2024-08-01 scheduled d"]
    minilateral("correct", "undo", decided(told)[:8], *LATER)
    assert held() == ["2024-05-20 scheduled a+b", "2024-08-01 scheduled c+d"]


def test_an_article_is_parted_from_a_record(minilateral: Command) -> None:
    """It makes a record of its own, also after it was read anew."""
    told = minilateral("correct", "split", ids()[0], "b", "--note", "Another round", *LATER).output
    apart = ["2024-05-20 scheduled a", "2024-05-20 scheduled b", MAY_AND_AUGUST[1]]
    assert sorted(held()) == apart
    tell("b", 1, claim())
    assert sorted(held()) == apart
    minilateral("correct", "undo", decided(told), *LATER)
    assert held() == MAY_AND_AUGUST


def test_what_is_no_meeting_is_neither_listed_nor_founded_anew(minilateral: Command) -> None:
    """A later article of the same error joins the dismissed record."""
    told = minilateral("correct", "dismiss", ids()[0], *LATER).output
    assert held() == [MAY_AND_AUGUST[1]]
    tell("d", 3, claim())
    assert held() == [MAY_AND_AUGUST[1]]
    assert "2024-05-20" not in minilateral("meetings").output
    minilateral("correct", "undo", decided(told), *LATER)
    assert held() == ["2024-05-20 scheduled a+b+d", MAY_AND_AUGUST[1]]


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        ("when", "2024-05-23/2024-05-24", "2024-05-23/2024-05-24  scheduled"),
        ("level", "leaders", "leaders"),
        ("place", "Athens, GR", "Athens, GR"),
        ("participants", "bg gr tr", "Bulgaria\N{EN DASH}Greece\N{EN DASH}Turkey"),
        ("status", "postponed", "postponed"),
        ("grouping", "Balkan Table", "Balkan Table"),
    ],
)
def test_a_field_is_mended_for_good(
    minilateral: Command, field: str, value: str, shown: str
) -> None:
    """More reports of the error do not undo it; undoing does."""
    before = minilateral("meetings").output
    assert shown not in before
    told = minilateral("correct", "field", ids()[0], field, value, *LATER).output
    assert shown in minilateral("meetings").output
    tell("d", 3, claim())
    tell("e", 4, claim())
    assert shown in minilateral("meetings").output
    minilateral("correct", "undo", decided(told), *LATER)
    assert shown not in minilateral("meetings").output


def test_a_status_gives_way_to_later_news(minilateral: Command) -> None:
    """A meeting that was said to be put off was held after all."""
    minilateral("correct", "field", ids()[0], "status", "postponed", "--now", "2024-05-15")
    assert held()[0].startswith("2024-05-20 postponed")
    tell("d", 11, claim(status=Status.HELD))
    assert held()[0] == "2024-05-20 held a+b+d"


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("merge", "ffff", "ffff"), "no such meeting"),
        (("merge", "{0}", "{0}"), "one record already"),
        (("split", "{0}", "c"), "cannot be parted"),
        (("field", "{0}", "colour", "red"), "no field. Give one of participants"),
        (("field", "{0}", "when", "soon"), "no days. Give 2026-03-05"),
        (("field", "{0}", "when", "2024-05-03/2024-05-01"), "ends before it begins"),
        (("field", "{0}", "place", "Athens"), "a city and a state's code"),
        (("field", "{0}", "participants", "BG"), "Give two codes or more"),
        (("field", "{0}", "level", "kings"), "Give one of leaders"),
        (("known", "BG"), "two states or more"),
        (("known", "BG", "Atlantis"), "no state that we know"),
        (("mute", "ffff"), "no such meeting or grouping"),
        (("undo", "ffff"), "no decision that holds"),
    ],
)
def test_what_cannot_be_decided_is_refused(
    minilateral: Command, words: tuple[str, ...], complaint: str
) -> None:
    """With the name of the thing and the remedy; nothing is kept of it."""
    filled = [word.format(*ids()) for word in words]
    told = " ".join(minilateral("correct", *filled, *LATER, status=2).output.split())
    assert complaint in told
    assert minilateral("correct", "list").output == ""
    assert held() == MAY_AND_AUGUST


def test_decisions_are_listed_and_exported_as_cases(minilateral: Command, tmp_path: Path) -> None:
    """Each with its sentences on both sides, for whoever wants to learn from them."""
    first, second = ids()
    minilateral("correct", "merge", first, second, "--note", "One summit", *LATER)
    told = minilateral("correct", "field", first, "level", "leaders", "--now", "2024-05-21").output
    minilateral("correct", "undo", decided(told), "--now", "2024-05-22")
    merged, mended = minilateral("correct", "list").output.splitlines()
    assert "merge" in merged
    assert merged.endswith("One summit")
    assert mended.endswith("level = leaders  undone 2024-05-22")
    file = tmp_path / "cases.jsonl"
    minilateral("correct", "export", str(file))
    one, other = (json.loads(line) for line in file.read_text(encoding="utf-8").splitlines())
    assert (one["kind"], one["holds"], other["holds"]) == ("merge", True, False)
    assert [case["article"] for case in one["left"]] == ["a", "b"]
    assert one["right"][0]["sentence"] == "Told"
    assert (other["field"], other["value"]) == ("level", "leaders")


def test_what_is_decided_is_in_the_life_of_the_record(minilateral: Command) -> None:
    """A change by a person is told apart from one by an article."""
    first, _ = ids()
    minilateral("correct", "field", first, "level", "leaders", *LATER)
    with opened() as house, transaction(house.engine) as session:
        change = meetings.history(session, first)[-1]
    assert (change.rule, change.before, change.after) == ("person", "foreign_ministers", "leaders")
    assert change.seen_at == datetime.fromisoformat("2024-05-20T12:00+00:00")
