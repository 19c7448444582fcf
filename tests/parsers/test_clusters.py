"""Stories come of all ties together: copies, how many there are, and what a person ruled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.copies.clusters import Ruling, RulingKind, partition
from parsers.copies.edges import Edge, Relation, Tier

DAY = datetime(2026, 3, 9, 8, tzinfo=UTC)
IDS = [f"id{number}" for number in range(12)]
PAIRS = st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)).filter(lambda p: p[0] != p[1])
MERGE, SPLIT, PIN = RulingKind.MERGE, RulingKind.SPLIT, RulingKind.PIN


def edge(pair: Sequence[str], relation: Relation = Relation.COPY, **fields: object) -> Edge:
    """Return a bare edge."""
    known = {"tier": Tier.NEAR, "score": 1.0} | fields
    return Edge(min(pair), max(pair), version="1", relation=relation, **known)  # type: ignore[arg-type]  # fields by name


def ends(one: Edge) -> tuple[str, str]:
    """Return whom an edge ties, to put edges in order."""
    return one.left, one.right


def ruling(kind: RulingKind, left: str, right: str = "", *, day: int = 0) -> Ruling:
    """Return what a person ruled of articles that are named by single letters."""
    return Ruling(kind, frozenset(left), frozenset(right), DAY + timedelta(days=day))


def told(
    names: Iterable[str],
    copies: str = "",
    rulings: Sequence[Ruling] = (),
) -> list[str]:
    """Return the stories of articles with one-letter names; ``copies`` lists pairs: "ab bc"."""
    edges = [edge(pair) for pair in copies.split()]
    stories = partition(dict.fromkeys(names, DAY), edges, rulings).stories
    return sorted(
        "".join(n for n in sorted(stories) if stories[n] == s) for s in {*stories.values()}
    )


TIES = st.lists(
    st.tuples(PAIRS, st.sampled_from(Relation), st.sampled_from(Tier), st.integers(1, 3)),
    max_size=24,
    unique_by=lambda tie: frozenset(tie[0]),
)
RULINGS = st.lists(
    st.builds(
        Ruling,
        st.sampled_from(RulingKind),
        st.frozensets(st.sampled_from(IDS), min_size=1, max_size=3),
        st.frozensets(st.sampled_from(IDS), min_size=1, max_size=3),
        st.integers(0, 3).map(lambda day: DAY + timedelta(days=day)),
    ),
    max_size=4,
)


@given(
    ties=TIES,
    rulings=RULINGS,
    days=st.lists(st.integers(0, 5) | st.none(), min_size=len(IDS), max_size=len(IDS)),
    data=st.data(),
)
def test_the_order_of_arrival_changes_no_story(
    ties: list[tuple[tuple[str, str], Relation, Tier, int]],
    rulings: list[Ruling],
    days: list[int | None],
    data: st.DataObject,
) -> None:
    """Any order of articles, edges and rulings gives the same stories, named by a first member."""
    published = {
        id_: None if day is None else DAY + timedelta(days=day)
        for id_, day in zip(IDS, days, strict=True)
    }
    edges = [edge(pair, kind, tier=tier, score=score / 3) for pair, kind, tier, score in ties]
    found = partition(published, edges, rulings)
    shuffled = {id_: published[id_] for id_ in data.draw(st.permutations(IDS))}
    again = partition(
        shuffled, data.draw(st.permutations(edges)), data.draw(st.permutations(rulings))
    )
    assert again == found
    for id_, story in found.stories.items():
        members = [other for other in IDS if found.stories[other] == story]
        last = datetime.max.replace(tzinfo=UTC)
        assert story == min(members, key=lambda member: (published[member] or last, member))
        assert id_ in members
    copies = [one for one in edges if one.relation is Relation.COPY]
    apart = [one for one in copies if found.stories[one.left] != found.stories[one.right]]
    assert sorted(found.refused, key=ends) == sorted(apart, key=ends)
    if not rulings:
        assert all(one.tier is Tier.REWRITTEN for one in apart)


def test_edges_to_unknown_articles_are_not_followed() -> None:
    """An edge to a pruned article neither fails nor joins through it."""
    found = partition({"a": DAY, "b": DAY}, [edge(("a", "gone")), edge(("b", "gone"))])
    assert found.stories == {"a": "a", "b": "b"}


def test_stories_join_through_common_copies() -> None:
    """Copies of copies are one story, named by the earliest, an undated member being the last."""
    published = {"a": None, "b": DAY, "c": DAY - timedelta(hours=1)}
    found = partition(published, [edge(("a", "b")), edge(("b", "c"))])
    assert found.stories == {"a": "c", "b": "c", "c": "c"}


@pytest.mark.parametrize("relation", [r for r in Relation if r is not Relation.COPY])
def test_other_relations_join_nothing(relation: Relation) -> None:
    """Neither what is taken over in part nor what may be a copy makes a story."""
    assert partition({"a": DAY, "b": DAY}, [edge("ab", relation)]).stories == {"a": "a", "b": "b"}


@pytest.mark.parametrize(
    ("copies", "rulings", "stories"),
    [
        ("ab", [ruling(MERGE, "ab", "c")], ["abc"]),
        ("ab cd", [ruling(MERGE, "a", "d")], ["abcd"]),
        ("ab bc", [ruling(SPLIT, "c", "ab")], ["ab", "c"]),
        ("ab bc cd", [ruling(SPLIT, "cd", "ab")], ["ab", "cd"]),
        ("ab bc", [ruling(SPLIT, "a", "c")], ["ab", "c"]),  # b goes where the first proof takes it
        ("ab", [ruling(MERGE, "a", "b"), ruling(SPLIT, "a", "b", day=1)], ["a", "b"]),
        ("", [ruling(SPLIT, "a", "b"), ruling(MERGE, "a", "b", day=1)], ["ab"]),
        ("ab bc cd", [ruling(PIN, "ab")], ["ab", "cd"]),
        ("bc", [ruling(PIN, "ab")], ["ab", "c"]),  # together, also where no proof ties them
        ("ab bc", [ruling(PIN, "ab"), ruling(MERGE, "b", "c", day=1)], ["abc"]),
        ("ab cd bc", [ruling(PIN, "ab"), ruling(PIN, "cd")], ["ab", "cd"]),
        ("ab", [ruling(MERGE, "a", "z")], ["ab"]),  # an article that is gone
    ],
)
def test_what_a_person_rules_holds(copies: str, rulings: list[Ruling], stories: list[str]) -> None:
    """Merged, split and pinned articles stay so whatever ties them; the later ruling wins."""
    assert told("".join(stories), copies, rulings) == stories
    assert told("".join(stories), copies, rulings[::-1]) == stories


def loose(pairs: Iterable[Sequence[str]]) -> list[Edge]:
    """Return rewritten copies of each other."""
    return [edge(pair, tier=Tier.REWRITTEN, score=0.8) for pair in pairs]


@pytest.mark.parametrize(
    ("sizes", "ties", "stories"),
    [
        ((1, 1), 1, 1),
        ((30, 1), 1, 2),  # taken for the copy of one of thirty
        ((30, 1), 9, 2),
        ((30, 1), 10, 1),
        ((40, 20), 1, 2),
        ((3, 1), 1, 1),
    ],
)
def test_the_larger_the_story_the_more_rewritten_copies_it_takes(
    sizes: tuple[int, int], ties: int, stories: int
) -> None:
    """Heaps that hang on few loose proofs stay two stories, and the proofs are named."""
    names = [f"n{number:03}" for number in range(sum(sizes))]
    one, other = names[: sizes[0]], names[sizes[0] :]
    within = [edge(pair) for heap in (one, other) for pair in pairwise(heap)]
    between = loose(zip(one, other * ties, strict=False))[:ties]
    found = partition(dict.fromkeys(names, DAY), [*within, *between])
    assert len(set(found.stories.values())) == stories
    refused = [] if stories == 1 else between
    assert sorted(found.refused, key=ends) == sorted(refused, key=ends)


def test_a_strict_proof_needs_no_other() -> None:
    """The first paragraph of an agency's text is a copy, though no rewritten one is like it."""
    names = [f"n{number:02}" for number in range(20)]
    ties = [*loose(combinations(names, 2)), edge((names[4], "short"))]
    found = partition(dict.fromkeys([*names, "short"], DAY), ties)
    assert len(set(found.stories.values())) == 1


def test_a_person_ties_what_hangs_on_one_proof() -> None:
    """A merger by hand needs no support."""
    names = [f"n{number:02}" for number in range(20)]
    ties = [*loose(combinations(names[:10], 2)), *loose(combinations(names[10:], 2))]
    merged = Ruling(MERGE, frozenset(names[:10]), frozenset(names[10:]), DAY)
    found = partition(dict.fromkeys(names, DAY), [*ties, *loose([names[2:13:10]])])
    assert len(set(found.stories.values())) == 2
    found = partition(dict.fromkeys(names, DAY), ties, [merged])
    assert len(set(found.stories.values())) == 1
