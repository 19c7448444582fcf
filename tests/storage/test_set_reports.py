"""Set reports: what articles claim of sets, found by set, by name and by what they say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from random import Random

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from parsers.model import Change, ChangeKind, Evidence, Grouping, Level, Membership
from parsers.records.groupings import record_of
from parsers.records.membership import Line, Step
from parsers.records.set_reports import MembershipReport, SetReport, folded_name, told_by
from parsers.records.telling import Telling
from storage import set_reports
from storage.tables.meetings import name_key
from tests.storage import builders as make
from tests.storage.builders import NOW

TRIO, FOUR = ("DK", "FI", "SE"), ("DK", "FI", "NO", "SE")
WORDS = Evidence(0, 5, "Words")


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A session on either database, with three articles."""
    with make.scratch(engine) as opened:
        for name in ("a", "b", "c"):
            make.keep_article(opened, make.article(name))
        yield opened


def telling(article: str, hours: int = 0, newsroom: str = "") -> Telling:
    """Return who tells, some hours after NOW."""
    return Telling(article, newsroom or article, NOW + timedelta(hours=hours), NOW)


def report(
    article: str,
    name: str | None = None,
    level: Level | None = None,
    *,
    hours: int = 0,
    rule: str = "met",
    ordinal: int = 0,
    members: tuple[str, ...] = TRIO,
) -> SetReport:
    """Return an article's word on a set."""
    claim = Grouping(members, name, is_new=False, evidence=WORDS, rule=rule, level=level)
    return SetReport(claim, telling(article, hours), ordinal, rule != "named")


def joined(article: str, *states: str) -> MembershipReport:
    """Return an article's word that states joined the Sound Three."""
    return MembershipReport(
        Membership("Sound Three", states, (), WORDS, "joined"), telling(article)
    )


def test_an_articles_reports_are_replaced_by_a_new_reading(session: Session) -> None:
    """What it said before stays seen when it was; what it says no more is gone."""
    first, second = report("a"), report("a", ordinal=1, members=FOUR)
    set_reports.keep(session, "a", [first, second], [joined("a", "NO")])
    assert set_reports.of_articles(session, ["a"]) == [first, second]
    later = Telling("a", "a", NOW, NOW + timedelta(days=1))
    moved = MembershipReport(joined("a", "NO").claim, later)
    set_reports.keep(session, "a", [SetReport(first.claim, later)], [moved])
    assert set_reports.of_articles(session, ["a"]) == [first]
    assert set_reports.memberships(session, NOW + timedelta(days=9)) == [joined("a", "NO")]
    set_reports.keep(session, "a", [])
    assert set_reports.of_articles(session, ["a"]) == []
    assert set_reports.memberships(session, NOW + timedelta(days=9)) == []


def test_what_few_reports_tell_is_what_all_tell(session: Session) -> None:
    """Any reports of a set make the same record, read in full or in part."""
    random = Random(7)  # noqa: S311 - cases, not secrets
    for case in range(40):
        told = [
            report(
                random.choice("abc"),
                random.choice([None, "Sound Three", "SOUND THREE", "Belt"]),
                random.choice([None, Level.NSA, Level.LEADERS]),
                hours=random.randrange(4),
                rule=random.choice(["met", "naming", "named"]),
                ordinal=place,
            )
            for place in range(random.randrange(1, 9))
        ]
        for article in "abc":
            own = [one for one in told if one.telling.article == article]
            set_reports.keep(session, article, own)
        expected = record_of(TRIO, told_by(told), [])
        assert record_of(TRIO, set_reports.told(session, TRIO), []) == expected, case


def test_who_wrote_an_article_can_prove_to_be_another(session: Session) -> None:
    """Its reports are then told by that newsroom."""
    set_reports.keep(session, "b", [report("b")], [joined("b", "NO")])
    set_reports.written_by(session, ["b", "c"], "wire")
    assert set_reports.told(session, TRIO).newsrooms == ("wire",)
    (move,) = set_reports.memberships(session, NOW + timedelta(hours=1))
    assert move.telling.newsroom == "wire"


def test_reports_are_found_by_the_name_they_give(session: Session) -> None:
    """In any case; a name that is only mentioned gives none."""
    given = report("a", "Sound Three", rule="naming")
    set_reports.keep(session, "a", [given])
    set_reports.keep(session, "b", [report("b", "Sound Three")])
    set_reports.keep(session, "c", [], [joined("c", "NO")])
    key = name_key("sound  three")
    assert set_reports.of_name(session, key) == ([given], [joined("c", "NO")])
    assert set_reports.names_of(session, ["a", "b", "c"]) == {key}
    assert set_reports.names_of(session, ["b"]) == set()
    assert folded_name("Sound  THREE") == "sound three"


def test_what_a_name_became_is_noted(session: Session) -> None:
    """A word of joining is then a report of the set that came to be; and can be of none again."""
    given, move = report("a", "Sound Three", rule="naming", members=FOUR), joined("c", "NO")
    set_reports.keep(session, "a", [given])
    set_reports.keep(session, "c", [], [move])
    step = Step(frozenset(TRIO), frozenset(FOUR))
    set_reports.pass_on(session, Line({move.key: step}, {given.key: TRIO}))
    told = set_reports.told(session, FOUR)
    assert [one.former for one in told.reports] == [TRIO, TRIO]
    assert told.sources == ("a", "c")
    set_reports.pass_on(session, Line({move.key: None}, {given.key: ()}))
    assert [one.former for one in set_reports.told(session, FOUR).reports] == [()]


def test_articles_are_found_by_what_they_say_of_a_set(session: Session) -> None:
    """A name, a level, or that states joined; of just this set, and where it counts."""
    set_reports.keep(session, "a", [report("a", "Belt", Level.LEADERS)])
    set_reports.keep(session, "b", [report("b", "belt", rule="named")])
    set_reports.keep(session, "c", [report("c", level=Level.NSA)], [joined("c", "NO")])
    move = joined("c", "NO")
    step = Step(frozenset(TRIO), frozenset(FOUR))
    set_reports.pass_on(session, Line({move.key: step}, {}))

    def said(kind: ChangeKind, after: str, members: tuple[str, ...] = TRIO) -> set[str]:
        return set_reports.saying(session, members, Change("", kind, "", after, "", "", NOW))

    assert said(ChangeKind.NAME, "Belt") == {"a"}
    assert said(ChangeKind.LEVEL, "nsa") == {"c"}
    assert said(ChangeKind.JOINED, "DK,FI,NO,SE", FOUR) == {"c"}
    assert said(ChangeKind.JOINED, "DK,FI,SE") == set()
