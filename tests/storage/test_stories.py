"""Copies: what is one is proven, and the order does not matter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, event

from parsers.copies.clusters import partition
from parsers.copies.edges import Edge, Relation
from parsers.model import Credit
from storage import stories, ties
from storage.database import transaction
from storage.errors import RowRefusedError
from tests.storage import builders as make


def test_a_lone_article_is_a_story(engine: Engine) -> None:
    """Without any tie an article is a story of one, under its own id."""
    with transaction(engine) as session:
        make.keep_article(session, make.article("one"))
        assert stories.story_of(session, "one") is None
        assert stories.join(session, "one", []) == "one"
        assert [article.id for article in stories.members(session, "one")] == ["one"]
        assert (stories.story_of(session, "one"), stories.count(session)) == ("one", 1)


def test_a_bridge_makes_two_stories_one(engine: Engine) -> None:
    """An article that is a copy of both ends joins them, under the earliest member's id."""
    with transaction(engine) as session:
        for name, hours in (("b", 0), ("a", 1), ("c", 2), ("d", None)):
            make.keep_article(session, make.article(name, hours=hours))
            stories.join(session, name, [])
        assert stories.join(session, "c", [make.edge("c", "a")]) == "a"
        assert stories.join(session, "d", [make.edge("d", "c"), make.edge("d", "b")]) == "b"
        assert [one.id for one in stories.members(session, "b")] == ["b", "a", "c", "d"]
        assert stories.members(session, "a") == []
        pairs = [(edge.left, edge.right) for edge in ties.at(session, "abcd")]
        assert pairs == [("c", "a"), ("d", "b"), ("d", "c")]
        assert stories.count(session) == 1


def test_parting_takes_a_join_back(engine: Engine) -> None:
    """Without its proofs an article stands alone, and what it held together falls apart."""
    with transaction(engine) as session:
        for name in "abcd":
            make.keep_article(session, make.article(name))
        stories.join(session, "b", [make.edge("b", "a"), make.edge("b", "c")])
        stories.join(session, "d", [make.edge("d", "c")])
        stories.part(session, "b")
        told = {name: stories.story_of(session, name) for name in "abcd"}
        assert told == {"a": "a", "b": "b", "c": "c", "d": "c"}


def test_a_proof_needs_both_articles(engine: Engine) -> None:
    """A proof about an article that we do not hold is refused."""

    def join() -> None:
        with transaction(engine) as session:
            make.keep_article(session, make.article("one"))
            stories.join(session, "one", [make.edge("one", "gone")])

    with pytest.raises(RowRefusedError):
        join()


@make.ON_ONE_DATABASE
@given(
    pairs=st.dictionaries(
        st.tuples(st.integers(0, 6), st.integers(0, 6)), st.sampled_from(Relation), max_size=9
    ),
    order=st.permutations(range(7)),
)
def test_the_order_of_arrival_changes_nothing(
    engine: Engine, pairs: dict[tuple[int, int], Relation], order: list[int]
) -> None:
    """Joined one by one in any order, the stories are those of all proofs at once."""
    articles = [make.article(f"a{number}", hours=number % 3) for number in range(7)]
    names = [article.id for article in articles]
    edges = [
        make.edge(names[left], names[right], relation=relation)
        for (left, right), relation in pairs.items()
        if left < right
    ]
    with make.scratch(engine) as session:
        for article in articles:
            make.keep_article(session, article)
        for number in order:
            stories.join(session, names[number], touching(edges, names[number]))
        told = {name: stories.story_of(session, name) for name in names}
    published = {one.id: one.published_at for one in articles}
    assert partition(published, edges).stories == told


def touching(edges: list[Edge], name: str) -> list[Edge]:
    """Return the proofs that one article has a part in."""
    return [edge for edge in edges if name in {edge.left, edge.right}]


def test_one_newsroom_counts_per_story(engine: Engine) -> None:
    """Copies count once: for the agency that wrote them, or for the earliest to print."""
    agency = Credit("Quay Press", "reprint")
    helped = Credit("Quay Press", "contributed")
    printed = [
        ("early", 0, "harbour.example", Credit()),
        ("late", 1, "Quay Press", agency),
        ("first", 0, "strait.example", helped),
        ("second", 1, "harbour.example", Credit()),
        ("alone", 0, "harbour.example", Credit()),
        ("never-joined", 0, "sound.example", Credit()),
    ]
    with transaction(engine) as session:
        for name, hours, newsroom, credit in printed:
            article = make.article(name, hours=hours)
            make.keep_article(session, article, newsroom=newsroom, credit=credit)
        stories.join(session, "late", [make.edge("late", "early")])
        stories.join(session, "second", [make.edge("second", "first")])
        stories.join(session, "alone", [])
        everybody = stories.writers(session, [name for name, *_ in printed])
        assert (everybody.newsrooms) == (
            "Quay Press",
            "harbour.example",
            "sound.example",
            "strait.example",
        )
        assert (everybody.copies, everybody.stories) == (2, 4)
        only = stories.writers(session, ["second", "second"])
        assert (only.newsrooms, only.copies, only.stories) == (("strait.example",), 0, 1)
        assert (
            (nobody := stories.writers(session, [])).newsrooms,
            nobody.copies,
            nobody.stories,
        ) == ((), 0, 0)


def test_a_join_asks_few_questions(engine: Engine) -> None:
    """A story of many copies is joined in a handful of statements, not one per copy."""
    with transaction(engine) as session:
        for number in range(40):
            make.keep_article(session, make.article(f"a{number}"))
        stories.join(session, "a0", [make.edge("a0", f"a{number}") for number in range(1, 39)])
        asked: list[str] = []
        event.listen(engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
        stories.join(session, "a39", [make.edge("a39", "a0")])
    assert len(asked) <= 11
