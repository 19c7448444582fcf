"""The writer of a story is kept, and always that of its members, however they came or went."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, delete, event
from sqlmodel import Session, col, select

from parsers.copies.clusters import partition
from parsers.copies.edges import Edge
from parsers.copies.originals import Method, original
from parsers.model import Credit
from parsers.press.newsrooms import Attribution, Basis
from storage import newsrooms, originals, stories
from storage.database import downgrade, transaction, upgrade
from storage.statements import every
from storage.tables.articles import ArticleRow
from storage.tables.stories import StoryRow
from tests.storage import builders as make

AP = Credit("ap", "reprint", None, "dateline: SUVA (AP)")
AFP = Credit("afp", "reprint", None, "foot: (AFP)")
HELPED = Credit("ap", "contributed", None, "foot: AP contributed")
NONE = Credit()


def keep(
    session: Session,
    name: str,
    outlet: str,
    credit: Credit = NONE,
    *,
    hours: float | None = 0,
    basis: Basis | None = None,
    text: str = "Words about the talks. " * 9,
) -> None:
    """Keep an article as an outlet printed it."""
    article = make.article(
        name, hours=hours, outlet=outlet, url=f"https://{outlet}/{name}", text=text
    )
    newsroom = credit.agency if credit.agency and credit.role == "reprint" else outlet
    make.keep_article(session, article, newsroom=newsroom, credit=credit)
    if basis is not None:
        newsrooms.attribute(session, {name: Attribution(newsroom, outlet, basis)})


def kept(session: Session) -> dict[str, tuple[str, str, str]]:
    """Return original, writer and method of each story of several, as they are kept."""
    rows = every(session, select(StoryRow))
    return {row.id: (row.original, row.writer, row.method) for row in rows}


def due(
    session: Session, names: Iterable[str], edges: Sequence[Edge]
) -> dict[str, tuple[str, str, str]]:
    """Return the same as it follows from all members and proofs at once."""
    members = originals.members_of(session, sorted(names))
    told = partition({one.id: one.published_at for one in members}, edges).stories
    found = {}
    for story in set(told.values()):
        pile = [one for one in members if told[one.id] == story]
        inside = [one for one in edges if told[one.left] == story]
        if len(pile) > 1:
            one = original(pile, inside)
            found[story] = (one.article, one.writer, one.method.value)
    return found


def test_a_credit_makes_the_story_the_agencys(engine: Engine) -> None:
    """As soon as a copy prints it, for all members and for those that came before."""
    with transaction(engine) as session:
        keep(session, "first", "strait.example")
        keep(session, "late", "sound.example", AP, hours=2)
        stories.join(session, "first", [])
        assert stories.newsrooms(session, ["first"]) == {"first": "strait.example"}
        stories.join(session, "late", [make.edge("late", "first")])
        assert stories.newsrooms(session, ["first", "late"]) == {"first": "ap", "late": "ap"}
        assert kept(session) == {"first": ("late", "ap", "credit")}
        found = stories.original_of(session, "first")
        assert found is not None
        assert [one.is_printed for one in found.members] == [False, True]


def test_a_story_that_falls_apart_has_other_writers(engine: Engine) -> None:
    """Parted from the copy with the credit, each is its own newsroom's again."""
    with transaction(engine) as session:
        for at, (name, credit) in enumerate([("a", NONE), ("b", AP), ("c", NONE), ("d", AFP)]):
            keep(session, name, f"{name}.example", credit, hours=at)
        stories.join(session, "b", [make.edge("a", "b"), make.edge("b", "c")])
        stories.join(session, "d", [make.edge("d", "c")])
        assert set(stories.newsrooms(session, "abcd").values()) == {"ap"}
        stories.part(session, "b")
        assert stories.newsrooms(session, "abcd") == {
            "a": "a.example", "b": "ap", "c": "afp", "d": "afp"
        }  # fmt: skip
        assert kept(session) == {"c": ("d", "afp", "credit")}


def test_a_deleted_article_speaks_no_more(engine: Engine) -> None:
    """Parted and deleted, it leaves the others as if it had never come."""
    with transaction(engine) as session:
        for at, (name, credit) in enumerate([("a", AP), ("b", NONE), ("c", NONE)]):
            keep(session, name, f"{name}.example", credit, hours=at)
        stories.join(session, "b", [make.edge("a", "b"), make.edge("b", "c"), make.edge("a", "c")])
        stories.part(session, "a")
        session.connection().execute(delete(ArticleRow).where(col(ArticleRow.id) == "a"))
    with transaction(engine) as session:
        assert stories.newsrooms(session, "abc") == {"b": "b.example", "c": "b.example"}
        assert kept(session) == due(session, "bc", [make.edge("b", "c")])


@make.ON_ONE_DATABASE
@given(
    prints=st.lists(
        st.tuples(st.sampled_from([NONE, NONE, AP, AFP, HELPED]), st.sampled_from("xyz")),
        min_size=7,
        max_size=7,
    ),
    pairs=st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=9),
    order=st.permutations(range(7)),
    parted=st.lists(st.integers(0, 6), max_size=2, unique=True),
)
def test_the_order_of_arrival_changes_nothing(
    engine: Engine,
    prints: list[tuple[Credit, str]],
    pairs: list[tuple[int, int]],
    order: list[int],
    parted: list[int],
) -> None:
    """Joined in any order and parted again, the writers are those of what is left at once."""
    names = [f"a{number}" for number in range(7)]
    edges = [make.edge(names[left], names[right]) for left, right in pairs if left != right]
    with make.scratch(engine) as session:
        for at, name in enumerate(names):
            hours = None if at == 5 else at % 3
            credit, outlet = prints[at]
            keep(session, name, f"{outlet}.example", credit, hours=hours)
        for number in order:
            touching = [one for one in edges if names[number] in {one.left, one.right}]
            stories.join(session, names[number], touching)
        left = {(min(e.left, e.right), max(e.left, e.right)): e for e in edges}
        assert kept(session) == due(session, names, list(left.values()))
        for number in parted:
            stories.part(session, names[number])
            left = {pair: e for pair, e in left.items() if names[number] not in pair}
        assert kept(session) == due(session, names, list(left.values()))
        by_story: Mapping[str, str] = {story: row[1] for story, row in kept(session).items()}
        for name, writer in stories.newsrooms(session, names).items():
            story = stories.story_of(session, name)
            assert story is not None
            (member,) = originals.members_of(session, [name])
            assert writer == by_story.get(story, member.newsroom)


def test_who_is_found_to_be_another_newsroom_is_so_everywhere(engine: Engine) -> None:
    """What is noted of an article anew is told by its story, at once and for all members."""
    with transaction(engine) as session:
        for at, name in enumerate("abc"):
            keep(session, name, f"{name}.example", hours=at, basis=Basis.OUTLET)
        stories.join(session, "a", [make.edge("a", "b")])
        stories.join(session, "c", [])
        newsrooms.attribute(
            session,
            {
                "a": Attribution("a.example", "a.example", Basis.AGGREGATOR),
                "c": Attribution("b.example", "b.example", Basis.OUTLET),
            },
        )
        assert stories.rewritten(session, ["a", "c"]) == dict.fromkeys("abc", "b.example")
        assert kept(session) == {"a": ("b", "b.example", "inferred")}
        assert stories.writers(session, "abc").newsrooms == ("b.example",)


def test_a_look_up_is_one_question_by_keys(engine: Engine) -> None:
    """Writers of however many articles are asked for at once; no text is read for it."""
    with transaction(engine) as session:
        for number in range(60):
            keep(session, f"a{number}", f"o{number}.example")
        stories.join(session, "a0", [make.edge("a0", f"a{number}") for number in range(1, 30)])
        asked: list[str] = []
        event.listen(engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
        told = stories.newsrooms(session, [f"a{number}" for number in range(60)])
    assert len(told) == 60
    assert len(set(told.values())) == 31
    assert len(asked) == 1
    assert "text" not in asked[0].replace("::TEXT", "").split()


def test_articles_are_handed_out_without_their_texts(engine: Engine) -> None:
    """By id, some at a time, each with what its newsroom is found by."""
    with transaction(engine) as session:
        keep(session, "a", "strait.example", AP)
        keep(session, "b", "sound.example", basis=Basis.OUTLET)
        (first,) = newsrooms.noted(session, "", 1)
        (second,) = newsrooms.noted(session, first.article, 5)
        assert (first.article, first.credit, first.attribution) == ("a", AP, None)
        assert first.imprint.url == "https://strait.example/a"
        assert second.attribution == Attribution("sound.example", "sound.example", Basis.OUTLET)
        assert newsrooms.noted(session, "b", 5) == []


def test_the_edition_is_one(engine: Engine) -> None:
    """None at first, then the last that was noted."""
    with transaction(engine) as session:
        assert newsrooms.edition(session) is None
        newsrooms.settle(session, "one")
        newsrooms.settle(session, "two")
        assert newsrooms.edition(session) == "two"


def test_an_older_database_keeps_its_writers(engine: Engine) -> None:
    """Until the next detect a story has the writer that it had: an agency, or the earliest."""
    with transaction(engine) as session:
        for at, (name, credit) in enumerate([("a", NONE), ("b", AP), ("c", NONE), ("d", NONE)]):
            keep(session, name, f"{name}.example", credit, hours=at)
        stories.join(session, "b", [make.edge("a", "b")])
        stories.join(session, "d", [make.edge("c", "d")])
    downgrade(engine, "0011")
    upgrade(engine)
    with transaction(engine) as session:
        assert stories.newsrooms(session, "abcd") == {
            "a": "ap", "b": "ap", "c": "c.example", "d": "c.example"
        }  # fmt: skip
        assert [row[2] for _, row in sorted(kept(session).items())] == [
            Method.CREDIT.value, Method.INFERRED.value
        ]  # fmt: skip
        before = kept(session)
        stories.rewritten(session, "abcd")
        assert kept(session) == before
