"""Lines are watched until they are learnt, by outlet; on SQLite and on PostgreSQL."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, delete, select

from parsers.copies.boilerplate import keyed_lines
from storage import source_lines
from storage.database import downgrade, transaction, upgrade
from storage.statements import change, every
from storage.tables.articles import ArticleRow
from storage.tables.source_lines import WatchedPageRow
from tests.storage import builders as make

LETTER = "Sign up for our weekly letter on island affairs."
NEWS = {
    "ferry": "Ferries to Kadavu run again after a week of repairs.\nA shaft had cracked.",
    "cement": "Tonga voted down a levy on cement on Tuesday.\nBuilders had feared for rents.",
    "band": "A school band from Apia won the brass contest.\nIts drummers were praised.",
    "palms": "Niue plants ten thousand coconut palms by the sea.\nThey slow the waves.",
}


def learn(session: Session, name: str, outlet: str = "harbour.example") -> frozenset[str]:
    """Keep an article with the letter under it, and watch its lines."""
    text = f"{NEWS[name.rpartition('-')[2]]}\n{LETTER}"
    article = make.article(name, text=text, outlet=outlet)
    make.keep_article(session, article)
    return source_lines.learn(session, article, make.NOW)


def known(session: Session) -> frozenset[int]:
    """Return what is known of the outlet's letter."""
    asked = {"harbour.example": keyed_lines(LETTER)}
    return source_lines.learnt(session, asked)["harbour.example"]


@pytest.mark.parametrize("order", list(permutations(["ferry", "cement", "band"])))
def test_a_line_is_learnt_whatever_came_first(engine: Engine, order: tuple[str, ...]) -> None:
    """The third unlike article teaches it, and names all that have it; later ones name none."""
    with make.scratch(engine) as session:
        assert [learn(session, name) for name in order] == [
            frozenset(),
            frozenset(),
            frozenset(order),
        ]
        assert learn(session, "palms") == frozenset()
        keys = keyed_lines(f"{NEWS['palms']}\n{LETTER}")
        learnt = source_lines.learnt(session, {"harbour.example": keys, "other.example": keys})
        assert learnt == {
            "harbour.example": frozenset(keyed_lines(LETTER)),
            "other.example": frozenset(),
        }


def test_outlets_learn_apart(engine: Engine) -> None:
    """Two articles of one outlet and one of another teach nothing."""
    with make.scratch(engine) as session:
        learn(session, "ferry")
        learn(session, "cement")
        assert learn(session, "band", "other.example") == frozenset()
        assert learn(session, "b-ferry", "") == frozenset()


def test_the_latest_articles_alone_are_watched(engine: Engine) -> None:
    """What is watched of an outlet does not grow; a line on every fiftieth article is no custom."""
    with make.scratch(engine) as session:
        assert learn(session, "ferry") == learn(session, "cement") == frozenset()
        for number in range(source_lines.WATCHED):
            article = make.article(f"filler-{number}", text=f"Tide table number {number} of many.")
            make.keep_article(session, replace(article, outlet="harbour.example"))
            source_lines.learn(session, replace(article, outlet="harbour.example"), make.NOW)
        assert learn(session, "band") == frozenset()
        rows = every(session, select(WatchedPageRow))
        assert len(rows) == source_lines.WATCHED


def test_watching_again_changes_nothing(engine: Engine) -> None:
    """An article that is read anew counts once."""
    with make.scratch(engine) as session:
        learn(session, "ferry")
        learn(session, "cement")
        for _ in range(3):
            assert learn(session, "ferry") == frozenset()


def test_what_was_learnt_outlives_the_articles(engine: Engine) -> None:
    """Articles that are removed and added again find the line known."""
    with make.scratch(engine) as session:
        for name in ("ferry", "cement", "band"):
            learn(session, name)
        change(session, delete(ArticleRow))
        assert learn(session, "b-ferry") == frozenset()
        assert known(session) == frozenset(keyed_lines(LETTER))


@pytest.mark.parametrize(("revision", "kept"), [("0013", LETTER), ("0012", "")])
def test_the_step_back_watches_anew(engine: Engine, revision: str, kept: str) -> None:
    """A step back and on again keeps what was learnt, unless the older schema knew no lines."""
    with transaction(engine) as session:
        for name in ("ferry", "cement", "band"):
            learn(session, name)
    downgrade(engine, revision)
    upgrade(engine)
    with transaction(engine) as session:
        assert known(session) == frozenset(keyed_lines(kept))
        assert learn(session, "palms") == frozenset()
