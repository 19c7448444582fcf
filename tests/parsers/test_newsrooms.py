"""Who wrote an article, as far as it tells by itself: editions, agencies, sources, aggregators."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.model import Article, Credit
from parsers.press.newsrooms import (
    Attribution,
    Basis,
    Imprint,
    Newsrooms,
    basis_of,
    folded,
    is_publishers_name,
)
from parsers.press.urls import host_of, is_public_suffix
from parsers.press.wire import credit

STORY = (
    "The foreign ministers of Fiji, Samoa and Tonga met on Monday and agreed to share patrols.\n"
    "They will meet again in June, their hosts said after the talks in the capital."
)
KNOWN = Newsrooms(
    hosts={
        "harbourpost.example": "harbourpost.example",
        "harbourpost-north.example": "harbourpost.example",
        "parliament.union.example": "parliament.union.example",
        "press.vessel.example": "reuters",
        "news.portal.example": "news.portal.example",
    },
    feeds={"ministry": "ministry.example"},
    names={
        "harbour post": "harbourpost.example",
        "strait times": "straittimes.example",
        "bayledger": "bayledger.example",
    },
    aggregators=frozenset({"news.portal.example"}),
)


def told(
    outlet: str = "strait.example",
    *,
    text: str = STORY,
    host: str = "",
    feed: str = "feed",
    known: Newsrooms = KNOWN,
    **fields: str,
) -> Attribution:
    """Return who wrote an article printed there."""
    url = f"https://{host or outlet}/talks"
    one = Article("1", url, feed, outlet, "Talks", text, **fields)  # type: ignore[arg-type]
    return known.attribution(Imprint.of(one), credit(one))


def test_an_outlet_that_names_nobody_wrote_it() -> None:
    """Of what nobody is known of, the outlet is the newsroom, whatever its host."""
    assert told() == Attribution("strait.example", "strait.example", Basis.OUTLET)
    assert told(host="news.strait.example").newsroom == "strait.example"


def test_editions_are_one_newsroom_and_rivals_of_like_names_are_not() -> None:
    """Editions count under the first domain; a like name elsewhere is another newsroom."""
    assert told("harbourpost-north.example").newsroom == "harbourpost.example"
    assert told("harbourpost-south.example").newsroom == "harbourpost-south.example"
    rivals = ("thestar.com", "thestar.com.my", "the-star.co.ke", "thestar.co.uk")
    assert len({told(domain, known=Newsrooms()).newsroom for domain in rivals}) == 4


def test_the_longest_host_decides() -> None:
    """One host of a shared domain may be a newsroom of its own; its neighbours are not."""
    shared = told("union.example", host="www.parliament.union.example")
    assert shared.newsroom == "parliament.union.example"
    assert told("union.example", host="court.union.example").newsroom == "union.example"
    assert told("union.example", host="xparliament.union.example").newsroom == "union.example"


def test_a_feed_may_be_a_newsrooms_wherever_its_entries_stand() -> None:
    """What a ministry's feed brings is the ministry's, on a portal that all ministries share."""
    assert told("portal-of-all.example", feed="ministry").newsroom == "ministry.example"


def test_an_agencys_own_pages_are_its_own_text() -> None:
    """By the table of agencies, by an entry of the configuration, and below either domain."""
    own = Attribution("reuters", "reuters", Basis.AGENCY_TEXT)
    assert told("reuters.com") == told("vessel.example", host="press.vessel.example") == own
    signed = told("reuters.com", text=f"SUVA, March 9 (Reuters) - {STORY}")
    assert signed == own


def test_an_agency_may_print_another() -> None:
    """Another agency's dateline on an agency's page names the writer."""
    guest = told("reuters.com", text=f"SUVA (AP) — {STORY}")
    assert guest == Attribution("ap", "reuters", Basis.CREDIT)


def test_a_reprint_is_the_agencys_and_help_is_not() -> None:
    """A dateline makes a text the agency's; a contribution leaves it the outlet's."""
    assert told(text=f"SUVA (AP) — {STORY}") == Attribution("ap", "strait.example", Basis.CREDIT)
    helped = told(text=f"{STORY}\nThe Associated Press contributed to this report.")
    assert (helped.newsroom, helped.basis) == ("strait.example", Basis.OUTLET)


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        (
            f"{STORY}\nCopyright: Project Syndicate, 2031.\nwww.project-syndicate.org",
            "project-syndicate",
        ),
        (
            f"{STORY}\nThis article is republished from The Conversation under a Creative Commons.",
            "the-conversation",
        ),
        (f"{STORY}\n©2031 Harbour Post. Distributed by Tribune Content Agency, LLC.", "tns"),
    ],
)
def test_syndicates_of_columns_sign_at_the_foot(text: str, agency: str) -> None:
    """A column is its syndicate's, on however many opinion pages it stands."""
    assert told(text=text).newsroom == agency


class TestSources:
    """The element ``source`` of an entry is believed."""

    def test_another_publisher_wrote_it(self) -> None:
        """By the address that the element gives, as Google News does, or by the name alone."""
        named = {"source": "The Wall Journal", "source_url": "https://www.walljournal.example"}
        assert told("google.com", **named) == Attribution(
            "walljournal.example", "google.com", Basis.SOURCE
        )
        assert told(source="The Harbour Post").newsroom == "harbourpost.example"
        assert told(source="The Bay-Ledger").newsroom == "bayledger.example"
        assert told(source="Sound Gazette") == told(source="SOUND  GAZETTE")
        assert told(source="Sound Gazette").newsroom == "sound gazette"

    def test_an_address_goes_before_a_name(self) -> None:
        """Of a host that is known it is the newsroom's, of an agency's the agency's."""
        edition = "https://harbourpost-north.example/rss"
        assert told(source="World", source_url=edition).newsroom == "harbourpost.example"
        assert told(source="World", source_url="https://apnews.com/").newsroom == "ap"
        assert told(source="sound.example").newsroom == "sound.example"

    def test_who_only_reprints_is_no_origin(self) -> None:
        """An aggregator's address says nothing; then the name counts."""
        portal = "https://news.portal.example/rss"
        assert told(source="Harbour Post", source_url=portal).newsroom == "harbourpost.example"
        assert told(source="", source_url=portal).newsroom == "strait.example"

    def test_a_credit_of_the_text_goes_before_it(self) -> None:
        """A dateline names the writer; the source only where the printer had it from."""
        named = told(text=f"SUVA (AP) — {STORY}", source="Harbour Post")
        assert (named.newsroom, named.basis) == ("ap", Basis.CREDIT)
        assert told(source="Associated Press").basis is Basis.SOURCE

    @pytest.mark.parametrize(
        ("outlet", "source"),
        [
            ("soundgazette.example", "The Sound Gazette"),
            ("soundgazette.example", "Sound Gazette - World"),
            ("the-strait.example", "The Strait"),
            ("smh.example", "Sound Morning Herald"),
            ("un.example", "UN News"),
            ("straittimes.example", "Strait Times"),
            ("harbourpost-north.example", "Harbour Post"),
        ],
    )
    def test_who_names_himself_wrote_it(self, outlet: str, source: str) -> None:
        """A name written in the domain, its initials, or known as the outlet's, is its own."""
        assert told(outlet, source=source).basis is Basis.OUTLET

    @pytest.mark.parametrize("url", ["https://strait.example/rss", "https://feeds.strait.example"])
    def test_an_own_address_is_no_source(self, url: str) -> None:
        """An address at the outlet's own domain settles it, whatever the name."""
        assert told(source="Somebody Else", source_url=url).basis is Basis.OUTLET

    @pytest.mark.parametrize(
        "source",
        [
            "",
            " ",
            "Agencies",
            "Staff Reporter",
            "AP and Reuters",
            "7",
            "<b>Evil Gazette</b>",
            "../../etc/passwd",
            "Harbour\u202etsoP",
            "H\u0430rbour Gazette",
            "javascript:alert(1)//@news",
            "{{ source }}",
            "a\x00b",
            "The ministers met on Monday and agreed to share patrols, sources said in the capital",
            "http://",
            "https://127.0.0.1/feed",
            "https://co.uk/",
            "x" * 300,
        ],
    )
    def test_what_is_no_name_is_not_believed(self, source: str) -> None:
        """Markup, paths, tricks of spelling, sentences, words for nobody: it stays the outlet's."""
        assert told(source=source).newsroom == "strait.example"

    @pytest.mark.parametrize(
        "url",
        [
            "",
            "http://",
            "https://10.0.0.1/",
            "https://localhost/",
            "ftp://a.example/",
            "https://co.uk",
        ],
    )
    def test_an_address_without_an_owner_is_none(self, url: str) -> None:
        """Numbers, this machine, other protocols and public suffixes name nobody."""
        assert told(source_url=url).newsroom == "strait.example"

    @given(source=st.text(max_size=80), url=st.text(max_size=80))
    def test_nothing_breaks_it(self, source: str, url: str) -> None:
        """Whatever a feed says, somebody wrote it, by a short and printable name."""
        found = told(source=source, source_url=url)
        assert found.newsroom
        assert found.newsroom.isprintable()
        assert len(found.newsroom) <= 260


def test_an_aggregator_writes_only_where_nobody_else_is_known() -> None:
    """It stands for itself as the last resort, and marked so."""
    last = told("portal.example", host="news.portal.example")
    assert last == Attribution("news.portal.example", "news.portal.example", Basis.AGGREGATOR)
    named = told("portal.example", host="news.portal.example", source="Harbour Post")
    assert (named.newsroom, named.basis) == ("harbourpost.example", Basis.SOURCE)


def test_the_edition_changes_with_every_fact() -> None:
    """What is stored is brought in step when anything that is known changes, and else not."""
    same = Newsrooms(
        dict(reversed(KNOWN.hosts.items())), KNOWN.feeds, KNOWN.names, KNOWN.aggregators
    )
    assert same.edition == KNOWN.edition
    others = [
        Newsrooms({}, KNOWN.feeds, KNOWN.names, KNOWN.aggregators),
        Newsrooms(KNOWN.hosts, {}, KNOWN.names, KNOWN.aggregators),
        Newsrooms(KNOWN.hosts, KNOWN.feeds, {}, KNOWN.aggregators),
        Newsrooms(KNOWN.hosts, KNOWN.feeds, KNOWN.names, frozenset()),
    ]
    assert len({KNOWN.edition, *(one.edition for one in others)}) == 5


def test_an_article_kept_without_its_basis() -> None:
    """The basis follows from newsroom and credit where it was not noted."""
    reprint = Credit("ap", "reprint", None, "dateline: SUVA (AP)")
    assert basis_of("ap", reprint) is Basis.CREDIT
    assert basis_of("ap", Credit("ap", "reprint", None, "source: AP")) is Basis.SOURCE
    assert basis_of("ap", Credit("ap", "own")) is Basis.AGENCY_TEXT
    assert basis_of("harbour.example", Credit("ap", "contributed")) is Basis.OUTLET


def test_names_and_hosts() -> None:
    """Names are compared without case and article; hosts are told from public suffixes."""
    assert folded("  The  HARBOUR Post ") == folded("harbour post")
    assert is_publishers_name("Süddeutsche Zeitung")
    assert is_publishers_name("朝日新聞")
    assert host_of("https://News.Harbour.example:8080/a?b") == "news.harbour.example"
    assert host_of("nothing") == ""
    assert is_public_suffix("co.jp")
    assert is_public_suffix("blogspot.com")
    assert not is_public_suffix("bbc.co.uk")
