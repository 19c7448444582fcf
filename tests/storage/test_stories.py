"""Copies: what is one is proven, and the order does not matter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, event
from sqlmodel import Session, col, delete, select

from parsers.copies.clusters import partition
from parsers.copies.edges import Edge, Relation
from parsers.model import Credit
from parsers.records.rulings import Decision, DecisionKind
from parsers.records.story_rulings import RULINGS, ruling_of
from storage import decisions, stories, ties
from storage.database import transaction
from storage.errors import RowRefusedError
from storage.model import StoredArticle, Verdict
from storage.statements import add_new, change, every, table_of
from storage.tables.articles import ArticleRow
from storage.tables.decisions import AnchorRow, DecisionRow
from storage.tables.stories import EdgeRow, StoryMemberRow
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


NAMES = [f"a{number}" for number in range(7)]
SOME = st.frozensets(st.sampled_from(NAMES), min_size=1, max_size=3)
PROOFS = st.dictionaries(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), st.sampled_from(Relation), max_size=9
)
DECISIONS = st.lists(
    st.builds(
        lambda kind, sides, day: make.story_decision(kind, *sides, day=day),
        st.sampled_from(list(RULINGS)),
        st.tuples(SOME, SOME),
        st.integers(0, 3),
    ),
    max_size=3,
    unique_by=lambda one: one.id,
)


def arrive(session: Session, name: str, proofs: Sequence[Edge], there: set[str]) -> None:
    """Let an article arrive and be tied to those that are there."""
    article = make.article(name, hours=int(name[1:]) % 3)
    stored = StoredArticle(article, Verdict.LIVE, make.NOW, "harbour.example", Credit())
    add_new(session, [ArticleRow.of(stored, run="ingest-1")])
    there.add(name)
    mine = [one for one in touching(list(proofs), name) if {one.left, one.right} <= there]
    stories.join(session, name, mine)


def rule(session: Session, decision: Decision) -> None:
    """Keep what a person decided of stories, and let it bear."""
    decisions.keep(session, decision)
    tied = ties.around(session, decision.articles).published
    stories.retell(session, tied)


def proofs_of(pairs: Mapping[tuple[str, str], Relation]) -> list[Edge]:
    """Return the proofs between these articles."""
    return [
        make.edge(left, right, relation=relation)
        for (left, right), relation in pairs.items()
        if left < right
    ]


def expected(
    names: Iterable[str], proofs: Sequence[Edge], made: Sequence[Decision]
) -> dict[str, str]:
    """Return the stories that all proofs and decisions make at once."""
    articles = (make.article(name, hours=int(name[1:]) % 3) for name in names)
    published = {one.id: one.published_at for one in articles}
    return partition(published, proofs, [ruling_of(one) for one in made]).stories


def told(session: Session) -> dict[str, str | None]:
    """Return the story of each article that we hold."""
    return {one: stories.story_of(session, one) for one in every(session, select(ArticleRow.id))}


@make.ON_ONE_DATABASE
@given(pairs=PROOFS, made=DECISIONS, data=st.data())
def test_what_was_ruled_holds_whatever_the_order_of_arrival(
    engine: Engine,
    pairs: dict[tuple[str, str], Relation],
    made: list[Decision],
    data: st.DataObject,
) -> None:
    """Articles and rulings in any order, also rulings on what has not come: one partition."""
    proofs = proofs_of(pairs)
    steps: list[str | Decision] = data.draw(st.permutations([*NAMES, *made]))
    with make.scratch(engine) as session:
        there: set[str] = set()
        for step in steps:
            if isinstance(step, str):
                arrive(session, step, proofs, there)
            else:
                rule(session, step)
        assert told(session) == expected(NAMES, proofs, made)


@pytest.mark.parametrize("seed", range(10))
def test_ten_orders_of_arrival_make_one_partition(engine: Engine, seed: int) -> None:
    """Two texts of three copies, one of them merged from afar, and a straggler split off."""
    ties_of_two = [("a0", "a1"), ("a1", "a2"), ("a3", "a4"), ("a4", "a5"), ("a2", "a6")]
    proofs = [make.edge(*pair) for pair in ties_of_two]
    made = [
        make.story_decision(DecisionKind.STORY_MERGE, ["a0"], ["a3"], day=1),
        make.story_decision(DecisionKind.STORY_SPLIT, ["a6"], ["a0", "a1", "a2"], day=2),
    ]
    names = next(islice(permutations(NAMES), 503 * seed, None))
    with make.scratch(engine) as session:
        rule(session, made[0])
        there: set[str] = set()
        for name in names:
            arrive(session, name, proofs, there)
        rule(session, made[1])
        assert told(session) == {**dict.fromkeys(NAMES, "a0"), "a6": "a6"}


@make.ON_ONE_DATABASE
@given(pairs=PROOFS, made=DECISIONS)
def test_what_is_removed_and_comes_again_is_where_it_was(
    engine: Engine, pairs: dict[tuple[str, str], Relation], made: list[Decision]
) -> None:
    """Without an article the others are told without it; with it again all is as before."""
    proofs = proofs_of(pairs)
    with make.scratch(engine) as session:
        there: set[str] = set()
        for name in NAMES:
            arrive(session, name, proofs, there)
        for one in made:
            rule(session, one)
        for name in NAMES:
            stories.part(session, name)
            change(session, delete(ArticleRow).where(col(ArticleRow.id) == name))
            rest = [one for one in NAMES if one != name]
            left = [one for one in proofs if name not in {one.left, one.right}]
            assert told(session) == expected(rest, left, made)
            arrive(session, name, proofs, there)
            assert told(session) == expected(NAMES, proofs, made)


@make.ON_ONE_DATABASE
@given(pairs=PROOFS, made=DECISIONS)
def test_once_more_changes_no_row(
    engine: Engine, pairs: dict[tuple[str, str], Relation], made: list[Decision]
) -> None:
    """Joining and ruling again what is joined and ruled leaves every row as it is."""
    proofs = proofs_of(pairs)
    kept = []
    with make.scratch(engine) as session:
        there: set[str] = set()
        for _ in range(2):
            for name in NAMES:
                arrive(session, name, proofs, there)
            for one in made:
                rule(session, one)
            tables = map(table_of, (StoryMemberRow, EdgeRow, DecisionRow, AnchorRow))
            statements = [select(table).order_by(*table.primary_key) for table in tables]
            kept.append([session.connection().execute(one).all() for one in statements])
    assert kept[0] == kept[1]


def test_a_decision_bears_through_an_article_that_is_not_held(engine: Engine) -> None:
    """Two that were each merged with a third are one story as soon as the third is there."""
    made = [
        make.story_decision(DecisionKind.STORY_MERGE, ["a0"], ["a1"], day=1),
        make.story_decision(DecisionKind.STORY_MERGE, ["a1"], ["a2"], day=2),
    ]
    with make.scratch(engine) as session:
        for one in made:
            rule(session, one)
        arrive(session, "a0", [], there := set())
        arrive(session, "a2", [], there)
        assert told(session) == {"a0": "a0", "a2": "a2"}
        assert set(ties.around(session, ["a0"]).published) == {"a0", "a2"}
        arrive(session, "a1", [], there)
        assert told(session) == dict.fromkeys(("a0", "a1", "a2"), "a0")


def test_what_joins_nothing_is_known_of_articles(engine: Engine) -> None:
    """All relations are listed of an article; by those that join alone is it walked."""
    proofs = [make.edge("a0", "a1", relation=Relation.UPDATE), make.edge("a1", "a2")]
    with make.scratch(engine) as session:
        there: set[str] = set()
        for name in NAMES[:3]:
            arrive(session, name, proofs, there)
        assert ties.at(session, ["a1"]) == proofs
        assert ties.at(session, []) == []
        found = ties.around(session, ["a1"])
        assert (list(found.edges), sorted(found.published)) == ([proofs[1]], ["a1", "a2"])
        assert found.partition(without="a2").stories == {"a1": "a1"}


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
