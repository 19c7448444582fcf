"""Who wrote what: from the source element of a feed, and after a change of what is known."""

from __future__ import annotations

from dataclasses import replace

from flows.runtime.wiring import House
from flows.steps.attribution import attribute
from flows.steps.detect import detect
from flows.steps.explain import explain
from parsers.model import Credit
from parsers.press.newsrooms import Basis, Newsrooms
from storage import articles, groupings, meetings, newsrooms, stories
from storage.database import reading, transaction
from storage.model import StoredArticle
from tests.flows.houses import HOTLINE, item, later, print_feed, print_page, read_feeds
from tests.flows.loopback import Newsroom
from tests.storage import builders as make


def with_newsrooms(house: House, known: Newsrooms) -> House:
    """Return the house after a change of its configuration."""
    return replace(house, watchlist=replace(house.watchlist, newsrooms=known))


def publish(house: House, room: Newsroom, feed: str, source: str = "", hours: float = 0) -> None:
    """Let one feed bring the same text, with what its source element says."""
    path = f"/{feed}/hotline"
    entry = item(room.url(path), HOTLINE.title, later(hours))
    print_feed(room, feed, [entry.replace("</item>", f"{source}</item>")])
    print_page(room, path, HOTLINE.page())
    read_feeds(house, later(hours))


def stored(house: House) -> list[StoredArticle]:
    """Return all articles, by feed."""
    with reading(house.engine) as session:
        found = articles.unread(session, "none", 100)
    return sorted(found, key=lambda one: one.article.feed)


def test_the_source_element_is_believed(house: House, room: Newsroom) -> None:
    """What a feed brings of another publisher is kept as that publisher's, with the address."""
    source = '<source url="https://www.sound.example/rss">The Sound Gazette</source>'
    publish(house, room, "harbour", source)
    (one,) = stored(house)
    assert (one.newsroom, one.publisher, one.basis) == ("sound.example", "harbour", Basis.SOURCE)
    assert one.article.source == "The Sound Gazette"
    assert one.article.source_url == "https://www.sound.example/rss"
    with reading(house.engine) as session:
        (entry,) = articles.entries_of(session, one.article.id)
    assert entry.source_url == "https://www.sound.example/rss"


def test_a_hostile_source_element_is_not(house: House, room: Newsroom) -> None:
    """Script and markup in it name nobody, and are kept nowhere as an address."""
    publish(
        house, room, "harbour", '<source url="javascript:x()">&lt;i&gt;{{x}}&lt;/i&gt;</source>'
    )
    (one,) = stored(house)
    assert (one.newsroom, one.basis) == ("harbour", Basis.OUTLET)
    assert one.article.source_url == ""


def test_copies_by_way_of_aggregators_are_one_writers(house: House, room: Newsroom) -> None:
    """A text that two feeds have from one publisher is one report of one newsroom."""
    source = '<source url="https://sound.example/">Sound</source>'
    publish(house, room, "harbour", source)
    publish(house, room, "coast", hours=0.1)
    detect(house, later(0.2))
    with reading(house.engine) as session:
        (record,) = meetings.all(session)
        (story,) = stories.folded(session)
    assert record.newsrooms == ("sound.example",)
    said = explain(house, story[0].id)
    assert said is not None
    assert "written by sound.example (source, confidence" in said
    assert ": sound.example, printed: named as the source by the feed" in said
    assert "coast: sound.example, inferred" in said


def test_editions_are_one_newsroom_from_the_next_run_on(house: House, room: Newsroom) -> None:
    """What was counted as two is one after a change of the file, in articles, sets and stories."""
    detect(house, later(-1))
    publish(house, room, "harbour")
    detect(house, later(0))
    with reading(house.engine) as session:
        (held,) = [one for one in groupings.everything(session) if len(one.members) == 3]
    assert held.newsrooms == ("harbour",)
    known = Newsrooms(feeds={"harbour": "post.example", "coast": "post.example"})
    changed = with_newsrooms(house, known)
    assert attribute(changed) == 1
    assert attribute(changed) == 0
    with reading(house.engine) as session:
        assert newsrooms.edition(session) == known.edition
        (one,) = stored(house)
        assert stories.newsrooms(session, [one.article.id]) == {one.article.id: "post.example"}
    publish(changed, room, "coast", hours=0.1)
    detect(changed, later(0.2))
    with reading(house.engine) as session:
        (held,) = [one for one in groupings.everything(session) if len(one.members) == 3]
    assert held.newsrooms == ("post.example",)


def test_every_article_is_found_anew(house: House) -> None:
    """More than one batch, those kept without their basis, and the stories of all."""
    with transaction(house.engine) as session:
        for number in range(1_100):
            name = f"a{number:04}"
            printed = make.article(name, outlet=f"{number % 2}.example", url=f"https://x/{name}")
            make.keep_article(session, printed, newsroom=printed.outlet)
        wire = Credit("ap", "reprint", None, "dateline: SUVA (AP)")
        late = make.article("late", hours=3, outlet="late.example", url="https://late.example/")
        make.keep_article(session, late, newsroom="ap", credit=wire)
        stories.join(session, "late", [make.edge("late", "a0000"), make.edge("a0001", "a0000")])
    known = Newsrooms(hosts={"1.example": "0.example"})
    assert attribute(with_newsrooms(house, known)) == 1_101
    with reading(house.engine) as session:
        told = stories.newsrooms(session, ["a0000", "a0001", "a0003", "late"])
        assert told == {"a0000": "ap", "a0001": "ap", "late": "ap", "a0003": "0.example"}
        kept = articles.get(session, "late")
    assert kept is not None
    assert (kept.basis, kept.publisher) == (Basis.CREDIT, "late.example")


def test_an_original_is_explained_member_by_member(house: House) -> None:
    """Who wrote the story, by what, how sure; and of each copy whether it prints it."""
    told = {
        "a": Credit(),
        "b": Credit("ap", "reprint", "SUVA", "dateline: SUVA (AP) —"),
        "c": Credit("ap", "contributed", None, "foot: AP contributed to th"),
        "d": Credit("afp", "reprint", None, "foot: (AFP)\x1b[31m"),
    }
    with transaction(house.engine) as session:
        for at, (name, credit) in enumerate(told.items()):
            outlet = f"{name}.example"
            newsroom = credit.agency if credit.agency and credit.role == "reprint" else outlet
            printed = make.article(name, hours=at, outlet=outlet, url=f"https://{outlet}/")
            make.keep_article(session, printed, newsroom=newsroom, credit=credit)
        stories.join(session, "a", [make.edge("a", other) for other in "bcd"])
    said = explain(house, "a")
    assert said is not None
    lines = said.splitlines()
    (head,) = [line for line in lines if "written by" in line]
    assert head.startswith("  written by ap (credit, confidence 0.")
    assert head.endswith("copies print the agency's credit; others name afp")
    assert "  nearest to the original: article b" in lines
    at = lines.index("    a  a.example: ap, inferred")
    assert lines[at : at + 4] == [
        "    a  a.example: ap, inferred",
        "    b  b.example: ap, printed: dateline: SUVA (AP) —",
        "    c  c.example: ap, inferred: foot: AP contributed to th",
        "    d  d.example: afp, printed: foot: (AFP)[31m",
    ]
