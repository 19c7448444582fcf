"""Fills a database with reports of made-up meetings, as many as asked for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from random import Random

from sqlalchemy import Engine, insert, text

from parsers.model import (
    Article,
    Evidence,
    Format,
    Level,
    Meeting,
    Place,
    Precision,
    Status,
    When,
)
from storage.database import transaction
from storage.model import StoredArticle, Verdict
from storage.statements import is_postgresql, table_of
from storage.tables.articles import ArticleRow
from storage.tables.meetings import MeetingClaimRow
from storage.tables.rows import cells

FIRST, YEARS = date(2005, 1, 1), 20
# States meet unequally often: the first of these are in many sets, the last in few.
STATES = tuple(
    """
    US CN RU JP IN FR DE GB KR AU TR IR SA PK EG BR ID VN PH UA PL IT CA ES MX ZA NG KE ET AE QA IL
    JO IQ KZ UZ KG TJ TM AZ AM GE GR RO BG RS HU CZ SK AT SE NO DK FI EE LV LT NL BE PT IE CH TH MY
    SG MM KH LA LK BD NP BT MV MN AR CL PE CO EC BO UY PY GH SN ML NE TD RW UG TZ CD AO MZ NZ FJ PG
    """.split()
)
BATCH = 5_000
PER_SET = 250  # how often a set of states meets: the same in small archives and in large ones
NOON = timedelta(hours=12)


def meetings(count: int, seed: int) -> Iterator[Meeting]:
    """Yield claims of ``count`` meetings over the years, about PER_SET of each set of states.

    The sets are the same whatever the seed.
    """
    always, random = Random(0), Random(seed)  # noqa: S311 -- a repeatable draw, no secret
    sets = [_states(always) for _ in range(max(1, count // PER_SET))]
    for _ in range(count):
        on = FIRST + timedelta(days=random.randrange(365 * YEARS))
        yield Meeting(
            participants=sets[min(random.randrange(len(sets)), random.randrange(len(sets)))],
            level=random.choice(list(Level)),
            format=Format.IN_PERSON,
            place=Place(None, random.choice(STATES)),
            when=When(on, on, Precision.DAY, ""),
            status=Status.HELD,
            is_background=False,
            grouping=None,
            officials=(),
            evidence=Evidence(0, 1, "x"),
            rule="together",
        )


def fill(engine: Engine, claims: Iterator[Meeting], first: int) -> int:
    """Keep an article with one claim for each meeting, numbered from ``first``; return the next."""
    number = first
    while some := list(islice(claims, BATCH)):
        rows = [_rows(number + offset, claim) for offset, claim in enumerate(some)]
        with transaction(engine) as session:
            connection = session.connection()
            connection.execute(insert(table_of(ArticleRow)), [cells(one) for one, _ in rows])
            connection.execute(insert(table_of(MeetingClaimRow)), [cells(one) for _, one in rows])
        number += len(some)
    return number


def measure(engine: Engine) -> None:
    """Let PostgreSQL count what it holds, as a server does by itself within minutes."""
    with transaction(engine) as session:
        if is_postgresql(session):
            session.connection().execute(text("ANALYZE"))


def _states(random: Random) -> tuple[str, ...]:
    size = random.choice((2, 2, 3, 3, 3, 4, 4, 5, 6, 9))
    drawn: set[str] = set()
    while len(drawn) < size:
        drawn.add(STATES[min(random.randrange(len(STATES)), random.randrange(len(STATES)))])
    return tuple(sorted(drawn))


def _rows(number: int, claim: Meeting) -> tuple[ArticleRow, MeetingClaimRow]:
    identity = f"{number:024x}"
    on = claim.when.start or FIRST
    told = datetime(on.year, on.month, on.day, tzinfo=UTC) + NOON
    article = Article(identity, f"https://a.example/{number}", "feed", "a.example", "t", "x")
    stored = StoredArticle(article, Verdict.LIVE, told, f"room{number % 40}")
    row = MeetingClaimRow.of(identity, 0, claim, told_at=told, seen_at=told)
    row.record = identity
    return ArticleRow.of(stored, run="benchmark"), row
