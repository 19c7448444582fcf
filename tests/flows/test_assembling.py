"""Sets of states as articles arrive: the same records in every order, mended with a reading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, delete

from flows.runtime.wiring import House
from flows.steps.assembling import around, assemble
from flows.steps.detect import keep_reading
from flows.steps.explain import explain
from parsers.lexicon import load
from parsers.model import (
    ChangeKind,
    Evidence,
    Grouping,
    GroupingRecord,
    GroupingStanding,
    Level,
    Membership,
    Reading,
)
from parsers.records.groupings import grouping_id
from parsers.records.set_archive import sets_of
from parsers.records.set_reports import SetReport
from parsers.records.telling import Telling
from storage import articles, groupings, set_reports, stories
from storage.database import transaction
from storage.statements import change
from storage.tables.articles import ArticleRow
from tests.storage import builders as make

TRIO, FOUR, QUAD = ("IN", "KE", "OM"), ("FJ", "IN", "KE", "OM"), ("AU", "IN", "JP", "US")
YEMEN = ("IN", "KE", "OM", "YE")
NOW = make.NOW + timedelta(days=3)
EVER = NOW + timedelta(days=1000)
WORDS = Evidence(0, 5, "Words")


def claim(
    members: tuple[str, ...] = TRIO,
    name: str | None = None,
    level: Level | None = None,
    rule: str = "met",
    *,
    is_new: bool = True,
) -> Grouping:
    """Return what an article says of a set; one that is new acts."""
    return Grouping(members, name, is_new=is_new, evidence=WORDS, rule=rule, level=level)


def joins(name: str, *states: str, known: str | None = None) -> Membership:
    """Return an article's word that states joined a grouping."""
    return Membership(name, states, (), WORDS, "joined", known)


@dataclass(frozen=True)
class Print:
    """An article that is printed some hours after the first: its claims, and what it copies."""

    name: str
    hours: float
    newsroom: str
    said: tuple[Grouping, ...] = ()
    moves: tuple[Membership, ...] = ()
    copies: tuple[str, ...] = ()


STREAM = (
    Print("first", 0, "north", (claim(level=Level.OFFICIALS),), copies=("reprint", "digest")),
    Print("reprint", 5, "south", (claim(level=Level.OFFICIALS),), copies=("first", "digest")),
    Print("digest", 9, "west", copies=("first", "reprint")),
    Print("named", 6, "east", (claim(name="Lantern Club", rule="naming"),)),
    Print("echo", 7, "north", (claim(name="Lantern Club", rule="naming"),)),
    Print("rival", 7, "coast", (claim(name="Harbour Pact", rule="naming", level=Level.LEADERS),)),
    Print("spoken", -40, "gulf", (claim(rule="together", is_new=False),)),
    Print("passing", -80, "gulf", (claim(rule="named", is_new=False),)),
    Print("square", 2, "north", (claim(QUAD, "Quad", Level.LEADERS, "named"),)),
    Print("grown", 30, "east", moves=(joins("Lantern Club", "FJ"),)),
    Print("grown too", 31, "coast", moves=(joins("lantern club", "FJ"),)),
    Print("square grown", 32, "east", moves=(joins("Quad", "KR", known="quad"),)),
    Print("doomed", 12, "far", (claim(name="Wrong Name"), claim(("BR", "CL", "PE")))),
)
WRONG = {
    "named": Print("named", 6, "east", (claim(YEMEN, "Lantern Club", rule="naming"),)),
    "grown": Print("grown", 30, "east", (claim(("KE", "TZ", "UG")),)),
}


@pytest.fixture
def engine(house: House) -> Engine:
    """Return the database of an empty house."""
    return house.engine


def arrive(session: Session, house: House, one: Print, now: datetime = NOW) -> list[str]:
    """Keep an article and what it says, as detection does; return the kinds of its changes."""
    if articles.get(session, one.name) is None:
        article = make.article(one.name, hours=one.hours)
        make.keep_article(session, article, newsroom=one.newsroom, now=now)
    here = [copy for copy in one.copies if articles.get(session, copy)]
    stories.join(session, one.name, [make.edge(*sorted((one.name, copy))) for copy in here])
    stored = articles.get(session, one.name)
    assert stored is not None
    reading = Reading(is_relevant=True, groupings=one.said, memberships=one.moves)
    touches = keep_reading(session, house, stored, reading, now)
    return [step.kind.value for touch in touches for step in touch.changes]


def remove(session: Session, name: str, now: datetime = NOW) -> None:
    """Remove an article and all that it said."""
    before = around(session, name)
    change(session, delete(ArticleRow).where(col(ArticleRow.id) == name))
    assemble(session, load(), before, Telling(name, "", now, now))


def left(house: House, order: Sequence[Print], random: Random) -> list[GroupingRecord]:
    """Return the records that articles leave; some were first misread, and one is removed."""
    with make.scratch(house.engine) as session:
        for hour, one in enumerate(order):
            now = NOW + timedelta(hours=hour)
            wrong = WRONG.get(one.name)
            if wrong is not None and random.random() > 0.5:
                arrive(session, house, wrong, now)
            arrive(session, house, one, now)
        for one in order:
            if one.name in WRONG:  # the better reader reads it again in any case
                arrive(session, house, one, NOW + timedelta(hours=30))
        remove(session, "doomed", NOW + timedelta(hours=31))
        return groupings.everything(session)


def test_the_order_of_arrival_does_not_count(house: House) -> None:
    """Fifty orders: copies before their originals, misread articles, and one that is removed."""
    random = Random(11)  # noqa: S311 - orders, not secrets
    expected = left(house, STREAM, random)
    assert [record.members for record in expected] == [
        ("AU", "IN", "JP", "KR", "US"),
        QUAD,
        FOUR,
        TRIO,
    ]
    for _ in range(50):
        assert left(house, random.sample(STREAM, len(STREAM)), random) == expected


def test_a_stream_leaves_what_its_articles_say_together(house: House) -> None:
    """Copies count once, names stand by first telling, and who joined makes another set."""
    grown, square, four, trio = left(house, STREAM, Random(1))  # noqa: S311 - no secret
    assert trio.newsrooms == ("coast", "east", "gulf", "north")
    assert "reprint" in trio.sources
    assert "passing" not in trio.sources
    assert trio.names == ("Lantern Club", "Harbour Pact")
    assert trio.levels_since == {
        Level.OFFICIALS: make.NOW.date(),
        Level.LEADERS: make.NOW.date(),
    }
    assert (trio.first_seen, trio.acts_since) == (make.NOW - timedelta(hours=40), make.NOW)
    assert (four.former, four.standing) == (TRIO, GroupingStanding.CONFIRMED)
    assert square.standing is GroupingStanding.KNOWN
    assert (grown.former, grown.standing) == (QUAD, GroupingStanding.CANDIDATE)


def test_the_archive_of_all_reports_holds_the_same(house: House) -> None:
    """What is kept step by step is what all articles at once would make."""
    with make.scratch(house.engine) as session:
        for one in STREAM:
            arrive(session, house, one)
        told = set_reports.published(session, EVER), set_reports.memberships(session, EVER)
        assert sets_of(*told, load()) == groupings.everything(session)


def test_a_copy_that_came_first_counts_as_what_it_is(house: House) -> None:
    """Two newsrooms confirm a set until one proves to have copied the other."""
    with make.scratch(house.engine) as session:
        other = Print("other", 1, "coast", (claim(),))
        again = Print("again", 2, "east", copies=("other", "first"))
        arrive(session, house, STREAM[0])
        assert arrive(session, house, other) == ["confirmed"]
        assert arrive(session, house, again) == ["confirmed"]
        (record,) = groupings.everything(session)
        assert (record.newsrooms, record.standing) == (("north",), GroupingStanding.CANDIDATE)
        assert len(record.sources) == 2


def test_a_set_of_which_nobody_tells_is_withdrawn(house: House) -> None:
    """Its history stays, what was held of it too; and it can come back."""
    first = STREAM[0]
    with make.scratch(house.engine) as session:
        arrive(session, house, first)
        (record,) = groupings.everything(session)
        arrive(session, house, replace(first, said=()), NOW + timedelta(hours=1))
        assert groupings.everything(session) == []
        assert groupings.attachments(session, record.id) == []
        kinds = [step.kind for step in groupings.history(session, record.id)]
        assert kinds == [ChangeKind.SINCE, ChangeKind.CREATED, ChangeKind.WITHDRAWN]
        assert groupings.held_at(session, NOW) == [replace(record, sources=())]
        assert groupings.held_at(session, NOW + timedelta(hours=1)) == []
        arrive(session, house, first, NOW + timedelta(hours=2))
        assert groupings.everything(session) == [record]


def test_reading_the_same_again_changes_nothing(house: House) -> None:
    """A rerun leaves every record, change, word and state as it was."""
    with transaction(house.engine) as session:
        for one in STREAM:
            arrive(session, house, one)

        def kept() -> list[object]:
            ids = [record.id for record in groupings.everything(session)]
            asked = (groupings.history, groupings.attachments, groupings.states_of)
            lives = [ask(session, one) for ask in asked for one in ids]
            return [groupings.everything(session), lives]

        before = kept()
        for one in STREAM:
            arrive(session, house, one, NOW + timedelta(days=1))
        assert kept() == before


def test_words_of_joining_wait_for_the_name(house: House) -> None:
    """Whose a name is may be told later: then, who joined makes its set another one."""
    grown, named = STREAM[9], STREAM[3]
    with make.scratch(house.engine) as session:
        assert arrive(session, house, grown) == []
        assert groupings.everything(session) == []
        assert arrive(session, house, named) == ["since", "joined", "since", "created"]
        four, _ = groupings.everything(session)
        assert (four.members, four.former, four.sources) == (FOUR, TRIO, ("grown",))


def test_what_many_say_is_read_from_few(house: House) -> None:
    """Of reports that say the same the first is read and the last; all of them count."""
    with make.scratch(house.engine) as session:
        for hour in range(12):
            arrive(session, house, Print(f"p{hour:02}", hour, f"n{hour % 4}", (claim(),)))
        told = set_reports.told(session, TRIO)
        assert [one.telling.article for one in told.reports] == ["p00", "p11"]
        assert (len(told.sources), len(told.newsrooms)) == (12, 4)
        (record,) = groupings.everything(session)
        assert len(groupings.attachments(session, record.id)) == 12
        assert len(groupings.states_of(session, record.id)) == 4


def test_explain_says_what_a_set_was_and_what_it_became(house: House) -> None:
    """With the days of its levels, its nearest sets, and the end of one that is held no more."""
    with transaction(house.engine) as session:
        for one in STREAM:
            arrive(session, house, one)
        held = {record.members: record for record in groupings.everything(session)}
        gone = grouping_id(("BR", "CL", "PE"))
        remove(session, "doomed")
    four, trio = held[FOUR], held[TRIO]
    told = explain(house, trio.id) or ""
    assert f"became: Fiji, India, Kenya, Oman ({four.id})" in told
    assert "levels: leaders (since 2031-04-07), officials (since 2031-04-07)" in told
    assert "told of since 2031-04-05, acting since 2031-04-07" in told
    assert "nearest known set: Lantern Club without FJ" in told
    grown = explain(house, four.id) or ""
    assert f"was before: India, Kenya, Oman ({trio.id})" in grown
    assert "nearest known set: Lantern Club plus FJ" in grown
    assert "joined: IN,KE,OM -> FJ,IN,KE,OM (article grown, rule " in grown
    ended = explain(house, gone) or ""
    assert f"grouping {gone} is held no more" in ended
    assert "withdrawn" in ended


def test_who_joined_is_news_when_the_name_comes_late(house: House) -> None:
    """The set acts in the article that told of the joining, though another brings the name."""
    grown, named = STREAM[9], STREAM[3]
    with make.scratch(house.engine) as session:
        arrive(session, house, grown)
        article = make.article(named.name, hours=named.hours)
        make.keep_article(session, article, newsroom=named.newsroom, now=NOW)
        before = around(session, named.name)
        telling = Telling(named.name, named.newsroom, article.published_at or NOW, NOW)
        set_reports.keep(session, named.name, [SetReport(named.said[0], telling)])
        made = assemble(session, load(), before, telling)
        assert {one.record.members: one.acts for one in made} == {FOUR: True, TRIO: True}
