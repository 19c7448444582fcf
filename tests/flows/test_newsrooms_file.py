"""What ``config/newsrooms.toml`` may say: valid, or refused with line, thing and remedy."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.runtime.newsrooms import AgencyRow, AggregatorRow, PublisherRow, load_directory
from flows.runtime.watchlist import (
    WatchlistError,
    load_newsrooms,
    load_watchlist,
    newsrooms_if_any,
)
from flows.steps.newsrooms import counted, doubts, listed, shown
from parsers.press.newsrooms import Newsrooms
from storage.model import FeedSource
from tests.flows.test_watchlist import write

GOOD = """
[[newsroom]]
name = "The Harbour Post"
domains = ["harbourpost.example", "harbourpost-north.example"]
sources = ["Harbour Post North"]
feeds = ["harbour"]

[[agency]]
id = "reuters"
domains = ["vessel.example"]
sources = ["Vessel Wire"]

[[aggregator]]
name = "Clippings"
domains = ["news.portal.example"]
"""
RIVAL = '[[newsroom]]\nname = "Rival"\ndomains = ["rival.example"]\n'


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A directory with a valid configuration."""
    write(tmp_path)
    (tmp_path / "newsrooms.toml").write_text(GOOD, encoding="utf-8")
    return tmp_path


def faults(where: Path, text: str) -> list[str]:
    """What is wrong with the file, each fault in full."""
    (where / "newsrooms.toml").write_text(text, encoding="utf-8")
    with pytest.raises(WatchlistError) as caught:
        load_watchlist(where)
    return [str(fault) for fault in caught.value.faults]


def test_what_it_says_is_known(config: Path) -> None:
    """Hosts, names and feeds lead to the first domain, an agency's to the agency."""
    known = load_watchlist(config).newsrooms
    assert known == Newsrooms(
        hosts={
            "harbourpost.example": "harbourpost.example",
            "harbourpost-north.example": "harbourpost.example",
            "vessel.example": "reuters",
            "news.portal.example": "news.portal.example",
        },
        feeds={"harbour": "harbourpost.example"},
        names={
            "harbour post": "harbourpost.example",
            "harbour post north": "harbourpost.example",
            "vessel wire": "reuters",
            "clippings": "news.portal.example",
            # As they are spelt in domains, those of feeds included.
            "harbourpost": "harbourpost.example",
            "harbourpostnorth": "harbourpost.example",
            "vessel": "reuters",
            "harbour": "harbour.example",
        },
        aggregators=frozenset({"news.portal.example"}),
    )
    rows = load_newsrooms(config).rows
    assert [type(row) for table in rows.values() for row in table] == [
        PublisherRow,
        AgencyRow,
        AggregatorRow,
    ]


def test_the_names_of_feeds_are_those_of_their_pages(config: Path) -> None:
    """A feed's own name is its page's; one that two publishers bear is nobody's."""
    feeds = [
        FeedSource("one", "Sound Gazette", "https://a.example/rss", home="https://sound.example/"),
        FeedSource("two", "World", "https://b.example/rss", home="https://b.example/"),
        FeedSource("three", "World", "https://c.example/rss", home="https://c.example/"),
        FeedSource("harbour", "Post", "https://d.example/rss", home="https://d.example/"),
    ]
    directory, wrong = load_directory(config, feeds)
    assert not wrong
    names = directory.newsrooms.names
    assert names["sound gazette"] == "sound.example"
    assert "world" not in names
    assert names["sound"] == "sound.example"
    assert names["post"] == "harbourpost.example"


def test_hosts_are_spelt_one_way(config: Path) -> None:
    """Case and script of a host do not matter."""
    text = '[[newsroom]]\nname = "Münster"\ndomains = ["STRASSE-post.Example", "münster.example"]\n'
    (config / "newsrooms.toml").write_text(text, encoding="utf-8")
    known = load_newsrooms(config).newsrooms
    assert known.of_host("www.xn--mnster-3ya.example") == known.of_host("STRASSE-post.example")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (
            RIVAL.replace("rival.example", "harbourpost-north.example"),
            "'harbourpost-north.example', which newsroom \"The Harbour Post\" in line 2 claims",
        ),
        (
            RIVAL.replace("rival.example", "HARBOURPOST.example"),
            "claims 'HARBOURPOST.example', which newsroom",
        ),
        (
            '[[aggregator]]\nname = "Rival"\ndomains = ["vessel.example"]\n',
            "claims 'vessel.example', which agency \"reuters\" in line 8 claims too",
        ),
        (
            RIVAL + 'sources = ["harbour post NORTH"]\n',
            "claims 'harbour post NORTH', which newsroom",
        ),
        (RIVAL.replace("Rival", "Clippings"), "claims 'Clippings', which aggregator"),
        (RIVAL + 'feeds = ["harbour"]\n', "claims 'harbour', which newsroom"),
        (RIVAL + 'feeds = ["habour"]\n', "there is no feed 'habour'. Did you mean harbour?"),
        (
            RIVAL.replace("rival.example", "apnews.com"),
            "which is the agency ap's. Remove it, or say",
        ),
        (RIVAL.replace("rival.example", "www.apnews.com"), "which is the agency ap's"),
        (RIVAL + 'sources = ["Associated Press"]\n', "which is the agency ap's"),
        ('[[agency]]\nid = "ap"\ndomains = ["afp.com"]\n', "which is the agency afp's"),
        ('[[agency]]\nid = "reuters"\n', "claims 'reuters', which agency \"reuters\" in line 8"),
        ('[[agency]]\nid = "rueters"\n', "did you mean reuters?"),
        (RIVAL.replace("rival.example", "co.uk"), "is an ending under which anybody may publish"),
        (RIVAL.replace("rival.example", "blogspot.com"), "under which anybody may publish"),
        (RIVAL.replace("rival.example", "https://rival.example/"), "is no host such as"),
        (RIVAL.replace("rival.example", "rival.example/news"), "is no host such as"),
        (RIVAL.replace("rival.example", "*.rival.example"), "is no host such as"),
        (RIVAL.replace("rival.example", "localhost"), "is no host such as"),
        (RIVAL.replace("rival.example", "127.0.0.1"), "is no host such as"),
        (RIVAL.replace('["rival.example"]', '["rival.example", "rival.example"]'), "twice"),
        (RIVAL.replace('["rival.example"]', "[]"), "domains is empty"),
        (RIVAL.replace('["rival.example"]', '"rival.example"'), "is no list in square brackets"),
        ('[[newsroom]]\nname = "Rival"\n', "domains is missing. Example: domains = "),
        (RIVAL.replace("Rival", "News"), "is no name of a publisher"),
        (RIVAL.replace("Rival", "<b>Rival</b>"), "is no name of a publisher"),
        (RIVAL + "editions = []\n", "there is no key editions"),
        ("[[publisher]]\n", "publisher: is unknown at the top of this file. Begin each entry with"),
    ],
)
def test_what_is_in_doubt_is_refused(config: Path, more: str, said: str) -> None:
    """A fault names the line, the entry, what is wrong and what to do; nothing is guessed."""
    found = [fault for fault in faults(config, f"{GOOD}\n{more}") if said in fault]
    assert found
    assert found[0].startswith("newsrooms.toml:")
    assert found[0].count(". ") >= 1, "no remedy"


def test_a_file_that_cannot_be_read_stops_the_run(config: Path) -> None:
    """Missing, no TOML, no text: nothing is counted by a half-known configuration."""
    (said,) = faults(config, GOOD + "name = no quotes\n")
    assert said.startswith("newsrooms.toml:")
    assert "is no TOML" in said
    (config / "newsrooms.toml").write_bytes(b'name = "\xff"')
    with pytest.raises(WatchlistError, match="cannot be read"):
        load_watchlist(config)
    with pytest.raises(WatchlistError, match="cannot be read"):
        newsrooms_if_any(config)
    (config / "newsrooms.toml").unlink()
    with pytest.raises(WatchlistError, match=r"is missing.*every outlet is a newsroom of its own"):
        load_watchlist(config)
    assert newsrooms_if_any(config) == Newsrooms()


def test_a_fault_in_the_feeds_brings_forth_no_other(config: Path) -> None:
    """Where the feeds cannot be told, the newsrooms that name them are not blamed."""
    (config / "feeds.toml").write_text("[[feed]]\nslug = 1\n", encoding="utf-8")
    with pytest.raises(WatchlistError) as caught:
        load_watchlist(config)
    assert {fault.file for fault in caught.value.faults} == {"feeds.toml"}


@given(st.text(alphabet='[]="\n abcdeginorswm.1', max_size=80))
def test_no_text_raises_anything_else(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """Whatever the file holds, it is valid or its faults are told."""
    where = tmp_path_factory.mktemp("config")
    write(where)
    (where / "newsrooms.toml").write_text(text, encoding="utf-8")
    with suppress(WatchlistError):
        load_watchlist(where)


class TestWords:
    """What the commands say."""

    def test_it_is_listed_and_counted(self, config: Path) -> None:
        """Each entry on a line, and how many newsrooms the feeds make."""
        directory, watchlist = load_newsrooms(config), load_watchlist(config)
        lines = [*listed(directory)]
        assert lines[0] == (
            "newsroom   The Harbour Post: harbourpost.example, harbourpost-north.example; "
            "named Harbour Post North; feeds harbour"
        )
        assert lines[2].endswith("news.portal.example; only reprints")
        assert [*counted(directory, watchlist)][-1].endswith("1 that are read, of 1 newsrooms")

    @pytest.mark.parametrize(
        ("asked", "said"),
        [
            ("harbour", "feed harbour: the newsroom harbourpost.example"),
            ("www.harbourpost-north.example", "the newsroom harbourpost.example"),
            ("https://vessel.example/talks", "host vessel.example: the agency reuters"),
            ("NEWS.portal.example", "the aggregator, which only reprints, news.portal.example"),
            ("Harbour Post North", "source Harbour Post North: the newsroom harbourpost.example"),
            ("Reuters", "source Reuters: the agency reuters"),
            ("Sound Gazette", "the newsroom sound gazette, by this name alone"),
            ("Staff", "names nobody"),
        ],
    )
    def test_whose_something_is(self, config: Path, asked: str, said: str) -> None:
        """A feed, a host, an address and a printed name each have their newsroom."""
        (line,) = shown(load_watchlist(config), asked)
        assert said in line

    def test_what_looks_like_editions_is_doubted(self, config: Path) -> None:
        """Feeds whose domains begin alike are pointed out, unless an entry tells them apart."""
        feed = (config / "feeds.toml").read_text(encoding="utf-8")
        other = feed.replace('slug = "harbour"', 'slug = "{}"')
        feeds = [feed] + [
            other.format(domain.replace(".", "-")).replace("harbour.example", domain)
            for domain in ("sound.example", "sound.test")
        ]
        (config / "feeds.toml").write_text("\n".join(feeds), encoding="utf-8")
        (note,) = doubts(load_watchlist(config))
        assert note.startswith("sound.example and sound.test count as 2 newsrooms")
        told = '[[newsroom]]\nname = "Sound"\ndomains = ["sound.example", "sound.test"]\n'
        (config / "newsrooms.toml").write_text(told, encoding="utf-8")
        assert not [*doubts(load_watchlist(config))]
